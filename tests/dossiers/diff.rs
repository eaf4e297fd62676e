//! The page on comparing shows real output, and the JSON of real comparisons keeps to its
//! schema.

use std::process::Command;

use serde_json::Value;

use crate::harness::{assert_none, read, root};

/// What the program prints for a line of arguments, run in the repository.
fn printed(line: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
        .args(line.split_whitespace())
        .current_dir(root())
        .env_remove("CLICOLOR_FORCE")
        .output()
        .unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), error.as_str()),
        (Some(0), ""),
        "{line}"
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_page_shows_real_output() {
    let page = read("docs/diff.md");
    let blocks: Vec<&str> = page.split("```console\n").skip(1).collect();
    assert!(!blocks.is_empty(), "the page shows a comparison");
    for block in blocks {
        let block = block.split("\n```").next().unwrap();
        let (command, output) = block.split_once('\n').unwrap();
        let line = command.strip_prefix("$ crossfoot ").unwrap();
        assert_eq!(output.trim_end(), printed(line).trim_end(), "{command}");
    }
}

#[test]
fn json_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(&read("docs/diff.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(!schema.is_valid(&serde_json::json!({"schema": 1})));
    let sources = [
        "ambassador-2021",
        "appeal-2023",
        "president-2024-10",
        "commission-2025-03",
        "caliber-2025-09",
    ];
    let mut lines: Vec<String> = (sources.iter().flat_map(|old| sources.map(|new| (old, new))))
        .map(|(old, new)| format!("diff source:{old} source:{new} claims --format json"))
        .collect();
    lines.push(
        "diff examples/two-editions/2026-03.yaml examples/two-editions/2026-04.yaml --format json"
            .into(),
    );
    lines.push("diff examples/hedges examples/shares --format json".into());
    let mut complaints = Vec::new();
    for line in lines {
        let json: Value = serde_json::from_str(&printed(&line)).unwrap();
        let errors = schema.iter_errors(&json);
        complaints
            .extend(errors.map(|error| format!("{line}: {}: {error}", error.instance_path())));
    }
    assert_none(&complaints);
}

/// The figures that the founding texts were compared by hand with.
#[test]
fn the_founding_texts_differ_as_they_should() {
    let text = printed("diff source:ambassador-2021 source:commission-2025-03 claims");
    let account =
        "registered_missing +93 = military +38 + civilian +55: the parts account for the change";
    assert!(text.contains(account), "{text}");
    let text = printed("diff source:commission-2025-03 source:caliber-2025-09 claims");
    for row in [
        ["3,983", "3,990", "+7", "+0.18 %"],
        ["285", "284", "-1", "-0.35 %"],
        ["688", "218", "-470", "-68.31 %"],
    ] {
        let found = text
            .lines()
            .any(|line| row.iter().all(|cell| line.contains(cell)));
        assert!(found, "{row:?} in\n{text}");
    }
}
