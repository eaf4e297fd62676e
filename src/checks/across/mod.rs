//! Comparisons of one cell, and of a part with its whole, between sources and
//! dates: what is gathered once and asked by several checks. The checks
//! themselves, one file each, decide what to report and in which words.

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod all_pairs_tests;
mod bounds;
mod by_rule;
mod editions;
mod folding;
mod nested;
mod ordered;
mod pairs;
mod revisions;
mod same_date;
mod strained;
mod timeline;
mod unordered;
mod wholes;
mod withdrawn;
mod words;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub(super) use bounds::clash;
pub(super) use by_rule::{ByRule, Told};
pub(super) use editions::published;
pub(super) use folding::Folding;
pub(super) use nested::{Breach, breaches};
pub(super) use ordered::{Change, Fall};
pub(super) use pairs::told;
pub(super) use same_date::{Dispute, Kind, by_moment, rounded_note, together};
pub(super) use strained::strained;
pub(super) use unordered::unordered;
pub(super) use withdrawn::note_withdrawn;
pub(super) use words::{
    add_blocks, add_rows, best, by, by_date, finding, group_ranks, is_provisional, list,
    note_inferred, origin, pair, percent, printed, said, signed, soften_inferred, when,
};

use self::revisions::Revisions;
use self::timeline::Timeline;
use rustc_hash::FxHashSet;

use self::withdrawn::Withdrawn;
use super::Context;
use crate::dossier::{Claim, ClaimId};
use crate::figures::{CellId, Figures, PointId};
use crate::joint::Moment;

/// How much a comparison of intervals takes the words at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// What they exclude.
    Hard,
    /// How they are usually read.
    Plausible,
}

/// What the comparisons between sources and dates have in common.
#[derive(Debug)]
pub(super) struct Across {
    /// Points by cell and date.
    pub timeline: Timeline,
    /// Which claims say that they replace which.
    pub revisions: Revisions,
    /// Cells and dates whose figures do not fit together.
    pub disputes: Vec<Dispute>,
    /// Points that a later text has replaced for their own date.
    pub outdated: FxHashSet<PointId>,
    /// What superseded and retracted claims say.
    pub withdrawn: Withdrawn,
    /// Figures that fall, though they should not, by cell.
    pub falls: Vec<Fall>,
    /// Figures that change over time, by cell.
    pub changes: Vec<Change>,
}

impl Across {
    /// Gathers all of it.
    pub fn of(context: &Context<'_>) -> Across {
        let timeline = Timeline::of(context.figures);
        let mut revisions = Revisions::of(context.figures);
        revisions.add_marked(context, &timeline);
        let (disputes, outdated) = same_date::disputes(context, &timeline, &revisions);
        let falls = ordered::falls(context, &timeline, &revisions, &outdated);
        let changes = ordered::changes(context, &timeline, &revisions, &outdated, &falls);
        let withdrawn = Withdrawn::of(context.figures);
        Across {
            timeline,
            revisions,
            disputes,
            outdated,
            withdrawn,
            falls,
            changes,
        }
    }

    /// Whether some source prints a cell at some moment.
    pub fn prints(&self, cell: CellId, moment: Moment) -> bool {
        let entries = self.timeline.find(cell, false);
        let entries = entries.map_or(&[][..], |series| self.timeline.points(series));
        let mut same = entries.iter();
        same.any(|entry| (entry.start, entry.end) == (moment.start, moment.end))
    }

    /// Points that a later edition has replaced, and what the older text ties to them: the
    /// parts of a total that is revised were never said of the new one.
    fn outdated_with(&self, figures: &Figures<'_>) -> Vec<PointId> {
        let mut found = self.outdated.clone();
        if found.is_empty() {
            return Vec::new();
        }
        for relation in &figures.relations {
            let points = || relation.parts.iter().copied().chain(relation.whole);
            if points().any(|point| self.outdated.contains(&point)) {
                found.extend(points());
            }
        }
        let mut found: Vec<PointId> = found.into_iter().collect();
        found.sort_unstable();
        found
    }

    /// The figure of the same speaker for the same cell that comes just before.
    pub fn before(&self, context: &Context<'_>, point: PointId) -> Option<PointId> {
        let figures = context.figures;
        let speaker = |point: PointId| figures.group(figures.point(point).group).speaker;
        let cell = figures.point(point).cell;
        let series = [false, true].map(|percent| self.timeline.find(cell, percent));
        let entries = (series.into_iter().flatten())
            .map(|series| self.timeline.points(series))
            .find(|entries| entries.iter().any(|entry| entry.point == point))?;
        let at = entries.iter().position(|entry| entry.point == point)?;
        let own = entries[..at].iter().rev();
        let mut own = own.filter(|entry| speaker(entry.point) == speaker(point));
        own.next().map(|entry| entry.point)
    }

    /// Claims that a later claim or edition replaces, or whose speaker called them
    /// provisional and gave another figure for the cell since.
    pub fn replaced(&self, context: &Context<'_>) -> Vec<ClaimId> {
        let figures = context.figures;
        let lead = |point: PointId| figures.lead(point);
        let mut found: Vec<ClaimId> = self.revisions.all_replaced().map(lead).collect();
        found.extend(self.outdated_with(figures).into_iter().map(lead));
        let dossier = figures.dossier;
        let mut claims = dossier.claims.iter();
        if !claims.any(Claim::is_provisional) {
            return found;
        }
        for (_, entries) in self.timeline.all() {
            for (at, entry) in entries.iter().enumerate() {
                if !revisions::provisional(figures, entry.point) {
                    continue;
                }
                let speaker = |point: PointId| figures.group(figures.point(point).group).speaker;
                let mut later = entries[at + 1..].iter();
                if later.any(|later| speaker(later.point) == speaker(entry.point)) {
                    found.push(lead(entry.point));
                }
            }
        }
        found
    }
}
