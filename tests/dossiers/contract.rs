//! The contract of joint findings, beyond the shape that the schema gives: what is named
//! exists, what is used comes earlier, places are those of the values, nothing from a file
//! reaches a terminal raw, and a finding keeps its fingerprint as long as it is the same.

use crossfoot::output::{Format, Style, render};
use serde_json::Value;

use crate::harness::{Audit, assert_none, folder, folders, read, texts};
use crate::whole::{CASES, OPEN, OPEN_TEXT};

const BOOK: &str = "\
measures:
  displaced: {type: count, over_time: stock}
dimensions:
  sex: {codes: {all: {partition: [men, women]}}}
  shelter: {codes: {all: {partition: [camps, families]}}}
";

const INSIDE: &str = "\
source: {id: registry, published: 2025-06-02}
claims:
  - {measure: displaced, where: {sex: men}, value: 1204}
  - {measure: displaced, where: {sex: women}, value: 1310}
  - {measure: displaced, where: {shelter: camps}, value: 1870}
  - {measure: displaced, where: {shelter: families}, value: 684}
";

/// Names that hurt, inside the double quotation marks of YAML.
const EVIL: [(&str, &str); 5] = [
    ("displaced", r"dis|placed `m` \u001b[31m\u202e\nx"),
    ("registry", r"reg|`'\u001b]0;x\u0007\u2066"),
    ("women", r"wo\r\n\tm\u2028\u200b"),
    ("men", r"me'; rm x; '`n|\u0085"),
    (
        "families",
        "fam and a long name of many words that has to be broken anywhere",
    ),
];

/// [`BOOK`] and [`INSIDE`] with these names.
fn hostile() -> (String, String) {
    let evil = |text: &str| {
        let mut text = text.to_owned();
        for (plain, evil) in EVIL {
            for end in [":", ",", "]", "}"] {
                for start in [" ", "["] {
                    let name = format!("{start}{plain}{end}");
                    text = text.replace(&name, &format!("{start}\"{evil}\"{end}"));
                }
            }
        }
        text
    };
    (evil(BOOK), evil(INSIDE))
}

/// Every dossier with joint findings.
fn all() -> Vec<(String, Audit)> {
    let mut all = vec![("claims".to_owned(), folder("claims", true))];
    for id in [
        "cannot-all-hold",
        "cannot-all-hold-together",
        "contradictory-codebook",
        "cumulative-decrease",
        "unannounced-revision",
        "sources-disagree",
        "strained-wording",
        "share-mismatch",
        "rule-broken",
    ] {
        for kind in folders(&format!("tests/fixtures/checks/{id}")) {
            let path = format!("tests/fixtures/checks/{id}/{kind}");
            all.push((path.clone(), folder(&path, true)));
        }
    }
    let (book, text) = hostile();
    let hostile = texts([("crossfoot.yaml", &*book), ("a.yaml", &*text)], true);
    all.push(("hostile".to_owned(), hostile));
    all.push(("cases".to_owned(), texts([("a.yaml", CASES)], true)));
    let open = texts([("crossfoot.yaml", OPEN), ("a.yaml", OPEN_TEXT)], true);
    all.push(("open".to_owned(), open));
    all
}

/// The report as a program reads it.
pub fn json(audit: &Audit) -> Value {
    serde_json::from_str(&audit.rendered(Format::Json, true)).unwrap()
}

/// A list in it; empty where there is none.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// What is wrong with a finding.
fn complaints(name: &str, audit: &Audit, finding: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let dossier = &audit.dossier;
    let known = |id: &Value| (dossier.claims.iter()).any(|claim| Some(&*claim.id) == id.as_str());
    let check = &finding["check"];
    let mut ids: Vec<&Value> = list(finding, "claims").iter().collect();
    let steps = list(finding, "derivation");
    for (at, step) in steps.iter().enumerate() {
        ids.extend(list(step, "claims"));
        for from in list(step, "from") {
            if from
                .as_u64()
                .is_none_or(|from| from == 0 || from > at as u64)
            {
                out.push(format!("{name}: {check}: step {} uses {from}", at + 1));
            }
        }
        if list(step, "claims").is_empty() && step["because"].as_str().unwrap().contains(" states ")
        {
            out.push(format!("{name}: {check}: {step} names no claim"));
        }
    }
    for from in list(&finding["conclusion"], "from") {
        if from
            .as_u64()
            .is_none_or(|from| from == 0 || from > steps.len() as u64)
        {
            out.push(format!("{name}: {check}: the conclusion uses {from}"));
        }
    }
    for summand in list(finding, "certificate") {
        ids.extend(list(summand, "claims"));
    }
    for repair in list(finding, "repairs") {
        ids.extend(list(repair, "claims"));
        ids.extend(
            list(repair, "changes")
                .iter()
                .map(|change| &change["claim"]),
        );
        if list(repair, "claims").len() != list(repair, "changes").len() {
            out.push(format!("{name}: {check}: {repair}"));
        }
    }
    for row in list(finding, "figures") {
        ids.extend(list(row, "from"));
        ids.extend((!row["claim"].is_null()).then_some(&row["claim"]));
    }
    let strange = ids.into_iter().filter(|id| !known(id));
    // Findings about acceptances and unknown names repeat what was written there.
    if !check.as_str().unwrap().contains("accept") {
        out.extend(strange.map(|id| format!("{name}: {check}: no claim {id}")));
    }
    out
}

#[test]
fn what_joint_findings_name_exists() {
    let schema: Value = serde_json::from_str(&read("docs/report.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let mut found = Vec::new();
    let (mut chains, mut sums, mut repairs) = (0, 0, 0);
    for (name, audit) in all() {
        let json = json(&audit);
        let errors = schema.iter_errors(&json);
        found.extend(errors.map(|error| format!("{name}: {}: {error}", error.instance_path())));
        for finding in list(&json, "findings") {
            chains += usize::from(!list(finding, "derivation").is_empty());
            sums += usize::from(!list(finding, "certificate").is_empty());
            repairs += list(finding, "repairs").len();
            found.extend(complaints(&name, &audit, finding));
        }
    }
    assert_none(&found);
    assert!(
        chains > 2 && sums > 0 && repairs > 10,
        "{chains} {sums} {repairs}"
    );
}

#[test]
fn places_are_those_of_the_values() {
    let audit = texts([("crossfoot.yaml", BOOK), ("a.yaml", INSIDE)], false);
    let json = json(&audit);
    let finding = &json["findings"][0];
    assert_eq!(finding["check"], "cannot-all-hold");
    let shown: Vec<&str> = (list(finding, "locations").iter())
        .map(|place| {
            let at = |key: &str| place[key].as_u64().unwrap() as usize;
            &INSIDE[at("start_byte")..at("end_byte")]
        })
        .collect();
    assert_eq!(shown, ["1204", "1310", "1870", "684"]);
}

#[test]
fn nothing_raw_reaches_a_terminal_and_lines_keep_to_their_width() {
    let (book, text) = hostile();
    let audit = texts([("crossfoot.yaml", &*book), ("a.yaml", &*text)], true);
    assert_eq!(audit.checks(), ["cannot-all-hold", "no-quote"]);
    let hostile = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200b}' | '\u{2028}' | '\u{202e}' | '\u{2066}')
    };
    for format in [Format::Text, Format::Concise, Format::Json] {
        for width in [40, 80, 120] {
            for ascii in [false, true] {
                let style = Style {
                    width,
                    ascii,
                    show_passed: true,
                    ..Style::default()
                };
                let out = render(format, &audit.report, &audit.dossier.files, &style);
                assert!(!out.contains(hostile), "{out:?}");
                if format != Format::Text {
                    continue;
                }
                assert!(!ascii || out.is_ascii(), "{out}");
                // Steps and remarks; excerpts and headlines are as wide as they are.
                let remarks = out.lines().filter(|line| line.starts_with("     "));
                let remarks = remarks.filter(|line| !line.contains('|'));
                for line in remarks {
                    let words = line.split(' ').map(str::len).max().unwrap_or(0);
                    assert!(line.len() <= width.max(words + 20), "{width}: {line}");
                }
            }
        }
    }
}

fn fingerprints(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let json = json(&texts(files.iter().copied(), false));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let findings = list(&json, "findings").iter();
    findings
        .map(|finding| (text(&finding["check"]), text(&finding["fingerprint"])))
        .collect()
}

#[test]
fn fingerprints_last_as_long_as_the_contradiction() {
    let first = fingerprints(&[("crossfoot.yaml", BOOK), ("a.yaml", INSIDE)]);
    assert_eq!(first.len(), 1);
    let same = |files: &[(&str, &str)]| assert_eq!(fingerprints(files), first);
    // Lines, names and order of files, order of claims, figures elsewhere.
    same(&[
        ("crossfoot.yaml", BOOK),
        ("z.yaml", &format!("# a\n\n{INSIDE}")),
    ]);
    same(&[("z.yaml", INSIDE), ("crossfoot.yaml", BOOK)]);
    let (head, claims) = INSIDE.split_once("claims:\n").unwrap();
    let mut lines: Vec<&str> = claims.lines().collect();
    lines.reverse();
    let turned = format!("{head}claims:\n{}\n", lines.join("\n"));
    same(&[("crossfoot.yaml", BOOK), ("a.yaml", &turned)]);
    let more = format!(
        "{INSIDE}  - {{measure: displaced, where: {{sex: women, shelter: camps}}, value: 700}}\n"
    );
    same(&[("crossfoot.yaml", BOOK), ("a.yaml", &more)]);
    let other =
        "source: {id: other, published: 2024-01-01}\nclaims: [{measure: displaced, value: 3000}]\n";
    let with_other = fingerprints(&[
        ("crossfoot.yaml", BOOK),
        ("0.yaml", other),
        ("a.yaml", INSIDE),
    ]);
    assert!(with_other.contains(&first[0]), "{with_other:?}");
    // Another figure makes another contradiction.
    let changed = INSIDE.replace("684", "685");
    let changed = fingerprints(&[("crossfoot.yaml", BOOK), ("a.yaml", &changed)]);
    assert_eq!(changed[0].0, first[0].0);
    assert_ne!(changed[0].1, first[0].1);
}

#[test]
fn the_claims_of_a_finding_accept_it() {
    let accepted = |claims: &[String]| {
        let quoted: Vec<String> = claims.iter().map(|id| format!("{id:?}")).collect();
        let entry = format!(
            "accept: [{{check: cannot-all-hold, claims: [{}], reason: asked}}]\n",
            quoted.join(", ")
        );
        let book = format!("{BOOK}{entry}");
        texts([("crossfoot.yaml", &*book), ("a.yaml", INSIDE)], false)
    };
    let plain = json(&texts(
        [("crossfoot.yaml", BOOK), ("a.yaml", INSIDE)],
        false,
    ));
    let named = list(&plain["findings"][0], "claims").iter();
    let named: Vec<String> = named.map(|id| id.as_str().unwrap().to_owned()).collect();
    assert_eq!(named.len(), 4);

    let audit = accepted(&named);
    assert!(
        audit
            .text()
            .starts_with("accepted[cannot-all-hold]: a.yaml:3:")
    );
    let concise = audit.rendered(Format::Concise, false);
    assert!(concise.ends_with("; accepted: asked\n"), "{concise}");
    let all = json(&audit);
    assert_eq!(all["findings"][0]["status"], "accepted");
    assert_eq!(all["summary"]["findings"]["error"], 0);
    assert_eq!(all["summary"]["findings"]["accepted"], 1);
    assert_eq!(list(&all, "findings").len(), 1);

    // Some of them leave it open, one alone matches nothing.
    let some = accepted(&named[..3]);
    assert_eq!(some.checks(), ["cannot-all-hold"]);
    assert!(
        some.text()
            .contains("2 of 3 conflicting pairs are accepted")
    );
    let one = accepted(&named[1..2]);
    assert_eq!(one.checks(), ["cannot-all-hold", "unused-accept"]);
}

#[test]
fn speakers_with_brackets_in_their_names_stay_whole() {
    let text = "\
source: {id: reg, publisher: Registry, published: 2025-06-02}
claims:
  - {measure: displaced, value: 2501}
  - {measure: displaced, where: {sex: men}, value: 1204, attributed_to: Mayor (city)}
  - {measure: displaced, where: {sex: women}, value: 1310, attributed_to: Mayor (city)}
";
    let audit = texts([("crossfoot.yaml", BOOK), ("a.yaml", text)], false);
    let said = "sources disagree: displaced is 2,514 by 1,204 + 1,310 (reg, Mayor (city), 2025-06-02), but 2501 (reg, 2025-06-02)";
    assert_eq!(audit.report.findings[0].message, said);
}
