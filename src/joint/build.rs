//! From figures to a world: one unknown for each cell and moment, one claim for each
//! printed figure, and the rows that later become edits.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::dossier::{ClaimId, MeasureId, MeasureKind, OverTime};
use crate::figures::{Cell, CellId, Figures, PointId};
use crate::quantity::{Bound, Exact, Interval};

use super::cells::AllCells;
use super::implied::Asked;
use super::layer::{Layer, Moment, Words};
use super::world::{Because, Sort, Sums};

/// Number of an unknown while a world is built.
pub(super) type Var = u32;

/// What an unknown is, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub scope: (u32, u32),
    pub cell: CellId,
    pub moment: Moment,
    pub sort: Sort,
}

/// An edit to be: `low <= sum <= high`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub terms: Vec<(Var, i64)>,
    pub low: Option<Bound>,
    pub high: Option<Bound>,
    pub because: Because,
}

/// A world that is being built.
#[derive(Debug)]
pub(super) struct Builder<'f, 'd> {
    pub figures: &'f Figures<'d>,
    pub layer: Layer,
    pub cells: AllCells<'f>,
    pub vars: IndexMap<Key, (), FxBuildHasher>,
    /// Whether somebody prints it, or asks for it.
    pub stated: Vec<bool>,
    pub claims: Vec<(Var, Interval, ClaimId)>,
    pub rows: Vec<Row>,
    /// Sums that are there already: whole, what they assert, sorted parts.
    pub sums: FxHashSet<(Var, Sums, Vec<Var>)>,
    /// The unknown of each point that takes part.
    pub of_point: FxHashMap<PointId, Var>,
    /// Whether to keep rows that only tell of cells that nobody prints.
    pub whole: bool,
    /// Measures whose figures may be below zero.
    pub signed: Vec<bool>,
}

impl<'f, 'd> Builder<'f, 'd> {
    /// These points, with their claims but those to skip.
    pub fn new(
        figures: &'f Figures<'d>,
        layer: Layer,
        words: Words,
        points: &[PointId],
        skip: &FxHashSet<ClaimId>,
    ) -> Builder<'f, 'd> {
        let mut builder = Builder {
            figures,
            layer,
            cells: AllCells::of(&figures.cells),
            vars: IndexMap::default(),
            stated: Vec::new(),
            claims: Vec::new(),
            rows: Vec::new(),
            sums: FxHashSet::default(),
            of_point: FxHashMap::with_capacity_and_hasher(points.len(), FxBuildHasher),
            whole: false,
            signed: figures.signed.clone(),
        };
        let mixed = mixed_units(figures);
        for &id in points {
            let measure = figures.cells.get(figures.point(id).cell).measure;
            if !mixed.get(measure.index()).is_some_and(|mixed| *mixed) {
                builder.add_point(id, words, skip);
            }
        }
        builder
    }

    fn add_point(&mut self, id: PointId, words: Words, skip: &FxHashSet<ClaimId>) {
        let figures = self.figures;
        let point = figures.point(id);
        let key = Key {
            scope: self.layer.scope(figures, id),
            cell: point.cell,
            moment: self.layer.moment(figures, id),
            sort: self.sort(id),
        };
        let var = self.var(key);
        self.of_point.insert(id, var);
        // What all figures of a point allow together counts as one claim: a text that
        // repeats itself gives no second support.
        let agreed = match words {
            Words::Hard => point.hard(),
            Words::Plausible => point.plausible(),
        };
        let claims: Vec<(Interval, ClaimId)> = match agreed {
            Some(agreed) => vec![(agreed.clone(), figures.lead(id))],
            None => (figures.figures_at(point).iter())
                .map(|figure| (figure.hard.clone(), figure.claim))
                .collect(),
        };
        for (bounds, claim) in claims {
            if !skip.contains(&claim) {
                self.claims.push((var, bounds, claim));
                self.stated[var as usize] = true;
            }
        }
    }

    /// Whether a point is a percentage of something counted otherwise.
    fn sort(&self, id: PointId) -> Sort {
        let figures = self.figures;
        let measure = figures.cells.get(figures.point(id).cell).measure;
        let value = &figures.dossier.claim(figures.lead(id)).value;
        let percent = value.as_ref().is_some_and(|value| value.is_percent());
        if percent && figures.kinds[measure.index()] != MeasureKind::Share {
            Sort::Percent
        } else {
            Sort::Level
        }
    }

    /// The number of an unknown, a new one if it is new.
    pub fn var(&mut self, key: Key) -> Var {
        let at = self.vars.insert_full(key, ()).0;
        if at == self.stated.len() {
            self.stated.push(false);
        }
        at as Var
    }

    /// Keeps what is said of a cell though nobody may print it.
    pub fn ask(&mut self, asked: &Asked) {
        let Asked {
            cell,
            moment,
            scope,
        } = asked;
        let cell = self.cells.id(cell.clone());
        let var = self.var(Key {
            scope: *scope,
            cell,
            moment: *moment,
            sort: Sort::Level,
        });
        self.stated[var as usize] = true;
    }

    pub fn key(&self, var: Var) -> &Key {
        self.vars
            .get_index(var as usize)
            .expect("an unknown has a key")
            .0
    }

    pub fn cell(&self, var: Var) -> &Cell {
        self.cells.get(self.key(var).cell)
    }

    /// The unknown of another cell at the same moment, in the same scope.
    pub fn beside(&mut self, var: Var, cell: Cell) -> Var {
        let cell = self.cells.id(cell);
        let key = Key {
            cell,
            sort: Sort::Level,
            ..*self.key(var)
        };
        self.var(key)
    }

    /// Whether an unknown can be below zero.
    pub fn may_be_negative(&self, var: Var) -> bool {
        let measure = self.cell(var).measure;
        match self.key(var).sort {
            Sort::Level => {
                let kind = self.figures.kinds[measure.index()];
                !kind.adds_up() || self.signed[measure.index()]
            }
            Sort::Percent | Sort::Off(_) => false,
        }
    }

    /// Whether only whole numbers are possible.
    pub fn is_whole(&self, var: Var) -> bool {
        let kind = self.figures.kinds[self.cell(var).measure.index()];
        self.key(var).sort == Sort::Level && kind == MeasureKind::Count
    }

    pub fn over_time(&self, measure: MeasureId) -> OverTime {
        self.figures.dossier.codebook.measure(measure).over_time
    }

    /// The parts and the whole of a breakdown, unless the row is there already.
    pub fn add_sum(&mut self, whole: Var, parts: &[Var], kind: Sums, because: Because) {
        let mut sorted = parts.to_vec();
        sorted.sort_unstable();
        if !self.sums.insert((whole, kind, sorted)) {
            return;
        }
        let mut terms: Vec<(Var, i64)> = parts.iter().map(|&part| (part, 1)).collect();
        terms.push((whole, -1));
        let zero = || Some(Bound::closed(Exact::ZERO));
        let (low, high) = match kind {
            Sums::Equal => (zero(), zero()),
            Sums::AtMost => (None, zero()),
            Sums::AtLeast => (zero(), None),
        };
        self.rows.push(Row {
            terms,
            low,
            high,
            because,
        });
    }
}

/// Measures whose figures name two units: nothing is added up over those.
fn mixed_units(figures: &Figures<'_>) -> Vec<bool> {
    if !figures.has_units {
        return Vec::new();
    }
    let mut mixed = vec![false; figures.kinds.len()];
    let mut first: Vec<Option<&str>> = vec![None; figures.kinds.len()];
    for figure in &figures.figures {
        let value = figures.dossier.claim(figure.claim).value.as_ref();
        let unit = value.and_then(|value| value.unit.as_ref());
        let Some(unit) = unit.filter(|unit| !unit.is_percent()) else {
            continue;
        };
        let at = figures.cells.get(figure.cell).measure.index();
        match first[at] {
            None => first[at] = Some(unit.as_str()),
            Some(known) if known != unit.as_str() => mixed[at] = true,
            Some(_) => {}
        }
    }
    mixed
}
