//! The contract of `why` with machines: for each cell and date what follows, from whom,
//! and why. Steps are those of findings.

use serde::Serialize;

use super::joint::{DeductionOut, SummandOut};
use super::{IntervalOut, ToolOut, escaped};
use crate::findings::{Answer, Derivation, Outcome, Printed};

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: ToolOut,
    answers: Vec<AnswerOut<'a>>,
    earlier_dates: usize,
}

#[derive(Serialize)]
struct AnswerOut<'a> {
    cell: &'a str,
    as_of: Option<&'a str>,
    alone: Option<&'a str>,
    outcome: &'static str,
    interval: Option<IntervalOut>,
    exact: Option<bool>,
    printed: Vec<PrintedOut<'a>>,
    left_out: Vec<PrintedOut<'a>>,
    low: Option<ReasonOut<'a>>,
    high: Option<ReasonOut<'a>>,
}

#[derive(Serialize)]
struct PrintedOut<'a> {
    claim: &'a str,
    cell: &'a str,
    source: &'a str,
    printed: &'a str,
    interval: IntervalOut,
}

#[derive(Serialize)]
struct ReasonOut<'a> {
    derivation: Vec<DeductionOut<'a>>,
    sum: Vec<SummandOut<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    conclusion: &'a str,
}

/// The answers as one indented document; ends with a line break. `earlier` is the number
/// of dates that were not looked at.
pub fn render(answers: &[Answer], earlier: usize) -> String {
    let document = Document {
        schema: 1,
        tool: ToolOut {
            name: "crossfoot",
            version: env!("CARGO_PKG_VERSION"),
        },
        answers: answers.iter().map(AnswerOut::of).collect(),
        earlier_dates: earlier,
    };
    let text = serde_json::to_string_pretty(&document)
        .expect("strings, numbers and lists of them always serialize");
    escaped(text) + "\n"
}

impl<'a> AnswerOut<'a> {
    fn of(answer: &'a Answer) -> Self {
        let (outcome, interval, exact, low, high) = match &answer.outcome {
            Outcome::Range {
                interval,
                exact,
                low,
                high,
            } => (
                "range",
                Some(IntervalOut::of(interval)),
                Some(*exact),
                low.as_deref(),
                high.as_deref(),
            ),
            Outcome::Contradiction => ("contradiction", None, None, None, None),
            Outcome::Undecided => ("undecided", None, None, None, None),
        };
        Self {
            cell: &answer.cell,
            as_of: Some(answer.as_of.as_str()).filter(|as_of| !as_of.is_empty()),
            alone: answer.alone.as_deref(),
            outcome,
            interval,
            exact,
            printed: answer.printed.iter().map(PrintedOut::of).collect(),
            left_out: answer.contested.iter().map(PrintedOut::of).collect(),
            low: low.map(ReasonOut::of),
            high: high.map(ReasonOut::of),
        }
    }
}

impl<'a> PrintedOut<'a> {
    fn of(printed: &'a Printed) -> Self {
        Self {
            claim: &printed.claim,
            cell: &printed.cell,
            source: &printed.source,
            printed: &printed.printed,
            interval: IntervalOut::of(&printed.interval),
        }
    }
}

impl<'a> ReasonOut<'a> {
    fn of(reason: &'a Derivation) -> Self {
        Self {
            derivation: DeductionOut::all(Some(reason)),
            sum: SummandOut::all(Some(reason)),
            conclusion: &reason.conclusion,
        }
    }
}
