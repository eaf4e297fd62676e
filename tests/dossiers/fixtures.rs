//! Every check has a page and two fixtures: one dossier on which it speaks, and one
//! like it on which it has nothing to say.

use std::collections::BTreeSet;

use crossfoot::checks::CHECKS;

use crate::harness::{assert_none, files, folder, folders, read, root};

/// Findings that a quiet fixture cannot do without: fixture, check, reason.
const UNAVOIDABLE: &[(&str, &str, &str)] = &[
    (
        "share-mismatch",
        "holds-only-by-rounding",
        "shares with one decimal make 100 % by rounding; that is the point of it",
    ),
    (
        "rule-broken",
        "one-number-two-roles",
        "the limit of `<=` needs two equal numbers",
    ),
];

fn ids() -> BTreeSet<String> {
    CHECKS.iter().map(|check| check.id.to_owned()).collect()
}

#[test]
fn every_check_has_a_page_and_fixtures_and_nothing_else_has() {
    let mut complaints = Vec::new();
    for id in ids() {
        if !read(&format!("docs/checks/{id}.md")).starts_with(&format!("# {id}\n")) {
            complaints.push(format!("docs/checks/{id}.md does not begin with `# {id}`"));
        }
        for kind in ["fires", "quiet"] {
            let path = format!("tests/fixtures/checks/{id}/{kind}");
            if !root().join(&path).is_dir() {
                complaints.push(format!("{path} is missing"));
            }
        }
    }
    for page in files("docs/checks") {
        if !ids().contains(page.trim_end_matches(".md")) {
            complaints.push(format!("docs/checks/{page} describes no registered check"));
        }
    }
    for name in folders("tests/fixtures/checks") {
        if !ids().contains(&name) {
            complaints.push(format!(
                "tests/fixtures/checks/{name} is for no registered check"
            ));
        }
    }
    assert_none(&complaints);
}

#[test]
fn firing_fixtures_fire() {
    let mut complaints = Vec::new();
    for id in fixtures("fires") {
        let audit = folder(&format!("tests/fixtures/checks/{id}/fires"), true);
        if !audit.checks().contains(&id.as_str()) {
            complaints.push(format!("{id}/fires: found {:?}", audit.checks()));
        }
    }
    assert_none(&complaints);
}

#[test]
fn quiet_fixtures_are_quiet() {
    let mut complaints = Vec::new();
    let mut needed: Vec<(&str, &str)> = UNAVOIDABLE.iter().map(|row| (row.0, row.1)).collect();
    for id in fixtures("quiet") {
        let audit = folder(&format!("tests/fixtures/checks/{id}/quiet"), true);
        for finding in &audit.report.findings {
            let accepted = finding.status != crossfoot::findings::Status::New;
            let row = needed.iter().position(|&(fixture, check)| {
                fixture == id && check == finding.check && check != id
            });
            match row {
                Some(row) => drop(needed.remove(row)),
                None if accepted && finding.check != id => {}
                None => complaints.push(format!(
                    "{id}/quiet: {}: {}",
                    finding.check, finding.message
                )),
            }
        }
    }
    for (fixture, check) in needed {
        complaints.push(format!(
            "{fixture}/quiet no longer has {check}: strike it off the list"
        ));
    }
    assert_none(&complaints);
}

fn fixtures(kind: &str) -> Vec<String> {
    let exists = |id: &String| {
        root()
            .join(format!("tests/fixtures/checks/{id}/{kind}"))
            .is_dir()
    };
    ids().into_iter().filter(exists).collect()
}

/// Everything in order, and much of the language in use.
const CLEAN: &str = "
publishers:
  office: {name: Election Office, aliases: [the office]}
measures:
  votes: {type: count, unit: votes, over_time: event}
  turnout: {type: share, over_time: event}
dimensions:
  town:
    codes:
      all: {partition: [north, south]}
  way:
    codes:
      all: {subsets: [post]}
rules:
  few-by-post:
    assert: votes[way=post] <= 0.5 * votes
sources:
  evening: {publisher: office, published: 2025-03-10, as_of: 2025-03-10}
  morning: {publisher: The Office, published: 2025-03-11, as_of: 2025-03-10}
claims:
  - measure: votes
    source: evening
    value: 3,983
    quote: a total of 3,983 votes
    breakdowns:
      - by: town
        quote: 3,209 in the north and 774 in the south
        parts: {north: \"3,209\", south: 774}
      - quote: 12% by post
        parts: {way=post: 12%}
  - {measure: votes, source: evening, where: {way: post}, value: 478, quote: 478 by post}
  - {measure: turnout, source: evening, value: 61.5%, quote: a turnout of 61.5 percent}
  - {measure: votes, source: morning, value: about 4 thousand, quote: about 4 thousand votes}
";

#[test]
fn a_clean_dossier_yields_nothing_at_all() {
    let audit = crate::harness::texts([("clean.yaml", CLEAN)], false);
    assert_eq!(audit.checks(), Vec::<&str>::new(), "{}", audit.text());
    let pedantic = crate::harness::texts([("clean.yaml", CLEAN)], true);
    // 478 of 3,983 is 12 % after rounding, as every percentage is.
    assert_eq!(pedantic.checks(), Vec::<&str>::new());
    let relations = &audit.report.summary.relations;
    assert!(relations.holds >= 4, "{relations:?}");
    assert_eq!(relations.holds, relations.total, "{}", audit.text());
}
