//! Any bytes as an article: what is drafted loads without a fault, every quotation is
//! found and holds its figure, and a second run adds nothing. The first byte says how the
//! article is written.

#![no_main]

use crossfoot::draft::{Article, Options, draft, update};
use crossfoot::findings::{INPUT_CHECKS, Severity};
use crossfoot::quantity::{HedgeTable, NumberFormat, recognise};
use crossfoot::text::decode;
use crossfoot::text::plain::{Markup, Plain};
use libfuzzer_sys::fuzz_target;

const EVIDENCE: [&str; 3] = ["quote-not-in-text", "value-not-in-quote", "hedge-dropped"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let Ok((text, _)) = decode(rest.to_vec()) else {
        return;
    };
    let (name, markup) = match first % 3 {
        0 => ("a.txt", Markup::Text),
        1 => ("a.md", Markup::Markdown),
        _ => ("a.html", Markup::Html),
    };
    let plain = Plain::of(&text, markup);
    let hedges = HedgeTable::standard();
    let found = recognise(&plain.text, NumberFormat::En, &hedges);
    let article = Article {
        name: Some(name),
        plain: &plain,
        found: &found,
    };
    let options = Options {
        source: None,
        codebook: None,
        skipped: true,
        format: NumberFormat::En,
        hedges: &hedges,
    };
    let draft = draft(&article, &options);
    let file = draft.text();
    let mut dossier = crossfoot_fuzz::load(file.clone().into_bytes(), Some((name, &text)));
    for finding in crossfoot_fuzz::audit(&mut dossier) {
        let input = INPUT_CHECKS.contains(&finding.check) && finding.severity == Severity::Error;
        assert!(
            !input && !EVIDENCE.contains(&finding.check),
            "{}: {}\n{file}",
            finding.check,
            finding.message
        );
    }
    match update(&file, &draft) {
        Ok(again) => assert_eq!(again.text, file, "a second run adds nothing"),
        Err(error) => assert!(draft.entries.is_empty(), "{error:?}\n{file}"),
    }
});
