//! How much a coincidence of numbers says, in bits: one bit for each halving of the
//! chance that it means nothing. Exact integer arithmetic, rounded down to a tenth.

use crate::findings::{Finding, Hint, Repair};
use crate::quantity::Exact;

/// Below this many tenths of a bit, 1 in 16, a pattern is not worth a hint.
const LEAST: u64 = 40;

/// Evidence in tenths of a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Tenths(u64);

impl Tenths {
    /// Of a coincidence that chance brings about once in so many cases; nothing below
    /// one.
    pub fn once_in(cases: &Exact) -> Tenths {
        if *cases < Exact::ONE {
            return Tenths(0);
        }
        // log2(x) in tenths is log2(x^10), and that is one less than its length in bits.
        let whole = cases.to_big().pow(10).to_integer();
        Tenths(whole.bits().saturating_sub(1))
    }

    /// Whether it is worth a hint.
    pub fn is_telling(self) -> bool {
        self.0 >= LEAST
    }

    /// A hint with this evidence.
    pub fn on(self, hint: Hint) -> Hint {
        hint.scored(format!("{}.{}", self.0 / 10, self.0 % 10), "bits")
    }
}

/// Whether a repair of the finding already names such a slip: what it says in its
/// `help` needs no hint.
pub(super) fn says_slip(finding: &Finding, word: &str) -> bool {
    let changes = finding
        .repairs
        .iter()
        .flat_map(|repair: &Repair| &repair.changes);
    let mut slips = changes.filter_map(|change| change.slip.as_deref());
    slips.any(|slip| slip.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_logarithms_rounded_down() {
        let tenths = |cases: Exact| Tenths::once_in(&cases).0;
        assert_eq!(tenths(Exact::from(1_i64)), 0);
        assert_eq!(tenths(Exact::from(2_i64)), 10);
        assert_eq!(tenths(Exact::from(1024_i64)), 100);
        // 29 * 98 * 112 = 318,304 = 2^18.28.
        assert_eq!(tenths(Exact::from(318_304_i64)), 182);
        assert_eq!(tenths(Exact::ratio(1, 3)), 0);
        assert_eq!(tenths(Exact::ratio(100, 3)), 50);
        let hint = Tenths(182).on(Hint::new("identical-parts", "x"));
        assert_eq!(hint.score.map(|score| score.value), Some("18.2".to_owned()));
    }
}
