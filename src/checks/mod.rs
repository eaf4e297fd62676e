//! The checks: one file each, which gathers, asks and describes. What all share
//! (verdicts on relations, worksheets, rows of a comparison) is worked out once.

mod context;
mod evidence;
mod judge;
mod line;
mod registry;
mod sheet;

mod across;
mod arithmetic;
mod base_shift;
mod cannot_all_hold;
mod cannot_all_hold_together;
mod carried_forward;
mod chance;
mod changed_over_time;
mod contradictory_codebook;
mod cumulative_decrease;
mod date_order;
mod hedge_dropped;
mod hints;
mod holds_only_by_rounding;
mod implausible_value;
mod joint;
mod no_date;
mod no_quote;
mod not_applied;
mod one_number_two_roles;
mod order_unknown;
mod part_exceeds_whole;
mod parts_do_not_sum;
mod parts_exceed_whole;
mod parts_fall_short;
mod quote_not_in_text;
mod readings;
mod redundant_rule;
mod rule_broken;
mod rule_system;
mod same_parts_different_whole;
mod scope_breach;
mod self_contradiction;
mod share_mismatch;
mod sources_disagree;
mod strained_wording;
mod unannounced_revision;
mod unit_mismatch;
mod unknown_names;
mod value_not_in_quote;
mod verdicts;
mod worked;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod testing;

pub use context::Context;
pub(crate) use evidence::quoted;
pub use joint::{How, ImpliedList, ImpliedRow, WhyAsked, WhyFound, implied, why};
pub use line::{Line, LineError, LineVerdict, line};
pub(crate) use quote_not_in_text::stands;
pub use readings::read_as;
pub use registry::{CHECKS, Check, Family, find};
pub(crate) use unknown_names::doubtful_names;
pub use verdicts::{Asserts, RelationVerdict, verdicts};
pub use worked::{Worked, worked};

use rayon::prelude::*;

use crate::dossier::Dossier;
use crate::figures::Figures;
use crate::findings::{Finding, RelationCounts, RelationRecord};
use crate::quantity::Day;

/// What the checks found, and how the relations they looked at went.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Findings, in no particular order.
    pub findings: Vec<Finding>,
    /// How many relations had which verdict.
    pub counts: RelationCounts,
    /// Relations with their verdicts in the order of the dossier, where asked for.
    pub relations: Vec<RelationRecord>,
    /// Rules, by their places in the codebook, that ran nowhere.
    pub idle: Vec<usize>,
}

/// What a run of the checks is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Today; with none, nothing is in the future.
    pub today: Option<Day>,
    /// Whether to list every relation.
    pub relations: bool,
    /// Whether to look for rules that follow from others, which takes time.
    pub redundant: bool,
    /// Whether to look at single relations and pairs of figures only, and not for what
    /// several show together: of very many figures that takes long.
    pub singly: bool,
}

/// Audits a dossier: takes open wordings so that the figures agree, if they can, and
/// runs every check. Afterwards the claims stand as they were written.
pub fn audit(dossier: &mut Dossier, asked: Asked) -> Outcome {
    let mut readings = readings::read_as(dossier);
    let figures = Figures::of(dossier);
    let mut outcome = run(&figures, asked);
    readings::hint_at_scopes(&figures, &mut outcome.findings);
    readings.restore(dossier);
    readings.tell(&mut outcome.findings);
    outcome
}

/// The findings on contradictions alone: of the checks that look at figures of one
/// source or of several, without what stands beside them in a full audit.
pub(crate) fn conflicts(figures: &Figures<'_>, asked: Asked) -> Vec<Finding> {
    let judged = judge::relations(figures);
    let rules = rule_broken::judge(figures);
    let context = Context::new(figures, &judged, &rules, asked);
    let mut findings = Vec::new();
    let wanted = CHECKS
        .iter()
        .filter(|check| matches!(check.family, Family::InsideOneSource | Family::Across));
    for run in wanted.filter_map(|check| check.run) {
        run(&context, &mut findings);
    }
    findings
}

/// Runs every check over the figures of a dossier, each claim as it is written.
pub fn run(figures: &Figures<'_>, asked: Asked) -> Outcome {
    let judged = judge::relations(figures);
    let rules = rule_broken::judge(figures);
    let context = Context::new(figures, &judged, &rules, asked);
    context.prepare();
    let mut findings: Vec<Finding> = figures
        .dossier
        .problems
        .iter()
        .cloned()
        .map(Finding::from)
        .collect();
    unknown_names::run(figures.dossier, &mut findings);
    let (alone, after): (Vec<&Check>, Vec<&Check>) = CHECKS
        .iter()
        .partition(|check| !registry::AFTER_OTHERS.contains(&check.id));
    let found: Vec<Vec<Finding>> = alone
        .into_par_iter()
        .filter_map(|check| check.run)
        .map(|run| {
            let mut found = Vec::new();
            run(&context, &mut found);
            found
        })
        .collect();
    findings.extend(found.into_iter().flatten());
    if !asked.singly {
        joint::attach(&context, &mut findings);
        joint::add_derived(&context, &mut findings);
    }
    for run in after.iter().filter_map(|check| check.run) {
        run(&context, &mut findings);
    }
    hints::attach(&context, &mut findings);
    Outcome {
        findings,
        counts: RelationCounts {
            undecided: context.joint().undecided.len(),
            ..judge::counts(&context)
        },
        relations: if asked.relations {
            judge::records(&context)
        } else {
            Vec::new()
        },
        idle: rule_broken::idle(&context).collect(),
    }
}
