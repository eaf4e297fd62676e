//! Tests of same-parts-different-whole.

use crate::checks::testing::{kinds_of, lines};

const FIRST: [&str; 3] = [
    "a settled[war=first] 2025-03-01 872",
    "a settled[war=first,age=children] 2025-03-01 29",
    "a settled[war=first,age=elderly] 2025-03-01 112",
];

fn with(rest: &[&'static str]) -> Vec<&'static str> {
    FIRST.iter().chain(rest).copied().collect()
}

#[test]
fn two_equal_parts_under_wholes_of_other_scope() {
    let found = lines(&with(&[
        "b settled[sex=women] 2024-03-01 267",
        "b settled[sex=women,age=children] 2024-03-01 29",
        "b settled[sex=women,age=elderly] 2024-03-01 112",
    ]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].message,
        "the same parts stand under two totals: children 29 and elderly 112 under settled[sex=women] 267 (b, 2024-03-01) and under settled[war=first] 872 (a, 2025-03-01)"
    );
    assert_eq!(found[0].figures.len(), 6);
}

#[test]
fn one_equal_part_or_one_that_differs_is_silent() {
    let one = with(&[
        "b settled[sex=women] 2024-03-01 267",
        "b settled[sex=women,age=children] 2024-03-01 29",
    ]);
    assert!(kinds_of(&one).is_empty());
    let differs = with(&[
        "b settled[sex=women] 2024-03-01 267",
        "b settled[sex=women,age=children] 2024-03-01 29",
        "b settled[sex=women,age=elderly] 2024-03-01 111",
    ]);
    assert!(kinds_of(&differs).is_empty());
}

#[test]
fn wholes_that_meet_and_other_measures_are_silent() {
    let meets = with(&[
        "b settled[sex=women] 2024-03-01 over 800",
        "b settled[sex=women,age=children] 2024-03-01 29",
        "b settled[sex=women,age=elderly] 2024-03-01 112",
    ]);
    assert!(!kinds_of(&meets).contains(&"warning same-parts-different-whole".to_owned()));
    let other = with(&[
        "b present[sex=women] 2024-03-01 267",
        "b present[sex=women,age=children] 2024-03-01 29",
        "b present[sex=women,age=elderly] 2024-03-01 112",
    ]);
    assert!(!kinds_of(&other).contains(&"warning same-parts-different-whole".to_owned()));
}

#[test]
fn small_parts_of_a_growing_whole_stay_the_same_by_chance() {
    // 10 children of 1,000: at 1,200 two more are expected, and none is no sign.
    let rows = [
        "a counted 2025-03-01 1,001",
        "a counted[age=children] 2025-03-01 6",
        "a counted[age=elderly] 2025-03-01 4",
        "b counted 2025-03-02 1,201",
        "b counted[age=children] 2025-03-02 6",
        "b counted[age=elderly] 2025-03-02 4",
    ];
    assert!(kinds_of(&rows).is_empty());
    let mut far = rows.to_vec();
    far[3] = "b counted 2025-03-02 1,302";
    assert_eq!(kinds_of(&far), ["warning same-parts-different-whole"]);
}

#[test]
fn a_conflict_that_is_told_already_gets_a_note() {
    let found = lines(&[
        "a counted 2025-03-01 872",
        "a counted[age=children] 2025-03-01 29",
        "a counted[age=elderly] 2025-03-01 112",
        "b counted 2025-03-02 267",
        "b counted[age=children] 2025-03-02 29",
        "b counted[age=elderly] 2025-03-02 112",
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].check, "cumulative-decrease");
    assert_eq!(
        found[0].notes,
        ["both have the same parts: children 29 and elderly 112"]
    );
}
