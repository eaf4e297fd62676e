//! Numerals and what joins two of them: ranges (`600-700`, `between 600 and 700`)
//! and limits (`12 ± 3`).

use super::Exact;
use super::decimal::Decimal;
use super::error::ValueError;
use super::language::{LEXICON, MOVED};
use super::lex::{char_at, char_before, in_word, match_any, match_phrase, skip_spaces};
use super::numeral::{Mode, Number, Numeral, read_numeral};
use super::phrase::{Context, Phrase};
use super::scales::Unit;
use super::value::ValueKind;

/// A numeral, a range or a number with limits.
pub(crate) fn read_core(
    text: &str,
    at: usize,
    context: Context<'_>,
) -> Result<Option<Phrase>, ValueError> {
    let Context { format, mode, .. } = context;
    let (opening, links): (_, &[&str]) = if let Some(end) = match_phrase(text, at, "between") {
        (Some(end), &["and"])
    } else if let (Some(end), Mode::Value) = (match_phrase(text, at, "from"), mode) {
        (Some(end), &["to"])
    } else {
        (None, &["to", "or"])
    };
    let start = opening.map_or(at, |end| skip_spaces(text, end));
    let Some(first) = read_numeral(text, start, format, mode)? else {
        return Ok(None);
    };
    let after = skip_spaces(text, first.end);
    let link = match opening {
        None => match_any(text, after, links)
            .or_else(|| dash(text, first.end, mode))
            .or_else(|| spaced_dash(text, &first, context)),
        Some(_) => match_any(text, after, links),
    };
    if let Some(link) = link {
        let second = read_numeral(text, skip_spaces(text, link), format, mode);
        if let Some(second) = if mode == Mode::Text {
            second.unwrap_or(None)
        } else {
            second?
        } {
            let levels =
                opening.is_none() && mode == Mode::Text && are_levels(text, at, &first, &second);
            let lent = levels.then(|| lent(text, &first, &second)).flatten();
            match range(first.clone(), second, at) {
                _ if lent.is_some() => return Ok(lent),
                Ok(_) if levels && dash(text, first.end, mode).is_none() => {}
                // `fifty-fifty`
                Ok(phrase) if mode == Mode::Text && is_empty(&phrase.kind) => {}
                Ok(phrase) => return Ok(Some(phrase)),
                Err(error) if mode == Mode::Value => return Err(error),
                Err(_) => {}
            }
        }
    }
    if opening.is_some() {
        return Ok(None);
    }
    if let Some(link) = match_any(text, after, &["±", "+/-", "+/−", "+-", "plus or minus"])
        && let Some(spread) = read_numeral(text, skip_spaces(text, link), format, mode)?
    {
        return limits(first, spread, at).map(Some);
    }
    Ok(Some(single(first)))
}

/// Whether two numbers with `to` between them are two figures: after `from` or `rose
/// by` they are a change and a level, unless only the second has the unit of both.
fn are_levels(text: &str, at: usize, first: &Numeral, second: &Numeral) -> bool {
    let moved = word_before(text, at).is_some_and(|word| LEXICON.classes(word) & MOVED != 0);
    let shared =
        first.unit.is_none() && (second.unit.is_some() || (first.tail == 0 && second.tail > 0));
    let from = word_before(text, at).is_some_and(|word| word.eq_ignore_ascii_case("from"));
    // `5% to 12.6 billion`
    let two = first.unit.as_ref().is_some_and(|unit| !unit.is_currency()) && second.unit.is_none();
    two || (moved && (from || !shared))
}

/// The first of two figures that share what follows the second: `from 7.9 to 8.1
/// billion` starts at 7.9 billion, `from 5 to 7 percent` at 5 percent.
fn lent(text: &str, first: &Numeral, second: &Numeral) -> Option<Phrase> {
    let digits = |numeral: &Numeral| {
        let printed = text.get(numeral.range.clone())?;
        let tail = printed.find(|c: char| !c.is_ascii_digit() && !",.".contains(c));
        Some(numeral.range.start + tail.unwrap_or(printed.len()))
    };
    let (end, tail) = (digits(first)?, digits(second)?);
    let bare = first.unit.is_none() && first.tail == 0 && end == first.end;
    let limit = Exact::from(1000i64);
    let share = matches!(second.number, Number::Share { .. });
    if !bare
        || share
        || tail == second.range.start
        || tail == second.range.end
        || first.number.to_exact() >= limit
    {
        return None;
    }
    let Number::Plain(number) = &first.number else {
        return None;
    };
    // A number and its scale word fit to each other, or it has a scale of its own.
    let (shifted, last) = (number.shift(second.power)?, second.number.to_exact());
    let ten = Exact::from(10i64);
    let far = |a: &Exact, b: &Exact| *a > b * &ten;
    let whole = shifted.to_exact();
    if second.power > 0 && (far(&whole, &last) || far(&last, &whole)) {
        return None;
    }
    let step = Decimal {
        coefficient: 1,
        scale: number.scale,
    };
    let unit = second.unit.clone();
    let rounded = second.power > 0 || unit.as_ref().is_some_and(Unit::is_percent);
    let mut numeral = first.clone();
    numeral.unit = unit;
    if rounded {
        numeral.number = Number::Rounded {
            number: shifted,
            step: step.shift(second.power)?,
        };
    }
    let mut phrase = single(numeral);
    phrase.lent = Some(tail..second.range.end);
    Some(phrase)
}

fn is_empty(kind: &ValueKind) -> bool {
    match kind {
        ValueKind::Range(ends) => ends.0.to_exact() == ends.1.to_exact(),
        _ => false,
    }
}

/// The word before a few spaces.
fn word_before(text: &str, at: usize) -> Option<&str> {
    let mut end = at;
    for _ in 0..4 {
        match char_before(text, end) {
            Some(c) if c.is_whitespace() => end -= c.len_utf8(),
            _ => break,
        }
    }
    let mut start = end;
    while let Some(c) = char_before(text, start) {
        if !in_word(c) || end - start > 16 {
            break;
        }
        start -= c.len_utf8();
    }
    (start < end && end < at).then(|| &text[start..end])
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

/// The dash of `$4.2 – 4.6 billion` in a text: one with spaces around it joins only a
/// sum of money to one that has the scale word of both.
fn spaced_dash(text: &str, first: &Numeral, context: Context<'_>) -> Option<usize> {
    let money = first.unit.as_ref().is_some_and(Unit::is_currency);
    if !money || first.tail > 0 {
        return None;
    }
    let link = dash(text, skip_spaces(text, first.end), Mode::Text)?;
    let start = skip_spaces(text, link);
    let second = read_numeral(text, start, context.format, Mode::Text).ok()??;
    let same = second.unit.is_none() || second.unit == first.unit;
    (start > link && same && second.power > 0).then_some(link)
}

fn kind_of(number: Number) -> ValueKind {
    if let Number::Plain(Decimal {
        coefficient,
        scale: 0,
    }) = number
        && let Ok(whole) = i64::try_from(coefficient)
    {
        return ValueKind::Whole(whole);
    }
    ValueKind::Number(Box::new(number))
}

fn single(numeral: Numeral) -> Phrase {
    Phrase {
        kind: kind_of(numeral.number),
        hedge: None,
        unit: numeral.unit,
        marks: numeral.marks,
        start: numeral.range.start,
        numeral: numeral.range,
        hedged: None,
        lent: None,
        end: numeral.end,
    }
}

/// Two numerals as a range. The first takes scale word and unit of the second
/// where it has none: `1.2–1.5 million`, `$3–4bn`, `10 to 12%`.
fn range(mut low: Numeral, mut high: Numeral, at: usize) -> Result<Phrase, ValueError> {
    let whole = low.range.start.min(at)..high.end;
    spread_hundreds(&mut low, &high);
    if let (0, power @ 1.., Number::Plain(number)) = (low.power, high.power, &low.number) {
        let unit = Decimal {
            coefficient: 1,
            scale: number.scale,
        };
        if let (Some(shifted), Some(step)) = (number.shift(power), unit.shift(power))
            && shifted.to_exact() <= high.number.to_exact()
        {
            low.number = Number::Rounded {
                number: shifted,
                step,
            };
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
        start: at,
        numeral: low.range.start..high.range.end,
        hedged: None,
        lent: None,
        end: high.end,
    })
}

/// `two to three hundred` is 200 to 300; `ninety to one hundred` is not spread.
fn spread_hundreds(low: &mut Numeral, high: &Numeral) {
    if low.tail > 0 || low.power > 0 || high.tail <= high.power {
        return;
    }
    let (Number::Plain(number), Some(end)) = (&low.number, high.number.decimal()) else {
        return;
    };
    if let Some(shifted) = number.shift(high.tail)
        && number.scale == 0
        && shifted.to_exact() < end.to_exact()
    {
        low.number = Number::Plain(shifted);
    }
}

/// `12 ± 3`: the number with its limits. A spread in percent of a number that is
/// no percentage is a share of it.
fn limits(best: Numeral, mut spread: Numeral, at: usize) -> Result<Phrase, ValueError> {
    let mut best = best;
    if let (0, power @ 1.., Number::Plain(number)) = (best.power, spread.power, &best.number) {
        // `12 ± 3 million`
        best.number = number.shift(power).map_or(best.number, Number::Plain);
        best.power = power;
    }
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
        start: at,
        numeral: best.range.start..spread.range.end,
        hedged: None,
        lent: None,
        end: spread.end,
    })
}
