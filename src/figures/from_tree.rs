//! Relations that follow from the code trees: for every whole and its stated
//! parts, one dimension at a time, the other dimensions fixed; and one cell
//! inside another.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::dossier::{BreakdownKind, CodeId, DimensionId};

use super::relation::{Origin, Relation, RelationKind};
use super::{Cell, CellId, Figures, PointId};

/// Adds what the code trees assert and no breakdown has already.
pub(super) fn add_relations(figures: &mut Figures<'_>) {
    let known = Known::of(figures);
    let neighbourhoods: Vec<Neighbourhood> = figures
        .cells
        .ids()
        .into_par_iter()
        .map(|cell| Neighbourhood::of(figures, cell))
        .collect();
    let groups = groups(figures);
    let relations: Vec<Vec<Relation>> = groups
        .into_par_iter()
        .map(|points| of_group(figures, &known, &neighbourhoods, points))
        .collect();
    figures.relations.extend(relations.into_iter().flatten());
}

/// What breakdowns assert already.
struct Known {
    /// Whole and sorted parts: an explicit kind replaces the tree's.
    sets: FxHashSet<(PointId, Vec<PointId>)>,
    /// Whole and part of any relation that bounds the part by the whole.
    pairs: FxHashSet<(PointId, PointId)>,
}

impl Known {
    fn of(figures: &Figures<'_>) -> Known {
        let mut known = Known {
            sets: FxHashSet::default(),
            pairs: FxHashSet::default(),
        };
        for relation in &figures.relations {
            let Some(whole) = relation.whole else {
                continue;
            };
            let mut parts = relation.parts.clone();
            parts.sort_unstable();
            if relation.kind != RelationKind::AtLeast {
                known.pairs.extend(parts.iter().map(|&part| (whole, part)));
            }
            known.sets.insert((whole, parts));
        }
        known
    }
}

/// The cells that a cell lies in.
struct Neighbourhood {
    /// Wholes one step up: cell, dimension, which breakdown of the whole's code, own code.
    wholes: Vec<(CellId, DimensionId, usize, CodeId)>,
    /// Every cell that contains it.
    containing: Vec<CellId>,
}

impl Neighbourhood {
    fn of(figures: &Figures<'_>, id: CellId) -> Neighbourhood {
        let codebook = &figures.dossier.codebook;
        let cell = figures.cells.get(id);
        let mut found = Neighbourhood {
            wholes: Vec::new(),
            containing: Vec::new(),
        };
        let add_up = figures.kinds[cell.measure.index()].adds_up();
        if cell.codes.is_empty() || cell.share_of.is_some() || !add_up {
            return found;
        }
        // A part may exceed its whole where others are below zero.
        if !figures.signed[cell.measure.index()] {
            found.containing = figures.cells.containing(id, codebook);
        }
        for &(dimension, code) in cell.codes.iter() {
            let tree = codebook.dimension(dimension);
            for &parent in &tree.codes[code.index()].parents {
                let Some(whole) = figures.cells.find(&cell.with_code(dimension, parent)) else {
                    continue;
                };
                for (at, breakdown) in tree.codes[parent.index()].breakdowns.iter().enumerate() {
                    if breakdown.parts.contains(&code) {
                        found.wholes.push((whole, dimension, at, code));
                    }
                }
            }
        }
        found
    }
}

/// The points of each group: they stand together.
fn groups(figures: &Figures<'_>) -> Vec<Range<usize>> {
    let mut start = 0;
    figures
        .points
        .chunk_by(|a, b| a.group == b.group)
        .map(|run| {
            let range = start..start + run.len();
            start = range.end;
            range
        })
        .collect()
}

fn of_group(
    figures: &Figures<'_>,
    known: &Known,
    neighbourhoods: &[Neighbourhood],
    points: Range<usize>,
) -> Vec<Relation> {
    let mut relations = sums(figures, known, neighbourhoods, points.clone());
    let mut bounded: FxHashSet<(PointId, PointId)> = FxHashSet::default();
    for relation in &relations {
        if let Some(whole) = relation
            .whole
            .filter(|_| relation.kind != RelationKind::AtLeast)
        {
            bounded.extend(relation.parts.iter().map(|&part| (whole, part)));
        }
    }
    for at in points {
        let part = PointId(at as u32);
        let point = figures.point(part);
        for &whole in &neighbourhoods[point.cell.0 as usize].containing {
            let Some(whole) = figures.point_at(point.group, whole) else {
                continue;
            };
            let pair = (whole, part);
            if !known.pairs.contains(&pair) && !bounded.contains(&pair) {
                relations.push(Relation {
                    kind: RelationKind::Part,
                    group: point.group,
                    whole: Some(whole),
                    parts: vec![part],
                    missing: Vec::new(),
                    origin: Origin::Nesting,
                });
            }
        }
        relations.extend(share_of_count(figures, part));
    }
    relations
}

fn sums(
    figures: &Figures<'_>,
    known: &Known,
    neighbourhoods: &[Neighbourhood],
    points: Range<usize>,
) -> Vec<Relation> {
    // A whole, the dimension it is broken down by, which of its breakdowns; then the part.
    let mut stated: Vec<((PointId, DimensionId, usize), CodeId, PointId)> = Vec::new();
    for at in points {
        let point = &figures.points[at];
        for &(whole, dimension, breakdown, code) in &neighbourhoods[point.cell.0 as usize].wholes {
            if let Some(whole) = figures.point_at(point.group, whole) {
                stated.push(((whole, dimension, breakdown), code, PointId(at as u32)));
            }
        }
    }
    stated.sort_unstable();
    stated
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|run| {
            let (whole, dimension, breakdown) = run[0].0;
            let parts: Vec<(CodeId, PointId)> =
                run.iter().map(|&(_, code, point)| (code, point)).collect();
            sum(figures, known, whole, dimension, breakdown, &parts)
        })
        .collect()
}

fn sum(
    figures: &Figures<'_>,
    known: &Known,
    whole: PointId,
    dimension: DimensionId,
    breakdown: usize,
    stated: &[(CodeId, PointId)],
) -> Option<Relation> {
    let point = figures.point(whole);
    let cell = figures.cells.get(point.cell);
    let code = cell.code_in(dimension);
    let declared = &figures.dossier.codebook.code(dimension, code).breakdowns[breakdown];
    let mut parts = Vec::with_capacity(stated.len());
    let mut missing = Vec::new();
    for &part in &declared.parts {
        match stated.iter().find(|(code, _)| *code == part) {
            Some(&(_, point)) => parts.push(point),
            None => missing.push(part),
        }
    }
    if !known.sets.is_empty() {
        let mut sorted = parts.clone();
        sorted.sort_unstable();
        if known.sets.contains(&(whole, sorted)) {
            return None;
        }
    }
    let signed = figures.signed[cell.measure.index()];
    let kind = match declared.kind {
        BreakdownKind::Partition if missing.is_empty() => RelationKind::Sum,
        // Only a complete sum binds figures that may be below zero.
        _ if signed => return None,
        BreakdownKind::Partition | BreakdownKind::Disjoint if parts.len() == 1 => {
            RelationKind::Part
        }
        BreakdownKind::Partition | BreakdownKind::Disjoint => RelationKind::AtMost,
        BreakdownKind::Cover if missing.is_empty() => RelationKind::AtLeast,
        BreakdownKind::Cover | BreakdownKind::Subsets => return None,
    };
    let missing = missing
        .into_iter()
        .filter_map(|part| figures.cells.find(&cell.with_code(dimension, part)))
        .collect();
    Some(Relation {
        kind,
        group: point.group,
        whole: Some(whole),
        parts,
        missing,
        origin: Origin::Tree(dimension),
    })
}

/// A count that is stated both as itself and as a share of a stated whole.
fn share_of_count(figures: &Figures<'_>, share: PointId) -> Option<Relation> {
    let point = figures.point(share);
    let cell = figures.cells.get(point.cell);
    let base = cell.share_of.as_ref()?;
    let level = |codes| Cell {
        codes,
        share_of: None,
        ..cell.clone()
    };
    let count = figures.cells.find(&level(cell.codes.clone()))?;
    let whole = figures.cells.find(&level(base.clone()))?;
    Some(Relation {
        kind: RelationKind::Share,
        group: point.group,
        whole: Some(figures.point_at(point.group, whole)?),
        parts: vec![figures.point_at(point.group, count)?, share],
        missing: Vec::new(),
        origin: Origin::Nesting,
    })
}
