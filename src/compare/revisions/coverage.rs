//! What each edition of a series speaks of, to tell a figure that was left out from one
//! that the edition had no reason to repeat.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::entries::{Days, History, Voice};
use crate::dossier::{Dossier, MeasureId, SourceId};

/// Dates of the figures in editions, by measure.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    dates: FxHashMap<(Voice, MeasureId), FxHashMap<SourceId, BTreeSet<Days>>>,
}

impl Coverage {
    /// Gathers them from all histories.
    pub fn of(dossier: &Dossier, histories: &[History]) -> Coverage {
        let mut coverage = Coverage::default();
        for history in histories {
            let editions = (history.entries.iter())
                .filter(|entry| dossier.source(entry.source).edition_of.is_some());
            for entry in editions {
                let key = (history.voice.clone(), history.cell.measure);
                let sources = coverage.dates.entry(key).or_default();
                sources.entry(entry.source).or_default().insert(entry.days);
            }
        }
        coverage
    }

    /// The editions in which a voice speaks of a measure, in no order.
    pub fn editions(&self, voice: &Voice, measure: MeasureId) -> Vec<SourceId> {
        let sources = self.dates.get(&(voice.clone(), measure));
        sources.map_or(Vec::new(), |sources| sources.keys().copied().collect())
    }

    /// Whether an edition speaks of a measure at a date.
    pub fn speaks_of(
        &self,
        voice: &Voice,
        measure: MeasureId,
        source: SourceId,
        date: Days,
    ) -> bool {
        let sources = self.dates.get(&(voice.clone(), measure));
        let dates = sources.and_then(|sources| sources.get(&source));
        dates.is_some_and(|dates| dates.contains(&date))
    }
}
