//! Questions on what a figure covers: a part above its whole elsewhere, nearly equal
//! figures for a part and its whole, one number for two things, the same parts under two
//! totals.

use crate::findings::Finding;

use super::data::Settles;
use super::desk::Figure;
use super::naming::Naming;
use super::voice::{Draft, Voice};
use super::words;

/// So many pairs are told in one question.
const PAIRS: usize = 3;

/// A part that is larger than its whole in another text.
pub(super) fn breach(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let figures = desk.rows(&finding.figures);
    let (part, wholes) = figures.split_first()?;
    let naming = Naming::of(desk, &figures);
    // Some repeat the part, or give a whole: both are told by what they count.
    let is_part = |figure: &Figure| figure.scope == part.scope;
    let mut text = voice.both(&figures, &naming);
    if let Some(whole) = wholes.iter().find(|figure| !is_part(figure))
        && let Some((by, _)) = words::apart(&part.interval, &whole.interval)
    {
        text.push_str(&format!(
            " So {} would be {by} more than those they belong to.",
            naming.alone(0)
        ));
    }
    let own_is_part = (figures.iter()).any(|figure| voice.yours(figure) && is_part(figure));
    text.push_str(match own_is_part {
        true => {
            " Whom does your figure count that the other leaves out: another place, group or \
             day, or later registrations?"
        }
        false => {
            " Whom does your figure leave out that the other counts: a place, a group, or later \
             registrations?"
        }
    });
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Scope, Settles::Date],
        figures,
    })
}

/// Nearly equal figures for a part in one text and its whole in another.
pub(super) fn shift(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let all = desk.rows(&finding.figures);
    let all: Vec<Figure> = all.into_iter().take(2 * PAIRS).collect();
    let naming = Naming::of(desk, &all);
    let mut sentences = Vec::new();
    let mut narrow = false;
    for (at, pair) in all.chunks_exact(2).enumerate() {
        let [part, whole] = pair else { continue };
        let (own, other) = match (voice.yours(part), voice.yours(whole)) {
            (true, _) => (2 * at, 2 * at + 1),
            (_, true) => (2 * at + 1, 2 * at),
            _ => continue,
        };
        narrow |= voice.yours(part);
        sentences.push(format!(
            "{} {}; elsewhere we find {}.",
            voice.lead(&all[own]),
            voice.own(&all[own], &naming.tail(own)),
            voice.other(&all[other], &naming.tail(other))
        ));
    }
    if sentences.is_empty() {
        return None;
    }
    let numbers = if sentences.len() == 1 {
        "The two numbers"
    } else {
        "These numbers"
    };
    sentences.push(format!(
        "{numbers} are close, so that readers may take them for one."
    ));
    sentences.push(
        match narrow {
            true => "Does your figure count that group only, and do you have one for the whole?",
            false => "Does your figure count everyone, and do you have one for the narrower group?",
        }
        .to_owned(),
    );
    Some(Draft {
        subject: naming.subject,
        text: sentences.join(" "),
        settles: vec![Settles::Scope, Settles::Figure],
        figures: all,
    })
}

/// One number for two different things.
pub(super) fn roles(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let figures = voice.desk.rows(&finding.figures);
    let naming = Naming::of(voice.desk, &figures);
    let own = figures.iter().position(|figure| voice.yours(figure))?;
    let mut text = voice.both(&figures, &naming);
    text.push_str(&format!(
        " The number is the same, what it counts is not. It may be chance; does your {} come \
         from a count of your own, or from another text?",
        figures[own].printed
    ));
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Origin, Settles::Scope],
        figures,
    })
}

/// The same parts under two totals: a whole and its parts, twice.
pub(super) fn same_parts(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let figures = desk.rows(&finding.figures);
    let half = figures.len() / 2;
    let (first, second) = figures.split_at(half);
    let (a, b) = (first.first()?, second.first()?);
    let wholes = [a.clone(), b.clone()];
    let naming = Naming::of(desk, &wholes);
    let parts: Vec<String> = (first[1..].iter())
        .map(|part| {
            let own = part.scope.iter().filter(|code| !a.scope.contains(code));
            let own: Vec<_> = own.copied().collect();
            format!("{} for {}", part.printed, desk.codes(&own))
        })
        .collect();
    let parts = words::list(&parts);
    let told = |at: usize| voice.either(&wholes[at], &naming.tail(at));
    let text = match (voice.yours(a), voice.yours(b)) {
        (true, true) => format!(
            "You give {parts} under a total of {}, and the same parts under a total of {}.",
            told(0),
            told(1)
        ),
        (true, false) => format!(
            "You give {parts} under a total of {}. Elsewhere the same parts stand under a \
             total of {}.",
            told(0),
            told(1)
        ),
        _ => format!(
            "You give {parts} under a total of {}. Elsewhere the same parts stand under a \
             total of {}.",
            told(1),
            told(0)
        ),
    };
    Some(Draft {
        subject: naming.subject,
        text: format!(
            "{text} To which of the two totals do these parts belong, and what are the parts \
             of the other?"
        ),
        settles: vec![Settles::Choice, Settles::Figure, Settles::Origin],
        figures,
    })
}
