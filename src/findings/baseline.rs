//! Baselines: the findings of an earlier run, kept in a file. What it holds is
//! marked and does not count; what it held and is gone is named, to be taken out.

mod file;
mod matching;

pub use file::BaselineError;
pub use matching::Baselining;

use crate::findings::{Finding, INPUT_CHECKS, Severity, fingerprint};
use crate::text::SourceMap;

/// The findings of a baseline file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Each of them; two findings may be alike.
    pub findings: Vec<KnownFinding>,
}

/// A finding as a baseline keeps it: its fingerprint, and what people need to
/// recognise it. No lines, so that edits elsewhere do not change the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownFinding {
    /// The file of its primary place.
    pub file: String,
    /// The check.
    pub check: String,
    /// Ids of its claims, sorted, each once.
    pub claims: Vec<String>,
    /// What it says in a few words.
    pub concise: String,
    /// Its severity when it was written.
    pub severity: Severity,
    /// Its fingerprint: by this alone it is known again.
    pub fingerprint: String,
}

/// What a baseline did to a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaselineOutcome {
    /// Name of the baseline file as shown.
    pub file: String,
    /// Findings that it holds and that are still there, those that a filter hides included.
    pub known: usize,
    /// Findings that it holds with another difference; these count as new.
    pub changed: usize,
    /// Findings that it holds and that are gone.
    pub fixed: Vec<KnownFinding>,
    /// Findings that it holds and that were not met, but could not have been: their
    /// file or check was not looked at, or the input has errors.
    pub unsettled: usize,
    /// Whether this run writes a baseline, without those that are gone.
    pub written: bool,
}

impl KnownFinding {
    /// A finding as it would be kept.
    pub fn of(finding: &Finding, sources: &SourceMap) -> Self {
        let file = finding.locations.first().map(|at| at.span.file);
        Self {
            file: file.map_or(String::new(), |file| sources.file(file).name.clone()),
            check: finding.check.to_owned(),
            claims: sorted(&finding.claims),
            concise: finding.concise.clone(),
            severity: finding.severity,
            fingerprint: fingerprint(finding),
        }
    }
}

/// Whether a baseline may hold a finding. Problems of the input it may not: what is
/// not read is not audited, and nobody knows what it hides.
pub(super) fn may_be_known(finding: &Finding) -> bool {
    !INPUT_CHECKS.contains(&finding.check)
}

/// Sorted, each once.
fn sorted(claims: &[String]) -> Vec<String> {
    let mut claims = claims.to_vec();
    claims.sort_unstable();
    claims.dedup();
    claims
}
