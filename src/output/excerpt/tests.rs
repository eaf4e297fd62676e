//! Excerpts of awkward files: long lines, tabs, wide letters, ends of files, and
//! any bytes whatever.

use proptest::prelude::*;

use crate::findings::{Finding, Severity, canned};
use crate::output::{Format, Style, render};
use crate::text::{FileId, SourceMap, Span};

/// A finding over one file, shown; `[...]` in the text marks its places.
fn show(marked: &str) -> String {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut open = None;
    for c in marked.chars() {
        match c {
            '⟦' => open = Some(text.len() as u32),
            '⟧' => spans.push((open.take().expect("an opening mark"), text.len() as u32)),
            c => text.push(c),
        }
    }
    render_spans(&text, &spans)
}

fn render_spans(text: &str, spans: &[(u32, u32)]) -> String {
    let mut sources = SourceMap::default();
    let file = sources.add("a.yaml".into(), text.into(), 0);
    let at = |&(start, end): &(u32, u32)| Span::new(file, start, end);
    let mut finding = Finding::new("invalid-value", Severity::Error, at(&spans[0]), "message");
    for (n, span) in spans.iter().enumerate().skip(1) {
        finding = finding.related(at(span), format!("place {n}"));
    }
    let (_, report) = canned::report_of(vec![]);
    let report = crate::findings::Report {
        findings: vec![finding],
        ..report
    };
    let out = render(Format::Text, &report, &sources, &Style::default());
    let end = out.find("  |\n  = help").or_else(|| out.find("= help"));
    out[..end.expect("a last line of help")].to_string()
}

#[test]
fn awkward_places() {
    let gap = "x: y\n".repeat(60);
    let far = format!("first: 1\n{gap}whole: ⟦3⟧\n{gap}part: ⟦4⟧\n");
    let word = "word ".repeat(2000);
    let long = format!("quote: {word}⟦3,983⟧ {word}\n");
    let cases = [
        ("tabs and wide letters", "a: 1\n\tquote: 行方不明 ⟦3983⟧\n"),
        ("the end of a line", "value:⟦⟧\r\nother: 1\r\n"),
        ("the end of a file", "value: \"3\n⟦⟧"),
        ("an empty file", "⟦⟧"),
        (
            "a place of several lines",
            "claims:\n  - ⟦value: 7\n    where: {}\n    id: x⟧\n",
        ),
        ("places far apart", &far),
        ("a long line", &long),
        (
            "two places in a line",
            "parts: {military: ⟦3,209⟧, civilian: ⟦775⟧}\n",
        ),
    ];
    let shown = cases.map(|(name, text)| format!("{name}\n\n{}", show(text)));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_long_place_is_cut_to_the_screen() {
    let long = "word ".repeat(60);
    let shown = show(&format!("quote: ⟦{long}⟧\n"));
    let widest = shown.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(100), "{shown}");
}

proptest! {
    #[test]
    fn no_text_and_no_place_panics(
        text in "(?s)[ -~\\n\\t\\r行é\\u{1b}\\u{202e}]{0,200}",
        spans in proptest::collection::vec((0u32..260, 0u32..260), 1..4),
    ) {
        let shown = render_spans(&text, &spans);
        prop_assert!(shown.contains("--> a.yaml:"));
    }

    #[test]
    fn the_caret_stands_under_the_place(
        before in "[a-zé行\\t\\u{202e}]{0,30}",
        after in "[a-z ]{0,30}",
    ) {
        let text = format!("{before}3983{after}\n");
        let start = before.len() as u32;
        let shown = render_spans(&text, &[(start, start + 4)]);
        let mut lines = shown.lines().skip(3);
        let (code, carets) = (lines.next().unwrap_or(""), lines.next().unwrap_or(""));
        let column = |line: &str, mark: &str| {
            let at = line.find(mark).expect("the mark is there");
            unicode_width::UnicodeWidthStr::width(&line[..at])
        };
        prop_assert_eq!(column(code, "3983"), column(carets, "^^^^"), "{}", shown);
        let header = format!("a.yaml:1:{}", before.chars().count() + 1);
        prop_assert!(shown.lines().nth(1).is_some_and(|line| line.ends_with(&header)));
    }
}

#[test]
fn a_byte_order_mark_shifts_nothing_on_screen() {
    let mut sources = SourceMap::default();
    let file = sources.add("bom.yaml".into(), "value: x\n".into(), 3);
    let finding = Finding::new("invalid-value", Severity::Error, Span::new(file, 7, 8), "m");
    assert_eq!(file, FileId(0));
    let shown = super::excerpts(&sources, &finding.locations, 80, false);
    assert_eq!(shown[0].header, "bom.yaml:1:8");
    assert_eq!(shown[0].marks[0].range, 7..8);
}
