//! The history of figures as comma-separated values: a row for each figure, one for each
//! edition that leaves a figure out.

use crate::compare::revisions::{Notice, Revision, Revisions, Row, Standing, Triangle, Vintage};
use crate::output::csv::Sheet;
use crate::quantity::Interval;

const HEADER: [&str; 17] = [
    "cell",
    "publisher",
    "reference",
    "edition",
    "edition_of",
    "published",
    "claim",
    "value",
    "low",
    "high",
    "standing",
    "revision",
    "revision_low",
    "revision_high",
    "from_edition",
    "notice",
    "reason",
];

/// The table with its header. Cells from files that a spreadsheet would run as formulas
/// are made text, unless `keep_formulas`.
pub fn render(revisions: &Revisions, keep_formulas: bool) -> String {
    let mut sheet = Sheet::new(&HEADER, keep_formulas);
    for triangle in &revisions.triangles {
        for row in &triangle.rows {
            let mut vintages = row.vintages.iter().peekable();
            for edition in 0..triangle.editions.len() {
                while let Some(vintage) = vintages.next_if(|v| v.edition == edition) {
                    figure(&mut sheet, triangle, row, vintage);
                }
                if row.left_out.contains(&edition) {
                    place(&mut sheet, triangle, row, edition);
                    sheet
                        .text("")
                        .text("")
                        .number("")
                        .number("")
                        .number("left_out");
                    sheet.end();
                }
            }
        }
    }
    sheet.finish()
}

fn place(sheet: &mut Sheet, triangle: &Triangle, row: &Row, edition: usize) {
    let edition = &triangle.editions[edition];
    sheet
        .text(&triangle.cell)
        .text(&triangle.publisher)
        .text(&row.reference)
        .text(&edition.source)
        .text(edition.edition_of.as_deref().unwrap_or_default())
        .text(&edition.published);
}

fn figure(sheet: &mut Sheet, triangle: &Triangle, row: &Row, vintage: &Vintage) {
    place(sheet, triangle, row, vintage.edition);
    let (low, high) = ends(vintage.value.as_ref());
    sheet
        .text(&vintage.claim)
        .text(&vintage.printed)
        .number(&low)
        .number(&high)
        .number(standing(vintage.standing));
    if let Some(revision) = &vintage.revision {
        step(sheet, triangle, row, revision);
    }
    sheet.end();
}

fn step(sheet: &mut Sheet, triangle: &Triangle, row: &Row, revision: &Revision) {
    let number = revision.difference.number.as_ref();
    let (low, high) = ends(Some(&revision.difference.interval));
    let from = row.vintages[revision.from].edition;
    sheet
        .number(&number.map_or(String::new(), ToString::to_string))
        .number(&low)
        .number(&high)
        .text(&triangle.editions[from].source)
        .number(notice(revision))
        .text(revision.reason.as_deref().unwrap_or_default());
}

/// The ends as plain numbers; empty where there is none.
fn ends(interval: Option<&Interval>) -> (String, String) {
    let end = |bound: Option<&crate::quantity::Bound>| {
        bound.map_or(String::new(), |bound| bound.value.to_string())
    };
    let low = interval.and_then(|interval| interval.low.as_ref());
    let high = interval.and_then(|interval| interval.high.as_ref());
    (end(low), end(high))
}

/// The name of a standing, in every format for machines.
pub(in crate::output) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Stands => "stands",
        Standing::Provisional => "provisional",
        Standing::Superseded => "superseded",
        Standing::Retracted => "retracted",
        Standing::Missing => "missing",
        Standing::Contradictory => "contradictory",
    }
}

/// What was said of a revision, in every format for machines; or that there is none, or
/// may be none.
pub(in crate::output) fn notice(revision: &Revision) -> &'static str {
    let zero = |end: &Option<crate::quantity::Bound>| {
        end.as_ref().is_some_and(|bound| bound.value.is_zero())
    };
    let interval = &revision.difference.interval;
    let none = match &revision.difference.number {
        Some(number) => number.is_zero(),
        None => zero(&interval.low) && zero(&interval.high),
    };
    match revision.notice {
        _ if none => "unchanged",
        _ if !revision.changed => "compatible",
        Notice::Announced => "announced",
        Notice::Provisional => "provisional",
        Notice::Marked => "marked",
        Notice::Unannounced => "unannounced",
    }
}
