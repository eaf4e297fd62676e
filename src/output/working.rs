//! The working of a finding as plain text, for formats that show it in one block: the
//! sum, the figures, the steps, then notes, help and hints.

use crate::findings::Finding;
use crate::output::escape::{escape, wrap};
use crate::output::{derivation, divergence, readings, worksheet};

/// Tables first, an empty line between any two blocks; no line break at the end. Text
/// from files is escaped.
pub(super) fn blocks(finding: &Finding, width: usize, ascii: bool) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(sheet) = &finding.worksheet {
        out.push(worksheet::sum(sheet, ascii));
    }
    if !finding.figures.is_empty() {
        out.push(divergence::table(&finding.figures, width, ascii));
    }
    out.extend(readings::remarks(&finding.readings, width, ascii));
    if let Some(working) = &finding.derivation {
        out.push(derivation::working(working, width, ascii));
    }
    out
}

/// Notes, help and hints, one sentence each.
pub(super) fn remarks(finding: &Finding) -> Vec<(&'static str, String)> {
    let notes = finding.notes.iter().map(|text| ("note", text));
    let help = finding.help.iter().map(|text| ("help", text));
    let hints = (finding.hints.iter()).map(|hint| ("hint", &hint.message));
    (notes.chain(help).chain(hints))
        .map(|(kind, text)| (kind, escape(text).into_owned()))
        .collect()
}

/// All of it as lines of at most about `width` columns.
pub(super) fn text(finding: &Finding, width: usize, ascii: bool) -> String {
    let mut out = blocks(finding, width, ascii);
    let remarks = remarks(finding);
    if !remarks.is_empty() {
        let lines: Vec<String> = (remarks.iter())
            .map(|(kind, text)| wrap(&format!("{kind}: {text}"), width))
            .collect();
        out.push(lines.join("\n"));
    }
    out.join("\n\n")
}
