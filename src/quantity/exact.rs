//! Exact numbers for every computation: fractions that never round.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// An exact rational number. Small ones are two machine words; a result that
/// does not fit falls back to a big fraction, so no operation overflows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

/// Always in lowest terms with a positive denominator, and `Small` whenever it
/// fits: so equality and hashing may be derived.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Repr {
    Small(i64, i64),
    Big(Box<BigRational>),
}

impl Exact {
    /// Zero.
    pub const ZERO: Exact = Exact(Repr::Small(0, 1));
    /// One.
    pub const ONE: Exact = Exact(Repr::Small(1, 1));

    /// The fraction `numerator / denominator`. Panics if the denominator is zero.
    pub fn ratio(numerator: i128, denominator: i128) -> Exact {
        assert!(denominator != 0, "a fraction needs a denominator");
        if denominator == 1
            && let Ok(whole) = i64::try_from(numerator)
        {
            return Exact(Repr::Small(whole, 1));
        }
        let common = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1);
        if let Ok(common) = i128::try_from(common) {
            let sign = denominator.signum();
            let (n, d) = (numerator / common, denominator / common);
            if let (Some(n), Some(d)) = (n.checked_mul(sign), d.checked_mul(sign))
                && let (Ok(n), Ok(d)) = (i64::try_from(n), i64::try_from(d))
            {
                return Exact(Repr::Small(n, d));
            }
        }
        Exact::from_big(BigRational::new(numerator.into(), denominator.into()))
    }

    /// `coefficient / 10^scale`.
    pub fn decimal(coefficient: i128, scale: u32) -> Exact {
        match 10i128.checked_pow(scale) {
            Some(unit) => Exact::ratio(coefficient, unit),
            None => Exact::from_big(BigRational::new(
                coefficient.into(),
                BigInt::from(10).pow(scale),
            )),
        }
    }

    /// `10^exponent`, for negative exponents too.
    pub fn power_of_ten(exponent: i32) -> Exact {
        if let Some(power) = 10i64.checked_pow(exponent.unsigned_abs()) {
            return Exact(if exponent < 0 {
                Repr::Small(1, power)
            } else {
                Repr::Small(power, 1)
            });
        }
        let power = BigInt::from(10).pow(exponent.unsigned_abs());
        Exact::from_big(if exponent < 0 {
            BigRational::new(BigInt::one(), power)
        } else {
            BigRational::from_integer(power)
        })
    }

    /// From a big fraction.
    pub fn from_big(value: BigRational) -> Exact {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            (Some(n), Some(d)) => Exact(Repr::Small(n, d)),
            _ => Exact(Repr::Big(Box::new(value))),
        }
    }

    /// As a big fraction.
    pub fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(n, d) => BigRational::new_raw((*n).into(), (*d).into()),
            Repr::Big(value) => (**value).clone(),
        }
    }

    /// As a machine integer, if it is one.
    pub fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Small(n, 1) => Some(n),
            _ => None,
        }
    }

    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, d) => *d == 1,
            Repr::Big(value) => value.is_integer(),
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(n, _) => *n < 0,
            Repr::Big(value) => value.is_negative(),
        }
    }

    /// The distance from zero.
    pub fn abs(&self) -> Exact {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// The largest whole number not above it.
    pub fn floor(&self) -> Exact {
        match &self.0 {
            Repr::Small(n, d) => Exact(Repr::Small(n.div_euclid(*d), 1)),
            Repr::Big(value) => Exact::from_big(value.floor()),
        }
    }

    /// The smallest whole number not below it.
    pub fn ceil(&self) -> Exact {
        -&(-self).floor()
    }

    /// Division, or nothing by zero.
    pub fn checked_div(&self, other: &Exact) -> Option<Exact> {
        (!other.is_zero()).then(|| self / other)
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        Exact(Repr::Small(value, 1))
    }
}

impl From<i128> for Exact {
    fn from(value: i128) -> Self {
        Exact::ratio(value, 1)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a, 1), Repr::Small(c, 1)) => a.cmp(c),
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                (i128::from(*a) * i128::from(*d)).cmp(&(i128::from(*c) * i128::from(*b)))
            }
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        match &self.0 {
            Repr::Small(n, d) => match n.checked_neg() {
                Some(n) => Exact(Repr::Small(n, *d)),
                None => Exact::ratio(-i128::from(*n), i128::from(*d)),
            },
            Repr::Big(value) => Exact::from_big(-(**value).clone()),
        }
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            if *b == 1
                && *d == 1
                && let Some(sum) = a.checked_add(*c)
            {
                return Exact(Repr::Small(sum, 1));
            }
            let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
            if let Some(sum) = (a * d).checked_add(c * b) {
                return Exact::ratio(sum, b * d);
            }
        }
        Exact::from_big(self.to_big() + other.to_big())
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        if let (Repr::Small(a, 1), Repr::Small(c, 1)) = (&self.0, &other.0)
            && let Some(difference) = a.checked_sub(*c)
        {
            return Exact(Repr::Small(difference, 1));
        }
        self + &-other
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            if *b == 1
                && *d == 1
                && let Some(product) = a.checked_mul(*c)
            {
                return Exact(Repr::Small(product, 1));
            }
            let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
            return Exact::ratio(a * c, b * d);
        }
        Exact::from_big(self.to_big() * other.to_big())
    }
}

/// Panics on division by zero, like the integers; see [`Exact::checked_div`].
impl Div for &Exact {
    type Output = Exact;
    fn div(self, other: &Exact) -> Exact {
        assert!(!other.is_zero(), "division by zero");
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
            return Exact::ratio(a * d, b * c);
        }
        Exact::from_big(self.to_big() / other.to_big())
    }
}

/// Writes a plain decimal where one exists (`-0.25`), else a fraction (`2/3`).
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Repr::Small(n, 1) = self.0 {
            return write!(f, "{n}");
        }
        let value = self.to_big();
        let Some(places) = decimal_places(value.denom()) else {
            return write!(f, "{}/{}", value.numer(), value.denom());
        };
        let scaled = (value.numer() * BigInt::from(10).pow(places)) / value.denom();
        let places = places as usize;
        let digits = format!("{:0>width$}", scaled.abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let sign = if value.is_negative() { "-" } else { "" };
        if places == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{fraction}")
        }
    }
}

/// How many decimals `1 / denominator` needs, if it ends at all.
fn decimal_places(denominator: &BigInt) -> Option<u32> {
    let mut rest = denominator.clone();
    let mut places = 0;
    for prime in [2, 5].map(BigInt::from) {
        let mut count = 0;
        while (&rest % &prime).is_zero() {
            rest /= &prime;
            count += 1;
        }
        places = places.max(count);
    }
    rest.is_one().then_some(places)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Exact> {
        let edge = prop_oneof![
            Just(i64::MIN),
            Just(i64::MAX),
            Just(0),
            Just(1),
            -20..20i64,
            any::<i64>()
        ];
        let below = prop_oneof![Just(1i64), 1..20i64, 1..i64::MAX, Just(i64::MAX)];
        (edge, below).prop_map(|(n, d)| Exact::ratio(n.into(), d.into()))
    }

    /// The reference: the same fraction as a big rational, built afresh.
    fn big(x: &Exact) -> BigRational {
        let value = x.to_big();
        BigRational::new(value.numer().clone(), value.denom().clone())
    }

    proptest! {
        #[test]
        fn operations_agree_with_big_rationals(a in number(), b in number()) {
            prop_assert_eq!((&a + &b).to_big(), big(&a) + big(&b));
            prop_assert_eq!((&a - &b).to_big(), big(&a) - big(&b));
            prop_assert_eq!((&a * &b).to_big(), big(&a) * big(&b));
            prop_assert_eq!((-&a).to_big(), -big(&a));
            prop_assert_eq!(a.cmp(&b), big(&a).cmp(&big(&b)));
            prop_assert_eq!(a == b, big(&a) == big(&b));
            prop_assert_eq!(a.floor().to_big(), big(&a).floor());
            prop_assert_eq!(a.ceil().to_big(), big(&a).ceil());
            prop_assert_eq!(a.checked_div(&b).map(|q| q.to_big()),
                (!b.is_zero()).then(|| big(&a) / big(&b)));
        }

        #[test]
        fn results_that_come_back_into_range_are_small_again(a in number(), b in number()) {
            let there_and_back = &(&a + &b) - &b;
            prop_assert_eq!(&there_and_back, &a);
            prop_assert!(matches!(there_and_back.0, Repr::Small(..)));
        }

        #[test]
        fn decimals_print_exactly(coefficient in any::<i64>(), scale in 0u32..24) {
            let x = Exact::decimal(coefficient.into(), scale);
            let text = x.to_string();
            let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
            prop_assert!(!fraction.ends_with('0'));
            let digits: BigInt = format!("{whole}{fraction}").parse().unwrap();
            let unit = BigInt::from(10).pow(fraction.len() as u32);
            prop_assert_eq!(BigRational::new(digits, unit), x.to_big());
        }
    }

    #[test]
    fn prints() {
        for (n, d, text) in [
            (3983, 1, "3983"),
            (-1, 4, "-0.25"),
            (2, 3, "2/3"),
            (-7, 6, "-7/6"),
            (1, 1000, "0.001"),
            (25, 2, "12.5"),
            (100, 4, "25"),
            (0, 5, "0"),
        ] {
            assert_eq!(Exact::ratio(n, d).to_string(), text);
        }
        assert_eq!(
            Exact::ratio(i128::MIN, -1).to_string(),
            "170141183460469231731687303715884105728"
        );
    }

    #[test]
    fn powers_of_ten() {
        assert_eq!(Exact::power_of_ten(0), Exact::ONE);
        assert_eq!(Exact::power_of_ten(3), Exact::from(1000i64));
        assert_eq!(Exact::power_of_ten(-2), Exact::ratio(1, 100));
        assert_eq!(
            &Exact::power_of_ten(40) * &Exact::power_of_ten(-40),
            Exact::ONE
        );
    }

    #[test]
    #[should_panic(expected = "division by zero")]
    fn dividing_by_zero_panics() {
        let _ = &Exact::ONE / &Exact::ZERO;
    }
}
