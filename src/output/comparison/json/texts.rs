//! Quotations and sources in the contract of `diff`.

use serde::Serialize;

use crate::compare::diff::{QuoteChange, SourceChange, Words};

#[derive(Serialize)]
pub(super) struct QuoteOut<'a> {
    cells: &'a [String],
    old: Option<&'a str>,
    new: Option<&'a str>,
    words: Vec<WordsOut<'a>>,
}

#[derive(Serialize)]
struct WordsOut<'a> {
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
pub(super) struct SourceChangeOut<'a> {
    id: &'a str,
    change: &'static str,
    fields: Vec<FieldOut<'a>>,
}

#[derive(Serialize)]
struct FieldOut<'a> {
    field: &'static str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

impl<'a> QuoteOut<'a> {
    pub(super) fn of(quote: &'a QuoteChange) -> Self {
        let kind = |kind| match kind {
            Words::Kept => "kept",
            Words::Gone => "removed",
            Words::Come => "added",
        };
        let words = quote.words.iter();
        Self {
            cells: &quote.cells,
            old: quote.old.as_deref(),
            new: quote.new.as_deref(),
            words: words
                .map(|(run, text)| WordsOut {
                    kind: kind(*run),
                    text,
                })
                .collect(),
        }
    }
}

impl<'a> SourceChangeOut<'a> {
    pub(super) fn of(source: &'a SourceChange) -> Self {
        let fields = source.fields.iter();
        Self {
            id: &source.id,
            change: source.change.name(),
            fields: fields
                .map(|(field, old, new)| FieldOut {
                    field,
                    old: old.as_deref(),
                    new: new.as_deref(),
                })
                .collect(),
        }
    }
}
