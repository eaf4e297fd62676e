//! Some rows of a table as they stand in its file, with the places they have there.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::header::Header;
use super::table::{Part, RowId, Table};
use crate::text::Piece;

/// Rows that stand one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    /// Where they begin in the file.
    pub offset: u64,
    /// How many bytes they have.
    pub length: u32,
    /// The first row.
    pub row: RowId,
    /// How many rows they are.
    pub count: u32,
    /// The line of the first.
    pub line: u32,
}

/// The places of rows, given as the first and how many; neighbours become one.
pub(super) fn stretches(
    path: &Path,
    table: &Table,
    rows: &[(RowId, u32)],
) -> io::Result<Vec<Stretch>> {
    let mut found: Vec<Stretch> = Vec::with_capacity(rows.len());
    let mut lines = Lines {
        file: File::open(path)?,
        block: Vec::new(),
        of: None,
    };
    for &(first, count) in rows {
        let mut row = first;
        let end = first + count;
        while row < end {
            let part = table.part_of(row);
            let stop = end.min(part.first_row + part.rows.len() as u32);
            let (from, to) = (start(part, row), start(part, stop));
            match found.last_mut() {
                Some(last) if last.row + last.count == row => {
                    last.count += stop - row;
                    last.length += to - from;
                }
                _ => found.push(Stretch {
                    offset: part.offset + u64::from(from),
                    length: to - from,
                    row,
                    count: stop - row,
                    line: lines.of(part, row)?,
                }),
            }
            row = stop;
        }
    }
    Ok(found)
}

/// Reads rows again: the header, then these stretches, in their order.
pub(super) fn read(
    path: &Path,
    header: &Header,
    stretches: &[Stretch],
) -> io::Result<(String, Vec<Piece>)> {
    let mut file = File::open(path)?;
    let mut text = header.text.clone();
    let mut pieces = vec![Piece {
        start: 0,
        line: 1,
        byte: header.offset,
        row: 0,
    }];
    let mut block = Vec::new();
    for stretch in stretches {
        pieces.push(Piece {
            start: text.len() as u32,
            line: stretch.line,
            byte: stretch.offset,
            row: stretch.row + 1,
        });
        block.resize(stretch.length as usize, 0);
        file.seek(SeekFrom::Start(stretch.offset))?;
        file.read_exact(&mut block)?;
        text.push_str(std::str::from_utf8(&block).map_err(io::Error::other)?);
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    Ok((text, pieces))
}

/// Where a row begins in its part of the file.
fn start(part: &Part, row: RowId) -> u32 {
    let row = part.rows.get((row - part.first_row) as usize);
    row.map_or(part.length, |row| row.offset)
}

/// Finds the lines of rows.
struct Lines {
    file: File,
    block: Vec<u8>,
    of: Option<RowId>,
}

impl Lines {
    fn of(&mut self, part: &Part, row: RowId) -> io::Result<u32> {
        if part.even {
            return Ok(part.first_line + (row - part.first_row));
        }
        if self.of != Some(part.first_row) {
            self.of = Some(part.first_row);
            self.block.resize(part.length as usize, 0);
            self.file.seek(SeekFrom::Start(part.offset))?;
            self.file.read_exact(&mut self.block)?;
        }
        let before = &self.block[..start(part, row) as usize];
        Ok(part.first_line + memchr::memchr_iter(b'\n', before).count() as u32)
    }
}
