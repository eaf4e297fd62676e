//! Output: the report as text for people, as lines for editors, as JSON for
//! machines. One file a format, each a pure function of the report.

mod annotate;
mod answers;
mod baseline;
pub mod comparison;
mod concise;
mod csv;
mod derivation;
mod divergence;
mod escape;
mod excerpt;
mod figures;
mod github;
mod gitlab;
pub(crate) mod grid;
mod json;
mod junit;
mod markdown;
pub mod questions;
mod readings;
mod relations;
mod revisions;
mod sarif;
mod schemas;
mod summary;
mod table;
mod text;
mod uri;
mod working;
mod worksheet;

pub use annotate::annotate;
pub use answers::{overview as answers_overview, text as answers_text};
pub use escape::escape;
pub(crate) use escape::{shorten, wrap};
pub use figures::{interval, number};
pub(crate) use figures::{signed_interval, words as interval_words};
pub(crate) use json::document as json_document;
pub use json::{
    answers as answers_json, expressions as expressions_json, revisions as revisions_json,
};
pub use revisions::{csv as revisions_csv, text as revisions_text};
pub use schemas::{SCHEMAS, Schema, schema};
pub use summary::{summary_line, summary_remarks};
pub use worksheet::sum as worksheet_text;

use crate::findings::{Finding, Report};
use crate::text::SourceMap;

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether to put terminal colours into the text.
    pub color: bool,
    /// Whether the words and lines we draw ourselves must be ASCII; text from
    /// files is shown as it is.
    pub ascii: bool,
    /// Columns to fit into.
    pub width: usize,
    /// Whether to list every relation with its verdict.
    pub show_passed: bool,
}

impl Default for Style {
    /// No colour, 100 columns.
    fn default() -> Self {
        Self {
            color: false,
            ascii: false,
            width: 100,
            show_passed: false,
        }
    }
}

/// A format for the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Findings with excerpts and worksheets, then the summary.
    Text,
    /// One line a finding.
    Concise,
    /// The contract with machines, `docs/report.schema.json`.
    Json,
    /// The same, one object a line, `docs/report-lines.schema.json`.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// A test report, a case a relation.
    Junit,
    /// A comment on a pull request.
    Markdown,
}

type Renderer = fn(&Report, &SourceMap, &Style) -> String;

/// Every format: its name, what it is for, and its function.
const FORMATS: &[(Format, &str, &str, Renderer)] = &[
    (Format::Text, "text", "for people", text::render),
    (
        Format::Concise,
        "concise",
        "one line a finding",
        concise::render,
    ),
    (Format::Json, "json", "for programs", json::render),
    (
        Format::Jsonl,
        "jsonl",
        "for programs, one object a line",
        json::lines,
    ),
    (Format::Sarif, "sarif", "for code scanning", sarif::render),
    (
        Format::Github,
        "github",
        "annotations of GitHub Actions",
        github::render,
    ),
    (
        Format::Gitlab,
        "gitlab",
        "Code Quality of GitLab",
        gitlab::render,
    ),
    (
        Format::Junit,
        "junit",
        "a test report, a case a relation",
        junit::render,
    ),
    (
        Format::Markdown,
        "markdown",
        "a comment on a pull request",
        markdown::render,
    ),
];

impl Format {
    /// Every format, with its name and a few words on what it is for.
    pub fn all() -> impl Iterator<Item = (Format, &'static str, &'static str)> {
        FORMATS
            .iter()
            .map(|(format, name, about, _)| (*format, *name, *about))
    }

    /// The format of that name.
    pub fn named(name: &str) -> Option<Format> {
        Self::all()
            .find(|entry| entry.1 == name)
            .map(|entry| entry.0)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    fn entry(self) -> &'static (Format, &'static str, &'static str, Renderer) {
        let mut formats = FORMATS.iter();
        formats
            .find(|entry| entry.0 == self)
            .expect("every format is registered")
    }
}

/// The report in that format; ends with a line break unless it is empty.
pub fn render(format: Format, report: &Report, sources: &SourceMap, style: &Style) -> String {
    (format.entry().3)(report, sources, style)
}

/// Findings alone as text for people, without a summary.
pub fn findings_text(findings: &[Finding], sources: &SourceMap, style: &Style) -> String {
    text::findings(findings, sources, style)
}

#[cfg(test)]
mod tests;
