//! The recogniser on small texts; the annotated corpus stands in `tests/fixtures/texts`.

use super::*;

/// Each expression: its numeral, the hedge in brackets, and `!reason` or `: noun`.
fn shown(text: &str) -> Vec<String> {
    let table = HedgeTable::standard();
    recognise(text, NumberFormat::En, &table)
        .into_iter()
        .map(|found| {
            let mut line = text[found.numeral.clone()].to_owned();
            if let Some(hedge) = &found.hedge {
                line += &format!(" [{}]", &text[hedge.clone()]);
            }
            if let Some(skip) = found.skip {
                line += &format!(" !{skip}");
            }
            if let Some(noun) = &found.noun {
                line += &format!(": {}", &text[noun.clone()]);
            }
            line
        })
        .collect()
}

#[test]
fn probe() {
    let Ok(path) = std::env::var("PROBE") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    panic!("{}", shown(&text).join("\n"));
}
