//! `unannounced-revision`: a later edition of one speaker gives another figure
//! for the same date and does not say so.

use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::across::{self, Dispute, Kind};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for dispute in &context.across().disputes {
        if dispute.kind == Kind::Unannounced {
            findings.push(describe(context, dispute));
        }
    }
}

fn describe(context: &Context<'_>, dispute: &Dispute) -> Finding {
    let (earlier, later) = dispute.pairs[0];
    let figures = context.figures;
    let printed = |point| context.printed(context.claim(across::best(context, point).claim));
    let cell = figures.cell_name(dispute.cell);
    let date = across::when(context, later);
    let gap = context.hard(later).sub(context.hard(earlier));
    let message = format!(
        "a later text of one speaker gives {cell} for {date} as {}, {} gave {}, and no revision is announced",
        printed(later),
        figures.source_of(earlier),
        printed(earlier),
    );
    let severity = if dispute.rounded {
        Severity::Note
    } else {
        Severity::Warning
    };
    let points = [later, earlier];
    let mut finding = across::finding(context, "unannounced-revision", severity, &points, message);
    finding.concise = format!(
        "{cell} for {date}: {} became {} ({})",
        printed(earlier),
        printed(later),
        across::by(&gap)
    );
    finding.subject = cell;
    finding.conflicts = vec![across::pair(context, earlier, later)];
    across::add_rows(context, &mut finding, &dispute.points);
    finding
        .notes
        .extend(across::rounded_note(context, earlier, later));
    across::note_inferred(context, &mut finding, &points);
    finding.help.push(
        "look for a note on revisions in the later text; if there is one, write `revises` and `reason`"
            .to_owned(),
    );
    finding
}
