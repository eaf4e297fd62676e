//! The words of a language by what they do around figures: months, units of time,
//! ordinals, names that carry numbers, counted nouns, words that end a noun phrase.
//! Data only; another language is another [`Language`]. Hedges, number words and
//! units of measure stand in their own tables.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What a word does; a word may do several things.
pub(crate) type Class = u32;

/// A month, by name or in short.
pub(crate) const MONTH: Class = 1;
/// A day of the week.
pub(crate) const WEEKDAY: Class = 1 << 1;
/// A unit of time: after a number it makes a duration.
pub(crate) const TIME_UNIT: Class = 1 << 2;
/// `first`, `third`.
pub(crate) const ORDINAL: Class = 1 << 3;
/// A word whose number is part of its name: `Channel 4`.
pub(crate) const NAME: Class = 1 << 4;
/// A word whose number is that of a document: `Resolution 1325`.
pub(crate) const DOCUMENT: Class = 1 << 5;
/// A word after which a bare number of four digits is a year: `since 1991`.
pub(crate) const YEAR_BEFORE: Class = 1 << 6;
/// A word that ends a noun phrase: prepositions, conjunctions, auxiliaries.
pub(crate) const STOP: Class = 1 << 7;
/// A noun, in the plural, that is often counted.
pub(crate) const COUNTED: Class = 1 << 8;
/// The same in the singular, for `one person`.
pub(crate) const ONE_COUNTED: Class = 1 << 9;
/// People whose age may follow: `people over 65`.
pub(crate) const AGED: Class = 1 << 10;
/// A word that points at what was named before: `the two countries`.
pub(crate) const POINTER: Class = 1 << 11;
/// A word of sport, beside which `1-3` is a score.
pub(crate) const SPORT: Class = 1 << 12;
/// A point after it ends no sentence.
pub(crate) const ABBREVIATION: Class = 1 << 13;
/// A word of page layout after a number: `16 px`.
pub(crate) const LAYOUT: Class = 1 << 14;
/// A word before a telephone number.
pub(crate) const PHONE: Class = 1 << 15;
/// A plural in `-s` that is no head of a noun phrase, or no plural: `arms`, `less`.
pub(crate) const NO_HEAD: Class = 1 << 16;
/// What `one` may stand before without counting: `one thing`.
pub(crate) const ONE_IDIOM: Class = 1 << 17;
/// Before a level, so that `5 to 7` after it are two figures: `rose by 5 to 7`.
pub(crate) const MOVED: Class = 1 << 18;
/// A participle without `-ed`, for `one was found`.
pub(crate) const PARTICIPLE: Class = 1 << 19;
/// What may stand between a number and its unit of time: `two full years`.
pub(crate) const TIME_FILLER: Class = 1 << 20;
/// What a hyphen joins to a number so that it still counts: `120-bed`.
pub(crate) const COMPOUND: Class = 1 << 21;
/// May begin a sentence that is glued to the one before, though it is short.
pub(crate) const OPENER: Class = 1 << 22;
/// What `no` before it counts: `no casualties`.
pub(crate) const NONE_COUNTED: Class = 1 << 23;
/// An era after a year: `300 BC`.
pub(crate) const ERA: Class = 1 << 24;
/// Forms of `be` and `have`, before a participle.
pub(crate) const AUXILIARY: Class = 1 << 25;
/// Makes a web address of the characters after it.
pub(crate) const ADDRESS: Class = 1 << 26;
/// What people are said to be after a number: `93 killed`, `326 were elderly`.
pub(crate) const STATE: Class = 1 << 27;
/// After a distance that athletes run or swim: `the 100m final`.
pub(crate) const RACE: Class = 1 << 28;

/// The tables of one language: words in small letters with spaces between, and
/// what they do.
pub(crate) struct Language {
    /// Its code, as in settings.
    #[allow(dead_code)]
    pub code: &'static str,
    /// The tables.
    pub tables: &'static [(Class, &'static str)],
}

/// The words of a language, by word.
pub(crate) struct Lexicon {
    classes: FxHashMap<u128, Class>,
}

/// English, ready for use.
pub(crate) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::new(&super::english::ENGLISH));

impl Lexicon {
    pub(crate) fn new(language: &Language) -> Lexicon {
        let mut classes: FxHashMap<u128, Class> = FxHashMap::default();
        for (class, words) in language.tables {
            for word in words.split_whitespace() {
                if let Some(packed) = pack(word.as_bytes()) {
                    *classes.entry(packed).or_default() |= class;
                }
            }
        }
        Lexicon { classes }
    }

    /// What a word does, in any case; nothing for unknown words.
    pub(crate) fn classes(&self, word: &str) -> Class {
        pack(word.as_bytes())
            .and_then(|packed| self.classes.get(&packed).copied())
            .unwrap_or(0)
    }

    /// The words of some classes, packed.
    pub(crate) fn with(&self, wanted: Class) -> impl Iterator<Item = u128> {
        let all = self.classes.iter();
        all.filter(move |(_, class)| **class & wanted != 0)
            .map(|(packed, _)| *packed)
    }
}

/// A word of up to sixteen bytes as one number, ASCII letters made small, so that
/// looking it up is one step.
pub(crate) fn pack(word: &[u8]) -> Option<u128> {
    let mut bytes = [0u8; 16];
    let place = bytes.get_mut(..word.len())?;
    place.copy_from_slice(word);
    place.make_ascii_lowercase();
    Some(u128::from_le_bytes(bytes))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn words_in_any_case() {
        assert_ne!(LEXICON.classes("March") & MONTH, 0);
        assert_ne!(LEXICON.classes("SEPTEMBER") & MONTH, 0);
        assert_ne!(LEXICON.classes("people") & COUNTED & !AGED, 0);
        assert_eq!(LEXICON.classes("seldom"), 0);
        assert_eq!(LEXICON.classes("antidisestablishmentarianism"), 0);
        assert_eq!(LEXICON.classes(""), 0);
    }

    #[test]
    fn every_word_of_the_tables_can_be_found() {
        for (class, words) in super::super::english::ENGLISH.tables {
            for word in words.split_whitespace() {
                assert_ne!(LEXICON.classes(word) & class, 0, "{word} is too long");
            }
        }
    }
}
