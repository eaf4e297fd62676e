//! `cumulative-decrease`: a figure that can only grow is smaller at a later date.

use crate::dossier::OverTime;
use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::across::{self, Fall, Folding};
use super::{Context, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let falls = &context.across().falls;
    let steps: Vec<(PointId, PointId)> = falls
        .iter()
        .flat_map(|fall| fall.fallen.iter().map(|&later| (fall.peak, later)))
        .collect();
    let folding = Folding::of(context, &steps);
    for fall in falls {
        let fallen: Vec<PointId> = fall
            .fallen
            .iter()
            .copied()
            .filter(|&later| !folding.is_folded(fall.peak, later))
            .collect();
        if !fallen.is_empty() {
            findings.push(describe(context, fall, &fallen, &folding));
        }
    }
}

fn describe(context: &Context<'_>, fall: &Fall, fallen: &[PointId], folding: &Folding) -> Finding {
    let figures = context.figures;
    let cell = figures.cell_name(fall.cell);
    let gap = |later: PointId| context.hard(fall.peak).sub(context.hard(later));
    let mut lowest = fallen[0];
    for &later in fallen {
        if sheet::least(&gap(later)) > sheet::least(&gap(lowest)) {
            lowest = later;
        }
    }
    let measure = figures.cells.get(fall.cell).measure;
    let nature = match context.dossier().codebook.measure(measure).over_time {
        OverTime::Event => "counts something settled",
        _ => "can only grow",
    };
    let by = across::by(&gap(lowest));
    let (before, after) = (
        across::said(context, fall.peak),
        across::said(context, lowest),
    );
    let message = format!("{cell} {nature}, but falls from {before} to {after}, lower {by}");
    let provisional = across::is_provisional(context, fall.peak);
    let severity = if fall.rounded || provisional {
        Severity::Note
    } else {
        Severity::Warning
    };
    let mut points = vec![lowest, fall.peak];
    points.extend(fallen.iter().filter(|&&point| point != lowest));
    let mut finding = across::finding(context, "cumulative-decrease", severity, &points, message);
    finding.concise = format!("{cell} falls from {before} to {after} ({by})");
    finding.subject = cell;
    finding.conflicts = fallen
        .iter()
        .map(|&later| across::pair(context, fall.peak, later))
        .collect();
    let mut rows = vec![fall.peak];
    rows.extend(fallen);
    across::add_rows(context, &mut finding, &rows);
    if let Some(parts) = folding.parts(fall.peak, lowest) {
        finding
            .notes
            .push(format!("the parts account for it: {parts}"));
    }
    if provisional {
        finding
            .notes
            .push("the earlier figure was provisional".to_owned());
    }
    if fall.rounded {
        finding
            .notes
            .extend(across::rounded_note(context, fall.peak, lowest));
    }
    across::note_inferred(context, &mut finding, &rows);
    finding.help.push(
        "ask what the later figure counts: a part belongs in `where`; if the earlier one was corrected, use `revises` with a `reason`"
            .to_owned(),
    );
    finding
}
