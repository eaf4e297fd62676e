//! Contexts in blocks, in braces and in text that is half written.

use proptest::prelude::*;

use super::*;

/// The path, whether a value is typed, and what is typed, at the `|` of a text.
fn at(text: &str) -> Option<(String, bool, String)> {
    let cursor = text.find('|').unwrap_or(text.len());
    let text = text.replacen('|', "", 1);
    let context = context(&text, cursor)?;
    Some((
        context.path.join("/"),
        context.is_value,
        context.typed.to_owned(),
    ))
}

const CLAIM: &str = "source:\n  id: a\nclaims:\n  - measure: missing\n    value: 3\n    breakdowns:\n      - by: role\n        quote: x: y\n        parts:\n";

#[test]
fn blocks_are_read_by_their_columns() {
    for (text, path, is_value, typed) in [
        ("mea|", "", false, "mea"),
        (
            "source:\n  publisher: com|",
            "source/publisher",
            true,
            "com",
        ),
        ("claims:\n  - |", "claims/-", false, ""),
        ("claims:\n- mea|", "claims/-", false, "mea"),
        ("claims:\n  - measure: |", "claims/-/measure", true, ""),
        ("claims:\n  - measure: a\n    |", "claims/-", false, ""),
        (
            "claims:\n  - measure: a\n\n# note\n    where:\n      se|x: b\n",
            "claims/-/where",
            false,
            "se",
        ),
        (
            "claims:\n  - measure: a\n    where: {sex: wo|",
            "claims/-/where/sex",
            true,
            "wo",
        ),
        (
            "claims:\n  - measure: a\n    where: {sex: women, a|",
            "claims/-/where",
            false,
            "a",
        ),
        ("claims:\n  - {measure: mi|", "claims/-/measure", true, "mi"),
        (
            "claims:\n  - {breakdowns: [{by: role, parts: {mil|",
            "claims/-/breakdowns/-/parts",
            false,
            "mil",
        ),
        (
            "claims:\n  - {breakdowns: [{by: role, parts: {a: 1}, k|",
            "claims/-/breakdowns/-",
            false,
            "k",
        ),
        (
            "accept:\n  - check: a\n    claims:\n      - x/y|",
            "accept/-/claims/-",
            false,
            "x/y",
        ),
        (
            "accept:\n  - claims: [a, \"b c[d|",
            "accept/-/claims/-",
            false,
            "b c[d",
        ),
        (
            "claims:\n  - measure:\n      a|",
            "claims/-/measure",
            false,
            "a",
        ),
        (
            "settings:\n  severity: {bas|",
            "settings/severity",
            false,
            "bas",
        ),
        ("a: 'x: y'\nb: \"c # d|", "b", true, "c # d"),
    ] {
        let found = at(text);
        assert_eq!(found, Some((path.into(), is_value, typed.into())), "{text}");
    }
    assert_eq!(at("a: 1 # mea|"), None);
    let parts = format!("{CLAIM}          mil|");
    assert_eq!(
        at(&parts).map(|found| found.0).as_deref(),
        Some("claims/-/breakdowns/-/parts")
    );
    let next = format!("{CLAIM}          military: 3\n  - |");
    assert_eq!(at(&next).map(|found| found.0).as_deref(), Some("claims/-"));
}

#[test]
fn siblings_stand_at_the_same_column() {
    let by = |text: &str| {
        let found = context(text, text.len())?;
        sibling(text, &found, "by").map(str::to_owned)
    };
    assert_eq!(
        by(&format!("{CLAIM}          mil")).as_deref(),
        Some("role")
    );
    let after = "claims:\n  - breakdowns:\n      - parts:\n          mil";
    assert_eq!(by(after), None);
    let flow = "claims:\n  - breakdowns: [{by: role, parts: {mil";
    assert_eq!(by(flow).as_deref(), Some("role"));
    let below = format!("{after}\n        by: sex # of\n");
    let found = context(&below, after.len());
    assert_eq!(
        found.and_then(|found| sibling(&below, &found, "by")),
        Some("sex")
    );
}

proptest! {
    #[test]
    fn any_text_has_a_context_or_none(text in "[ab:{}\\[\\], \"'#\n\\-\u{e9}]{0,60}", at in 0usize..70) {
        if let Some(found) = context(&text, at) {
            prop_assert!(found.start <= at.min(text.len()));
            sibling(&text, &found, "b");
        }
    }
}
