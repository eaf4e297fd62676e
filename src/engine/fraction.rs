//! Numbers of the simplex: fractions in two machine words of 128 bits that notice when
//! they overflow, and big fractions for the few systems where they do; and pairs of a
//! number and a multiple of an infinitesimal, for open ends.

use std::cmp::Ordering;
use std::fmt::Debug;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::quantity::Exact;

/// An ordered field. Every operation gives nothing where the result does not fit.
pub(crate) trait Field: Clone + Debug {
    fn whole(value: i128) -> Option<Self>;
    fn of(value: &Exact) -> Option<Self>;
    fn exact(&self) -> Exact;
    fn add(&self, other: &Self) -> Option<Self>;
    fn mul(&self, other: &Self) -> Option<Self>;
    fn div(&self, other: &Self) -> Option<Self>;
    fn neg(&self) -> Self;
    fn sign(&self) -> Ordering;
    fn is_whole(&self) -> bool;
    fn floor(&self) -> Self;
    fn compare(&self, other: &Self) -> Ordering;

    fn zero() -> Self {
        Self::whole(0).expect("zero fits")
    }
    fn one() -> Self {
        Self::whole(1).expect("one fits")
    }
    fn is_zero(&self) -> bool {
        self.sign() == Ordering::Equal
    }
    fn sub(&self, other: &Self) -> Option<Self> {
        self.add(&other.neg())
    }
    fn abs(&self) -> Self {
        match self.sign() {
            Ordering::Less => self.neg(),
            _ => self.clone(),
        }
    }
}

/// A fraction in lowest terms with a positive denominator; neither part is `i128::MIN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fraction {
    n: i128,
    d: i128,
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(x), Ok(y)) = (u64::try_from(a), u64::try_from(b)) {
            return super::system::gcd(x, y).into();
        }
        (a, b) = (b, a % b);
    }
    a
}

/// In lowest terms; `d` is not zero.
#[inline]
fn reduced(n: i128, d: i128) -> Option<Fraction> {
    if n == i128::MIN || d == i128::MIN {
        return None;
    }
    if d == 1 {
        return Some(Fraction { n, d });
    }
    let common = gcd(n.unsigned_abs(), d.unsigned_abs()) as i128;
    let sign = d.signum();
    Some(Fraction {
        n: sign * (n / common),
        d: sign * (d / common),
    })
}

impl Field for Fraction {
    #[inline]
    fn whole(value: i128) -> Option<Fraction> {
        (value != i128::MIN).then_some(Fraction { n: value, d: 1 })
    }
    fn of(value: &Exact) -> Option<Fraction> {
        if let Some(value) = value.to_i64() {
            return Fraction::whole(value.into());
        }
        let big = value.to_big();
        reduced(big.numer().try_into().ok()?, big.denom().try_into().ok()?)
    }
    fn exact(&self) -> Exact {
        Exact::ratio(self.n, self.d)
    }
    #[inline]
    fn add(&self, other: &Fraction) -> Option<Fraction> {
        if self.d == other.d {
            return reduced(self.n.checked_add(other.n)?, self.d);
        }
        let left = self.n.checked_mul(other.d)?;
        let right = other.n.checked_mul(self.d)?;
        reduced(left.checked_add(right)?, self.d.checked_mul(other.d)?)
    }
    #[inline]
    fn mul(&self, other: &Fraction) -> Option<Fraction> {
        reduced(self.n.checked_mul(other.n)?, self.d.checked_mul(other.d)?)
    }
    #[inline]
    fn div(&self, other: &Fraction) -> Option<Fraction> {
        reduced(self.n.checked_mul(other.d)?, self.d.checked_mul(other.n)?)
    }
    #[inline]
    fn neg(&self) -> Fraction {
        Fraction {
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
    fn floor(&self) -> Fraction {
        Fraction {
            n: self.n.div_euclid(self.d),
            d: 1,
        }
    }
    #[inline]
    fn compare(&self, other: &Fraction) -> Ordering {
        if self.d == other.d {
            return self.n.cmp(&other.n);
        }
        match (self.n.checked_mul(other.d), other.n.checked_mul(self.d)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => {
                let left = BigInt::from(self.n) * other.d;
                left.cmp(&(BigInt::from(other.n) * self.d))
            }
        }
    }
}

impl Field for BigRational {
    fn whole(value: i128) -> Option<Self> {
        Some(BigRational::from_integer(value.into()))
    }
    fn of(value: &Exact) -> Option<Self> {
        Some(value.to_big())
    }
    fn exact(&self) -> Exact {
        Exact::from_big(self.clone())
    }
    fn add(&self, other: &Self) -> Option<Self> {
        Some(self + other)
    }
    fn mul(&self, other: &Self) -> Option<Self> {
        Some(self * other)
    }
    fn div(&self, other: &Self) -> Option<Self> {
        Some(self / other)
    }
    fn neg(&self) -> Self {
        -self
    }
    fn sign(&self) -> Ordering {
        if self.is_positive() {
            Ordering::Greater
        } else if Zero::is_zero(self) {
            Ordering::Equal
        } else {
            Ordering::Less
        }
    }
    fn is_whole(&self) -> bool {
        self.denom().is_one()
    }
    fn floor(&self) -> Self {
        BigRational::floor(self)
    }
    fn compare(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// A number plus a multiple of an infinitesimal: `x > 3` is `x >= 3 + e` (Dutertre and
/// de Moura 2006, strict inequalities).
#[derive(Clone, Debug)]
pub(crate) struct Strict<N> {
    pub value: N,
    pub epsilon: N,
}

impl<N: Field> Strict<N> {
    pub fn plain(value: N) -> Self {
        Strict {
            value,
            epsilon: N::zero(),
        }
    }

    /// A lower end (`sign` 1) or an upper end (-1), open or closed.
    pub fn end(value: N, open: bool, sign: i128) -> Option<Self> {
        Some(Strict {
            value,
            epsilon: N::whole(if open { sign } else { 0 })?,
        })
    }

    #[inline]
    pub fn add(&self, other: &Self) -> Option<Self> {
        let epsilon = if self.epsilon.is_zero() {
            other.epsilon.clone()
        } else {
            self.epsilon.add(&other.epsilon)?
        };
        Some(Strict {
            value: self.value.add(&other.value)?,
            epsilon,
        })
    }

    #[inline]
    pub fn sub(&self, other: &Self) -> Option<Self> {
        self.add(&Strict {
            value: other.value.neg(),
            epsilon: other.epsilon.neg(),
        })
    }

    #[inline]
    pub fn mul(&self, factor: &N) -> Option<Self> {
        let epsilon = if self.epsilon.is_zero() {
            N::zero()
        } else {
            self.epsilon.mul(factor)?
        };
        Some(Strict {
            value: self.value.mul(factor)?,
            epsilon,
        })
    }

    pub fn div(&self, divisor: &N) -> Option<Self> {
        Some(Strict {
            value: self.value.div(divisor)?,
            epsilon: self.epsilon.div(divisor)?,
        })
    }

    #[inline]
    pub fn compare(&self, other: &Self) -> Ordering {
        (self.value.compare(&other.value)).then_with(|| self.epsilon.compare(&other.epsilon))
    }

    pub fn is_zero(&self) -> bool {
        self.value.is_zero() && self.epsilon.is_zero()
    }

    pub fn is_whole(&self) -> bool {
        self.value.is_whole() && self.epsilon.is_zero()
    }

    /// The largest whole number not above it.
    pub fn floor(&self) -> Option<N> {
        if self.value.is_whole() && self.epsilon.sign() == Ordering::Less {
            return self.value.sub(&N::one());
        }
        Some(self.value.floor())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Fraction> {
        let edge = prop_oneof![-9..9i128, any::<i64>().prop_map(i128::from), any::<i128>()];
        let below = prop_oneof![1..9i128, 1..i128::MAX];
        (edge, below).prop_filter_map("fits", |(n, d)| reduced(n, d))
    }

    fn big(x: &Fraction) -> BigRational {
        BigRational::new(x.n.into(), x.d.into())
    }

    proptest! {
        #[test]
        fn fractions_agree_with_big_ones_or_overflow(a in number(), b in number()) {
            let agree = |small: Option<Fraction>, large: BigRational| {
                small.is_none_or(|small| big(&small) == large)
            };
            prop_assert!(agree(a.add(&b), big(&a) + big(&b)));
            prop_assert!(agree(a.sub(&b), big(&a) - big(&b)));
            prop_assert!(agree(a.mul(&b), big(&a) * big(&b)));
            if !b.is_zero() {
                prop_assert!(agree(a.div(&b), big(&a) / big(&b)));
            }
            prop_assert_eq!(a.compare(&b), big(&a).cmp(&big(&b)));
            prop_assert_eq!(big(&a.floor()), big(&a).floor());
        }
    }

    #[test]
    fn small_fractions_never_overflow() {
        let half = reduced(1, 2).unwrap();
        let third = reduced(-2, -6).unwrap();
        assert_eq!(half.add(&third), reduced(5, 6));
        assert_eq!(half.div(&third), reduced(3, 2));
        assert_eq!(half.sub(&half), Fraction::whole(0));
    }

    #[test]
    fn just_below_a_whole_number_rounds_down() {
        let below = Strict::end(Fraction::whole(3).unwrap(), true, -1).unwrap();
        assert_eq!(below.floor(), Fraction::whole(2));
        assert!(!below.is_whole());
        let above = Strict::end(Fraction::whole(3).unwrap(), true, 1).unwrap();
        assert_eq!(above.floor(), Fraction::whole(3));
        assert_eq!(below.compare(&above), Ordering::Less);
    }
}
