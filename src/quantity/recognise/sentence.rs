//! Sentences around figures, found as far as needed and never twice.

use std::ops::Range;

use crate::quantity::language::{ABBREVIATION, LEXICON, OPENER, STOP};
use crate::quantity::lex::{char_at, char_before, skip_all_spaces};

use super::place::{word_at, word_ending_at};

/// Lines longer than this are paragraphs, not lines that were wrapped.
const LONGEST_WRAPPED: usize = 100;
/// Lines shorter than this were not full, so that what follows is new.
const SHORT_LINE: usize = 50;

/// A walk through the sentences of a text, forwards only.
pub(super) struct Sentences<'a> {
    text: &'a str,
    current: Range<usize>,
    line: usize,
}

impl<'a> Sentences<'a> {
    pub fn new(text: &'a str) -> Sentences<'a> {
        let mut sentences = Sentences {
            text,
            current: 0..0,
            line: 0,
        };
        sentences.step(skip_all_spaces(text, 0));
        sentences
    }

    /// The sentence that holds the end of a range; ranges come in order.
    pub fn around(&mut self, range: &Range<usize>) -> Range<usize> {
        let last = range.end.saturating_sub(1).max(range.start);
        while self.current.end <= last && self.current.end < self.text.len() {
            self.step(skip_all_spaces(self.text, self.current.end));
        }
        self.current.start.min(range.start)..self.current.end.max(range.end)
    }

    fn step(&mut self, start: usize) {
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'.' | b'!' | b'?' => {
                    if let Some(end) = self.ends_at(at, start) {
                        self.current = start..end;
                        return;
                    }
                }
                b'\n' => {
                    let breaks = self.line_breaks(at);
                    self.line = at + 1;
                    if breaks && at > start {
                        self.current = start..at;
                        return;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.current = start..self.text.len();
    }

    /// The end of the sentence, if the mark at `at` ends one.
    fn ends_at(&self, at: usize, start: usize) -> Option<usize> {
        let text = self.text;
        let mut end = at + 1;
        while let Some(c) = char_at(text, end) {
            if !matches!(
                c,
                '.' | '!' | '?' | '"' | '”' | '’' | '\'' | ')' | ']' | '»'
            ) {
                break;
            }
            end += c.len_utf8();
            if end - at > 64 {
                break;
            }
        }
        let point = text.as_bytes()[at] == b'.';
        let next = char_at(text, end);
        let before = char_before(text, at);
        if point
            && before.is_some_and(|c| c.is_ascii_digit())
            && next.is_some_and(|c| c.is_ascii_digit())
        {
            return None;
        }
        let word = word_ending_at(text, at);
        let short = word.filter(|_| point && end == at + 1).is_some_and(|word| {
            let abbreviation = LEXICON.classes(word.text) & ABBREVIATION != 0;
            let initial = word.is_capital() && word.text.chars().count() == 1;
            abbreviation || initial
        });
        match next {
            None => Some(end),
            Some(c) if c.is_whitespace() => {
                let following = skip_all_spaces(text, end);
                let opens = char_at(text, following)
                    .is_none_or(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric());
                let numbered = before.is_some_and(|c| c.is_ascii_digit())
                    && text[start..at].chars().all(|c| c.is_ascii_digit());
                (opens && !short && !numbered).then_some(end)
            }
            // Glued: `killed.The 3,983 were`
            Some(c) if c.is_uppercase() || (end > at + 1 && c.is_alphanumeric()) => {
                let lower = before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
                let opener = word_at(text, end).is_some_and(|word| {
                    word.text.len() > 2 || LEXICON.classes(word.text) & OPENER != 0
                });
                (lower && opener && !short).then_some(end)
            }
            Some(c) if c.is_ascii_digit() && before.is_some_and(char::is_lowercase) && point => {
                let long = word.is_some_and(|word| word.text.len() > 3);
                (long && !short).then_some(end)
            }
            Some('“' | '‘' | '«') => Some(end),
            _ => None,
        }
    }

    /// Whether a line end ends a sentence: a blank line, a short line, a long one.
    /// Whether the line that begins at `at` was never wrapped, so that the one before it
    /// was not either.
    fn is_long(&self, at: usize) -> bool {
        let rest = &self.text.as_bytes()[at..];
        let most = 2 * LONGEST_WRAPPED;
        rest.len() > most && !rest[..most].contains(&b'\n')
    }

    /// Whether the line that ends at `at` cannot end a sentence: `…, including`.
    fn goes_on(&self, at: usize) -> bool {
        let line = self.text[self.line..at].trim_end_matches(['\r', ' ']);
        line.ends_with(',')
            || word_ending_at(self.text, self.line + line.len()).is_some_and(|word| {
                word.text.starts_with(|c: char| c.is_lowercase())
                    && LEXICON.classes(word.text) & STOP != 0
            })
    }

    fn line_breaks(&self, at: usize) -> bool {
        let text = self.text;
        let next = char_at(text, at + 1);
        if matches!(next, None | Some('\n' | '\r')) {
            return true;
        }
        let length = at - self.line;
        let starts_new = {
            let start = skip_all_spaces(text, at + 1);
            char_at(text, start)
                .is_none_or(|c| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric())
        };
        starts_new
            && !self.goes_on(at)
            && (!(SHORT_LINE..=LONGEST_WRAPPED).contains(&length) || self.is_long(at + 1))
    }
}
