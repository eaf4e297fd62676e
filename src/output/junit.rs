//! JUnit XML: a case for each relation, so that those that hold are seen, and one for
//! each finding about no single relation.

mod cases;
mod xml;

use crate::findings::Report;
use crate::output::{Style, summary};
use crate::text::SourceMap;

use cases::{Case, Result, Suite};
use xml::{attributes, text};

/// Suites by file, and first one about the run.
pub(super) fn render(report: &Report, sources: &SourceMap, style: &Style) -> String {
    let mut suites = vec![about(report)];
    suites.extend(cases::suites(report, sources, style.ascii));
    let all = suites.iter().flat_map(|suite| &suite.cases);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"crossfoot\"{}>\n", counts(all)));
    for suite in &suites {
        let name = attributes(&[("name", &suite.name)]);
        out.push_str(&format!(
            "  <testsuite{name}{}>\n",
            counts(suite.cases.iter())
        ));
        for case in &suite.cases {
            out.push_str(&written(case));
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

/// The counts of the run, and what of large tables was left out.
fn about(report: &Report) -> Suite {
    let mut lines = vec![summary::summary_line(report)];
    lines.extend(summary::about_baseline(report));
    let counts = Case {
        group: "crossfoot".into(),
        name: "audit".into(),
        place: None,
        result: Result::Passed,
        output: lines.join("\n"),
    };
    let mut remarks = summary::left_out(report);
    if !report.summary.screened.is_empty() {
        remarks.push("the relations of a large table are counted, not listed".into());
    }
    let remarks = remarks.into_iter();
    let remarks = remarks.map(|remark| Case {
        group: "crossfoot".into(),
        name: "findings left out".into(),
        place: None,
        result: Result::Skipped(remark),
        output: String::new(),
    });
    Suite {
        name: "crossfoot".into(),
        cases: std::iter::once(counts).chain(remarks).collect(),
    }
}

fn counts<'a>(cases: impl Iterator<Item = &'a Case>) -> String {
    let (mut tests, mut failures, mut skipped) = (0, 0, 0);
    for case in cases {
        tests += 1;
        match case.result {
            Result::Passed => {}
            Result::Failed { .. } => failures += 1,
            Result::Skipped(_) => skipped += 1,
        }
    }
    format!(" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"")
}

fn written(case: &Case) -> String {
    let mut head = vec![("classname", case.group.as_str()), ("name", &case.name)];
    let line;
    if let Some((file, number)) = &case.place {
        line = number.to_string();
        head.extend([("file", file.as_str()), ("line", &line)]);
    }
    let mut inside = String::new();
    match &case.result {
        Result::Passed => {}
        Result::Skipped(why) => {
            let why = attributes(&[("message", why)]);
            inside.push_str(&format!("      <skipped{why}/>\n"));
        }
        Result::Failed {
            check,
            message,
            body,
        } => {
            let head = attributes(&[("message", message), ("type", check)]);
            let body = text(body);
            inside.push_str(&format!("      <failure{head}>{body}</failure>\n"));
        }
    }
    if !case.output.is_empty() {
        let output = text(&case.output);
        inside.push_str(&format!("      <system-out>{output}</system-out>\n"));
    }
    let head = attributes(&head);
    match inside.as_str() {
        "" => format!("    <testcase{head}/>\n"),
        inside => format!("    <testcase{head}>\n{inside}    </testcase>\n"),
    }
}

#[cfg(test)]
mod tests;
