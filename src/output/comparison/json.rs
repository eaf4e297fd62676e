//! The contract of `diff` with machines; `docs/diff.schema.json` says what each field
//! means. Every figure and relation is listed, unchanged ones too.

mod relations;
mod texts;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::compare::diff::{Diff, FigureChange, FigureSide, Percent, SideOf, SourceOf, State};
use crate::output::json::{IntervalOut, ToolOut, escaped};
use crate::quantity::Interval;

use super::numbers::plain_percent;
use relations::{RelationOut, SumOut, UnmovedOut};
use texts::{QuoteOut, SourceChangeOut};

pub(super) fn render(diff: &Diff) -> String {
    let document = DiffOut {
        schema: 1,
        tool: ToolOut::this(),
        old: SideOut::of(&diff.old),
        new: SideOut::of(&diff.new),
        changed: !diff.is_empty(),
        summary: SummaryOut::of(diff),
        figures: diff.figures.iter().map(FigureOut::of).collect(),
        relations: diff.relations.iter().map(RelationOut::of).collect(),
        sums: diff.accounts.iter().map(SumOut::of).collect(),
        unchanged_parts: diff.unmoved.iter().map(UnmovedOut::of).collect(),
        quotes: diff.quotes.iter().map(QuoteOut::of).collect(),
        sources: diff.sources.iter().map(SourceChangeOut::of).collect(),
    };
    let text = serde_json::to_string_pretty(&document)
        .expect("strings, numbers and lists of them always serialize");
    escaped(text) + "\n"
}

#[derive(Serialize)]
struct DiffOut<'a> {
    schema: u32,
    tool: ToolOut,
    old: SideOut<'a>,
    new: SideOut<'a>,
    changed: bool,
    summary: SummaryOut,
    figures: Vec<FigureOut<'a>>,
    relations: Vec<RelationOut<'a>>,
    sums: Vec<SumOut<'a>>,
    unchanged_parts: Vec<UnmovedOut<'a>>,
    quotes: Vec<QuoteOut<'a>>,
    sources: Vec<SourceChangeOut<'a>>,
}

#[derive(Serialize)]
struct SideOut<'a> {
    operand: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<&'a str>,
    sources: Vec<SourceOut<'a>>,
    claims: usize,
    input_errors: usize,
}

#[derive(Serialize)]
struct SourceOut<'a> {
    id: &'a str,
    title: Option<&'a str>,
    publisher: &'a str,
    published: Option<&'a str>,
}

#[derive(Serialize)]
struct SummaryOut {
    figures: FigureCountsOut,
    relations: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct FigureCountsOut {
    added: usize,
    withdrawn: usize,
    changed: usize,
    changed_number: usize,
    unchanged: usize,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    cell: &'a str,
    change: &'static str,
    what: Vec<&'static str>,
    old: Option<FigureSideOut<'a>>,
    new: Option<FigureSideOut<'a>>,
    difference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference_interval: Option<IntervalOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_difference: Option<String>,
    percent: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent_exact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent_interval: Option<IntervalOut>,
    #[serde(skip_serializing_if = "is_false")]
    percent_of_zero: bool,
    #[serde(skip_serializing_if = "is_false")]
    quote_differs: bool,
}

#[derive(Serialize)]
struct FigureSideOut<'a> {
    printed: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also: &'a [String],
    #[serde(flatten)]
    interval: IntervalOut,
    #[serde(skip_serializing_if = "is_false")]
    missing: bool,
    claim: &'a str,
    source: &'a str,
    speaker: &'a str,
    as_of: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    as_of_inferred: bool,
    state: &'static str,
    basis: Option<&'static str>,
    file: &'a str,
    line: u32,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl<'a> SideOut<'a> {
    fn of(side: &'a SideOf) -> Self {
        Self {
            operand: &side.operand,
            commit: side.commit.as_deref(),
            sources: side.sources.iter().map(SourceOut::of).collect(),
            claims: side.claims,
            input_errors: side.input_errors,
        }
    }
}

impl<'a> SourceOut<'a> {
    fn of(source: &'a SourceOf) -> Self {
        Self {
            id: &source.id,
            title: source.title.as_deref(),
            publisher: &source.publisher,
            published: source.published.as_deref(),
        }
    }
}

impl SummaryOut {
    fn of(diff: &Diff) -> Self {
        let counts = diff.counts();
        let states = State::ALL.iter().map(|state| state.name());
        Self {
            figures: FigureCountsOut {
                added: counts.added,
                withdrawn: counts.withdrawn,
                changed: counts.changed,
                changed_number: counts.other_number,
                unchanged: counts.unchanged,
            },
            relations: states.zip(counts.relations).collect(),
        }
    }
}

impl<'a> FigureOut<'a> {
    fn of(figure: &'a FigureChange) -> Self {
        let by = figure.difference.as_ref();
        let exact = by.and_then(|by| by.single());
        let (percent_exact, percent_interval) = match &figure.percent {
            Some(Percent::Exact(value)) => (Some(value), None),
            Some(Percent::Between(range)) => (None, Some(IntervalOut::of(range))),
            Some(Percent::OfZero) | None => (None, None),
        };
        Self {
            cell: &figure.cell,
            change: figure.change.name(),
            what: figure.what.iter().map(|what| what.name()).collect(),
            old: figure.old.as_ref().map(FigureSideOut::of),
            new: figure.new.as_ref().map(FigureSideOut::of),
            difference: exact.map(ToString::to_string),
            difference_interval: by.filter(|by| !by.is_point()).map(IntervalOut::of),
            printed_difference: (figure.printed_difference.as_ref())
                .filter(|_| exact.is_none())
                .map(ToString::to_string),
            percent: percent_exact.map(plain_percent),
            percent_exact: percent_exact.map(ToString::to_string),
            percent_interval,
            percent_of_zero: figure.percent == Some(Percent::OfZero),
            quote_differs: figure.quote_differs,
        }
    }
}

impl<'a> FigureSideOut<'a> {
    fn of(side: &'a FigureSide) -> Self {
        let all = Interval::all();
        Self {
            printed: &side.printed,
            also: &side.also,
            interval: IntervalOut::of(side.interval.as_ref().unwrap_or(&all)),
            missing: side.interval.is_none(),
            claim: &side.claim,
            source: &side.source,
            speaker: &side.speaker,
            as_of: side.as_of.as_deref(),
            as_of_inferred: side.as_of_inferred,
            state: side.state,
            basis: side.basis,
            file: &side.place.file,
            line: side.place.line,
        }
    }
}
