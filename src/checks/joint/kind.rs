//! Which check reports a contradiction between texts or dates.

use crate::engine::Conflict;
use crate::joint::{Because, Case, Layer, Words};

use super::super::Context;
use super::sides::TwoSides;

/// A contradiction between texts or dates.
#[derive(Debug)]
pub(in crate::checks) struct Across<'c> {
    /// Where it stands.
    pub case: &'c Case,
    /// The contradiction.
    pub conflict: &'c Conflict,
    /// The cell of which two texts say different things, if it is between two.
    pub sides: Option<&'c TwoSides>,
}

/// What sort of contradiction one is.
#[derive(Debug)]
pub(in crate::checks) struct Sorted {
    /// The check that reports it.
    check: &'static str,
    /// The cell of which two texts say different things, if it is between two.
    sides: Option<TwoSides>,
}

/// The contradictions between texts or dates that this check reports.
pub(in crate::checks) fn across<'a>(
    context: &'a Context<'_>,
    check: &'static str,
) -> impl Iterator<Item = Across<'a>> {
    let sorted = context.sorted().iter();
    all(context)
        .zip(sorted)
        .filter(move |(_, sorted)| sorted.check == check)
        .map(|((case, conflict), sorted)| Across {
            case,
            conflict,
            sides: sorted.sides.as_ref(),
        })
}

/// All contradictions between texts or dates.
fn all<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (&'a Case, &'a Conflict)> {
    let cases = context.joint().cases.iter();
    let cases = cases.filter(|case| case.layer != Layer::Source && case.words == Words::Hard);
    cases
        .flat_map(|case| case.conflicts.iter().map(move |conflict| (case, conflict)))
        .filter(|(_, conflict)| !conflict.claims.is_empty())
}

/// What sort each contradiction between texts or dates is, in the order of the cases.
pub(in crate::checks) fn sorted(context: &Context<'_>) -> Vec<Sorted> {
    // One after the other: a thread that waits here must not take up another check.
    all(context)
        .map(|(case, conflict)| sort(context, case, conflict))
        .collect()
}

fn sort(context: &Context<'_>, case: &Case, conflict: &Conflict) -> Sorted {
    let world = &case.world;
    let falls = (conflict.edits.iter()).any(|&edit| *world.because(edit) == Because::Later);
    let mut moments =
        (conflict.claims.iter()).map(|&claim| world.unknown(world.system.claim_cell(claim)).moment);
    let first = moments.next();
    let one_moment = moments.all(|moment| Some(moment) == first);
    let sides = TwoSides::of(context, case, conflict);
    let check = match (case.layer, &sides) {
        (Layer::Publisher, _) if falls => "cumulative-decrease",
        (Layer::Publisher, _) if one_moment => "unannounced-revision",
        (Layer::All, Some(_)) if falls => "cumulative-decrease",
        (Layer::All, Some(_)) if one_moment => "sources-disagree",
        _ => "cannot-all-hold-together",
    };
    Sorted {
        check,
        sides: sides.filter(|_| check != "cannot-all-hold-together"),
    }
}
