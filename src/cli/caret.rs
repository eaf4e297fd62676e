//! A line of input with carets under the characters that are meant.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use crate::output::escape;

/// The line, and below it carets under `range`; one caret where it is empty.
pub(super) fn below(text: &str, range: Range<usize>) -> String {
    let edge = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (edge(range.start), edge(range.end.max(range.start)));
    let columns = |text: &str| escape(text).width();
    let margin = " ".repeat(columns(&text[..start]));
    let carets = "^".repeat(columns(&text[start..end]).max(1));
    format!("  | {}\n  | {margin}{carets}", escape(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_what_is_shown() {
        assert_eq!(below("3 = 4,", 4..6), "  | 3 = 4,\n  |     ^^");
        assert_eq!(below("行方 = x", 9..10), "  | 行方 = x\n  |        ^");
        assert_eq!(
            below("\u{1b}[1m x", 5..6),
            "  | \\u{1b}[1m x\n  |           ^"
        );
        assert_eq!(below("", 0..0), "  | \n  | ^");
        assert_eq!(below("é", 1..9), "  | é\n  | ^");
    }
}
