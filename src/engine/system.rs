//! The system: cells, claims on them and edits between them, in compact columns.
//!
//! Numbers are exact. What is said of a count is rounded inward to whole numbers when
//! it enters (`> 600` becomes `>= 601`, `[3.2, 4.7]` becomes `4`), and so are the ends
//! of an edit between counts only, after division by the common divisor of its
//! coefficients; both change no solution. Measured cells keep their ends as given,
//! open or closed.

use crate::quantity::{Bound, Exact, Interval};

use super::ends::{End, Ends, Side};

/// Number of a cell in its system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellIndex(pub u32);

/// Number of a claim in its system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimIndex(pub u32);

/// Number of an edit in its system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditIndex(pub u32);

/// What is known of a cell from its measure alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellVar {
    /// Whether it counts things: only whole numbers are possible.
    pub integer: bool,
    /// Whether it cannot be below zero.
    pub nonnegative: bool,
}

impl CellVar {
    /// A count: whole and not negative.
    pub const COUNT: CellVar = CellVar {
        integer: true,
        nonnegative: true,
    };
    /// A measured quantity that is not negative.
    pub const MEASURED: CellVar = CellVar {
        integer: false,
        nonnegative: true,
    };
}

/// A claim: the cell lies within the bounds.
#[derive(Clone, Debug)]
pub struct Assertion {
    /// The cell it speaks of.
    pub cell: CellIndex,
    /// What the printed figure can stand for.
    pub bounds: Interval,
    /// How much it is trusted; more is better. Only compared between repairs of
    /// equally many claims.
    pub weight: u8,
}

/// An edit: `low <= sum of coefficient * cell <= high`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Cells with their coefficients.
    pub terms: Vec<(CellIndex, i64)>,
    /// The lower end, or none.
    pub low: Option<Bound>,
    /// The upper end, or none.
    pub high: Option<Bound>,
}

impl Edit {
    /// The weighted sum is exactly this.
    pub fn equal(terms: Vec<(CellIndex, i64)>, value: Exact) -> Edit {
        Edit {
            terms,
            low: Some(Bound::closed(value.clone())),
            high: Some(Bound::closed(value)),
        }
    }

    /// The parts add up to the whole.
    pub fn sum(whole: CellIndex, parts: &[CellIndex]) -> Edit {
        let parts = parts.iter().map(|part| (*part, 1));
        Edit::equal(parts.chain([(whole, -1)]).collect(), Exact::ZERO)
    }

    /// The first cell is at most the second.
    pub fn at_most(part: CellIndex, whole: CellIndex) -> Edit {
        Edit {
            terms: vec![(part, 1), (whole, -1)],
            low: None,
            high: Some(Bound::closed(Exact::ZERO)),
        }
    }
}

/// Cells, claims and edits.
#[derive(Clone, Debug)]
pub struct System {
    pub(crate) cells: Vec<CellVar>,
    pub(crate) claim_cell: Vec<u32>,
    pub(crate) claim_ends: [Ends; 2],
    pub(crate) claim_weight: Vec<u8>,
    pub(crate) edit_start: Vec<u32>,
    pub(crate) edit_cell: Vec<u32>,
    pub(crate) edit_coefficient: Vec<i64>,
    pub(crate) edit_ends: [Ends; 2],
}

impl Default for System {
    fn default() -> Self {
        System::new()
    }
}

impl System {
    /// A system without cells.
    pub fn new() -> System {
        System {
            cells: Vec::new(),
            claim_cell: Vec::new(),
            claim_ends: [Ends::new(Side::Low), Ends::new(Side::High)],
            claim_weight: Vec::new(),
            edit_start: vec![0],
            edit_cell: Vec::new(),
            edit_coefficient: Vec::new(),
            edit_ends: [Ends::new(Side::Low), Ends::new(Side::High)],
        }
    }

    /// Adds a cell.
    pub fn add_cell(&mut self, cell: CellVar) -> CellIndex {
        self.cells.push(cell);
        CellIndex(self.cells.len() as u32 - 1)
    }

    /// Adds a claim on a cell that is there.
    pub fn add_claim(&mut self, claim: &Assertion) -> ClaimIndex {
        let integer = self.cells[claim.cell.0 as usize].integer;
        self.claim_cell.push(claim.cell.0);
        let Interval { low, high } = &claim.bounds;
        push(&mut self.claim_ends[0], low.as_ref(), Side::Low, integer);
        push(&mut self.claim_ends[1], high.as_ref(), Side::High, integer);
        self.claim_weight.push(claim.weight);
        ClaimIndex(self.claim_cell.len() as u32 - 1)
    }

    /// Adds an edit between cells that are there. A cell that stands twice is put
    /// together; one with coefficient 0 is left out. Panics if the coefficients of
    /// one cell add up to more than a machine integer holds.
    pub fn add_edit(&mut self, edit: &Edit) -> EditIndex {
        let start = self.edit_cell.len();
        let plain = edit.terms.len() <= 8
            && edit.terms.iter().enumerate().all(|(at, term)| {
                term.1 != 0 && edit.terms[..at].iter().all(|other| other.0 != term.0)
            });
        let mut term = |cell: CellIndex, coefficient: i64| {
            self.edit_cell.push(cell.0);
            self.edit_coefficient.push(coefficient);
        };
        if plain {
            edit.terms.iter().for_each(|&(cell, c)| term(cell, c));
        } else {
            let mut terms = edit.terms.clone();
            terms.sort_by_key(|term| term.0);
            for group in terms.chunk_by(|a, b| a.0 == b.0) {
                let sum = group
                    .iter()
                    .try_fold(0i64, |sum, term| sum.checked_add(term.1));
                let sum = sum.expect("the coefficients of a cell add up to a machine integer");
                if sum != 0 {
                    term(group[0].0, sum);
                }
            }
        }
        let cells = &self.edit_cell[start..];
        let integer = cells.iter().all(|cell| self.cells[*cell as usize].integer);
        let divisor = self.divide(start, integer);
        for (ends, bound, side) in [
            (0, edit.low.as_ref(), Side::Low),
            (1, edit.high.as_ref(), Side::High),
        ] {
            let smaller = (divisor > 1).then(|| {
                bound.map(|bound| Bound {
                    value: &bound.value / &Exact::from(i128::from(divisor)),
                    open: bound.open,
                })
            });
            let bound = smaller.as_ref().map_or(bound, Option::as_ref);
            push(&mut self.edit_ends[ends], bound, side, integer);
        }
        self.edit_start.push(self.edit_cell.len() as u32);
        EditIndex(self.edit_start.len() as u32 - 2)
    }

    /// Divides the coefficients from `start` on by what they have in common.
    fn divide(&mut self, start: usize, integer: bool) -> u64 {
        let row = &mut self.edit_coefficient[start..];
        if !integer || row.is_empty() || row.iter().any(|c| c.unsigned_abs() == 1) {
            return 1;
        }
        let divisor = row.iter().fold(0, |sum, c| gcd(sum, c.unsigned_abs()));
        if let Ok(divisor) = i64::try_from(divisor)
            && divisor > 1
        {
            row.iter_mut().for_each(|c| *c /= divisor);
            return divisor.unsigned_abs();
        }
        1
    }

    /// How many cells there are.
    pub fn cells(&self) -> usize {
        self.cells.len()
    }

    /// How many claims there are.
    pub fn claims(&self) -> usize {
        self.claim_cell.len()
    }

    /// How many edits there are.
    pub fn edits(&self) -> usize {
        self.edit_start.len() - 1
    }

    /// What a cell is.
    pub fn cell(&self, cell: CellIndex) -> CellVar {
        self.cells[cell.0 as usize]
    }

    /// The cell that a claim speaks of.
    pub fn claim_cell(&self, claim: ClaimIndex) -> CellIndex {
        CellIndex(self.claim_cell[claim.0 as usize])
    }

    /// How much a claim is trusted.
    pub fn claim_weight(&self, claim: ClaimIndex) -> u8 {
        self.claim_weight[claim.0 as usize]
    }

    /// Both ends of a claim, as they are used. A claim on a count that allows no whole
    /// number has its ends crossed.
    pub(crate) fn claim_bounds(&self, claim: ClaimIndex) -> Interval {
        Interval {
            low: self.claim_end(claim, Side::Low),
            high: self.claim_end(claim, Side::High),
        }
    }

    /// One end of a claim, as it is used.
    pub fn claim_end(&self, claim: ClaimIndex, side: Side) -> Option<Bound> {
        self.claim_ends[side as usize].bound(claim.0 as usize)
    }

    /// An edit, as it is used.
    pub fn edit(&self, edit: EditIndex) -> Edit {
        let at = edit.0 as usize;
        let terms = self.row(at).map(|(cell, c)| (CellIndex(cell), c)).collect();
        Edit {
            terms,
            low: self.edit_ends[0].bound(at),
            high: self.edit_ends[1].bound(at),
        }
    }

    /// The terms of an edit: cells and coefficients.
    #[inline]
    pub(crate) fn row(&self, edit: usize) -> impl Iterator<Item = (u32, i64)> + '_ {
        let range = self.edit_start[edit] as usize..self.edit_start[edit + 1] as usize;
        let cells = self.edit_cell[range.clone()].iter().copied();
        cells.zip(self.edit_coefficient[range].iter().copied())
    }
}

/// Adds an end, rounded inward where only whole numbers are possible.
fn push(ends: &mut Ends, bound: Option<&Bound>, side: Side, integer: bool) {
    let Some(bound) = bound.filter(|_| integer) else {
        ends.push(bound);
        return;
    };
    if bound.value.is_integer() && !bound.open {
        ends.push(Some(bound));
        return;
    }
    let value = match side {
        Side::Low if bound.open => &bound.value.floor() + &Exact::ONE,
        Side::Low => bound.value.ceil(),
        Side::High if bound.open => &bound.value.ceil() - &Exact::ONE,
        Side::High => bound.value.floor(),
    };
    ends.push(Some(&Bound::closed(value)));
}

pub(crate) fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The end of a column as machine key, if it is one.
pub(crate) fn key_of(end: &End<'_>, side: Side) -> Option<i64> {
    match end {
        End::Missing => Some(super::ends::missing(side)),
        End::Key(key) => Some(*key),
        End::Odd(_) => None,
    }
}
