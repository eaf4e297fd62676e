//! `crossfoot accept` and comments that accept: what is written, and when it is not.

use serde_json::Value;

use crate::place::{CODEBOOK, Place, wrong};

const REASON: &str = "asked: the total counts one person twice";

fn place() -> Place {
    Place::new(&[("crossfoot.yaml", CODEBOOK), ("wrong.yaml", &wrong())])
}

/// The fingerprints of the findings, in the order of the report.
fn prints(place: &Place) -> Vec<String> {
    let run = place.run(&["check", "--pedantic", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| finding["fingerprint"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn what_is_accepted_stays_visible_and_does_not_count() {
    let place = place();
    let before = place.read("wrong.yaml");
    let print = &prints(&place)[0];
    let shown = place.run(&["check", "--fingerprints"]).code(1);
    shown.says(&format!("= note: fingerprint {print}"));
    let shown = place.run(&["check", "--fingerprints", "--format", "concise"]);
    shown.says(&format!("(off by 1) [{print}]\n"));
    let run = place
        .run(&["accept", &print[..5], "--reason", REASON])
        .code(0);
    run.no_results()
        .warns("wrote wrong.yaml: accepted parts-do-not-sum: 3,209 + 775 = 3,984");
    let after = place.read("wrong.yaml");
    assert_eq!(
        after,
        format!(
            "{before}accept:\n  - check: parts-do-not-sum\n    claims:\n      - wrong/missing\n      - \"wrong/missing[role=military]\"\n      - \"wrong/missing[role=civilian]\"\n    reason: \"{REASON}\"\n"
        )
    );
    let accepted = format!("; accepted: {REASON}");
    place
        .run(&["check"])
        .code(0)
        .says("accepted[parts-do-not-sum]")
        .says(&accepted)
        .says("no findings, 1 accepted");
    let concise = place.run(&["check", "--format", "concise"]).code(0);
    concise.says(&accepted).warns("1 accepted");
    let json = place.run(&["check", "--format", "json"]).code(0);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["findings"][0]["status"], "accepted");
    assert_eq!(json["findings"][0]["reason"], REASON);
    assert_eq!(json["summary"]["findings"]["accepted"], 1);
    let again = place.run(&["accept", print, "--reason", REASON]).code(2);
    again.warns("the finding is accepted already");
    assert_eq!(place.read("wrong.yaml"), after);
}

#[test]
fn layout_line_ends_and_byte_order_mark_stay() {
    let place = place();
    let list =
        "accept:\r\n- check:   base-shift # odd\r\n  claims: [a]\r\n  reason: |\r\n    b\r\n";
    let text = format!(
        "\u{feff}# a comment\r\n{list}\r\n# claims\r\n{}# end",
        wrong().replace('\n', "\r\n")
    );
    place.write("wrong.yaml", &text);
    let prints = prints(&place);
    place
        .run(&["accept", &prints[0], "--reason", "x", "--until", "2031-01"])
        .code(0);
    let added = "- check: parts-do-not-sum\r\n  claims:\r\n    - wrong/missing\r\n    - \"wrong/missing[role=military]\"\r\n    - \"wrong/missing[role=civilian]\"\r\n  reason: x\r\n  until: 2031-01\r\n";
    let expected = text.replace(list, &format!("{list}{added}"));
    assert_eq!(place.read("wrong.yaml"), expected);
    place.run(&["check"]).says("1 accepted");
    let late = place.run(&["check", "--today", "2031-02-01"]).code(1);
    late.says("warning[expired-accept]: acceptance of parts-do-not-sum expired after 2031-01")
        .says("= note: it covered: 3,209 + 775 = 3,984, stated 3,983 (off by 1)");
}

#[test]
fn the_entry_goes_where_entries_are() {
    let entry = "accept:\n  - check: base-shift\n    claims: [a/b]\n    reason: c\n";
    let place = place();
    place.write("crossfoot.yaml", format!("{CODEBOOK}{entry}"));
    let before = place.read("wrong.yaml");
    let print = prints(&place)[0].clone();
    let dry = place.run(&["accept", &print, "--reason", "x", "--dry-run"]);
    dry.code(0)
        .says("# crossfoot.yaml\n- check: parts-do-not-sum\n");
    assert_eq!(place.read("crossfoot.yaml"), format!("{CODEBOOK}{entry}"));
    place.run(&["accept", &print, "--reason", "x"]).code(0);
    assert_eq!(place.read("wrong.yaml"), before);
    assert!(place.read("crossfoot.yaml").ends_with("    reason: x\n"));

    let other = self::place();
    other.write("other.yaml", "claims: []\n");
    let print = prints(&other)[0].clone();
    let to = |file: &str| other.run(&["accept", &print, "--reason", "x", "--file", file]);
    to("none.yaml")
        .code(2)
        .warns("is no claim file of the dossier");
    to("other.yaml").code(0);
    assert!(
        other
            .read("other.yaml")
            .starts_with("claims: []\naccept:\n  - check")
    );
}

#[test]
fn several_at_once_or_none() {
    let place = place();
    let second = wrong().replace("id: wrong", "id: second");
    let second = second.replace("missing", "found").replace("3,983", "4,983");
    place.write(
        "crossfoot.yaml",
        CODEBOOK.replace("dimensions", "  found: {type: count}\ndimensions"),
    );
    place.write("second.yaml", second);
    let run = place.run(&["check", "--only", "parts-do-not-sum", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let print = |at: usize| {
        report["findings"][at]["fingerprint"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let (one, two) = (print(0), print(1));
    let files = ["wrong.yaml", "second.yaml"];
    let before = files.map(|file| place.read(file));
    let run = place.run(&["accept", &one, "0000000000000000", "--reason", "x"]);
    run.code(2)
        .warns("no finding has a fingerprint that begins with `0000000000000000`")
        .warns("`crossfoot check --fingerprints` shows");
    assert_eq!(files.map(|file| place.read(file)), before);
    place
        .run(&["accept", &one, &two, &one, "--reason", "x"])
        .code(0);
    for file in files {
        assert_eq!(place.read(file).matches("check:").count(), 1, "{file}");
    }
    place
        .run(&["check", "--only", "parts-do-not-sum"])
        .code(0)
        .says("2 accepted");
}

#[test]
fn claims_that_say_too_much_are_told_apart_by_the_fingerprint() {
    // Two rules about the same two claims.
    let place = Place::new(&[
        (
            "crossfoot.yaml",
            "measures: {a: {type: count}, b: {type: count}}\nrules:\n  one: {assert: a <= b}\n  two: {assert: 2 * a <= b}\n",
        ),
        (
            "claims.yaml",
            "source: {id: s, published: 2024-05-02}\nclaims:\n  - {measure: a, value: 17}\n  - {measure: b, value: 13}\n",
        ),
    ]);
    let run = place.run(&["check", "--only", "rule-broken", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), 2);
    let print = report["findings"][0]["fingerprint"].as_str().unwrap();
    place.run(&["accept", print, "--reason", "x"]).code(0);
    assert!(
        place
            .read("claims.yaml")
            .contains(&format!("    fingerprint: \"{print}\"\n"))
            || place
                .read("claims.yaml")
                .contains(&format!("    fingerprint: {print}\n"))
    );
    place
        .run(&["check", "--only", "rule-broken"])
        .code(1)
        .says("1 error, 1 accepted");
}

#[test]
fn what_cannot_be_accepted_is_said() {
    let place = place();
    place.write("bad.yaml", "source: {id: bad}\nclaims:\n  - {measure: missing, value: x}\naccept:\n  - {check: base-shift, claims: [a, b], reason: c}\n");
    let run = place.run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let print = |check: &str| {
        let findings = report["findings"].as_array().unwrap();
        let found = findings.iter().find(|finding| finding["check"] == check);
        found.unwrap()["fingerprint"].as_str().unwrap().to_owned()
    };
    let refused = |print: &str, expected: &str| {
        let run = place.run(&["accept", print, "--reason", "x"]);
        run.code(2).no_results().warns(expected);
    };
    refused(
        &print("invalid-value"),
        "`invalid-value` is a problem of the input and cannot be accepted",
    );
    refused(&print("unused-accept"), "cannot be accepted itself");
    refused("xyz", "a fingerprint has the digits 0-9 and a-f");
    refused("12", "write 4 to 16 digits");
    let sum = print("parts-do-not-sum");
    let with = |more: &[&str]| {
        let mut args = vec!["accept", &sum];
        args.extend(more);
        place.run(&args).code(2)
    };
    with(&[]).warns("--reason");
    with(&["--reason", " "]).warns("say what was found out");
    with(&["--reason", "x", "--until", "soon"]).warns("--until");
    with(&[
        "--reason",
        "x",
        "--until",
        "2024-01-01",
        "--today",
        "2024-01-02",
    ])
    .warns("is over");
    with(&[
        "--reason",
        "x",
        "--file",
        "bad.yaml",
        "--in",
        "wrong.yaml",
        "--until",
        "2020",
    ])
    .warns("is over");
    place.write("wrong.yaml", format!("{}accept: []\n", wrong()));
    with(&["--reason", "x", "--file", "wrong.yaml"])
        .warns("`wrong.yaml` is not changed: `accept` is not written as a list of lines");
}

#[test]
fn a_comment_accepts_what_stands_below() {
    let place = place();
    let with = |line: &str, comment: &str| {
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        let text = wrong().replace(line, &format!("{indent}{comment}\n{line}"));
        place.write("wrong.yaml", text);
        place.run(&["check"])
    };
    let good = "# crossfoot: accept parts-do-not-sum -- asked on 2 May";
    for line in [
        "  - measure",
        "    value:",
        "      - by",
        "          civilian",
        "claims:",
    ] {
        let run = with(line, good).code(0);
        run.says("accepted[parts-do-not-sum]")
            .says("; accepted: asked on 2 May\n");
    }
    with("source:", good)
        .code(1)
        .says("warning[unused-accept]: acceptance of parts-do-not-sum matches no finding")
        .says("no finding is about the entry below");
    with("    value:", &format!("{good}\n\n")).says("no entry begins on the line below");
    with("    value:", "# crossfoot: accept sources-disagree -- x")
        .says("the finding about the entry below is of `parts-do-not-sum`");

    let value = "    value:";
    with(
        value,
        "# crossfoot: accept parts-do-not-sum until 2026-12-31 — x",
    )
    .says("; accepted: x");
    let until = "# crossfoot: accept parts-do-not-sum until 2020-12-31 -- x";
    with(value, until).says("expired after 2020-12-31");
    with(
        value,
        "# crossfoot: accept parts-do-not-sum until 2020-13 -- x",
    )
    .code(1)
    .says("error[invalid-date]");
    with(value, "# crossfoot: accept parts-do-not-sum")
        .says("error[missing-field]: this comment does not give a reason")
        .says("write `# crossfoot: accept CHECK -- reason`");
    with(value, "# crossfoot: accept -- why").says("does not name a check");
    with(value, "# crossfoot: accept parts-do-not-summ -- why")
        .says("warning[unknown-field]: `parts-do-not-summ` is not the name of a check")
        .says("did you mean `parts-do-not-sum`?")
        .lacks("unused-accept");
    with(value, "# crossfoot: acept parts-do-not-sum -- why").says("did you mean `accept`?");
    with(value, "# crossfoot: ignore parts-do-not-sum").says("did you mean `accept`?");
    with(
        value,
        "# crossfoot: accept parts-do-not-sum, no-date -- why",
    )
    .says("error[invalid-value]: `no-date` is not understood here");
    with(value, "# crossfoot: see the handbook")
        .lacks("handbook")
        .lacks("unknown-field");
    with(value, "x: 1 # crossfoot: accept parts-do-not-sum -- why")
        .says("warning[unused-accept]: an acceptance needs a line of its own");
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_whole_or_not_at_all() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    let place = place();
    let path = place.path("wrong.yaml");
    let print = prints(&place)[0].clone();
    let accept = || place.run(&["accept", &print, "--reason", "x"]);
    let mode = |mode: u32| {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let before = place.read("wrong.yaml");
    mode(0o444);
    accept().code(2).warns("`wrong.yaml` cannot be written");
    assert_eq!(place.read("wrong.yaml"), before);

    // A link stays a link, and the file keeps who may read it.
    mode(0o640);
    std::fs::create_dir(place.path("real")).unwrap();
    let real = place.path("real/claims.txt");
    std::fs::rename(&path, &real).unwrap();
    symlink(&real, &path).unwrap();
    let old = std::fs::metadata(&real).unwrap().ino();
    accept().code(0);
    assert!(std::fs::symlink_metadata(&path).unwrap().is_symlink());
    let now = std::fs::metadata(&real).unwrap();
    assert_eq!(now.mode() & 0o777, 0o640);
    assert_ne!(now.ino(), old, "a new file in the place of the old one");
    assert!(place.read("wrong.yaml").starts_with(&before));
    let left = std::fs::read_dir(place.path("real")).unwrap().count();
    assert_eq!(left, 1, "nothing is left beside it");
}
