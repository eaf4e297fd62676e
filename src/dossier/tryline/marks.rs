//! Finding the comparison and the operators of a line among the signs that belong
//! to figures.

use std::ops::Range;

use crate::dossier::cellref::char_end;
use crate::dossier::expression::{Comparison, ExpressionError};

/// A sign that separates terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) sign: Sign,
    pub(super) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
    /// A comparison; `perhaps_hedge` where it follows a name and touches a number.
    Compare {
        comparison: Comparison,
        perhaps_hedge: bool,
    },
}

/// A sign of comparison, or why it is none.
type Spelling = (
    &'static str,
    Result<Comparison, (&'static str, &'static str)>,
);

const NOT_EQUAL: (&str, &str) = (
    "a line cannot say that two sides differ",
    "compare with `=`, `<=`, `>=`, `<` or `>`",
);

/// Longer spellings before their beginnings.
const COMPARISONS: &[Spelling] = &[
    ("==", Ok(Comparison::Eq)),
    ("<=", Ok(Comparison::Le)),
    (">=", Ok(Comparison::Ge)),
    (
        "=<",
        Err((
            "this is not a comparison",
            "write `<=`, or `= <5` with a space",
        )),
    ),
    (
        "=>",
        Err((
            "this is not a comparison",
            "write `>=`, or `= >5` with a space",
        )),
    ),
    ("!=", Err(NOT_EQUAL)),
    ("<>", Err(NOT_EQUAL)),
    ("≠", Err(NOT_EQUAL)),
    (
        "≈",
        Err((
            "`≈` does not say how near",
            "write `=` and hedge the figure: `about 400`",
        )),
    ),
    ("=", Ok(Comparison::Eq)),
    ("<", Ok(Comparison::Lt)),
    (">", Ok(Comparison::Gt)),
    ("≤", Ok(Comparison::Le)),
    ("≥", Ok(Comparison::Ge)),
];

/// The operators left of the comparison, the comparison, the operators right of it.
pub(super) type Split = (Vec<Mark>, (Comparison, Range<usize>), Vec<Mark>);

/// Finds the one comparison of a line and the operators on both sides of it.
pub(super) fn split(text: &str, whole: Range<usize>) -> Result<Split, ExpressionError> {
    let mut marks = scan(text)?;
    let is_comparison = |mark: &Mark| matches!(mark.sign, Sign::Compare { .. });
    let certain =
        |mark: &Mark| matches!(mark.sign, Sign::Compare { perhaps_hedge, .. } if !perhaps_hedge);
    if marks.iter().any(certain) {
        marks.retain(|mark| !is_comparison(mark) || certain(mark));
    }
    let mut comparisons = marks.iter().filter(|mark| is_comparison(mark));
    let (first, second) = (comparisons.next(), comparisons.next());
    if let Some(second) = second {
        return Err(
            ExpressionError::new(second.range.clone(), "a line holds one comparison")
                .help("check each comparison by itself"),
        );
    }
    let Some(Mark {
        sign: Sign::Compare { comparison, .. },
        range,
    }) = first.cloned()
    else {
        return Err(ExpressionError::new(whole, "a comparison is missing")
            .help("write `=`, `<=`, `>=`, `<` or `>` between two sides"));
    };
    let (before, after): (Vec<_>, Vec<_>) = marks
        .into_iter()
        .filter(|mark| !is_comparison(mark))
        .partition(|mark| mark.range.start < range.start);
    Ok((before, (comparison, range), after))
}

/// Where the scan is within its term.
struct Scan<'a> {
    text: &'a str,
    /// Nothing of the term has been seen yet.
    blank: bool,
    /// A digit of the term has been seen.
    digit: bool,
    /// Open parentheses.
    depth: usize,
    marks: Vec<Mark>,
}

fn scan(text: &str) -> Result<Vec<Mark>, ExpressionError> {
    let mut scan = Scan {
        text,
        blank: true,
        digit: false,
        depth: 0,
        marks: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at = scan.step(at)?;
    }
    Ok(scan.marks)
}

impl Scan<'_> {
    /// Takes what stands at `at`; gives the byte after it.
    fn step(&mut self, at: usize) -> Result<usize, ExpressionError> {
        let rest = &self.text[at..];
        if let Some((spelling, comparison)) = COMPARISONS
            .iter()
            .find(|(spelling, _)| rest.starts_with(spelling))
        {
            return self.comparison(at..at + spelling.len(), *comparison);
        }
        for pair in ["+/-", "+-", "+−"] {
            if rest.starts_with(pair) {
                return Ok(self.belongs(at + pair.len()));
            }
        }
        let end = char_end(self.text, at);
        let Some(c) = rest.chars().next() else {
            return Ok(end);
        };
        match c {
            '+' if self.plus_adds(at) => self.mark(Sign::Plus, at..end),
            '-' | '−' if self.minus_subtracts(at..end)? => self.mark(Sign::Minus, at..end),
            '×' | '÷' => Err(no_products(at..end)),
            '*' | '/' if self.space_before(at) && self.space_after(end) => {
                Err(no_products(at..end))
            }
            '(' => {
                self.depth += 1;
                Ok(self.belongs(end))
            }
            ')' => {
                self.depth = self.depth.saturating_sub(1);
                Ok(self.belongs(end))
            }
            c if c.is_whitespace() => Ok(end),
            c => {
                self.digit |= c.is_numeric();
                Ok(self.belongs(end))
            }
        }
    }

    fn comparison(
        &mut self,
        range: Range<usize>,
        comparison: Result<Comparison, (&str, &str)>,
    ) -> Result<usize, ExpressionError> {
        let comparison = comparison
            .map_err(|(message, help)| ExpressionError::new(range.clone(), message).help(help))?;
        let touches = comparison != Comparison::Eq
            && self.text[range.end..].starts_with(|c: char| c.is_ascii_digit());
        if touches && self.blank {
            return Ok(self.belongs(range.end));
        }
        let perhaps_hedge = touches && !self.digit && self.space_before(range.start);
        self.mark(
            Sign::Compare {
                comparison,
                perhaps_hedge,
            },
            range,
        )
    }

    /// Whether the `+` at `at` joins two terms.
    fn plus_adds(&self, at: usize) -> bool {
        let after = &self.text[at + 1..];
        if self.blank {
            return !after.starts_with(|c: char| c.is_ascii_digit());
        }
        let next = after.trim_start();
        let ends_here = next.is_empty()
            || next.starts_with(['+', '-', '−', ')'])
            || COMPARISONS.iter().any(|(sign, _)| next.starts_with(sign));
        self.space_before(at) || !ends_here
    }

    /// Whether the minus in `range` joins two terms.
    fn minus_subtracts(&self, range: Range<usize>) -> Result<bool, ExpressionError> {
        let (before, after) = (self.space_before(range.start), self.space_after(range.end));
        if self.blank {
            return Ok(after);
        }
        let digit = |c: char| c.is_ascii_digit();
        let between_figures = self.digit
            && self.text[..range.start].trim_end().ends_with(digit)
            && self.text[range.end..].trim_start().starts_with(digit);
        if before != after && between_figures {
            return Err(
                ExpressionError::new(range, "this is neither a subtraction nor a range")
                    .help("write `5 - 3` to subtract and `600-700` for a range"),
            );
        }
        Ok(before && after)
    }

    fn space_before(&self, at: usize) -> bool {
        at == 0 || self.text[..at].ends_with(char::is_whitespace)
    }

    fn space_after(&self, at: usize) -> bool {
        at == self.text.len() || self.text[at..].starts_with(char::is_whitespace)
    }

    /// What was read up to `end` belongs to the term.
    fn belongs(&mut self, end: usize) -> usize {
        self.blank = false;
        end
    }

    /// What was read is a sign between terms.
    fn mark(&mut self, sign: Sign, range: Range<usize>) -> Result<usize, ExpressionError> {
        if self.depth > 0 {
            return Err(
                ExpressionError::new(range, "a line has no parentheses around terms")
                    .help("write the terms without them, or write a rule in a claim file"),
            );
        }
        self.blank = true;
        self.digit = false;
        let end = range.end;
        self.marks.push(Mark { sign, range });
        Ok(end)
    }
}

fn no_products(range: Range<usize>) -> ExpressionError {
    ExpressionError::new(range, "a line only adds and subtracts")
        .help("write `12% of 3,983` for a share, or write a rule in a claim file")
}
