//! The JSON of real audits keeps to `docs/report.schema.json`.

use crossfoot::output::Format;
use serde_json::Value;

use crate::harness::{Audit, assert_none, folder, folders, read};

fn complaints(name: &str, audit: &Audit, schema: &jsonschema::Validator) -> Vec<String> {
    let mut complaints = Vec::new();
    for show_passed in [false, true] {
        let json: Value = serde_json::from_str(&audit.rendered(Format::Json, show_passed)).unwrap();
        assert_eq!(
            json["findings"].as_array().unwrap().len(),
            audit.report.findings.len()
        );
        assert_eq!(json.get("relations").is_some(), show_passed, "{name}");
        let errors = schema.iter_errors(&json);
        complaints
            .extend(errors.map(|error| format!("{name}: {}: {error}", error.instance_path())));
    }
    complaints
}

#[test]
fn json_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(&read("docs/report.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(!schema.is_valid(&serde_json::json!({"schema": 2})));
    let mut all = complaints("claims", &folder("claims", true), &schema);
    for name in folders("examples") {
        let path = format!("examples/{name}");
        all.extend(complaints(&path, &folder(&path, true), &schema));
    }
    for id in folders("tests/fixtures/checks") {
        for kind in folders(&format!("tests/fixtures/checks/{id}")) {
            let path = format!("tests/fixtures/checks/{id}/{kind}");
            all.extend(complaints(&path, &folder(&path, true), &schema));
        }
    }
    for row in folders("tests/fixtures/divergence") {
        let path = format!("tests/fixtures/divergence/{row}/gives");
        all.extend(complaints(&path, &folder(&path, true), &schema));
    }
    assert_none(&all);
}
