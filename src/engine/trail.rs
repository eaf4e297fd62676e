//! Reading a trail backwards: which entries a bound rests on. Linear in the trail: one
//! cursor for each cell and side that only moves down.

use std::collections::BinaryHeap;

use super::ends::Side;
use super::local::Local;
use super::propagate::{NONE, Outcome, Propagation, Reason};

/// The side of the bound of a term's cell that the `side` of its row rests on, for
/// coefficient `c`: an upper end is broken by least values, a lower by greatest.
pub(crate) fn used_side(row_side: Side, c: i64) -> Side {
    if (row_side == Side::High) == (c > 0) {
        Side::Low
    } else {
        Side::High
    }
}

impl Propagation {
    /// The newest entry of a bound, or [`NONE`].
    pub fn last(&self, cell: u32, side: Side) -> u32 {
        match side {
            Side::Low => self.last_low[cell as usize],
            Side::High => self.last_high[cell as usize],
        }
    }

    /// The entries that the end of a run rests on directly.
    pub fn roots(&self, local: &Local, outcome: Outcome) -> Vec<u32> {
        match outcome {
            Outcome::Fixpoint | Outcome::Capped | Outcome::Empty { .. } => Vec::new(),
            Outcome::Clash { low, high } => vec![low, high],
            Outcome::Broken { row, side } => local
                .row(row as usize)
                .map(|(cell, c)| self.last(cell, used_side(side, c)))
                .filter(|entry| *entry != NONE)
                .collect(),
        }
    }

    /// All entries that the given ones rest on, oldest first, each with the entries
    /// it rests on directly.
    pub fn explain(&self, local: &Local, roots: &[u32]) -> Vec<(u32, Vec<u32>)> {
        let mut heap: BinaryHeap<u32> = roots.iter().copied().filter(|at| *at != NONE).collect();
        let mut cursors = Cursors {
            low: self.last_low.clone(),
            high: self.last_high.clone(),
        };
        let mut used = Vec::new();
        while let Some(at) = heap.pop() {
            if used.last().is_some_and(|(last, _)| *last == at) {
                continue;
            }
            let entry = self.trail[at as usize];
            let mut from = Vec::new();
            if let Reason::Row(row) = entry.reason {
                let mine = local
                    .row(row as usize)
                    .find(|(cell, _)| *cell == entry.cell);
                let mine = mine.map_or(1, |(_, c)| c);
                // An upper bound of a positive term comes from the upper end.
                let row_side = if (entry.side == Side::High) == (mine > 0) {
                    Side::High
                } else {
                    Side::Low
                };
                for (cell, c) in local.row(row as usize) {
                    if cell == entry.cell {
                        continue;
                    }
                    let older = cursors.before(self, cell, used_side(row_side, c), at);
                    if older != NONE {
                        heap.push(older);
                        from.push(older);
                    }
                }
            }
            used.push((at, from));
        }
        used.reverse();
        used
    }
}

struct Cursors {
    low: Vec<u32>,
    high: Vec<u32>,
}

impl Cursors {
    /// The newest entry of a bound that is older than `at`. Must be asked with
    /// falling `at`.
    fn before(&mut self, propagation: &Propagation, cell: u32, side: Side, at: u32) -> u32 {
        let cursor = match side {
            Side::Low => &mut self.low[cell as usize],
            Side::High => &mut self.high[cell as usize],
        };
        while *cursor != NONE && *cursor >= at {
            *cursor = propagation.trail[*cursor as usize].before;
        }
        *cursor
    }
}
