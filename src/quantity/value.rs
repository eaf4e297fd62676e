//! A value: a figure as printed, with everything its wording says.

use super::decimal::Decimal;
use super::error::ValueError;
use super::hedge::{HedgeId, HedgeTable, is_round};
use super::interval::Interval;
use super::{Exact, NumberFormat};

pub use super::numeral::{Mark, Number};
pub use super::scales::Unit;

/// What a figure can stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intervals {
    /// What the words do not exclude.
    pub hard: Interval,
    /// How the words are usually read; lies inside `hard`.
    pub plausible: Interval,
}

/// A figure as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// The text as printed, without space around it.
    pub printed: Box<str>,
    /// What it says apart from hedge, unit and marks.
    pub kind: ValueKind,
    /// The hedge, if it has one.
    pub hedge: Option<HedgeId>,
    /// Currency, percent or another unit.
    pub unit: Option<Unit>,
    /// Footnote marks, in order.
    pub marks: Vec<Mark>,
}

/// The kinds of figure. Rare ones are boxed: there may be many values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Said to be missing: `n/a`.
    Missing,
    /// A bare whole number.
    Whole(i64),
    /// Any other single number.
    Number(Box<Number>),
    /// From one number to another.
    Range(Box<(Number, Number)>),
    /// A best estimate with its limits: best, low, high.
    Best(Box<(Number, Number, Number)>),
    /// A small count suppressed as `<5`.
    Below(Box<Decimal>),
    /// A wording that is a figure by itself: `dozens`, `none`; the hedge says which.
    Wording,
    /// A difference: `+7`, `up 12%`, `doubled`.
    Change(Box<Change>),
}

/// A difference between two figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Whether it goes down.
    pub down: bool,
    /// How far, not negative.
    pub size: ValueKind,
}

/// How figures were cut to their printed digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// To the nearest; a half may go either way.
    #[default]
    Nearest,
    /// Digits cut off, towards zero.
    Truncate,
}

/// The circumstances under which a value is read.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// Whether it is a count: whole and not negative.
    pub count: bool,
    /// How rounded figures were cut.
    pub rounding: Rounding,
    /// The unit that all bare figures of the table are rounded to.
    pub rounded_to: Option<Exact>,
    /// What hedges mean.
    pub hedges: &'a HedgeTable,
}

impl<'a> Reading<'a> {
    /// Counts, rounded to the nearest where rounded at all.
    pub fn count(hedges: &'a HedgeTable) -> Reading<'a> {
        Reading {
            count: true,
            rounding: Rounding::Nearest,
            rounded_to: None,
            hedges,
        }
    }

    /// The same for amounts and shares.
    pub fn amount(hedges: &'a HedgeTable) -> Reading<'a> {
        Reading {
            count: false,
            ..Reading::count(hedges)
        }
    }
}

impl Value {
    /// Reads a value that is a figure from its first to its last character.
    pub fn parse(
        text: &str,
        format: NumberFormat,
        hedges: &HedgeTable,
    ) -> Result<Value, ValueError> {
        match plain_whole(text, format) {
            Some(number) => Ok(Value::new(text, ValueKind::Whole(number))),
            None => super::parse::parse_value(text, format, hedges),
        }
    }

    pub(crate) fn new(printed: &str, kind: ValueKind) -> Value {
        Value {
            printed: printed.into(),
            kind,
            hedge: None,
            unit: None,
            marks: Vec::new(),
        }
    }

    /// Whether the figure is said to be missing; `<5` is not.
    pub fn is_missing(&self) -> bool {
        self.kind == ValueKind::Missing
    }

    /// Whether it is a percentage or a share such as `1 in 5`.
    pub fn is_percent(&self) -> bool {
        self.unit.as_ref().is_some_and(Unit::is_percent)
    }

    /// The number, if the value is one bare number without hedge or rounding.
    pub fn is_exact_number(&self) -> Option<Decimal> {
        match (&self.kind, self.hedge) {
            (ValueKind::Whole(number), None) => Some(Decimal::whole((*number).into())),
            (ValueKind::Number(number), None) => match &**number {
                Number::Plain(number) => Some(*number),
                _ => None,
            },
            _ => None,
        }
    }

    /// The one number it states, hedged or not, with its scale word multiplied
    /// in; for percentages the number of percent; signed for a change. The best
    /// estimate where limits are given. Nothing for ranges, for wordings such as
    /// `dozens`, for `<5`, and for shares that have no decimal form.
    pub fn number(&self) -> Option<Decimal> {
        match &self.kind {
            ValueKind::Change(change) => {
                let size = change.size.number()?;
                Some(if change.down { size.negated() } else { size })
            }
            kind => kind.number(),
        }
    }

    /// Whether it is a bare number that ends in 0 and has at most two
    /// significant digits, so that it may have been rounded.
    pub fn is_bare_round(&self) -> bool {
        !self.is_percent()
            && self
                .is_exact_number()
                .is_some_and(|number| is_round(&number))
    }

    /// A bare round number read as rounded: 4,000 as anything from 3,500 to 4,500.
    pub fn rounded_form(&self) -> Option<Interval> {
        if !self.is_bare_round() {
            return None;
        }
        let number = self.is_exact_number()?;
        Some(around(
            &number.to_exact(),
            &number.last_place(),
            Rounding::Nearest,
        ))
    }

    /// The scale word it is printed with, such as `billion`, and what that stands
    /// for; only of a single number.
    pub fn scale_word(&self) -> Option<(&str, Exact)> {
        self.number()?;
        let last = self.printed.rfind(|c: char| c.is_ascii_digit())? + 1;
        let currency = self.unit.as_ref().is_some_and(Unit::is_currency);
        let (power, end) = super::scales::scale_after(&self.printed, last, currency)?;
        let word = self.printed[last..end].trim_matches(|c: char| !c.is_alphabetic());
        let size = 10i64.checked_pow(power.into())?;
        (word.len() > 1).then(|| (word, Exact::from(size)))
    }

    /// Whether it is a change: `+7`, `up 12%`, `doubled`.
    pub fn is_change(&self) -> bool {
        matches!(self.kind, ValueKind::Change(_))
    }

    /// Whether it can hardly be a count: it has decimals or a currency.
    pub fn looks_like_amount(&self) -> bool {
        let decimals = match &self.kind {
            ValueKind::Number(number) => number.has_decimals(),
            ValueKind::Range(ends) => ends.0.has_decimals() || ends.1.has_decimals(),
            ValueKind::Best(all) => {
                all.0.has_decimals() || all.1.has_decimals() || all.2.has_decimals()
            }
            ValueKind::Below(limit) => limit.scale > 0,
            _ => false,
        };
        !self.is_percent() && (decimals || self.unit.as_ref().is_some_and(Unit::is_currency))
    }
}

impl ValueKind {
    fn number(&self) -> Option<Decimal> {
        match self {
            ValueKind::Whole(number) => Some(Decimal::whole((*number).into())),
            ValueKind::Number(number) => number.decimal(),
            ValueKind::Best(all) => all.0.decimal(),
            _ => None,
        }
    }
}

impl Number {
    /// The number as a decimal; a share in percent, if it has a decimal form.
    pub fn decimal(&self) -> Option<Decimal> {
        match self {
            Number::Plain(number) | Number::Rounded { number, .. } => Some(*number),
            Number::Share { .. } => Decimal::from_exact(&self.to_exact()),
        }
    }

    /// The exact number; a share in percent.
    pub fn to_exact(&self) -> Exact {
        match self {
            Number::Plain(number) | Number::Rounded { number, .. } => number.to_exact(),
            Number::Share { part, whole } => {
                Exact::ratio(100 * i128::from(*part), i128::from(*whole).max(1))
            }
        }
    }

    fn has_decimals(&self) -> bool {
        match self {
            Number::Plain(number) | Number::Rounded { number, .. } => number.scale > 0,
            Number::Share { .. } => false,
        }
    }

    /// What it stands for without a hedge.
    pub(crate) fn interval(&self, rounding: Rounding) -> Interval {
        match self {
            Number::Plain(number) => Interval::point(number.to_exact()),
            Number::Rounded { number, step } => {
                around(&number.to_exact(), &step.to_exact(), rounding)
            }
            Number::Share { part, whole } => {
                let percent = |twice: i128| Exact::ratio(200 * i128::from(*part), twice.max(1));
                let twice = 2 * i128::from(*whole);
                Interval::closed(percent(twice + 1), percent(twice - 1))
            }
        }
    }
}

/// All numbers that are cut to `number` when only whole multiples of `unit` are
/// printed.
pub(crate) fn around(number: &Exact, unit: &Exact, rounding: Rounding) -> Interval {
    use super::interval::Bound;
    match rounding {
        Rounding::Nearest => {
            let half = unit * &Exact::ratio(1, 2);
            Interval::closed(number - &half, number + &half)
        }
        Rounding::Truncate => {
            let (low, high) = (number - unit, number + unit);
            let at = Bound::closed(number.clone());
            if number.is_zero() {
                Interval {
                    low: Some(Bound::open(low)),
                    high: Some(Bound::open(high)),
                }
            } else if number.is_negative() {
                Interval {
                    low: Some(Bound::open(low)),
                    high: Some(at),
                }
            } else {
                Interval {
                    low: Some(at),
                    high: Some(Bound::open(high)),
                }
            }
        }
    }
}

/// The usual case, quickly: whole digits, with commas or points where they belong.
fn plain_whole(text: &str, format: NumberFormat) -> Option<i64> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > 20 || !bytes[0].is_ascii_digit() {
        return None;
    }
    let separator = match format {
        NumberFormat::En => b',',
        NumberFormat::Eu => b'.',
    };
    let mut number: i64 = 0;
    // Digits since the last separator, and whether there was one.
    let (mut run, mut grouped) = (0, false);
    for byte in bytes {
        if byte.is_ascii_digit() {
            number = number
                .checked_mul(10)?
                .checked_add(i64::from(byte - b'0'))?;
            run += 1;
        } else if *byte == separator
            && (if grouped {
                run == 3
            } else {
                run <= 3 && bytes[0] != b'0'
            })
        {
            (run, grouped) = (0, true);
        } else {
            return None;
        }
    }
    (!grouped || run == 3).then_some(number)
}
