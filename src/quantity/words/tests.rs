//! Number words: what they say, where they stop, and that every number reads back.

use super::*;
use proptest::prelude::*;

fn read(text: &str) -> Option<(String, Option<String>, &str)> {
    let found = read_words(text, 0)?;
    let step = found.step.map(|step| step.to_string());
    Some((found.number.to_string(), step, &text[found.end..]))
}

#[test]
fn exact_words() {
    for (text, number) in [
        ("six", "6"),
        ("Twenty-one", "21"),
        ("twenty one", "21"),
        ("twenty‑one", "21"),
        ("another", "1"),
        ("twice", "2"),
        ("a single", "1"),
        ("half a million", "500000"),
        ("half a dozen", "6"),
        ("a dozen", "12"),
        ("two dozen", "24"),
        ("a quarter of a million", "250000"),
        ("one hundred and five", "105"),
        ("a hundred", "100"),
        ("twelve hundred", "1200"),
        ("six and a half", "6.5"),
        ("zero", "0"),
        ("two thousand three hundred and five", "2305"),
        ("one million two hundred thousand", "1200000"),
        ("one hundred and five thousand and six", "105006"),
        ("nine hundred ninety-nine", "999"),
    ] {
        assert_eq!(read(text), Some((number.into(), None, "")), "{text}");
    }
}

#[test]
fn one_scale_word_is_read_as_rounded() {
    for (text, number, step) in [
        ("two thousand", "2000", "1000"),
        ("one million", "1000000", "1000000"),
        ("a million", "1000000", "1000000"),
        ("six hundred thousand", "600000", "1000"),
        ("two and a half million", "2500000", "500000"),
    ] {
        assert_eq!(
            read(text),
            Some((number.into(), Some(step.into()), "")),
            "{text}"
        );
    }
}

#[test]
fn stops_in_time() {
    for (text, number, rest) in [
        ("six people", "6", " people"),
        ("two and three", "2", " and three"),
        ("one two", "1", " two"),
        ("one hundred and a bit", "100", " and a bit"),
        ("ten thousandfold", "10", " thousandfold"),
    ] {
        assert_eq!(read(text), Some((number.into(), None, rest)), "{text}");
    }
    for text in [
        "a",
        "a man",
        "an hour",
        "half",
        "half of them",
        "hundred",
        "sixth",
        "",
        "and",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

fn in_words(n: i128) -> String {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let n = n as usize;
    let rest = |r: usize, link: &str| match r {
        0 => String::new(),
        r => format!("{link}{}", in_words(r as i128)),
    };
    match n {
        0..20 => ONES[n].into(),
        20..100 => format!("{}{}", TENS[n / 10], rest(n % 10, "-")),
        100..1000 => format!("{} hundred{}", ONES[n / 100], rest(n % 100, " and ")),
        1000..1_000_000 => format!(
            "{} thousand{}",
            in_words((n / 1000) as i128),
            rest(n % 1000, " ")
        ),
        _ => format!(
            "{} million{}",
            in_words((n / 1_000_000) as i128),
            rest(n % 1_000_000, " ")
        ),
    }
}

proptest! {
    #[test]
    fn every_number_reads_as_written(n in prop_oneof![0..2000i128, 0..1_000_000_000i128]) {
        let text = in_words(n);
        let found = read_words(&text, 0).unwrap();
        prop_assert_eq!(found.number, Decimal::whole(n), "{}", text);
        prop_assert_eq!(found.end, text.len());
    }
}
