//! `export`: the figures as a table for other programs.

use std::process::Stdio;

use crate::place::{CODEBOOK, Place, RIGHT, wrong};

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
        .warns("one by one: `a`, `b`");
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

#[test]
fn an_exported_table_is_audited_like_the_claims() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("wrong.yaml", &wrong())]);
    let before = place.run(&["--format", "json"]).code(1).json();
    for (format, file) in [("csv", "figures.csv"), ("json", "figures.json")] {
        let other = Place::new(&[("crossfoot.yaml", CODEBOOK)]);
        other.write(file, place.run(&["export", format]).code(0).stdout);
        let after = other.run(&[file, "--format", "json"]).code(1).json();
        for field in ["check", "claims", "message", "fingerprint"] {
            let (old, new) = (&before["findings"][0][field], &after["findings"][0][field]);
            assert_eq!(old, new, "{file}");
        }
        assert_eq!(after["findings"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_reader_may_stop_listening() {
    let place = place();
    let mut text = "claims:\n".to_owned();
    for at in 0..5_000 {
        text.push_str(&format!(
            "  - {{measure: missing, value: {at}, note: a long remark}}\n"
        ));
    }
    place.write("many.yaml", text);
    let mut command = place.command(&["export", "csv"]).command;
    let mut child = (command.stdout(Stdio::piped()).stderr(Stdio::piped()))
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn no_file_of_the_dossier_is_written_over() {
    let place = place();
    let before = place.read("b.yaml");
    for name in ["b.yaml", "./crossfoot.yaml"] {
        place
            .run(&["export", "csv", "-o", name])
            .code(2)
            .warns("is a file of the dossier that is exported");
    }
    assert_eq!(place.read("b.yaml"), before);
    place.run(&["export", "csv", "-o", "new.csv"]).code(0);
    place.run(&["export", "csv", "-o", "new.csv"]).code(0);
}

#[test]
fn several_dossiers_are_named() {
    let place = place();
    place.write("inner/crossfoot.yaml", CODEBOOK);
    place.write("inner/a.yaml", RIGHT);
    place
        .run(&["export", "csv", "."])
        .code(2)
        .warns("export them one by one: `.`, `inner`");
}
