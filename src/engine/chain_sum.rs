//! The weighted sum behind a chain of steps: going back from the contradiction, each
//! step is replaced by its edit and the steps it uses, times what they count there.
//! Linear in the chain. Where a step was rounded to whole numbers the sum may say too
//! little; the caller checks.

use std::collections::BTreeMap;

use crate::quantity::{Bound, Exact};

use super::certificate::{Certificate, Origin, Part, whole_parts};
use super::derive::{Clash, Derivation, Why, edit_end};
use super::ends::Side;
use super::system::{CellIndex, EditIndex, System};
use super::trail::used_side;

impl Derivation {
    /// The sum of claims and edits that the chain amounts to.
    pub(crate) fn sum(&self, system: &System) -> Option<Certificate> {
        let mut sum = Sum {
            system,
            chain: self,
            times: vec![Exact::ZERO; self.steps.len()],
            edits: BTreeMap::new(),
        };
        match &self.clash {
            Clash::Ends { low, high } => {
                sum.times[*low] = Exact::ONE;
                sum.times[*high] = Exact::ONE;
            }
            Clash::Edit { edit, side, from } => {
                sum.edits.insert((*edit, *side), Exact::ONE);
                sum.spread(*edit, *side, None, from, &Exact::ONE)?;
            }
            Clash::Empty(edit) => {
                sum.edits.insert((*edit, Side::Low), Exact::ONE);
                sum.edits.insert((*edit, Side::High), Exact::ONE);
            }
        }
        sum.finish()
    }
}

struct Sum<'a> {
    system: &'a System,
    chain: &'a Derivation,
    /// How often each step counts.
    times: Vec<Exact>,
    edits: BTreeMap<(EditIndex, Side), Exact>,
}

impl Sum<'_> {
    /// Counts the steps that an edit uses, `times` for a coefficient of 1.
    fn spread(
        &mut self,
        edit: EditIndex,
        side: Side,
        without: Option<CellIndex>,
        from: &[usize],
        times: &Exact,
    ) -> Option<()> {
        let used: BTreeMap<(CellIndex, Side), usize> = (from.iter())
            .map(|at| {
                (
                    (self.chain.steps[*at].cell, self.chain.steps[*at].side),
                    *at,
                )
            })
            .collect();
        for (cell, c) in self.system.edit(edit).terms {
            if Some(cell) != without {
                let at = *used.get(&(cell, used_side(side, c)))?;
                let more = times * &Exact::from(i128::from(c.unsigned_abs()));
                self.times[at] = &self.times[at] + &more;
            }
        }
        Some(())
    }

    fn finish(mut self) -> Option<Certificate> {
        let mut parts: Vec<(Exact, Origin, Side, Bound)> = Vec::new();
        for at in (0..self.chain.steps.len()).rev() {
            let times = self.times[at].clone();
            let step = &self.chain.steps[at];
            match step.why {
                _ if times.is_zero() => {}
                Why::Claim(claim) => {
                    parts.push((times, Origin::Claim(claim), step.side, step.end.clone()));
                }
                Why::NonNegative => {
                    let origin = Origin::NonNegative(step.cell);
                    parts.push((times, origin, step.side, step.end.clone()));
                }
                Why::Edit(edit) => {
                    let terms = self.system.edit(edit).terms;
                    let mine = terms.iter().find(|(cell, _)| *cell == step.cell)?.1;
                    let side = if (step.side == Side::High) == (mine > 0) {
                        Side::High
                    } else {
                        Side::Low
                    };
                    let times = &times / &Exact::from(i128::from(mine.unsigned_abs()));
                    let count = self.edits.entry((edit, side)).or_insert(Exact::ZERO);
                    *count = &*count + &times;
                    self.spread(edit, side, Some(step.cell), &step.from, &times)?;
                }
            }
        }
        parts.reverse();
        for ((edit, side), times) in self.edits {
            let end = edit_end(self.system, edit, side)?;
            parts.push((times, Origin::Edit(edit), side, end));
        }
        let parts = parts.into_iter().map(|(times, origin, side, end)| {
            let part = Part {
                multiplier: Exact::ONE,
                origin,
                side,
                end,
            };
            (times, part)
        });
        Some(Certificate::Sum(whole_parts(parts.collect())))
    }
}
