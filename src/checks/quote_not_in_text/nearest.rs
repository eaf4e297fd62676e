//! The words of a text that are most like a quotation which does not stand in it.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::text::fold::Folded;
use crate::text::word_diff::{Words, word_diff};

/// A word that stands in a text more often says little about a place.
const OFTEN: usize = 200;

/// The words of a text by how they compare.
pub(super) struct Index<'t> {
    text: &'t Folded,
    words: Vec<Range<usize>>,
    places: FxHashMap<String, Vec<u32>>,
}

/// The nearest words, and how they differ.
pub(super) struct Near {
    /// Where they stand in the folded text.
    pub range: Range<usize>,
    /// The quotation against them.
    pub runs: Vec<(Words, String)>,
}

impl<'t> Index<'t> {
    pub fn of(text: &'t Folded) -> Self {
        let mut words = Vec::new();
        let mut places: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        let mut at = 0;
        for word in text.text.split(' ') {
            if let Some(key) = key(word) {
                places.entry(key).or_default().push(words.len() as u32);
            }
            words.push(at..at + word.len());
            at += word.len() + 1;
        }
        Self {
            text,
            words,
            places,
        }
    }

    /// The stretch that shares most words, in their order, with a quotation; none if it
    /// shares less than half of them.
    pub fn nearest(&self, quote: &str) -> Option<Near> {
        let quote = Folded::of(quote).text;
        let quoted: Vec<&str> = quote.split(' ').collect();
        // Where the quotation would begin if this word of it stood at its place.
        let mut starts: Vec<i64> = Vec::new();
        for (at, word) in quoted.iter().enumerate() {
            let places = key(word).and_then(|key| self.places.get(&key));
            let places = places.filter(|places| places.len() <= OFTEN);
            let places = places.into_iter().flatten();
            starts.extend(places.map(|&place| i64::from(place) - at as i64));
        }
        starts.sort_unstable();
        let slack = 2 + quoted.len() as i64 / 8;
        let mut best: Option<(usize, i64)> = None;
        let mut first = 0;
        for (last, &start) in starts.iter().enumerate() {
            while start - starts[first] > slack {
                first += 1;
            }
            let votes = last + 1 - first;
            if best.is_none_or(|(most, _)| votes > most) {
                best = Some((votes, starts[first]));
            }
        }
        let (_, start) = best?;
        let from = (start - slack).clamp(0, self.words.len() as i64) as usize;
        let to = start + quoted.len() as i64 + 2 * slack;
        let to = to.clamp(0, self.words.len() as i64) as usize;
        self.compare(&quote, quoted.len(), from..to)
    }

    /// The quotation against some words, less those around it that are not its own.
    fn compare(&self, quote: &str, count: usize, words: Range<usize>) -> Option<Near> {
        let window = &self.words[words.clone()];
        // Marks before its first word and after its last are not the quotation's.
        let (opening, closing) = (quote.split(' ').next()?, quote.split(' ').next_back()?);
        let bare: Vec<&str> = (window.iter())
            .map(|range| {
                let word = &self.text.text[range.clone()];
                let end = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
                let start = word.trim_start_matches(|c: char| c.is_ascii_punctuation());
                match word {
                    _ if end == closing => end,
                    _ if start == opening => start,
                    word => word,
                }
            })
            .collect();
        let mut runs = word_diff(quote, &bare.join(" "));
        let (mut first, mut last) = (words.start, words.end);
        first += cut_outside(&mut runs, true);
        runs.reverse();
        last -= cut_outside(&mut runs, false);
        runs.reverse();
        let kept = runs.iter().filter(|(kind, _)| *kind == Words::Kept);
        let kept: usize = kept.map(|(_, words)| words.split(' ').count()).sum();
        if 2 * kept < count || first >= last {
            return None;
        }
        let range = self.words[first].start..self.words[last - 1].end;
        Some(Near { range, runs })
    }
}

/// Takes away the words of the text before the first that the quotation shares, but for
/// as many as it has others in their place; says how many went. For the end of a text
/// the runs come in reverse.
fn cut_outside(runs: &mut Vec<(Words, String)>, from_front: bool) -> usize {
    let count = |words: &str| words.split(' ').count();
    let gone = match runs.iter().take(2).find(|(kind, _)| *kind == Words::Gone) {
        Some((_, words)) => count(words),
        None => 0,
    };
    let Some(at) = runs
        .iter()
        .take(2)
        .position(|(kind, _)| *kind == Words::Come)
    else {
        return 0;
    };
    if runs[..at].iter().any(|(kind, _)| *kind == Words::Kept) {
        return 0;
    }
    let come: Vec<&str> = runs[at].1.split(' ').collect();
    let cut = come.len().saturating_sub(gone);
    let rest = match from_front {
        true => come[cut..].join(" "),
        false => come[..come.len() - cut].join(" "),
    };
    match rest.is_empty() {
        true => {
            runs.remove(at);
        }
        false => runs[at].1 = rest,
    }
    cut
}

/// A word as it is indexed: without marks around it, in lower case.
fn key(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    (!bare.is_empty()).then(|| bare.to_lowercase())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::text::word_diff::marked;

    fn nearest(text: &str, quote: &str) -> Option<(String, String)> {
        let folded = Folded::of(text);
        let near = Index::of(&folded).nearest(quote)?;
        Some((folded.text[near.range].to_owned(), marked(&near.runs)))
    }

    #[test]
    fn the_words_that_share_most_are_found_and_compared() {
        let text = "In May 3 people died. In all, 3,983 people have been registered as missing. \
                    Of these people 12 were found.";
        let (words, runs) = nearest(text, "3,893 people were registered as missing").unwrap();
        assert_eq!(words, "3,983 people have been registered as missing.");
        assert_eq!(
            runs,
            "[-3,893-] {+3,983+} people [-were-] {+have been+} registered as missing"
        );
    }

    #[test]
    fn a_text_about_something_else_has_no_near_words() {
        assert_eq!(
            nearest("Nothing of that is here.", "3,983 people were missing"),
            None
        );
        assert_eq!(nearest("", "3,983 people"), None);
    }
}
