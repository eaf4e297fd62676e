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

/// The only finding of this check on these rows.
fn told(rows: &[&str]) -> crate::findings::Finding {
    let found = lines(rows);
    let own = found.into_iter();
    let mut own = own.filter(|found| found.check == "same-parts-different-whole");
    let first = own.next().unwrap();
    assert!(own.next().is_none());
    first
}

/// `claim printed instead`, by rank.
fn repairs(finding: &crate::findings::Finding) -> Vec<String> {
    let repairs = finding.repairs.iter().map(|repair| {
        let changes = repair.changes.iter().map(|change| {
            let implied = change.implied.words();
            format!("{} {} to {implied}", change.claim, change.printed)
        });
        let changes: Vec<String> = changes.collect();
        format!("{}: {}", repair.rank, changes.join(", "))
    });
    repairs.collect()
}

#[test]
fn both_readings_are_told_with_their_numbers() {
    let found = told(&with(&[
        "b settled[sex=women] 2024-03-01 267",
        "b settled[sex=women,age=children] 2024-03-01 29",
        "b settled[sex=women,age=elderly] 2024-03-01 112",
    ]));
    assert_eq!(
        repairs(&found),
        [
            "1: b/settled[sex=women] 267 to 872",
            "1: a/settled[war=first] 872 to 267"
        ]
    );
    assert_eq!(
        found.help[..2],
        [
            "if both totals stand for one figure, any one of these would repair it: settled[sex=women] (b, 2024-03-01) 872 instead of 267, settled[war=first] (a, 2025-03-01) 267 instead of 872",
            "if settled[sex=women] 267 is part of settled[war=first] 872, all these figures can hold: 605 are left, and children 29 and elderly 112 belong to the 267, not to all of the 872",
        ]
    );
    assert_eq!(found.help.len(), 3);
}

#[test]
fn the_numbers_of_the_readings_are_those_of_the_figures() {
    // The larger whole comes first, and says what it is in words that leave room.
    let found = told(&[
        "a settled[sex=men] 2024-03-01 over 5,000",
        "a settled[sex=men,age=children] 2024-03-01 400",
        "a settled[sex=men,age=elderly] 2024-03-01 310",
        "b settled[war=second] 2025-03-01 1,250",
        "b settled[war=second,age=children] 2025-03-01 400",
        "b settled[war=second,age=elderly] 2025-03-01 310",
    ]);
    assert_eq!(
        repairs(&found),
        [
            "1: a/settled[sex=men] over 5,000 to 1,250",
            "1: b/settled[war=second] 1,250 to 5,001 or more"
        ]
    );
    assert!(
        found.help[1].contains("1,250 is part of settled[sex=men] over 5,000")
            && found.help[1].contains("3,751 or more are left"),
        "{}",
        found.help[1]
    );
}

#[test]
fn scopes_that_exclude_each_other_leave_one_reading() {
    let found = told(&[
        "a settled[sex=men] 2024-03-01 872",
        "a settled[sex=men,age=children] 2024-03-01 29",
        "a settled[sex=men,age=elderly] 2024-03-01 112",
        "b settled[sex=women] 2025-03-01 267",
        "b settled[sex=women,age=children] 2025-03-01 29",
        "b settled[sex=women,age=elderly] 2025-03-01 112",
    ]);
    assert_eq!(found.repairs.len(), 2);
    assert!(!found.help.iter().any(|text| text.contains("is part of")));
}

#[test]
fn what_a_text_says_beside_the_parts_can_exclude_the_second_reading() {
    let second = |men: &'static str| {
        let found = told(&with(&[
            men,
            "b settled[sex=women] 2024-03-01 267",
            "b settled[sex=women,age=children] 2024-03-01 29",
            "b settled[sex=women,age=elderly] 2024-03-01 112",
        ]));
        found.help.iter().any(|text| text.contains("is part of"))
    };
    // 872 - 605 are the 267 women; after 700 men only 172 women are left.
    assert!(second("a settled[war=first,sex=men] 2025-03-01 605"));
    assert!(!second("a settled[war=first,sex=men] 2025-03-01 700"));
    assert!(second(
        "a settled[war=first,sex=men] 2025-03-01 at least 600"
    ));
    assert!(!second(
        "a settled[war=first,sex=men] 2025-03-01 at least 606"
    ));
}

#[test]
fn parts_that_add_up_tell_which_whole_could_be_wrong() {
    let found = told(&[
        "a settled[sex=women] 2024-03-01 300",
        "a settled[sex=women,war=first] 2024-03-01 290",
        "a settled[sex=women,war=second] 2024-03-01 10",
        "b settled[age=elderly] 2025-03-01 500",
        "b settled[age=elderly,war=first] 2025-03-01 290",
        "b settled[age=elderly,war=second] 2025-03-01 10",
    ]);
    assert_eq!(repairs(&found), ["1: b/settled[age=elderly] 500 to 300"]);
    assert!(
        found.help[0].starts_with("if both totals stand for one figure, one figure repairs it: settled[age=elderly] (b, 2025-03-01) 500 would have to be 300"),
        "{}",
        found.help[0]
    );
}

#[test]
fn one_slip_that_explains_a_whole_is_named() {
    let rows = [
        "a settled[war=first] 2025-03-01 276",
        "a settled[war=first,age=children] 2025-03-01 129",
        "a settled[war=first,age=elderly] 2025-03-01 12",
        "b settled[sex=women] 2024-03-01 267",
        "b settled[sex=women,age=children] 2024-03-01 129",
        "b settled[sex=women,age=elderly] 2024-03-01 12",
    ];
    let found = told(&rows);
    let slip = |at: usize| found.repairs[at].changes[0].slip.clone().unwrap();
    assert_eq!(slip(0), "two neighbouring digits swapped: 276");
    assert_eq!(slip(1), "two neighbouring digits swapped: 267");
    assert_eq!(found.repairs[0].rank, found.repairs[1].rank);
}
