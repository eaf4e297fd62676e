//! What if some claims were left out, and some cells had other values? Settles whether
//! two claims may be exchanged, whether a slip repairs everything at once, and which
//! unprinted figure would decide between repairs.

use crate::quantity::Interval;

use super::components::Components;
use super::solve::{Verdict, solve};
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
    let mut part = System::new();
    let mut number: Vec<(CellIndex, CellIndex)> = Vec::new();
    for cell in touched.iter().flat_map(|at| components.cells(*at)) {
        let cell = CellIndex(*cell);
        number.push((cell, part.add_cell(system.cell(cell))));
    }
    number.sort_unstable();
    let renumber = |cell: CellIndex| {
        let at = number.binary_search_by_key(&cell, |pair| pair.0);
        number[at.expect("a component holds all cells of its claims and edits")].1
    };
    for edit in touched.iter().flat_map(|at| components.edits(*at)) {
        let mut edit = system.edit(super::EditIndex(*edit));
        edit.terms
            .iter_mut()
            .for_each(|term| term.0 = renumber(term.0));
        part.add_edit(&edit);
    }
    for claim in touched.iter().flat_map(|at| components.claims(*at)) {
        let claim = ClaimIndex(*claim);
        if !without.contains(&claim) {
            part.add_claim(&Assertion {
                cell: renumber(system.claim_cell(claim)),
                bounds: system.claim_bounds(claim),
                weight: 1,
            });
        }
    }
    for (cell, bounds) in with {
        part.add_claim(&Assertion {
            cell: renumber(*cell),
            bounds: bounds.clone(),
            weight: 1,
        });
    }
    let mut possible = true;
    for outcome in solve(&part, 1) {
        match outcome.verdict {
            Verdict::Consistent => {}
            Verdict::Inconsistent(_) => possible = false,
            Verdict::NotDecided(_) => return None,
        }
    }
    Some(possible)
}
