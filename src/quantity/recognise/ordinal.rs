//! Ordinals: `80th`, `third`, `twenty-first`.

use std::ops::Range;

use crate::quantity::language::ORDINAL;
use crate::quantity::lex::{char_at, in_word};

use super::place::{one_of, word_after, word_at};
use super::site::Site;

/// An ordinal in digits or in words.
pub(super) fn ordinal(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, num) = (site.text, &site.num);
    if site.is_digits() {
        if site.phrase.is_some() {
            return None;
        }
        let suffix = word_at(text, num.end)?;
        let fits = suffix.is_one_of(&["st", "nd", "rd", "th", "ths"])
            && !char_at(text, suffix.end).is_some_and(in_word);
        return fits.then_some(num.start..suffix.end);
    }
    let word = word_at(text, num.start)?;
    if site.phrase.is_none() {
        let first = word.text.split(['-', '’', '\'']).next().unwrap_or_default();
        let fits = crate::quantity::language::LEXICON.classes(first) & ORDINAL != 0;
        return fits.then_some(num.start..num.start + first.len());
    }
    // `twenty-first`, `one hundred and third`
    let tail = match one_of(text, num.end, &['-', '‑']) {
        Some(start) => word_at(text, start),
        None => word_after(text, num.end).and_then(|word| match word.is_one_of(&["and"]) {
            true => word_after(text, word.end).filter(|_| site.printed().contains("hundred")),
            false => Some(word),
        }),
    }?;
    let whole = site.whole()?;
    let joins = tail.is(ORDINAL) && whole >= 20 && whole % 10 == 0;
    joins.then_some(num.start..tail.end)
}
