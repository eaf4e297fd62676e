//! The bounds of one cell by all other figures: what is printed of the cell itself takes
//! no part, and figures that contradict each other are left out until the rest can hold.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::dossier::{ClaimId, OverTime};
use crate::engine::{
    Assertion, CellIndex, ClaimIndex, Components, EditIndex, Localisation, System, Verdict,
    decide_without, implied,
};
use crate::figures::{Cell, Date, Figures, PointId, days};
use crate::quantity::{Day, Window};

use super::decide::Question;
use super::implied::{Asked, Implied, world_of};
use super::layer::{Layer, Moment};
use super::world::{Sort, Unknown, World};

/// So many times figures are left out before giving up.
const MOST_ROUNDS: usize = 12;

/// A cell to explain.
#[derive(Clone, Debug)]
pub struct Asking {
    /// What it is a quantity of; a flow's period is filled in.
    pub cell: Cell,
    /// Of when; none for every moment.
    pub date: Option<Window>,
    /// Whose figures are taken together.
    pub layer: Layer,
    /// Moments beyond these, counted from the latest, are only counted.
    pub most: usize,
}

/// What a layer says of a cell at its moments.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// By moment and scope.
    pub bounds: Vec<Bounds>,
    /// Earlier moments that were not looked at.
    pub earlier: usize,
}

/// The bounds of a cell at one moment.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// The cell, its moment and its scope.
    pub unknown: Unknown,
    /// The figures around it that hold together, and what ties them together.
    pub world: World,
    /// What is printed of the cell itself.
    pub own: Vec<ClaimId>,
    /// What was left out because it contradicts others and could be wrong.
    pub contested: Vec<ClaimId>,
    /// What follows; a reason if nothing does.
    pub outcome: Result<Implied, Nothing>,
}

/// Why nothing follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// The figures contradict each other, whatever is left out.
    Contradiction,
    /// A limit was reached.
    Undecided,
}

impl Around {
    /// The bounds of a cell by the figures that `admits` names, at each moment at which
    /// its measure is printed. Claims in `skip` take no part.
    pub fn of(
        question: &Question<'_, '_, '_>,
        asking: &Asking,
        skip: &FxHashSet<ClaimId>,
        admits: &dyn Fn(PointId) -> bool,
    ) -> Around {
        let figures = question.figures;
        let mut places = places(figures, asking, admits);
        let earlier = places.len().saturating_sub(asking.most);
        places.drain(..earlier);
        let asked: Vec<Asked> = (places.into_iter())
            .map(|(moment, scope)| Asked {
                cell: at_moment(figures, &asking.cell, moment),
                moment,
                scope,
            })
            .collect();
        let world = world_of(question, asking.layer, skip, admits, &asked);
        let components = Components::of(&world.system);
        let bounds = (asked.into_iter())
            .filter_map(|asked| {
                let unknown = Unknown {
                    cell: asked.cell,
                    moment: asked.moment,
                    scope: asked.scope,
                    sort: Sort::Level,
                };
                let at = world.place(&unknown)?;
                let part = world.part(figures, &components, components.of_cell(at));
                Bounds::of(part, unknown)
            })
            .collect();
        Around { bounds, earlier }
    }
}

/// The moments and scopes to look at, the latest last.
fn places(
    figures: &Figures<'_>,
    asking: &Asking,
    admits: &dyn Fn(PointId) -> bool,
) -> Vec<(Moment, (u32, u32))> {
    let layer = asking.layer;
    let mut all: BTreeSet<(i64, i64, Moment, (u32, u32))> = BTreeSet::new();
    for id in (0..figures.points.len() as u32).map(PointId) {
        let same = figures.cells.get(figures.point(id).cell).measure == asking.cell.measure;
        let source = figures.group(figures.point(id).group).source;
        let known = layer == Layer::Source || figures.dossier.source(source).known;
        if same && known && admits(id) {
            let moment = layer.moment(figures, id);
            let scope = layer.scope(figures, id);
            all.insert((moment.start, moment.end, moment, scope));
        }
    }
    let all = all.into_iter().map(|(_, _, moment, scope)| (moment, scope));
    let Some(date) = &asking.date else {
        return all.collect();
    };
    let (start, end) = days(Some(date));
    let all: Vec<(Moment, (u32, u32))> = all.collect();
    let those = |fits: &dyn Fn(&Moment) -> bool| -> Vec<(Moment, (u32, u32))> {
        let those = all.iter().filter(|(moment, _)| fits(moment));
        those.copied().collect()
    };
    let same = those(&|moment| (moment.start, moment.end) == (start, end));
    if !same.is_empty() {
        return same;
    }
    let inside = those(&|moment| moment.start >= start && moment.end <= end);
    if !inside.is_empty() || layer == Layer::Source {
        return inside;
    }
    // A moment that nobody speaks of lies between others all the same.
    let date = match start == end {
        true => Date::Day(start),
        false => Date::Period(start, end),
    };
    vec![(Moment { start, end, date }, (0, 0))]
}

/// The cell of a flow has its period.
fn at_moment(figures: &Figures<'_>, cell: &Cell, moment: Moment) -> Cell {
    let measure = figures.dossier.codebook.measure(cell.measure);
    let day = |at: i64| i32::try_from(at).ok().map(Day);
    Cell {
        period: (measure.over_time == OverTime::Flow).then(|| (day(moment.start), day(moment.end))),
        ..cell.clone()
    }
}

impl Bounds {
    fn of(mut world: World, unknown: Unknown) -> Option<Bounds> {
        let at = world.place(&unknown)?;
        let own = world.claims_where(|claim| world.system.claim_cell(claim) == at);
        let mut contested = Vec::new();
        world = world.without(&own);
        let mut outcome = Err(Nothing::Contradiction);
        for _ in 0..MOST_ROUNDS {
            let components = Components::of(&world.system);
            if let Some(found) = implied(&world.system, &components, at) {
                outcome = Ok(Implied::of(&world, &components, found));
                break;
            }
            let component = components.of_cell(at);
            let decided = decide_without(&world.system, &components, component, &[]);
            let Verdict::Inconsistent(conflict) = decided.verdict else {
                outcome = Err(Nothing::Undecided);
                break;
            };
            let found = decided.localisation.map(|found| *found).unwrap_or_default();
            let mut doubtful = doubtful(&found);
            if doubtful.is_empty() {
                doubtful = conflict.claims;
            }
            if doubtful.is_empty() {
                break;
            }
            let doubtful = world.claims_where(|claim| doubtful.contains(&claim));
            world = world.without(&doubtful);
            contested.extend(doubtful);
        }
        Some(Bounds {
            unknown,
            world,
            own,
            contested,
            outcome,
        })
    }
}

/// Every figure that some smallest repair changes.
fn doubtful(found: &Localisation) -> Vec<ClaimIndex> {
    if !found.complete {
        return Vec::new();
    }
    let claims = found.repairs.iter().flat_map(|repair| &repair.claims);
    claims.copied().collect()
}

impl World {
    /// The cell of the system that is this unknown.
    pub fn place(&self, unknown: &Unknown) -> Option<CellIndex> {
        let at = self.unknowns.iter().position(|own| own == unknown)?;
        Some(CellIndex(at as u32))
    }

    /// Printed figures by their number in the system.
    fn claims_where(&self, wanted: impl Fn(ClaimIndex) -> bool) -> Vec<ClaimId> {
        let claims = (0..self.claims.len() as u32).map(ClaimIndex);
        let wanted = claims.filter(|&claim| wanted(claim));
        wanted.map(|claim| self.claim(claim)).collect()
    }

    /// The same world, in which nobody prints these figures.
    fn without(&self, gone: &[ClaimId]) -> World {
        let mut world = World {
            system: System::new(),
            unknowns: self.unknowns.clone(),
            claims: Vec::new(),
            edits: self.edits.clone(),
        };
        for at in 0..self.unknowns.len() as u32 {
            world.system.add_cell(self.system.cell(CellIndex(at)));
        }
        for (&id, claim) in self.claims.iter().zip((0..).map(ClaimIndex)) {
            if !gone.contains(&id) {
                world.system.add_claim(&Assertion {
                    cell: self.system.claim_cell(claim),
                    bounds: self.system.claim_bounds(claim),
                    weight: self.system.claim_weight(claim),
                });
                world.claims.push(id);
            }
        }
        for at in 0..self.edits.len() as u32 {
            world.system.add_edit(&self.system.edit(EditIndex(at)));
        }
        world
    }
}
