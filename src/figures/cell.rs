//! Cells: what a figure is about, apart from who says it and of when.

use crate::quantity::Day;
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::dossier::{CodeId, Codebook, Codes, DimensionId, MeasureId};

/// A quantity of the world: a measure, narrowed by codes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// What is counted.
    pub measure: MeasureId,
    /// Of whom: codes other than the root, sorted by dimension.
    pub codes: Codes,
    /// For a percentage: the codes of the whole that it is a share of.
    pub share_of: Option<Codes>,
    /// For a flow: first and last day of its period.
    pub period: Option<(Option<Day>, Option<Day>)>,
}

impl Cell {
    /// The same cell with another code in one dimension.
    pub fn with_code(&self, dimension: DimensionId, code: CodeId) -> Cell {
        let mut codes: Vec<(DimensionId, CodeId)> = (self.codes.iter().copied())
            .filter(|&(known, _)| known != dimension)
            .collect();
        if code.0 != 0 {
            let at = codes.partition_point(|&(known, _)| known < dimension);
            codes.insert(at, (dimension, code));
        }
        Cell {
            codes: codes.into(),
            ..self.clone()
        }
    }

    /// Its code in a dimension, the root where it names none.
    pub fn code_in(&self, dimension: DimensionId) -> CodeId {
        let own = self.codes.iter().find(|&&(known, _)| known == dimension);
        own.map_or(CodeId(0), |&(_, code)| code)
    }
}

/// Index into [`Cells`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub u32);

/// All cells that some claim is about.
#[derive(Debug, Default)]
pub struct Cells {
    all: IndexSet<Cell, FxBuildHasher>,
}

impl Cells {
    /// The number of a cell, a new one if it is new.
    pub fn intern(&mut self, cell: Cell) -> CellId {
        CellId(self.all.insert_full(cell).0 as u32)
    }

    /// The number of a cell that some claim is about.
    pub fn find(&self, cell: &Cell) -> Option<CellId> {
        self.all.get_index_of(cell).map(|at| CellId(at as u32))
    }

    /// The cell with that number.
    pub fn get(&self, id: CellId) -> &Cell {
        &self.all[id.0 as usize]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All numbers.
    pub fn ids(&self) -> Vec<CellId> {
        (0..self.all.len() as u32).map(CellId).collect()
    }

    /// Cells that contain this one and that some claim is about, nearest first:
    /// those that differ from it only by codes further up the trees.
    pub fn containing(&self, id: CellId, codebook: &Codebook) -> Vec<CellId> {
        let cell = self.get(id);
        if cell.codes.is_empty() {
            return Vec::new();
        }
        let mut wider: Vec<Vec<(DimensionId, CodeId)>> = vec![Vec::new()];
        for &(dimension, code) in cell.codes.iter() {
            let mut chain = vec![code];
            chain.extend(codebook.dimension(dimension).ancestors(code));
            let mut next = Vec::with_capacity(wider.len() * chain.len());
            for codes in &wider {
                for &step in &chain {
                    let mut codes = codes.clone();
                    if step.0 != 0 {
                        codes.push((dimension, step));
                    }
                    next.push(codes);
                }
            }
            wider = next;
        }
        let mut found: Vec<(usize, CellId)> = wider
            .into_iter()
            .filter_map(|codes| {
                let steps = cell.codes.len() * 2 - codes.len();
                let candidate = Cell {
                    codes: codes.into(),
                    ..cell.clone()
                };
                let other = self.find(&candidate)?;
                (other != id).then_some((steps, other))
            })
            .collect();
        found.sort();
        found.dedup();
        found.into_iter().map(|(_, other)| other).collect()
    }

    /// Whether every member of `inner` is a member of `outer` by the code trees.
    pub fn contains(&self, outer: CellId, inner: CellId, codebook: &Codebook) -> bool {
        let (outer, inner) = (self.get(outer), self.get(inner));
        outer.measure == inner.measure
            && outer.period == inner.period
            && outer.share_of == inner.share_of
            && outer.codes.iter().all(|&(dimension, code)| {
                inner.codes.iter().any(|&(own, narrower)| {
                    own == dimension
                        && (narrower == code
                            || codebook
                                .dimension(dimension)
                                .ancestors(narrower)
                                .contains(&code))
                })
            })
    }
}
