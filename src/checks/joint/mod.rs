//! What several relations say together: the cases of the joint system in the words of
//! findings. The checks that report them stand beside this folder, one file each.

mod attach;
mod describe;
mod known;
mod names;
mod repairs;
mod working;

pub(super) use attach::attach;
pub(super) use describe::finding;

use crate::figures::RuleInstance;
use crate::findings::Verdict;
use crate::joint::{Joint, Question};

use super::Context;
use super::judge::Judged;

/// Decides what can hold together, beside what other checks report.
pub(super) fn decide(context: &Context<'_>) -> Joint {
    let rules: Vec<(&RuleInstance, bool)> = (context.rules.iter())
        .map(|judged| (&judged.instance, judged.verdict == Verdict::Holds))
        .collect();
    let exact = |judged: &Judged| *judged == Judged::Holds { by_rounding: false };
    let relations_hold: Vec<bool> = context.judged.iter().map(exact).collect();
    let hard = known::hard(context);
    let plausible = context
        .dossier()
        .settings
        .plausible
        .then(|| known::plausible(context));
    Joint::of(&Question {
        figures: context.figures,
        rules: &rules,
        relations_hold: &relations_hold,
        hard: &hard,
        plausible: plausible.as_ref(),
        replaced: &known::replaced(context),
    })
}
