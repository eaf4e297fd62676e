//! Rows over time: a measure that cannot fall is at most what it is later. Only
//! neighbours are tied, so that a series of n dates has n - 1 rows.

use std::collections::BTreeMap;

use crate::dossier::OverTime;

use super::build::{Builder, Var};
use super::world::{Because, Sort, Sums};

/// A moment may have many that come just before it, where windows overlap; more than
/// these are not tied to it.
const MOST_BEFORE: usize = 16;

impl Builder<'_, '_> {
    /// Ties each unknown of a cumulative or settled measure to those just before it.
    pub fn add_chains(&mut self) {
        let mut series: BTreeMap<((u32, u32), u32), Vec<Var>> = BTreeMap::new();
        for at in 0..self.vars.len() {
            let var = at as Var;
            let key = *self.key(var);
            let measure = self.cell(var).measure;
            let rising = matches!(
                self.over_time(measure),
                OverTime::Cumulative | OverTime::Event
            );
            if rising && key.sort == Sort::Level && self.cell(var).share_of.is_none() {
                series.entry((key.scope, key.cell.0)).or_default().push(var);
            }
        }
        for mut vars in series.into_values().filter(|vars| vars.len() > 1) {
            vars.sort_by_key(|&var| self.key(var).moment);
            self.add_chain(&vars);
        }
    }

    fn add_chain(&mut self, vars: &[Var]) {
        let mut by_end = vars.to_vec();
        by_end.sort_by_key(|&var| (self.key(var).moment.end, var));
        // For each place the latest start up to there.
        let mut latest_start: Vec<i64> = Vec::with_capacity(by_end.len());
        for &var in &by_end {
            let start = self.key(var).moment.start;
            let before = latest_start.last().copied().unwrap_or(start);
            latest_start.push(start.max(before));
        }
        for &var in vars {
            let start = self.key(var).moment.start;
            // Those that end before this one begins, the last to end first.
            let before = by_end.partition_point(|&other| self.key(other).moment.end < start);
            let earlier = &by_end[..before];
            // Whatever ends before the last of them begins is tied through it.
            let latest = before.checked_sub(1).map(|last| latest_start[last]);
            let near: Vec<Var> = (earlier.iter().rev().copied())
                .take_while(|&other| latest.is_some_and(|l| self.key(other).moment.end >= l))
                .take(MOST_BEFORE)
                .collect();
            for other in near {
                self.add_sum(var, &[other], Sums::AtMost, Because::Later);
            }
        }
    }
}
