//! Readings: a text often leaves open what a figure covers. Each scope that a claim
//! lists is tried together with those of other claims, by the ordinary checks; where
//! one combination makes the figures agree, the audit goes on with it, and
//! `depends-on-reading` says so.

mod beside;
mod describe;
mod scope_swap;
mod search;
mod tell;
mod trial;
mod units;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use rustc_hash::FxHashMap;

use crate::dossier::{ClaimId, Codes, Dossier, MeasureId};
use crate::findings::Finding;

pub(super) use scope_swap::hint_at_scopes;
use search::Searched;
use tell::Standing;
use trial::Trials;

/// How the open wordings of a dossier were taken, and what there is to say of it.
#[derive(Debug, Default)]
pub struct ReadAs {
    /// `depends-on-reading`, one for each set of claims that depend on each other.
    findings: Vec<Finding>,
    /// Claims that no reading reconciles with the others.
    standing: Vec<Standing>,
    /// What every claim concerned was written with.
    written: Vec<(ClaimId, Codes)>,
}

/// Takes every claim with readings as the reading says that makes the figures agree,
/// else as the one that leaves the fewest contradictions; of equal ones the one listed
/// first.
pub fn read_as(dossier: &mut Dossier) -> ReadAs {
    let mut told = ReadAs::default();
    let units = units::units(dossier);
    if units.is_empty() {
        return told;
    }
    for unit in &units {
        let members = unit.members.iter();
        (told.written).extend(members.map(|&id| (id, dossier.claim(id).codes.clone())));
    }
    for unit in &units {
        unit.take(0, &mut dossier.claims);
    }
    let mut open: Vec<MeasureId> = (units.iter())
        .map(|unit| dossier.claim(unit.claim()).measure)
        .collect();
    open.sort_unstable();
    open.dedup();
    while let Some(&first) = open.first() {
        let measures = trial::connected(dossier, &[first]);
        open.retain(|measure| !measures.contains(measure));
        let mut trials = Trials::of(dossier, &measures);
        let searched = search::search(&mut trials);
        let choice = search::taken(&trials, &searched.clusters);
        take(dossier, &trials, &units, &choice);
        told.add(&mut trials, &searched, dossier);
    }
    told
}

/// Reads the claims of the whole dossier as those of a part of it.
fn take(dossier: &mut Dossier, trials: &Trials, units: &[units::Unit], choice: &[usize]) {
    let by_id: FxHashMap<&str, usize> = (trials.units.iter().enumerate())
        .map(|(at, unit)| (&*trials.dossier.claim(unit.claim()).id, at))
        .collect();
    for unit in units {
        let claim: ClaimId = unit.claim();
        if let Some(&at) = by_id.get(&*dossier.claim(claim).id) {
            unit.take(choice[at], &mut dossier.claims);
        }
    }
}

impl ReadAs {
    fn add(&mut self, trials: &mut Trials, searched: &Searched, dossier: &Dossier) {
        // What is shown beside a set of claims stands there as the audit goes on with it.
        let choice = search::taken(trials, &searched.clusters);
        for cluster in &searched.clusters {
            if let (Some(agreed), Some(opposed)) = (cluster.agreed(), cluster.opposed()) {
                let told = describe::finding(trials, cluster, agreed, opposed, &choice, dossier);
                self.findings.push(told);
            }
            self.standing.extend(tell::standing(trials, cluster));
        }
        if !searched.untried.is_empty() {
            self.findings.push(tell::untried(trials, &searched.untried));
        }
    }

    /// Gives every claim back the codes that it was written with.
    pub fn restore(&mut self, dossier: &mut Dossier) {
        for (id, codes) in self.written.drain(..) {
            dossier.claims[id.index()].codes = codes;
        }
    }

    /// Adds what there is to say to the findings of the audit.
    pub fn tell(self, findings: &mut Vec<Finding>) {
        for finding in findings.iter_mut() {
            tell::note_standing(&self.standing, finding);
        }
        findings.extend(self.findings);
    }
}
