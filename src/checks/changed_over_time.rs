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
    let blocks = across::by_moment(context, disputes);
    let one = |point: PointId| {
        let source = context.figures.source_of(point);
        format!("{} ({source})", across::printed(context, point))
    };
    let told = |points: &Vec<PointId>| {
        let steps: Vec<String> = points[1..].iter().map(|&point| one(point)).collect();
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
mod tests {
    use crate::checks::testing::{kinds_of, lines};
    use crate::text::Severity;

    #[test]
    fn a_stock_that_moves_is_a_note_in_both_directions() {
        let found = lines(&["a present 2025-03-01 412", "a present 2025-03-02 388"]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].severity, Severity::Note);
        assert_eq!(
            found[0].message,
            "a figure changes over time: present 412 (a, 2025-03-01), then 388 (a, 2025-03-02): -24, -5.8 %"
        );
        assert_eq!(
            kinds_of(&["a present 2025-03-01 388", "a present 2025-03-02 412"]),
            ["note changed-over-time"]
        );
    }

    #[test]
    fn one_finding_for_the_whole_series() {
        let rows: Vec<String> = (1..8)
            .map(|day| format!("a present 2025-03-0{day} {}", 100 + day * day))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let found = lines(&rows);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].figures.len(), 7);
        assert_eq!(found[0].conflicts.len(), 6);
        assert!(
            found[0].message.contains("in 6 steps: +48"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn settled_growth_warns_above_the_growth_note_exactly() {
        let rows = |later: &str| {
            let later = format!("b settled 2025-03-02 {later}");
            kinds_of(&["a settled 2025-03-01 1,001", &later])
        };
        // 1 % of 1,001 is 10.01.
        assert_eq!(rows("1,011"), ["note changed-over-time"]);
        assert_eq!(rows("1,012"), ["warning changed-over-time"]);
        assert!(rows("1,001").is_empty());
        assert!(rows("over 900").is_empty());
    }

    #[test]
    fn small_steps_count_together() {
        let found = kinds_of(&[
            "a settled 2025-03-01 1,001",
            "a settled 2025-03-02 1,007",
            "a settled 2025-03-03 1,013",
        ]);
        assert_eq!(found, ["warning changed-over-time"]);
    }

    #[test]
    fn a_vague_figure_between_two_exact_ones_hides_nothing() {
        let found = lines(&[
            "a settled 2025-03-01 3,890",
            "b settled 2025-03-02 thousands",
            "d settled 2025-03-03 3,983",
        ]);
        assert_eq!(found.len(), 1);
        assert!(
            found[0]
                .message
                .contains("3,890 (a, 2025-03-01), then 3,983 (d, 2025-03-03)")
        );
    }

    #[test]
    fn each_speaker_is_compared_with_itself_first() {
        let found = lines(&[
            "a present 2025-03-01 100",
            "b present 2025-03-02 200",
            "a present 2025-03-03 100",
            "b present 2025-03-04 200",
        ]);
        // 100 against 200 once; after that nobody changes.
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].conflicts.len(), 1);
    }

    #[test]
    fn parts_fold_into_their_whole_only_if_they_account_for_it() {
        let rows = [
            "a settled 2025-03-01 3,890",
            "a settled[sex=men] 2025-03-01 3,171",
            "a settled[sex=women] 2025-03-01 719",
            "b settled 2025-03-02 3,983",
            "b settled[sex=men] 2025-03-02 3,209",
            "b settled[sex=women] 2025-03-02 774",
        ];
        let found = lines(&rows);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            found[0].notes[0],
            "the parts account for the change: men +38, women +55"
        );
        // With one part missing at the first date, nothing accounts for it.
        let mut short = rows.to_vec();
        short.remove(2);
        let found = kinds_of(&short);
        let count = found
            .iter()
            .filter(|kind| kind.ends_with("changed-over-time"));
        assert_eq!(count.count(), 2, "{found:?}");
    }

    #[test]
    fn cumulative_growth_and_flows_are_silent() {
        assert!(kinds_of(&["a counted 2025-03-01 100", "b counted 2025-03-02 900"]).is_empty());
        assert!(kinds_of(&["a monthly 2025-01 100", "b monthly 2025-02 900"]).is_empty());
    }

    #[test]
    fn an_announced_change_of_a_settled_figure_is_a_note_with_its_reason() {
        let found = lines(&[
            "a settled 2025-03-01 1,001 | id: first",
            "c settled 2025-03-02 1,100 | revises: first, reason: a second register",
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].severity, Severity::Note);
        assert_eq!(
            found[0].notes,
            ["the change is announced: a second register"]
        );
    }
}
