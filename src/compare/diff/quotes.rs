//! Quotations that differ, word by word.

use std::collections::BTreeMap;

use super::Side;
use super::change::quote;
use super::model::QuoteChange;
use super::pairs::Pairs;
use crate::text::word_diff::word_diff;

/// Each pair of texts once, with the figures that it stands for.
pub(super) fn quotes(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs) -> Vec<QuoteChange> {
    type Texts = (Option<String>, Option<String>);
    let mut found: BTreeMap<Texts, Vec<String>> = BTreeMap::new();
    for (at, partner) in pairs.to_new.iter().enumerate() {
        let Some(partner) = partner else { continue };
        let spot = &new.spots[*partner];
        let texts = (quote(old, &old.spots[at]), quote(new, spot));
        if texts.0 != texts.1 {
            found.entry(texts).or_default().push(spot.name.clone());
        }
    }
    let mut quotes: Vec<QuoteChange> = found
        .into_iter()
        .map(|((old, new), mut cells)| {
            cells.sort();
            cells.dedup();
            let text = |side: &Option<String>| side.clone().unwrap_or_default();
            QuoteChange {
                words: word_diff(&text(&old), &text(&new)),
                cells,
                old,
                new,
            }
        })
        .collect();
    quotes.sort_by(|a, b| (&a.cells, &a.new, &a.old).cmp(&(&b.cells, &b.new, &b.old)));
    quotes
}
