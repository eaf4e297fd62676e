//! Findings on contradictions between texts or dates, for the check that reports them.

use crate::findings::Finding;
use crate::quantity::Interval;
use crate::text::Severity;

use super::super::Context;
use super::describe::finding;
use super::kind::{Across, across};
use super::names::Names;
use super::sides::{TextSide, TwoSides};

/// Adds the findings of this check, with the sentence that each is given.
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
        if let Some(sides) = found.sides {
            compare(context, &found, sides, &mut finding);
        }
        findings.push(finding);
    }
}

/// The two sides as rows, the steps to both, and what rounding makes of it.
fn compare(context: &Context<'_>, found: &Across<'_>, sides: &TwoSides, finding: &mut Finding) {
    let names = Names::of(context, &found.case.world);
    let rows = [&sides.first, &sides.second].map(|side| side.row(context, &names));
    let [Some(first), Some(mut second)] = rows else {
        return;
    };
    second.difference = Some(second.interval.sub(&first.interval));
    finding.figures = vec![first, second];
    let words = if sides.first.cell == sides.second.cell {
        against(context, found)
    } else {
        fall(context, found)
    };
    finding.concise = words.unwrap_or_else(|| finding.message.clone());
    if let Some(working) = sides.working(&names) {
        finding.derivation = Some(Box::new(working));
    }
    for (round, other) in [(&sides.first, &sides.second), (&sides.second, &sides.first)] {
        if let Some(point) = reconciled(context, round, other) {
            finding.severity = Severity::Note;
            // What rounding explains needs no repair.
            finding.repairs.clear();
            finding.help.clear();
            finding.notes.push(point);
        }
    }
}

/// "agrees if 7,000 is rounded", where one side is a bare round number.
fn reconciled(context: &Context<'_>, round: &TextSide, other: &TextSide) -> Option<String> {
    let wide: Interval = round.rounded(context)?;
    wide.meets(&other.interval).then(|| {
        let printed = round.stated.map(|point| context.printed_at(point));
        format!("agrees if {} is rounded", printed.unwrap_or_default())
    })
}

/// "dead is 50 (a, 2025-03-01), but 40 by 100 - 60 (b, 2025-03-01)".
pub(in crate::checks) fn against(context: &Context<'_>, found: &Across<'_>) -> Option<String> {
    let sides = found.sides?;
    let names = Names::of(context, &found.case.world);
    Some(format!(
        "{} is {}, but {}",
        names.cell_alone(sides.first.cell),
        sides.first.words(context, &names),
        sides.second.words(context, &names)
    ))
}

/// "a cumulative figure falls: dead 412 (a, 2025-03-01), then 405 by 231 + 174 (b,
/// 2025-06-01), lower by 7".
pub(in crate::checks) fn fall(context: &Context<'_>, found: &Across<'_>) -> Option<String> {
    let sides = found.sides?;
    let names = Names::of(context, &found.case.world);
    let gap = sides.first.interval.sub(&sides.second.interval);
    Some(format!(
        "a {} figure falls: {} {}, then {}, lower {}",
        names.nature(sides.first.cell),
        names.cell_alone(sides.first.cell),
        sides.first.words(context, &names),
        sides.second.words(context, &names),
        super::super::across::by(&gap)
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
