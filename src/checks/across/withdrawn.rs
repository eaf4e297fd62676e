//! Superseded and retracted claims, and what a later edition replaced: not compared, but
//! told where one speaker repeats what another no longer says.

use rustc_hash::FxHashMap;

use crate::dossier::{ClaimId, ClaimState, SpeakerId};
use crate::figures::{Cell, Figures, PointId, days};
use crate::findings::Finding;
use crate::quantity::{Interval, Window};

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

/// A figure that its speaker no longer stands for.
struct Gone {
    claim: ClaimId,
    /// `superseded there`, `retracted there`, `replaced in ed2`.
    how: String,
}

/// Says of figures that cannot meet where one of them stands in a withdrawn or replaced
/// claim of the other's speaker for the same date: whoever prints it may repeat that.
pub(in crate::checks) fn note_withdrawn(
    context: &Context<'_>,
    finding: &mut Finding,
    pairs: &[(PointId, PointId)],
) {
    /// Beyond this many figures nothing more is said.
    const LIMIT: usize = 3;
    let across = context.across();
    if across.withdrawn.by_cell.is_empty() && across.outdated.is_empty() {
        return;
    }
    // What is gone, and who may repeat it.
    let mut found: Vec<(Gone, Vec<String>)> = Vec::new();
    let both = pairs.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    for (repeated, other) in both {
        let gone = withdrawn(context, repeated, other);
        let Some(gone) = gone.or_else(|| replaced(context, repeated, other)) else {
            continue;
        };
        let source = context.figures.source_of(repeated).to_owned();
        match found
            .iter_mut()
            .find(|(known, _)| known.claim == gone.claim)
        {
            Some((_, sources)) if sources.contains(&source) => {}
            Some((_, sources)) => sources.push(source),
            None => found.push((gone, vec![source])),
        }
    }
    for (gone, sources) in found.into_iter().take(LIMIT) {
        let claim = context.claim(gone.claim);
        finding.help.push(format!(
            "{} stood in {} too and was {} (`{}`): {} may repeat it",
            context.printed(claim),
            context.dossier().source(claim.source).id,
            gone.how,
            claim.id,
            list(&sources, 3),
        ));
    }
}

/// Whether something said of the cell and date of the first figure, by the speaker of the
/// other, is what the first says and not what the other does.
fn explains(
    context: &Context<'_>,
    (said, speaker, window): (&Interval, SpeakerId, Option<&Window>),
    repeated: PointId,
    other: PointId,
) -> bool {
    let figures = context.figures;
    let group = |point: PointId| figures.group(figures.point(point).group);
    speaker == group(other).speaker
        && speaker != group(repeated).speaker
        && days(window) == days(group(repeated).window.as_ref())
        && said.meets(context.hard(repeated))
        && !said.meets(context.hard(other))
}

/// A superseded or retracted claim that explains the first of two figures.
fn withdrawn(context: &Context<'_>, repeated: PointId, other: PointId) -> Option<Gone> {
    let figures = context.figures;
    let cell = figures.cells.get(figures.point(repeated).cell);
    let claims = context.across().withdrawn.by_cell.get(cell)?.iter();
    let mut fitting = claims.filter(|(id, hard)| {
        let claim = context.claim(*id);
        let said = (hard, claim.speaker, claim.when.window.as_ref());
        explains(context, said, repeated, other)
    });
    let &(claim, _) = fitting.next()?;
    let how = match context.claim(claim).state {
        ClaimState::Retracted => "retracted there",
        _ => "superseded there",
    };
    Some(Gone {
        claim,
        how: how.to_owned(),
    })
}

/// A figure of an older edition that explains the first of two figures.
fn replaced(context: &Context<'_>, repeated: PointId, other: PointId) -> Option<Gone> {
    let (figures, across) = (context.figures, context.across());
    let cell = figures.point(repeated).cell;
    let series = [false, true].map(|percent| across.timeline.find(cell, percent));
    let entries = series.into_iter().flatten();
    let mut entries = entries.flat_map(|series| across.timeline.points(series));
    let old = entries.find(|entry| {
        let group = figures.group(figures.point(entry.point).group);
        let hard = context.hard(entry.point);
        across.outdated.contains(&entry.point)
            && explains(
                context,
                (hard, group.speaker, group.window.as_ref()),
                repeated,
                other,
            )
    })?;
    Some(Gone {
        claim: figures.lead(old.point),
        how: format!("replaced in {}", figures.source_of(other)),
    })
}
