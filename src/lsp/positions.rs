//! Positions of the protocol: lines, and columns counted in the units that were agreed
//! on. A line ends at `\n`, `\r\n` or `\r`; what lies beyond an end means the end.

use lsp_types::{Position, PositionEncodingKind, Range};

/// In what columns are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16; what every client knows.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The one to use of those that a client offers.
    pub fn agreed(offered: &[PositionEncodingKind]) -> Encoding {
        match offered {
            _ if offered.contains(&PositionEncodingKind::UTF8) => Encoding::Utf8,
            _ if offered.contains(&PositionEncodingKind::UTF16) => Encoding::Utf16,
            _ if offered.contains(&PositionEncodingKind::UTF32) => Encoding::Utf32,
            _ => Encoding::Utf16,
        }
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, c: char) -> u32 {
        match self {
            Encoding::Utf8 => c.len_utf8() as u32,
            Encoding::Utf16 => c.len_utf16() as u32,
            Encoding::Utf32 => 1,
        }
    }

    fn length(self, text: &str) -> u32 {
        match self {
            Encoding::Utf8 => text.len() as u32,
            _ if text.is_ascii() => text.len() as u32,
            _ => text.chars().map(|c| self.width(c)).sum(),
        }
    }
}

/// The lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    /// Where each line begins.
    starts: Vec<u32>,
    encoding: Encoding,
}

impl<'t> Lines<'t> {
    /// Finds the lines.
    pub fn of(text: &'t str, encoding: Encoding) -> Lines<'t> {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at as u32 + 1);
            }
        }
        Lines {
            text,
            starts,
            encoding,
        }
    }

    /// The text of a line without its end.
    fn line(&self, line: usize) -> Option<&'t str> {
        let start = *self.starts.get(line)? as usize;
        let end = (self.starts.get(line + 1)).map_or(self.text.len(), |&end| end as usize);
        Some(self.text[start..end].trim_end_matches(['\n', '\r']))
    }

    /// The position of a byte; one inside a character is that of the character.
    pub fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.starts.partition_point(|&start| start as usize <= byte) - 1;
        let start = self.starts[line] as usize;
        let text = self.line(line).unwrap_or_default();
        // Inside a line break is the end of its line.
        let before = &text[..(byte - start).min(text.len())];
        Position::new(line as u32, self.encoding.length(before))
    }

    /// The byte of a position.
    pub fn byte(&self, position: Position) -> usize {
        let Some(line) = self.line(position.line as usize) else {
            return self.text.len();
        };
        let start = self.starts[position.line as usize] as usize;
        let mut used = 0;
        for (at, c) in line.char_indices() {
            used += self.encoding.width(c);
            if used > position.character {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The positions of a range of bytes.
    pub fn range(&self, bytes: std::ops::Range<usize>) -> Range {
        Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// The bytes of a range; empty where it runs backwards.
    pub fn bytes(&self, range: Range) -> std::ops::Range<usize> {
        let start = self.byte(range.start);
        start..self.byte(range.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    #[test]
    fn columns_count_what_was_agreed() {
        let text = "a: \u{1f600}б7\r\nb\rc";
        for (encoding, expected) in ALL.into_iter().zip([9, 6, 5]) {
            let lines = Lines::of(text, encoding);
            let seven = text.find('7').unwrap_or_default();
            assert_eq!(lines.position(seven), Position::new(0, expected));
            assert_eq!(lines.byte(Position::new(0, expected)), seven);
            assert_eq!(lines.position(text.len()), Position::new(2, 1));
            assert_eq!(
                lines.position(text.find('b').unwrap_or_default()),
                Position::new(1, 0)
            );
        }
        // Between the two units of a character is before it.
        assert_eq!(
            Lines::of(text, Encoding::Utf16).byte(Position::new(0, 4)),
            3
        );
    }

    #[test]
    fn beyond_an_end_is_the_end() {
        let lines = Lines::of("ab\ncd\n", Encoding::Utf16);
        assert_eq!(lines.byte(Position::new(0, 99)), 2);
        assert_eq!(lines.byte(Position::new(2, 5)), 6);
        assert_eq!(lines.byte(Position::new(u32::MAX, u32::MAX)), 6);
        assert_eq!(lines.position(99), Position::new(2, 0));
        let backwards = Range::new(Position::new(1, 1), Position::new(0, 0));
        assert_eq!(lines.bytes(backwards), 4..4);
    }

    #[test]
    fn the_client_chooses_among_what_it_knows() {
        let utf16 = PositionEncodingKind::UTF16;
        assert_eq!(Encoding::agreed(&[]), Encoding::Utf16);
        assert_eq!(
            Encoding::agreed(&[utf16.clone(), PositionEncodingKind::UTF8]),
            Encoding::Utf8
        );
        assert_eq!(
            Encoding::agreed(&[PositionEncodingKind::UTF32]),
            Encoding::Utf32
        );
        assert_eq!(
            Encoding::agreed(&[PositionEncodingKind::new("utf-7")]),
            Encoding::Utf16
        );
        assert_eq!(Encoding::Utf16.kind(), utf16);
    }

    proptest! {
        #[test]
        fn there_and_back(text in "[ab\u{e9}\u{1f600}\r\n]{0,40}") {
            for encoding in ALL {
                let lines = Lines::of(&text, encoding);
                for (at, c) in text.char_indices() {
                    if !matches!(c, '\r' | '\n') {
                        prop_assert_eq!(lines.byte(lines.position(at)), at);
                    }
                }
            }
        }

        #[test]
        fn every_position_is_a_place_in_the_text(
            text in any::<String>(), line in 0u32..20, character in any::<u32>(),
        ) {
            for encoding in ALL {
                let lines = Lines::of(&text, encoding);
                let byte = lines.byte(Position::new(line, character));
                prop_assert!(text.is_char_boundary(byte));
            }
        }
    }
}
