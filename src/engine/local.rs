//! One component with numbers of its own: cells, claims and rows numbered from 0, all
//! ends whole numbers of quanta.
//!
//! The quantum of a count is 1. Measured cells share one quantum `1/d`, where `d` is
//! the common denominator of all their ends; a row with a measured cell is multiplied
//! by `d`. What does not fit into machine integers that way is *wide*: its ends are
//! kept as fractions, unscaled, and only the simplex on big fractions reads them.

use crate::quantity::{Bound, Exact};

use super::components::Components;
use super::ends::{End, MOST, Side, encode, missing};
use super::system::{CellIndex, CellVar, ClaimIndex, EditIndex, System, gcd, key_of};

/// Coefficients of rows stay below this, so that sums stay in 128 bits.
const MOST_COEFFICIENT: i64 = 1 << 40;

/// A component. Reused as a buffer from one to the next.
#[derive(Debug, Default)]
pub(crate) struct Local {
    pub cell: Vec<CellVar>,
    pub claim_cell: Vec<u32>,
    pub claim_low: Vec<i64>,
    pub claim_high: Vec<i64>,
    pub claim_weight: Vec<u8>,
    pub row_start: Vec<u32>,
    pub row_cell: Vec<u32>,
    pub row_coefficient: Vec<i64>,
    pub row_low: Vec<i64>,
    pub row_high: Vec<i64>,
    /// Whether all coefficients of a row are 1 or -1 and its cells of one sort.
    pub row_plain: Vec<bool>,
    /// How many quanta of a measured cell make 1.
    pub quanta: i64,
    pub wide: Option<Box<Wide>>,
    /// The numbers in the system.
    pub cell_id: Vec<u32>,
    pub claim_id: Vec<u32>,
    pub edit_id: Vec<u32>,
}

/// The ends of a component that does not fit into machine integers.
#[derive(Debug)]
pub(crate) struct Wide {
    pub claim: [Vec<Option<Bound>>; 2],
    pub row: [Vec<Option<Bound>>; 2],
}

impl Local {
    /// Fills the buffer with one component.
    pub fn load(&mut self, system: &System, components: &Components, component: u32) {
        self.load_without(system, components, component, &[]);
    }

    /// The same as if some claims were not there.
    pub fn load_without(
        &mut self,
        system: &System,
        components: &Components,
        component: u32,
        without: &[ClaimIndex],
    ) {
        self.cell.clear();
        self.cell_id.clear();
        self.claim_id.clear();
        self.edit_id.clear();
        self.cell_id.extend_from_slice(components.cells(component));
        self.claim_id
            .extend_from_slice(components.claims(component));
        if !without.is_empty() {
            let mut without: Vec<u32> = without.iter().map(|claim| claim.0).collect();
            without.sort_unstable();
            self.claim_id
                .retain(|claim| without.binary_search(claim).is_err());
        }
        self.edit_id.extend_from_slice(components.edits(component));
        let cells = self.cell_id.iter().map(|cell| system.cells[*cell as usize]);
        self.cell.extend(cells);
        self.wide = None;
        self.quanta = 1;
        self.claim_cell.clear();
        self.claim_weight.clear();
        for &claim in &self.claim_id {
            let cell = system.claim_cell[claim as usize];
            self.claim_cell.push(components.place(cell));
            self.claim_weight.push(system.claim_weight[claim as usize]);
        }
        self.row_start.clear();
        self.row_start.push(0);
        self.row_cell.clear();
        self.row_coefficient.clear();
        self.row_plain.clear();
        for &edit in &self.edit_id {
            for (cell, coefficient) in system.row(edit as usize) {
                self.row_cell.push(components.place(cell));
                self.row_coefficient.push(coefficient);
            }
            self.row_start.push(self.row_cell.len() as u32);
        }
        let whole = (system.claim_ends.iter().chain(&system.edit_ends)).all(|e| e.all_whole());
        let fits = (whole || self.find_quantum(system)) && self.scale(system);
        for row in 0..self.rows() {
            let sort = |cell: u32| self.cell[cell as usize].integer;
            let first = self.row(row).next().is_some_and(|(cell, _)| sort(cell));
            let plain = self
                .row(row)
                .all(|(cell, c)| c.abs() == 1 && sort(cell) == first);
            self.row_plain.push(plain);
        }
        if !fits {
            self.widen(system);
        }
    }

    /// The quantum of the measured cells; `false` if it is too fine.
    fn find_quantum(&mut self, system: &System) -> bool {
        let mut quanta = 1;
        let mut fits = true;
        for (ids, columns) in [
            (&self.claim_id, &system.claim_ends),
            (&self.edit_id, &system.edit_ends),
        ] {
            for &id in ids {
                for ends in columns {
                    if let End::Odd(bound) = ends.get(id as usize) {
                        let denominator = bound.value.to_big().denom().try_into();
                        let joined = denominator.ok().and_then(|d| common(quanta, d));
                        fits &= joined.is_some();
                        quanta = joined.unwrap_or(quanta);
                    }
                }
            }
        }
        self.quanta = quanta;
        fits && quanta < MOST_COEFFICIENT
    }

    /// Writes all ends and coefficients in quanta; `false` if one does not fit.
    fn scale(&mut self, system: &System) -> bool {
        let mut fits = true;
        for side in [Side::Low, Side::High] {
            let (claims, rows) = match side {
                Side::Low => (&mut self.claim_low, &mut self.row_low),
                Side::High => (&mut self.claim_high, &mut self.row_high),
            };
            claims.clear();
            rows.clear();
            for (claim, &id) in self.claim_id.iter().enumerate() {
                let integer = self.cell[self.claim_cell[claim] as usize].integer;
                let quanta = if integer { 1 } else { self.quanta };
                let end = system.claim_ends[side as usize].get(id as usize);
                let key = quantum_key(&end, side, quanta);
                fits &= key.is_some();
                claims.push(key.unwrap_or(missing(side)));
            }
            for (row, &id) in self.edit_id.iter().enumerate() {
                let range = self.row_start[row] as usize..self.row_start[row + 1] as usize;
                let integer = self.quanta == 1
                    || (self.row_cell[range].iter()).all(|cell| self.cell[*cell as usize].integer);
                let quanta = if integer { 1 } else { self.quanta };
                let end = system.edit_ends[side as usize].get(id as usize);
                let key = quantum_key(&end, side, quanta);
                fits &= key.is_some();
                rows.push(key.unwrap_or(missing(side)));
            }
        }
        if self.quanta > 1 {
            for row in 0..self.rows() {
                let range = self.row_start[row] as usize..self.row_start[row + 1] as usize;
                let integer = |cell: &u32| self.cell[*cell as usize].integer;
                if self.row_cell[range.clone()].iter().all(integer) {
                    continue;
                }
                for at in range {
                    if integer(&self.row_cell[at]) {
                        let scaled = self.row_coefficient[at].checked_mul(self.quanta);
                        self.row_coefficient[at] = scaled.unwrap_or(i64::MAX);
                    }
                }
            }
        }
        let small = |c: &i64| c.unsigned_abs() < MOST_COEFFICIENT.unsigned_abs();
        fits && self.row_coefficient.iter().all(small)
    }

    /// Keeps the ends as they are.
    fn widen(&mut self, system: &System) {
        self.quanta = 1;
        self.row_coefficient.clear();
        for &edit in &self.edit_id {
            let row = system.row(edit as usize).map(|(_, c)| c);
            self.row_coefficient.extend(row);
        }
        let all = |ids: &[u32], columns: &[super::ends::Ends; 2]| {
            [0, 1].map(|side: usize| {
                let bound = |id: &u32| columns[side].bound(*id as usize);
                ids.iter().map(bound).collect()
            })
        };
        self.wide = Some(Box::new(Wide {
            claim: all(&self.claim_id, &system.claim_ends),
            row: all(&self.edit_id, &system.edit_ends),
        }));
    }

    pub fn cells(&self) -> usize {
        self.cell.len()
    }

    pub fn claims(&self) -> usize {
        self.claim_cell.len()
    }

    pub fn rows(&self) -> usize {
        self.row_start.len() - 1
    }

    #[inline]
    pub fn row(&self, row: usize) -> impl Iterator<Item = (u32, i64)> + '_ {
        let range = self.row_start[row] as usize..self.row_start[row + 1] as usize;
        let cells = self.row_cell[range.clone()].iter().copied();
        cells.zip(self.row_coefficient[range].iter().copied())
    }

    /// How many quanta of a cell make 1.
    pub fn quanta_of(&self, cell: u32) -> i64 {
        if self.cell[cell as usize].integer {
            1
        } else {
            self.quanta
        }
    }

    /// What a row was multiplied by.
    pub fn factor_of(&self, row: usize) -> i64 {
        let measured = |(cell, _): (u32, i64)| !self.cell[cell as usize].integer;
        if self.quanta > 1 && self.row(row).any(measured) {
            self.quanta
        } else {
            1
        }
    }

    /// A number of quanta of a cell as a number.
    pub fn exact(&self, cell: u32, value: &Exact) -> Exact {
        match self.quanta_of(cell) {
            1 => value.clone(),
            quanta => value / &Exact::from(quanta),
        }
    }

    pub fn global_cell(&self, cell: u32) -> CellIndex {
        CellIndex(self.cell_id[cell as usize])
    }

    pub fn global_claim(&self, claim: u32) -> ClaimIndex {
        ClaimIndex(self.claim_id[claim as usize])
    }

    pub fn global_edit(&self, row: u32) -> EditIndex {
        EditIndex(self.edit_id[row as usize])
    }
}

/// The least common multiple, if it fits.
fn common(a: i64, b: i64) -> Option<i64> {
    let divisor = gcd(a.unsigned_abs(), b.unsigned_abs());
    a.checked_mul(b / i64::try_from(divisor).ok()?)
}

fn quantum_key(end: &End<'_>, side: Side, quanta: i64) -> Option<i64> {
    if quanta == 1 {
        return key_of(end, side);
    }
    match end {
        End::Missing => Some(missing(side)),
        End::Key(key) => {
            let (value, open) = super::ends::decode(side, *key)?;
            encode(side, value.checked_mul(quanta)?, open)
        }
        End::Odd(bound) => {
            let value = (&bound.value * &Exact::from(quanta)).to_i64()?;
            (value.unsigned_abs() < MOST.unsigned_abs()).then(|| encode(side, value, bound.open))?
        }
    }
}
