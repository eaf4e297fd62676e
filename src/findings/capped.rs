//! What a report leaves out of large tables: findings beyond a limit, which are counted,
//! and what was not looked for.

use super::Finding;
use super::report::FindingCounts;
use crate::findings::{Severity, Status};

/// A check with more findings than are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capped {
    /// The check.
    pub check: &'static str,
    /// How many of its findings are shown.
    pub shown: usize,
    /// How many there are.
    pub found: usize,
}

/// How a table that was screened was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenedTable {
    /// Groups of figures that could contradict each other.
    pub groups: usize,
    /// How many of them do not plainly agree.
    pub telling: usize,
    /// How many of those were looked at relation by relation only, and not for what
    /// several figures show together.
    pub counted: usize,
    /// Checks that were not made, since they compare figures of different groups.
    pub not_made: &'static [&'static str],
}

/// Findings that were counted and not described: check, severity, how many.
pub type Further = (&'static str, Severity, usize);

/// Keeps so many new findings of each check, the first of a sorted list; gives the checks
/// that have more, those counted elsewhere included.
pub(super) fn cap(
    findings: &mut Vec<Finding>,
    most: Option<usize>,
    further: &[Further],
) -> Vec<Capped> {
    let mut checks: Vec<Capped> = Vec::new();
    let mut count = |check: &'static str, more: usize| {
        let known = checks.iter().position(|known| known.check == check);
        let at = known.unwrap_or_else(|| {
            checks.push(Capped {
                check,
                shown: 0,
                found: 0,
            });
            checks.len() - 1
        });
        checks[at].found += more;
        let shown = most.is_none_or(|most| checks[at].shown < most);
        checks[at].shown += usize::from(shown && more == 1);
        shown
    };
    findings.retain(|finding| finding.status != Status::New || count(finding.check, 1));
    for &(check, _, more) in further {
        let known = checks.iter_mut().find(|known| known.check == check);
        match known {
            Some(known) => known.found += more,
            None => checks.push(Capped {
                check,
                shown: 0,
                found: more,
            }),
        }
    }
    checks.retain(|check| check.shown < check.found);
    checks.sort_by_key(|check| check.check);
    checks
}

impl FindingCounts {
    /// Adds findings of one severity that are not at hand.
    pub(super) fn add_further(&mut self, severity: Severity, count: usize) {
        match severity {
            Severity::Error => self.error += count,
            Severity::Warning => self.warning += count,
            Severity::Note => self.note += count,
        }
    }
}
