//! The checks: one file each, which gathers, asks and describes. What all share
//! (verdicts on relations, worksheets, rows of a comparison) is worked out once.

mod context;
mod evidence;
mod judge;
mod registry;
mod sheet;

mod across;
mod arithmetic;
mod date_order;
mod hedge_dropped;
mod holds_only_by_rounding;
mod implausible_value;
mod no_date;
mod no_quote;
mod part_exceeds_whole;
mod parts_do_not_sum;
mod parts_exceed_whole;
mod parts_fall_short;
mod rule_broken;
mod self_contradiction;
mod share_mismatch;
mod strained_wording;
mod unit_mismatch;
mod value_not_in_quote;

pub use context::Context;
pub use registry::{CHECKS, Check, Family, find};

use crate::figures::Figures;
use crate::findings::{Finding, RelationRecord};

/// What the checks found, and every relation they looked at.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Findings, in no particular order.
    pub findings: Vec<Finding>,
    /// Relations with their verdicts, in the order of the dossier.
    pub relations: Vec<RelationRecord>,
    /// How many relations hold only because rounding or wording allows it.
    pub by_rounding: usize,
}

/// Runs every check over the figures of a dossier. `today` is a day number; with
/// none, nothing is in the future.
pub fn run(figures: &Figures<'_>, today: Option<i32>) -> Outcome {
    let judged = judge::relations(figures);
    let rules = rule_broken::judge(figures);
    let context = Context::new(figures, &judged, &rules, today);
    let mut findings: Vec<Finding> = figures
        .dossier
        .problems
        .iter()
        .cloned()
        .map(Finding::from)
        .collect();
    for check in CHECKS {
        if let Some(run) = check.run {
            run(&context, &mut findings);
        }
    }
    let (relations, by_rounding) = judge::records(&context);
    Outcome {
        findings,
        relations,
        by_rounding,
    }
}
