//! Comparison of two sets of figures: two editions of a report, or one dossier at two
//! commits. Figures and verdicts of both sides go in, plain data comes out. Which
//! figures belong together is decided in `pairs`, by names and dates alone, since the
//! two sides may have different codebooks. Nothing is judged and nothing printed here.

mod accounts;
mod change;
mod counts;
mod model;
mod pairs;
mod quotes;
mod relations;
mod side;
mod sources;
mod spots;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use crate::text::word_diff::Words;
pub use model::{
    Account, Changed, Counts, Diff, FigureChange, FigureSide, Kind, Percent, Place, QuoteChange,
    RelationChange, RelationSide, SideOf, SourceChange, SourceOf, State, Unmoved, What,
};
pub use side::{Chosen, Revision, Side};

use pairs::Pairs;

/// Compares two sides.
pub fn compare(old: &Side<'_>, new: &Side<'_>) -> Diff {
    let pairs = Pairs::of(old, new);
    let mut figures = change::figures(old, new, &pairs);
    figures.sort_by_cached_key(FigureChange::order);
    let (mut relations, matched) = relations::relations(old, new, &pairs);
    let (accounts, unmoved) = accounts::accounts(old, new, &pairs, &matched, &mut relations);
    let mut diff = Diff {
        old: old.described(),
        new: new.described(),
        figures,
        relations,
        accounts,
        unmoved,
        quotes: quotes::quotes(old, new, &pairs),
        sources: sources::sources(old, new),
    };
    diff.relations.sort_by_cached_key(RelationChange::order);
    diff
}
