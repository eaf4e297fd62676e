//! The noun that a figure counts: `military personnel` after 3,209, `women` in `284
//! are women`. No grammar of English, but words that end a noun phrase and plurals.

use std::ops::Range;

use crate::quantity::language::{
    AUXILIARY, COUNTED, LEXICON, MONTH, NO_HEAD, ONE_COUNTED, POINTER, STATE, STOP, WEEKDAY,
};
use crate::quantity::lex::char_at;
use crate::quantity::value::Unit;
use crate::quantity::words::small_number;

use super::place::{Word, after_gap, digits, one_of, word_after, word_at};
use super::scan::Raw;

/// A noun phrase has at most so many words.
const MOST_WORDS: usize = 5;
/// Words that join a noun with what it is of: `prisoners of war`.
const FIXED: &[&str] = &["war", "age"];
/// Words before a noun phrase that are none of it.
const OPENING: &[&str] = &["more", "such", "other", "fewer", "further", "less"];
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "its", "their", "all", "his", "her", "our", "last",
];

/// Words that belong to the number before them.
const SCALES: &[&str] = &[
    "hundred", "thousand", "million", "billion", "trillion", "dozen",
];

/// What a figure counts, as far as the words around it say.
pub(super) fn counted(text: &str, raw: &Raw, sentence: usize) -> Option<Range<usize>> {
    let unit = raw.value.as_ref().and_then(|value| value.unit.as_ref());
    if unit.is_some_and(Unit::is_currency) {
        return None;
    }
    let at = raw.phrase.end.max(raw.numeral.end);
    if let Some(next) = one_of(text, at, &['-', '‑']) {
        // `120-bed`: the noun in the compound.
        let word = word_at(text, next)?;
        let none = word.is_one_of(&["strong", "fold", "plus", "odd"]);
        return (!none).then_some(word.start..word.end);
    }
    after(text, at, unit.is_some(), raw.states_one())
        .or_else(|| among(text, sentence, raw.phrase.start).filter(|_| unit.is_none()))
}

fn after(text: &str, start: usize, share: bool, one: bool) -> Option<Range<usize>> {
    let (at, of) = of_what(text, start, share)?;
    let verb = share && !of && word_after(text, at).is_some_and(|word| word.text.ends_with("ed"));
    if verb {
        return None;
    }
    if let Some((range, _)) = head(text, at) {
        return Some(range);
    }
    if let Some(verb) = word_after(text, at).filter(|word| word.is(AUXILIARY)) {
        let been = word_after(text, verb.end).filter(|word| word.is_one_of(&["been"]));
        let start = been.map_or(verb.end, |been| been.end);
        return head(text, start)
            .map(|(range, _)| range)
            .or_else(|| state(text, start));
    }
    if of {
        return mass(text, at);
    }
    if one && let Some(range) = singular(text, at) {
        return Some(range);
    }
    state(text, at)
}

/// Past `of`, determiners and numbers, to where the noun phrase of `45 of the 60 men`
/// starts, and whether there was an `of`. Nothing after `of them`.
fn of_what(text: &str, start: usize, share: bool) -> Option<(usize, bool)> {
    let (mut at, mut of) = (start, false);
    for _ in 0..5 {
        let next = after_gap(text, at);
        if of && let Some((_, end)) = digits(text, next) {
            at = number_end(text, end);
            if let Some(scale) = word_after(text, at).filter(|word| word.is_one_of(SCALES)) {
                at = scale.end;
            }
            continue;
        }
        let Some(word) = word_after(text, at) else {
            break;
        };
        if of && word.is_one_of(&["which", "whom"]) {
            return None;
        }
        if of && word.is_one_of(&["them", "those", "these", "us"]) {
            return head(text, word.end).map(|_| (word.end, true));
        }
        let passes = word.is_one_of(&["of"])
            || ((of || share) && word.is_one_of(DETERMINERS))
            || (of && small_number(&word.text.to_ascii_lowercase()).is_some())
            || (of && owns_a_number(text, &word));
        if !passes {
            break;
        }
        of |= word.is_one_of(&["of"]);
        at = word.end;
    }
    Some((at, of))
}

/// `the town's` before `21 bridges`.
fn owns_a_number(text: &str, word: &Word<'_>) -> bool {
    let owner = word.text.ends_with("'s") || word.text.ends_with("’s");
    owner && digits(text, after_gap(text, word.end)).is_some()
}

/// The end of groups of digits such as `,983`.
fn number_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some((_, next)) = one_of(text, end, &[',', '.']).and_then(|at| digits(text, at)) {
        end = next;
        if end - at > 40 {
            break;
        }
    }
    end
}

/// The noun phrase that starts after a gap at `at`, and whether its head is a noun
/// that is often counted. The head is the first plural.
pub(super) fn head(text: &str, at: usize) -> Option<(Range<usize>, bool)> {
    let mut end = at;
    let mut start = None;
    for place in 0..MOST_WORDS {
        let word = word_after(text, end)?;
        if place == 0 && word.is_one_of(OPENING) {
            end = word.end;
            continue;
        }
        let classes = word.classes();
        let date = classes & (MONTH | WEEKDAY) != 0 && word.is_capital();
        let number = small_number(&word.text.to_ascii_lowercase()).is_some();
        if classes & STOP != 0 || date || number {
            return None;
        }
        let first = *start.get_or_insert(word.start);
        let last = word.text.rsplit('-').next().unwrap_or(word.text);
        let counted = classes & COUNTED != 0 || LEXICON.classes(last) & COUNTED != 0;
        if counted || is_plural(&word) {
            // `police vehicles`
            let longer = word_after(text, word.end)
                .filter(|next| !word.text.ends_with('s') && is_plural(next) && !next.is(STOP));
            let end = longer.map_or(word.end, |next| next.end);
            return Some((first..fixed_tail(text, end), counted));
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

/// `killed` in `93 killed`, `elderly` in `326 were elderly`.
fn state(text: &str, at: usize) -> Option<Range<usize>> {
    let word = word_after(text, at).filter(|word| word.is(STATE))?;
    Some(word.start..word.end)
}

/// What a sentence says its figures are of: `Among these mass graves, one was …`.
fn among(text: &str, sentence: usize, before: usize) -> Option<Range<usize>> {
    let word = word_at(text, sentence).filter(|word| word.is_one_of(&["among", "of"]))?;
    let pointer = word_after(text, word.end)
        .filter(|word| word.is(POINTER) || word.is_one_of(DETERMINERS))?;
    let (range, _) = head(text, pointer.end)?;
    (range.end < before).then_some(range)
}
