//! A declared rule as edits of the engine: weighted sums of cells between two ends.
//!
//! Translated are the linear rules, and rules that divide a linear sum by figures
//! whose sum is above zero: both sides are then multiplied by that sum. A tolerance
//! widens the right side, as in the verdict on the rule: `± n` by `n`, `within p%` by
//! `p` percent of it. One rule gives one edit, or two where a tolerance depends on
//! figures.
//!
//! Left out, with `None`: products of figures; a quotient beside figures that are not
//! divided by the same sum (`share == part / whole` multiplies a share by a whole); a
//! divisor that may be zero or less; a percentage of something whose sign is not
//! known; coefficients that do not fit into 64 bits once they are whole.

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::dossier::cellref::CellRef;
use crate::dossier::expression::{Comparison, Expr, Form, Linear, SideSum, Tolerance, linear_sum};
use crate::engine::{CellIndex, Edit};
use crate::quantity::{Bound, Exact};

/// What the translation asks about the cells of a rule.
pub trait RuleCells {
    /// The cell of the system; two references to one cell give one number. Asked for
    /// only where the rule is translated.
    fn cell(&mut self, cell: &CellRef) -> CellIndex;

    /// Whether it cannot be below zero.
    fn nonnegative(&self, cell: &CellRef) -> bool;

    /// Whether it is above zero.
    fn positive(&self, cell: &CellRef) -> bool;

    /// What the rule reads for 1 of the system's cell: 1/100 for a cell in percent in
    /// a rule that reads `12%` as 0.12.
    fn factor(&self, _cell: &CellRef) -> Exact {
        Exact::ONE
    }
}

/// The edits that say what a rule says, or nothing where it is of a form left out.
/// `scale` multiplies the constants of a linear rule: 100 where `50%` means 50 points.
/// It touches neither a tolerance nor a rule with a quotient.
pub fn edits(form: &Form, scale: &Exact, cells: &mut impl RuleCells) -> Option<Vec<Edit>> {
    let rows = match form {
        Form::Linear(linear) => of_linear(linear, scale, cells)?,
        Form::General(assertion) => {
            let left = ratio(&assertion.left.value, &|| linear_sum(&assertion.left))?;
            let right = ratio(&assertion.right.value, &|| linear_sum(&assertion.right))?;
            let divisor = left.below.clone().or_else(|| right.below.clone());
            let divisor = divisor.filter(|sum| is_above_zero(sum, cells))?;
            let (left, right) = (left.times(&divisor)?, right.times(&divisor)?);
            let difference = plus(left, &right, &minus_one());
            let tolerance = assertion.tolerance.as_ref();
            let slack = slack(tolerance, &right, Some(&divisor), cells)?;
            rows(assertion.comparison, difference, slack)
        }
    };
    rows.into_iter().map(|row| row.edit(cells)).collect()
}

fn of_linear(linear: &Linear, scale: &Exact, cells: &impl RuleCells) -> Option<Vec<Row>> {
    let scaled = |terms: &[(Exact, CellRef)], constant: &Exact| SideSum {
        terms: terms.to_vec(),
        constant: constant * scale,
    };
    let difference = scaled(&linear.terms, &linear.constant);
    let right = scaled(&linear.right.terms, &linear.right.constant);
    let slack = slack(linear.tolerance.as_ref(), &right, None, cells)?;
    Some(rows(linear.comparison, difference, slack))
}

/// How far the sides may miss each other: never negative, nothing for not at all.
fn slack(
    tolerance: Option<&Tolerance>,
    right: &SideSum,
    divisor: Option<&SideSum>,
    cells: &impl RuleCells,
) -> Option<Option<SideSum>> {
    Some(match tolerance {
        None => None,
        Some(Tolerance::Absolute(by)) => Some(match divisor {
            Some(divisor) => times(divisor, by),
            None => constant(by.clone()),
        }),
        Some(Tolerance::Percent(by)) => {
            let by = by / &Exact::from(100i64);
            let negated = times(right, &minus_one());
            if is_not_negative(right, cells) {
                Some(times(right, &by))
            } else if is_not_negative(&negated, cells) {
                Some(times(&negated, &by))
            } else {
                return None;
            }
        }
    })
}

/// `sum + constant` between two ends, at least one of which is there.
struct Row {
    sum: SideSum,
    low: Option<Bound>,
    high: Option<Bound>,
}

/// `difference  comparison  0`, give or take the slack.
fn rows(comparison: Comparison, difference: SideSum, slack: Option<SideSum>) -> Vec<Row> {
    let zero = |open| {
        let value = Exact::ZERO;
        Some(Bound { value, open })
    };
    let (below, above) = match comparison {
        Comparison::Eq => (zero(false), zero(false)),
        Comparison::Le => (None, zero(false)),
        Comparison::Lt => (None, zero(true)),
        Comparison::Ge => (zero(false), None),
        Comparison::Gt => (zero(true), None),
    };
    let row = |sum, low, high| Row { sum, low, high };
    match slack {
        None => vec![row(difference, below, above)],
        // A constant widens the ends; that moves neither end of an inequality inward.
        Some(slack) if slack.terms.is_empty() => {
            let by = &slack.constant;
            let moved = |end: Option<Bound>, by: &Exact| {
                end.map(|end| Bound {
                    value: &end.value + by,
                    open: end.open,
                })
            };
            vec![row(difference, moved(below, &-by), moved(above, by))]
        }
        Some(slack) => {
            let mut rows = Vec::with_capacity(2);
            if below.is_some() {
                rows.push(row(
                    plus(difference.clone(), &slack, &Exact::ONE),
                    below,
                    None,
                ));
            }
            if above.is_some() {
                rows.push(row(plus(difference, &slack, &minus_one()), None, above));
            }
            rows
        }
    }
}

impl Row {
    /// Whole coefficients, equal cells put together, the constant moved to the ends.
    fn edit(self, cells: &mut impl RuleCells) -> Option<Edit> {
        let factors: Vec<Exact> = self
            .sum
            .terms
            .iter()
            .map(|(coefficient, cell)| coefficient * &cells.factor(cell))
            .collect();
        let multiplier = common_denominator(&factors);
        let mut terms: Vec<(CellIndex, i64)> = Vec::with_capacity(factors.len());
        for ((_, cell), factor) in self.sum.terms.iter().zip(&factors) {
            let whole = (factor * &multiplier).to_i64()?;
            let cell = cells.cell(cell);
            match terms.iter_mut().find(|term| term.0 == cell) {
                Some(term) => term.1 = term.1.checked_add(whole)?,
                None => terms.push((cell, whole)),
            }
        }
        terms.retain(|term| term.1 != 0);
        let end = |end: Option<Bound>| {
            end.map(|end| Bound {
                value: &(&end.value - &self.sum.constant) * &multiplier,
                open: end.open,
            })
        };
        Some(Edit {
            terms,
            low: end(self.low),
            high: end(self.high),
        })
    }
}

/// The smallest positive number that makes all of these whole.
fn common_denominator(factors: &[Exact]) -> Exact {
    if factors.iter().all(Exact::is_integer) {
        return Exact::ONE;
    }
    let common = factors.iter().fold(BigInt::from(1), |common, factor| {
        // The fraction reduces itself: what is left below is missing in the number.
        let fraction = BigRational::new(common.clone(), factor.to_big().denom().clone());
        common * fraction.denom()
    });
    Exact::from_big(common.into())
}

/// A linear sum, divided by another or not.
struct Ratio {
    above: SideSum,
    below: Option<SideSum>,
}

impl Ratio {
    /// Its linear sum after multiplication by `divisor`: what it is divided by, or
    /// anything if it is a constant.
    fn times(self, divisor: &SideSum) -> Option<SideSum> {
        match &self.below {
            Some(below) => same(below, divisor).then_some(self.above),
            None => (self.above.terms.is_empty()).then(|| times(divisor, &self.above.constant)),
        }
    }
}

/// A part of a rule as a linear sum over one common divisor, if it is that.
fn ratio(expr: &Expr, linear: &dyn Fn() -> Option<SideSum>) -> Option<Ratio> {
    if let Some(above) = linear() {
        return Some(Ratio { above, below: None });
    }
    match expr {
        Expr::Number(_) | Expr::Cell(_) => None,
        Expr::Neg(inner) => {
            let mut inner = ratio(&inner.value, &|| linear_sum(inner))?;
            inner.above = times(&inner.above, &minus_one());
            Some(inner)
        }
        Expr::Sum(addends) => {
            let parts = addends
                .iter()
                .map(|addend| ratio(&addend.term.value, &|| linear_sum(&addend.term)));
            let parts: Vec<Ratio> = parts.collect::<Option<_>>()?;
            let below = parts.iter().find_map(|part| part.below.clone())?;
            let mut above = constant(Exact::ZERO);
            for (addend, part) in addends.iter().zip(parts) {
                let sign = if addend.minus {
                    minus_one()
                } else {
                    Exact::ONE
                };
                above = plus(above, &part.times(&below)?, &sign);
            }
            let below = Some(below);
            Some(Ratio { above, below })
        }
        Expr::Product(factors) => {
            let mut product = Ratio {
                above: constant(Exact::ONE),
                below: None,
            };
            for factor in factors {
                let term = ratio(&factor.term.value, &|| linear_sum(&factor.term))?;
                let by_constant = term.below.is_none() && term.above.terms.is_empty();
                if by_constant {
                    let number = if factor.divides {
                        Exact::ONE.checked_div(&term.above.constant)?
                    } else {
                        term.above.constant
                    };
                    product.above = times(&product.above, &number);
                } else if factor.divides {
                    if product.below.is_some() || term.below.is_some() {
                        return None;
                    }
                    product.below = Some(term.above);
                } else {
                    if !product.above.terms.is_empty()
                        || (product.below.is_some() && term.below.is_some())
                    {
                        return None;
                    }
                    product.above = times(&term.above, &product.above.constant);
                    product.below = product.below.or(term.below);
                }
            }
            Some(product)
        }
    }
}

/// Whether a sum cannot be below zero, term by term.
fn is_not_negative(sum: &SideSum, cells: &impl RuleCells) -> bool {
    !sum.constant.is_negative()
        && (sum.terms.iter()).all(|(coefficient, cell)| {
            !(coefficient * &cells.factor(cell)).is_negative() && cells.nonnegative(cell)
        })
}

/// Whether it is above zero: not below, and some term or the constant above.
fn is_above_zero(sum: &SideSum, cells: &impl RuleCells) -> bool {
    let above = |cell| cells.positive(cell);
    is_not_negative(sum, cells)
        && (!sum.constant.is_zero() || sum.terms.iter().any(|(_, cell)| above(cell)))
}

/// Whether two sums are written with the same terms, wherever they stand.
fn same(a: &SideSum, b: &SideSum) -> bool {
    let terms = a.terms.iter().zip(&b.terms);
    a.constant == b.constant
        && a.terms.len() == b.terms.len()
        && (terms.into_iter()).all(|(a, b)| a.0 == b.0 && a.1.is_same(&b.1))
}

fn minus_one() -> Exact {
    Exact::from(-1i64)
}

fn constant(constant: Exact) -> SideSum {
    SideSum {
        terms: Vec::new(),
        constant,
    }
}

fn times(sum: &SideSum, by: &Exact) -> SideSum {
    let terms = sum.terms.iter();
    SideSum {
        terms: terms
            .map(|(coefficient, cell)| (coefficient * by, cell.clone()))
            .collect(),
        constant: &sum.constant * by,
    }
}

/// `sum + by * other`; equal cells are put together when the edit is made.
fn plus(mut sum: SideSum, other: &SideSum, by: &Exact) -> SideSum {
    let mut other = times(other, by);
    sum.constant = &sum.constant + &other.constant;
    sum.terms.append(&mut other.terms);
    sum
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
