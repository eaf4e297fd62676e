//! Full-width digits and signs as plain ones, and invisible characters left out, so
//! that the grammar sees what a reader sees. Offsets lead back to the original.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};

/// A text as it is read, and the way back.
pub(crate) struct Folded<'a> {
    text: Cow<'a, str>,
    /// Stretches of the folded text, in order; none if nothing was folded.
    stretches: Vec<Stretch>,
}

/// A stretch copied as it is, or one character that was folded.
#[derive(Clone, Copy)]
struct Stretch {
    folded: usize,
    original: usize,
    /// Bytes in the original of a folded character; 0 for what was copied.
    wide: usize,
}

impl Folded<'_> {
    /// The text to read.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether anything was folded.
    pub(crate) fn is_changed(&self) -> bool {
        !self.stretches.is_empty()
    }

    /// A range of the folded text in the original.
    pub(crate) fn back(&self, range: Range<usize>) -> Range<usize> {
        let start = match self.stretch(range.start) {
            None => range.start,
            Some(stretch) => stretch.original + (range.start - stretch.folded),
        };
        let Some(last) = range.end.checked_sub(1).filter(|_| range.end > range.start) else {
            return start..start;
        };
        let end = match self.stretch(last) {
            None => range.end,
            Some(stretch) if stretch.wide > 0 => stretch.original + stretch.wide,
            Some(stretch) => stretch.original + (range.end - stretch.folded),
        };
        start..end
    }

    fn stretch(&self, at: usize) -> Option<Stretch> {
        let after = self
            .stretches
            .partition_point(|stretch| stretch.folded <= at);
        after.checked_sub(1).map(|place| self.stretches[place])
    }
}

/// The first bytes of characters that may be folded, as they are encoded.
const INVISIBLE: &[&str] = &[
    "\u{ad}", "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}",
];

/// A text ready to be read; nothing is copied where nothing needs folding.
pub(crate) fn fold(text: &str) -> Folded<'_> {
    let bytes = text.as_bytes();
    let wide = memchr(0xEF, bytes).is_some();
    let hidden = || {
        INVISIBLE
            .iter()
            .any(|c| memmem::find(bytes, c.as_bytes()).is_some())
    };
    let folds = (wide && text.chars().any(is_wide)) || hidden();
    if !folds {
        return Folded {
            text: Cow::Borrowed(text),
            stretches: Vec::new(),
        };
    }
    let mut folded = String::with_capacity(text.len());
    let mut stretches = Vec::new();
    let mut fresh = true;
    for (at, c) in text.char_indices() {
        if is_wide(c) {
            stretches.push(Stretch {
                folded: folded.len(),
                original: at,
                wide: c.len_utf8(),
            });
            folded.push(narrow(c));
            fresh = true;
        } else if is_invisible(c) {
            fresh = true;
        } else {
            if fresh {
                stretches.push(Stretch {
                    folded: folded.len(),
                    original: at,
                    wide: 0,
                });
                fresh = false;
            }
            folded.push(c);
        }
    }
    // Past the end, so that an empty range there leads to the end.
    stretches.push(Stretch {
        folded: folded.len(),
        original: text.len(),
        wide: 0,
    });
    Folded {
        text: Cow::Owned(folded),
        stretches,
    }
}

/// A piece of a text without its invisible characters, as a person would copy it.
pub(super) fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).collect()
}

/// Full-width digits, signs and letters: one below the other in two blocks.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}')
}

/// The plain form of a full-width character; others stay.
pub(crate) fn narrow(c: char) -> char {
    match is_wide(c) {
        true => u8::try_from(u32::from(c) - 0xff01 + 0x21).map_or(c, char::from),
        false => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_digits_lead_back() {
        let text = "a ３，９８３ b";
        let folded = fold(text);
        assert_eq!(folded.text(), "a 3,983 b");
        assert_eq!(&text[folded.back(2..7)], "３，９８３");
        assert_eq!(&text[folded.back(8..9)], "b");
        let text = "of 3,\u{200b}983\u{ad} peo\u{ad}ple";
        let folded = fold(text);
        assert_eq!(folded.text(), "of 3,983 people");
        assert_eq!(&text[folded.back(3..8)], "3,\u{200b}983");
        assert_eq!(&text[folded.back(9..15)], "peo\u{ad}ple");
        assert!(!fold("3\u{a0}983 “people”").is_changed());
    }

    proptest! {
        #[test]
        fn every_range_leads_to_characters(parts in prop::collection::vec(prop::sample::select(vec![
            "3", "３", "％", "\u{ad}", "\u{200b}", "é", "a", "\u{feff}", "—",
        ]), 0..12)) {
            let text = parts.concat();
            let folded = fold(&text);
            let plain = folded.text();
            let cuts: Vec<usize> = (0..=plain.len()).filter(|at| plain.is_char_boundary(*at)).collect();
            for &start in &cuts {
                for &end in cuts.iter().filter(|end| **end >= start) {
                    let back = folded.back(start..end);
                    let original = text.get(back).unwrap();
                    let again = fold(original);
                    prop_assert_eq!(again.text(), &plain[start..end]);
                }
            }
        }
    }
}
