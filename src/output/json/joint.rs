//! The part of the contract that is about joint conflicts: their derivation, the sum
//! in its place, and repairs. Steps count from 1, as people do.

use serde::Serialize;

use super::{IntervalOut, is_false, plain};
use crate::findings::{Change, Deduction, Derivation, End, Repair, Summand};

#[derive(Serialize)]
pub(super) struct DeductionOut<'a> {
    cell: &'a str,
    bound: &'static str,
    value: String,
    #[serde(skip_serializing_if = "is_false")]
    value_open: bool,
    because: &'a str,
    claims: &'a [String],
    from: Vec<usize>,
}

#[derive(Serialize)]
pub(super) struct SummandOut<'a> {
    multiplier: String,
    inequality: &'a str,
    because: &'a str,
    claims: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    case: &'a str,
}

#[derive(Serialize)]
pub(super) struct ConclusionOut<'a> {
    text: &'a str,
    from: Vec<usize>,
}

#[derive(Serialize)]
pub(super) struct RepairOut<'a> {
    claims: Vec<&'a str>,
    implied: Option<IntervalOut>,
    slip: Option<&'a str>,
    rank: usize,
    changes: Vec<ChangeOut<'a>>,
}

#[derive(Serialize)]
struct ChangeOut<'a> {
    claim: &'a str,
    printed: &'a str,
    implied: IntervalOut,
    exact: bool,
    slip: Option<&'a str>,
}

impl<'a> DeductionOut<'a> {
    pub(super) fn all(working: Option<&'a Derivation>) -> Vec<Self> {
        let steps = working.map_or(&[][..], |working| &working.steps);
        steps.iter().map(Self::of).collect()
    }

    fn of(step: &'a Deduction) -> Self {
        Self {
            cell: &step.cell,
            bound: match step.bound {
                End::Low => "low",
                End::High => "high",
            },
            value: plain(&step.value.value),
            value_open: step.value.open,
            because: &step.because,
            claims: &step.claims,
            from: numbers(&step.from),
        }
    }
}

impl<'a> SummandOut<'a> {
    pub(super) fn all(working: Option<&'a Derivation>) -> Vec<Self> {
        let sum = working.map_or(&[][..], |working| &working.sum);
        sum.iter().map(Self::of).collect()
    }

    fn of(summand: &'a Summand) -> Self {
        Self {
            multiplier: plain(&summand.multiplier),
            inequality: &summand.inequality,
            because: &summand.because,
            claims: &summand.claims,
            case: &summand.case,
        }
    }
}

impl<'a> ConclusionOut<'a> {
    pub(super) fn of(working: &'a Derivation) -> Self {
        Self {
            text: &working.conclusion,
            from: numbers(&working.clash),
        }
    }
}

impl<'a> RepairOut<'a> {
    pub(super) fn of(repair: &'a Repair) -> Self {
        let only = match repair.changes.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        Self {
            claims: (repair.changes.iter())
                .map(|change| change.claim.as_str())
                .collect(),
            implied: only.map(|change| IntervalOut::of(&change.implied)),
            slip: only.and_then(|change| change.slip.as_deref()),
            rank: repair.rank,
            changes: repair.changes.iter().map(ChangeOut::of).collect(),
        }
    }
}

impl<'a> ChangeOut<'a> {
    fn of(change: &'a Change) -> Self {
        Self {
            claim: &change.claim,
            printed: &change.printed,
            implied: IntervalOut::of(&change.implied),
            exact: change.exact,
            slip: change.slip.as_deref(),
        }
    }
}

/// Positions of steps as numbers from 1.
fn numbers(steps: &[usize]) -> Vec<usize> {
    steps.iter().map(|step| step + 1).collect()
}
