//! `rule-broken`: a declared rule fails.

use rustc_hash::FxHashMap;

use crate::dossier::expression::{self, Assertion, Comparison, Expr, Form, Side, Tolerance};
use crate::dossier::{MissingPolicy, Rule, RuleScope};
use crate::figures::{Figures, PointId, RuleInstance, rule_instances};
use crate::findings::{Finding, RelationRecord, Term, Verdict, Worksheet};
use crate::quantity::{Exact, Interval};

use super::Context;
use super::sheet;

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
pub(super) fn judge(figures: &Figures<'_>) -> Vec<JudgedRule> {
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
            let sum = |terms: &[(Exact, crate::dossier::cellref::CellRef)], constant: &Exact| {
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
pub(super) fn can_hold(comparison: Comparison, left: &Interval, right: &Interval) -> bool {
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

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // With `scope: date`, one finding for a rule and place; sources that differ
    // on a term stand in it together.
    for judged in context.rules {
        let rule = &context.dossier().codebook.rules[judged.instance.rule];
        if judged.verdict == Verdict::Fails {
            findings.push(describe(context, rule, judged));
        }
    }
}

fn describe(context: &Context<'_>, rule: &Rule, judged: &JudgedRule) -> Finding {
    let figures = context.figures;
    let mut places: Vec<(PointId, String)> = Vec::new();
    for (key, points) in &judged.instance.terms {
        places.extend(points.iter().map(|&point| (point, key.clone())));
    }
    let sheet = worksheet(context, rule, judged);
    let gap = sheet
        .as_ref()
        .map(|sheet| format!(" ({})", sheet::gap(&sheet.difference)))
        .unwrap_or_default();
    let message = format!("rule `{}` does not hold{gap}", rule.id);
    let mut finding = context.finding("rule-broken", rule.severity, &places, message);
    finding = finding.related(rule.assert.span, "the rule");
    let values: Vec<String> = places
        .iter()
        .map(|(point, key)| format!("{key} {}", context.printed_at(*point)))
        .collect();
    finding.concise = format!("{}: {}", rule.assert.value, values.join(", "));
    let at: Vec<String> = judged
        .instance
        .at
        .iter()
        .map(|&(dimension, code)| {
            let codebook = &context.dossier().codebook;
            format!(
                "{}={}",
                codebook.dimension(dimension).id,
                codebook.code(dimension, code).id
            )
        })
        .collect();
    finding.subject = format!("{} [{}]", rule.assert.value, at.join(", "));
    if !at.is_empty() {
        finding.notes.push(format!("at {}", at.join(", ")));
    }
    if let Some(why) = &rule.why {
        finding.notes.push(format!("the rule's reason: {why}"));
    }
    if let Some(tolerance) = &rule.expression.tolerance {
        finding.notes.push(match tolerance {
            Tolerance::Absolute(number) => format!("the rule allows a difference of {number}"),
            Tolerance::Percent(number) => format!("the rule allows a difference of {number} %"),
        });
    }
    let ids: Vec<String> = finding.claims.clone();
    finding.conflicts = ids
        .iter()
        .skip(1)
        .map(|other| (ids[0].clone(), other.clone()))
        .collect();
    if finding.conflicts.is_empty() {
        finding.conflicts = ids
            .first()
            .map(|id| (id.clone(), id.clone()))
            .into_iter()
            .collect();
    }
    let sources: Vec<&str> = places
        .iter()
        .map(|&(point, _)| figures.source_of(point))
        .collect();
    if rule.scope == RuleScope::Date && sources.iter().any(|source| *source != sources[0]) {
        finding.figures = context.rows(places.iter().map(|&(point, _)| context.lead_figure(point)));
    }
    finding.worksheet = sheet;
    finding.help.push(
        "check the figures against their texts; if the rule does not apply here, change the rule or accept the finding"
            .to_owned(),
    );
    finding
}

/// The worksheet of a rule whose sides do not share a figure.
fn worksheet(context: &Context<'_>, rule: &Rule, judged: &JudgedRule) -> Option<Worksheet> {
    let (left, right) = judged.sides.clone()?;
    let point_of = |key: &str| {
        let term = judged
            .instance
            .terms
            .iter()
            .find(|(known, _)| known == key)?;
        term.1.first().copied()
    };
    let Form::Linear(linear) = expression::lower(&rule.expression) else {
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
            flipped(rule.expression.comparison),
        ),
        _ => (
            &linear.left,
            &linear.right,
            left,
            right,
            rule.expression.comparison,
        ),
    };
    let term = |factor: &Exact, cell: &crate::dossier::cellref::CellRef| {
        let key = cell.key();
        match point_of(&key) {
            Some(point) => context.term(point, key, factor.clone(), false),
            None => Term {
                claim: String::new(),
                name: format!("{key} (not stated, counted as 0)"),
                coefficient: factor.clone(),
                printed: "0".to_owned(),
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
        terms.push(constant(&computed_side.constant));
    }
    let stated_term = match stated_side.single() {
        Some(cell) => term(&Exact::ONE, cell),
        None => Term {
            claim: String::new(),
            name: "left side".to_owned(),
            coefficient: Exact::ONE,
            printed: stated.to_string(),
            interval: stated.clone(),
        },
    };
    Some(finish(
        rule,
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
        printed: left.to_string(),
        interval: left.clone(),
    };
    finish(
        rule,
        terms,
        stated,
        left,
        right,
        rule.expression.comparison.sign(),
    )
}

fn finish(
    rule: &Rule,
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
        None => (
            Exact::ZERO,
            "beyond what the intervals themselves allow".to_owned(),
        ),
    };
    Worksheet {
        relation: rule.assert.value.clone(),
        terms,
        difference: stated.sub(&computed),
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
        printed: crate::quantity::group(value),
        interval: Interval::point(value.clone()),
    }
}

/// The comparison with its sides exchanged.
pub(super) fn flipped(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Eq => Comparison::Eq,
        Comparison::Le => Comparison::Ge,
        Comparison::Ge => Comparison::Le,
        Comparison::Lt => Comparison::Gt,
        Comparison::Gt => Comparison::Lt,
    }
}

/// Rules that never found a term stated on each side.
fn idle<'a>(context: &'a Context<'_>) -> impl Iterator<Item = &'a Rule> {
    let rules = &context.dossier().codebook.rules;
    let mut used = vec![false; rules.len()];
    for judged in context.rules {
        used[judged.instance.rule] = true;
    }
    rules
        .iter()
        .zip(used)
        .filter(|(_, used)| !used)
        .map(|(rule, _)| rule)
}

/// The verdicts of all rules.
pub(super) fn verdicts(context: &Context<'_>) -> Vec<Verdict> {
    let judged = context.rules.iter().map(|judged| judged.verdict);
    judged
        .chain(idle(context).map(|_| Verdict::NotRun))
        .collect()
}

/// Every instance of a rule as a record, and every rule that never ran.
pub(super) fn records(context: &Context<'_>) -> Vec<RelationRecord> {
    let rules = &context.dossier().codebook.rules;
    let idle = idle(context).map(|rule| RelationRecord {
        relation: rule.assert.value.clone(),
        source: String::new(),
        verdict: Verdict::NotRun,
        cause: Some("no figures are stated on both sides".to_owned()),
        claims: Vec::new(),
        span: rule.assert.span,
    });
    let judged = context.rules.iter().map(|judged| {
        let rule = &rules[judged.instance.rule];
        let points: Vec<PointId> = judged
            .instance
            .terms
            .iter()
            .flat_map(|(_, points)| points.iter().copied())
            .collect();
        RelationRecord {
            relation: rule.assert.value.clone(),
            source: points
                .first()
                .map(|&point| context.group(context.figures.point(point).group))
                .unwrap_or_default(),
            verdict: judged.verdict,
            cause: judged.cause.clone(),
            claims: points
                .iter()
                .map(|&point| context.lead(point).id.to_string())
                .collect(),
            span: points
                .first()
                .map_or(rule.assert.span, |&point| context.span(point)),
        }
    });
    judged.chain(idle).collect()
}
