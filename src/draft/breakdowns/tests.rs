//! Suggestions from wordings, and wordings that suggest nothing.

use super::super::figure;
use super::super::{Article, Options};
use super::*;
use crate::quantity::{HedgeTable, NumberFormat, recognise};
use crate::text::plain::{Markup, Plain};

/// What is suggested for a text: whole, parts, and whether they add up.
fn suggested(text: &str) -> Vec<(String, Vec<String>, bool)> {
    let hedges = HedgeTable::standard();
    let plain = Plain::of(text, Markup::Text);
    let found = recognise(&plain.text, NumberFormat::En, &hedges);
    let article = Article {
        name: None,
        plain: &plain,
        found: &found,
    };
    let options = Options {
        source: None,
        codebook: None,
        skipped: false,
        format: NumberFormat::En,
        hedges: &hedges,
    };
    let (figures, left) = figure::all(&article, &options);
    assert!(left.is_empty(), "{left:?}");
    let printed = |at: usize| text[figures[at].numeral.clone()].to_owned();
    suggest(&plain.text, &figures)
        .into_iter()
        .map(|found| {
            let parts = found.parts.iter().map(|&part| printed(part)).collect();
            (printed(found.whole), parts, found.adds_up)
        })
        .collect()
}

fn check(text: &str, wanted: &[(&str, &[&str], bool)]) {
    let wanted: Vec<(String, Vec<String>, bool)> = wanted
        .iter()
        .map(|(whole, parts, sum)| {
            let parts = parts.iter().map(|part| (*part).to_owned()).collect();
            ((*whole).to_owned(), parts, *sum)
        })
        .collect();
    assert_eq!(suggested(text), wanted, "{text}");
}

#[test]
fn one_sentence() {
    check(
        "The storm killed 41 people, including 9 children.",
        &[("41", &["9"], false)],
    );
    check(
        "Some 872 patients, including 29 nurses, 98 women and 112 drivers, were moved.",
        &[("872", &["29", "98", "112"], false)],
    );
    check(
        "The party won 120 seats, of which 70 were in the cities and 50 in the country.",
        &[("120", &["70", "50"], true)],
    );
    check(
        "Rescuers reached 35 of the 60 houses.",
        &[("60", &["35"], false)],
    );
    check(
        "The party won 202 of 650 seats.",
        &[("650", &["202"], false)],
    );
    check(
        "The force lost 3 boats and 45 men, 32 of them in one night.",
        &[("45", &["32"], false)],
    );
    check(
        "They counted 3,890 workers (3,171 drivers, 719 clerks).",
        &[("3,890", &["3,171", "719"], true)],
    );
    check(
        "There were nine fires: four in Ard, three in Bex and two in Cawl.",
        &[("nine", &["four", "three", "two"], true)],
    );
    check(
        "They found 3,209 soldiers and 774 clerks, a total of 3,983.",
        &[("3,983", &["3,209", "774"], true)],
    );
}

#[test]
fn from_one_sentence_to_the_next() {
    check(
        "The list has 3,983 names. The number includes 3,209 soldiers and 774 clerks.",
        &[("3,983", &["3,209", "774"], true)],
    );
    check(
        "A total of 3,890 voters were turned away. Among them, 3,171 were students and 719 were clerks. Sadly, among the clerks, 71 were ill and 26 were lost.",
        &[
            ("3,890", &["3,171", "719"], true),
            ("719", &["71", "26"], false),
        ],
    );
    check(
        "So far 218 bodies have been recovered. The identities of 60 of them were established.",
        &[("218", &["60"], false)],
    );
    check(
        "In all 3,983 pupils are absent. They are from all towns. 3,698 of the pupils are boys, while 285 are girls.",
        &[("3,983", &["3,698", "285"], true)],
    );
    check(
        "Among the 613 residents hurt in the fire, 63 were minors and 106 were women.",
        &[("613", &["63", "106"], false)],
    );
    check(
        "The quake hit 57 towns. Of the 35 wounded, 12 are in hospital.",
        &[("35", &["12"], false)],
    );
}

#[test]
fn what_is_no_part() {
    for text in [
        // Two things in one sentence.
        "The storm killed 41 people and injured 9.",
        "In May 120 people came, and 30 were arrested.",
        "Prices rose from 10 dollars to 12 dollars.",
        "The town has 12 schools and 3 clinics. It lies 5 km away.",
        // Larger than the whole.
        "The club has 12 members, including 2,000 supporters.",
        "So far 41 bodies were found. The names of 60 of them are known.",
        // Not clear which whole is meant.
        "There are 57 schools and 20 clinics. Of them, 12 are closed.",
        "Some 1,900 exiles live in 33 camps; 12 of them are ill.",
        "There were 3 teams of 12 players.",
        // Nothing that is counted follows.
        "More than 300 villages, including the cities of Ard and Bex, were reached. 12 people died.",
        "Some 500 voters came, compared with 300 men and 200 women in May.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_clause_after_a_list_is_no_item() {
    check(
        "The march drew 500 people, including 12 ministers, and 30 were arrested.",
        &[("500", &["12"], false)],
    );
}
