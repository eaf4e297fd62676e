//! Every pattern has fixtures: a dossier where its hint shows, and one like it that just
//! misses. The part of a folder's name after a point tells variants apart.

use std::collections::BTreeSet;

use crossfoot::findings::{Severity, fingerprint};

use crate::harness::{Audit, assert_none, folder, folders, read};

/// Every hint of an audit: check and pattern.
fn hints(audit: &Audit) -> BTreeSet<(&'static str, &'static str)> {
    let findings = audit.report.findings.iter();
    findings
        .flat_map(|finding| (finding.hints.iter()).map(|hint| (finding.check, hint.pattern)))
        .collect()
}

fn fixture(name: &str, kind: &str) -> Audit {
    folder(&format!("tests/fixtures/hints/{name}/{kind}"), false)
}

#[test]
fn hints_show_and_just_miss() {
    /// There the finding itself is about the pattern.
    const NOTHING_TO_HINT_AT: [&str; 2] = ["one-number", "identical-parts"];
    let mut complaints = Vec::new();
    for name in folders("tests/fixtures/hints") {
        let pattern = name.split('.').next().unwrap();
        let (shows, silent) = (fixture(&name, "shows"), fixture(&name, "silent"));
        let with: Vec<&str> = (hints(&shows).into_iter())
            .filter(|(_, shown)| *shown == pattern)
            .map(|(check, _)| check)
            .collect();
        if with.is_empty() {
            complaints.push(format!(
                "{name}/shows: {:?}\n{}",
                hints(&shows),
                shows.text()
            ));
        }
        if hints(&silent).iter().any(|(_, shown)| *shown == pattern) {
            complaints.push(format!("{name}/silent: {}", silent.text()));
        }
        // A hint explains a finding; where there is none it has nothing to explain.
        let found = silent
            .report
            .findings
            .iter()
            .any(|finding| finding.severity >= Severity::Warning);
        if !found && !NOTHING_TO_HINT_AT.contains(&pattern) {
            complaints.push(format!("{name}/silent has no finding: {}", silent.text()));
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_pattern_is_documented_and_has_fixtures() {
    let page = read("docs/engine.md");
    let known: BTreeSet<String> = (folders("tests/fixtures/hints").iter())
        .map(|name| name.split('.').next().unwrap().to_owned())
        .collect();
    let mut seen = hints(&folder("claims", false));
    for name in folders("tests/fixtures/hints") {
        seen.extend(hints(&fixture(&name, "shows")));
    }
    let mut complaints = Vec::new();
    for (_, pattern) in seen {
        if !page.contains(&format!("| `{pattern}` |")) {
            complaints.push(format!("docs/engine.md does not list `{pattern}`"));
        }
        if !known.contains(pattern) {
            complaints.push(format!("tests/fixtures/hints/{pattern} is missing"));
        }
    }
    assert_none(&complaints);
}

#[test]
fn hints_do_not_touch_fingerprints() {
    let audit = folder("claims", false);
    let with: Vec<_> = (audit.report.findings.iter())
        .filter(|finding| !finding.hints.is_empty())
        .collect();
    assert!(with.len() > 2);
    for finding in with {
        let mut bare = finding.clone();
        bare.hints.clear();
        assert_eq!(
            fingerprint(&bare),
            fingerprint(finding),
            "{}",
            finding.message
        );
    }
}
