//! How long the engine takes on a million claims in 207,100 components, one in a
//! hundred with a slip, for one and two threads; on wide tables; and on the shapes
//! that could make it slow.
//!
//! `cargo bench --bench engine` prints all; an argument picks by name
//! (`million`, `tables`, `shapes`).

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod world;

use std::time::{Duration, Instant};

use crossfoot::engine::{
    Assertion, CellIndex, CellVar, ComponentOutcome, Components, Edit, System, Verdict, solve,
};
use crossfoot::quantity::{Bound, Exact, Interval};
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
        shapes();
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

/// One big table with margins and unprinted cells, consistent and with a slip.
fn tables() {
    for (rows, columns, shares) in [
        (12, 13, false),
        (20, 30, false),
        (40, 50, false),
        (40, 50, true),
    ] {
        for (missing, slip) in [(20, false), (20, true), (80, false), (80, true)] {
            let system = world::table(rows, columns, missing, slip, shares);
            let time = best(3, || solve(&system, 1));
            let found = solve(&system, 1);
            let broken = found.iter().filter(|o| !consistent(o)).count();
            let word = if shares { ", shares" } else { "" };
            println!(
                "table {rows} x {columns}{word}, {missing} % not printed, slip {slip:5}  {:8.2} ms, {broken} broken",
                ms(time)
            );
        }
    }
}

fn shapes() {
    for size in [10_000, 100_000] {
        print(
            "chain of cells that never fall, last one lower",
            size,
            |n| {
                let mut system = System::new();
                let cells = cells(&mut system, n);
                for pair in cells.windows(2) {
                    system.add_edit(&Edit::at_most(pair[0], pair[1]));
                }
                claim(&mut system, cells[0], 5);
                claim(&mut system, cells[n - 1], 4);
                system
            },
        );
        print("parallel rows of the same two cells", size, |n| {
            let mut system = System::new();
            let cells = cells(&mut system, 2);
            for k in 0..n as i64 {
                system.add_edit(&Edit {
                    terms: vec![(cells[0], 1), (cells[1], 1)],
                    low: None,
                    high: Some(Bound::closed(Exact::from(1_000 + k))),
                });
            }
            claim(&mut system, cells[0], 600);
            claim(&mut system, cells[1], 401);
            system
        });
        print("one wide sum, off by one", size, |n| {
            let mut system = System::new();
            let cells = cells(&mut system, n);
            system.add_edit(&Edit::sum(cells[0], &cells[1..]));
            for (at, cell) in cells.iter().enumerate() {
                claim(&mut system, *cell, if at == 0 { n as i64 } else { 1 });
            }
            system
        });
        print("sums of three side by side, all broken", size, |n| {
            let mut system = System::new();
            for _ in 0..n {
                let cells = cells(&mut system, 3);
                system.add_edit(&Edit::sum(cells[0], &cells[1..]));
                cells.iter().for_each(|cell| claim(&mut system, *cell, 1));
            }
            system
        });
        print("sums of three that share a cell, all broken", size, |n| {
            let mut system = System::new();
            let shared = cells(&mut system, 1)[0];
            claim(&mut system, shared, 1);
            for _ in 0..n {
                let cells = cells(&mut system, 2);
                system.add_edit(&Edit::sum(cells[0], &[cells[1], shared]));
                cells.iter().for_each(|cell| claim(&mut system, *cell, 1));
            }
            system
        });
        print("bounds that creep towards each other", size, |n| {
            let mut system = System::new();
            let cells = cells(&mut system, 2);
            let row = |a: usize, b: usize, high: i64| Edit {
                terms: vec![(cells[a], 1), (cells[b], -1)],
                low: None,
                high: Some(Bound::closed(Exact::from(high))),
            };
            system.add_edit(&row(0, 1, -1));
            system.add_edit(&row(1, 0, 0));
            for cell in cells.clone() {
                system.add_claim(&Assertion {
                    cell,
                    bounds: Interval::closed(Exact::ZERO, Exact::from(1_000 * n as i64)),
                    weight: 1,
                });
            }
            system
        });
    }
}

fn cells(system: &mut System, count: usize) -> Vec<CellIndex> {
    (0..count)
        .map(|_| system.add_cell(CellVar::COUNT))
        .collect()
}

fn claim(system: &mut System, cell: CellIndex, value: i64) {
    system.add_claim(&Assertion {
        cell,
        bounds: Interval::point(Exact::from(value)),
        weight: 1,
    });
}

fn print(name: &str, size: usize, build: impl Fn(usize) -> System) {
    let system = build(size);
    let start = Instant::now();
    let found = solve(&system, 1);
    let time = start.elapsed();
    let broken = found.iter().filter(|o| !consistent(o)).count();
    println!("{name}: {size:6}  {:9.1} ms, {broken} broken", ms(time));
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
