//! What would settle which of several repairs is right: a figure that nobody prints.

use std::cmp::Reverse;

use crate::engine::{self, ClaimIndex, Localisation};
use crate::joint::{Case, Unknown};
use crate::quantity::Interval;

use super::super::Context;
use super::names::Names;
use super::repairs::name;

/// What would settle it.
#[derive(Debug, Default)]
pub(super) struct Settling {
    /// The cell of the unprinted figure, in the notation of rules.
    pub cell: Option<String>,
    /// What to say of it.
    pub help: Vec<String>,
}

/// The unprinted figure that would tell the repairs of a case apart, with what it would
/// be for each.
pub(super) fn settling(
    names: &Names<'_, '_>,
    context: &Context<'_>,
    case: &Case,
    found: &Localisation,
    granted: &[ClaimIndex],
) -> Settling {
    /// Repairs looked at.
    const MOST: usize = 6;
    /// Unprinted figures looked at.
    const MOST_OPEN: usize = 40;
    /// Figures read to look at all of those; a case of more gets fewer, 4 at least.
    const MOST_READ: usize = 400_000;
    let single: Vec<ClaimIndex> = (found.repairs.iter())
        .filter_map(|repair| match repair.claims.as_slice() {
            [only] => Some(*only),
            _ => None,
        })
        .collect();
    if single.len() < 2 || single.len() > MOST || single.len() != found.repairs.len() {
        return Settling::default();
    }
    let world = &case.world;
    let without = |claim: ClaimIndex| [&[claim], granted].concat();
    let mut printed = vec![false; world.unknowns.len()];
    for at in 0..world.claims.len() {
        let cell = world.system.claim_cell(ClaimIndex(at as u32));
        printed[cell.0 as usize] = true;
    }
    let mut found: Vec<(Reverse<usize>, usize, String, String)> = Vec::new();
    let most = MOST_READ / (single.len() * world.claims.len().max(1));
    let most = most.clamp(4, MOST_OPEN);
    // What another source prints settles nothing by being asked for.
    let elsewhere = |unknown: &Unknown| {
        let cell = context.figures.cells.find(&unknown.cell);
        cell.is_some_and(|cell| context.across().prints(cell, unknown.moment))
    };
    let open =
        (0..world.unknowns.len()).filter(|&at| !printed[at] && !elsewhere(&world.unknowns[at]));
    let open: Vec<usize> = open.collect();
    for &at in open.iter().take(most) {
        let cell = engine::CellIndex(at as u32);
        if names.is_hidden(cell) {
            continue;
        }
        let each: Option<Vec<Interval>> = (single.iter())
            .map(|&claim| engine::implied_without(&world.system, &without(claim), cell))
            .collect();
        let Some(each) = each else { continue };
        let cases = speaking(&single, &each);
        if cases.len() > 1 {
            let separate = cases.len();
            let words = cases.into_iter().map(|(implied, claims)| {
                let claims: Vec<String> = (claims.into_iter())
                    .map(|claim| {
                        let printed = names.printed(world.claim(claim));
                        format!("{} {printed}", name(context, names, case, claim))
                    })
                    .collect();
                let claims = claims.join(" or ");
                format!("{} speaks for a change of {claims}", range(&implied))
            });
            let words: Vec<String> = words.collect();
            let name = names.cell(cell);
            let text = format!("{name} would settle it: {}", words.join("; "));
            found.push((Reverse(separate), at, text, name));
        }
    }
    if found.is_empty() && most < MOST_OPEN && open.len() > most {
        let count = open.len();
        let help = format!(
            "an unprinted figure may settle it: only {most} of {count} were looked at, since so many figures hang together"
        );
        return Settling {
            cell: None,
            help: vec![help],
        };
    }
    match found.into_iter().min() {
        Some((_, _, text, cell)) => Settling {
            cell: Some(cell),
            help: vec![text],
        },
        None => Settling::default(),
    }
}

/// The repairs by what a cell would be under each: those together whose ranges meet, since
/// they cannot be told apart by it.
fn speaking(single: &[ClaimIndex], each: &[Interval]) -> Vec<(Interval, Vec<ClaimIndex>)> {
    let mut found: Vec<(Interval, Vec<ClaimIndex>)> = Vec::new();
    for (&claim, implied) in single.iter().zip(each) {
        let mut range = implied.clone();
        let mut claims = vec![claim];
        found.retain(|(known, others)| {
            let meets = known.meets(&range);
            if meets {
                range = range.hull(known);
                claims.splice(0..0, others.iter().copied());
            }
            !meets
        });
        found.push((range, claims));
    }
    found
}

/// A range in words; that it is not below zero needs no saying.
fn range(interval: &Interval) -> String {
    let zero = (interval.low.as_ref()).is_some_and(|low| low.value.is_zero() && !low.open);
    match &interval.high {
        Some(high) if zero && !high.value.is_zero() => Interval {
            low: None,
            high: Some(high.clone()),
        }
        .words(),
        _ => interval.words(),
    }
}
