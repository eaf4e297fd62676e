//! Suggestions of breakdowns from the wording. A wrong one is worse than none: the words
//! must say that one figure is a part of another, no part may be larger than its whole,
//! and where the words leave open which whole is meant, only one that the parts add up to
//! is taken.

mod context;
mod sentences;
mod sums;

use std::ops::Range;

use super::figure::Figure;
use crate::quantity::Exact;
use context::Context;

/// A breakdown that the wording suggests. Figures by their place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    pub whole: usize,
    pub parts: Vec<usize>,
    /// The words that suggest it.
    pub cue: String,
    /// Whether the parts are exactly the whole.
    pub adds_up: bool,
}

/// All suggestions; no figure is a part of two.
pub(super) fn suggest(text: &str, figures: &[Figure]) -> Vec<Suggestion> {
    let mut context = Context::new(text, figures);
    sentences::inside(&mut context);
    sentences::across(&mut context);
    sums::in_one_sentence(&mut context);
    sums::in_the_next_sentence(&mut context);
    let mut found = context.found;
    found.sort_by_key(|suggestion| (suggestion.whole, suggestion.parts[0]));
    found
}

/// The sum of figures that are exact.
pub(super) fn sum(figures: &[Figure], parts: &[usize]) -> Option<Exact> {
    let mut sum = Exact::from(0i64);
    for &part in parts {
        sum = &sum + figures[part].exact.as_ref()?;
    }
    Some(sum)
}

/// The words between two places; none if they are far apart.
fn between(text: &str, range: Range<usize>) -> Option<&str> {
    const FAR: usize = 400;
    (range.start <= range.end && range.len() <= FAR).then(|| &text[range])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
