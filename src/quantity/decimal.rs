//! Decimals as printed: digits with a number of decimal places that is kept, so
//! that `0.10` stays distinct from `0.1`. Arithmetic is done on [`Exact`].

use std::fmt;

use super::Exact;

/// The most digits a printed number may have.
pub const MAX_DIGITS: u32 = 30;

/// A number as printed: `coefficient / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// All digits, with the sign.
    pub coefficient: i128,
    /// How many of the digits are decimals.
    pub scale: u8,
}

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal::whole(0);

    /// A whole number.
    pub const fn whole(value: i128) -> Decimal {
        Decimal {
            coefficient: value,
            scale: 0,
        }
    }

    /// Reads plain digits: an optional minus, digits, an optional point with
    /// digits. Nothing if the text is anything else or has more than
    /// [`MAX_DIGITS`] digits.
    pub fn parse(text: &str) -> Option<Decimal> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let ends_in_point = digits.len() == whole.len() + 1;
        if whole.is_empty() || ends_in_point {
            return None;
        }
        let mut coefficient: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            if !digit.is_ascii_digit() {
                return None;
            }
            coefficient = coefficient
                .checked_mul(10)?
                .checked_add(i128::from(digit - b'0'))?;
        }
        let scale = u8::try_from(fraction.len()).ok()?;
        let value = Decimal {
            coefficient: if text.len() == digits.len() {
                coefficient
            } else {
                -coefficient
            },
            scale,
        };
        value.fits().then_some(value)
    }

    /// Whether it has no more than [`MAX_DIGITS`] digits.
    pub(crate) fn fits(&self) -> bool {
        self.coefficient.unsigned_abs() < 10u128.pow(MAX_DIGITS)
            && u32::from(self.scale) <= MAX_DIGITS
    }

    /// The exact number.
    pub fn to_exact(&self) -> Exact {
        if self.scale == 0 {
            return Exact::from(self.coefficient);
        }
        Exact::decimal(self.coefficient, self.scale.into())
    }

    /// The number as a decimal, if it has one that is short enough.
    pub fn from_exact(value: &Exact) -> Option<Decimal> {
        match value.to_i64() {
            Some(whole) => Some(Decimal::whole(whole.into())),
            None => Decimal::parse(&value.to_string()),
        }
    }

    /// Times a power of ten, keeping only the decimals that remain.
    pub(crate) fn shift(&self, places: u8) -> Option<Decimal> {
        let (grow, scale) = match self.scale.checked_sub(places) {
            Some(scale) => (0, scale),
            None => (places - self.scale, 0),
        };
        let coefficient = self
            .coefficient
            .checked_mul(10i128.checked_pow(grow.into())?)?;
        let shifted = Decimal { coefficient, scale };
        shifted.fits().then_some(shifted)
    }

    /// The same with the other sign.
    pub(crate) fn negated(&self) -> Decimal {
        Decimal {
            coefficient: -self.coefficient,
            scale: self.scale,
        }
    }

    /// The place value of the last digit that is not zero: 10 in 3,890, 1000 in
    /// 4,000, 0.1 in 0.10, and 1 in 0.
    pub fn last_place(&self) -> Exact {
        if self.coefficient == 0 {
            return Exact::ONE;
        }
        Exact::power_of_ten(self.trailing_zeros() - i32::from(self.scale))
    }

    /// The place value of the last printed digit: `10^-scale`.
    pub fn printed_unit(&self) -> Exact {
        Exact::power_of_ten(-i32::from(self.scale))
    }

    /// How many digits stand from the first that is not zero to the last that is
    /// not zero: 3 in 3,890, 1 in 4,000, 0 in 0.
    pub fn significant_digits(&self) -> u32 {
        match self.coefficient.unsigned_abs().checked_ilog10() {
            Some(log) => log + 1 - self.trailing_zeros().unsigned_abs(),
            None => 0,
        }
    }

    /// The last digit that is not zero.
    pub(crate) fn last_digit(&self) -> u8 {
        let mut rest = self.coefficient.unsigned_abs();
        while rest != 0 && rest.is_multiple_of(10) {
            rest /= 10;
        }
        (rest % 10) as u8
    }

    fn trailing_zeros(&self) -> i32 {
        let mut rest = self.coefficient.unsigned_abs();
        let mut count = 0;
        while rest != 0 && rest.is_multiple_of(10) {
            rest /= 10;
            count += 1;
        }
        count
    }

    /// With thousands separators: `3,983`, `1,234.50`.
    pub fn grouped(&self) -> String {
        group_digits(&self.to_string())
    }
}

/// Plain digits: `-1234.50`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(f, "{}", self.coefficient);
        }
        let digits = format!(
            "{:0>width$}",
            self.coefficient.unsigned_abs(),
            width = scale + 1
        );
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let sign = if self.coefficient < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// A number for messages, with thousands separators: `3,984`, `-1`, `12.5`,
/// `1,234/3`.
pub fn group(value: &Exact) -> String {
    group_digits(&value.to_string())
}

/// Puts separators into plain digits; what follows a point or a slash that
/// is not a whole part stays as it is.
fn group_digits(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len() + plain.len() / 3);
    let mut decimals = false;
    let mut rest = plain;
    while let Some(first) = rest.bytes().next() {
        let run = rest.bytes().take_while(u8::is_ascii_digit).count();
        if run == 0 {
            decimals = first == b'.';
            out.push(char::from(first));
            rest = &rest[1..];
            continue;
        }
        for (place, digit) in rest[..run].chars().enumerate() {
            if place > 0 && (run - place) % 3 == 0 && !decimals {
                out.push(',');
            }
            out.push(digit);
        }
        rest = &rest[run..];
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn keeps_its_decimals() {
        assert_eq!(d("0.10").scale, 2);
        assert_eq!(d("0.10").to_string(), "0.10");
        assert_eq!(d("0.10").to_exact(), Exact::ratio(1, 10));
        assert_eq!(d("-0.05").to_string(), "-0.05");
        assert_eq!(d("012").to_string(), "12");
    }

    #[test]
    fn refuses_anything_else() {
        for text in [
            "", "-", ".5", "5.", "1,000", "+5", "1e5", "5 ", "٣", "1.2.3",
        ] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        assert!(Decimal::parse(&"9".repeat(30)).is_some());
        assert!(Decimal::parse(&"9".repeat(31)).is_none());
        assert!(Decimal::parse(&"9".repeat(80)).is_none());
    }

    #[test]
    fn places() {
        for (text, last, unit, significant) in [
            ("3890", "10", "1", 3),
            ("4000", "1000", "1", 1),
            ("0.10", "0.1", "0.01", 1),
            ("0", "1", "1", 0),
            ("0.00", "1", "0.01", 0),
            ("25000", "1000", "1", 2),
            ("1.2", "0.1", "0.1", 2),
            ("-1230.0", "10", "0.1", 3),
            ("1002", "1", "1", 4),
        ] {
            assert_eq!(d(text).last_place().to_string(), last, "{text}");
            assert_eq!(d(text).printed_unit().to_string(), unit, "{text}");
            assert_eq!(d(text).significant_digits(), significant, "{text}");
        }
    }

    #[test]
    fn groups() {
        for (text, grouped) in [
            ("3983", "3,983"),
            ("1234.50", "1,234.50"),
            ("-1234567", "-1,234,567"),
            ("999", "999"),
            ("0.123456", "0.123456"),
        ] {
            assert_eq!(d(text).grouped(), grouped);
        }
        assert_eq!(group(&Exact::from(3984i64)), "3,984");
        assert_eq!(group(&Exact::from(-1i64)), "-1");
        assert_eq!(group(&Exact::ratio(25, 2)), "12.5");
        assert_eq!(group(&Exact::ratio(1234, 3)), "1,234/3");
        assert_eq!(group(&Exact::ratio(-10000, 7001)), "-10,000/7,001");
    }

    #[test]
    fn shifts() {
        assert_eq!(d("1.2").shift(6), Some(d("1200000")));
        assert_eq!(d("1.2345").shift(3), Some(d("1234.5")));
        assert_eq!(d(&"9".repeat(30)).shift(1), None);
    }

    proptest! {
        #[test]
        fn prints_what_it_reads(coefficient in -10i128.pow(30) + 1..10i128.pow(30), scale in 0u8..30) {
            let value = Decimal { coefficient, scale };
            prop_assert_eq!(Decimal::parse(&value.to_string()), Some(value));
            let ungrouped = value.grouped().replace(',', "");
            prop_assert_eq!(ungrouped, value.to_string());
            prop_assert_eq!(value.to_exact(), Exact::decimal(coefficient, scale.into()));
            let back = Decimal::from_exact(&value.to_exact());
            prop_assert_eq!(back.unwrap().to_exact(), value.to_exact());
        }
    }
}
