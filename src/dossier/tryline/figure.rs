//! Within one term: the figure, its name, and what it is a share of.

use std::ops::Range;

use super::{TryFigure, TryTerm};
use crate::dossier::cellref::Ranged;

/// A term of more words is not searched for its figure word by word.
const MAX_WORDS: usize = 16;

/// Reads the term at `range`, which has no space at its ends.
pub(super) fn term<'a>(
    text: &'a str,
    range: Range<usize>,
    minus: bool,
    reads: &dyn Fn(&str) -> bool,
) -> TryTerm<'a> {
    let words = words(text, range.clone());
    let of = (1..words.len().saturating_sub(1)).find(|&i| {
        text[words[i].clone()].eq_ignore_ascii_case("of") && is_share(text, &words[..i])
    });
    let (figure, of) = match of {
        Some(i) => (
            named(text, &words[..i], reads),
            Some(named(text, &words[i + 1..], reads)),
        ),
        None => (named(text, &words, reads), None),
    };
    TryTerm {
        minus,
        range,
        figure,
        of,
    }
}

/// The ranges of the words in `range`.
fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = range.start;
    for word in text[range.clone()].split(char::is_whitespace) {
        let end = at + word.len();
        if !word.is_empty() {
            words.push(at..end);
        }
        // Past the space, which may be longer than a byte.
        at = crate::dossier::cellref::char_end(text, end).min(range.end);
    }
    words
}

/// Whether words before an `of` are a share: `12%`, `20 percent`, `20 per cent`, `1 in 5`.
fn is_share(text: &str, words: &[Range<usize>]) -> bool {
    let back = |n: usize| {
        let at = words.len().checked_sub(n)?;
        words.get(at).map(|word| text[word.clone()].to_lowercase())
    };
    let last = back(1).unwrap_or_default();
    let number = |word: Option<String>| {
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    last.ends_with('%')
        || last == "percent"
        || (last == "cent" && back(2).as_deref() == Some("per"))
        || (number(back(1)) && back(2).as_deref() == Some("in") && number(back(3)))
}

/// The longest run of words that reads as a figure, the last of equally long ones;
/// the words before it, else those after it, are its name. No number is taken for a
/// part of a name, so that none is lost: `187 among 600` stays whole.
fn named<'a>(text: &'a str, words: &[Range<usize>], reads: &dyn Fn(&str) -> bool) -> TryFigure<'a> {
    let run = |from: usize, to: usize| words[from].start..words[to - 1].end;
    let count = words.len();
    let figure = |from: usize, to: usize| {
        let name = if from > 0 {
            Some(run(0, from))
        } else {
            (to < count).then(|| run(to, count))
        };
        let range = run(from, to);
        TryFigure {
            text: &text[range.clone()],
            range,
            name: name.and_then(|range| trimmed_name(text, range)),
        }
    };
    if count <= MAX_WORDS {
        for length in (1..=count).rev() {
            for from in (0..=count - length).rev() {
                let to = from + length;
                let leaves_no_figure = may_be_name(text, &words[..from])
                    && !words[to..].iter().any(|word| has_digit(text, word));
                if leaves_no_figure && reads(&text[run(from, to)]) {
                    return figure(from, to);
                }
            }
        }
    }
    let first = words.iter().position(|word| has_digit(text, word));
    figure(first.unwrap_or(0), count)
}

fn has_digit(text: &str, word: &Range<usize>) -> bool {
    text[word.clone()].contains(char::is_numeric)
}

/// Whether nothing is lost if these words only name a figure: they hold no digit, or
/// a colon says that they are a name.
fn may_be_name(text: &str, words: &[Range<usize>]) -> bool {
    let colon = |word: &Range<usize>| text[word.clone()].ends_with(':');
    words.last().is_none_or(colon) || !words.iter().any(|word| has_digit(text, word))
}

/// A name without the colon that may follow it.
fn trimmed_name(text: &str, range: Range<usize>) -> Option<Ranged<&str>> {
    let name = text[range.clone()].trim_end_matches(':').trim_end();
    let range = range.start..range.start + name.len();
    (!name.is_empty()).then(|| Ranged::new(name, range))
}
