//! Two texts compared word by word.

use similar::{Algorithm, DiffTag, capture_diff_slices};

/// Longer texts are not compared word by word: the time grows with the square.
const MOST_WORDS: usize = 4000;

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
    if a.len() + b.len() > MOST_WORDS && a != b {
        push(Words::Gone, &a);
        push(Words::Come, &b);
        return runs;
    }
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn side(runs: &[(Words, String)], other: Words) -> String {
        let words: Vec<&str> = (runs.iter())
            .filter(|run| run.0 != other)
            .map(|run| run.1.as_str())
            .collect();
        words.join(" ")
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let runs = word_diff(
            "As many as 3,983 people have been registered",
            "3,990 people have been declared missing",
        );
        let run = |kind, text: &str| (kind, text.to_owned());
        let expected = [
            run(Words::Gone, "As many as 3,983"),
            run(Words::Come, "3,990"),
            run(Words::Kept, "people have been"),
            run(Words::Gone, "registered"),
            run(Words::Come, "declared missing"),
        ];
        assert_eq!(runs, expected);
        assert_eq!(word_diff("", "six"), [run(Words::Come, "six")]);
        assert_eq!(word_diff("", ""), []);
        let long: Vec<String> = (0..MOST_WORDS).map(|n| n.to_string()).collect();
        let long = long.join(" ");
        assert_eq!(word_diff(&long, &long), [run(Words::Kept, &long)]);
        let longer = word_diff(&long, &format!("{long} more"));
        assert_eq!(longer.len(), 2);
    }

    proptest! {
        #[test]
        fn the_runs_of_a_side_are_its_words(a in "[abc ]{0,20}", b in "[abc ]{0,20}") {
            let runs = word_diff(&a, &b);
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(side(&runs, Words::Come), plain(&a));
            prop_assert_eq!(side(&runs, Words::Gone), plain(&b));
            let changed = runs.iter().any(|run| run.0 != Words::Kept);
            prop_assert_eq!(changed, plain(&a) != plain(&b));
        }
    }
}
