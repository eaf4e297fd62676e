//! What the revisions of each reference date amount to, a line each.

use unicode_width::UnicodeWidthStr;

use super::reference;
use crate::compare::revisions::{Difference, Row, Triangle};
use crate::output::Style;
use crate::output::escape::shorten;
use crate::output::figures::{difference, number, signed};
use crate::output::table::{Align, aligned};
use crate::quantity::Exact;

/// Texts are shortened beyond these widths.
const REFERENCE: usize = 21;
const FIGURE: usize = 18;

/// The headings; those that go first where room is scarce have the highest number.
const HEADS: [(&str, u8); 9] = [
    ("of", 0),
    ("count", 4),
    ("first", 0),
    ("latest", 0),
    ("total", 0),
    ("mean", 3),
    ("mean abs", 3),
    ("largest", 1),
    ("days", 2),
];

/// The table; empty where no date has two figures.
pub(super) fn table(triangle: &Triangle, style: &Style) -> String {
    let rows: Vec<Vec<String>> = (triangle.rows.iter().enumerate())
        .filter(|(_, row)| row.summary.vintages > 1)
        .map(|(at, row)| cells(reference(triangle, at), row, style.ascii))
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let mut drawn = String::new();
    for scarce in (1..=5).rev() {
        drawn = draw(&rows, scarce);
        if drawn.lines().all(|line| line.width() <= style.width) {
            break;
        }
    }
    drawn
}

fn draw(rows: &[Vec<String>], scarce: u8) -> String {
    let kept: Vec<usize> = (0..HEADS.len())
        .filter(|&column| HEADS[column].1 < scarce)
        .collect();
    let head: Vec<String> = kept.iter().map(|&at| HEADS[at].0.to_owned()).collect();
    let body = rows
        .iter()
        .map(|row| kept.iter().map(|&at| row[at].clone()).collect());
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(body).collect();
    let mut aligns = vec![Align::Left];
    aligns.resize(kept.len(), Align::Right);
    aligned(&aligns, &lines).join("\n") + "\n"
}

fn cells(name: String, row: &Row, ascii: bool) -> Vec<String> {
    let summary = &row.summary;
    let printed = |vintage: Option<usize>| {
        let vintage = vintage.map(|at| row.vintages[at].printed.as_str());
        shorten(vintage.unwrap_or_default(), FIGURE, ascii)
    };
    let mean = |mean: &Option<Exact>, sign: bool| {
        let shown = mean.as_ref().map(|mean| mean_words(mean, sign, ascii));
        shown.unwrap_or_default()
    };
    let largest = summary.largest.map(|at| &row.vintages[at]);
    let largest = largest.and_then(|vintage| vintage.revision.as_ref());
    let total = summary.total.as_ref();
    vec![
        shorten(&name, REFERENCE, ascii),
        summary.vintages.to_string(),
        printed(summary.first),
        printed(summary.latest),
        total.map_or(String::new(), |total| how_far(total, ascii)),
        mean(&summary.mean, true),
        mean(&summary.mean_absolute, false),
        largest.map_or(String::new(), |revision| {
            how_far(&revision.difference, ascii)
        }),
        summary.days_to_latest.map_or(String::new(), days),
    ]
}

/// `+17`; in words where a figure is hedged: `at least 50 more`.
pub(super) fn how_far(gap: &Difference, ascii: bool) -> String {
    match &gap.number {
        Some(number) => signed(number, ascii),
        None => difference(&gap.interval, None, ascii),
    }
}

/// A mean, rounded where it has many places: to hundredths, below one to four places.
pub(super) fn mean_words(mean: &Exact, sign: bool, ascii: bool) -> String {
    let places = if mean.abs() < Exact::ONE { 4 } else { 2 };
    let near = rounded(mean, places);
    let about = match near == *mean {
        true => "",
        false if ascii => "~",
        false => "≈",
    };
    let shown = if sign { signed } else { number };
    format!("{about}{}", shown(&near, ascii))
}

/// The nearest number with so many decimals; a half goes away from zero.
pub(super) fn rounded(value: &Exact, places: i32) -> Exact {
    let unit = Exact::power_of_ten(places);
    let size = &(&(&value.abs() * &unit) + &Exact::ratio(1, 2)).floor() / &unit;
    if value.is_negative() { -&size } else { size }
}

fn days((least, most): (i64, i64)) -> String {
    match least == most {
        true => least.to_string(),
        false => format!("{least} to {most}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_rounded_and_say_so() {
        let show = |n, d| mean_words(&Exact::ratio(n, d), true, false);
        assert_eq!(show(17, 4), "+4.25");
        assert_eq!(show(20, 3), "≈+6.67");
        assert_eq!(show(-20, 3), "≈-6.67");
        assert_eq!(show(-1, 3), "≈-0.3333");
        assert_eq!(show(0, 3), "0");
        assert_eq!(show(4_001_001, 1_000), "≈+4,001");
        assert_eq!(mean_words(&Exact::ratio(2, 3), false, true), "~0.6667");
    }
}
