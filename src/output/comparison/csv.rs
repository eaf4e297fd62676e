//! A comparison as CSV: one row a figure, relation or quotation. Cells that a
//! spreadsheet would run as a formula get an apostrophe in front.

use crate::compare::diff::{Diff, FigureChange, FigureSide, Kind, Percent, RelationSide, Words};
use crate::output::escape;
use crate::quantity::{Bound, Interval};

use super::numbers::plain_percent;
use super::{listed, sums, tables};

const HEADER: [&str; 22] = [
    "row",
    "name",
    "change",
    "what",
    "old_printed",
    "old_low",
    "old_high",
    "old_source",
    "old_speaker",
    "old_as_of",
    "old_claim",
    "new_printed",
    "new_low",
    "new_high",
    "new_source",
    "new_speaker",
    "new_as_of",
    "new_claim",
    "difference_low",
    "difference_high",
    "percent",
    "remark",
];

pub(super) fn render(diff: &Diff, all: bool) -> String {
    let mut out = line(HEADER.map(str::to_owned));
    for figure in &diff.figures {
        if all || figure.change != Kind::Unchanged {
            out.push_str(&line(figure_row(figure)));
        }
    }
    for account in &diff.accounts {
        let verdict = if account.accounts {
            "accounted"
        } else {
            "not-accounted"
        };
        let mut row = blank("sum", &account.relation, verdict);
        row[4] = account.change.old.clone();
        row[11] = account.change.new.clone();
        (row[18], row[19]) = ends(&account.change.difference).into();
        row[21] = sums::account(account, true);
        out.push_str(&line(row));
    }
    for relation in listed(diff, all) {
        let side = |side: &Option<RelationSide>| match side {
            Some(side) => (side.sum.clone(), side.source.clone()),
            None => (String::new(), String::new()),
        };
        let ((old, old_source), (new, new_source)) = (side(&relation.old), side(&relation.new));
        let verdict = |side: &Option<RelationSide>| sums::verdict(side.as_ref(), true);
        let mut row = blank("relation", &relation.relation, relation.state.name());
        (row[4], row[7], row[11], row[14]) = (old, old_source, new, new_source);
        row[21] = format!(
            "{}; was: {}",
            verdict(&relation.new),
            verdict(&relation.old)
        );
        out.push_str(&line(row));
    }
    for quote in &diff.quotes {
        let mut row = blank("quotation", &quote.cells.join("; "), "changed");
        row[4] = quote.old.clone().unwrap_or_default();
        row[11] = quote.new.clone().unwrap_or_default();
        let words: Vec<String> = (quote.words.iter())
            .map(|(kind, text)| match kind {
                Words::Kept => text.clone(),
                Words::Gone => format!("[-{text}-]"),
                Words::Come => format!("{{+{text}+}}"),
            })
            .collect();
        row[21] = words.join(" ");
        out.push_str(&line(row));
    }
    for source in &diff.sources {
        let mut row = blank("source", &source.id, source.change.name());
        row[21] = sums::source(source);
        out.push_str(&line(row));
    }
    out
}

fn blank(row: &str, name: &str, change: &str) -> [String; 22] {
    let mut cells: [String; 22] = Default::default();
    cells[0] = row.to_owned();
    cells[1] = name.to_owned();
    cells[2] = change.to_owned();
    cells
}

fn figure_row(figure: &FigureChange) -> [String; 22] {
    let mut row = blank("figure", &figure.cell, figure.change.name());
    let what: Vec<&str> = figure.what.iter().map(|what| what.name()).collect();
    row[3] = what.join(" ");
    for (from, side) in [(4, &figure.old), (11, &figure.new)] {
        if let Some(side) = side {
            row[from..from + 7].clone_from_slice(&side_cells(side));
        }
    }
    if let Some(by) = &figure.difference {
        (row[18], row[19]) = ends(by).into();
    }
    row[20] = match &figure.percent {
        Some(Percent::Exact(value)) => plain_percent(value),
        _ => String::new(),
    };
    row[21] = tables::remarks(figure).replace('\n', "; ");
    row
}

fn side_cells(side: &FigureSide) -> [String; 7] {
    let [low, high] = side.interval.as_ref().map(ends).unwrap_or_default();
    [
        side.printed.clone(),
        low,
        high,
        side.source.clone(),
        side.speaker.clone(),
        side.as_of.clone().unwrap_or_default(),
        side.claim.clone(),
    ]
}

fn ends(interval: &Interval) -> [String; 2] {
    let end = |end: &Option<Bound>| end.as_ref().map(|end| end.value.to_string());
    [&interval.low, &interval.high].map(|bound| end(bound).unwrap_or_default())
}

fn line(cells: [String; 22]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| field(cell)).collect();
    cells.join(",") + "\r\n"
}

/// A field: safe to show, quoted where it must be, and no formula.
fn field(text: &str) -> String {
    let text = escape(text);
    let signs = ['=', '+', '-', '@'];
    let formula = text.trim_start().starts_with(signs) && !is_number(&text);
    let text = if formula {
        format!("'{text}")
    } else {
        text.into_owned()
    };
    if text.contains([',', '"']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// A plain negative number or fraction is none: `-7`, `-0.25`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised() {
        assert_eq!(field("=1+2"), "'=1+2");
        assert_eq!(
            field("=HYPERLINK(\"x\",\"y\")"),
            "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""
        );
        assert_eq!(field("@sum"), "'@sum");
        assert_eq!(field("-7"), "-7");
        assert_eq!(field("-0.25"), "-0.25");
        assert_eq!(field("-7+1"), "'-7+1");
        assert_eq!(field("+7"), "'+7");
        assert_eq!(field("3,983"), "\"3,983\"");
        assert_eq!(field("a\r\nb\t"), "a\\r\\nb\\t");
    }
}
