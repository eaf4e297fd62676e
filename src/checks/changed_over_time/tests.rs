//! Tests of changes over time.

use crate::checks::testing::{kinds_of, lines};
use crate::text::Severity;

#[test]
fn a_stock_that_moves_is_a_note_in_both_directions() {
    let found = lines(&["a present 2025-03-01 412", "a present 2025-03-02 388"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Note);
    assert_eq!(
        found[0].message,
        "a figure changes over time: present 412 (a, 2025-03-01), then 388 (a, 2025-03-02): -24, -5.8 %"
    );
    assert_eq!(
        kinds_of(&["a present 2025-03-01 388", "a present 2025-03-02 412"]),
        ["note changed-over-time"]
    );
}

#[test]
fn one_finding_for_the_whole_series() {
    let rows: Vec<String> = (1..8)
        .map(|day| format!("a present 2025-03-0{day} {}", 100 + day * day))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let found = lines(&rows);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].figures.len(), 7);
    assert_eq!(found[0].conflicts.len(), 6);
    assert!(
        found[0].message.contains("in 6 steps: +48"),
        "{}",
        found[0].message
    );
}

#[test]
fn settled_growth_warns_above_the_growth_note_exactly() {
    let rows = |later: &str| {
        let later = format!("b settled 2025-03-02 {later}");
        kinds_of(&["a settled 2025-03-01 1,001", &later])
    };
    // 1 % of 1,001 is 10.01.
    assert_eq!(rows("1,011"), ["note changed-over-time"]);
    assert_eq!(rows("1,012"), ["warning changed-over-time"]);
    assert!(rows("1,001").is_empty());
    assert!(rows("over 900").is_empty());
}

#[test]
fn small_steps_count_together() {
    let found = kinds_of(&[
        "a settled 2025-03-01 1,001",
        "a settled 2025-03-02 1,007",
        "a settled 2025-03-03 1,013",
    ]);
    assert_eq!(found, ["warning changed-over-time"]);
}

#[test]
fn a_vague_figure_between_two_exact_ones_hides_nothing() {
    let found = lines(&[
        "a settled 2025-03-01 3,890",
        "b settled 2025-03-02 thousands",
        "d settled 2025-03-03 3,983",
    ]);
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .message
            .contains("3,890 (a, 2025-03-01), then 3,983 (d, 2025-03-03)")
    );
}

#[test]
fn each_speaker_is_compared_with_itself_first() {
    let found = lines(&[
        "a present 2025-03-01 100",
        "b present 2025-03-02 200",
        "a present 2025-03-03 100",
        "b present 2025-03-04 200",
    ]);
    // 100 against 200 once; after that nobody changes.
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].conflicts.len(), 1);
}

#[test]
fn parts_fold_into_their_whole_only_if_they_account_for_it() {
    let rows = [
        "a settled 2025-03-01 3,890",
        "a settled[sex=men] 2025-03-01 3,171",
        "a settled[sex=women] 2025-03-01 719",
        "b settled 2025-03-02 3,983",
        "b settled[sex=men] 2025-03-02 3,209",
        "b settled[sex=women] 2025-03-02 774",
    ];
    let found = lines(&rows);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].notes[0],
        "the parts account for the change: men +38, women +55"
    );
    // With one part missing at the first date, nothing accounts for it.
    let mut short = rows.to_vec();
    short.remove(2);
    let found = kinds_of(&short);
    let count = found
        .iter()
        .filter(|kind| kind.ends_with("changed-over-time"));
    assert_eq!(count.count(), 2, "{found:?}");
}

#[test]
fn cumulative_growth_and_flows_are_silent() {
    assert!(kinds_of(&["a counted 2025-03-01 100", "b counted 2025-03-02 900"]).is_empty());
    assert!(kinds_of(&["a monthly 2025-01 100", "b monthly 2025-02 900"]).is_empty());
}

#[test]
fn an_announced_change_of_a_settled_figure_is_a_note_with_its_reason() {
    let found = lines(&[
        "a settled 2025-03-01 1,001 | id: first",
        "c settled 2025-03-02 1,100 | revises: first, reason: a second register",
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Note);
    assert_eq!(
        found[0].notes,
        ["the change is announced: a second register"]
    );
}
