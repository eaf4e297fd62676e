//! Calendar days as numbers, and why a text is not a date.

use std::fmt;
use std::ops::Range;

use super::window::Window;

/// A calendar day, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day of a proleptic Gregorian date; nothing if there is no such day.
    pub fn of(year: i32, month: u8, day: u8) -> Option<Day> {
        if !(1..=12).contains(&month) || day < 1 || day > month_length(year, month) {
            return None;
        }
        // Years are counted from March, so that a leap day comes last.
        let year = i64::from(year) - i64::from(month <= 2);
        let month_from_march = (i64::from(month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let days = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        i32::try_from(days + day_of_year - 719_468).ok().map(Day)
    }

    /// Year, month and day.
    pub fn date(self) -> (i32, u8, u8) {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 {
            month_from_march + 3
        } else {
            month_from_march - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u8, day as u8)
    }

    /// Reads a full date such as `2025-03-10`.
    pub fn parse(text: &str) -> Result<Day, DateError> {
        let window = Window::parse(text)?;
        match (window.start, window.end) {
            (Some(start), Some(end)) if start == end => Ok(start),
            _ => Err(DateError::new(
                0..text.len(),
                format!("`{}` is not a single day", text.trim()),
            )
            .help("write a full date such as 2025-03-10")),
        }
    }
}

pub(crate) fn month_length(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// `2025-03-10`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

/// A text that is not a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// The offending bytes of the text.
    pub range: Range<usize>,
    /// One sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl DateError {
    pub(crate) fn new(range: Range<usize>, message: impl Into<String>) -> DateError {
        DateError {
            range,
            message: message.into(),
            help: None,
        }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> DateError {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for DateError {}

impl DateError {
    /// The same error in a text that starts earlier by so many bytes.
    pub(crate) fn shifted(mut self, offset: usize) -> DateError {
        self.range = self.range.start + offset..self.range.end + offset;
        self
    }
}

/// `2025-03-10`, the usual case, quickly.
pub(crate) fn plain_day(text: &str) -> Option<Day> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0i32, |number, digit| {
            digit
                .is_ascii_digit()
                .then(|| number * 10 + i32::from(digit - b'0'))
        })
    };
    let month = u8::try_from(number(&bytes[5..7])?).ok()?;
    let day = u8::try_from(number(&bytes[8..])?).ok()?;
    Day::of(number(&bytes[..4])?, month, day)
}
