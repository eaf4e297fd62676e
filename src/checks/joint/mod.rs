//! What several relations say together: the cases of the joint system in the words of
//! findings. The checks that report them stand beside this folder, one file each.

mod attach;
mod describe;
mod follows;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod follows_tests;
mod known;
mod little_sum;
mod names;
mod reasons;
mod repairs;
mod why;
mod working;

pub(super) use attach::attach;
pub(super) use describe::finding;
pub use follows::{ImpliedList, ImpliedRow, implied};
pub use little_sum::How;
pub use why::{WhyAsked, WhyFound, why};

use crate::figures::RuleInstance;
use crate::joint::{Joint, Question};

use super::Context;

/// Decides what can hold together, beside what other checks report.
pub(super) fn decide(context: &Context<'_>) -> Joint {
    let rules: Vec<&RuleInstance> = context
        .rules
        .iter()
        .map(|judged| &judged.instance)
        .collect();
    let hard = known::hard(context);
    let plausible = context
        .dossier()
        .settings
        .plausible
        .then(|| known::plausible(context));
    Joint::of(&Question {
        figures: context.figures,
        rules: &rules,
        hard: &hard,
        plausible: plausible.as_ref(),
        replaced: &known::replaced(context),
    })
}
