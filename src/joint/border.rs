//! The border of what the engine looks at: exact figures of settled lots that rows tie
//! to open ones.

use rustc_hash::FxHashMap;

use crate::figures::{CellId, Figures, PointId};

use super::decide::Question;
use super::layer::{Layer, Moment, Scope};
use super::settled::Lots;

/// Figures of one cell with their moments.
type Series = Vec<(Moment, PointId)>;

impl Lots {
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
        let mut moments: FxHashMap<(Scope, u32), Vec<Moment>> = FxHashMap::default();
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
        let mut series: FxHashMap<(Scope, CellId), Series> = FxHashMap::default();
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
