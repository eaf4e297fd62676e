//! Tests of `carried-forward`.

use crate::checks::testing::{kinds_of, lines};
use crate::findings::Finding;

fn found(rows: &[&str]) -> Vec<Finding> {
    let mut found = lines(rows);
    found.retain(|finding| finding.check == "carried-forward");
    found
}

/// A whole and a part at two dates.
fn grown(measure: &str, part: &str, from: &str, to: &str) -> Vec<Finding> {
    let rows = [
        format!("a {measure} 2025-03-01 {from}"),
        format!("a {measure}[age=children] 2025-03-01 {part}"),
        format!("b {measure} 2025-03-10 {to}"),
        format!("b {measure}[age=children] 2025-03-10 {part}"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    found(&rows)
}

#[test]
fn a_part_that_stays_while_its_whole_grows_by_a_quarter() {
    let found = grown("counted", "127", "1,000", "1,257");
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "a part of a whole that moved is unchanged: children 127 of counted 1,000 (a, 2025-03-01), then 1,257 (b, 2025-03-10)"
    );
    assert_eq!(
        found[0].notes,
        [
            "children 127: had all parts moved alike, it would have changed by about 32.6; the chance that it did not is less than 1 in a million"
        ]
    );
    assert_eq!(found[0].severity, crate::text::Severity::Note);
    assert_eq!(found[0].figures.len(), 4);
    assert_eq!(found[0].conflicts.len(), 1);
}

#[test]
fn seventy_one_children_may_well_stay() {
    // 71 * 100 / 3,890 = 1.8: chance of none 0.16.
    for measure in ["counted", "settled", "present"] {
        assert!(grown(measure, "71", "3,890", "3,990").is_empty());
        assert_eq!(grown(measure, "71", "3,890", "4,990").len(), 1);
    }
}

#[test]
fn the_limit_is_exact() {
    // 101 of 10,000: 2.9957 is reached at 10,296.61.
    assert!(grown("counted", "101", "10,000", "10,296").is_empty());
    assert_eq!(grown("counted", "101", "10,000", "10,297").len(), 1);
}

#[test]
fn a_fall_counts_for_stocks_only() {
    let found = grown("present", "127", "1,257", "1,001");
    assert_eq!(found.len(), 1);
    assert!(
        found[0].notes[0].contains("changed by about 25.9;"),
        "{:?}",
        found[0].notes
    );
    assert!(grown("counted", "127", "1,257", "1,001").is_empty());
    assert!(grown("settled", "127", "1,257", "1,001").is_empty());
}

#[test]
fn round_hedged_and_changed_parts_are_no_evidence() {
    assert!(grown("counted", "120", "1,000", "1,900").is_empty());
    assert!(grown("counted", "over 127", "1,000", "1,900").is_empty());
    assert!(grown("counted", "none", "1,000", "1,900").is_empty());
    let changed = [
        "a counted 2025-03-01 1,000",
        "a counted[age=children] 2025-03-01 127",
        "b counted 2025-03-10 1,900",
        "b counted[age=children] 2025-03-10 128",
    ];
    assert!(found(&changed).is_empty());
}

#[test]
fn hedged_wholes_count_with_the_least_they_moved() {
    // At least 1,501 against at most 1,500.
    assert!(grown("counted", "127", "up to 1,500", "over 1,500").is_empty());
    assert_eq!(
        grown("counted", "127", "up to 1,500", "over 1,600").len(),
        1
    );
}

#[test]
fn flows_undated_order_and_one_date_are_silent() {
    assert!(grown("monthly", "127", "1,000", "1,900").is_empty());
    let one_date = [
        "a counted 2025-03-01 1,000",
        "a counted[age=children] 2025-03-01 127",
        "b counted 2025-03-01 1,900",
        "b counted[age=children] 2025-03-01 127",
    ];
    assert!(found(&one_date).is_empty());
}

#[test]
fn one_finding_for_all_unchanged_parts_and_for_the_whole_run() {
    let rows = [
        "a counted 2025-03-01 1,000",
        "a counted[age=children] 2025-03-01 127",
        "a counted[age=elderly] 2025-03-01 213",
        "a counted[sex=men] 2025-03-01 600",
        "b counted 2025-03-05 1,400",
        "b counted[age=children] 2025-03-05 127",
        "b counted[age=elderly] 2025-03-05 213",
        "b counted[sex=men] 2025-03-05 811",
        "d counted 2025-03-10 1,900",
        "d counted[age=children] 2025-03-10 127",
        "d counted[age=elderly] 2025-03-10 213",
        "d counted[sex=men] 2025-03-10 993",
    ];
    let found = found(&rows);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0]
            .message
            .contains("children 127 and elderly 213 of counted 1,000 (a, 2025-03-01), then 1,900"),
        "{}",
        found[0].message
    );
    assert_eq!(found[0].notes.len(), 2);
    assert_eq!(found[0].conflicts.len(), 2);
}

#[test]
fn equal_parts_and_no_other_are_told_by_one_check_only() {
    let rows = [
        "a counted 2025-03-01 1,000",
        "a counted[age=children] 2025-03-01 127",
        "a counted[age=elderly] 2025-03-01 213",
        "b counted 2025-03-05 1,400",
        "b counted[age=children] 2025-03-05 127",
        "b counted[age=elderly] 2025-03-05 213",
    ];
    assert_eq!(kinds_of(&rows), ["warning same-parts-different-whole"]);
}

#[test]
fn a_narrower_whole_that_hardly_moved_explains_it() {
    let rows = [
        "a counted 2025-03-01 1,000",
        "a counted[sex=women] 2025-03-01 301",
        "a counted[sex=women,age=children] 2025-03-01 127",
        "b counted 2025-03-05 1,400",
        "b counted[sex=women] 2025-03-05 302",
        "b counted[sex=women,age=children] 2025-03-05 127",
    ];
    assert!(found(&rows).is_empty());
    let mut moved = rows.to_vec();
    moved[4] = "b counted[sex=women] 2025-03-05 401";
    let found = found(&moved);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].subject, "counted[sex=women]");
}
