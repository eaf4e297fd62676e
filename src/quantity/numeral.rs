//! One printed numeral: digits or words with sign, scale word, percent, `1 in n`,
//! currency or unit, and footnote marks.

use std::fmt;
use std::ops::Range;

use super::decimal::Decimal;
use super::digits::{NumberFormat, read_digits};
use super::error::ValueError;
use super::fractions::read_fraction;
use super::lex::{char_at, char_before, ends_word, in_word, match_any, skip_spaces};
use super::notations::not_a_plain_number;
use super::scales::{Unit, currency_before, percent_after, scale_after, unit_after};
use super::words::read_words;

/// A number as printed, with what its form says about precision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// Bare digits or words: exact.
    Plain(Decimal),
    /// With a scale word, a percentage, or said to be rounded: the number and the
    /// unit it is rounded to.
    Rounded {
        /// The number, scale word multiplied in.
        number: Decimal,
        /// The place of the last printed digit.
        step: Decimal,
    },
    /// `part in whole`, such as 1 in 5.
    Share {
        /// The number before `in`.
        part: u64,
        /// The number after it.
        whole: u64,
    },
}

/// A footnote mark on a figure: `*`, `†`, `r` (revised), `p` (provisional).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark(pub Box<str>);

impl Mark {
    /// Whether it says that the figure is provisional.
    pub fn is_provisional(&self) -> bool {
        self.0.eq_ignore_ascii_case("p")
    }

    /// Whether it says that the figure was revised.
    pub fn is_revised(&self) -> bool {
        self.0.eq_ignore_ascii_case("r")
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How to read: a value that must be a figure to its last character, or a text
/// in which figures are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Value,
    Text,
}

/// A numeral and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub number: Number,
    pub unit: Option<Unit>,
    pub marks: Vec<Mark>,
    /// Without marks.
    pub range: Range<usize>,
    /// After the marks.
    pub end: usize,
    /// The power of ten of the scale word, or 0.
    pub power: u8,
    /// The same with `hundred` in words.
    pub tail: u8,
}

/// Reads one numeral at `at`; `Ok(None)` if none starts there.
pub(crate) fn read_numeral(
    text: &str,
    at: usize,
    format: NumberFormat,
    mode: Mode,
) -> Result<Option<Numeral>, ValueError> {
    if mode == Mode::Value && char_at(text, at) == Some('(') {
        return in_parentheses(text, at, format);
    }
    let (negative, start) = sign(text, at, mode);
    let (currency, start) = match currency_before(text, start) {
        Some((unit, start)) => (Some(unit), start),
        None => (None, start),
    };
    let (negative_after, start) = match currency {
        Some(_) if !negative => sign(text, start, mode),
        _ => (negative, start),
    };
    let negative = negative || negative_after;
    if currency.is_none()
        && !negative
        && let Some((part, whole, end)) = read_fraction(text, start, mode)
    {
        return Ok(Some(Numeral {
            number: Number::Share { part, whole },
            unit: Some(Unit::percent()),
            marks: Vec::new(),
            range: at..end,
            end,
            power: 0,
            tail: 0,
        }));
    }
    let mut tail = 0;
    let (mut number, mut end, step) = match read_digits(text, start, format)? {
        Some((number, end)) => {
            if let Some(error) = not_a_plain_number(text, start, end) {
                return Err(error);
            }
            match vulgar(text, end, number) {
                Some((number, end)) => (number, end, None),
                None => (number, end, None),
            }
        }
        None => match read_words(text, start) {
            Some(words) => {
                tail = words.tail;
                (words.number, words.end, words.step)
            }
            None => return Ok(None),
        },
    };
    if negative {
        number = number.negated();
    }
    if step.is_none()
        && let Some(dozen_end) = dozen_after(text, end)
    {
        number.coefficient = number.coefficient.saturating_mul(12);
        if !number.fits() {
            return Err(ValueError::new(
                start..dozen_end,
                "a figure has at most 30 digits",
            ));
        }
        end = dozen_end;
    }
    let mut rounding = step;
    // `two and a half million` has a step of half a million.
    let mut power = step.map_or(0, |step| {
        let log = step.coefficient.checked_ilog10().unwrap_or(0) as u8;
        log + u8::from(step.last_digit() == 5)
    });
    if step.is_none()
        && let Some((scale, scale_end)) = scale_after(text, end, currency.is_some())
    {
        let unit = Decimal {
            coefficient: 1,
            scale: number.scale,
        };
        let shifted = number.shift(scale).zip(unit.shift(scale));
        let Some((shifted, unit)) = shifted else {
            return Err(ValueError::new(
                start..scale_end,
                "a figure has at most 30 digits",
            ));
        };
        (number, end, rounding, power) = (shifted, scale_end, Some(unit), scale);
    }
    let mut unit = currency;
    let mut result = None;
    if unit.is_none() {
        if let Some((percent, percent_end)) = percent_after(text, end) {
            let step = rounding.unwrap_or(Decimal {
                coefficient: 1,
                scale: number.scale,
            });
            rounding = Some(step);
            (unit, end) = (Some(percent), percent_end);
        } else if let Some((share, share_end)) = share_of(text, number, end, format, mode) {
            result = Some(share);
            (unit, end) = (Some(Unit::percent()), share_end);
        } else if let Some((found, unit_end)) = unit_after(text, end) {
            (unit, end) = (Some(found), unit_end);
        }
    } else if let Some((found, unit_end)) = unit_after(text, end) {
        // `$3bn USD` says its currency twice; anything else is left to the caller.
        if Some(&found) == unit.as_ref() {
            end = unit_end;
        }
    }
    let number = result.unwrap_or(match rounding {
        Some(step) => Number::Rounded { number, step },
        None => Number::Plain(number),
    });
    let range = at..end;
    let (marks, end) = marks_after(text, end, mode);
    if mode == Mode::Text && char_at(text, end).is_some_and(in_word) {
        // `1990s`, `80th`: not a figure of its own.
        return Ok(None);
    }
    Ok(Some(Numeral {
        number,
        unit,
        marks,
        range,
        end,
        power,
        tail: tail.max(power),
    }))
}

/// `½` after digits, as in `2½`.
fn vulgar(text: &str, at: usize, number: Decimal) -> Option<(Decimal, usize)> {
    let c = char_at(text, at).filter(|_| number.scale == 0)?;
    let hundredths = match c {
        '¼' => 25,
        '½' => 50,
        '¾' => 75,
        _ => return None,
    };
    let coefficient = number
        .coefficient
        .checked_mul(100)?
        .checked_add(hundredths)?;
    let mixed = Decimal {
        coefficient,
        scale: 2,
    };
    mixed.fits().then_some((mixed, at + c.len_utf8()))
}

/// The end of `dozen` after a number.
fn dozen_after(text: &str, at: usize) -> Option<usize> {
    let start = skip_spaces(text, at);
    (start > at).then(|| match_any(text, start, &["dozen"]))?
}

/// Whether a minus stands at `at`, and where the number starts.
fn sign(text: &str, at: usize, mode: Mode) -> (bool, usize) {
    let minus = match char_at(text, at) {
        Some(c @ ('-' | '−' | '‐' | '‑')) => c,
        _ => return (false, at),
    };
    let after = at + minus.len_utf8();
    if mode == Mode::Text && char_before(text, at).is_some_and(in_word) {
        return (false, at);
    }
    let number_follows = char_at(text, after)
        .is_some_and(|c| c.is_ascii_digit() || c == '.' || currency_before(text, after).is_some());
    if number_follows {
        (true, after)
    } else {
        (false, at)
    }
}

/// `(5)`: the bookkeeper's minus five.
fn in_parentheses(
    text: &str,
    at: usize,
    format: NumberFormat,
) -> Result<Option<Numeral>, ValueError> {
    let Some(mut inner) = read_numeral(text, skip_spaces(text, at + 1), format, Mode::Text)? else {
        return Ok(None);
    };
    let close = skip_spaces(text, inner.end);
    if char_at(text, close) != Some(')') {
        return Err(ValueError::new(
            at..at + 1,
            "this parenthesis is not closed after the number",
        )
        .help("(5) stands for -5; write the figure alone"));
    }
    inner.number = match inner.number {
        Number::Plain(number) => Number::Plain(number.negated()),
        Number::Rounded { number, step } => Number::Rounded {
            number: number.negated(),
            step,
        },
        Number::Share { .. } => return Ok(None),
    };
    let mut end = close + 1;
    if inner.unit.is_none()
        && let Some((unit, unit_end)) = percent_after(text, end).or_else(|| unit_after(text, end))
    {
        (inner.unit, end) = (Some(unit), unit_end);
    }
    let (marks, marks_end) = marks_after(text, end, Mode::Value);
    inner.marks.extend(marks);
    inner.range = at..end;
    inner.end = marks_end;
    Ok(Some(inner))
}

/// `in 5` or `out of 5` after a whole number.
fn share_of(
    text: &str,
    part: Decimal,
    at: usize,
    format: NumberFormat,
    mode: Mode,
) -> Option<(Number, usize)> {
    let part = u64::try_from(part.coefficient)
        .ok()
        .filter(|_| part.scale == 0)?;
    let start = skip_spaces(text, at);
    if start == at {
        return None;
    }
    let link = match_any(text, start, &["in every", "in", "out of every", "out of"])?;
    let start = skip_spaces(text, link);
    let (whole, end) = match read_digits(text, start, format) {
        Ok(Some(found)) => found,
        Ok(None) => {
            let words = read_words(text, start)?;
            (words.number, words.end)
        }
        Err(_) => return None,
    };
    let plain = whole.scale == 0 && ends_word(text, end);
    let whole = u64::try_from(whole.coefficient).ok().filter(|_| plain)?;
    (whole > 0 && part <= whole && (mode == Mode::Value || is_usual(text, link, part, whole)))
        .then_some((Number::Share { part, whole }, end))
}

/// Whether `part in whole` of a text is a share: `two in five` is, `two in 2020` and
/// `two in 14 villages` are not.
fn is_usual(text: &str, link: usize, part: u64, whole: u64) -> bool {
    let out_of = text[..link].ends_with("of");
    let year = (1900..2100).contains(&whole) && whole != 2000;
    let round =
        whole <= 10 || matches!(whole, 12 | 20 | 25 | 50 | 100) || whole.is_multiple_of(1000);
    out_of || (!year && whole > 1 && (part == 1 || (round && part < whole)))
}

/// Footnote marks after a number. Letters after a space count only at the end of
/// a value.
fn marks_after(text: &str, at: usize, mode: Mode) -> (Vec<Mark>, usize) {
    let mut marks = Vec::new();
    let mut end = at;
    loop {
        let start = match mode {
            Mode::Value => skip_spaces(text, end),
            Mode::Text => end,
        };
        let Some(c) = char_at(text, start) else {
            break;
        };
        let next = start + c.len_utf8();
        let stop = match c {
            '*' | '†' | '‡' | '§' | '¶' | '#' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | 'ᵃ'..='ᶻ' => {
                next
            }
            'r' | 'p' | 'e' | 'R' | 'P' | 'E' if ends_word(text, next) => next,
            '(' | '[' if mode == Mode::Value => match closed_note(text, next) {
                Some(stop) => stop,
                None => break,
            },
            _ => break,
        };
        let printed = text[start..stop].trim_matches(['(', ')', '[', ']']);
        marks.push(Mark(printed.into()));
        end = stop;
    }
    (marks, end)
}

/// A note of one or two letters or digits and its closing bracket: `r)`, `12]`.
fn closed_note(text: &str, at: usize) -> Option<usize> {
    let inner = text[at..]
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let close = matches!(text.as_bytes().get(at + inner), Some(b')' | b']'));
    (close && (1..=2).contains(&inner)).then_some(at + inner + 1)
}
