//! Comparing intervals by their ends, and figures by what they can stand for.

use std::cmp::Ordering;

use crate::figures::PointId;
use crate::quantity::{Bound, Interval};

use super::super::Context;
use super::{Layer, best};

/// Compares two lower ends: which excludes more.
pub(super) fn by_low(a: &Interval, b: &Interval) -> Ordering {
    let end = |x: &Option<Bound>, y: &Option<Bound>| match (x, y) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(x), Some(y)) => x.value.cmp(&y.value).then(x.open.cmp(&y.open)),
    };
    end(&a.low, &b.low)
}

/// Compares two upper ends: which excludes less.
pub(super) fn by_high(a: &Interval, b: &Interval) -> Ordering {
    let end = |x: &Option<Bound>, y: &Option<Bound>| match (x, y) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(x), Some(y)) => x.value.cmp(&y.value).then(y.open.cmp(&x.open)),
    };
    end(&a.high, &b.high)
}

/// What a point allows, in one layer of reading.
pub(super) fn interval<'a>(context: &Context<'a>, point: PointId, layer: Layer) -> &'a Interval {
    match layer {
        Layer::Hard => context.hard(point),
        Layer::Plausible => context.plausible(point),
    }
}

/// Whether two points cannot both be right, whatever their words allow.
pub(in crate::checks) fn clash(context: &Context<'_>, a: PointId, b: PointId) -> bool {
    !context.hard(a).meets(context.hard(b))
}

/// A point read as rounded, if the figure that stands for it is bare and round.
pub(super) fn rounded(context: &Context<'_>, point: PointId) -> Option<Interval> {
    let value = context.claim(best(context, point).claim).value.as_ref()?;
    value.rounded_form()
}

/// Of two points that clash, the one which reconciles them once it is read as
/// rounded: 4,000 beside 3,890. Two round figures do not meet half way.
pub(super) fn reconciled_by(context: &Context<'_>, a: PointId, b: PointId) -> Option<PointId> {
    let meets = |round: PointId, other: PointId| {
        rounded(context, round).is_some_and(|wide| wide.meets(context.hard(other)))
    };
    let round_enough = |round: PointId, other: PointId| {
        let inside = meets(round, other);
        inside.then_some(round)
    };
    // The rounder of two round figures stands for the wider range.
    let first = round_enough(a, b);
    let second = round_enough(b, a);
    match (first, second) {
        (Some(_), Some(_)) => {
            let width = |point| rounded(context, point).and_then(|wide| wide.width());
            Some(if width(a) < width(b) { b } else { a })
        }
        (one, other) => one.or(other),
    }
}
