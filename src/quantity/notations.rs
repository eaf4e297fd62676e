//! Digits that other notations use: times, dates, fractions, exponents. What is said of
//! them where a figure should stand, and how they are passed over in a text.

use super::digits::run_of_digits_and_marks;
use super::error::ValueError;
use super::lex::{char_at, digits_end, in_word};

/// So much is shown of what is no figure, in bytes.
const LONGEST_SHOWN: usize = 100;

/// Digits that other notations use: times, dates, fractions, exponents.
pub(crate) fn not_a_plain_number(text: &str, start: usize, end: usize) -> Option<ValueError> {
    let next = char_at(text, end)?;
    let after = char_at(text, end + next.len_utf8());
    let digit_after = after.is_some_and(|c| c.is_ascii_digit());
    let digits = &text[start..end];
    let to = |at: usize| {
        let mut stop = at;
        while let Some(c) = char_at(text, stop) {
            if !in_word(c) && !matches!(c, ':' | '/' | '+' | '-') || stop - at > LONGEST_SHOWN {
                break;
            }
            stop += c.len_utf8();
        }
        stop
    };
    let error = |what: &str, help: &str| {
        let range = start..to(end);
        let printed = text[range.clone()].to_owned();
        Some(ValueError::new(range, format!("`{printed}` is {what}, not a figure")).help(help))
    };
    match next {
        'x' | 'X' if digits == "0" && after.is_some_and(|c| c.is_ascii_hexdigit()) => error(
            "a hexadecimal number",
            "write the figure in decimal digits, as it was printed",
        ),
        'e' | 'E' => {
            let signed = matches!(after, Some('+' | '-')) && digits_end(text, end + 2) > end + 2;
            if digit_after || signed {
                error(
                    "in exponent notation",
                    "write the figure as it was printed, or with a scale word such as `1.2 million`",
                )
            } else {
                None
            }
        }
        '-' if is_iso_date(text, start, end) => {
            error("a date", "write the figure here and the date under `as_of`")
        }
        ':' if digit_after => error(
            "a time or a ratio",
            "write one number; for a ratio, one claim for each side",
        ),
        '/' if digit_after => error("a fraction or a date", "write a decimal, or `1 in 5`"),
        _ => None,
    }
}

/// `2025-03-10`
fn is_iso_date(text: &str, start: usize, end: usize) -> bool {
    let rest = text.as_bytes().get(end..end + 6).unwrap_or_default();
    let digits = |place: usize| rest.get(place).is_some_and(u8::is_ascii_digit);
    end - start == 4
        && rest.get(3) == Some(&b'-')
        && [1, 2, 4, 5].into_iter().all(digits)
        && digits_end(text, end + 4) == end + 6
}

/// The end of a stretch that began like a numeral but is none.
pub(crate) fn skip_run(text: &str, at: usize) -> usize {
    let mut end = run_of_digits_and_marks(text, at).max(at);
    while let Some(c) = char_at(text, end) {
        let next = end + c.len_utf8();
        let links = matches!(c, ':' | '/') && digits_end(text, next) > next;
        if !in_word(c) && !links {
            break;
        }
        end = next;
    }
    end
}
