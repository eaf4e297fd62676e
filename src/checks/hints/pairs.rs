//! Two figures that conflict: one slip of the pen apart, or printed in the place of
//! another pair.

use rustc_hash::FxHashMap;

use crate::figures::{GroupId, PointId};
use crate::findings::{Finding, Hint};
use crate::quantity::Exact;
use crate::text::Severity;

use super::evidence::says_slip;
use super::said::{Known, Said};
use super::{evidence::Tenths, slip};

/// Checks of figures that should be one, or in one order.
pub(super) const CONFLICTS: [&str; 5] = [
    "sources-disagree",
    "unannounced-revision",
    "self-contradiction",
    "cumulative-decrease",
    "scope-breach",
];

/// So many pairs of one finding are looked at.
const MOST: usize = 8;

/// The pairs of a conflict that state exact numbers, the first ones only. What growth
/// or rounding explains is a note, and needs no other explanation.
fn of(known: &Known<'_, '_>, finding: &Finding) -> Vec<(Said, Said)> {
    conflicts(finding)
        .filter_map(|(a, b)| Some((known.said(a)?, known.said(b)?)))
        .filter(|(a, b)| a.number != b.number)
        .collect()
}

/// The first pairs of claims that conflict, a warning or more.
pub(super) fn conflicts(finding: &Finding) -> impl Iterator<Item = &(String, String)> {
    let grave = CONFLICTS.contains(&finding.check) && finding.severity >= Severity::Warning;
    let most = if grave { MOST } else { 0 };
    finding.conflicts.iter().take(most)
}

pub(super) fn attach(known: &Known<'_, '_>, findings: &mut [Finding]) {
    let pairs: Vec<Vec<(Said, Said)>> = (findings.iter())
        .map(|finding| of(known, finding))
        .collect();
    let stated = Stated::of(known, pairs.iter().flatten());
    for (finding, pairs) in findings.iter_mut().zip(&pairs) {
        // Where repairs name a slip already, so does the help.
        if !says_slip(finding, "")
            && let Some(hint) = pairs.iter().find_map(|pair| apart(known, pair))
        {
            finding.hints.push(hint);
        }
        if !says_slip(finding, "exchanged")
            && let Some(hint) = pairs.iter().find_map(|pair| stated.exchanged(known, pair))
        {
            finding.hints.push(hint);
        }
    }
}

/// Two printed numbers that one slip of the pen makes of each other.
fn apart(known: &Known<'_, '_>, (a, b): &(Said, Said)) -> Option<Hint> {
    let claim = |said: &Said| known.context.claim(said.claim);
    let (words, evidence) = slip::between(claim(a), claim(b))?;
    let message = format!(
        "{} and {} are one slip of the pen apart ({words}): compare both with the print",
        known.words(a),
        known.words(b)
    );
    let hint = Hint::new("digit-slip", message).on([known.id(a), known.id(b)]);
    evidence.is_telling().then(|| evidence.on(hint))
}

/// Which texts state which of the numbers that would show an exchange.
struct Stated(FxHashMap<(GroupId, Exact), Vec<PointId>>);

impl Stated {
    fn of<'p>(known: &Known<'_, '_>, pairs: impl Iterator<Item = &'p (Said, Said)>) -> Stated {
        let figures = known.context.figures;
        let group = |said: &Said| figures.point(said.point).group;
        let mut wanted: FxHashMap<(GroupId, Exact), Vec<PointId>> = FxHashMap::default();
        let mut groups: Vec<GroupId> = Vec::new();
        for (a, b) in pairs {
            wanted.entry((group(a), b.number.clone())).or_default();
            wanted.entry((group(b), a.number.clone())).or_default();
            groups.extend([group(a), group(b)]);
        }
        groups.sort_unstable();
        groups.dedup();
        for group in groups {
            let first = figures.first_point[group.index()];
            let end = figures.first_point[group.index() + 1];
            for point in (first..end).map(PointId) {
                if let Some(number) = figures.point(point).hard().and_then(|hard| hard.single())
                    && let Some(points) = wanted.get_mut(&(group, number.clone()))
                {
                    points.push(point);
                }
            }
        }
        Stated(wanted)
    }

    /// Another cell for which the same two texts print the same two numbers the other
    /// way round.
    fn exchanged(&self, known: &Known<'_, '_>, (a, b): &(Said, Said)) -> Option<Hint> {
        let figures = known.context.figures;
        let group = |said: &Said| figures.point(said.point).group;
        let cell = |point: PointId| figures.point(point).cell;
        if group(a) == group(b) || cell(a.point) != cell(b.point) {
            return None;
        }
        let with_a = self.0.get(&(group(a), b.number.clone()))?;
        let with_b = self.0.get(&(group(b), a.number.clone()))?;
        let mut found = Vec::new();
        for &point in with_a {
            let other = with_b.iter().find(|&&other| cell(other) == cell(point));
            if cell(point) != cell(a.point)
                && let Some(&other) = other
            {
                found.push((known.at(point)?, known.at(other)?));
            }
        }
        let [(beside_a, beside_b)] = found.as_slice() else {
            return None;
        };
        let name = figures.cell_name(cell(beside_a.point));
        let message = format!(
            "the figures may be exchanged in one of the two: for {name} the same two numbers stand the other way round, {} and {}",
            known.words(beside_a),
            known.words(beside_b)
        );
        let evidence = Tenths::once_in(&(&a.number * &b.number).abs());
        let claims = [a, b, beside_a, beside_b].map(|said| known.id(said));
        let hint = Hint::new("exchanged", message).on(claims);
        evidence.is_telling().then(|| evidence.on(hint))
    }
}
