//! The worksheet of a rule: the side that is one figure against the other side.

use crate::dossier::Rule;
use crate::dossier::cellref::CellRef;
use crate::dossier::expression::{Comparison, Form, Side};
use crate::findings::{Term, Worksheet};
use crate::quantity::{Exact, Interval, group};

use super::JudgedRule;
use crate::checks::Context;

/// The worksheet of a rule whose sides do not share a figure.
pub(super) fn worksheet(
    context: &Context<'_>,
    rule: &Rule,
    judged: &JudgedRule,
) -> Option<Worksheet> {
    let (left, right) = judged.sides.clone()?;
    let point_of = |key: &str| {
        let term = judged
            .instance
            .terms
            .iter()
            .find(|(known, _)| known == key)?;
        term.1.first().copied()
    };
    let expression = judged.instance.expression(rule);
    let Form::Linear(linear) = judged.instance.form(rule) else {
        return Some(general_worksheet(context, rule, judged, left, right));
    };
    if linear.left.terms.len() + linear.right.terms.len() > linear.terms.len() {
        return Some(general_worksheet(context, rule, judged, left, right));
    }
    let (stated_side, computed_side, stated, computed, comparison) = match linear.stated() {
        Some((Side::Right, _)) => (
            &linear.right,
            &linear.left,
            right,
            left,
            flipped(expression.comparison),
        ),
        _ => (
            &linear.left,
            &linear.right,
            left,
            right,
            expression.comparison,
        ),
    };
    let term = |factor: &Exact, cell: &CellRef| {
        let key = cell.key();
        match point_of(&key) {
            Some(point) => context.term(point, key, factor.clone(), false),
            None => Term {
                claim: String::new(),
                name: format!("{key} (not stated, counted as 0)"),
                coefficient: factor.clone(),
                printed: "0".to_owned(),
                of: None,
                interval: Interval::point(Exact::ZERO),
            },
        }
    };
    let mut terms: Vec<Term> = computed_side
        .terms
        .iter()
        .map(|(factor, cell)| term(factor, cell))
        .collect();
    if !computed_side.constant.is_zero() {
        terms.push(constant(&(&computed_side.constant * &judged.scale)));
    }
    let stated_term = match stated_side.single() {
        Some(cell) => term(&Exact::ONE, cell),
        None => Term {
            claim: String::new(),
            name: "left side".to_owned(),
            coefficient: Exact::ONE,
            printed: stated.words(),
            of: None,
            interval: stated.clone(),
        },
    };
    Some(finish(
        rule,
        judged,
        terms,
        stated_term,
        stated,
        computed,
        comparison.sign(),
    ))
}

fn general_worksheet(
    context: &Context<'_>,
    rule: &Rule,
    judged: &JudgedRule,
    left: Interval,
    right: Interval,
) -> Worksheet {
    let terms = judged
        .instance
        .terms
        .iter()
        .filter_map(|(key, points)| {
            let point = *points.first()?;
            Some(context.term(point, key.clone(), Exact::ONE, false))
        })
        .collect();
    let stated = Term {
        claim: String::new(),
        name: "left side".to_owned(),
        coefficient: Exact::ONE,
        printed: left.words(),
        of: None,
        interval: left.clone(),
    };
    finish(
        rule,
        judged,
        terms,
        stated,
        left,
        right,
        rule.expression.comparison.sign(),
    )
}

fn finish(
    rule: &Rule,
    judged: &JudgedRule,
    terms: Vec<Term>,
    stated_term: Term,
    stated: Interval,
    computed: Interval,
    comparison: &'static str,
) -> Worksheet {
    let reference = computed.single().cloned().unwrap_or(Exact::ZERO);
    let (allowed, allowed_because) = match &rule.expression.tolerance {
        Some(tolerance) => (
            tolerance.allowance(&reference),
            "the rule says so".to_owned(),
        ),
        None if stated.is_point() && computed.is_point() => {
            (Exact::ZERO, "all figures are exact".to_owned())
        }
        None => (Exact::ZERO, "the wording leaves no room".to_owned()),
    };
    Worksheet {
        relation: judged.instance.relation(rule),
        terms,
        difference: stated.sub(&computed),
        printed_difference: None,
        printed_computed: None,
        scale: None,
        computed,
        stated: stated_term,
        comparison,
        allowed,
        allowed_because,
    }
}

fn constant(value: &Exact) -> Term {
    Term {
        claim: String::new(),
        name: "constant".to_owned(),
        coefficient: Exact::ONE,
        printed: group(value),
        of: None,
        interval: Interval::point(value.clone()),
    }
}

/// The comparison with its sides exchanged.
pub(in crate::checks) fn flipped(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Eq => Comparison::Eq,
        Comparison::Le => Comparison::Ge,
        Comparison::Ge => Comparison::Le,
        Comparison::Lt => Comparison::Gt,
        Comparison::Gt => Comparison::Lt,
    }
}
