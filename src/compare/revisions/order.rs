//! The order of editions: by publication; where dates overlap by what says that it
//! replaces the other, then by name.

use super::entries::{Days, Entry, Links};
use crate::dossier::{Dossier, SourceId};
use crate::figures::days;

/// First and last day on which a text may have been published.
pub(super) fn published(dossier: &Dossier, source: SourceId) -> Days {
    let window = dossier.source(source).published.as_ref();
    days(window.map(|window| &window.value))
}

/// Whether the first was certainly published before the second.
pub(super) fn before(dossier: &Dossier, first: SourceId, second: SourceId) -> bool {
    published(dossier, first).1 < published(dossier, second).0
}

/// These texts in their order, each once.
pub(super) fn editions(
    dossier: &Dossier,
    mut sources: Vec<SourceId>,
    entries: &[Entry],
    links: &Links,
) -> Vec<SourceId> {
    let name = |source: SourceId| dossier.source(source).id.as_str();
    sources.sort_by_key(|&source| (published(dossier, source), name(source)));
    sources.dedup();
    for (later, earlier) in replacements(dossier, entries, links) {
        let place = |wanted: SourceId| sources.iter().position(|&source| source == wanted);
        if let (Some(from), Some(to)) = (place(later), place(earlier))
            && from < to
            && !before(dossier, later, earlier)
        {
            let moved = sources.remove(from);
            sources.insert(to, moved);
        }
    }
    sources
}

/// Pairs of texts, the later first, by name.
fn replacements(dossier: &Dossier, entries: &[Entry], links: &Links) -> Vec<(SourceId, SourceId)> {
    let mut pairs: Vec<(SourceId, SourceId)> = (entries.iter())
        .filter_map(|entry| {
            let earlier = dossier.claim(links.replaced_by(entry.claim)?).source;
            (earlier != entry.source).then_some((entry.source, earlier))
        })
        .collect();
    let name = |source: SourceId| dossier.source(source).id.as_str();
    pairs.sort_by_key(|&(later, earlier)| (name(later), name(earlier)));
    pairs.dedup();
    pairs
}
