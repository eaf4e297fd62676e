//! Acceptances that have expired or match nothing, and what they may have meant.

use rustc_hash::FxHashSet;

use super::acceptable;
use crate::dossier::Acceptance;
use crate::findings::{Finding, INPUT_CHECKS, PEDANTIC_CHECKS, Severity, fingerprint};
use crate::text::{FileId, Span, suggest};

/// What is said where nothing is near.
const NO_HINT: &str = "remove the entry, or check the ids of its claims";

/// Where something else that was found says why an entry matches nothing: no check has
/// its name, or the file around a comment could not be read.
pub(super) struct Explained {
    names: FxHashSet<Span>,
    files: FxHashSet<FileId>,
}

impl Explained {
    pub fn of(findings: &[Finding]) -> Self {
        let places = |check: &'static str| {
            let about = findings
                .iter()
                .filter(move |finding| finding.check == check);
            about.filter_map(|finding| finding.locations.first().map(|at| at.span))
        };
        Self {
            names: places("unknown-field").collect(),
            files: places("invalid-yaml").map(|place| place.file).collect(),
        }
    }

    pub fn explains(&self, entry: &Acceptance) -> bool {
        let check = entry.check.as_ref();
        check.is_some_and(|check| self.names.contains(&check.span))
            || entry.below.is_some() && self.files.contains(&entry.span.file)
    }
}

/// The finding about an entry that has expired.
/// `covered` is what it covered.
pub(super) fn expired(entry: &Acceptance, covered: Option<&str>) -> Finding {
    let until = (entry.until.as_ref()).map_or("", |until| &until.value.printed);
    let message = format!("acceptance of {} expired after {until}", what(entry));
    let mut finding = Finding::new("expired-accept", Severity::Warning, entry.span, message);
    finding.locations[0].label = "no longer applies".into();
    finding.help.push(match covered {
        Some(_) => {
            "look at the finding again; set a later `until` if the reason still stands".into()
        }
        None if entry.below.is_some() => "nothing matches it any more; remove the comment".into(),
        None => "nothing matches it any more; remove the entry".into(),
    });
    if let Some(covered) = covered {
        finding.notes.push(format!("it covered: {covered}"));
    }
    describe(finding, entry)
}

/// The finding about an entry that covers nothing; `about` are all findings and the ids
/// of all claims, to say what it may have meant.
pub(super) fn unused(entry: &Acceptance, about: Option<(&[Finding], &[&str])>) -> Finding {
    let message = format!("acceptance of {} matches no finding", what(entry));
    let mut finding = Finding::new("unused-accept", Severity::Warning, entry.span, message);
    finding.locations[0].label = "matches nothing".into();
    finding.help.push(match about {
        Some((findings, claim_ids)) => hint(entry, findings, claim_ids),
        None if entry.below.is_some() => "remove the comment".to_owned(),
        None => NO_HINT.to_owned(),
    });
    describe(finding, entry)
}

/// The check, else the fingerprint.
fn what(entry: &Acceptance) -> String {
    match (&entry.check, &entry.fingerprint) {
        (Some(check), _) => check.value.clone(),
        (None, Some(print)) => print.value.clone(),
        (None, None) => "nothing".to_owned(),
    }
}

fn describe(mut finding: Finding, entry: &Acceptance) -> Finding {
    finding.claims = entry.claims.iter().map(|id| id.value.clone()).collect();
    let named = match (&entry.fingerprint, entry.check.is_some()) {
        (Some(print), true) if finding.claims.is_empty() => vec![print.value.clone()],
        _ => finding.claims.clone(),
    };
    finding.concise = match named.is_empty() {
        true => finding.message.clone(),
        false => format!("{}: {}", finding.message, named.join(", ")),
    };
    finding.subject = what(entry);
    if let Some(print) = entry.fingerprint.as_ref().filter(|_| entry.check.is_some()) {
        finding.subject = format!("{} {}", finding.subject, print.value);
    }
    finding
}

/// The likeliest reason why an entry matches nothing.
fn hint(entry: &Acceptance, findings: &[Finding], claim_ids: &[&str]) -> String {
    if let Some(check) = entry
        .check_name()
        .filter(|check| INPUT_CHECKS.contains(check))
    {
        return format!(
            "`{check}` is a problem of the input and cannot be accepted; mend the file"
        );
    }
    let hinted = match (&entry.fingerprint, entry.below) {
        (Some(print), _) => of_fingerprint(entry, &print.value, findings),
        (None, Some(_)) => return of_comment(entry, findings),
        (None, None) => None,
    };
    hinted
        .or_else(|| of_ids(entry, claim_ids))
        .or_else(|| of_claims(entry, findings))
        .unwrap_or_else(|| NO_HINT.to_owned())
}

/// An id that no claim has.
fn of_ids(entry: &Acceptance, claim_ids: &[&str]) -> Option<String> {
    let unknown = |id: &&str| !claim_ids.is_empty() && !claim_ids.contains(id);
    let id = entry
        .claims
        .iter()
        .map(|id| id.value.as_str())
        .find(unknown)?;
    Some(match suggest::nearest(id, claim_ids.iter().copied()) {
        Some(near) => format!("no claim has the id `{id}`; did you mean `{near}`?"),
        None => format!("no claim has the id `{id}`"),
    })
}

/// A finding about the same claims.
fn of_claims(entry: &Acceptance, findings: &[Finding]) -> Option<String> {
    let shared = |finding: &&Finding| finding.claims.iter().filter(|id| entry.names(id)).count();
    let others = findings.iter().filter(|finding| acceptable(finding));
    // Ties go to the first claim ids, so that the order of findings is no matter.
    let best = |same_check: bool| {
        others
            .clone()
            .filter(|f| (entry.check_name() == Some(f.check)) == same_check && shared(f) > 0)
            .max_by(|a, b| {
                (shared(a).cmp(&shared(b)))
                    .then_with(|| b.check.cmp(a.check))
                    .then_with(|| b.claims.cmp(&a.claims))
            })
    };
    if let Some(near) = best(true) {
        let claims = near.claims.join(", ");
        return Some(format!(
            "the nearest finding of this check is about {claims}"
        ));
    }
    let covered = |f: &Finding| f.conflicts.iter().any(|pair| entry.covers(f, pair));
    let near = best(false).filter(|f| covered(f))?;
    Some(format!("these claims are in a finding of `{}`", near.check))
}

/// Why no finding has a fingerprint.
fn of_fingerprint(entry: &Acceptance, print: &str, findings: &[Finding]) -> Option<String> {
    if let Some(same) = findings.iter().find(|other| fingerprint(other) == print) {
        return Some(match entry.check_name() {
            _ if !acceptable(same) => format!(
                "`{}` is a problem of the input and cannot be accepted; mend the file",
                same.check
            ),
            Some(check) if check != same.check => {
                format!("the finding with this fingerprint is of `{}`", same.check)
            }
            _ => "the finding with this fingerprint is about other claims".to_owned(),
        });
    }
    let mut near: Vec<&Finding> = findings.iter().collect();
    near.retain(|other| entry.check_name() == Some(other.check) && acceptable(other));
    near.retain(|other| other.claims.iter().any(|id| entry.names(id)));
    near.sort_by(|a, b| a.claims.cmp(&b.claims));
    Some(match near.first() {
        Some(near) => format!(
            "its difference has changed: the finding about {} has the fingerprint {} now",
            near.claims.join(", "),
            fingerprint(near)
        ),
        None => "what it was about is gone, or its difference has changed; remove the entry, or accept the finding anew".to_owned(),
    })
}

/// Why a comment covers nothing.
fn of_comment(entry: &Acceptance, findings: &[Finding]) -> String {
    if entry.below == Some(entry.span) {
        return "no entry begins on the line below; put it directly above the entry".to_owned();
    }
    let mut checks: Vec<&str> = (findings.iter())
        .filter(|other| acceptable(other) && !PEDANTIC_CHECKS.contains(&other.check))
        .filter(|other| {
            let mut pairs = other.conflicts.iter();
            pairs.any(|pair| entry.covers(other, pair)) || entry.covers_all(other)
        })
        .map(|other| other.check)
        .collect();
    checks.sort_unstable();
    checks.dedup();
    match checks.as_slice() {
        [] => "no finding is about the entry below; remove the comment".to_owned(),
        [one] => format!("the finding about the entry below is of `{one}`"),
        several => format!(
            "the findings about the entry below are of `{}`",
            several.join("`, `")
        ),
    }
}
