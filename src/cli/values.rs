//! Values of arguments: from what was typed to what the library understands, with
//! a word about what was meant.

use std::path::PathBuf;

use clap::ValueEnum;

use super::args::When;
use crate::checks::CHECKS;
use crate::dossier::TODO;
use crate::export::TableFormat;
use crate::findings::{FailOn, Severity};
use crate::output::Format;
use crate::output::comparison::DiffFormat;
use crate::output::questions::QuestionFormat;
use crate::quantity::{Day, NumberFormat, Rounding, Window};
use crate::text::plain::Markup;
use crate::text::suggest;

/// A report to write to a file.
#[derive(Clone, Debug)]
pub(super) struct OutputTo {
    /// How.
    pub format: Format,
    /// Where.
    pub file: PathBuf,
}

/// A comparison to write to a file.
#[derive(Clone, Debug)]
pub(super) struct DiffTo {
    /// How.
    pub format: DiffFormat,
    /// Where.
    pub file: PathBuf,
}

/// `text`, `concise`, `json`.
pub(super) fn format(text: &str) -> Result<Format, String> {
    let names: Vec<&str> = Format::all().map(|(_, name, _)| name).collect();
    Format::named(text).ok_or_else(|| unknown("format", text, &names))
}

/// `text`, `json`.
pub(super) fn answer_format(text: &str) -> Result<Format, String> {
    let known = [Format::Text, Format::Json];
    let names = known.map(Format::name);
    let format = Format::named(text).filter(|format| known.contains(format));
    format.ok_or_else(|| unknown("format", text, &names))
}

/// How a draft is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DraftFormat {
    /// A claim file.
    Yaml,
    /// Every numeric expression.
    Json,
}

/// `yaml`, `json`.
pub(super) fn draft_format(text: &str) -> Result<DraftFormat, String> {
    match text {
        "yaml" => Ok(DraftFormat::Yaml),
        "json" => Ok(DraftFormat::Json),
        _ => Err(unknown("format", text, &["yaml", "json"])),
    }
}

/// `text`, `markdown`, `html`.
pub(super) fn markup(text: &str) -> Result<Markup, String> {
    let found = Markup::NAMES.iter().find(|(name, _)| *name == text);
    let names = Markup::NAMES.map(|(name, _)| name);
    found.map_or_else(
        || Err(unknown("markup", text, &names)),
        |&(_, markup)| Ok(markup),
    )
}

/// How a history is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HistoryFormat {
    /// For people.
    Text,
    /// A row for each figure.
    Csv,
    /// For machines.
    Json,
}

/// `text`, `csv`, `json`.
pub(super) fn history_format(text: &str) -> Result<HistoryFormat, String> {
    match text {
        "text" => Ok(HistoryFormat::Text),
        "csv" => Ok(HistoryFormat::Csv),
        "json" => Ok(HistoryFormat::Json),
        _ => Err(unknown("format", text, &["text", "csv", "json"])),
    }
}

/// `csv`, `json`.
pub(super) fn table_format(text: &str) -> Result<TableFormat, String> {
    let found = TableFormat::NAMES.iter().find(|(name, _)| *name == text);
    let names = TableFormat::NAMES.map(|(name, _)| name);
    found.map_or_else(
        || Err(unknown("format", text, &names)),
        |&(_, format)| Ok(format),
    )
}

/// `sex=women`.
pub(super) fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, code)) if !name.trim().is_empty() && !code.trim().is_empty() => {
            Ok((name.trim().to_owned(), code.trim().to_owned()))
        }
        _ => Err("write it as DIMENSION=CODE, as in sex=women".into()),
    }
}

/// `text`, `json`, `markdown`, `csv`.
pub(super) fn diff_format(text: &str) -> Result<DiffFormat, String> {
    let names = DiffFormat::NAMES.map(|known| known.0);
    DiffFormat::named(text).ok_or_else(|| unknown("format", text, &names))
}

/// `json=report.json`.
pub(super) fn output(text: &str) -> Result<OutputTo, String> {
    let (name, file) = named_file(text)?;
    Ok(OutputTo {
        format: format(name)?,
        file,
    })
}

/// `json=changes.json`.
pub(super) fn diff_output(text: &str) -> Result<DiffTo, String> {
    let (name, file) = named_file(text)?;
    Ok(DiffTo {
        format: diff_format(name)?,
        file,
    })
}

/// The name of a format and that of a file.
fn named_file(text: &str) -> Result<(&str, PathBuf), String> {
    let Some((name, file)) = text.split_once('=') else {
        return Err("write it as FORMAT=FILE, as in json=audit.json".into());
    };
    if file.is_empty() {
        return Err("the name of the file is missing".into());
    }
    if file == "-" {
        return Err(format!("for standard output use --format {name}"));
    }
    Ok((name, file.into()))
}

/// `error`, `warning`, `note`, `never`.
pub(super) fn fail_on(text: &str) -> Result<FailOn, String> {
    FailOn::named(text).ok_or_else(|| unknown("severity", text, &FailOn::NAMES))
}

/// `on`, `off`.
pub(super) fn switch(text: &str) -> Result<bool, String> {
    match text.to_ascii_lowercase().as_str() {
        "on" | "true" | "yes" | "1" => Ok(true),
        "off" | "false" | "no" | "0" => Ok(false),
        _ => Err("write on or off".to_owned()),
    }
}

/// `auto`, `always`, `never`.
pub(super) fn when(text: &str) -> Result<When, String> {
    let names = ["auto", "always", "never"];
    When::from_str(text, false).map_err(|_| unknown("choice", text, &names))
}

/// A pattern as in ignore files.
pub(super) fn pattern(text: &str) -> Result<String, String> {
    crate::dossier::readable_pattern(text).map(|()| text.to_owned())
}

/// How many findings of a check to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Most {
    /// All of them.
    All,
    /// So many.
    Of(usize),
}

impl Most {
    /// As a limit, if it is one.
    pub fn limit(self) -> Option<usize> {
        match self {
            Most::All => None,
            Most::Of(count) => Some(count),
        }
    }
}

/// `100`, `all`.
pub(super) fn most(text: &str) -> Result<Most, String> {
    match text {
        "all" => Ok(Most::All),
        _ => match text.parse() {
            Ok(count) => Ok(Most::Of(count)),
            Err(_) => Err("write a number, or all".to_owned()),
        },
    }
}

/// `error`, `warning`, `note`.
pub(super) fn severity(text: &str) -> Result<Severity, String> {
    let known = [Severity::Error, Severity::Warning, Severity::Note];
    let found = known.into_iter().find(|severity| severity.name() == text);
    found.ok_or_else(|| unknown("severity", text, &known.map(Severity::name)))
}

/// `markdown`, `json`.
pub(super) fn question_format(text: &str) -> Result<QuestionFormat, String> {
    let names = QuestionFormat::NAMES.map(|known| known.0);
    QuestionFormat::named(text).ok_or_else(|| unknown("format", text, &names))
}

/// The id of a check.
pub(super) fn check(text: &str) -> Result<String, String> {
    let name = text.trim();
    if crate::checks::find(name).is_some() {
        return Ok(name.to_owned());
    }
    let near = suggest::nearest(name, CHECKS.iter().map(|check| check.id));
    let meant = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Err(format!(
        "no check has that name{meant} (`crossfoot explain --list` lists them all)"
    ))
}

/// A day.
pub(super) fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|error| match error.help {
        Some(help) => format!("{}; {help}", error.message),
        None => error.message,
    })
}

/// A date with which something ends, as it was written.
pub(super) fn until(text: &str) -> Result<String, String> {
    let text = text.trim();
    match Window::parse(text) {
        Ok(window) if window.end.is_none() => Err("write a date that has an end".to_owned()),
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(match error.help {
            Some(help) => format!("{}; {help}", error.message),
            None => error.message,
        }),
    }
}

/// A fingerprint, or how one begins.
pub(super) fn fingerprint(text: &str) -> Result<String, String> {
    let text = text.trim().to_ascii_lowercase();
    let digits = text.chars().all(|c| c.is_ascii_hexdigit());
    match text.len() {
        4..=16 if digits => Ok(text),
        _ if digits => Err("write 4 to 16 digits of it".to_owned()),
        _ => Err(
            "a fingerprint has the digits 0-9 and a-f; `crossfoot check --fingerprints` shows them"
                .to_owned(),
        ),
    }
}

/// A reason.
pub(super) fn reason(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text {
        "" | TODO => Err("say what was found out, when and from whom".to_owned()),
        _ => Ok(text.to_owned()),
    }
}

/// `nearest`, `truncate`.
pub(super) fn rounding(text: &str) -> Result<Rounding, String> {
    match text {
        "nearest" => Ok(Rounding::Nearest),
        "truncate" => Ok(Rounding::Truncate),
        _ => Err(unknown("way of rounding", text, &["nearest", "truncate"])),
    }
}

/// `en`, `eu`.
pub(super) fn number_format(text: &str) -> Result<NumberFormat, String> {
    match text {
        "en" => Ok(NumberFormat::En),
        "eu" => Ok(NumberFormat::Eu),
        _ => Err(unknown("number format", text, &["en", "eu"])),
    }
}

/// What to say of a name that is none of `names`.
fn unknown(what: &str, name: &str, names: &[&str]) -> String {
    match suggest::nearest(name, names.iter().copied()) {
        Some(near) => format!("unknown {what}; did you mean `{near}`?"),
        None => format!("unknown {what}; choose one of {}", names.join(", ")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_known_by_name() {
        assert_eq!(check("parts-do-not-sum").unwrap(), "parts-do-not-sum");
        assert_eq!(check(" share-mismatch ").unwrap(), "share-mismatch");
        let message = check("parts-do-not-add").unwrap_err();
        assert!(
            message.contains("did you mean `parts-do-not-sum`?"),
            "{message}"
        );
        assert!(check("").unwrap_err().contains("--list"));
    }

    #[test]
    fn outputs_name_a_format_and_a_file() {
        let parsed = output("json=a=b.json").unwrap();
        assert_eq!(
            (parsed.format, parsed.file),
            (Format::Json, "a=b.json".into())
        );
        assert!(output("report.json").unwrap_err().contains("FORMAT=FILE"));
        assert!(output("json=").unwrap_err().contains("missing"));
        assert!(output("json=-").unwrap_err().contains("--format json"));
        assert!(
            output("jsn=x")
                .unwrap_err()
                .contains("did you mean `json`?")
        );
    }

    #[test]
    fn today_is_one_day() {
        assert_eq!(day("1970-01-02").unwrap(), Day(1));
        assert_eq!(day("2024-10-04").unwrap(), Day(20_000));
        for text in ["2025", "2025-02-30", "tomorrow", ""] {
            assert!(day(text).is_err(), "{text}");
        }
    }

    #[test]
    fn unknown_words_list_the_known_ones() {
        assert!(fail_on("warnings").unwrap_err().contains("`warning`"));
        assert!(format("html").unwrap_err().contains("text, concise, json"));
        assert!(rounding("up").unwrap_err().contains("nearest, truncate"));
        assert!(number_format("us").is_err());
    }
}
