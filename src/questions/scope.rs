//! Questions on what a figure covers: a part above its whole elsewhere, nearly equal
//! figures for a part and its whole, one number for two things, the same parts under two
//! totals.

use crate::findings::Finding;

use super::data::Settles;
use super::desk::{Figure, Scope};
use super::naming::Naming;
use super::repairs;
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
            " So the part would be larger than its whole, by {by}."
        ));
    }
    let own_is_part = (figures.iter()).any(|figure| voice.yours(figure) && is_part(figure));
    let several = (figures.iter().filter(|figure| !voice.yours(figure))).count() > 1;
    text.push_str(match (own_is_part, several) {
        (true, true) => {
            " What does your figure cover that the others leave out: another place, group or \
             day, or later additions?"
        }
        (true, false) => {
            " What does your figure cover that the other leaves out: another place, group or \
             day, or later additions?"
        }
        (false, _) => {
            " What does your figure leave out that the other covers: a place, a group, or later \
             additions?"
        }
    });
    let mut settles = vec![Settles::Scope, Settles::Date];
    // The whole at the date of the part is theirs to know who count the part.
    if own_is_part && let Some(question) = repairs::settled_by(desk, finding) {
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

/// Nearly equal figures for a part in one text and its whole in another.
pub(super) fn shift(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let all = desk.rows(&finding.figures);
    let all: Vec<Figure> = all.into_iter().take(2 * PAIRS).collect();
    let pairs = all.chunks_exact(2);
    let mut pairs: Vec<Figure> = pairs
        .filter(|pair| pair.iter().any(|figure| voice.yours(figure)))
        .flatten()
        .cloned()
        .collect();
    // One whole may stand beside several parts.
    let mut seen = Vec::new();
    pairs.retain(|figure| {
        let new = !seen.contains(&figure.claim);
        seen.push(figure.claim);
        new
    });
    let part = all.chunks_exact(2).any(|pair| voice.yours(&pair[0]));
    let name = format!("\"{}\"", desk.codes(&narrower(&all)));
    let naming = Naming::of(desk, &pairs);
    let mut text = voice.both(&pairs, &naming);
    text.push_str(match pairs.len() {
        2 => " The two numbers are close, and readers may take one for the other.",
        _ => " These numbers are close, and readers may take one for the other.",
    });
    let (covers, it) = match pairs.len() {
        2 => ("Does your figure cover", "is it"),
        _ => ("Do your figures cover", "are they"),
    };
    text.push_str(&match part {
        true => format!(" {covers} {name} only, and what {it} for the whole?"),
        false => format!(" {covers} more than {name}, and what {it} for that part alone?"),
    });
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Scope, Settles::Figure],
        figures: pairs,
    })
}

/// The codes by which each part is narrower than its whole, those that all pairs share.
fn narrower(pairs: &[Figure]) -> Scope {
    let further = |pair: &[Figure]| -> Scope {
        let codes = pair[0].scope.iter();
        codes
            .filter(|code| !pair[1].scope.contains(code))
            .copied()
            .collect()
    };
    let mut all = pairs.chunks_exact(2).map(further);
    let first = all.next().unwrap_or_default();
    let mut common = first.clone();
    for other in all {
        common.retain(|code| other.contains(code));
    }
    if common.is_empty() { first } else { common }
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
        subject: format!("The number {}", figures[own].printed),
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
    let (own, other) = match voice.yours(a) {
        true => (0, 1),
        false => (1, 0),
    };
    let also = match voice.yours(&wholes[other]) {
        true => "You also give",
        false => "Elsewhere we find",
    };
    let text = format!(
        "You give {parts} as parts of {}. {also} the same parts under {}.",
        told(own),
        told(other)
    );
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
