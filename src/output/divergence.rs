//! The table of a divergence: who says what, about which date, how far apart.

use unicode_width::UnicodeWidthStr;

use crate::findings::FigureRow;
use crate::output::escape::{escape, shorten};
use crate::output::figures::{exact, interval, signed_interval};
use crate::output::table::{Align, aligned};

/// The widest cell or publisher, the widest other text, and what publishers keep
/// when a table must shrink.
const WIDE: usize = 48;
const TEXT: usize = 32;
const LEAST: usize = 20;

/// A heading and its cells.
struct Column {
    align: Align,
    cells: Vec<String>,
}

/// The figures, one a line. Columns that would say nothing are left out, and
/// publishers are shortened to keep within `width` where possible.
pub(crate) fn table(rows: &[FigureRow], width: usize, ascii: bool) -> String {
    let lines = layout(rows, WIDE, ascii);
    let widest = |lines: &[String]| lines.iter().map(|line| line.width()).max().unwrap_or(0);
    let excess = widest(&lines).saturating_sub(width);
    if excess == 0 {
        return lines.join("\n");
    }
    let publishers = rows.iter().map(|row| escape(&row.publisher).width());
    let publisher = publishers.max().unwrap_or(0).min(WIDE);
    layout(rows, publisher.saturating_sub(excess).max(LEAST), ascii).join("\n")
}

fn layout(rows: &[FigureRow], publisher: usize, ascii: bool) -> Vec<String> {
    let mut columns: Vec<Column> = Vec::new();
    let mut column = |wanted: bool, align, head: &str, cell: &dyn Fn(&FigureRow) -> String| {
        if wanted {
            let head = std::iter::once(head.to_string());
            let cells = head.chain(rows.iter().map(cell)).collect();
            columns.push(Column { align, cells });
        }
    };
    let any = |test: fn(&FigureRow) -> bool| rows.iter().any(test);
    let cells_differ = rows.windows(2).any(|pair| pair[0].cell != pair[1].cell);
    column(cells_differ, Align::Left, "cell", &|row| {
        shorten(&row.cell, WIDE, ascii)
    });
    column(true, Align::Left, "source", &|row| {
        shorten(&row.source, TEXT, ascii)
    });
    let published_by = any(|row| !row.publisher.is_empty());
    column(published_by, Align::Left, "publisher", &|row| {
        shorten(&row.publisher, publisher, ascii)
    });
    column(true, Align::Left, "as of", &as_of);
    let dates_differ = any(|row| row.as_of_inferred || row.as_of != row.published);
    column(dates_differ, Align::Left, "published", &|row| {
        date(&row.published)
    });
    column(true, Align::Right, "figure", &|row| {
        shorten(&row.printed, TEXT, ascii)
    });
    let hedged = any(|row| exact(&row.interval).is_none());
    column(
        hedged,
        Align::Left,
        "interval",
        &|row| match exact(&row.interval) {
            Some(_) => String::new(),
            None => interval(&row.interval, ascii),
        },
    );
    let compared = any(|row| row.difference.is_some());
    column(compared, Align::Right, "difference", &|row| {
        let gap = row.difference.as_ref();
        gap.map_or(String::new(), |gap| signed_interval(gap, ascii))
    });
    let turned: Vec<Vec<String>> = (0..=rows.len())
        .map(|line| columns.iter().map(|c| c.cells[line].clone()).collect())
        .collect();
    let aligns: Vec<Align> = columns.iter().map(|column| column.align).collect();
    aligned(&aligns, &turned)
}

/// The date of a figure. One that was only taken from the publication says that
/// the text gives none; the next column has the date.
fn as_of(row: &FigureRow) -> String {
    match &row.as_of {
        Some(_) if row.as_of_inferred && row.as_of == row.published => "not stated".into(),
        Some(day) if row.as_of_inferred => format!("{} (inferred)", escape(day)),
        day => date(day),
    }
}

fn date(date: &Option<String>) -> String {
    match date {
        Some(date) => escape(date).into_owned(),
        None => "not stated".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned;

    #[test]
    fn columns_that_say_nothing_are_left_out() {
        let (_, finding) = canned::divergence();
        let mut rows = vec![finding.figures[0].clone(), finding.figures[0].clone()];
        for row in &mut rows {
            row.publisher = String::new();
        }
        rows[1].printed = "3,990".into();
        assert_eq!(
            table(&rows, 80, false),
            "source              as of       figure\n\
             commission-2025-03  2025-03-10   3,983\n\
             commission-2025-03  2025-03-10   3,990"
        );
        rows[1].cell = "registered_missing[war=first]".into();
        assert!(table(&rows, 80, false).starts_with("cell "));
    }

    #[test]
    fn only_publishers_shrink_and_not_below_legible() {
        let (_, finding) = canned::divergence();
        let wide = table(&finding.figures, 200, false);
        assert!(
            wide.contains("State Commission on Prisoners of War, Hostages…"),
            "{wide}"
        );
        let narrow = table(&finding.figures, 20, false);
        assert!(narrow.contains("State Commission on… "), "{narrow}");
        assert!(narrow.contains("commission-2025-03") && narrow.contains("nearly 4,000"));
    }
}
