//! The contract with machines a line at a time: a header, a line for each finding and
//! each relation, what a baseline did, and the counts last. What stands in a line is what stands in the one
//! document.

use serde::Serialize;

use super::{BaselineOut, FindingOut, RelationOut, SummaryOut, ToolOut, escaped};
use crate::findings::Report;
use crate::output::Style;
use crate::text::SourceMap;

/// One line: an object with one field, which says what it is.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Line<'a> {
    Header(Header),
    Finding(Box<FindingOut<'a>>),
    Relation(RelationOut<'a>),
    Baseline(BaselineOut<'a>),
    Summary(SummaryOut),
}

/// What the reader must know first.
#[derive(Serialize)]
struct Header {
    schema: u32,
    tool: ToolOut,
}

/// The whole report as lines.
pub(in crate::output) fn render(report: &Report, sources: &SourceMap, style: &Style) -> String {
    let mut out = String::new();
    let mut add = |line: Line<'_>| {
        let text = serde_json::to_string(&line)
            .expect("strings, numbers and lists of them always serialize");
        out.push_str(&escaped(text));
        out.push('\n');
    };
    add(Line::Header(Header {
        schema: 1,
        tool: ToolOut {
            name: "crossfoot",
            version: report.version,
        },
    }));
    for finding in &report.findings {
        add(Line::Finding(Box::new(FindingOut::of(finding, sources))));
    }
    if style.show_passed {
        for relation in &report.relations {
            add(Line::Relation(RelationOut::of(relation, sources)));
        }
    }
    if let Some(baseline) = &report.baseline {
        add(Line::Baseline(BaselineOut::of(baseline)));
    }
    add(Line::Summary(SummaryOut::of(&report.summary)));
    out
}
