//! Intervals with open and closed ends: what a printed figure can stand for.

use std::fmt;

use super::Exact;
use super::decimal::group;

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The number.
    pub value: Exact,
    /// Whether the number itself is excluded.
    pub open: bool,
}

impl Bound {
    /// An end that belongs to the interval.
    pub fn closed(value: Exact) -> Bound {
        Bound { value, open: false }
    }

    /// An end that does not.
    pub fn open(value: Exact) -> Bound {
        Bound { value, open: true }
    }

    fn scale(&self, factor: &Exact) -> Bound {
        Bound {
            value: &self.value * factor,
            open: self.open,
        }
    }

    fn add(&self, other: &Bound) -> Bound {
        Bound {
            value: &self.value + &other.value,
            open: self.open || other.open,
        }
    }
}

/// All numbers between two ends; a missing end is infinite. Never empty: the
/// constructors and operations keep it so, and code that builds one by hand must.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lower end, or unbounded.
    pub low: Option<Bound>,
    /// The upper end, or unbounded.
    pub high: Option<Bound>,
}

impl Interval {
    /// Exactly this number.
    pub fn point(value: Exact) -> Interval {
        Interval {
            low: Some(Bound::closed(value.clone())),
            high: Some(Bound::closed(value)),
        }
    }

    /// Both numbers and all between; the two may come in either order.
    pub fn closed(a: Exact, b: Exact) -> Interval {
        let (low, high) = if b < a { (b, a) } else { (a, b) };
        Interval {
            low: Some(Bound::closed(low)),
            high: Some(Bound::closed(high)),
        }
    }

    /// From two ends, unless nothing lies between them.
    pub fn new(low: Option<Bound>, high: Option<Bound>) -> Option<Interval> {
        if let (Some(low), Some(high)) = (&low, &high)
            && (low.value > high.value || (low.value == high.value && (low.open || high.open)))
        {
            return None;
        }
        Some(Interval { low, high })
    }

    /// Every number.
    pub fn all() -> Interval {
        Interval {
            low: None,
            high: None,
        }
    }

    /// This number or more.
    pub fn at_least(value: Exact) -> Interval {
        Interval {
            low: Some(Bound::closed(value)),
            high: None,
        }
    }

    /// More than this number.
    pub fn more_than(value: Exact) -> Interval {
        Interval {
            low: Some(Bound::open(value)),
            high: None,
        }
    }

    /// This number or less.
    pub fn at_most(value: Exact) -> Interval {
        Interval {
            low: None,
            high: Some(Bound::closed(value)),
        }
    }

    /// Less than this number.
    pub fn less_than(value: Exact) -> Interval {
        Interval {
            low: None,
            high: Some(Bound::open(value)),
        }
    }

    /// Whether it holds one number only.
    pub fn is_point(&self) -> bool {
        self.single().is_some()
    }

    /// The one number it holds, if it is a point.
    pub fn single(&self) -> Option<&Exact> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low.value == high.value => Some(&low.value),
            _ => None,
        }
    }

    /// Every sum of a number here and a number there. An end is closed only if
    /// both ends that make it are.
    pub fn add(&self, other: &Interval) -> Interval {
        let end = |a: &Option<Bound>, b: &Option<Bound>| Some(a.as_ref()?.add(b.as_ref()?));
        Interval {
            low: end(&self.low, &other.low),
            high: end(&self.high, &other.high),
        }
    }

    /// Every difference: a number here minus a number there.
    pub fn sub(&self, other: &Interval) -> Interval {
        self.add(&other.neg())
    }

    /// The mirror image about zero.
    pub fn neg(&self) -> Interval {
        let end = |bound: &Option<Bound>| {
            bound.as_ref().map(|bound| Bound {
                value: -&bound.value,
                open: bound.open,
            })
        };
        Interval {
            low: end(&self.high),
            high: end(&self.low),
        }
    }

    /// Every number times `factor`. A negative factor swaps the ends together
    /// with their openness; zero leaves only 0.
    pub fn scale(&self, factor: &Exact) -> Interval {
        if factor.is_zero() {
            return Interval::point(Exact::ZERO);
        }
        if *factor == Exact::ONE {
            return self.clone();
        }
        let end = |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.scale(factor));
        if factor.is_negative() {
            Interval {
                low: end(&self.high),
                high: end(&self.low),
            }
        } else {
            Interval {
                low: end(&self.low),
                high: end(&self.high),
            }
        }
    }

    /// The numbers in both, if there are any.
    pub fn intersect(&self, other: &Interval) -> Option<Interval> {
        Interval::new(
            innermost(&self.low, &other.low, true),
            innermost(&self.high, &other.high, false),
        )
    }

    /// Whether some number is in both.
    pub fn meets(&self, other: &Interval) -> bool {
        !self.lies_below(other) && !other.lies_below(self)
    }

    /// Whether every number here is below every number there.
    pub fn entirely_below(&self, other: &Interval) -> bool {
        self.lies_below(other)
    }

    fn lies_below(&self, other: &Interval) -> bool {
        match (&self.high, &other.low) {
            (Some(high), Some(low)) => {
                high.value < low.value || (high.value == low.value && (high.open || low.open))
            }
            _ => false,
        }
    }

    /// Whether the number is inside.
    pub fn contains(&self, value: &Exact) -> bool {
        let above = self.low.as_ref().is_none_or(|low| {
            if low.open {
                *value > low.value
            } else {
                *value >= low.value
            }
        });
        above
            && self.high.as_ref().is_none_or(|high| {
                if high.open {
                    *value < high.value
                } else {
                    *value <= high.value
                }
            })
    }

    /// Whether every number there is also here.
    pub fn contains_interval(&self, other: &Interval) -> bool {
        self.intersect(other).as_ref() == Some(other)
    }

    /// The smallest interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        Interval {
            low: outermost(&self.low, &other.low, true),
            high: outermost(&self.high, &other.high, false),
        }
    }

    /// The whole numbers inside, as a closed interval; nothing if there are none.
    pub fn to_whole(&self) -> Option<Interval> {
        let low = self.low.as_ref().map(|low| {
            Bound::closed(if low.open {
                &low.value.floor() + &Exact::ONE
            } else {
                low.value.ceil()
            })
        });
        let high = self.high.as_ref().map(|high| {
            Bound::closed(if high.open {
                &high.value.ceil() - &Exact::ONE
            } else {
                high.value.floor()
            })
        });
        Interval::new(low, high)
    }

    /// The distance between the ends, if both are finite.
    pub fn width(&self) -> Option<Exact> {
        Some(&self.high.as_ref()?.value - &self.low.as_ref()?.value)
    }

    /// The same text with `inf` for the infinity sign.
    pub fn ascii(&self) -> String {
        self.write("inf")
    }

    fn write(&self, infinity: &str) -> String {
        if let Some(value) = self.single() {
            return group(value);
        }
        let low = match &self.low {
            Some(low) => format!("{}{}", if low.open { "(" } else { "[" }, group(&low.value)),
            None => format!("(-{infinity}"),
        };
        let high = match &self.high {
            Some(high) => format!(
                "{}{}",
                group(&high.value),
                if high.open { ")" } else { "]" }
            ),
            None => format!("{infinity})"),
        };
        format!("{low}, {high}")
    }
}

/// The end that excludes more: the higher of two lower ends (`lower`), or the
/// lower of two upper ones; of equal ends, the open one.
fn innermost(a: &Option<Bound>, b: &Option<Bound>, lower: bool) -> Option<Bound> {
    match (a, b) {
        (None, end) | (end, None) => end.clone(),
        (Some(x), Some(y)) => Some(if x.value == y.value {
            if x.open { x.clone() } else { y.clone() }
        } else if (x.value > y.value) == lower {
            x.clone()
        } else {
            y.clone()
        }),
    }
}

/// The end that excludes less; of equal ends, the closed one.
fn outermost(a: &Option<Bound>, b: &Option<Bound>, lower: bool) -> Option<Bound> {
    let (x, y) = (a.as_ref()?, b.as_ref()?);
    Some(if x.value == y.value {
        if x.open { y.clone() } else { x.clone() }
    } else if (x.value < y.value) == lower {
        x.clone()
    } else {
        y.clone()
    })
}

/// `3,983` for a point, else `[a, b]` with a round bracket at an open end and
/// the infinity sign where there is no end.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.write("∞"))
    }
}

mod phrases;
mod product;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
