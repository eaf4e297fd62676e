//! The readings of open wordings for people: the one under which all agrees with its
//! figures, and one under which it does not with what contradicts itself.

use crate::findings::{Conflict, Reading};
use crate::output::escape::{escape, wrap};
use crate::output::{divergence, worksheet};

/// So many contradictions of a reading are shown; the others are counted.
const SHOWN: usize = 4;

/// A remark for the first reading that agrees and the first that does not, and one line
/// for all the others.
pub(crate) fn remarks(readings: &[Reading], room: usize, ascii: bool) -> Vec<String> {
    let mut out = Vec::new();
    for agrees in [true, false] {
        let mut alike = readings.iter().filter(|reading| reading.agrees == agrees);
        out.extend(alike.next().map(|reading| remark(reading, room, ascii)));
        let others: Vec<String> = alike
            .map(|reading| escape(&reading.cells().join(" and ")).into_owned())
            .collect();
        if !others.is_empty() {
            let line = match others.len() {
                count if count > SHOWN => {
                    format!("{}; and {} more", others[..SHOWN].join("; "), count - SHOWN)
                }
                _ => others.join("; "),
            };
            let how = match agrees {
                true => "all figures agree as well",
                false => "no agreement either",
            };
            out.push(wrap(&format!("read as {line}: {how}"), room));
        }
    }
    out
}

fn remark(reading: &Reading, room: usize, ascii: bool) -> String {
    let cells = reading.cells().join(" and ");
    let cells = escape(&cells);
    let verdict = match reading.conflicts.len() {
        0 if reading.agrees => "all figures agree".to_owned(),
        1 => "one contradiction".to_owned(),
        count => format!("{count} contradictions"),
    };
    let mut out = wrap(&format!("read as {cells}: {verdict}"), room);
    if !reading.figures.is_empty() {
        out.push('\n');
        out.push_str(&divergence::table(&reading.figures, room, ascii));
    }
    for conflict in reading.conflicts.iter().take(SHOWN) {
        out.push('\n');
        out.push_str(&told(conflict, room, ascii));
    }
    match reading.conflicts.len().saturating_sub(SHOWN) {
        0 => {}
        1 => out.push_str("\nand one more"),
        more => out.push_str(&format!("\nand {more} more")),
    }
    out
}

/// A contradiction with its sum or its figures.
fn told(conflict: &Conflict, room: usize, ascii: bool) -> String {
    let indented = room.saturating_sub(2).max(24);
    let mut text = wrap(&escape(&conflict.message), indented);
    if let Some(sheet) = &conflict.worksheet {
        text.push('\n');
        text.push_str(&worksheet::sum(sheet, ascii));
    }
    if !conflict.figures.is_empty() {
        text.push('\n');
        text.push_str(&divergence::table(&conflict.figures, indented, ascii));
    }
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    lines.fold(format!("- {first}"), |out, line| format!("{out}\n  {line}"))
}
