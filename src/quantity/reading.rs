//! From a value to what it can stand for: hedges, rounding, and for counts the
//! whole numbers that are not negative.

use super::Exact;
use super::decimal::Decimal;
use super::hedge::{HedgeId, HedgeTable, bare};
use super::interval::Interval;
use super::value::{Intervals, Number, Reading, Rounding, Value, ValueKind, around};

impl Value {
    /// What the value can stand for. For counts the ends are moved inward to
    /// whole numbers and to 0; a figure that no count can be, such as -5 or 2.5,
    /// stands for itself. A missing figure can be anything.
    pub fn intervals(&self, how: &Reading<'_>) -> Intervals {
        if let (ValueKind::Whole(number), None, None) = (&self.kind, self.hedge, &how.rounded_to) {
            return same(Interval::point(Exact::from(*number)));
        }
        let count = how.count && !self.is_percent();
        let how = &Reading {
            count,
            rounding: how.rounding,
            rounded_to: how.rounded_to.clone(),
            hedges: how.hedges,
        };
        if let ValueKind::Change(change) = &self.kind {
            let size = read(&change.size, self.hedge, how);
            let size = if count { within_counts(size) } else { size };
            return if change.down {
                Intervals {
                    hard: size.hard.neg(),
                    plausible: size.plausible.neg(),
                }
            } else {
                size
            };
        }
        let found = read(&self.kind, self.hedge, how);
        if count { within_counts(found) } else { found }
    }
}

fn same(interval: Interval) -> Intervals {
    Intervals {
        hard: interval.clone(),
        plausible: interval,
    }
}

fn read(kind: &ValueKind, hedge: Option<HedgeId>, how: &Reading<'_>) -> Intervals {
    match kind {
        ValueKind::Missing | ValueKind::Change(_) => same(Interval::all()),
        ValueKind::Whole(number) => {
            one(&Number::Plain(Decimal::whole((*number).into())), hedge, how)
        }
        ValueKind::Number(number) => one(number, hedge, how),
        ValueKind::Range(ends) => match hedge {
            // `about 600 to 700` reaches from about 600 to about 700.
            Some(_) => {
                let (low, high) = (one(&ends.0, hedge, how), one(&ends.1, hedge, how));
                Intervals {
                    hard: low.hard.hull(&high.hard),
                    plausible: low.plausible.hull(&high.plausible),
                }
            }
            None => same(Interval::closed(ends.0.to_exact(), ends.1.to_exact())),
        },
        ValueKind::Best(all) => same(Interval::closed(all.1.to_exact(), all.2.to_exact())),
        ValueKind::Below(limit) => same(
            Interval::at_least(Exact::ZERO)
                .intersect(&Interval::less_than(limit.to_exact()))
                .unwrap_or_else(|| Interval::point(Exact::ZERO)),
        ),
        ValueKind::Wording => match hedge {
            Some(id) => how.hedges.alone(id),
            None => same(Interval::all()),
        },
    }
}

fn one(number: &Number, hedge: Option<HedgeId>, how: &Reading<'_>) -> Intervals {
    let bare = || unhedged(number, how.rounding, how.rounded_to.as_ref());
    let Some(found) = hedge.and_then(|id| hedged(number, id, how.hedges, how.count)) else {
        return bare();
    };
    let stated = number.to_exact();
    let approximate = |interval: &Interval| {
        let around =
            |end: &Option<super::Bound>| end.as_ref().is_none_or(|bound| bound.value != stated);
        interval.contains(&stated) && around(&interval.low) && around(&interval.high)
    };
    if !(approximate(&found.plausible) && approximate(&found.hard)) {
        return found;
    }
    // `about 2 million` cannot be more precise than `2 million`.
    let bare = bare();
    Intervals {
        hard: found.hard.hull(&bare.hard),
        plausible: found.plausible.hull(&bare.plausible),
    }
}

/// A hedged number; nothing if the hedge leaves it bare.
pub(crate) fn hedged(
    number: &Number,
    id: HedgeId,
    hedges: &HedgeTable,
    count: bool,
) -> Option<Intervals> {
    match number {
        Number::Plain(decimal)
        | Number::Rounded {
            number: decimal, ..
        } => hedges.apply(id, decimal, count),
        Number::Share { .. } => hedges.apply_to_share(id, &number.to_exact()),
    }
}

fn unhedged(number: &Number, rounding: Rounding, rounded_to: Option<&Exact>) -> Intervals {
    if let (Number::Plain(plain), Some(unit)) = (number, rounded_to) {
        // Digits finer than the unit were not rounded to it.
        let exact = plain.to_exact();
        let multiple = exact
            .checked_div(unit)
            .is_some_and(|times| times.is_integer());
        if multiple && !unit.is_negative() {
            return same(around(&exact, unit, rounding));
        }
        return bare(plain);
    }
    same(number.interval(rounding))
}

/// Moves the ends inward to whole numbers from 0 up; an interval without any
/// stays as it is.
fn within_counts(found: Intervals) -> Intervals {
    let counts = |interval: Interval| {
        let low_is_whole =
            |low: &super::Bound| !low.open && low.value.is_integer() && !low.value.is_negative();
        if interval.is_point() && interval.low.as_ref().is_some_and(low_is_whole) {
            return interval;
        }
        interval
            .intersect(&Interval::at_least(Exact::ZERO))
            .and_then(|part| part.to_whole())
            .unwrap_or(interval)
    };
    let hard = counts(found.hard);
    let plausible = counts(found.plausible);
    Intervals {
        plausible: plausible.intersect(&hard).unwrap_or_else(|| hard.clone()),
        hard,
    }
}
