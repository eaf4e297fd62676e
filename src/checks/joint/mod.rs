//! What several relations say together: the cases of the joint system in the words of
//! findings. The checks that report them stand beside this folder, one file each.

mod attach;
mod derived_rows;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod derived_rows_tests;
mod describe;
mod follows;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod follows_tests;
mod kind;
mod known;
mod little_sum;
mod names;
mod reasons;
mod repairs;
pub(super) mod report;
mod same_parts;
mod settle;
mod sides;
mod slip_words;
mod sums;
mod taken;
mod why;
mod working;
mod written;

pub(super) use attach::attach;
pub(super) use derived_rows::add as add_derived;
pub(super) use describe::finding;
pub use follows::{ImpliedList, ImpliedRow, implied};
pub(super) use kind::{Across, Sorted, sorted};
pub use little_sum::How;
pub(super) use same_parts::Readings;
pub use why::{WhyAsked, WhyFound, why};
pub(super) use written::Written;

use crate::dossier::MissingPolicy;
use crate::figures::RuleInstance;
use crate::findings::Verdict;
use crate::joint::{Joint, Question};

use super::Context;
use super::judge::Judged;

/// Every place where a rule can run, with whether it holds there.
pub(super) fn rule_places<'c>(context: &'c Context<'_>) -> Vec<(&'c RuleInstance, bool)> {
    let judged = context.rules.iter();
    let places = judged.map(|judged| (&judged.instance, judged.verdict == Verdict::Holds));
    // Where missing terms count as nothing, a rule is not about figures of one side.
    let rules = &context.dossier().codebook.rules;
    let open = context.one_sided.iter();
    let open = open.filter(|at| rules[at.rule].missing != MissingPolicy::Zero);
    places
        .chain(open.map(|instance| (instance, false)))
        .collect()
}

/// For each relation whether it holds with the printed numbers.
pub(super) fn relations_hold(context: &Context<'_>) -> Vec<bool> {
    let exact = |judged: &Judged| *judged == Judged::Holds { by_rounding: false };
    context.judged.iter().map(exact).collect()
}

/// Decides what can hold together, beside what other checks report.
pub(super) fn decide(context: &Context<'_>) -> Joint {
    let hard = known::hard(context);
    let plausible = context.dossier().settings.plausible;
    let plausible = plausible.then(|| known::plausible(context));
    Joint::of(&Question {
        figures: context.figures,
        rules: &rule_places(context),
        relations_hold: &relations_hold(context),
        hard: &hard,
        plausible: plausible.as_ref(),
        replaced: &known::replaced(context),
    })
}
