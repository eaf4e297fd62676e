//! `order-unknown`: figures of one cell differ, and their dates do not say which
//! is later.

use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::across;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unordered in across::unordered(context) {
        let (a, b) = unordered.pairs[0];
        let cell = context.figures.cell_name(unordered.cell);
        let undated = |point: PointId| {
            let group = context.figures.point(point).group;
            context.figures.group(group).window.is_none()
        };
        let why = if undated(a) || undated(b) {
            "a date is missing"
        } else if across::when(context, a) == across::when(context, b) {
            "one window of several days says nothing about the order in it"
        } else {
            "their dates overlap"
        };
        let said = |point| across::said(context, point);
        let message = format!(
            "{cell} is given as {} and as {}, and which is later is unknown: {why}",
            said(a),
            said(b)
        );
        let mut points: Vec<PointId> = unordered.pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        across::by_date(context, &mut points);
        let mut places = vec![a, b];
        places.extend(points.iter().filter(|&&point| point != a && point != b));
        let severity = Severity::Note;
        let mut finding = across::finding(context, "order-unknown", severity, &places, message);
        finding.concise = format!("{cell}: {} and {}, order unknown", said(a), said(b));
        finding.subject = cell;
        finding.conflicts = unordered
            .pairs
            .iter()
            .map(|&(a, b)| across::pair(context, a, b))
            .collect();
        across::add_rows(context, &mut finding, &points);
        finding.notes.extend(across::rounded_note(context, a, b));
        across::note_inferred(context, &mut finding, &points);
        finding.help.push(
            "look for closer dates: \"at the end of 2025\" is 2025-12-31; figures for one and the same year share a `period`"
                .to_owned(),
        );
        findings.push(finding);
    }
}
