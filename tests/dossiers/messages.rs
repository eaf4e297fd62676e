//! `docs/messages.md`: every message that the tool is known to print, each with a small
//! dossier or command that provokes it, made by running the program; and how many of the
//! messages in the source it has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use crossfoot::checks::CHECKS;
use rayon::prelude::*;
use regex::Regex;
use serde_json::Value;

use crate::harness::{TODAY, assert_file, assert_none, files, read, root};

const FOLDER: &str = "tests/fixtures/messages";
const LACKING: &str = "tests/fixtures/messages/lacking.list";

/// A dossier: the names of its files and what stands in them.
type Dossier = Vec<(String, String)>;

/// The dossiers of a check, from `tests/fixtures/messages/CHECK.txt`.
fn dossiers(check: &str) -> Vec<Dossier> {
    let path = format!("{FOLDER}/{check}.txt");
    if !root().join(&path).is_file() {
        return Vec::new();
    }
    let text = read(&path);
    let cases = text.split("======== \n").filter(|case| !case.is_empty());
    let files = |case: &str| -> Dossier {
        let files = case.split("-------- ").filter(|file| !file.is_empty());
        files
            .map(|file| file.split_once('\n').unwrap())
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect()
    };
    cases.map(files).collect()
}

/// A folder with files, removed at the end.
struct Place(PathBuf);

impl Place {
    fn new(files: &[(String, String)]) -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("crossfoot-messages-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(path.join(".git")).unwrap();
        for (name, text) in files {
            let file = path.join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        Place(path)
    }

    /// Exit status, standard output and standard error.
    fn run(&self, args: &[String]) -> (i32, String, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_crossfoot"))
            .args(args)
            .current_dir(&self.0)
            .env_clear()
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code().unwrap(),
            text(output.stdout),
            text(output.stderr),
        )
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The findings of one check in a dossier: each as one line, and its message and help.
fn findings(check: &str, dossier: &Dossier) -> Vec<(String, String, Vec<String>)> {
    let place = Place::new(dossier);
    let mut args: Vec<String> = ["check", "--pedantic", "--today", TODAY, "--format"]
        .map(str::to_owned)
        .into();
    args.extend(["concise", "--output", "json=report.out"].map(str::to_owned));
    let tables = dossier.iter().filter(|(name, _)| name.ends_with(".csv"));
    let tables: Vec<String> = tables.map(|(name, _)| name.clone()).collect();
    if !tables.is_empty() && tables.len() < dossier.len() {
        args.push(".".to_owned());
    }
    args.extend(tables);
    let (_, lines, _) = place.run(&args);
    let report = std::fs::read_to_string(place.0.join("report.out")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    let all = report["findings"].as_array().unwrap();
    assert_eq!(all.len(), lines.lines().count(), "{lines}");
    let texts = |list: &Value| -> Vec<String> {
        let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
        list.iter()
            .map(|text| text.as_str().unwrap().to_owned())
            .collect()
    };
    let own = all
        .iter()
        .zip(lines.lines())
        .filter(|(finding, _)| finding["check"] == check);
    own.map(|(finding, line)| {
        let message = finding["message"].as_str().unwrap().to_owned();
        let mut more = texts(&finding["notes"]);
        more.extend(texts(&finding["help"]));
        (line.to_owned(), message, more)
    })
    .collect()
}

fn fenced(page: &mut String, language: &str, text: &str) {
    let fence = if text.contains("```") { "````" } else { "```" };
    page.push_str(&format!(
        "\n{fence}{language}\n{}\n{fence}\n",
        text.trim_end_matches('\n')
    ));
}

/// The page of one check, and its messages.
fn section(check: &str) -> (String, Vec<String>) {
    let cases: Vec<_> = dossiers(check)
        .into_par_iter()
        .map(|dossier| (findings(check, &dossier), dossier))
        .collect();
    let mut page = format!("\n## {check}\n");
    let mut messages = Vec::new();
    for (findings, dossier) in cases {
        assert!(!findings.is_empty(), "{check} says nothing of {dossier:?}");
        for (name, text) in &dossier {
            if dossier.len() > 1 || !name.ends_with(".yaml") {
                page.push_str(&format!("\n`{name}`:\n"));
            }
            let language = Path::new(name)
                .extension()
                .map_or("", |end| end.to_str().unwrap());
            fenced(&mut page, language, text);
        }
        let mut shown = String::new();
        for (line, message, more) in findings {
            shown.push_str(&format!("{line}\n  {message}\n"));
            for line in &more {
                shown.push_str(&format!("  - {line}\n"));
            }
            messages.push(message);
            messages.extend(more);
        }
        fenced(&mut page, "text", &shown);
    }
    (page, messages)
}

/// What the program says of commands that cannot be done, in a folder with a dossier.
fn commands() -> (String, String) {
    let given = [
        (
            "claims.yaml",
            "source: {id: a, publisher: Office}\nmeasures: {missing: }\ndimensions: {role: {codes: [civilian]}}\nclaims:\n  - {measure: missing, value: 3}\n",
        ),
        ("crossfoot.yaml", "crossfoot: 1\n"),
        ("article.txt", "Three people came.\n"),
        ("empty.txt", ""),
        ("figures.csv", "measure,value\nmissing,3\n"),
        ("empty/crossfoot.yaml", ""),
    ];
    let given = given.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let lines = read(&format!("{FOLDER}/commands.txt"));
    let lines: Vec<&str> = lines.lines().collect();
    let shown: Vec<String> = lines
        .par_iter()
        .map(|line| {
            let place = Place::new(&given);
            let words = line.strip_prefix("$ crossfoot ").unwrap().split(' ');
            let args: Vec<String> = words.map(str::to_owned).collect();
            let (code, printed, said) = place.run(&args);
            assert!(code == 2 || code == 3, "`{line}` exits with {code}");
            format!(
                "{line}\n{printed}{}\n[exit status {code}]\n",
                said.trim_end()
            )
        })
        .collect();
    let mut page = "\n## Commands that cannot be done\n".to_owned();
    for text in &shown {
        fenced(&mut page, "console", text);
    }
    (page, shown.concat())
}

/// The messages in the source, as patterns: the first text with words after a
/// constructor of problems, findings, failures and errors of values and dates.
fn sites() -> BTreeMap<String, Vec<String>> {
    let call = Regex::new(concat!(
        r#"(?s)\b(?:(?:Problem::(?:error|warning|note)|Finding::new)\(\s*"[a-z-]+",[^"]{0,160}?"#,
        r#"|Failure::new\(\s*(?:format!\(\s*)?"#,
        r#"|(?:DateError|ValueError|ParseError|Error)::new\([^";]{0,120}?)"((?:[^"\\]|\\.)+)""#
    ))
    .unwrap();
    let hole = Regex::new(r"\{[^}]*\}").unwrap();
    let mut sites: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(root())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let testing = ["tests", "testing", "canned"]
                .iter()
                .any(|word| name.contains(word));
            if testing || !name.ends_with(".rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("\n#[cfg(test)]").next().unwrap();
            for found in call.captures_iter(code) {
                let literal = found[1].replace("\\\"", "\"").replace("\\\\", "\\");
                let said = hole.replace_all(&literal, "");
                if said.split_whitespace().count() >= 2 {
                    sites.entry(name.clone()).or_default().push(literal);
                }
            }
        }
    }
    sites
}

#[test]
fn the_catalogue_is_what_the_program_prints() {
    let mut body = String::new();
    let mut messages = Vec::new();
    for check in CHECKS {
        let (page, said) = section(check.id);
        if !said.is_empty() {
            body.push_str(&page);
        }
        messages.extend(said);
    }
    let (page, transcript) = commands();
    body.push_str(&page);

    let hole = Regex::new(r"\\\{[^}]*\\\}").unwrap();
    let (mut all, mut lacking) = (0, String::new());
    for (file, literals) in sites() {
        for literal in literals {
            let pattern = hole
                .replace_all(&regex::escape(&literal), "(?s:.*?)")
                .into_owned();
            let whole = Regex::new(&format!("^{pattern}$")).unwrap();
            let part = Regex::new(&pattern).unwrap();
            all += 1;
            let shown = messages.iter().any(|message| whole.is_match(message));
            if !shown && !part.is_match(&transcript) {
                lacking.push_str(&format!("{file}: {literal}\n"));
            }
        }
    }
    let count = lacking.lines().count();
    assert!(all > 150, "{all} places");
    let head = format!(
        "# Messages\n\n\
         What crossfoot says, and a small dossier or command that makes it say so. This page is\n\
         made by running them (`tests/fixtures/messages`); `SNAPSHOTS=overwrite cargo test` makes\n\
         it anew. Each block shows the finding in one line, then its message, and what is added\n\
         to it. The checks are run with `--pedantic`.\n\n\
         Of {all} places in the source where a message is written out, {} are shown here; the\n\
         others are listed in `{LACKING}`. Messages that are put together from\n\
         parts are shown, but not counted.\n",
        all - count
    );
    assert_file(LACKING, lacking);
    assert_file("docs/messages.md", head + &body);
}

/// House rules for messages: one sentence without a full stop, and nobody is blamed.
#[test]
fn messages_read_alike() {
    let mut complaints = Vec::new();
    for (file, literals) in sites() {
        for literal in literals {
            let lower = literal.to_lowercase();
            let blame = [" your ", "you must", "illegal", "bad ", "please", "oops"];
            if literal.ends_with(['.', '!']) && !literal.ends_with("..") {
                complaints.push(format!("{file} ends with a full stop: {literal}"));
            }
            if blame.iter().any(|word| lower.contains(word)) {
                complaints.push(format!("{file} blames: {literal}"));
            }
        }
    }
    assert_none(&complaints);
}

/// Every check that has fixtures is in the catalogue.
#[test]
fn every_check_is_in_the_catalogue() {
    let listed = files(FOLDER);
    let mut complaints = Vec::new();
    for check in CHECKS {
        if !listed.contains(&format!("{}.txt", check.id)) {
            complaints.push(format!("{FOLDER}/{}.txt is missing", check.id));
        }
    }
    assert_none(&complaints);
}
