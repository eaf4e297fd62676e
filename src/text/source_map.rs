//! The files of a run, and the way from byte offsets to lines and columns.

use std::sync::OnceLock;

use super::{FileId, Span};

/// Every file that was read, by [`FileId`].
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// One file: the name to show and its whole text.
#[derive(Debug)]
pub struct SourceFile {
    /// Path relative to the working folder, with `/`; `<stdin>` for standard input.
    pub name: String,
    /// The text, UTF-8, a byte-order mark removed.
    pub text: String,
    /// Bytes removed in front of `text` (3 for a byte-order mark, else 0).
    pub skipped: u32,
    lines: OnceLock<Vec<u32>>,
}

/// A span as people count: lines and columns from 1, columns in Unicode scalar
/// values, ends exclusive; bytes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// First line.
    pub line: u32,
    /// First column.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// One past the last column.
    pub end_column: u32,
    /// First byte.
    pub start_byte: u32,
    /// One past the last byte.
    pub end_byte: u32,
}

impl SourceMap {
    /// Takes a file in and names it.
    pub fn add(&mut self, name: String, text: String, skipped: u32) -> FileId {
        self.files.push(SourceFile {
            name,
            text,
            skipped,
            lines: OnceLock::new(),
        });
        FileId(self.files.len() as u32 - 1)
    }

    /// The file with that id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file)
            .text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Lines and columns of a span.
    pub fn place(&self, span: Span) -> Place {
        let file = self.file(span.file);
        let (line, column) = file.position(span.start);
        let (end_line, end_column) = file.position(span.end);
        Place {
            line,
            column,
            end_line,
            end_column,
            start_byte: span.start + file.skipped,
            end_byte: span.end + file.skipped,
        }
    }
}

impl SourceFile {
    /// Line and column, from 1, of a byte of `text`; a byte inside a character
    /// counts as that character.
    pub fn position(&self, byte: u32) -> (u32, u32) {
        let starts = self.line_starts();
        let line = starts.partition_point(|&start| start <= byte);
        let start = starts[line - 1] as usize;
        let mut end = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.text[start.min(end)..end].chars().count() as u32 + 1;
        (line as u32, column)
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let mut starts = vec![0];
            starts.extend(memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at as u32 + 1));
            starts
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(text: &str, skipped: u32) -> (SourceMap, FileId) {
        let mut map = SourceMap::default();
        let file = map.add("claims.yaml".to_owned(), text.to_owned(), skipped);
        (map, file)
    }

    #[test]
    fn lines_and_columns_start_at_one() {
        let (map, file) = positions("a: б\r\nсто: 7\n", 0);
        let file = map.file(file);
        assert_eq!(file.position(0), (1, 1));
        assert_eq!(file.position(3), (1, 4));
        assert_eq!(file.position(5), (1, 5));
        assert_eq!(file.position(7), (2, 1));
        assert_eq!(file.position(9), (2, 2));
        assert_eq!(file.position(15), (2, 6));
        assert_eq!(file.position(17), (3, 1));
    }

    #[test]
    fn a_byte_inside_a_character_or_behind_the_end() {
        let (map, file) = positions("бб", 0);
        assert_eq!(map.file(file).position(1), (1, 1));
        assert_eq!(map.file(file).position(3), (1, 2));
        assert_eq!(map.file(file).position(99), (1, 3));
        let (map, file) = positions("", 0);
        assert_eq!(map.file(file).position(0), (1, 1));
    }

    #[test]
    fn places_count_the_byte_order_mark_in_bytes_only() {
        let (map, file) = positions("value: 3,983", 3);
        let span = Span::new(file, 7, 12);
        let place = map.place(span);
        assert_eq!((place.line, place.column), (1, 8));
        assert_eq!((place.end_line, place.end_column), (1, 13));
        assert_eq!((place.start_byte, place.end_byte), (10, 15));
        assert_eq!(map.slice(span), "3,983");
        assert_eq!(map.slice(Span::new(file, 7, 99)), "");
        assert_eq!(map.files().len(), 1);
    }
}
