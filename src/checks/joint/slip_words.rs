//! The one slip of the pen that explains a figure, in words; and whether two figures are
//! exchanged or one is carried over.

use crate::engine::slips::{self, SlipKind, carried_over, exchanged, one_slip, telling};
use crate::engine::{self, ClaimIndex, Components, possible};
use crate::joint::Case;
use crate::quantity::{Decimal, Exact, Interval, Value, group};

use super::super::Context;

/// A slip in words, with what orders it: likelier slips first.
pub(super) type Slip = (SlipRank, String);

/// How telling a slip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SlipRank {
    Pen(SlipKind),
    Exchanged,
    CarriedOver,
    None,
}

/// The one slip that explains a figure.
pub(super) fn slip(
    context: &Context<'_>,
    case: &Case,
    claim: ClaimIndex,
    implied: &Interval,
) -> Option<Slip> {
    let id = case.world.claim(claim);
    let value = context.claim(id).value.as_ref()?;
    if !is_plain(value) {
        return None;
    }
    if let Some(words) = carried(context, case, claim, implied) {
        return Some((SlipRank::CarriedOver, words));
    }
    let whole = case
        .world
        .system
        .cell(case.world.system.claim_cell(claim))
        .integer;
    of_pen(value, implied, whole)
}

/// A slip of the pen is one in digits that are printed as they are: the zeros of "0.5
/// million" are not.
fn is_plain(value: &Value) -> bool {
    let digits = value.printed.chars().filter(char::is_ascii_digit).count();
    value.hedge.is_none() && digits >= 2 && value.scale_word().is_none()
}

/// The one slip of the pen that explains a figure. `whole`: only whole numbers are
/// possible.
pub(super) fn of_pen(value: &Value, implied: &Interval, whole: bool) -> Option<Slip> {
    let printed = value.number().filter(|_| is_plain(value))?;
    let slips = one_slip(printed, implied, whole);
    let slip = if is_narrow(implied) {
        telling(&slips)?
    } else {
        // In a wide interval nearly any number is some slip: only its ends say something.
        let at_end = |slip: &&slips::Slip| {
            let meant = slip.meant.to_exact();
            let ends = [&implied.low, &implied.high];
            let mut ends = ends.into_iter().flatten();
            let telling = slip.kind != SlipKind::ChangedDigit || !near(slip, printed);
            telling && ends.any(|end| !meant.is_zero() && end.value == meant)
        };
        *slips.iter().find(at_end)?
    };
    let words = match slip.kind {
        SlipKind::SwappedDigits => "two neighbouring digits swapped",
        SlipKind::ChangedDigit => "one digit changed",
        SlipKind::DoubledDigit => "one digit printed twice",
        SlipKind::Sign => "the sign turned",
        SlipKind::Factor => "a factor of ten, a hundred, a thousand or a million",
        SlipKind::DroppedDigit => "one digit dropped",
        SlipKind::AddedDigit => "one digit too many",
    };
    let meant = group(&slip.meant.to_exact());
    Some((SlipRank::Pen(slip.kind), format!("{words}: {meant}")))
}

/// Whether two numbers differ in their last digit only: the end of a range nearly always
/// does.
fn near(slip: &slips::Slip, printed: Decimal) -> bool {
    let ten = Exact::from(10_i64);
    let unit = Exact::decimal(1, u32::from(printed.scale));
    (&slip.meant.to_exact() - &printed.to_exact()).abs() < &unit * &ten
}

/// Whether an interval is so narrow that a slip into it tells something: no wider than
/// one in fifty.
fn is_narrow(interval: &Interval) -> bool {
    let (Some(low), Some(high)) = (&interval.low, &interval.high) else {
        return false;
    };
    let width = &high.value - &low.value;
    &width * &Exact::from(50_i64) <= high.value.abs()
}

/// Whether the figure of an earlier edition of the same speaker stands in this place.
fn carried(
    context: &Context<'_>,
    case: &Case,
    claim: ClaimIndex,
    implied: &Interval,
) -> Option<String> {
    let figures = context.figures;
    let id = case.world.claim(claim);
    let own = context.claim(id);
    let number = own.value.as_ref()?.number()?.to_exact();
    let point = figures.point_of_claim[id.index()]?;
    let cell = figures.point(point).cell;
    let before = context.across().before(context, point)?;
    let earlier = context.lead(before);
    let same = figures.point(before).cell == cell && earlier.speaker == own.speaker;
    let printed = earlier.value.as_ref()?.number()?.to_exact();
    (same && carried_over(&number, &printed, implied))
        .then(|| format!("the figure of {} carried over", figures.source_of(before)))
}

/// Whether two figures are printed in each other's place.
pub(super) fn exchange(
    context: &Context<'_>,
    case: &Case,
    repair: &engine::Repair,
) -> Option<Slip> {
    let [a, b] = repair.claims.as_slice() else {
        return None;
    };
    let world = &case.world;
    let number = |claim: ClaimIndex| {
        let value = context.claim(world.claim(claim)).value.as_ref()?;
        Some(value.number()?.to_exact())
    };
    let (x, y) = (number(*a)?, number(*b)?);
    if !exchanged((&x, &repair.implied[0]), (&y, &repair.implied[1])) {
        return None;
    }
    let system = &world.system;
    let (place_a, place_b) = (system.claim_cell(*a), system.claim_cell(*b));
    let with = [(place_a, Interval::point(y)), (place_b, Interval::point(x))];
    let components = Components::of(system);
    (possible(system, &components, &[*a, *b], &with) == Some(true))
        .then(|| (SlipRank::Exchanged, "the two figures exchanged".to_owned()))
}
