//! How unlikely it is that a count stays as it is while its whole moves. If all members
//! come and go alike, a part of which e were expected to change stays with a chance of
//! exp(-e) at most. No verdict needs that number: it is compared by way of e itself.

use num_bigint::BigInt;
use num_rational::BigRational;

use crate::quantity::{Exact, group};

/// The natural logarithm of 20, rounded up in its fifteenth decimal place. Beyond it
/// the chance is below 0.05.
const LN_20: (i128, u32) = (2_995_732_273_553_991, 15);

/// From here on the chance is only said to be below one in a million, whose natural
/// logarithm is 13.8155.
const MILLION: (i128, u32) = (13_816, 3);

/// Whether so large an expected change leaves a chance of none below 0.05.
pub(super) fn is_unlikely(expected: &Exact) -> bool {
    *expected > Exact::decimal(LN_20.0, LN_20.1)
}

/// The chance of no change in words, rounded: `1 in 43`. For an expected change of one
/// or more.
pub(super) fn of_none(expected: &Exact) -> String {
    if *expected >= Exact::decimal(MILLION.0, MILLION.1) {
        return "less than 1 in a million".to_owned();
    }
    // The exponent to three places, rounded down, so that the chance is not made smaller.
    let thousand = Exact::from(1000_i64);
    let thousandths = (expected * &thousand).floor();
    let one_in = exponential(&thousandths.to_big());
    format!("about 1 in {}", group(&two_digits(&one_in)))
}

/// `e` to the power of so many thousandths: the first terms of its series. Beyond the
/// 60th they are below a millionth of the sum for every exponent that is asked for.
fn exponential(thousandths: &BigRational) -> Exact {
    let one = || BigRational::from_integer(BigInt::from(1));
    let (mut term, mut sum) = (one(), one());
    for at in 1..=60_i64 {
        term = term * thousandths / BigInt::from(1000 * at);
        sum += &term;
    }
    Exact::from_big(sum)
}

/// A number rounded to two digits, or to a whole number below 100.
fn two_digits(number: &Exact) -> Exact {
    let mut unit = Exact::ONE;
    let (ten, hundred) = (Exact::from(10_i64), Exact::from(100_i64));
    while &unit * &hundred <= *number {
        unit = &unit * &ten;
    }
    let half = Exact::ratio(1, 2);
    &(&(number / &unit) + &half).floor() * &unit
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::quantity::Decimal;

    fn exact(text: &str) -> Exact {
        Decimal::parse(text).unwrap().to_exact()
    }

    #[test]
    fn the_limit_is_where_the_chance_is_one_in_twenty() {
        assert!(!is_unlikely(&exact("2.995732273553990")));
        assert!(is_unlikely(&exact("2.995732273553992")));
        // e to the power of the limit is 20.
        let near = exponential(&exact("2995.732").to_big());
        assert!(near < exact("20") && near > exact("19.9999"));
        assert!(exponential(&exact("2995.733").to_big()) > exact("20"));
    }

    #[test]
    fn chances_are_rounded() {
        for (expected, words) in [
            ("1.825", "about 1 in 6"),
            ("3", "about 1 in 20"),
            ("4.6", "about 1 in 99"),
            ("4.62", "about 1 in 100"),
            ("6.9", "about 1 in 990"),
            ("9.99", "about 1 in 22,000"),
            ("13.815", "about 1 in 1,000,000"),
            ("13.816", "less than 1 in a million"),
            ("4000", "less than 1 in a million"),
        ] {
            assert_eq!(of_none(&exact(expected)), words, "{expected}");
        }
    }
}
