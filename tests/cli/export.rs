//! `export`: the figures as a table for other programs.

use crate::place::{CODEBOOK, Place, RIGHT};

const HEADER: &str = "id,measure,role,value,as_of,source,part_of,by,published,cell,low,high\r\n";

fn place() -> Place {
    let later = RIGHT
        .replace(
            "id: right, published: 2024-05-02",
            "id: later, published: 2024-06-01, title: \"=HYPERLINK(\\\"x\\\")\"",
        )
        .replace("3,983", "3,990");
    Place::new(&[
        ("crossfoot.yaml", CODEBOOK),
        ("a.yaml", RIGHT),
        ("b.yaml", &later),
    ])
}

#[test]
fn one_figure_a_row() {
    let run = place().run(&["export", "csv", "a.yaml"]).code(0).quiet();
    assert!(run.stdout.starts_with(HEADER), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 4);
    let whole = "right/missing,missing,,\"3,983\",,right,,,2024-05-02,missing,3983,3983\r\n";
    run.says(whole);
}

#[test]
fn json_has_sources_and_claims() {
    let run = place().run(&["export", "json"]).code(0).quiet();
    let json = run.json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["sources"][1]["title"], "=HYPERLINK(\"x\")");
    assert_eq!(json["claims"].as_array().unwrap().len(), 6);
    assert_eq!(json["claims"][1]["part_of"], "right/missing");
}

#[test]
fn formulas_become_text_unless_told_otherwise() {
    let place = place();
    place
        .run(&["export", "csv"])
        .says("\"'=HYPERLINK(\"\"x\"\")\"");
    place
        .run(&["export", "csv", "--keep-formulas"])
        .code(0)
        .says("\"=HYPERLINK(\"\"x\"\")\"")
        .lacks("'=");
}

#[test]
fn a_file_may_be_named_and_is_the_same() {
    let place = place();
    let run = place
        .run(&["export", "csv", "-o", "out.csv"])
        .code(0)
        .no_results()
        .quiet();
    let shown = place.run(&["export", "csv"]);
    assert_eq!(run.stderr, "");
    assert_eq!(place.read("out.csv"), shown.stdout);
    place
        .run(&["export", "csv", "--bom", "-o", "marked.csv"])
        .code(0);
    assert_eq!(
        place.read("marked.csv"),
        format!("\u{feff}{}", shown.stdout)
    );
    place
        .run(&["export", "json", "-o", "nowhere/out.json"])
        .code(2)
        .no_results()
        .warns("`nowhere/out.json` cannot be written");
}

#[test]
fn filters_are_checked_and_narrow() {
    let place = place();
    let lines = |args: &[&str]| place.run(args).code(0).stdout.lines().count();
    assert_eq!(lines(&["export", "csv", "--source", "later"]), 4);
    assert_eq!(lines(&["export", "csv", "--where", "role=military"]), 3);
    assert_eq!(
        lines(&[
            "export",
            "csv",
            "--where",
            "role=all",
            "--measure",
            "missing"
        ]),
        7
    );
    for (args, help) in [
        (["--where", "rol=military"], "did you mean `role`?"),
        (["--where", "role=militray"], "did you mean `military`?"),
        (["--where", "military"], "write it as DIMENSION=CODE"),
        (["--source", "latr"], "did you mean `later`?"),
        (["--measure", "mising"], "did you mean `missing`?"),
    ] {
        let run = place.run(&["export", "csv", args[0], args[1]]).code(2);
        run.no_results().warns(help);
    }
    place
        .run(&["export", "cvs"])
        .code(2)
        .warns("did you mean `csv`?");
}

#[test]
fn what_cannot_be_exported_is_said() {
    let place = place();
    place.write(
        "c.yaml",
        "source: {id: c}\nclaims:\n  - {measure: missing, value: abut 3}\n",
    );
    let run = place.run(&["export", "csv", "c.yaml"]).code(0);
    run.warns("input errors: 1").says(",abut 3,");
    Place::new(&[])
        .run(&["export", "csv"])
        .code(0)
        .warns("no figures to export");
    let two = Place::new(&[
        ("a/crossfoot.yaml", CODEBOOK),
        ("a/one.yaml", RIGHT),
        ("b/crossfoot.yaml", CODEBOOK),
        ("b/one.yaml", RIGHT),
    ]);
    two.run(&["export", "csv"])
        .code(2)
        .no_results()
        .warns("one by one: a, b");
    two.run(&["export", "csv", "a"])
        .code(0)
        .says("right/missing");
}

#[test]
fn standard_input_is_a_dossier_of_its_own() {
    let run = Place::new(&[])
        .command(&["export", "csv", "-"])
        .input(RIGHT)
        .run();
    let run = run.code(0).quiet();
    assert!(run.stdout.starts_with(HEADER), "{}", run.stdout);
}
