//! Relations that follow from the code trees: for every whole and its stated
//! parts, one dimension at a time, the other dimensions fixed; and one cell
//! inside another.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{BreakdownKind, CodeId, DimensionId};

use super::relation::{Origin, Relation, RelationKind};
use super::{Cell, CellId, Figures, PointId};

/// Adds what the code trees assert and no breakdown has already.
pub(super) fn add_relations(figures: &mut Figures<'_>) {
    let mut known = Known::of(figures);
    let sums = sums(figures, &known);
    for relation in sums {
        known.add(&relation);
        figures.relations.push(relation);
    }
    let parts = nestings(figures, &known);
    figures.relations.extend(parts);
    let shares = shares_of_counts(figures);
    figures.relations.extend(shares);
}

/// What is asserted already.
struct Known {
    /// Whole and sorted parts of breakdowns: an explicit kind replaces the tree's.
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
            known.add(relation);
        }
        known
    }

    fn add(&mut self, relation: &Relation) {
        let Some(whole) = relation.whole else { return };
        let mut parts = relation.parts.clone();
        parts.sort_unstable();
        if relation.kind != RelationKind::AtLeast {
            self.pairs.extend(parts.iter().map(|&part| (whole, part)));
        }
        self.sets.insert((whole, parts));
    }
}

/// A whole, the dimension it is broken down by, and which of its breakdowns.
type Slot = (PointId, DimensionId, usize);

fn sums(figures: &Figures<'_>, known: &Known) -> Vec<Relation> {
    let codebook = &figures.dossier.codebook;
    let mut slots: FxHashMap<Slot, Vec<(CodeId, PointId)>> = FxHashMap::default();
    let mut wholes: FxHashMap<CellId, Vec<(CellId, DimensionId, usize, CodeId)>> =
        FxHashMap::default();
    for (at, point) in figures.points.iter().enumerate() {
        let cell = figures.cells.get(point.cell);
        let add_up = figures.kinds[cell.measure.index()].adds_up();
        if cell.codes.is_empty() || cell.share_of.is_some() || !add_up {
            continue;
        }
        let targets = wholes
            .entry(point.cell)
            .or_insert_with(|| wholes_of(figures, cell));
        for &(whole, dimension, breakdown, code) in targets.iter() {
            if let Some(whole) = figures.point_at(point.group, whole) {
                let slot = slots.entry((whole, dimension, breakdown)).or_default();
                slot.push((code, PointId(at as u32)));
            }
        }
    }
    let mut slots: Vec<(Slot, Vec<(CodeId, PointId)>)> = slots.into_iter().collect();
    slots.sort_unstable_by_key(|(slot, _)| *slot);
    slots
        .into_iter()
        .filter_map(|((whole, dimension, breakdown), stated)| {
            let point = figures.point(whole);
            let cell = figures.cells.get(point.cell);
            let code = code_in(cell, dimension);
            let declared = &codebook.code(dimension, code).breakdowns[breakdown];
            let mut parts = Vec::new();
            let mut missing = Vec::new();
            for &part in &declared.parts {
                match stated.iter().find(|(code, _)| *code == part) {
                    Some(&(_, point)) => parts.push(point),
                    None => missing.push(part),
                }
            }
            let mut sorted = parts.clone();
            sorted.sort_unstable();
            if known.sets.contains(&(whole, sorted)) {
                return None;
            }
            let kind = match declared.kind {
                BreakdownKind::Partition if missing.is_empty() => RelationKind::Sum,
                BreakdownKind::Partition | BreakdownKind::Disjoint => RelationKind::AtMost,
                BreakdownKind::Cover if missing.is_empty() => RelationKind::AtLeast,
                BreakdownKind::Cover | BreakdownKind::Subsets => return None,
            };
            let kind = match kind {
                RelationKind::AtMost if parts.len() == 1 => RelationKind::Part,
                other => other,
            };
            let missing = missing
                .into_iter()
                .filter_map(|part| figures.cells.find(&with_code(cell, dimension, part)))
                .collect();
            Some(Relation {
                kind,
                group: point.group,
                whole: Some(whole),
                parts,
                missing,
                origin: Origin::Tree(dimension),
            })
        })
        .collect()
}

/// The cells that this one is a part of by one step of one breakdown.
fn wholes_of(figures: &Figures<'_>, cell: &Cell) -> Vec<(CellId, DimensionId, usize, CodeId)> {
    let codebook = &figures.dossier.codebook;
    let mut found = Vec::new();
    for &(dimension, code) in cell.codes.iter() {
        let tree = codebook.dimension(dimension);
        for &parent in &tree.codes[code.index()].parents {
            let Some(whole) = figures.cells.find(&with_code(cell, dimension, parent)) else {
                continue;
            };
            for (at, breakdown) in tree.codes[parent.index()].breakdowns.iter().enumerate() {
                if breakdown.parts.contains(&code) {
                    found.push((whole, dimension, at, code));
                }
            }
        }
    }
    found
}

/// The same cell with another code in one dimension.
fn with_code(cell: &Cell, dimension: DimensionId, code: CodeId) -> Cell {
    let mut codes: Vec<(DimensionId, CodeId)> = cell
        .codes
        .iter()
        .copied()
        .filter(|&(known, _)| known != dimension)
        .collect();
    if code.0 != 0 {
        let at = codes.partition_point(|&(known, _)| known < dimension);
        codes.insert(at, (dimension, code));
    }
    Cell {
        codes: codes.into(),
        ..cell.clone()
    }
}

fn code_in(cell: &Cell, dimension: DimensionId) -> CodeId {
    let own = cell.codes.iter().find(|&&(known, _)| known == dimension);
    own.map_or(CodeId(0), |&(_, code)| code)
}

/// One cell inside another, where no sum bounds it already.
fn nestings(figures: &Figures<'_>, known: &Known) -> Vec<Relation> {
    let codebook = &figures.dossier.codebook;
    let mut containing: FxHashMap<CellId, Vec<CellId>> = FxHashMap::default();
    let mut relations = Vec::new();
    for (at, point) in figures.points.iter().enumerate() {
        let cell = figures.cells.get(point.cell);
        let add_up = figures.kinds[cell.measure.index()].adds_up();
        if cell.codes.is_empty() || cell.share_of.is_some() || !add_up {
            continue;
        }
        let part = PointId(at as u32);
        let wider = containing
            .entry(point.cell)
            .or_insert_with(|| figures.cells.containing(point.cell, codebook));
        for &whole in wider.iter() {
            let Some(whole) = figures.point_at(point.group, whole) else {
                continue;
            };
            if !known.pairs.contains(&(whole, part)) {
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
    }
    relations
}

/// A count that is stated both as itself and as a share of a stated whole.
fn shares_of_counts(figures: &Figures<'_>) -> Vec<Relation> {
    let mut relations = Vec::new();
    for (at, point) in figures.points.iter().enumerate() {
        let cell = figures.cells.get(point.cell);
        let Some(base) = &cell.share_of else { continue };
        let level = |codes| Cell {
            codes,
            share_of: None,
            ..cell.clone()
        };
        let count = figures.cells.find(&level(cell.codes.clone()));
        let whole = figures.cells.find(&level(base.clone()));
        let (Some(count), Some(whole)) = (count, whole) else {
            continue;
        };
        let points = (
            figures.point_at(point.group, count),
            figures.point_at(point.group, whole),
        );
        if let (Some(count), Some(whole)) = points {
            relations.push(Relation {
                kind: RelationKind::Share,
                group: point.group,
                whole: Some(whole),
                parts: vec![count, PointId(at as u32)],
                missing: Vec::new(),
                origin: Origin::Nesting,
            });
        }
    }
    relations
}
