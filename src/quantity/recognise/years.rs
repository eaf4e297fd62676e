//! Years, spans of years and decades; years that are part of a name.

use std::ops::Range;

use crate::quantity::language::{COUNTED, ERA, POINTER, YEAR_BEFORE};
use crate::quantity::lex::{char_at, char_before, digits_end, in_word};
use crate::quantity::value::ValueKind;

use super::noun;
use super::place::{DASHES, Word, after_gap, digits, one_of, word_after, word_at, word_ending_at};
use super::site::Site;

/// What stands after a number that may be a year.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    /// A noun that is often counted: `people`.
    Counted,
    /// Some other plural: `elections`.
    Plural,
    /// A name: `Geneva`.
    Name,
    /// Anything else, or nothing.
    Other,
}

/// `1949 Geneva Conventions`, `Geneva Conventions 1949`.
pub(super) fn year_in_name(site: &Site<'_>) -> Option<Range<usize>> {
    let (number, _) = four_digits(site)?;
    if !usual(number) || site.is_hedged() || super::names::has_code(site) || copyright(site) {
        return None;
    }
    let named_after = follows(site) == Follows::Name && !sentence_starts_at_next(site);
    let named_before = site.before().is_some_and(|word| {
        word.is_capital() && !word.is(YEAR_BEFORE) && !begins_sentence(site.text, &word)
    });
    (named_after || (named_before && !counts(site))).then(|| site.num.clone())
}

/// `in 2014`, `1991–1994`, `2019/20`, `the 1990s`.
pub(super) fn year(site: &Site<'_>) -> Option<Range<usize>> {
    decade(site)
        .or_else(|| span(site))
        .or_else(|| two_years(site))
        .or_else(|| era(site))
        .or_else(|| one_year(site))
}

/// A bare number of four digits that could be a year.
fn four_digits(site: &Site<'_>) -> Option<(u32, usize)> {
    let (number, end) = digits(site.text, site.num.start)?;
    let fits = end - site.num.start == 4 && (1000..2200).contains(&number);
    let plain = site
        .phrase
        .is_none_or(|phrase| phrase.unit.is_none() && matches!(phrase.kind, ValueKind::Whole(_)));
    (fits && plain && end == site.num.end).then_some((number, end))
}

/// Years that texts of today mostly mean by four digits.
fn usual(number: u32) -> bool {
    (1900..2100).contains(&number)
}

/// `1990s`, `1990's`, `the 90s`, `'90s`
fn decade(site: &Site<'_>) -> Option<Range<usize>> {
    let text = site.text;
    let (number, end) = digits(text, site.num.start)?;
    let tail = one_of(text, end, &['\'', '’']).unwrap_or(end);
    let end_of_s = one_of(text, tail, &['s'])?;
    if char_at(text, end_of_s).is_some_and(in_word) || number % 10 != 0 {
        return None;
    }
    let fits = match end - site.num.start {
        4 => (1000..2200).contains(&number),
        2 => {
            matches!(site.char_before(), Some('\'' | '’'))
                || site.before().is_some_and(|word| {
                    word.is_one_of(&["the", "early", "late", "mid", "and", "since"])
                })
                || site.char_before() == Some('-')
        }
        _ => false,
    };
    fits.then_some(site.num.start..end_of_s)
}

/// `1991-1994`, `1991 – 1994`, `2019/20`
fn span(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, start) = (site.text, site.num.start);
    let (first, end) = digits(text, start)?;
    if end - start != 4 || !(1000..2200).contains(&first) {
        return None;
    }
    let tight = one_of(text, end, DASHES).or_else(|| one_of(text, end, &['/']));
    let spaced = || one_of(text, after_gap(text, end), DASHES).map(|end| after_gap(text, end));
    let next = tight.or_else(spaced)?;
    let (second, stop) = digits(text, next)?;
    let free = !char_at(text, stop).is_some_and(|c| in_word(c) || c == '%')
        && one_of(text, stop, &[',', '.', '-', '/']).is_none_or(|at| digits(text, at).is_none());
    let fits = match stop - next {
        4 => first < second && second < 2200,
        2 => tight.is_some() && (first % 100 + 1) % 100 <= second,
        _ => false,
    };
    let counted = || {
        let after = word_after(text, stop);
        !usual(first) && after.is_some_and(|word| word.is(COUNTED))
    };
    (fits && free && !counted()).then_some(start..stop)
}

/// `between 1988 and 1994`, `1988 to 1994`
fn two_years(site: &Site<'_>) -> Option<Range<usize>> {
    let phrase = site.phrase?;
    let ValueKind::Range(_) = &phrase.kind else {
        return None;
    };
    let text = site.text;
    let (first, end) = digits(text, site.num.start)?;
    let last = word_start_of_digits(text, site.num.end);
    let (second, stop) = digits(text, last)?;
    let fits = phrase.unit.is_none()
        && end - site.num.start == 4
        && stop - last == 4
        && stop == site.num.end
        && usual(first)
        && usual(second);
    (fits && noun_follows(site) != Follows::Counted).then(|| site.num.clone())
}

/// The start of the digits that end at `end`.
fn word_start_of_digits(text: &str, end: usize) -> usize {
    let run = text.as_bytes()[..end]
        .iter()
        .rev()
        .take(10)
        .take_while(|byte| byte.is_ascii_digit());
    end - run.count()
}

/// `300 BC`, `AD 79`
fn era(site: &Site<'_>) -> Option<Range<usize>> {
    site.bare()?;
    let capitals =
        |word: &Word<'_>| word.is(ERA) && word.text.bytes().all(|b| b.is_ascii_uppercase());
    if let Some(word) = site.after().filter(capitals) {
        return Some(site.num.start..word.end);
    }
    let before = site
        .before()
        .filter(|word| capitals(word) && word.text == "AD");
    before.map(|_| site.num.clone())
}

fn one_year(site: &Site<'_>) -> Option<Range<usize>> {
    let found = || Some(site.num.clone());
    let (number, _) = four_digits(site)?;
    if super::names::has_code(site) {
        return None;
    }
    if copyright(site) {
        return found();
    }
    let follows = follows(site);
    if site.is_hedged() {
        let hedge = &site.text[site.phrase?.start..site.num.start];
        let circa = ["c. ", "c.", "ca. ", "circa "]
            .iter()
            .any(|word| hedge.eq_ignore_ascii_case(word));
        let loose = usual(number)
            && !number.is_multiple_of(100)
            && !matches!(follows, Follows::Counted | Follows::Plural)
            && !hedge.to_ascii_lowercase().contains("than");
        return if circa || loose { found() } else { None };
    }
    let time = site.before().is_some_and(|word| word.is(YEAR_BEFORE))
        || (site.char_before() == Some('-') && before_hyphen(site));
    let pointed = site
        .before()
        .is_some_and(|word| word.is_one_of(&["the", "a", "an", "last"]) || word.is(POINTER));
    let year = match follows {
        Follows::Counted => usual(number) && time && !number.is_multiple_of(100) && after_in(site),
        Follows::Plural => {
            usual(number)
                && (pointed || !number.is_multiple_of(1000))
                && (time || pointed || (1950..2050).contains(&number))
        }
        Follows::Name => usual(number) || time,
        Follows::Other => usual(number) || (time && number >= 1000),
    };
    if year { found() } else { None }
}

/// `© 2023`
fn copyright(site: &Site<'_>) -> bool {
    let end = super::place::before_gap(site.text, site.num.start);
    char_before(site.text, end) == Some('©')
}

/// `mid-2020`, `pre-1991`
fn before_hyphen(site: &Site<'_>) -> bool {
    word_ending_at(site.text, site.num.start - 1).is_some_and(|word| {
        word.is_one_of(&["mid", "pre", "post", "early", "late", "then"]) || word.is(YEAR_BEFORE)
    })
}

/// Whether `in` or `since` begins it: `In 2014 civilians were …`.
fn after_in(site: &Site<'_>) -> bool {
    site.before()
        .is_some_and(|word| word.is_one_of(&["in", "since", "during", "by", "until"]))
}

/// What follows, where the number counts nothing if it is a year.
fn follows(site: &Site<'_>) -> Follows {
    noun_follows(site)
}

fn noun_follows(site: &Site<'_>) -> Follows {
    let text = site.text;
    let Some(word) = site.after() else {
        return Follows::Other;
    };
    if word.is_capital() {
        // `1600 Armenian soldiers` counts, `1949 Geneva Conventions` names.
        return match noun::head(text, site.num.end) {
            Some((_, true)) if !usual_year_at(site) => Follows::Counted,
            _ => Follows::Name,
        };
    }
    match noun::head(text, site.num.end) {
        Some((_, true)) => Follows::Counted,
        Some((_, false)) => Follows::Plural,
        None => Follows::Other,
    }
}

fn usual_year_at(site: &Site<'_>) -> bool {
    digits(site.text, site.num.start).is_some_and(|(number, _)| usual(number))
}

/// Whether the number is followed by something it counts.
fn counts(site: &Site<'_>) -> bool {
    matches!(noun_follows(site), Follows::Counted)
}

/// Whether the next word begins a sentence, so that its capital says nothing.
fn sentence_starts_at_next(site: &Site<'_>) -> bool {
    let end = digits_end(site.text, site.num.start);
    word_at(site.text, after_gap(site.text, end)).is_none()
}

/// Whether a word begins a sentence or a line.
fn begins_sentence(text: &str, word: &Word<'_>) -> bool {
    let start = super::place::before_gap(text, word.start);
    if text[start..word.start].contains('\n') {
        return true;
    }
    char_before(text, start).is_none_or(|c| matches!(c, '.' | '!' | '?' | '\n' | '"' | '“' | ':'))
}
