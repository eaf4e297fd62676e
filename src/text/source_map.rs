//! The files of a run, and the way from byte offsets to lines and columns.

use std::sync::OnceLock;

use super::{Cell, FileId, Grid, Home, Piece, Span};

/// Every file that was read, by [`FileId`].
#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    home: Home,
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
    /// The stretches of the file that `text` holds, where it does not hold all.
    pieces: Vec<Piece>,
    /// Rows and columns, where it is a table.
    grid: Option<Grid>,
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
    pub start_byte: u64,
    /// One past the last byte.
    pub end_byte: u64,
}

impl SourceMap {
    /// Takes a file in and names it.
    pub fn add(&mut self, name: String, text: String, skipped: u32) -> FileId {
        self.files.push(SourceFile {
            name,
            text,
            skipped,
            pieces: Vec::new(),
            grid: None,
            lines: OnceLock::new(),
        });
        FileId(self.files.len() as u32 - 1)
    }

    /// Takes in some stretches of a file that is too long to keep; each begins a
    /// line and is followed by the next in `text`. Places are those of the file.
    pub fn add_pieces(&mut self, name: String, text: String, pieces: Vec<Piece>) -> FileId {
        debug_assert!(pieces.is_sorted_by_key(|piece| piece.start));
        let id = self.add(name, text, 0);
        self.files[id.0 as usize].pieces = pieces;
        id
    }

    /// Says where the cells of a table stand.
    pub fn set_grid(&mut self, id: FileId, grid: Grid) {
        self.files[id.0 as usize].grid = Some(grid);
    }

    /// The cell of a table that a span stands in; nothing in other files.
    pub fn cell(&self, span: Span) -> Option<Cell<'_>> {
        let grid = self.file(span.file).grid.as_ref()?;
        grid.cell(span.start..span.end)
    }

    /// Whether the lines from one byte of a file to another are all there.
    pub fn is_unbroken(&self, file: FileId, from: u32, to: u32) -> bool {
        let pieces = &self.file(file).pieces;
        let number = |byte: u32| pieces.partition_point(|piece| piece.start <= byte);
        number(from) == number(to)
    }

    /// Takes in the files of another map from this one on; gives the id that the first
    /// of them has here.
    pub fn absorb(&mut self, other: SourceMap, from: usize) -> FileId {
        let first = FileId(self.files.len() as u32);
        self.files.extend(other.files.into_iter().skip(from));
        first
    }

    /// The place of a span's first byte in its whole file, which orders places.
    pub fn first_byte(&self, span: Span) -> u64 {
        self.file(span.file).true_byte(span.start, span.start)
    }

    /// The file with that id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files, in the order they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Says where the working folder lies, to which names are relative.
    pub fn set_home(&mut self, home: Home) {
        self.home = home;
    }

    /// Where the working folder lies.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// The path of a file in its repository; its name where it is in none.
    pub fn repository_path(&self, id: FileId) -> String {
        let name = &self.file(id).name;
        self.home.path(name).unwrap_or_else(|| name.clone())
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
            start_byte: file.true_byte(span.start, span.start),
            end_byte: file.true_byte(span.end, span.start),
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
        let line = match self.piece(byte) {
            Some(piece) => {
                let first = starts.partition_point(|&start| start <= piece.start);
                piece.line + (line - first.min(line)) as u32
            }
            None => line as u32,
        };
        (line, column)
    }

    /// The piece that a byte stands in.
    pub fn piece(&self, byte: u32) -> Option<&Piece> {
        let next = (self.pieces).partition_point(|piece| piece.start <= byte);
        self.pieces.get(next.checked_sub(1)?)
    }

    /// The stretches that the text is made of; none where it is whole.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The place of a byte in the whole file; `within` is a byte of its piece.
    fn true_byte(&self, byte: u32, within: u32) -> u64 {
        match self.piece(within) {
            Some(piece) => piece.byte + u64::from(byte.saturating_sub(piece.start)),
            None => u64::from(byte + self.skipped),
        }
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
    fn pieces_have_the_lines_and_bytes_of_the_whole_file() {
        let mut map = SourceMap::default();
        let piece = |start, line, byte, row| Piece {
            start,
            line,
            byte,
            row,
        };
        let pieces = vec![piece(0, 1, 3, 0), piece(4, 1001, 9_000_000_000, 1000)];
        let file = map.add_pieces("long.csv".to_owned(), "a,b\n1,2\n3,4\n".to_owned(), pieces);
        let place = |from, to| map.place(Span::new(file, from, to));
        let header = place(2, 3);
        assert_eq!((header.line, header.column, header.start_byte), (1, 3, 5));
        let first = place(4, 5);
        assert_eq!((first.line, first.column), (1001, 1));
        assert_eq!(first.start_byte, 9_000_000_000);
        let second = place(10, 11);
        assert_eq!((second.line, second.column), (1002, 3));
        assert_eq!(
            (second.start_byte, second.end_byte),
            (9_000_000_006, 9_000_000_007)
        );
        assert!(map.is_unbroken(file, 4, 10));
        assert!(!map.is_unbroken(file, 2, 10));
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
