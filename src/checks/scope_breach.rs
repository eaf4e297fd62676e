//! `scope-breach`: a part in one place is larger than its whole in another.

use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::across::{self, Breach, Layer};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for breach in across::breaches(context, Layer::Hard) {
        findings.push(describe(context, &breach));
    }
}

fn describe(context: &Context<'_>, breach: &Breach) -> Finding {
    let figures = context.figures;
    let (part, whole) = (breach.parts[0], breach.wholes[0]);
    let name = |point: PointId| figures.cell_name(figures.point(point).cell);
    let by = across::by(&context.hard(part).sub(context.hard(whole)));
    let others = match breach.wholes.len() - 1 {
        0 => String::new(),
        1 => ", and one more figure of a whole is lower too".to_owned(),
        more => format!(", and {more} more figures of a whole are lower too"),
    };
    let message = format!(
        "a part is larger than its whole elsewhere: {} is {}, {} is {}{others}",
        name(part),
        across::said(context, part),
        name(whole),
        across::said(context, whole),
    );
    let severity = if breach.later || breach.rounded {
        Severity::Note
    } else {
        Severity::Warning
    };
    let points: Vec<PointId> = breach.parts.iter().chain(&breach.wholes).copied().collect();
    let mut finding = across::finding(context, "scope-breach", severity, &points, message);
    finding.concise = format!(
        "{} {} is larger than {} {} ({by})",
        name(part),
        across::said(context, part),
        name(whole),
        across::said(context, whole),
    );
    let mut wholes: Vec<String> = breach.wholes.iter().map(|&whole| name(whole)).collect();
    wholes.dedup();
    finding.subject = format!("{} <= {}", name(part), across::list(&wholes, wholes.len()));
    for &whole in &breach.wholes {
        let pairs = breach.parts.iter();
        finding
            .conflicts
            .extend(pairs.map(|&part| across::pair(context, part, whole)));
    }
    across::add_rows(context, &mut finding, &points);
    if breach.later {
        finding.notes.push(
            "the part may be later than the whole: if the whole has grown since, both can hold"
                .to_owned(),
        );
    }
    if breach.rounded {
        finding
            .notes
            .extend(across::rounded_note(context, part, whole));
    }
    across::note_inferred(context, &mut finding, &points);
    finding.help.push(
        "ask what the whole leaves out: a region, a group, a later registration; if the two count different registers, use two measures"
            .to_owned(),
    );
    finding
}
