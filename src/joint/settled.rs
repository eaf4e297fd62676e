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
use crate::dossier::{ClaimId, Codebook, OverTime};
use crate::figures::{CellId, Figures, PointId, Since, changes};
use crate::quantity::Exact;

use super::changes::place;
use super::decide::Question;
use super::layer::{Layer, Moment, Scope};
use super::template::{Template, signature, template};

/// Scope, moment, and which measures.
type LotKey = (Scope, Moment, u32);

/// Points in lots.
#[derive(Debug)]
pub(super) struct Lots {
    /// The lot of each point.
    pub of_point: Vec<u32>,
    /// The points of each lot, sorted by cell.
    pub members: Vec<Vec<PointId>>,
    /// Whether the engine has to look at a lot.
    pub open: Vec<bool>,
}

impl Lots {
    /// Sorts all points into lots and finds those that are settled.
    pub fn of(question: &Question<'_, '_, '_>, layer: Layer, skip: &FxHashSet<ClaimId>) -> Lots {
        let mut lots = Lots::sorted(question, layer);
        let open: Vec<bool> = {
            let templates = lots.templates(question, layer);
            let chained = lots.chained(question, layer);
            (lots.members.par_iter())
                .map(|members| {
                    !lots.is_exact(question.figures, members, skip, &templates, &chained)
                })
                .collect()
        };
        lots.open = open;
        lots.open_broken(question);
        lots.open_changes(question.figures, layer);
        if layer != Layer::Source {
            lots.open_falls(question.figures, layer);
        }
        lots
    }

    fn sorted(question: &Question<'_, '_, '_>, layer: Layer) -> Lots {
        let figures = question.figures;
        let cluster = clusters(&question.figures.dossier.codebook);
        let mut lots = Lots {
            of_point: Vec::with_capacity(figures.points.len()),
            members: Vec::new(),
            open: Vec::new(),
        };
        let mut numbers: FxHashMap<LotKey, u32> = FxHashMap::default();
        let mut last: Option<(LotKey, u32)> = None;
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
    ) -> FxHashMap<Vec<CellId>, Template> {
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

    /// For each measure whether figures of one moment bound those of another: some
    /// measure of its lots cannot fall, and it has several moments.
    fn chained(&self, question: &Question<'_, '_, '_>, layer: Layer) -> Vec<bool> {
        let figures = question.figures;
        let codebook = &figures.dossier.codebook;
        let cluster = clusters(&question.figures.dossier.codebook);
        let mut lots = vec![0u32; cluster.len()];
        for members in &self.members {
            let measure = figures.cells.get(figures.point(members[0]).cell).measure;
            lots[cluster[measure.index()] as usize] += 1;
        }
        let mut rising = vec![false; cluster.len()];
        for (measure, &own) in codebook.measures.iter().zip(&cluster) {
            rising[own as usize] |=
                matches!(measure.over_time, OverTime::Cumulative | OverTime::Event);
        }
        let tied = |own: &u32| rising[*own as usize] && lots[*own as usize] > 1;
        cluster
            .iter()
            .map(|own| layer != Layer::Source && tied(own))
            .collect()
    }

    /// Whether every cell of a lot has one exact value, and these satisfy the trees.
    fn is_exact(
        &self,
        figures: &Figures<'_>,
        members: &[PointId],
        skip: &FxHashSet<ClaimId>,
        templates: &FxHashMap<Vec<CellId>, Template>,
        chained: &[bool],
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
        let Some(template) = templates.get(&signature(figures, members)) else {
            return false;
        };
        let Some(rows) = &template.rows else {
            return false;
        };
        // A cell that nobody prints here may be tied to itself at other moments.
        let first = figures.cells.get(figures.point(members[0]).cell).measure;
        let alone = template.closed || !chained[first.index()];
        alone && rows.iter().all(|row| row.holds(&values))
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

    /// Lots that printed differences connect.
    fn open_changes(&mut self, figures: &Figures<'_>, layer: Layer) {
        let mut places: FxHashMap<(Scope, u32), Vec<Moment>> = FxHashMap::default();
        for (_, claim, since) in changes(figures) {
            let Since::From(start, end) = since else {
                continue;
            };
            for days in [start, end] {
                let (scope, moment) = place(figures, layer, claim, days);
                let moments = places.entry((scope, claim.measure.0)).or_default();
                moments.push(moment);
            }
        }
        if places.is_empty() {
            return;
        }
        places
            .values_mut()
            .for_each(|moments| moments.sort_unstable());
        for at in 0..self.members.len() {
            let opens = self.members[at].iter().any(|&point| {
                let measure = figures.cells.get(figures.point(point).cell).measure;
                let own = layer.moment(figures, point);
                let wanted = places.get(&(layer.scope(figures, point), measure.0));
                wanted.is_some_and(|wanted| wanted.binary_search(&own).is_ok())
            });
            self.open[at] |= opens;
        }
    }

    /// Lots with figures that fall though they cannot.
    fn open_falls(&mut self, figures: &Figures<'_>, layer: Layer) {
        let mut series: Vec<(Scope, CellId, Moment, PointId)> = (0..figures.points.len())
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
            let mut by_end: Vec<&(Scope, CellId, Moment, PointId)> = run.iter().collect();
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
}

/// Measures that some rule connects have one number.
pub fn clusters(codebook: &Codebook) -> Vec<u32> {
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
