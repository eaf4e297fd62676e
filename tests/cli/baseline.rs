//! Baselines: what is known is marked and does not count, what is gone is named.

use serde_json::Value;

use crate::place::{CODEBOOK, Place, Run, wrong};

const FILE: &str = "base.json";

/// Two sums that do not close, in two files.
fn place() -> Place {
    Place::new(&[
        ("crossfoot.yaml", &codebook()),
        ("one.yaml", &wrong().replace("id: wrong", "id: one")),
        ("two.yaml", &two("1,116")),
    ])
}

/// The two count different things, so that they are not compared.
fn codebook() -> String {
    CODEBOOK.replace("dimensions", "  found: {type: count}\ndimensions")
}

fn two(civilian: &str) -> String {
    let wrong = wrong().replace("id: wrong", "id: two");
    let found = wrong.replace("missing", "found").replace("3,983", "5,126");
    (found.replace("3,209", "4,011")).replace("775", civilian)
}

fn written() -> Place {
    let place = place();
    let run = place.run(&["check", "--write-baseline", FILE]);
    run.code(0).warns("wrote base.json: 2 findings");
    place
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap()
}

fn checked(place: &Place) -> Value {
    json(&place.run(&["check", "--baseline", FILE, "--format", "json"]))
}

#[test]
fn known_findings_are_shown_and_do_not_count() {
    let place = written();
    let text = place.run(&["check", "--baseline", FILE]).code(0);
    let text = text
        .says("baselined[parts-do-not-sum]: one.yaml:4:12:")
        .says("no findings, 2 in the baseline;");
    text.lacks("is gone");
    place
        .run(&["check", "--baseline", FILE, "--format", "concise"])
        .code(0)
        .says("stated 3,983 (off by 1); in the baseline");
    let report = checked(&place);
    assert_eq!(report["summary"]["findings"]["baselined"], 2);
    assert_eq!(report["findings"][0]["status"], "baselined");
    assert_eq!(report["baseline"]["known"], 2);
    assert_eq!(report["baseline"]["fixed"], serde_json::json!([]));
    place.run(&["check"]).code(1).lacks("baseline");
}

#[test]
fn the_file_has_a_line_for_each_finding_and_no_line_numbers() {
    let place = written();
    let text = place.read(FILE);
    let lines: Vec<&str> = text.lines().filter(|line| line.contains("check")).collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with("    {\"file\": \"one.yaml\", \"check\": \"parts-do-not-sum\""));
    // Lines added above a finding change nothing.
    for name in ["one.yaml", "two.yaml"] {
        place.write(name, format!("# one\n\n# two\n{}", place.read(name)));
    }
    place.run(&["check", "--baseline", FILE]).code(0);
    place
        .run(&["check", "--write-baseline", "again.json"])
        .code(0);
    assert_eq!(place.read("again.json"), text);
}

#[test]
fn a_changed_difference_is_a_new_finding() {
    let place = written();
    place.write("two.yaml", two("1,117"));
    place
        .run(&["check", "--baseline", FILE])
        .code(1)
        .says("error[parts-do-not-sum]")
        .says("was in the baseline with another difference: 4,011 + 1,116 = 5,127, stated 5,126")
        .says("1 finding has another difference than in the baseline base.json")
        .says("1 error, 1 in the baseline;")
        .lacks("is gone");
    let report = checked(&place);
    assert_eq!(report["baseline"]["changed"], 1);
    assert_eq!(report["baseline"]["known"], 1);
}

#[test]
fn what_is_gone_is_listed_and_taken_out() {
    let place = written();
    place.write("two.yaml", two("1,115"));
    let gone = "two.yaml: error[parts-do-not-sum] 4,011 + 1,116 = 5,127, stated 5,126 (off by 1)";
    let text = place.run(&["check", "--baseline", FILE]).code(0);
    text.says("1 finding is gone from the baseline base.json; `--write-baseline base.json`")
        .says(gone);
    let concise = place.run(&["check", "--baseline", FILE, "--format", "concise"]);
    concise.lacks("two.yaml").warns(gone);
    let report = checked(&place);
    assert_eq!(report["baseline"]["fixed"][0]["file"], "two.yaml");
    assert_eq!(report["baseline"]["fixed"][0]["severity"], "error");

    // A new finding is not taken up while pruning.
    let third = two("1,116").replace("id: two", "id: three");
    place.write("three.yaml", third);
    let prune = ["check", "--baseline", FILE, "--write-baseline", FILE];
    let run = place.run(&prune).code(1);
    run.warns("wrote base.json: 1 finding left, 1 taken out");
    let text = place.read(FILE);
    assert!(text.contains("one.yaml"), "{text}");
    assert!(!text.contains("two.yaml"), "{text}");
    assert!(!text.contains("three.yaml"), "{text}");
    place
        .run(&["check", "--baseline", FILE])
        .code(1)
        .lacks("is gone");
}

#[test]
fn what_is_hidden_is_not_gone() {
    let place = written();
    let before = place.read(FILE);
    for narrow in [
        &["--only", "no-date"][..],
        &["--skip", "parts-do-not-sum"],
        &["--source", "one"],
        &["one.yaml"],
        &["--max-findings", "0"],
    ] {
        let mut args = vec!["check", "--baseline", FILE];
        args.extend(narrow);
        place.run(&args).code(0).lacks("is gone").lacks("not met");
        args.extend(["--write-baseline", FILE]);
        place.run(&args).code(0).warns("2 findings left, 0 taken");
        assert_eq!(place.read(FILE), before, "{narrow:?}");
    }
    // A check that is switched off is hidden too.
    place.write(
        "crossfoot.yaml",
        format!(
            "settings: {{severity: {{parts-do-not-sum: off}}}}\n{}",
            codebook()
        ),
    );
    place
        .run(&["check", "--baseline", FILE])
        .code(0)
        .lacks("is gone");
}

#[test]
fn a_broken_input_fixes_nothing() {
    let place = written();
    place.write("two.yaml", two("x"));
    let run = place.run(&["check", "--baseline", FILE]).code(1);
    run.says("1 finding was not met that the baseline base.json holds")
        .lacks("is gone");
    let prune = ["check", "--baseline", FILE, "--write-baseline", FILE];
    place.run(&prune).code(1).warns("2 findings left");
    // Nor does a new one hold it.
    let run = place
        .run(&["check", "--write-baseline", "new.json"])
        .code(1);
    run.warns("1 error of the input is not in it");
    assert!(!place.read("new.json").contains("invalid-value"));
}

#[test]
fn two_alike_are_two() {
    let place = Place::new(&[("a/one.yaml", &wrong()), ("b/one.yaml", &wrong())]);
    place.write("a/crossfoot.yaml", CODEBOOK);
    let write = place.run(&["check", "a", "--write-baseline", FILE]);
    write.code(0);
    place.write("b/crossfoot.yaml", CODEBOOK);
    // Two dossiers with one and the same finding, of which the baseline holds one.
    let both = ["check", "a", "b", "--baseline", FILE];
    place.run(&both).code(1).says("1 error, 1 in the baseline");
    let run = place.run(&["check", "a", "b", "--write-baseline", FILE]);
    run.code(0).warns("2 findings");
    place.run(&both).code(0).says("2 in the baseline");
    // One alone does not say that the other is gone.
    place
        .run(&["check", "a", "--baseline", FILE])
        .code(0)
        .says("1 finding was not met")
        .lacks("is gone");
}

#[test]
fn names_are_relative_to_the_baseline() {
    let place = written();
    let folder = place.path("deeper");
    std::fs::create_dir_all(&folder).unwrap();
    place.write("two.yaml", two("1,115"));
    let run = (place.command(&["check", "..", "--baseline", "../base.json"]))
        .within(&folder)
        .run();
    run.code(0)
        .says("baselined[parts-do-not-sum]: ../one.yaml:4:12")
        .says("- ../two.yaml: error[parts-do-not-sum]");
    let prune = [
        "check",
        "..",
        "--baseline",
        "../base.json",
        "--write-baseline",
        "own.json",
    ];
    (place.command(&prune)).within(&folder).run().code(0);
    assert!(place.read("deeper/own.json").contains("\"../one.yaml\""));
    place.write(
        "base.json",
        place.read("deeper/own.json").replace("../", ""),
    );
    let run = place.run(&["check", "--baseline", FILE]).code(0);
    run.says("no findings, 1 in the baseline").lacks("gone");
}

#[test]
fn a_baseline_that_cannot_be_used_is_named_with_its_place() {
    let place = written();
    let refused = |text: &str, expected: &str| {
        place.write("bad.json", text);
        let run = place.run(&["check", "--baseline", "bad.json"]);
        run.code(2).no_results().warns(expected);
    };
    refused("{", "bad.json:1:1: EOF while parsing");
    refused(
        "{\"baseline\": 7, \"findings\": []}",
        "it is of version 7, and this program reads version 1",
    );
    let bad = place.read(FILE).replace("\"error\"", "\"fatal\"");
    refused(&bad, "bad.json:4:");
    let run = place.run(&["check", "--baseline", "none.json"]).code(2);
    run.warns("`crossfoot check --write-baseline none.json` writes one");
    let run = place.run(&["check", "--write-baseline", "one.yaml"]);
    run.code(2).warns("is a file of the dossier");
    let empty = Place::new(&[("crossfoot.yaml", CODEBOOK)]);
    let run = empty.run(&["check", "--write-baseline", FILE]).code(3);
    run.warns("base.json is not written");
    assert!(!empty.path(FILE).exists());
}

#[test]
fn no_report_is_written_over_a_baseline() {
    let place = written();
    let before = place.read(FILE);
    for (option, file, output) in [
        ("--baseline", FILE, "json=base.json"),
        ("--baseline", FILE, "json=./base.json"),
        ("--write-baseline", FILE, "sarif=base.json"),
        ("--write-baseline", "new.json", "json=./new.json"),
    ] {
        place
            .run(&["check", option, file, "--output", output])
            .code(2)
            .warns("is the baseline, and a report would be written over it");
        assert_eq!(place.read(FILE), before);
        assert!(!place.path("new.json").exists());
    }
}
