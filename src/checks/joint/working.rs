//! The working of a case in the words of the dossier: the chain of steps, or the
//! weighted sum where a chain would be too long to follow.

use crate::engine::{self, Clash, Conflict, EditIndex, MOST_STEPS, Side, Step, System, Why};
use crate::findings::{Deduction, Derivation, End};
use crate::quantity::{Bound, Exact};

use super::names::Names;
use super::sums::sum;

/// Why a count is at least zero.
pub(super) const NOT_BELOW_ZERO: &str = "it cannot be below zero";

/// What to show of a proof.
pub(in crate::checks) fn working(
    names: &Names<'_, '_>,
    system: &System,
    conflict: &Conflict,
) -> Option<Derivation> {
    let chain = conflict.derivation.as_ref();
    let chain =
        chain.filter(|chain| chain.deductions() <= MOST_STEPS || conflict.certificate.is_none());
    let shown = chain.and_then(|chain| Derivation::of_steps(steps(names, system, chain)));
    shown.or_else(|| {
        conflict
            .certificate
            .as_ref()
            .map(|proof| sum(names, system, proof))
    })
}

/// The steps of a chain, up to two that exclude each other.
fn steps(names: &Names<'_, '_>, system: &System, chain: &engine::Derivation) -> Vec<Deduction> {
    let mut all = chain.steps.clone();
    let broken = match &chain.clash {
        Clash::Edit { edit, side, from } => Some((*edit, *side, from.clone())),
        // What contradicts a hidden cell contradicts the edit that bounds it.
        Clash::Ends { low, high } if names.is_hidden(all[*low].cell) => {
            let (derived, other) = match all[*low].why {
                Why::Edit(_) => (*low, *high),
                _ => (*high, *low),
            };
            match all[derived].why {
                Why::Edit(edit) => {
                    let mut from = all[derived].from.clone();
                    from.push(other);
                    let c = coefficient(system, edit, all[derived].cell);
                    let up = (all[derived].side == Side::High) == (c > 0);
                    Some((edit, if up { Side::High } else { Side::Low }, from))
                }
                _ => None,
            }
        }
        Clash::Ends { .. } | Clash::Empty(_) => None,
    };
    if let Some((edit, side, from)) = broken
        && let Some(last) = turned(names, system, &all, edit, side, &from)
    {
        all.push(last);
    }
    deductions(names, &all)
}

/// The steps without those of hidden cells, in words.
pub(in crate::checks) fn deductions(names: &Names<'_, '_>, all: &[Step]) -> Vec<Deduction> {
    let mut place: Vec<Option<usize>> = Vec::with_capacity(all.len());
    let mut shown: Vec<Deduction> = Vec::new();
    for step in all {
        if names.is_hidden(step.cell) {
            place.push(None);
            continue;
        }
        place.push(Some(shown.len()));
        let mut from: Vec<usize> = step.from.iter().filter_map(|at| place[*at]).collect();
        from.sort_unstable();
        shown.push(Deduction {
            cell: names.cell(step.cell),
            bound: end(step.side),
            value: step.end.clone(),
            because: match step.why {
                Why::Edit(edit) if names.needs_whole(edit, step.cell) => {
                    format!("{}, in whole numbers", because(names, step.why))
                }
                why => because(names, why),
            },
            claims: claims(names, step.why),
            from,
        });
    }
    shown
}

fn end(side: Side) -> End {
    match side {
        Side::Low => End::Low,
        Side::High => End::High,
    }
}

pub(super) fn because(names: &Names<'_, '_>, why: Why) -> String {
    match why {
        Why::Claim(claim) => names.stated(names.claim(claim)),
        Why::Edit(edit) => names.edit(edit),
        Why::NonNegative => NOT_BELOW_ZERO.to_owned(),
    }
}

pub(super) fn claims(names: &Names<'_, '_>, why: Why) -> Vec<String> {
    let claim = match why {
        Why::Claim(claim) => Some(names.claim(claim)),
        Why::Edit(edit) => names.printed_by(edit),
        Why::NonNegative => None,
    };
    claim.map(|claim| names.id(claim)).into_iter().collect()
}

fn coefficient(system: &System, edit: EditIndex, cell: engine::CellIndex) -> i64 {
    let terms = system.edit(edit).terms;
    let own = terms.iter().find(|term| term.0 == cell);
    own.map_or(0, |term| term.1)
}

/// An edit that some steps break, told of the cell that its other terms bound: the
/// whole, where it is a sum.
fn turned(
    names: &Names<'_, '_>,
    system: &System,
    steps: &[Step],
    edit: EditIndex,
    side: Side,
    from: &[usize],
) -> Option<Step> {
    let terms = system.edit(edit).terms;
    let row_end = {
        let edit = system.edit(edit);
        match side {
            Side::Low => edit.low,
            Side::High => edit.high,
        }
    }?;
    let candidates = terms.iter().filter(|(cell, _)| !names.is_hidden(*cell));
    let &(cell, own) = candidates.max_by_key(|(cell, c)| (*c < 0, std::cmp::Reverse(*cell)))?;
    let used = |cell: engine::CellIndex, c: i64| {
        let wanted = if (side == Side::High) == (c > 0) {
            Side::Low
        } else {
            Side::High
        };
        let mut found = from.iter().copied();
        found.find(|&at| steps[at].cell == cell && steps[at].side == wanted)
    };
    let mut rest = Bound::closed(Exact::ZERO);
    let mut others = Vec::new();
    for &(other, c) in terms.iter().filter(|term| term.0 != cell) {
        let at = used(other, c)?;
        rest.value = &rest.value + &(&steps[at].end.value * &Exact::from(c));
        rest.open |= steps[at].end.open;
        others.push(at);
    }
    let value = (&row_end.value - &rest.value).checked_div(&Exact::from(own))?;
    Some(Step {
        cell,
        side: if (side == Side::High) == (own > 0) {
            Side::High
        } else {
            Side::Low
        },
        end: Bound {
            value,
            open: row_end.open || rest.open,
        },
        why: Why::Edit(edit),
        from: others,
    })
}
