//! Cells that figures are about, and beside them those that nobody printed but that
//! relations connect.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::figures::{Cell, CellId, Cells};

/// The cells of some figures, and further ones. Numbers of the former stay.
#[derive(Debug)]
pub(super) struct AllCells<'f> {
    known: &'f Cells,
    more: IndexSet<Cell, FxBuildHasher>,
}

impl<'f> AllCells<'f> {
    pub fn of(known: &'f Cells) -> AllCells<'f> {
        AllCells {
            known,
            more: IndexSet::default(),
        }
    }

    /// The number of a cell, a new one if it is new.
    pub fn id(&mut self, cell: Cell) -> CellId {
        if let Some(known) = self.known.find(&cell) {
            return known;
        }
        CellId((self.known.len() + self.more.insert_full(cell).0) as u32)
    }

    /// The cell with that number.
    pub fn get(&self, id: CellId) -> &Cell {
        let at = id.0 as usize;
        match at.checked_sub(self.known.len()) {
            Some(more) => &self.more[more],
            None => self.known.get(id),
        }
    }
}
