//! Comma-separated values: quoting, line ends, and cells that a spreadsheet would run as
//! formulas. What the columns mean is decided by whoever writes them.

use super::escape::escape;

/// A table in the making: RFC 4180, with a header.
pub(crate) struct Sheet {
    text: String,
    width: usize,
    filled: usize,
    keep_formulas: bool,
}

impl Sheet {
    /// A table with these columns.
    pub fn new(header: &[&str], keep_formulas: bool) -> Sheet {
        let mut sheet = Sheet {
            text: String::new(),
            width: header.len(),
            filled: 0,
            keep_formulas,
        };
        for name in header {
            sheet.number(name);
        }
        sheet.end();
        sheet
    }

    /// A cell with text from anywhere.
    pub fn text(&mut self, text: &str) -> &mut Sheet {
        let shown = escape(text);
        if !self.keep_formulas && is_formula(text) {
            return self.number(&format!("'{shown}"));
        }
        self.number(&shown)
    }

    /// A cell with a number or a word of ours.
    pub fn number(&mut self, cell: &str) -> &mut Sheet {
        if self.filled > 0 {
            self.text.push(',');
        }
        self.filled += 1;
        // A lone quotation mark inside would end the cell.
        if cell.contains([',', '"', '\r', '\n']) {
            let doubled = cell.replace('"', "\"\"");
            self.text.push_str(&format!("\"{doubled}\""));
        } else {
            self.text.push_str(cell);
        }
        self
    }

    /// Ends a row; cells that were not given are empty.
    pub fn end(&mut self) {
        while self.filled < self.width {
            self.number("");
        }
        self.text.push_str("\r\n");
        self.filled = 0;
    }

    /// The whole table.
    pub fn finish(self) -> String {
        self.text
    }
}

/// Whether a spreadsheet may run the text: what begins like a formula, with apostrophes in
/// front or not, and is no negative number.
fn is_formula(text: &str) -> bool {
    const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let digits = text.strip_prefix('-').unwrap_or_default();
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && (digits.bytes()).all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    text.trim_start_matches('\'').starts_with(BEGINS) && !is_number
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn cell(text: &str, keep: bool) -> String {
        let mut sheet = Sheet::new(&["a"], keep);
        sheet.text(text);
        sheet.end();
        let all = sheet.finish();
        let line = all.strip_prefix("a\r\n").unwrap();
        line.strip_suffix("\r\n").unwrap().to_owned()
    }

    #[test]
    fn formulas_become_text() {
        for (text, expected) in [
            ("1,218", "\"1,218\""),
            ("=1+1", "'=1+1"),
            ("+7", "'+7"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("-5", "-5"),
            ("-1,234.5", "\"-1,234.5\""),
            ("'=1", "''=1"),
            ("\t=1", "'\\t=1"),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            ("a\nb", "a\\nb"),
            ("\u{1b}[31m", "\\u{1b}[31m"),
            ("", ""),
        ] {
            assert_eq!(cell(text, false), expected, "{text:?}");
        }
        assert_eq!(cell("=1+1", true), "=1+1");
    }

    #[test]
    fn every_row_has_every_cell() {
        let mut sheet = Sheet::new(&["a", "b", "c"], false);
        sheet.text("1");
        sheet.end();
        assert_eq!(sheet.finish(), "a,b,c\r\n1,,\r\n");
    }
}
