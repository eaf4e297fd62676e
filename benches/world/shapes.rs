//! Shapes that could make the engine slow, at n, 2n, 4n and 8n.

use std::time::{Duration, Instant};

use crossfoot::engine::{Assertion, CellIndex, CellVar, Edit, System, Verdict, solve};
use crossfoot::quantity::{Bound, Exact, Interval};

/// The smallest size; the largest is eight times that.
const SIZE: usize = 12_500;

/// Prints the time of each shape at n, 2n, 4n and 8n.
pub fn print() {
    grow("chain of cells that never fall, last one lower", |n| {
        let mut system = System::new();
        let cells = cells(&mut system, n);
        for pair in cells.windows(2) {
            system.add_edit(&Edit::at_most(pair[0], pair[1]));
        }
        claim(&mut system, cells[0], 5);
        claim(&mut system, cells[n - 1], 4);
        system
    });
    grow("parallel rows of the same two cells", |n| {
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
    grow("one wide sum, off by one", |n| {
        let mut system = System::new();
        let cells = cells(&mut system, n);
        system.add_edit(&Edit::sum(cells[0], &cells[1..]));
        for (at, cell) in cells.iter().enumerate() {
            claim(&mut system, *cell, if at == 0 { n as i64 } else { 1 });
        }
        system
    });
    grow("sums of three side by side, all broken", |n| {
        let mut system = System::new();
        for _ in 0..n {
            let cells = cells(&mut system, 3);
            system.add_edit(&Edit::sum(cells[0], &cells[1..]));
            cells.iter().for_each(|cell| claim(&mut system, *cell, 1));
        }
        system
    });
    grow("sums of three that share a cell, all broken", |n| {
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
    grow("bounds that creep towards each other", |n| {
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

/// Prints the times at four sizes, and how much more each doubling takes than n log n
/// would (1.00 is n log n, below is better).
fn grow(name: &str, build: impl Fn(usize) -> System) {
    let mut line = format!("{name}:");
    let mut last: Option<(f64, f64)> = None;
    let mut minimal = true;
    for size in [SIZE, 2 * SIZE, 4 * SIZE, 8 * SIZE] {
        let system = build(size);
        let mut time = Duration::MAX;
        for _ in 0..3 {
            let start = Instant::now();
            let found = solve(&system, 1);
            time = time.min(start.elapsed());
            assert!(found.iter().any(|o| o.verdict != Verdict::Consistent));
            minimal &= found.iter().all(|outcome| match &outcome.verdict {
                Verdict::Inconsistent(conflict) => conflict.minimal,
                _ => true,
            });
        }
        let (time, measure) = (time.as_secs_f64() * 1e3, size as f64 * (size as f64).ln());
        line += &format!("  {time:.1} ms");
        if let Some((before, less)) = last {
            line += &format!(" ({:.2})", time / before / (measure / less));
        }
        last = Some((time, measure));
    }
    let word = if minimal {
        ""
    } else {
        "; conflict not shown minimal"
    };
    println!("{line}{word}");
}
