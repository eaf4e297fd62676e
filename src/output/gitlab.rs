//! Code Quality of GitLab: a list of issues, which a merge request compares with those of
//! its target by their fingerprints.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::findings::{Finding, Report, Severity, Status, fingerprint};
use crate::output::escape::escape;
use crate::output::{Style, json, summary};
use crate::text::{FileId, SourceMap};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Place,
}

#[derive(Serialize)]
struct Place {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Every finding as an issue. What a person accepted or a baseline knows stays in the
/// list as information, with the same fingerprint, and so is never new.
pub(super) fn render(report: &Report, sources: &SourceMap, _style: &Style) -> String {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let mut issues: Vec<Issue> = Vec::with_capacity(report.findings.len());
    for finding in &report.findings {
        let mut issue = issue(finding, sources);
        let count = used.entry(issue.fingerprint.clone()).or_default();
        *count += 1;
        if *count > 1 {
            issue.fingerprint.push_str(&format!("-{count}"));
        }
        issues.push(issue);
    }
    for (at, remark) in summary::left_out(report).into_iter().enumerate() {
        issues.push(Issue {
            description: remark,
            check_name: "findings-left-out",
            fingerprint: format!("findings-left-out-{}", at + 1),
            severity: "info",
            location: Place {
                path: match sources.files() {
                    [] => ".".to_owned(),
                    _ => sources.repository_path(FileId(0)),
                },
                lines: Lines { begin: 1, end: 1 },
            },
        });
    }
    let text = serde_json::to_string_pretty(&issues)
        .expect("strings, numbers and lists of them always serialize");
    json::escaped(text) + "\n"
}

fn issue(finding: &Finding, sources: &SourceMap) -> Issue {
    // GitLab shows the description alone.
    let mut description = format!("{}: {}", finding.check, escape(&finding.message));
    if finding.worksheet.is_some() {
        description.push_str(&format!(": {}", escape(&finding.concise)));
    }
    let severity = match (&finding.status, finding.severity) {
        (Status::New, Severity::Error) => "major",
        (Status::New, Severity::Warning) => "minor",
        _ => "info",
    };
    match &finding.status {
        Status::New => {}
        Status::Baselined => description.push_str("; in the baseline"),
        Status::Accepted(reason) => {
            description.push_str(&format!("; accepted: {}", escape(reason)));
        }
    }
    let at = finding.locations.first();
    let place = at.map(|at| sources.place(at.span));
    Issue {
        description,
        check_name: finding.check,
        fingerprint: fingerprint(finding),
        severity,
        location: Place {
            path: at.map_or_else(
                || ".".to_owned(),
                |at| sources.repository_path(at.span.file),
            ),
            lines: Lines {
                begin: place.map_or(1, |place| place.line),
                end: place.map_or(1, |place| place.end_line),
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::findings::canned;
    use crate::text::Home;

    fn issues(report: &Report, sources: &SourceMap) -> Vec<Value> {
        let text = render(report, sources, &Style::default());
        serde_json::from_str(&text).expect("a list")
    }

    #[test]
    fn every_finding_is_an_issue_with_a_fingerprint_of_its_own() {
        let (sources, report) = canned::full_report();
        let mut twice = report.clone();
        twice.findings.extend(report.findings.clone());
        let issues = issues(&twice, &sources);
        assert_eq!(issues.len(), 2 * report.findings.len());
        let prints: BTreeSet<&str> = (issues.iter())
            .map(|issue| issue["fingerprint"].as_str().expect("text"))
            .collect();
        assert_eq!(prints.len(), issues.len());
        for (issue, finding) in issues.iter().zip(&report.findings) {
            assert_eq!(issue["check_name"], finding.check);
            assert_eq!(issue["fingerprint"], fingerprint(finding));
            assert!(issue["location"]["lines"]["begin"].as_u64() > Some(0));
        }
    }

    #[test]
    fn what_was_judged_is_information() {
        let (mut sources, mut report) = canned::full_report();
        sources.set_home(Home {
            folder: "data".into(),
            web: None,
        });
        report.findings[0].status = Status::Baselined;
        let issues = issues(&report, &sources);
        assert_eq!(issues[0]["severity"], "info");
        let accepted = issues.last().expect("an issue");
        assert_eq!(accepted["severity"], "info");
        let words = accepted["description"].as_str().expect("text");
        assert!(words.ends_with("; accepted: the commission confirmed the fall on 2 October 2025"));
        assert_eq!(
            accepted["location"]["path"],
            "data/claims/2025-03-commission.yaml"
        );
    }
}
