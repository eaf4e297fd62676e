//! Comparisons of one cell, and of a part with its whole, between sources and
//! dates: what is gathered once and asked by several checks. The checks
//! themselves, one file each, decide what to report and in which words.

mod bounds;
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
mod words;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub(super) use bounds::clash;
pub(super) use folding::Folding;
pub(super) use nested::{Breach, breaches};
pub(super) use ordered::{Change, Fall};
pub(super) use pairs::told;
pub(super) use same_date::{Dispute, Kind, rounded_note};
pub(super) use strained::strained;
pub(super) use unordered::unordered;
pub(super) use words::{
    add_rows, best, by, by_date, finding, group_ranks, is_provisional, list, note_inferred, origin,
    pair, percent, printed, said, signed, when,
};

use self::revisions::Revisions;
use self::timeline::Timeline;
use super::Context;

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
    /// Figures that fall, though they should not, by cell.
    pub falls: Vec<Fall>,
    /// Figures that change over time, by cell.
    pub changes: Vec<Change>,
}

impl Across {
    /// Gathers all of it.
    pub fn of(context: &Context<'_>) -> Across {
        let timeline = Timeline::of(context.figures);
        let revisions = Revisions::of(context.figures);
        let disputes = same_date::disputes(context, &timeline, &revisions);
        let falls = ordered::falls(context, &timeline, &revisions);
        let changes = ordered::changes(context, &timeline, &revisions);
        Across {
            timeline,
            revisions,
            disputes,
            falls,
            changes,
        }
    }
}
