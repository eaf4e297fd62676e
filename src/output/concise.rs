//! One line a finding, in the form that editors and `grep` understand.

use crate::findings::{Report, Status, fingerprint};
use crate::output::escape::escape;
use crate::output::{Style, text};
use crate::text::SourceMap;

/// `file:line:column: severity[check] concise`, and the fingerprint where it is wanted.
pub(super) fn render(report: &Report, sources: &SourceMap, style: &Style) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        if let Some(at) = finding.locations.first() {
            out.push_str(&text::place(sources, at.span));
            out.push_str(": ");
        }
        let severity = finding.severity.name();
        let concise = escape(&finding.concise);
        out.push_str(&format!("{severity}[{}] {concise}", finding.check));
        let cell = finding.locations.first();
        if let Some(cell) = cell.and_then(|at| sources.cell(at.span)) {
            out.push_str(&format!(" ({})", escape(&cell.to_string())));
        }
        match &finding.status {
            Status::New => {}
            Status::Baselined => out.push_str("; in the baseline"),
            Status::Accepted(reason) => {
                out.push_str(&format!("; accepted: {}", escape(reason)));
            }
        }
        if style.fingerprints {
            out.push_str(&format!(" [{}]", fingerprint(finding)));
        }
        out.push('\n');
    }
    out
}
