//! Cells that a spreadsheet would run as formulas. An apostrophe in front makes them
//! text there; cells that already look like that get one more, so that taking one away
//! always gives back the original.

use std::borrow::Cow;

/// Whether a spreadsheet may take a cell that begins with this character for a formula.
fn begins_formula(c: char) -> bool {
    // The wide forms count as the narrow ones in some editions.
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
    )
}

/// Whether the text is apostrophes and then what may be a formula; an original needs to
/// have at least `least` of them.
fn looks_neutral(text: &str, least: usize) -> bool {
    let rest = text.trim_start_matches('\'');
    text.len() - rest.len() >= least && rest.starts_with(begins_formula)
}

/// A number below zero as digits: no formula, and a number in every program. A leading
/// plus is none: a spreadsheet would drop it, and it means a change.
fn is_negative_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
}

/// The text as a cell that no spreadsheet runs. With `keep_formulas` formulas stay, and
/// only what [`restore`] would change is marked.
pub fn neutralise(text: &str, keep_formulas: bool) -> Cow<'_, str> {
    let mark = if keep_formulas {
        looks_neutral(text, 1)
    } else {
        looks_neutral(text, 0) && !is_negative_number(text)
    };
    if mark {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`neutralise`] was given, with or without `keep_formulas`.
pub fn restore(cell: &str) -> &str {
    if looks_neutral(cell, 1) {
        &cell[1..]
    } else {
        cell
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_become_text() {
        for (text, neutral, kept) in [
            ("3,983", "3,983", "3,983"),
            ("=1+1", "'=1+1", "=1+1"),
            ("+7", "'+7", "+7"),
            ("-5", "-5", "-5"),
            ("-1,234.5", "-1,234.5", "-1,234.5"),
            ("-1/3", "'-1/3", "-1/3"),
            (
                "-2+3+cmd|' /C calc'!A0",
                "'-2+3+cmd|' /C calc'!A0",
                "-2+3+cmd|' /C calc'!A0",
            ),
            ("@SUM(1)", "'@SUM(1)", "@SUM(1)"),
            ("\t=1", "'\t=1", "\t=1"),
            ("\r", "'\r", "\r"),
            ("-", "'-", "-"),
            ("'tis so", "'tis so", "'tis so"),
            ("'=1", "''=1", "''=1"),
            ("''-5", "'''-5", "'''-5"),
            ("＝1", "'＝1", "＝1"),
            ("", "", ""),
        ] {
            assert_eq!(neutralise(text, false), neutral);
            assert_eq!(neutralise(text, true), kept);
        }
    }

    proptest! {
        #[test]
        fn the_original_comes_back(text in "('|=|-|\\+|@|\t|[0-9a.,]){0,8}", any in any::<String>()) {
            for text in [text, any] {
                for keep in [false, true] {
                    let cell = neutralise(&text, keep);
                    prop_assert_eq!(restore(&cell), &text);
                    let first = cell.chars().next().unwrap_or('x');
                    prop_assert!(keep || !begins_formula(first) || is_negative_number(&cell));
                }
            }
        }
    }
}
