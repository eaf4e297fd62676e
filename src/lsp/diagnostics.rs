//! Findings as diagnostics: one for each finding, at its primary place, with the other
//! places related to it. Nothing is left out that `check` reports.

use std::collections::BTreeMap;

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
};

use super::state::Loaded;
use crate::findings::{Finding, Severity, Status};
use crate::output::shorten;
use crate::text::Span;

/// So many other places are given with a finding.
const RELATED: usize = 20;

/// So many findings of one file are told; with more, an editor only gets slower.
const MOST: usize = 500;

/// The widest line of a message.
const WIDTH: usize = 600;

/// Spans as addresses and ranges.
type Places<'a> = dyn Fn(&[Span]) -> Vec<Option<Location>> + 'a;

/// The diagnostics of each file that has any, by its address.
pub(super) fn by_file(
    loaded: &Loaded,
    shows_related: bool,
    places: &Places<'_>,
) -> BTreeMap<String, Vec<Diagnostic>> {
    let most = if shows_related { RELATED + 1 } else { 1 };
    let findings = &loaded.report.findings;
    let spans: Vec<Span> = (findings.iter())
        .flat_map(|finding| {
            finding
                .locations
                .iter()
                .take(most)
                .map(|location| location.span)
        })
        .collect();
    let mut places = places(&spans).into_iter();
    let mut files: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    for finding in findings {
        let count = finding.locations.len().min(most);
        let mut here = places.by_ref().take(count);
        let primary = here.next().flatten();
        let others: Vec<Option<Location>> = here.collect();
        let Some(primary) = primary else { continue };
        let related = (others.into_iter().zip(finding.locations.iter().skip(1)))
            .filter_map(|(place, location)| {
                Some(DiagnosticRelatedInformation {
                    location: place?,
                    message: match location.label.as_str() {
                        "" => "also here".to_owned(),
                        label => shorten(label, WIDTH, false),
                    },
                })
            })
            .collect();
        let diagnostic = Diagnostic {
            range: primary.range,
            severity: Some(severity(finding)),
            code: Some(NumberOrString::String(finding.check.to_owned())),
            source: Some("crossfoot".to_owned()),
            message: message(finding),
            related_information: shows_related.then_some(related),
            ..Diagnostic::default()
        };
        let uri = primary.uri.as_str();
        let told = files.entry(uri.to_owned()).or_default();
        if told.len() < MOST {
            told.push(diagnostic);
        } else {
            *left_out.entry(uri.to_owned()).or_default() += 1;
        }
    }
    for (uri, count) in left_out {
        files.entry(uri).or_default().push(Diagnostic {
            severity: Some(DiagnosticSeverity::INFORMATION),
            source: Some("crossfoot".to_owned()),
            message: format!("{count} more findings in this file: `crossfoot check` tells all"),
            ..Diagnostic::default()
        });
    }
    files
}

/// What a person has judged, or knew before, is there for who looks for it.
fn severity(finding: &Finding) -> DiagnosticSeverity {
    match (&finding.status, finding.severity) {
        (Status::Accepted(_) | Status::Baselined, _) => DiagnosticSeverity::HINT,
        (Status::New, Severity::Error) => DiagnosticSeverity::ERROR,
        (Status::New, Severity::Warning) => DiagnosticSeverity::WARNING,
        (Status::New, Severity::Note) => DiagnosticSeverity::INFORMATION,
    }
}

/// The message, the arithmetic, and what to do, a line each.
fn message(finding: &Finding) -> String {
    let mut lines = vec![finding.message.clone()];
    if finding.concise != finding.message {
        lines.push(finding.concise.clone());
    }
    match &finding.status {
        Status::New => {}
        Status::Accepted(reason) => lines.push(format!("accepted: {reason}")),
        Status::Baselined => lines.push("known from the baseline".to_owned()),
    }
    lines.extend(finding.notes.iter().map(|note| format!("note: {note}")));
    lines.extend(finding.help.iter().map(|help| format!("help: {help}")));
    lines.extend(
        finding
            .hints
            .iter()
            .map(|hint| format!("hint: {}", hint.message)),
    );
    let lines: Vec<String> = lines
        .iter()
        .map(|line| shorten(line, WIDTH, false))
        .collect();
    lines.join("\n")
}
