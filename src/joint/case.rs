//! A case: figures that cannot all hold, what contradicts what, and which figures
//! could be wrong. Its world is small, and ordered by names alone, so that what is
//! told of it depends on no order of files.

use std::collections::BTreeMap;

use crate::dossier::ClaimId;
use crate::engine::{
    Assertion, CellIndex, ClaimIndex, Components, Conflict, Edit, EditIndex, Limit, Localisation,
    Repair, Verdict, conflict_without, decide_without, smallest_hitting,
};
use crate::figures::Figures;

use super::consequence::is_consequence;
use super::layer::{Layer, Words};
use super::world::{Because, Sort, World};

/// Contradictions of one component beyond these are not told apart.
const MOST_CONFLICTS: usize = 20;
/// Steps of arithmetic that the search for further contradictions of one component may
/// take: a fifth of what the verdict on one component may.
const MOST_WORK: u64 = 20_000_000;
/// Of more figures that hang together, each contradiction is not localised by itself.
const LARGE: usize = 2_000;
/// More conflicts than these are not counted against each other.
const MOST_MET: usize = 200;

/// Figures that cannot all hold.
#[derive(Clone, Debug)]
pub struct Case {
    /// Whose figures they are.
    pub layer: Layer,
    /// How they are read.
    pub words: Words,
    /// The figures, and what ties them together.
    pub world: World,
    /// What other checks know already: sets of claims that cannot hold together.
    pub known: Vec<Vec<ClaimIndex>>,
    /// What cannot hold together beside that, each with its proof. So many that no
    /// fewer changes repair them and what is known than repair everything.
    pub conflicts: Vec<Conflict>,
    /// Which limit ended the search for further ones, if one did.
    pub cut: Option<Limit>,
    /// The smallest sets of figures whose change restores agreement.
    pub repairs: Vec<Repair>,
    /// Whether these are all.
    pub complete: bool,
    /// For a single repair of a single figure: how many separate conflicts accuse it.
    pub supports: u32,
}

/// Figures of which a limit left open whether they can hold.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// Whose figures they are.
    pub layer: Layer,
    /// The figures.
    pub claims: Vec<ClaimId>,
    /// Which limit.
    pub limit: Limit,
}

impl Case {
    /// Judges one component of a world that was found inconsistent.
    pub(super) fn of(
        figures: &Figures<'_>,
        (layer, words): (Layer, Words),
        world: World,
        known: &[&Vec<ClaimId>],
    ) -> Case {
        let components = Components::of(&world.system);
        let mut case = Case {
            layer,
            words,
            known: world.sets(known),
            world,
            conflicts: Vec::new(),
            cut: None,
            repairs: Vec::new(),
            complete: false,
            supports: 0,
        };
        let outcome = decide_without(&case.world.system, &components, 0, &[]);
        let (verdict, localised) = (outcome.verdict, outcome.localisation);
        let found: Localisation = localised.map(|found| *found).unwrap_or_default();
        case.complete = found.complete;
        case.supports = found.supports;
        case.repairs = found.repairs;
        // A cell with two values that cannot meet blocks what it takes part in: nothing is
        // told of it twice.
        let blocked = case.world.contradictory(figures);
        if blocked.is_empty() {
            let needed = case.repairs.first().map(|repair| repair.claims.len());
            case.gather(figures, &components, &[], (verdict, needed));
        } else {
            let outcome = decide_without(&case.world.system, &components, 0, &blocked);
            let localised = outcome.localisation;
            let needed = localised.and_then(|found| Some(found.repairs.first()?.claims.len()));
            case.gather(figures, &components, &blocked, (outcome.verdict, needed));
        }
        case
    }

    /// Adds conflicts until repairing those that are told takes as many changes as
    /// repairing everything, the blocked claims left out. The first is given, and how many
    /// changes that takes.
    fn gather(
        &mut self,
        figures: &Figures<'_>,
        components: &Components,
        blocked: &[ClaimIndex],
        (first, needed): (Verdict, Option<usize>),
    ) {
        let system = &self.world.system;
        let Verdict::Inconsistent(first) = first else {
            return;
        };
        let text = |at: ClaimIndex| {
            let claim = figures.dossier.claim(self.world.claim(at));
            (claim.source, claim.speaker)
        };
        let one_text = |a: ClaimIndex, b: ClaimIndex| text(a) == text(b);
        let free = |set: &&Vec<ClaimIndex>| !set.iter().any(|claim| blocked.contains(claim));
        let mut told: Vec<Vec<ClaimIndex>> = self.known.iter().filter(free).cloned().collect();
        if told.is_empty() {
            told.push(first.claims.clone());
            self.conflicts.push(*first);
        }
        // In a large group each search takes long: one more is all it gets.
        let large = self.world.claims.len() > LARGE;
        let (mut work, searches) = match large {
            true => (MOST_WORK / 4, 1),
            false => (MOST_WORK, MOST_CONFLICTS),
        };
        for _ in 0..searches {
            let without = needed.and_then(|needed| Some((needed, smallest(&told)?)));
            let mut without = match without {
                Some((needed, set)) if set.len() >= needed => return,
                Some((_, set)) => set,
                // Too many to count: what stands apart from all that is told.
                None => told.iter().flatten().copied().collect(),
            };
            without.extend(blocked);
            let further = match conflict_without(system, components, 0, &without, &mut work) {
                Verdict::Consistent => return,
                Verdict::Inconsistent(further) => further,
                Verdict::NotDecided(limit) => {
                    self.cut = Some(limit);
                    return;
                }
            };
            if further.claims.is_empty() {
                return;
            }
            let repeats = !large && is_consequence(system, &told, &further.claims, &one_text);
            told.push(further.claims.clone());
            if !repeats {
                self.conflicts.push(*further);
            }
        }
        self.cut = Some(Limit::Work);
    }

    /// What repairs one contradiction of the case, given that the others are repaired:
    /// its localisation, and the figures of which a change is taken for granted.
    pub fn apart(&self, conflict: &[ClaimIndex]) -> (Localisation, Vec<ClaimIndex>) {
        let others = |repair: &&Repair| {
            let outside = repair.claims.iter().filter(|at| !conflict.contains(at));
            outside.count()
        };
        let whole = || Localisation {
            repairs: self.repairs.clone(),
            complete: self.complete,
            supports: self.supports,
            conflicts: Vec::new(),
        };
        let Some(repair) = self.repairs.iter().min_by_key(others) else {
            return (whole(), Vec::new());
        };
        let granted: Vec<ClaimIndex> = (repair.claims.iter().copied())
            .filter(|at| !conflict.contains(at))
            .collect();
        if granted.is_empty() || !self.is_apart(conflict) {
            return (whole(), Vec::new());
        }
        if self.is_large() {
            return (Localisation::default(), Vec::new());
        }
        let system = &self.world.system;
        let components = Components::of(system);
        let component = components.of_cell(system.claim_cell(granted[0]));
        let outcome = decide_without(system, &components, component, &granted);
        let found = outcome.localisation.map(|found| *found);
        (found.unwrap_or_default(), granted)
    }

    /// Whether so many figures hang together that what repairs each of several
    /// contradictions is not worked out.
    pub fn is_large(&self) -> bool {
        self.world.claims.len() > LARGE
    }

    /// Whether a figure takes part.
    pub fn has(&self, claim: ClaimId) -> bool {
        self.world.claims.contains(&claim)
    }

    /// The numbers of some figures in the world of the case.
    pub fn numbers(&self, claims: &[ClaimId]) -> Vec<ClaimIndex> {
        let places = self.world.claims.iter().zip((0..).map(ClaimIndex));
        let here = places.filter(|(claim, _)| claims.contains(claim));
        here.map(|(_, at)| at).collect()
    }

    /// Whether the same figures of a conflict are in question however the others are
    /// repaired: else nothing can be taken for granted.
    fn is_apart(&self, conflict: &[ClaimIndex]) -> bool {
        let mut by_rest: BTreeMap<Vec<ClaimIndex>, Vec<Vec<ClaimIndex>>> = BTreeMap::new();
        for repair in &self.repairs {
            let inside = |at: &ClaimIndex| conflict.contains(at);
            let (own, rest) = repair.claims.iter().copied().partition(inside);
            by_rest.entry(rest).or_default().push(own);
        }
        by_rest.values_mut().for_each(|own| own.sort_unstable());
        let mut all = by_rest.values();
        let first = all.next();
        all.all(|own| Some(own) == first)
    }

    /// Every figure that some repair changes; every figure of any conflict where not
    /// all repairs are known.
    pub fn suspects(&self) -> Vec<ClaimId> {
        let conflicts = self.conflicts.iter().map(|conflict| &conflict.claims);
        let mut found: Vec<ClaimIndex> = if self.complete && !self.repairs.is_empty() {
            let repairs = self.repairs.iter();
            repairs.flat_map(|repair| repair.claims.clone()).collect()
        } else {
            conflicts.chain(&self.known).flatten().copied().collect()
        };
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| self.world.claim(at)).collect()
    }
}

/// A smallest set of claims that meets every conflict; none if it is too long to seek.
fn smallest(conflicts: &[Vec<ClaimIndex>]) -> Option<Vec<ClaimIndex>> {
    if conflicts.len() > MOST_MET {
        return None;
    }
    let hitting = smallest_hitting(conflicts);
    hitting.sets.into_iter().next().filter(|_| hitting.complete)
}

/// An edit with what orders it: its terms, then its ends.
type Ordered = (Vec<(CellIndex, i64)>, String, EditIndex, Edit);

impl World {
    /// The claims of figures that one text gives twice, so that they cannot meet.
    fn contradictory(&self, figures: &Figures<'_>) -> Vec<ClaimIndex> {
        let point = |at: &ClaimIndex| figures.point_of_claim[self.claim(*at).index()];
        let all = (0..self.claims.len() as u32).map(ClaimIndex);
        let apart =
            |at: &ClaimIndex| point(at).is_some_and(|point| figures.point(point).hard().is_none());
        all.filter(apart).collect()
    }

    /// The sets of claims in the numbers of this world; a set of which some claim is not
    /// here is left out.
    fn sets(&self, known: &[&Vec<ClaimId>]) -> Vec<Vec<ClaimIndex>> {
        let mut places: Vec<(ClaimId, ClaimIndex)> = (self.claims.iter().copied())
            .zip((0..).map(ClaimIndex))
            .collect();
        places.sort_unstable();
        let place = |claim: &ClaimId| {
            let at = places.binary_search_by_key(claim, |pair| pair.0).ok()?;
            Some(places[at].1)
        };
        // Figures that a rule has as numbers are no claims of this world.
        let numbers: Vec<ClaimId> = (self.edits.iter())
            .flat_map(|because| match because {
                Because::Rule { with, .. } => with.as_slice(),
                _ => &[],
            })
            .copied()
            .collect();
        let mut sets: Vec<Vec<ClaimIndex>> = (known.iter())
            .filter_map(|set| {
                let doubted = set.iter().filter(|claim| !numbers.contains(claim));
                doubted.map(place).collect()
            })
            .map(|mut set: Vec<ClaimIndex>| {
                set.sort_unstable();
                set.dedup();
                set
            })
            .collect();
        sets.sort_unstable();
        sets.dedup();
        sets
    }

    /// One component as a world of its own, its unknowns ordered by name, its claims by
    /// id and its edits by what they tie together.
    pub(super) fn part(
        &self,
        figures: &Figures<'_>,
        components: &Components,
        component: u32,
    ) -> World {
        let mut cells: Vec<(String, CellIndex)> = (components.cells(component).iter())
            .map(|&cell| (self.sort_name(figures, CellIndex(cell)), CellIndex(cell)))
            .collect();
        cells.sort_unstable();
        let mut world = World::default();
        let mut number: Vec<(CellIndex, CellIndex)> = Vec::with_capacity(cells.len());
        for (_, cell) in &cells {
            number.push((*cell, world.system.add_cell(self.system.cell(*cell))));
            world.unknowns.push(self.unknown(*cell).clone());
        }
        number.sort_unstable();
        let renumber = |cell: CellIndex| {
            let at = number.binary_search_by_key(&cell, |pair| pair.0);
            number[at.expect("a component holds the cells of its claims and edits")].1
        };
        let mut claims: Vec<(&str, ClaimIndex)> = (components.claims(component).iter())
            .map(|&claim| {
                (
                    &*figures.dossier.claim(self.claim(ClaimIndex(claim))).id,
                    ClaimIndex(claim),
                )
            })
            .collect();
        claims.sort_unstable();
        for (_, claim) in claims {
            world.system.add_claim(&Assertion {
                cell: renumber(self.system.claim_cell(claim)),
                bounds: self.system.claim_bounds(claim),
                weight: self.system.claim_weight(claim),
            });
            world.claims.push(self.claim(claim));
        }
        let mut edits: Vec<Ordered> = Vec::new();
        for &edit in components.edits(component) {
            let at = EditIndex(edit);
            let mut edit = self.system.edit(at);
            (edit.terms.iter_mut()).for_each(|term| term.0 = renumber(term.0));
            let mut key = edit.terms.clone();
            key.sort_unstable();
            let ends = format!("{:?} {:?}", edit.low, edit.high);
            edits.push((key, ends, at, edit));
        }
        edits.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        for (_, _, at, edit) in edits {
            world.system.add_edit(&edit);
            world.edits.push(self.because(at).clone());
        }
        world
    }

    /// A name that orders unknowns, the same however files are ordered.
    fn sort_name(&self, figures: &Figures<'_>, cell: CellIndex) -> String {
        let unknown = self.unknown(cell);
        let sort = match unknown.sort {
            Sort::Level => String::new(),
            Sort::Percent => "%".to_owned(),
            Sort::Off(claim) => format!("off {}", figures.dossier.claim(claim).id),
        };
        let moment = unknown.moment;
        let text = match moment.date {
            crate::figures::Date::InText(text, ..) => figures
                .dossier
                .sources
                .get(text as usize)
                .map_or("", |source| &source.id),
            _ => "",
        };
        let name = figures.name_of(&unknown.cell);
        format!(
            "{name}|{:?}|{:020}|{:020}|{text}|{sort}",
            unknown.cell.period,
            i128::from(moment.start) - i128::from(i64::MIN),
            i128::from(moment.end) - i128::from(i64::MIN),
        )
    }
}
