//! Laws of the recogniser: no text makes it fail, offsets are exact, and its steps grow
//! no faster than the text. What it finds is tested on the corpus of
//! `tests/fixtures/texts`.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::quantity::Reading;
use crate::quantity::lex::STEPS;

static HEDGES: LazyLock<HedgeTable> = LazyLock::new(HedgeTable::standard);

fn all(text: &str) -> Vec<Expression> {
    recognise(text, NumberFormat::En, &HEDGES)
}

/// Each expression: its numeral, the hedge in brackets, and `!reason` or `: noun`.
fn shown(text: &str) -> Vec<String> {
    let line = |found: &Expression| {
        let mut line = text[found.numeral.clone()].to_owned();
        if let Some(hedge) = &found.hedge {
            line += &format!(" [{}]", &text[hedge.clone()]);
        }
        if let Some(skip) = found.skip {
            line += &format!(" !{skip}");
        }
        if let Some(noun) = &found.noun {
            line += &format!(": {}", &text[noun.clone()]);
        }
        line
    };
    all(text).iter().map(line).collect()
}

#[test]
fn what_stands_beside_a_number_is_part_of_it() {
    assert_eq!(
        shown("over\u{a0}19,000 citizens"),
        ["19,000 [over]: citizens"]
    );
    assert_eq!(shown("3\u{202f}983 people"), ["3\u{202f}983: people"]);
    assert_eq!(shown("３，９８３ people"), ["３，９８３: people"]);
    assert_eq!(
        shown("3,\u{200b}983 peo\u{ad}ple"),
        ["3,\u{200b}983: peo\u{ad}ple"]
    );
    assert_eq!(shown("some 600\nor more"), ["600 [or more]"]);
    assert_eq!(shown("another\n\n1 man"), ["another !wording", "1: man"]);
    assert!(all("").is_empty() && all(" \n").is_empty());
}

#[test]
fn sentences_end_where_they_are_glued() {
    let text = "He was killed.The 3,983 were named. Dr. Ek counted 12.5 of them!Then 7";
    let sentences: Vec<&str> = all(text)
        .iter()
        .map(|found| &text[found.sentence.clone()])
        .collect();
    assert_eq!(
        sentences,
        [
            "The 3,983 were named.",
            "Dr. Ek counted 12.5 of them!",
            "Then 7"
        ]
    );
}

#[test]
fn the_first_reason_in_the_table_counts() {
    assert_eq!(shown("12-year-old"), ["12-year-old !age"]);
    assert_eq!(shown("a 5 min read"), ["5 min read !page-debris"]);
    assert_eq!(shown("Resolution 1325"), ["1325 !document-number"]);
    assert_eq!(
        shown("10 March 2025 at 10:30"),
        ["10 March 2025 !date", "10:30 !time"]
    );
}

/// Pieces of which hostile texts are made.
const PIECES: &[&str] = &[
    "3",
    ",",
    ".",
    "983",
    " ",
    "\u{a0}",
    "–",
    "-",
    "to ",
    "and ",
    "between ",
    "about ",
    "million",
    "%",
    "in ",
    "5",
    "one ",
    "half ",
    "a ",
    "dozen",
    "hundred ",
    "±",
    "<",
    ">",
    "(",
    ")",
    "$",
    "*",
    "+",
    "up ",
    "no ",
    " or more",
    "from ",
    "’",
    "é",
    "x",
    "of ",
    "twice ",
    "tens of ",
    "people ",
    "“",
    "1990s",
    "\n",
    "\n\n",
    "March ",
    "10",
    "2025",
    ":",
    "/",
    "http://",
    "v2.1",
    "th ",
    "year",
    "third ",
    "COVID-",
    "No. ",
    "Resolution ",
    "aged ",
    "under ",
    "p.m. ",
    "another ",
    "３",
    "％",
    "\u{ad}",
    "[",
    "]",
    "1. ",
    "Karabakh ",
    "was ",
    "killed.",
    "The ",
    "½",
    "€",
    "px ",
    "\u{feff}",
    "#",
    "@",
    "_",
    "\u{301}",
    "日",
    "٣",
    "ﬁ",
    "İ",
    "ß",
    "\u{2028}",
    "\r\n",
    "one in ",
    "among these ",
];

fn holds(text: &str) {
    for format in [NumberFormat::En, NumberFormat::Eu] {
        let mut last = 0;
        for found in recognise(text, format, &HEDGES) {
            let inside = |range: &Range<usize>, outer: &Range<usize>| {
                outer.start <= range.start && range.end <= outer.end
            };
            assert!(found.numeral.start >= last, "{text:?}: {found:?}");
            assert!(!found.numeral.is_empty(), "{text:?}: {found:?}");
            assert!(inside(&found.numeral, &found.phrase), "{text:?}: {found:?}");
            assert!(
                inside(&found.numeral, &found.sentence),
                "{text:?}: {found:?}"
            );
            for range in [
                Some(&found.phrase),
                Some(&found.sentence),
                found.noun.as_ref(),
                found.hedge.as_ref(),
            ] {
                assert!(range.is_none_or(|range| text.get(range.clone()).is_some()));
            }
            assert_eq!(found.is_figure(), found.skip.is_none());
            assert!(found.value.is_some() || !found.is_figure());
            if let Some(value) = &found.value {
                value.intervals(&Reading::count(&HEDGES));
            }
            last = found.numeral.end;
        }
    }
}

#[test]
fn what_stands_around_a_figure_is_written_down_or_left() {
    for text in [
        "10±10 or more",
        "about 12 ± 3 people",
        "from 600 to 1 in 5",
        "from 3 to $4bn",
    ] {
        let found = all(text);
        assert!(!found.is_empty(), "{text}");
        let value = found[0].value.as_ref().unwrap();
        let again = Value::parse(&value.printed, NumberFormat::En, &HEDGES);
        assert_eq!(again.as_ref(), Ok(value), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in ".{0,80}") {
        holds(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        holds(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn figure_like_texts_are_read(parts in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        holds(&parts.concat());
    }

    #[test]
    fn what_is_found_can_be_written_down(parts in prop::collection::vec(prop::sample::select(PIECES), 0..12)) {
        let text = parts.concat();
        for found in recognise(&text, NumberFormat::En, &HEDGES).iter().filter(|found| found.is_figure()) {
            let value = found.value.as_ref().unwrap();
            let again = Value::parse(&value.printed, NumberFormat::En, &HEDGES);
            prop_assert_eq!(again.as_ref(), Ok(value), "{:?}", text);
        }
    }

    #[test]
    fn printed_figures_are_found(number in 0..10_000_000i64, hedge in prop::sample::select(vec![
        "", "about ", "more than ", "nearly ", "at least ", "at least some ",
    ])) {
        let printed = format!("{hedge}{}", crate::quantity::group(&number.into()));
        let text = format!("The office said that {printed} people were counted.");
        let found = all(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&*found[0].value.as_ref().unwrap().printed, printed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_repetition_takes_more_than_its_share(parts in prop::collection::vec(prop::sample::select(PIECES), 1..5)) {
        let piece = parts.concat();
        let times = 512 / piece.len() + 1;
        let (small, large) = (steps(&piece, times), steps(&piece, 4 * times));
        prop_assert!(large <= 5 * small + 3000, "{:?}: {} steps, then {}", piece, small, large);
    }
}

/// Steps through a text made of so many repetitions.
fn steps(piece: &str, times: usize) -> u64 {
    let text = piece.repeat(times);
    STEPS.with(|steps| steps.set(0));
    all(&text);
    STEPS.with(std::cell::Cell::get)
}

#[test]
fn steps_grow_with_the_text_and_no_faster() {
    let long = [
        "a",
        "1",
        " ",
        "\n",
        "é",
        "1 ",
        "1,",
        "1.",
        "1-",
        "1/",
        "1:",
        "1 to ",
        "1 in ",
        "one ",
        "million ",
        "one million ",
        "about ",
        "at least ",
        "between ",
        "no ",
        "another ",
        "(",
        "[1] ",
        "March 1 ",
        "1. ",
        "1) ",
        "\n1. x",
        "$",
        "+",
        "+1 ",
        "-",
        "~",
        "the ",
        "one hundred and ",
        "half ",
        "one third ",
        "aged ",
        "resolution 1, ",
        "http://a",
        "v1.",
        "one in Ar, ",
        "another in ",
        "2020 ",
        "2020-",
        "A1-",
        "\u{ad}1",
        "１",
        "1\u{a0}",
        "1 000 ",
        "x. ",
        "x.X",
        "\"",
        "1\n\n",
        "1 of ",
        "of 1 million ",
        "under ",
        "up by ",
        "1:1+",
        "1.1.2020,",
        "1a-",
        "1x1 ",
        "1:1/1+1a",
        "111111111111 ",
        "12:30",
        "as many as ",
        "tens of ",
        "1 ± ",
        "1 people ",
        "1 new ",
        "12:30 to ",
        "10 March, ",
        "1(",
        "1)",
    ];
    for piece in long {
        let times = 1024 / piece.len();
        let (small, large) = (steps(piece, times), steps(piece, 4 * times));
        let bound = 5 * small + 1000;
        assert!(large <= bound, "{piece:?}: {small} steps, then {large}");
        let per_byte = large / (4 * times * piece.len()) as u64;
        assert!(per_byte < 1500, "{piece:?}: {per_byte} steps a byte");
    }
}
