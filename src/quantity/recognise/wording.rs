//! Number words that count nothing: the pronoun `one`, `another`, references such as
//! `the two countries`, set phrases such as `two-way`.

use std::ops::Range;

use crate::quantity::language::{
    AUXILIARY, COMPOUND, COUNTED, LEXICON, NONE_COUNTED, ONE_COUNTED, ONE_IDIOM, PARTICIPLE,
    POINTER, STATE, STOP,
};
use crate::quantity::lex::{char_at, char_before};
use crate::quantity::value::ValueKind;

use super::noun;
use super::place::{Word, after_gap, digits, one_of, word_after, word_at, word_before};
use super::site::Site;

/// Words that keep `one` from counting when they stand before it.
const BEFORE_ONE: &[&str] = &[
    "the", "this", "that", "no", "each", "every", "any", "which", "some", "such", "another",
    "other", "same", "right", "wrong", "number", "day", "good", "bad", "new", "old", "big",
    "loved", "for",
];

/// A number in words that is no count.
pub(super) fn wording(site: &Site<'_>) -> Option<Range<usize>> {
    let phrase = site.phrase?;
    let num = &site.num;
    if site.is_digits() || phrase.unit.is_some() {
        return None;
    }
    let word = word_at(site.text, num.start)?;
    let alone = word.end == num.end || word.text.len() > num.len();
    let skipped = match word.text.to_ascii_lowercase().as_str() {
        "once" | "twice" => alone,
        "another" => alone && !is_part(site),
        "one" if alone && num.len() == 3 => !one_counts(site),
        "zero" => alone && !none_counted(site) && adjective_follows(site),
        "no" => alone && !none_counted(site),
        "none" => alone && !none_of_number(site),
        "both" => true,
        "scores" => alone && !of_follows(site) && !of_people(site),
        "tens" => alone && !of_follows(site),
        "a" => idiom(site, phrase.kind.clone()),
        _ => false,
    };
    if let Some(end) = compound(site) {
        return Some(num.start..end);
    }
    (skipped || points_back(site)).then(|| num.clone())
}

/// `one person`, `one was killed`, `one in Bashlibel`, `only one`; not `one should`.
fn one_counts(site: &Site<'_>) -> bool {
    let (text, end) = (site.text, site.num.end);
    if let Some('-' | '’' | '\'') = char_at(text, end) {
        return false;
    }
    let before = site.before();
    if before.is_some_and(|word| word.is_one_of(BEFORE_ONE)) && !site.is_hedged() {
        return false;
    }
    if is_part(site) {
        return true;
    }
    let Some(next) = word_after(text, end) else {
        return site.is_hedged();
    };
    if was_done(text, &next) {
        return true;
    }
    if next.is_one_of(&["of"]) {
        return site.is_hedged()
            && !word_after(text, next.end).is_some_and(|w| w.is_one_of(&["those"]));
    }
    if site.is_hedged() {
        return !next.is(ONE_IDIOM) || next.is(ONE_COUNTED);
    }
    if next.is(ONE_IDIOM) || next.is(STOP) {
        return false;
    }
    // A noun in the singular, perhaps after an adjective or two.
    let mut word = next;
    for _ in 0..3 {
        if word.is(ONE_COUNTED) {
            return true;
        }
        if word.is(STOP) {
            return false;
        }
        match word_after(text, word.end) {
            Some(after) => word = after,
            None => return false,
        }
    }
    false
}

/// `was killed`, `has been found` after a number that stands for people or things.
fn was_done(text: &str, next: &Word<'_>) -> bool {
    let mut word = *next;
    for _ in 0..3 {
        if !word.is(AUXILIARY) && !word.is_one_of(&["also", "later", "already"]) {
            break;
        }
        match word_after(text, word.end) {
            Some(after) => word = after,
            None => return false,
        }
    }
    let done = word.text.ends_with("ed") || word.is(PARTICIPLE);
    done && (word.start > next.start
        || word.is_one_of(&["killed", "injured", "wounded", "missing"]))
}

/// Whether it is a part of an enumeration by place: `one in Farrukh`, `another in the
/// village of Sarijali`, `two near Shusha`.
pub(super) fn is_part(site: &Site<'_>) -> bool {
    let (text, end) = (site.text, site.num.end);
    let Some(link) = word_after(text, end) else {
        return false;
    };
    let place_link = link.is_one_of(&["in", "at", "near", "from", "on", "outside"]);
    let another = site.printed().eq_ignore_ascii_case("another");
    if another {
        let goes_on = place_link || was_done(text, &link);
        return goes_on && site.last.part_end > 0;
    }
    if !place_link {
        return was_done(text, &link);
    }
    names_a_place(text, link.end) || (link.is_one_of(&["in"]) && names_a_year(text, link.end))
}

/// `one in 2020 and two in 2021`
fn names_a_year(text: &str, at: usize) -> bool {
    let start = after_gap(text, at);
    digits(text, start).is_some_and(|(number, end)| {
        end - start == 4 && (1900..2100).contains(&number) && start > at
    })
}

/// Whether a word follows that no verb or preposition is: `zero tolerance`.
fn adjective_follows(site: &Site<'_>) -> bool {
    site.after().is_some_and(|word| !word.is(STOP))
}

/// Whether a name follows within a few words: `in the village of Bashlibel`.
pub(super) fn names_a_place(text: &str, at: usize) -> bool {
    let mut end = at;
    for _ in 0..5 {
        let Some(word) = word_after(text, end) else {
            return false;
        };
        if word.is_capital() {
            return true;
        }
        let passes = word.is_one_of(&[
            "the", "a", "village", "city", "town", "district", "region", "province", "of",
            "county", "state", "northern", "southern", "eastern", "western", "central", "nearby",
            "capital",
        ]);
        if !passes {
            return false;
        }
        end = word.end;
    }
    false
}

/// `no casualties`, `no new cases`.
fn none_counted(site: &Site<'_>) -> bool {
    let mut end = site.num.end;
    for _ in 0..3 {
        let Some(word) = word_after(site.text, end) else {
            return false;
        };
        if word.is(NONE_COUNTED) {
            return true;
        }
        if word.is(STOP) {
            return false;
        }
        end = word.end;
    }
    false
}

/// `none was hurt`, `none of the 12`; not `none of them`.
fn none_of_number(site: &Site<'_>) -> bool {
    let Some(next) = site.after() else {
        return false;
    };
    if !next.is_one_of(&["of"]) {
        return was_done(site.text, &next);
    }
    let Some(the) = word_after(site.text, next.end) else {
        return false;
    };
    let start = after_gap(site.text, the.end);
    the.is_one_of(&["the"])
        && (char_at(site.text, start).is_some_and(|c| c.is_ascii_digit())
            || word_at(site.text, start).is_some_and(|word| word.is(COUNTED)))
}

/// `scores were killed`, `scores more are missing`; results of games are not.
fn of_people(site: &Site<'_>) -> bool {
    let Some(next) = site.after() else {
        return false;
    };
    let verb = match next.is_one_of(&["more"]) {
        true => word_after(site.text, next.end),
        false => Some(next),
    };
    let said = verb.filter(|verb| verb.is(AUXILIARY));
    let said = said.and_then(|verb| word_after(site.text, verb.end));
    said.or(verb).is_some_and(|word| word.is(STATE))
}

fn of_follows(site: &Site<'_>) -> bool {
    site.after().is_some_and(|word| word.is_one_of(&["of"]))
}

/// `a dozen` counts, `a hundred percent sure` does not matter here; `a single` alone
/// before a noun does.
fn idiom(site: &Site<'_>, kind: ValueKind) -> bool {
    let single = kind == ValueKind::Whole(1);
    single && !site.after().is_some_and(|word| word.is(ONE_COUNTED))
}

/// The end of `two-way`, `one-sided`, `fifty-fifty`: a number in words joined to what it
/// does not count.
fn compound(site: &Site<'_>) -> Option<usize> {
    let start = one_of(site.text, site.num.end, &['-', '‑'])?;
    let word = word_at(site.text, start)?;
    let first = word.text.split('-').next().unwrap_or_default();
    (LEXICON.classes(first) & COMPOUND == 0).then_some(word.end)
}

/// `the two countries`, `these three`, `all four`: named before.
fn points_back(site: &Site<'_>) -> bool {
    if site.is_hedged() || char_before(site.text, site.num.start) == Some('-') {
        return false;
    }
    let Some(number) = site.whole().filter(|number| (1..=12).contains(number)) else {
        return false;
    };
    let Some(before) = site.before() else {
        return false;
    };
    if before.is(POINTER) {
        return true;
    }
    let counted = noun::head(site.text, site.num.end).is_some_and(|(_, counted)| counted);
    let between = word_before(site.text, before.start)
        .is_some_and(|word| word.is_one_of(&["between", "both", "of"]));
    before.is_one_of(&["the"]) && number == 2 && (!counted || between)
}
