//! Figures for people: grouped digits, signs, and intervals with their ends.
//! Machines get plain numbers, see `json`.

use crate::findings::Scale;
use crate::output::escape::escape;
use crate::quantity::{Exact, Interval};

/// A number with grouped digits: `3,984`, `-0.25`. What has no short decimal is
/// rounded to four places and marked: `≈0.6667`.
pub fn number(value: &Exact, ascii: bool) -> String {
    let plain = value.to_string();
    let places = plain.split_once('.').map_or(0, |(_, places)| places.len());
    if !plain.contains('/') && places <= 6 {
        return group(&plain);
    }
    let unit = Exact::from(10_000i64);
    let half = Exact::ratio(1, 2);
    let rounded = &(&(&value.abs() * &unit) + &half).floor() / &unit;
    let sign = if value.is_negative() { "-" } else { "" };
    let about = if ascii { "~" } else { "≈" };
    format!("{about}{sign}{}", group(&rounded.to_string()))
}

/// The same with a sign unless it is zero: `+7`, `-93`.
pub(crate) fn signed(value: &Exact, ascii: bool) -> String {
    let plus = if value.is_negative() || value.is_zero() {
        ""
    } else {
        "+"
    };
    let shown = number(value, ascii);
    match shown.strip_prefix(['≈', '~']) {
        Some(digits) if !plus.is_empty() => {
            format!("{}+{digits}", &shown[..shown.len() - digits.len()])
        }
        _ => format!("{plus}{shown}"),
    }
}

/// An interval in words: `3,850 to 3,950`, `601 or more`; empty where it says nothing.
pub(crate) fn words(interval: &Interval, ascii: bool) -> String {
    scaled_words(interval, None, ascii)
}

/// The same in a scale: `9.35 to 9.65 billion`.
pub(crate) fn scaled_words(interval: &Interval, scale: Option<&Scale>, ascii: bool) -> String {
    with_scale(scale, ascii, number, &|show| interval.words_with(show))
}

/// A difference in words: `+2 to +1,700`, `at least 383 less`. Percentages differ
/// by points.
pub(crate) fn difference(interval: &Interval, scale: Option<&Scale>, ascii: bool) -> String {
    let points = Scale {
        word: "points".to_owned(),
        size: Exact::ONE,
    };
    let scale = scale.map(|scale| if scale.is_percent() { &points } else { scale });
    with_scale(scale, ascii, signed, &|show| {
        let plain = |value: &Exact| show(value).trim_start_matches('+').to_owned();
        interval.difference_words(show, &plain)
    })
}

/// How a number is written.
type Show<'a> = dyn Fn(&Exact) -> String + 'a;

/// Words around numbers in a scale; its word stands once, at the end, where a
/// number does.
fn with_scale(
    scale: Option<&Scale>,
    ascii: bool,
    number: fn(&Exact, bool) -> String,
    words: &dyn Fn(&Show<'_>) -> String,
) -> String {
    let bare = |value: &Exact| {
        let size = scale.map_or(Exact::ONE, |scale| scale.size.clone());
        number(&value.checked_div(&size).unwrap_or(Exact::ZERO), ascii)
    };
    let suffix = scale.map_or(String::new(), |scale| match scale.is_percent() {
        true => scale.word.clone(),
        false => format!(" {}", escape(&scale.word)),
    });
    let text = words(&bare);
    if text.ends_with(|c: char| c.is_ascii_digit()) {
        text + &suffix
    } else {
        words(&|value: &Exact| bare(value) + &suffix)
    }
}

/// An interval in the usual notation, a single number without brackets:
/// `3,984`, `[3,850, 3,950]`, `(600, ∞)`.
pub fn interval(interval: &Interval, ascii: bool) -> String {
    show(interval, ascii, number)
}

/// The same with signed numbers, for differences.
pub(crate) fn signed_interval(interval: &Interval, ascii: bool) -> String {
    show(interval, ascii, signed)
}

/// The number, if the interval holds only one.
pub(crate) fn exact(interval: &Interval) -> Option<&Exact> {
    match (&interval.low, &interval.high) {
        (Some(low), Some(high)) if low.value == high.value => Some(&low.value),
        _ => None,
    }
}

fn show(interval: &Interval, ascii: bool, number: fn(&Exact, bool) -> String) -> String {
    if let Some(value) = exact(interval) {
        return number(value, ascii);
    }
    let infinity = if ascii { "inf" } else { "∞" };
    let low = match &interval.low {
        Some(end) if end.open => format!("({}", number(&end.value, ascii)),
        Some(end) => format!("[{}", number(&end.value, ascii)),
        None => format!("(-{infinity}"),
    };
    let high = match &interval.high {
        Some(end) if end.open => format!("{})", number(&end.value, ascii)),
        Some(end) => format!("{}]", number(&end.value, ascii)),
        None => format!("{infinity})"),
    };
    format!("{low}, {high}")
}

/// Commas between groups of three digits in front of the decimal point.
pub(super) fn group(plain: &str) -> String {
    let (whole, places) = plain.split_once('.').unwrap_or((plain, ""));
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let mut out = String::from(sign);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !places.is_empty() {
        out.push('.');
        out.push_str(places);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned::{closed, end, point};

    #[test]
    fn numbers_are_grouped() {
        let show = |numerator, denominator| number(&Exact::ratio(numerator, denominator), false);
        assert_eq!(show(0, 1), "0");
        assert_eq!(show(984, 1), "984");
        assert_eq!(show(3984, 1), "3,984");
        assert_eq!(show(-1_234_567, 1), "-1,234,567");
        assert_eq!(show(-1_234_567, 100), "-12,345.67");
        assert_eq!(show(-1, 4), "-0.25");
        assert_eq!(show(2, 3), "≈0.6667");
        assert_eq!(show(-2000, 3), "≈-666.6667");
        assert_eq!(number(&Exact::ratio(1, 1 << 20), true), "~0");
    }

    #[test]
    fn intervals_show_their_ends() {
        let over = Interval {
            low: end(600, true),
            high: None,
        };
        assert_eq!(interval(&over, false), "(600, ∞)");
        assert_eq!(interval(&over, true), "(600, inf)");
        assert_eq!(interval(&closed(3600, 4400), false), "[3,600, 4,400]");
        assert_eq!(interval(&point(3984), false), "3,984");
        let all = Interval {
            low: None,
            high: None,
        };
        assert_eq!(interval(&all, false), "(-∞, ∞)");
    }

    #[test]
    fn words_carry_a_scale_once() {
        let billion = Scale {
            word: "billion".into(),
            size: Exact::from(1_000_000_000i64),
        };
        let range = closed(9_350_000_000, 9_650_000_000);
        let shown = scaled_words(&range, Some(&billion), false);
        assert_eq!(shown, "9.35 to 9.65 billion");
        let apart = closed(-500_000_000, -100_000_000);
        let shown = difference(&apart, Some(&billion), false);
        assert_eq!(shown, "-0.5 to -0.1 billion");
        let less = Interval {
            low: None,
            high: end(-100_000_000, false),
        };
        let shown = difference(&less, Some(&billion), false);
        assert_eq!(shown, "at least 0.1 billion less");
        let percent = Scale {
            word: "%".into(),
            size: Exact::ONE,
        };
        let shown = scaled_words(&closed(99, 101), Some(&percent), false);
        assert_eq!(shown, "99 to 101%");
    }

    #[test]
    fn differences_carry_a_sign() {
        assert_eq!(signed_interval(&closed(-383, 17), false), "[-383, +17]");
        assert_eq!(signed_interval(&point(7), false), "+7");
        assert_eq!(signed_interval(&point(0), false), "0");
        assert_eq!(signed(&Exact::ratio(2, 3), false), "≈+0.6667");
        assert_eq!(signed(&Exact::ratio(-2, 3), true), "~-0.6667");
    }
}
