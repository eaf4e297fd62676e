//! What would repair a case: the smallest sets of figures, and what each would have to
//! be.

use crate::dossier::ClaimId;
use crate::dossier::cellref::why_command;
use crate::engine::{self, CellIndex, ClaimIndex, Localisation, Side};
use crate::findings::{Change, Repair, repair_help};
use crate::joint::{Because, Case, Sort, World};
use crate::quantity::{Bound, Exact, Interval};

use super::super::Context;
use super::names::Names;
use super::settle::settling;
use super::slip_words::{SlipRank, exchange, slip};

/// What repairs one contradiction, in words.
#[derive(Debug, Default)]
pub(in crate::checks) struct Told {
    /// The smallest sets of figures, likeliest first.
    pub repairs: Vec<Repair>,
    /// The unprinted figure that would settle which it is.
    pub settled_by: Option<String>,
    /// What to say of them, and what would settle which it is.
    pub help: Vec<String>,
}

/// What repairs the contradiction between these figures of a case.
pub(in crate::checks) fn told(context: &Context<'_>, case: &Case, conflict: &[ClaimIndex]) -> Told {
    let (found, granted) = case.apart(conflict);
    let names = Names::of(context, &case.world).reading(case.words);
    let repairs = ranked(context, &names, case, &found, &granted);
    let mut help = repair_help(&repairs, found.supports);
    let fits_again = |claim: &ClaimIndex, implied: &Interval| {
        let system = &case.world.system;
        let low = system.claim_end(*claim, Side::Low);
        low.is_some_and(|low| {
            system.claim_end(*claim, Side::High).as_ref() == Some(&low)
                && implied.contains(&low.value)
        })
    };
    let mut changes =
        (found.repairs.iter()).flat_map(|repair| repair.claims.iter().zip(&repair.implied));
    if changes.any(|(claim, implied)| fits_again(claim, implied)) {
        // A range is what lies between the least and the greatest number that fit.
        help.push(
            "not every whole number in such a range fits: the printed one does not".to_owned(),
        );
    }
    if repairs.is_empty() && case.is_large() {
        help.push(format!(
            "what would repair it was not worked out: {} figures hang together here",
            case.world.claims.len()
        ));
    }
    if !found.complete && !repairs.is_empty() {
        help.push("there may be other repairs: the search reached a limit".to_owned());
    }
    if let [only] = found.repairs.as_slice()
        && let [claim] = only.claims.as_slice()
        && !names.is_hidden(case.world.system.claim_cell(*claim))
    {
        let cell = names.cell(case.world.system.claim_cell(*claim));
        let command = why_command(&cell);
        help.extend(command.map(|command| format!("`{command}` shows how that follows")));
    }
    let settling = settling(&names, context, case, &found, &granted);
    help.extend(settling.help);
    Told {
        repairs,
        settled_by: settling.cell,
        help,
    }
}

/// The repairs with their slips; trust comes before slips.
fn ranked(
    context: &Context<'_>,
    names: &Names<'_, '_>,
    case: &Case,
    found: &Localisation,
    granted: &[ClaimIndex],
) -> Vec<Repair> {
    let mut ranked: Vec<(u32, SlipRank, Repair)> = Vec::new();
    for repair in &found.repairs {
        let both = exchange(context, case, repair);
        let mut rank = SlipRank::None;
        let mut changes = Vec::new();
        let implied = repair.implied.iter().zip(&repair.exact);
        for (&claim, (implied, &exact)) in repair.claims.iter().zip(implied) {
            let id = case.world.claim(claim);
            let (implied, exact) = range(
                context,
                case,
                &[&repair.claims, granted].concat(),
                claim,
                (implied, exact),
            );
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
pub(super) fn name(
    context: &Context<'_>,
    names: &Names<'_, '_>,
    case: &Case,
    claim: ClaimIndex,
) -> String {
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
    let moment = world.unknown(cell).moment;
    let twice = (world.claims.iter().zip((0..).map(ClaimIndex))).any(|(other, at)| {
        let cell = world.system.claim_cell(at);
        let unknown = world.unknown(cell);
        let level = unknown.sort == Sort::Level && unknown.moment != moment;
        // Flows of two periods are two cells, though one name.
        let named = crate::figures::Cell {
            period: own.period,
            ..unknown.cell.clone()
        };
        let same = group(other) == group(&id) && named == *own;
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
    if !world.claims.iter().any(|other| group(other) != group(&id)) {
        return name;
    }
    let source = &context.dossier().source(printed.source).id;
    // Two voices of one text are named where both speak of the cell.
    let voices = (world.claims.iter().zip((0..).map(ClaimIndex))).any(|(other, at)| {
        let other = context.claim(*other);
        let same = world.unknown(world.system.claim_cell(at)).cell == *own;
        same && other.source == printed.source && other.speaker != printed.speaker
    });
    if voices {
        let speaker = context.dossier().speakers.name(printed.speaker);
        format!("{name} ({source}, {speaker})")
    } else {
        format!("{name} ({source})")
    }
}

/// What the figure of a claim can be. For a percentage or a difference that is not the
/// unknown of its claim: it follows from the two figures that it connects.
fn range(
    context: &Context<'_>,
    case: &Case,
    without: &[ClaimIndex],
    claim: ClaimIndex,
    (implied, exact): (&Interval, bool),
) -> (Interval, bool) {
    let world = &case.world;
    let cell = world.system.claim_cell(claim);
    let (interval, exact) = match world.unknown(cell).sort {
        Sort::Off(_) => {
            let found = connected(context, world, claim, without);
            found.unwrap_or((Interval::all(), false))
        }
        Sort::Level | Sort::Percent => (implied.clone(), exact),
    };
    match readable(&interval) {
        Some(wider) => (wider, exact),
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
fn connected(
    context: &Context<'_>,
    world: &World,
    claim: ClaimIndex,
    without: &[ClaimIndex],
) -> Option<(Interval, bool)> {
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
    let can_be = |cell: CellIndex| engine::implied_without(&world.system, without, cell);
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
