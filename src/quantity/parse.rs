//! Values to the last character: missing-value marks, a figure, and nothing else.

use super::digits::NumberFormat;
use super::error::ValueError;
use super::hedge::HedgeTable;
use super::lex::skip_spaces;
use super::numeral::Mode;
use super::phrase::{Context, read_phrase};
use super::recognise::{is_wide, narrow};
use super::value::{Value, ValueKind};

const MISSING: &[&str] = &[
    "n/a",
    "n.a.",
    "na",
    "nd",
    "n.d.",
    "..",
    "...",
    "…",
    "–",
    "—",
    "-",
    "−",
    ":",
    "*",
    "suppressed",
    "missing",
    "not available",
    "not applicable",
    "not reported",
    "not known",
    "unknown",
    "no data",
    "confidential",
    "(c)",
];

/// Reads a value to its last character.
pub(crate) fn parse_value(
    text: &str,
    format: NumberFormat,
    hedges: &HedgeTable,
) -> Result<Value, ValueError> {
    if text.as_bytes().contains(&0xEF) && text.chars().any(is_wide) {
        return parse_wide(text, format, hedges);
    }
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + trimmed.len();
    if trimmed.is_empty() {
        return Err(ValueError::new(0..text.len(), "there is no figure here")
            .help("write the figure as printed, or `n/a` if the source says that it has none"));
    }
    if let Some(hidden) = trimmed.char_indices().find(|(_, c)| is_hidden(*c)) {
        let at = start + hidden.0;
        let code = u32::from(hidden.1);
        return Err(ValueError::new(
            at..at + hidden.1.len_utf8(),
            format!("an invisible character (U+{code:04X}) stands in the figure"),
        )
        .help("delete the character"));
    }
    if MISSING
        .iter()
        .any(|mark| trimmed.len() == mark.len() && trimmed.eq_ignore_ascii_case(mark))
    {
        return Ok(Value::new(trimmed, ValueKind::Missing));
    }
    let context = Context {
        format,
        hedges,
        mode: Mode::Value,
    };
    let Some(phrase) = read_phrase(text, start, context)? else {
        return Err(super::explain::no_figure(text, start..end, context));
    };
    let rest = skip_spaces(text, phrase.end);
    if rest < end {
        return Err(super::explain::left_over(text, rest..end, &phrase, context));
    }
    Ok(phrase.into_value(trimmed))
}

/// Full-width digits and signs are read as plain ones.
fn parse_wide(text: &str, format: NumberFormat, hedges: &HedgeTable) -> Result<Value, ValueError> {
    let plain: String = text.chars().map(narrow).collect();
    let place = |at: usize| {
        let before = plain
            .char_indices()
            .take_while(|(place, _)| *place < at)
            .count();
        text.char_indices()
            .nth(before)
            .map_or(text.len(), |(place, _)| place)
    };
    let found = parse_value(&plain, format, hedges);
    found
        .map(|value| Value {
            printed: text.trim().into(),
            ..value
        })
        .map_err(|mut error| {
            error.range = place(error.range.start)..place(error.range.end);
            error
        })
}

/// Characters that change a figure without being seen.
fn is_hidden(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}
