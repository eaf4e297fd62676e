//! What would settle which of several repairs is right: a figure that nobody prints.

use std::cmp::Reverse;

use crate::engine::{self, ClaimIndex, Localisation};
use crate::joint::Case;
use crate::quantity::Interval;

use super::super::Context;
use super::names::Names;
use super::repairs::name;

/// The unprinted figures that would tell the repairs of a case apart, with what each
/// would be: one sentence each.
pub(super) fn settling(
    names: &Names<'_, '_>,
    context: &Context<'_>,
    case: &Case,
    found: &Localisation,
    granted: &[ClaimIndex],
) -> Vec<String> {
    /// Repairs looked at.
    const MOST: usize = 6;
    let single: Vec<ClaimIndex> = (found.repairs.iter())
        .filter_map(|repair| match repair.claims.as_slice() {
            [only] => Some(*only),
            _ => None,
        })
        .collect();
    if single.len() < 2 || single.len() > MOST || single.len() != found.repairs.len() {
        return Vec::new();
    }
    let world = &case.world;
    let without = |claim: ClaimIndex| [&[claim], granted].concat();
    let mut printed = vec![false; world.unknowns.len()];
    for at in 0..world.claims.len() {
        let cell = world.system.claim_cell(ClaimIndex(at as u32));
        printed[cell.0 as usize] = true;
    }
    let mut found: Vec<(Reverse<usize>, usize, String)> = Vec::new();
    let open = (0..world.unknowns.len()).filter(|&at| !printed[at]);
    for at in open.take(40) {
        let cell = engine::CellIndex(at as u32);
        if names.is_hidden(cell) {
            continue;
        }
        let each: Option<Vec<Interval>> = (single.iter())
            .map(|&claim| engine::implied_without(&world.system, &without(claim), cell))
            .collect();
        let Some(each) = each else { continue };
        let apart = |a: usize, b: usize| !each[a].meets(&each[b]);
        let pairs = (0..each.len()).flat_map(|a| (a + 1..each.len()).map(move |b| (a, b)));
        let separate = pairs.filter(|&(a, b)| apart(a, b)).count();
        if separate > 0 {
            let cases = speaking(&single, &each)
                .into_iter()
                .map(|(implied, claims)| {
                    let claims: Vec<String> = (claims.into_iter())
                        .map(|claim| {
                            let printed = names.printed(world.claim(claim));
                            format!("{} {printed}", name(context, names, case, claim))
                        })
                        .collect();
                    format!(
                        "{} speaks for a change of {}",
                        implied.words(),
                        claims.join(" or ")
                    )
                });
            let cases: Vec<String> = cases.collect();
            let text = format!("{} would settle it: {}", names.cell(cell), cases.join(", "));
            found.push((Reverse(separate), at, text));
        }
    }
    found.sort();
    found.into_iter().take(1).map(|(_, _, text)| text).collect()
}

/// The repairs by what a cell would be under each; those that agree together.
fn speaking<'e>(
    single: &[ClaimIndex],
    each: &'e [Interval],
) -> Vec<(&'e Interval, Vec<ClaimIndex>)> {
    let mut found: Vec<(&Interval, Vec<ClaimIndex>)> = Vec::new();
    for (&claim, implied) in single.iter().zip(each) {
        match found.iter_mut().find(|(known, _)| *known == implied) {
            Some((_, claims)) => claims.push(claim),
            None => found.push((implied, vec![claim])),
        }
    }
    found
}
