//! Figures of one cell at dates in order: which fall, and which change. One pass
//! along the dates for each, with the highest figure so far, or the last figure
//! of the same speaker, at hand.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{OverTime, SpeakerId};
use crate::figures::{CellId, PointId};
use crate::quantity::Interval;

use super::super::Context;
use super::bounds::{by_low, reconciled_by, rounded};
use super::revisions::{Revisions, provisional};
use super::same_date::wider;
use super::timeline::{Entry, Timeline};

/// A figure and later ones that are lower, of a cell that should not fall.
#[derive(Clone, Debug)]
pub(in crate::checks) struct Fall {
    /// The cell.
    pub cell: CellId,
    /// The highest figure before.
    pub peak: PointId,
    /// The later ones below it, by date.
    pub fallen: Vec<PointId>,
    /// Whether reading a bare round number as rounded removes it.
    pub rounded: bool,
}

/// A figure that a later one does not agree with.
#[derive(Clone, Debug)]
pub(in crate::checks) struct Change {
    /// The cell.
    pub cell: CellId,
    /// The earlier figure.
    pub from: PointId,
    /// The later one.
    pub to: PointId,
    /// Whether the earlier figure was provisional, the later claim says that it
    /// replaces it, or reading a bare round number as rounded reconciles them.
    pub explained: bool,
    /// Whether the earlier figure was provisional, and its own speaker gives the later.
    pub draft: bool,
}

/// A point by its lower end, the highest first; of equal ones the latest, then
/// the first in order.
struct Candidate<'a> {
    low: &'a Interval,
    end: i64,
    at: usize,
}

impl Ord for Candidate<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        by_low(self.low, other.low)
            .then(self.end.cmp(&other.end))
            .then(other.at.cmp(&self.at))
    }
}

impl PartialOrd for Candidate<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate<'_> {}

/// The order in which points become earlier ones: by their last day.
fn by_end(entries: &[Entry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&at| (entries[at].end, at));
    order
}

/// Every fall of a cumulative or settled figure; falls below one peak are one.
pub(super) fn falls(
    context: &Context<'_>,
    timeline: &Timeline,
    revisions: &Revisions,
    outdated: &FxHashSet<PointId>,
) -> Vec<Fall> {
    let mut found = Vec::new();
    for (series, entries) in timeline.all() {
        let over_time = over_time(context, series.cell);
        let settled = matches!(over_time, OverTime::Cumulative | OverTime::Event);
        if settled && !rises(context, entries) {
            let entries = current(entries, outdated);
            series_falls(context, revisions, series.cell, &entries, &mut found);
        }
    }
    found
}

/// Those that no later text has replaced for their own date.
pub(super) fn current<'t>(entries: &'t [Entry], outdated: &FxHashSet<PointId>) -> Cow<'t, [Entry]> {
    let gone = |entry: &Entry| outdated.contains(&entry.point);
    if outdated.is_empty() || !entries.iter().any(gone) {
        return Cow::Borrowed(entries);
    }
    Cow::Owned(entries.iter().filter(|e| !gone(e)).cloned().collect())
}

/// Whether every figure is exact and none is below the one before it: the usual
/// case, which needs no search.
pub(super) fn rises(context: &Context<'_>, entries: &[Entry]) -> bool {
    let exact = |entry: &Entry| context.hard(entry.point).single();
    entries.len() < 2
        || entries
            .windows(2)
            .all(|pair| match (exact(&pair[0]), exact(&pair[1])) {
                (Some(before), Some(after)) => before <= after,
                _ => false,
            })
}

/// What the figures of a cell may do over time.
pub(super) fn over_time(context: &Context<'_>, cell: CellId) -> OverTime {
    let cell = context.figures.cells.get(cell);
    if cell.share_of.is_some() {
        // A share may fall, whatever its part and its whole may do.
        return OverTime::Stock;
    }
    context.dossier().codebook.measure(cell.measure).over_time
}

fn series_falls(
    context: &Context<'_>,
    revisions: &Revisions,
    cell: CellId,
    entries: &[Entry],
    found: &mut Vec<Fall>,
) {
    let order = by_end(entries);
    let mut next = 0;
    let mut hard: BinaryHeap<Candidate<'_>> = BinaryHeap::new();
    // Round numbers count here with the least they are rounded from.
    let widened: Vec<Interval> = entries
        .iter()
        .map(|entry| match rounded(context, entry.point) {
            Some(wide) => wide,
            None => context.hard(entry.point).clone(),
        })
        .collect();
    let mut firm: BinaryHeap<Candidate<'_>> = BinaryHeap::new();
    let mut replaced: FxHashSet<PointId> = FxHashSet::default();
    let start = found.len();
    let mut known: FxHashMap<(PointId, bool), usize> = FxHashMap::default();
    let speaker = |point: PointId| {
        let figures = context.figures;
        figures.group(figures.point(point).group).speaker
    };
    // Provisional figures that their speaker may still replace.
    let mut drafts: FxHashMap<SpeakerId, Vec<PointId>> = FxHashMap::default();
    for (at, entry) in entries.iter().enumerate() {
        while next < order.len() && entries[order[next]].end < entry.start {
            let at = order[next];
            let end = entries[at].end;
            let low = context.hard(entries[at].point);
            hard.push(Candidate { low, end, at });
            let low = &widened[at];
            firm.push(Candidate { low, end, at });
            if provisional(context.figures, entries[at].point) {
                let own = drafts.entry(speaker(entries[at].point)).or_default();
                own.push(entries[at].point);
            }
            next += 1;
        }
        // What any figure of this date replaces no longer counts for the others of it.
        let of_date = entries[at..]
            .iter()
            .take_while(|other| other.date == entry.date);
        for other in of_date {
            replaced.extend(revisions.replaced_by(other.point));
            replaced.extend(drafts.remove(&speaker(other.point)).into_iter().flatten());
        }
        let top = |heap: &mut BinaryHeap<Candidate<'_>>| loop {
            let at = heap.peek()?.at;
            if !replaced.contains(&entries[at].point) {
                return Some(entries[at].point);
            }
            heap.pop();
        };
        let Some(peak) = top(&mut hard) else { continue };
        let own = context.hard(entry.point);
        if !own.entirely_below(context.hard(peak)) {
            continue;
        }
        let firmly = |peak: PointId| {
            own.entirely_below(context.hard(peak))
                && reconciled_by(context, peak, entry.point).is_none()
        };
        let firm_peak = [Some(peak), top(&mut firm)]
            .into_iter()
            .flatten()
            .find(|&peak| firmly(peak));
        let (peak, rounded) = (firm_peak.unwrap_or(peak), firm_peak.is_none());
        let at = *known.entry((peak, rounded)).or_insert_with(|| {
            found.push(Fall {
                cell,
                peak,
                fallen: Vec::new(),
                rounded,
            });
            found.len() - 1
        });
        found[at].fallen.push(entry.point);
    }
    debug_assert!(found[start..].iter().all(|fall| !fall.fallen.is_empty()));
}

/// Every change of a stock or of a settled figure, each against the last figure
/// of the same speaker, else of anybody. For settled figures only growth and
/// announced falls; for cumulative ones only announced falls, and corrections of
/// provisional figures.
pub(super) fn changes(
    context: &Context<'_>,
    timeline: &Timeline,
    revisions: &Revisions,
    outdated: &FxHashSet<PointId>,
    falls: &[Fall],
) -> Vec<Change> {
    let mut found = Vec::new();
    for (series, entries) in timeline.all() {
        let over_time = over_time(context, series.cell);
        let silent = match over_time {
            OverTime::Flow => true,
            // Growth is silent, and a fall is a change only if it is announced.
            OverTime::Cumulative => rises(context, entries),
            OverTime::Stock | OverTime::Event => entries.len() < 2,
        };
        if !silent {
            let entries = current(entries, outdated);
            series_changes(context, revisions, series.cell, &entries, &mut found);
        }
    }
    let fallen = falls.iter().flat_map(|fall| fall.fallen.iter().copied());
    let fallen: FxHashSet<PointId> = fallen.collect();
    found.retain(|change: &Change| {
        let announced = revisions.announced(change.from, change.to).is_some();
        let falls = context
            .hard(change.to)
            .entirely_below(context.hard(change.from));
        // A speaker may correct its own provisional figure downward.
        let corrected = change.draft && !fallen.contains(&change.to);
        match over_time(context, change.cell) {
            OverTime::Stock => true,
            OverTime::Event => !falls || announced || corrected,
            OverTime::Cumulative => falls && (announced || corrected),
            OverTime::Flow => false,
        }
    });
    found
}

fn series_changes(
    context: &Context<'_>,
    revisions: &Revisions,
    cell: CellId,
    entries: &[Entry],
    found: &mut Vec<Change>,
) {
    let figures = context.figures;
    let speaker = |point: PointId| figures.group(figures.point(point).group).speaker;
    let order = by_end(entries);
    let mut next = 0;
    let mut own: FxHashMap<SpeakerId, PointId> = FxHashMap::default();
    let mut last: Option<PointId> = None;
    // What stands after one more figure: a vaguer one that agrees adds nothing.
    let after = |known: Option<PointId>, point: PointId| match known {
        Some(known) if !super::clash(context, known, point) && wider(context, point, known) => {
            known
        }
        _ => point,
    };
    for entry in entries {
        while next < order.len() && entries[order[next]].end < entry.start {
            let point = entries[order[next]].point;
            last = Some(after(last, point));
            let speaker = speaker(point);
            let stands = after(own.get(&speaker).copied(), point);
            own.insert(speaker, stands);
            next += 1;
        }
        let to = entry.point;
        // A claim that names what it replaces is compared with that.
        let named: Vec<PointId> = revisions
            .replaced_by(to)
            .filter(|&from| figures.point(from).cell == cell && ordered(context, from, entry))
            .collect();
        let from = if named.is_empty() {
            own.get(&speaker(to))
                .copied()
                .or(last)
                .into_iter()
                .collect()
        } else {
            named.clone()
        };
        for from in from {
            if !super::clash(context, from, to) {
                continue;
            }
            found.push(Change {
                cell,
                from,
                to,
                draft: provisional(figures, from) && speaker(from) == speaker(to),
                explained: named.contains(&from)
                    || provisional(figures, from)
                    || reconciled_by(context, from, to).is_some(),
            });
        }
    }
}

/// Whether the window of a point lies before an entry.
fn ordered(context: &Context<'_>, point: PointId, entry: &Entry) -> bool {
    let group = context.figures.group(context.figures.point(point).group);
    super::timeline::days(group.window.as_ref()).1 < entry.start
}
