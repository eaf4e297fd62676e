//! Implied figures: what follows for a cell that nobody printed, or for one that
//! somebody did, from all claims of a consistent component.

use num_rational::BigRational;
use rayon::prelude::*;

use crate::quantity::{Bound, Exact, Interval};

use super::branch::MOST_WORK;
use super::certificate::Certificate;
use super::components::Components;
use super::derive::{MOST_STEPS, Step, deductions, verify_steps};
use super::ends::Side;
use super::fraction::{Field, Fraction, Strict};
use super::load::load;
use super::local::Local;
use super::oracle::{Answer, Oracle, State};
use super::propagate::NONE;
use super::simplex::{Source, Stop, fits};
use super::solve::Scratch;
use super::system::{CellIndex, ClaimIndex, System};

/// What follows for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Implied {
    /// The cell.
    pub cell: CellIndex,
    /// What it can be.
    pub interval: Interval,
    /// Whether that is as narrow as can be. It holds in any case.
    pub exact: bool,
    /// Why it is not lower; none if there is no lower end.
    pub low: Option<Reasoning>,
    /// Why it is not higher; none if there is no upper end.
    pub high: Option<Reasoning>,
}

/// Why a bound holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reasoning {
    /// A chain of steps, oldest first; the last is the bound.
    Steps(Vec<Step>),
    /// The opposite of the bound adds up to a contradiction: it is the part whose
    /// origin is the case.
    Sum(Certificate),
    /// It follows, but no short reason was found.
    Unexplained,
}

/// What follows for one cell, with reasons. Nothing if its component is inconsistent
/// or was not decided.
pub fn implied(system: &System, components: &Components, cell: CellIndex) -> Option<Implied> {
    implied_but(system, components, cell, &[])
}

/// What follows for each of some cells, with reasons, in the order of the cells.
/// Cells of components that are inconsistent or undecided are left out.
pub fn implied_each(system: &System, components: &Components, cells: &[CellIndex]) -> Vec<Implied> {
    let mut sorted: Vec<(u32, CellIndex)> = (cells.iter())
        .map(|&cell| (components.of_cell(cell), cell))
        .collect();
    sorted.sort_unstable();
    sorted.dedup();
    let groups: Vec<&[(u32, CellIndex)]> = sorted.chunk_by(|a, b| a.0 == b.0).collect();
    let one = |scratch: &mut Scratch, group: &&[(u32, CellIndex)]| {
        let cells: Vec<CellIndex> = group.iter().map(|(_, cell)| *cell).collect();
        scratch.reasoned(system, components, group[0].0, &cells, &[])
    };
    let all = groups.par_iter().map_init(Scratch::default, one);
    let mut found: Vec<Implied> = all.flatten_iter().collect();
    found.sort_by_key(|implied| implied.cell);
    found
}

/// What follows for one cell, with reasons, once some claims are left out. Nothing if its
/// component cannot hold even then, or if that was not decided.
pub fn implied_but(
    system: &System,
    components: &Components,
    cell: CellIndex,
    without: &[ClaimIndex],
) -> Option<Implied> {
    let component = components.of_cell(cell);
    let mut scratch = Scratch::default();
    let found = scratch.reasoned(system, components, component, &[cell], without);
    found.into_iter().next()
}

/// What one cell can be, without reasons. Nothing if its component is inconsistent or was
/// not decided.
pub(crate) fn range_of(
    system: &System,
    components: &Components,
    cell: CellIndex,
) -> Option<Interval> {
    let Scratch { local, oracle } = &mut Scratch::default();
    local.load(system, components, components.of_cell(cell));
    oracle.index(local);
    match oracle.ask(local, |_| true) {
        Answer::Feasible(state) => {
            Some(interval(oracle, local, &state, components.place(cell.0)).interval)
        }
        _ => None,
    }
}

impl Scratch {
    /// What follows for some cells of one component, with reasons.
    fn reasoned(
        &mut self,
        system: &System,
        components: &Components,
        component: u32,
        cells: &[CellIndex],
        without: &[ClaimIndex],
    ) -> Vec<Implied> {
        let Scratch { local, oracle } = self;
        local.load_without(system, components, component, without);
        oracle.index(local);
        let Answer::Feasible(state) = oracle.ask(local, |_| true) else {
            return Vec::new();
        };
        let one = |cell: &CellIndex| {
            let at = components.place(cell.0);
            let mut found = interval(oracle, local, &state, at);
            found.low = reasoning(oracle, system, local, &state, at, Side::Low);
            found.high = reasoning(oracle, system, local, &state, at, Side::High);
            found
        };
        cells.iter().map(one).collect()
    }
}

/// What follows for every cell that `wanted` names, in the order of the cells, without
/// reasons. Cells of components that are inconsistent or undecided are left out.
pub fn implied_cells(
    system: &System,
    components: &Components,
    wanted: impl Fn(CellIndex) -> bool + Sync,
) -> Vec<Implied> {
    let one = |scratch: &mut Scratch, component: usize| -> Vec<Implied> {
        let component = component as u32;
        let cells = components.cells(component).iter().zip(0u32..);
        let cells: Vec<u32> = cells
            .filter(|(cell, _)| wanted(CellIndex(**cell)))
            .map(|(_, at)| at)
            .collect();
        if cells.is_empty() {
            return Vec::new();
        }
        let Scratch { local, oracle } = scratch;
        local.load(system, components, component);
        oracle.index(local);
        match oracle.ask(local, |_| true) {
            Answer::Feasible(state) => {
                let found = cells.iter().map(|at| interval(oracle, local, &state, *at));
                found.collect()
            }
            _ => Vec::new(),
        }
    };
    let all = (0..components.len()).into_par_iter().with_min_len(64);
    let mut found: Vec<Implied> = all.map_init(Scratch::default, one).flatten_iter().collect();
    found.sort_by_key(|implied| implied.cell);
    found
}

fn interval(oracle: &Oracle, local: &Local, state: &State, cell: u32) -> Implied {
    let low = oracle.reach(local, state, cell, Side::Low);
    let high = oracle.reach(local, state, cell, Side::High);
    let interval = Interval::new(low.bound, high.bound);
    Implied {
        cell: local.global_cell(cell),
        interval: interval.expect("a cell of a feasible system has a value"),
        exact: low.exact && high.exact,
        low: None,
        high: None,
    }
}

/// Why a cell has an end on that side.
fn reasoning(
    oracle: &Oracle,
    system: &System,
    local: &Local,
    state: &State,
    cell: u32,
    side: Side,
) -> Option<Reasoning> {
    let reach = oracle.reach(local, state, cell, side);
    let bound = reach.bound?;
    if reach.propagated && local.wide.is_none() {
        let entry = oracle.propagation.last(cell, side);
        if entry != NONE {
            let (steps, _) = oracle.steps(local, &[entry]);
            if deductions(&steps) <= MOST_STEPS && verify_steps(system, &steps) {
                return Some(Reasoning::Steps(steps));
            }
        }
    }
    let refuted = match refute::<Fraction>(local, cell, side, &bound) {
        Err(Stop::Overflow) => refute::<BigRational>(local, cell, side, &bound),
        other => other,
    };
    let opposite = opposite(local, cell, side, &bound);
    let mut given = vec![(local.global_cell(cell), opposite.0, opposite.1)];
    let proof = refuted.ok().flatten();
    let checked = proof.filter(|proof| proof.verify_given(system, &mut given));
    Some(checked.map_or(Reasoning::Unexplained, Reasoning::Sum))
}

/// The opposite of a bound: for `x <= 5` of a count `x >= 6`, else `x > 5`.
fn opposite(local: &Local, cell: u32, side: Side, bound: &Bound) -> (Side, Bound) {
    let (other, next) = match side {
        Side::Low => (Side::High, &bound.value - &Exact::ONE),
        Side::High => (Side::Low, &bound.value + &Exact::ONE),
    };
    if local.cell[cell as usize].integer {
        return (other, Bound::closed(next));
    }
    let end = Bound {
        value: bound.value.clone(),
        open: !bound.open,
    };
    (other, end)
}

/// A proof that the opposite of a bound is impossible.
fn refute<N: Field>(
    local: &Local,
    cell: u32,
    side: Side,
    bound: &Bound,
) -> Result<Option<Certificate>, Stop> {
    let mut loaded = load::<N>(local, |_| true, |_| true, MOST_WORK)?;
    let (other, end) = opposite(local, cell, side, bound);
    let quanta = Exact::from(local.quanta_of(cell));
    let value = fits(N::of(&(&end.value * &quanta)))?;
    let sign = match other {
        Side::Low => 1,
        Side::High => -1,
    };
    let end = fits(Strict::end(value, end.open, sign))?;
    let Ok(column) = loaded.names.binary_search(&cell) else {
        return Ok(None);
    };
    loaded.assert(column as u32, other, Some(end), Source::Case(cell))?;
    let proof = loaded.decide()?;
    Ok(proof.map(|proof| Certificate::of(local, &proof)))
}
