//! Values: every row of the table of wordings, and what is refused.

use super::value::*;
use super::*;
use proptest::prelude::*;

fn parse(text: &str) -> Value {
    let table = HedgeTable::standard();
    match Value::parse(text, NumberFormat::En, &table) {
        Ok(value) => value,
        Err(error) => panic!("{text}: {error:?}"),
    }
}

fn fails(text: &str) -> ValueError {
    let table = HedgeTable::standard();
    match Value::parse(text, NumberFormat::En, &table) {
        Ok(value) => panic!("{text}: {value:?}"),
        Err(error) => error,
    }
}

/// Plausible and hard interval as a count.
fn count(text: &str) -> (String, String) {
    let table = HedgeTable::standard();
    let found = parse(text).intervals(&Reading::count(&table));
    (found.plausible.to_string(), found.hard.to_string())
}

fn amount(text: &str) -> (String, String) {
    let table = HedgeTable::standard();
    let found = parse(text).intervals(&Reading::amount(&table));
    (found.plausible.to_string(), found.hard.to_string())
}

#[track_caller]
fn check(rows: &[(&str, &str, &str)], read: fn(&str) -> (String, String)) {
    for (text, plausible, hard) in rows {
        let hard = if *hard == "same" { plausible } else { hard };
        assert_eq!(
            read(text),
            (plausible.to_string(), hard.to_string()),
            "{text}"
        );
    }
}

#[test]
fn bare_numbers() {
    check(
        &[
            ("3,983", "3,983", "same"),
            ("3983", "3,983", "same"),
            ("3 983", "3,983", "same"),
            ("3\u{a0}983", "3,983", "same"),
            ("3’983", "3,983", "same"),
            ("  3,983 ", "3,983", "same"),
            ("012", "12", "same"),
            ("exactly 3,983", "3,983", "same"),
            ("precisely 600", "600", "same"),
            ("a total of 719", "719", "same"),
            ("another 774", "774", "same"),
            ("another", "1", "same"),
            ("six", "6", "same"),
            ("a dozen", "12", "same"),
            ("half a million", "500,000", "same"),
            ("one hundred and five", "105", "same"),
            ("zero", "0", "same"),
            ("none", "0", "same"),
            ("no", "0", "same"),
            ("not a single", "0", "same"),
            ("both", "2", "same"),
            ("exactly 1.2 million", "1,200,000", "same"),
        ],
        count,
    );
    check(
        &[
            ("-5", "-5", "same"),
            ("−5", "-5", "same"),
            ("(5)", "-5", "same"),
            ("12.50", "12.5", "same"),
            ("$5", "5", "same"),
            (".5", "0.5", "same"),
        ],
        amount,
    );
}

#[test]
fn rounded_forms() {
    check(
        &[
            ("1.2 million", "[1,150,000, 1,250,000]", "same"),
            ("3bn", "[2,500,000,000, 3,500,000,000]", "same"),
            ("5k", "[4,500, 5,500]", "same"),
            ("two thousand", "[1,500, 2,500]", "same"),
            ("1.20 million", "[1,195,000, 1,205,000]", "same"),
            ("12%", "[11.5, 12.5]", "same"),
            ("20 percent", "[19.5, 20.5]", "same"),
            ("12.0 per cent", "[11.95, 12.05]", "same"),
            ("1 in 5", "[200/11, 200/9]", "same"),
            ("one in five", "[200/11, 200/9]", "same"),
            ("$3bn", "[2,500,000,000, 3,500,000,000]", "same"),
        ],
        amount,
    );
    check(
        &[
            ("12%", "[11.5, 12.5]", "same"),
            ("1.2 million", "[1,150,000, 1,250,000]", "same"),
        ],
        count,
    );
}

#[test]
fn hedges() {
    check(
        &[
            ("about 600", "[550, 650]", "[500, 700]"),
            ("around 4,000", "[3,600, 4,400]", "[3,200, 4,800]"),
            ("roughly 600", "[550, 650]", "[500, 700]"),
            ("approximately 600", "[550, 650]", "[500, 700]"),
            ("circa 600", "[550, 650]", "[500, 700]"),
            ("c. 600", "[550, 650]", "[500, 700]"),
            ("ca 600", "[550, 650]", "[500, 700]"),
            ("~600", "[550, 650]", "[500, 700]"),
            ("an estimated 600", "[550, 650]", "[500, 700]"),
            ("some 600", "[550, 650]", "[500, 700]"),
            ("600 or so", "[550, 650]", "[500, 700]"),
            ("about 25,000", "[22,500, 27,500]", "[20,000, 30,000]"),
            ("about 3,983", "[3,982, 3,984]", "[3,981, 3,985]"),
            ("about 5", "[4, 6]", "[3, 7]"),
            ("nearly 4,000", "[3,800, 3,999]", "[3,600, 3,999]"),
            ("almost 600", "[570, 599]", "[540, 599]"),
            ("just under 600", "[570, 599]", "[540, 599]"),
            ("close to 600", "[570, 599]", "[540, 599]"),
            ("approaching 600", "[570, 599]", "[540, 599]"),
            ("just over 600", "[601, 630]", "[601, 660]"),
            ("slightly more than 600", "[601, 630]", "[601, 660]"),
            ("more than 600", "[601, 700]", "[601, ∞)"),
            ("over 19,000", "[19,001, 20,000]", "[19,001, ∞)"),
            ("above 600", "[601, 700]", "[601, ∞)"),
            ("exceeding 600", "[601, 700]", "[601, ∞)"),
            ("in excess of 600", "[601, 700]", "[601, ∞)"),
            ("upwards of 600", "[601, 700]", "[601, ∞)"),
            (">600", "[601, 700]", "[601, ∞)"),
            ("more than 65,000", "[65,001, 70,000]", "[65,001, ∞)"),
            ("at least 600", "[600, ∞)", "same"),
            ("no fewer than 600", "[600, ∞)", "same"),
            ("not less than 600", "[600, ∞)", "same"),
            ("600 or more", "[600, ∞)", "same"),
            ("600+", "[600, ∞)", "same"),
            ("≥600", "[600, ∞)", "same"),
            ("up to 4,000", "[3,000, 4,000]", "[0, 4,000]"),
            ("at most 600", "[0, 600]", "same"),
            ("no more than 600", "[0, 600]", "same"),
            ("600 or fewer", "[0, 600]", "same"),
            ("fewer than 600", "[500, 599]", "[0, 599]"),
            ("less than 600", "[500, 599]", "[0, 599]"),
            ("under 600", "[500, 599]", "[0, 599]"),
            ("below 600", "[500, 599]", "[0, 599]"),
            ("<600", "[500, 599]", "[0, 599]"),
            ("as many as 3,983", "3,983", "same"),
            ("as much as 4,000", "[3,000, 4,000]", "[0, 4,000]"),
            ("As many as 4,000", "[3,000, 4,000]", "[0, 4,000]"),
            ("more than a dozen", "[13, 13]", "[13, ∞)"),
        ]
        .map(|(text, plausible, hard)| {
            (
                text,
                if plausible == "[13, 13]" {
                    "13"
                } else {
                    plausible
                },
                hard,
            )
        }),
        count,
    );
    check(
        &[
            ("more than 12%", "(12, 13]", "(12, ∞)"),
            ("nearly 20 percent", "[19, 20)", "[18, 20)"),
            (
                "about 1.2 million",
                "[1,150,000, 1,250,000]",
                "[1,100,000, 1,300,000]",
            ),
            ("about $12.5", "[12.25, 12.75]", "[12, 13]"),
            ("less than -5", "[-6, -5)", "(-∞, -5)"),
        ],
        amount,
    );
}

#[test]
fn vague_amounts() {
    check(
        &[
            ("dozens", "[24, 99]", "[24, ∞)"),
            ("scores", "[40, 99]", "[40, ∞)"),
            ("hundreds", "[200, 999]", "[200, ∞)"),
            ("thousands", "[2,000, 9,999]", "[2,000, ∞)"),
            ("tens of thousands", "[20,000, 99,999]", "[20,000, ∞)"),
            (
                "hundreds of thousands",
                "[200,000, 999,999]",
                "[200,000, ∞)",
            ),
            ("Several hundred", "[200, 999]", "[200, ∞)"),
        ],
        count,
    );
}

#[test]
fn ranges_and_limits() {
    check(
        &[
            ("600-700", "[600, 700]", "same"),
            ("600–700", "[600, 700]", "same"),
            ("600 – 700", "[600, 700]", "same"),
            ("between 600 and 700", "[600, 700]", "same"),
            ("from 600 to 700", "[600, 700]", "same"),
            ("2 to 7", "[2, 7]", "same"),
            ("two to seven", "[2, 7]", "same"),
            ("12 ± 3", "[9, 15]", "same"),
            ("12 +/- 3", "[9, 15]", "same"),
            ("between 2 and 3 million", "[2,000,000, 3,000,000]", "same"),
            ("1.2–1.5 million", "[1,200,000, 1,500,000]", "same"),
            ("$3–4bn", "[3,000,000,000, 4,000,000,000]", "same"),
            ("500 to 2 million", "[500, 2,000,000]", "same"),
            ("10 to 12%", "[10, 12]", "same"),
            ("10%–12%", "[10, 12]", "same"),
            ("about 600 to 700", "[550, 750]", "[500, 800]"),
            ("1.2 million ± 5%", "[1,140,000, 1,260,000]", "same"),
            ("<5", "[0, 4]", "same"),
            ("< 5", "[0, 4]", "same"),
        ],
        count,
    );
    check(
        &[
            ("-5 to -3", "[-5, -3]", "same"),
            ("-5--3", "[-5, -3]", "same"),
            ("<5", "[0, 5)", "same"),
        ],
        amount,
    );
}

#[test]
fn missing_figures() {
    for text in [
        "n/a",
        "N/A",
        "..",
        "…",
        "–",
        "-",
        "suppressed",
        "not available",
    ] {
        assert!(parse(text).is_missing(), "{text}");
        assert_eq!(count(text), ("[0, ∞)".into(), "[0, ∞)".into()));
        assert_eq!(amount(text), ("(-∞, ∞)".into(), "(-∞, ∞)".into()));
    }
    assert!(!parse("<5").is_missing());
}

#[test]
fn units_and_marks() {
    for (text, unit, number) in [
        ("$3bn", "$", "3000000000"),
        ("€5", "€", "5"),
        ("5 euros", "€", "5"),
        ("12 km", "km", "12"),
        ("USD 4 million", "$", "4000000"),
        ("4 million USD", "$", "4000000"),
        ("CHF 5", "CHF", "5"),
        ("20 percent", "%", "20"),
        ("1 in 5", "%", "20"),
        ("5 m", "m", "5"),
        ("600+ km", "km", "600"),
    ] {
        let value = parse(text);
        assert_eq!(value.unit.as_ref().map(Unit::as_str), Some(unit), "{text}");
        assert_eq!(value.number().unwrap().to_string(), number, "{text}");
    }
    for (text, marks) in [
        ("3,983*", vec!["*"]),
        ("3,983†", vec!["†"]),
        ("3,983 r", vec!["r"]),
        ("3,983r", vec!["r"]),
        ("3,983 p", vec!["p"]),
        ("3,983 (p)", vec!["p"]),
        ("3,983[1]", vec!["1"]),
        ("3,983¹*", vec!["¹", "*"]),
        ("12%*", vec!["*"]),
    ] {
        let value = parse(text);
        let found: Vec<&str> = value.marks.iter().map(|mark| &*mark.0).collect();
        assert_eq!(found, marks, "{text}");
    }
    assert!(parse("3,983 r").marks[0].is_revised());
    assert!(parse("3,983p").marks[0].is_provisional());
}

#[test]
fn changes() {
    for (text, number, percent) in [
        ("+7", "7", false),
        ("up 12%", "12", true),
        ("down 3", "-3", false),
        ("rose by 12%", "12", true),
        ("doubled", "100", true),
        ("halved", "-50", true),
        ("+1.2 million", "1200000", false),
    ] {
        let value = parse(text);
        assert!(value.is_change(), "{text}");
        assert_eq!(value.number().unwrap().to_string(), number);
        assert_eq!(value.is_percent(), percent);
    }
    assert_eq!(count("down 3"), ("-3".into(), "-3".into()));
    assert_eq!(
        count("down about 600"),
        ("[-650, -550]".into(), "[-700, -500]".into())
    );
    assert!(!parse("up to 5").is_change());
    assert!(!parse("-7").is_change());
}

#[test]
fn properties_of_values() {
    for (text, round) in [
        ("4,000", true),
        ("25,000", true),
        ("20", true),
        ("3,983", false),
        ("3,890", false),
        ("4.0", false),
        ("0", false),
        ("7", false),
        ("20%", false),
        ("about 4,000", false),
        ("1.2 million", false),
        ("six hundred", true),
    ] {
        assert_eq!(parse(text).is_bare_round(), round, "{text}");
    }
    let rounded = |text: &str| {
        parse(text)
            .rounded_form()
            .map(|interval| interval.to_string())
    };
    assert_eq!(rounded("4,000"), Some("[3,500, 4,500]".into()));
    assert_eq!(rounded("25,000"), Some("[24,500, 25,500]".into()));
    assert_eq!(rounded("3,983"), None);
    for (text, amount) in [
        ("12.5", true),
        ("$5", true),
        ("5", false),
        ("12.5%", false),
        ("1.2 million", false),
    ] {
        assert_eq!(parse(text).looks_like_amount(), amount, "{text}");
    }
    assert_eq!(parse("3,983").is_exact_number(), Some(Decimal::whole(3983)));
    assert_eq!(parse("about 5").is_exact_number(), None);
    assert_eq!(parse("12%").is_exact_number(), None);
    assert_eq!(
        parse("a total of 719").is_exact_number(),
        Some(Decimal::whole(719))
    );
    assert!(std::mem::size_of::<Value>() <= 80);
}

#[test]
fn truncation_and_table_rounding() {
    let table = HedgeTable::standard();
    let read = |text: &str, rounding, to: Option<i64>, count| {
        let how = Reading {
            count,
            rounding,
            rounded_to: to.map(Exact::from),
            hedges: &table,
        };
        parse(text).intervals(&how).hard.to_string()
    };
    use Rounding::*;
    for (text, rounding, to, count, expected) in [
        (
            "1.2 million",
            Truncate,
            None,
            false,
            "[1,200,000, 1,300,000)",
        ),
        (
            "1.2 million",
            Truncate,
            None,
            true,
            "[1,200,000, 1,299,999]",
        ),
        ("12%", Truncate, None, false, "[12, 13)"),
        ("-12%", Truncate, None, false, "(-13, -12]"),
        ("0%", Truncate, None, false, "(-1, 1)"),
        ("0%", Nearest, None, false, "[-0.5, 0.5]"),
        ("4,000", Nearest, Some(1000), true, "[3,500, 4,500]"),
        ("4,000", Truncate, Some(1000), true, "[4,000, 4,999]"),
        ("4,500", Nearest, Some(1000), true, "4,500"),
        ("0", Nearest, Some(1000), true, "[0, 500]"),
        ("exactly 4,000", Nearest, Some(1000), true, "4,000"),
    ] {
        assert_eq!(read(text, rounding, to, count), expected, "{text}");
    }
}

#[test]
fn european_figures() {
    let table = HedgeTable::standard();
    let read = |text: &str| {
        Value::parse(text, NumberFormat::Eu, &table)
            .map(|value| value.number().unwrap().to_string())
    };
    assert_eq!(read("3.983"), Ok("3983".into()));
    assert_eq!(read("3,983"), Ok("3.983".into()));
    assert_eq!(read("1,2 Mio"), Ok("1200000".into()));
    assert_eq!(read("1.234.567,8"), Ok("1234567.8".into()));
    assert!(read("3.98").is_err());
}

#[test]
fn refusals_point_at_the_characters() {
    for (text, bad, message) in [
        ("3,98", ",98", "grouped in threes"),
        ("12 30", "30", "grouped in threes"),
        ("0x1F", "0x1F", "hexadecimal"),
        ("1e5", "1e5", "exponent"),
        ("1E+5", "1E+5", "exponent"),
        ("1:30", "1:30", "a time"),
        ("1/5", "1/5", "fraction"),
        ("24.02.2025", ".02.2025", "grouped in threes"),
        ("", "", "no figure here"),
        ("   ", "   ", "no figure here"),
        ("3 milion", "milion", "not part of a figure"),
        ("3,983 people", "people", "not part of a figure"),
        ("more than", "more than", "needs a number"),
        ("more than at least 5", "at least", "no one reading"),
        ("about 600 or more", "or more", "no one reading"),
        ("about dozens", "about dozens", "already vague"),
        ("700-600", "700-600", "downwards"),
        ("$5-€7", "$5-€7", "two units"),
        ("NO idea", "idea", "not part of a figure"),
        ("hello", "hello", "not a figure"),
        ("3,983 and 774", "and 774", "not part of a figure"),
        (
            "9999999999999999999999999999999",
            "9999999999999999999999999999999",
            "30 digits",
        ),
        ("5.", ".", "not part of a figure"),
        ("{at_least: 600}", "{at_least: 600}", "not a figure"),
        ("5\u{200b}", "\u{200b}", "invisible"),
        ("(5", "(", "not closed"),
    ] {
        let error = fails(text);
        assert_eq!(&text[error.range.clone()], bad, "{text}: {error:?}");
        assert!(error.message.contains(message), "{text}: {error:?}");
        assert!(!error.message.ends_with('.'));
    }
    assert_eq!(
        fails("3 milion").help.as_deref(),
        Some("did you mean `million`?")
    );
    assert_eq!(
        fails("3,983 people").help.as_deref(),
        Some("write only the figure: `3,983`")
    );
    assert!(
        fails("1.234.567")
            .help
            .unwrap()
            .contains("number_format: eu")
    );
}

#[test]
fn overrides_change_the_reading() {
    let table = HedgeTable::with_overrides([("about", "[n-1, n+1]", "[n-2, n+2]")]).unwrap();
    let value = Value::parse("about 600", NumberFormat::En, &table).unwrap();
    let found = value.intervals(&Reading::count(&table));
    assert_eq!(found.hard.to_string(), "[598, 602]");
}

fn print(number: Decimal, separator: &str) -> String {
    number.grouped().replace(',', separator)
}

proptest! {
    #[test]
    fn numerals_parse_what_they_print(
        coefficient in prop_oneof![0..10_000i128, 0..10i128.pow(21)],
        scale in 0u8..4,
        separator in prop::sample::select(vec![",", "", "'", "’", "_", " ", "\u{a0}", "\u{202f}"]),
        (suffix, power, percent) in prop::sample::select(vec![
            ("", 0u8, false), (" million", 6, false), ("bn", 9, false), (" thousand", 3, false),
            ("%", 0, true), (" percent", 0, true), ("*", 0, false), (" km", 0, false),
        ]),
        prefix in prop::sample::select(vec!["", "about ", "more than ", "$", "−", "over "]),
    ) {
        prop_assume!(!(prefix == "$" && (percent || suffix == " km")));
        let number = Decimal { coefficient, scale };
        let text = format!("{prefix}{}{suffix}", print(number, separator));
        let value = Value::parse(&text, NumberFormat::En, &HedgeTable::standard());
        let value = value.map_err(|error| TestCaseError::fail(format!("{text}: {error:?}")))?;
        let mut expected = &number.to_exact() * &Exact::power_of_ten(power.into());
        if prefix == "−" {
            expected = -&expected;
        }
        prop_assert_eq!(value.number().unwrap().to_exact(), expected, "{}", text);
        prop_assert_eq!(value.is_percent(), percent);
        prop_assert_eq!(&*value.printed, text);
    }

    #[test]
    fn plausible_lies_inside_hard(
        hedge in prop::sample::select(vec!["", "about ", "nearly ", "just over ", "more than ",
            "at least ", "up to ", "at most ", "fewer than ", "as many as ", "~", "<", ">"]),
        number in -5000..50_000i64,
        suffix in prop::sample::select(vec!["", "%", " million", ".5"]),
        count in any::<bool>(),
        truncate in any::<bool>(),
        rounded_to in prop::option::of(1..1000i64),
    ) {
        let table = HedgeTable::standard();
        let text = format!("{hedge}{number}{suffix}");
        let value = Value::parse(&text, NumberFormat::En, &table).unwrap();
        let rounding = if truncate { Rounding::Truncate } else { Rounding::Nearest };
        let how = Reading { count, rounding, rounded_to: rounded_to.map(Exact::from), hedges: &table };
        let Intervals { hard, plausible } = value.intervals(&how);
        prop_assert!(hard.contains_interval(&plausible), "{text}: {plausible} in {hard}");
        prop_assert!(Interval::new(plausible.low.clone(), plausible.high.clone()).is_some());
    }

    #[test]
    fn no_text_panics(text in ".{0,40}") {
        check_any(&text);
    }

    #[test]
    fn no_figure_like_text_panics(parts in prop::collection::vec(prop::sample::select(vec![
        "3", ",", ".", "983", " ", "–", "-", "−", "to", "and", "between ", "about ", "million", "%",
        "in ", "5", "one ", "half ", "a ", "dozen", "hundred ", "±", "<", ">", "(", ")", "$", "USD ",
        "*", " r", "+", "up ", "no ", "or more", "thousand ", "from ", "’", "é", "\u{a0}", "0x", "e5",
        "99999999999999999999", "of ", "n/a", "percent", "twenty-", "tens of ", "k", "[1]", ":",
    ]), 0..10)) {
        check_any(&parts.concat());
    }
}

fn check_any(text: &str) {
    let table = HedgeTable::standard();
    for format in [NumberFormat::En, NumberFormat::Eu] {
        match Value::parse(text, format, &table) {
            Ok(value) => {
                assert_eq!(&*value.printed, text.trim());
                for how in [Reading::count(&table), Reading::amount(&table)] {
                    let found = value.intervals(&how);
                    assert!(found.hard.contains_interval(&found.plausible), "{text:?}");
                }
                let _ = (
                    value.number(),
                    value.rounded_form(),
                    value.looks_like_amount(),
                );
            }
            Err(error) => {
                assert!(
                    text.get(error.range.clone()).is_some(),
                    "{text:?} {error:?}"
                );
                assert!(!error.message.is_empty());
            }
        }
    }
}
