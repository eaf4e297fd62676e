//! A part in one place that is larger than its whole in another: another text,
//! speaker or date. In the silent case each part is compared with the extremes
//! of its wholes only.

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::dossier::OverTime;
use crate::figures::{CellId, PointId};
use crate::quantity::Interval;

use super::super::Context;
use super::bounds::{interval, reconciled_by};
use super::timeline::{Entry, Series};
use super::wholes::Wholes;
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
    let inside = inside(context, layer);
    let timeline = &context.across().timeline;
    let mut outer: Vec<(CellId, bool)> = inside
        .iter()
        .flat_map(|(series, _, containing)| {
            let wholes = containing.iter();
            wholes.map(|&whole| (whole, series.percent))
        })
        .collect();
    outer.sort_unstable();
    outer.dedup();
    let wholes: FxHashMap<(CellId, bool), Wholes<'_>> = outer
        .into_par_iter()
        .filter_map(|(cell, percent)| {
            let entries = timeline.points(timeline.find(cell, percent)?);
            Some(((cell, percent), Wholes::of(context, entries, layer)))
        })
        .collect();
    let mut found: Vec<Breach> = inside
        .par_iter()
        .flat_map_iter(|(series, parts, containing)| {
            let around: Vec<&Wholes<'_>> = containing
                .iter()
                .filter_map(|&whole| wholes.get(&(whole, series.percent)))
                .collect();
            of_series(context, series, parts, &around, layer)
        })
        .collect();
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

/// A series of parts, its points, and the cells that contain it.
type Inside<'a> = (&'a Series, &'a [Entry], Vec<CellId>);

/// Every series that lies inside others and can break them in this layer.
fn inside<'a>(context: &'a Context<'_>, layer: Layer) -> Vec<Inside<'a>> {
    let figures = context.figures;
    let codebook = &figures.dossier.codebook;
    let hedged = match layer {
        Layer::Hard => vec![true; figures.cells.len()],
        Layer::Plausible => hedged_cells(context),
    };
    let series = context.across().timeline.all();
    series
        .filter_map(|(series, parts)| {
            let cell = figures.cells.get(series.cell);
            let adds_up = figures.kinds[cell.measure.index()].adds_up();
            if cell.codes.is_empty() || cell.share_of.is_some() || !adds_up {
                return None;
            }
            let containing = figures.cells.containing(series.cell, codebook);
            let differs = hedged[series.cell.0 as usize]
                || containing.iter().any(|cell| hedged[cell.0 as usize]);
            differs.then_some((series, parts, containing))
        })
        .collect()
}

/// The breaches of one series of parts.
fn of_series(
    context: &Context<'_>,
    series: &Series,
    parts: &[Entry],
    around: &[&Wholes<'_>],
    layer: Layer,
) -> Vec<Breach> {
    let measure = context.figures.cells.get(series.cell).measure;
    let over_time = context.dossier().codebook.measure(measure).over_time;
    let mut known: FxHashMap<(&Interval, bool), usize> = FxHashMap::default();
    let mut found: Vec<Breach> = Vec::new();
    for part in parts {
        let mut all = Found::default();
        for wholes in around {
            let here = exceeded(context, wholes, part, over_time, layer);
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
    found
}

/// Cells with a figure that is usually read more narrowly than its words demand:
/// only there do the two layers of reading differ.
fn hedged_cells(context: &Context<'_>) -> Vec<bool> {
    let mut hedged = vec![false; context.figures.cells.len()];
    for figure in &context.figures.figures {
        hedged[figure.cell.0 as usize] |= figure.usual.is_some();
    }
    hedged
}

/// The wholes of one cell that a part is larger than.
fn exceeded(
    context: &Context<'_>,
    wholes: &Wholes<'_>,
    part: &Entry,
    over_time: OverTime,
    layer: Layer,
) -> Found {
    let own = interval(context, part.point, layer);
    let below = |whole: &Entry| interval(context, whole.point, layer).entirely_below(own);
    let elsewhere = |whole: &&Entry| elsewhere(context, part.point, whole.point, layer);
    let mut found = Found::default();
    let entries = wholes.entries;
    if wholes.plainly_contain(part, &below) || !wholes.any(&below) {
        return found;
    }
    let mut firm = wholes.among(wholes.same_date(part), &below);
    let grows = matches!(over_time, OverTime::Cumulative | OverTime::Event);
    let after = wholes.after(part);
    if grows {
        firm.extend(wholes.among(after..entries.len(), &below));
    }
    found.firm = firm
        .into_iter()
        .filter(elsewhere)
        .map(|e| e.point)
        .collect();
    if !found.firm.is_empty() || layer == Layer::Plausible {
        return found;
    }
    let open: Vec<&Entry> = if !grows {
        wholes
            .overlapping(part)
            .filter(|whole| below(whole))
            .collect()
    } else if wholes
        .highest_not_before(part)
        .is_some_and(|whole| !below(whole))
    {
        // A whole not older than the part that can contain it documents the growth.
        Vec::new()
    } else {
        wholes.among(0..after, &below)
    };
    let open = open.into_iter().filter(|whole| whole.date != part.date);
    found.later = open.filter(elsewhere).map(|whole| whole.point).collect();
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
    // A later text gives another figure: that one is compared.
    let outdated = &context.across().outdated;
    if outdated.contains(&part) || outdated.contains(&whole) {
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
