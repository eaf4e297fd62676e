//! The figures of one cell, ready to be asked which of them are below some
//! value, in some stretch of time: a tree over the lowest upper ends, so that
//! only those which are below are visited.

use std::ops::Range;

use super::super::Context;
use super::Layer;
use super::bounds::{by_high, interval};
use super::ordered::rises;
use super::timeline::Entry;

/// The wholes that the parts of other texts are compared with.
pub(super) struct Wholes<'t> {
    /// By date.
    pub entries: &'t [Entry],
    /// A complete binary tree over the entries: in each node the one with the
    /// lowest upper end below it. The root is at 1, the leaves begin at `leaves`.
    lowest: Vec<u32>,
    leaves: usize,
    /// Entries by last day.
    by_end: Vec<u32>,
    /// For each place in `by_end`, the entry from there on with the highest upper end.
    highest_from: Vec<u32>,
    /// How many have no first day.
    without_start: usize,
    /// For each entry that has one, the latest last day among those up to it.
    latest_end: Vec<i64>,
    /// Whether every figure is exact, on a day of its own or with others, and none
    /// is below the one before it.
    rising: bool,
}

/// No entry.
const NONE: u32 = u32::MAX;

impl<'t> Wholes<'t> {
    /// Makes the entries of a series ready, in one layer of reading.
    pub fn of(context: &Context<'_>, entries: &'t [Entry], layer: Layer) -> Wholes<'t> {
        let count = entries.len();
        let high = |at: u32| interval(context, entries[at as usize].point, layer);
        let leaves = count.next_power_of_two();
        let mut lowest = vec![NONE; 2 * leaves];
        for at in 0..count {
            lowest[leaves + at] = at as u32;
        }
        for node in (1..leaves).rev() {
            let (left, right) = (lowest[2 * node], lowest[2 * node + 1]);
            let lower = right != NONE && by_high(high(right), high(left)).is_lt();
            lowest[node] = if lower { right } else { left };
        }
        let mut by_end: Vec<u32> = (0..count as u32).collect();
        by_end.sort_by_key(|&at| (entries[at as usize].end, at));
        let mut highest_from = by_end.clone();
        for at in (0..count.saturating_sub(1)).rev() {
            let next = highest_from[at + 1];
            if by_high(high(next), high(by_end[at])).is_gt() {
                highest_from[at] = next;
            }
        }
        let without_start = entries.partition_point(|entry| entry.start == i64::MIN);
        let latest_end = entries
            .iter()
            .scan(i64::MIN, |latest, entry| {
                if entry.start > i64::MIN {
                    *latest = entry.end.max(*latest);
                }
                Some(*latest)
            })
            .collect();
        Wholes {
            entries,
            lowest,
            leaves,
            by_end,
            highest_from,
            without_start,
            latest_end,
            rising: entries.iter().all(Entry::is_day) && rises(context, entries),
        }
    }

    /// Whether, in a rising series, the first whole that is not before the part
    /// contains it: then all later ones do, and the growth before is documented.
    pub fn plainly_contain(&self, part: &Entry, below: &dyn Fn(&Entry) -> bool) -> bool {
        self.rising && {
            let first = self.entries.partition_point(|whole| whole.end < part.start);
            self.entries.get(first).is_some_and(|whole| !below(whole))
        }
    }

    /// Whether any entry is below, as `below` says. That must hold of every entry
    /// with a lower upper end than one of which it holds.
    pub fn any(&self, below: &dyn Fn(&Entry) -> bool) -> bool {
        let lowest = self.lowest[1];
        lowest != NONE && below(&self.entries[lowest as usize])
    }

    /// The entries at these places that are below, in order.
    pub fn among(&self, places: Range<usize>, below: &dyn Fn(&Entry) -> bool) -> Vec<&'t Entry> {
        let mut found = Vec::new();
        if !places.is_empty() {
            self.visit(1, 0..self.leaves, &places, below, &mut found);
        }
        found
    }

    fn visit(
        &self,
        node: usize,
        span: Range<usize>,
        places: &Range<usize>,
        below: &dyn Fn(&Entry) -> bool,
        found: &mut Vec<&'t Entry>,
    ) {
        let lowest = self.lowest[node];
        let outside = span.end <= places.start || places.end <= span.start;
        if outside || lowest == NONE || !below(&self.entries[lowest as usize]) {
            return;
        }
        if node >= self.leaves {
            found.push(&self.entries[lowest as usize]);
            return;
        }
        let middle = span.start + span.len() / 2;
        self.visit(2 * node, span.start..middle, places, below, found);
        self.visit(2 * node + 1, middle..span.end, places, below, found);
    }

    /// The places of the entries of the same date.
    pub fn same_date(&self, part: &Entry) -> Range<usize> {
        let place = |entry: &Entry| (entry.start, entry.end, entry.date);
        let first = self
            .entries
            .partition_point(|entry| place(entry) < place(part));
        let end = self
            .entries
            .partition_point(|entry| place(entry) <= place(part));
        first..end
    }

    /// The first place of those that lie after an entry.
    pub fn after(&self, part: &Entry) -> usize {
        self.entries
            .partition_point(|entry| entry.start <= part.end)
    }

    /// The entries whose windows overlap that of another.
    pub fn overlapping(&self, part: &Entry) -> impl Iterator<Item = &'t Entry> {
        let after = self.after(part);
        let first = self.without_start.min(after);
        let reaches = |at: &usize| self.latest_end[*at] >= part.start;
        let near = (first..after).rev().take_while(reaches).count();
        let undated = self.entries[..first].iter();
        let near = self.entries[after - near..after].iter();
        let start = part.start;
        undated.chain(near).filter(move |entry| entry.end >= start)
    }

    /// Of the entries that do not lie before another, the one with the highest
    /// upper end.
    pub fn highest_not_before(&self, part: &Entry) -> Option<&'t Entry> {
        let place = self
            .by_end
            .partition_point(|&at| self.entries[at as usize].end < part.start);
        let highest = self.highest_from.get(place)?;
        Some(&self.entries[*highest as usize])
    }
}
