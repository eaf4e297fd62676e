//! The syntax tree of a rule, how it is printed, and its value for exact figures.
//!
//! Sums and products are flat lists, so the depth of a tree is the depth of its
//! parentheses and a long sum costs no stack.

use std::fmt;

use crate::dossier::cellref::{CellRef, Ranged};
use crate::quantity::exact::Exact;

/// One side of a rule, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// An exact constant, never negative (`-5` is `Neg` of 5); `50%` is 1/2.
    Number(Exact),
    /// A figure.
    Cell(CellRef),
    /// `-x`.
    Neg(Box<Ranged<Expr>>),
    /// Two or more terms; the first is always added.
    Sum(Vec<Addend>),
    /// Two or more factors; the first always multiplies. Read from the left:
    /// `a / b * c` is `(a / b) * c`.
    Product(Vec<Factor>),
}

/// A term of a sum with its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addend {
    /// Whether it is subtracted.
    pub minus: bool,
    /// The term.
    pub term: Ranged<Expr>,
}

/// A factor of a product with its operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// Whether it divides.
    pub divides: bool,
    /// The factor.
    pub term: Ranged<Expr>,
}

/// How the two sides of a rule are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `==`
    Eq,
    /// `<=`
    Le,
    /// `>=`
    Ge,
    /// `<`
    Lt,
    /// `>`
    Gt,
}

impl Comparison {
    /// As written.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Eq => "==",
            Comparison::Le => "<=",
            Comparison::Ge => ">=",
            Comparison::Lt => "<",
            Comparison::Gt => ">",
        }
    }

    /// Whether it holds between two numbers.
    pub fn holds(self, left: &Exact, right: &Exact) -> bool {
        match self {
            Comparison::Eq => left == right,
            Comparison::Le => left <= right,
            Comparison::Ge => left >= right,
            Comparison::Lt => left < right,
            Comparison::Gt => left > right,
        }
    }
}

/// How far the sides may miss each other; never negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// `± 2`: by this number.
    Absolute(Exact),
    /// `within 2%`: by this many percent, the number as printed (2, not 0.02).
    Percent(Exact),
}

impl Tolerance {
    /// How far the sides may differ when the percentage is taken of `reference`.
    pub fn allowance(&self, reference: &Exact) -> Exact {
        match self {
            Tolerance::Absolute(by) => by.clone(),
            Tolerance::Percent(by) => &(&reference.abs() * by) / &Exact::from(100_i64),
        }
    }
}

/// Left or right of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Before the comparison.
    Left,
    /// After it.
    Right,
}

/// A rule's expression: two sides compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    /// The side before the comparison.
    pub left: Ranged<Expr>,
    /// How they are compared.
    pub comparison: Comparison,
    /// The side after it.
    pub right: Ranged<Expr>,
    /// What difference is allowed.
    pub tolerance: Option<Tolerance>,
}

impl Expr {
    /// Adds the cells below here to `found`, in the order written.
    pub fn collect_cells<'a>(&'a self, found: &mut Vec<&'a CellRef>) {
        match self {
            Expr::Number(_) => {}
            Expr::Cell(cell) => found.push(cell),
            Expr::Neg(inner) => inner.value.collect_cells(found),
            Expr::Sum(terms) => terms
                .iter()
                .for_each(|addend| addend.term.value.collect_cells(found)),
            Expr::Product(factors) => factors
                .iter()
                .for_each(|factor| factor.term.value.collect_cells(found)),
        }
    }

    /// The same with other expressions in place of its cells.
    #[must_use]
    pub fn with_cells(&self, replace: &mut dyn FnMut(&CellRef) -> Expr) -> Expr {
        let mut inner = |ranged: &Ranged<Expr>| Ranged {
            value: ranged.value.with_cells(replace),
            range: ranged.range.clone(),
        };
        match self {
            Expr::Number(_) => self.clone(),
            Expr::Cell(cell) => replace(cell),
            Expr::Neg(term) => Expr::Neg(Box::new(inner(term))),
            Expr::Sum(terms) => {
                let addend = |addend: &Addend| Addend {
                    minus: addend.minus,
                    term: inner(&addend.term),
                };
                Expr::Sum(terms.iter().map(addend).collect())
            }
            Expr::Product(factors) => {
                let factor = |factor: &Factor| Factor {
                    divides: factor.divides,
                    term: inner(&factor.term),
                };
                Expr::Product(factors.iter().map(factor).collect())
            }
        }
    }

    /// The value when every cell has exactly one; nothing if a cell has none or
    /// something is divided by zero.
    pub fn evaluate(&self, value_of: &impl Fn(&CellRef) -> Option<Exact>) -> Option<Exact> {
        match self {
            Expr::Number(number) => Some(number.clone()),
            Expr::Cell(cell) => value_of(cell),
            Expr::Neg(inner) => Some(-&inner.value.evaluate(value_of)?),
            Expr::Sum(terms) => terms.iter().try_fold(Exact::ZERO, |sum, addend| {
                let value = addend.term.value.evaluate(value_of)?;
                Some(if addend.minus {
                    &sum - &value
                } else {
                    &sum + &value
                })
            }),
            Expr::Product(factors) => factors.iter().try_fold(Exact::ONE, |product, factor| {
                let value = factor.term.value.evaluate(value_of)?;
                if factor.divides {
                    product.checked_div(&value)
                } else {
                    Some(&product * &value)
                }
            }),
        }
    }

    /// Writes it as an operand, in parentheses where the syntax needs them.
    fn write_operand(&self, f: &mut fmt::Formatter<'_>, in_product: bool) -> fmt::Result {
        match self {
            Expr::Sum(_) => write!(f, "({self})"),
            Expr::Product(_) if in_product => write!(f, "({self})"),
            _ => write!(f, "{self}"),
        }
    }
}

/// Writes an expression that parses to the same tree.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expr::Number(number) => write!(f, "{number}"),
            Expr::Cell(cell) => write!(f, "{cell}"),
            Expr::Neg(inner) => {
                f.write_str("-")?;
                inner.value.write_operand(f, true)
            }
            Expr::Sum(terms) => {
                for (i, addend) in terms.iter().enumerate() {
                    if i > 0 {
                        f.write_str(if addend.minus { " - " } else { " + " })?;
                    }
                    addend.term.value.write_operand(f, false)?;
                }
                Ok(())
            }
            Expr::Product(factors) => {
                for (i, factor) in factors.iter().enumerate() {
                    if i > 0 {
                        f.write_str(if factor.divides { " / " } else { " * " })?;
                    }
                    factor.term.value.write_operand(f, true)?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Tolerance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tolerance::Absolute(by) => write!(f, "± {by}"),
            Tolerance::Percent(by) => write!(f, "within {by}%"),
        }
    }
}

impl fmt::Display for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = (&self.left.value, &self.right.value);
        write!(f, "{left} {} {right}", self.comparison.sign())?;
        match &self.tolerance {
            Some(tolerance) => write!(f, " {tolerance}"),
            None => Ok(()),
        }
    }
}
