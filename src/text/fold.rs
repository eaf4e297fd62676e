//! Texts as they compare: runs of white space as one space, quotation marks and dashes
//! of every sort as one, ligatures as their letters, a letter and its accent as one
//! character, and nothing of what cannot be seen. Every byte of the folded text knows
//! where it comes from.

use super::accents::{composed, is_mark};

/// A text folded, with the way back.
#[derive(Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of it the byte of the original that it comes from; at the end one
    /// past the last.
    places: Vec<u32>,
}

impl Folded {
    /// Folds a text. White space at either end is dropped.
    pub fn of(text: &str) -> Folded {
        let mut folded = Folded::default();
        let mut space = None;
        let mut end = 0;
        for (at, c) in text.char_indices() {
            if is_unseen(c) {
                continue;
            }
            if c.is_whitespace() {
                space = space.or(Some(at));
                continue;
            }
            if is_mark(c) && space.is_none() && folded.accent(c) {
                end = at + c.len_utf8();
                continue;
            }
            if let Some(at) = space.take()
                && !folded.text.is_empty()
            {
                folded.push(' ', at);
            }
            match several(c) {
                Some(letters) => letters.chars().for_each(|c| folded.push(c, at)),
                None => folded.push(plain(c), at),
            }
            end = at + c.len_utf8();
        }
        folded.places.push(end as u32);
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        let bytes = std::iter::repeat_n(at as u32, c.len_utf8());
        self.places.extend(bytes);
    }

    /// Puts a mark on the last letter; false if there is no letter with it.
    fn accent(&mut self, mark: char) -> bool {
        let last = self.text.chars().next_back();
        let Some((letter, whole)) = last.and_then(|c| Some((c, composed(c, mark)?))) else {
            return false;
        };
        let start = self.text.len() - letter.len_utf8();
        let at = self.places[start];
        self.text.truncate(start);
        self.places.truncate(start);
        self.push(whole, at as usize);
        true
    }

    /// The byte of the original at which a stretch of the folded text begins, and one
    /// past its last.
    pub fn original(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = self.places[range.start] as usize;
        // The end of the last character, not the start of what follows after a space.
        let end = match range.end {
            end if end > range.start => self.end_of(end),
            end => self.places[end] as usize,
        };
        start..end
    }

    fn end_of(&self, end: usize) -> usize {
        let next = self.places[end] as usize;
        match self.text[end..].starts_with(' ') || end == self.text.len() {
            true => next,
            false => next.max(self.places[end - 1] as usize + 1),
        }
    }
}

/// Characters that take no room: soft hyphen, joiners, marks of direction and order.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

/// What stands for several characters: ligatures of printed texts.
fn several(c: char) -> Option<&'static str> {
    Some(match c {
        '…' => "...",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// A quotation mark or dash as its plainest form; anything else as it is.
fn plain(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '`' | '´' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => '-',
        c => c,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_alike_is_alike() {
        let folded = |text: &str| Folded::of(text).text;
        assert_eq!(folded(" a\u{a0}\n b "), "a b");
        assert_eq!(folded("“x” – ‘y’"), "\"x\" - 'y'");
        assert_eq!(folded("regis\u{ad}tered"), "registered");
        assert_eq!(folded("so … on"), "so ... on");
        assert_eq!(folded("eﬃcient oﬃce"), "efficient office");
        assert_eq!(folded("cafe\u{301} x\u{301}"), "café x\u{301}");
    }

    #[test]
    fn a_stretch_leads_back_to_its_bytes() {
        let text = "  the “3,983”\u{a0}\n people";
        let folded = Folded::of(text);
        let at = folded.text.find("\"3,983\"").unwrap();
        let back = folded.original(at..at + 7);
        assert_eq!(&text[back], "“3,983”");
        let at = folded.text.find("people").unwrap();
        assert_eq!(&text[folded.original(at..at + 6)], "people");
        let text = "the oﬃce of a cafe\u{301}, closed";
        let folded = Folded::of(text);
        for (wanted, original) in [("office", "oﬃce"), ("café", "cafe\u{301}")] {
            let at = folded.text.find(wanted).unwrap();
            assert_eq!(&text[folded.original(at..at + wanted.len())], original);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_and_places_stand_on_characters(text in "(\\PC|[ae\u{301}\u{308}ﬁﬃ ]){0,60}") {
            let once = Folded::of(&text);
            prop_assert_eq!(&Folded::of(&once.text).text, &once.text);
            let ends: Vec<usize> = once.text.char_indices().map(|(at, _)| at).collect();
            for (&start, &end) in ends.iter().zip(&ends[1.min(ends.len())..]) {
                let back = once.original(start..end);
                prop_assert!(text.is_char_boundary(back.start));
                prop_assert!(back.start <= back.end && back.end <= text.len());
            }
        }
    }
}
