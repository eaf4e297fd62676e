//! Figures of one cell that differ and whose dates overlap without being equal.
//! One pass along the dates, with the extremes of all windows still open at hand.

use std::collections::BinaryHeap;

use crate::figures::{CellId, PointId};
use crate::quantity::Interval;

use super::super::Context;
use super::bounds::{by_high, by_low};
use super::timeline::Entry;

/// Figures of one cell whose order is unknown, in pairs that cannot meet.
#[derive(Clone, Debug)]
pub(in crate::checks) struct Unordered {
    /// The cell.
    pub cell: CellId,
    /// The pairs, by date.
    pub pairs: Vec<(PointId, PointId)>,
}

/// A window with an interval, ordered by one end of that.
struct Open<'a> {
    interval: &'a Interval,
    low: bool,
    end: i64,
    at: usize,
}

impl Ord for Open<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let ends = if self.low {
            by_low(self.interval, other.interval)
        } else {
            by_high(self.interval, other.interval).reverse()
        };
        ends.then(other.at.cmp(&self.at))
    }
}

impl PartialOrd for Open<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Open<'_> {}

/// The figures of one date and their extremes.
struct Moment {
    start: i64,
    end: i64,
    /// The points with the highest lower end and the lowest upper one.
    extremes: [PointId; 2],
}

/// Every cell with figures whose order is unknown and that cannot meet.
pub(in crate::checks) fn unordered(context: &Context<'_>) -> Vec<Unordered> {
    let mut found = Vec::new();
    let outdated = &context.across().outdated;
    for (series, entries) in context.across().timeline.all() {
        let entries = &*super::ordered::current(entries, outdated);
        let short = entries.iter().all(Entry::is_day);
        if entries.len() < 2 || short || entries.iter().all(|e| e.date == entries[0].date) {
            continue;
        }
        let pairs = pairs(context, entries);
        if !pairs.is_empty() {
            found.push(Unordered {
                cell: series.cell,
                pairs,
            });
        }
    }
    found
}

fn pairs(context: &Context<'_>, entries: &[Entry]) -> Vec<(PointId, PointId)> {
    let moments: Vec<Moment> = entries
        .chunk_by(|a, b| a.date == b.date)
        .map(|here| Moment {
            start: here[0].start,
            end: here[0].end,
            extremes: extremes(context, here),
        })
        .collect();
    // The windows open so far, by their highest figure and by their lowest one.
    let mut open: [BinaryHeap<Open<'_>>; 2] = [BinaryHeap::new(), BinaryHeap::new()];
    let mut pairs = Vec::new();
    for (at, moment) in moments.iter().enumerate() {
        for (side, heap) in open.iter_mut().enumerate() {
            while heap.peek().is_some_and(|top| top.end < moment.start) {
                heap.pop();
            }
            let Some(top) = heap.peek() else { continue };
            // A high figure so far against the lowest here, or the reverse.
            let other = moments[top.at].extremes[side];
            let own = moment.extremes[1 - side];
            let (low, high) = if side == 0 {
                (own, other)
            } else {
                (other, own)
            };
            if context.hard(low).entirely_below(context.hard(high)) {
                pairs.push((other, own));
            }
            // What is below the top may have ended; it is dropped when it comes up.
        }
        for (side, heap) in open.iter_mut().enumerate() {
            heap.push(Open {
                interval: context.hard(moment.extremes[side]),
                low: side == 0,
                end: moment.end,
                at,
            });
        }
    }
    pairs
}

/// The points of one date with the highest lower end and the lowest upper one.
fn extremes(context: &Context<'_>, here: &[Entry]) -> [PointId; 2] {
    let mut found = [here[0].point; 2];
    for entry in &here[1..] {
        let own = context.hard(entry.point);
        if by_low(own, context.hard(found[0])).is_gt() {
            found[0] = entry.point;
        }
        if by_high(own, context.hard(found[1])).is_lt() {
            found[1] = entry.point;
        }
    }
    found
}
