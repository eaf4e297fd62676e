//! Questions on one figure given in several ways: inside one text, by several
//! publishers, or by one publisher in several editions.

use crate::findings::Finding;

use super::data::Settles;
use super::desk::Figure;
use super::naming::Naming;
use super::repairs;
use super::voice::{Draft, Voice};
use super::words;

/// So many dates are told in one question.
const DATES: usize = 3;

pub(super) fn self_contradiction(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let mut figures = desk.rows(&finding.figures);
    if figures.len() < 2 {
        figures = desk.claims(finding);
    }
    let naming = Naming::of(desk, &figures);
    let mut text = voice.both(&figures, &naming);
    text.push_str(" Both stand in one text.");
    if figures.len() > 2
        && let Some(choices) = repairs::choices(desk, finding, &figures, &naming)
    {
        text.push_str(&format!(" {choices}."));
    }
    text.push_str(" Which of them holds, or do they count different things?");
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Choice, Settles::Scope],
        figures,
    })
}

/// Several publishers, one date.
pub(super) fn disagree(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let figures = conflicting(voice, finding);
    let naming = Naming::of(desk, &figures);
    let mut text = voice.both(&figures, &naming);
    if let [a, b] = figures.as_slice()
        && let Some((by, more)) = words::apart(&a.interval, &b.interval)
    {
        let own_is_larger = voice.yours(a) == more;
        text.push_str(&match (voice.yours(a), voice.yours(b)) {
            (true, true) | (false, false) => format!(" They differ by {by}."),
            _ if own_is_larger => format!(" Yours is higher, by {by}."),
            _ => format!(" Yours is lower, by {by}."),
        });
    }
    let own = figures.iter().filter(|figure| voice.yours(figure)).count();
    text.push_str(match own {
        1 => " What exactly does your figure count, where, and up to which day? Is it final?",
        _ => " What exactly do your figures count, where, and up to which day? Are they final?",
    });
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Scope, Settles::Date, Settles::Status],
        figures,
    })
}

/// One publisher, one date, several editions.
pub(super) fn revision(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let desk = voice.desk;
    let figures = desk.rows(&finding.figures);
    let naming = Naming::of(desk, &figures);
    let published = |figure: &Figure| {
        let source = desk.dossier.source(desk.claim(figure.claim).source);
        let published = source.published.as_ref();
        let words = published.map(|date| super::dates::on(&date.value.printed));
        words.map_or(String::new(), |words| format!(" ({words})"))
    };
    let date = |figure: &Figure| {
        let window = desk.claim(figure.claim).when.window.as_ref();
        window.map(|window| window.printed.to_string())
    };
    let mut sentences: Vec<String> = Vec::new();
    let blocks: Vec<&[Figure]> = figures.chunk_by(|a, b| date(a) == date(b)).collect();
    for block in blocks.iter().take(DATES) {
        let editions: Vec<String> = (block.iter())
            .map(|figure| format!("{}{}", figure.printed, published(figure)))
            .collect();
        let about = date(&block[0]).map(|date| format!("For {} you", super::dates::words(&date)));
        let about = about.unwrap_or_else(|| "You".to_owned());
        let by = match block {
            [a, .., b] => words::apart(&b.interval, &a.interval),
            _ => None,
        };
        let by = by.map_or(String::new(), |(by, more)| {
            format!(", {by} {}", if more { "more" } else { "less" })
        });
        sentences.push(format!("{about} gave {}{by}.", editions.join(", then ")));
    }
    match blocks.len().saturating_sub(DATES) {
        0 => {}
        1 => sentences.push("One more date changed likewise.".to_owned()),
        more => sentences.push(format!("{more} more dates changed likewise.")),
    }
    sentences.push(
        "We found no note on a revision. What was revised and why, and is the latest figure \
         final?"
            .to_owned(),
    );
    Some(Draft {
        subject: naming.subject,
        text: sentences.join(" "),
        settles: vec![Settles::Status, Settles::Origin],
        figures,
    })
}

/// Dates that overlap, so that nobody can tell which figure is the later one.
pub(super) fn order(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let figures = conflicting(voice, finding);
    let naming = Naming::of(voice.desk, &figures);
    let mut text = voice.both(&figures, &naming);
    text.push_str(" From these dates we cannot tell which figure is the later one.");
    let own = figures.iter().filter(|figure| voice.yours(figure)).count();
    text.push_str(match own {
        1 => " Which day does your figure describe?",
        _ => " Which day does each of yours describe?",
    });
    Some(Draft {
        subject: naming.subject,
        text,
        settles: vec![Settles::Date],
        figures,
    })
}

/// The rows that take part in a conflict; those that meet all others are left out.
pub(super) fn conflicting(voice: &Voice<'_, '_>, finding: &Finding) -> Vec<Figure> {
    let desk = voice.desk;
    let mut figures = desk.rows(&finding.figures);
    let named = |figure: &Figure| {
        let id = &*desk.claim(figure.claim).id;
        let mut pairs = finding.conflicts.iter();
        pairs.any(|(a, b)| a == id || b == id)
    };
    let derived = figures.iter().any(|figure| figure.derived.is_some());
    if !derived && figures.iter().filter(|figure| named(figure)).count() > 1 {
        figures.retain(|figure| named(figure));
    }
    figures
}
