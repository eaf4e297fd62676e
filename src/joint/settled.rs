//! What needs no engine: figures that are all exact and make every row hold are
//! themselves a solution. Only the rest is built and decided, with the exact figures
//! beside it as its border.
//!
//! Figures are taken by lots: one scope, one moment, measures that no rule connects
//! with others apart. A lot is settled if each of its cells has one exact value, all
//! its relations and rules hold, the code trees connect no cell that nobody prints, and
//! no figure falls that cannot.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::expression;
use crate::dossier::{ClaimId, OverTime};
use crate::figures::{CellId, Figures, PointId};
use crate::quantity::{Bound, Exact};

use super::build::{Builder, Row};
use super::decide::Question;
use super::layer::{Layer, Moment, Words};
use super::trees::prune;

/// Points in lots.
#[derive(Debug)]
pub(super) struct Lots {
    /// The lot of each point.
    of_point: Vec<u32>,
    /// The points of each lot, sorted by cell.
    members: Vec<Vec<PointId>>,
    /// Whether the engine has to look at a lot.
    pub open: Vec<bool>,
}

/// A row of a code tree over the cells of a lot.
struct Known {
    terms: Vec<(CellId, i64)>,
    low: Option<Bound>,
    high: Option<Bound>,
}

impl Lots {
    /// Sorts all points into lots and finds those that are settled.
    pub fn of(question: &Question<'_, '_, '_>, layer: Layer, skip: &FxHashSet<ClaimId>) -> Lots {
        let mut lots = Lots::sorted(question, layer);
        let open: Vec<bool> = {
            let templates = lots.templates(question, layer);
            (lots.members.par_iter())
                .map(|members| !lots.is_exact(question.figures, members, skip, &templates))
                .collect()
        };
        lots.open = open;
        lots.open_broken(question);
        if layer != Layer::Source {
            lots.open_falls(question.figures, layer);
        }
        lots
    }

    fn sorted(question: &Question<'_, '_, '_>, layer: Layer) -> Lots {
        let figures = question.figures;
        let cluster = clusters(question);
        let mut lots = Lots {
            of_point: Vec::with_capacity(figures.points.len()),
            members: Vec::new(),
            open: Vec::new(),
        };
        let mut numbers: FxHashMap<((u32, u32), Moment, u32), u32> = FxHashMap::default();
        let mut last: Option<(((u32, u32), Moment, u32), u32)> = None;
        for at in 0..figures.points.len() {
            let point = PointId(at as u32);
            let measure = figures.cells.get(figures.point(point).cell).measure;
            let key = (
                layer.scope(figures, point),
                layer.moment(figures, point),
                cluster[measure.index()],
            );
            let lot = match last {
                Some((known, lot)) if known == key => lot,
                _ => *numbers.entry(key).or_insert_with(|| {
                    lots.members.push(Vec::new());
                    lots.members.len() as u32 - 1
                }),
            };
            last = Some((key, lot));
            lots.of_point.push(lot);
            lots.members[lot as usize].push(point);
        }
        lots.members
            .par_iter_mut()
            .for_each(|members| members.sort_by_key(|&point| figures.point(point).cell));
        lots
    }

    /// For each set of cells that some lot has, the rows of the code trees over it;
    /// none where they connect a cell that nobody prints.
    fn templates(
        &self,
        question: &Question<'_, '_, '_>,
        layer: Layer,
    ) -> FxHashMap<Vec<CellId>, Option<Vec<Known>>> {
        let figures = question.figures;
        let mut first: FxHashMap<Vec<CellId>, &Vec<PointId>> = FxHashMap::default();
        for members in &self.members {
            let cells = signature(figures, members);
            first.entry(cells).or_insert(members);
        }
        let all: Vec<(Vec<CellId>, &Vec<PointId>)> = first.into_iter().collect();
        all.into_par_iter()
            .map(|(cells, members)| {
                let rows = template(question, layer, members);
                (cells, rows)
            })
            .collect()
    }

    /// Whether every cell of a lot has one exact value, and these satisfy the trees.
    fn is_exact(
        &self,
        figures: &Figures<'_>,
        members: &[PointId],
        skip: &FxHashSet<ClaimId>,
        templates: &FxHashMap<Vec<CellId>, Option<Vec<Known>>>,
    ) -> bool {
        let mut values: Vec<(CellId, &Exact)> = Vec::with_capacity(members.len());
        for &point in members {
            let cell = figures.point(point).cell;
            if figures.cells.get(cell).share_of.is_some() || skip.contains(&figures.lead(point)) {
                return false;
            }
            let Some(value) = figures.point(point).hard().and_then(|hard| hard.single()) else {
                return false;
            };
            if value.is_negative() {
                return false;
            }
            match values.last() {
                Some((known, other)) if *known == cell && *other != value => return false,
                Some((known, _)) if *known == cell => {}
                _ => values.push((cell, value)),
            }
        }
        let Some(Some(rows)) = templates.get(&signature(figures, members)) else {
            return false;
        };
        rows.iter().all(|row| row.holds(&values))
    }

    /// Lots with relations or rules that do not hold, or that miss a term.
    fn open_broken(&mut self, question: &Question<'_, '_, '_>) {
        let figures = question.figures;
        for (relation, holds) in figures.relations.iter().zip(question.relations_hold) {
            if !holds {
                let points = relation.whole.iter().chain(&relation.parts);
                points.for_each(|point| self.open_lot(*point));
            }
        }
        for (instance, holds) in question.rules {
            let complete = instance.terms.iter().all(|(_, points)| !points.is_empty());
            if !(*holds && complete) {
                let points = instance.terms.iter().flat_map(|(_, points)| points);
                points.for_each(|point| self.open_lot(*point));
            }
        }
    }

    /// Lots with figures that fall though they cannot.
    fn open_falls(&mut self, figures: &Figures<'_>, layer: Layer) {
        let mut series: Vec<((u32, u32), CellId, Moment, PointId)> = (0..figures.points.len())
            .map(|at| PointId(at as u32))
            .filter(|&point| {
                let measure = figures.cells.get(figures.point(point).cell).measure;
                let over_time = figures.dossier.codebook.measure(measure).over_time;
                matches!(over_time, OverTime::Cumulative | OverTime::Event)
            })
            .map(|point| {
                let scope = layer.scope(figures, point);
                (
                    scope,
                    figures.point(point).cell,
                    layer.moment(figures, point),
                    point,
                )
            })
            .collect();
        series.par_sort_unstable();
        for run in series.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let value = |point: PointId| figures.point(point).hard().and_then(|hard| hard.single());
            let mut by_end: Vec<&((u32, u32), CellId, Moment, PointId)> = run.iter().collect();
            by_end.sort_by_key(|entry| entry.2.end);
            let mut ended = by_end.into_iter().peekable();
            let mut highest: Option<PointId> = None;
            for (_, _, moment, point) in run {
                while let Some(entry) = ended.next_if(|entry| entry.2.end < moment.start) {
                    if value(entry.3) > highest.and_then(value) {
                        highest = Some(entry.3);
                    }
                }
                if let (Some(before), Some(now)) = (highest.and_then(value), value(*point))
                    && now < before
                {
                    highest
                        .into_iter()
                        .for_each(|highest| self.open_lot(highest));
                    self.open_lot(*point);
                }
            }
        }
    }

    fn open_lot(&mut self, point: PointId) {
        self.open[self.of_point[point.index()] as usize] = true;
    }

    /// Opens the lots of these points; whether any of them was settled.
    pub fn open_more(&mut self, points: impl Iterator<Item = PointId>) -> bool {
        let mut any = false;
        for point in points {
            any |= !self.open[self.of_point[point.index()] as usize];
            self.open_lot(point);
        }
        any
    }

    /// The points of open lots, and of settled ones those that rows tie to them: the
    /// nearest figures of the cells of an open lot in time, and the other terms of its
    /// relations and rules. Sorted.
    pub fn with_border(&self, question: &Question<'_, '_, '_>, layer: Layer) -> Vec<PointId> {
        let figures = question.figures;
        let mut taken: Vec<bool> = (self.of_point.iter())
            .map(|lot| self.open[*lot as usize])
            .collect();
        if !taken.contains(&true) {
            return Vec::new();
        }
        let open = taken.clone();
        let mut tie = |points: &mut dyn Iterator<Item = PointId>| {
            let points: Vec<PointId> = points.collect();
            if points.iter().any(|point| open[point.index()]) {
                points.iter().for_each(|point| taken[point.index()] = true);
            }
        };
        for relation in &figures.relations {
            tie(&mut relation.whole.iter().chain(&relation.parts).copied());
        }
        for (instance, _) in question.rules {
            tie(&mut instance
                .terms
                .iter()
                .flat_map(|(_, points)| points.iter().copied()));
        }
        if layer != Layer::Source {
            self.border_in_time(figures, layer, &mut taken);
        }
        let all = (0..).map(PointId).zip(taken);
        all.filter(|(_, taken)| *taken)
            .map(|(point, _)| point)
            .collect()
    }

    /// Of every cell of a measure that an open lot has: the figures next to the moments
    /// of the open lots. Cells of windows that overlap are taken whole.
    fn border_in_time(&self, figures: &Figures<'_>, layer: Layer, taken: &mut [bool]) {
        let mut moments: FxHashMap<((u32, u32), u32), Vec<Moment>> = FxHashMap::default();
        let measure = |point: PointId| figures.cells.get(figures.point(point).cell).measure.0;
        for (lot, members) in self
            .members
            .iter()
            .enumerate()
            .filter(|(lot, _)| self.open[*lot])
        {
            let _ = lot;
            let mut seen: Vec<u32> = members.iter().map(|&point| measure(point)).collect();
            seen.sort_unstable();
            seen.dedup();
            let first = members[0];
            let moment = layer.moment(figures, first);
            for measure in seen {
                let key = (layer.scope(figures, first), measure);
                moments.entry(key).or_default().push(moment);
            }
        }
        moments.values_mut().for_each(|moments| {
            moments.sort_unstable();
            moments.dedup();
        });
        let mut series: FxHashMap<((u32, u32), CellId), Vec<(Moment, PointId)>> =
            FxHashMap::default();
        for at in 0..figures.points.len() {
            let point = PointId(at as u32);
            let scope = layer.scope(figures, point);
            if moments.contains_key(&(scope, measure(point))) {
                let key = (scope, figures.point(point).cell);
                let entry = (layer.moment(figures, point), point);
                series.entry(key).or_default().push(entry);
            }
        }
        for ((scope, _), mut entries) in series {
            entries.sort_unstable();
            let Some(wanted) = moments.get(&(scope, measure(entries[0].1))) else {
                continue;
            };
            let days = |moment: &Moment| moment.start == moment.end;
            if !entries.iter().all(|entry| days(&entry.0)) || !wanted.iter().all(days) {
                entries
                    .iter()
                    .for_each(|(_, point)| taken[point.index()] = true);
                continue;
            }
            for moment in wanted {
                let from = entries.partition_point(|entry| entry.0.start < moment.start);
                let to = entries.partition_point(|entry| entry.0.start <= moment.start);
                // All that share the day before, this day, and the day after.
                let before = from.checked_sub(1).map(|at| entries[at].0.start);
                let after = entries.get(to).map(|entry| entry.0.start);
                let near = |entry: &&(Moment, PointId)| {
                    let day = Some(entry.0.start);
                    day == before || day == after || entry.0.start == moment.start
                };
                let low = before.map_or(from, |day| {
                    entries.partition_point(|entry| entry.0.start < day)
                });
                let high = after.map_or(to, |day| {
                    entries.partition_point(|entry| entry.0.start <= day)
                });
                let near = entries[low..high].iter().filter(near);
                near.for_each(|(_, point)| taken[point.index()] = true);
            }
        }
    }
}

impl Known {
    /// Whether a row holds for these values, sorted by cell.
    fn holds(&self, values: &[(CellId, &Exact)]) -> bool {
        let mut sum = Exact::ZERO;
        for (cell, c) in &self.terms {
            let Ok(at) = values.binary_search_by_key(cell, |value| value.0) else {
                return false;
            };
            sum = match c {
                1 => &sum + values[at].1,
                -1 => &sum - values[at].1,
                c => &sum + &(values[at].1 * &Exact::from(*c)),
            };
        }
        let low = self.low.as_ref().is_none_or(|low| sum >= low.value);
        low && self.high.as_ref().is_none_or(|high| sum <= high.value)
    }
}

/// The cells of a lot, each once.
fn signature(figures: &Figures<'_>, members: &[PointId]) -> Vec<CellId> {
    let mut cells: Vec<CellId> = members
        .iter()
        .map(|&point| figures.point(point).cell)
        .collect();
    cells.dedup();
    cells
}

/// The rows of the trees over the cells of a lot; none if one has a cell that nobody
/// prints.
fn template(
    question: &Question<'_, '_, '_>,
    layer: Layer,
    members: &[PointId],
) -> Option<Vec<Known>> {
    let none = FxHashSet::default();
    let mut builder = Builder::new(question.figures, layer, Words::Hard, members, &none);
    // Kinds that texts give are not looked at: what the tree says more only opens lots.
    builder.add_trees_but(&FxHashSet::default());
    let figures = question.figures;
    let rises = |point: &PointId| {
        let measure = figures.cells.get(figures.point(*point).cell).measure;
        let over_time = figures.dossier.codebook.measure(measure).over_time;
        matches!(over_time, OverTime::Cumulative | OverTime::Event)
    };
    // A cell that nobody prints says something where other dates bound it.
    if layer == Layer::Source || !members.iter().any(rises) {
        prune(&mut builder);
    }
    let rows = std::mem::take(&mut builder.rows);
    (rows.into_iter())
        .map(
            |Row {
                 terms, low, high, ..
             }| {
                let terms: Option<Vec<(CellId, i64)>> = (terms.into_iter())
                    .map(|(var, c)| {
                        builder.stated[var as usize].then(|| (builder.key(var).cell, c))
                    })
                    .collect();
                Some(Known {
                    terms: terms?,
                    low,
                    high,
                })
            },
        )
        .collect()
}

/// Measures that some rule connects have one number.
fn clusters(question: &Question<'_, '_, '_>) -> Vec<u32> {
    let codebook = &question.figures.dossier.codebook;
    let mut cluster: Vec<u32> = (0..codebook.measures.len() as u32).collect();
    fn find(cluster: &mut [u32], mut at: u32) -> u32 {
        while cluster[at as usize] != at {
            cluster[at as usize] = cluster[cluster[at as usize] as usize];
            at = cluster[at as usize];
        }
        at
    }
    for rule in &codebook.rules {
        let cells = expression::cells(&rule.expression);
        let measures: Vec<u32> = (cells.iter())
            .filter_map(|cell| codebook.find_measure(&cell.measure.value))
            .map(|measure| measure.0)
            .collect();
        for pair in measures.windows(2) {
            let (a, b) = (find(&mut cluster, pair[0]), find(&mut cluster, pair[1]));
            cluster[a.max(b) as usize] = a.min(b);
        }
    }
    (0..cluster.len() as u32)
        .map(|at| find(&mut cluster, at))
        .collect()
}
