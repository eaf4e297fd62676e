//! Lowering a rule to a sum of cells with constant coefficients, where that is what it is.
//!
//! Constants are folded and distributed over parentheses, equal cells are merged
//! and cells whose coefficients cancel disappear. A rule that multiplies or divides
//! by a figure stays a tree, to be evaluated on the intervals of its figures.

use std::collections::hash_map::Entry;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::ast::{Addend, Assertion, Comparison, Expr, Factor, Side, Tolerance};
use super::error::ExpressionError;
use crate::dossier::cellref::{CellRef, Ranged};
use crate::quantity::exact::Exact;

/// Coefficients and constants may grow to this many bits above or below the line,
/// so that no short rule takes long.
const MAX_BITS: u64 = 256;

/// A rule ready to be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A linear sum.
    Linear(Linear),
    /// A product or quotient of figures: the tree as it was.
    General(Assertion),
}

/// A linear rule: `Σ coefficient × cell + constant  comparison  0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear {
    /// Left side minus right side; no cell twice, no coefficient zero.
    pub terms: Vec<(Exact, CellRef)>,
    /// The constant of left minus right.
    pub constant: Exact,
    /// How the sum compares with zero.
    pub comparison: Comparison,
    /// What difference is allowed.
    pub tolerance: Option<Tolerance>,
    /// The left side by itself.
    pub left: SideSum,
    /// The right side by itself.
    pub right: SideSum,
}

impl Linear {
    /// The side that is one figure and nothing else, which messages call *stated*;
    /// the left one if both are.
    pub fn stated(&self) -> Option<(Side, &CellRef)> {
        let left = self.left.single().map(|cell| (Side::Left, cell));
        left.or_else(|| self.right.single().map(|cell| (Side::Right, cell)))
    }
}

/// A linear sum of one side, its terms in the order first written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideSum {
    /// Coefficient and cell; no cell twice, no coefficient zero.
    pub terms: Vec<(Exact, CellRef)>,
    /// What is added to them.
    pub constant: Exact,
}

impl SideSum {
    /// The cell, if the sum is that cell alone.
    pub fn single(&self) -> Option<&CellRef> {
        match self.terms.as_slice() {
            [(coefficient, cell)] if *coefficient == Exact::ONE && self.constant.is_zero() => {
                Some(cell)
            }
            _ => None,
        }
    }

    fn number(constant: Exact) -> SideSum {
        SideSum {
            terms: Vec::new(),
            constant,
        }
    }

    fn scaled(mut self, by: &Exact, range: &Range<usize>) -> Result<SideSum, ExpressionError> {
        if by.is_zero() {
            return Ok(SideSum::number(Exact::ZERO));
        }
        for (coefficient, _) in &mut self.terms {
            *coefficient = bounded(&*coefficient * by, range)?;
        }
        self.constant = bounded(&self.constant * by, range)?;
        Ok(self)
    }

    /// The sum of several sums, equal cells merged; checked as it grows, since
    /// fractions with many different denominators grow with every term.
    fn merged(
        sums: impl IntoIterator<Item = SideSum>,
        range: &Range<usize>,
    ) -> Result<SideSum, ExpressionError> {
        let mut all = SideSum::number(Exact::ZERO);
        let mut places = Places::default();
        for sum in sums {
            all.constant = bounded(&all.constant + &sum.constant, range)?;
            for (coefficient, cell) in sum.terms {
                match places.of(&all.terms, &cell) {
                    Some(place) => {
                        let total = &mut all.terms[place].0;
                        *total = bounded(&*total + &coefficient, range)?;
                    }
                    None => all.terms.push((coefficient, cell)),
                }
            }
        }
        all.terms.retain(|(coefficient, _)| !coefficient.is_zero());
        Ok(all)
    }
}

/// Where each cell of a growing list of terms stands.
#[derive(Default)]
struct Places {
    /// By key, once the list is longer than [`FEW`].
    by_key: FxHashMap<String, usize>,
}

/// So many terms are compared one by one.
const FEW: usize = 8;

impl Places {
    /// The place of a cell; if it has none, it is about to be put at the end.
    fn of(&mut self, terms: &[(Exact, CellRef)], cell: &CellRef) -> Option<usize> {
        if terms.len() < FEW {
            return terms.iter().position(|(_, known)| known.is_same(cell));
        }
        if self.by_key.is_empty() {
            let keys = terms.iter().map(|(_, known)| known.key());
            self.by_key = keys.zip(0..).collect();
        }
        match self.by_key.entry(cell.key()) {
            Entry::Occupied(place) => Some(*place.get()),
            Entry::Vacant(place) => {
                place.insert(terms.len());
                None
            }
        }
    }
}

/// The linear form of a rule, or the rule itself if it has none.
pub fn lower(assertion: &Assertion) -> Form {
    // `parse` refuses every rule for which this fails.
    try_lower(assertion).unwrap_or_else(|_| Form::General(assertion.clone()))
}

/// One part of a rule as a linear sum; nothing if it multiplies or divides figures.
pub fn linear_sum(expr: &Ranged<Expr>) -> Option<SideSum> {
    fold(expr).ok().flatten()
}

/// As [`lower`], with an error for a division by zero or constants out of bounds.
pub(super) fn try_lower(assertion: &Assertion) -> Result<Form, ExpressionError> {
    let (left, right) = (fold(&assertion.left)?, fold(&assertion.right)?);
    let (Some(left), Some(right)) = (left, right) else {
        return Ok(Form::General(assertion.clone()));
    };
    let range = assertion.left.range.start..assertion.right.range.end;
    let subtracted = right.clone().scaled(&minus_one(), &range)?;
    let whole = SideSum::merged([left.clone(), subtracted], &range)?;
    Ok(Form::Linear(Linear {
        terms: whole.terms,
        constant: whole.constant,
        comparison: assertion.comparison,
        tolerance: assertion.tolerance.clone(),
        left,
        right,
    }))
}

/// The expression as a linear sum; nothing if it is none. Goes through all of it
/// either way, so that an error anywhere is found.
fn fold(expr: &Ranged<Expr>) -> Result<Option<SideSum>, ExpressionError> {
    let range = &expr.range;
    match &expr.value {
        Expr::Number(number) => Ok(Some(SideSum::number(number.clone()))),
        Expr::Cell(cell) => Ok(Some(SideSum {
            terms: vec![(Exact::ONE, cell.clone())],
            constant: Exact::ZERO,
        })),
        Expr::Neg(inner) => match fold(inner)? {
            Some(sum) => sum.scaled(&minus_one(), range).map(Some),
            None => Ok(None),
        },
        Expr::Sum(terms) => fold_sum(terms, range),
        Expr::Product(factors) => fold_product(factors, range),
    }
}

fn fold_sum(terms: &[Addend], range: &Range<usize>) -> Result<Option<SideSum>, ExpressionError> {
    let mut sums = Some(Vec::with_capacity(terms.len()));
    for addend in terms {
        match (fold(&addend.term)?, &mut sums) {
            (Some(sum), Some(sums)) if addend.minus => {
                sums.push(sum.scaled(&minus_one(), range)?);
            }
            (Some(sum), Some(sums)) => sums.push(sum),
            _ => sums = None,
        }
    }
    match sums {
        Some(sums) => SideSum::merged(sums, range).map(Some),
        None => Ok(None),
    }
}

fn fold_product(
    factors: &[Factor],
    range: &Range<usize>,
) -> Result<Option<SideSum>, ExpressionError> {
    let mut product = Some(SideSum::number(Exact::ONE));
    for factor in factors {
        let mut sum = fold(&factor.term)?;
        if factor.divides {
            sum = match sum {
                Some(divisor) if divisor.terms.is_empty() => {
                    let inverse = Exact::ONE.checked_div(&divisor.constant);
                    Some(SideSum::number(inverse.ok_or_else(|| {
                        ExpressionError::new(factor.term.range.clone(), "this divides by zero")
                    })?))
                }
                _ => None,
            };
        }
        product = match (product, sum) {
            (Some(a), Some(b)) if b.terms.is_empty() => Some(a.scaled(&b.constant, range)?),
            (Some(a), Some(b)) if a.terms.is_empty() => Some(b.scaled(&a.constant, range)?),
            _ => None,
        };
    }
    Ok(product)
}

fn minus_one() -> Exact {
    Exact::from(-1_i64)
}

/// The number, if it is no longer than `MAX_BITS` allows.
fn bounded(number: Exact, range: &Range<usize>) -> Result<Exact, ExpressionError> {
    if number.to_i64().is_some() {
        return Ok(number);
    }
    let fraction = number.to_big();
    if fraction.numer().bits() <= MAX_BITS && fraction.denom().bits() <= MAX_BITS {
        return Ok(number);
    }
    Err(ExpressionError::new(
        range.clone(),
        "the constants here make a number that is too long",
    )
    .help("use numbers and fractions with fewer digits"))
}
