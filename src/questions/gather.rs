//! From the findings of an audit to letters: who is asked, about what, in which order.

use crate::dossier::{Dossier, SpeakerId};
use crate::findings::{Finding, Severity, Status, fingerprint};

use super::cite::{cite, read_in};
use super::data::{Apart, Letter, Question, Questions};
use super::desk::Desk;
use super::policy::{self, Build};
use super::voice::Voice;
use super::{joint, words};

/// What of the findings is to be asked.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only these publishers; none means all.
    pub publishers: Vec<SpeakerId>,
    /// Also findings that a person has accepted.
    pub accepted: bool,
}

/// The questions that follow from the findings on a dossier, in the order of the findings,
/// a letter for each publisher.
pub fn questions(dossier: &Dossier, findings: &[Finding], wanted: &Wanted) -> Questions {
    let desk = Desk::new(dossier);
    let mut letters: Vec<(SpeakerId, Letter)> = Vec::new();
    let mut apart = Apart::default();
    for finding in findings {
        let Some(build) = asked(finding, wanted, &mut apart) else {
            continue;
        };
        let mut put = false;
        for you in speakers(&desk, finding) {
            let Some(question) = question(&desk, finding, build, you) else {
                continue;
            };
            put = true;
            if !wanted.publishers.is_empty() && !wanted.publishers.contains(&you) {
                continue;
            }
            let at = letters.iter().position(|(speaker, _)| *speaker == you);
            let at = at.unwrap_or_else(|| {
                letters.push((you, empty(&desk, you)));
                letters.len() - 1
            });
            let letter = &mut letters[at].1;
            for claim in question.figures.iter().filter(|figure| figure.yours) {
                let outlet = desk
                    .find(&claim.claim)
                    .and_then(|id| read_in(&desk, desk.claim(id)));
                letter
                    .read_in
                    .extend(outlet.filter(|outlet| !letter.read_in.contains(outlet)));
            }
            letter.questions.push(question);
        }
        // What could not be put as a question is left to the author.
        apart.authors += usize::from(!put);
    }
    let mut found = Questions::default();
    found.merge(Questions {
        letters: letters.into_iter().map(|(_, letter)| letter).collect(),
        apart,
    });
    found
}

/// How a finding is put, if it is asked at all; else it is counted.
fn asked(finding: &Finding, wanted: &Wanted, apart: &mut Apart) -> Option<Build> {
    let Some(build) = policy::build(finding.check) else {
        apart.authors += 1;
        return None;
    };
    if finding.status != Status::New && !wanted.accepted {
        apart.accepted += 1;
        return None;
    }
    // Figures that may move do so without being asked why.
    if finding.check == "changed-over-time" && finding.severity == Severity::Note {
        apart.expected += 1;
        return None;
    }
    Some(match joint::is_joint(finding) {
        true => joint::build,
        false => build,
    })
}

/// Who is asked: those who speak for the conflicting figures, in the order of the finding.
/// Of more than two, where a change of one figure would settle it, those who speak for
/// such a figure: the others agree among themselves.
fn speakers(desk: &Desk<'_>, finding: &Finding) -> Vec<SpeakerId> {
    let mut ids: Vec<&str> = Vec::new();
    match finding.readings.first() {
        Some(reading) => ids.extend(reading.taken.iter().map(|taken| taken.claim.as_str())),
        None => {
            let conflicts = finding.conflicts.iter();
            let named: Vec<&str> = conflicts
                .flat_map(|(a, b)| [a.as_str(), b.as_str()])
                .collect();
            let of_conflict = |id: &&str| named.is_empty() || named.contains(id);
            ids.extend(
                finding
                    .claims
                    .iter()
                    .map(String::as_str)
                    .filter(of_conflict),
            );
        }
    }
    let all = distinct(desk, &ids);
    if all.len() <= 2 {
        return all;
    }
    let single = finding
        .repairs
        .iter()
        .filter(|repair| repair.changes.len() == 1);
    let changes = single.flat_map(|repair| &repair.changes);
    let ids: Vec<&str> = changes.map(|change| change.claim.as_str()).collect();
    let mut likely = distinct(desk, &ids);
    likely.retain(|speaker| all.contains(speaker));
    if likely.is_empty() { all } else { likely }
}

fn distinct(desk: &Desk<'_>, ids: &[&str]) -> Vec<SpeakerId> {
    let mut found: Vec<SpeakerId> = Vec::new();
    for id in ids {
        let Some(claim) = desk.find(id) else { continue };
        let speaker = desk.claim(claim).speaker;
        if !found.contains(&speaker) {
            found.push(speaker);
        }
    }
    found
}

fn question(desk: &Desk<'_>, finding: &Finding, build: Build, you: SpeakerId) -> Option<Question> {
    let voice = Voice { desk, you };
    let draft = build(&voice, finding).or_else(|| match finding.conflicts.is_empty() {
        true => None,
        false => joint::plain(&voice, finding),
    })?;
    Some(Question {
        check: finding.check,
        severity: finding.severity,
        fingerprint: fingerprint(finding),
        accepted: finding.status != Status::New,
        subject: draft.subject,
        text: draft.text,
        settles: draft.settles,
        claims: finding.claims.clone(),
        figures: cite(desk, &draft.figures, you),
    })
}

fn empty(desk: &Desk<'_>, you: SpeakerId) -> Letter {
    Letter {
        publisher: words::capital(&desk.name(you)),
        read_in: Vec::new(),
        questions: Vec::new(),
    }
}
