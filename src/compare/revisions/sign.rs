//! The exact sign test over editions. Editions, not reference dates, are its units: one
//! edition often revises many dates for one reason, and these are no independent trials.

use super::model::Test;
use crate::quantity::Exact;

/// Below so many editions that move the figures, nothing is tested.
pub const LEAST_PAIRS: usize = 8;

/// What can be said of so many rises and falls.
pub(super) fn test(up: usize, down: usize) -> Test {
    let p = (up + down >= LEAST_PAIRS).then(|| two_sided(up + down, up.min(down)));
    Test { up, down, p }
}

/// The chance that of `trials` throws of a coin one side comes up at most `fewer` times.
fn two_sided(trials: usize, fewer: usize) -> Exact {
    let whole = |number: usize| Exact::ratio(number as i128, 1);
    let mut ways = Exact::ONE;
    let mut sum = Exact::ONE;
    for at in 0..fewer {
        ways = &(&ways * &whole(trials - at)) / &whole(at + 1);
        sum = &sum + &ways;
    }
    let mut all = Exact::ONE;
    for _ in 1..trials {
        all = &all * &whole(2);
    }
    // Both sides together; an even division is counted from both.
    let p = &sum / &all;
    if p > Exact::ONE { Exact::ONE } else { p }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_those_of_a_fair_coin() {
        // By hand: 2 (1 + 8) / 256, 2 / 256, and never above 1.
        assert_eq!(test(7, 1).p, Some(Exact::ratio(18, 256)));
        assert_eq!(test(0, 8).p, Some(Exact::ratio(2, 256)));
        assert_eq!(test(4, 4).p, Some(Exact::ONE));
        assert_eq!(test(1, 9).p, Some(Exact::ratio(22, 1024)));
        assert_eq!(test(9, 1).p, test(1, 9).p);
    }

    #[test]
    fn too_few_editions_are_not_tested() {
        assert_eq!(test(7, 0).p, None);
        assert_eq!(test(0, 0), Test::default());
    }

    #[test]
    fn many_editions_stay_exact() {
        let p = test(500, 0).p.unwrap();
        let mut back = p;
        for _ in 1..500 {
            back = &back * &Exact::from(2i64);
        }
        assert_eq!(back, Exact::ONE);
    }
}
