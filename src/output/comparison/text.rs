//! A comparison for people: what it compared, the counts, then what changed, from the
//! numbers to the words.

use annotate_snippets::renderer::{AnsiColor, Style as Paint};

use unicode_width::UnicodeWidthStr;

use crate::compare::diff::{Diff, FigureChange, Kind, RelationChange, State, What};
use crate::output::summary::{colored, dim};
use crate::output::{Style, escape, grid};

use super::tables::{self, Rows, Said};
use super::{listed, of_kind, state_words, sums, words};

/// Names of figures are broken beyond this width.
const NAME: usize = 46;
/// The spaces around a column, and the one in front of a table.
const PADDING: usize = 3;
/// How far lists stand in.
const INDENT: &str = "  ";

pub(super) fn render(diff: &Diff, all: bool, style: &Style) -> String {
    let mut sections = vec![head(diff, style)];
    sections.extend(figures(diff, all, style));
    sections.extend(totals(diff, style));
    sections.extend(relations(diff, all, style));
    sections.extend(list(
        "sources",
        diff.sources.iter().map(sums::source),
        style,
    ));
    sections.extend(quotes(diff, style));
    sections.join("\n")
}

fn head(diff: &Diff, style: &Style) -> String {
    let mut out = String::new();
    for (name, side) in [("old", &diff.old), ("new", &diff.new)] {
        let text = wrapped(&sums::side(side), "", "     ", style);
        out.push_str(&format!("{}  {text}\n", dim(name, style)));
    }
    let counts = match diff.is_empty() {
        true => format!("nothing changed: {}", sums::figures(diff)),
        false => format!("figures: {}", sums::figures(diff)),
    };
    let color = if diff.is_empty() {
        AnsiColor::Green
    } else {
        AnsiColor::Yellow
    };
    out.push_str(&format!(
        "\n{}\n",
        colored(&counts, color.on_default().bold(), style)
    ));
    if let Some(relations) = sums::relations(diff) {
        out.push_str(&format!("relations: {relations}\n"));
    }
    out
}

/// The tables of figures, one for each kind.
fn figures(diff: &Diff, all: bool, style: &Style) -> Vec<String> {
    let said = Said::of(diff);
    let (numbers, words): (Vec<&FigureChange>, Vec<&FigureChange>) = of_kind(diff, Kind::Changed)
        .into_iter()
        .partition(|figure| figure.what.contains(&What::Value));
    let one = |kind| tables::one(&of_kind(diff, kind), &said);
    let mut sections = vec![
        table(
            "changed",
            tables::both(&numbers, &said, style.ascii),
            Paint::new(),
            style,
        ),
        table(
            "the same number, otherwise",
            tables::reworded(&words, &said),
            Paint::new(),
            style,
        ),
        table(
            "added (only in the new)",
            one(Kind::Added),
            AnsiColor::Green.on_default(),
            style,
        ),
        table(
            "withdrawn (only in the old)",
            one(Kind::Withdrawn),
            AnsiColor::BrightRed.on_default(),
            style,
        ),
    ];
    if all {
        sections.push(table(
            "unchanged",
            one(Kind::Unchanged),
            Paint::new().dimmed(),
            style,
        ));
    }
    sections.into_iter().flatten().collect()
}

fn table(title: &str, rows: Rows, paint: Paint, style: &Style) -> Option<String> {
    if rows.rows.is_empty() {
        return None;
    }
    // Words stand below the name, so that they take no room from the figures.
    let below = |at: &usize| ["said by", "also", "state"].contains(&rows.header[*at]);
    let (words, columns): (Vec<usize>, Vec<usize>) = (0..rows.header.len()).partition(below);
    let mut header: Vec<String> = (columns.iter().map(|&at| rows.header[at].to_owned())).collect();
    header[0] = title.to_owned();
    let mut table = grid::table(&header, style);
    let name = room(&rows, &columns, style);
    for row in &rows.rows {
        let mut cells: Vec<String> = columns.iter().map(|&at| row[at].clone()).collect();
        cells[0] = crate::output::wrap(&row[0], name);
        for text in words
            .iter()
            .map(|&at| &row[at])
            .filter(|text| !text.is_empty())
        {
            let text = crate::output::wrap(text, name - INDENT.len());
            let indented = text.replace('\n', &format!("\n{INDENT}"));
            cells[0].push_str(&format!("\n{INDENT}{indented}"));
        }
        table.add_row(cells);
    }
    // Figures are not broken, and names only where there is no room.
    grid::at_most(&mut table, 0, name);
    for (column, at) in columns.iter().enumerate() {
        if rows.right.contains(at) {
            grid::right(&mut table, column);
            grid::unbroken(&mut table, column);
        }
    }
    let text = grid::lines(&table);
    let mut lines: Vec<String> = Vec::new();
    // The header ends with the rule below it.
    let mut head = true;
    for line in text.lines() {
        let rule = !line.is_empty() && line.chars().all(|c| matches!(c, '─' | '-'));
        lines.push(match head {
            true if rule => dim(line, style),
            true => colored(line, Paint::new().bold(), style),
            false => colored(line, paint, style),
        });
        head &= !rule;
    }
    Some(lines.join("\n") + "\n")
}

/// The width that the figures leave for names.
fn room(rows: &Rows, columns: &[usize], style: &Style) -> usize {
    let widest = |at: usize| {
        let cells = rows.rows.iter().map(|row| row[at].width());
        cells.max().unwrap_or(0).max(rows.header[at].width())
    };
    let figures = columns.iter().filter(|at| rows.right.contains(at));
    let taken: usize = figures.map(|&at| widest(at) + PADDING).sum();
    style.width.saturating_sub(taken + PADDING).clamp(16, NAME)
}

fn totals(diff: &Diff, style: &Style) -> Option<String> {
    let lines = sums::totals(diff, style.ascii).into_iter();
    list("totals and their parts", lines, style)
}

fn list(title: &str, lines: impl Iterator<Item = String>, style: &Style) -> Option<String> {
    let lines: Vec<String> = lines
        .map(|line| wrapped(&line, INDENT, "    ", style))
        .collect();
    if lines.is_empty() {
        return None;
    }
    Some(format!("{}\n{}\n", heading(title, style), lines.join("\n")))
}

fn heading(title: &str, style: &Style) -> String {
    colored(title, Paint::new().bold(), style)
}

/// A line broken at the width, its first line and the others with their own indent.
fn wrapped(line: &str, first: &str, rest: &str, style: &Style) -> String {
    let width = style.width.saturating_sub(rest.len()).max(20);
    let text = crate::output::wrap(line, width);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    first.to_owned() + &lines.join(&format!("\n{rest}"))
}

fn relations(diff: &Diff, all: bool, style: &Style) -> Option<String> {
    let listed = listed(diff, all);
    if listed.is_empty() {
        return None;
    }
    let mut out = heading("relations", style) + "\n";
    for relation in listed {
        out.push_str(&told(relation, style));
    }
    Some(out)
}

fn told(relation: &RelationChange, style: &Style) -> String {
    let paint = match relation.state {
        State::NewlyBroken | State::StillBroken => AnsiColor::BrightRed.on_default(),
        State::NewlyFixed | State::NewlyHolding => AnsiColor::Green.on_default(),
        State::StillHolding | State::NotRun => Paint::new().dimmed(),
    };
    let state = colored(&state_words(relation.state), paint, style);
    let mut out = format!("{INDENT}{state}: {}\n", escape(&relation.relation));
    for (name, side) in [("old", &relation.old), ("new", &relation.new)] {
        let verdict = sums::verdict(side.as_ref(), style.ascii);
        let line = match side {
            Some(side) if side.sum.is_empty() => {
                format!(
                    "{name}  {verdict}  ({}:{})",
                    escape(&side.place.file),
                    side.place.line
                )
            }
            Some(side) => format!(
                "{name}  {}  {verdict}  ({}:{})",
                escape(&side.sum),
                escape(&side.place.file),
                side.place.line
            ),
            None => format!("{name}  {verdict}"),
        };
        out.push_str(&wrapped(&line, "    ", "         ", style));
        out.push('\n');
    }
    out
}

fn quotes(diff: &Diff, style: &Style) -> Option<String> {
    if diff.quotes.is_empty() {
        return None;
    }
    let mut out = heading("quotations", style) + "\n";
    for quote in &diff.quotes {
        let cells: Vec<_> = quote.cells.iter().map(|cell| escape(cell)).collect();
        out.push_str(&wrapped(
            &dim(&cells.join("; "), style),
            INDENT,
            INDENT,
            style,
        ));
        out.push('\n');
        let width = style.width.saturating_sub(4).max(20);
        for line in words::lines(&quote.words, width, style) {
            out.push_str(&format!("    {line}\n"));
        }
    }
    Some(out)
}
