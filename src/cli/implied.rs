//! `crossfoot show --implied`: the figures that nobody printed but that follow.

use unicode_width::UnicodeWidthStr;

use super::args::ShowArgs;
use super::matrix::Wanted;
use super::show::wanted;
use super::stream::{self, Failure};
use super::table;
use crate::checks::{self, How, ImpliedList, ImpliedRow};
use crate::dossier::Dossier;
use crate::dossier::cellref::why_command;
use crate::figures::Figures;
use crate::output::{Style, escape, interval_words, wrap};

/// Columns are broken beyond these widths.
const NAME: usize = 36;
const HOW: usize = 36;
const SOURCE: usize = 24;
/// The padding of a column.
const PADDING: usize = 2;

/// Prints a list for every dossier.
pub(super) fn run(
    loaded: &[(Dossier, Option<Vec<String>>, String)],
    args: &ShowArgs,
    style: &Style,
) -> Result<u8, Failure> {
    let mut lists = Vec::new();
    let mut all = ImpliedList::default();
    let mut example = None;
    for (dossier, focus, name) in loaded {
        let figures = Figures::of(dossier);
        let list = checks::implied(&figures);
        all.contradictory += list.contradictory;
        all.apart += list.apart;
        all.undecided += list.undecided;
        let wanted = wanted(dossier, focus.as_deref(), args);
        let rows: Vec<&ImpliedRow> = (list.rows.iter())
            .filter(|row| admits(&wanted, dossier, row))
            .collect();
        if rows.is_empty() {
            continue;
        }
        let several = rows.iter().find(|row| !matches!(row.how, How::Sum(_)));
        example = example.or_else(|| several.and_then(|row| why_command(&cell_at(row))));
        let table = table_of(&rows, dossier, style);
        lists.push(match loaded.len() {
            1 => table,
            _ => format!("== {} ==\n\n{table}", escape(name)),
        });
    }
    let mut text = lists.join("\n");
    if let Some(command) = example {
        text.push_str(&format!(
            "\nThe steps behind a figure: {}\n",
            escape(&command)
        ));
    }
    stream::print(&text, style)?;
    if lists.is_empty() {
        stream::say("nothing follows that nobody printed");
    }
    notes(&all);
    Ok(0)
}

/// What is missing from the list, and why.
fn notes(all: &ImpliedList) {
    if all.contradictory > 0 {
        stream::say(&format!(
            "left out: {}, see `crossfoot check`",
            figures(
                all.contradictory,
                "contradicts its own source",
                "contradict each other inside one source"
            )
        ));
    }
    if all.apart > 0 {
        stream::say(&format!(
            "not taken together: {}, see `crossfoot check`; what one source gives alone is listed",
            figures(
                all.apart,
                "that contradicts others",
                "of sources that contradict each other"
            )
        ));
    }
    if all.undecided > 0 {
        stream::say(&format!(
            "left open at a limit: what follows from {}",
            figures(all.undecided, "", "")
        ));
    }
}

fn figures(count: usize, one: &str, more: &str) -> String {
    let text = match count {
        1 => format!("1 figure {one}"),
        count => format!("{count} figures {more}"),
    };
    text.trim_end().to_owned()
}

/// The cell as `crossfoot why` takes it.
fn cell_at(row: &ImpliedRow) -> String {
    match row.as_of.as_str() {
        "" => row.cell.clone(),
        as_of => format!("{}@{as_of}", row.cell),
    }
}

fn admits(wanted: &Wanted, dossier: &Dossier, row: &ImpliedRow) -> bool {
    let measure = &dossier.codebook.measure(row.measure).id;
    let sources = || {
        let claims = row.claims.iter();
        claims.map(|&claim| &dossier.source(dossier.claim(claim).source).id)
    };
    let files = || {
        let claims = row.claims.iter();
        claims.map(|&claim| {
            &dossier
                .files
                .file(dossier.claim(claim).place.entry.file)
                .name
        })
    };
    (wanted.measures.is_empty() || wanted.measures.contains(measure))
        && (wanted.sources.is_empty() || sources().any(|id| wanted.sources.contains(id)))
        && (wanted.files.as_ref()).is_none_or(|wanted| files().any(|file| wanted.contains(file)))
}

/// A table for each measure, or one for all where they fit.
fn table_of(rows: &[&ImpliedRow], dossier: &Dossier, style: &Style) -> String {
    let tables = rows.chunk_by(|a, b| a.measure == b.measure);
    let tables = tables.map(|rows| {
        let measure = &dossier.codebook.measure(rows[0].measure).id;
        measure_table(rows, measure, style)
    });
    tables.collect::<Vec<String>>().join("\n")
}

fn measure_table(rows: &[&ImpliedRow], measure: &str, style: &Style) -> String {
    let mut header = [measure, "as of", "value", "how it follows", "source"]
        .map(|name| escape(name).into_owned())
        .to_vec();
    let mut cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                wrap(&codes(row, measure), NAME),
                match row.as_of.as_str() {
                    "" => "no date".to_owned(),
                    as_of => escape(as_of).into_owned(),
                },
                interval_words(&row.interval, style.ascii),
                wrap(&how(&row.how), HOW),
                wrap(&escape(&row.from.join(", ")), SOURCE),
            ]
        })
        .collect();
    // Where the sources find no room, each stands below what follows from it.
    let widest = |column: usize, header: &[String], cells: &[Vec<String>]| {
        let own = cells.iter().flat_map(|row| row[column].lines());
        let widths = own
            .chain([header[column].as_str()])
            .map(|line| line.width());
        widths.max().unwrap_or(0) + PADDING
    };
    let natural: usize = (0..header.len())
        .map(|at| widest(at, &header, &cells))
        .sum();
    if natural > style.width {
        header[3] = format!("{}, source", header[3]);
        header.pop();
        for row in &mut cells {
            let source = row.pop().unwrap_or_default();
            row[3] = format!("{}\n{source}", row[3]);
        }
    }
    let mut table = table::table(&header, style);
    for row in cells {
        table.add_row(row);
    }
    table::right(&mut table, 2);
    table::lines(&table)
}

/// The codes of a cell; the whole has none.
fn codes(row: &ImpliedRow, measure: &str) -> String {
    let rest = row.cell.strip_prefix(measure).unwrap_or(&row.cell);
    match rest.strip_prefix('[') {
        Some(codes) => escape(&codes.replacen(']', "", 1)).into_owned(),
        None if rest.is_empty() => "all".to_owned(),
        None => escape(rest).into_owned(),
    }
}

fn how(how: &How) -> String {
    match how {
        How::Sum(sum) => escape(sum).into_owned(),
        How::Steps(1) => "1 step".to_owned(),
        How::Steps(steps) => format!("{steps} steps"),
        How::Lines(lines) => format!("{lines} lines added up"),
        How::Unexplained => "no short reason found".to_owned(),
    }
}
