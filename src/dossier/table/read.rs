//! Reading one table: its rows in the form of a claim file, with what is wrong.

use super::columns::{Columns, Declared, Role};
use super::map::Map;
use super::{csv, json};
use crate::text::suggest::nearest;
use crate::text::{FileId, Grid, Piece, Problem, Span, Tree};

pub(in crate::dossier) use crate::text::decode_rows as decode;

/// What is known of a table before it is read.
pub(in crate::dossier) struct ReadAs<'a> {
    /// What its map says.
    pub map: &'a Map,
    /// The dimensions of the dossier.
    pub declared: &'a Declared,
    /// The id of a source that no row names.
    pub stem: &'a str,
    /// Where bytes were not UTF-8.
    pub bad: &'a [u32],
    /// Whether it is JSON.
    pub json: bool,
}

/// A table as rows.
pub(super) struct Table<'s> {
    /// The rows; none where a column is missing without which there are no claims.
    pub tree: Option<Tree<'s>>,
    /// Where its cells stand.
    pub grid: Grid,
}

/// What reading gives.
pub(in crate::dossier) struct Read<'s> {
    /// The rows as a claim file: `claims`, each a list of entries, and `sources`.
    pub tree: Option<Tree<'s>>,
    /// Where the cells stand.
    pub grid: Option<Grid>,
    /// What is wrong with the table, its map left out.
    pub problems: Vec<Problem>,
}

/// Reads a table.
pub(in crate::dossier) fn read<'s>(
    file: FileId,
    text: &'s str,
    pieces: &[Piece],
    how: &ReadAs<'_>,
) -> Read<'s> {
    let mut problems = Vec::new();
    let table = match how.json {
        true => json::read(file, text, how, &mut problems),
        false => csv::read(file, text, pieces, how, &mut problems),
    };
    let (tree, grid) = match table {
        Some(table) => (table.tree, Some(table.grid)),
        None => (None, None),
    };
    Read {
        tree,
        grid,
        problems,
    }
}

/// Whether the columns suffice for claims; if not, that is a problem.
pub(super) fn lacking(
    columns: &Columns,
    how: &ReadAs<'_>,
    header: Span,
    problems: &mut Vec<Problem>,
) -> bool {
    let has = |name: &'static str| {
        let role = Role::Claim(name);
        columns.giving(&role).is_some() || columns.constant(&role).is_some()
    };
    let values = &how.map.values;
    let measured =
        has("measure") || !values.is_empty() && values.iter().all(|v| v.measure.is_some());
    let valued = has("value") || !values.is_empty();
    for (name, there) in [("measure", measured), ("value", valued)] {
        if there {
            continue;
        }
        let message = format!("the table has no column `{name}`, so none of its rows is read");
        let problem = Problem::error("missing-field", header, message);
        let names = columns.list.iter().map(|column| column.name.as_str());
        // Dimensions that nobody declared may be slips of the pen.
        let close = nearest(name, names).filter(|close| *close != name);
        let problem = match close {
            Some(close) => problem.help(format!("is it `{close}`? column names are exact")),
            None => problem,
        };
        let alone = columns.list.len() == 1 && !how.json;
        problems.push(if alone {
            problem.help("columns are separated by commas, semicolons or tabs; a map can give another `delimiter`")
        } else {
            problem.help(format!("name the column in a map, as in `columns: {{{name}: HEADER}}`"))
        });
        if alone {
            break;
        }
    }
    measured && valued
}
