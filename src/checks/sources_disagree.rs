//! `sources-disagree`: figures of one cell and one date that cannot meet.

use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::across::{self, Dispute, Kind};
use super::sheet;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for dispute in &context.across().disputes {
        if dispute.kind == Kind::Disagree {
            findings.push(describe(context, dispute));
        }
    }
}

fn describe(context: &Context<'_>, dispute: &Dispute) -> Finding {
    let (a, b) = dispute.pairs[0];
    let printed =
        |point: PointId| context.printed(context.claim(across::best(context, point).claim));
    let cell = context.figures.cell_name(dispute.cell);
    let mut values: Vec<String> = Vec::new();
    let others = dispute.pairs.iter().flat_map(|&(a, b)| [a, b]);
    for point in [a, b].into_iter().chain(others) {
        let value = printed(point);
        let value = format!("as {value}");
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let message = format!(
        "{} give {cell} for {} {}",
        who(context, dispute),
        across::when(context, a),
        across::list(&values, 4)
    );
    let severity = if dispute.rounded {
        Severity::Note
    } else {
        Severity::Warning
    };
    let mut points = vec![a, b];
    points.extend(
        dispute
            .points
            .iter()
            .filter(|&&point| point != a && point != b),
    );
    let mut finding = across::finding(context, "sources-disagree", severity, &points, message);
    let gap = context.hard(b).sub(context.hard(a));
    finding.concise = format!(
        "{cell} for {}: {} and {} ({})",
        across::when(context, a),
        printed(a),
        printed(b),
        sheet::gap(&gap)
    );
    finding.subject = cell;
    finding.conflicts = dispute
        .pairs
        .iter()
        .map(|&(a, b)| across::pair(context, a, b))
        .collect();
    across::add_rows(context, &mut finding, &dispute.points);
    let mut rounded: Vec<String> = Vec::new();
    for &(a, b) in &dispute.pairs {
        if let Some(note) = across::rounded_note(context, a, b) {
            if !rounded.contains(&note) {
                rounded.push(note);
            }
        }
    }
    finding.notes.extend(rounded);
    across::note_inferred(context, &mut finding, &dispute.points);
    finding.help.push(
        "compare the passages: do both count the same people, at the same place, up to the same day? Put a difference into `where` or `as_of`"
            .to_owned(),
    );
    finding
}

/// Who is at odds: texts, speakers of one text, or texts of one speaker.
fn who(context: &Context<'_>, dispute: &Dispute) -> &'static str {
    let group = |point: PointId| context.figures.group(context.figures.point(point).group);
    let all = || {
        dispute
            .pairs
            .iter()
            .flat_map(|&(a, b)| [group(a), group(b)])
    };
    let first = group(dispute.pairs[0].0);
    if all().all(|other| other.source == first.source) {
        "speakers in one text"
    } else if all().all(|other| other.speaker == first.speaker) {
        "texts of one speaker"
    } else {
        "sources"
    }
}
