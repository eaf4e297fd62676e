//! Small aligned tables of text, without lines.

use unicode_width::UnicodeWidthStr;

/// Which side of its column a cell keeps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Right,
}

/// Lines with every column as wide as its widest cell and two spaces between
/// columns; no spaces at the ends of lines. Cells must be escaped already.
pub(crate) fn aligned(columns: &[Align], rows: &[Vec<String>]) -> Vec<String> {
    let mut widths = vec![0; columns.len()];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let line = |row: &Vec<String>| {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let gap = " ".repeat(widths[at] - cell.width());
            if at > 0 {
                line.push_str("  ");
            }
            match columns[at] {
                Align::Left => line.extend([cell.as_str(), &gap]),
                Align::Right => line.extend([gap.as_str(), cell]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_width_on_screen() {
        let row = |cells: [&str; 3]| cells.map(String::from).to_vec();
        let columns = [Align::Left, Align::Right, Align::Left];
        let lines = aligned(
            &columns,
            &[row(["行方", "3,983", "x"]), row(["killed", "7", ""])],
        );
        assert_eq!(lines, ["行方    3,983  x", "killed      7"]);
    }
}
