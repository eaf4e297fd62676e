//! The least or greatest value of one column: the primal simplex from a feasible
//! state, with Bland's rule.

use std::cmp::Ordering;

use super::branch::Limit;
use super::ends::Side;
use super::fraction::{Field, Strict};
use super::simplex::{Simplex, Stop, fits};

impl<N: Field> Simplex<N> {
    /// The end of what a column can be; nothing if it has no end on that side. An
    /// infinitesimal in the answer means that the end itself is not reached.
    pub fn optimise(&mut self, column: u32, side: Side) -> Result<Option<Strict<N>>, Stop> {
        let max = side == Side::High;
        loop {
            self.work = self.work.saturating_sub(self.rows.len() as u64);
            if self.work == 0 {
                return Err(Stop::Limit(Limit::Work));
            }
            let rise = |factor: &N| (factor.sign() == Ordering::Greater) == max;
            let entering = match self.row_of(column) {
                None => self.has_room(column, max).then_some((column, max)),
                Some(row) => (self.rows[row].iter())
                    .map(|(other, factor)| (*other, rise(factor)))
                    .find(|(other, rise)| self.has_room(*other, *rise)),
            };
            let Some((entering, rise)) = entering else {
                return Ok(Some(self.value[column as usize].clone()));
            };
            let Some((step, leaving)) = self.longest_step(entering, rise)? else {
                return Ok(None);
            };
            let value = &self.value[entering as usize];
            let to = if rise {
                value.add(&step)
            } else {
                value.sub(&step)
            };
            self.shift(entering, fits(to)?)?;
            if let Some(row) = leaving {
                self.pivot(row, entering)?;
            }
        }
    }

    /// How far a column can move before a bound stops it, and the row of the column
    /// that does (none if its own).
    #[allow(clippy::type_complexity)]
    fn longest_step(
        &self,
        column: u32,
        rise: bool,
    ) -> Result<Option<(Strict<N>, Option<usize>)>, Stop> {
        let side = |rise| if rise { Side::High } else { Side::Low };
        let room = |column: u32, rise: bool| {
            let end = self.end(column, side(rise))?;
            let value = &self.value[column as usize];
            Some(if rise {
                end.at.sub(value)
            } else {
                value.sub(&end.at)
            })
        };
        let mut best = match room(column, rise) {
            Some(step) => Some((fits(step)?, None)),
            None => None,
        };
        for (row, terms) in self.rows.iter().enumerate() {
            let Ok(at) = terms.binary_search_by_key(&column, |term| term.0) else {
                continue;
            };
            let factor = &terms[at].1;
            let rises = (factor.sign() == Ordering::Greater) == rise;
            let Some(room) = room(self.basic[row], rises) else {
                continue;
            };
            let step = fits(room.and_then(|room| room.div(&factor.abs())))?;
            let better = best.as_ref().is_none_or(|(least, with)| {
                match step.compare(least) {
                    Ordering::Less => true,
                    // Of equal steps the column of least number leaves.
                    Ordering::Equal => with.is_some_and(|w: usize| self.basic[row] < self.basic[w]),
                    Ordering::Greater => false,
                }
            });
            if better {
                best = Some((step, Some(row)));
            }
        }
        Ok(best)
    }
}
