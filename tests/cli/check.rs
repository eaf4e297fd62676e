//! `check`: exit status and settings.

use crate::place::{CODEBOOK, Place, RIGHT, wrong};

#[test]
fn right_is_zero_and_wrong_is_one() {
    let place = Place::new(&[("right.yaml", RIGHT), ("wrong.yaml", &wrong())]);
    place
        .run(&["right.yaml"])
        .code(0)
        .says("1 relation checked")
        .quiet();
    for args in [&["wrong.yaml"][..], &["check", "wrong.yaml"]] {
        place
            .run(args)
            .code(1)
            .says("error[parts-do-not-sum]")
            .says("--> wrong.yaml:4:12")
            .says("off by 1")
            .quiet();
    }
}

#[test]
fn fail_on_and_exit_zero_move_the_bar() {
    let settings = "crossfoot: 1\nsettings: {severity: {parts-do-not-sum: warning}}\n";
    let place = Place::new(&[("crossfoot.yaml", settings), ("a.yaml", &wrong())]);
    place.run(&[]).code(0).says("warning[parts-do-not-sum]");
    place.run(&["--fail-on", "warning"]).code(1);
    place.run(&["--fail-on=note"]).code(1);
    place.run(&["--fail-on", "error"]).code(0);
    place.run(&["--fail-on", "note", "--exit-zero"]).code(0);
    place.run(&["--fail-on", "never"]).code(0);
    place
        .run(&["--fail-on", "warnings"])
        .code(2)
        .warns("did you mean `warning`?");
    place.write(
        "crossfoot.yaml",
        settings.replace("settings: {", "settings: {fail_on: warning, "),
    );
    place.run(&[]).code(1);
    place.run(&["--fail-on", "error"]).code(0);
}

#[test]
fn no_claims_are_three_unless_something_is_wrong() {
    let place = Place::new(&[]);
    place.run(&[]).code(3).warns("no claims were found");
    place.run(&["--exit-zero"]).code(3);
    place.write("crossfoot.yaml", CODEBOOK);
    place.run(&[]).code(3);
    place.write("broken.yaml", "claims:\n  - measure: x\n    valeu: 3\n");
    place
        .run(&[])
        .code(1)
        .says("error[unknown-field]")
        .says("did you mean `value`?");
}

#[test]
fn what_cannot_be_done_is_two() {
    let place = Place::new(&[("right.yaml", RIGHT)]);
    place
        .run(&["nowhere.yaml"])
        .code(2)
        .no_results()
        .warns("`nowhere.yaml`: no such file");
    place.run(&["right.yaml", "nowhere"]).code(2).no_results();
    place.run(&["--frobnicate"]).code(2).no_results();
    place
        .run(&["--format", "html"])
        .code(2)
        .warns("text, concise, json");
    place.run(&["--today", "2025-02-30"]).code(2);
    place
        .run(&["chek"])
        .code(2)
        .warns("did you mean the command `check`?");
    place.run(&["--ascii", "check", "right.yaml"]).code(2);
}

#[test]
fn bad_settings_are_two_and_shown_with_a_caret() {
    let settings = "settings:\n  fail_on: sometimes\n";
    let place = Place::new(&[("crossfoot.yaml", settings), ("a.yaml", &wrong())]);
    let run = place.run(&[]).code(2).no_results();
    run.warns("crossfoot.yaml:2:12")
        .warns("^^^^^^^^^")
        .warns("the settings cannot be used");
    place.write("crossfoot.yaml", "settings:\n  colour: red\n");
    place
        .run(&["--format", "json"])
        .code(2)
        .no_results()
        .warns("colour");
    // Settings that are no tree at all are bad settings too.
    for broken in [
        "settings: [1]\n",
        "settings:\n\tfail_on: note\n",
        "settings: {fail_on: note\n",
    ] {
        place.write("crossfoot.yaml", format!("{broken}measures: {{}}\n"));
        place
            .run(&[])
            .code(2)
            .no_results()
            .warns("error[invalid-yaml]");
    }
    // The codebook is no setting: what is wrong there is a finding.
    place.write("crossfoot.yaml", "measures:\n  missing: {typ: count}\n");
    place
        .run(&[])
        .code(1)
        .says("error[unknown-field]")
        .says("parts-do-not-sum");
}

#[test]
fn an_unknown_check_in_the_settings_is_a_warning() {
    let settings = "settings: {severity: {parts-dont-sum: off}}\n";
    let place = Place::new(&[("crossfoot.yaml", settings), ("a.yaml", RIGHT)]);
    place
        .run(&[])
        .code(0)
        .says("warning[unknown-field]: `parts-dont-sum` is not the name of a check")
        .says("did you mean `parts-do-not-sum`?");
    let accept = "accept:\n  - {check: parts-dont-sum, claims: [right/missing], reason: asked}\n";
    place.write("crossfoot.yaml", accept);
    place
        .run(&[])
        .says("did you mean `parts-do-not-sum`?")
        .lacks("unused-accept");
}

#[test]
fn broken_files_are_findings_and_the_rest_is_audited() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("wrong.yaml", &wrong())]);
    place.write(
        "broken.yaml",
        "claims:\n  - measure: missing\n    value: \"3,983\n",
    );
    place.write("lost.yaml", "\"claims:\n  - measure: missing\n");
    place.write("latin.yaml", b"claims:\n  - note: caf\xe9\n");
    place
        .run(&[])
        .code(1)
        .says("--> broken.yaml:")
        .says("--> lost.yaml:1:1")
        .says("latin.yaml")
        .says("error[parts-do-not-sum]");
}

#[test]
fn passed_relations_and_pedantic_notes_on_request() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("right.yaml", RIGHT)]);
    place.run(&[]).code(0).lacks("no-quote").lacks("relations:");
    place.run(&["--pedantic"]).code(0).says("note[no-quote]");
    place.run(&["--pedantic", "--fail-on", "note"]).code(1);
    place
        .run(&["--show-passed"])
        .code(0)
        .says("holds    missing = military + civilian");
}

#[test]
fn today_decides_what_is_in_the_future() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK), ("right.yaml", RIGHT)]);
    place
        .run(&["--today", "2024-05-01"])
        .says("warning[date-order]");
    place.run(&["--today", "2024-05-02"]).lacks("date-order");
    let accept = "accept:\n  - check: parts-do-not-sum\n    claims: [wrong/missing, \
                  'wrong/missing[role=military]', 'wrong/missing[role=civilian]']\n    \
                  reason: asked\n    until: 2026-03-01\n";
    let place = Place::new(&[
        ("crossfoot.yaml", CODEBOOK),
        ("wrong.yaml", &(wrong() + accept)),
    ]);
    place
        .run(&["--today", "2026-03-01"])
        .code(0)
        .says("accepted[parts-do-not-sum]");
    place
        .run(&["--today", "2026-03-02"])
        .code(1)
        .says("warning[expired-accept]");
}
