//! Findings depend neither on the order of files and claims nor on threads.

use std::collections::BTreeSet;
use std::fmt::Write;

use proptest::prelude::*;

use crate::harness::{Audit, assert_none, folder, texts};

const CODEBOOK: &str = "\
publishers:
  ministry: {name: Ministry}
  office: {name: Office}
measures:
  missing: {type: count, over_time: stock}
  found: {type: count, over_time: cumulative}
  flights: {type: count, over_time: flow}
dimensions:
  role:
    codes:
      all: {partition: [military, civilian]}
rules:
  found-within-missing:
    assert: found <= missing
";

/// Each text: publisher, day of publication, place in a series of editions.
const SOURCES: [(&str, &str, &str); 4] = [
    ("ministry", "2024-01-10", "edition_of: register, "),
    ("ministry", "2024-03-10", "edition_of: register, "),
    ("office", "2024-03-10", ""),
    ("office", "2025", ""),
];
const MEASURES: [&str; 3] = ["missing", "found", "flights"];
const ROLES: [&str; 3] = ["", "military", "civilian"];
const DATES: [&str; 4] = ["", "as_of: 2024-01-05", "as_of: 2024-03", "period: 2023"];
const VALUES: [&str; 10] = [
    "3,983",
    "3,990",
    "3,209",
    "774",
    "775",
    "more than 600",
    "about 4,000",
    "3,890",
    "1.2 million",
    "n/a",
];

#[derive(Clone, Debug)]
struct Entry {
    source: usize,
    measure: usize,
    role: usize,
    date: usize,
    value: usize,
    parts: Option<(usize, usize)>,
}

fn entry() -> impl Strategy<Value = Entry> {
    let value = 0..VALUES.len();
    let parts = proptest::option::weighted(0.3, (value.clone(), value.clone()));
    let place = (
        0..SOURCES.len(),
        0..MEASURES.len(),
        0..ROLES.len(),
        0..DATES.len(),
    );
    (place, value, parts).prop_map(|((source, measure, role, date), value, parts)| Entry {
        source,
        measure,
        role,
        date,
        value,
        parts: parts.filter(|_| role == 0),
    })
}

/// Only the first entry for each figure: a repetition is named by its place.
fn without_repetitions(entries: Vec<Entry>) -> Vec<Entry> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for entry in entries {
        let roles = if entry.parts.is_some() {
            vec![0, 1, 2]
        } else {
            vec![entry.role]
        };
        let keys: Vec<_> = roles
            .into_iter()
            .map(|role| (entry.source, entry.measure, entry.date, role))
            .collect();
        if keys.iter().all(|key| !seen.contains(key)) {
            seen.extend(keys);
            kept.push(entry);
        }
    }
    kept
}

/// Claim files, one for each text; `names` gives the number in each file's name.
fn files(entries: &[Entry], names: &[usize]) -> Vec<(String, String)> {
    let mut files = vec![("crossfoot.yaml".to_owned(), CODEBOOK.to_owned())];
    for (at, (publisher, published, series)) in SOURCES.iter().enumerate() {
        let mut text = format!(
            "source: {{id: s{at}, {series}publisher: {publisher}, published: {published}}}\nclaims:\n"
        );
        for entry in entries.iter().filter(|entry| entry.source == at) {
            write_entry(&mut text, entry);
        }
        files.push((format!("f{}.yaml", names[at]), text));
    }
    files
}

fn write_entry(text: &mut String, entry: &Entry) {
    let mut line = |words: std::fmt::Arguments<'_>| writeln!(text, "{words}").unwrap();
    line(format_args!("  - measure: {}", MEASURES[entry.measure]));
    line(format_args!("    value: {}", VALUES[entry.value]));
    if entry.role > 0 {
        line(format_args!("    where: {{role: {}}}", ROLES[entry.role]));
    }
    if entry.date > 0 {
        line(format_args!("    {}", DATES[entry.date]));
    }
    if let Some((military, civilian)) = entry.parts {
        line(format_args!(
            "    breakdowns:\n      - by: role\n        parts:"
        ));
        line(format_args!("          military: {}", VALUES[military]));
        line(format_args!("          civilian: {}", VALUES[civilian]));
    }
}

fn audited(entries: &[Entry], names: &[usize]) -> Audit {
    let files = files(entries, names);
    let files = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    let audit = texts(files, true);
    assert_none(&audit.input_errors());
    audit
}

/// What a reader is told, without places.
fn told(audit: &Audit) -> Vec<String> {
    let mut told: Vec<String> = audit
        .report
        .findings
        .iter()
        .map(|finding| {
            let rows: Vec<String> = finding
                .figures
                .iter()
                .map(|row| format!("{} {}", row.claim, row.printed))
                .collect();
            format!(
                "{:?} {} {} | {} | {} | {}",
                finding.severity,
                finding.check,
                crossfoot::findings::fingerprint(finding),
                finding.message,
                finding.concise,
                rows.join(", "),
            )
        })
        .collect();
    told.sort();
    told
}

/// How many findings of which kind there are.
fn counted(audit: &Audit) -> Vec<(&'static str, &'static str)> {
    let findings = audit.report.findings.iter();
    let mut kinds: Vec<_> = findings.map(|f| (f.check, f.severity.name())).collect();
    kinds.sort_unstable();
    kinds
}

fn shuffled(
    entries: impl Strategy<Value = Vec<Entry>>,
) -> impl Strategy<Value = (Vec<Entry>, Vec<Entry>, Vec<usize>)> {
    let names = Just(vec![0, 1, 2, 3]).prop_shuffle();
    let pair =
        entries.prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle()));
    (pair, names).prop_map(|((entries, shuffled), names)| (entries, shuffled, names))
}

fn some_entries() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::vec(entry(), 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_order_of_files_and_claims_is_no_matter(
        (entries, others, names) in shuffled(some_entries().prop_map(without_repetitions))
    ) {
        let (one, other) = (audited(&entries, &[0, 1, 2, 3]), audited(&others, &names));
        prop_assert_eq!(told(&one), told(&other));
        prop_assert_eq!(one.report.summary, other.report.summary);
    }

    #[test]
    fn repetitions_give_the_same_findings_in_any_order(
        (entries, others, names) in shuffled(some_entries())
    ) {
        let (one, other) = (audited(&entries, &[0, 1, 2, 3]), audited(&others, &names));
        prop_assert_eq!(counted(&one), counted(&other));
    }
}

/// The generated dossiers are worth the trouble: they make many checks speak.
#[test]
fn generated_dossiers_have_findings() {
    let mut entries = Vec::new();
    for at in 0..48 {
        entries.push(Entry {
            source: at % 4,
            measure: (at / 4) % 3,
            role: 0,
            date: at % 3,
            value: (at * 7) % VALUES.len(),
            parts: Some(((at * 3) % VALUES.len(), (at * 5) % VALUES.len())),
        });
    }
    let checks = audited(&without_repetitions(entries), &[0, 1, 2, 3]).checks();
    assert!(checks.len() >= 5, "{checks:?}");
}

#[test]
fn threads_are_no_matter() {
    let with = |threads: usize, path: &str| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| folder(path, true).text())
    };
    for path in ["claims", "examples/two-sources", "examples/off-by-one"] {
        let one = with(1, path);
        assert!(!one.is_empty());
        assert_eq!(one, with(4, path), "{path}");
    }
}
