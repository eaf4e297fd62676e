//! `changed-over-time`: a figure is different at a later date, in a direction
//! that is allowed, or a revision is announced. Parts that account for the
//! change of their whole are told with it.

use rustc_hash::FxHashSet;

use crate::dossier::OverTime;
use crate::figures::{CellId, PointId};
use crate::findings::Finding;
use crate::quantity::{Exact, Interval};
use crate::text::Severity;

use super::Context;
use super::across::{self, ByRule, Change, Dispute, Folding, Kind, Told};

const ID: &str = "changed-over-time";

/// More steps than this are not explained one by one.
const LIMIT: usize = 8;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let speaker = |dispute: &Dispute| {
        let later = context.figures.point(dispute.pairs[0].1);
        context.figures.group(later.group).speaker
    };
    let revised = |kind| matches!(kind, Kind::Announced(_) | Kind::Provisional);
    for disputes in across::together(context, revised, speaker) {
        findings.push(revision(context, &disputes));
    }
    let changes = &context.across().changes;
    if changes.is_empty() {
        return;
    }
    let steps: Vec<(PointId, PointId)> = changes.iter().map(|step| (step.from, step.to)).collect();
    let folding = Folding::of(context, &steps);
    let by_rule = ByRule::of(context);
    for series in changes.chunk_by(|a, b| a.cell == b.cell) {
        let steps: Vec<&Change> = series
            .iter()
            .filter(|step| !folding.is_folded(step.from, step.to))
            // A broken rule shows both figures already.
            .filter(|step| by_rule.told(step.from, step.to) != Some(Told::Fails))
            .collect();
        if !steps.is_empty() {
            findings.push(describe(context, &steps, &folding, &by_rule));
        }
    }
}

/// A change along the dates, one finding for each cell.
fn describe(
    context: &Context<'_>,
    steps: &[&Change],
    folding: &Folding,
    by_rule: &ByRule,
) -> Finding {
    let cell = steps[0].cell;
    let name = context.figures.cell_name(cell);
    let mut points: Vec<PointId> = steps.iter().flat_map(|step| [step.from, step.to]).collect();
    across::by_date(context, &mut points);
    let (first, last) = (points[0], points[points.len() - 1]);
    let total = context.hard(last).sub(context.hard(first));
    let above = growth_above(context, cell, steps, first, last);
    let measure = context.figures.cells.get(cell).measure;
    let measure = context.dossier().codebook.measure(measure);
    let settled = if measure.over_time == OverTime::Event {
        "a settled figure changes"
    } else {
        "a figure changes over time"
    };
    let words: Vec<String> = points
        .iter()
        .map(|&point| across::said(context, point))
        .collect();
    let dates: FxHashSet<String> = points.iter().map(|&p| across::when(context, p)).collect();
    let path = if words.len() <= 4 {
        words.join(", then ")
    } else if dates.len() < words.len() {
        format!(
            "{}, then {}, {} figures at {} dates",
            words[0],
            words[words.len() - 1],
            words.len(),
            dates.len()
        )
    } else {
        format!(
            "{}, then {}, in {} steps",
            words[0],
            words[words.len() - 1],
            words.len() - 1
        )
    };
    let change = by_how_much(context, first, last, &total);
    let message = format!("{settled}: {name} {path}: {change}");
    let severity = match above {
        true => Severity::Warning,
        false => Severity::Note,
    };
    let mut places = vec![last];
    places.extend(points.iter().filter(|&&point| point != last));
    let mut finding = across::finding(context, ID, severity, &places, message);
    finding.concise = format!("{name} {path}: {change}");
    finding.subject = name;
    finding.conflicts = steps
        .iter()
        .map(|step| across::pair(context, step.from, step.to))
        .collect();
    across::add_rows(context, &mut finding, &points);
    explain(context, &mut finding, steps, folding, by_rule);
    if above && let Some(limit) = &measure.growth_note {
        finding.notes.push(format!(
            "`growth_note` makes it a warning above {}",
            across::percent(limit)
        ));
    }
    across::note_inferred(context, &mut finding, &points);
    let pairs: Vec<(PointId, PointId)> = steps.iter().map(|step| (step.from, step.to)).collect();
    across::note_withdrawn(context, &mut finding, &pairs);
    if measure.over_time == OverTime::Event {
        finding.help.push(
            "ask what was added: late registrations, another scope, or a new count; if the later text explains it, use `revises` with a `reason`"
                .to_owned(),
        );
    }
    finding
}

/// Notes on single steps: parts, rules, reasons, rounding, provisional figures.
fn explain(
    context: &Context<'_>,
    finding: &mut Finding,
    steps: &[&Change],
    folding: &Folding,
    by_rule: &ByRule,
) {
    for step in steps.iter().take(LIMIT) {
        let which = if steps.len() == 1 {
            String::new()
        } else {
            format!(
                " from {} to {}",
                across::said(context, step.from),
                across::said(context, step.to)
            )
        };
        if let Some(parts) = folding.parts(step.from, step.to) {
            let note = format!("the parts account for the change{which}: {parts}");
            finding.notes.push(note);
        }
        if let Some(Told::AccountsFor(rule)) = by_rule.told(step.from, step.to) {
            let rule = &context.dossier().codebook.rules[rule].id;
            let note = format!("rule `{rule}` accounts for the change{which}");
            finding.notes.push(note);
        }
        if let Some(claim) = context.across().revisions.announced(step.from, step.to) {
            finding.notes.push(announced(context, claim, &which));
        } else if across::is_provisional(context, step.from) {
            let said = across::said(context, step.from);
            finding.notes.push(format!("{said} was provisional"));
        }
        if let Some(note) = across::rounded_note(context, step.from, step.to) {
            finding.notes.push(note);
        }
    }
}

fn announced(context: &Context<'_>, claim: crate::dossier::ClaimId, which: &str) -> String {
    let claim = context.claim(claim);
    let more = claim.more.as_ref();
    if more.is_none_or(|more| more.revises.is_none()) {
        return format!("the later figure{which} is marked as revised");
    }
    match more.and_then(|more| more.reason.as_deref()) {
        Some(reason) => format!("the change{which} is announced: {reason}"),
        None => format!("the change{which} is announced, without a `reason`"),
    }
}

/// `+100, +2.6 %`, or at least how much where figures are not exact.
fn by_how_much(context: &Context<'_>, first: PointId, last: PointId, total: &Interval) -> String {
    let exact = |point: PointId| context.hard(point).single().cloned();
    match (exact(first), exact(last)) {
        (Some(from), Some(to)) => {
            let change = &to - &from;
            let share = change.checked_div(&from.abs());
            let sign = if change.is_negative() { "-" } else { "+" };
            let share = share.map(|share| format!(", {sign}{}", across::percent(&share.abs())));
            format!("{}{}", across::signed(&change), share.unwrap_or_default())
        }
        _ if total.contains(&Exact::ZERO) => "back near the first figure".to_owned(),
        _ => across::by(total),
    }
}

/// Whether a settled figure grew by more than its `growth_note` in one step that
/// nothing explains, or in all.
fn growth_above(
    context: &Context<'_>,
    cell: CellId,
    steps: &[&Change],
    first: PointId,
    last: PointId,
) -> bool {
    let measure = context.figures.cells.get(cell).measure;
    let measure = context.dossier().codebook.measure(measure);
    let Some(limit) = &measure.growth_note else {
        return false;
    };
    if measure.over_time != OverTime::Event || steps.iter().all(|step| step.explained) {
        return false;
    }
    let above = |from: PointId, to: PointId| {
        let (from, to) = (context.hard(from), context.hard(to));
        match (&from.high, &to.low) {
            (Some(from), Some(to)) => &to.value - &from.value > &from.value.abs() * limit,
            _ => false,
        }
    };
    let any_explained = steps.iter().any(|step| step.explained);
    let single = steps
        .iter()
        .any(|step| !step.explained && above(step.from, step.to));
    single || (!any_explained && above(first, last))
}

/// So many dates are told in a sentence.
const TOLD: usize = 3;

/// Revisions of a figure for its own date, by one speaker, that are announced or were to
/// be expected.
fn revision(context: &Context<'_>, disputes: &[&Dispute]) -> Finding {
    let (earlier, later) = disputes[0].pairs[0];
    let name = context.figures.cell_name(disputes[0].cell);
    let mut blocks = across::by_moment(context, disputes);
    for block in &mut blocks {
        block.sort_by_key(|&point| across::published(context, point));
    }
    let one = |point: PointId| {
        let source = context.figures.source_of(point);
        format!("{} ({source})", across::printed(context, point))
    };
    let told = |points: &Vec<PointId>| {
        // An edition that repeats the figure before it is no step.
        let steps = points
            .windows(2)
            .filter(|pair| across::printed(context, pair[0]) != across::printed(context, pair[1]));
        let steps: Vec<String> = steps.map(|pair| one(pair[1])).collect();
        let date = across::when(context, points[0]);
        let to = steps.join(", then to ");
        format!("for {date} is revised from {} to {to}", one(points[0]))
    };
    let mut dates: Vec<String> = blocks.iter().take(TOLD).map(told).collect();
    match blocks.len().saturating_sub(TOLD) {
        0 => {}
        1 => dates.push("and one more date".to_owned()),
        more => dates.push(format!("and {more} more dates")),
    }
    let message = format!("{name} {}", dates.join("; "));
    let all: Vec<PointId> = blocks.concat();
    let mut points = vec![later, earlier];
    points.extend(
        all.iter()
            .filter(|&&point| point != later && point != earlier),
    );
    let mut finding = across::finding(context, ID, Severity::Note, &points, message);
    let total = context.hard(later).sub(context.hard(earlier));
    let more = match disputes.len() - 1 {
        0 => String::new(),
        1 => "; and one more".to_owned(),
        more => format!("; and {more} more"),
    };
    finding.concise = format!(
        "{name} for {}: {} in {}, revised to {} in {}: {}{more}",
        across::when(context, later),
        across::printed(context, earlier),
        context.figures.source_of(earlier),
        across::printed(context, later),
        context.figures.source_of(later),
        by_how_much(context, earlier, later, &total)
    );
    finding.subject = name;
    across::add_blocks(context, &mut finding, &blocks);
    for (at, dispute) in disputes.iter().enumerate() {
        let (earlier, later) = dispute.pairs[0];
        finding
            .conflicts
            .push(across::pair(context, earlier, later));
        if at >= LIMIT {
            continue;
        }
        let said = across::said(context, earlier);
        finding.notes.push(match (dispute.kind, disputes.len()) {
            (Kind::Announced(claim), 1) => announced(context, claim, ""),
            (Kind::Announced(claim), _) => announced(context, claim, &format!(" from {said}")),
            (_, 1) => "the earlier figure was provisional".to_owned(),
            _ => format!("{said} was provisional"),
        });
    }
    finding
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
