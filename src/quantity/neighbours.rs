//! Words that may belong to a numeral beside them: hedges, number and scale
//! words, links of ranges, units. Where none stands beside a number, the number
//! is all there is; quotations are checked fast by that rule.

use rustc_hash::{FxHashMap, FxHashSet};

use super::language::{ADDRESS, Class, LEXICON, MONTH, ORDINAL, WEEKDAY, pack};
use super::lex::{char_at, char_before, in_word, skip_spaces};
use super::phrase::first_words;
use super::scales::{signs, unit_words};
use super::words::{AFTER_ARTICLE, NUMBER_WORDS};

/// What may begin with a word and is skipped: `March 10`, `third`, `https://…`.
const SKIPPED_FIRST: Class = MONTH | WEEKDAY | ORDINAL | ADDRESS;

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
    starters: Starters,
}

impl Neighbours {
    /// `first` are the wordings of hedges that stand before a number or alone.
    pub(crate) fn new<'a>(
        wordings: impl Iterator<Item = &'a str>,
        first: impl Iterator<Item = &'a str>,
    ) -> Neighbours {
        let units = unit_words().map(|unit| -> &'a str { unit });
        let mut words: FxHashSet<Box<str>> = FxHashSet::default();
        let mut foreign = false;
        let wordings: Vec<&str> = wordings.collect();
        let starters = Starters::new(
            first
                .chain(NUMBER_WORDS.iter().map(|word| -> &'a str { word }))
                .chain(first_words().map(|word| -> &'a str { word })),
        );
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
            starters,
        }
    }

    /// What may begin with the word of `text` from `at` to `end`.
    #[inline]
    pub(crate) fn starts(&self, text: &str, at: usize, end: usize) -> Begins {
        self.starters.begins(text, at, end)
    }

    /// Whether a figure may begin with this sign, which is no ASCII.
    pub(crate) fn is_symbol(&self, c: char) -> bool {
        self.starters.symbols.contains(&c)
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

/// What may begin with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begins {
    Nothing,
    /// A figure.
    Figure,
    /// A figure, or something that is skipped: `March 10`.
    Either,
}

/// What has to follow a first word of figures.
#[derive(Clone, Debug, Default)]
struct Follow {
    /// Whether something to skip begins with it.
    skipped: bool,
    /// Whether any word may follow.
    any: bool,
    /// The words that may follow otherwise.
    words: Vec<u128>,
}

/// First words of figures and of what is skipped, made for quick tests.
#[derive(Clone, Debug)]
struct Starters {
    words: FxHashMap<u128, Follow>,
    /// For each first letter a bit for each second letter, and one for anything else.
    beginnings: [u32; 26],
    /// Whether a first word has letters outside ASCII, or too many of them.
    others: bool,
    /// Signs with which a figure may begin.
    symbols: Vec<char>,
}

impl Starters {
    fn new<'a>(wordings: impl Iterator<Item = &'a str>) -> Starters {
        let mut words: FxHashMap<u128, Follow> = FxHashMap::default();
        for packed in LEXICON.with(SKIPPED_FIRST) {
            words.entry(packed).or_default().skipped = true;
        }
        let mut symbols: Vec<char> = signs().filter_map(|sign| sign.chars().next()).collect();
        symbols.push('−');
        let mut others = false;
        for wording in wordings {
            let mut parts = wording.split(|c: char| !in_word(c));
            let first = parts.next().unwrap_or_default();
            let second = parts.next().unwrap_or_default();
            match (wording.chars().next(), pack(first.as_bytes())) {
                (Some(sign), _) if !in_word(sign) => symbols.push(sign),
                (_, Some(packed)) if first.is_ascii() => {
                    let follow = words.entry(packed).or_default();
                    let plain = wording.as_bytes().get(first.len()) == Some(&b' ');
                    match pack(second.as_bytes()) {
                        Some(second) if plain => follow.words.push(second),
                        // Articles stand before numbers of their own.
                        _ if matches!(first, "a" | "an") => {
                            follow
                                .words
                                .extend(AFTER_ARTICLE.iter().filter_map(|w| pack(w.as_bytes())));
                        }
                        _ => follow.any = true,
                    }
                }
                _ => others = true,
            }
        }
        let mut beginnings = [0; 26];
        for packed in words.keys() {
            let [first, second, ..] = packed.to_le_bytes();
            if let Some(first) = letter(&first) {
                beginnings[first] |= 1 << letter(&second).unwrap_or(26);
            }
        }
        symbols.retain(|c| !c.is_ascii());
        Starters {
            words,
            beginnings,
            others,
            symbols,
        }
    }

    #[inline]
    fn begins(&self, text: &str, at: usize, end: usize) -> Begins {
        let word = &text.as_bytes()[at..end];
        let other = match self.others {
            true => Begins::Figure,
            false => Begins::Nothing,
        };
        let Some(first) = word.first().and_then(letter) else {
            return other;
        };
        let second = word.get(1).and_then(letter).unwrap_or(26);
        if self.beginnings[first] & (1 << second) == 0 {
            return if word.len() > 16 {
                other
            } else {
                Begins::Nothing
            };
        }
        let Some(packed) = pack(word) else {
            return other;
        };
        match self.words.get(&packed) {
            None => Begins::Nothing,
            Some(follow) if follow.skipped => Begins::Either,
            Some(follow) if follow.any || follow.fits(text, end) => Begins::Figure,
            Some(_) => Begins::Nothing,
        }
    }
}

impl Follow {
    /// Whether the next word is one that may follow.
    fn fits(&self, text: &str, at: usize) -> bool {
        let start = skip_spaces(text, at);
        let rest = text.as_bytes()[start..].iter().take(17);
        let length = rest.take_while(|byte| byte.is_ascii_alphabetic()).count();
        // Signs, hyphens and longer words are left to the grammar.
        if start == at || length == 0 {
            return start == at;
        }
        pack(&text.as_bytes()[start..start + length])
            .is_none_or(|packed| self.words.contains(&packed))
    }
}

/// The place of an ASCII letter in the alphabet.
fn letter(byte: &u8) -> Option<usize> {
    byte.is_ascii_alphabetic()
        .then(|| usize::from(byte.to_ascii_lowercase() - b'a'))
}
