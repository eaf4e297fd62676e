//! The recogniser on a corpus of texts: `tests/fixtures/texts/NAME.txt` with
//! `NAME.expected` beside it, one line an expression:
//!
//! ```text
//! 11..16 | 3,983 | 3983 | as many as | people
//! 412..418 | 44-day | skip duration
//! ```
//!
//! bytes of the numeral, the numeral, its number (an interval where there is none)
//! with the unit, the hedge, the noun. The lines were judged by eye, not by program.

use std::fmt::Write as _;

use crossfoot::quantity::{Expression, HedgeTable, NumberFormat, Reading, Value, recognise};

use crate::harness::{assert_none, read, root};

/// So many expressions the corpus has at least.
const LEAST: usize = 300;

fn texts() -> Vec<String> {
    let folder = root().join("tests/fixtures/texts");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn line(text: &str, found: &Expression, hedges: &HedgeTable) -> String {
    let range = &found.numeral;
    let mut line = format!(
        "{}..{} | {}",
        range.start,
        range.end,
        flat(&text[range.clone()])
    );
    if let Some(skip) = found.skip {
        write!(line, " | skip {skip}").unwrap();
        return line;
    }
    let value = found.value.as_ref().unwrap();
    let words = |range: &Option<std::ops::Range<usize>>| {
        range
            .clone()
            .map_or(String::new(), |range| flat(&text[range]))
    };
    write!(
        line,
        " | {} | {} | {}",
        number(value, hedges),
        words(&found.hedge),
        words(&found.noun)
    )
    .unwrap();
    line.trim_end().to_owned()
}

fn number(value: &Value, hedges: &HedgeTable) -> String {
    let number = match value.number() {
        Some(number) => number.to_string(),
        None => value.intervals(&Reading::amount(hedges)).hard.to_string(),
    };
    match (&value.unit, value.is_change()) {
        (Some(unit), false) => format!("{number} {unit}"),
        (Some(unit), true) => format!("change {number} {unit}"),
        (None, true) => format!("change {number}"),
        (None, false) => number,
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_expression_of_the_corpus() {
    let hedges = HedgeTable::standard();
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|how| how == "overwrite");
    let (mut complaints, mut all) = (Vec::new(), 0);
    for name in texts() {
        let text = read(&format!("tests/fixtures/texts/{name}.txt"));
        let lines: Vec<String> = recognise(&text, NumberFormat::En, &hedges)
            .iter()
            .map(|found| line(&text, found, &hedges))
            .collect();
        let path = format!("tests/fixtures/texts/{name}.expected");
        if overwrite {
            std::fs::write(root().join(&path), lines.join("\n") + "\n").unwrap();
        }
        let expected = read(&path);
        let expected: Vec<&str> = expected.lines().collect();
        all += expected.len();
        for line in &lines {
            if !expected.contains(&line.as_str()) {
                complaints.push(format!("{name}: found    {line}"));
            }
        }
        for line in expected {
            if !lines.iter().any(|found| found == line) {
                complaints.push(format!("{name}: expected {line}"));
            }
        }
    }
    assert_none(&complaints);
    assert!(all >= LEAST, "the corpus has {all} expressions");
}

#[test]
fn every_figure_of_the_corpus_can_be_written_down() {
    let hedges = HedgeTable::standard();
    let mut complaints = Vec::new();
    for name in texts() {
        let text = read(&format!("tests/fixtures/texts/{name}.txt"));
        for found in recognise(&text, NumberFormat::En, &hedges) {
            let Some(value) = found.value.filter(|_| found.skip.is_none()) else {
                continue;
            };
            let again = Value::parse(&value.printed, NumberFormat::En, &hedges);
            if again.as_ref() != Ok(&value) {
                complaints.push(format!(
                    "{name}: `{}` reads back as {again:?}",
                    value.printed
                ));
            }
        }
    }
    assert_none(&complaints);
}
