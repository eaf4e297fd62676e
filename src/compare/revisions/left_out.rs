//! Figures that a later edition of a series leaves out, though it speaks of their date:
//! it gives the cell for that date or one before it, or another cell of the measure at
//! that date. What lies before the first date of an edition is no longer its matter.

use rustc_hash::FxHashMap;

use super::coverage::Coverage;
use super::entries::{Days, History, Voice};
use super::model::Vintage;
use super::rows::Reference;
use crate::dossier::{Dossier, MeasureId, SourceId};

/// What the editions of one triangle speak of.
pub(super) struct Silence<'a> {
    dossier: &'a Dossier,
    coverage: &'a Coverage,
    voice: &'a Voice,
    measure: MeasureId,
    editions: &'a [SourceId],
    /// The first day for which an edition gives the cell.
    first: FxHashMap<SourceId, Days>,
}

impl<'a> Silence<'a> {
    /// Gathers it.
    pub fn of(
        dossier: &'a Dossier,
        history: &'a History,
        coverage: &'a Coverage,
        editions: &'a [SourceId],
    ) -> Silence<'a> {
        let mut first: FxHashMap<SourceId, Days> = FxHashMap::default();
        for entry in &history.entries {
            let known = first.entry(entry.source).or_insert(entry.days);
            *known = entry.days.min(*known);
        }
        Silence {
            dossier,
            coverage,
            voice: &history.voice,
            measure: history.cell.measure,
            editions,
            first,
        }
    }

    /// The editions, by number, that leave a row out which one before them in their
    /// series has.
    pub fn left_out(&self, row: &Reference, vintages: &[Vintage]) -> Vec<usize> {
        let mut begun: Vec<&str> = Vec::new();
        let mut has = vec![false; self.editions.len()];
        for vintage in vintages {
            has[vintage.edition] = true;
        }
        let mut found = Vec::new();
        for (at, &source) in self.editions.iter().enumerate() {
            let Some(series) = self.dossier.source(source).edition_of.as_deref() else {
                continue;
            };
            if has[at] {
                begun.push(series);
            } else if begun.contains(&series) && self.speaks_of(source, row) {
                found.push(at);
            }
        }
        found
    }

    fn speaks_of(&self, source: SourceId, row: &Reference) -> bool {
        // All dates are one: any figure of the measure will do.
        if row.printed.is_empty() {
            return true;
        }
        match self.first.get(&source) {
            Some(first) => first.0 <= row.days.0,
            None => (self.coverage).speaks_of(self.voice, self.measure, source, row.days),
        }
    }
}
