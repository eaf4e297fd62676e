//! What propagation leaves to the simplex: open cells with their bounds, and the rows
//! that these bounds do not settle. It has a solution exactly if the whole has one,
//! and is often a tenth of its size.

use super::ends::{Side, low_value};
use super::fraction::Field;
use super::load::{Loaded, key_end, row_key};
use super::local::Local;
use super::propagate::Propagation;
use super::simplex::{Source, Stop, fits};

/// Loads the rest of a component after a run of propagation.
pub(crate) fn reduce<N: Field>(
    local: &Local,
    propagation: &Propagation,
    work: u64,
) -> Result<Loaded<N>, Stop> {
    let mut rows = Vec::new();
    let mut names = Vec::new();
    for row in 0..local.rows() as u32 {
        let unsettled = propagation.unsettled(local, row as usize);
        if unsettled != (false, false) {
            rows.push((row, unsettled));
            let cells = local.row(row as usize).map(|(cell, _)| cell);
            names.extend(cells.filter(|cell| !propagation.fixed(*cell)));
        }
    }
    names.sort_unstable();
    names.dedup();
    let mut loaded: Loaded<N> = Loaded::over(names, local, work);
    for at in 0..loaded.names.len() {
        let cell = loaded.names[at];
        let (low, high) = (
            propagation.low[cell as usize],
            propagation.high[cell as usize],
        );
        for (side, key) in [(Side::Low, low), (Side::High, high)] {
            let end = key_end(side, key, 0)?;
            loaded.assert(at as u32, side, end, Source::Bound(cell))?;
        }
    }
    for (row, (low, high)) in rows {
        let mut constant = 0i128;
        let mut terms = Vec::new();
        for (cell, c) in local.row(row as usize) {
            match loaded.names.binary_search(&cell) {
                Ok(at) => terms.push((at as u32, fits(N::whole(c.into()))?)),
                Err(_) => {
                    let value = low_value(propagation.low[cell as usize]);
                    constant += i128::from(value) * i128::from(c);
                }
            }
        }
        let slack = loaded.simplex.add_row(terms)?;
        for (side, needed) in [(Side::Low, low), (Side::High, high)] {
            if needed {
                let end = key_end(side, row_key(local, row, side), -constant)?;
                loaded.assert(slack, side, end, Source::Row(row))?;
            }
        }
    }
    Ok(loaded)
}
