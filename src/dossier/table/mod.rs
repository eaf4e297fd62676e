//! Tables: claims from CSV and from JSON rows, one figure a row or several. A table
//! is split into rows, its header (and a map file, if there is one) says what each
//! column is, and the rows are put into the form of a claim file, so that they are
//! decoded by what decodes YAML. Knows nothing of what a measure or a date is.

mod cell;
mod columns;
mod csv;
mod faults;
mod json;
mod map;
mod mentions;
pub(super) mod names;
mod pairs;
mod read;
mod rows;
mod split;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use columns::{Column, Columns, Declared, Role};
pub(in crate::dossier) use map::{KEYS as MAP_KEYS, VALUE_KEYS as VALUE_COLUMN_KEYS};
pub use map::{Map, ValueColumn};
pub use split::{Field, Record, Splitter, delimiter_of};

pub use names::{MAP_SUFFIX, is_map, is_table};
pub(crate) use pairs::escaped;
pub(super) use read::{Read, ReadAs, decode, read};

use crate::text::Piece;

/// A table to load.
#[derive(Debug)]
pub struct TableInput {
    /// Name to show: relative to the working folder, with `/`.
    pub name: String,
    /// What of it is there.
    pub content: Content,
    /// The map file: its name and its bytes.
    pub map: Option<(String, Vec<u8>)>,
}

/// What of a table is there to be read.
#[derive(Debug)]
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// Some rows of a longer file, each whole and with its line end. The first piece
    /// is the header, and has row 0.
    Pieces {
        /// The header and the rows.
        text: String,
        /// Where they stand in the file.
        pieces: Vec<Piece>,
    },
    /// Nothing, and why.
    Unreadable(String),
}
