//! Settings: what holds, where it comes from, and what cannot be used.

use crate::place::{CODEBOOK, Place, RIGHT, Run, wrong};

fn place(settings: &str) -> Place {
    let yaml = format!("{CODEBOOK}settings:\n{settings}");
    Place::new(&[("crossfoot.yaml", &yaml), ("a.yaml", RIGHT)])
}

/// The line of a setting in the table, its cells.
fn row(run: &Run, name: &str) -> Vec<String> {
    let line = run.stdout.lines().find(|line| {
        let first = line.split_whitespace().next();
        first == Some(name)
    });
    let line = line.unwrap_or_else(|| panic!("no `{name}` in\n{}", run.stdout));
    line.split_whitespace().map(String::from).collect()
}

#[test]
fn every_origin_is_named() {
    let place = place("  fail_on: note\n  severity: {base-shift: off}\n  exclude: [old/]\n");
    let run = place.run(&["settings"]).code(0).quiet();
    assert_eq!(
        row(&run, "fail_on"),
        ["fail_on", "note", "crossfoot.yaml:8:12"]
    );
    assert_eq!(
        row(&run, "severity.base-shift"),
        ["severity.base-shift", "off", "crossfoot.yaml:9:14"]
    );
    assert_eq!(row(&run, "format"), ["format", "text", "default"]);
    let run = place
        .command(&["settings", "--exclude", "new/", "--pedantic"])
        .env("CROSSFOOT_FAIL_ON", "never")
        .env("CROSSFOOT_PEDANTIC", "off")
        .run();
    let run = run.code(0).quiet();
    assert_eq!(
        row(&run, "fail_on"),
        ["fail_on", "never", "CROSSFOOT_FAIL_ON"]
    );
    assert_eq!(row(&run, "pedantic"), ["pedantic", "on", "--pedantic"]);
    run.says("old/").says("new/");
    let below = place.command(&["settings"]).within(place.path("sub"));
    std::fs::create_dir(place.path("sub")).unwrap();
    let below = below.run().code(0);
    assert_eq!(row(&below, "fail_on")[2], "../crossfoot.yaml:8:12");
}

#[test]
fn json_says_the_same() {
    let place = place("  texts: copies\n");
    std::fs::create_dir(place.path("copies")).unwrap();
    let run = place.command(&["settings", "--format", "json", "--today=2025-01-01"]);
    let run = run.env("CROSSFOOT_COLOR", "never").run().code(0).quiet();
    let json = run.json();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["dossiers"][0]["file"], "crossfoot.yaml");
    let settings = json["dossiers"][0]["settings"].as_array().unwrap();
    let get = |name: &str| settings.iter().find(|row| row["name"] == name).unwrap();
    assert_eq!(get("texts")["value"], "copies");
    assert_eq!(get("texts")["origin"]["kind"], "file");
    assert_eq!(get("texts")["origin"]["line"], 8);
    assert_eq!(get("texts")["origin"]["column"], 10);
    assert_eq!(get("today")["origin"]["option"], "--today");
    assert_eq!(get("color")["origin"]["variable"], "CROSSFOOT_COLOR");
    assert_eq!(get("strict")["origin"]["kind"], "default");
    assert_eq!(get("strict")["value"], false);
    assert!(get("max_findings")["value"].is_null());
    place
        .run(&["settings", "--format", "concise"])
        .code(2)
        .no_results()
        .warns("--format json");
}

#[test]
fn the_environment_stands_between_file_and_arguments() {
    let place = place("  format: concise\n  fail_on: never\n");
    place.write("a.yaml", wrong());
    let concise = "a.yaml:4:12: error[parts-do-not-sum]";
    place.run(&[]).code(0).says(concise);
    let json = place.command(&[]).env("CROSSFOOT_FORMAT", "json").run();
    assert_eq!(json.code(0).json()["schema"], 1);
    let fails = place.command(&[]).env("CROSSFOOT_FAIL_ON", "error").run();
    fails.code(1).says(concise);
    let text = place
        .command(&["--format", "text", "--fail-on", "never"])
        .env("CROSSFOOT_FORMAT", "json")
        .env("CROSSFOOT_FAIL_ON", "error");
    text.run().code(0).says("parts do not add up");
    let empty = place.command(&[]).env("CROSSFOOT_FORMAT", "").run();
    empty.code(0).says(concise);
    let color = place
        .command(&["--format=text"])
        .env("CROSSFOOT_COLOR", "always");
    color.run().says("\u{1b}[");
    let plain = place
        .command(&["--format=text", "--color=never"])
        .env("CROSSFOOT_COLOR", "always");
    plain.run().lacks("\u{1b}[");
    let auto = place
        .command(&["--format=text", "--color=auto"])
        .env("CROSSFOOT_COLOR", "always");
    auto.run().lacks("\u{1b}[");
}

#[test]
fn a_variable_that_cannot_be_understood_is_named() {
    let place = place("  fail_on: error\n");
    for (name, value, said) in [
        ("CROSSFOOT_FAIL_ON", "warnings", "did you mean `warning`?"),
        ("CROSSFOOT_FORMAT", "htm", "unknown format"),
        ("CROSSFOOT_TEXTS", "nowhere", "no such folder"),
        ("CROSSFOOT_STRICT", "maybe", "write on or off"),
        ("CROSSFOOT_TODAY", "now", "CROSSFOOT_TODAY"),
        ("CROSSFOOT_COLOR", "allways", "did you mean `always`?"),
    ] {
        let run = place.command(&["check"]).env(name, value).run();
        run.code(2).no_results().warns(name).warns(said);
    }
    let explain = place.command(&["explain", "hedges"]);
    explain.env("CROSSFOOT_COLOR", "blue").run().code(2);
    let explain = place.command(&["explain", "hedges"]);
    explain.env("CROSSFOOT_FORMAT", "blue").run().code(0);
    let typo = place.command(&[]).env("CROSSFOOT_FAILON", "note").run();
    typo.code(0).warns("did you mean `CROSSFOOT_FAIL_ON`?");
    let typo = place.command(&["--strict"]).env("CROSSFOOT_FAILON", "note");
    typo.run().code(2).no_results();
    let own = place.command(&[]).env("CROSSFOOT_CACHE_DIRECTORY", "x");
    own.run().code(0).quiet();
}

#[test]
fn bad_settings_fail_with_a_caret() {
    for (settings, place_of, said) in [
        (
            "  fail_on: errors\n",
            "crossfoot.yaml:8:12",
            "did you mean `error`?",
        ),
        (
            "  format: jsn\n",
            "crossfoot.yaml:8:11",
            "did you mean `json`?",
        ),
        (
            "  texts: nowhere\n",
            "crossfoot.yaml:8:10",
            "no folder `nowhere`",
        ),
        (
            "  exclude: [b, 'a{']\n",
            "crossfoot.yaml:8:16",
            "cannot be read",
        ),
        (
            "  pedantic: maybe\n",
            "crossfoot.yaml:8:13",
            "is not a known switch",
        ),
        (
            "  strikt: on\n",
            "crossfoot.yaml:8:3",
            "did you mean `strict`?",
        ),
        (
            "  severity: {base-shift: of}\n",
            "crossfoot.yaml:8:26",
            "did you mean `off`?",
        ),
    ] {
        for command in ["check", "settings"] {
            place(settings)
                .run(&[command])
                .code(2)
                .no_results()
                .warns(&format!("--> {place_of}"))
                .warns(said)
                .warns("^");
        }
    }
}

#[test]
fn strict_makes_warnings_about_the_configuration_errors() {
    // That it has no effect is not switched off by the setting itself.
    for check in ["invalid-yaml", "invalid-value", "unknown-field"] {
        let place = place(&format!("  severity: {{{check}: off}}\n"));
        let run = place.run(&[]);
        run.says(&format!("`{check}` cannot be switched off"));
    }
    let place = place("  severity: {base-shft: off}\n");
    let meant = "did you mean `base-shift`?";
    place
        .run(&[])
        .code(0)
        .says("warning[unknown-field]")
        .says(meant);
    place.run(&["settings"]).code(0).warns(meant);
    for command in ["check", "settings"] {
        let run = place.run(&[command, "--strict"]).code(2).no_results();
        run.warns("error[unknown-field]")
            .warns(meant)
            .warns("strict");
        place.run(&[command, "--strict=off"]).code(0);
        let run = place.command(&[command]).env("CROSSFOOT_STRICT", "1");
        run.run().code(2);
    }
    // Other warnings stay what they are.
    let early = RIGHT.replace("id: right,", "id: early, as_of: 2024-06-01,");
    let yaml = format!("{CODEBOOK}settings: {{strict: on}}\n");
    place.write("crossfoot.yaml", yaml);
    place.write("a.yaml", early);
    place.run(&[]).code(0).says("warning[date-order]");
}

#[test]
fn copies_of_texts_lie_where_the_settings_say() {
    let place = place("  texts: copies\n");
    let source = RIGHT
        .replace("{id: right,", "{id: right, text: right.txt,")
        .replace("    value", "    quote: in all 3,983 people\n    value");
    place.write("a.yaml", source);
    place.write(
        "copies/right.txt",
        "There were in all 3,984 people missing.\n",
    );
    place
        .run(&[])
        .code(1)
        .says("error[quote-not-in-text]")
        .says("copies/right.txt");
    place.write(
        "others/right.txt",
        "There were in all 3,983 people missing.\n",
    );
    place.run(&["--texts", "others"]).code(0);
    let run = place.command(&[]).env("CROSSFOOT_TEXTS", "others").run();
    run.code(0).lacks("quote-not-in-text");
    // From the dossier's root, not from the current folder.
    let below = place.command(&[]).within(place.path("others")).run();
    below.code(1).says("error[quote-not-in-text]");
}

#[test]
fn one_run_has_one_format() {
    let yaml = |format: &str| format!("{CODEBOOK}settings: {{format: {format}}}\n");
    let place = Place::new(&[
        ("a/crossfoot.yaml", &yaml("json")),
        ("a/one.yaml", RIGHT),
        ("b/crossfoot.yaml", &yaml("concise")),
        ("b/one.yaml", RIGHT),
    ]);
    let run = place.run(&["b", "a"]).code(0);
    assert_eq!(run.json()["summary"]["claims"], 6);
    run.warns("warning: `format` is json in a/crossfoot.yaml and concise in b/crossfoot.yaml");
    place.run(&["a", "b", "--strict"]).code(2).no_results();
    place.run(&["a", "b", "--format", "json"]).code(0).quiet();
}

#[test]
fn a_baseline_can_be_named_by_the_environment() {
    let place = place("  fail_on: error\n");
    place.write("a.yaml", wrong());
    place.run(&["--write-baseline", "known.json"]).code(0);
    place.run(&[]).code(1);
    let known = place.command(&[]).env("CROSSFOOT_BASELINE", "known.json");
    known.run().code(0).says("in the baseline");
    let listed = place.command(&["settings"]);
    let listed = listed.env("CROSSFOOT_BASELINE", "known.json").run();
    assert_eq!(
        row(&listed, "baseline"),
        ["baseline", "known.json", "CROSSFOOT_BASELINE"]
    );
    let gone = place.command(&[]).env("CROSSFOOT_BASELINE", "gone.json");
    gone.run().code(2).no_results().warns("no such file");
}

#[cfg(unix)]
#[test]
fn settings_that_are_a_device_are_not_read_for_ever() {
    let place = Place::new(&[("a.yaml", "claims: []\n")]);
    std::os::unix::fs::symlink("/dev/zero", place.path("crossfoot.yaml")).unwrap();
    place.run(&["check"]).code(3);
    place.run(&["settings"]).says("no crossfoot.yaml");
}
