//! Findings on contradictions between texts or dates, for the check that reports them.

use crate::findings::Finding;
use crate::text::Severity;

use super::super::Context;
use super::describe::finding;
use super::kind::{Across, across};
use super::names::Names;

/// Adds the findings of this check. `message` is for those without a single figure on
/// one side: it is given how many figures there are and who speaks.
pub(in crate::checks) fn add(
    context: &Context<'_>,
    check: &'static str,
    message: impl Fn(&Context<'_>, &Across<'_>) -> String,
    findings: &mut Vec<Finding>,
) {
    for found in across(context, check) {
        let text = message(context, &found);
        let pair = (found.case, found.conflict);
        let mut finding = finding(context, check, Severity::Warning, pair, text);
        if let Some(derived) = found.derived.as_ref().filter(|_| found.is_comparison()) {
            let stated = context.figures.point_of_claim[derived.stated.index()];
            let mut rows = Vec::new();
            if let Some(point) = stated {
                rows.push(context.row(context.lead_figure(point)));
            }
            let cell = rows.first().map(|row| row.cell.clone());
            let mut row = derived.row(context);
            row.cell = cell.unwrap_or(row.cell);
            if let Some(first) = rows.first() {
                row.difference = Some(row.interval.sub(&first.interval));
            }
            rows.push(row);
            finding.figures = rows;
        }
        findings.push(finding);
    }
}

/// "missing 3,977 (commission, 2025-03-10), but 3,984 by the figures of caliber (3,990 - 6)".
pub(in crate::checks) fn against(context: &Context<'_>, found: &Across<'_>) -> Option<String> {
    let derived = found.derived.as_ref()?;
    let names = Names::of(context, &found.case.world);
    let point = context.figures.point_of_claim[derived.stated.index()]?;
    Some(format!(
        "{} is {} in {} ({}), but {}",
        names.cell_alone(derived.cell),
        context.printed_at(point),
        context.figures.source_of(point),
        super::super::across::when(context, point),
        derived.words(context)
    ))
}

/// Who speaks first in a contradiction, and how many figures it takes.
pub(in crate::checks) fn speaker_and_count(
    context: &Context<'_>,
    found: &Across<'_>,
) -> (String, usize) {
    let first = context.claim(found.case.world.claim(found.conflict.claims[0]));
    let name = context.dossier().speakers.name(first.speaker).to_owned();
    (name, found.conflict.claims.len())
}
