//! The list of settings, for people and for programs.

use serde::Serialize;
use serde_json::Value;

use super::super::args::{CheckArgs, When};
use super::super::values::Most;
use super::effective::{Effective, Origin, Sourced};
use crate::dossier::{Settings, SeverityOverride};
use crate::findings::FailOn;
use crate::output::grid::{self, table};
use crate::output::{Style, escape, json_document, number};
use crate::quantity::NumberFormat;
use crate::text::{FileId, SourceMap};

/// The settings of a dossier.
pub(super) struct Listed {
    /// Its folder as shown.
    pub root: String,
    /// Its crossfoot.yaml.
    pub file: Option<FileId>,
    /// The settings.
    pub rows: Vec<Row>,
}

/// A setting; those that hold several things have a row for each.
pub(super) struct Row {
    /// Its key, as in crossfoot.yaml.
    name: String,
    /// Its value; none where nothing is set and nothing stands for it.
    value: Option<Value>,
    /// Where from.
    origin: Origin,
}

/// Every setting that holds, those of the figures too.
pub(super) fn rows(settings: &Settings, args: &CheckArgs) -> Vec<Row> {
    let effective = Effective::of(settings, args);
    let mut rows = Rows {
        settings,
        rows: Vec::new(),
    };
    rows.add("format", &effective.format, |format| {
        Some(format.name().into())
    });
    rows.add("fail_on", &effective.fail_on, |fail_on| {
        let mut names = FailOn::NAMES.into_iter();
        let name = names.find(|name| FailOn::named(name) == Some(*fail_on))?;
        Some(name.into())
    });
    for (check, setting) in &settings.severity {
        let value = match setting.value {
            SeverityOverride::To(severity) => severity.name(),
            SeverityOverride::Off => "off",
        };
        let name = format!("severity.{check}");
        rows.push(name, Some(value.into()), Origin::File(setting.span));
    }
    rows.add("pedantic", &effective.pedantic, |on| Some((*on).into()));
    rows.add("strict", &effective.strict, |on| Some((*on).into()));
    rows.patterns(args);
    rows.add("force_exclude", &effective.force_exclude, |on| {
        Some((*on).into())
    });
    rows.add("texts", &effective.texts, |texts| {
        let texts = texts.as_ref()?;
        Some(texts.to_string_lossy().into_owned().into())
    });
    rows.written("plausible", Some(settings.plausible.into()));
    for word in &settings.hedge_words {
        let name = format!("hedges.{}", word.value);
        rows.push(name, Some("overridden".into()), Origin::File(word.span));
    }
    let unit = settings
        .rounded_to
        .as_ref()
        .map(|unit| number(unit, true).into());
    rows.written("rounded_to", unit);
    let numbers = match settings.number_format {
        NumberFormat::En => "en",
        NumberFormat::Eu => "eu",
    };
    rows.written("number_format", Some(numbers.into()));
    rows.written("language", Some("en".into()));
    rows.add("baseline", &effective.baseline, |baseline| {
        let baseline = baseline.as_ref()?;
        Some(baseline.to_string_lossy().into_owned().into())
    });
    rows.add("max_findings", &effective.max_findings, |most| {
        Some(match (*most)? {
            Most::All => "all".into(),
            Most::Of(count) => count.into(),
        })
    });
    rows.add("today", &effective.today, |today| {
        Some(today.as_ref()?.to_string().into())
    });
    rows.add("color", &effective.color, |color| {
        Some(
            match color {
                When::Auto => "auto",
                When::Always => "always",
                When::Never => "never",
            }
            .into(),
        )
    });
    rows.add("ascii", &effective.ascii, |on| Some((*on).into()));
    rows.rows
}

struct Rows<'a> {
    settings: &'a Settings,
    rows: Vec<Row>,
}

impl Rows<'_> {
    fn push(&mut self, name: String, value: Option<Value>, origin: Origin) {
        self.rows.push(Row {
            name,
            value,
            origin,
        });
    }

    fn add<T>(&mut self, name: &str, said: &Sourced<T>, show: impl Fn(&T) -> Option<Value>) {
        self.push(name.to_owned(), show(&said.value), said.origin);
    }

    /// A setting that only a crossfoot.yaml can give.
    fn written(&mut self, name: &str, value: Option<Value>) {
        let place = self.settings.places.get(name);
        let origin = place.map_or(Origin::Default, |span| Origin::File(*span));
        self.push(name.to_owned(), value, origin);
    }

    /// Patterns add up.
    fn patterns(&mut self, args: &CheckArgs) {
        let name = || "exclude".to_owned();
        for pattern in &self.settings.exclude {
            let value = pattern.value.clone().into();
            self.push(name(), Some(value), Origin::File(pattern.span));
        }
        for pattern in &args.config.exclude {
            let value = pattern.clone().into();
            self.push(name(), Some(value), Origin::Argument("--exclude"));
        }
        if self.settings.exclude.is_empty() && args.config.exclude.is_empty() {
            self.push(name(), None, Origin::Default);
        }
    }
}

/// A table for each dossier.
pub(super) fn text(listed: &[Listed], sources: &SourceMap, style: &Style) -> String {
    let mut tables = Vec::new();
    for listed in listed {
        let file = match listed.file {
            Some(file) => format!("settings in {}", escape(&sources.file(file).name)),
            None => "no crossfoot.yaml".to_owned(),
        };
        let header = ["setting", "value", "from"].map(String::from);
        let mut table = table(&header, style);
        for row in &listed.rows {
            let value = match &row.value {
                None => "-".to_owned(),
                Some(Value::Bool(true)) => "on".to_owned(),
                Some(Value::Bool(false)) => "off".to_owned(),
                Some(Value::String(text)) => escape(text).into_owned(),
                Some(other) => other.to_string(),
            };
            let origin = match row.origin {
                Origin::Default => "default".to_owned(),
                Origin::File(span) => {
                    let place = sources.place(span);
                    let name = escape(&sources.file(span.file).name).into_owned();
                    format!("{name}:{}:{}", place.line, place.column)
                }
                Origin::Environment(name) | Origin::Argument(name) => name.to_owned(),
            };
            table.add_row([escape(&row.name).into_owned(), value, origin]);
        }
        tables.push(format!(
            "dossier {} ({file})\n\n{}",
            escape(&listed.root),
            grid::lines(&table)
        ));
    }
    tables.join("\n")
}

/// One document.
pub(super) fn json(listed: &[Listed], sources: &SourceMap) -> String {
    let dossiers = listed.iter().map(|listed| DossierOut {
        root: &listed.root,
        file: listed.file.map(|file| sources.file(file).name.as_str()),
        settings: (listed.rows.iter())
            .map(|row| RowOut {
                name: &row.name,
                value: row.value.as_ref(),
                origin: OriginOut::of(row.origin, sources),
            })
            .collect(),
    });
    json_document(&Document {
        schema: 1,
        dossiers: dossiers.collect(),
    })
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    dossiers: Vec<DossierOut<'a>>,
}

#[derive(Serialize)]
struct DossierOut<'a> {
    root: &'a str,
    file: Option<&'a str>,
    settings: Vec<RowOut<'a>>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    name: &'a str,
    value: Option<&'a Value>,
    origin: OriginOut<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum OriginOut<'a> {
    Default,
    File {
        file: &'a str,
        line: u32,
        column: u32,
    },
    Environment {
        variable: &'static str,
    },
    Argument {
        option: &'static str,
    },
}

impl OriginOut<'_> {
    fn of(origin: Origin, sources: &SourceMap) -> OriginOut<'_> {
        match origin {
            Origin::Default => OriginOut::Default,
            Origin::File(span) => {
                let place = sources.place(span);
                OriginOut::File {
                    file: &sources.file(span.file).name,
                    line: place.line,
                    column: place.column,
                }
            }
            Origin::Environment(variable) => OriginOut::Environment { variable },
            Origin::Argument(option) => OriginOut::Argument { option },
        }
    }
}
