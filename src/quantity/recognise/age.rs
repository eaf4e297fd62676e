//! Ages: `aged 65`, `12-year-old`, `children under five`.

use std::ops::Range;

use crate::quantity::language::{AGED, AUXILIARY, COUNTED};

use super::place::{
    Word, after_gap, before_gap, digits, one_of, word_after, word_at, word_before, word_ending_at,
};
use super::site::Site;
use super::skip::Skip;

/// What is said after an age.
const OLD: &[&str] = &[
    "year-old",
    "years-old",
    "year-olds",
    "years-olds",
    "month-old",
    "months-old",
    "month-olds",
    "week-old",
    "day-old",
    "yo",
    "yr-old",
];

/// An age, up to `year-old` or `years old` after it.
pub(super) fn age(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, num) = (site.text, &site.num);
    let young = match site.whole() {
        Some(number) => (0..=125).contains(&number),
        None => site.is_range() || site.phrase.is_none(),
    };
    if !young {
        return None;
    }
    if let Some(start) = one_of(text, num.end, &['-', '‑', '–'])
        && let Some(word) = word_at(text, start)
        && word.is_one_of(OLD)
    {
        return Some(num.start..word.end);
    }
    if suspended(site) {
        return Some(num.clone());
    }
    if let Some(end) = years_old(site) {
        return Some(num.start..end);
    }
    if young_by_prefix(site) {
        // `under-16s`, `over-65s`
        let end = one_of(text, num.end, &['s']).unwrap_or(num.end);
        return Some(num.start..end);
    }
    let phrase = site.phrase?;
    if phrase.unit.is_some() {
        return None;
    }
    let before = site.before_phrase();
    let aged = before.is_some_and(|word| word.is_one_of(&["aged", "age", "ages"]))
        || before.is_some_and(|word| {
            word.is_one_of(&["of", "from", "between"])
                && word_before(text, word.start)
                    .is_some_and(|word| word.is_one_of(&["age", "ages", "aged"]))
        });
    if aged || chained(site) {
        return Some(num.clone());
    }
    let limit = site.is_hedged()
        && site
            .before_phrase()
            .is_some_and(|word| word.is(AGED) || (word.is(AUXILIARY) && of_people(site, &word)))
        && word_before(text, num.start)
            .is_some_and(|word| word.is_one_of(&["over", "under", "above", "below", "than"]));
    let counts = word_after(text, num.end).is_some_and(|word| word.is(COUNTED));
    if limit && !counts {
        return Some(num.clone());
    }
    (apposition(site) || at_age(site)).then(|| num.clone())
}

/// The first of `12- to 15-year-olds`.
fn suspended(site: &Site<'_>) -> bool {
    let text = site.text;
    let link = one_of(text, site.num.end, &['-', '‑'])
        .and_then(|at| word_after(text, at))
        .filter(|word| word.is_one_of(&["to", "and", "or"]));
    let second = link.and_then(|word| digits(text, after_gap(text, word.end)));
    second
        .and_then(|(_, end)| one_of(text, end, &['-', '‑']))
        .and_then(|at| word_at(text, at))
        .is_some_and(|word| word.is_one_of(OLD))
}

/// Whether the subject of `is over 60` is people: `one in four`, `none`, `who`.
fn of_people(site: &Site<'_>, verb: &Word<'_>) -> bool {
    let text = site.text;
    let share = site.last.is_share && before_gap(text, verb.start) == site.last.end;
    share
        || word_before(text, verb.start).is_some_and(|word| {
            word.is_one_of(&[
                "none", "who", "they", "nobody", "he", "she", "those", "most", "half",
            ])
        })
}

/// `At 38 he is the oldest`
fn at_age(site: &Site<'_>) -> bool {
    let bare = site
        .bare()
        .is_some_and(|(number, _)| (10..=110).contains(&number));
    bare && !site.is_hedged()
        && site.before().is_some_and(|word| word.is_one_of(&["at"]))
        && site
            .after()
            .is_some_and(|word| word.is_one_of(&["he", "she"]))
}

/// The end of `years old` or `years of age`.
fn years_old(site: &Site<'_>) -> Option<usize> {
    let text = site.text;
    // The unit may be part of the numeral already.
    let unit = site.phrase.is_some_and(|phrase| {
        phrase
            .unit
            .as_ref()
            .is_some_and(|unit| matches!(unit.as_str(), "years" | "months"))
    });
    let mut end = site.num.end;
    if !unit {
        let word = word_after(text, end)?;
        if !word.is_one_of(&["year", "years", "months"]) {
            return None;
        }
        end = word.end;
    }
    let word = word_after(text, end)?;
    if word.is_one_of(&["old"]) {
        return Some(word.end);
    }
    let age = word_after(text, word.end).filter(|age| age.is_one_of(&["age"]))?;
    word.is_one_of(&["of"]).then_some(age.end)
}

/// `under-16s`, `U-17`
fn young_by_prefix(site: &Site<'_>) -> bool {
    site.char_before() == Some('-')
        && word_ending_at(site.text, site.num.start - 1)
            .is_some_and(|word| word.is_one_of(&["over", "under", "u"]))
}

/// `aged 12, 14 and 15`
fn chained(site: &Site<'_>) -> bool {
    site.last.skip == Some(Skip::Age)
        && super::names::is_chain(site.text, site.last.end, site.num.start)
        && !site.after().is_some_and(|word| word.is(COUNTED))
}

/// `Samadov, 65, said`
fn apposition(site: &Site<'_>) -> bool {
    let text = site.text;
    let Some((number, 2)) = site.bare() else {
        return false;
    };
    if !(10..=99).contains(&number) || one_of(text, site.num.end, &[',']).is_none() {
        return false;
    }
    let comma = super::place::before_gap(text, site.num.start);
    let said = word_after(text, site.num.end + 1);
    text[..comma].ends_with(',')
        && comma < site.num.start
        && word_ending_at(text, comma - 1).is_some_and(|word| word.is_capital())
        && said.is_some_and(|word| {
            !word.is_capital() && !word.is_one_of(&["and", "or", "while", "with"])
        })
}
