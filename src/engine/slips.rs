//! One-slip explanations: which single slip of the pen turns a number that would fit
//! into the one that is printed. Exact decimals; all candidates are made from the
//! printed digits, so an implied interval serves as well as an implied number.
//!
//! The kinds follow the literature on typing errors (Damerau 1964, restricted to one
//! error) with those of tables added: sign, unit, exchange, figure carried over. An
//! explanation within a wide interval means little; see [`telling`].

use crate::quantity::{Decimal, Exact, Interval};

/// What kind of slip; more likely kinds come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlipKind {
    /// Two neighbouring digits are swapped.
    SwappedDigits,
    /// One digit is another.
    ChangedDigit,
    /// A digit is printed twice that belongs there once.
    DoubledDigit,
    /// The sign is the other.
    Sign,
    /// The number is ten, a hundred, a thousand or a million times too large or small.
    Factor,
    /// A digit is missing.
    DroppedDigit,
    /// There is a digit too many.
    AddedDigit,
}

/// A slip that explains the printed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Its kind.
    pub kind: SlipKind,
    /// The number that was meant.
    pub meant: Decimal,
}

/// The powers of ten by which units are mixed up.
const POWERS: [i32; 8] = [1, -1, 3, -3, 2, -2, 6, -6];

/// All numbers in the interval that one slip turns into the printed one, likely kinds
/// first, then by value. Each number appears once, the printed one never. With
/// `whole`, only whole numbers.
pub fn one_slip(printed: Decimal, implied: &Interval, whole: bool) -> Vec<Slip> {
    let mut candidates = Candidates {
        printed,
        implied,
        whole,
        found: Vec::new(),
    };
    candidates.all();
    let mut found = candidates.found;
    found.sort_by(|(a, x), (b, y)| (a.kind, x).cmp(&(b.kind, y)));
    let mut slips: Vec<(Slip, Exact)> = Vec::new();
    for (slip, value) in found {
        if slips.iter().all(|(_, other)| *other != value) {
            slips.push((slip, value));
        }
    }
    slips.into_iter().map(|(slip, _)| slip).collect()
}

/// The slip worth telling: the likeliest, if no other slip of its kind would do too.
pub fn telling(slips: &[Slip]) -> Option<Slip> {
    match slips {
        [only] => Some(*only),
        [first, second, ..] if first.kind != second.kind => Some(*first),
        _ => None,
    }
}

/// Whether two claims are printed in each other's place: each number fits where the
/// other stands, and neither fits where it stands itself.
pub fn exchanged(a: (&Exact, &Interval), b: (&Exact, &Interval)) -> bool {
    let fits = |number: &Exact, place: &Interval| place.contains(number);
    a.0 != b.0 && fits(a.0, b.1) && fits(b.0, a.1) && !fits(a.0, a.1) && !fits(b.0, b.1)
}

/// Whether the figure of the edition before stands where another is implied.
pub fn carried_over(printed: &Exact, before: &Exact, implied: &Interval) -> bool {
    printed == before && !implied.contains(printed)
}

struct Candidates<'a> {
    printed: Decimal,
    implied: &'a Interval,
    whole: bool,
    found: Vec<(Slip, Exact)>,
}

impl Candidates<'_> {
    fn all(&mut self) {
        let scale = usize::from(self.printed.scale);
        // With the zeros before the decimals: 0.05 is 005.
        let digits = self.printed.coefficient.unsigned_abs().to_string();
        let digits = format!("{digits:0>width$}", width = scale + 1).into_bytes();
        let length = digits.len();
        let point = length - scale;
        for at in 0..length {
            if at + 1 < length {
                let mut swapped = digits.clone();
                swapped.swap(at, at + 1);
                self.add(SlipKind::SwappedDigits, &swapped, scale);
            }
            for digit in b'0'..=b'9' {
                let mut changed = digits.clone();
                changed[at] = digit;
                self.add(SlipKind::ChangedDigit, &changed, scale);
            }
            // Without it: the printed number has it too much.
            let mut shorter = digits.clone();
            let gone = shorter.remove(at);
            let twin = at > 0 && digits[at - 1] == gone || digits.get(at + 1) == Some(&gone);
            let kind = if twin {
                SlipKind::DoubledDigit
            } else {
                SlipKind::AddedDigit
            };
            self.add(kind, &shorter, if at < point { scale } else { scale - 1 });
        }
        for at in 0..=length {
            for digit in b'0'..=b'9' {
                let mut longer = digits.clone();
                longer.insert(at, digit);
                if at <= point {
                    self.add(SlipKind::DroppedDigit, &longer, scale);
                }
                if at >= point && scale > 0 {
                    self.add(SlipKind::DroppedDigit, &longer, scale + 1);
                }
            }
        }
        self.turn();
    }

    /// The other sign, and other units.
    fn turn(&mut self) {
        let Decimal { coefficient, scale } = self.printed;
        let turned = coefficient.checked_neg();
        if let Some(coefficient) = turned {
            self.try_number(SlipKind::Sign, Decimal { coefficient, scale });
        }
        for power in POWERS {
            let scale = i32::from(scale) - power;
            let number = if scale >= 0 {
                u8::try_from(scale).ok().map(|scale| (coefficient, scale))
            } else {
                let more = 10i128.checked_pow(scale.unsigned_abs());
                let product = more.and_then(|more| coefficient.checked_mul(more));
                product.map(|coefficient| (coefficient, 0))
            };
            if let Some((coefficient, scale)) = number {
                self.try_number(SlipKind::Factor, Decimal { coefficient, scale });
            }
        }
    }

    fn add(&mut self, kind: SlipKind, digits: &[u8], scale: usize) {
        let needless_zero = digits.len() > scale + 1 && digits[0] == b'0';
        if digits.len() <= scale || needless_zero {
            return;
        }
        let text = std::str::from_utf8(digits).unwrap_or_default();
        let (Ok(coefficient), Ok(scale)) = (text.parse::<i128>(), u8::try_from(scale)) else {
            return;
        };
        let coefficient = if self.printed.coefficient < 0 {
            -coefficient
        } else {
            coefficient
        };
        self.try_number(kind, Decimal { coefficient, scale });
    }

    fn try_number(&mut self, kind: SlipKind, meant: Decimal) {
        let value = meant.to_exact();
        let fits = self.implied.contains(&value) && (!self.whole || value.is_integer());
        if fits && value != self.printed.to_exact() {
            self.found.push((Slip { kind, meant }, value));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::SlipKind::*;
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn exact(text: &str) -> Exact {
        decimal(text).to_exact()
    }

    fn first(printed: &str, meant: &str) -> Option<SlipKind> {
        let slips = one_slip(decimal(printed), &Interval::point(exact(meant)), false);
        assert!(slips.len() < 2, "{slips:?}");
        slips.first().map(|slip| slip.kind)
    }

    #[test]
    fn every_kind_is_found() {
        for (printed, meant, kind) in [
            ("747", "774", Some(SwappedDigits)),
            ("284", "285", Some(ChangedDigit)),
            ("316", "326", Some(ChangedDigit)),
            ("3890", "3990", Some(ChangedDigit)),
            ("3988", "398", Some(DoubledDigit)),
            ("-12", "12", Some(Sign)),
            ("4", "4000", Some(Factor)),
            ("3983", "39830", Some(Factor)),
            ("0.125", "12.5", Some(Factor)),
            ("398", "3983", Some(DroppedDigit)),
            ("12.5", "12.45", Some(DroppedDigit)),
            ("12.5", "102.5", Some(DroppedDigit)),
            ("39836", "3983", Some(AddedDigit)),
            ("412.5", "12.5", Some(AddedDigit)),
            ("1.25", "12.5", Some(Factor)),
            ("0.05", "0.06", Some(ChangedDigit)),
            ("3209", "3236", None),
            ("872", "267", None),
            ("5", "5", None),
        ] {
            assert_eq!(first(printed, meant), kind, "{printed} for {meant}");
        }
    }

    #[test]
    fn wide_intervals_tell_nothing() {
        let slips = one_slip(decimal("218"), &Interval::at_least(exact("688")), true);
        assert!(slips.len() > 20);
        assert_eq!(telling(&slips), None);
        let one = one_slip(decimal("747"), &Interval::point(exact("774")), true);
        assert_eq!(telling(&one).unwrap().meant, decimal("774"));
        let some = one_slip(
            decimal("284"),
            &Interval::closed(exact("285"), exact("292")),
            true,
        );
        assert_eq!(some.len(), 5, "285 to 289");
    }

    #[test]
    fn exchanges_and_old_figures() {
        let at = |text: &str| Interval::point(exact(text));
        let (military, civilian) = (exact("774"), exact("3209"));
        assert!(exchanged((&military, &at("3209")), (&civilian, &at("774"))));
        assert!(!exchanged(
            (&military, &at("774")),
            (&civilian, &at("3209"))
        ));
        assert!(carried_over(&exact("71"), &exact("71"), &at("73")));
        assert!(!carried_over(&exact("71"), &exact("71"), &at("71")));
        assert!(!carried_over(&exact("72"), &exact("71"), &at("73")));
    }

    proptest! {
        #[test]
        fn all_slips_fit_and_are_different(
            coefficient in -99_999i128..99_999, scale in 0u8..4, low in -9_999i128..9_999,
            width in 0i128..99_999, whole: bool,
        ) {
            let printed = Decimal { coefficient, scale };
            let implied = Interval::closed(Exact::from(low), Exact::from(low + width));
            let slips = one_slip(printed, &implied, whole);
            for (at, slip) in slips.iter().enumerate() {
                let value = slip.meant.to_exact();
                prop_assert!(implied.contains(&value));
                prop_assert!(!whole || value.is_integer());
                prop_assert!(value != printed.to_exact());
                prop_assert!(slips[..at].iter().all(|other| other.meant.to_exact() != value));
                prop_assert!(at == 0 || slips[at - 1].kind <= slip.kind);
            }
        }

        #[test]
        fn swaps_are_undone(coefficient in 10i128..999_999, at in 0usize..6) {
            let mut digits = coefficient.to_string().into_bytes();
            let at = at % (digits.len() - 1);
            digits.swap(at, at + 1);
            prop_assume!(digits[0] != b'0' && digits[at] != digits[at + 1]);
            let printed: i128 = std::str::from_utf8(&digits).unwrap().parse().unwrap();
            let printed = Decimal { coefficient: printed, scale: 0 };
            let meant = Interval::point(Exact::from(coefficient));
            let kinds: Vec<SlipKind> =
                one_slip(printed, &meant, true).iter().map(|slip| slip.kind).collect();
            prop_assert_eq!(kinds, vec![SwappedDigits]);
        }
    }
}
