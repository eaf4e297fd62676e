//! Rows that the relations of the figures assert: breakdowns of texts, cells inside
//! cells, and printed percentages.

use rustc_hash::FxHashSet;

use crate::dossier::ClaimId;
use crate::figures::{Cell, Origin, PointId, Relation, RelationKind};
use crate::quantity::{Bound, Exact, Interval};

use super::build::{Builder, Key, Row, Var};
use super::world::{Because, Sort, Sums};

impl Builder<'_, '_> {
    /// The relations whose points all take part.
    pub fn add_printed(&mut self) {
        for relation in &self.figures.relations {
            self.add_relation(relation);
        }
    }

    fn add_relation(&mut self, relation: &Relation) -> Option<()> {
        let var = |builder: &Self, point: PointId| builder.of_point.get(&point).copied();
        let parts: Option<Vec<Var>> = (relation.parts.iter())
            .map(|&part| var(self, part))
            .collect();
        let parts = parts?;
        let tree = match relation.origin {
            Origin::Tree(dimension) => Some(dimension),
            Origin::Breakdown(_) | Origin::Nesting => None,
        };
        let Some(whole) = relation.whole else {
            self.add_shares_of_one(&parts, Sums::of(relation.kind)?);
            return Some(());
        };
        let whole = var(self, whole)?;
        match relation.kind {
            RelationKind::Part => {
                self.add_sum(whole, &parts, Sums::AtMost, Because::Inside);
            }
            // Made from the shares themselves, whether or not the count is printed.
            RelationKind::Share => {}
            kind => {
                let kind = Sums::of(kind)?;
                self.add_sum(whole, &parts, kind, Because::Parts { kind, tree });
            }
        }
        Some(())
    }

    /// Shares of one whole add up to 100, or to 100 at most.
    fn add_shares_of_one(&mut self, parts: &[Var], kind: Sums) {
        let hundred = || Some(Bound::closed(Exact::from(100_i64)));
        self.rows.push(Row {
            terms: parts.iter().map(|&part| (part, 1)).collect(),
            low: hundred().filter(|_| kind == Sums::Equal),
            high: hundred(),
            because: Because::Parts { kind, tree: None },
        });
    }

    /// For every printed percentage of a whole: `count = percentage x whole / 100`, as
    /// two rows that hold as long as the percentage is not off. One unknown says how
    /// far it is off, so that the percentage can be doubted like any other figure.
    pub fn add_percentages(&mut self) {
        let percentages: Vec<(Var, Interval, ClaimId)> = (self.claims.iter())
            .filter(|(var, _, _)| {
                self.key(*var).sort == Sort::Percent && self.cell(*var).share_of.is_some()
            })
            .cloned()
            .collect();
        if percentages.is_empty() {
            return;
        }
        for (var, printed, claim) in &percentages {
            let Some(base) = self.cell(*var).share_of.clone() else {
                continue;
            };
            let level = |codes| Cell {
                codes,
                share_of: None,
                ..self.cell(*var).clone()
            };
            let (count, whole) = (level(self.cell(*var).codes.clone()), level(base));
            let (count, whole) = (self.beside(*var, count), self.beside(*var, whole));
            let off = self.off(*var, *claim);
            self.add_itself(*var, off, printed, *claim);
            if self.stated[count as usize] || self.stated[whole as usize] {
                self.add_percentage((count, whole), off, printed, *claim);
            }
        }
        // The percentage itself is asserted by its rows now.
        let replaced: FxHashSet<ClaimId> = percentages.iter().map(|(_, _, own)| *own).collect();
        let zero = Interval::point(Exact::ZERO);
        let offs: Vec<(Var, Interval, ClaimId)> = (percentages.iter())
            .map(|(var, _, claim)| (self.off(*var, *claim), zero.clone(), *claim))
            .collect();
        self.claims
            .retain(|(_, _, claim)| !replaced.contains(claim));
        for (off, _, _) in &offs {
            self.stated[*off as usize] = true;
        }
        self.claims.extend(offs);
    }

    /// The unknown that says how far a printed percentage or difference is off.
    pub fn off(&mut self, var: Var, claim: ClaimId) -> Var {
        let sort = Sort::Off(claim);
        let key = Key {
            sort,
            ..*self.key(var)
        };
        self.var(key)
    }

    /// `low <= percent <= high`, as long as it is not off.
    fn add_itself(&mut self, percent: Var, off: Var, printed: &Interval, claim: ClaimId) {
        for (end, sign) in [(&printed.low, 1), (&printed.high, -1)] {
            if let Some(end) = end {
                let terms = vec![(percent, 1), (off, sign)];
                self.add_side(terms, sign, Bound::closed(end.value.clone()), claim);
            }
        }
    }

    /// `low x whole <= 100 count <= high x whole`, as long as it is not off.
    fn add_percentage(
        &mut self,
        (count, whole): (Var, Var),
        off: Var,
        printed: &Interval,
        claim: ClaimId,
    ) {
        for (end, sign) in [(&printed.low, 1), (&printed.high, -1)] {
            let Some(end) = end else { continue };
            if let Some((times, hundred)) = whole_numbers(&end.value) {
                let terms = vec![(count, hundred), (whole, -times), (off, sign)];
                self.add_side(terms, sign, Bound::closed(Exact::ZERO), claim);
            }
        }
    }

    /// A row that is at least (`sign` 1) or at most (-1) some number.
    pub fn add_side(&mut self, terms: Vec<(Var, i64)>, sign: i64, end: Bound, claim: ClaimId) {
        let (low, high) = if sign > 0 {
            (Some(end), None)
        } else {
            (None, Some(end))
        };
        self.rows.push(Row {
            terms,
            low,
            high,
            because: Because::Printed(claim),
        });
    }
}

/// `p / 100` as a quotient of two whole numbers: `p` times the second, and 100 times it.
fn whole_numbers(percent: &Exact) -> Option<(i64, i64)> {
    let fraction = percent.to_big();
    let denominator: i64 = fraction.denom().try_into().ok()?;
    let numerator: i64 = fraction.numer().try_into().ok()?;
    Some((numerator, denominator.checked_mul(100)?))
}
