//! Decoding of `settings:`.

use super::{Decoder, Top};
use crate::dossier::settings::{FailsFrom, SeverityOverride};
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
    "format",
    "texts",
    "pedantic",
    "strict",
];

const SWITCH: [(&str, bool); 4] = [
    ("on", true),
    ("off", false),
    ("true", true),
    ("false", false),
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
        for key in KEYS {
            if let Some(value) = fields.get(key) {
                self.dossier.settings.places.insert(key, value.span());
            }
        }
        if let Some(node) = fields.get("severity") {
            self.severities(node);
        }
        let levels = [
            ("error", FailsFrom::Severity(Severity::Error)),
            ("warning", FailsFrom::Severity(Severity::Warning)),
            ("note", FailsFrom::Severity(Severity::Note)),
            ("never", FailsFrom::Never),
        ];
        self.dossier.settings.fail_on = self.choice(fields.get("fail_on"), "severity", &levels);
        if let Some(node) = fields.get("hedges") {
            self.hedges(node);
        }
        let patterns = self.strings(fields.get("exclude"), "a pattern");
        for pattern in &patterns {
            self.pattern(pattern);
        }
        self.dossier.settings.exclude = patterns;
        if let Some(on) = self.choice(fields.get("plausible"), "switch", &SWITCH) {
            self.dossier.settings.plausible = on;
        }
        self.dossier.settings.pedantic = self.choice(fields.get("pedantic"), "switch", &SWITCH);
        self.dossier.settings.strict = self.choice(fields.get("strict"), "switch", &SWITCH);
        self.dossier.settings.rounded_to = self.number(fields.get("rounded_to"), "`rounded_to`");
        if let Some(format) = self.choice(fields.get("number_format"), "number format", &FORMATS) {
            self.dossier.settings.number_format = format;
        }
        let languages = [("en", ())];
        self.choice(fields.get("language"), "language", &languages);
        if let Some(format) = fields
            .get("format")
            .and_then(|node| self.scalar(node, "`format`"))
        {
            self.dossier.settings.format = Some(Spanned::new(format.value.to_owned(), format.span));
        }
        if let Some(texts) = fields
            .get("texts")
            .and_then(|node| self.scalar(node, "`texts`"))
        {
            self.dossier.settings.texts = Some(Spanned::new(texts.value.into(), texts.span));
        }
    }

    /// A pattern that cannot be read would exclude nothing without a word.
    fn pattern(&mut self, pattern: &Spanned<String>) {
        if let Err(message) = crate::dossier::readable_pattern(&pattern.value) {
            self.problem(
                Problem::error(
                    "invalid-value",
                    pattern.span,
                    format!("the pattern `{}` cannot be read: {message}", pattern.value),
                )
                .help("write it as in a .gitignore file, such as drafts/ or *.old.yaml"),
            );
        }
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
        let words = rows.iter().map(|(word, ..)| word);
        self.dossier.settings.hedge_words = words
            .map(|word| Spanned::new(word.value.to_owned(), word.span))
            .collect();
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
