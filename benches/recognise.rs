//! How fast figures are recognised in running text, in MB a second on one thread:
//! prose with a figure every two hundred bytes, as articles have, prose without any,
//! and the annotated corpus of the tests, which is little else than figures.
//!
//! `cargo bench --bench recognise`; `-- FILE…` measures other texts.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use crossfoot::quantity::{HedgeTable, NumberFormat, recognise};

const SIZE: usize = 8_000_000;
const RUNS: usize = 7;

/// Prose without figures, of our own making.
const PROSE: &[&str] = &[
    "The office that keeps the register said that its staff had worked through the winter to \
     find the names of those who were sent away, and that the work would go on. ",
    "Families who live near the border told reporters about long waits, letters that came back \
     and lists that nobody could explain. ",
    "“We do not know where they are,” the head of the council said after a meeting with the \
     minister, “and nobody has shown us a document that would help.” ",
    "An agreement that both governments had signed in the autumn was never put into force, \
     although the parliament had asked for it more than once. ",
];

/// Sentences with figures.
const FIGURES: &[&str] = &[
    "As many as 3,983 people have been registered, among them 71 children and 284 women. ",
    "On September 27, 2020, more than 600 bodies had been found in 23 graves. ",
    "The ministry puts the cost at $3bn, nearly 12 percent of the budget. ",
    "In 2014 two men were held for 6 years, and another 774 are missing. ",
];

fn main() {
    let files: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    if !files.is_empty() {
        for file in files {
            measure(&file, &repeated(&std::fs::read_to_string(&file).unwrap()));
        }
        return;
    }
    let article = |figures: usize| {
        let mut text = String::with_capacity(SIZE + 1000);
        let mut at = 0;
        while text.len() < SIZE {
            text.push_str(PROSE[at % PROSE.len()]);
            if figures > 0 && at % figures == 0 {
                text.push_str(FIGURES[at / figures % FIGURES.len()]);
            }
            at += 1;
        }
        text
    };
    measure("prose without figures", &article(0));
    measure("articles", &article(3));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/texts");
    let mut corpus = String::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    for path in paths {
        corpus.push_str(&std::fs::read_to_string(path).unwrap());
    }
    measure("the corpus of the tests", &repeated(&corpus));
    measure("nothing but `1 `", &"1 ".repeat(SIZE / 40));
}

fn repeated(text: &str) -> String {
    text.repeat(SIZE / text.len() + 1)
}

/// Time on a core, so that other programs on the machine do not count; where the system
/// does not tell, the time that passed.
fn now(start: Instant) -> Duration {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

fn measure(name: &str, text: &str) {
    let hedges = HedgeTable::standard();
    let start = Instant::now();
    let mut times = Vec::new();
    let mut found = 0;
    for _ in 0..RUNS {
        let begun = now(start);
        found = std::hint::black_box(recognise(text, NumberFormat::En, &hedges)).len();
        times.push(now(start) - begun);
    }
    times.sort();
    let rate = |time: std::time::Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{name:28} {:7.1} MB/s (best {:.1}), an expression every {} bytes",
        rate(times[RUNS / 2]),
        rate(times[0]),
        text.len().checked_div(found).unwrap_or(0)
    );
}
