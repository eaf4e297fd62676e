//! Export: the claims of a dossier as a table, one row a figure, so that other programs
//! can work with them and so that they can be read again without a loss. What the
//! columns mean is decided here; `csv` and `json` only write them.

mod columns;
mod csv;
mod json;
mod rows;
mod select;
mod texts;

pub use columns::Column;
pub use rows::Exporter;
pub use select::Wanted;

/// What a table is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated values as in RFC 4180.
    Csv,
    /// One object with sources and claims.
    Json,
}

impl TableFormat {
    /// All formats with the names that people use.
    pub const NAMES: [(&'static str, TableFormat); 2] =
        [("csv", TableFormat::Csv), ("json", TableFormat::Json)];
}

/// How to write a table.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// As what.
    pub format: TableFormat,
    /// Whether cells that a spreadsheet would run as formulas stay as they are.
    pub keep_formulas: bool,
}

impl Exporter<'_> {
    /// Writes the table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, how: How, out: &mut dyn std::io::Write) -> std::io::Result<()> {
        match how.format {
            TableFormat::Csv => csv::write(self, how.keep_formulas, out),
            TableFormat::Json => json::write(self, out),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
