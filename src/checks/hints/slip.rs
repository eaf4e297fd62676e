//! One slip of the pen between two printed numbers, and how often chance would put any
//! two numbers of that length so near each other.

use crate::dossier::Claim;
use crate::engine::slips::{SlipKind, one_slip};
use crate::quantity::{Decimal, Exact, Interval};

use super::evidence::Tenths;

/// The slip that turns one of two printed numbers into the other, in words.
pub(super) fn between(a: &Claim, b: &Claim) -> Option<(&'static str, Tenths)> {
    let (a, b) = (plain(a)?, plain(b)?);
    let kind = first(a, b).or_else(|| first(b, a))?;
    let words = match kind {
        SlipKind::SwappedDigits => "two neighbouring digits swapped",
        SlipKind::ChangedDigit => "one digit changed",
        SlipKind::DoubledDigit => "one digit printed twice",
        SlipKind::Sign => "the sign turned",
        SlipKind::Factor => "a factor of ten, a hundred, a thousand or a million",
        SlipKind::DroppedDigit | SlipKind::AddedDigit => "one digit more or less",
    };
    Some((words, evidence(kind, a, b)))
}

fn first(printed: Decimal, meant: Decimal) -> Option<SlipKind> {
    let slips = one_slip(printed, &Interval::point(meant.to_exact()), false);
    slips.first().map(|slip| slip.kind)
}

/// A number that is printed in digits, two or more.
pub(super) fn plain(claim: &Claim) -> Option<Decimal> {
    let value = claim.value.as_ref()?;
    let digits = value.printed.chars().filter(char::is_ascii_digit).count();
    let bare = value.scale_word().is_none() && !value.is_percent();
    value.is_exact_number().filter(|_| bare && digits >= 2)
}

/// Numbers of that length, for each one that such a slip reaches.
fn evidence(kind: SlipKind, a: Decimal, b: Decimal) -> Tenths {
    let length = |number: Decimal| number.coefficient.unsigned_abs().to_string().len();
    let digits = length(a).max(length(b)) as i64;
    let numbers = Exact::power_of_ten(i32::try_from(digits - 1).unwrap_or(i32::MAX));
    let numbers = &numbers * &Exact::from(9_i64);
    let reached = match kind {
        SlipKind::SwappedDigits => digits - 1,
        SlipKind::ChangedDigit => 9 * digits,
        SlipKind::DoubledDigit => digits,
        SlipKind::Sign => 1,
        SlipKind::Factor => 8,
        SlipKind::DroppedDigit | SlipKind::AddedDigit => 10 * digits,
    };
    Tenths::once_in(&(&numbers / &Exact::from(reached)))
}
