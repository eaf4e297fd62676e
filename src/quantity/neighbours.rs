//! Words that may belong to a numeral beside them: hedges, number and scale
//! words, links of ranges, units. Where none stands beside a number, the number
//! is all there is; quotations are checked fast by that rule.

use rustc_hash::FxHashSet;

use super::lex::{char_at, char_before, in_word};
use super::phrase::first_words;
use super::scales::unit_words;
use super::words::NUMBER_WORDS;

const LINKS: &[&str] = &[
    "and",
    "or",
    "to",
    "from",
    "between",
    "in",
    "out",
    "of",
    "per",
    "percent",
    "percentage",
    "pct",
    "pp",
    "plus",
    "minus",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "trillions",
    "lakh",
    "lakhs",
    "crore",
    "crores",
    "tsd",
    "thsd",
    "mn",
    "mln",
    "mio",
    "bn",
    "bln",
    "mrd",
    "tn",
    "trn",
    "tln",
    "dozens",
    "by",
    "up",
    "down",
    "rose",
    "fell",
    "grew",
    "increased",
    "decreased",
    "dropped",
    "declined",
];

/// The set of such words, in small letters.
#[derive(Clone, Debug)]
pub(crate) struct Neighbours {
    words: FxHashSet<Box<str>>,
    longest: usize,
    /// Whether a hedge uses letters outside ASCII, so that the quick test must
    /// stop at any such letter.
    foreign: bool,
    /// For each first letter, a bit for each second letter, and one for anything
    /// else, with which the first word of a figure may begin.
    beginnings: [u32; 26],
}

impl Neighbours {
    pub(crate) fn new<'a>(wordings: impl Iterator<Item = &'a str>) -> Neighbours {
        let units = unit_words().map(|unit| -> &'a str { unit });
        let mut words: FxHashSet<Box<str>> = FxHashSet::default();
        let mut foreign = false;
        let mut beginnings = [0; 26];
        let mut begin = |wording: &str| {
            let bytes = wording.as_bytes();
            if let Some(first) = bytes.first().and_then(letter) {
                beginnings[first] |= 1 << bytes.get(1).and_then(letter).unwrap_or(26);
            }
        };
        let wordings: Vec<&str> = wordings.collect();
        wordings.iter().copied().for_each(&mut begin);
        NUMBER_WORDS.iter().copied().for_each(&mut begin);
        first_words().for_each(&mut begin);
        for wording in wordings.into_iter().chain(units) {
            foreign |= wording
                .chars()
                .any(|c| !c.is_ascii() && c.is_alphanumeric());
            for word in wording.split(|c: char| !c.is_alphanumeric()) {
                words.insert(word.to_lowercase().into());
            }
        }
        for word in LINKS.iter().chain(NUMBER_WORDS) {
            words.insert((*word).into());
        }
        words.remove("");
        let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
        Neighbours {
            words,
            longest,
            foreign,
            beginnings,
        }
    }

    /// Whether a figure may begin with a word of these first two characters.
    pub(crate) fn begins(&self, first: char, second: u8) -> bool {
        let Some(first) = u8::try_from(first).ok().as_ref().and_then(letter) else {
            return false;
        };
        self.beginnings[first] & (1 << letter(&second).unwrap_or(26)) != 0
    }

    /// Whether what stands before and after a piece of text surely does not
    /// belong to a numeral in it.
    pub(crate) fn are_clear(&self, text: &str, start: usize, end: usize) -> bool {
        self.clear_before(text, start) && self.clear_after(text, end)
    }

    fn clear_before(&self, text: &str, at: usize) -> bool {
        let at = match char_before(text, at) {
            None => return true,
            Some(' ' | '\u{a0}') => at - char_before(text, at).map_or(0, char::len_utf8),
            Some('"' | '“' | '\'' | '‘') => return true,
            Some(_) => return false,
        };
        let mut start = at;
        while let Some(c) = char_before(text, start) {
            if !c.is_alphabetic() || at - start > self.longest {
                break;
            }
            start -= c.len_utf8();
        }
        if start == at {
            return match char_before(text, at) {
                None => true,
                Some(c @ ('.' | ',' | ';' | ':' | '!' | '?')) => {
                    // `c. 600`: a point may end a hedge.
                    c != '.' || char_before(text, at - 1).is_some_and(char::is_numeric)
                }
                Some(_) => false,
            };
        }
        let joined =
            char_before(text, start).is_some_and(|c| in_word(c) || matches!(c, '-' | '\'' | '’'));
        !joined && self.is_clear(&text[start..at])
    }

    /// Whether what stands after it surely does not.
    pub(crate) fn clear_after(&self, text: &str, at: usize) -> bool {
        let next = match char_at(text, at) {
            None => return true,
            Some(' ' | '\u{a0}') => at + char_at(text, at).map_or(0, char::len_utf8),
            Some('.' | ',' | ';' | ':' | '!' | '?' | '"' | '”' | '’') => {
                // Anything but digits may follow a mark of punctuation.
                let mark = char_at(text, at).map_or(0, char::len_utf8);
                return !char_at(text, at + mark).is_some_and(|c| in_word(c) || c == '-');
            }
            Some(_) => return false,
        };
        let mut end = next;
        while let Some(c) = char_at(text, end) {
            if !c.is_alphabetic() || end - next > self.longest {
                break;
            }
            end += c.len_utf8();
        }
        let word = &text[next..end];
        // A word of one to three letters may be a mark, a unit or a currency.
        let short = word.len() <= 3
            && !matches!(
                word,
                "are" | "men" | "for" | "had" | "the" | "on" | "at" | "as" | "is"
            );
        !short && self.is_clear(word)
    }

    fn is_clear(&self, word: &str) -> bool {
        if word.len() > self.longest {
            return true;
        }
        if !word.is_ascii() {
            return !self.foreign && word.chars().all(char::is_alphabetic);
        }
        let mut small = [0u8; 64];
        let Some(small) = small.get_mut(..word.len()) else {
            return false;
        };
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).is_ok_and(|small| !self.words.contains(small))
    }
}

/// The place of an ASCII letter in the alphabet.
fn letter(byte: &u8) -> Option<usize> {
    byte.is_ascii_alphabetic()
        .then(|| usize::from(byte.to_ascii_lowercase() - b'a'))
}
