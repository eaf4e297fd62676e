//! A rule made ready to be evaluated at many places: its cells as numbers of terms.

use rustc_hash::FxHashMap;

use crate::dossier::cellref::CellRef;
use crate::dossier::expression::{Assertion, Expr, Form, SideSum};
use crate::quantity::{Exact, Interval};

/// A rule whose cells are numbered in the order first written, as in its instances.
pub(super) struct Plan<'r> {
    /// What is asserted.
    pub expression: &'r Assertion,
    /// Terms of the left side, as often as they are written.
    pub left: Vec<usize>,
    /// Terms of the right side, likewise.
    pub right: Vec<usize>,
    sums: Option<Sums>,
}

/// The sums of a linear rule.
struct Sums {
    left: Sum,
    right: Sum,
    /// Left minus right, where a cell stands on both sides.
    whole: Option<Sum>,
}

struct Sum {
    terms: Vec<(Exact, usize)>,
    constant: Exact,
}

/// Numbers of the distinct cells of a rule.
#[derive(Default)]
struct Terms<'r> {
    seen: Vec<&'r CellRef>,
    /// By key, once they are many.
    by_key: FxHashMap<String, usize>,
}

/// So many cells are compared one by one.
const FEW: usize = 8;

impl<'r> Terms<'r> {
    fn number(&mut self, cell: &'r CellRef) -> usize {
        let next = self.seen.len();
        let known = if next < FEW {
            self.seen.iter().position(|known| known.is_same(cell))
        } else {
            if self.by_key.is_empty() {
                let keys = self.seen.iter().map(|known| known.key());
                self.by_key = keys.zip(0..).collect();
            }
            let number = *self.by_key.entry(cell.key()).or_insert(next);
            (number < next).then_some(number)
        };
        known.unwrap_or_else(|| {
            self.seen.push(cell);
            next
        })
    }

    fn written(&mut self, side: &'r Expr) -> Vec<usize> {
        let mut cells = Vec::new();
        side.collect_cells(&mut cells);
        cells.into_iter().map(|cell| self.number(cell)).collect()
    }

    fn sum(&mut self, terms: &'r [(Exact, CellRef)], constant: &Exact) -> Sum {
        let terms = terms.iter();
        Sum {
            terms: terms
                .map(|(factor, cell)| (factor.clone(), self.number(cell)))
                .collect(),
            constant: constant.clone(),
        }
    }
}

impl<'r> Plan<'r> {
    pub(super) fn of(expression: &'r Assertion, form: &'r Form) -> Self {
        let mut terms = Terms::default();
        let left = terms.written(&expression.left.value);
        let right = terms.written(&expression.right.value);
        let sums = match form {
            Form::General(_) => None,
            Form::Linear(linear) => {
                let mut side = |side: &'r SideSum| terms.sum(&side.terms, &side.constant);
                let (left, right) = (side(&linear.left), side(&linear.right));
                let shared = left.terms.len() + right.terms.len() > linear.terms.len();
                let whole = shared.then(|| terms.sum(&linear.terms, &linear.constant));
                Some(Sums { left, right, whole })
            }
        };
        Plan {
            expression,
            left,
            right,
            sums,
        }
    }

    /// Both sides as intervals, given the value of each term; none if something is
    /// divided by what may be zero. Linear rules are summed with equal cells merged, so
    /// that a figure that stands on both sides is counted once.
    pub(super) fn evaluate(
        &self,
        values: &[Interval],
        scale: &Exact,
    ) -> Option<(Interval, Interval)> {
        match &self.sums {
            Some(Sums {
                whole: Some(whole), ..
            }) => Some((whole.evaluate(values, scale), Interval::point(Exact::ZERO))),
            Some(Sums { left, right, .. }) => {
                Some((left.evaluate(values, scale), right.evaluate(values, scale)))
            }
            None => {
                let expression = self.expression;
                let side = |side: &Expr, terms: &[usize]| {
                    interval_of(side, &mut terms.iter().map(|&term| &values[term]))
                };
                Some((
                    side(&expression.left.value, &self.left)?,
                    side(&expression.right.value, &self.right)?,
                ))
            }
        }
    }
}

impl Sum {
    fn evaluate(&self, values: &[Interval], scale: &Exact) -> Interval {
        let constant = Interval::point(&self.constant * scale);
        let terms = self.terms.iter();
        terms.fold(constant, |sum, (factor, term)| {
            sum.add(&values[*term].scale(factor))
        })
    }
}

/// The value of an expression; `values` gives those of its cells in the order written.
fn interval_of(expression: &Expr, values: &mut dyn Iterator<Item = &Interval>) -> Option<Interval> {
    match expression {
        Expr::Number(number) => Some(Interval::point(number.clone())),
        Expr::Cell(_) => values.next().cloned(),
        Expr::Neg(inner) => Some(interval_of(&inner.value, values)?.neg()),
        Expr::Sum(terms) => terms
            .iter()
            .try_fold(Interval::point(Exact::ZERO), |sum, addend| {
                let value = interval_of(&addend.term.value, values)?;
                Some(if addend.minus {
                    sum.sub(&value)
                } else {
                    sum.add(&value)
                })
            }),
        Expr::Product(factors) => {
            factors
                .iter()
                .try_fold(Interval::point(Exact::ONE), |product, factor| {
                    let value = interval_of(&factor.term.value, values)?;
                    if factor.divides {
                        product.div(&value)
                    } else {
                        Some(product.mul(&value))
                    }
                })
        }
    }
}
