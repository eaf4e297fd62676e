//! The header of a large table: what its columns are to a scan, or why the table is not
//! screened.

use super::row::{Column, Layout, Tuple};
use super::split::row_end;
use crate::dossier::table::{Columns, Declared, Map, Role, delimiter_of};
use crate::text::{FileId, Severity, Span};

/// A header and what it says.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its row, with the line end.
    pub text: String,
    /// Where it begins: after a byte-order mark.
    pub offset: u64,
    /// Lines it takes.
    pub lines: u32,
    /// The columns.
    pub layout: Layout,
}

/// A byte-order mark.
const MARK: &[u8] = b"\xef\xbb\xbf";

impl Header {
    /// The header at the beginning of these bytes; none if it or its map has a problem,
    /// or a column that ties rows together by more than their names.
    pub fn of(bytes: &[u8], map: Option<&[u8]>, dimensions: &[String]) -> Option<Header> {
        let skipped = if bytes.starts_with(MARK) {
            MARK.len()
        } else {
            0
        };
        let nowhere = FileId(0);
        let mut problems = Vec::new();
        let map = match map {
            Some(map) => Map::read(nowhere, std::str::from_utf8(map).ok()?, &mut problems),
            None => Map::default(),
        };
        let start = std::str::from_utf8(bytes.get(skipped..)?);
        let start = match &start {
            Ok(text) => text,
            Err(error) => {
                std::str::from_utf8(&bytes[skipped..skipped + error.valid_up_to()]).ok()?
            }
        };
        let delimiter = map.delimiter.unwrap_or_else(|| delimiter_of(start));
        let end = row_end(start.as_bytes(), 0, delimiter)?;
        let text = &start[..end];
        let line = text.trim_end_matches(['\n', '\r']);
        if line.is_empty() || line.contains(['"', '\r', '\n']) {
            return None;
        }
        let names = line.split(char::from(delimiter));
        let names = names.map(|name| (name.trim().to_owned(), Span::new(nowhere, 0, 0)));
        let declared = Declared::new(dimensions.iter().cloned());
        let columns = Columns::of(names.collect(), &map, &declared, &mut problems);
        let failed = problems
            .iter()
            .any(|problem| problem.severity == Severity::Error);
        let replaced = |role: &str| map.codes.iter().any(|(name, _)| name.value == role);
        if failed || !map.values.is_empty() || replaced("value") {
            return None;
        }
        let all: Option<Vec<Column>> = columns
            .list
            .iter()
            .map(|column| of(&column.roles))
            .collect();
        let layout = Layout {
            delimiter,
            columns: all?,
        };
        let linking = columns
            .constants
            .iter()
            .any(|(role, ..)| of(std::slice::from_ref(role)) == Some(Column::Tied));
        let valued = layout.columns.contains(&Column::Value);
        (valued && !linking).then(|| Header {
            text: text.to_owned(),
            offset: skipped as u64,
            lines: 1,
            layout,
        })
    }
}

/// What a column is to a scan; none if it gives several things or figures of its own.
fn of(roles: &[Role]) -> Option<Column> {
    Some(match roles {
        [] => Column::Ignored,
        [Role::Claim("value")] => Column::Value,
        [Role::Claim("measure") | Role::Dimension(_)] => Column::Name(Tuple::Cell),
        [Role::Claim("source" | "attributed_to") | Role::Source(_)] => Column::Name(Tuple::Source),
        [Role::Claim("as_of" | "period")] => Column::Name(Tuple::Date),
        [Role::Claim("id" | "revises" | "change_since" | "readings") | Role::Part(_)] => {
            Column::Tied
        }
        [Role::Claim(_) | Role::Nameless] => Column::Rare,
        _ => return None,
    })
}
