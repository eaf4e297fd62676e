//! Whether a conflict only repeats another in other figures: 212 occupied of 208 beds, and
//! once more with 3,420 - 3,212 in place of the 208.

use crate::engine::{ClaimIndex, Components, Side, System, implied_without, possible};
use crate::quantity::{Bound, Interval};

/// Whether some conflict that is told stays one once the figures which it has and this one
/// has not are replaced by those which only this one has: these imply them, or they are
/// of the same text and contradict the rest through the same cell.
pub(super) fn is_consequence(
    system: &System,
    told: &[Vec<ClaimIndex>],
    further: &[ClaimIndex],
    one_text: &dyn Fn(ClaimIndex, ClaimIndex) -> bool,
) -> bool {
    told.iter().any(|known| {
        let shares = known.iter().any(|claim| further.contains(claim));
        shares && (implies(system, known, further) || same_way(system, known, further, one_text))
    })
}

/// The figures that the first has and the second has not.
fn only(own: &[ClaimIndex], other: &[ClaimIndex]) -> Vec<ClaimIndex> {
    let own = own.iter().copied();
    own.filter(|claim| !other.contains(claim)).collect()
}

/// The fall from 1,412 to 341 once more, with a part of the 1,412 in its place: what the
/// part leaves for the whole excludes the 341 too.
fn same_way(
    system: &System,
    known: &[ClaimIndex],
    further: &[ClaimIndex],
    one_text: &dyn Fn(ClaimIndex, ClaimIndex) -> bool,
) -> bool {
    let by = only(further, known);
    let [replaced] = only(known, further)[..] else {
        return false;
    };
    if !by.iter().all(|&claim| one_text(claim, replaced)) {
        return false;
    }
    let cell = system.claim_cell(replaced);
    let (Some(side), Some(implied)) = (
        used_side(system, known, replaced),
        implied_without(system, &all_but(system, &by), cell),
    ) else {
        return false;
    };
    let left = match side {
        Side::Low => Interval {
            high: None,
            ..implied
        },
        Side::High => Interval {
            low: None,
            ..implied
        },
    };
    let shared: Vec<ClaimIndex> = only(known, &[replaced]);
    let without = all_but(system, &shared);
    let components = Components::of(system);
    possible(system, &components, &without, &[(cell, left)]) == Some(false)
}

fn implies(system: &System, known: &[ClaimIndex], further: &[ClaimIndex]) -> bool {
    let (replaced, by) = (only(known, further), only(further, known));
    replaced.iter().all(|&claim| {
        let cell = system.claim_cell(claim);
        let Some(side) = used_side(system, known, claim) else {
            return false;
        };
        let Some(own) = system.claim_end(claim, side) else {
            return false;
        };
        let Some(implied) = implied_without(system, &all_but(system, &by), cell) else {
            return false;
        };
        match side {
            Side::Low => implied.low.is_some_and(|low| low.value >= own.value),
            Side::High => implied.high.is_some_and(|high| high.value <= own.value),
        }
    })
}

/// The end of a claim that a conflict needs, if it needs but one.
fn used_side(system: &System, conflict: &[ClaimIndex], claim: ClaimIndex) -> Option<Side> {
    let others: Vec<ClaimIndex> = conflict.iter().copied().filter(|at| *at != claim).collect();
    let without = all_but(system, &others);
    let components = Components::of(system);
    [Side::Low, Side::High].into_iter().find(|&side| {
        let end: Option<Bound> = system.claim_end(claim, side);
        let one_sided = match side {
            Side::Low => Interval {
                low: end,
                high: None,
            },
            Side::High => Interval {
                low: None,
                high: end,
            },
        };
        let with = [(system.claim_cell(claim), one_sided)];
        possible(system, &components, &without, &with) == Some(false)
    })
}

/// All claims but these.
fn all_but(system: &System, kept: &[ClaimIndex]) -> Vec<ClaimIndex> {
    let all = (0..system.claims() as u32).map(ClaimIndex);
    all.filter(|claim| !kept.contains(claim)).collect()
}
