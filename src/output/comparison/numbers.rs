//! Differences and percentages as people read them.

use crate::compare::diff::{FigureChange, FigureSide, Percent};
use crate::output::figures::{difference, group, signed};
use crate::quantity::{Exact, Interval};

/// Decimals of a percentage.
const PLACES: u32 = 2;

/// A number cut to that many decimals, a half to the even side, with all its decimals.
pub(super) fn rounded(value: &Exact, places: u32) -> String {
    let unit = Exact::from(10i64.pow(places));
    let scaled = &value.abs() * &unit;
    let (down, half) = (scaled.floor(), Exact::ratio(1, 2));
    let rest = &scaled - &down;
    let even = (&down * &half).is_integer();
    let up = rest > half || (rest == half && !even);
    let digits = if up { &down + &Exact::ONE } else { down };
    let plain = format!(
        "{:0>width$}",
        digits.to_string(),
        width = places as usize + 1
    );
    let (whole, decimals) = plain.split_at(plain.len() - places as usize);
    let sign = if value.is_negative() && !digits.is_zero() {
        "-"
    } else {
        ""
    };
    if places == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{decimals}")
    }
}

/// A percentage for people: `+0.18 %`, `up to +14.67 %`.
pub(super) fn percent(percent: Option<&Percent>) -> String {
    match percent {
        None => String::new(),
        Some(Percent::OfZero) => "from 0".to_owned(),
        Some(Percent::Exact(value)) => format!("{} %", signed_percent(value)),
        Some(Percent::Between(Interval { low, high })) => {
            let end = |end: &crate::quantity::Bound| signed_percent(&end.value);
            match (low, high) {
                (Some(low), Some(high)) => format!("{} to {} %", end(low), end(high)),
                (Some(low), None) => format!("{} % or more", end(low)),
                (None, Some(high)) => format!("{} % or less", end(high)),
                (None, None) => String::new(),
            }
        }
    }
}

/// A percentage as in the contract.
pub(super) fn plain_percent(value: &Exact) -> String {
    rounded(value, PLACES)
}

fn signed_percent(value: &Exact) -> String {
    let text = rounded(value, PLACES);
    if value.is_zero() {
        return "0".to_owned();
    }
    if text
        .trim_start_matches('-')
        .trim_matches(['0', '.'])
        .is_empty()
    {
        let sign = if value.is_negative() { '-' } else { '+' };
        return format!("{sign}<0.01");
    }
    let sign = if value.is_negative() { '-' } else { '+' };
    format!("{sign}{}", group(text.trim_start_matches('-')))
}

/// The difference of a figure: `+7`, `about +200 (-600 to +1,000)`.
pub(super) fn difference_of(figure: &FigureChange, ascii: bool) -> String {
    let Some(by) = &figure.difference else {
        return match (&figure.old, &figure.new) {
            (Some(old), Some(new)) if old.interval.is_some() != new.interval.is_some() => {
                missing(old)
            }
            _ => String::new(),
        };
    };
    let points = if is_percent(figure) { " points" } else { "" };
    between(by, figure.printed_difference.as_ref(), points, ascii)
}

/// The same of any change; `unit` goes after it.
pub(super) fn between(by: &Interval, printed: Option<&Exact>, unit: &str, ascii: bool) -> String {
    if by.is_point() {
        return difference(by, None, ascii) + unit;
    }
    if by.low.is_none() && by.high.is_none() {
        return "not known".to_owned();
    }
    let words = difference(by, None, ascii) + unit;
    match printed {
        // Of "nearly 700" the printed number is none of those that it can stand for.
        Some(printed) if by.low.is_some() && by.high.is_some() && by.contains(printed) => {
            format!("about {}{unit} ({words})", signed(printed, ascii))
        }
        _ => words,
    }
}

/// What it means that one of the two figures is said to be missing.
fn missing(old: &FigureSide) -> String {
    if old.interval.is_some() {
        "now missing".to_owned()
    } else {
        "was missing".to_owned()
    }
}

/// Whether both figures are percentages.
fn is_percent(figure: &FigureChange) -> bool {
    let percent = |side: &Option<FigureSide>| side.as_ref().is_some_and(|side| side.percent);
    percent(&figure.old) && percent(&figure.new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_goes_to_the_even_side() {
        let show = |n, d| rounded(&Exact::ratio(n, d), 2);
        assert_eq!(show(700, 3983), "0.18");
        assert_eq!(show(1, 8), "0.12");
        assert_eq!(show(3, 8), "0.38");
        assert_eq!(show(1, 200), "0.00");
        assert_eq!(show(-1, 200), "0.00");
        assert_eq!(show(3, 200), "0.02");
        assert_eq!(show(-9307, 100), "-93.07");
        assert_eq!(show(12, 1), "12.00");
        assert_eq!(rounded(&Exact::ratio(5, 2), 0), "2");
        assert_eq!(rounded(&Exact::ratio(7, 2), 0), "4");
    }

    #[test]
    fn a_printed_difference_stands_only_where_it_is_possible() {
        let by = Interval::closed(Exact::from(-58i64), Exact::from(11i64));
        let show = |printed: i64| between(&by, Some(&Exact::from(printed)), "", false);
        assert_eq!(show(5), "about +5 (-58 to +11)");
        assert_eq!(show(12), "-58 to +11");
        assert_eq!(between(&Interval::all(), None, "", false), "not known");
    }

    #[test]
    fn percentages_carry_a_sign() {
        let show = |n, d| percent(Some(&Percent::Exact(Exact::ratio(n, d))));
        assert_eq!(show(700, 3983), "+0.18 %");
        assert_eq!(show(-1, 3), "-0.33 %");
        assert_eq!(show(0, 1), "0 %");
        assert_eq!(show(1, 1000), "+<0.01 %");
        assert_eq!(show(123_456, 1), "+123,456.00 %");
        assert_eq!(percent(Some(&Percent::OfZero)), "from 0");
    }
}
