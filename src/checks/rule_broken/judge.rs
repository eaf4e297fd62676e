//! Verdicts on rules: both sides as intervals, and whether they can compare as
//! the rule says.

use rustc_hash::FxHashMap;

use crate::dossier::MissingPolicy;
use crate::dossier::cellref::CellRef;
use crate::dossier::expression::{self, Assertion, Comparison, Expr, Form, Tolerance};
use crate::figures::{Figures, RuleInstance, rule_instances};
use crate::findings::Verdict;
use crate::quantity::{Exact, Interval};

/// The verdict on one instance of a rule.
pub struct JudgedRule {
    /// Where it ran.
    pub instance: RuleInstance,
    /// How it went.
    pub verdict: Verdict,
    /// Why it is blocked or did not run.
    pub cause: Option<String>,
    /// Both sides as intervals, where it ran.
    pub sides: Option<(Interval, Interval)>,
}

/// Judges every instance of every rule.
pub(in crate::checks) fn judge(figures: &Figures<'_>) -> Vec<JudgedRule> {
    rule_instances(figures)
        .into_iter()
        .filter_map(|instance| judge_one(figures, instance))
        .collect()
}

fn judge_one(figures: &Figures<'_>, instance: RuleInstance) -> Option<JudgedRule> {
    let rule = &figures.dossier.codebook.rules[instance.rule];
    let stated = |key: &str| {
        let term = instance.terms.iter().find(|(known, _)| known == key);
        term.is_some_and(|(_, points)| !points.is_empty())
    };
    let any = |side: &Expr| {
        let mut cells = Vec::new();
        side.collect_cells(&mut cells);
        cells.is_empty() || cells.iter().any(|cell| stated(&cell.key()))
    };
    let missing: Vec<String> = instance
        .terms
        .iter()
        .filter(|(_, points)| points.is_empty())
        .map(|(key, _)| key.clone())
        .collect();
    let both_sides = any(&rule.expression.left.value) && any(&rule.expression.right.value);
    let done = |verdict, cause, sides| {
        Some(JudgedRule {
            instance: instance.clone(),
            verdict,
            cause,
            sides,
        })
    };
    if !missing.is_empty() {
        let cause = format!("not stated: {}", missing.join(", "));
        match rule.missing {
            // One side only is stated: the rule is not about these figures.
            _ if !both_sides => return None,
            MissingPolicy::Skip | MissingPolicy::Report => {
                return done(Verdict::NotRun, Some(cause), None);
            }
            MissingPolicy::Zero => {}
        }
    }
    let (values, conflicts) = values(figures, &instance);
    let sides = |values: &FxHashMap<&str, Interval>| evaluate(&rule.expression, values);
    let Some((left, right)) = sides(&values) else {
        let cause = "it divides by a figure that may be zero".to_owned();
        return done(Verdict::NotRun, Some(cause), None);
    };
    let holds = holds(&rule.expression, &left, &right);
    match (holds, conflicts.is_empty()) {
        (true, true) => done(Verdict::Holds, None, Some((left, right))),
        (true, false) => {
            let cause = format!("{}; some of these values fit", conflicts.join("; "));
            done(Verdict::Blocked, Some(cause), Some((left, right)))
        }
        // No choice among the values given can meet: it fails whichever is right.
        (false, _) => done(Verdict::Fails, None, Some((left, right))),
    }
}

/// What each term stands for: what its figures have in common, else everything
/// from the lowest to the highest of them, with a word about the conflict.
fn values<'i>(
    figures: &Figures<'_>,
    instance: &'i RuleInstance,
) -> (FxHashMap<&'i str, Interval>, Vec<String>) {
    let mut values = FxHashMap::default();
    let mut conflicts = Vec::new();
    for (key, points) in &instance.terms {
        let mut common: Option<Option<Interval>> = None;
        let mut hull: Option<Interval> = None;
        let mut printed: Vec<String> = Vec::new();
        for &point in points {
            for figure in figures.figures_at(figures.point(point)) {
                common = Some(match common {
                    None => Some(figure.hard.clone()),
                    Some(known) => known.and_then(|known| known.intersect(&figure.hard)),
                });
                hull = Some(match hull {
                    None => figure.hard.clone(),
                    Some(known) => known.hull(&figure.hard),
                });
                let claim = figures.dossier.claim(figure.claim);
                let text = claim.value.as_ref().map(|value| value.printed.to_string());
                printed.extend(text.filter(|text| !printed.contains(text)));
            }
        }
        let value = match (common, hull) {
            (Some(Some(common)), _) => common,
            (_, Some(hull)) => {
                conflicts.push(format!("{key} is given as {}", printed.join(" and as ")));
                hull
            }
            // Nobody states it, and the rule's policy counts it as nothing.
            _ => Interval::point(Exact::ZERO),
        };
        values.insert(key.as_str(), value);
    }
    (values, conflicts)
}

/// Both sides as intervals; none if something is divided by what may be zero.
/// Linear rules are summed with equal cells merged, so that a figure that stands
/// on both sides is counted once.
fn evaluate(
    assertion: &Assertion,
    values: &FxHashMap<&str, Interval>,
) -> Option<(Interval, Interval)> {
    match expression::lower(assertion) {
        Form::Linear(linear) => {
            let sum = |terms: &[(Exact, CellRef)], constant: &Exact| {
                terms
                    .iter()
                    .fold(
                        Interval::point(constant.clone()),
                        |sum, (factor, cell)| match values.get(cell.key().as_str()) {
                            Some(value) => sum.add(&value.scale(factor)),
                            None => sum,
                        },
                    )
            };
            let shared = linear.left.terms.len() + linear.right.terms.len() > linear.terms.len();
            if shared {
                let zero = Interval::point(Exact::ZERO);
                return Some((sum(&linear.terms, &linear.constant), zero));
            }
            Some((
                sum(&linear.left.terms, &linear.left.constant),
                sum(&linear.right.terms, &linear.right.constant),
            ))
        }
        Form::General(assertion) => Some((
            interval_of(&assertion.left.value, values)?,
            interval_of(&assertion.right.value, values)?,
        )),
    }
}

fn interval_of(expression: &Expr, values: &FxHashMap<&str, Interval>) -> Option<Interval> {
    match expression {
        Expr::Number(number) => Some(Interval::point(number.clone())),
        Expr::Cell(cell) => values.get(cell.key().as_str()).cloned(),
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

/// Whether the comparison can hold somewhere inside both intervals.
fn holds(assertion: &Assertion, left: &Interval, right: &Interval) -> bool {
    let right = match &assertion.tolerance {
        Some(tolerance) => widened(right, tolerance),
        None => right.clone(),
    };
    can_hold(assertion.comparison, left, &right)
}

/// Whether the comparison can hold between some numbers of both sides.
pub(in crate::checks) fn can_hold(
    comparison: Comparison,
    left: &Interval,
    right: &Interval,
) -> bool {
    let meets = left.meets(right);
    match comparison {
        Comparison::Eq => meets,
        Comparison::Le => meets || left.entirely_below(right),
        Comparison::Ge => meets || right.entirely_below(left),
        Comparison::Lt => can_be_less(left, right),
        Comparison::Gt => can_be_less(right, left),
    }
}

/// Whether some number of `a` is strictly below some number of `b`.
fn can_be_less(a: &Interval, b: &Interval) -> bool {
    match (&a.low, &b.high) {
        (Some(low), Some(high)) => low.value < high.value,
        _ => true,
    }
}

fn widened(interval: &Interval, tolerance: &Tolerance) -> Interval {
    let reach = |value: &Exact| tolerance.allowance(value);
    let mut wide = interval.clone();
    if let Some(low) = &mut wide.low {
        low.value = &low.value - &reach(&low.value);
    }
    if let Some(high) = &mut wide.high {
        high.value = &high.value + &reach(&high.value);
    }
    wide
}
