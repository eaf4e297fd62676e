//! Telephone numbers, versions and addresses in networks.

use std::ops::Range;

use crate::quantity::language::PHONE;
use crate::quantity::lex::{char_at, char_before, in_word};

use super::place::{before_gap, digits, one_of, word_before, word_ending_at};
use super::site::Site;

/// Separators inside telephone numbers.
const JOINTS: &[char] = &[' ', '\u{a0}', '-', '.', '(', ')', '/', '‑'];

/// `+44 20 7946 0958`, `555-123-4567`, `tel. 123 456`.
pub(super) fn phone(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, at) = (site.text, site.num.start);
    let plus = text[at..].starts_with('+') || char_before(text, at) == Some('+');
    let start = at + usize::from(text[at..].starts_with('+'));
    let (groups, end) = groups(text, start);
    let total: usize = groups.iter().sum();
    let used = groups.iter().take_while(|length| **length > 0).count();
    let groups = &groups[..used];
    if used == 0 {
        return None;
    }
    let thousands = groups[1..].iter().all(|length| *length == 3) && groups[0] <= 3;
    let fits = if called(text, at) {
        total >= 3 && !text[..end].ends_with('.')
    } else if plus {
        (8..=15).contains(&total) && used >= 2 && !thousands
    } else {
        let dashed = text[at..end].contains('-') && !text[at..end].contains(' ');
        let american = groups == [3, 3, 4] && (dashed || char_before(text, at) == Some('('));
        let zero = text[at..].starts_with('0') && used >= 2 && (9..=13).contains(&total);
        american || zero
    };
    let sign = usize::from(matches!(char_before(text, at), Some('+' | '(')));
    fits.then_some(at - sign..end)
}

/// Whether `tel.` or the like stands before.
fn called(text: &str, at: usize) -> bool {
    let mut end = before_gap(text, at);
    if let Some('.' | ':') = char_before(text, end) {
        end -= 1;
        if char_before(text, end) == Some('.') {
            end -= 1;
        }
    }
    word_ending_at(text, end).is_some_and(|word| word.is(PHONE))
        && (end < at && text[end..at].contains(['.', ':'])
            || word_before(text, at).is_some_and(|word| {
                word.is_one_of(&["call", "dial", "tel", "telephone", "hotline", "fax"])
            }))
}

/// The lengths of up to eight groups of digits, and where they end.
fn groups(text: &str, at: usize) -> ([usize; 8], usize) {
    let mut lengths = [0; 8];
    let (mut start, mut end) = (at, at);
    for length in &mut lengths {
        let run = text.as_bytes()[start..]
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        if run == 0 {
            break;
        }
        *length = run;
        end = start + run;
        let Some(mut next) = one_of(text, end, JOINTS) else {
            break;
        };
        if let Some(after) = one_of(text, next, JOINTS) {
            next = after;
        }
        start = next;
    }
    (lengths, end)
}

/// No version has more parts; a longer run is taken in pieces.
const MOST_POINTS: usize = 9;

/// `v2.1`, `version 3`, `2.1.3`, `192.168.0.1`.
pub(super) fn version(site: &Site<'_>) -> Option<Range<usize>> {
    let (text, at) = (site.text, site.num.start);
    let mark = usize::from(text[at..].starts_with(['v', 'V']));
    let (_, mut end) = digits(text, at + mark)?;
    let mut points = 0;
    while let Some((_, next)) = one_of(text, end, &['.']).and_then(|start| digits(text, start)) {
        (end, points) = (next, points + 1);
        if points > MOST_POINTS {
            return Some(at..end);
        }
    }
    if char_at(text, end).is_some_and(in_word) {
        return None;
    }
    let named = word_before(text, at)
        .is_some_and(|word| word.is_one_of(&["version", "versions", "ver", "release", "build"]));
    // `1.234.567` is a number grouped the other way.
    let grouped = mark == 0
        && points >= 2
        && text[at..end]
            .split('.')
            .skip(1)
            .all(|group| group.len() == 3);
    (mark > 0 || named || (points >= 2 && !grouped)).then_some(at..end)
}
