//! The contract of `ask` with machines, `"schema": 1`: `docs/ask.schema.json` says what
//! each field means.

use serde::Serialize;

use crate::output::json::{ToolOut, escaped};
use crate::questions::{Letter, Question, Questions, Quoted};

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: ToolOut,
    publishers: Vec<LetterOut<'a>>,
    not_asked: ApartOut,
}

#[derive(Serialize)]
struct LetterOut<'a> {
    publisher: &'a str,
    read_in: &'a [String],
    questions: Vec<QuestionOut<'a>>,
}

#[derive(Serialize)]
struct QuestionOut<'a> {
    check: &'static str,
    severity: &'static str,
    fingerprint: &'a str,
    accepted: bool,
    subject: &'a str,
    text: &'a str,
    settles: Vec<&'static str>,
    claims: &'a [String],
    figures: Vec<FigureOut<'a>>,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    claim: &'a str,
    yours: bool,
    publisher: &'a str,
    counts: &'a str,
    printed: &'a str,
    as_of: Option<&'a str>,
    as_of_inferred: bool,
    source: &'a str,
    title: Option<&'a str>,
    published: Option<&'a str>,
    read_in: Option<&'a str>,
    url: Option<&'a str>,
    quotation: Option<&'a str>,
}

#[derive(Serialize)]
struct ApartOut {
    authors: usize,
    expected: usize,
    accepted: usize,
}

pub(super) fn render(questions: &Questions) -> String {
    let document = Document {
        schema: 1,
        tool: ToolOut::this(),
        publishers: questions.letters.iter().map(LetterOut::of).collect(),
        not_asked: ApartOut {
            authors: questions.apart.authors,
            expected: questions.apart.expected,
            accepted: questions.apart.accepted,
        },
    };
    let text = serde_json::to_string_pretty(&document)
        .expect("strings, numbers and lists of them always serialize");
    escaped(text) + "\n"
}

impl<'a> LetterOut<'a> {
    fn of(letter: &'a Letter) -> Self {
        Self {
            publisher: &letter.publisher,
            read_in: &letter.read_in,
            questions: letter.questions.iter().map(QuestionOut::of).collect(),
        }
    }
}

impl<'a> QuestionOut<'a> {
    fn of(question: &'a Question) -> Self {
        Self {
            check: question.check,
            severity: question.severity.name(),
            fingerprint: &question.fingerprint,
            accepted: question.accepted,
            subject: &question.subject,
            text: &question.text,
            settles: question.settles.iter().map(|sort| sort.name()).collect(),
            claims: &question.claims,
            figures: question.figures.iter().map(FigureOut::of).collect(),
        }
    }
}

impl<'a> FigureOut<'a> {
    fn of(figure: &'a Quoted) -> Self {
        Self {
            claim: &figure.claim,
            yours: figure.yours,
            publisher: &figure.publisher,
            counts: &figure.counts,
            printed: &figure.printed,
            as_of: figure.as_of.as_deref(),
            as_of_inferred: figure.as_of_inferred,
            source: &figure.source,
            title: figure.title.as_deref(),
            published: figure.published.as_deref(),
            read_in: figure.read_in.as_deref(),
            url: figure.url.as_deref(),
            quotation: figure.quotation.as_deref(),
        }
    }
}
