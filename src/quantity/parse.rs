//! The grammar of a figure: change, hedge, numeral or range, trailing hedge. One
//! grammar reads values, which must be figures to the last character, and finds
//! figures in running text.

use std::ops::Range;

use super::Exact;
use super::decimal::Decimal;
use super::digits::NumberFormat;
use super::error::ValueError;
use super::hedge::{Applies, HedgeId, HedgeTable, Position, is_round};
use super::lex::{char_at, ends_word, in_word, match_any, match_phrase, skip_spaces};
use super::numeral::{Mark, Mode, Number, Numeral, read_numeral};
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
        .chain(["between", "from"])
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
        return Ok(Some(phrase));
    }
    Ok(read_wording(text, at, context))
}

fn read_change(text: &str, at: usize, context: Context<'_>) -> Result<Option<Phrase>, ValueError> {
    let first = char_at(text, at);
    let (down, start) = match first {
        Some('+') => (false, at + 1),
        Some(c) if c.is_ascii_alphabetic() => {
            for (word, percent, down) in FACTORS {
                if let Some(end) = match_phrase(text, at, word) {
                    return Ok(Some(Phrase {
                        kind: change(*down, ValueKind::Whole(*percent)),
                        hedge: None,
                        unit: Some(Unit::percent()),
                        marks: Vec::new(),
                        numeral: at..end,
                        end,
                    }));
                }
            }
            match (match_any(text, at, UP), match_any(text, at, DOWN)) {
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
    Ok(Some(phrase))
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
    (!number_sign).then(|| Phrase {
        kind: ValueKind::Wording,
        hedge: Some(id),
        unit: None,
        marks: Vec::new(),
        numeral: at..end,
        end,
    })
}

/// Hedges before, a numeral or a range, and a hedge after.
fn read_hedged(text: &str, at: usize, context: Context<'_>) -> Result<Option<Phrase>, ValueError> {
    let mut start = at;
    let mut hedge: Option<(HedgeId, Range<usize>)> = None;
    let mut second: Option<Range<usize>> = None;
    // More hedges than this before one number is no figure.
    for _ in 0..4 {
        let Some((id, end)) = context.hedges.find(text, start, Position::Before) else {
            break;
        };
        if context.hedges.row(id).applies() != Applies::AsBare {
            match hedge {
                None => hedge = Some((id, start..end)),
                Some(_) => second = Some(start..end),
            }
        }
        start = skip_spaces(text, end);
    }
    let mut core = read_core(text, start, context)?;
    if core.is_none() && start > at {
        // `another` is a hedge before a number and a number by itself.
        (hedge, second) = (None, None);
        core = read_core(text, at, context)?;
    }
    let Some(mut phrase) = core else {
        return Ok(None);
    };
    let after = skip_spaces(text, phrase.end);
    if let Some((id, end)) = context.hedges.find(text, after, Position::After) {
        let plus_number = text[after..end].ends_with('+')
            && char_at(text, end).is_some_and(|c| c.is_ascii_digit());
        if !plus_number {
            match hedge {
                None => hedge = Some((id, after..end)),
                Some(_) => second = Some(after..end),
            }
            phrase.end = end;
            if phrase.unit.is_none() {
                if let Some((unit, end)) = unit_after(text, end) {
                    (phrase.unit, phrase.end) = (Some(unit), end);
                }
            }
        }
    }
    if let (Some(second), Some((_, first)), Mode::Value) = (second, &hedge, context.mode) {
        let message = format!(
            "`{}` and `{}` together have no one reading",
            &text[first.clone()],
            &text[second.clone()]
        );
        return Err(ValueError::new(second, message)
            .help("keep the hedge that counts, or give limits: {between: [600, 700]}"));
    }
    apply_hedge(text, &mut phrase, hedge, context)?;
    Ok(Some(phrase))
}

fn apply_hedge(
    text: &str,
    phrase: &mut Phrase,
    hedge: Option<(HedgeId, Range<usize>)>,
    context: Context<'_>,
) -> Result<(), ValueError> {
    let Some((id, range)) = hedge else {
        return Ok(());
    };
    let number = match &phrase.kind {
        ValueKind::Whole(number) => Some(Decimal::whole((*number).into())),
        ValueKind::Number(number) => number.decimal(),
        _ => None,
    };
    if &text[range.clone()] == "<" && phrase.unit.is_none() {
        if let (ValueKind::Whole(1..=LARGEST_SUPPRESSED), Some(limit)) = (&phrase.kind, number) {
            phrase.kind = ValueKind::Below(Box::new(limit));
            return Ok(());
        }
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

/// A numeral, a range or a number with limits.
fn read_core(text: &str, at: usize, context: Context<'_>) -> Result<Option<Phrase>, ValueError> {
    let Context { format, mode, .. } = context;
    let (opening, links): (_, &[&str]) = if let Some(end) = match_phrase(text, at, "between") {
        (Some(end), &["and"])
    } else if let (Some(end), Mode::Value) = (match_phrase(text, at, "from"), mode) {
        (Some(end), &["to"])
    } else {
        (None, &["to"])
    };
    let start = opening.map_or(at, |end| skip_spaces(text, end));
    let Some(first) = read_numeral(text, start, format, mode)? else {
        return Ok(None);
    };
    let after = skip_spaces(text, first.end);
    let link = match opening {
        None if mode == Mode::Text && follows_from(text, at) => dash(text, first.end, mode),
        None => match_any(text, after, links).or_else(|| dash(text, first.end, mode)),
        Some(_) => match_any(text, after, links),
    };
    if let Some(link) = link {
        let second = read_numeral(text, skip_spaces(text, link), format, mode);
        if let Some(second) = if mode == Mode::Text {
            second.unwrap_or(None)
        } else {
            second?
        } {
            match range(first.clone(), second, at) {
                Ok(phrase) => return Ok(Some(phrase)),
                Err(error) if mode == Mode::Value => return Err(error),
                Err(_) => {}
            }
        }
    }
    if opening.is_some() {
        return Ok(None);
    }
    if let Some(link) = match_any(text, after, &["±", "+/-", "+/−", "+-", "plus or minus"]) {
        if let Some(spread) = read_numeral(text, skip_spaces(text, link), format, mode)? {
            return limits(first, spread, at).map(Some);
        }
    }
    Ok(Some(single(first)))
}

/// Whether the word before `at` is `from`: `from 5 to 7` in a text is mostly a
/// change, so that both numbers are figures.
fn follows_from(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.len() < at
        && before.len() >= 4
        && before.is_char_boundary(before.len() - 4)
        && before[before.len() - 4..].eq_ignore_ascii_case("from")
        && !before[..before.len() - 4].ends_with(in_word)
}

/// The dash of a range: after spaces only in values, where nothing else can
/// follow a number.
fn dash(text: &str, at: usize, mode: Mode) -> Option<usize> {
    let start = match mode {
        Mode::Value => skip_spaces(text, at),
        Mode::Text => at,
    };
    match char_at(text, start)? {
        c @ ('-' | '–' | '—' | '‒' | '‑' | '−') => Some(start + c.len_utf8()),
        _ => None,
    }
}

fn kind_of(number: Number) -> ValueKind {
    if let Number::Plain(Decimal {
        coefficient,
        scale: 0,
    }) = number
    {
        if let Ok(whole) = i64::try_from(coefficient) {
            return ValueKind::Whole(whole);
        }
    }
    ValueKind::Number(Box::new(number))
}

fn single(numeral: Numeral) -> Phrase {
    Phrase {
        kind: kind_of(numeral.number),
        hedge: None,
        unit: numeral.unit,
        marks: numeral.marks,
        numeral: numeral.range,
        end: numeral.end,
    }
}

/// Two numerals as a range. The first takes scale word and unit of the second
/// where it has none: `1.2–1.5 million`, `$3–4bn`, `10 to 12%`.
fn range(mut low: Numeral, mut high: Numeral, at: usize) -> Result<Phrase, ValueError> {
    let whole = low.range.start.min(at)..high.end;
    if let (0, power @ 1.., Number::Plain(number)) = (low.power, high.power, &low.number) {
        let unit = Decimal {
            coefficient: 1,
            scale: number.scale,
        };
        if let (Some(shifted), Some(step)) = (number.shift(power), unit.shift(power)) {
            if shifted.to_exact() <= high.number.to_exact() {
                low.number = Number::Rounded {
                    number: shifted,
                    step,
                };
            }
        }
    }
    let unit = match (low.unit.take(), high.unit.take()) {
        (Some(a), Some(b)) if a != b => {
            return Err(
                ValueError::new(whole, format!("a range from {a} to {b} has two units"))
                    .help("write both ends in one unit"),
            );
        }
        (a, b) => a.or(b),
    };
    if low.number.to_exact() > high.number.to_exact() {
        return Err(
            ValueError::new(whole, "the range runs downwards").help("put the lower number first")
        );
    }
    low.marks.append(&mut high.marks);
    Ok(Phrase {
        kind: ValueKind::Range(Box::new((low.number, high.number))),
        hedge: None,
        unit,
        marks: low.marks,
        numeral: low.range.start..high.range.end,
        end: high.end,
    })
}

/// `12 ± 3`: the number with its limits. A spread in percent of a number that is
/// no percentage is a share of it.
fn limits(best: Numeral, mut spread: Numeral, at: usize) -> Result<Phrase, ValueError> {
    let whole = at..spread.end;
    let error = |message: &str| Err(ValueError::new(whole.clone(), message.to_owned()));
    let number = best.number.to_exact();
    let mut width = spread.number.to_exact();
    if width.is_negative() {
        return error("the number after ± is negative");
    }
    let unit = match (best.unit, spread.unit.take()) {
        (None, Some(unit)) if unit.is_percent() && spread.power == 0 && best.power > 0 => {
            width = &(&width * &number.abs()) * &Exact::ratio(1, 100);
            None
        }
        (Some(a), Some(b)) if a != b && b.is_percent() => {
            width = &(&width * &number.abs()) * &Exact::ratio(1, 100);
            Some(a)
        }
        (Some(a), Some(b)) if a != b => return error("the two numbers have different units"),
        (a, b) => a.or(b),
    };
    let ends = [&number - &width, &number + &width].map(|end| Decimal::from_exact(&end));
    let [Some(low), Some(high)] = ends else {
        return error("a figure has at most 30 digits");
    };
    Ok(Phrase {
        kind: ValueKind::Best(Box::new((
            best.number,
            Number::Plain(low),
            Number::Plain(high),
        ))),
        hedge: None,
        unit,
        marks: spread.marks,
        numeral: best.range.start..spread.range.end,
        end: spread.end,
    })
}

const MISSING: &[&str] = &[
    "n/a",
    "n.a.",
    "na",
    "nd",
    "n.d.",
    "..",
    "...",
    "…",
    "–",
    "—",
    "-",
    "−",
    ":",
    "*",
    "suppressed",
    "missing",
    "not available",
    "not applicable",
    "not reported",
    "not known",
    "unknown",
    "no data",
    "confidential",
    "(c)",
];

/// Reads a value to its last character.
pub(crate) fn parse_value(
    text: &str,
    format: NumberFormat,
    hedges: &HedgeTable,
) -> Result<Value, ValueError> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let end = start + trimmed.len();
    if trimmed.is_empty() {
        return Err(ValueError::new(0..text.len(), "there is no figure here")
            .help("write the figure as printed, or `n/a` if the source says that it has none"));
    }
    if let Some(hidden) = trimmed.char_indices().find(|(_, c)| is_hidden(*c)) {
        let at = start + hidden.0;
        let code = u32::from(hidden.1);
        return Err(ValueError::new(
            at..at + hidden.1.len_utf8(),
            format!("an invisible character (U+{code:04X}) stands in the figure"),
        )
        .help("delete the character"));
    }
    if MISSING
        .iter()
        .any(|mark| trimmed.len() == mark.len() && trimmed.eq_ignore_ascii_case(mark))
    {
        return Ok(Value::new(trimmed, ValueKind::Missing));
    }
    let context = Context {
        format,
        hedges,
        mode: Mode::Value,
    };
    let Some(phrase) = read_phrase(text, start, context)? else {
        return Err(super::explain::no_figure(text, start..end, context));
    };
    let rest = skip_spaces(text, phrase.end);
    if rest < end {
        return Err(super::explain::left_over(text, rest..end, &phrase, context));
    }
    Ok(phrase.into_value(trimmed))
}

/// Characters that change a figure without being seen.
fn is_hidden(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Whether a figure could begin at a word or character here, in running text.
pub(crate) fn may_begin(c: char, before: Option<char>) -> bool {
    let inside = before.is_some_and(in_word) && in_word(c);
    !inside
        && (c.is_alphanumeric()
            || matches!(
                c,
                '+' | '-' | '−' | '<' | '>' | '≤' | '≥' | '~' | '≈' | '$' | '.'
            )
            || (!c.is_ascii() && !c.is_whitespace()))
}

/// The end of a word that begins at `at`, for messages.
pub(crate) fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = char_at(text, end) {
        if c.is_whitespace() {
            break;
        }
        end += c.len_utf8();
        if ends_word(text, end) && in_word(c) {
            break;
        }
    }
    end
}
