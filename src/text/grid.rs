//! Rows and columns of a table file, and pieces of a file too long to keep: the way
//! from a byte to the row and column that people count, and to the line it has in
//! the whole file.

use std::ops::Range;

/// Where the cells of a table stand.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    columns: Vec<String>,
    cells: Vec<CellStart>,
}

#[derive(Clone, Copy, Debug)]
struct CellStart {
    start: u32,
    row: u32,
    column: u16,
}

/// A cell, or a row, of a table as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The row, from 1 after the header; none in the header itself.
    pub row: Option<u32>,
    /// The column's name as the header prints it; none for a whole row.
    pub column: Option<&'a str>,
}

/// A stretch of a longer file: where it begins in the text that was kept, and in
/// the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the kept text.
    pub start: u32,
    /// Number of its first line in the file, from 1.
    pub line: u32,
    /// First byte in the file.
    pub byte: u64,
    /// Number of its first row in a table, from 1; 0 for the header.
    pub row: u32,
}

impl Grid {
    /// A grid without cells whose columns have these names.
    pub fn new(columns: Vec<String>) -> Self {
        Self {
            columns,
            cells: Vec::new(),
        }
    }

    /// Adds a cell that begins at a byte: row 0 is the header. Cells are added in
    /// the order of the file; a column behind the last one has no name.
    pub fn add(&mut self, start: usize, row: u32, column: usize) {
        self.cells.push(CellStart {
            start: start as u32,
            row,
            column: u16::try_from(column).unwrap_or(u16::MAX),
        });
    }

    /// The cell that holds a stretch of bytes; its row alone, if it holds several.
    pub fn cell(&self, range: Range<u32>) -> Option<Cell<'_>> {
        let next = self.cells.partition_point(|cell| cell.start <= range.start);
        let cell = self.cells.get(next.checked_sub(1)?)?;
        let after = self.cells.get(next);
        let inside = after.is_none_or(|after| range.end <= after.start);
        let column = self.columns.get(usize::from(cell.column));
        Some(Cell {
            row: (cell.row > 0).then_some(cell.row),
            column: column.filter(|_| inside).map(String::as_str),
        })
    }
}

impl std::fmt::Display for Cell<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.row, self.column) {
            (Some(row), Some(column)) => write!(out, "row {row}, column {column}"),
            (Some(row), None) => write!(out, "row {row}"),
            (None, Some(column)) => write!(out, "header, column {column}"),
            (None, None) => out.write_str("header"),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_rows_and_columns() {
        // id,value / a,1 / b,22
        let mut grid = Grid::new(vec!["id".to_owned(), "value".to_owned()]);
        for (start, row, column) in [
            (0, 0, 0),
            (3, 0, 1),
            (9, 1, 0),
            (11, 1, 1),
            (13, 2, 0),
            (15, 2, 1),
        ] {
            grid.add(start, row, column);
        }
        let shown = |range: Range<u32>| grid.cell(range).unwrap().to_string();
        assert_eq!(shown(0..2), "header, column id");
        assert_eq!(shown(3..8), "header, column value");
        assert_eq!(shown(0..8), "header");
        assert_eq!(shown(11..12), "row 1, column value");
        assert_eq!(shown(9..12), "row 1");
        assert_eq!(shown(15..17), "row 2, column value");
        assert_eq!(grid.cell(16..17).unwrap().row, Some(2));
        assert_eq!(Grid::default().cell(0..1), None);
    }
}
