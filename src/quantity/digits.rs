//! Numbers printed in digits: separators between groups of three, and the mark
//! before the decimals. Grouping that does not fit is an error, never a guess.

use super::decimal::{Decimal, MAX_DIGITS};
use super::error::ValueError;
use super::lex::{char_at, digits_end, is_blank};

/// Which of comma and point groups digits, and which precedes decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// `1,234.5`
    #[default]
    En,
    /// `1.234,5`
    Eu,
}

impl NumberFormat {
    /// `en` or `eu`.
    pub fn name(self) -> &'static str {
        match self {
            NumberFormat::En => "en",
            NumberFormat::Eu => "eu",
        }
    }

    /// From its name.
    pub fn from_name(name: &str) -> Option<NumberFormat> {
        match name {
            "en" => Some(NumberFormat::En),
            "eu" => Some(NumberFormat::Eu),
            _ => None,
        }
    }

    fn group_mark(self) -> char {
        match self {
            NumberFormat::En => ',',
            NumberFormat::Eu => '.',
        }
    }

    fn decimal_mark(self) -> char {
        match self {
            NumberFormat::En => '.',
            NumberFormat::Eu => ',',
        }
    }

    fn other(self) -> NumberFormat {
        match self {
            NumberFormat::En => NumberFormat::Eu,
            NumberFormat::Eu => NumberFormat::En,
        }
    }
}

/// The digits of a number without sign, as far as they go from `at`: the number
/// and where it ends. `Ok(None)` if no number starts there.
pub(crate) fn read_digits(
    text: &str,
    at: usize,
    format: NumberFormat,
) -> Result<Option<(Decimal, usize)>, ValueError> {
    match try_digits(text, at, format) {
        Ok(found) => Ok(found),
        Err(Fault::TooLong(end)) => Err(ValueError::new(
            at..end,
            format!("a figure has at most {MAX_DIGITS} digits"),
        )
        .help("check the figure; if it is right, write it in larger units")),
        Err(Fault::Grouping(bad, end)) => Err(bad_grouping(text, at, bad, end, format)),
    }
}

/// Why digits are not a number, and where.
enum Fault {
    TooLong(usize),
    Grouping(usize, usize),
}

fn try_digits(
    text: &str,
    at: usize,
    format: NumberFormat,
) -> Result<Option<(Decimal, usize)>, Fault> {
    let mut end = digits_end(text, at);
    let first = end - at;
    let mut separator: Option<char> = None;
    while let Some((mark, group)) = next_group(text, end).filter(|_| first > 0) {
        let group_end = digits_end(text, group);
        if is_blank(mark) {
            // A space may as well part two numbers, so it joins only what fits.
            let fits = first <= 3
                && group_end - group == 3
                && text.as_bytes()[at] != b'0'
                && separator.is_none_or(is_blank);
            if !fits {
                break;
            }
        } else if mark == format.decimal_mark() {
            break;
        } else if mark == format.group_mark() || matches!(mark, '\'' | '’' | '_') {
            let fits = first <= 3
                && group_end - group == 3
                && (text.as_bytes()[at] != b'0')
                && separator.is_none_or(|before| before == mark);
            if !fits {
                return Err(Fault::Grouping(end, group_end));
            }
        } else {
            break;
        }
        separator = Some(mark);
        end = group_end;
    }
    let whole_end = end;
    let mut scale = 0;
    if char_at(text, end) == Some(format.decimal_mark()) && digits_end(text, end + 1) > end + 1 {
        end = digits_end(text, end + 1);
        scale = end - whole_end - 1;
        if let Some((',' | '.', group)) = next_group(text, end) {
            let run_end = run_of_digits_and_marks(text, group);
            return Err(Fault::Grouping(whole_end, run_end));
        }
    } else if first == 0 {
        return Ok(None);
    }
    match collect(text, at, end, scale) {
        Some(number) => Ok(Some((number, end))),
        None => Err(Fault::TooLong(end)),
    }
}

/// The separator at `at` and the start of the digits right after it.
fn next_group(text: &str, at: usize) -> Option<(char, usize)> {
    let mark = char_at(text, at)?;
    let next = at + mark.len_utf8();
    let separates = matches!(mark, ',' | '.' | '\'' | '’' | '_') || is_blank(mark);
    (separates && text.as_bytes().get(next)?.is_ascii_digit()).then_some((mark, next))
}

/// Runs of groups are followed so far, in bytes.
const LONGEST_RUN: usize = 100;

/// The end of a run such as `02.2025` or `234,567`.
pub(crate) fn run_of_digits_and_marks(text: &str, at: usize) -> usize {
    let mut end = digits_end(text, at);
    while let Some((mark, group)) = next_group(text, end) {
        if is_blank(mark) || end - at > LONGEST_RUN {
            break;
        }
        end = digits_end(text, group);
    }
    end
}

fn collect(text: &str, at: usize, end: usize, scale: usize) -> Option<Decimal> {
    let mut coefficient: i128 = 0;
    for byte in text.as_bytes()[at..end]
        .iter()
        .filter(|byte| byte.is_ascii_digit())
    {
        coefficient = coefficient
            .checked_mul(10)?
            .checked_add(i128::from(byte - b'0'))?;
    }
    let number = Decimal {
        coefficient,
        scale: u8::try_from(scale).ok()?,
    };
    number.fits().then_some(number)
}

fn bad_grouping(
    text: &str,
    at: usize,
    bad: usize,
    bad_end: usize,
    format: NumberFormat,
) -> ValueError {
    let end = run_of_digits_and_marks(text, bad_end).max(bad_end);
    let printed = &text[at..end];
    let error = ValueError::new(bad..end, format!("`{printed}` is not grouped in threes"));
    let other = format.other();
    if let Ok(Some((number, other_end))) = try_digits(text, at, other)
        && other_end == end
    {
        return error.help(format!(
            "if it means {number}, set `number_format: {}` on the source",
            other.name()
        ));
    }
    error.help("write the digits of the figure in groups of three, or without separators")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, format: NumberFormat) -> Option<(String, usize)> {
        let found = read_digits(text, 0, format).unwrap();
        found.map(|(number, end)| (number.to_string(), end))
    }

    #[test]
    fn separators() {
        for text in [
            "3,983",
            "3 983",
            "3\u{a0}983",
            "3\u{202f}983",
            "3\u{2009}983",
            "3'983",
            "3’983",
            "3_983",
            "3983",
        ] {
            assert_eq!(
                read(text, NumberFormat::En),
                Some(("3983".into(), text.len())),
                "{text}"
            );
        }
        assert_eq!(read("3.983", NumberFormat::Eu), Some(("3983".into(), 5)));
        assert_eq!(read("3.983", NumberFormat::En), Some(("3.983".into(), 5)));
        assert_eq!(read("3,983", NumberFormat::Eu), Some(("3.983".into(), 5)));
        assert_eq!(
            read("1.234.567,80", NumberFormat::Eu),
            Some(("1234567.80".into(), 12))
        );
        assert_eq!(read(".5", NumberFormat::En), Some(("0.5".into(), 2)));
        assert_eq!(read("012", NumberFormat::En), Some(("12".into(), 3)));
    }

    #[test]
    fn stops_where_the_number_ends() {
        for (text, number, end) in [
            ("3,983.", "3983", 5),
            ("3,983, 12", "3983", 5),
            ("1991, 300", "1991", 4),
            ("2020 300", "2020", 4),
            ("12 30", "12", 2),
            ("5.", "5", 1),
            ("12 345 6789", "12345", 6),
        ] {
            assert_eq!(
                read(text, NumberFormat::En),
                Some((number.into(), end)),
                "{text}"
            );
        }
        assert_eq!(read("x", NumberFormat::En), None);
        assert_eq!(read("", NumberFormat::En), None);
    }

    #[test]
    fn grouping_that_does_not_fit() {
        for (text, format, bad) in [
            ("3,98", NumberFormat::En, 1..4),
            ("3,9834", NumberFormat::En, 1..6),
            ("3983,000", NumberFormat::En, 4..8),
            ("12,34,567", NumberFormat::En, 2..9),
            ("1.234.567", NumberFormat::En, 1..9),
            ("0,123", NumberFormat::En, 1..5),
            ("1,234'567", NumberFormat::En, 5..9),
            ("3.98", NumberFormat::Eu, 1..4),
        ] {
            let error = read_digits(text, 0, format).unwrap_err();
            assert_eq!(error.range, bad, "{text}");
            assert!(error.message.contains(text) && error.help.is_some());
        }
        let error = read_digits("1.234.567", 0, NumberFormat::En).unwrap_err();
        assert!(error.help.unwrap().contains("number_format: eu"));
    }

    #[test]
    fn too_many_digits() {
        assert!(read_digits(&"9".repeat(30), 0, NumberFormat::En).is_ok());
        let error = read_digits(&"9".repeat(31), 0, NumberFormat::En).unwrap_err();
        assert_eq!(error.range, 0..31);
    }

    fn print(value: Decimal, group: &str, point: &str) -> String {
        let grouped = value.grouped();
        let (whole, fraction) = grouped.split_once('.').unwrap_or((&grouped, ""));
        let mark = if fraction.is_empty() { "" } else { point };
        format!("{}{mark}{fraction}", whole.replace(',', group))
    }

    proptest! {
        #[test]
        fn numbers_read_as_they_print(
            coefficient in prop_oneof![0..100_000i128, 0..10i128.pow(30)],
            scale in 0u8..8,
            group in prop::sample::select(vec!["", "'", "’", "_", " ", "\u{a0}", "\u{202f}"]),
        ) {
            let value = Decimal { coefficient, scale };
            for (format, own, point) in [(NumberFormat::En, ",", "."), (NumberFormat::Eu, ".", ",")] {
                for group in [group, own] {
                    let text = print(value, group, point);
                    prop_assert_eq!(read_digits(&text, 0, format), Ok(Some((value, text.len()))));
                }
            }
        }

        #[test]
        fn never_panics(text in "[0-9.,'’_ \u{a0}é]{0,40}") {
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                for format in [NumberFormat::En, NumberFormat::Eu] {
                    let _ = read_digits(&text, at, format);
                }
            }
        }
    }
}
