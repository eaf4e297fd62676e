//! CSV: header and rows by their bytes, and what can be wrong with them.

use std::ops::Range;

use super::cell::Cell;
use super::columns::{Column, Columns};
use super::faults::{Faults, Sort};
use super::names;
use super::read::{ReadAs, Table};
use super::rows::{Grower, Row};
use super::split::{Fault, Field, Record, Splitter, delimiter_of};
use crate::text::{FileId, Grid, Piece, Problem, Span};

/// Reads the rows of a CSV file.
pub(super) fn read<'s>(
    file: FileId,
    text: &'s str,
    pieces: &[Piece],
    how: &ReadAs<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Table<'s>> {
    let delimiter = how.map.delimiter.unwrap_or_else(|| delimiter_of(text));
    let stretches = stretches(text, pieces);
    let first = stretches.first().map(|(range, _)| range.clone())?;
    let mut fields = Vec::new();
    let mut splitter = Splitter::new(text, first.clone(), delimiter);
    let Some(header) = splitter.next_record(&mut fields) else {
        let problem = Problem::error("invalid-table", Span::new(file, 0, 0), "the table is empty");
        problems.push(problem.help("its first row names the columns, such as measure,value"));
        return None;
    };
    let span = |range: Range<usize>| Span::new(file, range.start as u32, range.end as u32);
    let header_span = span(header.range.clone());
    if let Some((fault, at)) = header.fault {
        let (_, message, help) = told(fault);
        let problem = Problem::error(
            "invalid-table",
            span(at..header.range.end),
            format!("{message}, so the header cannot be read"),
        );
        problems.push(problem.label("nothing of this table is read").help(help));
        return None;
    }
    let named = fields.iter().map(|field| {
        let cell = Cell::of(text, *field, false);
        match cell {
            Some(cell) => (cell.text.to_string(), cell.span(file)),
            None => (
                String::new(),
                span(field.start as usize..field.end as usize),
            ),
        }
    });
    let columns = Columns::of(named.collect(), how.map, how.declared, problems);
    let names = columns.list.iter().map(|column| column.name.clone());
    let mut grid = Grid::new(names.collect());
    add_cells(&mut grid, &fields, 0);
    let wanted = super::read::lacking(&columns, how, header_span, problems);
    if !wanted {
        return Some(Table { tree: None, grid });
    }

    let verbatim: Vec<bool> = columns.list.iter().map(is_verbatim).collect();
    let mut grower = Grower::new(
        file,
        text,
        header.range.clone(),
        &columns,
        how.map,
        how.stem,
    );
    let mut faults = Faults::default();
    let mut rows = 0;
    let after_header = skip_line_end(text, header.range.end)..first.end;
    let rest = std::iter::once((after_header, 1));
    let rest = rest.chain(
        stretches
            .iter()
            .skip(1)
            .map(|(range, row)| (range.clone(), *row)),
    );
    for (range, first_row) in rest {
        let mut splitter = Splitter::new(text, range, delimiter);
        let mut number = first_row;
        while let Some(record) = splitter.next_record(&mut fields) {
            add_cells(&mut grid, &fields, number);
            number += 1;
            rows += 1;
            let row = checked(text, &record, &fields, &columns, how);
            match row {
                Ok(()) => {
                    let field =
                        |(field, verbatim): (&Field, &bool)| Cell::of(text, *field, *verbatim);
                    grower.row(Row {
                        range: record.range,
                        cells: fields.iter().zip(&verbatim).map(field).collect(),
                        places: fields.iter().map(|field| field.content().start).collect(),
                    });
                }
                Err((sort, at, message, help)) => {
                    let at = span(at..first_line_end(text, at, record.range.end));
                    faults.row(sort, problems, at, message, help);
                    let row = record.range;
                    let texts = texts(text, row.clone(), delimiter);
                    grower.left_out(row, texts);
                }
            }
        }
    }
    faults.finish(header_span, problems);
    if rows == 0 {
        let problem = Problem::warning(
            "invalid-table",
            header_span,
            "the table has a header and no rows",
        );
        problems.push(problem);
    }
    let (tree, found) = grower.finish();
    problems.extend(found);
    Some(Table {
        tree: Some(tree),
        grid,
    })
}

/// What may be texts of fields in a row whose fields cannot be told apart.
fn texts(text: &str, row: Range<usize>, delimiter: u8) -> impl Iterator<Item = Range<usize>> {
    let separates = move |c: char| c == char::from(delimiter) || matches!(c, '"' | '\n' | '\r');
    let mut at = row.start;
    text[row].split(separates).filter_map(move |piece| {
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len() + 1;
        let length = piece.trim().len();
        (length > 0).then_some(start..start + length)
    })
}

/// The stretches of text to split, each with the number of its first row.
fn stretches(text: &str, pieces: &[Piece]) -> Vec<(Range<usize>, u32)> {
    if pieces.is_empty() {
        return vec![(0..text.len(), 0)];
    }
    let ends = pieces.iter().skip(1).map(|piece| piece.start as usize);
    let ends = ends.chain([text.len()]);
    let all = pieces.iter().zip(ends);
    all.map(|(piece, end)| (piece.start as usize..end, piece.row))
        .collect()
}

type Wrong = (Sort, usize, String, &'static str);

/// Whether the fields of a record can be told apart and fit the header.
fn checked(
    text: &str,
    record: &Record,
    fields: &[Field],
    columns: &Columns,
    how: &ReadAs<'_>,
) -> Result<(), Wrong> {
    if let Some((fault, at)) = record.fault {
        let (sort, message, help) = told(fault);
        return Err((sort, at, message.to_owned(), help));
    }
    let next = how
        .bad
        .partition_point(|&at| (at as usize) < record.range.start);
    if let Some(&at) = how
        .bad
        .get(next)
        .filter(|&&at| (at as usize) < record.range.end)
    {
        let message = "a byte here is not UTF-8".to_owned();
        let help = "save the table as UTF-8; older encodings such as Windows-1252 or Windows-1251 are not read";
        return Err((Sort::Encoding, at as usize, message, help));
    }
    let (found, expected) = (fields.len(), columns.list.len());
    let surplus = fields.iter().skip(expected);
    let spilled = surplus
        .clone()
        .any(|field| Cell::of(text, *field, false).is_some());
    // Spreadsheets end short rows and long ones with empty cells, or with none.
    if found < expected && !(found == 1 && text[record.range.clone()].trim().is_empty()) || spilled
    {
        let message = format!(
            "this row has {found} {}, the header has {expected}",
            if found == 1 { "field" } else { "fields" }
        );
        let help = "put quotation marks around a text that holds the separator, and write a separator for each empty cell";
        return Err((Sort::Ragged, record.range.start, message, help));
    }
    Ok(())
}

fn told(fault: Fault) -> (Sort, &'static str, &'static str) {
    match fault {
        Fault::Unclosed => (
            Sort::Quotes,
            "a quotation mark opens this field and none closes it",
            "close it, or double a quotation mark that belongs to the text",
        ),
        Fault::AfterQuote => (
            Sort::Quotes,
            "text follows the quotation mark that closes this field",
            "double a quotation mark that belongs to the text",
        ),
    }
}

fn add_cells(grid: &mut Grid, fields: &[Field], row: u32) {
    for (column, field) in fields.iter().enumerate() {
        grid.add(field.start as usize, row, column);
    }
}

/// Whether spaces at the ends of quoted cells belong to the text.
fn is_verbatim(column: &Column) -> bool {
    use super::columns::Role;
    column.roles.iter().any(|role| match role {
        Role::Claim(name) | Role::Part(name) | Role::Source(name) => names::VERBATIM.contains(name),
        _ => false,
    })
}

fn skip_line_end(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..];
    match rest {
        [b'\r', b'\n', ..] => at + 2,
        [] => at,
        _ => at + 1,
    }
}

fn first_line_end(text: &str, from: usize, end: usize) -> usize {
    let line = text[from..end].find(['\n', '\r']);
    line.map_or(end, |length| from + length)
}
