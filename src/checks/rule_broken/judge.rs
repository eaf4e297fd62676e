//! Verdicts on rules: both sides as intervals, and whether they can compare as
//! the rule says.

use crate::dossier::expression::{Assertion, Comparison, Tolerance};
use crate::dossier::{MissingPolicy, Rule};
use crate::figures::{Figures, RuleInstance, rule_instances};
use crate::findings::Verdict;
use crate::joint::{Percent, is_percent};
use crate::quantity::{Exact, Interval};

use super::plan::Plan;

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
    /// What the rule's constants are multiplied by: 100 where all figures are
    /// percentages and the constants are too, so that both are in points.
    pub scale: Exact,
}

/// The verdicts on rules.
#[derive(Default)]
pub struct JudgedRules {
    /// At every place where some term of each side is stated, or all that is missing
    /// counts as nothing.
    pub ran: Vec<JudgedRule>,
    /// Places where one side is stated by nobody: no verdict, though with other figures
    /// something may follow there.
    pub one_sided: Vec<RuleInstance>,
}

/// Judges every instance of every rule.
pub(in crate::checks) fn judge(figures: &Figures<'_>) -> JudgedRules {
    let mut judged = JudgedRules::default();
    let instances = rule_instances(figures);
    for of_rule in instances.chunk_by(|a, b| a.rule == b.rule) {
        let rule = &figures.dossier.codebook.rules[of_rule[0].rule];
        let plan = Plan::of(&rule.expression, &rule.form);
        for instance in of_rule {
            let verdict = match &instance.dated {
                Some(dated) => {
                    let plan = Plan::of(&dated.assertion, &dated.form);
                    judge_one(figures, rule, &plan, instance)
                }
                None => judge_one(figures, rule, &plan, instance),
            };
            match verdict {
                Some(verdict) => judged.ran.push(verdict),
                None => judged.one_sided.push(instance.clone()),
            }
        }
    }
    judged
}

fn judge_one(
    figures: &Figures<'_>,
    rule: &Rule,
    plan: &Plan<'_>,
    instance: &RuleInstance,
) -> Option<JudgedRule> {
    let stated = |slot: &usize| !instance.terms[*slot].1.is_empty();
    let any = |side: &[usize]| side.is_empty() || side.iter().any(stated);
    let missing: Vec<String> = instance
        .terms
        .iter()
        .filter(|(_, points)| points.is_empty())
        .map(|(key, _)| key.clone())
        .collect();
    let both_sides = any(&plan.left) && any(&plan.right);
    let percent = Percent::of(figures, rule, instance);
    let (scale, hundredths) = match &percent {
        Percent::Points(scale) => (scale.clone(), false),
        Percent::Hundredths => (Exact::ONE, true),
    };
    let done = |verdict, cause, sides| {
        Some(JudgedRule {
            instance: instance.clone(),
            verdict,
            cause,
            sides,
            scale: scale.clone(),
        })
    };
    if let Some(cause) = instance
        .dated
        .as_ref()
        .and_then(|dated| dated.cause.clone())
    {
        return done(Verdict::NotRun, Some(cause), None);
    }
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
    let (values, conflicts) = values(figures, instance, hundredths);
    let Some((left, right)) = plan.evaluate(&values, &scale) else {
        let cause = "it divides by a figure that may be zero".to_owned();
        return done(Verdict::NotRun, Some(cause), None);
    };
    let holds = holds(plan.expression, &left, &right);
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

/// What each term stands for, in their order: what its figures have in common, else everything
/// from the lowest to the highest of them, with a word about the conflict.
fn values(
    figures: &Figures<'_>,
    instance: &RuleInstance,
    hundredths: bool,
) -> (Vec<Interval>, Vec<String>) {
    let mut values = Vec::with_capacity(instance.terms.len());
    let mut conflicts = Vec::new();
    for (key, points) in &instance.terms {
        let mut common: Option<Option<Interval>> = None;
        let mut hull: Option<Interval> = None;
        let mut printed: Vec<String> = Vec::new();
        for &point in points {
            let percent = hundredths && is_percent(figures, point);
            for figure in figures.figures_at(figures.point(point)) {
                let hard = if percent {
                    figure.hard.scale(&Exact::ratio(1, 100))
                } else {
                    figure.hard.clone()
                };
                common = Some(match common {
                    None => Some(hard.clone()),
                    Some(known) => known.and_then(|known| known.intersect(&hard)),
                });
                hull = Some(match hull {
                    None => hard,
                    Some(known) => known.hull(&hard),
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
        values.push(value);
    }
    (values, conflicts)
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
