//! `same-parts-different-whole`: two or more equal parts stand under two wholes
//! that cannot meet, though so large a difference should have moved the parts.

use std::hash::{Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::dossier::{CodeId, DimensionId, MeasureId};
use crate::figures::{CellId, PointId, RelationKind};
use crate::findings::Finding;
use crate::quantity::{Exact, Interval};
use crate::text::Severity;

use super::across;
use super::{Context, joint};

const ID: &str = "same-parts-different-whole";

/// A figure that stands under more different wholes than this is no evidence.
const COMMON: usize = 50;

/// The codes of a part that its whole does not have, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Own(u32);

/// A whole with its parts, sorted by their own codes.
#[derive(Debug)]
struct Broken {
    whole: PointId,
    parts: Vec<(Own, PointId)>,
}

/// Wholes with parts, and pairs of them that have two equal parts at least.
#[derive(Debug)]
pub(super) struct Candidates {
    broken: Vec<Broken>,
    pairs: Vec<(usize, usize)>,
}

/// Gathers what may be reported; the larger part of the work.
pub(super) fn gather(context: &Context<'_>) -> Candidates {
    let broken = wholes(context);
    let pairs = candidates(context, &broken);
    Candidates { broken, pairs }
}

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let Candidates { broken, pairs } = context.equal_parts();
    let mut readings = joint::Readings::of(context);
    for &(a, b) in pairs {
        let mut pair = vec![broken[a].whole, broken[b].whole];
        across::by_date(context, &mut pair);
        let (a, b) = if pair[0] == broken[a].whole {
            (&broken[a], &broken[b])
        } else {
            (&broken[b], &broken[a])
        };
        let Some(shared) = shared(context, a, b) else {
            continue;
        };
        if told(context, findings, a, b, &shared) {
            continue;
        }
        let mut finding = describe(context, a, b, &shared);
        readings.tell(&mut finding, (a.whole, b.whole), &shared);
        findings.push(finding);
    }
}

/// What a whole says, whoever repeats it.
type Said = (CellId, Interval);

/// Two wholes by what they say.
pub(super) fn key(context: &Context<'_>, a: PointId, b: PointId) -> (Said, Said) {
    let said = |whole: PointId| {
        (
            context.figures.point(whole).cell,
            context.hard(whole).clone(),
        )
    };
    (said(a), said(b))
}

/// Pairs of wholes whose equal parts are told of here, in both orders.
pub(super) fn pairs_told(context: &Context<'_>) -> FxHashSet<(Said, Said)> {
    let Candidates { broken, pairs } = context.equal_parts();
    let mut told = FxHashSet::default();
    for &(a, b) in pairs {
        if shared(context, &broken[a], &broken[b]).is_some() {
            let (a, b) = (broken[a].whole, broken[b].whole);
            told.insert(key(context, a, b));
            told.insert(key(context, b, a));
        }
    }
    told
}

/// Every whole that has two exact parts or more, in the order of the dates; one
/// for all texts that repeat it.
fn wholes(context: &Context<'_>) -> Vec<Broken> {
    let mut stated = stated(context);
    stated.par_sort_unstable();
    stated.dedup_by_key(|(whole, own, _)| (*whole, *own));
    let mut broken: Vec<Broken> = stated
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|run| {
            let exact = |&&(_, _, part): &&(PointId, Own, PointId)| exact(context, part).is_some();
            run.iter().filter(exact).nth(1).is_some()
        })
        .map(|run| Broken {
            whole: run[0].0,
            parts: run.iter().map(|&(_, own, part)| (own, part)).collect(),
        })
        .collect();
    let ranks = across::group_ranks(context);
    broken.sort_by_key(|broken| ranks[context.figures.point(broken.whole).group.index()]);
    drop_repetitions(context, &mut broken);
    broken
}

/// Wholes with the own codes of their parts, as the relations have them.
fn stated(context: &Context<'_>) -> Vec<(PointId, Own, PointId)> {
    let figures = context.figures;
    let mut owns: FxHashMap<Vec<(DimensionId, CodeId)>, Own> = FxHashMap::default();
    let mut known: FxHashMap<(CellId, CellId), Own> = FxHashMap::default();
    let mut stated = Vec::new();
    for relation in &figures.relations {
        let counts = !matches!(
            relation.kind,
            RelationKind::Share | RelationKind::Shares | RelationKind::SharesAtMost
        );
        let Some(whole) = relation.whole.filter(|_| counts) else {
            continue;
        };
        if figures.point(whole).hard().is_none() {
            continue;
        }
        let whole_cell = figures.point(whole).cell;
        let measure = figures.cells.get(whole_cell).measure;
        if figures.dossier.codebook.measure(measure).is_open() {
            continue;
        }
        for &part in &relation.parts {
            let part_cell = figures.point(part).cell;
            let own = *known.entry((whole_cell, part_cell)).or_insert_with(|| {
                let base = &figures.cells.get(whole_cell).codes;
                let codes = figures.cells.get(part_cell).codes.iter();
                let own = codes.filter(|code| !base.contains(code)).copied().collect();
                let next = Own(owns.len() as u32);
                *owns.entry(own).or_insert(next)
            });
            stated.push((whole, own, part));
        }
    }
    stated
}

/// Keeps the first of wholes that say the same: one cell, one value, equal parts.
fn drop_repetitions(context: &Context<'_>, broken: &mut Vec<Broken>) {
    let hash = |broken: &Broken| {
        let mut hasher = FxHasher::default();
        context.figures.point(broken.whole).cell.hash(&mut hasher);
        context.hard(broken.whole).hash(&mut hasher);
        for &(own, part) in &broken.parts {
            own.hash(&mut hasher);
            context.hard(part).hash(&mut hasher);
        }
        hasher.finish()
    };
    let same = |a: &Broken, b: &Broken| {
        let part = |(a, b): (&(Own, PointId), &(Own, PointId))| {
            a.0 == b.0 && context.hard(a.1) == context.hard(b.1)
        };
        context.figures.point(a.whole).cell == context.figures.point(b.whole).cell
            && context.hard(a.whole) == context.hard(b.whole)
            && a.parts.len() == b.parts.len()
            && a.parts.iter().zip(&b.parts).all(part)
    };
    let mut seen: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    let mut keep = vec![true; broken.len()];
    for (at, this) in broken.iter().enumerate() {
        let alike = seen.entry(hash(this)).or_default();
        if alike.iter().any(|&other| same(this, &broken[other])) {
            keep[at] = false;
        } else {
            alike.push(at);
        }
    }
    let mut keep = keep.into_iter();
    broken.retain(|_| keep.next().unwrap_or(true));
}

/// The number of a part, if it is exact and not zero.
fn exact<'a>(context: &Context<'a>, part: PointId) -> Option<&'a Exact> {
    let number = context.figures.point(part).hard()?.single()?;
    (!number.is_zero()).then_some(number)
}

/// Pairs of wholes that have two equal parts at least.
fn candidates(context: &Context<'_>, broken: &[Broken]) -> Vec<(usize, usize)> {
    let figures = context.figures;
    let mut places: Vec<(MeasureId, Own, &Exact, usize)> = Vec::new();
    for (at, whole) in broken.iter().enumerate() {
        let measure = figures.cells.get(figures.point(whole.whole).cell).measure;
        for &(own, part) in &whole.parts {
            if let Some(number) = exact(context, part) {
                places.push((measure, own, number, at));
            }
        }
    }
    places.par_sort_unstable();
    let mut equal: Vec<(usize, usize)> = Vec::new();
    for run in places.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        if run.len() <= COMMON {
            for (at, a) in run.iter().enumerate() {
                equal.extend(run[at + 1..].iter().map(|b| (a.3, b.3)));
            }
        }
    }
    equal.sort_unstable();
    equal
        .chunk_by(|a, b| a == b)
        .filter(|run| run.len() > 1)
        .map(|run| run[0])
        .collect()
}

/// The equal parts of two wholes that cannot meet, in pairs, if it takes more
/// than chance to explain them: no part that both state differs, and by the
/// difference of the wholes the parts should differ by 3 in all, or more.
fn shared(context: &Context<'_>, a: &Broken, b: &Broken) -> Option<Vec<(PointId, PointId)>> {
    let figures = context.figures;
    if figures.point(a.whole).group == figures.point(b.whole).group
        || !across::clash(context, a.whole, b.whole)
    {
        return None;
    }
    let mut equal = Vec::new();
    let mut sum = Exact::ZERO;
    for &(own, part) in &a.parts {
        let Ok(at) = b.parts.binary_search_by_key(&own, |&(own, _)| own) else {
            continue;
        };
        let other = b.parts[at].1;
        match (exact(context, part), exact(context, other)) {
            (Some(x), Some(y)) if x == y => {
                sum = &sum + &x.abs();
                equal.push((part, other));
            }
            _ if !context.hard(part).meets(context.hard(other)) => return None,
            _ => {}
        }
    }
    let (low, high) = {
        let (x, y) = (context.hard(a.whole), context.hard(b.whole));
        if x.entirely_below(y) { (x, y) } else { (y, x) }
    };
    let low = &low.high.as_ref()?.value;
    let gap = &high.low.as_ref()?.value - low;
    let name = |part: PointId| figures.cell_name(figures.point(part).cell);
    equal.sort_by_cached_key(|&(part, _)| name(part));
    // parts * gap / low >= 3, without a division.
    let unlikely = &sum * &gap >= &low.abs() * &Exact::from(3i64);
    (equal.len() > 1 && unlikely).then_some(equal)
}

/// Whether a warning already tells that the two wholes conflict: it is then given
/// the equal parts as a note.
fn told(
    context: &Context<'_>,
    findings: &mut [Finding],
    a: &Broken,
    b: &Broken,
    shared: &[(PointId, PointId)],
) -> bool {
    let pair = across::pair(context, a.whole, b.whole);
    let back = (pair.1.clone(), pair.0.clone());
    let known = findings.iter_mut().find(|finding| {
        finding.check != ID
            && finding.severity >= Severity::Warning
            && (finding.conflicts.contains(&pair) || finding.conflicts.contains(&back))
    });
    let Some(known) = known else { return false };
    known.notes.push(format!(
        "both have the same parts: {}",
        words(context, a, shared)
    ));
    true
}

/// `children 29, women 98 and elderly 112`.
fn words(context: &Context<'_>, a: &Broken, shared: &[(PointId, PointId)]) -> String {
    let whole = context.figures.point(a.whole).cell;
    let names: Vec<String> = shared
        .iter()
        .map(|&(part, _)| {
            let name = context
                .figures
                .part_name(Some(whole), context.figures.point(part).cell);
            format!("{name} {}", context.printed_at(part))
        })
        .collect();
    across::list(&names, 6)
}

fn describe(
    context: &Context<'_>,
    a: &Broken,
    b: &Broken,
    shared: &[(PointId, PointId)],
) -> Finding {
    let name = |point: PointId| context.figures.cell_name(context.figures.point(point).cell);
    let parts = words(context, a, shared);
    let message = format!(
        "the same parts stand under two totals: {parts} under {} {} and under {} {}",
        name(a.whole),
        across::said(context, a.whole),
        name(b.whole),
        across::said(context, b.whole),
    );
    let mut points = vec![b.whole, a.whole];
    points.extend(shared.iter().map(|&(_, part)| part));
    points.extend(shared.iter().map(|&(part, _)| part));
    let mut finding = across::finding(context, ID, Severity::Warning, &points, message);
    for (at, place) in finding.locations.iter_mut().enumerate() {
        let what = if at < 2 { "total" } else { "part" };
        place.label = format!("{what}, {}", place.label);
    }
    finding.concise = format!(
        "{parts} under {} and under {}",
        across::said(context, a.whole),
        across::said(context, b.whole)
    );
    finding.subject = format!("{} and {}", name(a.whole), name(b.whole));
    finding.conflicts = vec![across::pair(context, a.whole, b.whole)];
    let mut rows = vec![a.whole];
    rows.extend(shared.iter().map(|&(part, _)| part));
    rows.push(b.whole);
    rows.extend(shared.iter().map(|&(_, part)| part));
    across::add_rows(context, &mut finding, &rows);
    for row in &mut finding.figures {
        row.difference = None;
    }
    finding
        .help
        .push("find out which of the two totals the parts were first published with".to_owned());
    finding
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
