//! How often a planted slip is found: one figure of a true world is falsified by one
//! slip of the pen, all figures are trusted alike, and the engine is asked.

use crossfoot::engine::slips::one_slip;
use crossfoot::engine::{CellIndex, Edit, Localisation, Repair, solve};
use crossfoot::quantity::Decimal;

use super::{Builder, Single, table};

/// Slips planted in each shape.
const SLIPS: u64 = 1_000;

/// Prints one line of a table for each shape.
pub fn print() {
    println!("| shape | slips | visible | listed | only one | first | exact | repairs |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    rate("whole of 4 parts, all told twice", told_twice);
    rate("whole of 4 parts and of 4 others", two_ways);
    for (rows, columns) in [(2, 3), (4, 5), (8, 10)] {
        for missing in [0, 20, 40] {
            let name = format!("table {rows} x {columns}, {} % printed", 100 - missing);
            rate(&name, |seed| {
                table(rows, columns, missing, false, seed, true)
            });
        }
    }
    rate("three editions of a sum of 3", editions);
}

fn builder(seed: u64) -> Builder {
    Builder::new(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// A whole and its four parts; a second telling of each part, and of their sum.
fn told_twice(seed: u64) -> Single {
    let mut world = builder(seed);
    let whole = world.total();
    let parts = world.split(whole, 4);
    let again: Vec<CellIndex> = (parts.iter())
        .map(|part| {
            let cell = world.cell(world.truth(*part));
            world.system.add_edit(&Edit::sum(*part, &[cell]));
            cell
        })
        .collect();
    world.system.add_edit(&Edit::sum(whole, &again));
    [&[whole], &parts[..], &again[..]]
        .concat()
        .into_iter()
        .for_each(|cell| world.exact(cell));
    world.single(true)
}

/// A whole with its four parts, and with four other parts.
fn two_ways(seed: u64) -> Single {
    let mut world = builder(seed);
    let whole = world.total();
    let parts = [world.split(whole, 4), world.split(whole, 4)].concat();
    world.exact(whole);
    parts.into_iter().for_each(|cell| world.exact(cell));
    world.single(true)
}

/// Three editions of a whole and its three parts, in which no figure falls.
fn editions(seed: u64) -> Single {
    let mut world = builder(seed);
    world.editions();
    // All printed, and exactly.
    world.claims.clear();
    let cells = 0..world.truth.len() as u32;
    cells.for_each(|cell| world.exact(CellIndex(cell)));
    world.single(true)
}

#[derive(Default)]
struct Rate {
    slips: u32,
    visible: u32,
    listed: u32,
    only: u32,
    first: u32,
    exact: u32,
    repairs: usize,
}

fn rate(name: &str, world: impl Fn(u64) -> Single) {
    let mut rate = Rate::default();
    for seed in 1..=SLIPS {
        let world = world(seed);
        let Some((slip, meant)) = world.slip else {
            continue;
        };
        rate.slips += 1;
        let found = solve(&world.system, 1);
        let Some(localisation) = found.iter().find_map(|o| o.localisation.as_deref()) else {
            continue;
        };
        rate.visible += 1;
        rate.repairs += localisation.repairs.len();
        let planted = |repair: &&Repair| repair.claims == [slip];
        let Some(repair) = localisation.repairs.iter().find(planted) else {
            continue;
        };
        rate.listed += 1;
        rate.only += u32::from(localisation.repairs.len() == 1);
        let ranked = ranked(localisation, &world.printed);
        let best = ranked.iter().map(|(cost, _)| cost).min();
        let leaders: Vec<_> = ranked
            .iter()
            .filter(|(cost, _)| Some(cost) == best)
            .collect();
        rate.first += u32::from(matches!(leaders[..], [(_, first)] if first.claims == [slip]));
        let ends = [&repair.implied[0].low, &repair.implied[0].high];
        let is = |value: i64| {
            ends.iter().all(|end| {
                end.as_ref()
                    .is_some_and(|end| end.value.to_i64() == Some(value))
            })
        };
        rate.exact += u32::from(is(meant));
    }
    let part = |count: u32| {
        format!(
            "{:.1} %",
            100.0 * f64::from(count) / f64::from(rate.visible)
        )
    };
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} | {:.1} |",
        rate.slips,
        rate.visible,
        part(rate.listed),
        part(rate.only),
        part(rate.first),
        part(rate.exact),
        rate.repairs as f64 / f64::from(rate.visible)
    );
}

/// The repairs with what speaks against each: the kind of slip that would explain the
/// figure, and how many values it could have.
fn ranked<'a>(localisation: &'a Localisation, printed: &[i64]) -> Vec<(u32, &'a Repair)> {
    let cost = |repair: &Repair| {
        let implied = &repair.implied[0];
        let printed = Decimal {
            coefficient: printed[repair.claims[0].0 as usize].into(),
            scale: 0,
        };
        let kind = match one_slip(printed, implied, true).first() {
            Some(slip) => 4 * (1 + slip.kind as u32),
            None => 1_000,
        };
        let ends = (implied.low.as_ref(), implied.high.as_ref());
        let width = match ends {
            (Some(low), Some(high)) => (&high.value - &low.value).to_i64().unwrap_or(1_000),
            _ => 1_000,
        };
        kind + (width.clamp(0, 1_000) + 1).ilog2()
    };
    let single = |repair: &&Repair| repair.claims.len() == 1;
    let repairs = localisation.repairs.iter().filter(single);
    repairs.map(|repair| (cost(repair), repair)).collect()
}
