//! A start near a solution: before the simplex pivots, each column is moved once as far
//! as it helps a row that is out of bounds and harms none (for a table with margins
//! this is the north-west corner rule). Only a start: the simplex decides from there.

use std::cmp::Ordering;

use super::ends::Side;
use super::fraction::{Field, Strict};
use super::simplex::{Simplex, Stop, fits};

/// Fewer rows are not worth it; tests sweep everything.
const FEWEST_ROWS: usize = if cfg!(test) { 1 } else { 8 };

impl<N: Field> Simplex<N> {
    /// Moves each of the first columns; those that `integer` names by whole numbers.
    /// Before any pivot.
    pub fn sweep(&mut self, integer: &[bool]) -> Result<(), Stop> {
        if self.rows.len() < FEWEST_ROWS {
            return Ok(());
        }
        let mut rows_of: Vec<Vec<(u32, N)>> = vec![Vec::new(); integer.len()];
        for (row, terms) in self.rows.iter().enumerate() {
            for (column, factor) in terms {
                rows_of[*column as usize].push((row as u32, factor.clone()));
            }
        }
        for (column, rows) in rows_of.iter().enumerate() {
            for rise in [true, false] {
                let Some(step) = self.helpful_step(column as u32, rise, rows)? else {
                    continue;
                };
                let step = if integer[column] {
                    Strict::plain(fits(step.floor())?)
                } else {
                    step
                };
                let by = if rise { step } else { negative(&step) };
                let value = &mut self.value[column];
                *value = fits(value.add(&by))?;
                for (row, factor) in rows {
                    let value = &mut self.value[self.basic[*row as usize] as usize];
                    *value = fits(by.mul(factor).and_then(|part| value.add(&part)))?;
                }
            }
        }
        Ok(())
    }

    /// How far a column can move so that some row comes nearer to its bounds and none
    /// leaves them.
    fn helpful_step(
        &self,
        column: u32,
        rise: bool,
        rows: &[(u32, N)],
    ) -> Result<Option<Strict<N>>, Stop> {
        let mut limit = self.distance(column, rise, rise)?;
        let mut wanted: Option<Strict<N>> = None;
        for (row, factor) in rows {
            let slack = self.basic[*row as usize];
            let up = (factor.sign() == Ordering::Greater) == rise;
            let size = factor.abs();
            if let Some(room) = self.distance(slack, up, up)? {
                let room = fits(room.div(&size))?;
                if limit
                    .as_ref()
                    .is_none_or(|limit| room.compare(limit) == Ordering::Less)
                {
                    limit = Some(room);
                }
            }
            if let Some(lack) = self.distance(slack, up, !up)? {
                let lack = fits(lack.div(&size))?;
                let more = |old: &Strict<N>| lack.compare(old) == Ordering::Greater;
                if wanted.as_ref().is_none_or(more) {
                    wanted = Some(lack);
                }
            }
        }
        let positive =
            |step: &Strict<N>| step.compare(&Strict::plain(N::zero())) == Ordering::Greater;
        let step = match (wanted, limit) {
            (Some(wanted), Some(limit)) if limit.compare(&wanted) == Ordering::Less => Some(limit),
            (wanted, _) => wanted,
        };
        Ok(step.filter(positive))
    }

    /// How far a column is from one of its ends, counted upwards or downwards; below
    /// zero if it is past it.
    fn distance(&self, column: u32, up: bool, high: bool) -> Result<Option<Strict<N>>, Stop> {
        let side = if high { Side::High } else { Side::Low };
        let Some(end) = self.end(column, side) else {
            return Ok(None);
        };
        let gap = fits(end.at.sub(&self.value[column as usize]))?;
        Ok(Some(if up { gap } else { negative(&gap) }))
    }
}

fn negative<N: Field>(value: &Strict<N>) -> Strict<N> {
    Strict {
        value: value.value.neg(),
        epsilon: value.epsilon.neg(),
    }
}
