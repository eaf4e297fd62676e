//! The report for people: each finding with the lines it points to, its
//! worksheet, and what to do; then the counts.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Renderer, Snippet};

use crate::findings::{Finding, Report, Severity, Status, fingerprint};
use crate::output::escape::{escape, wrap};
use crate::output::{
    Style, derivation, divergence, excerpt, readings, relations, summary, worksheet,
};
use crate::text::SourceMap;

/// More places than this are named in a note instead of shown.
const PLACES: usize = 10;

/// Stands around the number of an excerpt where its path belongs, until
/// [`fill_headers`] puts the true place there. No shown text holds it, since
/// [`escape`] leaves no control character.
const MARK: char = '\u{1}';

/// Every finding, then the relations if asked for, then the summary.
pub(super) fn render(report: &Report, sources: &SourceMap, style: &Style) -> String {
    let mut out = findings(&report.findings, sources, style);

    if style.show_passed && !report.relations.is_empty() {
        out.push_str(&relations::list(&report.relations, sources, style));
        out.push('\n');
    }
    for remark in summary::summary_remarks(report) {
        out.push_str(&wrap(&remark, style.width.max(40)));
        out.push('\n');
    }
    out.push_str(&summary::paint(
        &summary::summary_line(report),
        report,
        style,
    ));
    out.push('\n');
    out
}

/// Findings in full, baselined and accepted ones on one line each.
pub(super) fn findings(findings: &[Finding], sources: &SourceMap, style: &Style) -> String {
    let mut out = String::new();
    let mut judged = false;
    // A check is pointed to once, where it is first met.
    let mut described: Vec<&str> = Vec::new();
    for finding in findings {
        match &finding.status {
            Status::New => {
                let first = !described.contains(&finding.check);
                if first {
                    described.push(finding.check);
                }
                out.push_str(&new(finding, first, sources, style));
                out.push_str("\n\n");
            }
            Status::Baselined | Status::Accepted(_) => {
                out.push_str(&short(finding, sources, style));
                out.push('\n');
                judged = true;
            }
        }
    }
    if judged {
        out.push('\n');
    }
    out
}

/// A finding that nobody has judged, in full; the first of its check says where
/// the check is described.
fn new(finding: &Finding, first: bool, sources: &SourceMap, style: &Style) -> String {
    let shown = finding.locations.len().min(PLACES);
    let width = style.width.max(40);
    let excerpts = excerpt::excerpts(sources, &finding.locations[..shown], width, style.ascii);
    let mut headers = Vec::new();
    let mut elements: Vec<Element> = Vec::new();
    for (at, excerpt) in excerpts.into_iter().enumerate() {
        let marks = excerpt.marks.into_iter().map(|mark| {
            let kind = if mark.primary {
                AnnotationKind::Primary
            } else {
                AnnotationKind::Context
            };
            let label = (!mark.label.is_empty()).then_some(mark.label);
            kind.span(mark.range).label(label)
        });
        elements.push(
            Snippet::source(excerpt.text)
                .path(format!("{MARK}{at}{MARK}"))
                .line_start(excerpt.first_line as usize)
                .annotations(marks)
                .into(),
        );
        headers.push(excerpt.header);
    }
    for (level, text) in remarks(finding, sources, shown, width, style.ascii) {
        elements.push(level.message(text).into());
    }
    if style.fingerprints {
        let print = fingerprint(finding);
        elements.push(Level::NOTE.message(format!("fingerprint {print}")).into());
    }
    if first {
        let explain = format!("`crossfoot explain {}` describes this check", finding.check);
        elements.push(Level::HELP.message(wrap(&explain, room(width))).into());
    }
    let title = level(finding.severity)
        .primary_title(escape(&finding.message))
        .id(finding.check);
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let group = [Group::with_title(title).elements(elements)];
    fill_headers(&renderer.term_width(width).render(&group), &headers)
}

/// What a remark may take: all but a gutter of line numbers, `= note: `, and a
/// margin.
fn room(width: usize) -> usize {
    width.saturating_sub(14).max(24)
}

/// What stands below the excerpts, in order.
fn remarks(
    finding: &Finding,
    sources: &SourceMap,
    shown: usize,
    width: usize,
    ascii: bool,
) -> Vec<(Level<'static>, String)> {
    let room = room(width);
    let mut out = Vec::new();
    if let Some(sheet) = &finding.worksheet {
        out.push((Level::NOTE, worksheet::sum(sheet, ascii)));
    }
    if !finding.figures.is_empty() {
        out.push((
            Level::NOTE,
            divergence::table(&finding.figures, room, ascii),
        ));
    }
    for remark in readings::remarks(&finding.readings, room, ascii) {
        out.push((Level::NOTE, remark));
    }
    if let Some(working) = &finding.derivation {
        out.push((Level::NOTE, derivation::working(working, room, ascii)));
    }
    if finding.locations.len() > shown {
        let rest = &finding.locations[shown..];
        let listed = rest.iter().take(PLACES);
        let places: Vec<String> = listed.map(|at| place(sources, at.span)).collect();
        let more = match rest.len().saturating_sub(PLACES) {
            0 => String::new(),
            1 => " and 1 more place".to_owned(),
            more => format!(" and {more} more places"),
        };
        let text = format!("and {} more: {}{more}", rest.len(), places.join(", "));
        out.push((Level::NOTE, wrap(&text, room)));
    }
    let notes = finding.notes.iter().map(|text| (Level::NOTE, text));
    let help = finding.help.iter().map(|text| (Level::HELP, text));
    let hints = (finding.hints.iter()).map(|hint| (Level::HELP.with_name("hint"), &hint.message));
    for (level, text) in notes.chain(help).chain(hints) {
        out.push((level, wrap(&escape(text), room)));
    }
    out
}

/// A baselined or accepted finding, on one line.
fn short(finding: &Finding, sources: &SourceMap, style: &Style) -> String {
    let (word, reason) = match &finding.status {
        Status::Accepted(reason) => ("accepted", format!("; accepted: {}", escape(reason))),
        _ => ("baselined", String::new()),
    };
    let head = summary::dim(&format!("{word}[{}]:", finding.check), style);
    let at = finding.locations.first();
    let at = at.map_or(String::new(), |at| place(sources, at.span) + ": ");
    let print = match style.fingerprints {
        true => format!(" [{}]", fingerprint(finding)),
        false => String::new(),
    };
    format!("{head} {at}{}{reason}{print}", escape(&finding.concise))
}

/// `file:line:column`.
pub(super) fn place(sources: &SourceMap, span: crate::text::Span) -> String {
    let at = sources.place(span);
    let file = &sources.file(span.file).name;
    format!("{}:{}:{}", escape(file), at.line, at.column)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// Puts the headers of excerpts where the renderer wrote its own line and column,
/// which count in the excerpt and not in the file.
fn fill_headers(rendered: &str, headers: &[String]) -> String {
    let mut out = String::with_capacity(rendered.len() + 64);
    let mut pieces = rendered.split(MARK);
    out.push_str(pieces.next().unwrap_or(""));
    while let (Some(number), Some(rest)) = (pieces.next(), pieces.next()) {
        let header = number.parse().ok().and_then(|at: usize| headers.get(at));
        out.push_str(header.map_or("", String::as_str));
        out.push_str(rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    out
}
