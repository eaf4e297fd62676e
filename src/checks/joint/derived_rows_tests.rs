//! Tests of rows for figures that follow from one text.

use crate::checks::testing::lines;
use crate::findings::{Finding, fingerprint};

const FIRST: [&str; 2] = [
    "a settled[war=first] 2025-03-01 3,890",
    "b settled[war=first] 2025-03-10 3,977",
];

fn with(more: &[&str]) -> Vec<Finding> {
    let rows: Vec<&str> = FIRST.iter().chain(more).copied().collect();
    lines(&rows)
}

/// The finding of a check on a cell.
fn of<'f>(findings: &'f [Finding], check: &str, cell: &str) -> &'f Finding {
    let mut own = findings.iter();
    own.find(|found| found.check == check && found.subject == cell)
        .unwrap_or_else(|| panic!("{findings:?}"))
}

/// `source figure difference how`.
fn rows(finding: &Finding) -> Vec<String> {
    let rows = finding.figures.iter().map(|row| {
        let gap = row
            .difference
            .as_ref()
            .map(|gap| gap.difference_words(&|n| n.to_string(), &|n| n.to_string()));
        let how = row.derived.as_deref().unwrap_or("printed");
        let gap = gap.unwrap_or_else(|| "first".to_owned());
        format!("{} {} {gap}: {how}", row.source, row.printed)
    });
    rows.collect()
}

#[test]
fn what_follows_from_a_text_stands_beside_what_others_print() {
    let plain = with(&[]);
    let more = with(&[
        "d settled 2025-03-20 3,990",
        "d settled[war=second] 2025-03-20 six",
    ]);
    let cell = "settled[war=first]";
    let (plain, more) = (
        of(&plain, "changed-over-time", cell),
        of(&more, "changed-over-time", cell),
    );
    assert_eq!(
        rows(more),
        [
            "a 3,890 first: printed",
            "b 3,977 87: printed",
            "d 3,984 94: 3,990 - 6"
        ]
    );
    let row = &more.figures[2];
    assert_eq!(row.claim, "");
    assert_eq!(row.as_of.as_deref(), Some("2025-03-20"));
    assert_eq!(row.from.len(), 2);
    // It is the same finding.
    assert_eq!(fingerprint(plain), fingerprint(more));
    assert_eq!(
        (
            &plain.message,
            plain.severity,
            &plain.claims,
            &plain.conflicts
        ),
        (&more.message, more.severity, &more.claims, &more.conflicts)
    );
}

#[test]
fn rows_stand_by_date_and_differ_from_the_first() {
    let found = with(&[
        "d settled 2025-02-01 3,888",
        "d settled[war=second] 2025-02-01 6",
    ]);
    assert_eq!(
        rows(of(&found, "changed-over-time", "settled[war=first]")),
        [
            "d 3,882 first: 3,888 - 6",
            "a 3,890 8: printed",
            "b 3,977 95: printed"
        ]
    );
    let between = with(&[
        "d settled 2025-03-05 3,906",
        "d settled[war=second] 2025-03-05 6",
    ]);
    assert_eq!(
        rows(of(&between, "changed-over-time", "settled[war=first]")),
        [
            "a 3,890 first: printed",
            "d 3,900 10: 3,906 - 6",
            "b 3,977 87: printed"
        ]
    );
}

#[test]
fn what_takes_several_kinds_of_steps_names_the_command_that_shows_them() {
    // No women at all, so none in the first war: all 3,990 of that war are men.
    let found = lines(&[
        "a settled[war=first,sex=men] 2025-03-01 3,890",
        "b settled[war=first,sex=men] 2025-03-10 3,977",
        "d settled[sex=women] 2025-03-20 0",
        "d settled[war=first] 2025-03-20 3,990",
    ]);
    let found = of(&found, "changed-over-time", "settled[sex=men, war=first]");
    let row = &found.figures[2];
    assert_eq!(row.printed, "3,990");
    let derived = row.derived.as_deref().unwrap();
    assert!(
        derived.starts_with(
            "by 2 steps, see `crossfoot why 'settled[sex=men, war=first]@2025-03-20'`"
        ),
        "{derived}"
    );
}

#[test]
fn ranges_and_cells_that_the_text_prints_give_no_row() {
    let count = |more: &[&str]| {
        let found = with(more);
        let own = of(&found, "changed-over-time", "settled[war=first]");
        let derived = own.figures.iter().filter(|row| row.derived.is_some());
        derived.count()
    };
    assert_eq!(count(&["d settled 2025-03-20 3,990"]), 0);
    let range = [
        "d settled 2025-03-20 over 3,990",
        "d settled[war=second] 2025-03-20 6",
    ];
    assert_eq!(count(&range), 0);
    // The text says less of the cell itself than its other figures do, but it says it.
    let own = [
        "d settled 2025-03-20 3,990",
        "d settled[war=second] 2025-03-20 6",
        "d settled[war=first] 2025-03-20 nearly 4,000",
    ];
    assert_eq!(count(&own), 0);
    // Another date of the same text is another matter.
    let later = [
        "d settled[war=first] 2025-03-20 nearly 4,000",
        "d settled 2025-03-21 3,990",
        "d settled[war=second] 2025-03-21 6",
    ];
    assert_eq!(count(&later), 1);
    // Figures that contradict each other make nothing of a third.
    let broken = [
        "d settled 2025-03-20 3,990",
        "d settled[war=second] 2025-03-20 6",
        "d settled[sex=women] 2025-03-20 4,000",
    ];
    assert_eq!(count(&broken), 0);
}

#[test]
fn figures_of_one_date_are_compared_with_those_of_that_date_only() {
    let found = lines(&[
        "a present[war=first] 2025-03-01 1,204",
        "b present[war=first] 2025-03-01 1,240",
        "d present 2025-03-01 1,250",
        "d present[war=second] 2025-03-01 10",
        "d present 2025-03-02 1,260",
        "d present[war=second] 2025-03-02 10",
    ]);
    let own = of(&found, "sources-disagree", "present[war=first]");
    assert_eq!(
        rows(own),
        [
            "a 1,204 first: printed",
            "b 1,240 36: printed",
            "d 1,240 36: 1,250 - 10"
        ]
    );
}

#[test]
fn editions_of_one_speaker_are_compared_with_that_speaker_only() {
    let rows = |other: &str| {
        let found = lines(&[
            "a present[war=first] 2025-03-01 6,154",
            "c present[war=first] 2025-03-01 6,178",
            &format!("{other} present 2025-03-01 6,188"),
            &format!("{other} present[war=second] 2025-03-01 10"),
        ]);
        let own = of(&found, "unannounced-revision", "present[war=first]");
        own.figures.len()
    };
    assert_eq!(rows("b"), 2);
    assert_eq!(rows("same-day"), 3);
}

#[test]
fn a_figure_that_falls_gets_its_rows_too() {
    let found = lines(&[
        "a counted[war=first] 2025-03-01 688",
        "b counted[war=first] 2025-03-10 687",
        "d counted 2025-03-20 700",
        "d counted[war=second] 2025-03-20 10",
    ]);
    let own = of(&found, "cumulative-decrease", "counted[war=first]");
    assert_eq!(
        rows(own),
        [
            "a 688 first: printed",
            "b 687 -1: printed",
            "d 690 2: 700 - 10"
        ]
    );
}

#[test]
fn many_rows_are_counted() {
    let mut more = Vec::new();
    for day in 11..=26 {
        more.push(format!("d settled 2025-03-{day} {}", 4000 + day));
        more.push(format!("d settled[war=second] 2025-03-{day} 6"));
    }
    let more: Vec<&str> = more.iter().map(String::as_str).collect();
    let found = with(&more);
    let own = of(&found, "changed-over-time", "settled[war=first]");
    assert_eq!(own.figures.len(), 2 + 12);
    let note = "4 more figures of this cell follow from other texts";
    assert!(own.notes.iter().any(|own| own == note), "{:?}", own.notes);
}

#[test]
fn a_rule_between_measures_makes_figures_follow_too() {
    let book = "
measures:
  killed: {type: count, over_time: event}
  soldiers: {type: count, over_time: event}
  civilians: {type: count, over_time: event}
publishers: {p: {name: P}, q: {name: Q}, r: {name: R}}
sources:
  a: {publisher: p, published: 2025-04-01}
  b: {publisher: q, published: 2025-04-02}
  c: {publisher: r, published: 2025-04-03}
rules:
  sum: {assert: 'killed == soldiers + civilians'}
";
    let claims = "claims:
  - {source: a, measure: civilians, as_of: 2025-03-01, value: 40}
  - {source: b, measure: civilians, as_of: 2025-03-02, value: 43}
  - {source: c, measure: killed, as_of: 2025-03-03, value: 100}
  - {source: c, measure: soldiers, as_of: 2025-03-03, value: 55}
";
    let found = crate::checks::testing::audit(&[("crossfoot.yaml", book), ("claims.yaml", claims)]);
    assert_eq!(
        rows(of(&found, "changed-over-time", "civilians")),
        ["a 40 first: printed", "b 43 3: printed", "c 45 5: 100 - 55"]
    );
}
