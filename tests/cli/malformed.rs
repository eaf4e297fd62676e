//! Files as people break them: one finding for one slip, at its place, and the rest
//! of the dossier is audited.

use crate::place::Place;

/// A claim that does not add up: it shows that reading went on.
const WITNESS: &str = "  - measure: other
    value: 10
    breakdowns:
      - by: role
        parts:
          a: 4
          b: 7
";

/// The errors of a file with one broken claim, without the witness.
fn errors(claim: &str) -> Vec<String> {
    let text = format!(
        "source: {{id: s, publisher: P, published: 2024-05-02}}\nclaims:\n{claim}{WITNESS}"
    );
    let place = Place::new(&[("x.yaml", &text)]);
    let run = place.run(&["check", "--format", "concise", "x.yaml"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    let mut errors: Vec<String> = (run.stdout.lines())
        .filter(|line| line.contains(" error["))
        .map(str::to_owned)
        .collect();
    let all = errors.len();
    errors.retain(|line| !line.contains("4 + 7 = 11"));
    assert_eq!(
        all,
        errors.len() + 1,
        "the witness is missing:\n{}",
        run.stdout
    );
    errors
}

#[test]
fn a_mistyped_key_is_not_missing_too() {
    assert_eq!(
        errors("  - {measure: m, valu: 12}\n"),
        ["x.yaml:3:18: error[unknown-field] a claim has no field `valu`"]
    );
    assert_eq!(
        errors("  - measure: m\n    <<: {value: 12}\n"),
        [
            "x.yaml:4:5: error[invalid-yaml] `<<` merges one mapping into another; the entry is not read"
        ]
    );
    assert_eq!(
        errors("  - measure: m\n    note: no figure\n"),
        ["x.yaml:3:5: error[missing-field] this claim has no `value`"]
    );
}

#[test]
fn a_no_break_space_is_named() {
    let text = "claims:\n  - measure: m\n\u{a0}\u{a0}value: 12\n  - measure: k\n    value: 3\n";
    let place = Place::new(&[("x.yaml", text)]);
    place.run(&["--format", "concise", "x.yaml"]).code(1).says(
        "x.yaml:3:1: error[invalid-yaml] a space that is none to YAML (U+00A0) indents this line",
    );
}

#[test]
fn a_hash_that_cuts_a_text_is_named() {
    let text = "source: {id: s}\nclaims:\n  - measure: m\n    value: 3,983\n    quote: about #3,983 people\n  - measure: k\n    value: #12\n";
    let place = Place::new(&[("x.yaml", text)]);
    place
        .run(&["x.yaml"])
        .code(1)
        .says("` #` begins a comment, so the quotation ends before it")
        .says("` #` begins a comment; quote the text if it belongs to it");
}

#[test]
fn a_dash_without_a_space_is_one_finding() {
    let text = "claims:\n  -measure: m\n    value: 12\n";
    let place = Place::new(&[("x.yaml", text)]);
    let run = place.run(&["--format", "concise", "x.yaml"]).code(1);
    assert_eq!(
        run.stdout,
        "x.yaml:2:3: error[invalid-yaml] a space is missing after the dash\n"
    );
}

#[test]
fn what_is_no_claim_file_is_told_once() {
    for text in ["hello\n", "- a\n- b\n", "", "# nothing\n"] {
        let place = Place::new(&[("x.yaml", text)]);
        let run = place.run(&["--format", "concise", "x.yaml"]).code(1);
        assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    }
    let place = Place::new(&[("x.yaml", "A letter.\nDear all: hello: there.\nBye\n")]);
    let run = place.run(&["--format", "concise", "x.yaml"]).code(1);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    assert!(!run.stdout.contains("deeper"), "{}", run.stdout);
}

#[test]
fn an_unknown_source_is_no_source() {
    let text = "source: {id: office, published: 2025-03-10}\nclaims:\n  - {measure: votes, source: ofice, value: 412}\n";
    let place = Place::new(&[("x.yaml", text)]);
    let run = place.run(&["--pedantic", "x.yaml"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("source `ofice` is not declared"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout.contains("1 claim from 1 source in 1 file"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("no-date"), "{}", run.stdout);
    // It is compared with no other.
    let rival = "  - {measure: votes, value: 511}\n";
    place.write("x.yaml", format!("{text}{rival}"));
    let run = place.run(&["--format", "concise", "x.yaml"]).code(1);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
    // Not even for a file whose default source is unknown.
    place.write(
        "x.yaml",
        "source: ofice\nclaims:\n  - {measure: votes, value: 412}\n",
    );
    let run = place.run(&["--pedantic", "x.yaml"]);
    assert!(
        run.stdout.contains("1 claim from 0 sources"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("no-date"), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_a_finding_unless_it_was_named() {
    let place = Place::new(&[("a.yaml", crate::place::RIGHT)]);
    std::os::unix::fs::symlink("nowhere", place.path("gone.yaml")).unwrap();
    place
        .run(&["."])
        .code(1)
        .says("error[invalid-yaml]: the file cannot be read")
        .says("gone.yaml:1:1")
        .says("1 relation checked");
    place.run(&["gone.yaml"]).code(2);
}

#[test]
fn one_source_may_be_described_in_both_ways_alike() {
    let a = "sources: {s: {publisher: P, published: 2025}}\n";
    let b = "source: {id: s, published: 2025, publisher: P}\nclaims:\n  - {measure: m, value: 1}\n";
    let place = Place::new(&[("a.yaml", a), ("b.yaml", b)]);
    place.run(&["."]).code(0).says("1 claim from 1 source");
    place.write("b.yaml", b.replace("P}", "Q}"));
    place
        .run(&["."])
        .code(1)
        .says("source `s` is defined twice, and differently")
        .says("first defined here");
}

#[test]
fn a_revision_names_a_claim() {
    let text = "source: {id: s}\nclaims:\n  - {measure: m, value: 1}\n  - {measure: k, value: 2, revises: s/n, reason: typo}\n  - {measure: j, value: 2, revises: s/j}\n";
    let place = Place::new(&[("x.yaml", text)]);
    place
        .run(&["x.yaml"])
        .code(1)
        .says("`revises` names no claim: `s/n`")
        .says("did you mean `s/k`?")
        .says("a claim cannot revise itself");
}

#[test]
fn a_claim_that_could_be_of_several_sources_is_of_none() {
    let text = "sources: {t: {publisher: Q, published: 2025-03-10}, u: {}}\nclaims:\n  - {measure: m, value: 1}\n";
    let place = Place::new(&[("x.yaml", text)]);
    place
        .run(&["--pedantic", "x.yaml"])
        .code(1)
        .says("this claim does not say its `source`, and the file has several")
        .says("1 claim from 2 sources")
        .lacks("no-date");
}

#[test]
fn hedges_of_the_settings_are_shown_where_they_are_wrong() {
    for (hedges, at, says) in [
        ("[a]", ":1:21", "`hedges` must be a mapping"),
        (
            "{few: {plausible: \"3..9\", hard: \"[1, inf)\"}}",
            ":1:39",
            "an interval is written like",
        ),
        (
            "{few: {plausible: \"[3, 9]\", hard: \"[4, 9]\"}}",
            ":1:39",
            "reaches outside",
        ),
        (
            "{\"few 3\": {plausible: \"[3, 9]\", hard: \"[3, 9]\"}}",
            ":1:22",
            "has no digits",
        ),
    ] {
        let settings =
            format!("settings: {{hedges: {hedges}}}\n").replace("{hedges: ", "{hedges:  ");
        let place = Place::new(&[("crossfoot.yaml", &settings)]);
        place
            .run(&[])
            .code(2)
            .warns(says)
            .warns(&format!("crossfoot.yaml{at}"));
    }
}

#[test]
fn an_unknown_form_of_a_value_is_one_finding() {
    assert_eq!(
        errors("  - {measure: m, value: {atleast: 5}}\n"),
        ["x.yaml:3:26: error[unknown-field] a value has no field `atleast`"]
    );
}

#[test]
fn what_is_no_text_or_mapping_is_never_passed_over() {
    assert_eq!(
        errors("  - {measure: m, value: 1, where: [women]}\n"),
        ["x.yaml:3:35: error[invalid-yaml] `where` must be a mapping"]
    );
    let notes = [
        "publishers: {p: {name: P, note: [a]}}",
        "measures: {m: {note: {a: b}}}",
        "dimensions: {d: {note: [a], codes: {all: {}}}}",
        "rules: {r: {assert: m <= k, note: [a]}}",
        "source: {id: s, note: [a]}",
        "claims: [{measure: m, value: 1, breakdowns: [{note: [a], parts: {x=y: 1}}]}]",
    ];
    for text in notes {
        let place = Place::new(&[("x.yaml", text)]);
        place
            .run(&["--format", "concise", "x.yaml"])
            .code(1)
            .says("`note` must be a text");
    }
}

#[test]
fn a_refused_definition_is_one_finding() {
    let claims = "source: {id: s}\nrules: {r: {assert: \"m[d=a] <= m\"}}\nclaims:\n  - measure: m\n    value: 10\n    breakdowns:\n      - {by: d, parts: {a: 4, b: 7}}\n";
    let good = "measures: {m: {type: count}}\ndimensions: {d: {codes: {all: {partition: [a, b]}}}, e: {codes: {all: {}}}}\n";
    for (from, to) in [
        ("m: {type: count}", "m: count"),
        ("d: {codes: {all: {partition: [a, b]}}}", "d: [a, b]"),
        ("d: {codes: {all: {partition: [a, b]}}}", "d: {codes: a}"),
        ("d: {codes: {all: {partition: [a, b]}}}", "d: {codes: }"),
    ] {
        let text = format!("{}{claims}", good.replace(from, to));
        let place = Place::new(&[("x.yaml", &text)]);
        let run = place.run(&["--format", "concise", "x.yaml"]).code(1);
        let errors: Vec<&str> = run
            .stdout
            .lines()
            .filter(|line| line.contains(" error["))
            .collect();
        assert_eq!(errors.len(), 2, "{to}: {}", run.stdout);
        assert!(
            run.stdout.contains("4 + 7 = 11, stated 10"),
            "{to}: {}",
            run.stdout
        );
    }
}

#[test]
fn a_claim_that_says_nothing_is_told() {
    assert_eq!(
        errors("  - {measure: m, breakdowns: []}\n  -\n"),
        [
            "x.yaml:3:5: error[missing-field] this claim has no `value`",
            "x.yaml:4:4: error[invalid-yaml] a claim must be a mapping of keys to values, not nothing",
        ]
    );
}
