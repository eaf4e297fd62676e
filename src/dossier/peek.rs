//! First looks at files: for what must be known before a folder is walked, and
//! for what broken files would have said. What is wrong with a file is reported
//! when it is loaded.

use std::ops::Range;
use std::path::Path;

use super::discover::SETTINGS_FILE;
use crate::text::{self, FileId};

/// The patterns of `settings.exclude` of the dossier at `root`; none where they
/// cannot be read.
pub fn excluded(root: &Path) -> Vec<String> {
    let settings = root.join(SETTINGS_FILE);
    // A pipe or a device of that name would be read for ever.
    if !settings.is_file() {
        return Vec::new();
    }
    match std::fs::read(settings) {
        Ok(bytes) => excluded_by(bytes),
        Err(_) => Vec::new(),
    }
}

/// The same, from the bytes of a `crossfoot.yaml`.
pub fn excluded_by(bytes: Vec<u8>) -> Vec<String> {
    let Ok((text, _)) = text::decode(bytes) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    let tree = text::read(FileId(0), &text, &mut problems);
    let settings = tree.root().and_then(|root| root.get("settings"));
    let Some(exclude) = settings.and_then(|settings| settings.get("exclude")) else {
        return Vec::new();
    };
    match exclude.text() {
        Some(pattern) => vec![pattern.to_owned()],
        None => (exclude.items())
            .filter_map(|item| item.text().map(str::to_owned))
            .collect(),
    }
}

/// Whether a file that cannot be read has a line that begins like one of ours.
pub(super) fn mentions_claims(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start_matches([' ', '\t', '"', '\'']);
        ["claims:", "crossfoot:", "measures:"]
            .iter()
            .any(|key| line.starts_with(key))
    })
}

/// The bytes of the block under `settings:`, up to the next line that is not
/// indented.
pub(super) fn settings_lines(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut block: Option<Range<usize>> = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match &mut block {
            None if line.starts_with("settings:") => block = Some(at..end),
            None => {}
            Some(block) => {
                let inside = line.starts_with([' ', '\t', '#', '}', ']', '-', '\n', '\r']);
                if !inside {
                    break;
                }
                block.end = end;
            }
        }
        at = end;
    }
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_of_the_settings_ends_where_the_next_key_begins() {
        let block = |text: &str| settings_lines(text).map(|lines| text[lines].to_owned());
        let text =
            "crossfoot: 1\nsettings:\n  fail_on: note\n\n# a word\n\texclude: x\nmeasures: {}\n";
        let expected = "settings:\n  fail_on: note\n\n# a word\n\texclude: x\n";
        assert_eq!(block(text).as_deref(), Some(expected));
        assert_eq!(block("settings: {a: 1").as_deref(), Some("settings: {a: 1"));
        assert_eq!(block("measures:\n  settings: 1\n"), None);
        assert_eq!(block(""), None);
    }

    #[test]
    fn broken_claim_files_are_told_from_other_yaml() {
        assert!(mentions_claims("\"claims:\n  - x"));
        assert!(mentions_claims("a: {\nclaims: []"));
        assert!(!mentions_claims("services: {\n  web:\n"));
    }
}
