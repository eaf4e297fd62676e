//! Drafts as a whole: they load, their quotations hold, and a second draft leaves alone
//! what a person has done.

use proptest::prelude::*;

use super::*;
use crate::checks::{Asked, audit};
use crate::dossier::{Dossier, Input, SourceId, TextCopy, load};
use crate::findings::{INPUT_CHECKS, Severity};
use crate::quantity::recognise;
use crate::text::plain::Markup;

const TEXT: &str = "Flood moves 412 people\n\nVarnholm, 12 March 2026\n\n\
    As many as 412 people were moved out, including 96 children, the rescue service said. \
    Of them, 300 live in the North and 112 in the South. In 2014 two villages were flooded.\n";

fn drafted(text: &str, markup: Markup, codebook: Option<&Codebook>, source: &str) -> Draft {
    let hedges = HedgeTable::standard();
    let plain = Plain::of(text, markup);
    let found = recognise(&plain.text, NumberFormat::En, &hedges);
    let article = Article {
        name: Some("flood.txt"),
        plain: &plain,
        found: &found,
    };
    let options = Options {
        source: Some(source),
        codebook,
        skipped: true,
        format: NumberFormat::En,
        hedges: &hedges,
    };
    draft(&article, &options)
}

fn input(name: &str, text: &str) -> Input {
    Input {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        is_settings: name == "crossfoot.yaml",
        named: true,
        unreadable: None,
    }
}

/// The dossier of a draft with the text beside it.
fn loaded(yaml: &str, copy: &str, text: &str) -> Dossier {
    let mut dossier = load(vec![input("flood.yaml", yaml)]);
    let file = dossier.files.add(copy.to_owned(), text.to_owned(), 0);
    dossier.texts.push(TextCopy {
        source: SourceId(0),
        file,
    });
    dossier
}

/// What is wrong with a draft: input errors, and quotations that do not hold.
fn faults(yaml: &str, copy: &str, text: &str) -> Vec<String> {
    let mut dossier = loaded(yaml, copy, text);
    let found = audit(&mut dossier, Asked::default()).findings;
    let bad = found.iter().filter(|finding| {
        let input = INPUT_CHECKS.contains(&finding.check) && finding.severity == Severity::Error;
        let evidence = ["value-not-in-quote", "quote-not-in-text", "hedge-dropped"];
        input || evidence.contains(&finding.check)
    });
    bad.map(|finding| format!("{}: {}", finding.check, finding.message))
        .collect()
}

#[test]
fn a_draft_says_what_the_article_says() {
    let draft = drafted(TEXT, Markup::Text, None, "flood");
    insta::assert_snapshot!(draft.text());
    assert_eq!(
        faults(&draft.text(), "flood.txt", TEXT),
        Vec::<String>::new()
    );
}

#[test]
fn codes_and_measures_of_a_codebook_are_put_in() {
    let codebook = load(vec![input(
        "crossfoot.yaml",
        "measures:\n  moved: {label: People moved out, aliases: [evacuees], type: count}\n  houses: {label: Houses flooded}\n\
         dimensions:\n  region: {codes: {all: {partition: [north, south]}}}\n  age: {codes: {all: {}, child: {label: children}}}\n",
    )])
    .codebook;
    let draft = drafted(TEXT, Markup::Text, Some(&codebook), "flood");
    let text = draft.text();
    assert!(
        text.contains("measure: moved    # suggested by the codebook"),
        "{text}"
    );
    assert!(text.contains("by: region\n"), "{text}");
    assert!(
        text.contains("          north: 300\n          south: 112\n"),
        "{text}"
    );
    assert!(text.contains("by: age\n"), "{text}");
    assert!(text.contains("          child: 96\n"), "{text}");
}

#[test]
fn a_second_draft_keeps_every_byte_and_adds_what_is_new() {
    let first = drafted(TEXT, Markup::Text, None, "flood");
    let same = update(&first.text(), &first).unwrap();
    assert_eq!(same.text, first.text());
    assert!(same.added.is_empty() && same.vanished.is_empty());

    // A person puts the measure in and deletes what is no statistic.
    let file = first.text();
    let edited = file.replacen(
        "measure: TODO    # counts: people",
        "measure: moved_out  # mine",
        1,
    );
    let from = edited.find("  # In 2014").unwrap();
    let to = edited.find("\n# Skipped").unwrap();
    let edited = format!("{}{}", &edited[..from], &edited[to..]);
    let longer = format!("{TEXT}\nAnother 35 houses were damaged.\n");
    let second = drafted(&longer, Markup::Text, None, "flood");
    let updated = update(&edited, &second).unwrap();
    assert_eq!(updated.added, ["flood/35-houses-damaged"]);
    assert!(updated.vanished.is_empty());
    assert!(updated.text.contains("measure: moved_out  # mine"));
    assert!(!updated.text.contains("id: flood/two-villages"));
    let before = updated.text.split("\n\n  # Another 35").next().unwrap();
    assert!(edited.starts_with(before));
    assert_eq!(
        faults(&updated.text, "flood.txt", &longer),
        Vec::<String>::new()
    );
    assert_eq!(update(&updated.text, &second).unwrap().text, updated.text);

    let shorter = drafted("35 houses were damaged.", Markup::Text, None, "flood");
    let vanished = update(&updated.text, &shorter).unwrap().vanished;
    assert!(!vanished.is_empty());
}

#[test]
fn what_cannot_be_added_to_is_left_alone() {
    let draft = drafted(TEXT, Markup::Text, None, "flood");
    for file in ["claims: [{measure: a, value: 1}]\n", "claims: 5\n", "- a\n"] {
        assert_eq!(update(file, &draft), Err(UpdateError::Form), "{file}");
    }
    assert!(matches!(
        update("claims: [", &draft),
        Err(UpdateError::Broken(_))
    ));
    for file in [
        "source: {id: flood}\n",
        "claims: []\n",
        "claims:\n- {measure: a, value: 1}",
    ] {
        let updated = update(file, &draft).unwrap();
        assert!(
            updated.text.contains("id: flood/412-people"),
            "{}",
            updated.text
        );
    }
}

#[test]
fn words_of_pages_are_looked_up_in_pages() {
    let page = "<h1>Flood</h1><p>As many as <b>3&nbsp;983</b> people were moved.</p><p>96 were children.</p>";
    let draft = drafted(page, Markup::Html, None, "flood");
    assert_eq!(draft.entries.len(), 2);
    assert_eq!(
        faults(&draft.text(), "flood.html", page),
        Vec::<String>::new()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_draft_loads_and_its_quotations_hold(
        text in "([0-9]{1,4}|[0-9],[0-9]{3}| |, |\\. |\n|including|of them|people|women|men|half a|million|about|more than|“|”|\"|'|#|: |- |%|\\$|one|the |Of |\\(|\\)|\u{a0}|\u{ad}|\u{202e}|…|é|[a-z]{1,8}|\\PC){0,60}",
    ) {
        let draft = drafted(&text, Markup::Text, None, "flood");
        let yaml = draft.text();
        prop_assert_eq!(faults(&yaml, "flood.txt", &text), Vec::<String>::new(), "{}", yaml);
        prop_assert_eq!(&update(&yaml, &draft).unwrap().text, &yaml);
    }

    #[test]
    fn every_page_drafts(text in "(<p>|</p>|<b>|&nbsp;|&#37;|<!--|-->|<sup>|[0-9]{1,4}| |\n|including|people|\\*|# |\\||[a-z]{1,5}|\\PC){0,40}") {
        for (copy, markup) in [("flood.html", Markup::Html), ("flood.md", Markup::Markdown)] {
            let yaml = drafted(&text, markup, None, "flood").text();
            prop_assert_eq!(faults(&yaml, copy, &text), Vec::<String>::new(), "{}", yaml);
        }
    }
}
