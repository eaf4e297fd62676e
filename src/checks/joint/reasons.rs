//! Why a cell is not lower or higher, in words: the steps, or the inequalities that add
//! up to it.

use crate::engine::{CellIndex, Certificate, Origin, Part, Reasoning, Side, Step, Why};
use crate::findings::{Deduction, Derivation};
use crate::joint::{Bounds, Implied};
use crate::quantity::{Bound, Exact, group};

use super::names::Names;
use super::sums::sum;
use super::working::{NOT_BELOW_ZERO, deductions};

/// Why a bound holds; nothing where there is none, or where only a count's being a
/// count says so.
pub(super) fn reason(
    names: &Names<'_, '_>,
    bounds: &Bounds,
    implied: &Implied,
    side: Side,
) -> Option<Derivation> {
    let (reason, end) = match side {
        Side::Low => (implied.low.as_ref()?, implied.interval.low.as_ref()?),
        Side::High => (implied.high.as_ref()?, implied.interval.high.as_ref()?),
    };
    let system = &bounds.world.system;
    let empty = |conclusion: &str| Derivation {
        steps: Vec::new(),
        clash: Vec::new(),
        conclusion: conclusion.to_owned(),
        sum: Vec::new(),
    };
    match reason {
        Reasoning::Steps(steps)
            if matches!(
                steps.as_slice(),
                [Step {
                    why: Why::NonNegative,
                    ..
                }]
            ) =>
        {
            None
        }
        Reasoning::Steps(steps) => Some(Derivation {
            steps: without_zeros(deductions(names, steps)),
            ..empty("")
        }),
        Reasoning::Sum(proof) => Some(Derivation {
            conclusion: conclusion(names, proof, (implied.at, side), end),
            ..sum(names, system, proof)
        }),
        Reasoning::Unexplained => Some(empty("it follows, but no short reason was found")),
    }
}

/// The chain without the steps that only say that a count is at least zero: those that
/// use them say so instead.
fn without_zeros(all: Vec<Deduction>) -> Vec<Deduction> {
    let mut place: Vec<Option<usize>> = Vec::with_capacity(all.len());
    let mut kept: Vec<Deduction> = Vec::new();
    for mut step in all {
        if step.because == NOT_BELOW_ZERO {
            place.push(None);
            continue;
        }
        let used = step.from.len();
        step.from = step.from.iter().filter_map(|&at| place[at]).collect();
        match used - step.from.len() {
            0 => {}
            1 if used == 1 => step.because.push_str(", which is not below zero"),
            1 => step.because.push_str(", one part not below zero"),
            _ => step.because.push_str(", the other parts not below zero"),
        }
        place.push(Some(kept.len()));
        kept.push(step);
    }
    kept
}

/// What the lines of a sum add up to.
fn conclusion(
    names: &Names<'_, '_>,
    proof: &Certificate,
    (cell, side): (CellIndex, Side),
    end: &Bound,
) -> String {
    let name = names.cell(cell);
    let bound = format!("{name} {} {}", sign(side, end.open), group(&end.value));
    let Certificate::Sum(parts) = proof else {
        return format!("{bound}: these lines leave no other whole number");
    };
    let own = |part: &&Part| part.origin == Origin::Case(cell);
    let Some(times) = parts.iter().find(own).map(|part| part.multiplier.clone()) else {
        return bound;
    };
    // The lower ends count against: `-x <= -5` is `x >= 5`.
    let mut total = Exact::ZERO;
    let mut open = false;
    for part in parts.iter().filter(|part| !own(part)) {
        let amount = &part.multiplier * &part.end.value;
        total = match part.side == side {
            true => &total + &amount,
            false => &total - &amount,
        };
        open |= part.end.open;
    }
    let left = match times == Exact::ONE {
        true => name,
        false => format!("{} x {name}", group(&times)),
    };
    let sum = format!("{left} {} {}", sign(side, open), group(&total));
    let turned = match side {
        Side::High => ">=",
        Side::Low => "<=",
    };
    let so = match sum == bound {
        true => String::new(),
        false => format!(", so {bound}"),
    };
    format!("with the signs of each {turned} line turned, these lines add up to {sum}{so}")
}

fn sign(side: Side, open: bool) -> &'static str {
    match (side, open) {
        (Side::Low, false) => ">=",
        (Side::Low, true) => ">",
        (Side::High, false) => "<=",
        (Side::High, true) => "<",
    }
}
