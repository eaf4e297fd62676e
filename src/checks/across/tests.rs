//! The founding dossier as a whole, and the order of claims and files.

use proptest::prelude::*;

use super::super::testing::{audit, kinds};
use super::all_pairs_tests::rows;
use crate::findings::Finding;

/// The checks that this module serves.
const OURS: [&str; 10] = [
    "strained-wording",
    "sources-disagree",
    "cumulative-decrease",
    "changed-over-time",
    "order-unknown",
    "unannounced-revision",
    "scope-breach",
    "same-parts-different-whole",
    "base-shift",
    "one-number-two-roles",
];

fn founding() -> Vec<Finding> {
    let mut findings = audit(&[
        (
            "crossfoot.yaml",
            include_str!("../../../claims/crossfoot.yaml"),
        ),
        (
            "2021.yaml",
            include_str!("../../../claims/2021-ambassador.yaml"),
        ),
        (
            "2023.yaml",
            include_str!("../../../claims/2023-civil-society-appeal.yaml"),
        ),
        (
            "2024.yaml",
            include_str!("../../../claims/2024-10-02-president.yaml"),
        ),
        (
            "2025-03.yaml",
            include_str!("../../../claims/2025-03-10-caspian-news.yaml"),
        ),
        (
            "2025-09.yaml",
            include_str!("../../../claims/2025-09-27-caliber.yaml"),
        ),
    ]);
    findings.retain(|finding| OURS.contains(&finding.check));
    findings
}

#[test]
fn the_founding_texts_diverge_where_they_should() {
    let mut shown: Vec<String> = founding()
        .iter()
        .map(|finding| {
            format!(
                "{:?} {}: {}",
                finding.severity, finding.check, finding.concise
            )
        })
        .collect();
    shown.sort();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn the_founding_messages_read_well() {
    let messages: Vec<String> = founding()
        .iter()
        .map(|finding| {
            let lines = std::iter::once(finding.message.clone())
                .chain(finding.notes.iter().map(|note| format!("  note: {note}")))
                .chain(finding.help.iter().map(|help| format!("  help: {help}")));
            lines.collect::<Vec<_>>().join("\n")
        })
        .collect();
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn every_finding_names_its_pairs_figures_and_subject() {
    for finding in founding() {
        assert!(!finding.conflicts.is_empty(), "{}", finding.check);
        assert!(!finding.subject.is_empty(), "{}", finding.check);
        assert!(finding.figures.len() > 1, "{}", finding.check);
        for (a, b) in &finding.conflicts {
            assert!(finding.claims.contains(a) && finding.claims.contains(b));
        }
        assert!(!finding.message.ends_with('.'));
        assert!(!finding.help.is_empty(), "{}", finding.check);
    }
}

/// A claim of the random dossiers: source, code, day of March, value.
pub(super) type Row = (usize, usize, u32, u32);

pub(super) const CODEBOOK: &str = "
measures:
  counted: {type: count, over_time: cumulative}
  settled: {type: count, over_time: event, growth_note: 1%}
  present: {type: count, over_time: stock}
dimensions:
  sex: {codes: {all: {partition: [men, women]}}}
sources:
  a: {publisher: One, published: 2025-04-01}
  b: {publisher: Two, published: 2025-04-02}
  c: {publisher: One, published: 2025-04-03}
";

pub(super) fn claim(row: &Row) -> String {
    let (source, kind, day, value) = row;
    let source = ["a", "b", "c"][source % 3];
    let measure = ["counted", "settled", "present"][kind % 3];
    let scope = ["{}", "{sex: women}", "{sex: men}"][kind / 3 % 3];
    let date = match day % 5 {
        0 => "2025-03".to_owned(),
        day => format!("2025-03-0{day}"),
    };
    // One id for each figure, so that ids do not depend on the order.
    format!(
        "  - {{id: {source}-{kind}-{day}-{value}, source: {source}, measure: {measure}, where: {scope}, as_of: {date}, value: {value}}}\n",
    )
}

/// What was found, in an order of its own.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let mut told: Vec<String> = audit(files)
        .into_iter()
        .filter(|finding| OURS.contains(&finding.check))
        .map(|finding| {
            let mut conflicts = finding.conflicts.clone();
            conflicts.sort();
            format!("{} {} {conflicts:?}", finding.check, finding.message)
        })
        .collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_claims_and_files_does_not_matter(
        rows in prop::collection::btree_set((0usize..3, 0usize..9, 0u32..5, 95u32..105), 2..14),
        seed in any::<u64>(),
    ) {
        // Repetitions of one figure by one source are another test's matter.
        let mut seen = std::collections::BTreeSet::new();
        let rows: Vec<Row> = rows
            .into_iter()
            .filter(|(source, kind, day, _)| seen.insert((*source, *kind, *day)))
            .collect();
        let straight: String = rows.iter().map(claim).collect();
        let one = told(&[
            ("crossfoot.yaml", CODEBOOK),
            ("claims.yaml", &format!("claims:\n{straight}")),
        ]);
        // Shuffled by the seed, and over two files in the other order.
        let mut mixed: Vec<(u64, String)> = rows
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let key = seed.wrapping_mul(at as u64 * 2 + 1).rotate_left(at as u32);
                (key, claim(row))
            })
            .collect();
        mixed.sort();
        let (left, right) = mixed.split_at(mixed.len() / 2);
        let text = |half: &[(u64, String)]| {
            let claims: String = half.iter().map(|(_, claim)| claim.as_str()).collect();
            format!("claims:\n{claims}")
        };
        let other = told(&[
            ("crossfoot.yaml", CODEBOOK),
            ("z.yaml", &text(left)),
            ("a.yaml", &text(right)),
        ]);
        prop_assert_eq!(one, other);
    }

    #[test]
    fn no_pair_is_told_twice(
        rows in prop::collection::btree_set((0usize..3, 0usize..9, 0u32..5, 95u32..105), 2..14),
    ) {
        let mut seen = std::collections::BTreeSet::new();
        let claims: String = rows
            .iter()
            .filter(|(source, kind, day, _)| seen.insert((*source, *kind, *day)))
            .map(claim)
            .collect();
        let findings = audit(&[
            ("crossfoot.yaml", CODEBOOK),
            ("claims.yaml", &format!("claims:\n{claims}")),
        ]);
        let mut pairs = std::collections::BTreeMap::new();
        for finding in &findings {
            if finding.check == "one-number-two-roles" {
                continue; // equal numbers, not a conflict
            }
            if finding.derivation.is_some() {
                continue; // several figures together, told once each
            }
            for (a, b) in &finding.conflicts {
                let pair = if a < b { (a, b) } else { (b, a) };
                let before = pairs.insert(pair, finding.check);
                prop_assert!(before.is_none(), "{pair:?}: {before:?} and {}", finding.check);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn one_finding_tells_of_a_cell_at_all_dates(rows in rows()) {
        let mut seen = std::collections::BTreeSet::new();
        let claims: String = rows
            .iter()
            .filter(|(source, kind, day, _)| seen.insert((*source, *kind, *day)))
            .map(claim)
            .collect();
        let findings = audit(&[
            ("crossfoot.yaml", CODEBOOK),
            ("claims.yaml", &format!("claims:\n{claims}")),
        ]);
        // Of one speaker alone there are revisions: the other has a single text.
        const ONCE: [&str; 3] = ["sources-disagree", "unannounced-revision", "order-unknown"];
        let mut told = std::collections::BTreeSet::new();
        for finding in findings.iter().filter(|finding| finding.derivation.is_none()) {
            if ONCE.contains(&finding.check) {
                let key = (finding.check, finding.subject.clone());
                prop_assert!(told.insert(key), "{}: {}", finding.check, finding.message);
            }
        }
    }
}

#[test]
fn findings_of_one_kind_come_in_a_fixed_order() {
    assert_eq!(kinds(&founding()), kinds(&founding()));
    let told: Vec<String> = founding().into_iter().map(|f| f.message).collect();
    let again: Vec<String> = founding().into_iter().map(|f| f.message).collect();
    assert_eq!(told, again);
}

#[test]
fn fixtures_fire_and_stay_quiet() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/checks");
    for id in OURS {
        for side in ["fires", "quiet"] {
            let files = std::fs::read_dir(root.join(id).join(side)).unwrap();
            let files: Vec<(String, String)> = files
                .map(|entry| {
                    let path = entry.unwrap().path();
                    let name = path.file_name().unwrap().to_string_lossy();
                    (name.into_owned(), std::fs::read_to_string(&path).unwrap())
                })
                .collect();
            let files: Vec<(&str, &str)> = files
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str()))
                .collect();
            let told = kinds(&audit(&files)).iter().any(|kind| kind.ends_with(id));
            assert_eq!(told, side == "fires", "{id} {side}");
        }
    }
}

/// The YAML examples of a page: the first fires, the one after `quiet` does not.
fn examples(page: &str) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find("```yaml\n") {
        let quiet = rest[..start].trim_end().ends_with("<!-- quiet -->");
        let body = &rest[start + 8..];
        let end = body.find("```").unwrap();
        found.push((!quiet, body[..end].to_owned()));
        rest = &body[end + 3..];
    }
    found
}

#[test]
fn examples_of_the_pages_do_as_they_say() {
    for id in OURS {
        let page = super::super::find(id).unwrap().page;
        let examples = examples(page);
        assert_eq!(examples.len(), 2, "{id}");
        for (fires, text) in examples {
            let findings = audit(&[("claims.yaml", &text)]);
            let told = findings.iter().any(|finding| finding.check == id);
            assert_eq!(told, fires, "{id}: {:?}", kinds(&findings));
        }
    }
}
