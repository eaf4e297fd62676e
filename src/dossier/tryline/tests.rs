//! Tests of the one-line form.
#![allow(clippy::unwrap_used)]

use std::ops::Range;

use proptest::prelude::*;

use super::*;

/// A small stand-in for the reading of figures: hedges and scale words around digits.
fn reads(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "about", "more", "than", "million", "percent", "in", "to", "between", "and", "n/a",
    ];
    let number = |word: &str| {
        let word = word.trim_matches(['<', '>', '=', '+', '-', '−', '%', '(', ')', '~', '±', '*']);
        word.starts_with(|c: char| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || ",.-".contains(c))
    };
    let words: Vec<_> = text.split_whitespace().collect();
    let apart = |pair: &[&str]| {
        let grouped = pair[0].len() <= 3 && pair[1].len() == 3;
        grouped || !(number(pair[0]) && number(pair[1]))
    };
    text.contains(|c: char| c.is_ascii_digit())
        && !text.starts_with("in ")
        && words.windows(2).all(apart)
        && words
            .iter()
            .all(|word| number(word) || WORDS.contains(word) || *word == "±")
}

fn written(terms: &[TryTerm]) -> String {
    let figure = |figure: &TryFigure| match &figure.name {
        Some(name) => format!("{}:{}", name.value, figure.text),
        None => figure.text.to_owned(),
    };
    let term = |term: &TryTerm| {
        let sign = if term.minus { "-" } else { "+" };
        let of = term.of.as_ref().map(|of| format!(" OF {}", figure(of)));
        format!("{sign}[{}{}]", figure(&term.figure), of.unwrap_or_default())
    };
    terms.iter().map(term).collect()
}

fn line(text: &str) -> String {
    let line = parse(text, &reads).unwrap();
    let (left, right) = (written(&line.left), written(&line.right));
    format!("{left} {} {right}", line.comparison.sign())
}

#[test]
fn figures_are_split_from_signs() {
    let cases = [
        ("3,983 = 3,209 + 774", "+[3,983] == +[3,209]+[774]"),
        ("3983=3209+774", "+[3983] == +[3209]+[774]"),
        (
            "more than 600 = 187 + about 400",
            "+[more than 600] == +[187]+[about 400]",
        ),
        ("12% of 3,983 = 478", "+[12% OF 3,983] == +[478]"),
        ("1 in 5 of 100 == 20", "+[1 in 5 OF 100] == +[20]"),
        (
            "20 percent of total 50 = 10",
            "+[20 percent OF total:50] == +[10]",
        ),
        ("3,990 >= 3,983", "+[3,990] >= +[3,983]"),
        ("3,983 ≤ 3,990", "+[3,983] <= +[3,990]"),
        (
            "1.2 million = 700,000 + 0.5 million",
            "+[1.2 million] == +[700,000]+[0.5 million]",
        ),
        (
            "total 3,983 = military 3,209 + civilian 774",
            "+[total:3,983] == +[military:3,209]+[civilian:774]",
        ),
        (
            "3,983 = 3,209 military personnel + more than 700 civilians",
            "+[3,983] == +[military personnel:3,209]+[civilians:more than 700]",
        ),
        (
            "dead: 12 = 5 + still missing: 7",
            "+[dead:12] == +[5]+[still missing:7]",
        ),
        ("dead in 2024: 700 = 700", "+[dead in 2024:700] == +[700]"),
        ("187 among 600 = 700", "+[187 among 600] == +[700]"),
        ("dead in 2024 700 = 700", "+[dead in:2024 700] == +[700]"),
        ("10 - 3 − 2 = 5", "+[10]-[3]-[2] == +[5]"),
        ("600-700 = 650", "+[600-700] == +[650]"),
        ("-5 + (5) = -10 + +7", "+[-5]+[(5)] == +[-10]+[+7]"),
        ("600+ = 187 + 413+", "+[600+] == +[187]+[413+]"),
        ("600+ + 5 = 605 +5", "+[600+]+[5] == +[605]+[5]"),
        ("12 ± 3 = 12 +- 3", "+[12 ± 3] == +[12 +- 3]"),
        ("n/a 5 = 3,983*", "+[n/a 5] == +[3,983*]"),
    ];
    for (text, expected) in cases {
        assert_eq!(line(text), expected, "{text}");
    }
}

#[test]
fn a_sign_that_touches_a_number_at_the_start_of_a_term_is_a_hedge() {
    assert_eq!(line("<5 + 3 = 7"), "+[<5]+[3] == +[7]");
    assert_eq!(line("8 = >=3 + <5"), "+[8] == +[>=3]+[<5]");
    assert_eq!(line("3 <5"), "+[3] < +[5]");
    assert_eq!(line("military <5"), "+[military] < +[5]");
    assert_eq!(line("civilian <5 + 3 = 7"), "+[civilian:<5]+[3] == +[7]");
    assert_eq!(line(">3900 < >3983"), "+[>3900] < +[>3983]");
}

#[test]
fn ranges_are_bytes_of_the_line() {
    let text = "tələfat 1 200 = 12% of 10 000";
    let line = parse(text, &reads).unwrap();
    let left = &line.left[0];
    assert_eq!(left.figure.range, 10..15);
    assert_eq!(left.range, 0..15);
    assert_eq!(left.figure.name, Some(Ranged::new("tələfat", 0..9)));
    let right = &line.right[0];
    assert_eq!(
        (right.figure.range.clone(), right.range.clone()),
        (18..21, 18..31)
    );
    assert_eq!(right.of.as_ref().unwrap().range, 25..31);
}

#[test]
fn what_does_not_read_is_left_to_the_caller() {
    assert_eq!(line("military 3x98 = 12"), "+[military:3x98] == +[12]");
    assert_eq!(line("many = 12"), "+[many] == +[12]");
    let long = format!("{}7 = 7", "word ".repeat(20));
    assert_eq!(parse(&long, &reads).unwrap().left[0].figure.text, "7");
}

#[test]
fn mistakes_are_pointed_at() {
    let cases: &[(&str, Range<usize>, &str)] = &[
        ("", 0..0, "there is nothing to check"),
        ("3 + 4", 0..5, "a comparison is missing"),
        ("7 = 3 = 4", 6..7, "a line holds one comparison"),
        ("7 =", 2..3, "a figure is missing after `=`"),
        ("= 7", 0..1, "a figure is missing before `=`"),
        ("7 = 3 +", 6..7, "a figure is missing after `+`"),
        ("7 = + 3", 4..5, "a figure is missing before `+`"),
        ("7 = 3 + + 4", 8..9, "a figure is missing before `+`"),
        ("7 - = 3", 4..5, "a figure is missing before `=`"),
        ("7 ≈ 7", 2..5, "`≈` does not say how near"),
        ("7 != 8", 2..4, "a line cannot say that two sides differ"),
        ("7 => 8", 2..4, "this is not a comparison"),
        (
            "5 -3 = 2",
            2..3,
            "this is neither a subtraction nor a range",
        ),
        (
            "5- 3 = 2",
            1..2,
            "this is neither a subtraction nor a range",
        ),
        (
            "7 = (3 + 4)",
            7..8,
            "a line has no parentheses around terms",
        ),
        ("12 = 3 * 4", 7..8, "a line only adds and subtracts"),
        ("12 = 3×4", 6..8, "a line only adds and subtracts"),
    ];
    for (text, range, message) in cases {
        let error = parse(text, &reads).unwrap_err();
        assert_eq!(
            (error.message.as_str(), &error.range),
            (*message, range),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn no_line_panics_and_every_range_is_its_text(
        text in "([0-9a-z,.%<>=+−±()*/:é \u{a0}-]|of | = ){0,24}",
    ) {
        match parse(&text, &reads) {
            Ok(line) => for term in line.left.iter().chain(&line.right) {
                for figure in [Some(&term.figure), term.of.as_ref()].into_iter().flatten() {
                    prop_assert_eq!(&text[figure.range.clone()], figure.text);
                    prop_assert!(!figure.text.is_empty());
                    if let Some(name) = &figure.name {
                        prop_assert_eq!(&text[name.range.clone()], name.value);
                    }
                }
            },
            Err(error) => prop_assert!(text.get(error.range.clone()).is_some(), "{:?}", error),
        }
    }

    #[test]
    fn any_sum_of_plain_figures_is_split_into_them(figures in prop::collection::vec(0u32..9999, 2..9)) {
        let printed: Vec<_> = figures.iter().map(u32::to_string).collect();
        let text = format!("{} = {}", printed[0], printed[1..].join(" + "));
        let line = parse(&text, &reads).unwrap();
        let right: Vec<_> = line.right.iter().map(|term| term.figure.text).collect();
        prop_assert_eq!(line.left[0].figure.text, &printed[0]);
        prop_assert_eq!(right, &printed[1..]);
    }
}
