//! Small steps through a text: spaces, words, and phrases matched without regard
//! to case, kinds of space and kinds of apostrophe.

#[cfg(test)]
thread_local! {
    /// Steps through texts on this thread, so that tests can count them.
    pub(crate) static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One step through a text; counted in tests only.
#[inline(always)]
pub(crate) fn step() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// The character at a byte position that is a character boundary.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    step();
    let byte = *text.as_bytes().get(at)?;
    if byte < 0x80 {
        return Some(char::from(byte));
    }
    text.get(at..)?.chars().next()
}

/// The character that ends just before a byte position.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    step();
    let byte = *text.as_bytes().get(at.checked_sub(1)?)?;
    if byte < 0x80 {
        return Some(char::from(byte));
    }
    text.get(..at)?.chars().next_back()
}

/// Whether it is a space within a line.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        && !matches!(
            c,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
}

/// The position after white space and one line end at most: nothing reaches over a
/// blank line, where another paragraph begins.
pub(crate) fn skip_spaces(text: &str, at: usize) -> usize {
    let (mut end, mut lines) = (at, 0);
    while let Some(c) = char_at(text, end) {
        if !c.is_whitespace() {
            break;
        }
        lines += usize::from(c == '\n');
        if lines > 1 {
            return at;
        }
        end += c.len_utf8();
    }
    end
}

/// The position after any white space.
pub(crate) fn skip_all_spaces(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at) {
        if !c.is_whitespace() {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Whether a word could go on with this character.
pub(crate) fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a word that ends at `at` really ends there.
pub(crate) fn ends_word(text: &str, at: usize) -> bool {
    !char_at(text, at).is_some_and(in_word)
}

/// The end of the run of ASCII digits that starts at `at`.
pub(crate) fn digits_end(text: &str, at: usize) -> usize {
    let run = text.as_bytes()[at..].iter();
    at + run
        .take_while(|byte| {
            step();
            byte.is_ascii_digit()
        })
        .count()
}

/// The end of the run of letters that starts at `at`.
pub(crate) fn letters_end(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at) {
        if !c.is_alphabetic() {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// The ASCII word at `at`, complete, in small letters; nothing if it is longer
/// than any word that numerals use.
pub(crate) fn small_word(text: &str, at: usize) -> Option<(SmallWord, usize)> {
    let mut word = SmallWord::default();
    let mut end = at;
    for byte in text.as_bytes()[at..]
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic())
    {
        word.push(byte.to_ascii_lowercase())?;
        end += 1;
    }
    (end > at && ends_word(text, end)).then_some((word, end))
}

/// A short word held in place.
#[derive(Default)]
pub(crate) struct SmallWord {
    bytes: [u8; 16],
    len: usize,
}

impl SmallWord {
    fn push(&mut self, byte: u8) -> Option<()> {
        *self.bytes.get_mut(self.len)? = byte;
        self.len += 1;
        Some(())
    }

    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

/// Matches a phrase in small letters at `at`, and gives its end. A space in the
/// phrase stands for any white space; the phrase must end where a word ends.
pub(crate) fn match_phrase(text: &str, at: usize, phrase: &str) -> Option<usize> {
    // Most phrases differ in their first letter, which bytes can tell.
    if let (Some(&found), Some(&wanted)) = (text.as_bytes().get(at), phrase.as_bytes().first())
        && found.is_ascii()
        && wanted.is_ascii()
        && wanted != b' '
        && found != wanted
        && found.to_ascii_lowercase() != wanted
    {
        return None;
    }
    let mut pos = at;
    let mut last = ' ';
    for wanted in phrase.chars() {
        last = wanted;
        if wanted == ' ' {
            let next = skip_spaces(text, pos);
            if next == pos {
                return None;
            }
            pos = next;
            continue;
        }
        let found = char_at(text, pos)?;
        let same = found == wanted
            || found.to_ascii_lowercase() == wanted
            || (wanted == '\'' && found == '’')
            || (!found.is_ascii() && found.to_lowercase().eq([wanted]));
        if !same {
            return None;
        }
        pos += found.len_utf8();
    }
    (!in_word(last) || ends_word(text, pos)).then_some(pos)
}

/// The first of several phrases that matches; put longer ones first.
pub(crate) fn match_any(text: &str, at: usize, phrases: &[&str]) -> Option<usize> {
    phrases
        .iter()
        .find_map(|phrase| match_phrase(text, at, phrase))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_whatever_the_case_and_the_spaces() {
        assert_eq!(
            match_phrase("As  many\u{a0}as 5", 0, "as many as"),
            Some(12)
        );
        assert_eq!(match_phrase("as many asses", 0, "as many as"), None);
        assert_eq!(match_phrase("c.600", 0, "c."), Some(2));
        assert_eq!(match_phrase("БІЛЬШЕ ніж 5", 0, "більше ніж"), Some(19));
        assert_eq!(match_phrase("asmany", 0, "as many"), None);
        assert_eq!(match_phrase("", 0, "as"), None);
    }

    #[test]
    fn words() {
        let (word, end) = small_word("Twenty-one", 0).unwrap();
        assert_eq!((word.as_str(), end), ("twenty", 6));
        assert!(small_word("six2", 0).is_none());
        assert!(small_word("antidisestablishmentarianism", 0).is_none());
    }
}
