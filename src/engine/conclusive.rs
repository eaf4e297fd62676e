//! When the fixpoint of propagation is a proof that the claims can hold together.
//!
//! Leave out cells with one value and rows that the bounds entail. If no cycle of rows
//! and cells is left, and in each row all coefficients are 1 or -1 (or only one cell
//! is open), every value within its bounds extends to a solution, cell by cell along
//! the tree: bounds consistency decides trees (Freuder 1982), since what a row leaves
//! to each cell is a range without gaps. So the bounds are also exactly what follows.

use super::components::find;
use super::local::Local;
use super::propagate::Propagation;

/// Whether the fixpoint proves that a solution exists. `sets` is a buffer.
pub(crate) fn conclusive(propagation: &Propagation, local: &Local, sets: &mut Vec<u32>) -> bool {
    if propagation.loose {
        return false;
    }
    let cells = local.cells();
    sets.clear();
    sets.extend(0..(cells + local.rows()) as u32);
    for row in 0..local.rows() {
        let open = local
            .row(row)
            .filter(|(cell, _)| !propagation.fixed(*cell))
            .count();
        // Without an open cell propagation has checked the row.
        if open == 0 || propagation.unsettled(local, row) == (false, false) {
            continue;
        }
        let mut sort = None;
        for (cell, c) in local.row(row) {
            if propagation.fixed(cell) {
                continue;
            }
            // A count between measured cells leaves gaps.
            let integer = local.cell[cell as usize].integer;
            let mixed = *sort.get_or_insert(integer) != integer;
            if open > 1 && (c.abs() != 1 || mixed) {
                return false;
            }
            let a = find(sets, cell);
            let b = find(sets, (cells + row) as u32);
            if a == b {
                return false;
            }
            sets[a as usize] = b;
        }
    }
    true
}
