//! Relations and their verdicts in the contract with machines.

use serde::Serialize;

use crate::findings::{RelationRecord, Verdict};
use crate::text::SourceMap;

/// One relation that was looked at.
#[derive(Serialize)]
pub(super) struct RelationOut<'a> {
    relation: &'a str,
    source: &'a str,
    verdict: &'static str,
    cause: Option<&'a str>,
    claims: &'a [String],
    file: &'a str,
    line: u32,
}

impl<'a> RelationOut<'a> {
    pub(super) fn of(record: &'a RelationRecord, sources: &'a SourceMap) -> Self {
        Self {
            relation: &record.relation,
            source: &record.source,
            verdict: match record.verdict {
                Verdict::Holds => "holds",
                Verdict::Fails => "fails",
                Verdict::Blocked => "blocked",
                Verdict::NotRun => "not_run",
            },
            cause: record.cause.as_deref(),
            claims: &record.claims,
            file: &sources.file(record.span.file).name,
            line: sources.place(record.span).line,
        }
    }
}
