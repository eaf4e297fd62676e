//! JSON rows: a list of mappings from column names to texts, read with the reader of
//! YAML, which knows all of JSON and gives every text its place.

use std::ops::Range;

use super::cell::Cell;
use super::columns::Columns;
use super::faults::{Faults, Sort};
use super::read::{ReadAs, Table, lacking};
use super::rows::{Grower, Row};
use crate::text::tree::{Kind, Node};
use crate::text::{FileId, Grid, Problem, Span};

/// The version of the form `{"schema": 1, "claims": [...]}`.
const SCHEMA: &str = "1";

/// Reads the rows of a JSON file.
pub(super) fn read<'s>(
    file: FileId,
    text: &'s str,
    how: &ReadAs<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Table<'s>> {
    let before = problems.len();
    let tree = crate::text::read(file, text, problems);
    let Some(root) = tree.root() else {
        if problems.len() == before {
            let at = Span::new(file, 0, 0);
            let problem = Problem::error("invalid-table", at, "the file is empty");
            problems.push(problem.help(FORM));
        }
        return None;
    };
    let list = rows_of(root, problems)?;
    let mut names: Vec<(String, Span)> = Vec::new();
    let mut number_of = Numbers::default();
    let sources = sources_of(root, problems);
    let rows = || sources.iter().copied().chain(list.items());
    for (key, _) in rows().flat_map(Node::entries) {
        let Some(name) = key.text() else { continue };
        let next = number_of.len();
        let number = *number_of.entry(name).or_insert(next);
        if number == names.len() {
            names.push((name.trim().to_owned(), key.span()));
        }
    }
    let columns = Columns::of(names, how.map, how.declared, problems);
    let shown = columns.list.iter().map(|column| column.name.clone());
    let mut grid = Grid::new(shown.collect());
    let first = list.items().next().map_or(list.span(), |row| row.span());
    let header = Span::new(file, first.start, (first.start + 1).min(first.end));
    if list.items().next().is_none() {
        problems.push(Problem::warning(
            "invalid-table",
            list.span(),
            "the table has no rows",
        ));
        return Some(Table { tree: None, grid });
    }
    if !lacking(&columns, how, header, problems) {
        return Some(Table { tree: None, grid });
    }
    let header = range(header);
    let mut grower = Grower::new(file, text, header.clone(), &columns, how.map, how.stem);
    let mut faults = Faults::default();
    for source in &sources {
        let found = cells(*source, &columns, &number_of, problems, |_, _| {});
        grower.source(&found);
    }
    for (at, row) in list.items().enumerate() {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        grid.add(row.span().start as usize, number, usize::MAX);
        if row.kind() != Kind::Mapping {
            let message = "a row must be a mapping of column names to texts";
            faults.row(Sort::Shape, problems, row.span(), message, FORM);
            continue;
        }
        let cells = cells(row, &columns, &number_of, problems, |start, column| {
            grid.add(start, number, column);
        });
        grower.row(Row {
            range: range(row.span()),
            cells,
            places: Vec::new(),
        });
    }
    let at = Span::new(file, header.start as u32, header.end as u32);
    faults.finish(at, problems);
    let (tree, found) = grower.finish();
    problems.extend(found);
    Some(Table {
        tree: Some(tree),
        grid,
    })
}

/// The numbers of columns by their keys.
type Numbers<'t> = indexmap::IndexMap<&'t str, usize, rustc_hash::FxBuildHasher>;

/// The cells of a mapping, by column; `place` is told where each begins.
fn cells<'t>(
    row: Node<'t>,
    columns: &Columns,
    number_of: &Numbers<'t>,
    problems: &mut Vec<Problem>,
    mut place: impl FnMut(usize, usize),
) -> Vec<Option<Cell<'t>>> {
    let mut cells = vec![None; columns.list.len()];
    for (key, value) in row.entries() {
        let Some(&column) = key.text().and_then(|name| number_of.get(name)) else {
            continue;
        };
        place(key.span().start as usize, column);
        if value.kind() == Kind::Scalar {
            cells[column] = Some(value).filter(|v| !v.is_null()).and_then(Cell::node);
        } else {
            let problem = Problem::error(
                "invalid-table",
                value.span(),
                format!("`{}` must be one text", columns.list[column].name),
            );
            problems.push(problem.help("write it as in a CSV table: one text for each column"));
        }
    }
    cells
}

/// What is said of sources beside the rows, under `sources`.
fn sources_of<'t>(root: Node<'t>, problems: &mut Vec<Problem>) -> Vec<Node<'t>> {
    let Some(list) = root.get("sources").filter(|list| !list.is_null()) else {
        return Vec::new();
    };
    let sources: Vec<Node<'t>> = list.items().collect();
    let fits = |node: &Node<'t>| node.kind() == Kind::Mapping && node.get("source").is_some();
    if list.kind() != Kind::Sequence || !sources.iter().all(fits) {
        let span = crate::text::fields::first_line(list);
        let message = "`sources` must be a list of mappings, each with its id under `source`";
        problems.push(
            Problem::error("invalid-table", span, message).help(
                "write {\"source\": ID, \"publisher\": …}, with the keys of a table's columns",
            ),
        );
    }
    sources.into_iter().filter(fits).collect()
}

const FORM: &str = "write [{\"measure\": …, \"value\": …}, …] or {\"schema\": 1, \"claims\": […]}";

/// The list of rows, by itself or under `claims`.
fn rows_of<'t>(root: Node<'t>, problems: &mut Vec<Problem>) -> Option<Node<'t>> {
    let list = match root.kind() {
        Kind::Sequence => Some(root),
        Kind::Mapping => {
            let schema = root.get("schema").and_then(Node::text);
            if let Some(other) = schema.filter(|schema| *schema != SCHEMA) {
                let span = root.get("schema").map_or(root.span(), Node::span);
                let message = format!(
                    "this table is written in version {other}; this program reads version {SCHEMA}"
                );
                problems.push(
                    Problem::error("invalid-table", span, message).help("use a newer crossfoot"),
                );
                return None;
            }
            root.get("claims")
                .filter(|list| list.kind() == Kind::Sequence)
        }
        Kind::Scalar => None,
    };
    if list.is_none() {
        let span = crate::text::fields::first_line(root);
        problems.push(
            Problem::error("invalid-table", span, "this file holds no list of rows").help(FORM),
        );
    }
    list
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}
