//! Ids of figures: made of the numeral and the words after it.

use rustc_hash::FxHashMap;

use super::figure::Figure;
use super::slug::{mark, slug, telling};

/// Ids made of the figure and the words after it; where two would be the same, the later
/// ones bear a mark of their sentence.
pub(super) fn of(text: &str, source: &str, figures: &[Figure]) -> Vec<String> {
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    let mut ids = Vec::with_capacity(figures.len());
    for figure in figures {
        let mut words = vec![slug(&text[figure.numeral.clone()])];
        let after = figure.phrase.end..figure.sentence.end.max(figure.phrase.end);
        let after: String = text[after].chars().take(120).collect();
        words.extend(telling(&after, 3));
        words.retain(|word| !word.is_empty());
        let base = format!("{source}/{}", words.join("-"));
        let mut id = base.clone();
        if taken.contains_key(&id) {
            id = format!("{base}-{}", mark(begin_of(&text[figure.sentence.clone()])));
        }
        let count = taken.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            let mut further = *count;
            while taken.contains_key(&format!("{id}-{further}")) {
                further += 1;
            }
            *taken.entry(id.clone()).or_insert(0) = further;
            id = format!("{id}-{further}");
            taken.insert(id.clone(), 1);
        }
        ids.push(id);
    }
    ids
}

/// What of a sentence an id hangs on: a sentence may be as long as the text.
fn begin_of(sentence: &str) -> &str {
    const MOST: usize = 1000;
    let end = sentence.char_indices().nth(MOST).map(|(at, _)| at);
    &sentence[..end.unwrap_or(sentence.len())]
}
