//! How long an audit takes beside a bare pass of the YAML parser over the same
//! bytes, in one run: as one file, as a hundred files, and a small dossier.
//!
//! `cargo bench --bench audit` prints medians and ratios;
//! `cargo bench --bench audit -- --write DIR` writes the dossier for other tools.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

mod generate;

use std::path::Path;
use std::time::{Duration, Instant};

use crossfoot::checks::{self, Outcome};
use crossfoot::dossier::{Dossier, Input, load};

const CLAIMS: usize = 100_000;
const RUNS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--write") {
        write(Path::new(&arguments[at + 1]));
        return;
    }
    let one = generate::claim_files(CLAIMS, 1);
    let hundred = generate::claim_files(CLAIMS, 100);
    let few = generate::claim_files(400, 4);
    println!("{} claims, {:.1} MB", CLAIMS, one[0].len() as f64 / 1e6);

    let mut passes = Vec::new();
    let mut singles = Vec::new();
    let mut manies = Vec::new();
    let mut smalls = Vec::new();
    for _ in 0..RUNS {
        passes.push(timed(|| event_pass(&one)));
        for (files, times) in [
            (&one, &mut singles),
            (&hundred, &mut manies),
            (&few, &mut smalls),
        ] {
            let inputs = inputs(files);
            times.push(timed(|| audit(inputs)));
        }
    }
    let [pass, single, many, small] = [passes, singles, manies, smalls].map(median);
    println!("bare event pass          {:8.1} ms", ms(pass));
    println!(
        "audit, one file          {:8.1} ms  ratio {:.2}",
        ms(single),
        ratio(single, pass)
    );
    println!(
        "audit, hundred files     {:8.1} ms  ratio {:.2}",
        ms(many),
        ratio(many, pass)
    );
    println!("audit, 400 claims        {:8.1} ms", ms(small));
}

/// Reads every event and keeps nothing.
fn event_pass(files: &[String]) -> usize {
    let mut scalars = 0;
    for text in files {
        let options = granit_parser::options! { emit_comments: false };
        for event in granit_parser::Parser::new_from_str_with_options(text, options) {
            let (event, _) = event.unwrap();
            scalars += event.scalar().map_or(0, |(text, _)| text.len());
        }
    }
    scalars
}

/// The files as they are read from disk; reading them is not timed.
fn inputs(files: &[String]) -> Vec<Input> {
    std::iter::once(("crossfoot.yaml".to_owned(), generate::CODEBOOK, true))
        .chain(
            files
                .iter()
                .enumerate()
                .map(|(at, text)| (format!("{at}.yaml"), text.as_str(), false)),
        )
        .map(|(name, text, is_settings)| Input {
            name,
            bytes: text.as_bytes().to_vec(),
            is_settings,
            named: false,
            unreadable: None,
        })
        .collect()
}

/// Loads and audits; what was loaded is handed over, so that freeing it is not timed.
fn audit(inputs: Vec<Input>) -> (Dossier, Outcome) {
    let mut dossier = load(inputs);
    let outcome = checks::audit(&mut dossier, checks::Asked::default());
    (dossier, outcome)
}

/// The time that some work takes, without freeing its result.
fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let result = std::hint::black_box(work());
    let time = start.elapsed();
    drop(result);
    time
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn ratio(time: Duration, pass: Duration) -> f64 {
    time.as_secs_f64() / pass.as_secs_f64()
}

fn write(folder: &Path) {
    for (name, files) in [("one", 1), ("hundred", 100)] {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("crossfoot.yaml"), generate::CODEBOOK).unwrap();
        for (at, text) in generate::claim_files(CLAIMS, files).iter().enumerate() {
            std::fs::write(folder.join(format!("r{at}.yaml")), text).unwrap();
        }
    }
}
