//! The history of figures for people and for tables. JSON is in `json`.

mod csv;
mod grid;
mod sums;
mod words;

pub use csv::render as csv;
pub(in crate::output) use csv::{notice, standing};

use super::Style;
use super::escape::{escape, wrap};
use crate::compare::revisions::{OneRow, Revisions, Triangle};

/// Every triangle with what its revisions amount to; ends with a line break unless there
/// is none.
pub fn text(revisions: &Revisions, style: &Style) -> String {
    let triangles = revisions.triangles.iter();
    let parts: Vec<String> = triangles.map(|triangle| one(triangle, style)).collect();
    parts.join("\n")
}

fn one(triangle: &Triangle, style: &Style) -> String {
    let mut parts = vec![title(triangle, style), grid::grid(triangle, style)];
    let sums = sums::table(triangle, style);
    if !sums.is_empty() {
        parts.push(sums);
    }
    let lines = words::lines(triangle, style.ascii);
    parts.push(
        lines
            .iter()
            .map(|line| hanging(line, style.width) + "\n")
            .collect(),
    );
    parts.join("\n")
}

fn title(triangle: &Triangle, style: &Style) -> String {
    let mut who = Vec::new();
    if !triangle.publisher.is_empty() {
        who.push(escape(&triangle.publisher).into_owned());
    }
    if !triangle.series.is_empty() {
        who.push(format!(
            "editions of {}",
            escape(&triangle.series.join(", "))
        ));
    }
    if who.is_empty() {
        who.push("no publisher named".to_owned());
    }
    let title = format!("{} ({})", escape(&triangle.cell), who.join("; "));
    wrap(&title, style.width) + "\n"
}

/// What a row is called.
fn reference(triangle: &Triangle, row: usize) -> String {
    let printed = &triangle.rows[row].reference;
    match (printed.is_empty(), triangle.one_row) {
        (false, _) => escape(printed).into_owned(),
        (true, Some(OneRow::Undated)) => "not stated".to_owned(),
        (true, _) => "all dates".to_owned(),
    }
}

/// A line broken at the width, what follows the first being indented.
fn hanging(line: &str, width: usize) -> String {
    let indent = line.len() - line.trim_start().len() + 2;
    let text = wrap(line.trim_start(), width.saturating_sub(indent).max(20));
    let pad = " ".repeat(indent);
    let first = " ".repeat(indent - 2);
    let lines: Vec<String> = (text.lines().enumerate())
        .map(|(at, line)| format!("{}{line}", if at == 0 { &first } else { &pad }))
        .collect();
    lines.join("\n")
}
