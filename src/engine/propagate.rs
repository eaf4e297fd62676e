//! Bounds propagation: each row narrows the bounds of its cells until nothing moves.
//! Every narrowing is written on a trail with its reason, so each bound can be
//! explained. Bounds of counts are rounded inward, those of measured cells outward.
//!
//! Alone it is incomplete (it does not see what two rows say together), but what it
//! finds is certain. A row with the activity interval `[min, max]` gives, for a term
//! `c x` of it, `c x <= high - (min - min of the term)` and likewise below.

use std::collections::VecDeque;

use super::ends::{MOST, NO_HIGH, NO_LOW, Side, high_key, high_value, is_open, low_key, low_value};
use super::local::Local;

/// Why a bound holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    Claim(u32),
    Row(u32),
    NonNegative,
}

/// One narrowing of one bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub cell: u32,
    pub side: Side,
    pub key: i64,
    pub reason: Reason,
    /// The entry before it of the same cell and side.
    pub before: u32,
}

/// No entry.
pub(crate) const NONE: u32 = u32::MAX;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing moves any more.
    Fixpoint,
    /// The cap was reached; the bounds hold, but more might follow.
    Capped,
    /// These two entries of one cell exclude each other.
    Clash { low: u32, high: u32 },
    /// The bounds of its cells break this side of a row.
    Broken { row: u32, side: Side },
    /// Nothing lies between the ends of this row.
    Empty { row: u32 },
}

/// The state of a run; reused as a buffer.
#[derive(Debug, Default)]
pub(crate) struct Propagation {
    pub trail: Vec<Entry>,
    pub low: Vec<i64>,
    pub high: Vec<i64>,
    pub last_low: Vec<u32>,
    pub last_high: Vec<u32>,
    /// Whether a bound was rounded outward or dropped as too large, so that the
    /// bounds may be wider than the rows allow.
    pub loose: bool,
    rows_of: Vec<u32>,
    rows_start: Vec<u32>,
    queue: VecDeque<u32>,
    queued: Vec<bool>,
}

/// The most narrowings before a component is handed to the simplex.
pub(crate) fn cap(local: &Local) -> usize {
    64 * (local.row_cell.len() + 8)
}

/// The sum of the least (or greatest) values of some terms.
#[derive(Clone, Copy, Default)]
struct Sum {
    value: i128,
    open: u32,
    infinite: u32,
}

impl Propagation {
    /// Finds where each cell occurs. Once for each component, before any run.
    pub fn index(&mut self, local: &Local) {
        self.rows_start.clear();
        self.rows_start.resize(local.cells() + 1, 0);
        for &cell in &local.row_cell {
            self.rows_start[cell as usize + 1] += 1;
        }
        for cell in 0..local.cells() {
            self.rows_start[cell + 1] += self.rows_start[cell];
        }
        self.rows_of.clear();
        self.rows_of.resize(local.row_cell.len(), 0);
        for row in 0..local.rows() {
            for (cell, _) in local.row(row) {
                let next = &mut self.rows_start[cell as usize];
                self.rows_of[*next as usize] = row as u32;
                *next += 1;
            }
        }
        self.rows_start.rotate_right(1);
        self.rows_start[0] = 0;
    }

    /// Runs on the claims and rows to keep, with at most `cap` narrowings by rows.
    pub fn run(
        &mut self,
        local: &Local,
        keep_claim: impl Fn(u32) -> bool,
        keep_row: impl Fn(u32) -> bool,
        cap: usize,
    ) -> Outcome {
        let cells = local.cells();
        self.trail.clear();
        self.queue.clear();
        self.loose = false;
        for (column, empty) in [(&mut self.low, NO_LOW), (&mut self.high, NO_HIGH)] {
            column.clear();
            column.resize(cells, empty);
        }
        for column in [&mut self.last_low, &mut self.last_high] {
            column.clear();
            column.resize(cells, NONE);
        }
        self.queued.clear();
        self.queued.resize(local.rows(), true);
        for (cell, var) in local.cell.iter().enumerate() {
            if var.nonnegative {
                self.narrow(cell as u32, Side::Low, 0, Reason::NonNegative);
            }
        }
        for claim in 0..local.claims() as u32 {
            if !keep_claim(claim) {
                continue;
            }
            let at = claim as usize;
            let (cell, reason) = (local.claim_cell[at], Reason::Claim(claim));
            let (low, high) = (local.claim_low[at], local.claim_high[at]);
            let clash = self.narrow(cell, Side::Low, low, reason);
            if let Some(clash) = clash.or_else(|| self.narrow(cell, Side::High, high, reason)) {
                return clash;
            }
        }
        for row in 0..local.rows() as u32 {
            if keep_row(row) {
                self.queue.push_back(row);
            }
        }
        let most = self.trail.len() + cap;
        while let Some(row) = self.queue.pop_front() {
            self.queued[row as usize] = false;
            if self.trail.len() > most {
                return Outcome::Capped;
            }
            if let Some(clash) = self.visit(local, row) {
                return clash;
            }
        }
        Outcome::Fixpoint
    }

    /// Sets a bound if it is tighter, and queues the rows of the cell.
    #[inline]
    fn narrow(&mut self, cell: u32, side: Side, key: i64, reason: Reason) -> Option<Outcome> {
        let at = cell as usize;
        let (bound, last) = match side {
            Side::Low => (&mut self.low[at], &mut self.last_low[at]),
            Side::High => (&mut self.high[at], &mut self.last_high[at]),
        };
        let tighter = match side {
            Side::Low => key > *bound,
            Side::High => key < *bound,
        };
        if !tighter {
            return None;
        }
        let entry = self.trail.len() as u32;
        self.trail.push(Entry {
            cell,
            side,
            key,
            reason,
            before: *last,
        });
        (*bound, *last) = (key, entry);
        let rows = self.rows_start[at] as usize..self.rows_start[at + 1] as usize;
        for &row in &self.rows_of[rows] {
            let queued = &mut self.queued[row as usize];
            if !*queued {
                *queued = true;
                self.queue.push_back(row);
            }
        }
        (self.low[at] > self.high[at]).then(|| Outcome::Clash {
            low: self.last_low[at],
            high: self.last_high[at],
        })
    }

    /// The least and greatest value of one term, each with its openness.
    #[inline]
    fn term(&self, cell: u32, c: i64) -> [Option<(i128, bool)>; 2] {
        let (low, high) = (self.low[cell as usize], self.high[cell as usize]);
        let wide = i128::from(c);
        let from_low = (low != NO_LOW).then(|| (i128::from(low_value(low)) * wide, is_open(low)));
        let from_high =
            (high != NO_HIGH).then(|| (i128::from(high_value(high)) * wide, is_open(high)));
        if c > 0 {
            [from_low, from_high]
        } else {
            [from_high, from_low]
        }
    }

    /// The least and greatest sum that the bounds of its cells leave to a row.
    #[inline]
    fn activity(&self, local: &Local, row: usize) -> [Sum; 2] {
        let mut sums = [Sum::default(); 2];
        for (cell, c) in local.row(row) {
            let ends = self.term(cell, c);
            for (sum, end) in sums.iter_mut().zip(ends) {
                match end {
                    Some((value, open)) => {
                        sum.value += value;
                        sum.open += u32::from(open);
                    }
                    None => sum.infinite += 1,
                }
            }
        }
        sums
    }

    /// Lets a row narrow its cells.
    fn visit(&mut self, local: &Local, row: u32) -> Option<Outcome> {
        let at = row as usize;
        let [min, max] = self.activity(local, at);
        let (low, high) = (local.row_low[at], local.row_high[at]);
        if low > high {
            return Some(Outcome::Empty { row });
        }
        let (low_at, high_at) = (i128::from(low_value(low)), i128::from(high_value(high)));
        let (low_open, high_open) = (is_open(low), is_open(high));
        let (has_low, has_high) = (low != NO_LOW, high != NO_HIGH);
        let useful_high = has_high
            && min.infinite < 2
            && (max.infinite > 0 || max.value > high_at || (max.value == high_at && high_open));
        let useful_low = has_low
            && max.infinite < 2
            && (min.infinite > 0 || min.value < low_at || (min.value == low_at && low_open));
        if !useful_high && !useful_low {
            return None;
        }
        // Its own narrowings move a plain row no further: keep it out of the queue.
        self.queued[at] = local.row_plain[at];
        let range = local.row_start[at] as usize..local.row_start[at + 1] as usize;
        for k in range {
            let (cell, c) = (local.row_cell[k], local.row_coefficient[k]);
            let [own_min, own_max] = self.term(cell, c);
            let integer = local.cell[cell as usize].integer;
            if useful_high && min.infinite == u32::from(own_min.is_none()) {
                let (own, own_open) = own_min.unwrap_or((0, false));
                let open = high_open || min.open > u32::from(own_open);
                let most = (high_at - (min.value - own), open);
                let clash = self.bound_term(cell, c, most, integer, row);
                if clash.is_some() {
                    return clash;
                }
            }
            if useful_low && max.infinite == u32::from(own_max.is_none()) {
                let (own, own_open) = own_max.unwrap_or((0, false));
                let open = low_open || max.open > u32::from(own_open);
                let most = (max.value - own - low_at, open);
                let clash = self.bound_term(cell, -c, most, integer, row);
                if clash.is_some() {
                    return clash;
                }
            }
        }
        self.queued[at] = self.queued[at] && !local.row_plain[at];
        // Rounded outward, or without cells: the narrowing above may say nothing.
        let above = min.infinite == 0
            && has_high
            && (min.value > high_at || (min.value == high_at && (high_open || min.open > 0)));
        let below = max.infinite == 0
            && has_low
            && (max.value < low_at || (max.value == low_at && (low_open || max.open > 0)));
        let side = if above { Side::High } else { Side::Low };
        (above || below).then_some(Outcome::Broken { row, side })
    }

    /// Applies `c x <= most`.
    #[inline]
    fn bound_term(
        &mut self,
        cell: u32,
        c: i64,
        (most, open): (i128, bool),
        integer: bool,
        row: u32,
    ) -> Option<Outcome> {
        let divisor = i128::from(c.unsigned_abs());
        let mut value = most;
        let mut value_open = open;
        if divisor != 1 || (integer && open) {
            let (quotient, even) = divide(most, divisor);
            if integer {
                value = quotient - i128::from(even && open);
                value_open = false;
            } else if even {
                value = quotient;
            } else {
                value = quotient + 1;
                value_open = true;
                self.loose = true;
            }
        }
        if value <= -i128::from(MOST) || value >= i128::from(MOST) {
            self.loose = true;
            return None;
        }
        let value = value as i64;
        if c > 0 {
            self.narrow(
                cell,
                Side::High,
                high_key(value, value_open),
                Reason::Row(row),
            )
        } else {
            self.narrow(
                cell,
                Side::Low,
                low_key(-value, value_open),
                Reason::Row(row),
            )
        }
    }

    /// Whether only one value is left to a cell.
    #[inline]
    pub fn fixed(&self, cell: u32) -> bool {
        super::ends::fixed(self.low[cell as usize], self.high[cell as usize])
    }

    /// Which ends of a row the bounds of its cells do not settle.
    pub fn unsettled(&self, local: &Local, row: usize) -> (bool, bool) {
        let [min, max] = self.activity(local, row);
        let (low, high) = (local.row_low[row], local.row_high[row]);
        let low_at = i128::from(low_value(low));
        let high_at = i128::from(high_value(high));
        let low_holds = low == NO_LOW
            || (min.infinite == 0
                && (min.value > low_at
                    || (min.value == low_at && (!is_open(low) || min.open > 0))));
        let high_holds = high == NO_HIGH
            || (max.infinite == 0
                && (max.value < high_at
                    || (max.value == high_at && (!is_open(high) || max.open > 0))));
        (!low_holds, !high_holds)
    }
}

/// The quotient rounded down, and whether it is exact.
#[inline]
fn divide(value: i128, divisor: i128) -> (i128, bool) {
    match (i64::try_from(value), i64::try_from(divisor)) {
        (Ok(small), Ok(divisor)) => {
            let quotient = small.div_euclid(divisor);
            (quotient.into(), quotient * divisor == small)
        }
        _ => {
            let quotient = value.div_euclid(divisor);
            (quotient, quotient * divisor == value)
        }
    }
}
