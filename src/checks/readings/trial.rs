//! What contradicts itself if certain claims count certain things: the ordinary
//! checks over the claims concerned, once for each combination of readings.

use std::collections::BTreeSet;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::checks::{self, Asked};
use crate::dossier::expression;
use crate::dossier::{Dossier, MeasureId};
use crate::figures::Figures;
use crate::findings::Finding;
use crate::text::Severity;

use super::units::Unit;

/// Two claims, by id and in order, that a finding says cannot both hold.
pub(super) type Pair = (String, String);

/// What one combination gives.
#[derive(Debug, Default)]
pub(super) struct Trial {
    /// The contradictions: errors and warnings about figures.
    pub findings: Vec<Finding>,
    /// The pairs of claims that they are between.
    pub pairs: BTreeSet<Pair>,
}

/// A part of a dossier in which claims can be read in several ways.
pub(super) struct Trials {
    /// Its claims; how they are read changes from trial to trial.
    pub dossier: Dossier,
    /// The claims with several readings, numbered as in that part.
    pub units: Vec<Unit>,
    known: FxHashMap<Vec<usize>, Rc<Trial>>,
    /// How many figures may still be audited.
    left: usize,
}

/// So many figures are audited at most for the readings of connected measures; the
/// first trials are made in any case.
const BUDGET: usize = 1_000_000;

impl Trials {
    /// The part of a dossier that these measures make up.
    pub fn of(dossier: &Dossier, measures: &[MeasureId]) -> Self {
        let dossier = dossier.subset(|claim| measures.contains(&claim.measure));
        let units = super::units::units(&dossier);
        Self::with(dossier, units)
    }

    /// A part of a dossier with claims that might be read otherwise.
    pub fn with(dossier: Dossier, units: Vec<Unit>) -> Self {
        Self {
            dossier,
            units,
            known: FxHashMap::default(),
            left: BUDGET,
        }
    }

    /// The reading that is listed first, for every claim.
    pub fn first(&self) -> Vec<usize> {
        vec![0; self.units.len()]
    }

    /// Reads the claims so.
    pub fn take(&mut self, choice: &[usize]) {
        for (unit, &scope) in self.units.iter().zip(choice) {
            unit.take(scope, &mut self.dossier.claims);
        }
    }

    /// What a combination gives; none where the limit was reached before.
    pub fn run(&mut self, choice: &[usize]) -> Option<Rc<Trial>> {
        if let Some(known) = self.known.get(choice) {
            return Some(Rc::clone(known));
        }
        let cost = self.dossier.claims.len();
        // Two are always compared: without that nothing could be said at all.
        if self.known.len() >= 2 && cost > self.left {
            return None;
        }
        self.left = self.left.saturating_sub(cost);
        self.take(choice);
        let trial = Rc::new(self.contradictions());
        self.known.insert(choice.to_vec(), Rc::clone(&trial));
        Some(trial)
    }

    fn contradictions(&self) -> Trial {
        let figures = Figures::of(&self.dossier);
        let mut findings = checks::conflicts(&figures, Asked::default());
        findings.retain(|finding| finding.severity != Severity::Note);
        let pairs = findings.iter().flat_map(pairs).collect();
        Trial { findings, pairs }
    }
}

/// The pairs of claims that a finding is about, each in order.
pub(super) fn pairs(finding: &Finding) -> impl Iterator<Item = Pair> + '_ {
    finding.conflicts.iter().map(|(a, b)| match a <= b {
        true => (a.clone(), b.clone()),
        false => (b.clone(), a.clone()),
    })
}

/// The measures that some rule connects with one of these, and these.
pub(super) fn connected(dossier: &Dossier, of: &[MeasureId]) -> Vec<MeasureId> {
    let named: Vec<Vec<MeasureId>> = (dossier.codebook.rules.iter())
        .map(|rule| {
            let cells = expression::cells(&rule.expression);
            (cells.iter())
                .filter_map(|cell| dossier.codebook.find_measure(&cell.measure.value))
                .collect()
        })
        .collect();
    let mut found = of.to_vec();
    loop {
        let before = found.len();
        for measures in &named {
            if measures.iter().any(|measure| found.contains(measure)) {
                for &measure in measures {
                    if !found.contains(&measure) {
                        found.push(measure);
                    }
                }
            }
        }
        if found.len() == before {
            found.sort_unstable();
            return found;
        }
    }
}
