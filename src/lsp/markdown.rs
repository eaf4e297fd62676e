//! Markdown for hovers: text from files is shown as it is and never becomes markup.

use crate::output::comparison::literal;
use crate::output::{escape, shorten};

/// The widest piece of text from a file.
const WIDTH: usize = 200;

/// A piece of running text.
pub(super) fn text(text: &str) -> String {
    literal(&shorten(text, WIDTH, false))
}

/// A piece of code in a line.
pub(super) fn code(code: &str) -> String {
    let code = shorten(code, WIDTH, false);
    // A longer fence than any in it, and a space where it begins or ends with one.
    let fence = "`".repeat(longest_run(&code) + 1);
    match code.starts_with('`') || code.ends_with('`') || code.trim().is_empty() {
        true => format!("{fence} {code} {fence}"),
        false => format!("{fence}{code}{fence}"),
    }
}

/// Lines of text drawn with a fixed width.
pub(super) fn block(lines: &str) -> String {
    let fence = "`".repeat((longest_run(lines) + 1).max(3));
    let lines: Vec<_> = lines.lines().map(escape).collect();
    format!("{fence}text\n{}\n{fence}", lines.join("\n"))
}

/// A table whose cells hold text from files.
pub(super) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut lines = vec![
        line(header.iter().map(|cell| (*cell).to_owned()).collect()),
        line(header.iter().map(|_| "---".to_owned()).collect()),
    ];
    let cell = |cell: &String| text(cell);
    lines.extend(rows.iter().map(|row| line(row.iter().map(cell).collect())));
    lines.join("\n")
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_files_stays_text() {
        assert_eq!(text("<b>*x*\u{1b}"), "&lt;b&gt;\\*x\\*\\\\u\\{1b\\}");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(block("``` x\n````"), "`````text\n``` x\n````\n`````");
        let rows = [vec!["a|b".to_owned(), "[x](y)".to_owned()]];
        assert_eq!(
            table(&["one", "two"], &rows),
            "| one | two |\n| --- | --- |\n| a\\|b | \\[x\\](y) |"
        );
    }
}
