//! Drafts: from the figures of an article to a claim file that a person can finish. What
//! the article does not say is left as `TODO`; what its wording suggests is marked as a
//! suggestion. No file is read or written here.

mod breakdowns;
mod cues;
mod figure;
mod heading;
mod ids;
mod keys;
mod lists;
mod naming;
mod quotation;
mod skipped;
mod slug;
mod update;
mod write;

use crate::dossier::Codebook;
use crate::quantity::{Expression, HedgeTable, NumberFormat};
use crate::text::plain::Plain;

pub use update::{UpdateError, Updated, update};

/// An article whose figures have been recognised.
#[derive(Clone, Copy, Debug)]
pub struct Article<'a> {
    /// The name of its file, without folders; none for standard input.
    pub name: Option<&'a str>,
    /// Its words.
    pub plain: &'a Plain,
    /// Every numeric expression in its words, in order.
    pub found: &'a [Expression],
}

/// How to draft.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// The id of the source; made of the name of the file, if none is given.
    pub source: Option<&'a str>,
    /// Measures and dimensions that the words of the article are matched with.
    pub codebook: Option<&'a Codebook>,
    /// Whether to list what was skipped.
    pub skipped: bool,
    /// How the article writes numbers.
    pub format: NumberFormat,
    /// The hedges.
    pub hedges: &'a HedgeTable,
}

/// A drafted claim file, in pieces.
#[derive(Clone, Debug)]
pub struct Draft {
    /// All before the list of claims.
    pub head: String,
    /// The claims, in the order of the text.
    pub entries: Vec<Entry>,
    /// Ids of all figures, those of parts too.
    pub ids: Vec<String>,
    /// What was skipped, as comments; empty unless asked for.
    pub skipped: String,
    /// How many figures were drafted, parts included.
    pub figures: usize,
    /// Figures that no quotation or value can be written for.
    pub left_out: usize,
}

/// One claim of a draft.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its lines, comments included, as an item of the list of claims.
    pub yaml: String,
    /// The same without its parts.
    pub alone: String,
    /// The figures in it by id, each also as a claim of its own, should the rest of the
    /// entry be kept as it is.
    pub parts: Vec<(String, String)>,
}

impl Draft {
    /// The whole file.
    pub fn text(&self) -> String {
        let mut text = self.head.clone();
        match self.entries.is_empty() {
            true => text.push_str("claims: []\n"),
            false => text.push_str("claims:\n"),
        }
        for (at, entry) in self.entries.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            text.push_str(&entry.yaml);
        }
        text.push_str(&self.skipped);
        text.push_str(&update::ledger(&self.ids, true));
        text
    }
}

/// Drafts claims from an article.
pub fn draft(article: &Article<'_>, options: &Options<'_>) -> Draft {
    let heading = heading::of(article, options);
    let (figures, left) = figure::all(article, options);
    let suggestions = breakdowns::suggest(&article.plain.text, &figures);
    let mut writer = write::Writer::new(article, options, &heading, &figures, &suggestions);
    let entries = writer.entries();
    Draft {
        head: heading.yaml,
        ids: writer.ids(),
        entries,
        skipped: match options.skipped {
            true => skipped::list(article, &left),
            false => skipped::summary(article, &left),
        },
        figures: figures.len(),
        left_out: left.len(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
