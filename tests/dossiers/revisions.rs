//! `crossfoot revisions` on real dossiers: its JSON keeps to its schema, its page shows
//! real output, and hostile text stays harmless in every format.

use std::process::Command;

use crossfoot::compare::revisions::{Asked, Revisions, revisions};
use crossfoot::dossier::Dossier;
use crossfoot::figures::Figures;
use crossfoot::output::{Style, revisions_csv, revisions_json, revisions_text};
use serde_json::Value;

use crate::harness::{assert_none, folder, folders, read, root, texts};

fn history(dossier: &Dossier) -> Revisions {
    let asked = Asked {
        single: true,
        ..Asked::default()
    };
    revisions(&Figures::of(dossier), &asked)
}

#[test]
fn json_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(&read("docs/revisions.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(!schema.is_valid(&serde_json::json!({"schema": 1})));
    let mut names = vec!["claims".to_owned()];
    names.extend(
        folders("examples")
            .iter()
            .map(|name| format!("examples/{name}")),
    );
    for id in folders("tests/fixtures/checks") {
        let kinds = folders(&format!("tests/fixtures/checks/{id}"));
        names.extend(
            kinds
                .iter()
                .map(|kind| format!("tests/fixtures/checks/{id}/{kind}")),
        );
    }
    let (mut complaints, mut vintages) = (Vec::new(), 0);
    for name in names {
        let found = history(&folder(&name, false).dossier);
        vintages += (found.triangles.iter())
            .map(|triangle| triangle.summary.vintages)
            .sum::<usize>();
        let json: Value = serde_json::from_str(&revisions_json(&found)).unwrap();
        let errors = schema.iter_errors(&json);
        complaints.extend(errors.map(|e| format!("{name}: {}: {e}", e.instance_path())));
    }
    assert!(vintages > 200, "only {vintages} figures were looked at");
    assert_none(&complaints);
}

#[test]
fn the_page_shows_real_output() {
    let page = read("docs/revisions.md");
    let mut shown = 0;
    for block in page.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let (command, output) = block.split_once('\n').unwrap();
        let arguments = command.strip_prefix("$ crossfoot ").unwrap().split(' ');
        let run = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
            .args(arguments)
            .current_dir(root())
            .env_remove("CLICOLOR_FORCE")
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(run.stdout).unwrap(), output, "{command}");
        shown += 1;
    }
    assert_eq!(shown, 2);
}

const HOSTILE: &str = "\
publishers:
  p: {name: \"=cmd|' /C calc'!A0\\e[31m\"}
measures:
  m: {type: count, over_time: stock}
dimensions:
  d: {codes: {all: {partition: [\"x\\u202ey\", z]}}}
sources:
  \"+a\\tb\": {publisher: p, published: 2025-01-02, edition_of: \"@s\\r\"}
  \"'=c,\\\"\": {publisher: p, published: 2025-02-02, edition_of: \"@s\\r\"}
claims:
  - {source: \"+a\\tb\", measure: m, as_of: 2025-01-01, value: \"10\", id: \"=1+1\"}
  - {source: \"'=c,\\\"\", measure: m, as_of: 2025-01-01, value: \"11\", revises: \"=1+1\", reason: \"-2+3\\n\\e]0;x\\a\"}
  - {source: \"+a\\tb\", measure: m, where: {d: \"x\\u202ey\"}, as_of: 2025-01-01, value: \"4\"}
";

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let audit = texts([("crossfoot.yaml", HOSTILE)], false);
    assert_eq!(audit.input_errors(), Vec::<String>::new());
    let found = history(&audit.dossier);
    assert_eq!(found.triangles.len(), 2);
    let style = Style {
        width: 30,
        ..Style::default()
    };
    let csv = revisions_csv(&found, false);
    for text in [
        revisions_text(&found, &style),
        csv.replace("\r\n", "\n"),
        revisions_json(&found),
    ] {
        let bad = text
            .chars()
            .find(|c| *c != '\n' && c.is_control() || *c == '\u{202e}');
        assert_eq!(bad, None, "{text}");
    }
    // No cell of ours begins like a formula; what was in front of it is an apostrophe.
    let runs = |line: &str| {
        let mut quoted = false;
        let cells = line.split(|c: char| {
            quoted ^= c == '"';
            c == ',' && !quoted
        });
        let mut cells = cells.map(|cell| cell.trim_start_matches('"'));
        cells.any(|cell| cell.starts_with(['=', '+', '@']) || cell.starts_with("-2"))
    };
    assert!(!csv.lines().any(runs), "{csv}");
    assert!(csv.contains("'=1+1") && csv.contains("'+a\\tb") && csv.contains("''=c"));
    assert!(revisions_csv(&found, true).lines().any(runs));
}

/// Files with errors, and none at all, give what can be read.
#[test]
fn broken_files_do_not_stop_it() {
    for text in [
        "",
        "claims: [",
        "claims:\n  - {measure: m}\n  - 7\n",
        "source: {id: a, published: soon}\nclaims: [{measure: m, value: 3}]\n",
    ] {
        let audit = texts([("a.yaml", text)], false);
        let found = history(&audit.dossier);
        let json: Value = serde_json::from_str(&revisions_json(&found)).unwrap();
        assert_eq!(json["triangles"], serde_json::json!([]), "{text}");
        assert_eq!(revisions_csv(&found, false).lines().count(), 1);
    }
}
