//! Figures in running text: the numerals and hedges that values themselves use,
//! found in one pass over the text.

use std::ops::Range;

use super::digits::NumberFormat;
use super::hedge::HedgeTable;
use super::lex::{char_at, in_word};
use super::numeral::{Mode, skip_run};
use super::phrase::{Context, read_phrase};
use super::value::Value;

/// A figure found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where its numeral stands, without the hedge.
    pub range: Range<usize>,
    /// The figure with its hedge, printed as in the text.
    pub value: Value,
}

/// All figures of a text, in order. Digits that belong to a word (`1990s`,
/// `80th`) or to another notation (`1:30`) are passed over.
pub fn find_figures(text: &str, format: NumberFormat, hedges: &HedgeTable) -> Vec<Found> {
    let mut found = Vec::new();
    each_figure(text, format, hedges, |figure| {
        found.push(figure);
        true
    });
    found
}

/// Hands over the figures one by one until `take` has had enough.
pub(crate) fn each_figure(
    text: &str,
    format: NumberFormat,
    hedges: &HedgeTable,
    mut take: impl FnMut(Found) -> bool,
) {
    let context = Context {
        format,
        hedges,
        mode: Mode::Text,
    };
    let mut at = 0;
    let mut before = None;
    while let Some(c) = char_at(text, at) {
        let mut next = at + c.len_utf8();
        if may_begin(c, before) && hedges.could_begin(text, at, c) {
            match read_phrase(text, at, context) {
                Ok(Some(phrase)) => {
                    next = phrase.end.max(next);
                    let range = phrase.numeral.clone();
                    let value = phrase.into_value(text[at..next].trim());
                    if !take(Found { range, value }) {
                        return;
                    }
                }
                Ok(None) if c.is_ascii_digit() => next = skip_run(text, at).max(next),
                Ok(None) => {}
                Err(error) => {
                    let bad = error.range.end.max(next);
                    next = if c.is_ascii_digit() {
                        skip_run(text, at).max(bad)
                    } else {
                        bad
                    };
                }
            }
        }
        // Step over the rest of a word that is no figure, in one go.
        while in_word(c) {
            match char_at(text, next) {
                Some(inside) if in_word(inside) && !boundary(text, next) => {
                    next += inside.len_utf8();
                }
                _ => break,
            }
        }
        before = text[at..next].chars().next_back();
        at = next;
    }
}

/// Whether a figure could begin at a word or character here, in running text.
fn may_begin(c: char, before: Option<char>) -> bool {
    let inside = before.is_some_and(in_word) && in_word(c);
    !inside
        && (c.is_alphanumeric()
            || matches!(
                c,
                '+' | '-' | '−' | '<' | '>' | '≤' | '≥' | '~' | '≈' | '$' | '.'
            )
            || (!c.is_ascii() && !c.is_whitespace()))
}

/// Whether a figure that was just read ends here, so that no word goes on.
fn boundary(text: &str, at: usize) -> bool {
    !super::lex::char_before(text, at).is_some_and(in_word)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figures(text: &str) -> Vec<(String, String)> {
        let table = HedgeTable::standard();
        find_figures(text, NumberFormat::En, &table)
            .into_iter()
            .map(|found| (text[found.range].to_owned(), found.value.printed.into()))
            .collect()
    }

    #[track_caller]
    fn finds(text: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(a, b)| (a.to_string(), b.to_string()))
            .collect();
        assert_eq!(figures(text), expected, "{text}");
    }

    #[test]
    fn figures_of_articles() {
        finds(
            "As many as 3,983 people have been registered as missing",
            &[("3,983", "As many as 3,983")],
        );
        finds(
            "includes 3,209 military personnel and 774 civilians.",
            &[("3,209", "3,209"), ("774", "774")],
        );
        finds(
            "over\u{a0}19,000 citizens and injuries of more than 65,000 people.",
            &[
                ("19,000", "over\u{a0}19,000"),
                ("65,000", "more than 65,000"),
            ],
        );
        finds(
            "20 percent of territory. Over 20,000 were killed and one million were expelled",
            &[
                ("20 percent", "20 percent"),
                ("20,000", "Over 20,000"),
                ("one million", "one million"),
            ],
        );
        finds("and six people disappeared", &[("six", "six")]);
        finds(
            "“3,698 of them are men, while 285 are women",
            &[("3,698", "3,698"), ("285", "285")],
        );
        finds(
            "3890 persons (3171 servicemen, 719 civilians)",
            &[("3890", "3890"), ("3171", "3171"), ("719", "719")],
        );
        finds(
            "the fate of thousands of Azerbaijanis",
            &[("thousands", "thousands")],
        );
        finds("In 2020, 300 people", &[("2020", "2020"), ("300", "300")]);
        finds(
            "187 individuals in 23 mass graves",
            &[("187", "187"), ("23", "23")],
        );
        finds(
            "rose from 3,983 to 3,990",
            &[("3,983", "3,983"), ("3,990", "3,990")],
        );
        finds(
            "another 774 and another",
            &[("774", "another 774"), ("another", "another")],
        );
        finds(
            "600 or more, 12 ± 3 and $3bn",
            &[
                ("600", "600 or more"),
                ("12 ± 3", "12 ± 3"),
                ("$3bn", "$3bn"),
            ],
        );
        finds("one in five", &[("one in five", "one in five")]);
        finds(
            "between 600 and 700 people",
            &[("600 and 700", "between 600 and 700")],
        );
        finds("6 in 2020", &[("6", "6"), ("2020", "2020")]);
    }

    #[test]
    fn what_is_no_figure() {
        finds(
            "the 1990s, the 80th session, G20 and COVID-19",
            &[("19", "19")],
        );
        finds("at 1:30 on 0x1F", &[]);
        finds("a man, an hour, someone, overall, about nobody", &[]);
        finds("No. 5", &[("5", "5")]);
        finds("date 2024-10-02 + 16 px", &[("16", "16")]);
        finds("on 10.03.2025 in 3 places", &[("3", "3")]);
        finds("the 44-day war", &[("44", "44")]);
        finds("", &[]);
        finds("…", &[]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}") {
            check(&text);
        }

        #[test]
        fn no_figure_like_text_panics(parts in prop::collection::vec(prop::sample::select(vec![
            "3", ",", ".", "983", " ", "–", "-", "to ", "and ", "between ", "about ", "million", "%",
            "in ", "5", "one ", "half ", "a ", "dozen", "hundred ", "±", "<", ">", "(", ")", "$",
            "*", "+", "up ", "no ", " or more", "from ", "’", "é", "\u{a0}", "x", "of ", "twice ",
            "tens of ", "people ", "“", "1990s", "\n",
        ]), 0..16)) {
            check(&parts.concat());
        }

        #[test]
        fn printed_figures_are_found(number in 0..10_000_000i64, hedge in prop::sample::select(vec![
            "", "about ", "more than ", "nearly ", "at least "
        ])) {
            let printed = format!("{hedge}{}", crate::quantity::group(&number.into()));
            let text = format!("The office said that {printed} people were counted.");
            let found = figures(&text);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(&found[0].1, &printed);
        }
    }

    fn check(text: &str) {
        let table = HedgeTable::standard();
        for format in [NumberFormat::En, NumberFormat::Eu] {
            let mut last = 0;
            for found in find_figures(text, format, &table) {
                assert!(found.range.start >= last && found.range.end > found.range.start);
                assert!(text.get(found.range.clone()).is_some());
                last = found.range.end;
            }
        }
    }
}
