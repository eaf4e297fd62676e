//! Shares in words: `a third`, `two thirds`, `half`, `three-quarters`. In running text
//! only where the words around leave no doubt: `a third of the voters`, `by a third`.

use super::lex::{SmallWord, char_at, char_before, match_any, skip_spaces, small_word};
use super::numeral::Mode;
use super::words::{read_words, small_number};

/// Denominators, one and many.
const PARTS: &[(&str, &str, u64)] = &[
    ("third", "thirds", 3),
    ("quarter", "quarters", 4),
    ("fourth", "fourths", 4),
    ("fifth", "fifths", 5),
    ("sixth", "sixths", 6),
    ("seventh", "sevenths", 7),
    ("eighth", "eighths", 8),
    ("ninth", "ninths", 9),
    ("tenth", "tenths", 10),
    ("twentieth", "twentieths", 20),
    ("hundredth", "hundredths", 100),
];

/// Words after which `a third` and `half` are shares.
const BEFORE: &[&str] = &[
    "by",
    "than",
    "about",
    "nearly",
    "almost",
    "over",
    "roughly",
    "least",
    "most",
    "around",
    "approximately",
    "just",
    "only",
    "under",
    "another",
    "some",
    "well",
    "close",
    "below",
    "above",
];
/// What makes a part of something else: `the first half of May`.
const NOT_BEFORE: &[&str] = &[
    "first", "second", "third", "latter", "other", "the", "this", "that", "each", "last", "and",
    "better", "top", "bottom", "lower", "upper", "northern", "southern", "eastern", "western",
];

/// A share in words at `at`: part, whole and where it ends.
pub(crate) fn read_fraction(text: &str, at: usize, mode: Mode) -> Option<(u64, u64, usize)> {
    let (first, first_end) = small_word(text, at)?;
    if matches!(first.as_str(), "half" | "a") && read_words(text, at).is_some() {
        // `half a million`, `a quarter of a million`
        return None;
    }
    if first.as_str() == "half" {
        return half(text, at, first_end, mode);
    }
    let part = match first.as_str() {
        "a" => 1,
        word => u64::try_from(small_number(word)?).ok()?,
    };
    if !(1..20).contains(&part) {
        return None;
    }
    let mut start = skip_spaces(text, first_end);
    if let Some(hyphen @ ('-' | '‐' | '‑')) = char_at(text, start) {
        start += hyphen.len_utf8();
    }
    if start == first_end {
        return None;
    }
    let (name, end) = small_word(text, start)?;
    let (_, many, whole) = PARTS.iter().find(|(one, many, _)| {
        let wanted = if part == 1 { one } else { many };
        name.as_str() == *wanted
    })?;
    if part >= *whole {
        return None;
    }
    let certain = part > 1 && *many != "quarters" || (part, *whole) == (3, 4);
    let fits = mode == Mode::Value
        || (part > 1 && certain)
        || of_a_whole(text, end)
        || word_before(text, at).is_some_and(|word| BEFORE.contains(&word.as_str()));
    fits.then_some((part, *whole, end))
}

fn half(text: &str, at: usize, end: usize, mode: Mode) -> Option<(u64, u64, usize)> {
    if mode == Mode::Value {
        return Some((1, 2, end));
    }
    // `half-time`, `half-hearted`
    if matches!(char_at(text, end), Some('-' | '‑')) {
        return None;
    }
    let before = word_before(text, at);
    let before = before.as_ref().map(SmallWord::as_str);
    if before.is_some_and(|word| NOT_BEFORE.contains(&word)) {
        return None;
    }
    let next = skip_spaces(text, end);
    let whose = [
        "the", "its", "their", "his", "her", "our", "all", "those", "these",
    ];
    let counted = match_any(text, next, &whose).is_some() || of_a_whole(text, end);
    let article = match_any(text, next, &["a", "an"]).is_some();
    let by = before.is_some_and(|word| BEFORE.contains(&word)) && !article;
    (counted || by).then_some((1, 2, end))
}

/// Whether `of` follows, and then no unit of time or length.
fn of_a_whole(text: &str, at: usize) -> bool {
    let next = skip_spaces(text, at);
    match_any(text, next, &["of"]).is_some() && match_any(text, next, &["of a", "of an"]).is_none()
}

/// The small word before, after a gap.
fn word_before(text: &str, at: usize) -> Option<SmallWord> {
    let mut end = at;
    for _ in 0..4 {
        match char_before(text, end) {
            Some(c) if c.is_whitespace() => end -= c.len_utf8(),
            _ => break,
        }
    }
    let mut start = end;
    while let Some(c) = char_before(text, start) {
        if !c.is_ascii_alphabetic() || end - start > 16 {
            break;
        }
        start -= 1;
    }
    small_word(text, start).map(|(word, _)| word)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str, word: &str, mode: Mode) -> Option<(u64, u64, String)> {
        let at = text.find(word).unwrap();
        let (part, whole, end) = read_fraction(text, at, mode)?;
        Some((part, whole, text[at..end].to_owned()))
    }

    #[test]
    fn shares() {
        for (text, word, part, whole) in [
            ("a third of the voters", "a ", 1, 3),
            ("rose by a third", "a ", 1, 3),
            ("two thirds were men", "two", 2, 3),
            ("Two-thirds of them", "Two", 2, 3),
            ("three quarters", "three", 3, 4),
            ("one fifth of farms", "one", 1, 5),
            ("half of all farms", "half", 1, 2),
            ("more than half", "half", 1, 2),
            ("nine tenths", "nine", 9, 10),
        ] {
            let found = read(text, word, Mode::Text).map(|(part, whole, _)| (part, whole));
            assert_eq!(found, Some((part, whole)), "{text}");
        }
        assert!(read("a third", "a ", Mode::Value).is_some());
        assert!(read("half", "half", Mode::Value).is_some());
    }

    #[test]
    fn no_shares() {
        for (text, word) in [
            ("a third person died", "a "),
            ("a quarter of a century", "a "),
            ("the first half of May", "half"),
            ("half an hour", "half"),
            ("half-time", "half"),
            ("two quarters", "two"),
            ("three thirds", "three"),
            ("six people", "six"),
        ] {
            assert_eq!(read(text, word, Mode::Text), None, "{text}");
        }
    }
}
