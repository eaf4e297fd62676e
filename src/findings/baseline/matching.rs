//! A baseline in use: findings of all dossiers of a run set against it, one finding
//! for one entry, and what to write into the next one.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{Baseline, BaselineOutcome, KnownFinding, may_be_known, sorted};
use crate::findings::{Finding, INPUT_CHECKS, PEDANTIC_CHECKS, Severity, Status, fingerprint};
use crate::text::SourceMap;

/// A baseline, the fate of each of its entries so far, and whether one is written.
#[derive(Debug, Default)]
pub struct Baselining {
    entries: Vec<Entry>,
    /// Entries by fingerprint.
    by_fingerprint: FxHashMap<String, Vec<usize>>,
    /// Whether every finding that is reported is taken to be known from now on.
    record: bool,
    /// Those.
    recorded: Vec<KnownFinding>,
    /// Problems of the input, which no baseline holds.
    input_errors: usize,
    /// Checks that were not made.
    not_made: BTreeSet<&'static str>,
}

#[derive(Debug)]
struct Entry {
    known: KnownFinding,
    fate: Fate,
}

/// What became of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Nothing like it was met.
    Gone,
    /// It is there with another difference.
    Changed,
    /// It is there.
    Known,
    /// It is there, and a person has accepted it since.
    Accepted,
}

impl Baselining {
    /// Sets findings against a baseline.
    pub fn against(baseline: Baseline) -> Self {
        let mut by_fingerprint: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (at, known) in baseline.findings.iter().enumerate() {
            let same = by_fingerprint.entry(known.fingerprint.clone());
            same.or_default().push(at);
        }
        let entries = baseline.findings.into_iter();
        Self {
            entries: entries
                .map(|known| Entry {
                    known,
                    fate: Fate::Gone,
                })
                .collect(),
            by_fingerprint,
            ..Self::default()
        }
    }

    /// Takes what is reported for known, to write it down.
    pub fn recording() -> Self {
        Self {
            record: true,
            ..Self::default()
        }
    }

    /// Marks what the baseline holds among all findings of a dossier, before any filter;
    /// `made` tells whether a check that only some ask for was made.
    pub(crate) fn mark(
        &mut self,
        findings: &mut [Finding],
        sources: &SourceMap,
        made: &dyn Fn(&str) -> bool,
    ) {
        let input = |finding: &&Finding| {
            finding.severity == Severity::Error && INPUT_CHECKS.contains(&finding.check)
        };
        self.input_errors += findings.iter().filter(input).count();
        let unmade = PEDANTIC_CHECKS.iter().filter(|check| !made(check));
        self.not_made.extend(unmade);
        if self.entries.is_empty() {
            return;
        }
        for finding in findings.iter_mut() {
            if !may_be_known(finding) {
                continue;
            }
            let Some(at) = self.holds(finding, sources) else {
                continue;
            };
            self.entries[at].fate = match finding.status {
                Status::Accepted(_) => Fate::Accepted,
                _ => {
                    finding.status = Status::Baselined;
                    Fate::Known
                }
            };
        }
        let new = |finding: &&mut Finding| {
            let concerns = finding.status == Status::New && may_be_known(finding);
            concerns && !finding.claims.is_empty()
        };
        let gone = (0..self.entries.len()).filter(|&at| self.entries[at].fate == Fate::Gone);
        let mut before: FxHashMap<(String, Vec<String>), Vec<usize>> = FxHashMap::default();
        for at in gone {
            let known = &self.entries[at].known;
            let key = (known.check.clone(), known.claims.clone());
            before.entry(key).or_default().push(at);
        }
        for finding in findings.iter_mut().filter(new) {
            let key = (finding.check.to_owned(), sorted(&finding.claims));
            if let Some(entries) = before.get(&key) {
                self.compare(finding, entries, sources);
            }
        }
    }

    /// An entry of the same fingerprint that stands for no finding yet; one of the same
    /// file where there is one.
    fn holds(&self, finding: &Finding, sources: &SourceMap) -> Option<usize> {
        let free = |at: &usize| matches!(self.entries[*at].fate, Fate::Gone | Fate::Changed);
        let same = self.by_fingerprint.get(&fingerprint(finding))?;
        let mut same = same.iter().copied().filter(free);
        let first = same.next()?;
        let file = file_of(finding, sources);
        let beside = std::iter::once(first)
            .chain(same)
            .find(|&at| self.entries[at].known.file == file);
        Some(beside.unwrap_or(first))
    }

    /// Says of a new finding what the baseline held of its check and claims.
    fn compare(&mut self, finding: &mut Finding, entries: &[usize], sources: &SourceMap) {
        let file = file_of(finding, sources);
        let mut entries = entries.iter().filter(|&&at| {
            let entry = &self.entries[at];
            entry.fate == Fate::Gone && entry.known.file == file
        });
        if let Some(&at) = entries.next() {
            let before = &mut self.entries[at];
            before.fate = Fate::Changed;
            let note = match before.known.concise == finding.concise {
                true => "was in the baseline with other figures".to_owned(),
                false => format!(
                    "was in the baseline with another difference: {}",
                    before.known.concise
                ),
            };
            finding.notes.push(note);
        }
    }

    /// Takes what is reported for known, where a baseline is written anew.
    pub(crate) fn take(&mut self, findings: &mut [Finding], sources: &SourceMap) {
        if !self.record {
            return;
        }
        for finding in findings {
            if finding.status == Status::New && may_be_known(finding) {
                self.recorded.push(KnownFinding::of(finding, sources));
                finding.status = Status::Baselined;
            }
        }
    }

    /// How many errors of the input there are.
    pub fn input_errors(&self) -> usize {
        self.input_errors
    }

    /// What the baseline did, after the last dossier. `looked_at` tells whether a file
    /// was read in this run or is gone from the disk: of others nothing is known.
    pub fn outcome(&self, file: &str, looked_at: &dyn Fn(&str) -> bool) -> BaselineOutcome {
        let mut outcome = BaselineOutcome {
            file: file.to_owned(),
            known: self.recorded.len(),
            ..BaselineOutcome::default()
        };
        for entry in &self.entries {
            match entry.fate {
                Fate::Known | Fate::Accepted => outcome.known += 1,
                Fate::Changed => outcome.changed += 1,
                Fate::Gone if self.settled(&entry.known, looked_at) => {
                    outcome.fixed.push(entry.known.clone());
                }
                Fate::Gone => outcome.unsettled += 1,
            }
        }
        outcome.fixed.sort();
        outcome
    }

    /// The baseline to write: what was recorded, or what is left of the one in use. Into
    /// that nothing new is taken up, and what is accepted need not be in it.
    pub fn to_write(&self, looked_at: &dyn Fn(&str) -> bool) -> Baseline {
        let left = self.entries.iter().filter(|entry| match entry.fate {
            Fate::Known => true,
            Fate::Gone => !self.settled(&entry.known, looked_at),
            Fate::Changed | Fate::Accepted => false,
        });
        let left = left.map(|entry| entry.known.clone());
        Baseline {
            findings: left.chain(self.recorded.iter().cloned()).collect(),
        }
    }

    /// Whether a finding that was not met is gone for certain: what has errors hides
    /// others, and only what was looked at can be met.
    fn settled(&self, known: &KnownFinding, looked_at: &dyn Fn(&str) -> bool) -> bool {
        self.input_errors == 0 && !self.not_made.contains(&*known.check) && looked_at(&known.file)
    }
}

fn file_of<'a>(finding: &Finding, sources: &'a SourceMap) -> &'a str {
    let at = finding.locations.first();
    at.map_or("", |at| &sources.file(at.span.file).name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned;

    fn everything(_: &str) -> bool {
        true
    }

    fn baseline_of(findings: &[Finding], sources: &SourceMap) -> Baseline {
        let known = |finding| KnownFinding::of(finding, sources);
        Baseline {
            findings: findings.iter().map(known).collect(),
        }
    }

    #[test]
    fn each_entry_stands_for_one_finding() {
        let (sources, finding) = canned::divergence();
        let baseline = baseline_of(&[finding.clone(), finding.clone()], &sources);
        let run = |count: usize| {
            let mut state = Baselining::against(baseline.clone());
            let mut findings = vec![finding.clone(); count];
            state.mark(&mut findings, &sources, &everything);
            let known = findings.iter().filter(|f| f.status == Status::Baselined);
            let outcome = state.outcome("b.json", &everything);
            (known.count(), outcome.known, outcome.fixed.len())
        };
        assert_eq!(run(3), (2, 2, 0));
        assert_eq!(run(2), (2, 2, 0));
        assert_eq!(run(1), (1, 1, 1));
        assert_eq!(run(0), (0, 0, 2));
    }

    #[test]
    fn a_changed_difference_is_new_and_says_what_it_was() {
        let (sources, finding) = canned::parts_do_not_sum();
        let mut state = Baselining::against(baseline_of(std::slice::from_ref(&finding), &sources));
        let mut changed = finding.clone();
        if let Some(sheet) = &mut changed.worksheet {
            sheet.difference = canned::point(-2);
        }
        changed.concise = "3,210 + 775 = 3,985".into();
        let mut findings = vec![changed];
        state.mark(&mut findings, &sources, &everything);
        assert_eq!(findings[0].status, Status::New);
        let note = format!(
            "was in the baseline with another difference: {}",
            finding.concise
        );
        assert_eq!(findings[0].notes.last(), Some(&note));
        let outcome = state.outcome("b.json", &everything);
        assert_eq!((outcome.changed, outcome.fixed.len()), (1, 0));
        assert_eq!(state.to_write(&everything), Baseline::default());
    }

    #[test]
    fn what_was_not_looked_at_is_not_fixed() {
        let (sources, finding) = canned::divergence();
        let baseline = baseline_of(&[finding], &sources);
        let state = Baselining::against(baseline.clone());
        let outcome = state.outcome("b.json", &|_| false);
        assert_eq!((outcome.fixed.len(), outcome.unsettled), (0, 1));
        assert_eq!(state.to_write(&|_| false), baseline);

        let (_, broken) = canned::input_problem();
        let mut state = Baselining::against(baseline.clone());
        state.mark(&mut [broken], &sources, &everything);
        assert_eq!(state.outcome("b.json", &everything).unsettled, 1);
        assert_eq!(state.input_errors(), 1);

        let mut pedantic = baseline;
        pedantic.findings[0].check = "redundant-rule".into();
        let mut state = Baselining::against(pedantic);
        state.mark(&mut [], &sources, &|_| false);
        assert_eq!(state.outcome("b.json", &everything).unsettled, 1);
    }

    #[test]
    fn accepted_wins_and_input_problems_stay_out() {
        let (sources, accepted) = canned::accepted();
        let mut state = Baselining::against(baseline_of(std::slice::from_ref(&accepted), &sources));
        let mut findings = vec![accepted.clone()];
        state.mark(&mut findings, &sources, &everything);
        assert_eq!(findings[0].status, accepted.status);
        assert_eq!(state.outcome("b.json", &everything).known, 1);
        assert_eq!(state.to_write(&everything), Baseline::default());

        let (_, problem) = canned::input_problem();
        let (_, finding) = canned::divergence();
        let mut state = Baselining::recording();
        let mut findings = vec![accepted, problem, finding];
        state.take(&mut findings, &sources);
        assert_eq!(findings[1].status, Status::New);
        assert_eq!(findings[2].status, Status::Baselined);
        assert_eq!(state.to_write(&everything).findings.len(), 1);
    }
}
