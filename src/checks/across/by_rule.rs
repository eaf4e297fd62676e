//! Steps of a figure from one date to another that a rule over time tells of: the rule
//! accounts for the change, or its finding shows both figures already.

use rustc_hash::FxHashMap;

use crate::dossier::expression::Comparison;
use crate::figures::PointId;
use crate::findings::Verdict;

use super::super::Context;
use super::super::rule_broken::JudgedRule;

/// What a rule over time says of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::checks) enum Told {
    /// It accounts for the step; its index.
    AccountsFor(usize),
    /// It does not hold.
    Fails,
}

/// So many figures of a rule are looked at.
const MOST: usize = 64;

/// Steps of which rules over time tell.
#[derive(Debug, Default)]
pub(in crate::checks) struct ByRule {
    steps: FxHashMap<(PointId, PointId), Told>,
}

/// Whether both sides are one number: an interval leaves room for the step, no more.
fn exact(judged: &JudgedRule) -> bool {
    let sides = judged.sides.as_ref();
    sides.is_some_and(|(left, right)| left.is_point() && right.is_point())
}

impl ByRule {
    /// Every pair of figures of one cell in a rule with `@previous`.
    pub fn of(context: &Context<'_>) -> ByRule {
        let mut steps: FxHashMap<(PointId, PointId), Told> = FxHashMap::default();
        for judged in context.rules {
            let Some(dated) = &judged.instance.dated else {
                continue;
            };
            let told = match judged.verdict {
                Verdict::Holds if dated.assertion.comparison == Comparison::Eq && exact(judged) => {
                    Told::AccountsFor(judged.instance.rule)
                }
                Verdict::Fails => Told::Fails,
                _ => continue,
            };
            let cell = |point: PointId| context.figures.point(point).cell;
            let points = judged.instance.terms.iter().flat_map(|(_, points)| points);
            let points: Vec<PointId> = points.copied().take(MOST).collect();
            for &from in &points {
                for &to in &points {
                    if from != to && cell(from) == cell(to) {
                        let known = steps.entry((from, to)).or_insert(told);
                        if told == Told::Fails {
                            *known = told;
                        }
                    }
                }
            }
        }
        ByRule { steps }
    }

    /// What is told of a step.
    pub fn told(&self, from: PointId, to: PointId) -> Option<Told> {
        self.steps.get(&(from, to)).copied()
    }
}
