//! What other checks report already: sets of claims that cannot hold together. The
//! joint system tells nothing twice.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::ClaimId;
use crate::figures::{CellId, PointId};
use crate::findings::Verdict;
use crate::joint::Known;

use super::super::Context;
use super::super::across::{Kind, Layer, breaches};
use super::super::judge::{Judged, points};

/// By what words exclude.
pub(super) fn hard(context: &Context<'_>) -> Known {
    let mut known = Known::default();
    relations(context, &Judged::Fails, &mut known.inside);
    for (at, point) in context.figures.points.iter().enumerate() {
        if point.hard().is_none() {
            contradictory(context, PointId(at as u32), &mut known.inside);
        }
    }
    for judged in context.rules {
        if judged.verdict == Verdict::Fails {
            let terms = &judged.instance.terms;
            let set = leads(
                context,
                terms.iter().flat_map(|(_, points)| points).copied(),
            );
            let group = |claim: &ClaimId| {
                let claim = context.claim(*claim);
                (claim.source, claim.speaker)
            };
            // A rule over dates or sources may break inside one source too.
            let mut groups: Vec<_> = set.iter().map(group).collect();
            groups.sort_unstable();
            groups.dedup();
            for own in groups {
                let here = |point: &&PointId| group(&context.figures.lead(**point)) == own;
                let each = terms.iter().filter(|(_, points)| !points.is_empty());
                let inside: Vec<Vec<PointId>> = each
                    .map(|(_, points)| points.iter().filter(here).copied().collect())
                    .collect();
                if inside.iter().all(|points| !points.is_empty()) {
                    let set = leads(context, inside.concat().into_iter());
                    known.inside.push(set);
                }
            }
            known.across.push(set);
        }
    }
    for dispute in &context.across().disputes {
        if matches!(dispute.kind, Kind::Disagree | Kind::Unannounced) {
            pairs(context, &dispute.pairs, &mut known.across);
        }
    }
    let series = series(context);
    for fall in &context.across().falls {
        let falls: Vec<(PointId, PointId)> = fall
            .fallen
            .iter()
            .map(|&later| (fall.peak, later))
            .collect();
        pairs(context, &falls, &mut known.across);
        pairs(
            context,
            &lesser(context, &series[&fall.cell], &falls),
            &mut known.across,
        );
    }
    for breach in context.breaches() {
        pairs(context, &breach.pairs, &mut known.across);
    }
    known
}

/// The figures of every cell that falls somewhere.
fn series(context: &Context<'_>) -> FxHashMap<CellId, Vec<PointId>> {
    let falls = context.across().falls.iter();
    let mut found: FxHashMap<CellId, Vec<PointId>> =
        falls.map(|fall| (fall.cell, Vec::new())).collect();
    if !found.is_empty() {
        for (at, point) in context.figures.points.iter().enumerate() {
            if let Some(series) = found.get_mut(&point.cell) {
                series.push(PointId(at as u32));
            }
        }
    }
    found
}

/// Figures of one cell, besides the peak, that a fallen one is below: the fall tells of
/// those too.
fn lesser(
    context: &Context<'_>,
    series: &[PointId],
    falls: &[(PointId, PointId)],
) -> Vec<(PointId, PointId)> {
    /// Falls of longer series are not looked at.
    const MOST: usize = 200;
    if series.len() > MOST {
        return Vec::new();
    }
    let figures = context.figures;
    let below = |fallen: PointId, point: &PointId| {
        figures.point(*point).hard().is_some_and(|hard| {
            let own = figures.point(fallen).hard();
            own.is_some_and(|own| own.entirely_below(hard))
        })
    };
    (falls.iter())
        .flat_map(|&(_, fallen)| {
            let above = series.iter().filter(move |point| below(fallen, point));
            above.map(move |&point| (point, fallen))
        })
        .collect()
}

/// By how words are usually meant.
pub(super) fn plausible(context: &Context<'_>) -> Known {
    let mut known = Known::default();
    relations(context, &Judged::Strained, &mut known.inside);
    for dispute in &context.across().disputes {
        if dispute.kind == Kind::Strained {
            pairs(context, &dispute.pairs, &mut known.across);
        }
    }
    for breach in breaches(context, Layer::Plausible) {
        pairs(context, &breach.pairs, &mut known.across);
    }
    known
}

/// Claims that a later claim says it replaces, or whose speaker called them provisional
/// and gave another figure since.
pub(super) fn replaced(context: &Context<'_>) -> FxHashSet<ClaimId> {
    context.across().replaced(context).into_iter().collect()
}

fn leads(context: &Context<'_>, points: impl Iterator<Item = PointId>) -> Vec<ClaimId> {
    points.map(|point| context.figures.lead(point)).collect()
}

fn relations(context: &Context<'_>, verdict: &Judged, known: &mut Vec<Vec<ClaimId>>) {
    let judged = context.figures.relations.iter().zip(context.judged);
    for (relation, _) in judged.filter(|(_, judged)| *judged == verdict) {
        known.push(leads(context, points(relation)));
    }
}

fn pairs(context: &Context<'_>, pairs: &[(PointId, PointId)], known: &mut Vec<Vec<ClaimId>>) {
    known.extend(
        pairs
            .iter()
            .map(|&(a, b)| leads(context, [a, b].into_iter())),
    );
}

/// The figures of one cell, date and text that cannot meet.
fn contradictory(context: &Context<'_>, point: PointId, known: &mut Vec<Vec<ClaimId>>) {
    let figures = context.figures.figures_at(context.figures.point(point));
    for (at, a) in figures.iter().enumerate() {
        let apart = figures[at + 1..].iter().filter(|b| !a.hard.meets(&b.hard));
        known.extend(apart.map(|b| vec![a.claim, b.claim]));
    }
}
