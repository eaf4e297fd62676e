//! Derivations: a contradiction or a bound as a chain of steps, each of which a reader
//! can redo with a pencil. They come from the trail of the propagation; what only
//! several rows together show has no such chain, but a weighted sum.

use crate::quantity::{Bound, Exact};

use super::ends::{Side, decode};
use super::local::Local;
use super::oracle::Oracle;
use super::propagate::{Outcome, Reason, cap};
use super::system::{CellIndex, ClaimIndex, EditIndex, System};
use super::trail::used_side;

/// The most deductions that a chain may have to be shown; a longer one is replaced by
/// the weighted sum.
pub const MOST_STEPS: usize = 12;

/// One bound of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The cell.
    pub cell: CellIndex,
    /// Which bound of it.
    pub side: Side,
    /// The bound.
    pub end: Bound,
    /// Why it holds.
    pub why: Why,
    /// The earlier steps that it uses, as positions in the chain.
    pub from: Vec<usize>,
}

/// Why a step holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A claim says so.
    Claim(ClaimIndex),
    /// An edit says so, given the steps it uses.
    Edit(EditIndex),
    /// The cell cannot be below zero.
    NonNegative,
}

/// Where a chain ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clash {
    /// These two steps exclude each other.
    Ends {
        /// The step with the lower end.
        low: usize,
        /// The step with the upper end.
        high: usize,
    },
    /// These steps break this end of an edit.
    Edit {
        /// The edit.
        edit: EditIndex,
        /// The end that is broken.
        side: Side,
        /// The steps that break it.
        from: Vec<usize>,
    },
    /// No number lies between the ends of this edit.
    Empty(EditIndex),
}

/// A chain that ends in a contradiction, oldest step first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The steps.
    pub steps: Vec<Step>,
    /// Where they contradict each other.
    pub clash: Clash,
}

impl Derivation {
    /// How many steps are deductions, not claims.
    pub fn deductions(&self) -> usize {
        deductions(&self.steps)
    }

    /// Whether every step follows and the last ones contradict each other, recomputed
    /// with plain sums over the system.
    pub fn verify(&self, system: &System) -> bool {
        if !verify_steps(system, &self.steps) {
            return false;
        }
        match &self.clash {
            Clash::Empty(edit) => {
                let edit = system.edit(*edit);
                matches!((&edit.low, &edit.high), (Some(a), Some(b)) if excludes(a, b))
            }
            Clash::Ends { low, high } => {
                let (Some(low), Some(high)) = (self.steps.get(*low), self.steps.get(*high)) else {
                    return false;
                };
                (low.cell, low.side, high.side) == (high.cell, Side::Low, Side::High)
                    && excludes(&low.end, &high.end)
            }
            Clash::Edit { edit, side, from } => {
                let edit_end = edit_end(system, *edit, *side);
                match (sum(system, &self.steps, *edit, *side, from, None), edit_end) {
                    (Some(sum), Some(end)) if *side == Side::High => excludes(&sum, &end),
                    (Some(sum), Some(end)) => excludes(&end, &sum),
                    _ => false,
                }
            }
        }
    }
}

/// How many steps are deductions, not claims.
pub(crate) fn deductions(steps: &[Step]) -> usize {
    let edits = steps.iter().filter(|step| matches!(step.why, Why::Edit(_)));
    edits.count()
}

fn excludes(low: &Bound, high: &Bound) -> bool {
    low.value > high.value || (low.value == high.value && (low.open || high.open))
}

pub(crate) fn edit_end(system: &System, edit: EditIndex, side: Side) -> Option<Bound> {
    let edit = system.edit(edit);
    match side {
        Side::Low => edit.low,
        Side::High => edit.high,
    }
}

/// The least (for the upper end of the edit) or greatest sum of its terms, all but one,
/// by the steps given.
fn sum(
    system: &System,
    steps: &[Step],
    edit: EditIndex,
    side: Side,
    from: &[usize],
    without: Option<CellIndex>,
) -> Option<Bound> {
    let mut used: Vec<&Step> = from.iter().filter_map(|at| steps.get(*at)).collect();
    used.sort_unstable_by_key(|step| (step.cell, step.side));
    let mut sum = Bound::closed(Exact::ZERO);
    for (cell, c) in system.edit(edit).terms {
        if Some(cell) == without {
            continue;
        }
        let wanted = (cell, used_side(side, c));
        let at = used.binary_search_by_key(&wanted, |step| (step.cell, step.side));
        let step = used[at.ok()?];
        sum.value = &sum.value + &(&step.end.value * &Exact::from(c));
        sum.open |= step.end.open;
    }
    Some(sum)
}

/// Whether every step follows from those before it.
pub(crate) fn verify_steps(system: &System, steps: &[Step]) -> bool {
    steps.iter().enumerate().all(|(at, step)| {
        let earlier = step.from.iter().all(|from| *from < at);
        earlier && follows(system, steps, step).unwrap_or(false)
    })
}

fn follows(system: &System, steps: &[Step], step: &Step) -> Option<bool> {
    let edit = match step.why {
        Why::Claim(claim) => {
            let end = system.claim_end(claim, step.side);
            return Some(system.claim_cell(claim) == step.cell && end.as_ref() == Some(&step.end));
        }
        Why::NonNegative => {
            let zero = step.side == Side::Low && step.end == Bound::closed(Exact::ZERO);
            return Some(zero && system.cell(step.cell).nonnegative);
        }
        Why::Edit(edit) => edit,
    };
    let terms = system.edit(edit).terms;
    let mine = terms.iter().find(|(cell, _)| *cell == step.cell)?.1;
    let side = if (step.side == Side::High) == (mine > 0) {
        Side::High
    } else {
        Side::Low
    };
    let others = sum(system, steps, edit, side, &step.from, Some(step.cell))?;
    let end = edit_end(system, edit, side)?;
    let mut value = &(&end.value - &others.value) / &Exact::from(mine);
    let mut open = end.open || others.open;
    if system.cell(step.cell).integer {
        value = match step.side {
            Side::High if open => &value.ceil() - &Exact::ONE,
            Side::High => value.floor(),
            Side::Low if open => &value.floor() + &Exact::ONE,
            Side::Low => value.ceil(),
        };
        open = false;
    }
    // The step may say less than what follows, not more.
    Some(match step.side {
        Side::High => {
            step.end.value > value || (step.end.value == value && (open || !step.end.open))
        }
        Side::Low => {
            step.end.value < value || (step.end.value == value && (open || !step.end.open))
        }
    })
}

impl Oracle {
    /// A chain from these claims and rows to a contradiction, if propagation finds one.
    pub fn derive(
        &mut self,
        local: &Local,
        keep_claim: impl Fn(u32) -> bool,
        keep_row: impl Fn(u32) -> bool,
    ) -> Option<Derivation> {
        if local.wide.is_some() {
            return None;
        }
        let outcome = self
            .propagation
            .run(local, keep_claim, keep_row, cap(local));
        if matches!(outcome, Outcome::Fixpoint | Outcome::Capped) {
            return None;
        }
        let roots = self.propagation.roots(local, outcome);
        let (steps, places) = self.steps(local, &roots);
        let clash = match outcome {
            Outcome::Broken { row, side } => Clash::Edit {
                edit: local.global_edit(row),
                side,
                from: places,
            },
            Outcome::Empty { row } => Clash::Empty(local.global_edit(row)),
            _ => Clash::Ends {
                low: places[0],
                high: places[1],
            },
        };
        Some(Derivation { steps, clash })
    }

    /// The chain behind some entries of the trail, and their places in it.
    pub fn steps(&self, local: &Local, roots: &[u32]) -> (Vec<Step>, Vec<usize>) {
        let entries = self.propagation.explain(local, roots);
        let place = |entry: u32| {
            let at = entries.binary_search_by_key(&entry, |(at, _)| *at);
            at.expect("an entry that is used is explained")
        };
        let steps = entries
            .iter()
            .map(|(at, from)| {
                let entry = self.propagation.trail[*at as usize];
                let (value, open) = decode(entry.side, entry.key).unwrap_or((0, false));
                Step {
                    cell: local.global_cell(entry.cell),
                    side: entry.side,
                    end: Bound {
                        value: local.exact(entry.cell, &Exact::from(value)),
                        open,
                    },
                    why: match entry.reason {
                        Reason::Claim(claim) => Why::Claim(local.global_claim(claim)),
                        Reason::Row(row) => Why::Edit(local.global_edit(row)),
                        Reason::NonNegative => Why::NonNegative,
                    },
                    from: {
                        let mut from: Vec<usize> = from.iter().map(|at| place(*at)).collect();
                        from.sort_unstable();
                        from
                    },
                }
            })
            .collect();
        let places = roots.iter().map(|entry| place(*entry)).collect();
        (steps, places)
    }
}
