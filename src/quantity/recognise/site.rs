//! A place where a figure may stand, with what the rules ask of it.

use std::cell::OnceCell;
use std::ops::Range;

use crate::quantity::lex::{char_before, digits_end};
use crate::quantity::phrase::Phrase;
use crate::quantity::value::ValueKind;

use super::place::{Word, digits, word_after, word_before};
use super::skip::Skip;

/// A candidate: what was read there, and what was found just before it.
pub(super) struct Site<'a> {
    pub text: &'a str,
    /// What the grammar of figures reads here.
    pub phrase: Option<&'a Phrase>,
    /// The numeral without its hedge; without a phrase, the run of digits or the word.
    pub num: Range<usize>,
    /// The end of the expression before this one, and what it was.
    pub last: Last,
    /// The number of the last list item.
    pub item: u32,
    words: Words<'a>,
}

/// The words around, looked for once.
#[derive(Default)]
struct Words<'a> {
    before: OnceCell<Option<Word<'a>>>,
    after: OnceCell<Option<Word<'a>>>,
}

/// The expression before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Last {
    pub end: usize,
    pub skip: Option<Skip>,
    /// Whether it was a share, such as `one in four`.
    pub is_share: bool,
    /// Where the last part of an enumeration such as `three in Edilli` ended.
    pub part_end: usize,
}

impl<'a> Site<'a> {
    pub fn new(
        text: &'a str,
        phrase: Option<&'a Phrase>,
        num: Range<usize>,
        last: Last,
        item: u32,
    ) -> Site<'a> {
        Site {
            text,
            phrase,
            num,
            last,
            item,
            words: Words::default(),
        }
    }

    /// The word before the numeral.
    pub fn before(&self) -> Option<Word<'a>> {
        *(self.words.before).get_or_init(|| word_before(self.text, self.num.start))
    }

    /// The word before the numeral and its hedge.
    pub fn before_phrase(&self) -> Option<Word<'a>> {
        let start = self.phrase.map_or(self.num.start, |phrase| phrase.start);
        word_before(self.text, start)
    }

    /// The word after the numeral.
    pub fn after(&self) -> Option<Word<'a>> {
        *(self.words.after).get_or_init(|| word_after(self.text, self.num.end))
    }

    /// The character right before the numeral.
    pub fn char_before(&self) -> Option<char> {
        char_before(self.text, self.num.start)
    }

    /// Whether a hedge stands before or after it, one that adds nothing too.
    pub fn is_hedged(&self) -> bool {
        self.phrase
            .is_some_and(|phrase| phrase.start < phrase.numeral.start || phrase.hedge.is_some())
    }

    /// Whether a wording hedges it.
    pub fn is_hedged_by_words(&self) -> bool {
        self.phrase.is_some_and(|phrase| phrase.hedge.is_some())
    }

    /// Whether it begins with an ASCII digit.
    pub fn is_digits(&self) -> bool {
        self.text
            .as_bytes()
            .get(self.num.start)
            .is_some_and(u8::is_ascii_digit)
    }

    /// Whether it begins with digits, a sign before them or not.
    pub fn is_digits_or_sign(&self) -> bool {
        self.printed()
            .starts_with(|c: char| c.is_ascii_digit() || "+-−.".contains(c))
    }

    /// Digits alone, without separators, sign, scale word or unit: the number and
    /// how many digits.
    pub fn bare(&self) -> Option<(u32, usize)> {
        let (number, end) = digits(self.text, self.num.start)?;
        (end == self.num.end).then_some((number, end - self.num.start))
    }

    /// The run of digits with which the numeral begins.
    pub fn first_digits(&self) -> Range<usize> {
        self.num.start..digits_end(self.text, self.num.start)
    }

    /// The whole number it states, if it states one.
    pub fn whole(&self) -> Option<i64> {
        match self.phrase?.kind {
            ValueKind::Whole(number) => Some(number),
            _ => None,
        }
    }

    /// Whether it is a range.
    pub fn is_range(&self) -> bool {
        self.phrase
            .is_some_and(|phrase| matches!(phrase.kind, ValueKind::Range(_)))
    }

    /// The numeral as printed.
    pub fn printed(&self) -> &'a str {
        &self.text[self.num.clone()]
    }
}
