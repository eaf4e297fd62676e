//! Fingerprints over the fixtures of every check: they stay the same when lines are
//! added above, and differ exactly when the difference does.

use std::collections::BTreeSet;

use crossfoot::findings::{Finding, fingerprint};

use crate::harness::{Audit, assert_none, files, folders, read, texts};

type Files = Vec<(String, String)>;

/// The files of a fixture that fires.
fn fixture(id: &str) -> Files {
    let folder = format!("tests/fixtures/checks/{id}/fires");
    let names = files(&folder).into_iter();
    names
        .map(|name| {
            let text = read(&format!("{folder}/{name}"));
            (name, text)
        })
        .collect()
}

fn audit(files: &Files) -> Audit {
    let files = files.iter();
    texts(
        files.map(|(name, text)| (name.as_str(), text.as_str())),
        true,
    )
}

/// Check and fingerprint of every finding.
fn prints(audit: &Audit) -> Vec<(&'static str, String)> {
    let findings = audit.report.findings.iter();
    let mut prints: Vec<_> = findings.map(|f| (f.check, fingerprint(f))).collect();
    prints.sort();
    prints
}

#[test]
fn lines_added_above_change_no_fingerprint() {
    let mut complaints = Vec::new();
    let mut compared = BTreeSet::new();
    for id in folders("tests/fixtures/checks") {
        let files = fixture(&id);
        let before = prints(&audit(&files));
        let moved = files.iter().map(|(name, text)| {
            let text = match name.ends_with(".yaml") {
                true => {
                    let (mark, text) = match text.strip_prefix('\u{feff}') {
                        Some(text) => ("\u{feff}", text),
                        None => ("", text.as_str()),
                    };
                    format!("{mark}# nothing to do with it\n\n# nor this\n{text}")
                }
                false => text.clone(),
            };
            (name.clone(), text)
        });
        let after = prints(&audit(&moved.collect()));
        compared.extend(before.iter().map(|(check, _)| *check));
        if before != after {
            complaints.push(format!("{id}: {before:?}\nis now {after:?}"));
        }
    }
    assert_none(&complaints);
    assert!(compared.len() >= 45, "{compared:?}");
}

/// What a finding is about.
fn about(finding: &Finding) -> (&'static str, BTreeSet<&String>, &str) {
    (
        finding.check,
        finding.claims.iter().collect(),
        &finding.subject,
    )
}

/// The size of it: its difference, or the figures that stand for one.
fn difference(finding: &Finding) -> String {
    let sheet = finding.worksheet.as_ref().map(|sheet| &sheet.difference);
    let mut figures: Vec<String> = (finding.figures.iter())
        .filter(|row| !row.aside)
        .map(|row| format!("{} {:?} {:?}", row.claim, row.interval, row.from))
        .collect();
    figures.sort();
    let mut stated: Vec<String> = finding
        .stated
        .iter()
        .map(|one| format!("{one:?}"))
        .collect();
    stated.sort();
    format!("{sheet:?} {figures:?} {stated:?}")
}

/// The fixture with each of its figures that a finding points to made larger, one at a
/// time.
fn changed(files: &Files, audit: &Audit) -> Vec<Files> {
    let mut places = BTreeSet::new();
    for location in audit.report.findings.iter().flat_map(|f| &f.locations) {
        let text = audit.dossier.files.slice(location.span);
        let file = audit.dossier.files.file(location.span.file);
        if text.starts_with(|c: char| c.is_ascii_digit()) && file.name.ends_with(".yaml") {
            let at = (location.span.start + file.skipped) as usize;
            places.insert((file.name.clone(), at));
        }
    }
    let variant = |(name, at): (String, usize)| {
        let mut files = files.clone();
        let (_, text) = files.iter_mut().find(|(own, _)| *own == name).unwrap();
        let last = text[at..].find(|c: char| !c.is_ascii_digit() && c != ',');
        let last = at + last.unwrap_or(text.len() - at) - 1;
        let digit = text.as_bytes()[last];
        let next = if digit == b'9' { b'8' } else { digit + 1 };
        text.replace_range(last..=last, &char::from(next).to_string());
        files
    };
    places.into_iter().map(variant).collect()
}

#[test]
fn fingerprints_differ_exactly_when_the_difference_does() {
    let mut complaints = Vec::new();
    let mut changed_checks = BTreeSet::new();
    let mut kept = 0;
    for id in folders("tests/fixtures/checks") {
        let files = fixture(&id);
        let before = audit(&files);
        for variant in changed(&files, &before) {
            let after = audit(&variant);
            for old in &before.report.findings {
                for new in &after.report.findings {
                    if about(old) != about(new) {
                        continue;
                    }
                    let same = difference(old) == difference(new);
                    if same != (fingerprint(old) == fingerprint(new)) {
                        complaints.push(format!(
                            "{id}: {} is {same} in its difference: {}",
                            old.concise, new.concise
                        ));
                    }
                    match same {
                        true => kept += 1,
                        false => drop(changed_checks.insert(old.check)),
                    }
                }
            }
        }
    }
    assert_none(&complaints);
    assert!(kept > 10, "{kept}");
    for check in [
        "parts-do-not-sum",
        "parts-exceed-whole",
        "part-exceeds-whole",
        "rule-broken",
        "sources-disagree",
        "cumulative-decrease",
        "self-contradiction",
        "cannot-all-hold",
        "share-mismatch",
        "scope-breach",
    ] {
        assert!(
            changed_checks.contains(check),
            "{check}: {changed_checks:?}"
        );
    }
}
