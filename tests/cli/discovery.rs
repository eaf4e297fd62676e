//! Which files a command line means.

use crate::place::{CODEBOOK, Place, RIGHT, wrong};

/// Another source that claims the name of the right one: an error in one dossier.
fn rival() -> String {
    RIGHT.replace("published: 2024-05-02", "published: 2024-06-01")
}

fn dossier() -> Place {
    Place::new(&[
        ("crossfoot.yaml", CODEBOOK),
        ("texts/right.yaml", RIGHT),
        ("texts/wrong.yaml", &wrong()),
        ("other/note.md", "no claims here"),
    ])
}

#[test]
fn without_paths_the_dossier_around_the_folder() {
    let place = dossier();
    place
        .run(&[])
        .code(1)
        .says("--> texts/wrong.yaml")
        .says("in 3 files");
    let below = place.command(&[]).within(place.path("texts")).run();
    below.code(1).says("--> wrong.yaml").says("in 3 files");
    let beside = place.command(&[]).within(place.path("other")).run();
    beside.code(1).says("--> ../texts/wrong.yaml");
}

#[test]
fn without_a_dossier_the_folder_claims_and_else_the_folder() {
    let place = Place::new(&[("claims/right.yaml", RIGHT), ("wrong.yaml", &wrong())]);
    place.run(&[]).code(0).says("in 1 file");
    let place = Place::new(&[("right.yaml", RIGHT), ("sub/wrong.yaml", &wrong())]);
    place.run(&[]).code(1).says("--> sub/wrong.yaml");
}

#[test]
fn a_path_inside_loads_all_and_reports_what_touches_it() {
    let place = dossier();
    place
        .run(&["texts/right.yaml"])
        .code(0)
        .lacks("error[")
        .says("warning[sources-disagree]")
        .says("in 3 files");
    place.run(&["texts/wrong.yaml"]).code(1).says("in 3 files");
    place.run(&["texts"]).code(1);
    place.run(&["other"]).code(0).lacks("error");
    place.run(&["other", "."]).code(1);
    // A divergence touches both of its files, a sum only its own.
    place.write("texts/third.yaml", RIGHT.replace("id: right", "id: third"));
    place
        .run(&["texts/third.yaml"])
        .code(0)
        .says("--> texts/right.yaml");
}

#[test]
fn a_nested_dossier_is_one_of_its_own() {
    let place = dossier();
    place.write("nested/crossfoot.yaml", CODEBOOK);
    place.write("nested/wrong.yaml", rival());
    // Nothing in one is compared with the other, and both are in one report.
    let run = place.run(&["--format", "json"]);
    let json = run.json();
    assert_eq!(json["summary"]["files"], 5);
    assert_eq!(json["summary"]["sources"], 3);
    run.lacks("duplicate-id").code(1);
    place.run(&["nested"]).code(0).says("in 2 files");
    place
        .run(&["nested/wrong.yaml", "texts/wrong.yaml"])
        .code(1)
        .says("in 5 files");
    place.run(&[".", "nested"]).code(1).says("in 5 files");
}

#[test]
fn every_dossier_keeps_its_own_settings() {
    let off = format!("{CODEBOOK}settings: {{severity: {{parts-do-not-sum: off}}}}\n");
    let strict = format!("{CODEBOOK}settings: {{fail_on: warning}}\n");
    let place = Place::new(&[
        ("a/crossfoot.yaml", &off),
        ("a/one.yaml", &wrong()),
        ("b/crossfoot.yaml", &strict),
        ("b/one.yaml", RIGHT),
    ]);
    place.run(&["a", "b"]).code(0).says("no findings");
    let early = RIGHT.replace("id: right,", "id: early, as_of: 2024-06-01,");
    place.write("b/two.yaml", early);
    place.run(&["a", "b"]).code(1).says("warning[date-order]");
    place.run(&["a", "b", "--fail-on", "error"]).code(0);
}

#[test]
fn loose_files_named_together_are_compared() {
    let place = Place::new(&[("a/right.yaml", RIGHT), ("b/rival.yaml", &rival())]);
    place.run(&["a/right.yaml"]).code(0).lacks("duplicate-id");
    place
        .run(&["a/right.yaml", "b/rival.yaml"])
        .says("error[duplicate-id]")
        .says("in 2 files");
    // A file of a folder that is named too is read once.
    place.run(&["a", "a/right.yaml"]).code(0).says("in 1 file");
    place.run(&["a", ".", "b"]).says("in 2 files");
}

#[test]
fn standard_input_is_a_dossier_of_its_own() {
    let place = dossier();
    let run = |args: &[&str], input: &str| place.command(args).input(input).run();
    run(&["-"], &wrong()).code(1).says("--> <stdin>:4:12");
    run(&["check", "-"], RIGHT)
        .code(0)
        .lacks("texts/")
        .says("in 1 file");
    run(&["-", "texts/right.yaml"], &wrong())
        .code(1)
        .says("<stdin>")
        .says("in 4 files");
    run(&["-"], "").code(1).says("error[");
    run(&["-"], "a: 1\n")
        .code(1)
        .says("none of the keys of a claim file");
}

#[test]
fn yaml_of_others_is_skipped_when_walked_and_an_error_when_named() {
    let place = dossier();
    place.write("texts/docker-compose.yml", "services:\n  web: {}\n");
    place
        .run(&["--only", "invalid-yaml"])
        .says("(1 without claims skipped)");
    place
        .run(&["texts/docker-compose.yml"])
        .code(1)
        .says("error[missing-field]")
        .says("docker-compose.yml");
}

#[test]
fn ignore_files_and_exclude_are_honoured() {
    let place = dossier();
    place.write(".gitignore", "wrong.yaml\n");
    place.run(&[]).code(0).says("in 2 files");
    place.run(&["texts/wrong.yaml"]).code(1);
    place.write(".gitignore", "");
    place.write(".ignore", "texts/wrong.yaml\n");
    place.run(&[]).code(0).says("in 2 files");
    place.write(".ignore", "*.yaml\n");
    place.run(&[]).code(3).says("in 1 file");
    place.write(".ignore", "");
    place.run(&[]).code(1);
    let exclude = format!("{CODEBOOK}settings:\n  exclude: [texts/w*]\n");
    place.write("crossfoot.yaml", exclude);
    place.run(&[]).code(0).says("in 2 files");
    place.write(
        "crossfoot.yaml",
        format!("{CODEBOOK}settings: {{exclude: ['a{{']}}\n"),
    );
    place.run(&[]).code(2).no_results().warns("exclude");
}

#[test]
fn the_search_stops_at_the_root_of_a_repository() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("repo/right.yaml", RIGHT)]);
    std::fs::create_dir(place.path("repo/.git")).unwrap();
    let run = place.command(&[]).within(place.path("repo")).run();
    run.code(0).says("in 1 file");
}
