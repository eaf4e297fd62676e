//! What would repair a case: the smallest sets of figures, what each would have to be,
//! and the one slip of the pen that explains it, if there is one.

use std::cmp::Reverse;

use crate::dossier::ClaimId;
use crate::engine::slips::{self, SlipKind, carried_over, exchanged, one_slip, telling};
use crate::engine::{self, CellIndex, ClaimIndex, Components, Localisation, possible};
use crate::findings::{Change, Repair, repair_help};
use crate::joint::{Because, Case, Sort, World};
use crate::quantity::{Bound, Exact, Interval, group};

use super::super::Context;
use super::names::Names;

/// A slip in words, with what orders it: likelier slips first.
type Slip = (SlipRank, String);

/// How telling a slip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SlipRank {
    Pen(SlipKind),
    Exchanged,
    CarriedOver,
    None,
}

/// What repairs one contradiction, in words.
#[derive(Debug, Default)]
pub(in crate::checks) struct Told {
    /// The smallest sets of figures, likeliest first.
    pub repairs: Vec<Repair>,
    /// What to say of them, and what would settle which it is.
    pub help: Vec<String>,
}

/// What repairs the contradiction between these figures of a case.
pub(in crate::checks) fn told(context: &Context<'_>, case: &Case, conflict: &[ClaimIndex]) -> Told {
    let (found, granted) = case.apart(conflict);
    let names = Names::of(context, &case.world);
    let repairs = ranked(context, &names, case, &found);
    let mut help = repair_help(&repairs, found.supports);
    help.extend(settling(&names, context, case, &found, &granted));
    Told { repairs, help }
}

/// The repairs with their slips; trust comes before slips.
fn ranked(
    context: &Context<'_>,
    names: &Names<'_, '_>,
    case: &Case,
    found: &Localisation,
) -> Vec<Repair> {
    let mut ranked: Vec<(u32, SlipRank, Repair)> = Vec::new();
    for repair in &found.repairs {
        let both = exchange(context, case, repair);
        let mut rank = SlipRank::None;
        let mut changes = Vec::new();
        let implied = repair.implied.iter().zip(&repair.exact);
        for (&claim, (implied, &exact)) in repair.claims.iter().zip(implied) {
            let id = case.world.claim(claim);
            let (implied, exact) = range(context, case, claim, implied, exact);
            let slip = both
                .clone()
                .or_else(|| slip(context, case, claim, &implied));
            if let Some((own, _)) = &slip {
                rank = rank.min(*own);
            }
            changes.push(Change {
                claim: names.id(id),
                name: name(context, names, case, claim),
                printed: names.printed(id),
                implied,
                exact,
                slip: slip.map(|(_, words)| words),
            });
        }
        ranked.push((repair.weight, rank, Repair { changes, rank: 0 }));
    }
    ranked.sort_by_key(|(weight, slip, _)| (*weight, *slip));
    let mut place = 0;
    let mut last = None;
    for (weight, slip, repair) in &mut ranked {
        if last != Some((*weight, *slip)) {
            place += 1;
            last = Some((*weight, *slip));
        }
        repair.rank = place;
    }
    ranked.into_iter().map(|(_, _, repair)| repair).collect()
}

/// How a figure is called in a list of repairs: its codes if it has any, with the
/// source where the case has several.
fn name(context: &Context<'_>, names: &Names<'_, '_>, case: &Case, claim: ClaimIndex) -> String {
    let id = case.world.claim(claim);
    let cell = case.world.system.claim_cell(claim);
    let world = &case.world;
    let measure = |at: &ClaimId| context.claim(*at).measure;
    let measures = world
        .claims
        .iter()
        .any(|other| measure(other) != measure(&id));
    let group = |at: &ClaimId| {
        let claim = context.claim(*at);
        (claim.source, claim.speaker)
    };
    // What one text says of one cell twice is told apart by its date.
    let own = &world.unknown(cell).cell;
    let twice = (world.claims.iter().zip((0..).map(ClaimIndex))).any(|(other, at)| {
        let cell = world.system.claim_cell(at);
        let level = world.unknown(cell).sort == Sort::Level;
        let same = group(other) == group(&id) && world.unknown(cell).cell == *own;
        at != claim && level && same
    });
    let mut name = match measures || own.codes.len() > 1 {
        true => names.cell_alone(cell),
        false => names.part_alone(None, cell),
    };
    if twice {
        name = format!("{name}@{}", names.moment(world.unknown(cell).moment));
    }
    let printed = context.claim(id);
    let since = (printed.more.as_ref()).and_then(|more| more.change_since.as_ref());
    if let Some(since) = since {
        name = format!("the change of {name} since {}", since.value.printed);
    } else if matches!(case.world.unknown(cell).sort, Sort::Off(_) | Sort::Percent) {
        name.push_str(" (in %)");
    }
    let group = |at: &ClaimId| {
        let claim = context.claim(*at);
        (claim.source, claim.speaker)
    };
    if case
        .world
        .claims
        .iter()
        .any(|other| group(other) != group(&id))
    {
        let source = names.source(id).replace(" (", ", ").replace(')', "");
        format!("{name} ({source})")
    } else {
        name
    }
}

/// What the figure of a claim can be. For a percentage or a difference that is not the
/// unknown of its claim: it follows from the two figures that it connects.
fn range(
    context: &Context<'_>,
    case: &Case,
    claim: ClaimIndex,
    implied: &Interval,
    exact: bool,
) -> (Interval, bool) {
    let world = &case.world;
    let cell = world.system.claim_cell(claim);
    let (interval, exact) = match world.unknown(cell).sort {
        Sort::Off(_) => connected(context, world, claim).unwrap_or((Interval::all(), false)),
        Sort::Level | Sort::Percent => (implied.clone(), exact),
    };
    match readable(&interval) {
        Some(wider) => (wider, false),
        None => (interval, exact),
    }
}

/// An interval whose ends have no decimals to print, widened to hundredths.
fn readable(interval: &Interval) -> Option<Interval> {
    let hundred = Exact::from(100_i64);
    let long = |end: &Bound| !(&end.value * &hundred).is_integer();
    let ends = [&interval.low, &interval.high];
    if !ends.into_iter().flatten().any(long) {
        return None;
    }
    let down = |end: &Bound| Bound::closed(&(&end.value * &hundred).floor() / &hundred);
    let up = |end: &Bound| Bound::closed(&(&end.value * &hundred).ceil() / &hundred);
    Interval::new(
        interval.low.as_ref().map(down),
        interval.high.as_ref().map(up),
    )
}

/// What a percentage or difference can be once its own claim is left out, and whether
/// that is as narrow as can be.
fn connected(context: &Context<'_>, world: &World, claim: ClaimIndex) -> Option<(Interval, bool)> {
    let id = world.claim(claim);
    let off = world.system.claim_cell(claim);
    let mut rows: Vec<Vec<(CellIndex, i64)>> = (world.edits.iter().zip(0..))
        .filter(|(because, _)| **because == Because::Printed(id))
        .map(|(_, at)| {
            let terms = world.system.edit(engine::EditIndex(at)).terms.into_iter();
            terms.filter(|term| term.0 != off).collect()
        })
        .collect();
    rows.sort_by_key(|terms| std::cmp::Reverse(terms.len()));
    let can_be = |cell: CellIndex| engine::implied_without(&world.system, &[claim], cell);
    let terms = rows.into_iter().next()?;
    let positive = terms.iter().find(|(_, c)| *c > 0)?.0;
    let Some((negative, _)) = terms.iter().find(|(_, c)| *c < 0) else {
        return Some((can_be(positive)?, true));
    };
    let (part, whole) = (can_be(positive)?, can_be(*negative)?);
    let exact = part.is_point() && whole.is_point();
    let printed = context.claim(id);
    let change = (printed.more.as_ref()).is_some_and(|more| more.change_since.is_some());
    let percent = printed.value.as_ref()?.is_percent();
    let hundred = Exact::from(100_i64);
    let range = match (change, percent) {
        (true, false) => part.sub(&whole),
        (true, true) => part
            .div(&whole)?
            .scale(&hundred)
            .sub(&Interval::point(hundred)),
        (false, _) => part.div(&whole)?.scale(&hundred),
    };
    Some((range, exact))
}

/// The one slip that explains a figure.
fn slip(context: &Context<'_>, case: &Case, claim: ClaimIndex, implied: &Interval) -> Option<Slip> {
    let id = case.world.claim(claim);
    let printed = context.claim(id).value.as_ref()?.number()?;
    let value = context.claim(id).value.as_ref()?;
    // A slip of the pen is one in digits that are printed as they are.
    let digits = value.printed.chars().filter(char::is_ascii_digit).count();
    if value.hedge.is_some() || digits < 2 {
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
    let slips = one_slip(printed, implied, whole);
    let slip = if is_narrow(implied) {
        telling(&slips)?
    } else {
        // In a wide interval nearly any number is some slip: only its ends say something.
        let at_end = |slip: &&slips::Slip| {
            let meant = slip.meant.to_exact();
            let ends = [&implied.low, &implied.high];
            let mut ends = ends.into_iter().flatten();
            ends.any(|end| !meant.is_zero() && end.value == meant)
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
fn exchange(context: &Context<'_>, case: &Case, repair: &engine::Repair) -> Option<Slip> {
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

/// The unprinted figures that would tell the repairs of a case apart, with what each
/// would be: one sentence each.
fn settling(
    names: &Names<'_, '_>,
    context: &Context<'_>,
    case: &Case,
    found: &Localisation,
    granted: &[ClaimIndex],
) -> Vec<String> {
    /// Repairs looked at.
    const MOST: usize = 6;
    let single: Vec<ClaimIndex> = (found.repairs.iter())
        .filter_map(|repair| match repair.claims.as_slice() {
            [only] => Some(*only),
            _ => None,
        })
        .collect();
    if single.len() < 2 || single.len() > MOST || single.len() != found.repairs.len() {
        return Vec::new();
    }
    let world = &case.world;
    let without = |claim: ClaimIndex| [&[claim], granted].concat();
    let mut printed = vec![false; world.unknowns.len()];
    for at in 0..world.claims.len() {
        let cell = world.system.claim_cell(ClaimIndex(at as u32));
        printed[cell.0 as usize] = true;
    }
    let mut found: Vec<(Reverse<usize>, usize, String)> = Vec::new();
    let open = (0..world.unknowns.len()).filter(|&at| !printed[at]);
    for at in open.take(40) {
        let cell = engine::CellIndex(at as u32);
        if names.is_hidden(cell) {
            continue;
        }
        let each: Option<Vec<Interval>> = (single.iter())
            .map(|&claim| engine::implied_without(&world.system, &without(claim), cell))
            .collect();
        let Some(each) = each else { continue };
        let apart = |a: usize, b: usize| !each[a].meets(&each[b]);
        let pairs = (0..each.len()).flat_map(|a| (a + 1..each.len()).map(move |b| (a, b)));
        let separate = pairs.filter(|&(a, b)| apart(a, b)).count();
        if separate > 0 {
            let cases = speaking(&single, &each)
                .into_iter()
                .map(|(implied, claims)| {
                    let claims: Vec<String> = (claims.into_iter())
                        .map(|claim| {
                            let printed = names.printed(world.claim(claim));
                            format!("{} {printed}", name(context, names, case, claim))
                        })
                        .collect();
                    format!(
                        "{} speaks for a change of {}",
                        implied.words(),
                        claims.join(" or ")
                    )
                });
            let cases: Vec<String> = cases.collect();
            let text = format!("{} would settle it: {}", names.cell(cell), cases.join(", "));
            found.push((Reverse(separate), at, text));
        }
    }
    found.sort();
    found.into_iter().take(1).map(|(_, _, text)| text).collect()
}

/// The repairs by what a cell would be under each; those that agree together.
fn speaking<'e>(
    single: &[ClaimIndex],
    each: &'e [Interval],
) -> Vec<(&'e Interval, Vec<ClaimIndex>)> {
    let mut found: Vec<(&Interval, Vec<ClaimIndex>)> = Vec::new();
    for (&claim, implied) in single.iter().zip(each) {
        match found.iter_mut().find(|(known, _)| *known == implied) {
            Some((_, claims)) => claims.push(claim),
            None => found.push((implied, vec![claim])),
        }
    }
    found
}
