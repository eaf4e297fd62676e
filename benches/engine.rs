//! How long the engine takes on a million claims in 207,100 components, one in a
//! hundred with a slip, for one and two threads; on wide tables; and on the shapes
//! that could make it slow, at four sizes. And how often it finds a planted slip.
//!
//! `cargo bench --bench engine` prints all; an argument picks by name
//! (`million`, `tables`, `shapes`, `rates`).

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod world;

use std::time::{Duration, Instant};

use crossfoot::engine::{ComponentOutcome, Components, Verdict, solve};
use world::World;

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let picked = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    if picked("million") {
        million();
    }
    if picked("tables") {
        tables();
    }
    if picked("shapes") {
        world::shapes::print();
    }
    if picked("rates") {
        world::rates::print();
    }
}

fn million() {
    let world = World::of(1_000_000, 10, 2_000);
    let system = &world.system;
    let components = Components::of(system);
    println!(
        "{} claims, {} cells, {} edits, {} components, {} slips",
        system.claims(),
        system.cells(),
        system.edits(),
        components.len(),
        world.slips.len()
    );
    println!(
        "split                    {:8.1} ms",
        ms(best(5, || Components::of(system)))
    );
    for threads in [1, 2] {
        let time = best(5, || solve(system, threads));
        println!("solve, {threads} thread(s)       {:8.1} ms", ms(time));
    }
    let found = solve(system, 2);
    let slipped: std::collections::HashSet<u32> = (world.slips.iter())
        .map(|claim| components.of_cell(system.claim_cell(*claim)))
        .collect();
    let broken: Vec<&ComponentOutcome> = found.iter().filter(|o| !consistent(o)).collect();
    let falsely = broken
        .iter()
        .filter(|o| !slipped.contains(&o.component))
        .count();
    let (mut listed, mut single, mut right, mut steps) = (0, 0, 0, 0);
    for outcome in &broken {
        let repairs = &outcome.localisation.as_ref().unwrap().repairs;
        let planted = |claims: &[_]| claims.iter().any(|claim| world.slips.contains(claim));
        listed += usize::from(repairs.iter().any(|repair| planted(&repair.claims)));
        single += usize::from(repairs.len() == 1);
        right += usize::from(repairs.len() == 1 && planted(&repairs[0].claims));
        if let Verdict::Inconsistent(conflict) = &outcome.verdict {
            assert!(
                conflict
                    .certificate
                    .as_ref()
                    .is_some_and(|proof| proof.verify(system))
            );
            steps += usize::from(conflict.derivation.is_some());
        }
    }
    println!(
        "{} components with a slip, {} flagged, {falsely} falsely; the slip among the repairs {listed}; \
         one repair {single}, right {right}; told in steps {steps}",
        slipped.len(),
        broken.len()
    );
    if let Some(peak) = peak() {
        println!("peak memory of the process, generator included: {peak} MiB");
    }
}

/// One big table with margins and unprinted cells: ten that hold are decided, and ten in
/// which a slip shows are explained. The slowest of each counts.
fn tables() {
    println!("one table with margins: slowest of ten decided, slowest of ten explained");
    for (rows, columns, shares) in [
        (12, 13, false),
        (20, 30, false),
        (40, 50, false),
        (40, 50, true),
    ] {
        for missing in [0, 20, 50, 80] {
            let table = |seed, slip| world::table(rows, columns, missing, shares, seed, slip);
            let mut decided = Duration::ZERO;
            for seed in 1..=10 {
                let system = table(seed, false).system;
                decided = decided.max(best(3, || solve(&system, 1)));
                assert!(solve(&system, 1).iter().all(consistent));
            }
            let (mut explained, mut shown, mut tried, mut listed) = (Duration::ZERO, 0, 0, 0);
            while shown < 10 && tried < 1_000 {
                tried += 1;
                let world = table(tried, true);
                let system = world.system;
                let found = solve(&system, 1);
                let Some(localisation) = found.iter().find_map(|o| o.localisation.as_deref())
                else {
                    continue;
                };
                let (slip, _) = world.slip.unwrap();
                let accused = |conflict: &Vec<_>| conflict.contains(&slip);
                assert!(localisation.conflicts.iter().all(accused));
                let told = localisation.repairs.iter().any(|r| r.claims == [slip]);
                assert!(told || !localisation.complete);
                listed += u32::from(told);
                shown += 1;
                explained = explained.max(best(2, || solve(&system, 1)));
            }
            let word = if shares { ", shares" } else { "" };
            println!(
                "{rows} x {columns}{word}, {missing} % of the inner cells not printed  \
                 {:8.2} ms, {:8.2} ms ({shown} slips that show of {tried}, {listed} listed)",
                ms(decided),
                ms(explained)
            );
        }
    }
}

fn consistent(outcome: &ComponentOutcome) -> bool {
    outcome.verdict == Verdict::Consistent
}

fn best<T>(runs: usize, work: impl Fn() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        std::hint::black_box(work());
        start.elapsed()
    };
    (0..runs).map(time).min().unwrap()
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The most memory the process ever held, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}
