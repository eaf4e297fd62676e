//! Implied figures: what follows, from the figures of a layer, for cells that nobody
//! printed, and which printed figures it rests on.

use rustc_hash::FxHashSet;

use crate::dossier::ClaimId;
use crate::engine::{
    self, CellIndex, Components, Reasoning, Step, Why, implied_cells, implied_each,
};
use crate::figures::{Cell, CellId, Figures, PointId};
use crate::quantity::{Exact, Interval};

use super::build::Builder;
use super::decide::{Question, finished};
use super::layer::{Layer, Moment, Words};
use super::world::{Because, Sort, Unknown, World};

/// A range is narrow where it is at most this part of its upper end wide.
const NARROW: i64 = 20;

/// A cell to ask for though nobody may print it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it is a quantity of.
    pub cell: Cell,
    /// Of when, in the terms of the layer.
    pub moment: Moment,
    /// In whose text or words, in the terms of the layer.
    pub scope: (u32, u32),
}

/// What follows for one cell that nobody printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Implied {
    /// Its place in the world.
    pub at: CellIndex,
    /// What it can be.
    pub interval: Interval,
    /// Whether that is as narrow as can be; it holds in any case.
    pub exact: bool,
    /// Why it is not lower.
    pub low: Option<Reasoning>,
    /// Why it is not higher.
    pub high: Option<Reasoning>,
    /// The printed figures it rests on, sorted.
    pub claims: Vec<ClaimId>,
}

/// What follows from the figures of one layer.
#[derive(Clone, Debug)]
pub struct Follows {
    /// Whose figures were taken together.
    pub layer: Layer,
    /// The figures, and what ties them together.
    pub world: World,
    /// What follows, in the order of the cells of the world.
    pub implied: Vec<Implied>,
    /// Figures beside cells that were asked for, of which nothing follows: they
    /// contradict each other, or a limit left that open. Sorted.
    pub left_out: Vec<ClaimId>,
}

/// Tells cells that nobody prints from the others.
#[derive(Clone, Debug)]
pub struct Unprinted<'f, 'd> {
    figures: &'f Figures<'d>,
    printed: FxHashSet<(CellId, i64, i64)>,
}

impl<'f, 'd> Unprinted<'f, 'd> {
    /// By the figures of all sources.
    pub fn of(figures: &'f Figures<'d>) -> Unprinted<'f, 'd> {
        let points = (0..figures.points.len() as u32).map(PointId);
        let printed = points.map(|id| {
            let (start, end, _) = figures.date_of(id, 0);
            (figures.point(id).cell, start, end)
        });
        Unprinted {
            figures,
            printed: printed.collect(),
        }
    }

    /// Whether no figure of any source is about this cell and moment.
    pub fn admits(&self, unknown: &Unknown) -> bool {
        let printed = |cell: CellId| {
            let moment = unknown.moment;
            self.printed.contains(&(cell, moment.start, moment.end))
        };
        unknown.sort == Sort::Level && !self.figures.cells.find(&unknown.cell).is_some_and(printed)
    }
}

/// Whether a range says about as much as a number: a single one, or a width of at most
/// a twentieth of the upper end.
pub fn is_narrow(interval: &Interval) -> bool {
    let Interval {
        low: Some(low),
        high: Some(high),
    } = interval
    else {
        return false;
    };
    let width = &high.value - &low.value;
    width.is_zero() || (high.value > Exact::ZERO && &width * &Exact::from(NARROW) <= high.value)
}

impl Follows {
    /// What follows for the cells that `wanted` names and whose range `enough` admits.
    /// The claims in `skip` take no part, nor do components that cannot hold.
    pub fn of(
        question: &Question<'_, '_, '_>,
        layer: Layer,
        skip: &FxHashSet<ClaimId>,
        wanted: &(dyn Fn(&Unknown) -> bool + Sync),
        enough: &dyn Fn(&Interval) -> bool,
    ) -> Follows {
        Follows::among(question, layer, skip, (&|_| true, &[]), wanted, enough)
    }

    /// The same from the figures that `admits` names, also for cells that are asked for
    /// though no figure lies inside them or beside them.
    pub fn among(
        question: &Question<'_, '_, '_>,
        layer: Layer,
        skip: &FxHashSet<ClaimId>,
        (admits, also): (&dyn Fn(PointId) -> bool, &[Asked]),
        wanted: &(dyn Fn(&Unknown) -> bool + Sync),
        enough: &dyn Fn(&Interval) -> bool,
    ) -> Follows {
        let world = world_of(question, layer, skip, admits, also);
        let components = Components::of(&world.system);
        let asked: Vec<bool> = world.unknowns.iter().map(wanted).collect();
        let ranges = implied_cells(&world.system, &components, |cell| asked[cell.0 as usize]);
        let left_out = left_out(&world, &components, &asked, &ranges);
        let cells: Vec<CellIndex> = (ranges.iter())
            .filter(|range| enough(&range.interval))
            .map(|range| range.cell)
            .collect();
        let implied = implied_each(&world.system, &components, &cells)
            .into_iter()
            .map(|found| Implied::of(&world, &components, found))
            .collect();
        Follows {
            layer,
            world,
            implied,
            left_out,
        }
    }
}

/// The world of a layer, read by what words exclude. Only declared sources are compared
/// with others.
pub(super) fn world_of(
    question: &Question<'_, '_, '_>,
    layer: Layer,
    skip: &FxHashSet<ClaimId>,
    admits: &dyn Fn(PointId) -> bool,
    asked: &[Asked],
) -> World {
    let figures = question.figures;
    let points = (0..figures.points.len() as u32).map(PointId);
    let points: Vec<PointId> = points.filter(|&point| admits(point)).collect();
    let mut builder = Builder::new(figures, layer, Words::Hard, &points, skip);
    asked.iter().for_each(|asked| builder.ask(asked));
    builder.whole = true;
    finished(question, builder, Words::Hard, skip)
}

/// The claims of components in which nothing was found though something was asked.
fn left_out(
    world: &World,
    components: &Components,
    asked: &[bool],
    found: &[engine::Implied],
) -> Vec<ClaimId> {
    let of = |cell: CellIndex| components.of_cell(cell);
    let decided: FxHashSet<u32> = found.iter().map(|found| of(found.cell)).collect();
    let mut failed: Vec<u32> = (asked.iter().zip(0..))
        .filter(|(asked, _)| **asked)
        .map(|(_, at)| of(CellIndex(at)))
        .filter(|component| !decided.contains(component))
        .collect();
    failed.sort_unstable();
    failed.dedup();
    let mut claims: Vec<ClaimId> = (failed.iter())
        .flat_map(|&component| components.claims(component))
        .map(|&claim| world.claims[claim as usize])
        .collect();
    claims.sort_unstable();
    claims.dedup();
    claims
}

impl Implied {
    /// What the engine found, with the claims it rests on.
    pub(super) fn of(world: &World, components: &Components, found: engine::Implied) -> Implied {
        let mut claims = Vec::new();
        for reason in [&found.low, &found.high].into_iter().flatten() {
            match reason {
                Reasoning::Steps(steps) => claims.extend(claims_of(world, steps)),
                Reasoning::Sum(proof) => proof.each_part(&mut |part| match part.origin {
                    engine::Origin::Claim(claim) => claims.push(world.claim(claim)),
                    engine::Origin::Edit(edit) => claims.extend(printed(world, edit)),
                    engine::Origin::NonNegative(_) | engine::Origin::Case(_) => {}
                }),
                // Nobody knows which, so all that it can rest on.
                Reasoning::Unexplained => {
                    let component = components.of_cell(found.cell);
                    let all = components.claims(component).iter();
                    claims.extend(all.map(|&claim| world.claims[claim as usize]));
                }
            }
        }
        claims.sort_unstable();
        claims.dedup();
        Implied {
            at: found.cell,
            interval: found.interval,
            exact: found.exact,
            low: found.low,
            high: found.high,
            claims,
        }
    }
}

fn claims_of(world: &World, steps: &[Step]) -> Vec<ClaimId> {
    let claims = steps.iter().filter_map(|step| match step.why {
        Why::Claim(claim) => Some(world.claim(claim)),
        Why::Edit(edit) => printed(world, edit),
        Why::NonNegative => None,
    });
    claims.collect()
}

fn printed(world: &World, edit: engine::EditIndex) -> Option<ClaimId> {
    match world.because(edit) {
        Because::Printed(claim) => Some(*claim),
        _ => None,
    }
}
