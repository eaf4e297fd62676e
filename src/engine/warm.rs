//! The deletion filter on one simplex that is kept: leaving out a claim widens the
//! bounds of one column, and the next answer is a few pivots away. In a large table
//! with few printed figures this is a hundred times quicker than to ask anew, since
//! each answer "can hold" needs a solution of the whole table.
//!
//! Fractions decide here. Where whole numbers could matter (a count gets a fraction),
//! the caller is told to ask the other way.

use super::branch::Proof;
use super::conflict::mask;
use super::ends::Side;
use super::fraction::{Field, Fraction, Strict};
use super::load::{Loaded, key_end, load};
use super::local::Local;
use super::oracle::Core;
use super::simplex::{Source, Stop};
use super::small::Small;

/// Smaller components and cores are quicker anew.
const FEWEST: usize = if cfg!(test) { 3 } else { 8 };
/// More rows are too many for a tableau of the whole.
const MOST_ROWS: usize = 2_000;
/// The most operations on coefficients for one core, and for all of a component.
const MOST_WORK: u64 = 10_000_000;
pub(crate) const MOST_WORK_IN_ALL: u64 = 40_000_000;

/// Whether it is worth to keep a simplex for this.
pub(crate) fn worth(local: &Local, core: &Core) -> bool {
    let enough = local.rows() >= FEWEST && core.claims.len() >= FEWEST;
    enough && local.rows() <= MOST_ROWS && local.wide.is_none()
}

/// Shrinks a core in this order of claims to one of which none can be left out. None
/// if fractions alone do not settle it, or not with the work that is left.
pub(crate) fn shrink(local: &Local, core: &Core, order: &[u32], work: &mut u64) -> Option<Core> {
    match shrink_in::<Small>(local, core, order, work) {
        Err(Stop::Overflow) => shrink_in::<Fraction>(local, core, order, work).ok()?,
        other => other.ok()?,
    }
}

fn shrink_in<N: Field>(
    local: &Local,
    core: &Core,
    order: &[u32],
    work: &mut u64,
) -> Result<Option<Core>, Stop> {
    // An error uses up all that was granted.
    let granted = MOST_WORK.min(*work);
    *work -= granted;
    let Some(mut filter) = Filter::<N>::of(local, core, granted)? else {
        *work += granted - (granted / 16);
        return Ok(None);
    };
    let settled = filter.run(order)?;
    *work += filter.loaded.simplex.work;
    Ok(settled.then_some(filter.core))
}

struct Filter<'a, N> {
    local: &'a Local,
    loaded: Loaded<N>,
    core: Core,
    /// Which claims are asserted.
    on: Vec<bool>,
    /// The claims that were loaded, by cell.
    claims: Vec<(u32, u32)>,
}

impl<'a, N: Field> Filter<'a, N> {
    /// With all rows and the claims of the core, if fractions show the contradiction.
    fn of(local: &'a Local, core: &Core, work: u64) -> Result<Option<Filter<'a, N>>, Stop> {
        let on = mask(local.claims(), &core.claims);
        let mut loaded = load::<N>(local, |at| on[at as usize], |_| true, work)?;
        if loaded.clash.is_some() {
            return Ok(None);
        }
        loaded.simplex.sweep(&loaded.integer)?;
        let Some(terms) = loaded.simplex.check()? else {
            return Ok(None);
        };
        let cell = |claim: &u32| local.claim_cell[*claim as usize];
        let mut claims: Vec<_> = core.claims.iter().map(|at| (cell(at), *at)).collect();
        claims.sort_unstable();
        let mut filter = Filter {
            local,
            loaded,
            core: core.clone(),
            on,
            claims,
        };
        filter.narrow(&Proof::Sum(terms))?;
        Ok(Some(filter))
    }

    /// Leaves out one claim after the other; `false` if fractions do not settle it.
    fn run(&mut self, order: &[u32]) -> Result<bool, Stop> {
        for &claim in order {
            if self.core.claims.binary_search(&claim).is_err() {
                continue;
            }
            self.set(claim, false)?;
            match self.loaded.simplex.check()? {
                Some(terms) => self.narrow(&Proof::Sum(terms))?,
                None if self.whole() => self.set(claim, true)?,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// Keeps the claims of a proof only.
    fn narrow(&mut self, proof: &Proof<N>) -> Result<(), Stop> {
        let smaller = Core::of(proof);
        for claim in std::mem::replace(&mut self.core, smaller).claims {
            if self.on[claim as usize] && self.core.claims.binary_search(&claim).is_err() {
                self.set(claim, false)?;
            }
        }
        Ok(())
    }

    /// Asserts a claim or leaves it out: its column gets the bounds of what remains.
    fn set(&mut self, claim: u32, on: bool) -> Result<(), Stop> {
        self.on[claim as usize] = on;
        let cell = self.local.claim_cell[claim as usize];
        let column = self.loaded.names.binary_search(&cell);
        let column = column.expect("a claim was loaded with its cell") as u32;
        self.loaded.simplex.clear(column);
        if self.local.cell[cell as usize].nonnegative {
            let zero = Some(Strict::plain(N::zero()));
            let source = Source::NonNegative(cell);
            self.loaded.assert(column, Side::Low, zero, source)?;
        }
        let from = self.claims.partition_point(|pair| pair.0 < cell);
        for &(_, at) in self.claims[from..].iter().take_while(|pair| pair.0 == cell) {
            if !self.on[at as usize] {
                continue;
            }
            let keys = [
                self.local.claim_low[at as usize],
                self.local.claim_high[at as usize],
            ];
            for (side, key) in [Side::Low, Side::High].into_iter().zip(keys) {
                let end = key_end(side, key, 0)?;
                self.loaded.assert(column, side, end, Source::Claim(at))?;
            }
        }
        Ok(())
    }

    /// Whether the solution gives every count a whole number.
    fn whole(&self) -> bool {
        let values = self.loaded.simplex.value.iter();
        (values.zip(&self.loaded.integer)).all(|(value, integer)| !integer || value.is_whole())
    }
}
