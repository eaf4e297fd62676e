//! Test reports, read back by an XML parser of somebody else.

use roxmltree::{Document, Node};

use super::*;
use crate::findings::{Status, canned};
use crate::output::escape::is_hostile;

fn all<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Vec<Node<'a, 'b>> {
    node.descendants()
        .filter(|node| node.has_tag_name(name))
        .collect()
}

/// Expects that every count is that of the cases below it.
fn counted(node: Node<'_, '_>) {
    for (attribute, tag) in [
        ("tests", "testcase"),
        ("failures", "failure"),
        ("skipped", "skipped"),
    ] {
        let count = node
            .attribute(attribute)
            .and_then(|count| count.parse().ok());
        assert_eq!(count, Some(all(node, tag).len()), "{attribute} of {node:?}");
    }
    assert_eq!(node.attribute("errors"), Some("0"));
}

#[test]
fn every_relation_and_every_other_finding_is_a_case() {
    let (sources, report) = canned::full_report();
    let text = render(&report, &sources, &Style::default());
    let document = Document::parse(&text).expect("XML");
    let root = document.root_element();
    counted(root);
    all(root, "testsuite").into_iter().for_each(counted);
    let cases = all(root, "testcase");
    // One finding is about a relation that fails; one case is about the run.
    let expected = 1 + report.relations.len() + report.findings.len() - 1;
    assert_eq!(cases.len(), expected);
    let case = |name: &str| {
        let found = cases
            .iter()
            .find(|case| case.attribute("name") == Some(name));
        *found.expect("a case of that name")
    };
    let holds = case("killed[status=military] <= killed");
    assert!(all(holds, "failure").is_empty() && all(holds, "skipped").is_empty());
    assert_eq!(
        holds.attribute("file"),
        Some("claims/2024-05-ministry.yaml")
    );
    assert_eq!(holds.attribute("line"), Some("7"));
    let fails = case("killed = military + civilian");
    let failure = all(fails, "failure")[0];
    assert_eq!(failure.attribute("type"), Some("parts-do-not-sum"));
    assert!(
        failure
            .text()
            .is_some_and(|text| text.contains("= computed     3,984")),
        "{text}"
    );
    let idle = all(case("killed = women + men"), "skipped")[0];
    assert_eq!(
        idle.attribute("message"),
        Some("not run: no figure for men")
    );
    let accepted =
        (cases.iter()).find(|case| case.attribute("classname") == Some("changed-over-time"));
    let skipped = all(*accepted.expect("a case"), "skipped")[0];
    let reason = "accepted: the commission confirmed the fall on 2 October 2025";
    assert_eq!(skipped.attribute("message"), Some(reason));
}

#[test]
fn hostile_text_stays_text() {
    let (sources, mut finding) = canned::hostile();
    let evil = "]]> <failure/> --> &amp; \" ' \u{1b}[31m \u{fffe} \u{0}";
    finding.message = evil.into();
    finding.notes = vec![evil.into()];
    finding.status = Status::New;
    let (_, mut report) = canned::report_of(vec![(canned::sources(), finding)]);
    for relation in &mut report.relations {
        relation.relation = evil.into();
        relation.source = evil.into();
        relation.cause = Some(evil.into());
    }
    let text = render(&report, &sources, &Style::default());
    let document = Document::parse(&text).expect("XML");
    counted(document.root_element());
    let shown = "]]> <failure/> --> &amp; \" ' \\u{1b}[31m \u{fffd} \\u{0}";
    let failure = all(document.root_element(), "failure")[0];
    assert_eq!(failure.attribute("message"), Some(shown));
    assert!(
        failure
            .text()
            .is_some_and(|text| text.contains(&format!("note: {shown}")))
    );
    assert!(!text.chars().any(|c| c != '\n' && is_hostile(c)));
}

#[test]
fn a_report_without_findings_is_no_empty_file() {
    let (sources, mut report) = canned::report_of(vec![]);
    report.relations.clear();
    let text = render(&report, &sources, &Style::default());
    let document = Document::parse(&text).expect("XML");
    counted(document.root_element());
    assert_eq!(all(document.root_element(), "testcase").len(), 1);
    assert!(
        text.contains("no findings; 2 of 4 relations checked"),
        "{text}"
    );
}

#[test]
fn cases_of_one_name_are_numbered() {
    let (sources, mut report) = canned::report_of(vec![]);
    let twice = report.relations.clone();
    report.relations.extend(twice);
    let text = render(&report, &sources, &Style::default());
    assert!(text.contains("name=\"killed = women + men\""), "{text}");
    assert!(text.contains("name=\"killed = women + men #2\""), "{text}");
}

#[test]
fn a_relation_whose_finding_is_hidden_is_not_passed() {
    let (sources, report) = canned::report_of(vec![]);
    let text = render(&report, &sources, &Style::default());
    let document = Document::parse(&text).expect("XML");
    let cases = all(document.root_element(), "testcase");
    let fails =
        (cases.iter()).find(|case| case.attribute("name") == Some("killed = military + civilian"));
    let skipped = all(*fails.expect("a case"), "skipped");
    let why = skipped[0].attribute("message").unwrap_or_default();
    assert!(why.starts_with("fails; not reported by itself"), "{why}");

    // Where a limit left findings out, it is not taken for one that a person hid.
    let mut report = report;
    report.summary.capped = vec![crate::findings::Capped {
        check: "parts-do-not-sum",
        shown: 0,
        found: 1,
    }];
    let text = render(&report, &sources, &Style::default());
    let document = Document::parse(&text).expect("XML");
    counted(document.root_element());
    let failures = all(document.root_element(), "failure");
    assert_eq!(failures.len(), 1);
    assert_eq!(failures[0].attribute("type"), Some("findings-left-out"));
}
