//! Acceptances: findings that a person has judged. They stay visible, and an
//! acceptance that is out of date or matches nothing is itself a finding.

use crate::dossier::Acceptance;
use crate::findings::{Finding, INPUT_CHECKS, Severity, Status};
use crate::quantity::Day;
use crate::text::suggest;

impl Acceptance {
    fn names(&self, claim: &str) -> bool {
        self.claims.iter().any(|named| named.value == claim)
    }

    fn covers(&self, pair: &(String, String)) -> bool {
        self.names(&pair.0) && self.names(&pair.1)
    }

    /// Whether its last day is over; without a last day it never is.
    fn expired(&self, today: Day) -> bool {
        let until = self.until.as_ref().and_then(|until| until.value.end);
        until.is_some_and(|day| day < today)
    }

    /// Ids of the claims it is about, as text.
    fn ids(&self) -> Vec<String> {
        self.claims.iter().map(|id| id.value.clone()).collect()
    }
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
    let mut used = vec![false; acceptances.len()];
    for finding in findings.iter_mut() {
        let candidates: Vec<usize> = (0..acceptances.len())
            .filter(|&at| acceptances[at].check.value == finding.check)
            .filter(|&at| !acceptances[at].expired(today))
            .collect();
        if !candidates.is_empty() && acceptable(finding) {
            judge(finding, acceptances, &candidates, &mut used);
        }
    }
    let mut stale = Vec::new();
    for (entry, used) in acceptances.iter().zip(used) {
        if entry.expired(today) {
            stale.push(expired(entry, findings));
        } else if !used && !misnamed(entry, findings) {
            stale.push(unused(entry, findings, claim_ids));
        }
    }
    findings.append(&mut stale);
}

/// Whether a finding says already that no check has the name the entry gives.
fn misnamed(entry: &Acceptance, findings: &[Finding]) -> bool {
    let mut unknown = findings.iter().filter(|f| f.check == "unknown-field");
    unknown.any(|f| {
        f.locations
            .first()
            .is_some_and(|at| at.span == entry.check.span)
    })
}

/// Input errors cannot be accepted, nor can what names no conflict.
fn acceptable(finding: &Finding) -> bool {
    !INPUT_CHECKS.contains(&finding.check) && !finding.conflicts.is_empty()
}

fn judge(
    finding: &mut Finding,
    acceptances: &[Acceptance],
    candidates: &[usize],
    used: &mut [bool],
) {
    let mut reasons: Vec<&str> = Vec::new();
    let mut open: Vec<&(String, String)> = Vec::new();
    for pair in &finding.conflicts {
        let mut covered = false;
        for &at in candidates {
            if acceptances[at].covers(pair) {
                covered = true;
                used[at] = true;
                let reason = acceptances[at].reason.as_str();
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
        if !covered {
            open.push(pair);
        }
    }
    if open.is_empty() {
        finding.status = Status::Accepted(reasons.join("; "));
    } else if !reasons.is_empty() {
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
}

fn expired(entry: &Acceptance, findings: &[Finding]) -> Finding {
    let until = (entry.until.as_ref()).map_or("", |until| &until.value.printed);
    let mut finding = Finding::new(
        "expired-accept",
        Severity::Warning,
        entry.span,
        format!("acceptance of {} expired after {until}", entry.check.value),
    );
    finding.locations[0].label = "no longer applies".into();
    let still = findings.iter().any(|other| {
        other.check == entry.check.value && other.conflicts.iter().any(|pair| entry.covers(pair))
    });
    finding.help.push(if still {
        "look at the finding again; set a later `until` if the reason still stands".into()
    } else {
        "nothing matches it any more; remove the entry".into()
    });
    describe(finding, entry)
}

fn unused(entry: &Acceptance, findings: &[Finding], claim_ids: &[&str]) -> Finding {
    let mut finding = Finding::new(
        "unused-accept",
        Severity::Warning,
        entry.span,
        format!("acceptance of {} matches no finding", entry.check.value),
    );
    finding.locations[0].label = "matches nothing".into();
    finding.help.push(hint(entry, findings, claim_ids));
    describe(finding, entry)
}

fn describe(mut finding: Finding, entry: &Acceptance) -> Finding {
    finding.concise = format!("{}: {}", finding.message, entry.ids().join(", "));
    finding.claims = entry.ids();
    finding.subject = entry.check.value.clone();
    finding
}

/// The likeliest reason why an entry matches nothing.
fn hint(entry: &Acceptance, findings: &[Finding], claim_ids: &[&str]) -> String {
    if INPUT_CHECKS.contains(&entry.check.value.as_str()) {
        return "problems of the input cannot be accepted; mend the file".into();
    }
    for id in entry.claims.iter().map(|id| &id.value) {
        if !claim_ids.is_empty() && !claim_ids.contains(&id.as_str()) {
            return match suggest::nearest(id, claim_ids.iter().copied()) {
                Some(near) => format!("no claim has the id `{id}`; did you mean `{near}`?"),
                None => format!("no claim has the id `{id}`"),
            };
        }
    }
    let shared = |finding: &&Finding| finding.claims.iter().filter(|id| entry.names(id)).count();
    let others = findings.iter().filter(|f| acceptable(f));
    // Ties go to the first claim ids, so that the order of findings is no matter.
    let best = |same_check: bool| {
        others
            .clone()
            .filter(|f| (f.check == entry.check.value) == same_check && shared(f) > 0)
            .max_by(|a, b| {
                (shared(a).cmp(&shared(b)))
                    .then_with(|| b.check.cmp(a.check))
                    .then_with(|| b.claims.cmp(&a.claims))
            })
    };
    if let Some(near) = best(true) {
        return format!(
            "the nearest finding of this check is about {}",
            near.claims.join(", ")
        );
    }
    let covered = |f: &Finding| f.conflicts.iter().any(|pair| entry.covers(pair));
    if let Some(near) = best(false).filter(|f| covered(f)) {
        return format!("these claims are in a finding of `{}`", near.check);
    }
    "remove the entry, or check the ids of its claims".into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::findings::canned;
    use crate::quantity::Window;
    use crate::text::Spanned;

    /// 2024-10-04.
    const DAY: Day = Day(20_000);

    fn entry(check: &str, claims: &[&str]) -> Acceptance {
        let span = canned::divergence().1.locations[0].span;
        let spanned = |text: &&str| Spanned::new(text.to_string(), span);
        Acceptance {
            check: spanned(&check),
            claims: claims.iter().map(spanned).collect(),
            reason: format!("reason {}", claims.len()),
            until: None,
            span,
        }
    }

    fn conflict(ids: &[(&str, &str)]) -> Finding {
        let (_, mut finding) = canned::divergence();
        finding.conflicts = ids
            .iter()
            .map(|(a, b)| (a.to_string(), b.to_string()))
            .collect();
        let all: BTreeSet<&str> = ids.iter().flat_map(|(a, b)| [*a, *b]).collect();
        finding.claims = all.into_iter().map(String::from).collect();
        finding
    }

    fn run(finding: Finding, entries: &[Acceptance]) -> Vec<Finding> {
        let mut findings = vec![finding];
        apply(&mut findings, entries, &["a/x", "b/x", "c/x"], DAY);
        findings
    }

    #[test]
    fn several_entries_may_cover_one_finding_together() {
        let finding = conflict(&[("a/x", "b/x"), ("b/x", "c/x")]);
        let one = entry("sources-disagree", &["a/x", "b/x"]);
        let two = entry("sources-disagree", &["c/x", "b/x", "zzz"]);
        let out = run(finding, &[one, two]);
        assert_eq!(out.len(), 1);
        assert_eq!(out[0].status, Status::Accepted("reason 2; reason 3".into()));
    }

    #[test]
    fn one_open_pair_keeps_it_new_and_is_named() {
        let finding = conflict(&[("a/x", "b/x"), ("b/x", "c/x")]);
        let out = run(finding, &[entry("sources-disagree", &["a/x", "b/x"])]);
        assert_eq!(out.len(), 1, "a partial acceptance is not unused");
        assert_eq!(out[0].status, Status::New);
        assert_eq!(
            out[0].notes.last().unwrap(),
            "1 of 2 conflicting pairs are accepted; not accepted: b/x with c/x"
        );
    }

    #[test]
    fn a_single_claim_is_named_twice() {
        let finding = conflict(&[("a/x", "a/x")]);
        let out = run(finding, &[entry("sources-disagree", &["a/x"])]);
        assert!(matches!(out[0].status, Status::Accepted(_)));
    }

    #[test]
    fn until_is_the_last_day() {
        let until = |day| {
            let mut entry = entry("sources-disagree", &["a/x", "b/x"]);
            entry.until = Some(Spanned::new(Window::parse(day).unwrap(), entry.span));
            entry
        };
        let out = run(conflict(&[("a/x", "b/x")]), &[until("2024-10-04")]);
        assert!(matches!(out[0].status, Status::Accepted(_)));
        let out = run(conflict(&[("a/x", "b/x")]), &[until("2024-10-03")]);
        assert_eq!(out[0].status, Status::New);
        assert_eq!(out[1].check, "expired-accept");
        assert_eq!(out[1].severity, Severity::Warning);
        assert!(out[1].message.contains("2024-10-03"));
        assert!(out[1].help[0].contains("look at the finding again"));
    }

    #[test]
    fn an_unused_entry_says_what_is_near() {
        let help = |finding: Finding, entry: Acceptance| {
            let out = run(finding, &[entry]);
            assert_eq!(out[0].status, Status::New);
            assert_eq!(out[1].check, "unused-accept");
            out[1].help[0].clone()
        };
        let finding = || conflict(&[("a/x", "b/x")]);
        assert_eq!(
            help(finding(), entry("sources-disagree", &["a/x", "bb/x"])),
            "no claim has the id `bb/x`; did you mean `b/x`?"
        );
        assert_eq!(
            help(finding(), entry("sources-disagree", &["a/x", "c/x"])),
            "the nearest finding of this check is about a/x, b/x"
        );
        assert_eq!(
            help(finding(), entry("base-shift", &["a/x", "b/x"])),
            "these claims are in a finding of `sources-disagree`"
        );
        assert_eq!(
            help(finding(), entry("base-shift", &["c/x"])),
            "remove the entry, or check the ids of its claims"
        );
    }

    #[test]
    fn input_problems_cannot_be_accepted() {
        let (_, mut finding) = canned::input_problem();
        finding.conflicts = vec![("a/x".into(), "a/x".into())];
        let entry = entry(finding.check, &["a/x"]);
        let out = run(finding, &[entry]);
        assert_eq!(out[0].status, Status::New);
        assert_eq!(
            out[1].help[0],
            "problems of the input cannot be accepted; mend the file"
        );
    }
}
