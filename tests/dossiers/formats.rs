//! Every format on every dossier of the project: against published schemas, through
//! parsers of others, and with nothing lost on the way.

use std::collections::BTreeSet;

use crossfoot::findings::Status;
use crossfoot::output::Format;
use serde_json::Value;

use crate::harness::{Audit, assert_none, folder, folders, read};

/// Every dossier of the project by its folder.
fn dossiers() -> Vec<(String, Audit)> {
    let mut paths = vec!["claims".to_owned()];
    paths.extend(
        folders("examples")
            .iter()
            .map(|name| format!("examples/{name}")),
    );
    for id in folders("tests/fixtures/checks") {
        paths.push(format!("tests/fixtures/checks/{id}/fires"));
    }
    for pattern in folders("tests/fixtures/hints") {
        paths.push(format!("tests/fixtures/hints/{pattern}/shows"));
    }
    let audits = paths.into_iter().map(|path| {
        let audit = folder(&path, true);
        (path, audit)
    });
    audits.collect()
}

fn validator(schema: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&read(schema)).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn errors(name: &str, document: &Value, schema: &jsonschema::Validator) -> Vec<String> {
    let errors = schema.iter_errors(document);
    errors
        .map(|error| format!("{name}: {}: {error}", error.instance_path()))
        .collect()
}

fn json(audit: &Audit, format: Format) -> Value {
    serde_json::from_str(&audit.rendered(format, false)).unwrap()
}

#[test]
fn every_dossier_in_every_format() {
    let sarif = validator("tests/fixtures/schemas/sarif-2.1.0.json");
    let mut complaints = Vec::new();
    for (name, audit) in dossiers() {
        let report = &audit.report;
        let log = json(&audit, Format::Sarif);
        complaints.extend(errors(&name, &log, &sarif));
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), report.findings.len(), "{name}");

        let issues = json(&audit, Format::Gitlab);
        let issues = issues.as_array().unwrap();
        let prints: BTreeSet<&str> = (issues.iter())
            .map(|issue| issue["fingerprint"].as_str().unwrap())
            .collect();
        assert_eq!(prints.len(), report.findings.len(), "{name}");

        let lines = audit.rendered(Format::Jsonl, true);
        let count = 2 + report.findings.len() + report.relations.len();
        assert_eq!(lines.lines().count(), count, "{name}");

        let log = audit.rendered(Format::Github, false);
        let commands = log.lines().filter(|line| line.starts_with("::"));
        let new = report.findings.iter().filter(|f| f.status == Status::New);
        // One more where more than ten of a kind are to be shown.
        let more = usize::from(log.contains("GitHub shows 10 annotations"));
        assert_eq!(commands.count(), new.count() + more, "{name}");

        let page = audit.rendered(Format::Markdown, true);
        assert!(page.len() <= 65_536, "{name}");
        complaints.extend(test_report(&name, &audit));
    }
    assert_none(&complaints);
}

/// What is wrong with the JUnit report of a dossier.
fn test_report(name: &str, audit: &Audit) -> Vec<String> {
    let text = audit.rendered(Format::Junit, false);
    let document = roxmltree::Document::parse(&text).unwrap();
    let count = |tag: &str| {
        let nodes = document.descendants();
        nodes.filter(|node| node.has_tag_name(tag)).count()
    };
    let root = document.root_element();
    let mut complaints = Vec::new();
    for (attribute, tag) in [
        ("tests", "testcase"),
        ("failures", "failure"),
        ("skipped", "skipped"),
    ] {
        if root.attribute(attribute) != Some(&count(tag).to_string()) {
            complaints.push(format!("{name}: {attribute} is not the number of {tag}"));
        }
    }
    let cases: Vec<_> = (document.descendants())
        .filter(|node| node.has_tag_name("testcase"))
        .collect();
    let keys: BTreeSet<_> = (cases.iter())
        .map(|case| {
            let suite = case.parent().and_then(|suite| suite.attribute("name"));
            (suite, case.attribute("classname"), case.attribute("name"))
        })
        .collect();
    if keys.len() != cases.len() {
        complaints.push(format!("{name}: two cases have one name"));
    }
    // A relation that fails is told by its finding; filters hide none here.
    for case in cases {
        let skipped = case.children().find(|node| node.has_tag_name("skipped"));
        let why = skipped.and_then(|node| node.attribute("message"));
        if why.is_some_and(|why| why.starts_with("fails;")) {
            let relation = case.attribute("name").unwrap_or_default();
            complaints.push(format!("{name}: no finding tells that {relation} fails"));
        }
    }
    complaints
}
