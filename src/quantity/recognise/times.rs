//! Times of day, and stretches of time.

use std::ops::Range;

use crate::quantity::language::{TIME_FILLER, TIME_UNIT};
use crate::quantity::lex::{char_at, in_word, match_any};

use super::place::{DASHES, after_gap, digits, one_of, word_after, word_at};
use super::site::Site;

const HALVES: &[&str] = &["a.m.", "p.m.", "am", "pm", "a.m", "p.m", "o'clock"];
const ZONES: &[&str] = &[
    "gmt", "utc", "cet", "cest", "est", "edt", "bst", "msk", "hrs",
];

/// `10:30`, `5 p.m.`, `10.30am`, `five o'clock`, `1530 GMT`.
pub(super) fn time(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, at) = (site.text, site.num.start);
    let end = match site.is_digits() {
        true => clock_range(text, at),
        false => half(text, site.num.end),
    }?;
    Some(at..end)
}

fn clock_range(text: &str, at: usize) -> Option<usize> {
    let (first, sure) = clock(text, at)?;
    let link = one_of(text, after_gap(text, first), DASHES)
        .map(|end| after_gap(text, end))
        .or_else(|| {
            let word = word_after(text, first)?;
            word.is_one_of(&["to"]).then(|| after_gap(text, word.end))
        });
    match link.and_then(|start| clock(text, start)) {
        // `5 to 7 p.m.`, `10:30-11:45`
        Some((end, second)) if second => Some(end),
        _ => sure.then_some(first),
    }
}

/// A time, where it ends, and whether it surely is one.
fn clock(text: &str, at: usize) -> Option<(usize, bool)> {
    let (hour, end) = digits(text, at)?;
    let colon = one_of(text, end, &[':']);
    let minutes = colon
        .or_else(|| one_of(text, end, &['.']))
        .and_then(|start| digits(text, start).filter(|(m, end)| *m < 60 && end - start == 2));
    if let (Some((_, mut stop)), true) = (minutes, hour <= 24 && end - at <= 2) {
        let seconds = one_of(text, stop, &[':'])
            .and_then(|start| digits(text, start).filter(|(s, end)| *s < 60 && end - start == 2));
        if let Some((_, after)) = seconds {
            stop = after;
        }
        if let Some(stop) = half(text, stop).or_else(|| zone(text, stop)) {
            return Some((stop, true));
        }
        if colon.is_some() && !char_at(text, stop).is_some_and(|c| in_word(c) || c == ':') {
            return Some((stop, true));
        }
        return None;
    }
    if hour <= 12 && end - at <= 2 {
        return match half(text, end) {
            Some(stop) => Some((stop, true)),
            None => Some((end, false)),
        };
    }
    let four = end - at == 4 && hour < 2400 && hour % 100 < 60;
    four.then(|| zone(text, end))
        .flatten()
        .map(|stop| (stop, true))
}

/// The end of `p.m.` after a time.
fn half(text: &str, at: usize) -> Option<usize> {
    match_any(text, after_gap(text, at), HALVES)
}

fn zone(text: &str, at: usize) -> Option<usize> {
    let word = word_at(text, after_gap(text, at))?;
    word.is_one_of(ZONES).then_some(word.end)
}

/// `44-day`, `30 years`, `two full weeks`, `three decades`.
pub(super) fn duration(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, num) = (site.text, &site.num);
    let phrase = site.phrase?;
    let by_unit = phrase.unit.as_ref().is_some_and(|unit| {
        matches!(
            unit.as_str(),
            "s" | "min" | "h" | "days" | "weeks" | "months" | "years"
        )
    });
    if by_unit {
        return Some(num.clone());
    }
    if phrase.unit.is_some() {
        return None;
    }
    if let Some(start) = one_of(text, num.end, &['-', '‑', '‐', '–']) {
        let word = word_at(text, start)?;
        let first = word.text.split('-').next().unwrap_or_default();
        let unit = crate::quantity::language::LEXICON.classes(first) & TIME_UNIT != 0;
        return unit.then(|| num.start..start + first.len());
    }
    let mut word = word_after(text, num.end)?;
    for _ in 0..2 {
        if word.is(TIME_UNIT) && !word.is_capital() {
            let plain = !word.is_one_of(&["second", "quarter", "quarters", "min", "season"]);
            return plain.then_some(num.start..word.end);
        }
        if !word.is(TIME_FILLER) {
            return None;
        }
        word = word_after(text, word.end)?;
    }
    (word.is(TIME_UNIT) && !word.is_one_of(&["quarters"])).then_some(num.start..word.end)
}
