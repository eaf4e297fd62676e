//! Screening finds what the checks find in a table that is read as a whole: finding by
//! finding where all are described, count by count where they are only counted.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{How, Large, NOT_SCREENED, Screening, screening};
use crate::checks::{self, Asked, Outcome};
use crate::dossier::table::{Content, TableInput};
use crate::dossier::{Dossier, Input, load_with_tables};
use crate::figures::Figures;
use crate::findings::{Finding, PEDANTIC_CHECKS, fingerprint};
use crate::text::{Severity, SourceMap};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }
}

const BOOKS: [&str; 4] = [
    "dimensions: {sex: {codes: {all: {partition: [women, men]}, girls: {}}}, role: {codes: {all: {partition: [soldier, civilian]}}}}
rules: {few: {assert: 'm[sex=women, role=all] <= m[sex=all] - 150', severity: warning}, twice: {assert: 'n <= m + m'}}",
    "dimensions: {sex: {codes: {all: {disjoint: [women, men]}, girls: {}}}, role: {codes: {all: {cover: [soldier, civilian]}}}}",
    "dimensions: {sex: {codes: {all: {partition: [women, men]}, women: {partition: [girls, adults]}}}, role: {codes: {all: {subsets: [soldier, civilian]}}}}
rules: {idle: {assert: 'm[sex=girls, role=civilian] <= m'}, even: {assert: 'm == n', scope: date, severity: note}}",
    "dimensions: {sex: {codes: {all: {partition: [[women, men], [girls, men, ladies]]}}}, role: {codes: {all: {subsets: [soldier, civilian]}}}}",
];

/// What of a table is left to chance.
#[derive(Clone, Copy)]
struct Kind {
    book: usize,
    /// Whether every text prints every cell as a bare number, and speaks for itself.
    plain: bool,
}

fn book(kind: Kind) -> String {
    let speakers = if kind.plain {
        ["p", "q", "r"]
    } else {
        ["p", "q", "p"]
    };
    let source = |(id, speaker): (&str, &str)| {
        format!("  {id}: {{publisher: {speaker}, published: 2031-01-01}}\n")
    };
    let sources: String = ["a", "b", "c"]
        .into_iter()
        .zip(speakers)
        .map(source)
        .collect();
    format!(
        "measures: {{m: {{type: count, over_time: flow}}, n: {{type: count, over_time: flow}}, k: {{type: amount, over_time: flow}}}}\nsources:\n{sources}{}\n",
        BOOKS[kind.book]
    )
}

const CELLS: [[&str; 2]; 7] = [
    ["", ""],
    ["women", ""],
    ["men", ""],
    ["", "soldier"],
    ["", "civilian"],
    ["girls", ""],
    ["women", "soldier"],
];

fn value(dice: &mut Dice, kind: Kind, measure: &str, number: u64) -> String {
    if measure == "k" && !kind.plain && dice.one_in(3) {
        return format!("{number}.{}", dice.below(100));
    }
    if kind.plain || !dice.one_in(25) {
        return number.to_string();
    }
    match dice.below(5) {
        0 => format!("about {number}"),
        1 => "n/a".to_owned(),
        2 => format!("\"{},{:03}\"", 1 + dice.below(9), dice.below(1000)),
        3 => format!("{number}*"),
        _ => format!("\"{number}\""),
    }
}

fn table(dice: &mut Dice, kind: Kind) -> String {
    let mut rows: Vec<String> = Vec::new();
    for measure in ["m", "n", "k"] {
        for day in 1..=4 {
            let (women, men) = (dice.below(400), dice.below(400));
            let soldiers = dice.below(women + men + 1);
            let numbers = [
                women + men,
                women,
                men,
                soldiers,
                women + men - soldiers,
                women / 2,
                women.min(soldiers) / 2,
            ];
            let good = dice.one_in(2);
            for source in ["a", "b", "c"] {
                let cells = if kind.plain { 5 } else { CELLS.len() };
                for (cell, number) in CELLS[..cells].iter().zip(numbers) {
                    let skipped = !kind.plain && dice.one_in(12);
                    if skipped {
                        continue;
                    }
                    let off = !good && dice.one_in(6);
                    let number = match off {
                        true if dice.one_in(4) => number / 10 * 10,
                        true => number + 1 + dice.below(30),
                        false => number,
                    };
                    for _ in 0..1 + u64::from(!kind.plain && dice.one_in(30)) {
                        let value = value(dice, kind, measure, number);
                        let note = if !kind.plain && dice.one_in(40) {
                            "see page 3"
                        } else {
                            ""
                        };
                        rows.push(format!(
                            "{source},2030-01-0{day},{measure},{},{},{value},{note},x{}\n",
                            cell[0],
                            cell[1],
                            rows.len()
                        ));
                    }
                }
            }
        }
    }
    if dice.one_in(2) {
        for at in (1..rows.len()).rev() {
            let other = dice.below(at as u64 + 1) as usize;
            rows.swap(at, other);
        }
    }
    let end = if dice.one_in(2) { "\r\n" } else { "\n" };
    let text = format!(
        "source,as_of,measure,sex,role,value,note,report\n{}",
        rows.concat()
    );
    text.replace('\n', end)
}

const MAP: &str = "ignore: [report]\n";

fn inputs(book: &str) -> Vec<Input> {
    vec![Input {
        name: "crossfoot.yaml".to_owned(),
        bytes: book.as_bytes().to_vec(),
        is_settings: true,
        named: false,
        unreadable: None,
    }]
}

fn map() -> (String, Vec<u8>) {
    ("t.csv.map.yaml".to_owned(), MAP.as_bytes().to_vec())
}

fn screened(book: &str, text: &str, most: Option<usize>) -> Option<Screening> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let name = format!("crossfoot-bulk-{}-{number}.csv", std::process::id());
    let path: PathBuf = std::env::temp_dir().join(name);
    std::fs::write(&path, text).unwrap();
    let large = Large {
        inputs: &inputs(book),
        name: "t.csv",
        path: &path,
        map: Some(&map()),
    };
    let how = How {
        asked: Asked::default(),
        most,
        least: 1,
        brief: false,
    };
    let found = screening(&large, &how).unwrap();
    std::fs::remove_file(&path).unwrap();
    found
}

fn whole(book: &str, text: &str) -> Dossier {
    let table = TableInput {
        name: "t.csv".to_owned(),
        content: Content::Whole(text.as_bytes().to_vec()),
        map: Some(map()),
    };
    load_with_tables(SourceMap::default(), inputs(book), vec![table])
}

fn checked(dossier: &Dossier, singly: bool) -> Outcome {
    let asked = Asked {
        singly,
        ..Asked::default()
    };
    checks::run(&Figures::of(dossier), asked)
}

/// A finding as it can be told from others: all that is said, and where.
fn told(findings: &[Finding], files: &SourceMap) -> Vec<String> {
    let mut all: Vec<String> = (findings.iter())
        .filter(|finding| is_looked_for(finding))
        .map(|finding| {
            let mut places: Vec<String> = (finding.locations.iter())
                .map(|at| {
                    let place = files.place(at.span);
                    let cell = files.cell(at.span).map(|cell| cell.to_string());
                    let name = &files.file(at.span.file).name;
                    format!("{name} {place:?} {cell:?} {}", at.label)
                })
                .collect();
            // A rule over all texts of a date names them in the order of the whole table.
            places.sort_unstable();
            let mut claims = finding.claims.clone();
            claims.sort_unstable();
            format!(
                "{} {:?} {} | {} | {:?} | {:?} | {:?} | {places:?}",
                finding.check,
                finding.severity,
                fingerprint(finding),
                finding.message,
                claims,
                finding.notes,
                finding.help,
            )
        })
        .collect();
    all.sort_unstable();
    all
}

fn is_looked_for(finding: &Finding) -> bool {
    !NOT_SCREENED.contains(&finding.check) && !PEDANTIC_CHECKS.contains(&finding.check)
}

fn counts(findings: &[Finding]) -> BTreeMap<(&'static str, Severity), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_looked_for(finding)) {
        *counts.entry((finding.check, finding.severity)).or_default() += 1;
    }
    counts
}

#[test]
fn what_is_described_is_what_the_checks_say_of_the_whole_table() {
    let mut found = 0;
    let mut quiet = 0;
    for seed in 0..24 {
        let mut dice = Dice(seed * 7919 + 1);
        let kind = Kind {
            book: seed as usize % BOOKS.len(),
            plain: seed % 3 == 0,
        };
        let (book, text) = (book(kind), table(&mut dice, kind));
        let dossier = whole(&book, &text);
        let expected = checked(&dossier, false);
        let screened = screened(&book, &text, None).expect("such tables are screened");
        assert_eq!(
            told(&screened.findings, &screened.dossier.files),
            told(&expected.findings, &dossier.files),
            "seed {seed}\n{text}"
        );
        assert_eq!(screened.counts, expected.counts, "seed {seed}");
        assert_eq!(screened.claims, dossier.claims.len(), "seed {seed}");
        assert_eq!(screened.further, [], "seed {seed}");
        found += screened.findings.len();
        quiet += screened.groups - screened.telling;
    }
    assert!(found > 400 && quiet > 15, "{found} {quiet}");
}

#[test]
fn what_is_counted_is_what_single_relations_and_pairs_show() {
    let mut sorts: BTreeMap<(&'static str, Severity), usize> = BTreeMap::new();
    for seed in 0..48 {
        let mut dice = Dice(seed * 104_729 + 5);
        let kind = Kind {
            book: seed as usize % BOOKS.len(),
            plain: true,
        };
        let (book, text) = (book(kind), table(&mut dice, kind));
        let dossier = whole(&book, &text);
        let expected = checked(&dossier, true);
        let screened = screened(&book, &text, Some(0)).expect("such tables are screened");
        if screened.telling > screened.counted {
            // Some group ties figures that nobody prints: only the checks can tell.
            continue;
        }
        let mut own = counts(&screened.findings);
        for (check, severity, count) in &screened.further {
            *own.entry((check, *severity)).or_default() += count;
        }
        assert_eq!(own, counts(&expected.findings), "seed {seed}\n{text}");
        assert_eq!(screened.counts, expected.counts, "seed {seed}");
        for (sort, count) in own {
            *sorts.entry(sort).or_default() += count;
        }
    }
    let seen: Vec<&str> = sorts.keys().map(|(check, _)| *check).collect();
    for check in [
        "parts-do-not-sum",
        "rule-broken",
        "sources-disagree",
        "scope-breach",
    ] {
        assert!(seen.contains(&check), "{sorts:?}");
    }
}
