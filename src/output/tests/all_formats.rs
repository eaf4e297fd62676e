//! What holds for every format of a report, and the lines of JSON against their schema.

use super::*;

#[test]
fn json_lines_keep_the_contract() {
    let parse = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
    let document = parse(include_str!("../../../docs/report.schema.json"));
    let mut schema = parse(include_str!("../../../docs/report-lines.schema.json"));
    // The one refers to the other, which lies beside it.
    schema["$id"] = "https://example.org/report-lines.schema.json".into();
    let resource = jsonschema::Resource::from_contents(document);
    let validator = jsonschema::options()
        .with_resource("https://example.org/report.schema.json", resource)
        .build(&schema)
        .expect("a schema that compiles");
    let (sources, report) = canned::full_report();
    let whole = parse(&render(Format::Json, &report, &sources, &ALL));
    let text = render(Format::Jsonl, &report, &sources, &ALL);
    let lines: Vec<serde_json::Value> = text.lines().map(parse).collect();
    for line in &lines {
        let problems: Vec<String> = (validator.iter_errors(line))
            .map(|problem| format!("{}: {problem}", problem.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{problems:#?}");
    }
    let of = |kind: &str| -> Vec<&serde_json::Value> {
        lines.iter().filter_map(|line| line.get(kind)).collect()
    };
    assert_eq!(lines[0]["header"]["schema"], 1);
    for (kind, list) in [("finding", "findings"), ("relation", "relations")] {
        let list = whole[list].as_array().expect("a list");
        assert_eq!(of(kind), list.iter().collect::<Vec<_>>());
    }
    assert_eq!(lines[lines.len() - 1]["summary"], whole["summary"]);
    assert!(!validator.is_valid(&serde_json::json!({"finding": {}})));
    assert!(!validator.is_valid(&serde_json::json!({"internal": 1})));
    let without = render(Format::Jsonl, &report, &sources, &Style::default());
    let relation = |line: &str| line.starts_with("{\"relation\"");
    assert!(text.lines().any(relation) && !without.lines().any(relation));

    let (sources, known) = canned::baselined_report();
    let whole = parse(&render(Format::Json, &known, &sources, &ALL));
    let text = render(Format::Jsonl, &known, &sources, &ALL);
    let line = text.lines().find(|line| line.starts_with("{\"baseline\""));
    let line = parse(line.expect("a line about the baseline"));
    assert!(validator.is_valid(&line));
    assert_eq!(line["baseline"], whole["baseline"]);
}

#[test]
fn every_format_says_what_was_left_out() {
    use crate::findings::{Capped, ScreenedTable};
    let (sources, mut report) = canned::full_report();
    report.summary.capped = vec![Capped {
        check: "sources-disagree",
        shown: 2,
        found: 98_765,
    }];
    report.summary.screened = vec![ScreenedTable {
        groups: 43_210,
        telling: 10,
        counted: 3,
        not_made: &["carried-forward"],
    }];
    for (format, name, _) in Format::all() {
        // Its lines are findings alone; the program says the rest beside them.
        if format == Format::Concise {
            continue;
        }
        let text = render(format, &report, &sources, &Style::default());
        for said in ["98765", "43210", "carried-forward"] {
            assert!(text.contains(said), "{name} lacks {said}:\n{text}");
        }
    }
}

#[test]
fn every_format_shows_what_was_accepted() {
    let (sources, report) = canned::full_report();
    for (format, name, _) in Format::all() {
        let text = render(format, &report, &sources, &Style::default());
        let reason = "the commission confirmed the fall on 2 October 2025";
        assert!(text.contains(reason), "{name}");
    }
}

#[test]
fn every_format_knows_the_baseline() {
    let (sources, report) = canned::baselined_report();
    for (format, name, _) in Format::all() {
        let text = render(format, &report, &sources, &Style::default());
        let marks = ["in the baseline", "baselined", "\"unchanged\""];
        assert!(
            marks.iter().any(|mark| text.contains(mark)),
            "{name}:\n{text}"
        );
        // GitLab sees by itself what is gone; the lines of `concise` are findings alone.
        if !matches!(format, Format::Gitlab | Format::Concise) {
            assert!(text.contains("rule-broken"), "{name}:\n{text}");
        }
    }
}
