//! Tests of implied figures and of the bounds of a cell.

use super::follows::{ImpliedList, implied};
use super::little_sum::How;
use super::why::{WhyAsked, WhyFound, why};
use crate::checks::testing;
use crate::dossier::cellref::CellRef;
use crate::figures::{Cell, Figures};
use crate::findings::Outcome;
use crate::joint::is_narrow;
use crate::quantity::{Exact, Interval, Window};

const BOOK: &str = "
measures:
  lost: {type: count, over_time: event}
  here: {type: count, over_time: stock}
  pairs: {type: count, over_time: stock}
dimensions:
  war: {codes: {all: {partition: [first, second]}}}
  sex: {codes: {all: {partition: [men, women]}}}
  two: {codes: {all: {}, ab: {}, bc: {}, ac: {}}}
  one: {codes: {all: {}, a: {}, b: {}, c: {}}}
publishers: {p: {name: P}, q: {name: Q}}
sources:
  a: {publisher: p, published: 2025-04-01}
  b: {publisher: q, published: 2025-04-02}
rules:
  ab: {assert: 'pairs[two=ab] == pairs[one=a] + pairs[one=b]'}
  bc: {assert: 'pairs[two=bc] == pairs[one=b] + pairs[one=c]'}
  ac: {assert: 'pairs[two=ac] == pairs[one=a] + pairs[one=c]'}
";

/// Rows of `source cell date value`.
fn claims(rows: &[&str]) -> String {
    let rows = rows.iter().map(|row| {
        let words: Vec<&str> = row.splitn(4, ' ').collect();
        let (measure, codes) = words[1].split_once('[').unwrap_or((words[1], "]"));
        let codes = codes.trim_end_matches(']').replace('=', ": ");
        format!(
            "  - {{source: {}, measure: {measure}, where: {{{codes}}}, as_of: {}, value: \"{}\"}}\n",
            words[0], words[2], words[3]
        )
    });
    format!("claims:\n{}", rows.collect::<String>())
}

fn list(rows: &[&str]) -> ImpliedList {
    let text = claims(rows);
    let dossier = testing::dossier(&[("crossfoot.yaml", BOOK), ("claims.yaml", &text)]);
    implied(&Figures::of(&dossier))
}

/// `cell date = words: how, from`.
fn shown(list: &ImpliedList) -> Vec<String> {
    let rows = list.rows.iter().map(|row| {
        let how = match &row.how {
            How::Sum(sum) => sum.clone(),
            other => format!("{other:?}"),
        };
        let words = row.interval.words();
        let from = row.from.join(" + ");
        format!("{} {} = {words}: {how}, {from}", row.cell, row.as_of)
    });
    rows.collect()
}

fn ask(rows: &[&str], cell: &str, sources: &[&str]) -> WhyFound {
    let text = claims(rows);
    let dossier = testing::dossier(&[("crossfoot.yaml", BOOK), ("claims.yaml", &text)]);
    let figures = Figures::of(&dossier);
    let written = CellRef::parse(cell).unwrap();
    let book = &dossier.codebook;
    let mut codes = Vec::new();
    for (dimension, code) in &written.codes {
        let dimension = book.find_dimension(&dimension.value).unwrap();
        codes.push((dimension, book.find_code(dimension, &code.value).unwrap()));
    }
    codes.sort_unstable();
    let asked = WhyAsked {
        cell: Cell {
            measure: book.find_measure(&written.measure.value).unwrap(),
            codes: codes.into(),
            share_of: None,
            period: None,
        },
        date: written.date.map(|date| Window::parse(&date.value).unwrap()),
        sources: sources.iter().map(|&id| id.to_owned()).collect(),
    };
    why(&figures, &asked)
}

/// `cell[, alone]: words`.
fn ranges(found: &WhyFound) -> Vec<String> {
    let answers = found.answers.iter().map(|answer| {
        let alone = answer
            .alone
            .as_deref()
            .map_or(String::new(), |own| format!(", {own}"));
        let words = match &answer.outcome {
            Outcome::Range { interval, .. } => interval.words(),
            other => format!("{other:?}"),
        };
        format!("{}{alone}: {words}", answer.cell)
    });
    answers.collect()
}

#[test]
fn what_is_left_of_a_whole_follows() {
    let rows = [
        "a lost 2025-03-01 3,990",
        "a lost[war=second] 2025-03-01 six",
    ];
    let list = list(&rows);
    assert_eq!(
        shown(&list),
        ["lost[war=first] 2025-03-01 = 3,984: 3,990 - 6, a"]
    );
    assert_eq!(list.rows[0].claims.len(), 2);
    assert_eq!((list.contradictory, list.apart, list.undecided), (0, 0, 0));
}

#[test]
fn a_whole_follows_from_its_parts_and_words_stand_in_quotation_marks() {
    let rows = [
        "a here[war=first] 2025-03-01 1,000",
        "a here[war=second] 2025-03-01 at most 9",
    ];
    // A range of 1,000 to 1,009 is narrow.
    assert_eq!(
        shown(&list(&rows)),
        ["here 2025-03-01 = 1,000 to 1,009: Steps(1), a"]
    );
    let rows = [
        "a here 2025-03-01 between 990 and 1,000",
        "a here[war=second] 2025-03-01 6",
    ];
    assert_eq!(
        shown(&list(&rows)),
        ["here[war=first] 2025-03-01 = 984 to 994: \"between 990 and 1,000\" - 6, a"]
    );
}

#[test]
fn wide_ranges_and_what_anybody_prints_are_not_listed() {
    let alone = [
        "a here 2025-03-01 100",
        "a here[war=second] 2025-03-01 at most 10",
    ];
    assert_eq!(shown(&list(&alone)), [""; 0]);
    let printed = [
        "a here 2025-03-01 100",
        "a here[war=second] 2025-03-01 6",
        "b here[war=first] 2025-03-01 94",
    ];
    assert_eq!(shown(&list(&printed)), [""; 0]);
}

#[test]
fn sources_together_give_what_none_gives_alone() {
    let rows = ["a here 2025-03-01 100", "b here[war=second] 2025-03-01 6"];
    assert_eq!(
        shown(&list(&rows)),
        ["here[war=first] 2025-03-01 = 94: 100 - 6, a + b"]
    );
}

#[test]
fn figures_that_contradict_each_other_imply_nothing() {
    let rows = [
        "a here 2025-03-01 100",
        "a here[sex=men] 2025-03-01 60",
        "a here[sex=women] 2025-03-01 41",
        "a here[war=second] 2025-03-01 6",
    ];
    let found = list(&rows);
    assert_eq!(found.contradictory, 4);
    assert!(found.rows.iter().all(|row| row.from != ["a"]), "{found:?}");
    let rows = [
        "a here 2025-03-01 100",
        "b here 2025-03-01 101",
        "a here[war=second] 2025-03-01 6",
    ];
    let found = list(&rows);
    assert_eq!(found.apart, 3);
    assert_eq!(
        shown(&found),
        ["here[war=first] 2025-03-01 = 94: 100 - 6, a"]
    );
}

#[test]
fn a_cell_is_bounded_by_others_and_not_by_what_is_printed_of_it() {
    let rows = [
        "a here 2025-03-01 100",
        "a here[war=first] 2025-03-01 90",
        "a here[war=second] 2025-03-01 6",
    ];
    let found = ask(&rows, "here[war=first]@2025-03-01", &[]);
    assert_eq!(ranges(&found), ["here[war=first]@2025-03-01: 94"]);
    let printed = &found.answers[0].printed;
    assert_eq!((printed.len(), &*printed[0].printed), (1, "90"));
    assert!(found.answers[0].contested.is_empty());
}

#[test]
fn contradictions_elsewhere_are_left_out_and_named() {
    let rows = [
        "a here 2025-03-01 100",
        "a here[sex=men] 2025-03-01 60",
        "b here[sex=men] 2025-03-01 61",
        "a here[war=second] 2025-03-01 6",
    ];
    let found = ask(&rows, "here[war=first]", &[]);
    assert_eq!(ranges(&found), ["here[war=first]@2025-03-01: 94"]);
    let contested: Vec<&str> = (found.answers[0].contested.iter())
        .map(|figure| &*figure.printed)
        .collect();
    assert_eq!(contested, ["60", "61"]);
}

#[test]
fn one_source_alone_and_a_date_between() {
    let rows = [
        "a lost 2025-03-01 100",
        "b lost 2025-03-01 100",
        "b lost[war=second] 2025-03-01 6",
        "b lost 2025-03-09 120",
    ];
    let found = ask(&rows, "lost[war=first]@2025-03-01", &["b"]);
    assert_eq!(ranges(&found), ["lost[war=first]@2025-03-01, b: 94"]);
    let found = ask(&rows, "lost[war=first]@2025-03-01", &["a"]);
    assert_eq!(ranges(&found), ["lost[war=first]@2025-03-01, a: 0 to 100"]);
    // Nobody speaks of that day, but the figure cannot fall.
    let found = ask(&rows, "lost@2025-03-05", &[]);
    assert_eq!(ranges(&found), ["lost@2025-03-05: 100 to 120"]);
    // A month means its days.
    let found = ask(&rows, "lost@2025-03", &[]);
    assert_eq!(
        ranges(&found),
        ["lost@2025-03-01: 6 to 120", "lost@2025-03-09: 100 or more"]
    );
}

#[test]
fn what_only_a_sum_shows_is_told_as_a_sum() {
    let rows = [
        "a pairs[two=ab] 2025-03-01 10",
        "a pairs[two=bc] 2025-03-01 12",
        "a pairs[two=ac] 2025-03-01 14",
    ];
    let found = ask(&rows, "pairs[one=a]", &[]);
    assert_eq!(ranges(&found), ["pairs[one=a]@2025-03-01, a: 6"]);
    let Outcome::Range { low, high, .. } = &found.answers[0].outcome else {
        panic!("{found:?}");
    };
    for (reason, sign) in [(low, ">="), (high, "<=")] {
        let reason = reason.as_ref().unwrap();
        assert!(
            reason.steps.is_empty() && reason.sum.len() == 6,
            "{reason:?}"
        );
        let end = format!("add up to 2 x pairs[one=a] {sign} 12, so pairs[one=a] {sign} 6");
        assert!(reason.conclusion.ends_with(&end), "{}", reason.conclusion);
    }
    let list = list(&rows);
    assert_eq!(list.rows.len(), 3);
    assert!(
        list.rows.iter().all(|row| row.how == How::Lines(6)),
        "{list:?}"
    );
    assert!(list.rows.iter().all(|row| row.claims.len() == 3));
}

#[test]
fn narrow_is_a_twentieth_of_the_upper_end() {
    let closed = |a: i64, b: i64| Interval::closed(Exact::from(a), Exact::from(b));
    assert!(is_narrow(&closed(95, 100)));
    assert!(!is_narrow(&closed(94, 100)));
    assert!(is_narrow(&closed(0, 0)) && is_narrow(&closed(-3, -3)));
    assert!(!is_narrow(&closed(0, 1)) && !is_narrow(&closed(-4, -3)));
    assert!(!is_narrow(&Interval::at_least(Exact::ONE)));
}
