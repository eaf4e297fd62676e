//! What if some claims were left out, and some cells had other values? Settles whether
//! two claims may be exchanged, whether a slip repairs everything at once, and which
//! unprinted figure would decide between repairs.

use crate::quantity::Interval;

use super::components::Components;
use super::implied::range_of;
use super::solve::holds;
use super::system::{Assertion, CellIndex, ClaimIndex, System};

/// Whether everything can hold once the claims `without` are left out and each cell of
/// `with` lies in its interval, as far as the components of those cells and claims go.
/// Nothing if a limit was reached.
pub fn possible(
    system: &System,
    components: &Components,
    without: &[ClaimIndex],
    with: &[(CellIndex, Interval)],
) -> Option<bool> {
    let mut touched: Vec<u32> = (without.iter().map(|claim| system.claim_cell(*claim)))
        .chain(with.iter().map(|(cell, _)| *cell))
        .map(|cell| components.of_cell(cell))
        .collect();
    touched.sort_unstable();
    touched.dedup();
    let (mut part, number) = part(system, components, &touched, without);
    let renumber = |cell: CellIndex| {
        let at = number.binary_search_by_key(&cell, |pair| pair.0);
        number[at.expect("a component holds all cells of its claims and edits")].1
    };
    for (cell, bounds) in with {
        part.add_claim(&Assertion {
            cell: renumber(*cell),
            bounds: bounds.clone(),
            weight: 1,
        });
    }
    holds(&part)
}

/// Some components as a system of their own, without some claims; and the new number
/// of each of their cells.
fn part(
    system: &System,
    components: &Components,
    components_of: &[u32],
    without: &[ClaimIndex],
) -> (System, Vec<(CellIndex, CellIndex)>) {
    let mut part = System::new();
    let mut number: Vec<(CellIndex, CellIndex)> = Vec::new();
    for cell in components_of.iter().flat_map(|at| components.cells(*at)) {
        let cell = CellIndex(*cell);
        number.push((cell, part.add_cell(system.cell(cell))));
    }
    number.sort_unstable();
    let renumber = |cell: CellIndex| {
        let at = number.binary_search_by_key(&cell, |pair| pair.0);
        number[at.expect("a component holds all cells of its claims and edits")].1
    };
    for edit in components_of.iter().flat_map(|at| components.edits(*at)) {
        let mut edit = system.edit(super::EditIndex(*edit));
        edit.terms
            .iter_mut()
            .for_each(|term| term.0 = renumber(term.0));
        part.add_edit(&edit);
    }
    let mut without = without.to_vec();
    without.sort_unstable();
    for claim in components_of.iter().flat_map(|at| components.claims(*at)) {
        let claim = ClaimIndex(*claim);
        if without.binary_search(&claim).is_err() {
            part.add_claim(&Assertion {
                cell: renumber(system.claim_cell(claim)),
                bounds: system.claim_bounds(claim),
                weight: 1,
            });
        }
    }
    (part, number)
}

/// What a cell can be once some claims are left out; nothing if its component cannot
/// hold even then, or if that was not decided.
pub fn implied_without(
    system: &System,
    without: &[ClaimIndex],
    cell: CellIndex,
) -> Option<Interval> {
    let components = Components::of(system);
    let (part, number) = part(system, &components, &[components.of_cell(cell)], without);
    let at = number.binary_search_by_key(&cell, |pair| pair.0).ok()?;
    let components = Components::of(&part);
    range_of(&part, &components, number[at].1)
}
