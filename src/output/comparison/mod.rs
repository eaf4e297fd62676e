//! A comparison of two sides for people, for programs, for a page and for a
//! spreadsheet. Each format is a pure function of the comparison.

mod csv;
mod json;
mod markdown;
mod numbers;
mod sums;
mod tables;
mod text;
mod words;

pub(crate) use markdown::literal;

use super::Style;
use crate::compare::diff::{Diff, FigureChange, Kind, RelationChange, State};

/// A format for a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    /// Tables and word diffs.
    Text,
    /// The contract with machines, `docs/diff.schema.json`; lists everything.
    Json,
    /// Tables for a page.
    Markdown,
    /// One row a figure, relation or quotation.
    Csv,
}

impl DiffFormat {
    /// Every format with its name.
    pub const NAMES: [(&'static str, DiffFormat); 4] = [
        ("text", DiffFormat::Text),
        ("json", DiffFormat::Json),
        ("markdown", DiffFormat::Markdown),
        ("csv", DiffFormat::Csv),
    ];

    /// The format of that name.
    pub fn named(name: &str) -> Option<DiffFormat> {
        let mut names = Self::NAMES.iter();
        names.find(|known| known.0 == name).map(|known| known.1)
    }
}

/// The comparison in that format; ends with a line break. `all` lists what did not
/// change, too.
pub fn render(format: DiffFormat, diff: &Diff, all: bool, style: &Style) -> String {
    match format {
        DiffFormat::Text => text::render(diff, all, style),
        DiffFormat::Json => json::render(diff),
        DiffFormat::Markdown => markdown::render(diff, all),
        DiffFormat::Csv => csv::render(diff, all),
    }
}

/// The figures of one kind.
fn of_kind(diff: &Diff, kind: Kind) -> Vec<&FigureChange> {
    let figures = diff.figures.iter();
    figures.filter(|figure| figure.change == kind).collect()
}

/// The relations to list: those that fail or failed, and with `all` every one.
fn listed(diff: &Diff, all: bool) -> Vec<&RelationChange> {
    let told = |relation: &&RelationChange| {
        all || matches!(
            relation.state,
            State::NewlyBroken | State::StillBroken | State::NewlyFixed
        )
    };
    diff.relations.iter().filter(told).collect()
}

/// A state in words: `newly broken`.
fn state_words(state: State) -> String {
    state.name().replace('-', " ")
}
