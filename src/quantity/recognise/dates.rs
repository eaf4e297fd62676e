//! Dates: in digits with separators, and with the name of a month on either side.

use std::ops::Range;

use crate::quantity::language::{COUNTED, MONTH, WEEKDAY};
use crate::quantity::lex::{char_at, in_word};

use super::place::{DASHES, after_gap, digits, one_of, word_after, word_at};
use super::site::Site;

/// `10 March 2025`, `March 10`, `2025-03-10`, `10/03/2025`.
pub(super) fn date(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, at) = (site.text, site.num.start);
    let end = if site.is_digits() {
        in_digits(text, at).or_else(|| day_month(text, at))
    } else {
        month_day(site, at).or_else(|| weekday_day(text, at))
    }?;
    Some(at..end)
}

/// Three groups of digits with one kind of separator.
fn in_digits(text: &str, at: usize) -> Option<usize> {
    let (first, end) = digits(text, at)?;
    let mark = char_at(text, end).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let (second, second_end) = digits(text, end + 1)?;
    if char_at(text, second_end) != Some(mark) {
        return None;
    }
    let (third, last) = digits(text, second_end + 1)?;
    let lengths = [end - at, second_end - end - 1, last - second_end - 1];
    let month_and_day = |a: u32, b: u32| (1..=12).contains(&a) && (1..=31).contains(&b);
    let fits = match lengths {
        [4, 1 | 2, 1 | 2] => month_and_day(second, third),
        [1 | 2, 1 | 2, 4] => month_and_day(first, second) || month_and_day(second, first),
        [1 | 2, 1 | 2, 2] => {
            mark != '-' && (month_and_day(first, second) || month_and_day(second, first))
        }
        _ => false,
    };
    let end = clock_after(text, last);
    let free = !char_at(text, end).is_some_and(in_word);
    (fits && free).then_some(end)
}

/// The end of `T10:30:00Z` after a date.
fn clock_after(text: &str, at: usize) -> usize {
    if char_at(text, at) != Some('T') || digits(text, at + 1).is_none() {
        return at;
    }
    let rest = text.as_bytes()[at + 1..].iter().take(24);
    let run =
        rest.take_while(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z'));
    let mut end = at + 1 + run.count();
    while matches!(text.as_bytes()[end - 1], b'.' | b':' | b'-' | b'+') {
        end -= 1;
    }
    end
}

/// A day of the month, with or without `th`, and where it ends.
fn day(text: &str, at: usize) -> Option<(usize, bool)> {
    let (number, end) = digits(text, at)?;
    if !(1..=31).contains(&number) || end - at > 2 {
        return None;
    }
    let suffix = word_at(text, end).filter(|word| word.is_one_of(&["st", "nd", "rd", "th"]));
    match suffix {
        Some(suffix) => Some((suffix.end, true)),
        None if char_at(text, end).is_some_and(in_word) => None,
        None => Some((end, false)),
    }
}

/// What may join two days.
fn day_link(text: &str, at: usize) -> Option<usize> {
    if let Some(end) = one_of(text, at, DASHES).or_else(|| one_of(text, at, &['/', ','])) {
        return Some(after_gap(text, end));
    }
    let start = after_gap(text, at);
    if let Some(end) = one_of(text, start, DASHES).or_else(|| one_of(text, start, &['&'])) {
        return Some(after_gap(text, end));
    }
    let word = word_after(text, at).filter(|word| word.is_one_of(&["and", "to", "or"]))?;
    Some(after_gap(text, word.end))
}

/// Days joined: the end of the last.
fn days(text: &str, at: usize, before_day: bool) -> Option<(usize, bool)> {
    let (mut end, mut ordinal) = day(text, at)?;
    for _ in 0..4 {
        let next = day_link(text, end).and_then(|start| day(text, start));
        match next {
            // `March 10, 10 March`: the second day has a month of its own.
            Some((next, _)) if before_day && month_after(text, next) => break,
            Some((next, other)) => (end, ordinal) = (next, ordinal || other),
            None => break,
        }
    }
    Some((end, ordinal))
}

/// Whether a month follows: `10 March`, `10th of March`.
fn month_after(text: &str, at: usize) -> bool {
    let mut start = after_gap(text, at);
    if let Some(of) = word_at(text, start).filter(|word| word.is_one_of(&["of"])) {
        start = after_gap(text, of.end);
    }
    start > at && month(text, start).is_some()
}

/// A month by name, with a capital letter, and where it ends.
fn month(text: &str, at: usize) -> Option<usize> {
    let word = word_at(text, at).filter(|word| word.is_capital() && word.is(MONTH))?;
    let short = word.text.len() <= 4 && char_at(text, word.end) == Some('.');
    Some(word.end + usize::from(short))
}

/// `, 2025` or ` 2025` after a day and a month.
fn year_after(text: &str, at: usize) -> Option<usize> {
    let comma = one_of(text, at, &[',']).unwrap_or(at);
    let mut start = after_gap(text, comma);
    if let Some(of) = word_at(text, start).filter(|word| word.is_one_of(&["of"])) {
        start = after_gap(text, of.end);
    }
    let (number, end) = digits(text, start)?;
    let printed = end - start == 4 && (1000..2200).contains(&number) && start > at;
    let goes_on = char_at(text, end).is_some_and(|c| in_word(c) || c == '%')
        || one_of(text, end, &[',', '.']).is_some_and(|next| digits(text, next).is_some());
    (printed && !goes_on).then_some(end)
}

/// `10 March 2025`, `10th of March`, `10–12 March`, `10 and 11 March`.
fn day_month(text: &str, at: usize) -> Option<usize> {
    let (end, _) = days(text, at, false)?;
    let mut start = after_gap(text, end);
    if start == end {
        start = one_of(text, end, &['-'])?;
    }
    if let Some(of) = word_at(text, start).filter(|word| word.is_one_of(&["of"])) {
        start = after_gap(text, of.end);
    }
    let end = month(text, start)?;
    let joined = one_of(text, end, &['-']).and_then(|start| digits(text, start));
    if let Some((_, joined)) = joined {
        return Some(joined);
    }
    Some(year_after(text, end).unwrap_or(end))
}

/// `March 10, 2025`, `March 10`, `February 2021`.
fn month_day(site: &Site<'_>, at: usize) -> Option<usize> {
    let text = site.text;
    let name_end = month(text, at)?;
    if let Some(end) = year_after(text, name_end) {
        return Some(season_end(text, end));
    }
    let start = after_gap(text, name_end);
    let (end, ordinal) = days(text, start, true).filter(|_| start > name_end)?;
    if let Some(end) = year_after(text, end) {
        return Some(end);
    }
    (ordinal || stands_alone(text, end)).then_some(end)
}

/// `March 2020–21`, `March 2019 to April 2020` stay two; only the dash is taken.
fn season_end(text: &str, at: usize) -> usize {
    one_of(text, at, DASHES)
        .and_then(|start| digits(text, start).filter(|(_, end)| matches!(end - start, 2 | 4)))
        .map_or(at, |(_, end)| end)
}

/// Whether a small number after a month is a day: it counts nothing.
fn stands_alone(text: &str, at: usize) -> bool {
    let goes_on = char_at(text, at).is_some_and(|c| in_word(c) || matches!(c, '%' | '-' | '/'))
        || one_of(text, at, &[',', '.']).is_some_and(|next| digits(text, next).is_some());
    if goes_on {
        return false;
    }
    match word_after(text, at) {
        None => !matches!(char_at(text, after_gap(text, at)), Some('%')),
        Some(word) => {
            !word.is(COUNTED)
                && !word.is_one_of(&[
                    "percent", "per", "million", "billion", "thousand", "hundred", "new", "more",
                    "other", "of",
                ])
        }
    }
}

/// `Monday 10`, `Monday, March 10` is left to the month.
fn weekday_day(text: &str, at: usize) -> Option<usize> {
    let word = word_at(text, at).filter(|word| word.is_capital() && word.is(WEEKDAY))?;
    let start = after_gap(text, word.end);
    let (end, ordinal) = day(text, start).filter(|_| start > word.end)?;
    if let Some(end) = day_month(text, start) {
        return Some(end);
    }
    (ordinal || stands_alone(text, end)).then_some(end)
}
