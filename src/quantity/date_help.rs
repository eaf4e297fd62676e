//! What people write for a date, and how the claim language writes it: fix-its
//! for texts that are not EDTF.

use super::day::{DateError, month_length};
use super::lex::{match_any, skip_spaces};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Says why a text is not a date; `at` is where the EDTF parser gave up.
pub(crate) fn not_a_date(text: &str, at: usize) -> DateError {
    if let Some(error) = impossible(text) {
        return error;
    }
    if let Some((start, end)) = text.split_once('/')
        && [start, end].iter().all(|side| edtf_core::is_valid(side))
    {
        return DateError::new(0..text.len(), format!("`{text}` ends before it starts"))
            .help("put the earlier date first");
    }
    if let Some((a, b)) = two_ways(text) {
        return DateError::new(0..text.len(), format!("`{text}` could be {a} or {b}"))
            .help("write the year first, as in 2025-03-10");
    }
    let error = DateError::new(
        0..text.len(),
        format!("`{text}` is not a date as this file writes it"),
    );
    if let Some(fixed) = rewrite(text) {
        return error.help(format!("write {fixed}"));
    }
    let mut error = DateError::new(0..text.len(), format!("`{text}` is not a date"));
    if at > 0 && text.as_bytes()[0].is_ascii_digit() {
        error.range = at.min(text.len() - 1)..text.len();
        while !text.is_char_boundary(error.range.start) {
            error.range.start -= 1;
        }
    }
    error.help("write a date such as 2025-03-10, 2025-03, 2025, 2023~ or 1991/1994")
}

/// The numbers of a text such as `24.02.2025`, if all between them is one mark.
fn fields(text: &str, mark: char) -> Option<Vec<(u32, usize)>> {
    text.split(mark)
        .map(|field| {
            let digits = field.bytes().all(|byte| byte.is_ascii_digit());
            let number = field.parse().ok().filter(|_| digits && field.len() <= 8)?;
            Some((number, field.len()))
        })
        .collect()
}

/// A date in the right form that no calendar has.
fn impossible(text: &str) -> Option<DateError> {
    let fields = fields(text, '-')?;
    let (&(year, 4), &(month, 2)) = (fields.first()?, fields.get(1)?) else {
        return None;
    };
    if !matches!(month, 1..=12 | 21..=41) {
        return Some(
            DateError::new(5..7, format!("there is no month {month:02}"))
                .help("months run from 01 to 12"),
        );
    }
    let &(day, 2) = fields.get(2)? else {
        return None;
    };
    let name = MONTHS.get(month as usize - 1)?;
    let length = month_length(year as i32, month as u8);
    (fields.len() == 3 && (day == 0 || day > u32::from(length))).then(|| {
        DateError::new(8..10, format!("{name} {year} has {length} days"))
            .help("check the day in the source")
    })
}

/// `03/04/2025`, which one country reads as March and another as April.
fn two_ways(text: &str) -> Option<(String, String)> {
    let found = fields(text, '/')?;
    let [(a, 1..=2), (b, 1..=2), (year, 4)] = found[..] else {
        return None;
    };
    match (iso(year, b, a), iso(year, a, b)) {
        (Some(first), Some(second)) if first != second => Some((first, second)),
        _ => None,
    }
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let length = month_length(i32::try_from(year).ok()?, u8::try_from(month).ok()?);
    let fits = (1..=12).contains(&month) && (1..=u32::from(length)).contains(&day);
    (fits && year < 10_000).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn iso_month(year: u32, month: u32) -> Option<String> {
    (year < 10_000 && (1..=12).contains(&month)).then(|| format!("{year:04}-{month:02}"))
}

/// The same date in EDTF, if it can be told.
fn rewrite(text: &str) -> Option<String> {
    one(text).or_else(|| worded(text)).or_else(|| {
        // Two dates with a dash or a word between them.
        let body = strip(text, &["between", "from"]).unwrap_or(text);
        for mark in ["–", "—", " - ", "-", " to ", " and ", " until "] {
            if let Some((a, b)) = body.split_once(mark) {
                let (a, b) = (known(a.trim())?, known(b.trim())?);
                return (a < b).then(|| format!("{a}/{b}"));
            }
        }
        None
    })
}

/// A date that is already EDTF, or can be made so.
fn known(text: &str) -> Option<String> {
    let year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let parsed = (year || text.len() > 4) && edtf_core::level(text).is_some_and(|level| level < 2);
    if parsed {
        Some(text.to_owned())
    } else {
        one(text)
    }
}

fn strip<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let end = match_any(text, 0, words)?;
    Some(&text[skip_spaces(text, end)..])
}

/// `since 2021`, `until 2021`, `about 2021`.
fn worded(text: &str) -> Option<String> {
    if let Some(rest) = strip(text, &["since", "starting", "from", "after"]) {
        return known(rest).map(|date| format!("{date}/.."));
    }
    if let Some(rest) = strip(text, &["until", "till", "up to", "before", "by"]) {
        return known(rest).map(|date| format!("../{date}"));
    }
    let about = [
        "circa",
        "c.",
        "ca.",
        "ca",
        "about",
        "around",
        "approximately",
        "~",
    ];
    let rest = strip(text, &about)?;
    known(rest).map(|date| format!("{date}~"))
}

/// One date in another notation.
fn one(text: &str) -> Option<String> {
    for mark in ['.', '/', '-'] {
        let Some(found) = fields(text, mark) else {
            continue;
        };
        let fixed = match found[..] {
            [(date, 8)] => iso(date / 10_000, date / 100 % 100, date % 100),
            [(year, 4), (month, 1..=2)] => iso_month(year, month),
            [(month, 1..=2), (year, 4)] => iso_month(year, month),
            [(year, 4), (month, 1..=2), (day, 1..=2)] => iso(year, month, day),
            // In figures with slashes the month may come first; where both
            // orders exist the text is refused as unclear before this.
            [(day, 1..=2), (month, 1..=2), (year, 4)] => {
                iso(year, month, day).or_else(|| iso(year, day, month).filter(|_| mark == '/'))
            }
            _ => None,
        };
        if fixed.is_some() {
            return fixed;
        }
    }
    decade(text)
        .or_else(|| quarter(text))
        .or_else(|| month_name(text))
}

/// `1990s`.
fn decade(text: &str) -> Option<String> {
    let start = strip(text, &["the", "late", "early"]).unwrap_or(text);
    let decade = start.strip_suffix('s')?.strip_suffix('0')?;
    let decade = decade.strip_suffix(['\'', '’']).unwrap_or(decade);
    (decade.len() == 3 && decade.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("{decade}X"))
}

/// `2025-Q1`, `Q1 2025`: quarters have codes of their own.
fn quarter(text: &str) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let parts: Vec<&str> = upper
        .split(['-', ' ', '/'])
        .filter(|part| !part.is_empty())
        .collect();
    let (year, quarter) = match parts[..] {
        [a, b] if a.starts_with('Q') => (b, a),
        [a, b] if b.starts_with('Q') => (a, b),
        _ => return None,
    };
    let number: u32 = quarter[1..]
        .parse()
        .ok()
        .filter(|number| (1..=4).contains(number))?;
    (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("{year}-{}", 32 + number))
}

/// `March 2025`, `10 March 2025`, `March 10, 2025`.
fn month_name(text: &str) -> Option<String> {
    let mut month = None;
    let mut numbers = Vec::new();
    for word in text
        .split([' ', ',', '\u{a0}'])
        .filter(|word| !word.is_empty())
    {
        let word = word.trim_end_matches('.');
        if let Some(number) = ordinal(word) {
            numbers.push(number);
        } else {
            let found = MONTHS.iter().position(|name| {
                word.len() >= 3
                    && word.is_ascii()
                    && word.len() <= name.len()
                    && name[..word.len()].eq_ignore_ascii_case(word)
                    || (*name == "September" && word.eq_ignore_ascii_case("sept"))
            });
            if found.is_none() || month.is_some() {
                return None;
            }
            month = found;
        }
    }
    let month = u32::try_from(month? + 1).ok()?;
    match numbers[..] {
        [year] if year > 999 => iso_month(year, month),
        [day, year] if day < 32 => iso(year, month, day),
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let plain = matches!(suffix, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 4;
    digits.parse().ok().filter(|_| plain)
}
