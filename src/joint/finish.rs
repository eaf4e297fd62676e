//! From rows to the system: only unknowns that something is said of are numbered.

use crate::engine::{Assertion, CellIndex, CellVar, Edit};

use super::build::{Builder, Row, Var};
use super::trees::prune;
use super::world::{Sort, Unknown, World};

/// How much a source is trusted where it does not say.
const USUAL_TRUST: u8 = 3;

impl Builder<'_, '_> {
    /// The finished world.
    pub fn finish(mut self) -> World {
        if !self.whole {
            prune(&mut self);
        }
        let mut used = self.stated.clone();
        for (var, _) in self.rows.iter().flat_map(|row| &row.terms) {
            used[*var as usize] = true;
        }
        let mut world = World::default();
        let mut number: Vec<Option<CellIndex>> = vec![None; self.vars.len()];
        for var in (0..self.vars.len()).filter(|&var| used[var]) {
            let var = var as Var;
            let key = *self.key(var);
            number[var as usize] = Some(world.system.add_cell(CellVar {
                integer: self.is_whole(var),
                nonnegative: !self.may_be_negative(var),
            }));
            world.unknowns.push(Unknown {
                cell: self.cell(var).clone(),
                moment: key.moment,
                scope: key.scope,
                sort: key.sort,
            });
        }
        let place = |var: Var| number[var as usize].expect("an unknown of a row is numbered");
        for Row {
            terms,
            low,
            high,
            because,
        } in std::mem::take(&mut self.rows)
        {
            world.system.add_edit(&Edit {
                terms: terms.into_iter().map(|(var, c)| (place(var), c)).collect(),
                low,
                high,
            });
            world.edits.push(because);
        }
        for (var, bounds, claim) in &self.claims {
            let source = self.figures.dossier.claim(*claim).source;
            let trust = self.figures.dossier.source(source).trust;
            world.system.add_claim(&Assertion {
                cell: place(*var),
                bounds: bounds.clone(),
                weight: trust.unwrap_or(USUAL_TRUST),
            });
            world.claims.push(*claim);
        }
        world
    }
}

impl Sort {
    /// Whether it is only a help for the mathematics, which no message names.
    pub fn is_off(self) -> bool {
        matches!(self, Sort::Off(_))
    }
}
