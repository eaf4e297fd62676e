//! What the registry says of each check agrees with its page, its findings and the
//! lists that grade findings.

use crossfoot::checks::{CHECKS, Family};
use crossfoot::findings::{INPUT_CHECKS, PEDANTIC_CHECKS};

use crate::harness::{assert_none, folder, read};

/// The first word of a severity, such as `note` of "note. For an `event` measure".
fn first_word(severity: &str) -> &str {
    let word = severity.split_whitespace().next().unwrap_or("");
    word.trim_end_matches(|c: char| c.is_ascii_punctuation())
}

#[test]
fn pages_and_registry_agree_on_severity() {
    let mut complaints = Vec::new();
    for check in CHECKS {
        let page = read(&format!("docs/checks/{}.md", check.id));
        let line = page
            .lines()
            .find_map(|line| line.strip_prefix("Severity: "));
        let line = line.unwrap_or("nothing");
        if first_word(line) != first_word(check.severity) {
            complaints.push(format!(
                "{}: the page says {line:?}, the registry {:?}",
                check.id, check.severity
            ));
        }
    }
    assert_none(&complaints);
}

#[test]
fn findings_have_a_severity_that_the_registry_names() {
    let mut complaints = Vec::new();
    for check in CHECKS.iter().filter(|check| check.id != "rule-broken") {
        let audit = folder(&format!("tests/fixtures/checks/{}/fires", check.id), true);
        for finding in audit.report.findings.iter().filter(|f| f.check == check.id) {
            if !check.severity.contains(finding.severity.name()) {
                let (own, stated) = (finding.severity.name(), check.severity);
                complaints.push(format!("{}: {own}, the registry says {stated}", check.id));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn lists_of_checks_agree_with_the_registry() {
    let of = |wanted: fn(&crossfoot::checks::Check) -> bool| -> Vec<&str> {
        CHECKS
            .iter()
            .filter(|check| wanted(check))
            .map(|check| check.id)
            .collect()
    };
    let input = of(|check| check.family == Family::Input);
    assert_eq!(input, INPUT_CHECKS);
    assert_eq!(
        of(|check| check.severity.contains("--pedantic")),
        PEDANTIC_CHECKS
    );
}

#[test]
fn ids_are_unique_and_spelled_alike() {
    let mut ids: Vec<&str> = CHECKS.iter().map(|check| check.id).collect();
    for id in &ids {
        assert!(
            id.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-'),
            "{id}"
        );
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), CHECKS.len());
}
