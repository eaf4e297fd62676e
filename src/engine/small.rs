//! The smallest numbers of the simplex: fractions in two words of 64 bits that notice
//! when they overflow. Nearly all tables need no more, and the tableau is half as
//! large as with [`Fraction`](super::fraction::Fraction).

use std::cmp::Ordering;

use crate::quantity::Exact;

use super::fraction::Field;
use super::system::gcd;

/// A fraction in lowest terms with a positive denominator; neither part is `i64::MIN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Small {
    n: i64,
    d: i64,
}

/// In lowest terms; `d` is positive.
fn reduced(n: i128, d: i128) -> Option<Small> {
    let (n, d) = match (i64::try_from(n), i64::try_from(d)) {
        (Ok(n), Ok(d)) => {
            let common = gcd(n.unsigned_abs(), d.unsigned_abs());
            let common = i64::try_from(common).ok()?;
            (n / common, d / common)
        }
        _ => {
            let (mut a, mut b) = (n.unsigned_abs(), d.unsigned_abs());
            while b != 0 {
                (a, b) = (b, a % b);
            }
            let common = i128::try_from(a).ok()?;
            (
                i64::try_from(n / common).ok()?,
                i64::try_from(d / common).ok()?,
            )
        }
    };
    (n != i64::MIN).then_some(Small { n, d })
}

fn whole(n: Option<i64>) -> Option<Small> {
    n.filter(|n| *n != i64::MIN).map(|n| Small { n, d: 1 })
}

impl Field for Small {
    #[inline]
    fn whole(value: i128) -> Option<Small> {
        whole(i64::try_from(value).ok())
    }
    fn of(value: &Exact) -> Option<Small> {
        if let Some(value) = value.to_i64() {
            return whole(Some(value));
        }
        let big = value.to_big();
        let (n, d): (i64, i64) = (big.numer().try_into().ok()?, big.denom().try_into().ok()?);
        reduced(n.into(), d.into())
    }
    fn exact(&self) -> Exact {
        Exact::ratio(self.n.into(), self.d.into())
    }
    #[inline]
    fn add(&self, other: &Small) -> Option<Small> {
        if self.d == 1 && other.d == 1 {
            return whole(self.n.checked_add(other.n));
        }
        let [a, b, c, d] = [self.n, self.d, other.n, other.d].map(i128::from);
        // Each product is below 2^126.
        reduced(a * d + c * b, b * d)
    }
    #[inline]
    fn mul(&self, other: &Small) -> Option<Small> {
        if self.d == 1 && other.d == 1 {
            return whole(self.n.checked_mul(other.n));
        }
        let [a, b, c, d] = [self.n, self.d, other.n, other.d].map(i128::from);
        reduced(a * c, b * d)
    }
    #[inline]
    fn div(&self, other: &Small) -> Option<Small> {
        let sign = i128::from(other.n.signum());
        let [a, b, c, d] = [self.n, self.d, other.n, other.d].map(i128::from);
        if c == 0 {
            return None;
        }
        reduced(sign * a * d, sign * b * c)
    }
    #[inline]
    fn neg(&self) -> Small {
        Small {
            n: -self.n,
            d: self.d,
        }
    }
    #[inline]
    fn sign(&self) -> Ordering {
        self.n.cmp(&0)
    }
    fn is_whole(&self) -> bool {
        self.d == 1
    }
    fn floor(&self) -> Small {
        Small {
            n: self.n.div_euclid(self.d),
            d: 1,
        }
    }
    #[inline]
    fn compare(&self, other: &Small) -> Ordering {
        if self.d == other.d {
            return self.n.cmp(&other.n);
        }
        let [a, b, c, d] = [self.n, self.d, other.n, other.d].map(i128::from);
        (a * d).cmp(&(c * b))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Small> {
        let edge = prop_oneof![-9..9i64, any::<i64>(), Just(i64::MAX)];
        let below = prop_oneof![1..9i64, 1..i64::MAX, Just(i64::MAX)];
        (edge, below).prop_filter_map("fits", |(n, d)| reduced(n.into(), d.into()))
    }

    proptest! {
        #[test]
        fn small_fractions_are_exact_or_overflow(a in number(), b in number()) {
            let (x, y) = (a.exact(), b.exact());
            let agree = |small: Option<Small>, exact: Exact| {
                small.is_none_or(|small| small.exact() == exact)
            };
            prop_assert!(agree(a.add(&b), &x + &y));
            prop_assert!(agree(a.sub(&b), &x - &y));
            prop_assert!(agree(a.mul(&b), &x * &y));
            if let Some(quotient) = x.checked_div(&y) {
                prop_assert!(agree(a.div(&b), quotient));
            }
            prop_assert_eq!(a.compare(&b), x.cmp(&y));
            prop_assert_eq!(a.floor().exact(), x.floor());
            prop_assert_eq!(Small::of(&x), Some(a));
        }
    }

    #[test]
    fn sums_of_small_numbers_stay_small() {
        let third = reduced(1, 3).unwrap();
        assert_eq!(third.add(&third).unwrap().add(&third), whole(Some(1)));
        assert_eq!(third.div(&third.neg()), whole(Some(-1)));
        assert_eq!(whole(Some(i64::MAX)).unwrap().add(&third), None);
    }
}
