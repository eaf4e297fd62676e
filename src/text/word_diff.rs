//! Two texts compared word by word.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Where a run of words stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// In both texts.
    Kept,
    /// In the first only.
    Gone,
    /// In the second only.
    Come,
}

/// Runs of words that are in both texts or in one. The runs of one side, put together
/// with a space between them, are its text up to spaces.
pub fn word_diff(old: &str, new: &str) -> Vec<(Words, String)> {
    let a: Vec<&str> = old.split_whitespace().collect();
    let b: Vec<&str> = new.split_whitespace().collect();
    let mut runs: Vec<(Words, String)> = Vec::new();
    let mut push = |kind, words: &[&str]| {
        if !words.is_empty() {
            runs.push((kind, words.join(" ")));
        }
    };
    for operation in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let (tag, gone, come) = operation.as_tag_tuple();
        match tag {
            DiffTag::Equal => push(Words::Kept, &a[gone]),
            DiffTag::Delete | DiffTag::Insert | DiffTag::Replace => {
                push(Words::Gone, &a[gone]);
                push(Words::Come, &b[come]);
            }
        }
    }
    runs
}

/// The runs in plain letters: `3,983 people [-were-] {+have been+} registered`.
pub fn marked(runs: &[(Words, String)]) -> String {
    let runs: Vec<String> = (runs.iter())
        .map(|(kind, words)| match kind {
            Words::Kept => words.clone(),
            Words::Gone => format!("[-{words}-]"),
            Words::Come => format!("{{+{words}+}}"),
        })
        .collect();
    runs.join(" ")
}
