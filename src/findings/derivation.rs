//! The working behind a joint conflict, and what would repair it: plain values that
//! whoever found the conflict fills in and every renderer reads.

use crate::quantity::{Bound, Exact, Interval};

/// Why figures cannot all hold, where several relations show it together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// The chain, oldest step first; empty where it is too long to follow.
    pub steps: Vec<Deduction>,
    /// The steps that exclude each other, 0-based; usually two of one cell.
    pub clash: Vec<usize>,
    /// One clause on what excludes what, such as "military cannot be 3,236 or more
    /// and 3,209 or less". It names no step: renderers number those.
    pub conclusion: String,
    /// Inequalities that add up to a contradiction, in place of the steps; else empty.
    pub sum: Vec<Summand>,
}

/// One step: a bound of a cell, and why it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    /// The cell in the notation of rules; may carry `@date` or `(source)`.
    pub cell: String,
    /// Which bound of it.
    pub bound: End,
    /// The bound.
    pub value: Bound,
    /// "commission-2025-03 states 285", "total = men + women", "a count is not below
    /// zero".
    pub because: String,
    /// Ids of the claims that this very step states.
    pub claims: Vec<String>,
    /// The earlier steps it uses, 0-based.
    pub from: Vec<usize>,
}

/// Which end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// The lower end: the cell is at least this.
    Low,
    /// The upper end: the cell is at most this.
    High,
}

/// One inequality of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summand {
    /// A positive whole number.
    pub multiplier: Exact,
    /// The inequality as people write it: `women <= 284`.
    pub inequality: String,
    /// Why it holds.
    pub because: String,
    /// Ids of the claims that state it.
    pub claims: Vec<String>,
    /// The case of whole numbers that it belongs to, and what that adds up to: "beds is
    /// 1 or less: 0 <= -27". Empty where there is one sum only.
    pub case: String,
}

/// One smallest set of figures whose change restores agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What changes.
    pub changes: Vec<Change>,
    /// The likeliest is 1; equal ranks are ties.
    pub rank: usize,
}

/// The change of one figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Id of its claim.
    pub claim: String,
    /// A short name for sentences: `military`, or the id of the claim.
    pub name: String,
    /// The figure as printed.
    pub printed: String,
    /// What its cell can be, given all other figures.
    pub implied: Interval,
    /// Whether that is as narrow as can be; it holds in any case.
    pub exact: bool,
    /// The one slip that explains it: "two neighbouring digits swapped: 774".
    pub slip: Option<String>,
}

impl Derivation {
    /// A chain whose last step contradicts an earlier one of its cell. Nothing if no
    /// two steps do.
    pub fn of_steps(steps: Vec<Deduction>) -> Option<Derivation> {
        let (low, high) = clash(&steps)?;
        let (a, b) = (&steps[low], &steps[high]);
        let ends = [
            Interval {
                low: Some(a.value.clone()),
                high: None,
            },
            Interval {
                low: None,
                high: Some(b.value.clone()),
            },
        ];
        let [least, most] = ends.map(|interval| interval.words());
        let gap = &a.value.value - &b.value.value;
        let apart = match gap.is_zero() {
            true => String::new(),
            false => format!(", {} apart", crate::quantity::group(&gap)),
        };
        Some(Derivation {
            conclusion: format!("{} cannot be {least} and {most}{apart}", a.cell),
            clash: vec![low.min(high), low.max(high)],
            steps,
            sum: Vec::new(),
        })
    }
}

/// The latest lower and upper bound of one cell that exclude each other, lower first.
fn clash(steps: &[Deduction]) -> Option<(usize, usize)> {
    let excludes = |low: &Bound, high: &Bound| {
        low.value > high.value || (low.value == high.value && (low.open || high.open))
    };
    for (at, step) in steps.iter().enumerate().rev() {
        for (earlier, other) in steps[..at].iter().enumerate().rev() {
            let (low, high) = match (step.bound, other.bound) {
                (End::Low, End::High) => (at, earlier),
                (End::High, End::Low) => (earlier, at),
                _ => continue,
            };
            if step.cell == other.cell && excludes(&steps[low].value, &steps[high].value) {
                return Some((low, high));
            }
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn step(cell: &str, bound: End, value: Bound) -> Deduction {
        Deduction {
            cell: cell.into(),
            bound,
            value,
            because: "stated".into(),
            claims: vec![],
            from: vec![],
        }
    }

    #[test]
    fn a_chain_finds_its_own_clash() {
        let closed = |value: i64| Bound::closed(Exact::from(value));
        let steps = vec![
            step("military", End::High, closed(3209)),
            step("civilian", End::High, closed(747)),
            step("military", End::Low, closed(3236)),
        ];
        let found = Derivation::of_steps(steps.clone()).unwrap();
        assert_eq!(found.clash, [0, 2]);
        assert_eq!(
            found.conclusion,
            "military cannot be 3,236 or more and 3,209 or less, 27 apart"
        );
        assert_eq!(found.steps, steps);
        assert_eq!(Derivation::of_steps(steps[..2].to_vec()), None);

        // One number is excluded by an open end at it, and by nothing else.
        let five = Bound::open(Exact::from(5i64));
        let meet = |low: Bound| {
            let low = step("deaths", End::Low, low);
            Derivation::of_steps(vec![low, step("deaths", End::High, closed(5))])
        };
        let found = meet(five).unwrap();
        assert_eq!(
            found.conclusion,
            "deaths cannot be more than 5 and 5 or less"
        );
        assert_eq!(meet(closed(5)), None);
    }
}
