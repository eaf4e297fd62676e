//! The JSON Schemas of claim files, of `crossfoot.yaml` and of maps say what the
//! reader says: the same keys, the same choices; what loads is valid, and what does
//! not is not.

use std::collections::BTreeSet;

use crossfoot::dossier::KNOWN_KEYS;
use crossfoot::dossier::table::is_map;
use crossfoot::text::Severity;
use serde_json::Value;

use crate::harness::{assert_none, read, root, texts};

const CLAIMS: &str = "docs/schema/claims.schema.json";
const SETTINGS: &str = "docs/schema/settings.schema.json";
const MAP: &str = "docs/schema/table-map.schema.json";

/// Where the keys of each sort of mapping stand in the schemas.
const PLACES: &[(&str, &str, &str)] = &[
    ("settings", SETTINGS, "/properties/settings"),
    (
        "a hedge",
        SETTINGS,
        "/properties/settings/properties/hedges/additionalProperties",
    ),
    ("a publisher", CLAIMS, "/definitions/publisher"),
    ("a source", CLAIMS, "/definitions/source"),
    ("a measure", CLAIMS, "/definitions/measure"),
    ("a dimension", CLAIMS, "/definitions/dimension"),
    ("a code", CLAIMS, "/definitions/code"),
    ("a rule", CLAIMS, "/definitions/rule"),
    ("a claim", CLAIMS, "/definitions/claim"),
    ("a change", CLAIMS, "/definitions/change"),
    ("a quotation", CLAIMS, "/definitions/selector"),
    ("a value", CLAIMS, "/definitions/explicit_value"),
    ("a breakdown", CLAIMS, "/definitions/breakdown"),
    ("a part", CLAIMS, "/definitions/part"),
    ("an acceptance", CLAIMS, "/definitions/acceptance"),
    ("the map of a table", MAP, ""),
    ("a column of figures", MAP, "/definitions/value_column"),
];

fn schema(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap()
}

fn keys(schema: &Value, place: &str) -> BTreeSet<String> {
    let found = schema.pointer(place).unwrap_or_else(|| panic!("{place}"));
    assert_eq!(found["additionalProperties"], false, "{place}");
    let properties = found["properties"].as_object().unwrap();
    properties.keys().cloned().collect()
}

fn known(what: &str) -> BTreeSet<String> {
    let row = KNOWN_KEYS.iter().find(|row| row.0 == what);
    let (_, keys) = row.unwrap_or_else(|| panic!("{what} is not in KNOWN_KEYS"));
    keys.iter().map(|&key| key.to_owned()).collect()
}

#[test]
fn schemas_have_the_keys_that_the_reader_knows_and_no_others() {
    let mut places: Vec<(&str, &str, &str)> = PLACES.to_vec();
    places.push(("a claim file", SETTINGS, ""));
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (what, file, place) in places {
        assert_eq!(keys(&schema(file), place), known(what), "{what} in {file}");
        named.insert(what);
    }
    let all: BTreeSet<&str> = KNOWN_KEYS.iter().map(|row| row.0).collect();
    assert_eq!(named, all, "each sort of mapping is in a schema");
    // `settings` stand in crossfoot.yaml only.
    let mut elsewhere = known("a claim file");
    elsewhere.remove("settings");
    assert_eq!(keys(&schema(CLAIMS), ""), elsewhere);
}

/// Every mapping with known keys is read through `Fields::of`, whose second argument
/// says what it is: so the list of them is complete.
#[test]
fn every_mapping_that_the_reader_reads_is_in_the_list() {
    let mut found = BTreeSet::from(["a claim file".to_owned()]);
    let mut open = vec![root().join("src/dossier")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for call in text.split("Fields::of(").skip(1) {
                let what = call.split('"').nth(1).unwrap();
                found.insert(what.to_owned());
            }
        }
    }
    let listed: BTreeSet<String> = KNOWN_KEYS.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(found, listed);
}

/// Places of a schema that hold something, with their path; `$ref`s are not followed.
fn visit(value: &Value, path: &str, each: &mut impl FnMut(&str, &Value)) {
    each(path, value);
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter().filter(|(key, _)| *key != "examples") {
                visit(inner, &format!("{path}/{key}"), each);
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                visit(inner, &format!("{path}/{at}"), each);
            }
        }
        _ => {}
    }
}

/// A `description` is what an editor shows; a reference may have that of its target.
fn described<'a>(schema: &'a Value, property: &'a Value) -> Option<&'a str> {
    let own = property["description"].as_str();
    own.or_else(|| {
        let target = property["$ref"].as_str()?.strip_prefix('#')?;
        schema.pointer(target)?["description"].as_str()
    })
}

#[test]
fn everything_has_a_description_in_plain_words() {
    let mut complaints = Vec::new();
    for file in [CLAIMS, SETTINGS, MAP] {
        let schema = schema(file);
        visit(&schema, "", &mut |path, value| {
            let holder = path.rsplit('/').nth(1).unwrap_or("");
            if (holder == "properties" || holder == "definitions") && value.is_object() {
                match described(&schema, value) {
                    None => complaints.push(format!("{file}{path} has no description")),
                    Some(text) if !text.ends_with('.') || text.len() > 320 => {
                        complaints.push(format!("{file}{path}: {text}"));
                    }
                    Some(_) => {}
                }
            }
            if let Some(choices) = value["enum"].as_array() {
                let each = value["enumDescriptions"].as_array().map(Vec::len);
                let words = choices.iter().filter_map(Value::as_str);
                let named = words.filter(|word| word.len() > 3 && *word != "TODO");
                if each.is_none() && named.count() > 1 && !choices.contains(&Value::Bool(true)) {
                    complaints.push(format!("{file}{path}: choices without descriptions"));
                }
                if each.is_some_and(|count| count != choices.len()) {
                    complaints.push(format!("{file}{path}: not one description each"));
                }
            }
            if let Some(target) = value["$ref"].as_str() {
                let target = target.strip_prefix('#').unwrap();
                if schema.pointer(target).is_none() {
                    complaints.push(format!("{file}{path}: nothing at {target}"));
                }
            }
        });
        // A reader of draft 7, such as yaml-language-server, and no newer words.
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert!(jsonschema::meta::is_valid(&schema), "{file}");
    }
    assert_none(&complaints);
}

/// Both files are whole by themselves, so that an editor needs one of them only; what
/// they share stands in both.
#[test]
fn settings_and_claims_share_their_definitions() {
    let mark = "\n  \"definitions\": {\n";
    let (claims, settings) = (read(CLAIMS), read(SETTINGS));
    let shared = &claims[claims.find(mark).unwrap()..];
    let head = &settings[..settings.find(mark).unwrap()];
    crate::harness::assert_file(SETTINGS, format!("{head}{shared}"));
}

/// A file with one choice in it, and where the schema has that choice.
const CHOICES: &[(&str, &str, &str)] = &[
    (
        "claims: [{measure: m, value: 1, basis: ?}]",
        CLAIMS,
        "/definitions/basis",
    ),
    (
        "claims: [{measure: m, value: 1, state: ?}]",
        CLAIMS,
        "/definitions/claim/properties/state",
    ),
    (
        "claims: [{measure: m, value: 1, breakdowns: [{kind: ?, parts: {a=b: 1}}]}]",
        CLAIMS,
        "/definitions/kind",
    ),
    (
        "claims: [{measure: m, value: 1, breakdowns: [{missing: ?, parts: {a=b: 1}}]}]",
        CLAIMS,
        "/definitions/missing",
    ),
    (
        "source: {status: ?}",
        CLAIMS,
        "/definitions/source/properties/status",
    ),
    (
        "source: {trust: ?}",
        CLAIMS,
        "/definitions/source/properties/trust",
    ),
    (
        "source: {rounding: ?}",
        CLAIMS,
        "/definitions/source/properties/rounding",
    ),
    (
        "source: {number_format: ?}",
        CLAIMS,
        "/definitions/number_format",
    ),
    (
        "measures: {m: {type: ?}}",
        CLAIMS,
        "/definitions/measure/properties/type",
    ),
    (
        "measures: {m: {over_time: ?}}",
        CLAIMS,
        "/definitions/measure/properties/over_time",
    ),
    (
        "measures: {a: }\nrules: {r: {assert: a <= 1, severity: ?}}",
        CLAIMS,
        "/definitions/rule/properties/severity",
    ),
    (
        "measures: {a: }\nrules: {r: {assert: a <= 1, scope: ?}}",
        CLAIMS,
        "/definitions/rule/properties/scope",
    ),
    (
        "measures: {a: }\nrules: {r: {assert: a <= 1, missing: ?}}",
        CLAIMS,
        "/definitions/missing",
    ),
    (
        "settings: {fail_on: ?}",
        SETTINGS,
        "/properties/settings/properties/fail_on",
    ),
    (
        "settings: {pedantic: ?}",
        SETTINGS,
        "/properties/settings/properties/pedantic",
    ),
    (
        "settings: {strict: ?}",
        SETTINGS,
        "/properties/settings/properties/strict",
    ),
    (
        "settings: {plausible: ?}",
        SETTINGS,
        "/properties/settings/properties/plausible",
    ),
    (
        "settings: {number_format: ?}",
        SETTINGS,
        "/definitions/number_format",
    ),
    (
        "settings: {language: ?}",
        SETTINGS,
        "/properties/settings/properties/language",
    ),
    (
        "settings: {severity: {base-shift: ?}}",
        SETTINGS,
        "/properties/settings/properties/severity/additionalProperties",
    ),
];

/// The reader, given nonsense, names what may be written: that and `TODO` is what the
/// schema has.
#[test]
fn choices_are_those_that_the_reader_names() {
    let mut complaints = Vec::new();
    for (file, path, place) in CHOICES {
        let text = file.replace('?', "zzyzx");
        let name = match *path {
            SETTINGS => "crossfoot.yaml",
            _ => "claims.yaml",
        };
        let audit = texts([(name, text.as_str())], false);
        let problems = audit.dossier.problems.iter();
        let help = problems.flat_map(|problem| problem.help.iter());
        let mut listed = help.filter_map(|help| help.strip_prefix("write one of: "));
        let Some(listed) = listed.next_back() else {
            complaints.push(format!("{file}: the reader names no choices"));
            continue;
        };
        let mut wanted: BTreeSet<&str> = listed.split(", ").collect();
        wanted.insert("TODO");
        let schema = schema(path);
        let choices = schema.pointer(place).unwrap()["enum"].as_array().unwrap();
        let written: BTreeSet<&str> = choices.iter().filter_map(Value::as_str).collect();
        if wanted != written {
            complaints.push(format!(
                "{path}{place}: {written:?}, the reader has {wanted:?}"
            ));
        }
    }
    let mut enums = 0;
    for file in [CLAIMS, SETTINGS] {
        visit(&schema(file), "", &mut |path, value| {
            let shared = file == SETTINGS && path.starts_with("/definitions");
            if value["enum"].is_array() && !shared && path != "/definitions/version" {
                enums += 1;
                if !CHOICES.iter().any(|row| row.1 == file && row.2 == path) {
                    complaints.push(format!("{file}{path} is tried by nothing"));
                }
            }
        });
    }
    assert!(enums > 10);
    assert_none(&complaints);
}

/// Every YAML file below these folders, and every block of YAML on a page.
fn all_files() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut open: Vec<_> = ["claims", "examples", "tests/fixtures", "src/cli/init"]
        .map(|folder| root().join(folder))
        .into();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap();
            let bytes = std::fs::read(&path).unwrap();
            if let Some(text) = String::from_utf8(bytes).ok().filter(|_| {
                let end = path.extension().and_then(|end| end.to_str());
                matches!(end, Some("yaml" | "yml"))
            }) {
                all.push((name.to_owned(), text));
            }
        }
    }
    all.sort();
    for page in [
        "README.md",
        "docs/language.md",
        "docs/tables.md",
        "docs/schema.md",
    ] {
        for (at, block) in read(page).split("```yaml\n").skip(1).enumerate() {
            let text = block.split("```").next().unwrap();
            let kind = match text.starts_with("settings:") {
                true => "crossfoot.yaml",
                false if text.starts_with("columns:") => "table.csv.map.yaml",
                false => "claims.yaml",
            };
            all.push((format!("{page}/{at}/{kind}"), text.to_owned()));
        }
    }
    all
}

/// As the YAML parser of an editor reads it.
fn as_json(text: &str) -> Option<Value> {
    let yaml: serde_yaml::Value = serde_yaml::from_str(text).ok()?;
    serde_json::to_value(yaml).ok()
}

/// What the reader says of the form of one file by itself.
fn faults(name: &str, text: &str) -> Vec<(&'static str, String)> {
    let short = match name.ends_with("crossfoot.yaml") {
        true => "crossfoot.yaml",
        false => "claims.yaml",
    };
    let problems = texts([(short, text)], false).dossier.problems;
    let errors = problems
        .into_iter()
        .filter(|p| p.severity == Severity::Error);
    errors.map(|p| (p.check, p.message)).collect()
}

/// What a schema cannot see, by the beginning of the message.
const UNSEEN: &[(&str, &str)] = &[(
    "this claim does not say its `source`",
    "it depends on the rest of the file",
)];

/// Files that neither the reader nor the schema takes: a key too many or too few in
/// each sort of mapping.
const BAD: &[&str] = &[
    "claims: [{value: 1}]",
    "claims: [{measure: m}]",
    "claims: [{measure: m, value: 1, valeu: 2}]",
    "claims: [{measure: m, value: 1, quote: {prefix: so far}}]",
    "claims: [{measure: m, value: 1, quote: {exact: a, infix: b}}]",
    "claims: [{measure: m, value: 1, change: {from: 2024}}]",
    "claims: [{measure: m, value: 1, breakdowns: [{by: role}]}]",
    "claims: [{measure: m, value: 1, breakdowns: [{parts: {a=b: 1}, sum: 1}]}]",
    "claims: [{measure: m, value: 1, breakdowns: [{parts: {a=b: {quote: c}}}]}]",
    "claims: [{measure: m, value: 1, breakdowns: [{parts: {a=b: {value: 1, colour: c}}}]}]",
    "claims: [{measure: m, value: {least: 600}}]",
    "claims: [{measure: m, value: {between: [600]}}]",
    "claims: [{measure: m, value: {best: 4000, low: 3800}}]",
    "claims: [{measure: m, value: }]",
    "claims: {measure: m, value: 1}",
    "claims: [{measure: m, value: 1, where: women}]",
    "claims: [{measure: m, value: 1, basis: guessed}]",
    "source: {id: a, day: 2024}",
    "sources: {a: {id: a, publsher: b}}",
    "publishers: {a: {nme: A}}",
    "measures: {a: {units: persons}}",
    "measures: {a: {type: number}}",
    "dimensions: {a: {code: [b]}}",
    "dimensions: {a: {codes: {b: {parts: [c]}}}}",
    "measures: {a: }\nrules: {r: {why: because}}",
    "measures: {a: }\nrules: {r: {assert: a <= 1, weight: 2}}",
    "accept: [{check: base-shift, claims: [a, b]}]",
    "accept: [{check: base-shift, claims: [a, b], reason: known, by: me}]",
    "crossfoot: 2\nclaims: []",
    "claim: [{measure: m, value: 1}]\nclaims: []",
    "settings: {fail: error}",
    "settings: {hedges: {about: {hard: \"[n, n]\"}}}",
    "settings: {severity: {base-shift: fatal}}",
    "settings: {plausible: perhaps}",
];

#[test]
fn what_loads_is_valid_and_what_has_other_keys_is_not() {
    let validator = |path| jsonschema::validator_for(&schema(path)).unwrap();
    let (claims, settings, map) = (validator(CLAIMS), validator(SETTINGS), validator(MAP));
    let mut complaints = Vec::new();
    let (mut valid, mut invalid) = (0, 0);
    let bad = BAD.iter().enumerate().map(|(at, text)| {
        let kind = match text.starts_with("settings:") {
            true => "crossfoot.yaml",
            false => "claims.yaml",
        };
        let faults = faults(kind, text);
        assert!(!faults.is_empty(), "{text}");
        (format!("BAD/{at}/{kind}"), (*text).to_owned())
    });
    for (name, text) in all_files().into_iter().chain(bad) {
        let Some(json) = as_json(&text) else { continue };
        let keys = json.as_object().map_or(0, |map| {
            map.keys()
                .filter(|key| known("a claim file").contains(*key))
                .count()
        });
        let (schema, faults) = match name.ends_with("crossfoot.yaml") {
            _ if is_map(&name) => (&map, Vec::new()),
            _ if keys == 0 => continue,
            true => (&settings, faults(&name, &text)),
            false => (&claims, faults(&name, &text)),
        };
        let errors: Vec<String> = schema
            .iter_errors(&json)
            .map(|error| format!("{name}{}: {error}", error.instance_path()))
            .collect();
        let seen = faults.iter().any(|(check, message)| {
            matches!(*check, "unknown-field" | "missing-field")
                && !UNSEEN.iter().any(|row| message.starts_with(row.0))
        });
        match (faults.is_empty(), errors.is_empty()) {
            (true, false) => complaints.extend(errors),
            (false, true) if seen => {
                complaints.push(format!("{name} is valid, and the reader says {faults:?}"));
            }
            (true, true) => valid += 1,
            (false, false) => invalid += 1,
            (false, true) => {}
        }
    }
    assert!(
        valid > 400 && invalid >= BAD.len(),
        "{valid} valid, {invalid} invalid"
    );
    assert_none(&complaints);
}
