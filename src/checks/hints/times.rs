//! Codes and periods that are times: months, quarters, halves, years. Only of those can
//! a part be the running total of the parts before it.

use crate::figures::PointId;
use crate::findings::Term;
use crate::quantity::Exact;

use super::super::Context;

/// The first letters of the months, in order.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Where a form of time begins among the ranks: forms never mix.
const FORM: i64 = 1_000_000_000;

/// The place of a point among the parts of its sum, if its period or its last code is a
/// time.
pub(super) fn rank(context: &Context<'_>, point: PointId) -> Option<i64> {
    let figures = context.figures;
    let cell = figures.cells.get(figures.point(point).cell);
    let codebook = &context.dossier().codebook;
    let mut codes = cell.codes.iter();
    let code = codes.find_map(|&(dimension, code)| of_name(&codebook.code(dimension, code).id));
    let period = || {
        let (start, _) = cell.period?;
        Some(i64::from(start?.0))
    };
    code.or_else(period)
}

/// How many forms of time the parts of a sum are of.
pub(super) fn forms(parts: &[(i64, &Term, Exact)]) -> usize {
    let mut forms: Vec<i64> = parts.iter().map(|part| part.0.div_euclid(FORM)).collect();
    forms.sort_unstable();
    forms.dedup();
    forms.len()
}

/// The place of a code that is called like a time.
fn of_name(id: &str) -> Option<i64> {
    let name = id.to_lowercase();
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number: Option<i64> = name[letters.len()..].parse().ok();
    let word = letters.trim_end_matches(|c: char| !c.is_alphanumeric());
    match (word, number) {
        ("", Some(year)) if (1800..2200).contains(&year) => Some(FORM + year),
        ("q" | "quarter", Some(quarter @ 1..=4)) => Some(2 * FORM + quarter),
        ("h" | "half", Some(half @ 1..=2)) => Some(3 * FORM + half),
        ("w" | "week" | "kw", Some(week @ 1..=53)) => Some(4 * FORM + week),
        ("day" | "month" | "year", Some(number)) => Some(5 * FORM + number.min(FORM - 1)),
        (month, None) => {
            let at = MONTHS.iter().position(|start| month.starts_with(start))?;
            let full = [
                "january",
                "february",
                "march",
                "april",
                "may",
                "june",
                "july",
                "august",
                "september",
                "october",
                "november",
                "december",
            ][at];
            let known = month == MONTHS[at] || month == full || month == "sept";
            known.then_some(6 * FORM + at as i64)
        }
        _ => year_and_more(name),
    }
}

/// `2025-03`, `2025-q1`, `2025_w07`.
fn year_and_more(name: &str) -> Option<i64> {
    let (year, rest) = name.split_once(['-', '_'])?;
    let year: i64 = year
        .parse()
        .ok()
        .filter(|year| (1800..2200).contains(year))?;
    let (form, digits) = match rest.strip_prefix(['q', 'w', 'h']) {
        Some(digits) => (7 + i64::from(rest.as_bytes()[0] - b'a'), digits),
        None => (7, rest),
    };
    let number: i64 = digits
        .parse()
        .ok()
        .filter(|number| (0..100).contains(number))?;
    Some(form * FORM + year * 100 + number)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_of_times_are_in_order() {
        for names in [
            ["q1", "q2", "q3"],
            ["jan", "February", "march"],
            ["2019", "2020", "2021"],
            ["2024-11", "2024-12", "2025-01"],
            ["2024-q3", "2024-q4", "2025-q1"],
            ["week-9", "week-10", "week_11"],
        ] {
            let ranks: Vec<i64> = names.iter().map(|name| of_name(name).unwrap()).collect();
            assert!(ranks.is_sorted(), "{names:?}");
            assert_eq!(ranks[0] / FORM, ranks[2] / FORM, "{names:?}");
        }
        for name in [
            "women", "mayor", "north", "q5", "marching", "12", "civilian", "a-1",
        ] {
            assert_eq!(of_name(name), None, "{name}");
        }
    }
}
