//! The table of hedges: wordings, overrides, refusals.

use super::*;
use proptest::prelude::*;

#[test]
fn fixed_places() {
    let table = HedgeTable::standard();
    for (id, wording) in [
        (HedgeId::ABOUT, "about"),
        (HedgeId::AT_LEAST, "at least"),
        (HedgeId::AT_MOST, "at most"),
        (HedgeId::MORE_THAN, "more than"),
        (HedgeId::LESS_THAN, "fewer than"),
    ] {
        assert_eq!(table.row(id).wordings().next(), Some(wording));
    }
}

#[test]
fn every_wording_is_found_and_stands_once() {
    let table = HedgeTable::standard();
    let mut seen = std::collections::BTreeSet::new();
    for (id, row) in table.rows() {
        assert!(row.plausible.lies_within(&row.hard), "{:?}", row.wordings);
        for wording in row.wordings() {
            assert!(seen.insert(wording.to_owned()), "{wording} stands twice");
            let (text, position) = match wording
                .strip_prefix("n")
                .filter(|rest| !rest.starts_with(char::is_alphanumeric))
            {
                Some(rest) => (rest.trim_start(), Position::After),
                None if row.stands_alone() => (wording, Position::Alone),
                None => (wording, Position::Before),
            };
            let upper = text.to_uppercase();
            for text in [text, &upper] {
                assert_eq!(
                    table.find(text, 0, position),
                    Some((id, text.len())),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn longest_wording_wins() {
    let table = HedgeTable::standard();
    let found = table.find("estimated at 5", 0, Position::Before);
    assert_eq!(found, Some((HedgeId::ABOUT, 12)));
    assert_eq!(
        table.find("no more than 5", 0, Position::Before),
        Some((HedgeId::AT_MOST, 12))
    );
    assert!(
        table
            .find("tens of thousands", 0, Position::Alone)
            .unwrap()
            .1
            == 17
    );
    assert_eq!(table.find("overall 5", 0, Position::Before), None);
}

#[test]
fn an_override_concerns_its_own_wording() {
    let table = HedgeTable::with_overrides([
        ("about", "[n-1, n+1]", "[n-2, n+2]"),
        ("Roughly", "[0.5n, 2n]", "[0, inf)"),
        ("umpteen", "[12, 99]", "[12, inf)"),
        ("n or thereabouts", "[n-5, n+5]", "[n-5, n+5]"),
    ])
    .unwrap();
    let number = Decimal::whole(600);
    let hard = |text: &str| {
        let (id, _) = table.find(text, 0, Position::Before).unwrap();
        table.apply(id, &number, true).unwrap().hard.to_string()
    };
    assert_eq!(hard("about"), "[598, 602]");
    assert_eq!(hard("around"), "[500, 700]");
    assert_eq!(hard("roughly"), "[0, ∞)");
    let about = table.apply(HedgeId::ABOUT, &number, true).unwrap();
    assert_eq!(about.plausible.to_string(), "[599, 601]");
    let (umpteen, _) = table.find("umpteen", 0, Position::Alone).unwrap();
    assert_eq!(table.alone(umpteen).plausible.to_string(), "[12, 99]");
    let (after, _) = table.find("or thereabouts", 0, Position::After).unwrap();
    assert_eq!(table.row(after).hard(), "[n-5, n+5]");
}

#[test]
fn refused_overrides() {
    for (wording, plausible, hard, which) in [
        ("about", "n", "[n, n]", "plausible"),
        ("about", "[n, n]", "[n", "hard"),
        ("about", "[n-2w, n+2w]", "[n-w, n+w]", "plausible"),
        ("", "[n, n]", "[n, n]", "wording"),
        ("7 or so", "[n, n]", "[n, n]", "wording"),
        ("about", "[1, 2]", "[0, n+2]", "plausible"),
    ] {
        let error = HedgeTable::with_overrides([(wording, plausible, hard)]).unwrap_err();
        assert_eq!(error.which, which, "{error}");
    }
}

proptest! {
    #[test]
    fn no_override_panics(wording in ".{0,12}", plausible in r"[\[(][nqwu0-9+,.-]{0,9}[\])]", hard in ".{0,9}") {
        let _ = HedgeTable::with_overrides([(&*wording, &*plausible, &*hard)]);
        if let Ok(table) = HedgeTable::with_overrides([(&*wording, &*plausible, &*plausible)]) {
            let _ = table.find(&wording, 0, Position::Before);
            let _ = table.apply(HedgeId::ABOUT, &Decimal::whole(7), true);
        }
    }
}
