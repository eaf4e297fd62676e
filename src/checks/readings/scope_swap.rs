//! The hint that a figure may cover another scope than it seems to: it contradicts the
//! figures of its own cell, and continues those that another source prints of a part of
//! it, or of a whole around it. The method is the scope swap of `docs/engine.md`: what is
//! near is found by a scan, and told only if the ordinary checks then find nothing.

use std::collections::BTreeSet;

use crate::checks::across;
use crate::dossier::{ClaimId, MeasureId, OverTime};
use crate::figures::{CellId, Figures, PointId};
use crate::findings::{Finding, Hint};
use crate::quantity::{Day, Exact, Interval};
use crate::text::Severity;

use super::trial::{self, Pair, Trials, pairs};
use super::units::{Scope, Unit};

/// The checks on figures that seem to be of one cell.
const CHECKS: [&str; 4] = [
    "self-contradiction",
    "sources-disagree",
    "cumulative-decrease",
    "unannounced-revision",
];
/// So many findings get such a hint at most, in the order of the files.
const FINDINGS: usize = 40;
/// So many scopes are tried for one figure, the nearest first.
const SCOPES: usize = 6;
/// So many figures are audited at most for all such hints, each counted once more for
/// every contradiction around it, up to a limit: those take the most time.
const BUDGET: usize = 250_000;
/// So many contradictions count.
const COUNTED: usize = 20;

/// A scope that another source prints.
struct Candidate {
    /// How far the figure is from the one printed for that scope, as a fraction of it.
    apart: Exact,
    /// The cell of that scope.
    cell: CellId,
    /// The figure printed for it.
    beside: PointId,
}

/// Adds the hints to the findings that they may explain.
pub(in crate::checks) fn hint_at_scopes(figures: &Figures<'_>, findings: &mut [Finding]) {
    let standing: BTreeSet<Pair> = (findings.iter())
        .filter(|finding| finding.severity != Severity::Note)
        .flat_map(pairs)
        .collect();
    let mut concerned: Vec<&mut Finding> = (findings.iter_mut())
        .filter(|finding| CHECKS.contains(&finding.check) && !finding.conflicts.is_empty())
        .collect();
    if concerned.is_empty() {
        return;
    }
    concerned.sort_by_key(|finding| finding.locations.first().map(|at| at.span));
    let mut left = BUDGET;
    for finding in concerned.into_iter().take(FINDINGS) {
        if let Some(hint) = hint(figures, finding, &standing, &mut left) {
            finding.hints.push(hint);
        }
    }
}

/// The hint on a finding, if one of its figures continues another scope's.
fn hint(
    figures: &Figures<'_>,
    finding: &Finding,
    standing: &BTreeSet<Pair>,
    left: &mut usize,
) -> Option<Hint> {
    let concerned: BTreeSet<&str> = (finding.conflicts.iter())
        .flat_map(|(a, b)| [a.as_str(), b.as_str()])
        .collect();
    let mut found: Vec<(Candidate, ClaimId)> = Vec::new();
    for (at, claim) in figures.dossier.claims.iter().enumerate() {
        let open = claim
            .more
            .as_ref()
            .is_some_and(|more| !more.readings.is_empty());
        if open || !concerned.contains(&*claim.id) {
            continue;
        }
        if let Some(point) = figures.point_of_claim[at] {
            let near = candidates(figures, point);
            found.extend(near.into_iter().map(|near| (near, ClaimId::from(at))));
        }
    }
    found.sort_by(|(a, x), (b, y)| (&a.apart, a.cell, x).cmp(&(&b.apart, b.cell, y)));
    let told: BTreeSet<Pair> = pairs(finding).collect();
    for (candidate, claim) in found.into_iter().take(SCOPES) {
        if reconciles(figures, (claim, candidate.cell), &told, standing, left)? {
            return Some(words(figures, claim, &candidate));
        }
    }
    None
}

/// Scopes inside or around that of a figure for which another source prints a number
/// that the figure may continue.
fn candidates(figures: &Figures<'_>, point: PointId) -> Vec<Candidate> {
    let codebook = &figures.dossier.codebook;
    let (group, cell) = (figures.point(point).group, figures.point(point).cell);
    let own_source = figures.group(group).source;
    let Some(own) = figures.point(point).hard().and_then(exact) else {
        return Vec::new();
    };
    let measure = figures.cells.get(cell).measure;
    let nature = codebook.measure(measure).over_time;
    // A text that prints both scopes means what it says.
    let own_cells: BTreeSet<CellId> = (figures.points.iter())
        .filter(|other| figures.group(other.group).source == own_source)
        .map(|other| other.cell)
        .collect();
    let mut near: Vec<Candidate> = Vec::new();
    for (at, other) in figures.points.iter().enumerate() {
        let id = PointId(at as u32);
        let cells = &figures.cells;
        if other.cell == cell || cells.get(other.cell).measure != measure {
            continue;
        }
        let nested = cells.contains(cell, other.cell, codebook)
            || cells.contains(other.cell, cell, codebook);
        if !nested || own_cells.contains(&other.cell) {
            continue;
        }
        let Some(number) = other.hard().and_then(exact) else {
            continue;
        };
        let (Some(days), Some(own_days)) = (day(figures, id), day(figures, point)) else {
            continue;
        };
        let change = match own_days.cmp(&days) {
            std::cmp::Ordering::Equal => Exact::ZERO,
            std::cmp::Ordering::Greater => &own - &number,
            std::cmp::Ordering::Less => &number - &own,
        };
        let fits = match (own_days == days, nature) {
            (true, _) | (_, OverTime::Event | OverTime::Flow) => own == number,
            (false, OverTime::Cumulative) => !change.is_negative(),
            (false, OverTime::Stock) => true,
        };
        let Some(apart) = (&own - &number).abs().checked_div(&number.abs()) else {
            continue;
        };
        // Twice as many are no continuation.
        if fits && apart <= Exact::ratio(1, 2) {
            near.push(Candidate {
                apart,
                cell: other.cell,
                beside: id,
            });
        }
    }
    near.sort_by(|a, b| (&a.apart, a.cell, a.beside).cmp(&(&b.apart, b.cell, b.beside)));
    let mut cells = BTreeSet::new();
    near.retain(|candidate| cells.insert(candidate.cell));
    near
}

/// The one number that an interval holds.
fn exact(interval: &Interval) -> Option<Exact> {
    let low = interval.low.as_ref()?;
    interval.width()?.is_zero().then(|| low.value.clone())
}

/// The first day of what a point is about.
fn day(figures: &Figures<'_>, point: PointId) -> Option<Day> {
    let group = figures.group(figures.point(point).group);
    group.window.as_ref()?.start
}

/// Whether the contradictions of a finding end, and no other begins, if a claim is of
/// that cell; none where no more may be tried. `standing` are those of the audit.
fn reconciles(
    figures: &Figures<'_>,
    (claim, cell): (ClaimId, CellId),
    told: &BTreeSet<Pair>,
    standing: &BTreeSet<Pair>,
    left: &mut usize,
) -> Option<bool> {
    let dossier = figures.dossier;
    let written = dossier.claim(claim);
    let measures: Vec<MeasureId> = trial::connected(dossier, &[written.measure]);
    let part = dossier.subset(|claim| measures.contains(&claim.measure));
    let weight = 1 + standing.len().min(COUNTED);
    *left = left.checked_sub(weight * part.claims.len())?;
    let at = part
        .claims
        .iter()
        .position(|other| other.id == written.id)?;
    let wanted = &figures.cells.get(cell).codes;
    // Codes that the claim names and the cell does not go back to their roots.
    let mut scope: Scope = (written.codes.iter())
        .map(|&(dimension, _)| (dimension, crate::dossier::CodeId(0)))
        .filter(|(dimension, _)| wanted.iter().all(|(known, _)| known != dimension))
        .collect();
    scope.extend(wanted.iter().copied());
    let unit = Unit::new(&part, ClaimId::from(at), vec![Scope::new(), scope]);
    let mut trials = Trials::with(part, vec![unit]);
    let after = trials.run(&[1])?;
    let members = trials.units[0].members.iter();
    let ids: BTreeSet<&str> = members
        .map(|&member| &*trials.dossier.claim(member).id)
        .collect();
    // "Agrees with all figures" is to be true of the claim and all its parts.
    let agrees =
        (after.pairs.iter()).all(|(a, b)| !ids.contains(a.as_str()) && !ids.contains(b.as_str()));
    Some(agrees && after.pairs.is_subset(standing) && after.pairs.is_disjoint(told))
}

/// The hint in words.
fn words(figures: &Figures<'_>, claim: ClaimId, candidate: &Candidate) -> Hint {
    let dossier = figures.dossier;
    let printed = |id: ClaimId| {
        let value = dossier.claim(id).value.as_ref();
        value.map_or_else(String::new, |value| value.printed.to_string())
    };
    let own = dossier.claim(claim);
    let beside = figures.lead(candidate.beside);
    let other = dossier.claim(beside);
    let date = other
        .when
        .window
        .as_ref()
        .map(|window| window.printed.to_string());
    let date = date.map_or_else(String::new, |date| format!(" for {date}"));
    let how_far = match candidate.apart.is_zero() {
        true => String::new(),
        false => format!(", {} apart", across::percent(&candidate.apart)),
    };
    let message = format!(
        "{} ({}) would agree with all figures as {}, of which {} prints {}{date}{how_far}; \
         if the text allows it, list both scopes in `readings`",
        printed(claim),
        dossier.source(own.source).id,
        figures.cell_name(candidate.cell),
        dossier.source(other.source).id,
        printed(beside),
    );
    Hint::new("scope-swap", message)
        .on([own.id.to_string(), other.id.to_string()])
        .scored(
            across::percent(&candidate.apart).trim_end_matches(" %"),
            "percent apart",
        )
}
