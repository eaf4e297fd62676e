//! Questions to publishers as Markdown, ready to be sent, and as JSON.

mod json;
mod markdown;

use crate::questions::Questions;

/// A format for questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionFormat {
    /// A letter for each publisher.
    Markdown,
    /// The contract with machines, `docs/ask.schema.json`.
    Json,
}

impl QuestionFormat {
    /// Every format with its name.
    pub const NAMES: [(&'static str, QuestionFormat); 2] = [
        ("markdown", QuestionFormat::Markdown),
        ("json", QuestionFormat::Json),
    ];

    /// The format of that name.
    pub fn named(name: &str) -> Option<QuestionFormat> {
        let mut names = Self::NAMES.iter();
        names.find(|known| known.0 == name).map(|known| known.1)
    }
}

/// The questions in that format; ends with a line break unless it is empty.
pub fn render(format: QuestionFormat, questions: &Questions) -> String {
    match format {
        QuestionFormat::Markdown => markdown::render(questions),
        QuestionFormat::Json => json::render(questions),
    }
}
