//! The curated claims: the whole output as committed, and the divergences between
//! the five texts for which this tool exists, each once.

use crossfoot::findings::{Finding, Severity};

use crate::harness::{assert_file, assert_none, folder};

/// What diverges, the check that says so, its severity, and the figures.
const DIVERGENCES: &[(&str, &str, Severity, &[&str])] = &[
    (
        "missing, both wars",
        "changed-over-time",
        Severity::Warning,
        &["3890", "3,983", "3,990"],
    ),
    (
        "missing, first war",
        "changed-over-time",
        Severity::Warning,
        &["3,890", "3,977"],
    ),
    (
        "remains",
        "depends-on-reading",
        Severity::Note,
        &["688", "218"],
    ),
    (
        "identified",
        "depends-on-reading",
        Severity::Note,
        &["165", "60"],
    ),
    (
        "women",
        "cumulative-decrease",
        Severity::Warning,
        &["285", "284"],
    ),
    (
        "women and civilian women",
        "base-shift",
        Severity::Note,
        &["267", "285"],
    ),
    (
        "women and civilian women",
        "base-shift",
        Severity::Note,
        &["267", "284"],
    ),
    (
        "elderly",
        "scope-breach",
        Severity::Warning,
        &["326", "316"],
    ),
    (
        "one breakdown under two totals",
        "same-parts-different-whole",
        Severity::Warning,
        &["872", "267"],
    ),
    (
        "missing after 2020",
        "scope-breach",
        Severity::Warning,
        &["seven", "six"],
    ),
    (
        "killed, and killed or missing",
        "strained-wording",
        Severity::Warning,
        &["over 20,000", "over 19,000"],
    ),
];

/// Figures that lie close to each other and are no rivals: traps of the texts.
const TRAPS: &[(&str, &[&str])] = &[
    (
        "overlapping groups are no partition",
        &["71", "267", "326", "719"],
    ),
    (
        "freed captives are no part of the missing",
        &["1,702", "3,983"],
    ),
    ("one war is no rival of both", &["3,977", "3,983"]),
    ("one war is no rival of both", &["3,977", "3,990"]),
];

#[test]
fn the_report_on_the_curated_claims_is_as_committed() {
    assert_file("tests/snapshots/claims.txt", folder("claims", false).text());
}

#[test]
fn no_text_contradicts_its_own_arithmetic() {
    let audit = folder("claims", false);
    let errors: Vec<String> = audit
        .report
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| format!("{}: {}", finding.check, finding.message))
        .collect();
    assert_none(&errors);
    let relations = &audit.report.summary.relations;
    assert!(
        relations.holds > 40 && relations.fails == 0,
        "{relations:?}"
    );
}

#[test]
fn each_known_divergence_comes_out_once() {
    let audit = folder("claims", false);
    let findings = &audit.report.findings;
    let mut complaints = Vec::new();
    for (what, check, severity, figures) in DIVERGENCES {
        let about: Vec<&Finding> = findings
            .iter()
            .filter(|finding| figures.iter().all(|figure| names(finding, figure)))
            .collect();
        let expected: Vec<&&Finding> = about
            .iter()
            .filter(|finding| finding.check == *check && finding.severity == *severity)
            .collect();
        let seen: Vec<String> = about
            .iter()
            .map(|finding| {
                format!(
                    "{:?} {}: {}",
                    finding.severity, finding.check, finding.message
                )
            })
            .collect();
        if expected.len() != 1 {
            complaints.push(format!(
                "{what} {figures:?}: {} of {check}, found {seen:#?}",
                expected.len()
            ));
        } else if figures
            .iter()
            .filter(|figure| tells(expected[0], figure))
            .count()
            < 2
        {
            complaints.push(format!("{what} {figures:?}: not in the message: {seen:?}"));
        }
        let louder = about
            .iter()
            .filter(|finding| finding.severity > Severity::Note)
            .count();
        if louder > 1 {
            complaints.push(format!(
                "{what} {figures:?} is told {louder} times: {seen:#?}"
            ));
        }
    }
    assert_none(&complaints);
}

#[test]
fn traps_are_silent_or_notes() {
    let audit = folder("claims", false);
    let mut complaints = Vec::new();
    for (what, figures) in TRAPS {
        for finding in &audit.report.findings {
            let named = figures.iter().all(|figure| has(&finding.message, figure));
            if named && finding.severity > Severity::Note {
                complaints.push(format!("{what}: {}: {}", finding.check, finding.message));
            }
        }
    }
    assert_none(&complaints);
}

/// Whether a finding says a figure in its message, or in a note where one finding
/// stands for several pairs.
fn tells(finding: &Finding, figure: &str) -> bool {
    let notes = finding.notes.iter().any(|note| has(note, figure));
    let mut conflicts = (finding.readings.iter()).flat_map(|reading| &reading.conflicts);
    has(&finding.message, figure)
        || finding.check == "base-shift" && notes
        || conflicts.any(|conflict| has(&conflict.message, figure))
}

/// Whether a finding compares a figure.
fn names(finding: &Finding, figure: &str) -> bool {
    let conflicts = (finding.readings.iter()).flat_map(|reading| &reading.conflicts);
    let read = conflicts.flat_map(|conflict| &conflict.figures);
    let mut rows = finding.figures.iter().chain(read);
    has(&finding.message, figure) || rows.any(|row| &*row.printed == figure)
}

/// Whether a figure stands in a text, and not inside a longer one.
fn has(text: &str, figure: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == ',';
    text.match_indices(figure).any(|(at, _)| {
        let after = &text[at + figure.len()..];
        !text[..at].ends_with(inside)
            && !after.starts_with(char::is_alphanumeric)
            && !after
                .strip_prefix(',')
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}
