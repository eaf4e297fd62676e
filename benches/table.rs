//! How long a large table takes: clean, one record in a hundred broken, all broken.
//!
//! `cargo bench --bench table` prints times and ratios for a million figures;
//! `cargo bench --bench table -- --write DIR RECORDS BROKEN` writes the table, its map
//! and its codebook for other tools: BROKEN records in a hundred, five figures each.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used)]

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use crossfoot::bulk::{How, Large, screening};
use crossfoot::checks::Asked;
use crossfoot::dossier::Input;

const RECORDS: usize = 200_000;
const RUNS: usize = 5;
const SOURCES: usize = 4;
const DATES: usize = 1_000;
const MAP: &str = "ignore: [report_id]\n";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "--write") {
        let number = |at: usize| arguments[at].parse().unwrap();
        write(
            Path::new(&arguments[at + 1]),
            number(at + 2),
            number(at + 3) as u64,
        );
        return;
    }
    let folder = std::env::temp_dir().join(format!("crossfoot-table-{}", std::process::id()));
    let mut clean = Duration::ZERO;
    for (name, broken, most) in [
        ("clean", 0, Some(100)),
        ("1 % broken, all findings", 1, None),
        ("all broken", 100, Some(100)),
    ] {
        write(&folder, RECORDS, broken);
        let mut times: Vec<Duration> = (0..RUNS).map(|_| timed(&folder, most)).collect();
        times.sort();
        let time = times[RUNS / 2];
        if broken == 0 {
            clean = time;
        }
        let ratio = time.as_secs_f64() / clean.as_secs_f64();
        println!(
            "{name:26} {:8.1} ms  ratio {ratio:.2}",
            time.as_secs_f64() * 1e3
        );
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The time that screening and describing take, the file read from the disk's cache.
fn timed(folder: &Path, most: Option<usize>) -> Duration {
    let inputs = [Input {
        name: "crossfoot.yaml".to_owned(),
        bytes: std::fs::read(folder.join("crossfoot.yaml")).unwrap(),
        is_settings: true,
        named: false,
        unreadable: None,
    }];
    let map = ("figures.csv.map.yaml".to_owned(), MAP.as_bytes().to_vec());
    let large = Large {
        inputs: &inputs,
        name: "figures.csv",
        path: &folder.join("figures.csv"),
        map: Some(&map),
    };
    let how = How {
        asked: Asked::default(),
        most,
        least: 100_000,
        brief: true,
    };
    let start = Instant::now();
    let found = std::hint::black_box(screening(&large, &how));
    let time = start.elapsed();
    assert!(found.unwrap().is_some());
    time
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// Writes a table of that many records, so many in a hundred broken in one of four ways:
/// the military are off, the men are, there are more women than persons, or all figures
/// add up and differ from those of the other sources.
fn write(folder: &Path, records: usize, broken: u64) {
    std::fs::create_dir_all(folder).unwrap();
    let mut dice = Dice(17);
    let mut text = String::from("report_id,source,as_of,measure,category,value\n");
    let mut base = [0; 5];
    for record in 0..records {
        let (group, source) = (record / SOURCES, record % SOURCES);
        if source == 0 {
            let total = 200 + dice.below(90_000);
            let military = dice.below(total + 1);
            let men = total * (40 + dice.below(40)) / 100;
            base = [total, military, total - military, men, total - men];
        }
        let [total, military, civilian, men, women] = base;
        let by = 1 + dice.below(50);
        let figures = match (dice.below(100) < broken, dice.below(4)) {
            (false, _) => base,
            (true, 0) => [total, military + by, civilian, men, women],
            (true, 1) => [total, military, civilian, men + by, women],
            (true, 2) => [total, military, civilian, 0, total + by],
            (true, _) => [
                total + 2 * by,
                military + by,
                civilian + by,
                men + by,
                women + by,
            ],
        };
        let day = group % DATES;
        let date = format!(
            "{}-{:02}-{:02}",
            1990 + day / 336,
            1 + day / 28 % 12,
            1 + day % 28
        );
        let names = ["total", "military", "civilian", "men", "women"];
        for (name, figure) in names.iter().zip(figures) {
            writeln!(
                text,
                "r{record:07},s{source},{date},m{:04},{name},{figure}",
                group / DATES
            )
            .unwrap();
        }
    }
    std::fs::write(folder.join("figures.csv"), text).unwrap();
    std::fs::write(folder.join("figures.csv.map.yaml"), MAP).unwrap();
    std::fs::write(folder.join("crossfoot.yaml"), codebook(records)).unwrap();
}

fn codebook(records: usize) -> String {
    let mut text = String::from(
        "dimensions:\n  category:\n    codes:\n      total: {partition: [[military, civilian], [men, women]]}\nmeasures:\n",
    );
    let measures = records.div_ceil(SOURCES).div_ceil(DATES);
    for at in 0..measures {
        writeln!(text, "  m{at:04}: {{type: count, over_time: flow}}").unwrap();
    }
    text.push_str("rules:\n");
    for at in 0..measures {
        writeln!(
            text,
            "  women-m{at:04}: {{assert: 'm{at:04}[category=women] <= m{at:04}'}}"
        )
        .unwrap();
    }
    text.push_str("sources:\n");
    for at in 0..SOURCES {
        writeln!(text, "  s{at}: {{published: 2025-01-01}}").unwrap();
    }
    text
}
