//! What stands beside claims once they are read so that all agrees: the series they
//! continue, the wholes they lie in, and a related count that moves likewise.

use crate::checks::across;
use crate::checks::context::Context;
use crate::dossier::{Claim, ClaimId, CodeId, DimensionId, Dossier, MeasureId, SourceId};
use crate::figures::{CellId, PointId};
use crate::findings::FigureRow;
use crate::quantity::{Day, Exact};

use super::search::{Cluster, Combination};
use super::trial::Trials;

/// So many figures of one cell stand before and after a claim in the table.
const BESIDE: usize = 2;
/// So many rows the table has at most.
const ROWS: usize = 14;

/// The figures that stand beside the claims as they are read: of the same cell before
/// and after, and of the cells around it.
pub(super) fn rows(context: &Context<'_>, trials: &Trials, cluster: &Cluster) -> Vec<FigureRow> {
    let figures = context.figures;
    let mut own_cells = Vec::new();
    let mut shown: Vec<PointId> = Vec::new();
    for own in points(context, trials, cluster) {
        let cell = figures.point(own).cell;
        own_cells.push(cell);
        shown.extend(beside(context, cell, own, BESIDE));
        for around in figures.cells.containing(cell, &figures.dossier.codebook) {
            shown.extend(beside(context, around, own, 1));
        }
    }
    let mut seen = Vec::new();
    shown.retain(|&point| {
        let group = figures.group(figures.point(point).group);
        // One text that says the same of the same twice says it once.
        let said = (
            figures.point(point).cell,
            group.source,
            context.printed_at(point),
        );
        let new = !seen.contains(&said);
        seen.push(said);
        new
    });
    shown.truncate(ROWS);
    shown.sort_by_key(|&point| {
        let cell = figures.point(point).cell;
        let codes = figures.cells.get(cell).codes.len();
        (codes, figures.cell_name(cell), start(context, point), point)
    });
    let mut rows: Vec<FigureRow> = (shown.iter())
        .map(|&point| context.row(context.lead_figure(point)))
        .collect();
    for at in 1..rows.len() {
        let cell = figures.point(shown[at]).cell;
        if cell == figures.point(shown[at - 1]).cell && own_cells.contains(&cell) {
            rows[at].difference = Some(rows[at].interval.sub(&rows[at - 1].interval));
        }
    }
    rows
}

/// The points of the claims of a set and of their parts.
pub(super) fn points(context: &Context<'_>, trials: &Trials, cluster: &Cluster) -> Vec<PointId> {
    let units = cluster.units.iter();
    units
        .flat_map(|&unit| &trials.units[unit].members)
        .filter_map(|member| context.figures.point_of_claim[member.index()])
        .collect()
}

/// The points of a cell nearest in time to another point, and that point itself where
/// it is of the cell.
fn beside(context: &Context<'_>, cell: CellId, own: PointId, count: usize) -> Vec<PointId> {
    let figures = context.figures;
    let mut points: Vec<PointId> = (figures.points.iter().enumerate())
        .filter(|(_, point)| point.cell == cell)
        .map(|(at, _)| PointId(at as u32))
        .collect();
    points.sort_by_key(|&point| (start(context, point), point));
    let key = (start(context, own), own);
    let at = points.partition_point(|&point| (start(context, point), point) < key);
    let same = usize::from(figures.point(own).cell == cell);
    let end = (at + count + same).min(points.len());
    points[at.saturating_sub(count)..end].to_vec()
}

/// The first day of the window of a point.
fn start(context: &Context<'_>, point: PointId) -> Option<Day> {
    let group = context.figures.group(context.figures.point(point).group);
    group.window.as_ref().and_then(|window| window.start)
}

/// Where parts of two wholes would conflict: which belongs to which.
pub(super) fn belonging(
    context: &Context<'_>,
    trials: &Trials,
    cluster: &Cluster,
    opposed: &Combination,
) -> Vec<String> {
    let whole_of = |claim: &Claim| -> Option<ClaimId> {
        Some(context.dossier().breakdowns[claim.part_of?.index()].whole)
    };
    let claim_of = |id: &str| (context.dossier().claims.iter()).find(|claim| *claim.id == *id);
    let mut said = Vec::new();
    for (a, b) in &opposed.remains {
        let (Some(a), Some(b)) = (claim_of(a), claim_of(b)) else {
            continue;
        };
        let own = |claim: &Claim| {
            let mut units = cluster.units.iter();
            units.any(|&unit| {
                let mut members = trials.units[unit].members.iter();
                members.any(|&member| context.claim(member).id == claim.id)
            })
        };
        let (part, other) = if own(a) { (a, b) } else { (b, a) };
        let (Some(whole), Some(their)) = (whole_of(part), whole_of(other)) else {
            continue;
        };
        let source = |claim: &Claim| context.dossier().source(claim.source).id.clone();
        said.push(format!(
            "then {} ({}) belongs to the {}, and {} ({}) to the {}",
            context.printed(part),
            source(part),
            context.printed(context.claim(whole)),
            context.printed(other),
            source(other),
            context.printed(context.claim(their)),
        ));
    }
    said
}

/// How a measure that is named like the scope moves between the same two texts: mass
/// graves from 23 to 28, where bodies in mass graves go from 187 to 218.
pub(super) fn comparison(
    context: &Context<'_>,
    trials: &Trials,
    cluster: &Cluster,
    dossier: &Dossier,
) -> Option<String> {
    let [unit] = cluster.units[..] else {
        return None;
    };
    let figures = context.figures;
    let claim = trials.units[unit].claim();
    let own = figures.point_of_claim[claim.index()]?;
    let points = beside(context, figures.point(own).cell, own, 1);
    let at = points.iter().position(|&point| point == own)?;
    let (earlier, own) = (context.lead(*points[..at].last()?), context.claim(claim));
    let growth = growth(earlier, own)?;
    let printed_by = |source: SourceId, measure: MeasureId| {
        dossier.claims.iter().find(|claim| {
            claim.source == source
                && claim.measure == measure
                && claim.codes.is_empty()
                && claim.is_current()
        })
    };
    let like = (0..dossier.codebook.measures.len())
        .map(MeasureId::from)
        .filter(|&other| other != own.measure)
        .find_map(|other| {
            let mut codes = own.codes.iter();
            codes
                .any(|&code| named_like(context, code, other))
                .then_some(())?;
            let first = printed_by(earlier.source, other)?;
            let second = printed_by(own.source, other)?;
            Some((other, first, second, self::growth(first, second)?))
        });
    let (other, first, second, likewise) = like?;
    Some(format!(
        "for comparison, {} goes from {} to {} between the same two texts, {}; {} to {} is {}",
        dossier.codebook.measure(other).id,
        context.printed(first),
        context.printed(second),
        signed_percent(&likewise),
        context.printed(earlier),
        context.printed(own),
        signed_percent(&growth),
    ))
}

/// By what fraction a figure grows from one claim to another; both must be bare numbers.
fn growth(from: &Claim, to: &Claim) -> Option<Exact> {
    let bare = |claim: &Claim| {
        let value = claim.value.as_ref()?;
        let number = value.number()?.to_exact();
        (value.hedge.is_none() && !value.is_percent()).then_some(number)
    };
    let (from, to) = (bare(from)?, bare(to)?);
    (&to - &from).checked_div(&from)
}

fn signed_percent(fraction: &Exact) -> String {
    match fraction.is_negative() {
        true => format!("-{}", across::percent(&fraction.abs())),
        false => format!("+{}", across::percent(fraction)),
    }
}

/// Whether every word of a code stands in the name of a measure, singular or plural.
fn named_like(
    context: &Context<'_>,
    (dimension, code): (DimensionId, CodeId),
    measure: MeasureId,
) -> bool {
    let codebook = &context.dossier().codebook;
    let measure = words(&codebook.measure(measure).id);
    let code = words(&codebook.code(dimension, code).id);
    let telling = code.iter().any(|word| word.len() > 3);
    telling && code.iter().all(|word| measure.contains(word))
}

/// The words of a name in lower case, without a plural `s`.
fn words(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().trim_end_matches('s').to_owned())
        .collect()
}
