//! Announced revisions: claims that name the claim they replace, and figures that are
//! marked as revised.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::checks::Context;
use crate::dossier::{ClaimId, OverTime};
use crate::figures::{Figures, PointId};
use crate::quantity::Mark;

use super::ordered::over_time;
use super::timeline::Timeline;

/// Which points are said to replace which.
#[derive(Debug, Default)]
pub(in crate::checks) struct Revisions {
    /// By the later point: the earlier ones, each with the later claim.
    earlier: FxHashMap<PointId, Vec<(PointId, ClaimId)>>,
    /// The claims that current ones name as replaced.
    replaced: FxHashSet<ClaimId>,
}

impl Revisions {
    /// Collects every `revises` whose two claims are current figures.
    pub fn of(figures: &Figures<'_>) -> Revisions {
        let dossier = figures.dossier;
        let target = |claim: &crate::dossier::Claim| {
            let more = claim.more.as_ref()?;
            Some(more.revises.as_ref()?.value.clone())
        };
        let wanted: FxHashSet<String> = dossier.claims.iter().filter_map(target).collect();
        if wanted.is_empty() {
            return Revisions::default();
        }
        let mut by_id: FxHashMap<&str, (PointId, ClaimId)> = FxHashMap::default();
        for (at, (claim, point)) in dossier
            .claims
            .iter()
            .zip(&figures.point_of_claim)
            .enumerate()
        {
            if let Some(point) = point
                && wanted.contains(&*claim.id)
            {
                by_id.insert(&claim.id, (*point, ClaimId::from(at)));
            }
        }
        let mut revisions = Revisions::default();
        for (at, claim) in dossier.claims.iter().enumerate() {
            let Some(later) = figures.point_of_claim[at] else {
                continue;
            };
            let earlier = target(claim).and_then(|id| by_id.get(id.as_str()).copied());
            if let Some((earlier, named)) = earlier {
                revisions.replaced.insert(named);
                let list = revisions.earlier.entry(later).or_default();
                list.push((earlier, ClaimId::from(at)));
            }
        }
        revisions
    }

    /// Adds figures of something settled that are marked as revised, and falls of
    /// cumulative ones: each replaces the last one before it of the same speaker.
    pub fn add_marked(&mut self, context: &Context<'_>, timeline: &Timeline) {
        let figures = context.figures;
        let mut claims = figures.dossier.claims.iter();
        if !claims.any(|claim| claim.is_marked(Mark::is_revised)) {
            return;
        }
        let speaker = |point: PointId| figures.group(figures.point(point).group).speaker;
        for (series, entries) in timeline.all() {
            let falls_only = match over_time(context, series.cell) {
                OverTime::Event => false,
                OverTime::Cumulative => true,
                OverTime::Stock | OverTime::Flow => continue,
            };
            for (at, entry) in entries.iter().enumerate() {
                let Some(claim) = marked_revised(figures, entry.point) else {
                    continue;
                };
                let own = |other: &&super::timeline::Entry| {
                    other.end < entry.start && speaker(other.point) == speaker(entry.point)
                };
                let Some(earlier) = entries[..at].iter().rev().find(own) else {
                    continue;
                };
                let (before, now) = (context.hard(earlier.point), context.hard(entry.point));
                let list = self.earlier.entry(entry.point).or_default();
                let known = list.iter().any(|(point, _)| *point == earlier.point);
                if !known && (now.entirely_below(before) || !falls_only) {
                    self.replaced.insert(figures.lead(earlier.point));
                    list.push((earlier.point, claim));
                }
            }
        }
    }

    /// The points that this one says it replaces.
    pub fn replaced_by(&self, later: PointId) -> impl Iterator<Item = PointId> {
        let list = self.earlier.get(&later).map_or(&[][..], Vec::as_slice);
        list.iter().map(|&(earlier, _)| earlier)
    }

    /// Whether some claim names this one as replaced.
    pub fn is_replaced(&self, claim: ClaimId) -> bool {
        self.replaced.contains(&claim)
    }

    /// Every point that some claim replaces.
    pub fn all_replaced(&self) -> impl Iterator<Item = PointId> {
        let mut found: Vec<PointId> = (self.earlier.values().flatten())
            .map(|&(earlier, _)| earlier)
            .collect();
        found.sort_unstable();
        found.into_iter()
    }

    /// The claim by which the later point says that it replaces the earlier one.
    pub fn announced(&self, earlier: PointId, later: PointId) -> Option<ClaimId> {
        let list = self.earlier.get(&later)?;
        let found = list.iter().find(|(point, _)| *point == earlier);
        found.map(|&(_, claim)| claim)
    }
}

/// Whether every figure of a point is said to be provisional.
pub(super) fn provisional(figures: &Figures<'_>, point: PointId) -> bool {
    let dossier = figures.dossier;
    let mut here = figures.figures_at(figures.point(point)).iter();
    here.all(|figure| dossier.claim(figure.claim).is_provisional())
}

/// The claim of a point whose mark says that its figure was revised.
pub(super) fn marked_revised(figures: &Figures<'_>, point: PointId) -> Option<ClaimId> {
    let claim = figures.lead(point);
    let revised = figures.dossier.claim(claim).is_marked(Mark::is_revised);
    revised.then_some(claim)
}
