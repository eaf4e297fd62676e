//! Values: kinds, units, marks, rounding, refusals, and laws for any text.

use super::value::*;
use super::value_tests::{amount, count, fails, parse};
use super::*;
use proptest::prelude::*;

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
        ("7 more", "7", false),
        ("seven fewer", "-7", false),
        ("12% more", "12", true),
        ("about 12% less", "-12", true),
        ("more than doubled", "100", true),
        ("nearly halved", "-50", true),
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
    assert_eq!(
        count("about 600 fewer"),
        ("[-650, -550]".into(), "[-700, -500]".into())
    );
    for text in ["-7 more", "+7 more", "7 moreover", "12 ± 3 more", "more"] {
        let read = Value::parse(text, NumberFormat::En, &HedgeTable::standard());
        assert!(read.is_err(), "{text}");
    }
    assert!(!parse("5 or more").is_change());
    assert!(!parse("no more than 5").is_change());
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
        ("2025-03-10", "2025-03-10", "a date"),
        ("24.02.2025", ".02.2025", "grouped in threes"),
        ("", "", "no figure here"),
        ("   ", "   ", "no figure here"),
        ("3 milion", "milion", "not part of a figure"),
        ("3,983 people", "people", "not part of a figure"),
        ("more than", "more than", "needs a number"),
        ("more than at least 5", "at least", "no one reading"),
        ("nearly 600 or more", "or more", "no one reading"),
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
