//! The noun that a figure counts: `military personnel` after 3,209, `women` in `284
//! are women`. No grammar of English, but words that end a noun phrase and plurals.

use std::ops::Range;

use crate::quantity::language::{AUXILIARY, COUNTED, MONTH, NO_HEAD, ONE_COUNTED, STOP, WEEKDAY};
use crate::quantity::lex::char_at;
use crate::quantity::value::Unit;

use super::place::{Word, after_gap, one_of, word_after};
use super::scan::Raw;

/// A noun phrase has at most so many words.
const MOST_WORDS: usize = 5;
/// Words that join a noun with what it is of: `prisoners of war`.
const FIXED: &[&str] = &["war", "age"];

/// What a figure counts, as far as the words after it say.
pub(super) fn counted(text: &str, raw: &Raw) -> Option<Range<usize>> {
    let unit = raw.value.as_ref().and_then(|value| value.unit.as_ref());
    if unit.is_some_and(Unit::is_currency) {
        return None;
    }
    let mut at = raw.phrase.end.max(raw.numeral.end);
    if let Some(next) = one_of(text, at, &['-', '‑']) {
        // `120-bed`: the noun in the compound.
        let word = super::place::word_at(text, next)?;
        return (!word.is_one_of(&["strong", "fold", "plus", "odd"]))
            .then_some(word.start..word.end);
    }
    let one = raw.states_one();
    let mut of = false;
    for _ in 0..4 {
        let Some(word) = word_after(text, at) else {
            break;
        };
        let share = unit.is_some();
        let passes = word.is_one_of(&["of"])
            || ((of || share)
                && word.is_one_of(&["the", "a", "an", "its", "their", "all", "his", "her", "our"]))
            || (of && word.is_one_of(&["those", "these", "them"]));
        if word.is_one_of(&["them", "those", "these"]) && of {
            at = word.end;
            break;
        }
        if !passes {
            break;
        }
        of |= word.is_one_of(&["of"]);
        at = word.end;
    }
    if let Some((range, _)) = head(text, at) {
        return Some(range);
    }
    let copula = word_after(text, at).filter(|word| word.is(AUXILIARY));
    if let Some(verb) = copula {
        let mut start = verb.end;
        if let Some(been) = word_after(text, start).filter(|word| word.is_one_of(&["been"])) {
            start = been.end;
        }
        return head(text, start).map(|(range, _)| range);
    }
    if one && !of {
        return singular(text, at);
    }
    if of {
        return mass(text, at);
    }
    participle(text, at)
}

/// The noun phrase that starts after a gap at `at`, and whether its head is a noun
/// that is often counted. The head is the first plural.
pub(super) fn head(text: &str, at: usize) -> Option<(Range<usize>, bool)> {
    let mut end = at;
    let mut start = None;
    for _ in 0..MOST_WORDS {
        let word = word_after(text, end)?;
        let classes = word.classes();
        if classes & STOP != 0 || (classes & (MONTH | WEEKDAY) != 0 && word.is_capital()) {
            return None;
        }
        let first = *start.get_or_insert(word.start);
        let last = word.text.rsplit('-').next().unwrap_or(word.text);
        let counted = classes & COUNTED != 0
            || crate::quantity::language::LEXICON.classes(last) & COUNTED != 0;
        if counted || is_plural(&word) {
            let stop = fixed_tail(text, word.end);
            return Some((first..stop, counted));
        }
        // A comma or a bracket ends it.
        if after_gap(text, word.end) == word.end {
            return None;
        }
        end = word.end;
    }
    None
}

fn is_plural(word: &Word<'_>) -> bool {
    let text = word.text;
    text.len() > 3
        && text.ends_with('s')
        && !text.ends_with("ss")
        && !text.ends_with("'s")
        && !text.ends_with("’s")
        && !word.is(NO_HEAD)
}

/// `of war` after `prisoners`.
fn fixed_tail(text: &str, at: usize) -> usize {
    let tail = word_after(text, at)
        .filter(|word| word.is_one_of(&["of"]))
        .and_then(|of| word_after(text, of.end))
        .filter(|word| word.is_one_of(FIXED));
    tail.map_or(at, |word| word.end)
}

/// One thing: `one mass grave`.
fn singular(text: &str, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    let mut start = None;
    for _ in 0..3 {
        let word = word_after(text, end)?;
        if word.is(STOP) {
            return None;
        }
        let first = *start.get_or_insert(word.start);
        if word.is(ONE_COUNTED) {
            return Some(first..word.end);
        }
        end = word.end;
    }
    None
}

/// What a share is of: `territory` in `20 percent of territory`.
fn mass(text: &str, at: usize) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut end = at;
    for _ in 0..MOST_WORDS {
        let Some(word) = word_after(text, end) else {
            break;
        };
        if word.is(STOP) || (found.is_some() && word.text.ends_with("ed")) {
            break;
        }
        let start = found.map_or(word.start, |range| range.start);
        found = Some(start..word.end);
        end = word.end;
        if char_at(text, end).is_some_and(|c| matches!(c, ',' | '.' | ';' | ')')) {
            break;
        }
    }
    found
}

/// `killed` in `93 killed`.
fn participle(text: &str, at: usize) -> Option<Range<usize>> {
    let word = word_after(text, at)?;
    let state = word.is_one_of(&["dead", "missing", "hurt", "alive"]);
    let done = word.text.ends_with("ed") && word.text.len() > 4 && !word.is(STOP);
    (state || done).then_some(word.start..word.end)
}
