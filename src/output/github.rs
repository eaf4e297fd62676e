//! Workflow commands, which GitHub Actions shows as annotations at the lines of a pull
//! request. What it would not show stands in the log as plain lines.

use std::fmt::Write;

use crate::findings::{Finding, Report, Severity, Status};
use crate::output::escape::escape;
use crate::output::{Style, summary, working};
use crate::text::SourceMap;

/// So many annotations of a kind GitHub shows of one step.
const SHOWN: usize = 10;

/// A longer message than this the runner cuts, counted in characters.
const LONGEST: usize = 4000;

/// Columns of a table in a message.
const WIDTH: usize = 80;

/// Each new finding as a command, the worst first; then the others and the counts as
/// plain lines.
pub(super) fn render(report: &Report, sources: &SourceMap, style: &Style) -> String {
    let mut out = String::new();
    let new = |severity| {
        let findings = report.findings.iter();
        findings.filter(move |f| f.status == Status::New && f.severity == severity)
    };
    let more = more(
        new(Severity::Error).count(),
        new(Severity::Warning).count(),
        new(Severity::Note).count(),
    );
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        // It is a notice itself, and has to come before ten others.
        if let Some(more) = more.as_ref().filter(|_| severity == Severity::Note) {
            command(&mut out, "notice", &[("title", "crossfoot")], more);
        }
        for finding in new(severity) {
            annotation(&mut out, finding, sources, style.ascii);
        }
    }
    for finding in &report.findings {
        let status = match &finding.status {
            Status::New => continue,
            Status::Baselined => "in the baseline".to_owned(),
            Status::Accepted(reason) => format!("accepted: {}", escape(reason)),
        };
        let place = finding.locations.first().map_or(String::new(), |at| {
            let line = sources.place(at.span).line;
            format!("{}:{line}: ", sources.repository_path(at.span.file))
        });
        let (check, concise) = (finding.check, escape(&finding.concise));
        log_line(
            &mut out,
            &format!("{}{check}: {concise}; {status}", escape(&place)),
        );
    }
    for remark in summary::summary_remarks(report) {
        log_line(&mut out, &remark);
    }
    log_line(&mut out, &summary::summary_line(report));
    if let Some(more) = &more {
        log_line(&mut out, more);
    }
    out
}

/// A finding at its place.
fn annotation(out: &mut String, finding: &Finding, sources: &SourceMap, ascii: bool) {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties: Vec<(&str, String)> = Vec::new();
    if let Some(at) = finding.locations.first() {
        let place = sources.place(at.span);
        properties.push(("file", sources.repository_path(at.span.file)));
        properties.push(("line", place.line.to_string()));
        properties.push(("endLine", place.end_line.to_string()));
        // Columns are understood on one line only.
        if place.line == place.end_line {
            properties.push(("col", place.column.to_string()));
            properties.push(("endColumn", place.end_column.to_string()));
        }
    }
    properties.push(("title", format!("crossfoot: {}", finding.check)));
    let mut message = escape(&finding.message).into_owned();
    let working = working::text(finding, WIDTH, ascii);
    if !working.is_empty() {
        message.push_str("\n\n");
        message.push_str(&working);
    }
    for related in finding.locations.iter().skip(1) {
        let line = sources.place(related.span).line;
        let file = sources.repository_path(related.span.file);
        let label = match related.label.as_str() {
            "" => String::new(),
            label => format!(": {}", escape(label)),
        };
        let _ = write!(message, "\n{}:{line}{label}", escape(&file));
    }
    let properties: Vec<(&str, &str)> = (properties.iter())
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    command(out, kind, &properties, &cut(message));
}

/// What fits into an annotation, in whole lines, and a word about the rest.
fn cut(message: String) -> String {
    if message.chars().count() <= LONGEST {
        return message;
    }
    let end = message
        .char_indices()
        .nth(LONGEST)
        .map_or(message.len(), |(at, _)| at);
    let end = message[..end].rfind('\n').unwrap_or(end);
    format!(
        "{}\n(shortened; `crossfoot check` shows all of it)",
        &message[..end]
    )
}

/// How many findings get no annotation.
fn more(errors: usize, warnings: usize, notes: usize) -> Option<String> {
    let mut left: Vec<String> = Vec::new();
    let mut count = |count: usize, shown: usize, noun: &str| {
        if count > shown {
            let ending = if count - shown == 1 { "" } else { "s" };
            left.push(format!("{} {noun}{ending}", count - shown));
        }
    };
    count(errors, SHOWN, "more error");
    count(warnings, SHOWN, "more warning");
    // One of the notices may be the one that says this.
    let said = errors > SHOWN || warnings > SHOWN || notes > SHOWN;
    count(notes, SHOWN - usize::from(said), "more note");
    (!left.is_empty()).then(|| {
        format!(
            "GitHub shows {SHOWN} annotations of a kind for each step; {} only in the log of this step",
            format_args!("{} stand{}", left.join(" and "), if left.len() == 1 && left[0].starts_with("1 ") { "s" } else { "" })
        )
    })
}

/// A plain line of the log, in which the runner finds no command, neither of the form of
/// today nor of the old one.
fn log_line(out: &mut String, text: &str) {
    let text = text.replace("##[", "# #[");
    let text = text
        .strip_prefix("::")
        .map_or(text.clone(), |rest| format!(": :{rest}"));
    out.push_str(&text);
    out.push('\n');
}

/// `::kind name=value,name=value::data`
fn command(out: &mut String, kind: &str, properties: &[(&str, &str)], data: &str) {
    let properties: Vec<String> = (properties.iter())
        .map(|(name, value)| format!("{name}={}", property(value)))
        .collect();
    out.push_str(&format!(
        "::{kind} {}::{}\n",
        properties.join(","),
        encoded(data)
    ));
}

/// Data of a command on one line. What could trick a terminal was escaped before.
fn encoded(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    encoded(&escape(text))
        .replace(':', "%3A")
        .replace(',', "%2C")
}

#[cfg(test)]
mod tests;
