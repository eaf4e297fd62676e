//! Figures that an edition leaves out though the edition before it in the series has
//! them. It must speak of their date: it reaches back further and skips them, or gives
//! another cell of the measure for that date. What a moving window no longer reaches, or
//! what lies between this year's months and last year's, was not left out.

use rustc_hash::FxHashMap;

use super::coverage::Coverage;
use super::entries::History;
use super::model::Vintage;
use super::rows::Reference;
use crate::dossier::{Dossier, SourceId};

/// What the editions of one triangle speak of.
pub(super) struct Silence<'a> {
    history: &'a History,
    coverage: &'a Coverage,
    editions: &'a [SourceId],
    /// For each edition the one before it in its series.
    before: Vec<Option<usize>>,
    /// For each edition which rows it gives.
    gives: Vec<Vec<bool>>,
}

impl<'a> Silence<'a> {
    /// Gathers it from the vintages of all rows.
    pub fn of(
        dossier: &'a Dossier,
        history: &'a History,
        coverage: &'a Coverage,
        editions: &'a [SourceId],
        rows: &[Vec<Vintage>],
    ) -> Silence<'a> {
        let mut last: FxHashMap<&str, usize> = FxHashMap::default();
        let before = editions.iter().enumerate().map(|(at, &source)| {
            let series = dossier.source(source).edition_of.as_deref()?;
            last.insert(series, at)
        });
        let before = before.collect();
        let mut gives = vec![vec![false; rows.len()]; editions.len()];
        for (row, vintages) in rows.iter().enumerate() {
            for vintage in vintages {
                gives[vintage.edition][row] = true;
            }
        }
        Silence {
            history,
            coverage,
            editions,
            before,
            gives,
        }
    }

    /// The editions, by number, that leave a row out.
    pub fn left_out(&self, row: usize, reference: &Reference) -> Vec<usize> {
        let skips = |&at: &usize| {
            self.before[at].is_some_and(|before| {
                self.gives[before][row]
                    && !self.gives[at][row]
                    && self.speaks_of(at, before, row, reference)
            })
        };
        (0..self.editions.len()).filter(skips).collect()
    }

    fn speaks_of(&self, at: usize, before: usize, row: usize, reference: &Reference) -> bool {
        // All dates are one: any figure of the measure will do.
        if reference.printed.is_empty() {
            return true;
        }
        if self.gives[at].contains(&true) {
            // Back to what both give, through nothing but what was left out with it.
            let mut earlier = (0..row).rev();
            let end = earlier.find(|&other| self.gives[at][other] || !self.gives[before][other]);
            return end.is_some_and(|end| self.gives[at][end]);
        }
        let (voice, measure) = (&self.history.voice, self.history.cell.measure);
        (self.coverage).speaks_of(voice, measure, self.editions[at], reference.days)
    }
}
