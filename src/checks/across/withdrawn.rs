//! Superseded and retracted claims: not compared, but told where one speaker repeats
//! what another has withdrawn.

use rustc_hash::FxHashMap;

use crate::dossier::{ClaimId, ClaimState};
use crate::figures::{Cell, Figures, PointId, days};
use crate::findings::Finding;
use crate::quantity::Interval;

use super::super::Context;
use super::words::list;

/// What withdrawn claims say, by cell.
#[derive(Debug, Default)]
pub(in crate::checks) struct Withdrawn {
    by_cell: FxHashMap<Cell, Vec<(ClaimId, Interval)>>,
}

impl Withdrawn {
    /// All of them.
    pub(super) fn of(figures: &Figures<'_>) -> Withdrawn {
        let mut by_cell: FxHashMap<Cell, Vec<(ClaimId, Interval)>> = FxHashMap::default();
        for (cell, claim, hard) in figures.withdrawn() {
            by_cell.entry(cell).or_default().push((claim, hard));
        }
        Withdrawn { by_cell }
    }
}

/// Says of figures that cannot meet where one of them stands in a withdrawn claim of
/// the other's speaker for the same date: whoever prints it may repeat that claim.
pub(in crate::checks) fn note_withdrawn(
    context: &Context<'_>,
    finding: &mut Finding,
    pairs: &[(PointId, PointId)],
) {
    /// Beyond this many figures nothing more is said.
    const LIMIT: usize = 3;
    let withdrawn = &context.across().withdrawn;
    if withdrawn.by_cell.is_empty() {
        return;
    }
    // The figure as printed, of whom, whether withdrawn for good; who may repeat it.
    let mut found: Vec<(ClaimId, Vec<String>)> = Vec::new();
    let both = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    for (repeated, other) in both {
        let Some(claim) = explained_by(context, withdrawn, repeated, other) else {
            continue;
        };
        let source = context.figures.source_of(repeated).to_owned();
        match found.iter_mut().find(|(known, _)| *known == claim) {
            Some((_, sources)) if sources.contains(&source) => {}
            Some((_, sources)) => sources.push(source),
            None => found.push((claim, vec![source])),
        }
    }
    for (claim, sources) in found.into_iter().take(LIMIT) {
        let claim = context.claim(claim);
        let state = match claim.state {
            ClaimState::Retracted => "retracted",
            _ => "superseded",
        };
        finding.help.push(format!(
            "{} stood in {} too and was {state} there (`{}`): {} may repeat it",
            context.printed(claim),
            context.dossier().source(claim.source).id,
            claim.id,
            list(&sources, 3),
        ));
    }
}

/// A claim of the other's speaker, for the date of the first, that says what the first
/// says and not what the other does.
fn explained_by(
    context: &Context<'_>,
    withdrawn: &Withdrawn,
    repeated: PointId,
    other: PointId,
) -> Option<ClaimId> {
    let figures = context.figures;
    let cell = figures.cells.get(figures.point(repeated).cell);
    let group = |point: PointId| figures.group(figures.point(point).group);
    let date = days(group(repeated).window.as_ref());
    let speaker = group(other).speaker;
    let claims = withdrawn.by_cell.get(cell)?.iter();
    let mut fitting = claims.filter(|(id, hard)| {
        let claim = context.claim(*id);
        claim.speaker == speaker
            && days(claim.when.window.as_ref()) == date
            && hard.meets(context.hard(repeated))
            && !hard.meets(context.hard(other))
    });
    fitting.next().map(|&(claim, _)| claim)
}
