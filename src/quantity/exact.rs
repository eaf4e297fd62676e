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

    /// The fraction `numerator / denominator`; the denominator must not be zero.
    pub fn ratio(numerator: i128, denominator: i128) -> Exact {
        debug_assert!(denominator != 0);
        if denominator == 1 {
            if let Ok(whole) = i64::try_from(numerator) {
                return Exact(Repr::Small(whole, 1));
            }
        }
        let common = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1);
        if let Ok(common) = i128::try_from(common) {
            let sign = denominator.signum();
            let (n, d) = (numerator / common, denominator / common);
            if let (Some(n), Some(d)) = (n.checked_mul(sign), d.checked_mul(sign)) {
                if let (Ok(n), Ok(d)) = (i64::try_from(n), i64::try_from(d)) {
                    return Exact(Repr::Small(n, d));
                }
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
            Repr::Small(n, d) => Exact::ratio(-i128::from(*n), i128::from(*d)),
            Repr::Big(value) => Exact::from_big(-(**value).clone()),
        }
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            let [a, b, c, d] = [*a, *b, *c, *d].map(i128::from);
            if b == 1 && d == 1 {
                return Exact::ratio(a + c, 1);
            }
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
        self + &-other
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
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
        let mut rest = value.denom().clone();
        let mut places = 0usize;
        for (prime, factor) in [(2, 5), (5, 2)] {
            let (prime, _) = (BigInt::from(prime), factor);
            let mut count = 0;
            while (&rest % &prime).is_zero() {
                rest /= &prime;
                count += 1;
            }
            places = places.max(count);
        }
        if !rest.is_one() {
            return write!(f, "{}/{}", value.numer(), value.denom());
        }
        let scaled = (value.numer() * BigInt::from(10).pow(places as u32)) / value.denom();
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
