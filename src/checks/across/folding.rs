//! Parts that account for the change of their whole: their own changes are told
//! with the whole's and not again.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::figures::{PointId, RelationKind};
use crate::quantity::Exact;

use super::super::Context;
use super::words::signed;

/// Which changes are told with that of a whole.
#[derive(Debug, Default)]
pub(in crate::checks) struct Folding {
    folded: FxHashSet<(PointId, PointId)>,
    told: FxHashMap<(PointId, PointId), String>,
}

impl Folding {
    /// Looks, for each of these steps from one point to another, for a partition
    /// stated at both whose parts change by as much in all.
    pub fn of(context: &Context<'_>, steps: &[(PointId, PointId)]) -> Folding {
        let figures = context.figures;
        let mut sums: FxHashMap<PointId, Vec<&[PointId]>> = FxHashMap::default();
        for relation in &figures.relations {
            if let (RelationKind::Sum, Some(whole)) = (relation.kind, relation.whole)
                && relation.missing.is_empty()
                && relation.parts.len() > 1
            {
                sums.entry(whole).or_default().push(&relation.parts);
            }
        }
        let mut folding = Folding::default();
        for &(from, to) in steps {
            let (Some(before), Some(after)) = (sums.get(&from), sums.get(&to)) else {
                continue;
            };
            let mut told: Vec<String> = Vec::new();
            for parts in before {
                let Some(pairs) = same_cells(context, parts, after) else {
                    continue;
                };
                if let Some(words) = accounts_for(context, from, to, &pairs) {
                    folding.folded.extend(pairs);
                    told.push(words);
                }
            }
            if !told.is_empty() {
                folding.told.insert((from, to), told.join("; or "));
            }
        }
        folding
    }

    /// Whether a change is told with that of its whole.
    pub fn is_folded(&self, from: PointId, to: PointId) -> bool {
        self.folded.contains(&(from, to))
    }

    /// What to say of the parts of a whole that changed so.
    pub fn parts(&self, from: PointId, to: PointId) -> Option<&str> {
        self.told.get(&(from, to)).map(String::as_str)
    }
}

/// The parts paired with those of the same cells in one of the other partitions.
fn same_cells(
    context: &Context<'_>,
    parts: &[PointId],
    others: &[&[PointId]],
) -> Option<Vec<(PointId, PointId)>> {
    let cell = |point: PointId| context.figures.point(point).cell;
    others.iter().find_map(|other| {
        if other.len() != parts.len() {
            return None;
        }
        parts
            .iter()
            .map(|&part| {
                let found = other.iter().find(|&&same| cell(same) == cell(part))?;
                Some((part, *found))
            })
            .collect()
    })
}

/// `military +38, civilian +55`, if that is how much the whole changed.
fn accounts_for(
    context: &Context<'_>,
    from: PointId,
    to: PointId,
    parts: &[(PointId, PointId)],
) -> Option<String> {
    let change = |from: PointId, to: PointId| {
        let (from, to) = (context.hard(from).single()?, context.hard(to).single()?);
        Some(to - from)
    };
    let whole = context.figures.point(from).cell;
    let mut sum = Exact::ZERO;
    let mut words = Vec::with_capacity(parts.len());
    for &(earlier, later) in parts {
        let step = change(earlier, later)?;
        let name = context
            .figures
            .part_name(Some(whole), context.figures.point(earlier).cell);
        words.push(format!("{name} {}", signed(&step)));
        sum = &sum + &step;
    }
    (sum == change(from, to)?).then(|| words.join(", "))
}
