//! The JSON Schemas of `draft` and `why` against real output of the program, and the
//! list of all schemas against the folder.

use std::process::Command;

use crossfoot::output::SCHEMAS;
use serde_json::Value;

use crate::harness::{assert_none, files, folder, read, root};

fn validator(path: &str) -> jsonschema::Validator {
    let of = |path: &str| -> Value { serde_json::from_str(&read(path)).unwrap() };
    let mut schema = of(path);
    assert!(jsonschema::meta::is_valid(&schema), "{path}");
    // One schema refers to another that lies beside it.
    schema["$id"] = format!("https://example.org/{path}").into();
    let beside = "docs/report.schema.json";
    jsonschema::options()
        .with_resource(
            format!("https://example.org/{beside}"),
            jsonschema::Resource::from_contents(of(beside)),
        )
        .build(&schema)
        .unwrap()
}

fn printed(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {text}"))
}

fn complain(of: &str, schema: &jsonschema::Validator, json: &Value, into: &mut Vec<String>) {
    let errors = schema.iter_errors(json);
    into.extend(errors.map(|error| format!("{of}: {}: {error}", error.instance_path())));
}

#[test]
fn drafts_keep_to_their_schema() {
    let schema = validator("docs/draft.schema.json");
    let mut complaints = Vec::new();
    let (mut figures, mut skipped) = (0, 0);
    for name in files("tests/fixtures/texts") {
        if !name.ends_with(".txt") {
            continue;
        }
        let path = format!("tests/fixtures/texts/{name}");
        let json = printed(&["draft", "--format", "json", &path]);
        for expression in json["expressions"].as_array().unwrap() {
            match expression["figure"].as_bool().unwrap() {
                true => figures += 1,
                false => skipped += 1,
            }
        }
        complain(&path, &schema, &json, &mut complaints);
    }
    assert!(figures > 100 && skipped > 100, "{figures}, {skipped}");
    assert_none(&complaints);

    let mut reasons: Vec<&str> = crossfoot::quantity::recognise::reasons()
        .map(|skip| skip.id())
        .collect();
    let text: Value = serde_json::from_str(&read("docs/draft.schema.json")).unwrap();
    let listed = &text["$defs"]["skipped"]["properties"]["skip"]["enum"];
    let mut listed: Vec<&str> = (listed.as_array().unwrap().iter())
        .map(|reason| reason.as_str().unwrap())
        .collect();
    reasons.sort_unstable();
    listed.sort_unstable();
    assert_eq!(reasons, listed);
}

#[test]
fn answers_keep_to_their_schema() {
    let schema = validator("docs/why.schema.json");
    let mut complaints = Vec::new();
    let mut outcomes = Vec::new();
    let asked = [
        "claims",
        "examples/no-total",
        "examples/off-by-one",
        "examples/shares",
        "examples/scope",
        "tests/fixtures/checks/cannot-all-hold/fires",
    ];
    for path in asked {
        let audit = folder(path, false);
        for measure in &audit.dossier.codebook.measures {
            let json = printed(&["why", &measure.id, path, "--format", "json"]);
            let answers = json["answers"].as_array().unwrap();
            outcomes.extend(answers.iter().map(|answer| answer["outcome"].to_string()));
            complain(
                &format!("{path} {}", measure.id),
                &schema,
                &json,
                &mut complaints,
            );
        }
    }
    assert_none(&complaints);
    assert!(outcomes.iter().any(|known| known == "\"range\""));
}

/// Every schema of the documentation can be printed, and `docs/schema.md` names each.
#[test]
fn every_schema_is_listed() {
    let mut found: Vec<String> = ["docs", "docs/schema"]
        .iter()
        .flat_map(|folder| {
            files(folder)
                .into_iter()
                .map(move |name| format!("{folder}/{name}"))
        })
        .filter(|path| path.ends_with(".schema.json"))
        .collect();
    let mut listed: Vec<String> = SCHEMAS
        .iter()
        .map(|schema| schema.file.to_owned())
        .collect();
    found.sort();
    listed.sort();
    assert_eq!(found, listed);
    let page = read("docs/schema.md");
    for schema in SCHEMAS {
        assert!(
            page.contains(&format!("`{}`", schema.name)),
            "{}",
            schema.name
        );
        validator(schema.file);
    }
}
