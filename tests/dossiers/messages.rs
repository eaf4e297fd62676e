//! `docs/messages.md`: every message that the tool is known to print, each with a small
//! dossier or command that provokes it, made by running it; and how many of the messages
//! in the source it has. For the others there is a reason.

mod given;
pub mod place;
mod places;

use std::collections::BTreeMap;
use std::path::Path;

use crossfoot::checks::CHECKS;
use crossfoot::output::Format;
use rayon::prelude::*;

use self::given::{Dossier, bytes, dossiers, sessions};
use self::place::Place;
use self::places::places;
use crate::harness::{assert_file, assert_none, files, named_bytes, read, root};

const FOLDER: &str = "tests/fixtures/messages";
const LACKING: &str = "tests/fixtures/messages/lacking.list";
const COMMANDS: &str = "tests/fixtures/messages/commands.txt";

/// What is said of one dossier: each finding of the check as one line, then its message
/// and what is added.
fn findings(check: &str, dossier: &Dossier) -> String {
    let files = dossier.iter();
    let files = files.map(|(name, text)| (name.clone(), bytes(text)));
    let audit = named_bytes(files.collect());
    let lines = audit.rendered(Format::Concise, false);
    let all = &audit.report.findings;
    assert_eq!(all.len(), lines.lines().count(), "{lines}");
    let own = all.iter().zip(lines.lines());
    let own = own.filter(|(finding, _)| finding.check == check);
    let mut shown = String::new();
    for (finding, line) in own {
        shown.push_str(&format!("{line}\n"));
        if !line.ends_with(&format!("] {}", finding.message)) {
            shown.push_str(&format!("  {}\n", finding.message));
        }
        for more in finding.notes.iter().chain(&finding.help) {
            shown.push_str(&format!("  - {more}\n"));
        }
        for hint in &finding.hints {
            shown.push_str(&format!("  - {}\n", hint.message));
        }
    }
    shown
}

fn fenced(page: &mut String, language: &str, text: &str) {
    let fence = if text.contains("```") { "````" } else { "```" };
    page.push_str(&format!(
        "\n{fence}{language}\n{}\n{fence}\n",
        text.trim_end_matches('\n')
    ));
}

fn show_files(page: &mut String, dossier: &Dossier) {
    for (name, text) in dossier {
        if dossier.len() > 1 || !name.ends_with(".yaml") {
            page.push_str(&format!("\n`{name}`:\n"));
        }
        let language = Path::new(name)
            .extension()
            .map_or("", |end| end.to_str().unwrap());
        fenced(page, language, text);
    }
}

/// The part of the page about one check, and what was said.
fn of_check(check: &str) -> (String, String) {
    let cases: Vec<_> = dossiers(&format!("{FOLDER}/{check}.txt"))
        .into_par_iter()
        .map(|dossier| (findings(check, &dossier), dossier))
        .collect();
    let mut page = format!("\n## {check}\n");
    let mut all = String::new();
    for (said, dossier) in cases {
        assert!(!said.is_empty(), "{check} says nothing of {dossier:?}");
        show_files(&mut page, &dossier);
        fenced(&mut page, "text", &said);
        all.push_str(&said);
    }
    (page, all)
}

/// The dossier in which commands are run that bring no files.
fn usual() -> Dossier {
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
    given.into()
}

/// The parts of the page about commands, by command, and what was said.
fn of_commands() -> (Vec<(String, String)>, String) {
    let usual = usual();
    let shown: Vec<(String, Dossier, Vec<String>)> = sessions(COMMANDS)
        .into_par_iter()
        .map(|session| {
            let own = !session.files.is_empty();
            let given = if own { &session.files } else { &usual };
            let mut place = Place::new(given);
            let mut said = Vec::new();
            for line in &session.commands {
                said.push(place.run(line));
                if !own {
                    place = Place::new(given);
                }
            }
            (session.about, session.files, said)
        })
        .collect();
    let mut parts: Vec<(String, String)> = Vec::new();
    let mut all = String::new();
    for (about, files, said) in shown {
        let at = parts.iter().position(|part| part.0 == about);
        let at = at.unwrap_or_else(|| {
            parts.push((about.clone(), format!("\n## crossfoot {about}\n")));
            parts.len() - 1
        });
        let page = &mut parts[at].1;
        show_files(page, &files);
        if files.is_empty() {
            for said in &said {
                fenced(page, "console", &format!("$ {said}"));
            }
        } else {
            let said: Vec<String> = said.iter().map(|said| format!("$ {said}")).collect();
            fenced(page, "console", &said.concat());
        }
        all.push_str(&said.concat());
    }
    (parts, all)
}

/// The reasons why places are not shown, by file and text.
fn reasons() -> BTreeMap<String, String> {
    let text = read(LACKING);
    let lines = text.lines().filter_map(|line| line.split_once(" | "));
    lines
        .map(|(place, reason)| (place.to_owned(), reason.to_owned()))
        .collect()
}

#[test]
fn the_catalogue_is_what_the_program_prints() {
    let mut body = String::new();
    let mut said = String::new();
    let mut contents = "## Checks\n\n".to_owned();
    for check in CHECKS {
        let (page, all) = of_check(check.id);
        body.push_str(&page);
        contents.push_str(&format!("* [{0}](#{0})\n", check.id));
        said.push_str(&all);
    }
    let (parts, all) = of_commands();
    said.push_str(&all);
    contents.push_str("\n## Commands\n\n");
    for (about, page) in parts {
        contents.push_str(&format!("* [{about}](#crossfoot-{about})\n"));
        body.push_str(&page);
    }

    let known = reasons();
    let (mut all, mut lacking, mut without) = (0, BTreeMap::new(), Vec::new());
    let all_places = places();
    let shown: Vec<bool> = all_places
        .par_iter()
        .map(|place| place.in_text(&said))
        .collect();
    for (place, shown) in all_places.iter().zip(shown) {
        all += 1;
        if shown {
            continue;
        }
        let name = format!("{}: {}", place.file, place.text);
        match known.get(&name).filter(|reason| !reason.trim().is_empty()) {
            Some(reason) => {
                lacking.insert(name, reason.clone());
            }
            None => {
                without.push(format!("no dossier and no reason: {name}"));
                lacking.insert(name, String::new());
            }
        }
    }
    assert!(all > 700, "{all} places");
    let list = lacking.iter();
    let list = list.map(|(place, reason)| format!("{place} | {reason}\n"));
    let list: String = list.collect();
    let head = format!(
        "# Messages\n\n\
         What crossfoot says, and a small dossier or command that makes it say so. This page is\n\
         made by running them (`{FOLDER}`); `SNAPSHOTS=overwrite cargo test`\n\
         makes it anew. Each block about a check shows the finding in one line, its message\n\
         where that says more, and the notes, help and hints. Every note is asked for (`--pedantic`).\n\
         In a file `\\u{{FEFF}}` stands for a character that is not seen, and `\\x{{FF}}` for a byte.\n\n\
         Of {all} places in the source where a message is written out, {} are shown here; the\n\
         others are listed in `{LACKING}`, each with the reason why\n\
         no small dossier shows it.\n\n",
        all - lacking.len()
    );
    assert_file(LACKING, list);
    assert_file("docs/messages.md", head + &contents + &body);
    assert_none(&without);
}

/// House rules for messages: one sentence without a full stop, and nobody is blamed.
#[test]
fn messages_read_alike() {
    let mut complaints = Vec::new();
    let blame = [" your ", "you must", "illegal", "bad ", "please", "oops"];
    for place in places() {
        let lower = place.text.to_lowercase();
        if place.text.ends_with(['.', '!']) && !place.text.ends_with("..") {
            complaints.push(format!(
                "{} ends with a full stop: {}",
                place.file, place.text
            ));
        }
        if blame.iter().any(|word| lower.contains(word)) {
            complaints.push(format!("{} blames: {}", place.file, place.text));
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
    assert!(root().join(COMMANDS).is_file());
    assert_none(&complaints);
}
