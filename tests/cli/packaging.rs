//! `completions` and `man`: what they print is taken by the shells and by groff, where
//! those are installed, and says what it should.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::place::Place;

/// Runs another program with some input, if it is installed: whether it was content,
/// what it printed, and what it complained of.
fn other(program: &str, args: &[&str], input: &str) -> Option<(bool, String, String)> {
    let child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.ok()?;
    // Taken by the thread, so that neither waits for the other.
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    Some((
        output.status.success(),
        text(&output.stdout),
        text(&output.stderr),
    ))
}

fn script(shell: &str) -> String {
    let run = Place::new(&[]).run(&["completions", shell]);
    run.code(0).quiet().stdout
}

#[test]
fn each_shell_gets_commands_options_and_values() {
    for (shell, checker) in [
        ("bash", Some("bash")),
        ("zsh", Some("zsh")),
        ("fish", Some("fish")),
        ("powershell", None),
    ] {
        let script = script(shell);
        for word in ["check", "completions", "show-passed"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
        // What clap makes for PowerShell has no values.
        let values = [
            "parts-do-not-sum",
            "concise",
            "exit-codes",
            "truncate",
            "powershell",
        ];
        for word in values.iter().filter(|_| shell != "powershell") {
            assert!(script.contains(word), "{shell}: {word}");
        }
        let path = std::env::temp_dir().join(format!("crossfoot-{}.{shell}", std::process::id()));
        std::fs::write(&path, &script).unwrap();
        let checked =
            checker.and_then(|program| other(program, &["-n", path.to_str().unwrap()], ""));
        std::fs::remove_file(&path).unwrap();
        if let Some((fine, _, complaint)) = checked {
            assert!(fine && complaint.is_empty(), "{shell}: {complaint}");
        }
    }
    Place::new(&[]).run(&["completions", "tcsh"]).code(2);
}

/// What bash offers after some words.
fn offered(words: &[&str]) -> Option<Vec<String>> {
    let list = words.join(" ");
    let (last, before) = (words[words.len() - 1], words[words.len() - 2]);
    let at = words.len() - 1;
    let ask = format!(
        "{}\nCOMP_WORDS=({list})\nCOMP_CWORD={at}\n_crossfoot crossfoot '{last}' '{before}'\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        script("bash")
    );
    let (fine, printed, complaint) = other("bash", &["--norc", "-s"], &ask)?;
    assert!(fine, "{complaint}");
    Some(printed.lines().map(|line| line.trim().to_owned()).collect())
}

#[test]
fn bash_completes_the_values_of_options() {
    if other("bash", &["-c", "true"], "").is_none() {
        return;
    }
    let only = offered(&["crossfoot", "check", "--only", "parts"]).unwrap();
    assert_eq!(
        only,
        ["parts-do-not-sum", "parts-exceed-whole", "parts-fall-short"]
    );
    let format = offered(&["crossfoot", "--format", "conc"]).unwrap();
    assert_eq!(format, ["concise"]);
    let topic = offered(&["crossfoot", "explain", "hedge"]).unwrap();
    assert_eq!(
        topic,
        ["hedges", "hedge-dropped"]
            .map(str::to_owned)
            .iter()
            .rev()
            .cloned()
            .collect::<Vec<_>>()
    );
    let command = offered(&["crossfoot", "compl"]).unwrap();
    assert_eq!(command, ["completions"]);
}

/// The pages, by the commands that have them.
fn commands() -> Vec<Vec<String>> {
    let reference = crossfoot::cli::reference();
    let titles = reference
        .lines()
        .filter_map(|line| line.strip_prefix("## crossfoot "));
    titles
        .map(|title| title.split(' ').map(str::to_owned).collect())
        .collect()
}

#[test]
fn every_command_has_a_page_that_groff_takes() {
    let place = Place::new(&[]);
    let mut pages = vec![Vec::new()];
    pages.extend(commands());
    assert!(pages.len() > 12, "{pages:?}");
    for words in pages {
        let mut args = vec!["man"];
        args.extend(words.iter().map(String::as_str));
        let page = place.run(&args).code(0).quiet().stdout;
        let title = ["crossfoot"].into_iter().chain(args[1..].iter().copied());
        let title = title.collect::<Vec<_>>().join("-");
        assert!(page.contains(&format!(".TH {title} 1")), "{page}");
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"] {
            assert!(
                page.contains(&format!(".SH {section}\n")),
                "{title}: {section}"
            );
        }
        let Some((fine, text, complaint)) = other("groff", &["-man", "-Tutf8", "-ww"], &page)
        else {
            continue;
        };
        assert!(fine && complaint.is_empty(), "{title}: {complaint}");
        // Headings are overstruck, so that not every terminal shows them alike.
        assert!(text.contains(&format!("{title}(1)")), "{text}");
    }
    let check = place.run(&["man", "check"]).code(0);
    check
        .says(".SH EXAMPLES")
        .says(".SH \"EXIT STATUS\"")
        .says("crossfoot(1)");
    let run = place.run(&["man", "chekc"]).code(2).no_results();
    run.warns("there is no command `chekc`")
        .warns("did you mean `check`?");
    place.run(&["man", "check", "x"]).code(2).no_results();
}

#[test]
fn all_pages_can_be_written_into_a_folder() {
    let place = Place::new(&[]);
    let run = place
        .run(&["man", "--out", "share/man1"])
        .code(0)
        .no_results();
    run.warns("wrote share/man1/crossfoot-import-csv.1");
    for words in commands() {
        let name = format!("share/man1/crossfoot-{}.1", words.join("-"));
        let mut args = vec!["man"];
        args.extend(words.iter().map(String::as_str));
        assert_eq!(place.read(&name), place.run(&args).stdout, "{name}");
    }
    place.run(&["man", "--out", "share/man1"]).code(0);
    place.write("file", "");
    place
        .run(&["man", "--out", "file"])
        .code(2)
        .warns("cannot be written");
}
