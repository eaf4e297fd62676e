//! No bytes whatever make loading, judging or rendering panic.

use proptest::prelude::*;

use crate::harness::report_of_bytes;

/// A dossier that uses most of the language, to be broken.
const SEED: &str = r#"crossfoot: 1
settings: {severity: {base-shift: off}, hedges: {several: {plausible: "[3, 9]", hard: "[3, inf)"}}}
publishers: {p: {name: Somebody, aliases: [Some Body]}}
measures: {m: {type: count, over_time: cumulative, growth_note: 1%}, a: {type: amount, unit: km}}
dimensions: {x: {codes: {all: {partition: [b, c]}, b: {aliases: [bee]}}}}
rules: {r: {assert: "m[x=b] <= m ± 2", why: because, missing: report}}
source: {id: s, publisher: p, published: 2025-03-10, rounding: truncate}
claims:
  - measure: m
    id: first
    value: more than 1,200
    where: {x: all}
    quote: {exact: "more than 1,200 people", prefix: the}
    breakdowns:
      - by: x
        missing: zero
        parts: {b: 60%, c: {value: 500-600, note: n}}
  - {measure: a, value: {rounded: 4000, to: 1000}, period: 2024/2025, revises: first, reason: r}
  - {measure: m, value: "3 983", as_of: 2025-02~, attributed_to: Somebody Else, readings: [{x: b}]}
accept:
  - {check: cumulative-decrease, claims: [first], reason: asked, until: 2025-01-01}
"#;

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        report_of_bytes(bytes);
    }

    #[test]
    fn no_text_panics(text in "[-a-z0-9:{}\\[\\],.\"'|>~%&*!# \n\t‘–…Ж\u{202e}]{0,300}") {
        report_of_bytes(text.into_bytes());
    }

    #[test]
    fn no_damage_to_a_dossier_panics(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..12, "[-a-z0-9:{}\\[\\],.\"'|>~%&*!# \n\t]{0,6}"), 1..8)
    ) {
        let mut text = SEED.to_owned();
        for (place, length, new) in edits {
            let start = place.index(text.len() + 1);
            let end = (start + length).min(text.len());
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                text.replace_range(start..end, &new);
            }
        }
        report_of_bytes(text.into_bytes());
    }
}

#[test]
fn the_dossier_to_be_broken_is_sound() {
    let report = report_of_bytes(SEED.as_bytes().to_vec());
    let input = ["invalid", "unknown-f", "missing-f", "duplicate"];
    let bad: Vec<&str> = report
        .lines()
        .filter(|line| line.contains("error[") && input.iter().any(|word| line.contains(word)))
        .collect();
    assert!(bad.is_empty(), "{bad:?}");
}
