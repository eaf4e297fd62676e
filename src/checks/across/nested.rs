//! A part in one place that is larger than its whole in another: another text,
//! speaker or date. In the silent case each part is compared with the extremes
//! of its wholes only.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::dossier::OverTime;
use crate::figures::{CellId, PointId};
use crate::quantity::Interval;

use super::super::Context;
use super::bounds::{by_high, interval, reconciled_by};
use super::timeline::Entry;
use super::{Layer, by_date};

/// A part, stated once or several times with the same value, and the wholes it
/// is larger than.
#[derive(Clone, Debug)]
pub(in crate::checks) struct Breach {
    /// The part.
    pub parts: Vec<PointId>,
    /// The wholes, the narrowest first, each by date.
    pub wholes: Vec<PointId>,
    /// Which part is larger than which whole.
    pub pairs: Vec<(PointId, PointId)>,
    /// Whether the part may be later than the wholes, so that growth may explain it.
    pub later: bool,
    /// Whether reading a bare round number as rounded removes it.
    pub rounded: bool,
}

/// The wholes of one cell, ready to be asked for extremes.
struct Wholes<'t> {
    entries: &'t [Entry],
    /// For each place, the entry from there on with the lowest upper end.
    lowest_from: Vec<u32>,
    /// Entries by last day.
    by_end: Vec<u32>,
    /// For each place in `by_end`, the entry from there on with the highest upper end.
    highest_from: Vec<u32>,
    /// Entries of more than one day.
    long: Vec<u32>,
}

impl<'t> Wholes<'t> {
    fn of(context: &Context<'_>, entries: &'t [Entry], layer: Layer) -> Wholes<'t> {
        let count = entries.len();
        let high = |at: u32| interval(context, entries[at as usize].point, layer);
        let mut lowest_from: Vec<u32> = (0..count as u32).collect();
        for at in (0..count.saturating_sub(1)).rev() {
            let next = lowest_from[at + 1];
            if by_high(high(next), high(at as u32)).is_lt() {
                lowest_from[at] = next;
            }
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
        let long = (0..count as u32).filter(|&at| !entries[at as usize].is_day());
        Wholes {
            entries,
            lowest_from,
            by_end,
            highest_from,
            long: long.collect(),
        }
    }
}

/// What the wholes of one cell say about a part.
#[derive(Default)]
struct Found {
    /// Wholes of the same date, or that are later though the figure cannot fall.
    firm: Vec<PointId>,
    /// Wholes that growth may have overtaken.
    later: Vec<PointId>,
}

/// Every part that is larger than a whole elsewhere, in one layer of reading. In
/// the plausible one those that break the hard one already are left out.
pub(in crate::checks) fn breaches(context: &Context<'_>, layer: Layer) -> Vec<Breach> {
    let figures = context.figures;
    let codebook = &figures.dossier.codebook;
    let timeline = &context.across().timeline;
    let mut wholes: FxHashMap<(CellId, bool), Wholes<'_>> = FxHashMap::default();
    let mut found: Vec<Breach> = Vec::new();
    for (series, parts) in timeline.all() {
        let cell = figures.cells.get(series.cell);
        let adds_up = figures.kinds[cell.measure.index()].adds_up();
        if cell.codes.is_empty() || cell.share_of.is_some() || !adds_up {
            continue;
        }
        let over_time = codebook.measure(cell.measure).over_time;
        let containing = figures.cells.containing(series.cell, codebook);
        let mut known: FxHashMap<(&Interval, bool), usize> = FxHashMap::default();
        for part in parts {
            let mut all = Found::default();
            for &whole in &containing {
                let Some(entries) = timeline.find(whole, series.percent) else {
                    continue;
                };
                let index = wholes
                    .entry((whole, series.percent))
                    .or_insert_with(|| Wholes::of(context, timeline.points(entries), layer));
                let here = exceeded(context, index, part, over_time, layer);
                all.firm.extend(here.firm);
                all.later.extend(here.later);
            }
            let (wholes, later) = if all.firm.is_empty() {
                (all.later, true)
            } else {
                (all.firm, false)
            };
            if wholes.is_empty() {
                continue;
            }
            let value = interval(context, part.point, layer);
            let at = *known.entry((value, later)).or_insert_with(|| {
                found.push(Breach {
                    parts: Vec::new(),
                    wholes: Vec::new(),
                    pairs: Vec::new(),
                    later,
                    rounded: true,
                });
                found.len() - 1
            });
            let breach = &mut found[at];
            breach.parts.push(part.point);
            for whole in wholes {
                breach.rounded &= reconciled_by(context, part.point, whole).is_some();
                breach.wholes.push(whole);
                breach.pairs.push((part.point, whole));
            }
        }
    }
    for breach in &mut found {
        by_date(context, &mut breach.parts);
        by_date(context, &mut breach.wholes);
        breach.wholes.sort_by_cached_key(|&whole| {
            let cell = figures.point(whole).cell;
            let narrower = figures.cells.get(cell).codes.len();
            (Reverse(narrower), figures.cell_name(cell))
        });
    }
    found
}

/// The wholes of one cell that a part is larger than.
fn exceeded(
    context: &Context<'_>,
    wholes: &Wholes<'_>,
    part: &Entry,
    over_time: OverTime,
    layer: Layer,
) -> Found {
    let entries = wholes.entries;
    let own = interval(context, part.point, layer);
    let value = |at: u32| interval(context, entries[at as usize].point, layer);
    let mut found = Found::default();
    if !value(wholes.lowest_from[0]).entirely_below(own) {
        return found;
    }
    let counts = |whole: &Entry| {
        interval(context, whole.point, layer).entirely_below(own)
            && elsewhere(context, part.point, whole.point, layer)
    };
    let place = (part.start, part.end, part.date);
    let first = entries.partition_point(|entry| (entry.start, entry.end, entry.date) < place);
    let same = entries[first..]
        .iter()
        .take_while(|entry| entry.date == part.date);
    let mut same_date: Vec<PointId> = same
        .filter(|whole| counts(whole))
        .map(|e| e.point)
        .collect();
    found.firm.append(&mut same_date);
    let grows = matches!(over_time, OverTime::Cumulative | OverTime::Event);
    let after = entries.partition_point(|entry| entry.start <= part.end);
    if grows && after < entries.len() && value(wholes.lowest_from[after]).entirely_below(own) {
        let later = entries[after..].iter().filter(|whole| counts(whole));
        found.firm.extend(later.map(|entry| entry.point));
    }
    if !found.firm.is_empty() || layer == Layer::Plausible {
        return found;
    }
    let open = |whole: &&Entry| {
        whole.date != part.date && whole.start <= part.end && (grows || whole.end >= part.start)
    };
    if grows {
        // A whole not older than the part that can contain it documents the growth.
        let not_before = wholes
            .by_end
            .partition_point(|&at| entries[at as usize].end < part.start);
        let documented = wholes
            .highest_from
            .get(not_before)
            .is_some_and(|&at| !value(at).entirely_below(own));
        if !documented {
            let open = entries.iter().filter(open).filter(|whole| counts(whole));
            found.later.extend(open.map(|entry| entry.point));
        }
    } else if part.is_day() {
        let long = wholes.long.iter().map(|&at| &entries[at as usize]);
        let open = long.filter(open).filter(|whole| counts(whole));
        found.later.extend(open.map(|entry| entry.point));
    } else {
        let open = entries[..after]
            .iter()
            .filter(open)
            .filter(|whole| counts(whole));
        found.later.extend(open.map(|entry| entry.point));
    }
    found
}

/// Whether whole and part stand in different places, and their conflict is not
/// just the consequence of another one: the part's own text states the whole, and
/// that figure is above the other whole; or likewise for the part.
fn elsewhere(context: &Context<'_>, part: PointId, whole: PointId, layer: Layer) -> bool {
    let figures = context.figures;
    let (inner, outer) = (figures.point(part), figures.point(whole));
    if inner.group == outer.group {
        return false;
    }
    if layer == Layer::Plausible && super::clash(context, part, whole) {
        return false;
    }
    let below = |low: PointId, high: PointId| {
        let agreed = |point: PointId| figures.point(point).hard().is_some();
        agreed(low) && agreed(high) && {
            let (low, high) = (
                interval(context, low, layer),
                interval(context, high, layer),
            );
            low.entirely_below(high)
        }
    };
    let own_whole = figures.point_at(inner.group, outer.cell);
    let own_part = figures.point_at(outer.group, inner.cell);
    !own_whole.is_some_and(|own| below(whole, own)) && !own_part.is_some_and(|own| below(own, part))
}
