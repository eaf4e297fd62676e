//! One line checked without a file: `3,983 = 3,209 + 774`, figures as printed.

use std::ops::Range;

use crate::dossier::expression::{Comparison, ExpressionError};
use crate::dossier::tryline::{self, TryFigure, TryTerm};
use crate::findings::{Term, Worksheet};
use crate::quantity::{
    Exact, HedgeTable, Interval, Intervals, NumberFormat, Reading, Rounding, Value, ValueError,
};

use super::judge::Sides;
use super::{rule_broken, sheet};

/// A line and how it turned out.
#[derive(Clone, Debug)]
pub struct Line {
    /// The sum, on the intervals that the verdict rests on.
    pub sheet: Worksheet,
    /// The verdict.
    pub verdict: LineVerdict,
    /// How far the sides are apart, in words: "off by 1".
    pub gap: String,
}

/// How a line turned out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineVerdict {
    /// The printed numbers themselves fit.
    Holds,
    /// Only what rounding or wording allows lets it hold.
    ByRounding,
    /// It holds by the letter of the words, not as they are usually read.
    Strained,
    /// It cannot hold.
    Fails,
}

/// Why a line cannot be read, and which bytes of it.
pub type LineError = ExpressionError;

/// Checks a line. Figures are counts unless one of them has decimals, a currency
/// or a percent sign.
///
/// # Errors
/// When the line is no comparison of figures, or of figures that do not go together.
pub fn line(
    text: &str,
    format: NumberFormat,
    rounding: Rounding,
    hedges: &HedgeTable,
) -> Result<Line, LineError> {
    let reads = |text: &str| Value::parse(text, format, hedges).is_ok();
    let parsed = tryline::parse(text, &reads)?;
    let reader = Reader { format, hedges };
    let left = reader.side(&parsed.left)?;
    let right = reader.side(&parsed.right)?;
    one_unit(left.iter().chain(&right))?;
    let how = Reading {
        rounding,
        ..if left.iter().chain(&right).any(Read::is_amount) {
            Reading::amount(hedges)
        } else {
            Reading::count(hedges)
        }
    };
    let left_is_stated = left.len() == 1 || right.len() > 1;
    let (stated, computed, comparison) = if left_is_stated {
        (&left, &right, parsed.comparison)
    } else {
        (&right, &left, rule_broken::flipped(parsed.comparison))
    };
    let sides = |layer: Layer| Sides {
        stated: sum(stated, layer, &how),
        computed: sum(computed, layer, &how),
    };
    let holds = |sides: &Sides| rule_broken::can_hold(comparison, &sides.stated, &sides.computed);
    let printed = sides(Layer::Printed);
    let verdict = if !holds(&sides(Layer::Hard)) {
        LineVerdict::Fails
    } else if !holds(&sides(Layer::Plausible)) {
        LineVerdict::Strained
    } else if !holds(&printed) {
        LineVerdict::ByRounding
    } else {
        LineVerdict::Holds
    };
    let plausible = verdict == LineVerdict::Strained;
    let layer = if plausible {
        Layer::Plausible
    } else {
        Layer::Hard
    };
    let Sides {
        stated: value,
        computed: made,
    } = sides(layer);
    let allowed = sheet::allowed(&sides(layer), &printed);
    let term = |read: &Read<'_>| read.term(layer, &how);
    let stated_term = match stated.as_slice() {
        [only] => term(only),
        _ => Term {
            name: "left side".to_owned(),
            ..term_of(text_of(text, &parsed.left), value.clone())
        },
    };
    let difference = value.sub(&made);
    let apart = match verdict {
        LineVerdict::ByRounding => printed.stated.sub(&printed.computed),
        _ => difference.clone(),
    };
    let values = || left.iter().chain(&right).map(|read| &read.value);
    let scale = sheet::scale(values());
    let exact = [&value, &made].iter().all(|side| side.is_point());
    Ok(Line {
        verdict,
        gap: sheet::gap(&apart, scale.as_ref()),
        sheet: Worksheet {
            relation: text.trim().to_owned(),
            terms: computed.iter().map(term).collect(),
            computed: made,
            stated: named(stated_term, comparison),
            comparison: match comparison {
                Comparison::Eq => "=",
                other => other.sign(),
            },
            difference,
            printed_difference: sheet::printed_difference(&printed),
            printed_computed: printed.computed.single().cloned(),
            allowed_because: sheet::because(&allowed, exact, plausible),
            scale,
            allowed,
        },
    })
}

/// Which numbers stand for a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Printed,
    Hard,
    Plausible,
}

/// A term with its figures read.
struct Read<'t> {
    term: &'t TryTerm<'t>,
    value: Value,
    /// What the figure is a share of.
    of: Option<Value>,
}

struct Reader<'h> {
    format: NumberFormat,
    hedges: &'h HedgeTable,
}

impl Reader<'_> {
    fn side<'t>(&self, terms: &'t [TryTerm<'t>]) -> Result<Vec<Read<'t>>, LineError> {
        let read = |term: &'t TryTerm<'t>| {
            let value = self.value(&term.figure)?;
            let of = term.of.as_ref().map(|of| self.value(of)).transpose()?;
            if of.is_some() && !value.is_percent() {
                return Err(LineError::new(
                    term.figure.range.clone(),
                    format!("`{}` is not a share of anything", term.figure.text),
                )
                .help("write a share as in `12% of 3,983` or `1 in 5 of 600`"));
            }
            Ok(Read { term, value, of })
        };
        terms.iter().map(read).collect()
    }

    fn value(&self, figure: &TryFigure<'_>) -> Result<Value, LineError> {
        let at = figure.range.start;
        let value = Value::parse(figure.text, self.format, self.hedges)
            .map_err(|error| shifted(error, at))?;
        if value.is_missing() {
            let message = format!("`{}` gives no number", figure.text);
            return Err(LineError::new(figure.range.clone(), message));
        }
        Ok(value)
    }
}

fn shifted(error: ValueError, by: usize) -> LineError {
    let Range { start, end } = error.range;
    let moved = LineError::new(start + by..end + by, error.message);
    match error.help {
        Some(help) => moved.help(help),
        None => moved,
    }
}

impl Read<'_> {
    /// Whether it is measured and not counted.
    fn is_amount(&self) -> bool {
        let plain_percent = self.of.is_none() && self.value.is_percent();
        plain_percent || self.counted().looks_like_amount()
    }

    /// The figure that says what is counted.
    fn counted(&self) -> &Value {
        self.of.as_ref().unwrap_or(&self.value)
    }

    fn unit(&self) -> Option<&str> {
        self.counted().unit.as_ref().map(|unit| unit.as_str())
    }

    fn interval(&self, layer: Layer, how: &Reading<'_>) -> Interval {
        let value = interval(&self.value, layer, how);
        match &self.of {
            Some(of) => {
                let whole = interval(of, layer, how);
                value.mul(&whole).scale(&Exact::ratio(1, 100))
            }
            None => value,
        }
    }

    fn term(&self, layer: Layer, how: &Reading<'_>) -> Term {
        let figures = [Some(&self.term.figure), self.term.of.as_ref()];
        let names: Vec<&str> = (figures.into_iter().flatten())
            .filter_map(|figure| Some(figure.name.as_ref()?.value))
            .collect();
        let printed = match &self.term.of {
            Some(of) => format!("{} of {}", self.term.figure.text, of.text),
            None => self.term.figure.text.to_owned(),
        };
        let sign = if self.term.minus { -1i64 } else { 1 };
        let name = if names.is_empty() {
            NAMELESS.to_owned()
        } else {
            names.join(" of ")
        };
        Term {
            name,
            coefficient: Exact::from(sign),
            ..term_of(printed, self.interval(layer, how))
        }
    }
}

fn interval(value: &Value, layer: Layer, how: &Reading<'_>) -> Interval {
    let Intervals { hard, plausible } = value.intervals(how);
    match (layer, value.number()) {
        (Layer::Printed, Some(number)) => Interval::point(number.to_exact()),
        (Layer::Printed | Layer::Hard, _) => hard,
        (Layer::Plausible, _) => plausible,
    }
}

fn sum(terms: &[Read<'_>], layer: Layer, how: &Reading<'_>) -> Interval {
    let zero = Interval::point(Exact::ZERO);
    terms.iter().fold(zero, |sum, read| {
        let value = read.interval(layer, how);
        if read.term.minus {
            sum.sub(&value)
        } else {
            sum.add(&value)
        }
    })
}

/// What stands for a name where none is given: nothing is shown.
const NAMELESS: &str = " ";

/// A term without a name.
fn term_of(printed: String, interval: Interval) -> Term {
    Term {
        claim: String::new(),
        name: NAMELESS.to_owned(),
        coefficient: Exact::ONE,
        printed,
        of: None,
        interval,
    }
}

/// The stated side of an inequality is called something.
fn named(mut term: Term, comparison: Comparison) -> Term {
    if term.name == NAMELESS && comparison != Comparison::Eq {
        term.name = "compared".to_owned();
    }
    term
}

/// The text from the first to the last of some terms.
fn text_of(text: &str, terms: &[TryTerm<'_>]) -> String {
    match (terms.first(), terms.last()) {
        (Some(first), Some(last)) => text[first.range.start..last.range.end].to_owned(),
        _ => String::new(),
    }
}

/// Figures of two units are never added or compared; a bare figure goes with any
/// unit but percent.
fn one_unit<'r, 't: 'r>(
    mut terms: impl Iterator<Item = &'r Read<'t>> + Clone,
) -> Result<(), LineError> {
    let percent = terms.clone().find(|read| read.unit() == Some("%"));
    let other = terms.clone().find(|read| read.unit() != Some("%"));
    if let (Some(percent), Some(other)) = (percent, other) {
        let message = format!(
            "`{}` is a percentage and `{}` is not",
            percent.counted().printed,
            other.counted().printed
        );
        return Err(LineError::new(percent.term.range.clone(), message)
            .help("write what it is a share of, as in `12% of 3,983`, or 100% for the whole"));
    }
    let Some(first) = terms.clone().find(|read| read.unit().is_some()) else {
        return Ok(());
    };
    match terms.find(|read| read.unit().is_some() && read.unit() != first.unit()) {
        None => Ok(()),
        Some(other) => {
            let unit = |read: &Read<'_>| read.unit().unwrap_or_default().to_owned();
            let message = format!(
                "these figures are in {} and in {}, which do not add up",
                unit(first),
                unit(other)
            );
            Err(LineError::new(other.term.range.clone(), message))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
