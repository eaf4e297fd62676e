//! Acceptances: findings that a person has judged. They stay visible, and an
//! acceptance that is out of date or matches nothing is itself a finding.

mod stale;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use crate::dossier::Acceptance;
use crate::findings::{Finding, INPUT_CHECKS, Status, fingerprint};
use crate::quantity::Day;
use crate::text::Span;

impl Acceptance {
    fn names(&self, claim: &str) -> bool {
        self.claims.iter().any(|named| named.value == claim)
    }

    /// Whether its check and its fingerprint are those of a finding.
    fn fits(&self, finding: &Finding) -> bool {
        let print = self.fingerprint.as_ref();
        self.check_name().is_none_or(|check| check == finding.check)
            && print.is_none_or(|print| print.value == fingerprint(finding))
    }

    /// Whether it covers a pair of claims that conflict in a finding. It names both, or
    /// stands above an entry with one of them: what is said of the one figure is said of
    /// all that it conflicts with.
    fn covers(&self, finding: &Finding, (a, b): &(String, String)) -> bool {
        match self.below {
            Some(below) if self.claims.is_empty() => points_into(finding, below),
            Some(_) if a == b => finding.claims.iter().any(|claim| self.names(claim)),
            Some(_) => self.names(a) || self.names(b),
            None if self.claims.is_empty() => true,
            None => self.names(a) && self.names(b),
        }
    }

    /// The same for a finding in which no claims conflict.
    fn covers_all(&self, finding: &Finding) -> bool {
        let mut claims = finding.claims.iter();
        match self.below {
            Some(below) => points_into(finding, below) || claims.any(|claim| self.names(claim)),
            None if self.claims.is_empty() => true,
            None => !finding.claims.is_empty() && claims.all(|claim| self.names(claim)),
        }
    }

    /// Whether it covers some of a finding, be it out of date or not.
    fn touches(&self, finding: &Finding) -> bool {
        let pairs = &finding.conflicts;
        acceptable(finding)
            && self.fits(finding)
            && match pairs.is_empty() {
                true => self.covers_all(finding),
                false => pairs.iter().any(|pair| self.covers(finding, pair)),
            }
    }

    /// Whether its last day is over; without a last day it never is.
    fn expired(&self, today: Day) -> bool {
        let until = self.until.as_ref().and_then(|until| until.value.end);
        until.is_some_and(|day| day < today)
    }
}

/// Whether a finding points to something inside a span.
fn points_into(finding: &Finding, span: Span) -> bool {
    let mut places = finding.locations.iter().map(|at| at.span);
    places.any(|at| at.file == span.file && span.start <= at.start && at.end <= span.end)
}

/// Marks the findings whose conflicting pairs are all covered, and adds a finding
/// for every entry that has expired (after its `until` day) or covers nothing.
/// `claim_ids` are all ids of the dossier, to tell a mistyped one.
pub fn apply(
    findings: &mut Vec<Finding>,
    acceptances: &[Acceptance],
    claim_ids: &[&str],
    today: Day,
) {
    if acceptances.is_empty() {
        return;
    }
    let mut used = vec![false; acceptances.len()];
    for finding in findings.iter_mut().filter(|finding| acceptable(finding)) {
        let candidates: Vec<usize> = (0..acceptances.len())
            .filter(|&at| acceptances[at].fits(finding) && !acceptances[at].expired(today))
            .collect();
        if !candidates.is_empty() {
            judge(finding, acceptances, &candidates, &mut used);
        }
    }
    let mut stale = Vec::new();
    for (entry, used) in acceptances.iter().zip(used) {
        if entry.expired(today) {
            stale.push(stale::expired(entry, findings));
        } else if !used && !stale::explained(entry, findings) {
            stale.push(stale::unused(entry, findings, claim_ids));
        }
    }
    findings.append(&mut stale);
}

/// Input errors cannot be accepted: what is not read is not audited.
pub(super) fn acceptable(finding: &Finding) -> bool {
    !INPUT_CHECKS.contains(&finding.check)
}

fn judge(
    finding: &mut Finding,
    acceptances: &[Acceptance],
    candidates: &[usize],
    used: &mut [bool],
) {
    let mut reasons: Vec<&str> = Vec::new();
    let mut take = |at: usize| {
        used[at] = true;
        let reason = acceptances[at].reason.as_str();
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    };
    let mut open: Vec<&(String, String)> = Vec::new();
    for pair in &finding.conflicts {
        let covering = candidates.iter().copied();
        let covering: Vec<usize> = covering
            .filter(|&at| acceptances[at].covers(finding, pair))
            .collect();
        if covering.is_empty() {
            open.push(pair);
        }
        covering.into_iter().for_each(&mut take);
    }
    if finding.conflicts.is_empty() {
        let covering = candidates.iter().copied();
        covering
            .filter(|&at| acceptances[at].covers_all(finding))
            .for_each(&mut take);
    }
    if reasons.is_empty() {
        return;
    }
    if open.is_empty() {
        finding.status = Status::Accepted(reasons.join("; "));
        return;
    }
    let total = finding.conflicts.len();
    let first = format!("{} with {}", open[0].0, open[0].1);
    let more = match open.len() {
        1 => String::new(),
        several => format!(" and {} more", several - 1),
    };
    finding.notes.push(format!(
        "{} of {total} conflicting pairs are accepted; not accepted: {first}{more}",
        total - open.len()
    ));
}
