//! Dates as windows of days: EDTF level 1 as people write it in claim files. The
//! only place that knows the EDTF parser. `~` and `?` do not widen a window.

use std::fmt;

use edtf_core::Edtf;

use super::date_help;
use super::day::{DateError, Day, plain_day};

/// A date as written, and the days that it may mean: from `start` to `end`, both
/// included; an open side has no end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// As written, without space around it.
    pub printed: Box<str>,
    /// The first day.
    pub start: Option<Day>,
    /// The last day.
    pub end: Option<Day>,
}

impl Window {
    /// Reads an EDTF date of level 0 or 1: `2025`, `2025-03`, `2025-03-10`,
    /// `2023~`, `199X`, `1991/1994`, `2021-02/..`.
    pub fn parse(text: &str) -> Result<Window, DateError> {
        let trimmed = text.trim();
        let offset = text.len() - text.trim_start().len();
        let whole = offset..offset + trimmed.len();
        if let Some(day) = plain_day(trimmed) {
            return Ok(Window::day_printed(trimmed, day));
        }
        if trimmed.is_empty() {
            return Err(DateError::new(0..text.len(), "there is no date here")
                .help("write a date such as 2025-03-10, 2025-03 or 2025"));
        }
        let edtf = Edtf::parse(trimmed).map_err(|error| {
            let at = (0..=error.offset.min(trimmed.len()))
                .rev()
                .find(|at| trimmed.is_char_boundary(*at))
                .unwrap_or(0);
            date_help::not_a_date(trimmed, at).shifted(offset)
        })?;
        if edtf.level() > 1 {
            return Err(DateError::new(
                whole,
                format!("`{trimmed}` is more than a date needs here (EDTF level 2)"),
            )
            .help("write one date or one interval, such as 1991/1994; `~` and `?` go at its end"));
        }
        let bounds = edtf.bounds();
        match (bound(bounds.earliest), bound(bounds.latest)) {
            (Some(start), Some(end)) if start.is_none() || end.is_none() || start <= end => {
                Ok(Window {
                    printed: trimmed.into(),
                    start,
                    end,
                })
            }
            (Some(_), Some(_)) => Err(DateError::new(
                whole,
                format!("`{trimmed}` ends before it starts"),
            )
            .help("put the earlier date first")),
            _ => Err(DateError::new(
                whole,
                format!("the year of `{trimmed}` is out of range"),
            )),
        }
    }

    /// The window of one day.
    pub fn day(day: Day) -> Window {
        Window::day_printed(&day.to_string(), day)
    }

    fn day_printed(printed: &str, day: Day) -> Window {
        Window {
            printed: printed.into(),
            start: Some(day),
            end: Some(day),
        }
    }

    /// Whether every day here comes before every day there.
    pub fn before(&self, other: &Window) -> bool {
        matches!((self.end, other.start), (Some(end), Some(start)) if end < start)
    }

    /// Whether some day is in both.
    pub fn overlaps(&self, other: &Window) -> bool {
        !self.before(other) && !other.before(self)
    }

    /// Whether it is one day.
    pub fn is_day(&self) -> bool {
        self.start.is_some() && self.start == self.end
    }

    /// Whether both are one and the same day.
    pub fn same_day(&self, other: &Window) -> bool {
        self.is_day() && self.same_window(other)
    }

    /// Whether both hold the same days, however written.
    pub fn same_window(&self, other: &Window) -> bool {
        self.start == other.start && self.end == other.end
    }

    /// The days from the last of the earlier window to the first of the later one;
    /// 0 if they overlap.
    pub fn days_between(&self, other: &Window) -> i64 {
        let gap = |end: Option<Day>, start: Option<Day>| match (end, start) {
            (Some(end), Some(start)) if end < start => i64::from(start.0) - i64::from(end.0),
            _ => 0,
        };
        gap(self.end, other.start).max(gap(other.end, self.start))
    }
}

/// As written.
impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}

/// A side of the window: a day, or open (`Some(None)`); nothing if out of range.
fn bound(bound: edtf_core::Bound) -> Option<Option<Day>> {
    match bound {
        edtf_core::Bound::Date(date) => {
            let year = i32::try_from(date.year).ok()?;
            Some(Some(Day::of(year, date.month, date.day)?))
        }
        edtf_core::Bound::NegativeInfinity | edtf_core::Bound::PositiveInfinity => Some(None),
        // An end left empty is unknown, and so excludes nothing.
        edtf_core::Bound::Unknown => Some(None),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn window(text: &str) -> Window {
        Window::parse(text).unwrap()
    }

    fn ends(text: &str) -> String {
        let window = window(text);
        let side = |day: Option<Day>| day.map_or("..".to_owned(), |day| day.to_string());
        format!("{} {}", side(window.start), side(window.end))
    }

    #[test]
    fn windows() {
        for (text, expected) in [
            ("2025", "2025-01-01 2025-12-31"),
            ("2025-02", "2025-02-01 2025-02-28"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2025-03-10", "2025-03-10 2025-03-10"),
            ("2023~", "2023-01-01 2023-12-31"),
            ("2023?", "2023-01-01 2023-12-31"),
            ("2025-09-27~", "2025-09-27 2025-09-27"),
            ("199X", "1990-01-01 1999-12-31"),
            ("1991/1994", "1991-01-01 1994-12-31"),
            ("2021-02/..", "2021-02-01 .."),
            ("../2021-02", ".. 2021-02-28"),
            ("2021-02/", "2021-02-01 .."),
            ("2025-21", "2025-03-01 2025-05-31"),
            (" 2025 ", "2025-01-01 2025-12-31"),
            ("2025-02-24T10:00:00Z", "2025-02-24 2025-02-24"),
        ] {
            assert_eq!(ends(text), expected, "{text}");
        }
        assert_eq!(&*window(" 2023~ ").printed, "2023~");
    }

    #[test]
    fn order() {
        assert!(window("2025-02").before(&window("2025-03")));
        assert!(!window("2025-03").before(&window("2025-02")));
        assert!(window("2025").overlaps(&window("2025-03-10")));
        assert!(window("1991/1994").overlaps(&window("1994-12-31")));
        assert!(!window("1991/1994").overlaps(&window("1995")));
        assert!(window("2020").before(&window("2021-02/..")));
        assert!(!window("2021-02/..").before(&window("2030")));
        assert!(window("2025-03-10").same_day(&window("2025-03-10~")));
        assert!(!window("2025-03").same_day(&window("2025-03")));
        assert!(window("2025-03").same_window(&window("2025-03~")));
        assert!(!window("2021/..").is_day() && !window("../2021").is_day());
        assert_eq!(window("2025-03-10").days_between(&window("2025-03-08")), 2);
        assert_eq!(window("2025-02").days_between(&window("2025-03-10")), 10);
        assert_eq!(window("2025").days_between(&window("2025-03-10")), 0);
    }

    #[test]
    fn refusals_say_what_to_write() {
        for (text, bad, help) in [
            ("24.02.2025", "24.02.2025", "2025-02-24"),
            ("1.3.2025", "1.3.2025", "2025-03-01"),
            ("since 2021-02", "since 2021-02", "2021-02/.."),
            ("until 2021-02", "until 2021-02", "../2021-02"),
            ("before 2021", "before 2021", "../2021"),
            ("March 2025", "March 2025", "2025-03"),
            ("10 March 2025", "10 March 2025", "2025-03-10"),
            ("March 10, 2025", "March 10, 2025", "2025-03-10"),
            ("Sept. 2025", "Sept. 2025", "2025-09"),
            ("20250224", "20250224", "2025-02-24"),
            ("2025/02/24", "2025/02/24", "2025-02-24"),
            ("2025-2-4", "2025-2-4", "2025-02-04"),
            ("2025-2", "2025-2", "2025-02"),
            ("1991-1994", "1991-1994", "1991/1994"),
            ("1991–1994", "1991–1994", "1991/1994"),
            ("2025 - 2026", "2025 - 2026", "2025/2026"),
            ("1990s", "1990s", "199X"),
            ("c. 2023", "c. 2023", "2023~"),
            ("about 2023", "about 2023", "2023~"),
            ("2025-Q1", "2025-Q1", "2025-33"),
            ("Q3 2024", "Q3 2024", "2024-35"),
            ("03/2025", "03/2025", "2025-03"),
            ("2025.03.10", "2025.03.10", "2025-03-10"),
            (
                "between 1991 and 1994",
                "between 1991 and 1994",
                "1991/1994",
            ),
        ] {
            let error = Window::parse(text).unwrap_err();
            assert_eq!(&text[error.range.clone()], bad, "{text}");
            assert_eq!(
                error.help.as_deref(),
                Some(&*format!("write {help}")),
                "{text}"
            );
        }
        for (text, bad, message) in [
            ("2025-02-30", "30", "February 2025 has 28 days"),
            ("2025-13", "13", "no month 13"),
            ("2025-04-31", "31", "April 2025 has 30 days"),
            (
                "03/04/2025",
                "03/04/2025",
                "could be 2025-04-03 or 2025-03-04",
            ),
            ("[1991,1994]", "[1991,1994]", "level 2"),
            ("2025/2024", "2025/2024", "ends before it starts"),
            ("yesterday", "yesterday", "not a date"),
            ("", "", "no date here"),
            ("today", "today", "not a date"),
        ] {
            let error = Window::parse(text).unwrap_err();
            assert_eq!(&text[error.range.clone()], bad, "{text}: {error:?}");
            assert!(error.message.contains(message), "{text}: {error:?}");
        }
        assert_eq!(Window::parse("  2025-02-30").unwrap_err().range, 10..12);
    }

    #[test]
    fn single_days() {
        assert_eq!(Day::parse("2025-03-10").unwrap().to_string(), "2025-03-10");
        assert_eq!(Day::parse("1970-01-01"), Ok(Day(0)));
        assert!(Day::parse("2025-03").is_err());
        assert!(Day::parse("10.03.2025").is_err());
        assert_eq!(Day::of(2025, 2, 29), None);
    }

    proptest! {
        #[test]
        fn days_and_dates_are_inverse(number in -3_000_000..3_000_000i32) {
            let (year, month, day) = Day(number).date();
            prop_assert_eq!(Day::of(year, month, day), Some(Day(number)));
            let (next_year, next_month, next_day) = Day(number + 1).date();
            prop_assert!((year, month, day) < (next_year, next_month, next_day));
        }

        #[test]
        fn days_print_what_they_parse(number in -700_000..2_900_000i32) {
            let text = Day(number).to_string();
            prop_assert_eq!(Day::parse(&text), Ok(Day(number)), "{}", text);
        }

        #[test]
        fn no_text_panics(text in ".{0,24}", figures in "[0-9XQ.~?/ -]{0,12}", words in "(since |March |10 |Q1 |c. )?[0-9]{1,5}[-/.–]?[0-9]{0,3}") {
            for text in [text, figures, words] {
                match Window::parse(&text) {
                    Ok(window) => prop_assert!(window.overlaps(&window)),
                    Err(error) => prop_assert!(text.get(error.range).is_some()),
                }
                let _ = Day::parse(&text);
            }
        }

        #[test]
        fn order_is_strict(a in "20[012][0-9](-0[1-9])?", b in "20[012][0-9](-0[1-9])?(/\\.\\.)?") {
            let (a, b) = (window(&a), window(&b));
            prop_assert!(!(a.before(&b) && b.before(&a)));
            prop_assert_eq!(a.overlaps(&b), !a.before(&b) && !b.before(&a));
        }
    }
}
