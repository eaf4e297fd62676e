//! After a syntax error: what is kept, what is dropped, what is said about it.

use super::{at, report, shape_of, tree};

#[test]
fn only_the_broken_claim_is_dropped() {
    let text = "claims:\n  - id: a\n    v: 1\n  - id: b\n    v: @\n    w: 1\n  - id: c\naccept:\n  - x: 1\n";
    assert_eq!(
        shape_of(text),
        "{claims: [{id: a, v: 1}, {id: c}], accept: [{x: 1}]}"
    );
    let report = report(text);
    assert_eq!(report.len(), 1);
    assert!(
        report[0].ends_with("| lines 4 to 6 are not read; reading goes on at line 7"),
        "{}",
        report[0]
    );
    let (tree, _) = tree(text);
    assert!(!at(&tree, "claims").is_complete());
    assert!(at(&tree, "accept").is_complete());
}

#[test]
fn a_list_at_the_column_of_its_key() {
    let text = "claims:\n- a: 1\n- b: @\n- c: 3\n  k:\n  - x\n  - y\n  j: 1\naccept:\n- x: 1\n- z: %\nother: 1\n";
    assert_eq!(
        shape_of(text),
        "{claims: [{a: 1}, {c: 3, k: [x, y], j: 1}], accept: [{x: 1}], other: 1}"
    );
    assert_eq!(report(text).len(), 2);
}

#[test]
fn places_are_right_after_going_on() {
    let text = "claims:\n  - id: @\n  - id: \"б\\u0431\" # c\n    parts: {a: 3,983}\n  - >-\n    one\n    two\n";
    let (tree, problems) = tree(text);
    let slice = |path: &str| {
        let span = at(&tree, path).span();
        text[span.start as usize..span.end as usize].to_owned()
    };
    assert_eq!(slice("claims.0.id"), "\"б\\u0431\"");
    assert_eq!(slice("claims.0.parts.a"), "3,983");
    assert_eq!(slice("claims.1"), "one\n    two");
    assert_eq!(problems.len(), 2);
}

#[test]
fn an_entry_of_a_mapping_is_dropped_alone() {
    let text = "source:\n  id: a\n  url: @x\n  title: t\nclaims:\n  - a: 1\n";
    assert_eq!(
        shape_of(text),
        "{source: {id: a, title: t}, claims: [{a: 1}]}"
    );
    assert_eq!(report(text).len(), 1);
    let text = "sources:\n  a:\n    id: 1\n    x: [1, 2\n  b:\n    id: 2\nclaims: []\n";
    assert_eq!(
        shape_of(text),
        "{sources: {a: {id: 1}, b: {id: 2}}, claims: []}"
    );
    let (tree, problems) = tree(text);
    assert!(at(&tree, "sources.a").is_cut());
    assert!(!at(&tree, "sources.b").is_cut());
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_list_inside_an_item_goes_with_the_item() {
    let text = "claims:\n  - id: one\n    parts:\n      - a: 1\n      - b: \"x\n    note: 1\n  - id: two\n";
    assert_eq!(shape_of(text), "{claims: [{id: two}]}");
    let text =
        "measures:\n  a:\n    aliases:\n      - \"x\n      - y\n  b:\n    aliases:\n      - z\n";
    assert_eq!(
        shape_of(text),
        "{measures: {a: {aliases: [y]}, b: {aliases: [z]}}}"
    );
}

#[test]
fn a_bracket_left_open_costs_one_item() {
    let text = "c:\n  - [1, 2, {a: 1\n  - b\n  - c: {a: \"x, b: 1}\n  - d: {a: \"y, b: 1}\n  - \"c\n  - e\n";
    assert_eq!(shape_of(text), "{c: [b, e]}");
    let lines: Vec<bool> = [2, 4, 5, 6]
        .iter()
        .map(|line| {
            let start = format!("{line}:");
            report(text)
                .iter()
                .any(|problem| problem.starts_with(&start))
        })
        .collect();
    assert_eq!(lines, [true; 4], "{:#?}", report(text));
    assert_eq!(shape_of("c:\n  - {a: 1,\n     b: @}\n  - d\n"), "{c: [d]}");
    assert_eq!(shape_of("c: {a: 1\nx: 1\n"), "{x: 1}");
}

#[test]
fn many_errors_are_told_up_to_a_limit() {
    let text = format!("claims:\n{}", "  - a: @\n  - b: 1\n".repeat(200));
    let report = report(&text);
    assert_eq!(report.len(), 50);
    assert!(report[0].ends_with("line 2 is not read; reading goes on at line 3"));
    assert!(
        report[49].ends_with("the rest of the file, 302 lines from line 100, is not read"),
        "{}",
        report[49]
    );
}

#[test]
fn a_document_end_after_an_error() {
    let text = "claims:\n  - a: @\n  - b: 1\n...\n";
    assert_eq!(shape_of(text), "{claims: [{b: 1}]}");
    assert_eq!(report(text).len(), 1);
    let text = "claims:\n  - a: @\n---\nb: 1\n";
    assert_eq!(shape_of(text), "{claims: []}");
    assert_eq!(report(text).len(), 2);
}
