//! The one-line form of `crossfoot try`: `3,983 = 3,209 + 774`, figures as printed
//! with their hedges and, if wished, their names: `total 3,983 = military 3,209 + …`.
//!
//! This splits a line into a comparison and signed terms; what a figure means is
//! asked of the caller, who says of a text whether it reads as a figure.
//!
//! * The comparison is `=`, `==`, `<=`, `>=`, `<`, `>`, `≤` or `≥`, exactly one.
//! * `<5` and `>3900` are hedged figures, not comparisons, where the sign begins a
//!   term and touches its number: at the start, after the comparison, after `+` or
//!   `-`. After a name (`civilian <5 = …`) they are so only if the line has another
//!   comparison.
//! * `-` and `−` subtract with a space on both sides; without spaces they belong to
//!   the figure (`600-700`, `-5`), and with a space on one side between two figures
//!   they are refused. A dash `–` always belongs to the figure.
//! * `+` adds with or without spaces; a `+` that touches the end of a figure and has
//!   no figure after it belongs to the figure (`600+`), as do `+7` at the start of a
//!   term, `±`, `+-` and `+/-`.
//! * `12% of 3,983` is a share of a figure; `20 percent of` and `1 in 5 of` too.
//! * Names stand before or after their figure; a colon may follow a name (`dead: 12`)
//!   and must if the name holds a number (`dead in 2024: 12`).

use std::ops::Range;

use super::cellref::Ranged;
use super::expression::{Comparison, ExpressionError, MAX_LENGTH};

mod figure;
mod marks;
#[cfg(test)]
mod tests;

use marks::{Mark, Sign};

/// A line split at its comparison; each side has at least one term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TryLine<'a> {
    /// The terms before the comparison.
    pub left: Vec<TryTerm<'a>>,
    /// How the sides are compared.
    pub comparison: Comparison,
    /// The terms after it.
    pub right: Vec<TryTerm<'a>>,
}

/// One term of a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TryTerm<'a> {
    /// Whether it is subtracted.
    pub minus: bool,
    /// The bytes of the whole term, names included and its sign not.
    pub range: Range<usize>,
    /// The figure; in `12% of 3,983` it is `12%`.
    pub figure: TryFigure<'a>,
    /// What the figure is a share of; in `12% of 3,983` it is `3,983`.
    pub of: Option<TryFigure<'a>>,
}

/// A figure as printed, hedge included, not yet read as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TryFigure<'a> {
    /// Its text. If no part of the term reads as a figure, the part from the first
    /// digit on, or all of it; the caller's reading then says what is wrong.
    pub text: &'a str,
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is called, if the term says so.
    pub name: Option<Ranged<&'a str>>,
}

/// Splits a line; `reads` says whether a text is a figure with or without a hedge.
pub fn parse<'a>(
    text: &'a str,
    reads: &dyn Fn(&str) -> bool,
) -> Result<TryLine<'a>, ExpressionError> {
    let whole = text.len() - text.trim_start().len()..text.trim_end().len();
    if whole.is_empty() {
        return Err(
            ExpressionError::new(0..text.len(), "there is nothing to check")
                .help("write a line such as \"3,983 = 3,209 + 774\""),
        );
    }
    if text.len() > MAX_LENGTH {
        return Err(ExpressionError::new(
            whole,
            format!("a line has at most {MAX_LENGTH} characters"),
        ));
    }
    let (before, comparison, after) = marks::split(text, whole.clone())?;
    let edge = Some(&comparison.1);
    Ok(TryLine {
        left: side(
            text,
            whole.start..comparison.1.start,
            (None, edge),
            &before,
            reads,
        )?,
        comparison: comparison.0,
        right: side(
            text,
            comparison.1.end..whole.end,
            (edge, None),
            &after,
            reads,
        )?,
    })
}

/// The terms of one side; `edges` are the signs around it.
fn side<'a>(
    text: &'a str,
    range: Range<usize>,
    edges: (Option<&Range<usize>>, Option<&Range<usize>>),
    marks: &[Mark],
    reads: &dyn Fn(&str) -> bool,
) -> Result<Vec<TryTerm<'a>>, ExpressionError> {
    let mut terms = Vec::with_capacity(marks.len() + 1);
    let mut start = range.start;
    let mut opened = edges.0;
    let mut minus = false;
    for mark in marks.iter().map(Some).chain([None]) {
        let end = mark.map_or(range.end, |mark| mark.range.start);
        let closed = mark.map(|mark| &mark.range).or(edges.1);
        let piece = &text[start..end];
        let trimmed =
            start + piece.len() - piece.trim_start().len()..start + piece.trim_end().len();
        if trimmed.is_empty() {
            return Err(missing(text, opened, closed));
        }
        terms.push(figure::term(text, trimmed, minus, reads));
        if let Some(mark) = mark {
            start = mark.range.end;
            opened = Some(&mark.range);
            minus = mark.sign == Sign::Minus;
        }
    }
    Ok(terms)
}

/// The error for nothing between two signs, or between a sign and an end.
fn missing(
    text: &str,
    opened: Option<&Range<usize>>,
    closed: Option<&Range<usize>>,
) -> ExpressionError {
    let (range, place) = match (opened, closed) {
        (_, Some(range)) => (range.clone(), "before"),
        (Some(range), None) => (range.clone(), "after"),
        (None, None) => (0..text.len(), "in"),
    };
    let sign = &text[range.clone()];
    ExpressionError::new(
        range.clone(),
        format!("a figure is missing {place} `{sign}`"),
    )
}
