//! `crossfoot ask`: every check is asked or decidedly not, every question can be sent,
//! the JSON keeps to its schema, and the page shows real output.

use std::process::Command;

use crossfoot::checks::CHECKS;
use crossfoot::findings::Status;
use crossfoot::output::questions::{QuestionFormat, render};
use crossfoot::questions::{Questions, Wanted, is_asked, questions};
use serde_json::Value;

use crate::harness::{Audit, TODAY, assert_file, assert_none, folder, folders, read, root, texts};

/// Whether each check is asked about. A new check has to decide.
const ASKED: &[(&str, bool)] = &[
    ("invalid-yaml", false),
    ("invalid-table", false),
    ("unknown-field", false),
    ("missing-field", false),
    ("duplicate-key", false),
    ("duplicate-id", false),
    ("invalid-value", false),
    ("invalid-date", false),
    ("invalid-rule", false),
    ("unknown-measure", false),
    ("unknown-dimension", false),
    ("unknown-code", false),
    ("unknown-source", false),
    ("not-applied", false),
    ("contradictory-codebook", false),
    ("parts-do-not-sum", true),
    ("parts-exceed-whole", true),
    ("parts-fall-short", true),
    ("part-exceeds-whole", true),
    ("rule-broken", true),
    ("share-mismatch", true),
    ("unit-mismatch", true),
    ("self-contradiction", true),
    ("cannot-all-hold", true),
    ("holds-only-by-rounding", true),
    ("strained-wording", true),
    ("implausible-value", true),
    ("sources-disagree", true),
    ("cumulative-decrease", true),
    ("changed-over-time", true),
    ("order-unknown", true),
    ("unannounced-revision", true),
    ("scope-breach", true),
    ("depends-on-reading", true),
    ("same-parts-different-whole", true),
    ("cannot-all-hold-together", true),
    ("base-shift", true),
    ("one-number-two-roles", true),
    ("carried-forward", true),
    ("value-not-in-quote", false),
    ("quote-not-in-text", false),
    ("hedge-dropped", false),
    ("no-quote", false),
    ("no-date", false),
    ("date-order", false),
    ("unused-accept", false),
    ("expired-accept", false),
    ("redundant-rule", false),
    ("todo", false),
];

#[test]
fn every_check_is_asked_or_not() {
    let mut complaints = Vec::new();
    for check in CHECKS {
        match ASKED.iter().find(|(id, _)| *id == check.id) {
            None => complaints.push(format!(
                "{} is not in the table: is it asked about (src/questions/policy.rs)?",
                check.id
            )),
            Some((_, asked)) if *asked != is_asked(check.id) => {
                complaints.push(format!("{}: the table says asked: {asked}", check.id));
            }
            Some(_) => {}
        }
    }
    for (id, _) in ASKED {
        if !CHECKS.iter().any(|check| check.id == *id) {
            complaints.push(format!("{id} is no check"));
        }
    }
    assert_none(&complaints);
}

fn asked(audit: &Audit) -> Questions {
    questions(&audit.dossier, &audit.report.findings, &Wanted::default())
}

fn with_accepted(audit: &Audit) -> Questions {
    let wanted = Wanted {
        accepted: true,
        ..Wanted::default()
    };
    questions(&audit.dossier, &audit.report.findings, &wanted)
}

/// The claims, the examples, and everything that a fixture holds.
fn all() -> Vec<(String, Audit)> {
    let mut names = vec!["claims".to_owned()];
    names.extend(
        folders("examples")
            .iter()
            .map(|name| format!("examples/{name}")),
    );
    for id in folders("tests/fixtures/checks") {
        let kinds = folders(&format!("tests/fixtures/checks/{id}"));
        names.extend(
            kinds
                .iter()
                .map(|kind| format!("tests/fixtures/checks/{id}/{kind}")),
        );
    }
    for name in folders("tests/fixtures/hints") {
        names.push(format!("tests/fixtures/hints/{name}/shows"));
    }
    for name in folders("tests/fixtures/divergence") {
        names.push(format!("tests/fixtures/divergence/{name}/gives"));
    }
    let audits = names.into_iter().map(|name| {
        let audit = folder(&name, true);
        (name, audit)
    });
    audits.collect()
}

/// Every finding of a check that is asked gives a question, to someone whose figure it is.
#[test]
fn every_finding_that_is_asked_has_a_question() {
    let (mut complaints, mut seen) = (Vec::new(), Vec::new());
    for (name, audit) in all() {
        let found = with_accepted(&audit);
        for finding in &audit.report.findings {
            let silent = finding.check == "changed-over-time" && finding.severity.name() == "note";
            // What a limit left open says nothing about the figures.
            let open = finding.check.starts_with("cannot-all-hold") && finding.stated.is_empty();
            if !is_asked(finding.check) || silent || open {
                continue;
            }
            let print = crossfoot::findings::fingerprint(finding);
            let questions = found.letters.iter().flat_map(|letter| &letter.questions);
            let own: Vec<_> = questions.filter(|q| q.fingerprint == print).collect();
            if own.is_empty() {
                complaints.push(format!("{name}: {}: {}", finding.check, finding.message));
            }
            for question in own {
                assert_eq!(question.check, finding.check);
                assert_eq!(question.accepted, finding.status != Status::New);
                seen.push(question.check);
            }
        }
    }
    // Fixtures show each of them but what is only a warning with a setting.
    for (id, wanted) in ASKED {
        if *wanted && !seen.contains(id) {
            complaints.push(format!("no fixture asks about {id}"));
        }
    }
    assert_none(&complaints);
}

/// A question names its figures as printed, asks, accuses nobody, and uses no notation.
#[test]
fn every_question_can_be_sent() {
    const NOT_SAID: [&str; 12] = [
        "wrong",
        "mistake",
        "error",
        "false",
        "incorrect",
        "fail",
        "lie ",
        "claim",
        "[",
        "]",
        "  ",
        "``",
    ];
    let (mut complaints, mut count) = (Vec::new(), 0);
    for (name, audit) in all() {
        for letter in with_accepted(&audit).letters {
            assert!(!letter.publisher.is_empty());
            for question in &letter.questions {
                count += 1;
                let text = &question.text;
                let mut say = |what: &str| complaints.push(format!("{name}: {what}: {text}"));
                if !text.contains('?') || !text.ends_with(['?', '.']) {
                    say("asks nothing");
                }
                for word in NOT_SAID
                    .iter()
                    .filter(|word| text.to_lowercase().contains(**word))
                {
                    say(word);
                }
                if text.contains(" .") || text.contains("..") || text.contains(" ,") {
                    say("punctuation");
                }
                if question.subject.is_empty() || question.settles.is_empty() {
                    say("has no subject, or says not what would settle it");
                }
                if !question.figures.iter().any(|figure| figure.yours) {
                    say("cites no figure of whom it asks");
                }
                let own = question.figures.iter().filter(|figure| figure.yours);
                let mut own = own.filter(|figure| !figure.printed.is_empty());
                if question.figures.len() < 12 && !own.any(|figure| text.contains(&figure.printed))
                {
                    say("names no figure as printed");
                }
            }
        }
    }
    assert!(count > 150, "only {count} questions were looked at");
    assert_none(&complaints);
}

#[test]
fn the_questions_on_the_claims_are_as_committed() {
    let found = asked(&folder("claims", false));
    assert_file(
        "tests/snapshots/ask-claims.md",
        render(QuestionFormat::Markdown, &found),
    );
}

#[test]
fn json_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(&read("docs/ask.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(!schema.is_valid(&serde_json::json!({"schema": 1})));
    let mut complaints = Vec::new();
    for (name, audit) in all() {
        let found = with_accepted(&audit);
        let text = render(QuestionFormat::Json, &found);
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            json["publishers"].as_array().unwrap().len(),
            found.letters.len()
        );
        let errors = schema.iter_errors(&json);
        complaints.extend(errors.map(|e| format!("{name}: {}: {e}", e.instance_path())));
    }
    assert_none(&complaints);
}

#[test]
fn the_page_shows_real_output() {
    let page = read("docs/ask.md");
    let mut shown = 0;
    for block in page.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let (command, output) = block.split_once('\n').unwrap();
        let arguments = command.strip_prefix("$ crossfoot ").unwrap().split(' ');
        let run = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
            .args(arguments)
            .args(["--today", TODAY])
            .current_dir(root())
            .env_remove("CLICOLOR_FORCE")
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(run.stdout).unwrap(), output, "{command}");
        shown += 1;
    }
    assert_eq!(shown, 2);
}

const HOSTILE: &str = "\
publishers:
  p: {name: \"Office\\e[31m](javascript:x) <script>\"}
measures:
  m: {label: \"# *Births*\\n- x\", type: count, over_time: cumulative}
dimensions:
  d: {codes: {all: {partition: [\"x\\u202ey\", z]}}}
sources:
  a: {publisher: p, published: 2025-01-02, title: \"`T`](http://evil.example)\", url: \"javascript:alert(1)\"}
  b: {publisher: p, published: 2025-02-02, via: \"| V |\", url: \"https://ok.example/a>b\"}
claims:
  - {source: a, measure: m, where: {d: \"x\\u202ey\"}, as_of: 2025-01-01, value: \"10\", quote: \"<img src=x> 10 \\e]0;x\\a **b**\"}
  - {source: b, measure: m, where: {d: \"x\\u202ey\"}, as_of: 2025-02-01, value: \"9\", quote: \"9\\n# heading\"}
";

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let audit = texts([("crossfoot.yaml", HOSTILE)], false);
    assert_eq!(audit.input_errors(), Vec::<String>::new());
    let found = asked(&audit);
    assert_eq!(found.count(), 1);
    for format in [QuestionFormat::Markdown, QuestionFormat::Json] {
        let text = render(format, &found);
        let bad = text
            .chars()
            .find(|c| *c != '\n' && c.is_control() || *c == '\u{202e}');
        assert_eq!(bad, None, "{text}");
    }
    let text = render(QuestionFormat::Markdown, &found);
    // A sign behind a backslash is only a sign.
    let mut signs = text.chars();
    let mut live = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            sign => live.push(sign),
        }
    }
    for markup in ["<", "](", "`", "\n# ", "**b", "\n- ", "|"] {
        assert!(!live.contains(markup), "{markup}:\n{text}");
    }
    assert!(text.contains("\\# \\*Births\\*"), "{text}");
}
