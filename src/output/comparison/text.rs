//! A comparison for people: what it compared, the counts, then what changed, from the
//! numbers to the words.

use annotate_snippets::renderer::{AnsiColor, Style as Paint};

use crate::compare::{Diff, FigureChange, Kind, RelationChange, State, What};
use crate::output::summary::{colored, dim};
use crate::output::{Style, escape, grid};

use super::tables::{self, Rows, Said};
use super::{listed, of_kind, state_words, sums, words};

/// Names of figures are broken beyond this width.
const NAME: usize = 46;
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
    let mut header: Vec<String> = rows.header.iter().map(|&name| name.to_owned()).collect();
    header[0] = title.to_owned();
    let mut table = grid::table(&header, style);
    for row in &rows.rows {
        let mut row = row.clone();
        row[0] = crate::output::wrap(&row[0], NAME);
        table.add_row(row);
    }
    // Names and figures are not broken, words are.
    grid::unbroken(&mut table, 0);
    for &column in &rows.right {
        grid::right(&mut table, column);
        grid::unbroken(&mut table, column);
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

fn totals(diff: &Diff, style: &Style) -> Option<String> {
    let accounts = diff.accounts.iter().filter(|account| {
        // Told by the line that says that no part changed.
        !diff.unmoved.iter().any(|found| {
            found.all_of_a_sum
                && found.whole == account.whole
                && found.change == account.change
                && account.parts.iter().all(|part| !part.1.moved())
        })
    });
    let lines = accounts
        .map(|account| sums::account(account, style.ascii))
        .chain(
            diff.unmoved
                .iter()
                .map(|found| sums::unmoved(found, style.ascii)),
        );
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
    first.to_owned() + &text.replace('\n', &format!("\n{rest}"))
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
