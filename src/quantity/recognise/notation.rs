//! Other notations than that of one figure: scores, ratios, fractions, formations,
//! the base of a rate.

use std::ops::Range;

use crate::quantity::language::{RACE, SPORT};
use crate::quantity::lex::{char_at, char_before, in_word};

use super::names::is_chain;
use super::place::{DASHES, after_gap, before_gap, digits, one_of, word_after, word_before};
use super::site::Site;
use super::skip::Skip;

/// How many words on either side may say that it is sport.
const NEAR: usize = 4;

/// `3-1`, `7-6, 6-4`, `4-4-2`, `1/3`, `16:9`, `1920x1080`, `per 100,000`.
pub(super) fn notation(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, num) = (site.text, &site.num);
    if let Some(end) = score(site) {
        return Some(num.start..end);
    }
    if is_metres(site) {
        return Some(num.clone());
    }
    let (_, end) = digits(text, num.start).unwrap_or((0, num.start));
    if end > num.start {
        let other = one_of(text, end, &['/', ':', 'x', '×']).and_then(|at| digits(text, at));
        if let Some((_, stop)) = other {
            let mut stop = stop;
            while let Some((_, next)) =
                one_of(text, stop, &['/', ':', 'x', '×', '-']).and_then(|at| digits(text, at))
            {
                stop = next;
            }
            return Some(num.start..stop);
        }
    }
    let base = site
        .phrase
        .is_some_and(|phrase| phrase.unit.is_none() && phrase.hedge.is_none())
        && site.before().is_some_and(|word| word.is_one_of(&["per"]));
    (base || margin(text, num.start)).then(|| num.clone())
}

/// `± 3`, `plus or minus 3 points`
fn margin(text: &str, at: usize) -> bool {
    let end = before_gap(text, at);
    char_before(text, end) == Some('±')
        || word_before(text, at).is_some_and(|minus| {
            minus.is_one_of(&["minus"])
                && word_before(text, minus.start).is_some_and(|or| or.is_one_of(&["or"]))
        })
}

/// Numbers joined by dashes that are no range.
fn score(site: &Site<'_>) -> Option<usize> {
    let text = site.text;
    let (first, end) = digits(text, site.num.start)?;
    let (second, stop) = one_of(text, end, DASHES).and_then(|at| digits(text, at))?;
    let goes_on = char_at(text, stop).is_some_and(|c| in_word(c) || matches!(c, '%'))
        || one_of(text, stop, &[',', '.']).is_some_and(|at| digits(text, at).is_some());
    if let Some((_, third)) = one_of(text, stop, DASHES).and_then(|at| digits(text, at)) {
        // `4-4-2`, and longer runs.
        let mut last = third;
        while let Some((_, next)) = one_of(text, last, DASHES).and_then(|at| digits(text, at)) {
            last = next;
        }
        return Some(last);
    }
    if goes_on {
        return None;
    }
    let sums_to_all = first + second == 100;
    if first >= second || sums_to_all || (first == 0 && second < 20) {
        return Some(stop);
    }
    // `6-4, 3-6`
    let goes_on = site.last.skip == Some(Skip::Notation)
        && second < 200
        && is_chain(text, site.last.end, site.num.start);
    let sport = first < 200 && second < 200 && near_sport(text, site.num.start, stop);
    (goes_on || sport).then_some(stop)
}

/// `m` for metres: `the 100m in 9.81 seconds`, `300m tall`. Elsewhere it is millions.
fn is_metres(site: &Site<'_>) -> bool {
    let text = site.text;
    let end = site.num.end;
    let unit = site.phrase.is_none_or(|phrase| phrase.unit.is_some());
    let glued =
        text[..end].ends_with('m') && text[..end - 1].ends_with(|c: char| c.is_ascii_digit());
    if unit || !glued {
        return false;
    }
    let Some(next) = site.after() else {
        return false;
    };
    let sized = next.is_one_of(&["tall", "wide", "deep", "thick", "away"]);
    let ends = || char_at(text, next.end).is_none_or(|c| !in_word(c) && c != '-');
    let race = next.is(RACE) || (next.is_one_of(&["in"]) && is_clocked(text, next.end));
    let long = next.is_one_of(&["long", "high"])
        && char_at(text, next.end).is_none_or(|c| ",.;)".contains(c));
    (sized && ends()) || long || (race && !site.is_hedged())
}

/// Whether a time follows: `9.81 seconds`, `1:43.2`.
fn is_clocked(text: &str, at: usize) -> bool {
    let Some((_, end)) = digits(text, after_gap(text, at)) else {
        return false;
    };
    let fine = one_of(text, end, &['.', ':']).and_then(|at| digits(text, at));
    let end = fine.map_or(end, |(_, end)| end);
    fine.is_some()
        && !word_after(text, end).is_some_and(|word| word.is_one_of(&["million", "billion"]))
        || word_after(text, end).is_some_and(|word| word.is_one_of(&["seconds", "minutes"]))
}

/// Whether a word of sport stands near.
fn near_sport(text: &str, start: usize, end: usize) -> bool {
    let mut at = start;
    for _ in 0..NEAR {
        let Some(word) = word_before(text, at) else {
            break;
        };
        if word.is(SPORT) {
            return true;
        }
        at = word.start;
        if matches!(char_before(text, at), Some('-')) {
            break;
        }
    }
    let mut at = end;
    for _ in 0..NEAR {
        let Some(word) = word_after(text, at) else {
            break;
        };
        if word.is(SPORT) {
            return true;
        }
        at = word.end;
    }
    false
}
