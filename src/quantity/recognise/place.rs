//! Steps around a place in a text, each of them bounded: the word before, the word
//! after, the run of digits. Bounds keep hostile texts from making the way long.

use crate::quantity::language::{Class, LEXICON};
use crate::quantity::lex::{char_at, char_before};

/// More characters than this between two words part them.
const WIDEST_GAP: usize = 4;
/// Longer words are no words that matter here, in bytes.
const LONGEST_WORD: usize = 40;

/// A word and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

impl Word<'_> {
    /// What it does, in any case.
    pub fn classes(&self) -> Class {
        LEXICON.classes(self.text)
    }

    /// Whether it does one of these things.
    pub fn is(&self, class: Class) -> bool {
        self.classes() & class != 0
    }

    /// Whether it is one of these words, in any case.
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|word| self.text.eq_ignore_ascii_case(word))
    }

    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The position after white space: a few characters and one line end at most.
pub(super) fn after_gap(text: &str, at: usize) -> usize {
    let (mut end, mut lines) = (at, 0);
    for _ in 0..WIDEST_GAP {
        match char_at(text, end) {
            Some('\n') if lines > 0 => return at,
            Some(c) if c.is_whitespace() => {
                lines += usize::from(c == '\n');
                end += c.len_utf8();
            }
            _ => break,
        }
    }
    match char_at(text, end) {
        Some(c) if c.is_whitespace() => at,
        _ => end,
    }
}

/// The position before white space, the same way.
pub(super) fn before_gap(text: &str, at: usize) -> usize {
    let (mut start, mut lines) = (at, 0);
    for _ in 0..WIDEST_GAP {
        match char_before(text, start) {
            Some('\n') if lines > 0 => return at,
            Some(c) if c.is_whitespace() => {
                lines += usize::from(c == '\n');
                start -= c.len_utf8();
            }
            _ => break,
        }
    }
    match char_before(text, start) {
        Some(c) if c.is_whitespace() => at,
        _ => start,
    }
}

/// The word that starts at `at`: letters, with apostrophes and hyphens inside.
pub(super) fn word_at(text: &str, at: usize) -> Option<Word<'_>> {
    let mut end = at;
    while let Some(c) = char_at(text, end).filter(|_| end - at < LONGEST_WORD) {
        let next = end + c.len_utf8();
        let joins = matches!(c, '\'' | '’' | '-')
            && end > at
            && char_at(text, next).is_some_and(char::is_alphabetic);
        if !c.is_alphabetic() && !joins {
            break;
        }
        end = next;
    }
    (end > at).then(|| Word {
        text: &text[at..end],
        start: at,
        end,
    })
}

/// The word after a gap.
pub(super) fn word_after(text: &str, at: usize) -> Option<Word<'_>> {
    let start = after_gap(text, at);
    if start == at {
        return None;
    }
    word_at(text, start)
}

/// The word that ends at `at`: letters only.
pub(super) fn word_ending_at(text: &str, at: usize) -> Option<Word<'_>> {
    let mut start = at;
    while let Some(c) = char_before(text, start).filter(|_| at - start < LONGEST_WORD) {
        if !c.is_alphabetic() {
            break;
        }
        start -= c.len_utf8();
    }
    (start < at).then(|| Word {
        text: &text[start..at],
        start,
        end: at,
    })
}

/// The word before a gap.
pub(super) fn word_before(text: &str, at: usize) -> Option<Word<'_>> {
    let end = before_gap(text, at);
    if end == at {
        return None;
    }
    word_ending_at(text, end)
}

/// The run of ASCII digits at `at` as a number, and its end; up to nine of them.
pub(super) fn digits(text: &str, at: usize) -> Option<(u32, usize)> {
    let run = text.as_bytes()[at.min(text.len())..]
        .iter()
        .take(10)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if run == 0 || run > 9 {
        return None;
    }
    let number = text[at..at + run].parse().ok()?;
    Some((number, at + run))
}

/// Whether one of these characters stands at `at`, and where it ends.
pub(super) fn one_of(text: &str, at: usize, wanted: &[char]) -> Option<usize> {
    char_at(text, at)
        .filter(|c| wanted.contains(c))
        .map(|c| at + c.len_utf8())
}

/// Dashes that may stand between two numbers.
pub(super) const DASHES: &[char] = &['-', '–', '—', '‒', '‑', '−'];
