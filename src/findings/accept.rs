//! Acceptances: findings that a person has judged. They stay visible, and an
//! acceptance that is out of date or matches nothing is itself a finding.

mod lookup;
mod stale;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use crate::dossier::Acceptance;
use crate::findings::{Finding, INPUT_CHECKS, Status, fingerprint};
use crate::quantity::Day;
use crate::text::Span;

use lookup::Lookup;

/// So many acceptances that match nothing are told what they may have meant.
const MOST_HINTED: usize = 200;

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

    /// Whether it covers a pair of claims that conflict in a finding.
    fn covers(&self, finding: &Finding, pair: &(String, String)) -> bool {
        self.covers_by(finding, pair, &|claim| self.names(claim))
    }

    /// The same for a finding in which no claims conflict.
    fn covers_all(&self, finding: &Finding) -> bool {
        self.covers_all_by(finding, &|claim| self.names(claim))
    }

    /// Whether it covers a pair of claims that conflict in a finding. It names both, or
    /// stands above an entry with one of them: what is said of the one figure is said of
    /// all that it conflicts with. One sum or one contradiction is a whole.
    fn covers_by(
        &self,
        finding: &Finding,
        (a, b): &(String, String),
        names: &dyn Fn(&str) -> bool,
    ) -> bool {
        let whole = finding.worksheet.is_some() || finding.derivation.is_some();
        match self.below {
            Some(below) if self.claims.is_empty() => points_into(finding, below),
            Some(_) if a == b || whole => finding.claims.iter().any(|claim| names(claim)),
            Some(_) => names(a) || names(b),
            // An empty list of claims covers none.
            None if self.claims.is_empty() => self.fingerprint.is_some(),
            None => names(a) && names(b),
        }
    }

    /// The same for a finding in which no claims conflict.
    fn covers_all_by(&self, finding: &Finding, names: &dyn Fn(&str) -> bool) -> bool {
        let mut claims = finding.claims.iter();
        match self.below {
            Some(below) => points_into(finding, below) || claims.any(|claim| names(claim)),
            None if self.claims.is_empty() => self.fingerprint.is_some(),
            None => !finding.claims.is_empty() && claims.all(|claim| names(claim)),
        }
    }

    /// Whether it covers some of a finding.
    fn touches(&self, finding: &Finding, names: &dyn Fn(&str) -> bool) -> bool {
        let pairs = &finding.conflicts;
        match pairs.is_empty() {
            true => self.covers_all_by(finding, names),
            false => (pairs.iter()).any(|pair| self.covers_by(finding, pair, names)),
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
    let lookup = Lookup::of(acceptances);
    let mut used = vec![false; acceptances.len()];
    // What those that are out of date covered first.
    let mut covered: Vec<Option<String>> = vec![None; acceptances.len()];
    for finding in findings.iter_mut().filter(|finding| acceptable(finding)) {
        let mut candidates = lookup.candidates(finding, &|| fingerprint(finding));
        candidates.retain(|&at| acceptances[at].fits(finding));
        candidates.retain(|&at| {
            let entry = &acceptances[at];
            let expired = entry.expired(today);
            if expired
                && covered[at].is_none()
                && entry.touches(finding, &|claim| lookup.names(at, claim))
            {
                covered[at] = Some(finding.concise.clone());
            }
            !expired
        });
        if !candidates.is_empty() {
            judge(finding, acceptances, &lookup, &candidates, &mut used);
        }
    }
    let explained = stale::Explained::of(findings);
    let mut stale = Vec::new();
    let mut hinted = 0;
    for (at, entry) in acceptances.iter().enumerate() {
        if entry.expired(today) {
            stale.push(stale::expired(entry, covered[at].as_deref()));
        } else if !used[at] && !explained.explains(entry) {
            let about = (hinted < MOST_HINTED).then_some((&**findings, claim_ids));
            stale.push(stale::unused(entry, about));
            hinted += 1;
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
    lookup: &Lookup<'_>,
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
            .filter(|&at| {
                acceptances[at].covers_by(finding, pair, &|claim| lookup.names(at, claim))
            })
            .collect();
        if covering.is_empty() {
            open.push(pair);
        }
        covering.into_iter().for_each(&mut take);
    }
    if finding.conflicts.is_empty() {
        let covering = candidates.iter().copied();
        covering
            .filter(|&at| acceptances[at].covers_all_by(finding, &|claim| lookup.names(at, claim)))
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
