//! The table as comma-separated values: RFC 4180, with a header, in UTF-8.

use std::borrow::Cow;
use std::io::{self, Write};

use super::columns::Column;
use super::rows::Exporter;
use crate::text::neutralise;

/// Writes header and rows.
pub(super) fn write(
    table: &Exporter<'_>,
    keep_formulas: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = &table.columns;
    let headers = columns.iter().map(|column| table.header(column));
    let headers: Vec<Cow<'_, str>> = headers.collect();
    record(headers.iter().map(|name| &**name), keep_formulas, out)?;
    for &id in &table.claims {
        let row = table.row(id);
        let cells = columns.iter().map(|column| match column {
            Column::Field(field) => row[field.index()].as_deref().unwrap_or_default(),
            Column::Dimension(dimension) => table.code(id, *dimension).unwrap_or_default(),
        });
        record(cells, keep_formulas, out)?;
    }
    Ok(())
}

fn record<'t>(
    cells: impl Iterator<Item = &'t str>,
    keep_formulas: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    for (at, text) in cells.enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        field(&neutralise(text, keep_formulas), out)?;
    }
    out.write_all(b"\r\n")
}

/// A field in quotation marks where it needs them. Semicolons and tabs need them too: in
/// some countries spreadsheets part fields there, and what follows could be a formula.
/// So do spaces at the ends, for some readers drop them.
fn field(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let special = |c: char| matches!(c, ',' | '"' | ';' | '\t' | '\r' | '\n');
    if !text.contains(special) && text.trim() == text {
        return out.write_all(text.as_bytes());
    }
    write!(out, "\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_only_where_they_are_needed() {
        for (text, written) in [
            ("3983", "3983"),
            ("3,983", "\"3,983\""),
            ("a b", "a b"),
            (" a", "\" a\""),
            ("a;=b", "\"a;=b\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            ("", ""),
        ] {
            let mut out = Vec::new();
            field(text, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), written);
        }
    }

    proptest! {
        #[test]
        fn another_reader_reads_the_same(rows in prop::collection::vec(prop::collection::vec("[a,;\"\r\n\t ']{0,6}|.{0,6}", 3), 1..5)) {
            // A byte order mark counts as one only before the header.
            let mut out = b"a,b,c\r\n".to_vec();
            for row in &rows {
                record(row.iter().map(String::as_str), true, &mut out).unwrap();
            }
            let mut reader = ::csv::Reader::from_reader(&out[..]);
            let read: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(|cell| crate::text::restore(cell).to_owned()).collect())
                .collect();
            prop_assert_eq!(read, rows);
        }
    }
}
