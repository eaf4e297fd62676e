//! Numbers written in English words: `six`, `twenty-one`, `one hundred and five`,
//! `half a million`, `two thousand`.

use super::decimal::Decimal;
use super::english::SMALL_NUMBERS;
use super::lex::{SmallWord, char_at, match_any, match_phrase, skip_spaces, small_word};
use super::scales::scale_word;

/// A number in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordNumber {
    /// The number, scale word multiplied in.
    pub number: Decimal,
    /// For one number with one scale word (`two thousand`): the place of the
    /// last digit said, since such a figure is read as rounded.
    pub step: Option<Decimal>,
    /// The power of ten of what is said after its first count: 2 for `three hundred`,
    /// 5 for `three hundred thousand`; 0 if more is said.
    pub tail: u8,
    /// Where it ends.
    pub end: usize,
}

/// The value of a word below a hundred.
pub(crate) fn small_number(word: &str) -> Option<i128> {
    let found = SMALL_NUMBERS.iter().find(|(name, _)| *name == word);
    found.map(|(_, number)| *number)
}

/// All words that a number may begin with, for suggestions and quick tests.
pub(crate) const NUMBER_WORDS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "dozen",
    "half",
    "quarter",
    "another",
    "once",
    "twice",
    "single",
    "nil",
    "nought",
    "fourty",
    "a",
    "an",
];

/// What follows an article that begins a number: `a dozen`, `a third of`.
pub(crate) const AFTER_ARTICLE: &[&str] = &[
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "lakh",
    "crore",
    "single",
    "half",
    "quarter",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "twentieth",
    "hundredth",
];

/// Reads a number in words at the start of a word.
pub(crate) fn read_words(text: &str, at: usize) -> Option<WordNumber> {
    let (first, first_end) = small_word(text, at)?;
    match first.as_str() {
        "half" => return part_of(text, first_end, &["a", "of a"], 5, 1),
        "another" => {
            return Some(exact(1, first_end));
        }
        "once" => return Some(exact(1, first_end)),
        "twice" => return Some(exact(2, first_end)),
        "a" | "an" => {
            if let Some(end) = match_any(text, at, &["a quarter", "a half"]) {
                let half = text[at..end].to_ascii_lowercase().ends_with("half");
                let (share, places) = if half { (5, 1) } else { (25, 2) };
                return part_of(text, end, &["of a", "a"], share, places);
            }
            if let Some(end) = match_phrase(text, at, "a single") {
                return Some(exact(1, end));
            }
        }
        _ => {}
    }
    let (mut group, mut end) = below_a_thousand(text, at)?;
    let hundreds = if group >= 100 && group % 100 == 0 {
        2
    } else {
        0
    };
    let mut total: i128 = 0;
    let mut groups = 0;
    let mut last_power = u8::MAX;
    loop {
        let dozen = next_word(text, end).filter(|(word, _)| word.as_str().starts_with("dozen"));
        if let (Some((_, dozen_end)), 0) = (dozen, groups) {
            return Some(exact(group.checked_mul(12)?, dozen_end));
        }
        if let Some(half) = and_a_half(text, end, group, groups) {
            return Some(half);
        }
        let scale = next_word(text, end)
            .and_then(|(word, scale_end)| Some((scale_word(word.as_str())?, scale_end)))
            .filter(|(power, _)| *power < last_power);
        let Some((power, scale_end)) = scale else {
            return match (groups, bare_article(&first)) {
                // `a` alone is no number.
                (0, true) if group == 1 => None,
                _ => {
                    let mut found = exact(total.checked_add(group)?, end);
                    found.tail = if groups == 0 { hundreds } else { 0 };
                    Some(found)
                }
            };
        };
        let unit = 10i128.checked_pow(power.into())?;
        total = total.checked_add(group.checked_mul(unit)?)?;
        groups += 1;
        last_power = power;
        end = scale_end;
        match next_group(text, end, unit) {
            Some((next, next_end)) => (group, end) = (next, next_end),
            None => {
                let mut found = exact(total, end);
                found.step = (groups == 1).then(|| Decimal::whole(unit));
                found.tail = if groups == 1 { power + hundreds } else { 0 };
                return Some(found);
            }
        }
    }
}

fn bare_article(first: &SmallWord) -> bool {
    matches!(first.as_str(), "a" | "an")
}

fn exact(value: i128, end: usize) -> WordNumber {
    WordNumber {
        number: Decimal::whole(value),
        step: None,
        tail: 0,
        end,
    }
}

/// The word after spaces or one hyphen.
fn next_word(text: &str, at: usize) -> Option<(SmallWord, usize)> {
    let mut start = skip_spaces(text, at);
    if let Some(hyphen @ ('-' | '‐' | '‑')) = char_at(text, start) {
        start += hyphen.len_utf8();
    }
    if start == at {
        return None;
    }
    small_word(text, start)
}

/// `a` or `one` to `nineteen` before `hundred`, or a number below a hundred, or
/// both: `two hundred and five`.
fn below_a_thousand(text: &str, at: usize) -> Option<(i128, usize)> {
    let (word, word_end) = small_word(text, at)?;
    let (value, end) = match word.as_str() {
        "a" | "an" => (1, word_end),
        _ => below_a_hundred(text, at)?,
    };
    let article = bare_article(&word);
    if value > 0 && (value < 20 || article) {
        if let Some((next, hundred_end)) = next_word(text, end) {
            if next.as_str() == "hundred" {
                let rest = next_group(text, hundred_end, 100).filter(|(rest, _)| *rest < 100);
                return Some(match rest {
                    Some((rest, rest_end)) => (value * 100 + rest, rest_end),
                    None => (value * 100, hundred_end),
                });
            }
            if article && scale_word(next.as_str()).is_none() && next.as_str() != "dozen" {
                return None;
            }
        } else if article {
            return None;
        }
    }
    Some((value, end))
}

fn below_a_hundred(text: &str, at: usize) -> Option<(i128, usize)> {
    let (word, end) = small_word(text, at)?;
    let tens = small_number(word.as_str())?;
    if tens >= 20
        && let Some((word, unit_end)) = next_word(text, end)
        && let Some(unit @ 1..=9) = small_number(word.as_str())
    {
        return Some((tens + unit, unit_end));
    }
    Some((tens, end))
}

/// A further group below `limit`, with or without `and` before it.
fn next_group(text: &str, at: usize, limit: i128) -> Option<(i128, usize)> {
    let start = skip_spaces(text, at);
    if start == at {
        return None;
    }
    let start = match_phrase(text, start, "and").map_or(start, |end| skip_spaces(text, end));
    let (word, _) = small_word(text, start)?;
    if bare_article(&word) {
        return None;
    }
    let (value, end) = if limit <= 100 {
        below_a_hundred(text, start)?
    } else {
        below_a_thousand(text, start)?
    };
    (value > 0 && value < limit).then_some((value, end))
}

/// `half a million`, `a quarter of a million`, `half a dozen`: exactly that part.
fn part_of(text: &str, at: usize, links: &[&str], share: i128, places: u8) -> Option<WordNumber> {
    let link = match_any(text, skip_spaces(text, at), links)?;
    let (word, end) = next_word(text, link)?;
    let part = Decimal {
        coefficient: share,
        scale: places,
    };
    let number = match word.as_str() {
        "dozen" if places == 1 => Decimal::whole(6),
        "dozen" => Decimal::whole(3),
        "hundred" => part.shift(2)?,
        word => part.shift(scale_word(word)?)?,
    };
    Some(WordNumber {
        number,
        step: None,
        tail: 0,
        end,
    })
}

/// `two and a half million`: read as rounded to the half. Without a scale word it is
/// exact: `two and a half`.
fn and_a_half(text: &str, at: usize, group: i128, groups: u32) -> Option<WordNumber> {
    if groups > 0 {
        return None;
    }
    let half = match_phrase(text, skip_spaces(text, at), "and a half")?;
    let tenths = Decimal {
        coefficient: group.checked_mul(10)?.checked_add(5)?,
        scale: 1,
    };
    let scale =
        next_word(text, half).and_then(|(word, end)| Some((scale_word(word.as_str())?, end)));
    let Some((power, end)) = scale else {
        return Some(WordNumber {
            number: tenths,
            step: None,
            tail: 0,
            end: half,
        });
    };
    let step = Decimal {
        coefficient: 5,
        scale: 1,
    };
    Some(WordNumber {
        number: tenths.shift(power)?,
        step: step.shift(power),
        tail: power,
        end,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
