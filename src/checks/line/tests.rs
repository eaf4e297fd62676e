//! Lines as people type them.

use super::*;

fn try_line(text: &str) -> Result<Line, LineError> {
    line(
        text,
        NumberFormat::En,
        Rounding::Nearest,
        &HedgeTable::standard(),
    )
}

fn verdict(text: &str) -> LineVerdict {
    try_line(text).unwrap().verdict
}

#[test]
fn verdicts() {
    use LineVerdict::{ByRounding, Fails, Holds, Strained};
    for (text, expected) in [
        ("3,983 = 3,209 + 774", Holds),
        ("3,983 = 3,209 + 775", Fails),
        ("3,209 + 774 = 3,983", Holds),
        ("10 + 5 = 20 - 5", Holds),
        ("10 + 5 = 20 - 6", Fails),
        ("1.2 million = 700,000 + 480,000", ByRounding),
        ("1.2 million = 700,000 + 560,000", Fails),
        ("more than 600 = 700", ByRounding),
        ("more than 600 <= 719", Holds),
        ("more than 600 <= 600", Fails),
        ("about 600 = 1,900", Fails),
        ("100% = 60% + 40%", Holds),
        ("478 = 12% of 3,983", ByRounding),
        ("678 = 12% of 3,983", Fails),
        ("5 < 6", Holds),
        ("6 < 6", Fails),
        ("6 >= 6", Holds),
        ("more than 600 = 6,000", Strained),
    ] {
        assert_eq!(verdict(text), expected, "{text}");
    }
}

#[test]
fn the_stated_side_is_the_one_with_one_figure() {
    let sheet = try_line("military 3,209 + civilian 775 = total 3,983")
        .unwrap()
        .sheet;
    assert_eq!(sheet.stated.name, "total");
    assert_eq!(sheet.difference, Interval::point(Exact::from(-1i64)));
    let names: Vec<&str> = sheet.terms.iter().map(|term| term.name.as_str()).collect();
    assert_eq!(names, ["military", "civilian"]);
    let flipped = try_line("1 + 2 <= 4").unwrap();
    assert_eq!(
        (flipped.sheet.comparison, flipped.verdict),
        (">=", LineVerdict::Holds)
    );
    let both = try_line("10 + 5 = 20 - 6").unwrap().sheet;
    assert_eq!(both.stated.printed, "10 + 5");
    assert_eq!(both.terms[1].coefficient, Exact::from(-1i64));
}

#[test]
fn errors_point_into_the_line() {
    let at = |text: &str| {
        let error = try_line(text).unwrap_err();
        (text[error.range].to_owned(), error.message)
    };
    assert_eq!(at("3,983 = 3,20 + 774").0, ",20");
    assert_eq!(at("3,983 = 12%").0, "12%");
    assert_eq!(at("€5 = $3 + 2").0, "$3");
    assert_eq!(at("3 = n/a + 2").0, "n/a");
    assert!(try_line("").is_err());
    assert!(at("3 = 5 of 20").0.contains("of 20"));
}

#[test]
fn rounding_and_number_format_are_heeded() {
    let hedges = HedgeTable::standard();
    let run = |text, format, rounding| line(text, format, rounding, &hedges).unwrap().verdict;
    let eu = run("3.983 = 3.209 + 774", NumberFormat::Eu, Rounding::Nearest);
    assert_eq!(eu, LineVerdict::Holds);
    let text = "1.2 million = 1,160,000";
    let nearest = run(text, NumberFormat::En, Rounding::Nearest);
    assert_eq!(nearest, LineVerdict::ByRounding);
    let cut = run(text, NumberFormat::En, Rounding::Truncate);
    assert_eq!(cut, LineVerdict::Fails);
}
