//! The table of reasons: name, meaning and test of each, in order of precedence.

use std::ops::Range;

use super::site::Site;
use super::skip::Skip;
use super::{
    addresses, age, dates, debris, lists, names, notation, ordinal, times, wording, years,
};

/// A reason with its test. The test gives what is skipped, from the numeral on.
pub(super) struct Rule {
    pub skip: Skip,
    pub id: &'static str,
    pub meaning: &'static str,
    pub may_be_claimed: bool,
    pub test: fn(&Site<'_>) -> Option<Range<usize>>,
}

const fn rule(
    skip: Skip,
    id: &'static str,
    meaning: &'static str,
    may_be_claimed: bool,
    test: fn(&Site<'_>) -> Option<Range<usize>>,
) -> Rule {
    Rule {
        skip,
        id,
        meaning,
        may_be_claimed,
        test,
    }
}

/// The first rule whose test fits decides.
#[rustfmt::skip]
pub(super) static RULES: &[Rule] = &[
    rule(Skip::ListNumber, "list-number", "the number of a list item or of a note, as in `2)`", true, lists::list_number),
    rule(Skip::Date, "date", "a date, as in `10 March 2025`", false, dates::date),
    rule(Skip::Time, "time", "a time of day, as in `5 p.m.`", false, times::time),
    rule(Skip::PhoneNumber, "phone-number", "a telephone number", false, addresses::phone),
    rule(Skip::Version, "version", "a version, as in `v2.1`", false, addresses::version),
    rule(Skip::PageDebris, "page-debris", "a remainder of page layout, as in `16 px`", true, debris::debris),
    rule(Skip::DocumentNumber, "document-number", "the number of a document, as in `Resolution 1325`", true, names::document),
    rule(Skip::YearInName, "year-in-name", "a year in a name, as in `the 1949 Geneva Conventions`", true, years::year_in_name),
    rule(Skip::Year, "year", "a year or years, as in `1991-1994` or `the 1990s`", true, years::year),
    rule(Skip::Name, "name", "part of a name, as in `Channel 4`", true, names::name),
    rule(Skip::Ordinal, "ordinal", "an ordinal, as in `80th`", false, ordinal::ordinal),
    rule(Skip::Age, "age", "an age, as in `aged 65`", true, age::age),
    rule(Skip::Duration, "duration", "a stretch of time, as in `30 years`", true, times::duration),
    rule(Skip::Notation, "notation", "another notation than that of one figure, as in `3-1`", true, notation::notation),
    rule(Skip::Wording, "wording", "a pronoun or a reference, as in `the two countries`", true, wording::wording),
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_one_rule() {
        let all = [
            Skip::ListNumber,
            Skip::Date,
            Skip::Time,
            Skip::PhoneNumber,
            Skip::Version,
            Skip::PageDebris,
            Skip::DocumentNumber,
            Skip::YearInName,
            Skip::Year,
            Skip::Name,
            Skip::Ordinal,
            Skip::Age,
            Skip::Duration,
            Skip::Notation,
            Skip::Wording,
        ];
        for skip in all {
            assert_eq!(RULES.iter().filter(|rule| rule.skip == skip).count(), 1);
            assert!(
                skip.id()
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'-')
            );
            assert!(!skip.meaning().ends_with('.'));
        }
        assert_eq!(RULES.len(), all.len());
    }
}
