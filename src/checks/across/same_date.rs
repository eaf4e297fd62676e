//! Figures of one cell and one date that do not fit together, sorted by what
//! explains them: an announced or silent revision by one speaker, or sources
//! that disagree. Whether there is any conflict at all is decided from the ends
//! of the intervals alone; pairs are looked at only where there is one.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::dossier::ClaimId;
use crate::figures::{CellId, PointId};

use super::super::Context;
use super::bounds::{by_high, by_low, interval, reconciled_by};
use super::editions::{self, Editions};
use super::revisions::{Revisions, provisional};
use super::timeline::{Entry, Series, Timeline, days};
use super::{Layer, best};

/// What explains that figures of one cell and date do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::checks) enum Kind {
    /// Nothing: sources disagree.
    Disagree,
    /// One speaker's later edition says otherwise.
    Unannounced,
    /// The same, and the claim says that it replaces the other.
    Announced(ClaimId),
    /// The same, and the earlier figure was provisional.
    Provisional,
    /// They fit by the letter of their words only.
    Strained,
}

/// Figures of one cell and one date that do not fit together.
#[derive(Clone, Debug)]
pub(in crate::checks) struct Dispute {
    /// The cell.
    pub cell: CellId,
    /// Whether the figures are percentages of something counted otherwise.
    pub percent: bool,
    /// What explains it.
    pub kind: Kind,
    /// Every figure of that cell and date that takes part, by publication.
    pub points: Vec<PointId>,
    /// The pairs that cannot meet, earlier publication first; the widest apart first.
    pub pairs: Vec<(PointId, PointId)>,
    /// Whether all pairs agree once a bare round number is read as rounded, or have an
    /// earlier figure that is provisional and a later one that is not.
    pub explained: bool,
}

/// Disputes of one kind that are told together, by cell and what `key` says, in the
/// order of the first of each.
pub(in crate::checks) fn together<'c, K: Ord>(
    context: &'c Context<'_>,
    kind: impl Fn(Kind) -> bool,
    key: impl Fn(&Dispute) -> K,
) -> Vec<Vec<&'c Dispute>> {
    let mut places: BTreeMap<(CellId, bool, K), usize> = BTreeMap::new();
    let mut found: Vec<Vec<&'c Dispute>> = Vec::new();
    let disputes = context.across().disputes.iter();
    for dispute in disputes.filter(|dispute| kind(dispute.kind)) {
        let key = (dispute.cell, dispute.percent, key(dispute));
        let place = *places.entry(key).or_insert_with(|| {
            found.push(Vec::new());
            found.len() - 1
        });
        found[place].push(dispute);
    }
    found
}

/// The figures of some disputes, those of one date together, in their order.
pub(in crate::checks) fn by_moment(
    context: &Context<'_>,
    disputes: &[&Dispute],
) -> Vec<Vec<PointId>> {
    let date = |point: PointId| {
        let group = context.figures.group(context.figures.point(point).group);
        days(group.window.as_ref())
    };
    let mut blocks: Vec<Vec<PointId>> = Vec::new();
    let mut seen: FxHashSet<PointId> = FxHashSet::default();
    for dispute in disputes {
        let new: Vec<PointId> = (dispute.points.iter().copied())
            .filter(|&point| seen.insert(point))
            .collect();
        match (blocks.last_mut(), new.first()) {
            (_, None) => {}
            (Some(block), Some(&first)) if date(block[0]) == date(first) => block.extend(new),
            _ => blocks.push(new),
        }
    }
    blocks
}

/// Beyond this many figures of one date, only those at the ends are paired up.
const PAIRED: usize = 40;

/// Every dispute, by cell and date; and the points that a later edition has replaced.
pub(super) fn disputes(
    context: &Context<'_>,
    timeline: &Timeline,
    revisions: &Revisions,
) -> (Vec<Dispute>, FxHashSet<PointId>) {
    let mut found = Vec::new();
    let mut replaced = FxHashSet::default();
    for (series, entries) in timeline.all() {
        if entries.len() < 2 {
            continue;
        }
        for moment in entries.chunk_by(|a, b| a.date == b.date) {
            if moment.len() > 1 {
                let gone = moment_disputes(context, revisions, series, moment, &mut found);
                replaced.extend(gone);
            }
        }
    }
    (found, replaced)
}

fn moment_disputes(
    context: &Context<'_>,
    revisions: &Revisions,
    series: &Series,
    moment: &[Entry],
    found: &mut Vec<Dispute>,
) -> Vec<PointId> {
    let points: Vec<PointId> = moment.iter().map(|entry| entry.point).collect();
    let plausible = context.dossier().settings.plausible;
    // Plausible intervals lie inside the hard ones: where they meet, so do those.
    let reading = if plausible {
        Layer::Plausible
    } else {
        Layer::Hard
    };
    if !ends_clash(context, &points, reading) {
        return Vec::new();
    }
    let Editions {
        standing,
        revised,
        replaced,
    } = editions::compare(context, revisions, &points);
    let figures = context.figures;
    let dispute = |kind: Kind, points: Vec<PointId>, pairs: Vec<(PointId, PointId)>| Dispute {
        cell: series.cell,
        percent: series.percent,
        kind,
        points,
        explained: pairs.iter().all(|&(a, b)| {
            let draft = provisional(figures, a) && !provisional(figures, b);
            draft || reconciled_by(context, a, b).is_some()
        }),
        pairs,
    };
    for (earlier, later, kind) in revised {
        found.push(dispute(kind, vec![earlier, later], vec![(earlier, later)]));
    }
    let pairs = clashes(context, &standing, Layer::Hard);
    if !pairs.is_empty() {
        found.push(dispute(Kind::Disagree, points, pairs));
    } else if plausible {
        let pairs = clashes(context, &standing, Layer::Plausible);
        if !pairs.is_empty() {
            found.push(dispute(Kind::Strained, standing, pairs));
        }
    }
    replaced
}

/// Whether some two of the points cannot meet: the highest lower end is above the
/// lowest upper one.
pub(super) fn ends_clash(context: &Context<'_>, points: &[PointId], layer: Layer) -> bool {
    let (low, high) = extremes(context, points, layer);
    interval(context, high, layer).entirely_below(interval(context, low, layer))
}

/// The first point with the highest lower end, and with the lowest upper one.
fn extremes(context: &Context<'_>, points: &[PointId], layer: Layer) -> (PointId, PointId) {
    let mut found = (points[0], points[0]);
    for &point in &points[1..] {
        let own = interval(context, point, layer);
        if by_low(own, interval(context, found.0, layer)).is_gt() {
            found.0 = point;
        }
        if by_high(own, interval(context, found.1, layer)).is_lt() {
            found.1 = point;
        }
    }
    found
}

/// The pairs that cannot meet, in the order of the points, the widest apart first.
fn clashes(context: &Context<'_>, points: &[PointId], layer: Layer) -> Vec<(PointId, PointId)> {
    if points.len() < 2 || !ends_clash(context, points, layer) {
        return Vec::new();
    }
    let apart =
        |a: PointId, b: PointId| !interval(context, a, layer).meets(interval(context, b, layer));
    let (low, high) = extremes(context, points, layer);
    let place = |point: PointId| points.iter().position(|&other| other == point);
    let widest = if place(low) < place(high) {
        (low, high)
    } else {
        (high, low)
    };
    let mut pairs = vec![widest];
    for (at, &a) in points.iter().enumerate() {
        if points.len() <= PAIRED {
            for &b in &points[at + 1..] {
                if apart(a, b) && (a, b) != widest {
                    pairs.push((a, b));
                }
            }
        } else if a != low && a != high {
            let end = [low, high].into_iter().find(|&end| apart(a, end));
            pairs.extend(end.map(|end| (end, a)));
        }
    }
    pairs
}

/// Whether the first point says less than the second.
pub(super) fn wider(context: &Context<'_>, a: PointId, b: PointId) -> bool {
    match (context.hard(a).width(), context.hard(b).width()) {
        (Some(a), Some(b)) => a > b,
        (a, b) => a.is_none() && b.is_some(),
    }
}

/// What reconciles two points: "agrees if 4,000 is rounded to the thousand".
pub(in crate::checks) fn rounded_note(
    context: &Context<'_>,
    a: PointId,
    b: PointId,
) -> Option<String> {
    let round = reconciled_by(context, a, b)?;
    let claim = context.claim(best(context, round).claim);
    let place = claim.value.as_ref()?.number()?.last_place();
    let name = match place.to_i64() {
        Some(10) => "ten".to_owned(),
        Some(100) => "hundred".to_owned(),
        Some(1_000) => "thousand".to_owned(),
        Some(10_000) => "ten thousand".to_owned(),
        Some(100_000) => "hundred thousand".to_owned(),
        Some(1_000_000) => "million".to_owned(),
        _ => crate::quantity::group(&place),
    };
    Some(format!(
        "agrees if {} is rounded to the {name}",
        context.printed(claim)
    ))
}
