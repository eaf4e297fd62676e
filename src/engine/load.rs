//! Loading a component into a simplex as it was written: claims, rows and zeros as
//! bounds, so that a conflict names them.

use crate::quantity::Bound;

use super::branch::{Proof, decide};
use super::ends::{Side, decode};
use super::fraction::{Field, Strict};
use super::local::Local;
use super::simplex::{Simplex, Source, Stop, Term, fits};

/// A simplex over some cells of a component.
#[derive(Clone, Debug)]
pub(crate) struct Loaded<N> {
    pub simplex: Simplex<N>,
    /// The cell of each of the first columns.
    pub names: Vec<u32>,
    /// Whether that cell is a count.
    pub integer: Vec<bool>,
    /// A contradiction that was found while loading.
    pub clash: Option<Vec<Term<N>>>,
}

impl<N: Field> Loaded<N> {
    /// Over these cells, with so much work allowed.
    pub fn over(names: Vec<u32>, local: &Local, work: u64) -> Loaded<N> {
        Loaded {
            simplex: Simplex::new(names.len(), work),
            integer: names
                .iter()
                .map(|cell| local.cell[*cell as usize].integer)
                .collect(),
            names,
            clash: None,
        }
    }

    /// Asserts a bound, unless a contradiction is there already.
    pub fn assert(
        &mut self,
        column: u32,
        side: Side,
        end: Option<Strict<N>>,
        source: Source,
    ) -> Result<(), Stop> {
        if let (None, Some(end)) = (&self.clash, end) {
            self.clash = self.simplex.assert(column, side, end, source)?;
        }
        Ok(())
    }

    /// Whether there is a solution; otherwise why not.
    pub fn decide(&mut self) -> Result<Option<Proof<N>>, Stop> {
        match self.clash.take() {
            Some(terms) => Ok(Some(Proof::Sum(terms))),
            None => {
                self.simplex.sweep(&self.integer)?;
                decide(&mut self.simplex, &self.integer, &self.names)
            }
        }
    }
}

/// The end that a key stands for, moved by `by`.
pub(crate) fn key_end<N: Field>(side: Side, key: i64, by: i128) -> Result<Option<Strict<N>>, Stop> {
    let Some((value, open)) = decode(side, key) else {
        return Ok(None);
    };
    let value = fits(N::whole(i128::from(value) + by))?;
    strict(value, open, side).map(Some)
}

fn bound_end<N: Field>(side: Side, bound: Option<&Bound>) -> Result<Option<Strict<N>>, Stop> {
    let Some(bound) = bound else {
        return Ok(None);
    };
    strict(fits(N::of(&bound.value))?, bound.open, side).map(Some)
}

fn strict<N: Field>(value: N, open: bool, side: Side) -> Result<Strict<N>, Stop> {
    let sign = match side {
        Side::Low => 1,
        Side::High => -1,
    };
    fits(Strict::end(value, open, sign))
}

/// Loads the claims and rows to keep, with the cells that they speak of.
pub(crate) fn load<N: Field>(
    local: &Local,
    keep_claim: impl Fn(u32) -> bool,
    keep_row: impl Fn(u32) -> bool,
    work: u64,
) -> Result<Loaded<N>, Stop> {
    let rows: Vec<u32> = (0..local.rows() as u32)
        .filter(|row| keep_row(*row))
        .collect();
    let claims: Vec<u32> = (0..local.claims() as u32)
        .filter(|at| keep_claim(*at))
        .collect();
    let mut names: Vec<u32> = (rows.iter())
        .flat_map(|row| local.row(*row as usize).map(|(cell, _)| cell))
        .chain(claims.iter().map(|claim| local.claim_cell[*claim as usize]))
        .collect();
    names.sort_unstable();
    names.dedup();
    let mut loaded = Loaded::over(names, local, work);
    let column_of: Vec<(u32, u32)> = (loaded.names.iter().copied()).zip(0u32..).collect();
    let column = |cell: u32| {
        let at = column_of.binary_search_by_key(&cell, |pair| pair.0);
        at.expect("every cell of a kept row or claim is a column") as u32
    };
    for &(cell, at) in &column_of {
        if local.cell[cell as usize].nonnegative {
            let zero = Some(Strict::plain(N::zero()));
            loaded.assert(at, Side::Low, zero, Source::NonNegative(cell))?;
        }
    }
    for &row in &rows {
        let mut terms = Vec::new();
        for (cell, c) in local.row(row as usize) {
            terms.push((column(cell), fits(N::whole(c.into()))?));
        }
        let slack = loaded.simplex.add_row(terms)?;
        for side in [Side::Low, Side::High] {
            let end = match &local.wide {
                Some(wide) => bound_end(side, wide.row[side as usize][row as usize].as_ref())?,
                None => key_end(side, row_key(local, row, side), 0)?,
            };
            loaded.assert(slack, side, end, Source::Row(row))?;
        }
    }
    for &claim in &claims {
        let at = claim as usize;
        let cell = column(local.claim_cell[at]);
        for side in [Side::Low, Side::High] {
            let end = match (&local.wide, side) {
                (Some(wide), _) => bound_end(side, wide.claim[side as usize][at].as_ref())?,
                (None, Side::Low) => key_end(side, local.claim_low[at], 0)?,
                (None, Side::High) => key_end(side, local.claim_high[at], 0)?,
            };
            loaded.assert(cell, side, end, Source::Claim(claim))?;
        }
    }
    Ok(loaded)
}

pub(crate) fn row_key(local: &Local, row: u32, side: Side) -> i64 {
    match side {
        Side::Low => local.row_low[row as usize],
        Side::High => local.row_high[row as usize],
    }
}
