//! The general simplex for feasibility, in exact numbers (Dutertre and de Moura, "A
//! fast linear-arithmetic solver for DPLL(T)", 2006): one slack column for each row,
//! bounds on all columns, a tableau of the rows only. Where a basic column cannot be
//! brought within its bounds, its row is the proof: the bounds it rests on contradict
//! each other, and the coefficients are the multipliers of Farkas' lemma.

use std::cmp::Ordering;

use super::branch::Limit;
use super::ends::Side;
use super::fraction::{Field, Strict};

/// Where a bound of a column comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Claim(u32),
    Row(u32),
    NonNegative(u32),
    /// A bound that propagation left to this cell.
    Bound(u32),
    /// An assumption of a case distinction, on this cell.
    Case(u32),
}

/// One bound of a proof with its positive multiplier.
#[derive(Clone, Debug)]
pub(crate) struct Term<N> {
    pub multiplier: N,
    pub source: Source,
    pub side: Side,
    pub end: Strict<N>,
}

/// Why a run ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A number does not fit: try again with big ones.
    Overflow,
    /// A limit is reached.
    Limit(Limit),
}

/// No proof: the bounds so far can hold together. Otherwise the terms of one.
pub(crate) type Found<N> = Result<Option<Vec<Term<N>>>, Stop>;

pub(super) type Row<N> = Vec<(u32, N)>;

#[derive(Clone, Debug)]
pub(super) struct End<N> {
    pub at: Strict<N>,
    source: Source,
}

/// A column that is not basic.
const NO_ROW: u32 = u32::MAX;

#[derive(Clone, Debug)]
pub(crate) struct Simplex<N> {
    /// Basic column = sum of coefficient * other columns, sorted by column.
    pub(super) rows: Vec<Row<N>>,
    pub(super) basic: Vec<u32>,
    row_of: Vec<u32>,
    ends: [Vec<Option<End<N>>>; 2],
    pub(super) value: Vec<Strict<N>>,
    /// In how many rows a column stands.
    count: Vec<u32>,
    /// Operations on coefficients still allowed.
    pub work: u64,
}

pub(super) fn fits<T>(value: Option<T>) -> Result<T, Stop> {
    value.ok_or(Stop::Overflow)
}

impl<N: Field> Simplex<N> {
    /// With so many columns, all zero and unbounded.
    pub fn new(columns: usize, work: u64) -> Simplex<N> {
        Simplex {
            rows: Vec::new(),
            basic: Vec::new(),
            row_of: vec![NO_ROW; columns],
            ends: [vec![None; columns], vec![None; columns]],
            value: vec![Strict::plain(N::zero()); columns],
            count: vec![0; columns],
            work,
        }
    }

    /// Adds a slack column for a sum of columns, none of them basic. Before any pivot.
    pub fn add_row(&mut self, mut terms: Row<N>) -> Result<u32, Stop> {
        terms.sort_by_key(|term| term.0);
        let slack = self.value.len() as u32;
        let mut sum = Strict::plain(N::zero());
        for (column, factor) in &terms {
            self.count[*column as usize] += 1;
            let value = &self.value[*column as usize];
            if !value.is_zero() {
                sum = fits(value.mul(factor).and_then(|part| sum.add(&part)))?;
            }
        }
        self.row_of.push(self.rows.len() as u32);
        self.rows.push(terms);
        self.basic.push(slack);
        self.value.push(sum);
        self.count.push(0);
        self.ends.iter_mut().for_each(|ends| ends.push(None));
        Ok(slack)
    }

    pub(super) fn row_of(&self, column: u32) -> Option<usize> {
        let row = self.row_of[column as usize];
        (row != NO_ROW).then_some(row as usize)
    }

    pub(super) fn end(&self, column: u32, side: Side) -> Option<&End<N>> {
        self.ends[side as usize][column as usize].as_ref()
    }

    /// Tightens one bound. If it excludes the other of the column, that is the proof.
    pub fn assert(&mut self, column: u32, side: Side, at: Strict<N>, source: Source) -> Found<N> {
        let worse = match side {
            Side::Low => Ordering::Greater,
            Side::High => Ordering::Less,
        };
        if (self.end(column, side)).is_some_and(|end| at.compare(&end.at) != worse) {
            return Ok(None);
        }
        let other = match side {
            Side::Low => Side::High,
            Side::High => Side::Low,
        };
        let excluded = self.end(column, other);
        let clash = excluded
            .filter(|end| at.compare(&end.at) == worse)
            .map(|end| {
                let term = |source, side, end| Term {
                    multiplier: N::one(),
                    source,
                    side,
                    end,
                };
                vec![
                    term(source, side, at.clone()),
                    term(end.source, other, end.at.clone()),
                ]
            });
        if clash.is_none()
            && self.row_of(column).is_none()
            && at.compare(&self.value[column as usize]) == worse
        {
            self.shift(column, at.clone())?;
        }
        self.ends[side as usize][column as usize] = Some(End { at, source });
        Ok(clash)
    }

    /// Takes both bounds of a column away.
    pub fn clear(&mut self, column: u32) {
        self.ends
            .iter_mut()
            .for_each(|ends| ends[column as usize] = None);
    }

    /// Gives a column that is not basic another value.
    pub(super) fn shift(&mut self, column: u32, to: Strict<N>) -> Result<(), Stop> {
        let by = fits(to.sub(&self.value[column as usize]))?;
        if !by.is_zero() && self.count[column as usize] > 0 {
            for (row, &basic) in self.rows.iter().zip(&self.basic) {
                if let Ok(at) = row.binary_search_by_key(&column, |term| term.0) {
                    let value = &mut self.value[basic as usize];
                    *value = fits(by.mul(&row[at].1).and_then(|part| value.add(&part)))?;
                }
            }
        }
        self.value[column as usize] = to;
        Ok(())
    }

    /// Makes `column` basic in place of the basic column of `row`.
    pub(super) fn pivot(&mut self, row: usize, column: u32) -> Result<(), Stop> {
        let leaving = self.basic[row];
        let old = std::mem::take(&mut self.rows[row]);
        let at = old.binary_search_by_key(&column, |term| term.0);
        let at = at.expect("the entering column stands in the row");
        let inverse = fits(N::one().div(&old[at].1))?;
        let minus = inverse.neg();
        let mut solved: Row<N> = Vec::with_capacity(old.len());
        for (other, factor) in old {
            if other != column {
                solved.push((other, fits(factor.mul(&minus))?));
            }
        }
        let place = solved.partition_point(|term| term.0 < leaving);
        solved.insert(place, (leaving, inverse));
        self.count[leaving as usize] += 1;
        self.count[column as usize] = 0;
        let mut merged: Row<N> = Vec::new();
        for other in 0..self.rows.len() {
            if other == row {
                continue;
            }
            if let Ok(at) = self.rows[other].binary_search_by_key(&column, |term| term.0) {
                self.substitute(other, at, &solved, &mut merged)?;
                std::mem::swap(&mut self.rows[other], &mut merged);
            }
        }
        self.rows[row] = solved;
        self.basic[row] = column;
        self.row_of[column as usize] = row as u32;
        self.row_of[leaving as usize] = NO_ROW;
        Ok(())
    }

    /// Writes row `row` into `merged` with its term `at` replaced by its multiple of
    /// `solved`.
    fn substitute(
        &mut self,
        row: usize,
        at: usize,
        solved: &Row<N>,
        merged: &mut Row<N>,
    ) -> Result<(), Stop> {
        let count = &mut self.count;
        let old = &self.rows[row];
        let factor = &old[at].1;
        let steps = (old.len() + solved.len()) as u64;
        if steps > self.work {
            return Err(Stop::Limit(Limit::Work));
        }
        self.work -= steps;
        merged.clear();
        let (mut i, mut j) = (0, 0);
        while i < old.len() || j < solved.len() {
            if i == at {
                i += 1;
                continue;
            }
            let left = old.get(i).map_or(NO_ROW, |term| term.0);
            let right = solved.get(j).map_or(NO_ROW, |term| term.0);
            match left.cmp(&right) {
                Ordering::Less => {
                    merged.push(old[i].clone());
                    i += 1;
                }
                Ordering::Greater => {
                    merged.push((right, fits(solved[j].1.mul(factor))?));
                    count[right as usize] += 1;
                    j += 1;
                }
                Ordering::Equal => {
                    if left == NO_ROW {
                        break;
                    }
                    let part = solved[j].1.mul(factor);
                    let sum = fits(part.and_then(|part| old[i].1.add(&part)))?;
                    if sum.is_zero() {
                        count[left as usize] -= 1;
                    } else {
                        merged.push((left, sum));
                    }
                    i += 1;
                    j += 1;
                }
            }
        }
        Ok(())
    }

    /// Whether a column that is not basic can still rise (or fall).
    pub(super) fn has_room(&self, column: u32, rise: bool) -> bool {
        let value = &self.value[column as usize];
        let (side, closer) = if rise {
            (Side::High, Ordering::Less)
        } else {
            (Side::Low, Ordering::Greater)
        };
        self.end(column, side)
            .is_none_or(|end| value.compare(&end.at) == closer)
    }

    /// A basic column outside its bounds: its row, and the bound. With `bland` the one
    /// of least number, otherwise the one with the shortest row.
    fn outside(&self, bland: bool) -> Option<(usize, Side)> {
        let rank = |row: usize| {
            let length = if bland { 0 } else { self.rows[row].len() };
            (length, self.basic[row])
        };
        let mut found: Option<(usize, Side)> = None;
        for (row, &basic) in self.basic.iter().enumerate() {
            if found.is_some_and(|(best, _)| rank(best) < rank(row)) {
                continue;
            }
            let value = &self.value[basic as usize];
            let beyond = |side, order| {
                (self.end(basic, side)).is_some_and(|end| value.compare(&end.at) == order)
            };
            if beyond(Side::Low, Ordering::Less) {
                found = Some((row, Side::Low));
            } else if beyond(Side::High, Ordering::Greater) {
                found = Some((row, Side::High));
            }
        }
        found
    }

    /// Brings every column within its bounds, or says why that is impossible. The
    /// sparsest column enters; after `20 + 4 * rows` steps the one of least number
    /// (Bland's rule, which cannot cycle).
    pub fn check(&mut self) -> Found<N> {
        let mut steps = 0;
        loop {
            steps += 1;
            let bland = steps > 20 + 4 * self.rows.len();
            self.work = self.work.saturating_sub(self.rows.len() as u64);
            if self.work == 0 {
                return Err(Stop::Limit(Limit::Work));
            }
            let Some((row, side)) = self.outside(bland) else {
                return Ok(None);
            };
            let rises = |factor: &N| (factor.sign() == Ordering::Greater) == (side == Side::Low);
            let mut movable = (self.rows[row].iter())
                .filter(|(column, factor)| self.has_room(*column, rises(factor)))
                .map(|(column, _)| *column);
            let entering = if bland {
                movable.next()
            } else {
                movable.min_by_key(|column| self.count[*column as usize])
            };
            let Some(column) = entering else {
                return Ok(Some(self.proof(row, side)));
            };
            let basic = self.basic[row] as usize;
            let target = self.end(self.basic[row], side).map(|end| end.at.clone());
            let target = target.expect("the bound that is broken is there");
            let at = self.rows[row].binary_search_by_key(&column, |term| term.0);
            let factor = &self.rows[row][at.expect("the column stands in the row")].1;
            let by = target
                .sub(&self.value[basic])
                .and_then(|gap| gap.div(factor));
            let to = by.and_then(|by| self.value[column as usize].add(&by));
            self.shift(column, fits(to)?)?;
            self.pivot(row, column)?;
        }
    }

    /// The row whose basic column breaks this bound, as a proof.
    fn proof(&self, row: usize, side: Side) -> Vec<Term<N>> {
        let term = |column: u32, side: Side, multiplier: N| {
            let end = self
                .end(column, side)
                .expect("a column without room has an end");
            Term {
                multiplier,
                source: end.source,
                side,
                end: end.at.clone(),
            }
        };
        let mut terms = vec![term(self.basic[row], side, N::one())];
        for (column, factor) in &self.rows[row] {
            let low = (factor.sign() == Ordering::Greater) == (side == Side::High);
            let side = if low { Side::Low } else { Side::High };
            terms.push(term(*column, side, factor.abs()));
        }
        terms
    }
}
