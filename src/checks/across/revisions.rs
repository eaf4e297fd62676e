//! Announced revisions: claims that name the claim they replace.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::ClaimId;
use crate::figures::{Figures, PointId};
use crate::quantity::Mark;

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
