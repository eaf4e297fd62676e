//! `init`: a dossier that passes its own audit and overwrites nothing.

use crate::place::Place;

#[test]
fn the_first_dossier_has_no_finding_at_all() {
    let place = Place::new(&[]);
    place
        .run(&["init"])
        .code(0)
        .no_results()
        .warns("wrote ")
        .warns("crossfoot.yaml");
    let audit = ["--pedantic", "--fail-on", "note", "--today", "2026-01-01"];
    place
        .run(&audit)
        .code(0)
        .says("no findings; 2 relations checked: 2 hold");
    place
        .run(&["init", "deep/er"])
        .code(0)
        .warns("crossfoot check deep/er");
    place
        .run(&["check", "deep/er", "--pedantic"])
        .code(0)
        .says("no findings");
}

/// The first line of each file leads an editor to the schema that the file keeps to.
#[test]
fn editors_find_the_schemas() {
    let place = Place::new(&[]);
    place.run(&["init", "a"]).code(0);
    let mark = "# yaml-language-server: $schema=";
    let mut found = 0;
    for entry in std::fs::read_dir(place.path("a")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let line = text.lines().next().unwrap();
        let schema = path
            .parent()
            .unwrap()
            .join(line.strip_prefix(mark).unwrap());
        let schema: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
        let yaml: serde_json::Value = serde_yaml::from_str(&text).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        assert!(validator.is_valid(&yaml), "{}", path.display());
        found += 1;
    }
    assert_eq!(found, 2);

    // `schema --write` renews them, and leaves alone what is not ours.
    place.write(
        "a/.crossfoot/claims.schema.json",
        "{\"title\": \"crossfoot claim file\"}",
    );
    let run = place.run(&["schema", "--write", "a"]).code(0).no_results();
    run.warns("wrote a/.crossfoot/claims.schema.json");
    let written = place.read("a/.crossfoot/claims.schema.json");
    assert_eq!(written, place.run(&["schema"]).code(0).stdout);
    place.write("a/.crossfoot/settings.schema.json", "mine");
    let run = place.run(&["schema", "--write", "a"]).code(2);
    run.warns("is no schema of crossfoot");
    assert_eq!(place.read("a/.crossfoot/settings.schema.json"), "mine");
    place
        .run(&["schema", "--write", "nowhere"])
        .code(2)
        .warns("is not a folder");
}

#[test]
fn every_schema_can_be_printed() {
    let place = Place::new(&[]);
    let list = place.run(&["schema", "--list"]).code(0).stdout;
    let names: Vec<&str> = list
        .lines()
        .skip(2)
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.len() >= 8, "{list}");
    for name in names {
        let schema = place.run(&["schema", name]).code(0).quiet().json();
        assert!(
            schema["$schema"].is_string() && schema["title"].is_string(),
            "{name}"
        );
    }
    place
        .run(&["schema", "claim"])
        .code(2)
        .warns("a similar value exists: 'claims'");
}

#[test]
fn nothing_is_overwritten_and_nothing_left_half_done() {
    let place = Place::new(&[("a/crossfoot.yaml", "mine")]);
    let run = place.run(&["init", "a"]).code(2).no_results();
    run.warns("a/crossfoot.yaml");
    assert_eq!(place.read("a/crossfoot.yaml"), "mine");
    assert_eq!(std::fs::read_dir(place.path("a")).unwrap().count(), 1);

    place.run(&["init", "b"]).code(0);
    std::fs::remove_file(place.path("b/crossfoot.yaml")).unwrap();
    let claims = std::fs::read_dir(place.path("b"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let before = std::fs::read_to_string(claims.path()).unwrap();
    place
        .run(&["init", "b"])
        .code(2)
        .warns(&claims.file_name().to_string_lossy());
    assert_eq!(std::fs::read_to_string(claims.path()).unwrap(), before);
    assert!(!place.path("b/crossfoot.yaml").exists());

    place.write("file", "");
    place.run(&["init", "file"]).code(2);
    assert_eq!(place.read("file"), "");
}
