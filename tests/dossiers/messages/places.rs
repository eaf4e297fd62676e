//! The places in the source where a message is written out: a text of three words or more
//! that goes to a problem, a finding, a failure, a note or a help.

use std::path::PathBuf;

use regex::Regex;

use crate::harness::root;

/// What makes a text a message, in the same statement before it.
const OPENERS: &str = concat!(
    r"Problem::(?:error|warning|note)|Finding::new|Failure::new|Error::new",
    r"|\bhelp\(|\bhelp\.push|\bnotes?\.push|\bnote\(|\bsay\(|\bmessage\b",
    r"|\brefused\(|\bErr\(|\bwhy\b|\bfailed\("
);

/// What makes it none: a caption in an excerpt, a promise to the compiler.
const CLOSERS: &str = concat!(
    r"(?:label\(|label = |related\((?:[^;]*,)?|\.and\([^;]*,|expect\(|assert!\(|panic!\()",
    r"\s*(?:Some\()?(?:format!\(\s*)?$"
);

/// Folders whose texts are no messages: arguments, renderers, other people's formats.
const ELSEWHERE: [&str; 4] = ["src/cli/args", "src/output/", "src/export/", "src/lsp"];

/// A message in the source.
pub struct Place {
    /// The file.
    pub file: String,
    /// The text, with its holes.
    pub text: String,
}

impl Place {
    /// Whether a text holds a message from here.
    pub fn in_text(&self, text: &str) -> bool {
        // Most lines are ruled out by the longest piece.
        let pieces = self.text.split(['{', '}']);
        let longest = pieces.max_by_key(|piece| piece.len()).unwrap();
        let pattern = std::cell::LazyCell::new(|| self.pattern());
        let mut near = text.lines().filter(|line| line.contains(longest));
        near.any(|line| line.contains(&self.text) || pattern.is_match(line))
    }

    /// What a message from here looks like.
    fn pattern(&self) -> Regex {
        let text = regex::escape(&self.text)
            .replace(r"\{\{", "\u{1}")
            .replace(r"\}\}", "\u{2}");
        let hole = Regex::new(r"\\\{[^}]*\\\}").unwrap();
        let text = hole.replace_all(&text, "(?:.*?)");
        Regex::new(&text.replace('\u{1}', r"\{").replace('\u{2}', r"\}")).unwrap()
    }
}

/// Every place, by file and in the order of the source.
pub fn places() -> Vec<Place> {
    let mut files = Vec::new();
    let mut open = vec![root().join("src")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().flat_map(places_in).collect()
}

fn places_in(path: &PathBuf) -> Vec<Place> {
    let file = path.strip_prefix(root()).unwrap();
    let file = file.to_str().unwrap().replace('\\', "/");
    let testing = ["tests", "testing", "canned"];
    if !file.ends_with(".rs")
        || testing.iter().any(|word| file.contains(word))
        || ELSEWHERE.iter().any(|start| file.starts_with(start))
    {
        return Vec::new();
    }
    let text = std::fs::read_to_string(path).unwrap();
    let code = text.split("\n#[cfg(test)]").next().unwrap();
    let token = Regex::new(concat!(
        r##"//[^\n]*|r#"(?s:.*?)"#|r"[^"]*"|"((?:[^"\\]|\\(?s:.))*)""##,
        r"|'(?:[^'\\]|\\.[^']*)'"
    ))
    .unwrap();
    let openers = Regex::new(OPENERS).unwrap();
    let closers = Regex::new(CLOSERS).unwrap();
    let newline = Regex::new(r"\\\n\s*").unwrap();
    let hole = Regex::new(r"\{[^}]*\}").unwrap();
    let word = Regex::new("[A-Za-z]{2,}").unwrap();

    let mut places = Vec::new();
    // The code so far without comments and texts, which would look like code.
    let (mut before, mut end) = (String::new(), 0);
    for found in token.captures_iter(code) {
        let whole = found.get(0).unwrap();
        before.push_str(&code[end..whole.start()]);
        end = whole.end();
        let Some(literal) = found.get(1) else {
            continue;
        };
        let statement = before.rsplit(';').next().unwrap();
        let mut near = statement.len().saturating_sub(200);
        while !statement.is_char_boundary(near) {
            near += 1;
        }
        let statement = statement[near..].trim_end();
        let said = newline.replace_all(literal.as_str(), "");
        let said = said.replace("\\\"", "\"").replace("\\\\", "\\");
        if openers.is_match(statement)
            && !closers.is_match(statement)
            && word.find_iter(&hole.replace_all(&said, "")).count() >= 3
        {
            places.push(Place {
                file: file.clone(),
                text: said,
            });
        }
        before.push_str("\"\"");
    }
    places
}
