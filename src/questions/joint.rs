//! Questions on figures that hold one by one and not together: all of them are named, with
//! how far apart they are and what a change of one would make of it.

use crate::findings::{Derivation, End, Finding};
use crate::quantity::{Exact, group};

use super::data::Settles;
use super::desk::Figure;
use super::naming::Naming;
use super::repairs;
use super::voice::{Draft, Voice};

/// More figures than these are cited and not named one by one.
const NAMED: usize = 12;

/// Whether a finding is one that only the figures together show.
pub(super) fn is_joint(finding: &Finding) -> bool {
    finding.derivation.is_some() && finding.worksheet.is_none() && finding.figures.is_empty()
}

pub(super) fn build(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    // What a limit left open is no finding about the figures.
    if finding.derivation.is_none() && finding.stated.is_empty() {
        return None;
    }
    let desk = voice.desk;
    let figures = desk.claims(finding);
    if figures.len() < 2 {
        return None;
    }
    let naming = Naming::of(desk, &figures);
    let (shown, more) = figures.split_at(figures.len().min(NAMED));
    let mut text = voice.both(shown, &naming);
    if !more.is_empty() {
        text.push_str(&format!(" {} more figures take part.", more.len()));
    }
    text.push_str(" Each may hold by itself, but we cannot make them hold together");
    match finding.derivation.as_deref().and_then(gap) {
        Some(gap) => text.push_str(&format!(": they miss each other by {}.", group(&gap))),
        None => text.push('.'),
    }
    if let Some(choices) = repairs::choices(desk, finding, &figures, &naming) {
        text.push_str(&format!(" {choices}."));
    }
    text.push_str(
        " Which of them should read otherwise, or what do they count that we have misread?",
    );
    let mut settles = vec![Settles::Choice, Settles::Scope];
    if let Some(question) = repairs::settled_by(desk, finding) {
        text.push_str(&format!(" {question}"));
        settles.push(Settles::Figure);
    }
    Some(Draft {
        subject: naming.subject,
        text,
        settles,
        figures,
    })
}

/// How far the two last steps are apart.
fn gap(derivation: &Derivation) -> Option<Exact> {
    let [a, b] = derivation.clash.as_slice() else {
        return None;
    };
    let (a, b) = (derivation.steps.get(*a)?, derivation.steps.get(*b)?);
    let (low, high) = match (a.bound, b.bound) {
        (End::Low, End::High) => (a, b),
        (End::High, End::Low) => (b, a),
        _ => return None,
    };
    let gap = &low.value.value - &high.value.value;
    (gap > Exact::ZERO).then_some(gap)
}

/// A finding of any check, told by its figures alone.
pub(super) fn plain(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let figures: Vec<Figure> = desk.claims(finding);
    if !figures.iter().any(|figure| voice.yours(figure)) {
        return None;
    }
    let naming = Naming::of(desk, &figures);
    let mut text = voice.both(&figures, &naming);
    text.push_str(
        " We cannot make these figures fit together. What exactly does each of them count, and \
         up to which day?",
    );
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Scope, Settles::Date],
        figures,
    })
}
