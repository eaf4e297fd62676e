//! Verdicts on rules: both sides as intervals, and whether they can compare as
//! the rule says.

use crate::dossier::expression::{Assertion, Comparison, Form, Tolerance};
use crate::dossier::{MissingPolicy, Rule};
use crate::figures::{Figures, PointId, RuleInstance, rule_instances};
use crate::findings::Verdict;
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

/// In which numbers a rule counts percentages.
enum Percent {
    /// `12%` is 12: the rule adds and compares percentages alone. Its constants are
    /// multiplied by this.
    Points(Exact),
    /// `12%` is 12 of a hundred, as in a rule that divides a part by its whole.
    Hundredths,
}

impl Percent {
    fn of(figures: &Figures<'_>, rule: &Rule, instance: &RuleInstance) -> Percent {
        let mut points = instance
            .terms
            .iter()
            .flat_map(|(_, points)| points)
            .peekable();
        let any = points.peek().is_some();
        let all = points.all(|&point| is_percent(figures, point));
        if !(any && all && matches!(rule.form, Form::Linear(_))) {
            return Percent::Hundredths;
        }
        let text = &*rule.assert.value;
        let end = text.find("within").or_else(|| text.find('±'));
        let written = text[..end.unwrap_or(text.len())].contains('%');
        Percent::Points(Exact::from(if written { 100i64 } else { 1 }))
    }
}

fn is_percent(figures: &Figures<'_>, point: PointId) -> bool {
    let mut here = figures.figures_at(figures.point(point)).iter();
    here.all(|figure| {
        let value = &figures.dossier.claim(figure.claim).value;
        value.as_ref().is_some_and(|value| value.is_percent())
    })
}

/// Judges every instance of every rule.
pub(in crate::checks) fn judge(figures: &Figures<'_>) -> Vec<JudgedRule> {
    let instances = rule_instances(figures);
    let of_rules: Vec<&[RuleInstance]> = instances.chunk_by(|a, b| a.rule == b.rule).collect();
    let judged = of_rules.into_iter().flat_map(|of_rule| {
        let plan = Plan::of(&figures.dossier.codebook.rules[of_rule[0].rule]);
        of_rule
            .iter()
            .filter_map(move |instance| judge_one(figures, &plan, instance))
    });
    judged.collect()
}

fn judge_one(
    figures: &Figures<'_>,
    plan: &Plan<'_>,
    instance: &RuleInstance,
) -> Option<JudgedRule> {
    let rule = plan.rule;
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
