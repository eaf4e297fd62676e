//! Decoding of `settings:`.

use super::{Decoder, Top};
use crate::dossier::settings::SeverityOverride;
use crate::quantity::NumberFormat;
use crate::quantity::hedge::HedgeTable;
use crate::text::fields::Fields;
use crate::text::tree::{Kind, Node};
use crate::text::{Problem, Severity, Spanned};

pub(super) const KEYS: &[&str] = &[
    "severity",
    "fail_on",
    "hedges",
    "exclude",
    "plausible",
    "rounded_to",
    "number_format",
    "language",
];

pub(super) const HEDGE_KEYS: &[&str] = &["plausible", "hard"];

pub(super) const FORMATS: [(&str, NumberFormat); 2] =
    [("en", NumberFormat::En), ("eu", NumberFormat::Eu)];

impl<'t> Decoder<'t> {
    /// Reads the settings of a file; only `crossfoot.yaml` may have them.
    pub(super) fn settings(&mut self, top: &Top<'t>) {
        let Some(node) = top.get("settings") else {
            return;
        };
        if !top.is_settings {
            self.problem(
                Problem::error(
                    "unknown-field",
                    node.span(),
                    "`settings` belong in crossfoot.yaml, at the root of the dossier",
                )
                .help("move them there"),
            );
            return;
        }
        self.dossier.settings.span = Some(node.span());
        let Some(fields) = Fields::of(node, "settings", KEYS, &mut self.dossier.problems) else {
            return;
        };
        if let Some(node) = fields.get("severity") {
            self.severities(node);
        }
        let levels = [
            ("error", Severity::Error),
            ("warning", Severity::Warning),
            ("note", Severity::Note),
        ];
        self.dossier.settings.fail_on = self.choice(fields.get("fail_on"), "severity", &levels);
        if let Some(node) = fields.get("hedges") {
            self.hedges(node);
        }
        self.dossier.settings.exclude = self.strings(fields.get("exclude"), "a pattern");
        let switch = [
            ("on", true),
            ("off", false),
            ("true", true),
            ("false", false),
        ];
        if let Some(on) = self.choice(fields.get("plausible"), "switch", &switch) {
            self.dossier.settings.plausible = on;
        }
        self.dossier.settings.rounded_to = self.number(fields.get("rounded_to"), "`rounded_to`");
        if let Some(format) = self.choice(fields.get("number_format"), "number format", &FORMATS) {
            self.dossier.settings.number_format = format;
        }
        let languages = [("en", ())];
        self.choice(fields.get("language"), "language", &languages);
    }

    fn severities(&mut self, node: Node<'t>) {
        let choices = [
            ("error", SeverityOverride::To(Severity::Error)),
            ("warning", SeverityOverride::To(Severity::Warning)),
            ("note", SeverityOverride::To(Severity::Note)),
            ("off", SeverityOverride::Off),
        ];
        if node.kind() != Kind::Mapping {
            self.problem(
                Problem::error("invalid-yaml", node.span(), "`severity` must be a mapping")
                    .help("write it as in `severity: {base-shift: off}`"),
            );
            return;
        }
        for (key, value) in node.entries() {
            let Some(name) = self.scalar(key, "a check") else {
                continue;
            };
            if let Some(choice) = self.choice(Some(value), "severity", &choices) {
                self.dossier
                    .settings
                    .severity
                    .insert(name.value.to_owned(), Spanned::new(choice, name.span));
            }
        }
    }

    fn hedges(&mut self, node: Node<'t>) {
        let mut rows = Vec::new();
        if node.kind() != Kind::Mapping {
            self.problem(
                Problem::error("invalid-yaml", node.span(), "`hedges` must be a mapping").help(
                    "write it as in `hedges: {about: {plausible: \"[n-w, n+w]\", hard: \"[n-2w, n+2w]\"}}`",
                ),
            );
            return;
        }
        for (key, value) in node.entries() {
            let Some(word) = self.scalar(key, "a wording") else {
                continue;
            };
            let Some(fields) = Fields::of(value, "a hedge", HEDGE_KEYS, &mut self.dossier.problems)
            else {
                continue;
            };
            let plausible = self.string(fields.get("plausible"), "`plausible`");
            let hard = self.string(fields.get("hard"), "`hard`");
            match (plausible, hard) {
                (Some(plausible), Some(hard)) => rows.push((word, value, plausible, hard)),
                _ => self.problem(
                    Problem::error(
                        "missing-field",
                        key.span(),
                        format!("hedge `{}` needs both `plausible` and `hard`", word.value),
                    )
                    .help("write it as in `about: {plausible: \"[n-w, n+w]\", hard: \"[n-2w, n+2w]\"}`"),
                ),
            }
        }
        let texts = rows
            .iter()
            .map(|(word, _, plausible, hard)| (word.value, plausible.as_str(), hard.as_str()));
        match HedgeTable::with_overrides(texts) {
            Ok(table) => self.dossier.settings.hedges = table,
            Err(error) => {
                let row = rows.iter().find(|(word, ..)| word.value == error.wording);
                let span = row.map_or(node.span(), |(word, value, ..)| {
                    value.get(error.which).map_or(word.span, Node::span)
                });
                self.problem(Problem::error("invalid-value", span, error.message).help(
                    "an interval is written as in `[n-w, n+w]`, `(n, n+q]`, `[0, n)` or `(n, inf)`",
                ));
            }
        }
    }
}
