//! An article with its figures marked: in colour, or with brackets around figures and the
//! reason beside what was skipped.

use std::ops::Range;

use super::Style;
use super::escape::escape;
use crate::quantity::Expression;

/// The words of an article with every numeric expression marked.
pub fn annotate(text: &str, found: &[Expression], style: &Style) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    for expression in found {
        let range = match expression.is_figure() {
            true => &expression.phrase,
            false => &expression.numeral,
        };
        if range.start < at {
            continue;
        }
        lines(&mut out, &text[at..range.start]);
        mark(&mut out, text, range, expression, style);
        at = range.end;
    }
    lines(&mut out, &text[at..]);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn mark(
    out: &mut String,
    text: &str,
    range: &Range<usize>,
    expression: &Expression,
    style: &Style,
) {
    let words: Vec<&str> = text[range.clone()].split_whitespace().collect();
    let words = words.join(" ");
    let words = escape(&words);
    match (expression.skip, style.color) {
        (None, true) => out.push_str(&format!("\u{1b}[1;32m{words}\u{1b}[0m")),
        (None, false) => out.push_str(&format!("[{words}]")),
        (Some(_), true) => out.push_str(&format!("\u{1b}[2m{words}\u{1b}[0m")),
        (Some(skip), false) => out.push_str(&format!("{{{words}: {}}}", skip.id())),
    }
}

/// Text as it is but for what would move the cursor; lines stay lines.
fn lines(out: &mut String, text: &str) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        out.push_str(&escape(line.strip_suffix('\r').unwrap_or(line)));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::quantity::{HedgeTable, NumberFormat, recognise};

    fn annotated(text: &str, color: bool) -> String {
        let hedges = HedgeTable::standard();
        let style = Style {
            color,
            ascii: false,
            width: 80,
            show_passed: false,
            fingerprints: false,
        };
        annotate(text, &recognise(text, NumberFormat::En, &hedges), &style)
    }

    #[test]
    fn figures_and_what_is_skipped_are_marked() {
        let text = "In 2014 more than\n600 people\u{7} died in the 44-day war.";
        assert_eq!(
            annotated(text, false),
            "In {2014: year} [more than 600] people\\u{7} died in the {44-day: duration} war.\n"
        );
        assert_eq!(
            annotated("600 people in 2014", true),
            "\u{1b}[1;32m600\u{1b}[0m people in \u{1b}[2m2014\u{1b}[0m\n"
        );
    }
}
