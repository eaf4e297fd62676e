//! Streams, formats, files and colours.

use std::io::Read;
use std::process::Stdio;

use crate::place::{CODEBOOK, Place, RIGHT, wrong};

fn place() -> Place {
    Place::new(&[("crossfoot.yaml", CODEBOOK), ("wrong.yaml", &wrong())])
}

#[test]
fn concise_is_a_line_a_finding_and_counts_go_beside() {
    let run = place().run(&["--format", "concise"]).code(1);
    assert_eq!(
        run.stdout,
        "wrong.yaml:4:12: error[parts-do-not-sum] 3,209 + 775 = 3,984, stated 3,983 (off by 1)\n"
    );
    assert!(
        run.stderr.starts_with("1 error; 1 relation checked"),
        "{}",
        run.stderr
    );
}

#[test]
fn json_is_one_document_alone() {
    let place = place();
    place.write("nested/crossfoot.yaml", CODEBOOK);
    place.write("nested/wrong.yaml", wrong());
    let run = place.run(&["--format", "json"]).code(1).quiet();
    let json = run.json();
    assert_eq!(json["schema"], 1);
    let files: Vec<&str> = (json["findings"].as_array().unwrap().iter())
        .map(|finding| finding["locations"][0]["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["nested/wrong.yaml", "wrong.yaml"]);
    assert_eq!(json["summary"]["findings"]["error"], 2);
    assert_eq!(json["summary"]["relations"]["total"], 2);
}

#[test]
fn outputs_go_to_files_beside_the_report() {
    let place = place();
    let run = place.run(&[
        "--output",
        "json=report.json",
        "--output=concise=lines.txt",
        "--output=text=report.txt",
        "--color=always",
    ]);
    let run = run.code(1).says("\u{1b}[");
    let json: serde_json::Value = serde_json::from_str(&place.read("report.json")).unwrap();
    assert_eq!(json["findings"][0]["check"], "parts-do-not-sum");
    assert!(
        place
            .read("lines.txt")
            .starts_with("wrong.yaml:4:12: error")
    );
    let text = place.read("report.txt");
    assert!(!text.contains('\u{1b}'));
    assert_eq!(text, place.run(&[]).stdout);
    assert_eq!(run.stderr, "");
    place
        .run(&["--output", "json=no/such/folder.json"])
        .code(2)
        .warns("cannot be written");
    place
        .run(&["--output", "report.json"])
        .code(2)
        .warns("FORMAT=FILE");
}

#[test]
fn colours_follow_the_option_then_the_environment() {
    let place = place();
    let colored = |args: &[&str], env: &[(&str, &str)]| {
        let start = env
            .iter()
            .fold(place.command(args), |start, (name, value)| {
                start.env(name, value)
            });
        start.run().stdout.contains("\u{1b}[")
    };
    assert!(!colored(&[], &[]), "a pipe has no colours");
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(colored(&["explain", "hedges", "--color=always"], &[]));
    assert!(!colored(&["explain", "hedges"], &[]));
}

#[test]
fn ascii_draws_with_ascii() {
    let place = place();
    place.write("wrong.yaml", wrong().replace("3,983", "more than 4,000"));
    for args in [
        &["--ascii"][..],
        &["--ascii", "--show-passed"],
        &["show", "--ascii"],
        &["try", "--ascii", "more than 600 = 5"],
        &["explain", "--list", "--ascii"],
    ] {
        let run = place.run(args);
        assert!(run.stdout.is_ascii(), "{args:?}: {}", run.stdout);
        assert!(!run.stdout.is_empty());
    }
}

#[test]
fn text_from_files_cannot_steer_the_terminal() {
    let place = place();
    let evil = wrong().replace("id: wrong", "id: \"evil\\e[31m\\u202e\"");
    place.write("wrong.yaml", evil);
    for args in [
        &[][..],
        &["--format", "concise"],
        &["--format", "json", "--show-passed"],
        &["--show-passed"],
        &["show"],
    ] {
        let run = place.run(args);
        for text in [&run.stdout, &run.stderr] {
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{args:?}: {text}");
        }
    }
    let run = place.run(&["\u{1b}[31m.yaml"]).code(2);
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
}

#[test]
fn a_reader_who_leaves_is_no_failure() {
    let place = place();
    let mut start = place.command(&["explain", "--list"]);
    let mut child = start
        .command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert_eq!(said, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn help_and_version_are_results() {
    let place = place();
    place.run(&["--version"]).code(0).says("crossfoot ").quiet();
    for (command, word) in [
        ("check", "--fail-on"),
        ("try", "3,983 = 3,209 + 774"),
        ("show", "--width"),
        ("explain", "hedges"),
        ("init", "overwritten"),
    ] {
        place
            .run(&[command, "--help"])
            .code(0)
            .says(word)
            .says("Examples:")
            .quiet();
    }
    place
        .run(&["--help"])
        .code(0)
        .says("Exit status")
        .says("init")
        .quiet();
}

#[test]
fn the_same_every_time() {
    let place = place();
    place.write("right.yaml", RIGHT);
    let first = place.run(&["--format", "json", "--show-passed"]);
    for _ in 0..3 {
        let again = place.run(&["--format", "json", "--show-passed"]);
        assert_eq!(again.stdout, first.stdout);
    }
}
