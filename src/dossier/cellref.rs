//! References to a cell, `measure[dim=code, dim2=code2]@date`: their syntax and nothing else.
//!
//! * A measure or dimension name begins with a letter or `_` and goes on with
//!   letters (of any script), digits and `_`. A hyphen or a point belongs to the
//!   name only directly between two of these: `mass-grave` is one name,
//!   `mass - grave` and `mass -grave` are subtractions.
//! * A code may hold anything but `,` `=` `[` `]` and control characters, also
//!   spaces inside: `[war=1991-1994, age=65+]`.
//! * A date holds digits, `X`, `-`, a mark `~` `?` `%` and at most one `/` without
//!   spaces, as in `1991/1994` or `2021-02/..`; whoever uses it reads it as EDTF. In
//!   rules the word `previous` may stand for it.
//!
//! Spaces may stand around every separator. Whether the names exist is not asked here.

use std::fmt;
use std::ops::Range;

use super::expression::ExpressionError;

/// A value and the bytes of the expression it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranged<T> {
    /// What was read.
    pub value: T,
    /// Where, in bytes of the text that was parsed.
    pub range: Range<usize>,
}

impl<T> Ranged<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, range: Range<usize>) -> Self {
        Self { value, range }
    }
}

/// What stands for the date of the figure before.
pub const PREVIOUS: &str = "previous";

/// A cell as it is written in a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRef {
    /// The measure.
    pub measure: Ranged<String>,
    /// Dimension and code, in the order written; no dimension twice.
    pub codes: Vec<(Ranged<String>, Ranged<String>)>,
    /// The text after `@`, not yet read as a date.
    pub date: Option<Ranged<String>>,
    /// The whole reference.
    pub range: Range<usize>,
}

impl CellRef {
    /// Reads a text that is one cell reference and nothing else.
    pub fn parse(text: &str) -> Result<CellRef, ExpressionError> {
        let start = skip_spaces(text, 0);
        let cell = CellRef::read(text, start)?;
        let rest = skip_spaces(text, cell.range.end);
        if rest < text.len() {
            return Err(ExpressionError::new(
                rest..text.trim_end().len(),
                "the cell ends before this",
            )
            .help("a cell is written `measure[dimension=code]@date`"));
        }
        Ok(cell)
    }

    /// Reads the cell reference that begins at byte `start`; its end is `range.end`.
    pub(super) fn read(text: &str, start: usize) -> Result<CellRef, ExpressionError> {
        let Some(end) = name_end(text, start) else {
            return Err(ExpressionError::new(
                start..char_end(text, start),
                "the name of a measure is missing",
            )
            .help("a cell is written `measure[dimension=code]@date`"));
        };
        let mut cell = CellRef {
            measure: ranged(text, start..end),
            codes: Vec::new(),
            date: None,
            range: start..end,
        };
        let next = skip_spaces(text, end);
        if text[next..].starts_with('[') {
            cell.range.end = read_codes(text, next, &mut cell.codes)?;
        }
        let next = skip_spaces(text, cell.range.end);
        if text[next..].starts_with('@') {
            let start = skip_spaces(text, next + 1);
            let mut end = date_end(text, start);
            if end == start
                && let Some(word) = name_end(text, start)
            {
                if &text[start..word] != PREVIOUS {
                    return Err(
                        ExpressionError::new(start..word, "this is no date").help(
                            "write 2025, 2025-03 or 2025-03-10, or in a rule `@previous` for the figure before",
                        ),
                    );
                }
                end = word;
            }
            if end == start {
                return Err(
                    ExpressionError::new(next..next + 1, "a date is missing after `@`")
                        .help("write it as 2025, 2025-03 or 2025-03-10"),
                );
            }
            cell.date = Some(ranged(text, start..end));
            cell.range.end = end;
        }
        Ok(cell)
    }

    /// One text for every way of writing this cell: dimensions sorted, no needless
    /// spaces. Cells with equal keys are one cell (roots left out are not filled in).
    pub fn key(&self) -> String {
        if self.codes.len() < 2 {
            return self.to_string();
        }
        let mut sorted = self.clone();
        sorted.codes.sort_by(|a, b| a.0.value.cmp(&b.0.value));
        sorted.to_string()
    }

    /// Whether both have one key.
    pub fn is_same(&self, other: &CellRef) -> bool {
        self.measure.value == other.measure.value
            && self.codes.len() == other.codes.len()
            && (self.codes.iter())
                .all(|(dimension, code)| other.code(&dimension.value) == Some(&code.value))
            && match (&self.date, &other.date) {
                (Some(own), Some(other)) => own.value == other.value,
                (own, other) => own.is_none() && other.is_none(),
            }
    }

    /// Whether it means the figure before, `@previous`.
    pub fn is_previous(&self) -> bool {
        self.date
            .as_ref()
            .is_some_and(|date| date.value == PREVIOUS)
    }

    /// The same cell with another date, or with none.
    #[must_use]
    pub fn at(&self, date: Option<&str>) -> CellRef {
        let place = self.date.as_ref().map_or(&self.range, |date| &date.range);
        CellRef {
            date: date.map(|date| Ranged::new(date.to_owned(), place.clone())),
            ..self.clone()
        }
    }

    /// The code this reference gives for a dimension.
    pub fn code(&self, dimension: &str) -> Option<&str> {
        self.codes
            .iter()
            .find(|(name, _)| name.value == dimension)
            .map(|(_, code)| code.value.as_str())
    }
}

/// Writes `measure[dim=code, dim2=code2]@date`, the dimensions in the order given.
impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.measure.value)?;
        for (i, (dimension, code)) in self.codes.iter().enumerate() {
            let before = if i == 0 { "[" } else { ", " };
            write!(f, "{before}{}={}", dimension.value, code.value)?;
        }
        if !self.codes.is_empty() {
            f.write_str("]")?;
        }
        match &self.date {
            Some(date) => write!(f, "@{}", date.value),
            None => Ok(()),
        }
    }
}

/// The command that explains a cell, safe to paste into a shell. Nothing for a name that
/// cannot be written as a cell.
pub fn why_command(cell: &str) -> Option<String> {
    CellRef::parse(cell).ok()?;
    Some(format!("crossfoot why '{}'", cell.replace('\'', r"'\''")))
}

/// Reads `[dim=code, …]` from the bracket at `open`; gives the byte after `]`.
fn read_codes(
    text: &str,
    open: usize,
    codes: &mut Vec<(Ranged<String>, Ranged<String>)>,
) -> Result<usize, ExpressionError> {
    let not_closed = || {
        ExpressionError::new(open..open + 1, "this `[` is not closed")
            .help("write `]` after the last code")
    };
    let mut at = open + 1;
    loop {
        let start = skip_spaces(text, at);
        if start == text.len() {
            return Err(not_closed());
        }
        let Some(end) = name_end(text, start) else {
            let here = start..char_end(text, start);
            return Err(if text[start..].starts_with(']') && codes.is_empty() {
                ExpressionError::new(open..here.end, "the brackets are empty")
                    .help("leave them out for the whole")
            } else {
                ExpressionError::new(here, "the name of a dimension is missing")
                    .help("write `[dimension=code]`")
            });
        };
        let dimension = ranged(text, start..end);
        let equals = skip_spaces(text, end);
        if !text[equals..].starts_with('=') {
            return Err(ExpressionError::new(
                start..end,
                format!("`{}` has no code", dimension.value),
            )
            .help(format!("write `{}=code`", dimension.value)));
        }
        if codes.iter().any(|(seen, _)| seen.value == dimension.value) {
            return Err(ExpressionError::new(
                start..end,
                format!(
                    "the dimension `{}` stands twice in one cell",
                    dimension.value
                ),
            )
            .help("a cell has one code for each dimension"));
        }
        let begin = skip_spaces(text, equals + 1);
        let stop = text[begin..]
            .find(|c: char| matches!(c, ',' | '=' | '[' | ']') || c.is_control())
            .map_or(text.len(), |length| begin + length);
        let next = skip_spaces(text, stop);
        if text[next..].starts_with('=') && closes_before_another_opens(&text[next..]) {
            return Err(ExpressionError::new(next..next + 1, "a code holds no `=`")
                .help("write `[dimension=code, dimension=code]`"));
        }
        if !text[next..].starts_with([',', ']']) {
            return Err(not_closed());
        }
        let code = text[begin..stop].trim_end();
        if code.is_empty() {
            return Err(ExpressionError::new(
                start..equals + 1,
                format!("a code is missing after `{}=`", dimension.value),
            ));
        }
        codes.push((dimension, ranged(text, begin..begin + code.len())));
        at = next + 1;
        if text[next..].starts_with(']') {
            return Ok(at);
        }
    }
}

fn closes_before_another_opens(rest: &str) -> bool {
    rest.find(['[', ']'])
        .is_some_and(|at| rest[at..].starts_with(']'))
}

fn ranged(text: &str, range: Range<usize>) -> Ranged<String> {
    Ranged::new(text[range.clone()].to_owned(), range)
}

/// The end of the name that begins at `start`, if one does.
pub(super) fn name_end(text: &str, start: usize) -> Option<usize> {
    let mut chars = text[start..].char_indices().peekable();
    chars.next_if(|(_, c)| c.is_alphabetic() || *c == '_')?;
    while let Some((at, c)) = chars.next() {
        let inside = match c {
            '-' | '.' => chars.peek().is_some_and(|(_, next)| in_name(*next)),
            _ => in_name(c),
        };
        if !inside {
            return Some(start + at);
        }
    }
    Some(text.len())
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The end of the date that begins at `start`; `start` itself if none does.
fn date_end(text: &str, start: usize) -> usize {
    let end = date_part_end(text, start);
    if end == start || !text[end..].starts_with('/') {
        return end;
    }
    let second = date_part_end(text, end + 1);
    if second == end + 1 { end } else { second }
}

fn date_part_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| matches!(bytes.get(at), Some(b'0'..=b'9' | b'X'));
    if text[start..].starts_with("..") {
        return start + 2;
    }
    let mut end = start;
    while digit(end) || (bytes.get(end) == Some(&b'-') && end > start && digit(end + 1)) {
        end += 1;
    }
    if end > start && matches!(bytes.get(end), Some(b'~' | b'?' | b'%')) {
        end += 1;
    }
    end
}

/// The first byte from `start` on that is not white space.
pub(super) fn skip_spaces(text: &str, start: usize) -> usize {
    text.len() - text[start..].trim_start().len()
}

/// The byte after the character at `start`.
pub(super) fn char_end(text: &str, start: usize) -> usize {
    start + text[start..].chars().next().map_or(0, char::len_utf8)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
