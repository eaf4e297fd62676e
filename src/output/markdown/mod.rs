//! Markdown for pages: the report as a comment on a pull request, and text from files
//! made harmless for it.

mod inline;

use crate::findings::{Finding, Report, Severity, Status, Verdict};
use crate::output::escape::escape;
use crate::output::{Style, summary, uri, working};
use crate::text::{SourceMap, Span};

pub(crate) use inline::{code, fenced, html, inline};

/// What a comment on GitHub may hold. It counts characters; bytes are never fewer.
const LIMIT: usize = 65_536;

/// Kept free for the ends of lists and for the line that says what was left out.
const RESERVE: usize = 600;

/// What one finding may take, in bytes of its working.
const WORKING: usize = 8_000;

/// Columns of a table.
const WIDTH: usize = 100;

/// The first line, by which a program finds its comment again.
const MARK: &str = "<!-- crossfoot-report -->";

/// A page that stops growing at the limit.
struct Page {
    text: String,
}

impl Page {
    /// Whether there was room for it.
    fn add(&mut self, part: &str) -> bool {
        let room = self.text.len() + part.len() + RESERVE <= LIMIT;
        if room {
            self.text.push_str(part);
        }
        room
    }

    /// A list behind a title, folded; gives how many entries there was no room for.
    fn fold(&mut self, title: &str, head: &str, entries: &[String]) -> usize {
        if entries.is_empty() {
            return 0;
        }
        let opening = format!("<details><summary>{title}</summary>\n\n{head}");
        if !self.add(&format!("{opening}{}", entries[0])) {
            return entries.len();
        }
        let rest = entries[1..].iter();
        let added = 1 + rest.take_while(|entry| self.add(entry)).count();
        self.text.push_str("\n</details>\n\n");
        entries.len() - added
    }
}

/// The whole report as a comment: counts, each new finding folded, then the others.
pub(super) fn render(report: &Report, sources: &SourceMap, style: &Style) -> String {
    let mut page = Page {
        text: format!("{MARK}\n## crossfoot: {}\n\n", summary::found(report)),
    };
    page.add(&format!("{}.\n\n", inline(&summary::looked_at(report))));
    for remark in summary::left_out(report) {
        page.add(&format!("**Left out:** {}.\n\n", inline(&remark)));
    }
    let (new, judged): (Vec<&Finding>, Vec<&Finding>) =
        (report.findings.iter()).partition(|finding| finding.status == Status::New);
    let shown = (new.iter())
        .take_while(|finding| page.add(&folded(finding, sources, style.ascii)))
        .count();
    let entries: Vec<String> = (judged.iter()).map(|f| entry(f, sources)).collect();
    let title = format!("{} accepted or in the baseline", judged.len());
    let left = new.len() - shown + page.fold(&title, "", &entries);
    let baseline = summary::about_baseline(report);
    let baseline: Vec<String> = (baseline.iter())
        .map(|line| format!("* {}\n", inline(line.trim_start_matches("- "))))
        .collect();
    let cut = page.fold("changes against the baseline", "", &baseline);
    if cut > 0 {
        page.text
            .push_str(&format!("… and {cut} more lines about the baseline.\n\n"));
    }
    if style.show_passed {
        let head = "| verdict | relation | source | place |\n| --- | --- | --- | --- |\n";
        let rows = rows(report, sources);
        let cut = page.fold(&format!("{} relations", rows.len()), head, &rows);
        if cut > 0 {
            page.text
                .push_str(&format!("… and {cut} more relations.\n\n"));
        }
    }
    if left > 0 {
        let noun = if left == 1 { "finding" } else { "findings" };
        page.text.push_str(&format!(
            "… and {left} more {noun}, for which there is no room here; `crossfoot check` shows all.\n"
        ));
    }
    page.text.truncate(page.text.trim_end().len());
    page.text + "\n"
}

/// A finding behind one line of what it says.
fn folded(finding: &Finding, sources: &SourceMap, ascii: bool) -> String {
    let place = finding.locations.first().map_or(String::new(), |at| {
        format!("{}: ", html(&place(sources, at.span)))
    });
    let sign = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let mut out = format!(
        "<details><summary><b>{sign}</b> <code>{}</code> {place}{}</summary>\n\n",
        finding.check,
        html(&finding.message)
    );
    let tables = working::blocks(finding, WIDTH, ascii).join("\n\n");
    if !tables.is_empty() {
        out.push_str(&fenced(&cut(&tables), "text"));
        out.push_str("\n\n");
    }
    for location in &finding.locations {
        let label = match location.label.as_str() {
            "" => String::new(),
            label => format!(": {}", inline(label)),
        };
        let cell = sources.cell(location.span);
        let cell = cell.map_or(String::new(), |cell| {
            format!(" ({})", inline(&cell.to_string()))
        });
        out.push_str(&format!(
            "* {}{cell}{label}\n",
            linked(sources, location.span)
        ));
    }
    for (kind, remark) in working::remarks(finding) {
        out.push_str(&format!("* {kind}: {}\n", inline(&remark)));
    }
    out.push_str("\n</details>\n\n");
    out
}

/// A finding that a person or a baseline knows, on one line.
fn entry(finding: &Finding, sources: &SourceMap) -> String {
    let at = finding.locations.first();
    let at = at.map_or(String::new(), |at| format!("{} ", linked(sources, at.span)));
    let status = match &finding.status {
        Status::Accepted(reason) => format!("accepted: {}", inline(reason)),
        _ => "in the baseline".to_owned(),
    };
    let (check, concise) = (finding.check, inline(&finding.concise));
    format!("* {at}`{check}` {concise}; {status}\n")
}

/// Relations as rows of a table.
fn rows(report: &Report, sources: &SourceMap) -> Vec<String> {
    let relations = report.relations.iter().map(|relation| {
        let verdict = match relation.verdict {
            Verdict::Holds => "holds",
            Verdict::Fails => "**fails**",
            Verdict::Blocked => "blocked",
            Verdict::NotRun => "not run",
        };
        let cause = relation
            .cause
            .as_deref()
            .map_or(String::new(), |cause| format!(" ({})", inline(cause)));
        format!(
            "| {verdict}{cause} | {} | {} | {} |\n",
            inline(&relation.relation),
            inline(&relation.source),
            linked(sources, relation.span).replace('|', "\\|")
        )
    });
    relations.collect()
}

/// `file:line`, as it is.
fn place(sources: &SourceMap, span: Span) -> String {
    let line = sources.place(span).line;
    format!("{}:{line}", sources.repository_path(span.file))
}

/// `file:line`, as a link where the file can be read on the web.
fn linked(sources: &SourceMap, span: Span) -> String {
    let shown = code(&place(sources, span));
    let path = sources.home().path(&sources.file(span.file).name);
    match (&sources.home().web, path) {
        (Some(web), Some(path)) => {
            let line = sources.place(span).line;
            format!("[{shown}]({web}/{}#L{line})", uri::encode(&path))
        }
        _ => shown,
    }
}

/// The first lines of a long working.
fn cut(text: &str) -> String {
    if text.len() <= WORKING {
        return text.to_owned();
    }
    let mut out = String::new();
    for line in text.lines() {
        if out.len() + line.len() > WORKING {
            break;
        }
        out.push_str(line);
        out.push('\n');
    }
    out + &escape("(shortened; `crossfoot check` shows all of it)")
}

#[cfg(test)]
mod tests;
