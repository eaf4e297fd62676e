//! Worksheets: a relation as a sum that one can follow with a pencil.

use crate::figures::{PointId, Relation, RelationKind};
use crate::findings::{Scale, Term, Worksheet};
use crate::quantity::{Exact, Interval, Value, group};

use super::Context;
use super::judge::{self, Sides};

/// The worksheet of a relation, on plausible or on hard intervals.
pub(super) fn worksheet(context: &Context<'_>, relation: &Relation, plausible: bool) -> Worksheet {
    let figures = context.figures;
    let value = |point: PointId| {
        if plausible {
            context.plausible(point).clone()
        } else {
            context.hard(point).clone()
        }
    };
    let Sides { stated, computed } = judge::sides(relation, &value);
    let whole_cell = relation.whole.map(|whole| figures.point(whole).cell);
    let term = |point: PointId, coefficient: Exact| {
        let name = figures.part_name(whole_cell, figures.point(point).cell);
        context.term(point, name, coefficient, plausible)
    };
    let (terms, stated_term) = match (relation.kind, relation.whole) {
        (RelationKind::Share, Some(whole)) => {
            let mut share = term(relation.parts[1], Exact::ratio(1, 100));
            share.of = Some(context.printed_at(whole));
            (vec![share], term(relation.parts[0], Exact::ONE))
        }
        (_, Some(whole)) => (
            relation
                .parts
                .iter()
                .map(|&part| term(part, Exact::ONE))
                .collect(),
            context.term(whole, "total".to_owned(), Exact::ONE, plausible),
        ),
        (_, None) => (
            relation
                .parts
                .iter()
                .map(|&part| term(part, Exact::ONE))
                .collect(),
            Term {
                claim: String::new(),
                name: "the whole".to_owned(),
                coefficient: Exact::ONE,
                printed: "100%".to_owned(),
                of: None,
                interval: stated.clone(),
            },
        ),
    };
    let printed = |point: PointId| {
        let number = context.number(point);
        number.map_or_else(|| value(point), Interval::point)
    };
    let middle = judge::sides(relation, &printed);
    let allowed = allowed(
        &Sides {
            stated: stated.clone(),
            computed: computed.clone(),
        },
        &middle,
    );
    let exact = [&stated, &computed].iter().all(|side| side.is_point());
    let values = judge::points(relation).filter_map(|point| context.lead(point).value.as_ref());
    Worksheet {
        relation: figures.relation_name(relation),
        terms,
        difference: stated.sub(&computed),
        printed_difference: printed_difference(&middle),
        printed_computed: middle.computed.single().cloned(),
        scale: scale(values),
        computed,
        stated: stated_term,
        comparison: comparison(relation.kind),
        allowed_because: because(&allowed, exact, plausible),
        allowed,
    }
}

/// How stated and computed should compare, the stated side first.
fn comparison(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Sum | RelationKind::Share | RelationKind::Shares => "=",
        RelationKind::AtMost | RelationKind::Part | RelationKind::SharesAtMost => ">=",
        RelationKind::AtLeast => "<=",
    }
}

/// The largest difference that the wording and rounding of the figures allow on
/// the side where they differ: how far the printed numbers may move towards each other.
pub(super) fn allowed(sides: &Sides, printed: &Sides) -> Exact {
    let (Some(stated), Some(computed)) = (printed.stated.single(), printed.computed.single())
    else {
        return Exact::ZERO;
    };
    // How far an end lies beyond the printed number; negative where the wording
    // excludes the number itself, as in "over 20,000".
    let above = |interval: &Interval, number: &Exact| {
        let end = interval.high.as_ref();
        end.map_or(Exact::ZERO, |end| &end.value - number)
    };
    let below = |interval: &Interval, number: &Exact| {
        let end = interval.low.as_ref();
        end.map_or(Exact::ZERO, |end| number - &end.value)
    };
    let slack = if stated < computed {
        &above(&sides.stated, stated) + &below(&sides.computed, computed)
    } else {
        &below(&sides.stated, stated) + &above(&sides.computed, computed)
    };
    slack.max(Exact::ZERO)
}

/// Stated minus computed between the printed numbers.
pub(super) fn printed_difference(printed: &Sides) -> Option<Exact> {
    printed.stated.sub(&printed.computed).single().cloned()
}

/// The scale word or percent sign that all figures share.
pub(super) fn scale<'v>(values: impl Iterator<Item = &'v Value>) -> Option<Scale> {
    let mut common: Option<Scale> = None;
    for value in values {
        let scale = if value.is_percent() {
            let word = "%".to_owned();
            Scale {
                word,
                size: Exact::ONE,
            }
        } else {
            let (word, size) = value.scale_word()?;
            let word = word.to_owned();
            Scale { word, size }
        };
        if common.as_ref().is_some_and(|known| *known != scale) {
            return None;
        }
        common = Some(scale);
    }
    common
}

/// Why that much is allowed, in words. `exact`: both sides are single numbers.
pub(super) fn because(allowed: &Exact, exact: bool, plausible: bool) -> String {
    match (allowed.is_zero(), plausible) {
        (true, _) if exact => "all figures are exact".to_owned(),
        (true, false) => "the wording leaves no room".to_owned(),
        (true, true) => "by the usual reading".to_owned(),
        (false, false) => "by rounding and wording".to_owned(),
        (false, true) => "by rounding and the usual reading".to_owned(),
    }
}

/// How far the sides of a worksheet are apart, in words.
pub(super) fn gap_of(sheet: &Worksheet) -> String {
    gap(&sheet.difference, sheet.scale.as_ref())
}

/// How far two sides are apart, in words: "off by 1", "at least 12 apart", "at
/// least 0.1 billion apart".
pub(super) fn gap(difference: &Interval, scale: Option<&Scale>) -> String {
    let amount = |size: &Exact| match scale {
        Some(scale) if scale.is_percent() => format!("{} percentage points", group(size)),
        Some(scale) => match size.checked_div(&scale.size) {
            Some(count) => format!("{} {}", group(&count), scale.word),
            None => group(size),
        },
        None => group(size),
    };
    match difference.single() {
        Some(exact) => format!("off by {}", amount(&exact.abs())),
        None => match least(difference) {
            touching if touching.is_zero() => {
                "they meet only at a number that the wording excludes".to_owned()
            }
            least => format!("at least {} apart", amount(&least)),
        },
    }
}

/// The smallest absolute difference that an interval holds.
pub(super) fn least(difference: &Interval) -> Exact {
    let below = difference
        .high
        .as_ref()
        .filter(|bound| bound.value.is_negative());
    let above = difference
        .low
        .as_ref()
        .filter(|bound| !bound.value.is_negative());
    match (above, below) {
        (Some(bound), _) | (_, Some(bound)) => bound.value.abs(),
        _ => Exact::ZERO,
    }
}
