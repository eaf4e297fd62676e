//! Which figures are taken in to see what single texts say of cells that they do not
//! print.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::SourceId;
use crate::figures::{CellId, Date, PointId, days};
use crate::joint::{Asked, Layer};

use super::super::Context;

/// Where more figures and cells than these would have to be taken in, no row is added.
const MOST_TAKEN: usize = 100_000;

/// Which figures of a set of measures are looked at.
#[derive(Default)]
pub(super) struct Sought {
    /// Cells of these measures.
    pub cells: FxHashSet<CellId>,
    /// Whether figures of any date are wanted.
    pub any_date: bool,
    /// Else of which dates.
    pub dates: FxHashSet<Date>,
}

/// What is taken in to see what follows.
pub(super) struct Taken {
    /// For each point whether it takes part.
    pub points: Vec<bool>,
    /// The cells to look at, in the texts of these points.
    pub cells: Vec<Asked>,
}

/// The points of dated texts that leave out some of the cells sought and print two
/// other figures at least. Nothing if they are too many.
pub(super) fn taken(
    context: &Context<'_>,
    sought: &FxHashMap<u32, Sought>,
    cluster_of: &dyn Fn(CellId) -> u32,
) -> Option<Taken> {
    let figures = context.figures;
    let mut taken = Taken {
        points: vec![false; figures.points.len()],
        cells: Vec::new(),
    };
    let mut count = 0;
    let mut here: Vec<(u32, PointId)> = Vec::new();
    for (at, group) in figures.groups.iter().enumerate() {
        let known = figures.dossier.source(group.source).known;
        if !known || days(group.window.as_ref()) == (i64::MIN, i64::MAX) {
            continue;
        }
        let points = figures.first_point[at]..figures.first_point[at + 1];
        here.clear();
        here.extend(points.map(PointId).filter_map(|point| {
            let cluster = cluster_of(figures.point(point).cell);
            let sought = sought.get(&cluster)?;
            let dated = sought.any_date || sought.dates.contains(&date(context, point));
            dated.then_some((cluster, point))
        }));
        here.sort_unstable();
        for same in here.chunk_by(|a, b| a.0 == b.0) {
            let sought = &sought[&same[0].0];
            let cell = |point: PointId| figures.point(point).cell;
            let own: FxHashSet<CellId> = same.iter().map(|(_, point)| cell(*point)).collect();
            let mut missing: Vec<CellId> = sought.cells.difference(&own).copied().collect();
            if missing.is_empty() || same.len() < 2 {
                continue;
            }
            count += same.len() + missing.len();
            if count > MOST_TAKEN {
                return None;
            }
            missing.sort_unstable();
            (same.iter()).for_each(|(_, point)| taken.points[point.index()] = true);
            let first = same[0].1;
            taken.cells.extend(missing.into_iter().map(|cell| Asked {
                cell: figures.cells.get(cell).clone(),
                moment: Layer::Source.moment(figures, first),
                scope: Layer::Source.scope(figures, first),
            }));
        }
    }
    (!taken.cells.is_empty()).then_some(taken)
}

/// Which of these cells are printed, in which text and of when, whoever speaks.
pub(super) fn printed(
    context: &Context<'_>,
    cells: &FxHashSet<CellId>,
) -> FxHashSet<(CellId, SourceId, i64, i64)> {
    let figures = context.figures;
    let points = figures.points.iter();
    let points = points.filter(|point| cells.contains(&point.cell));
    points
        .map(|point| {
            let group = figures.group(point.group);
            let (start, end) = days(group.window.as_ref());
            (point.cell, group.source, start, end)
        })
        .collect()
}

/// What a figure shares its date with, between texts.
pub(super) fn date(context: &Context<'_>, point: PointId) -> Date {
    let figures = context.figures;
    let source = figures.group(figures.point(point).group).source;
    figures.date_of(point, source.0).2
}
