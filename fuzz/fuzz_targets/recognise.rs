//! Any bytes as running text: what is found lies on characters, in order, one beside the
//! other, and a figure that is printed somewhere reads back as the same value.

#![no_main]

use crossfoot::quantity::{HedgeTable, NumberFormat, Value, recognise};
use crossfoot::text::plain::{Markup, Plain};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let hedges = HedgeTable::standard();
    for format in [NumberFormat::En, NumberFormat::Eu] {
        laws(&text, format, &hedges);
    }
    for (_, markup) in Markup::NAMES {
        laws(&Plain::of(&text, markup).text, NumberFormat::En, &hedges);
    }
});

fn laws(text: &str, format: NumberFormat, hedges: &HedgeTable) {
    let mut end = 0;
    for found in recognise(text, format, hedges) {
        let numeral = text.get(found.numeral.clone()).expect("on characters");
        assert!(!numeral.is_empty());
        assert!(found.numeral.start >= end, "in order, apart");
        end = found.numeral.end;
        for outer in [&found.phrase, &found.sentence] {
            assert!(outer.start <= found.numeral.start && outer.end >= found.numeral.end);
            assert!(text.get(outer.clone()).is_some(), "on characters");
        }
        for inner in [&found.hedge, &found.noun].into_iter().flatten() {
            assert!(text.get(inner.clone()).is_some(), "on characters");
        }
        if found.is_figure() {
            let value = found.value.expect("a figure has a value");
            let again = Value::parse(&value.printed, format, hedges);
            assert_eq!(again.as_ref(), Ok(&value), "reads back");
        }
    }
}
