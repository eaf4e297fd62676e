//! `crossfoot show --implied`: the figures that nobody printed but that follow.

use super::args::ShowArgs;
use super::matrix::Wanted;
use super::show::wanted;
use super::stream::{self, Failure};
use super::table;
use crate::checks::{self, How, ImpliedList, ImpliedRow};
use crate::dossier::Dossier;
use crate::figures::Figures;
use crate::output::{Style, escape, interval_words};

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
        example = example.or_else(|| several.map(|row| cell_at(row)));
        let table = table_of(&rows, style);
        lists.push(match loaded.len() {
            1 => table,
            _ => format!("== {} ==\n\n{table}", escape(name)),
        });
    }
    let mut text = lists.join("\n");
    if let Some(cell) = example {
        text.push_str(&format!(
            "\nThe steps behind a figure: crossfoot why '{}'\n",
            escape(&cell)
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

fn table_of(rows: &[&ImpliedRow], style: &Style) -> String {
    let header = ["figure", "as of", "value", "how it follows", "source"].map(String::from);
    let mut table = table::table(&header, style);
    for row in rows {
        table.add_row([
            escape(&row.cell).into_owned(),
            match row.as_of.as_str() {
                "" => "no date".to_owned(),
                as_of => escape(as_of).into_owned(),
            },
            interval_words(&row.interval, style.ascii),
            how(&row.how),
            escape(&row.from.join(", ")).into_owned(),
        ]);
    }
    table::right(&mut table, 2);
    table::lines(&table)
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
