//! The grammar of a figure: change, hedge, numeral or range, trailing hedge. One
//! grammar reads values, which must be figures to the last character, and finds
//! figures in running text.

use std::ops::Range;

use super::decimal::Decimal;
use super::digits::NumberFormat;
use super::english::PARTICLE_VERBS;
use super::error::ValueError;
use super::hedge::{Applies, HedgeId, HedgeTable, Position, is_round};
use super::lex::{char_at, match_any, match_phrase, skip_spaces};
use super::numeral::{Mark, Mode};
use super::ranges::read_core;
use super::scales::{Unit, unit_after};
use super::value::{Change, Value, ValueKind};

/// How to read figures in a text.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub format: NumberFormat,
    pub hedges: &'a HedgeTable,
    pub mode: Mode,
}

/// A figure and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub kind: ValueKind,
    pub hedge: Option<HedgeId>,
    pub unit: Option<Unit>,
    pub marks: Vec<Mark>,
    /// The numeral without its hedge.
    pub numeral: Range<usize>,
    /// The words of the hedge that counts.
    pub hedged: Option<Range<usize>>,
    /// Scale word and unit that stand after the next number only: `from 7.9 to 8.1 billion`.
    pub lent: Option<Range<usize>>,
    /// From its first word, a hedge or not, to its last.
    pub start: usize,
    pub end: usize,
}

impl Phrase {
    pub(crate) fn into_value(self, printed: &str) -> Value {
        Value {
            printed: printed.into(),
            kind: self.kind,
            hedge: self.hedge,
            unit: self.unit,
            marks: self.marks,
        }
    }
}

const UP: &[&str] = &[
    "up by",
    "up",
    "rose by",
    "increased by",
    "grew by",
    "an increase of",
    "a rise of",
    "an increase by",
];
const DOWN: &[&str] = &[
    "down by",
    "down",
    "fell by",
    "decreased by",
    "declined by",
    "dropped by",
    "a decrease of",
    "a fall of",
    "a drop of",
    "a decline of",
];
const MORE: &[&str] = &["more", "higher", "up"];
const LESS: &[&str] = &["fewer", "less", "lower", "down"];
/// Words that are a change by themselves: percent, and whether downwards.
const FACTORS: &[(&str, i64, bool)] = &[
    ("doubled", 100, false),
    ("tripled", 200, false),
    ("trebled", 200, false),
    ("quadrupled", 300, false),
    ("halved", 50, true),
];

/// Words that begin a figure and are neither hedges nor numbers.
pub(crate) fn first_words() -> impl Iterator<Item = &'static str> {
    let factors = FACTORS.iter().map(|(word, ..)| word);
    UP.iter()
        .chain(DOWN)
        .chain(factors)
        .copied()
        .chain(["between"])
}

/// Reads a figure at `at`, with what stands before and after its number.
pub(crate) fn read_phrase(
    text: &str,
    at: usize,
    context: Context<'_>,
) -> Result<Option<Phrase>, ValueError> {
    if let Some(change) = read_change(text, at, context)? {
        return Ok(Some(change));
    }
    if let Some(phrase) = read_hedged(text, at, context)? {
        return Ok(Some(compared(text, phrase, context)));
    }
    Ok(read_wording(text, at, context))
}

fn read_change(text: &str, at: usize, context: Context<'_>) -> Result<Option<Phrase>, ValueError> {
    let first = char_at(text, at);
    let (down, start) = match first {
        Some('+') => (false, at + 1),
        Some(c) if c.is_ascii_alphabetic() => {
            if !begins_a_change(text, at) {
                return Ok(None);
            }
            if let Some(factor) = read_factor(text, at) {
                return Ok(Some(factor));
            }
            match (match_any(text, at, UP), match_any(text, at, DOWN)) {
                _ if context.mode == Mode::Text && is_part_of_a_verb(text, at) => return Ok(None),
                (Some(end), _) => (false, skip_spaces(text, end)),
                (_, Some(end)) => (true, skip_spaces(text, end)),
                _ => return Ok(None),
            }
        }
        _ => return Ok(None),
    };
    let Some(mut phrase) = read_hedged(text, start, context)? else {
        return Ok(None);
    };
    let whole_range = matches!(phrase.kind, ValueKind::Below(_) | ValueKind::Best(_));
    if whole_range || is_negative(&phrase.kind) {
        return Ok(None);
    }
    phrase.kind = change(down, phrase.kind);
    phrase.start = at;
    Ok(Some(phrase))
}

/// Whether `up` or `down` belongs to the verb before it: `made up 55 percent`.
fn is_part_of_a_verb(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    let start = before
        .char_indices()
        .rev()
        .take(8)
        .take_while(|(_, c)| c.is_ascii_alphabetic())
        .last()
        .map_or(before.len(), |(place, _)| place);
    let word = &before[start..];
    let splits = PARTICLE_VERBS.iter();
    before.len() < at
        && splits
            .into_iter()
            .any(|verb| word.eq_ignore_ascii_case(verb))
}

/// `doubled`, `halved` and so on.
fn read_factor(text: &str, at: usize) -> Option<Phrase> {
    FACTORS.iter().find_map(|(word, percent, down)| {
        let end = match_phrase(text, at, word)?;
        Some(Phrase {
            kind: change(*down, ValueKind::Whole(*percent)),
            hedge: None,
            unit: Some(Unit::percent()),
            marks: Vec::new(),
            numeral: at..end,
            hedged: None,
            lent: None,
            start: at,
            end,
        })
    })
}

/// `7 more` and `12% fewer` are changes. In running text `7 more` may count things.
fn compared(text: &str, mut phrase: Phrase, context: Context<'_>) -> Phrase {
    let plain = matches!(
        phrase.kind,
        ValueKind::Whole(_) | ValueKind::Number(_) | ValueKind::Range(_)
    );
    if context.mode != Mode::Value || !plain || is_negative(&phrase.kind) {
        return phrase;
    }
    let at = skip_spaces(text, phrase.end);
    let (end, down) = match (match_any(text, at, MORE), match_any(text, at, LESS)) {
        (Some(end), _) => (end, false),
        (_, Some(end)) => (end, true),
        _ => return phrase,
    };
    phrase.kind = change(down, phrase.kind);
    phrase.end = end;
    phrase
}

/// A quick test for the words of a change.
fn begins_a_change(text: &str, at: usize) -> bool {
    let second = text.as_bytes().get(at + 1).map(u8::to_ascii_lowercase);
    match (text.as_bytes()[at].to_ascii_lowercase(), second) {
        (b'a', second) => matches!(second, Some(b' ' | b'n' | 0x80..)),
        (b'u', second) => second == Some(b'p'),
        (first, _) => matches!(first, b'd' | b'f' | b'g' | b'h' | b'i' | b'q' | b'r' | b't'),
    }
}

fn change(down: bool, size: ValueKind) -> ValueKind {
    ValueKind::Change(Box::new(Change { down, size }))
}

fn is_negative(kind: &ValueKind) -> bool {
    match kind {
        ValueKind::Whole(number) => *number < 0,
        ValueKind::Number(number) => number.to_exact().is_negative(),
        ValueKind::Range(ends) => ends.0.to_exact().is_negative(),
        _ => false,
    }
}

/// A wording that is a figure by itself: `dozens`, `none`.
fn read_wording(text: &str, at: usize, context: Context<'_>) -> Option<Phrase> {
    let (id, end) = context.hedges.find(text, at, Position::Alone)?;
    // `No. 5` is the fifth, not none.
    let number_sign = text[at..end].eq_ignore_ascii_case("no") && char_at(text, end) == Some('.');
    // A wording for one number, such as `both`, is that number.
    let one = context.hedges.one_number(id);
    (!number_sign).then(|| Phrase {
        kind: one.map_or(ValueKind::Wording, ValueKind::Whole),
        hedge: one.is_none().then_some(id),
        unit: None,
        marks: Vec::new(),
        numeral: at..end,
        hedged: None,
        lent: None,
        start: at,
        end,
    })
}

/// Hedges before, a numeral or a range, and a hedge after.
fn read_hedged(text: &str, at: usize, context: Context<'_>) -> Result<Option<Phrase>, ValueError> {
    let mut start = at;
    let mut hedge: Option<Hedge> = None;
    let mut second: Option<Range<usize>> = None;
    // More hedges than this before one number is no figure.
    for _ in 0..4 {
        let Some((id, end)) = context.hedges.find(text, start, Position::Before) else {
            break;
        };
        if context.hedges.row(id).applies() != Applies::AsBare {
            join(&mut hedge, &mut second, (id, start..end), context);
        }
        start = skip_spaces(text, end);
    }
    let mut core = read_core(text, start, context)?;
    if core.is_none() && start > at && context.mode == Mode::Value {
        // `more than doubled`
        core = read_factor(text, start);
    }
    if core.is_none() && start > at {
        // `another` is a hedge before a number and a number by itself.
        (hedge, second) = (None, None);
        core = read_core(text, at, context)?;
    }
    let Some(mut phrase) = core else {
        return Ok(None);
    };
    if matches!(phrase.kind, ValueKind::Best(_)) && context.mode == Mode::Text {
        // A figure with limits needs no hedge: `about 12 ± 3` is `12 ± 3`.
        return Ok(Some(phrase));
    }
    let after = skip_spaces(text, phrase.end);
    if let Some((id, end)) = context.hedges.find(text, after, Position::After) {
        // `600 + 7` is a sum; only `600+` is a hedge.
        let sign = char_at(text, after).is_some_and(|c| !c.is_alphanumeric());
        let sum =
            sign && (after > phrase.end || char_at(text, end).is_some_and(|c| c.is_ascii_digit()));
        let mut clash = None;
        let mut joined = hedge.clone();
        join(&mut joined, &mut clash, (id, after..end), context);
        // In a text, words that cannot belong to it do not.
        if !sum && (clash.is_none() || context.mode == Mode::Value) {
            hedge = joined;
            second = second.or(clash);
            phrase.end = end;
            if phrase.unit.is_none()
                && let Some((unit, end)) = unit_after(text, end)
            {
                (phrase.unit, phrase.end) = (Some(unit), end);
            }
        }
    }
    if second.is_some() && context.mode == Mode::Text {
        // A later word may begin a figure that has one reading.
        return Ok(None);
    }
    if let (Some(second), Some((_, first))) = (second, &hedge) {
        let message = format!(
            "`{}` and `{}` together have no one reading",
            &text[first.clone()],
            &text[second.clone()]
        );
        return Err(ValueError::new(second, message)
            .help("keep the hedge that counts, or give limits: {between: [600, 700]}"));
    }
    phrase.start = at;
    apply_hedge(text, &mut phrase, hedge, context)?;
    Ok(Some(phrase))
}

type Hedge = (HedgeId, Range<usize>);

/// Takes one more hedge of a number. `at least some 600` and `some 600 or more` are
/// at least 600: a hedge that only says `about` yields to one that says more. Other
/// pairs have no one reading, which `clash` keeps.
fn join(
    hedge: &mut Option<Hedge>,
    clash: &mut Option<Range<usize>>,
    new: Hedge,
    context: Context<'_>,
) {
    match hedge {
        None => *hedge = Some(new),
        Some((id, _)) if *id == new.0 || context.hedges.is_loose(new.0) => {}
        Some((id, _)) if context.hedges.is_loose(*id) => *hedge = Some(new),
        Some(_) => *clash = Some(new.1),
    }
}

fn apply_hedge(
    text: &str,
    phrase: &mut Phrase,
    hedge: Option<Hedge>,
    context: Context<'_>,
) -> Result<(), ValueError> {
    let Some((id, range)) = hedge else {
        return Ok(());
    };
    phrase.hedged = Some(range.clone());
    let number = match &phrase.kind {
        ValueKind::Whole(number) => Some(Decimal::whole((*number).into())),
        ValueKind::Number(number) => number.decimal(),
        _ => None,
    };
    if &text[range.clone()] == "<"
        && phrase.unit.is_none()
        && let (ValueKind::Whole(1..=LARGEST_SUPPRESSED), Some(limit)) = (&phrase.kind, number)
    {
        phrase.kind = ValueKind::Below(Box::new(limit));
        return Ok(());
    }
    if matches!(phrase.kind, ValueKind::Best(_)) && context.mode == Mode::Value {
        return Err(
            ValueError::new(range, "a figure with limits needs no hedge")
                .help("write the limits alone, such as `12 ± 3`"),
        );
    }
    let round_only = context.hedges.row(id).applies() == Applies::RoundOnly;
    let exact = round_only && number.is_some_and(|number| !is_round(&number));
    phrase.hedge = (!exact).then_some(id);
    Ok(())
}

/// Up to here `<n` is how statistical offices print a suppressed small figure.
const LARGEST_SUPPRESSED: i64 = 20;
