//! Rules that multiply or divide by figures: all printed factors but one are put in as
//! numbers where they have a single value, and what is left is a weighted sum.

use crate::dossier::cellref::{CellRef, Ranged};
use crate::dossier::expression::{Addend, Assertion, Expr, Factor};
use crate::quantity::Exact;

/// A rule with numbers in place of some figures, and which figures those are. Nothing if
/// a product keeps two factors without a number.
pub(super) fn with_numbers(
    assertion: &Assertion,
    single: &mut dyn FnMut(&CellRef) -> Option<Exact>,
) -> Option<(Assertion, Vec<CellRef>)> {
    let mut used = Vec::new();
    let mut side = |expr: &Ranged<Expr>| put_in(expr, single, &mut used);
    let (left, right) = (side(&assertion.left)?, side(&assertion.right)?);
    let assertion = Assertion {
        left,
        right,
        ..assertion.clone()
    };
    Some((assertion, used))
}

fn put_in(
    expr: &Ranged<Expr>,
    single: &mut dyn FnMut(&CellRef) -> Option<Exact>,
    used: &mut Vec<CellRef>,
) -> Option<Ranged<Expr>> {
    let value = match &expr.value {
        Expr::Number(_) | Expr::Cell(_) => expr.value.clone(),
        Expr::Neg(inner) => Expr::Neg(Box::new(put_in(inner, single, used)?)),
        Expr::Sum(terms) => {
            let terms: Option<Vec<Addend>> = (terms.iter())
                .map(|addend| {
                    Some(Addend {
                        minus: addend.minus,
                        term: put_in(&addend.term, single, used)?,
                    })
                })
                .collect();
            Expr::Sum(terms?)
        }
        Expr::Product(factors) => Expr::Product(product(factors, single, used)?),
    };
    Some(Ranged {
        value,
        range: expr.range.clone(),
    })
}

/// The factors with all figures but one as numbers. The one that is kept multiplies, and
/// has no single value if any has none.
fn product(
    factors: &[Factor],
    single: &mut dyn FnMut(&CellRef) -> Option<Exact>,
    used: &mut Vec<CellRef>,
) -> Option<Vec<Factor>> {
    let cells = factors.iter().enumerate().filter_map(|(at, factor)| {
        let Expr::Cell(cell) = &factor.term.value else {
            return None;
        };
        Some((at, factor.divides, cell))
    });
    let figures: Vec<(usize, bool, Option<Exact>)> = cells
        .map(|(at, divides, cell)| (at, divides, single(cell)))
        .collect();
    let others = factors.len() - figures.len();
    let constants = factors
        .iter()
        .filter(|factor| matches!(factor.term.value, Expr::Number(_)));
    if others > constants.count() {
        // A sum in parentheses among the factors: left as it is.
        return Some(factors.to_vec());
    }
    let open = figures.iter().filter(|(_, _, value)| value.is_none());
    let kept = match open.clone().count() {
        0 => figures
            .iter()
            .rev()
            .find(|(_, divides, _)| !divides)
            .map(|(at, ..)| *at),
        1 => open.map(|(at, ..)| *at).next(),
        _ => return None,
    };
    let mut found = factors.to_vec();
    for (at, _, value) in figures {
        if Some(at) == kept {
            continue;
        }
        let value = value?;
        if let Expr::Cell(cell) = &found[at].term.value {
            used.push(cell.clone());
        }
        found[at].term.value = if value.is_negative() {
            Expr::Neg(Box::new(Ranged {
                value: Expr::Number(value.abs()),
                range: found[at].term.range.clone(),
            }))
        } else {
            Expr::Number(value)
        };
    }
    Some(found)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::dossier::expression::parse;

    fn put(text: &str, known: &[(&str, i64)]) -> Option<String> {
        let assertion = parse(text).ok()?;
        let mut single = |cell: &CellRef| {
            let found = known.iter().find(|(name, _)| *name == cell.measure.value);
            found.map(|(_, value)| Exact::from(*value))
        };
        with_numbers(&assertion, &mut single).map(|(assertion, _)| assertion.to_string())
    }

    #[test]
    fn all_factors_but_one_become_numbers() {
        let rule = "families * members <= missing";
        assert_eq!(
            put(rule, &[("families", 61)]).unwrap(),
            "61 * members <= missing"
        );
        assert_eq!(
            put(rule, &[("members", 3)]).unwrap(),
            "families * 3 <= missing"
        );
        let both = [("families", 61), ("members", 3)];
        assert_eq!(put(rule, &both).unwrap(), "61 * members <= missing");
        assert_eq!(put(rule, &[("missing", 7)]), None);
        assert_eq!(put("a / b == c", &[("b", 4)]).unwrap(), "a / 4 == c");
        assert_eq!(
            put("a + 2 * b == c", &[("b", 4)]).unwrap(),
            "a + 2 * b == c"
        );
    }
}
