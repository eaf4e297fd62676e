//! One number that one text words as a state ("still missing") and another as a register
//! ("registered"): the two are equal only as long as nobody leaves the register.

use rustc_hash::FxHashMap;

use crate::dossier::{Claim, ClaimBasis, OverTime};
use crate::figures::PointId;
use crate::findings::{Finding, Hint};
use crate::quantity::{Exact, group};

use super::super::{Context, across};
use super::evidence::Tenths;
use super::said::{Known, Said};

/// Checks whose figures may be explained so.
const CHECKS: [&str; 9] = [
    "sources-disagree",
    "cumulative-decrease",
    "changed-over-time",
    "unannounced-revision",
    "scope-breach",
    "cannot-all-hold-together",
    "base-shift",
    "one-number-two-roles",
    "order-unknown",
];

/// Words of a state: how many there are now.
const STATE: [&str; 6] = [
    "still",
    "currently",
    "at present",
    "to this day",
    "as of now",
    "remain",
];

/// Words of a register: how many there were in all.
const REGISTER: [&str; 6] = [
    "registered",
    "recorded",
    "so far",
    "to date",
    "cumulative",
    "in total since",
];

/// How a figure is meant, with the word that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    State(String),
    Register(String),
}

/// A number in more places than this is a usual one.
const USUAL: usize = 50;

pub(super) fn attach(known: &Known<'_, '_>, findings: &mut [Finding]) {
    let context = known.context;
    let mut named: FxHashMap<Exact, Vec<PointId>> = FxHashMap::default();
    for finding in findings
        .iter()
        .filter(|finding| CHECKS.contains(&finding.check))
    {
        for said in finding.claims.iter().filter_map(|id| known.said(id)) {
            if is_telling(context, &said) {
                named.entry(said.number).or_default();
            }
        }
    }
    if named.is_empty() {
        return;
    }
    for (at, point) in context.figures.points.iter().enumerate() {
        if let Some(number) = point.hard().and_then(|hard| hard.single())
            && let Some(points) = named.get_mut(number)
        {
            points.push(PointId(at as u32));
        }
    }
    let mut hints: Vec<(String, String, Hint)> = Vec::new();
    for mut points in named.into_values() {
        if points.len() <= USUAL {
            across::by_date(context, &mut points);
            hints.extend(mixed(known, &points));
        }
    }
    hints.sort();
    let places = places(findings, hints.iter().flat_map(|(a, b, _)| [a, b]));
    for (state, register, hint) in hints {
        // Once: where the state is compared with other figures, else where the other is.
        let place = [state, register]
            .iter()
            .find_map(|id| places.get(id).copied());
        if let Some(at) = place {
            findings[at].hints.push(hint);
        }
    }
}

/// The gravest finding that is about each of these claims.
fn places<'h>(
    findings: &[Finding],
    claims: impl Iterator<Item = &'h String>,
) -> FxHashMap<String, usize> {
    let mut best: FxHashMap<&str, Option<usize>> = claims.map(|id| (id.as_str(), None)).collect();
    let order = |at: usize| {
        let finding = &findings[at];
        let check = CHECKS.iter().position(|check| *check == finding.check);
        let key = (&finding.subject, &finding.claims);
        (std::cmp::Reverse(finding.severity), check, key)
    };
    for (at, finding) in findings.iter().enumerate() {
        if CHECKS.contains(&finding.check) {
            for id in &finding.claims {
                if let Some(place) = best.get_mut(id.as_str())
                    && place.is_none_or(|known| order(at) < order(known))
                {
                    *place = Some(at);
                }
            }
        }
    }
    let found = best.into_iter();
    found
        .filter_map(|(id, at)| Some((id.to_owned(), at?)))
        .collect()
}

/// Of equal figures, the first two of related cells and different texts that are meant
/// in different ways.
fn mixed(known: &Known<'_, '_>, points: &[PointId]) -> Option<(String, String, Hint)> {
    let context = known.context;
    let kinds: Vec<(Said, Kind)> = (points.iter())
        .filter_map(|&point| {
            let said = known.at(point)?;
            let kind = kind(context, context.claim(said.claim))?;
            Some((said, kind))
        })
        .collect();
    let states = kinds
        .iter()
        .filter(|(_, kind)| matches!(kind, Kind::State(_)));
    for (state, state_kind) in states {
        for (register, register_kind) in &kinds {
            let (Kind::State(now), Kind::Register(ever)) = (state_kind, register_kind) else {
                continue;
            };
            if !related(context, state.point, register.point) {
                continue;
            }
            let origin = |said: &Said| across::origin(context, said.point);
            let message = format!(
                "{} is a state in one text ({}: {now}) and a register in another ({}: {ever}): both are right only if nothing has left the register",
                group(&state.number),
                origin(state),
                origin(register),
            );
            let evidence = Tenths::once_in(&state.number.abs());
            let ids = [known.id(state), known.id(register)];
            let hint = evidence.on(Hint::new("mixed-kinds", message).on(ids.clone()));
            let [state, register] = ids;
            return Some((state, register, hint));
        }
    }
    None
}

/// Whether two figures of different texts may be about the same things: one cell inside
/// the other, or the same codes of another measure.
fn related(context: &Context<'_>, a: PointId, b: PointId) -> bool {
    let figures = context.figures;
    let text = |point: PointId| figures.group(figures.point(point).group).source;
    let (x, y) = (figures.point(a).cell, figures.point(b).cell);
    let codebook = &context.dossier().codebook;
    let (one, other) = (figures.cells.get(x), figures.cells.get(y));
    text(a) != text(b)
        && (figures.cells.contains(x, y, codebook)
            || figures.cells.contains(y, x, codebook)
            || one.measure != other.measure && one.codes == other.codes)
}

/// How a claim is meant, if its words say so, else its declared measure.
fn kind(context: &Context<'_>, claim: &Claim) -> Option<Kind> {
    let quote = context
        .dossier()
        .quote_of(claim)
        .map(|(quote, _)| &*quote.exact);
    let note = claim.more.as_ref().and_then(|more| more.note.as_deref());
    let text = [quote, note].into_iter().flatten();
    let text: String = text
        .flat_map(|text| [" ", text])
        .collect::<String>()
        .to_lowercase();
    let word = |words: &[&str]| {
        let found = words.iter().find(|word| has(&text, word));
        found.map(|word| format!("\"{word}\""))
    };
    match (word(&STATE), word(&REGISTER)) {
        (Some(now), None) => return Some(Kind::State(now)),
        (None, Some(ever)) => return Some(Kind::Register(ever)),
        (Some(_), Some(_)) => return None,
        (None, None) => {}
    }
    let measure = context.dossier().codebook.measure(claim.measure);
    if claim.basis == Some(ClaimBasis::Registered) {
        return Some(Kind::Register("basis: registered".to_owned()));
    }
    match measure.over_time {
        OverTime::Stock if measure.declared.is_some() => Some(Kind::State("a stock".to_owned())),
        OverTime::Cumulative => Some(Kind::Register("cumulative".to_owned())),
        _ => None,
    }
}

/// Whether a text has these words, not as a piece of another.
pub(super) fn has(text: &str, words: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !letter(before) && !letter(after)
    })
}

/// Whether an equal number elsewhere says something: three significant digits, and no
/// year.
fn is_telling(context: &Context<'_>, said: &Said) -> bool {
    let value = context.claim(said.claim).value.as_ref();
    let Some(number) = value.and_then(|value| value.number()) else {
        return false;
    };
    let year = number.scale == 0 && (1900..=2100).contains(&number.coefficient);
    number.significant_digits() >= 3 && !year
}
