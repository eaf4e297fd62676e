//! Certificates: weighted sums that add up to a contradiction (Farkas' lemma), so that
//! anybody can check a verdict without trusting the engine. Each is checked here with
//! plain sums over the system itself before it is handed out.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::quantity::{Bound, Exact};

use super::branch::Proof;
use super::ends::Side;
use super::fraction::Field;
use super::local::Local;
use super::simplex::{Source, Term};
use super::system::{CellIndex, ClaimIndex, EditIndex, System};

/// Why no values can satisfy everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// These inequalities, each times its multiplier, add up to a contradiction.
    Sum(Vec<Part>),
    /// A count is at most `at` or at least one more, and both are impossible.
    Split {
        /// The count.
        cell: CellIndex,
        /// The number below the gap.
        at: Exact,
        /// Why it cannot be at most `at`.
        low: Box<Certificate>,
        /// Why it cannot be more.
        high: Box<Certificate>,
    },
}

/// One inequality of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// A positive whole number.
    pub multiplier: Exact,
    /// What asserts it.
    pub origin: Origin,
    /// Which end of it is used.
    pub side: Side,
    /// The number of that end.
    pub end: Bound,
}

/// What asserts an inequality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A claim.
    Claim(ClaimIndex),
    /// An edit.
    Edit(EditIndex),
    /// The cell cannot be below zero.
    NonNegative(CellIndex),
    /// The case of a split, on this cell; or the opposite of what is to be shown.
    Case(CellIndex),
}

impl Certificate {
    /// From a proof over the claims, rows and zeros of a component.
    pub(crate) fn of<N: Field>(local: &Local, proof: &Proof<N>) -> Certificate {
        match proof {
            Proof::Sum(terms) => Certificate::Sum(sum(local, terms)),
            Proof::Split {
                cell,
                at,
                low,
                high,
            } => Certificate::Split {
                cell: local.global_cell(*cell),
                at: at.exact(),
                low: Box::new(Certificate::of(local, low)),
                high: Box::new(Certificate::of(local, high)),
            },
        }
    }

    /// Whether it proves, from the claims and edits of the system alone, that not all
    /// of them hold. Recomputed with plain sums.
    pub fn verify(&self, system: &System) -> bool {
        self.verify_given(system, &mut Vec::new())
    }

    /// The same where some bounds are given besides.
    pub(crate) fn verify_given(
        &self,
        system: &System,
        given: &mut Vec<(CellIndex, Side, Bound)>,
    ) -> bool {
        match self {
            Certificate::Sum(parts) => verify_sum(system, parts, given),
            Certificate::Split {
                cell,
                at,
                low,
                high,
            } => {
                if !system.cell(*cell).integer || !at.is_integer() {
                    return false;
                }
                let next = at + &Exact::ONE;
                [(Side::High, at, low), (Side::Low, &next, high)]
                    .into_iter()
                    .all(|(side, end, case)| {
                        given.push((*cell, side, Bound::closed(end.clone())));
                        let holds = case.verify_given(system, given);
                        given.pop();
                        holds
                    })
            }
        }
    }

    /// Calls for every part.
    pub fn each_part(&self, call: &mut impl FnMut(&Part)) {
        match self {
            Certificate::Sum(parts) => parts.iter().for_each(call),
            Certificate::Split { low, high, .. } => {
                low.each_part(call);
                high.each_part(call);
            }
        }
    }
}

/// The terms in the units of the system, with multipliers made whole.
fn sum<N: Field>(local: &Local, terms: &[Term<N>]) -> Vec<Part> {
    let parts: Vec<(Exact, Part)> = (terms.iter())
        .filter(|term| !term.multiplier.is_zero())
        .map(|term| {
            let (origin, quanta) = match term.source {
                Source::Claim(claim) => {
                    let cell = local.claim_cell[claim as usize];
                    (
                        Origin::Claim(local.global_claim(claim)),
                        local.quanta_of(cell),
                    )
                }
                Source::Row(row) => (
                    Origin::Edit(local.global_edit(row)),
                    local.factor_of(row as usize),
                ),
                Source::NonNegative(cell) => (
                    Origin::NonNegative(local.global_cell(cell)),
                    local.quanta_of(cell),
                ),
                Source::Bound(cell) | Source::Case(cell) => {
                    (Origin::Case(local.global_cell(cell)), local.quanta_of(cell))
                }
            };
            let quanta = Exact::from(quanta);
            let multiplier = &term.multiplier.exact() * &quanta;
            let end = Bound {
                value: &term.end.value.exact() / &quanta,
                open: !term.end.epsilon.is_zero(),
            };
            let part = Part {
                multiplier: Exact::ONE,
                origin,
                side: term.side,
                end,
            };
            (multiplier, part)
        })
        .collect();
    whole_parts(parts)
}

/// The parts with their multipliers made whole and as small as can be.
pub(crate) fn whole_parts(parts: Vec<(Exact, Part)>) -> Vec<Part> {
    if parts
        .iter()
        .any(|(multiplier, _)| *multiplier == Exact::ONE)
        && parts.iter().all(|(multiplier, _)| multiplier.is_integer())
    {
        let whole = |(multiplier, part)| Part { multiplier, ..part };
        return parts.into_iter().map(whole).collect();
    }
    let mut parts: Vec<(BigRational, Part)> = (parts.into_iter())
        .map(|(multiplier, part)| (multiplier.to_big(), part))
        .collect();
    let mut denominator = BigInt::one();
    for (multiplier, _) in &parts {
        let common = gcd(&denominator, multiplier.denom());
        denominator = &denominator / common * multiplier.denom();
    }
    let mut divisor = BigInt::zero();
    for (multiplier, _) in &mut parts {
        *multiplier *= &denominator;
        divisor = gcd(&divisor, multiplier.numer());
    }
    (parts.into_iter())
        .map(|(multiplier, part)| Part {
            multiplier: Exact::from_big(multiplier / &divisor),
            ..part
        })
        .collect()
}

fn gcd(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.abs(), b.abs());
    while !b.is_zero() {
        (a, b) = (b.clone(), a % b);
    }
    a
}

/// Whether the parts stand in the system and add up to `0 <= something negative`.
fn verify_sum(system: &System, parts: &[Part], given: &[(CellIndex, Side, Bound)]) -> bool {
    let mut sums: BTreeMap<CellIndex, Exact> = BTreeMap::new();
    let mut right = Exact::ZERO;
    let mut open = false;
    for part in parts {
        if part.multiplier <= Exact::ZERO || !part.multiplier.is_integer() {
            return false;
        }
        let (terms, end) = match part.origin {
            Origin::Claim(claim) => (
                vec![(system.claim_cell(claim), 1)],
                system.claim_end(claim, part.side),
            ),
            Origin::Edit(edit) => {
                let edit = system.edit(edit);
                let end = match part.side {
                    Side::Low => edit.low,
                    Side::High => edit.high,
                };
                (edit.terms, end)
            }
            Origin::NonNegative(cell) => {
                let holds = system.cell(cell).nonnegative && part.side == Side::Low;
                (vec![(cell, 1)], holds.then(|| Bound::closed(Exact::ZERO)))
            }
            Origin::Case(cell) => {
                let stated = (given.iter())
                    .any(|(c, side, end)| (*c, *side) == (cell, part.side) && *end == part.end);
                (vec![(cell, 1)], stated.then(|| part.end.clone()))
            }
        };
        let Some(end) = end.filter(|end| *end == part.end) else {
            return false;
        };
        // `sum <= end` as it is, `sum >= end` with all signs turned.
        let factor = match part.side {
            Side::High => part.multiplier.clone(),
            Side::Low => -&part.multiplier,
        };
        for (cell, c) in terms {
            let sum = sums.entry(cell).or_insert(Exact::ZERO);
            *sum = &*sum + &(&factor * &Exact::from(c));
        }
        right = &right + &(&factor * &end.value);
        open |= end.open;
    }
    sums.values().all(Exact::is_zero) && (right.is_negative() || (right.is_zero() && open))
}
