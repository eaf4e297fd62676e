//! SARIF 2.1.0, the exchange format of code scanning. The shapes stand here and follow
//! the published schema, against which tests validate them.

mod message;
mod places;
mod rules;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::findings::{Finding, Report, Severity, Status, fingerprint};
use crate::output::escape::escape;
use crate::output::{Style, json, summary};
use crate::text::SourceMap;

use message::Message;
use places::{Artifact, Base, Location};
use rules::{Level, Rule};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation; 1],
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    column_kind: &'static str,
    artifacts: Vec<Artifact>,
    results: Vec<Outcome<'a>>,
    properties: RunProperties,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

/// Something the reader must know about the run: what was left out.
#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
}

#[derive(Serialize)]
struct RunProperties {
    summary: String,
}

/// What SARIF calls a result.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    suppressions: Vec<Suppression>,
    properties: OutcomeProperties<'a>,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
struct OutcomeProperties<'a> {
    claims: &'a [String],
    sources: &'a [String],
    concise: String,
}

/// The whole report as one log with one run.
pub(super) fn render(report: &Report, sources: &SourceMap, style: &Style) -> String {
    let (rules, index) = rules::of(&report.findings);
    let compared = report.baseline.is_some();
    let results = report.findings.iter().map(|finding| {
        let at = index.get(finding.check).copied().unwrap_or_default();
        outcome(finding, at, compared, sources, style.ascii)
    });
    let remarks = summary::summary_remarks(report).into_iter();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "crossfoot",
                    version: report.version,
                    semantic_version: report.version,
                    rules,
                },
            },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: remarks
                    .map(|remark| Notification {
                        level: "note",
                        message: Message::plain(&remark),
                    })
                    .collect(),
            }],
            original_uri_base_ids: places::bases(),
            column_kind: "unicodeCodePoints",
            artifacts: places::artifacts(sources),
            results: results.collect(),
            properties: RunProperties {
                summary: summary::summary_line(report),
            },
        }],
    };
    let text = serde_json::to_string_pretty(&log)
        .expect("strings, numbers and lists of them always serialize");
    json::escaped(text) + "\n"
}

/// One finding. If a baseline was `compared` with, every result has to say its state.
fn outcome<'a>(
    finding: &'a Finding,
    rule_index: usize,
    compared: bool,
    sources: &SourceMap,
    ascii: bool,
) -> Outcome<'a> {
    let (primary, related) = finding.locations.split_at(finding.locations.len().min(1));
    let state = match finding.status {
        Status::Baselined => "unchanged",
        Status::New | Status::Accepted(_) => "new",
    };
    // Results that are not suppressed say so too: all of a run do, or none does.
    let suppressions = match &finding.status {
        Status::New | Status::Baselined => Vec::new(),
        Status::Accepted(reason) => vec![Suppression {
            kind: "inSource",
            status: "accepted",
            justification: escape(reason).into_owned(),
        }],
    };
    Outcome {
        rule_id: finding.check,
        rule_index,
        level: Level::of(finding.severity).name(),
        message: Message::of(finding, ascii),
        locations: (primary.iter())
            .map(|place| Location::of(place, None, sources))
            .collect(),
        related_locations: (related.iter().enumerate())
            .map(|(at, place)| Location::of(place, Some(at + 1), sources))
            .collect(),
        partial_fingerprints: BTreeMap::from([("crossfootFingerprint/v1", fingerprint(finding))]),
        baseline_state: compared.then_some(state),
        suppressions,
        properties: OutcomeProperties {
            claims: &finding.claims,
            sources: &finding.sources,
            concise: escape(&finding.concise).into_owned(),
        },
    }
}

impl Level {
    fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
            Severity::Note => Level::Note,
        }
    }
}

#[cfg(test)]
mod tests;
