//! The order of the house: stations import only from those before them, every file
//! says what it is for, and none grows too long.

use std::path::{Path, PathBuf};

use crate::harness::{assert_none, read, root};

/// The stations, in the order in which the data passes them. The two that share a
/// line are vocabulary and know nothing of each other.
const STATIONS: &[&[&str]] = &[
    &["text", "quantity"],
    &["dossier"],
    &["figures"],
    &["engine"],
    &["joint"],
    &["findings"],
    &["checks"],
    &["bulk"],
    &["compare"],
    &["export"],
    &["draft"],
    &["questions"],
    &["output"],
    &["lsp"],
    &["cli"],
];

/// Files that may have more than 400 lines, tests not counted, and why.
const LONG: &[(&str, &str)] = &[];

const MOST_LINES: usize = 400;

fn sources() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    walk(&root().join("src"), &mut paths);
    paths.sort();
    paths
        .iter()
        .map(|path| {
            path.strip_prefix(root())
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/")
        })
        .map(|name| (name.clone(), read(&name)))
        .collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn rank(station: &str) -> Option<usize> {
    STATIONS
        .iter()
        .position(|stations| stations.contains(&station))
}

/// The modules of the crate that a file names, in `use` lists and in paths.
fn imports(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or("").to_owned() + "\n")
        .collect();
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => names.extend(first_names(list)),
            None => names.push(word(rest)),
        }
    }
    names
}

/// The first name of each entry of a list in braces, up to its end.
fn first_names(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut fresh) = (1, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            c if fresh && c.is_alphanumeric() => {
                names.push(word(&list[at..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn the_scan_sees_every_form_of_import() {
    let text = "use crate::text::Span;\nuse crate::{figures::{Figure, Point}, output};\n\
                fn f(a: crate::dossier::Claim) {} // crate::nothing\n macro!($crate::none)";
    assert_eq!(imports(text), ["text", "figures", "output", "dossier"]);
}

#[test]
fn stations_import_only_from_stations_before_them() {
    let mut complaints = Vec::new();
    for (name, text) in sources() {
        let Some((station, _)) = name.trim_start_matches("src/").split_once('/') else {
            continue;
        };
        let Some(own) = rank(station) else {
            complaints.push(format!("{name} is in a folder that is no station"));
            continue;
        };
        for import in imports(&text) {
            let allowed = import == station || rank(&import).is_some_and(|other| other < own);
            if !allowed {
                complaints.push(format!("{name} imports from {import}"));
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(name, _)| format!("{name} does not begin with //!"))
        .collect();
    assert_none(&silent);
}

#[test]
fn no_file_is_long_without_a_reason() {
    let mut complaints = Vec::new();
    let mut reasons: Vec<&str> = LONG.iter().map(|row| row.0).collect();
    for (name, text) in sources() {
        if name.ends_with("tests.rs") {
            continue;
        }
        let code = text.find("\n#[cfg(test)]\n#[allow(clippy::unwrap_used)]\nmod tests {");
        let code = code.or_else(|| text.find("\n#[cfg(test)]\nmod tests {"));
        let lines = text[..code.unwrap_or(text.len())].lines().count();
        let excused = reasons.iter().position(|long| *long == name);
        match excused {
            Some(at) if lines > MOST_LINES => drop(reasons.remove(at)),
            None if lines > MOST_LINES => complaints.push(format!("{name} has {lines} lines")),
            _ => {}
        }
    }
    complaints.extend(
        reasons
            .iter()
            .map(|name| format!("{name} is short: strike it off the list")),
    );
    assert_none(&complaints);
}
