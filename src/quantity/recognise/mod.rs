//! The one recogniser of figures in running text. It finds every numeric expression
//! in order, with its hedge, its unit and the noun it counts, and says of those that
//! are no statistics why: dates, years, ordinals, durations, numbers of documents …
//!
//! The grammar of a figure is the one that values are read with (`quantity::phrase`);
//! what stands here decides where figures begin and which of them count. The reasons,
//! in their order of precedence, stand in one table (`reasons`), the words of English
//! in another (`quantity::english`).

mod addresses;
mod age;
mod dates;
mod debris;
mod fold;
mod lists;
mod names;
mod notation;
mod noun;
mod ordinal;
mod place;
mod reasons;
mod scan;
mod sentence;
mod site;
mod skip;
mod times;
mod wording;
mod years;

use std::ops::Range;

use super::digits::NumberFormat;
use super::hedge::HedgeTable;
use super::value::Value;

pub use skip::{Skip, reasons};

pub(crate) use fold::{fold, is_wide, narrow};
pub(crate) use scan::each_expression;

/// A numeric expression of a text. All ranges are bytes of that text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// The numeral, without its hedge; of what is skipped, all that makes it what it
    /// is: `44-day`, `10 March 2025`.
    pub numeral: Range<usize>,
    /// The numeral with its hedges, on both sides.
    pub phrase: Range<usize>,
    /// The words that hedge it, the first of them where they are split; nothing for
    /// words that add nothing (`a total of`).
    pub hedge: Option<Range<usize>>,
    /// The figure, printed as in the text. Some of what is skipped has one too: `30
    /// years` is the number 30.
    pub value: Option<Value>,
    /// What is counted: `mass graves`.
    pub noun: Option<Range<usize>>,
    /// The sentence it stands in.
    pub sentence: Range<usize>,
    /// Why it is no figure of a statistic; nothing for figures.
    pub skip: Option<Skip>,
}

impl Expression {
    /// Whether it is a figure, to be claimed.
    pub fn is_figure(&self) -> bool {
        self.skip.is_none()
    }
}

/// All numeric expressions of a text, in order, none of them overlapping.
pub fn recognise(text: &str, format: NumberFormat, hedges: &HedgeTable) -> Vec<Expression> {
    let folded = fold(text);
    let plain = folded.text();
    let mut found = Vec::new();
    let mut sentences = sentence::Sentences::new(plain);
    let mut lent = Vec::new();
    each_expression(plain, format, hedges, |raw| {
        if let Some(range) = &raw.lent {
            lent.push((found.len(), folded.back(range.clone())));
        }
        let sentence = sentences.around(&raw.numeral);
        let noun = raw
            .counts()
            .then(|| noun::counted(plain, &raw, sentence.start))
            .flatten();
        found.push(Expression {
            numeral: folded.back(raw.numeral),
            phrase: folded.back(raw.phrase),
            hedge: raw.hedge.map(|range| folded.back(range)),
            value: raw.value,
            noun: noun.map(|range| folded.back(range)),
            sentence: folded.back(sentence),
            skip: raw.skip,
        });
        true
    });
    if folded.is_changed() {
        let mut lent = lent.into_iter().peekable();
        for (at, expression) in found.iter_mut().enumerate() {
            let shared = lent.next_if(|(whose, _)| *whose == at);
            if let Some(value) = &mut expression.value {
                let own = text[expression.phrase.clone()].trim();
                let shared = shared.map_or("", |(_, range)| &text[range]);
                value.printed = fold::visible(&format!("{own}{shared}")).into();
            }
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
