//! The table of verdicts on two figures: for each row a small dossier that gives the
//! verdict and one that just misses it, a line apart.

mod flows;

use std::collections::BTreeSet;

use crossfoot::output::Format;

use crate::harness::{Audit, assert_file, assert_none, folder, folders, read};

/// Where the dossiers are, and the table.
const PLACE: &str = "tests/fixtures/divergence";

/// A row of the table, or a variant of one.
struct Row {
    /// The folder with both dossiers; it begins with the number of the row.
    folder: String,
    /// What the two figures are to each other.
    verdict: String,
    /// Severity and check of what is found in each dossier.
    found: [(&'static str, String); 2],
}

/// The table as it stands beside the dossiers.
fn rows() -> Vec<Row> {
    let table = read(&format!("{PLACE}/README.md"));
    let rows = table.lines().filter(|line| line.starts_with("| ")).skip(2);
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [folder, verdict, gives, misses] = cells[..] else {
            panic!("{line}");
        };
        Row {
            folder: folder.to_owned(),
            verdict: verdict.to_owned(),
            found: [("gives", gives.to_owned()), ("misses", misses.to_owned())],
        }
    })
    .collect()
}

/// The rows that the table has.
const NUMBERS: std::ops::RangeInclusive<u32> = 1..=20;

#[test]
fn each_row_gives_its_verdict_and_one_step_away_another() {
    let mut complaints = Vec::new();
    for row in rows() {
        let mut texts = BTreeSet::new();
        for (kind, expected) in &row.found {
            let path = format!("{PLACE}/{}/{kind}", row.folder);
            let audit = folder(&path, false);
            let found = kinds(&audit);
            if found != *expected {
                let (folder, verdict) = (&row.folder, &row.verdict);
                complaints.push(format!(
                    "{folder} ({verdict}), {kind}: {found}, not {expected}"
                ));
            }
            let told = told(&audit, &path);
            assert_file(&format!("{path}/expected.txt"), told.clone());
            texts.insert(told);
        }
        if texts.len() == 1 {
            complaints.push(format!("{}: both dossiers say the same", row.folder));
        }
    }
    assert_none(&complaints);
}

#[test]
fn the_table_is_complete() {
    let number = |row: &Row| row.folder[..2].parse::<u32>().unwrap();
    let rows = rows();
    let known: BTreeSet<u32> = rows.iter().map(number).collect();
    assert_eq!(known, NUMBERS.collect());
    let named: Vec<String> = rows.into_iter().map(|row| row.folder).collect();
    assert_eq!(named, folders(PLACE), "each folder once, in order");
}

#[test]
fn the_two_dossiers_are_one_line_apart() {
    let mut complaints = Vec::new();
    for row in rows() {
        let [gives, misses] = ["gives", "misses"]
            .map(|kind| read(&format!("{PLACE}/{}/{kind}/dossier.yaml", row.folder)));
        let (a, b): (Vec<&str>, Vec<&str>) = (gives.lines().collect(), misses.lines().collect());
        let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
            pairs.take_while(|(one, other)| one == other).count()
        };
        let first = same(&mut a.iter().zip(&b));
        let (rest, other) = (&a[first..], &b[first..]);
        let last = same(&mut rest.iter().rev().zip(other.iter().rev()));
        let apart = [rest.len() - last, other.len() - last];
        if apart.iter().any(|&lines| lines > 1) || apart == [0, 0] {
            complaints.push(format!("{}: {apart:?} lines apart", row.folder));
        }
    }
    assert_none(&complaints);
}

/// Severity and check of each finding, in the order of the report.
fn kinds(audit: &Audit) -> String {
    let findings = audit.report.findings.iter();
    let kinds: Vec<String> = findings
        .map(|finding| format!("{:?} {}", finding.severity, finding.check).to_lowercase())
        .collect();
    match kinds.as_slice() {
        [] => "silent".to_owned(),
        kinds => kinds.join(", "),
    }
}

/// Each finding in one line, with its notes and what is special in its help.
fn told(audit: &Audit, path: &str) -> String {
    let lines = audit
        .rendered(Format::Concise, false)
        .replace(&format!("{path}/"), "");
    let mut lines = lines
        .lines()
        .filter(|line| line.starts_with("dossier.yaml:"));
    let mut told = String::new();
    for finding in &audit.report.findings {
        let line = lines.next().expect("a line for each finding");
        told.push_str(&format!("{line}\n"));
        for note in &finding.notes {
            told.push_str(&format!("  note: {note}\n"));
        }
        for row in finding.figures.iter().filter(|row| row.status.is_some()) {
            let status = row.status.unwrap_or_default();
            told.push_str(&format!("  {}, {}: {status}\n", row.printed, row.source));
        }
        for help in finding
            .help
            .iter()
            .filter(|help| help.contains("may repeat it"))
        {
            told.push_str(&format!("  help: {help}\n"));
        }
    }
    assert_eq!(lines.next(), None);
    match told.as_str() {
        "" => "silent\n".to_owned(),
        _ => told,
    }
}
