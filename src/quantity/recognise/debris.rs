//! What page layout leaves in a text: sizes, reading times, counters, addresses.

use std::ops::Range;

use crate::quantity::language::{ADDRESS, LAYOUT, LEXICON};
use crate::quantity::lex::{char_at, char_before};

use super::place::{after_gap, digits, one_of, word_after, word_at};
use super::site::Site;

/// Longer addresses are cut here, in bytes; what follows is skipped word by word.
const LONGEST_ADDRESS: usize = 2000;

/// `16 px`, `5 min read`, a line `12 comments`, digits inside a web address.
pub(super) fn debris(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, num) = (site.text, &site.num);
    if let Some(end) = address_end(text, num.start) {
        let address = num.start..end;
        return text[address.clone()]
            .bytes()
            .any(|byte| byte.is_ascii_digit())
            .then_some(address);
    }
    if let Some(end) = glued(site) {
        return Some(num.start..end);
    }
    let start = after_gap(text, num.end);
    if let Some(word) = word_at(text, start) {
        let capital = word.is_capital() && word.text.len() > 2;
        if word.is(LAYOUT) && !capital && site.is_digits_or_sign() {
            return Some(num.start..word.end);
        }
        if let Some(end) = reading_time(site) {
            return Some(num.start..end);
        }
        if counter_line(site, word.end, word.text) {
            return Some(num.start..word.end);
        }
    }
    None
}

/// `1.5em`, `.5rem`
fn glued(site: &Site<'_>) -> Option<usize> {
    let text = site.text;
    if site.phrase.is_some() {
        return None;
    }
    let mut end = digits(text, site.num.start).map_or(site.num.start, |(_, end)| end);
    if let Some((_, next)) = one_of(text, end, &['.']).and_then(|at| digits(text, at)) {
        end = next;
    }
    let word = word_at(text, end).filter(|word| end > site.num.start && word.is(LAYOUT))?;
    Some(word.end)
}

/// The end of a web address that starts here.
pub(super) fn address_end(text: &str, at: usize) -> Option<usize> {
    let word = word_at(text, at)?;
    if LEXICON.classes(word.text) & ADDRESS == 0 {
        return None;
    }
    one_of(text, word.end, &[':', '.'])?;
    let run = text.as_bytes()[at..]
        .iter()
        .take(LONGEST_ADDRESS)
        .take_while(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'"' | b')'));
    Some(at + run.count())
}

/// `5 min read`, `3 minutes to read`
fn reading_time(site: &Site<'_>) -> Option<usize> {
    let text = site.text;
    let unit = site.phrase.is_some_and(|phrase| {
        phrase
            .unit
            .as_ref()
            .is_some_and(|unit| unit.as_str() == "min")
    });
    let mut end = site.num.end;
    if !unit {
        end = after_gap(text, end);
        end = one_of(text, end, &['-']).unwrap_or(end);
        let word = word_at(text, end)?;
        if word.is_one_of(&["min-read", "minute-read"]) {
            return Some(word.end);
        }
        if !word.is_one_of(&["min", "mins", "minute", "minutes"]) {
            return None;
        }
        end = word.end;
    }
    let mut word = word_after(text, end)?;
    if word.is_one_of(&["to", "of"]) {
        word = word_after(text, word.end)?;
    }
    word.is_one_of(&["read", "reading"]).then_some(word.end)
}

/// A line of its own such as `12 comments`.
fn counter_line(site: &Site<'_>, end: usize, word: &str) -> bool {
    let text = site.text;
    let counter = [
        "comments", "comment", "shares", "likes", "views", "replies", "retweets",
    ]
    .iter()
    .any(|counter| word.eq_ignore_ascii_case(counter));
    let starts = matches!(char_before(text, site.num.start), None | Some('\n'));
    let ends = matches!(char_at(text, end), None | Some('\n' | '\r'));
    counter && starts && ends
}
