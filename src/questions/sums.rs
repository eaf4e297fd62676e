//! Questions on sums inside one text: parts and their total, shares, and a part that is
//! larger than its whole.

use crate::findings::{Finding, Worksheet};

use super::data::Settles;
use super::desk::Figure;
use super::naming::Naming;
use super::repairs;
use super::voice::{Draft, Voice};
use super::words;

/// What is asked after the arithmetic, by check, and what sort of answer settles it.
fn ending(check: &str) -> (&'static str, Vec<Settles>) {
    match check {
        "parts-exceed-whole" => (
            "Can one case be in more than one of these groups, or should one of the figures \
             read otherwise?",
            vec![Settles::Scope, Settles::Choice],
        ),
        "parts-fall-short" => (
            "Is there anything in the total that belongs to none of these parts, and how much?",
            vec![Settles::Figure, Settles::Scope],
        ),
        "part-exceeds-whole" => (
            "Does the part include anything that the whole leaves out, or should one of the two \
             read otherwise?",
            vec![Settles::Scope, Settles::Choice],
        ),
        "share-mismatch" => (
            "Which counts are the percentages based on?",
            vec![Settles::Figure, Settles::Choice],
        ),
        "holds-only-by-rounding" => (
            "Rounding can explain that. What are the exact figures?",
            vec![Settles::Figure],
        ),
        "strained-wording" => (
            "Which exact numbers stand behind these words?",
            vec![Settles::Figure],
        ),
        _ => (
            "Does the total include anything that is in none of the parts, or in several, or \
             should one of the figures read otherwise?",
            vec![Settles::Choice, Settles::Scope],
        ),
    }
}

pub(super) fn build(voice: &Voice<'_, '_>, finding: &Finding) -> Option<Draft> {
    let sheet = finding.worksheet.as_ref()?;
    let desk = voice.desk;
    let parts: Vec<Figure> = (sheet.terms.iter())
        .filter_map(|term| desk.term(term))
        .collect();
    let whole = desk.term(&sheet.stated);
    if parts.is_empty() || parts.len() != sheet.terms.len() {
        return None;
    }
    let figures: Vec<Figure> = whole.iter().chain(&parts).cloned().collect();
    let naming = Naming::of(desk, &figures);
    if sheet.terms.iter().any(|term| term.of.is_some()) {
        return of_whole(voice, finding, sheet, &naming);
    }
    let mut text = voice.both(&figures, &naming);
    let many = parts.len() > 1;
    let come = words::computed(sheet);
    let strained = finding.check == "strained-wording";
    text.push_str(&match (words::off(sheet), many) {
        (_, false) if strained => {
            " One belongs to the other, so that the words only just leave room for both.".to_owned()
        }
        (Some((by, more)), true) => {
            let than = if whole.is_some() { "the total" } else { "100%" };
            let more = if more { "more" } else { "less" };
            format!(" Together the parts come to {come}, {by} {more} than {than}.")
        }
        (Some((by, _)), false) => format!(" The part is larger than the whole, by {by}."),
        (None, true) => format!(" Together the parts come to {come}."),
        (None, false) => String::new(),
    });
    let single = sheet.computed.single().is_some() && sheet.stated.interval.single().is_some();
    if !single && !sheet.allowed.is_zero() && matches!(sheet.comparison, "=" | "==") {
        let scale = sheet.scale.as_ref();
        text.push_str(&format!(
            " Rounding and wording can explain up to {} of the difference.",
            points(words::scaled(&sheet.allowed, scale))
        ));
    }
    // Of two figures anybody sees which could be changed.
    let wants_choice = many && !strained && finding.check != "holds-only-by-rounding";
    if wants_choice && let Some(choices) = repairs::choices(desk, finding, &figures, &naming) {
        text.push_str(&format!(" {choices}."));
    }
    let (question, mut settles) = ending(finding.check);
    text.push_str(&format!(" {question}"));
    if let Some(question) = repairs::settled_by(desk, finding) {
        text.push_str(&format!(" {question}"));
        settles.push(Settles::Figure);
    }
    settles.sort_unstable();
    settles.dedup();
    Some(Draft {
        subject: naming.subject,
        text,
        settles,
        figures,
    })
}

/// Differences of percentages are in points.
fn points(text: String) -> String {
    match text.strip_suffix('%') {
        Some(number) => words::percentage_points(number),
        None => text,
    }
}

/// A count, and the share that it is said to be of another count.
fn of_whole(
    voice: &Voice<'_, '_>,
    finding: &Finding,
    sheet: &Worksheet,
    naming: &Naming,
) -> Option<Draft> {
    let term = sheet.terms.iter().find(|term| term.of.is_some())?;
    let of = term.of.as_deref()?;
    let share = voice.desk.term(term)?;
    let figures = voice.desk.claims(finding);
    let date = voice.date(&share);
    let date = match date.is_empty() {
        true => String::new(),
        false => format!(" ({date})"),
    };
    let text = format!(
        "{} {} of {of}, and {} as the percentage{date}. {} of {of} would be {}. Is the \
         percentage taken of another number than {of}, or should one of the figures read \
         otherwise?",
        voice.lead(&share),
        sheet.stated.printed,
        term.printed,
        term.printed,
        words::computed(sheet)
    );
    Some(Draft {
        subject: naming.subject.clone(),
        text,
        settles: vec![Settles::Figure, Settles::Choice],
        figures,
    })
}
