//! `unit-mismatch`: figures of two units in one relation or one cell.

use rustc_hash::FxHashSet;

use crate::figures::{CellId, PointId};
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::judge::{self, Judged};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let figures = context.figures;
    for (relation, judged) in figures.relations.iter().zip(context.judged) {
        if matches!(judged, Judged::NotRun(_)) {
            let points: Vec<PointId> = judge::points(relation).collect();
            if let Some((a, b)) = differing(context, &points) {
                let mut finding = describe(context, a, b);
                finding.subject = figures.relation_name(relation);
                findings.push(finding);
            }
        }
    }
    if !figures.has_units {
        return;
    }
    // Figures of one cell, from whatever source.
    let mut by_cell: Vec<(CellId, PointId)> = figures
        .points
        .iter()
        .enumerate()
        .map(|(at, point)| (point.cell, PointId(at as u32)))
        .collect();
    by_cell.sort_unstable();
    let mut reported: FxHashSet<CellId> = FxHashSet::default();
    for run in by_cell.chunk_by(|a, b| a.0 == b.0) {
        let points: Vec<PointId> = run.iter().map(|&(_, point)| point).collect();
        if let Some((a, b)) = differing(context, &points)
            && reported.insert(run[0].0)
        {
            let mut finding = describe(context, a, b);
            finding.subject = figures.cell_name(run[0].0);
            findings.push(finding);
        }
    }
}

/// Two points whose figures name different units.
fn differing(context: &Context<'_>, points: &[PointId]) -> Option<(PointId, PointId)> {
    let mut first: Option<(PointId, &str)> = None;
    for &point in points {
        let Some(unit) = unit(context, point) else {
            continue;
        };
        match first {
            None => first = Some((point, unit)),
            Some((known, other)) if other != unit => return Some((known, point)),
            Some(_) => {}
        }
    }
    None
}

fn unit<'a>(context: &Context<'a>, point: PointId) -> Option<&'a str> {
    let value = context.lead(point).value.as_ref()?;
    if value.is_percent() {
        return None;
    }
    value.unit.as_ref().map(|unit| unit.as_str())
}

fn describe(context: &Context<'_>, a: PointId, b: PointId) -> Finding {
    let unit = |point| unit(context, point).unwrap_or_default().to_owned();
    let places = [(a, unit(a)), (b, unit(b))];
    let message = format!(
        "figures in two units cannot be added or compared: {} and {}",
        context.printed_at(a),
        context.printed_at(b)
    );
    let mut finding = context.finding("unit-mismatch", Severity::Error, &places, message);
    finding.conflicts = vec![(
        context.lead(a).id.to_string(),
        context.lead(b).id.to_string(),
    )];
    finding.help.push(
        "units are never converted: use one measure for each unit, or only figures in one of them"
            .to_owned(),
    );
    finding
}
