//! Periods that together fill the time between two days.
//!
//! A stock is counted on a day, a flow over days, and texts differ in which days they
//! mean. Three ways are accepted, each throughout: a stock is that of the evening, so
//! the periods run from the day after the first date to the second (31 January, then
//! 1 to 29 February); a stock is that of the morning, so they run from the first date
//! to the day before the second (1 February to 1 March); or the periods name the days
//! of the stocks themselves (5 to 12 March, 12 to 19 March).

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use crate::figures::Days;

/// Which days the periods name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Evening,
    Morning,
    Shared,
}

const WAYS: [Way; 3] = [Way::Evening, Way::Shared, Way::Morning];

impl Way {
    /// The last day of periods that lead to a date.
    fn last(self, date: i64) -> i64 {
        match self {
            Way::Morning => date - 1,
            Way::Evening | Way::Shared => date,
        }
    }

    /// The first day of periods that lead away from a date.
    fn first(self, date: i64) -> i64 {
        match self {
            Way::Evening => date + 1,
            Way::Morning | Way::Shared => date,
        }
    }

    /// On which day the period before one that begins here ends.
    fn before(self, start: i64) -> i64 {
        match self {
            Way::Shared => start,
            Way::Evening | Way::Morning => start - 1,
        }
    }
}

/// The periods of one flow, by last day.
#[derive(Debug, Default)]
pub(super) struct Periods {
    by_end: FxHashMap<i64, Vec<Days>>,
}

impl Periods {
    /// Those of these periods that have a first and a last day.
    pub fn of(periods: impl Iterator<Item = Days>) -> Periods {
        let mut by_end: FxHashMap<i64, Vec<Days>> = FxHashMap::default();
        for period in periods {
            if period.0 > i64::MIN && period.1 < i64::MAX {
                by_end.entry(period.1).or_default().push(period);
            }
        }
        for list in by_end.values_mut() {
            // Those that reach back furthest first.
            list.sort_unstable();
        }
        Periods { by_end }
    }

    /// The fewest periods that fill the time between two days, by date.
    pub fn between(&self, from: i64, to: i64) -> Option<Vec<Days>> {
        let found = WAYS.iter().filter_map(|&way| self.tile(way, from, to));
        found.min_by_key(Vec::len)
    }

    fn tile(&self, way: Way, from: i64, to: i64) -> Option<Vec<Days>> {
        let goal = way.first(from);
        // By first day of what is filled so far: the period that begins there, and the
        // first day of what was filled before.
        let mut known: FxHashMap<i64, (Days, Option<i64>)> = FxHashMap::default();
        let mut open: VecDeque<(i64, Option<i64>)> = VecDeque::new();
        open.push_back((way.last(to), None));
        while let Some((end, after)) = open.pop_front() {
            for &period in self.by_end.get(&end).into_iter().flatten() {
                // A period of one shared day leads nowhere.
                let stays = way == Way::Shared && period.0 == period.1;
                if period.0 < goal || stays || known.contains_key(&period.0) {
                    continue;
                }
                known.insert(period.0, (period, after));
                if period.0 == goal {
                    return Some(path(&known, goal));
                }
                open.push_back((way.before(period.0), Some(period.0)));
            }
        }
        None
    }
}

fn path(known: &FxHashMap<i64, (Days, Option<i64>)>, first: i64) -> Vec<Days> {
    let mut found = Vec::new();
    let mut at = Some(first);
    while let Some((period, after)) = at.and_then(|at| known.get(&at)) {
        found.push(*period);
        at = *after;
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn tiles(periods: &[Days], from: i64, to: i64) -> Option<Vec<Days>> {
        Periods::of(periods.iter().copied()).between(from, to)
    }

    #[test]
    fn one_period_fills_the_time_in_each_of_the_three_ways() {
        for period in [(11, 20), (10, 19), (10, 20)] {
            assert_eq!(tiles(&[period], 10, 20), Some(vec![period]), "{period:?}");
        }
        for period in [(11, 19), (9, 20), (12, 20), (11, 21), (10, 21), (10, 18)] {
            assert_eq!(tiles(&[period], 10, 20), None, "{period:?}");
        }
    }

    #[test]
    fn several_periods_follow_each_other_without_a_gap_or_a_day_twice() {
        assert_eq!(
            tiles(&[(15, 20), (11, 14)], 10, 20),
            Some(vec![(11, 14), (15, 20)])
        );
        assert_eq!(
            tiles(&[(10, 14), (14, 20)], 10, 20),
            Some(vec![(10, 14), (14, 20)])
        );
        assert_eq!(tiles(&[(11, 14), (16, 20)], 10, 20), None);
        assert_eq!(tiles(&[(11, 14), (14, 20)], 10, 20), None, "two ways mixed");
        assert_eq!(tiles(&[(10, 14), (15, 20)], 10, 20), None, "two ways mixed");
    }

    #[test]
    fn fewer_periods_are_taken_before_many_and_others_are_passed_over() {
        let all = [(11, 12), (13, 20), (11, 20), (1, 30), (5, 20), (13, 14)];
        assert_eq!(tiles(&all, 10, 20), Some(vec![(11, 20)]));
        assert_eq!(tiles(&all, 12, 20), Some(vec![(13, 20)]));
    }

    #[test]
    fn shared_days_never_turn_in_a_circle() {
        assert_eq!(tiles(&[(20, 20), (15, 20), (15, 15)], 10, 20), None);
    }
}
