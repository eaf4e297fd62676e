//! The JSON of real audits keeps to `docs/report.schema.json`, and that of exports to
//! `docs/export.schema.json`.

use crossfoot::export::{Exporter, How, TableFormat, Wanted};
use crossfoot::figures::Figures;
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
    for pattern in folders("tests/fixtures/hints") {
        let path = format!("tests/fixtures/hints/{pattern}/shows");
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

fn exported(audit: &Audit) -> Value {
    let figures = Figures::of(&audit.dossier);
    let table = Exporter::new(&figures, &Wanted::default());
    let how = How {
        format: TableFormat::Json,
        keep_formulas: false,
    };
    let mut out = Vec::new();
    table.write(how, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn exports_keep_to_their_schema() {
    let schema: Value = serde_json::from_str(&read("docs/export.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(!schema.is_valid(&serde_json::json!({"schema": 1, "sources": []})));
    let claim = serde_json::json!({"id": "a", "measure": "m", "source": "s", "low": "about 3"});
    let wrong = serde_json::json!({"schema": 1, "sources": [], "claims": [claim]});
    assert!(!schema.is_valid(&wrong));
    let mut all = vec!["claims".to_owned()];
    all.extend((folders("examples").iter()).map(|name| format!("examples/{name}")));
    for id in folders("tests/fixtures/checks") {
        let path = format!("tests/fixtures/checks/{id}");
        all.extend((folders(&path).iter()).map(|kind| format!("{path}/{kind}")));
    }
    let mut complaints = Vec::new();
    for path in all {
        let audit = folder(&path, true);
        let json = exported(&audit);
        assert_eq!(
            json["claims"].as_array().unwrap().len(),
            audit.dossier.claims.len()
        );
        let errors = schema.iter_errors(&json);
        complaints
            .extend(errors.map(|error| format!("{path}: {}: {error}", error.instance_path())));
    }
    assert_none(&complaints);
}
