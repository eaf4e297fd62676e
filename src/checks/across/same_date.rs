//! Figures of one cell and one date that do not fit together, sorted by what
//! explains them: an announced or silent revision by one speaker, or sources
//! that disagree. Whether there is any conflict at all is decided from the ends
//! of the intervals alone; pairs are looked at only where there is one.

use std::collections::BTreeMap;

use crate::dossier::{ClaimId, SpeakerId};
use crate::figures::{CellId, PointId};

use super::super::Context;
use super::bounds::{by_high, by_low, interval, reconciled_by};
use super::revisions::{Revisions, provisional};
use super::timeline::{Entry, Timeline, days};
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
    /// What explains it.
    pub kind: Kind,
    /// Every figure of that cell and date that takes part, by publication.
    pub points: Vec<PointId>,
    /// The pairs that cannot meet, earlier publication first; the widest apart first.
    pub pairs: Vec<(PointId, PointId)>,
    /// Whether all pairs agree once a bare round number is read as rounded.
    pub rounded: bool,
}

/// Beyond this many figures of one date, only those at the ends are paired up.
const PAIRED: usize = 40;

/// Every dispute, by cell and date.
pub(super) fn disputes(
    context: &Context<'_>,
    timeline: &Timeline,
    revisions: &Revisions,
) -> Vec<Dispute> {
    let mut found = Vec::new();
    for (series, entries) in timeline.all() {
        if entries.len() < 2 {
            continue;
        }
        for moment in entries.chunk_by(|a, b| a.date == b.date) {
            if moment.len() > 1 {
                let cell = series.cell;
                moment_disputes(context, revisions, cell, moment, &mut found);
            }
        }
    }
    found
}

fn moment_disputes(
    context: &Context<'_>,
    revisions: &Revisions,
    cell: CellId,
    moment: &[Entry],
    found: &mut Vec<Dispute>,
) {
    let points: Vec<PointId> = moment.iter().map(|entry| entry.point).collect();
    let plausible = context.dossier().settings.plausible;
    // Plausible intervals lie inside the hard ones: where they meet, so do those.
    let reading = if plausible {
        Layer::Plausible
    } else {
        Layer::Hard
    };
    if !ends_clash(context, &points, reading) {
        return;
    }
    let standing = editions(context, revisions, cell, &points, found);
    let dispute = |kind: Kind, pairs: Vec<(PointId, PointId)>| Dispute {
        cell,
        kind,
        points: points.clone(),
        rounded: pairs
            .iter()
            .all(|&(a, b)| reconciled_by(context, a, b).is_some()),
        pairs,
    };
    let pairs = clashes(context, &standing, Layer::Hard);
    if !pairs.is_empty() {
        found.push(dispute(Kind::Disagree, pairs));
    } else if plausible {
        let pairs = clashes(context, &standing, Layer::Plausible);
        if !pairs.is_empty() {
            let mut strained = dispute(Kind::Strained, pairs);
            strained.points = standing;
            found.push(strained);
        }
    }
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

/// Compares each speaker's editions among themselves, and gives the points that
/// still stand: those that no later edition of the same speaker has replaced.
fn editions(
    context: &Context<'_>,
    revisions: &Revisions,
    cell: CellId,
    points: &[PointId],
    found: &mut Vec<Dispute>,
) -> Vec<PointId> {
    let figures = context.figures;
    let mut by_speaker: BTreeMap<SpeakerId, Vec<PointId>> = BTreeMap::new();
    for &point in points {
        let speaker = figures.group(figures.point(point).group).speaker;
        by_speaker.entry(speaker).or_default().push(point);
    }
    let published = |point: PointId| {
        let source = figures.group(figures.point(point).group).source;
        let window = context.dossier().source(source).published.as_ref();
        days(window.map(|window| &window.value))
    };
    let mut revised = Vec::new();
    let mut standing = Vec::new();
    for &point in points {
        let speaker = figures.group(figures.point(point).group).speaker;
        let own = &by_speaker[&speaker];
        let last = own.iter().map(|&other| published(other).0).max();
        if last.is_none_or(|last| published(point).1 >= last) {
            standing.push(point);
        }
    }
    // In the order of their first points, so that numbers of speakers do not matter.
    let mut order: Vec<&Vec<PointId>> = by_speaker.values().filter(|own| own.len() > 1).collect();
    order.sort_by_key(|own| points.iter().position(|point| *point == own[0]));
    for own in order {
        let mut known = own[0];
        for &next in &own[1..] {
            let ordered = published(known).1 < published(next).0;
            if ordered && super::clash(context, known, next) {
                revised.push((known, next));
                known = next;
            } else if ordered && !wider(context, next, known) {
                known = next;
            }
        }
    }
    for (earlier, later) in revised {
        let kind = match revisions.announced(earlier, later) {
            Some(claim) => Kind::Announced(claim),
            None if provisional(figures, earlier) => Kind::Provisional,
            None => Kind::Unannounced,
        };
        found.push(Dispute {
            cell,
            kind,
            points: vec![earlier, later],
            pairs: vec![(earlier, later)],
            rounded: reconciled_by(context, earlier, later).is_some(),
        });
    }
    standing
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
