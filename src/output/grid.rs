//! Tables with a ruled header, fitted into the width.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
};

use super::Style;

/// A table with a line below its header, fitted into the width.
pub(crate) fn table(header: &[String], style: &Style) -> Table {
    let line = if style.ascii { '-' } else { '─' };
    let rule = LineStyle::none().fill(line).junction(line);
    let mut table = Table::new();
    table
        .load_style(TableStyle::new().header_separator(rule))
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(style.width).unwrap_or(u16::MAX))
        .set_header(header);
    table
}

/// Sets a column to the right, as figures stand.
pub(crate) fn right(table: &mut Table, column: usize) {
    if let Some(column) = table.column_mut(column) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

/// Keeps a column as wide as its text.
pub(crate) fn unbroken(table: &mut Table, column: usize) {
    if let Some(column) = table.column_mut(column) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
}

/// Gives a column the width of its text, but no more than this.
pub(crate) fn at_most(table: &mut Table, column: usize, width: usize) {
    let widths = table.column_max_content_widths();
    let wide = widths
        .get(column)
        .is_some_and(|&wide| usize::from(wide) > width);
    if let Some(column) = table.column_mut(column) {
        let cut = Width::Fixed(u16::try_from(width + 2).unwrap_or(u16::MAX));
        column.set_constraint(match wide {
            true => ColumnConstraint::Absolute(cut),
            false => ColumnConstraint::ContentWidth,
        });
    }
}

/// The table as lines, without spaces at their ends.
pub(crate) fn lines(table: &Table) -> String {
    let lines: Vec<String> = (table.lines())
        .map(|line| line.trim_end().to_owned())
        .collect();
    lines.join("\n") + "\n"
}
