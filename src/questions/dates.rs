//! Dates as people write them: `2025-03-10` is "10 March 2025".

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
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// A date in words, and what sort of expression that is.
struct Phrase {
    words: String,
    sort: Sort,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// One day.
    Day,
    /// A month, a year, a decade.
    Span,
    /// From one date to another, or open at one side.
    Range,
    /// Not one that we know how to write otherwise.
    Other,
}

/// An EDTF date in words: `2023~` is "about 2023". What is none stays as it is.
pub(super) fn words(edtf: &str) -> String {
    phrase(edtf).0
}

/// When something appeared: "on 10 March 2025", "in March 2025", "around 2023".
pub(super) fn on(edtf: &str) -> String {
    let (words, sort) = phrase(edtf);
    if let Some(rest) = words.strip_prefix("about ") {
        return format!("around {rest}");
    }
    match sort {
        Sort::Day => format!("on {words}"),
        Sort::Span => format!("in {words}"),
        Sort::Range | Sort::Other => words,
    }
}

/// What a figure is about: "as of 10 March 2025", "for 1991 to 1994", "since 2021".
pub(super) fn about(edtf: &str) -> String {
    let (words, sort) = phrase(edtf);
    match sort {
        Sort::Range if words.starts_with("since ") || words.starts_with("until ") => words,
        Sort::Range => format!("for {words}"),
        Sort::Day | Sort::Span | Sort::Other => format!("as of {words}"),
    }
}

fn phrase(edtf: &str) -> (String, Sort) {
    let text = edtf.trim();
    if let Some((from, to)) = text.split_once('/') {
        let words = match (open(from), open(to)) {
            (true, true) => return (text.to_owned(), Sort::Other),
            (true, false) => format!("until {}", words(to)),
            (false, true) => format!("since {}", words(from)),
            (false, false) => format!("{} to {}", words(from), words(to)),
        };
        return (words, Sort::Range);
    }
    let date = text.trim_end_matches(['~', '?', '%']);
    let Some(Phrase { words, sort }) = single(date) else {
        return (text.to_owned(), Sort::Other);
    };
    let mark = &text[date.len()..];
    match mark {
        "" => (words, sort),
        "~" => (format!("about {words}"), sort),
        "?" => (format!("probably {words}"), Sort::Other),
        _ => (format!("probably about {words}"), Sort::Other),
    }
}

fn open(side: &str) -> bool {
    matches!(side.trim(), "" | "..")
}

fn single(date: &str) -> Option<Phrase> {
    // The time of day says nothing about a count.
    let date = date.split_once('T').map_or(date, |(day, _)| day);
    let mut pieces = date.split('-');
    let year = pieces.next()?;
    let (month, day) = (pieces.next(), pieces.next());
    if pieces.next().is_some() || year.len() != 4 {
        return None;
    }
    if let Some(decade) = year.strip_suffix('X') {
        let known = decade.len() == 3 && decade.bytes().all(|byte| byte.is_ascii_digit());
        return (known && month.is_none()).then(|| Phrase {
            words: format!("the {decade}0s"),
            sort: Sort::Span,
        });
    }
    if !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |text: &str| text.parse::<usize>().ok().filter(|_| text.len() == 2);
    match (month, day) {
        (None, _) => Some(Phrase {
            words: year.to_owned(),
            sort: Sort::Span,
        }),
        (Some(month), None) => {
            let at = number(month)?;
            let season = at.checked_sub(21).and_then(|at| SEASONS.get(at));
            let name = MONTHS.get(at.wrapping_sub(1)).or(season)?;
            Some(Phrase {
                words: format!("{name} {year}"),
                sort: Sort::Span,
            })
        }
        (Some(month), Some(day)) => {
            let name = MONTHS.get(number(month)?.wrapping_sub(1))?;
            let day = number(day).filter(|day| (1..=31).contains(day))?;
            Some(Phrase {
                words: format!("{day} {name} {year}"),
                sort: Sort::Day,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_do() {
        for (edtf, written, appeared) in [
            ("2025-03-10", "10 March 2025", "on 10 March 2025"),
            ("2025-03", "March 2025", "in March 2025"),
            ("2025", "2025", "in 2025"),
            ("2023~", "about 2023", "around 2023"),
            (
                "2025-09-27~",
                "about 27 September 2025",
                "around 27 September 2025",
            ),
            ("2023?", "probably 2023", "probably 2023"),
            ("2023%", "probably about 2023", "probably about 2023"),
            ("199X", "the 1990s", "in the 1990s"),
            ("2025-21", "spring 2025", "in spring 2025"),
            ("1991/1994", "1991 to 1994", "1991 to 1994"),
            ("2021-02/..", "since February 2021", "since February 2021"),
            ("../2021-02", "until February 2021", "until February 2021"),
            (
                "2025-02-24T10:00:00Z",
                "24 February 2025",
                "on 24 February 2025",
            ),
            ("Y-17000", "Y-17000", "Y-17000"),
            ("2025-13", "2025-13", "2025-13"),
            ("19XX", "19XX", "19XX"),
            ("../..", "../..", "../.."),
            ("", "", ""),
        ] {
            assert_eq!(words(edtf), written);
            assert_eq!(on(edtf), appeared);
        }
        for (edtf, written) in [
            ("2025-03-10", "as of 10 March 2025"),
            ("2025~", "as of about 2025"),
            ("1991/1994", "for 1991 to 1994"),
            ("2021-02/..", "since February 2021"),
        ] {
            assert_eq!(about(edtf), written);
        }
    }
}
