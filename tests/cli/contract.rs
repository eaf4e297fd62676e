//! The contract of every command with scripts and terminals (`crossfoot explain exit-codes`): exit
//! statuses, streams, colours, and readers who leave.

mod rows;

use std::process::Stdio;

use crate::place::{Place, Run, Start};
use rows::{Case, ROWS, Results, Row};

/// The commands as `--help` lists them.
fn commands() -> Vec<String> {
    let help = Place::new(&[]).run(&["--help"]).code(0).stdout;
    let list = help.split("Commands:\n").nth(1).unwrap();
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    names
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// The rows of the commands that there are.
fn rows() -> impl Iterator<Item = &'static Row> {
    let known = commands();
    ROWS.iter()
        .filter(move |row| known.iter().any(|name| name == row.command))
}

fn cases() -> Vec<&'static Case> {
    rows().flat_map(|row| row.cases).collect()
}

/// A run of a case in a place, with more arguments and variables.
fn start(place: &Place, case: &Case, more: &[&str], env: &[(&str, &str)]) -> Start {
    let fingerprint = || {
        let json = place.run(&["judged", "--format=json"]).json();
        json["findings"][0]["fingerprint"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let args = case.args.iter().map(|arg| match *arg {
        "FINGERPRINT" => fingerprint(),
        arg => arg.to_owned(),
    });
    let args: Vec<String> = args
        .chain(more.iter().map(|arg| (*arg).to_owned()))
        .collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let start = place.command(&args);
    env.iter()
        .fold(start, |start, (name, value)| start.env(name, value))
}

fn is_coloured(text: &str) -> bool {
    text.contains("\u{1b}[")
}

#[test]
fn every_command_has_a_row() {
    let commands = commands();
    assert!(commands.len() >= 13, "{commands:?}");
    let missing: Vec<&String> = (commands.iter())
        .filter(|name| !ROWS.iter().any(|row| row.command == *name))
        .collect();
    assert!(
        missing.is_empty(),
        "add rows to tests/cli/contract/rows.rs for: {missing:?}"
    );
    for row in ROWS {
        let has = |code: i32| row.cases.iter().any(|case| case.code == code);
        assert!(has(2), "`{}` has no run that cannot work", row.command);
        assert!(
            has(0) || row.command == "lsp",
            "`{}` has no run that works",
            row.command
        );
    }
}

#[test]
fn statuses_and_streams() {
    let place = rows::place();
    for case in cases() {
        let run = start(&place, case, &[], &[]).run();
        let args = case.args;
        assert_eq!(run.code, case.code, "{args:?}: {run:?}");
        let wanted = case.results != Results::None;
        assert_eq!(
            !run.stdout.is_empty(),
            wanted,
            "results of {args:?}: {run:?}"
        );
        if case.code == 2 {
            let told = ["error: ", "Usage: "]
                .iter()
                .any(|word| run.stderr.contains(word));
            assert!(told, "{args:?}: {run:?}");
        }
        // What is said beside the results is not among them.
        for line in run.stderr.lines().filter(|line| line.len() > 5) {
            assert!(!run.stdout.contains(line), "{args:?} says twice: {line}");
        }
        let json = args
            .iter()
            .any(|arg| *arg == "--format=json" || *arg == "json");
        if json && wanted {
            run.json();
        }
        assert!(
            !is_coloured(&run.stdout) && !is_coloured(&run.stderr),
            "{args:?}"
        );
    }
}

/// Arguments, variables, and whether there are colours with them.
type Asked = (
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
    bool,
);

/// `--color` wins, then `CROSSFOOT_COLOR`, then `NO_COLOR`, then `CLICOLOR_FORCE`.
const COLOURS: &[Asked] = &[
    (&["--color=always"], &[], true),
    (&["--color=always"], &[("NO_COLOR", "1")], true),
    (&["--color=always"], &[("CROSSFOOT_COLOR", "never")], true),
    (&["--color=never"], &[("CLICOLOR_FORCE", "1")], false),
    (&["--color=never"], &[("CROSSFOOT_COLOR", "always")], false),
    (&["--color=auto"], &[("CLICOLOR_FORCE", "1")], true),
    (
        &["--color=auto"],
        &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")],
        false,
    ),
    (&["--color=auto"], &[("CROSSFOOT_COLOR", "always")], false),
    (&[], &[("CROSSFOOT_COLOR", "always")], true),
    (
        &[],
        &[("CROSSFOOT_COLOR", "never"), ("CLICOLOR_FORCE", "1")],
        false,
    ),
];

#[test]
fn colours_follow_the_option_and_the_environment() {
    let place = rows::place();
    let mut complaints = Vec::new();
    // These write files, and a second time refuse.
    for row in rows().filter(|row| row.command != "init" && row.command != "accept") {
        let help = place.run(&[row.command, "--help"]).code(0).stdout;
        let heeds = help.contains("--color");
        // One run of each kind tells enough.
        let kind = |case: &Case| (case.results, case.code == 2);
        let cases = row.cases.iter().enumerate().filter(|(at, case)| {
            let mut before = row.cases[..*at].iter();
            !before.any(|other| kind(other) == kind(case))
        });
        for (_, case) in cases {
            for (args, env, wanted) in COLOURS {
                if !args.is_empty() && !heeds {
                    continue;
                }
                let run = start(&place, case, args, env).run();
                let mut expect = |what: &str, text: &str, wanted: bool| {
                    if is_coloured(text) != wanted || run.code != case.code {
                        complaints.push(format!("{:?} {args:?} {env:?}: {what} {text}", case.args));
                    }
                };
                let coloured = case.results == Results::Coloured;
                expect("results", &run.stdout, *wanted && coloured);
                if case.code == 2 {
                    expect("said", &run.stderr, *wanted);
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Runs with a standard output of our choice; gives the status and what was said.
fn run_into(mut start: Start, stdout: impl Into<Stdio>) -> (i32, String) {
    let command = start.command.stdin(Stdio::null());
    let child = command.stdout(stdout).stderr(Stdio::piped()).spawn();
    // The program has the only end that is left.
    drop(start);
    let output = child.unwrap().wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code().expect("no signal ended it"), said)
}

#[test]
fn a_reader_who_leaves_ends_every_command_quietly() {
    let place = rows::place();
    for case in cases() {
        let expected: Run = start(&place, case, &[], &[]).run();
        if expected.stdout.is_empty() {
            continue;
        }
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let (code, said) = run_into(start(&place, case, &[], &[]), writer);
        assert_eq!(
            (code, said),
            (case.code, expected.stderr),
            "{:?}",
            case.args
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_a_failure() {
    let place = rows::place();
    let full = || {
        std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap()
    };
    for case in cases() {
        if case.results == Results::None {
            continue;
        }
        let (code, said) = run_into(start(&place, case, &[], &[]), full());
        assert_eq!(code, 2, "{:?}: {said}", case.args);
        assert!(said.contains("error: "), "{:?}: {said}", case.args);
        assert!(
            said.contains("could not be written"),
            "{:?}: {said}",
            case.args
        );
    }
    let names = commands();
    let help = names.iter().map(|name| vec![name.as_str(), "--help"]);
    for args in help.chain([vec!["--help"], vec!["--version"]]) {
        let (code, said) = run_into(place.command(&args), full());
        assert_eq!(code, 2, "{args:?}: {said}");
        assert!(said.contains("could not be written"), "{args:?}: {said}");
    }
}

#[test]
fn help_is_a_result_that_may_go_unread() {
    let place = Place::new(&[]);
    for name in commands() {
        let run = place.run(&[&name, "--help"]).code(0).quiet();
        assert!(run.stdout.contains("Usage: crossfoot"), "{name}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let (code, said) = run_into(place.command(&[&name, "--help"]), writer);
        assert_eq!((code, said.as_str()), (0, ""), "{name}");
    }
}

#[test]
fn nobody_needs_to_hear_what_is_said() {
    let place = rows::place();
    for case in cases() {
        // What it writes the second time it refuses.
        if ["init", "accept"].contains(&case.args[0]) {
            continue;
        }
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut start = start(&place, case, &[], &[]);
        let command = start.command.stdin(Stdio::null()).stdout(Stdio::piped());
        let child = command.stderr(writer).spawn();
        drop(start);
        let output = child.unwrap().wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(case.code), "{:?}", case.args);
    }
}
