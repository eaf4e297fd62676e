//! Words of pages and the way back.

use proptest::prelude::*;

use super::*;

fn words(text: &str, markup: Markup) -> String {
    Plain::of(text, markup).text
}

/// The stretch of the file that a stretch of the words comes from.
fn back<'a>(text: &'a str, markup: Markup, wanted: &str) -> &'a str {
    let plain = Plain::of(text, markup);
    let at = plain.text.find(wanted).unwrap();
    &text[plain.original(&(at..at + wanted.len()))]
}

#[test]
fn pages_lose_their_tags_and_keep_their_places() {
    let page = "<!DOCTYPE html><html><head><title>A &amp; B</title>\
        <meta property=\"article:published_time\" content=\"2026-03-12T10:00:00Z\">\
        <link rel=canonical href='https://example.org/a'><script>1 < 2</script></head>\
        <body><nav>99 items</nav><h1>Flood <em>moves</em> 412</h1>\
        <p>Of the 3&nbsp;<b>983</b> people,\n  <!-- 77 --> 12&#37; came.</p>\
        <p>a < b</p><ul><li>one<li>two</ul><style>p {width: 16px}</style></body>";
    let plain = Plain::of(page, Markup::Html);
    assert_eq!(
        plain.text,
        "Flood moves 412\n\nOf the 3\u{a0}983 people, 12% came.\n\na < b\n\none\n\ntwo"
    );
    assert_eq!(plain.head.title.as_deref(), Some("Flood moves 412"));
    assert_eq!(
        plain.head.published.as_deref(),
        Some("2026-03-12T10:00:00Z")
    );
    assert_eq!(plain.head.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(back(page, Markup::Html, "3\u{a0}983"), "3&nbsp;<b>983");
    assert_eq!(back(page, Markup::Html, "12%"), "12&#37;");
    assert_eq!(back(page, Markup::Html, "two"), "two");
}

#[test]
fn marks_of_footnotes_are_no_digits() {
    let page = "<p>3,983<sup><a href=\"#1\">1</a></sup> people on 12 km<sup>2</sup></p>";
    assert_eq!(words(page, Markup::Html), "3,983 people on 12 km^2");
    let page = "<p>35<sup>2</sup> people<sup>14</sup> and 10<sup>6</sup> cells</p>";
    assert_eq!(words(page, Markup::Html), "35 people and 10^6 cells");
}

#[test]
fn marks_that_never_end_are_not_sought_to_the_end() {
    let page = "<sup>".repeat(200_000);
    assert_eq!(words(&page, Markup::Html).len(), 200_000);
}

#[test]
fn cells_of_tables_are_lines() {
    let page = "<table><tr><th>Town<th>Moved</tr><tr><td>North</td><td>300</td></tr></table>";
    assert_eq!(words(page, Markup::Html), "Town\nMoved\n\nNorth\n300");
    let page = "| Town | Moved |\n| --- | --- |\n| North | 300 |\n";
    assert_eq!(words(page, Markup::Markdown), "Town\nMoved\n\nNorth\n300");
}

#[test]
fn markdown_loses_its_marks_and_keeps_its_places() {
    let page = "---\ndate: 5\n---\n# Flood moves *412*\n\nOf the [3,983](https://example.org/77) people **12**&nbsp;came\nhome.\n\n- one\n- two\n\n```\n16 px\n```\n<div>7 more</div>\n";
    let plain = Plain::of(page, Markup::Markdown);
    assert_eq!(
        plain.text,
        "Flood moves 412\n\nOf the 3,983 people 12\u{a0}came home.\n\none\n\ntwo\n\n7 more"
    );
    assert_eq!(plain.head.title.as_deref(), Some("Flood moves 412"));
    assert_eq!(back(page, Markup::Markdown, "3,983"), "3,983");
    assert_eq!(
        back(page, Markup::Markdown, "12\u{a0}came"),
        "12**&nbsp;came"
    );
}

#[test]
fn what_is_broken_is_read_as_far_as_it_goes() {
    for page in [
        "<",
        "<a",
        "<a href=\"x>y</a>",
        "<!--",
        "<p",
        "</",
        "&",
        "&#",
        "<script>",
        "<sup>",
        "<head><title",
    ] {
        Plain::of(page, Markup::Html);
    }
    assert_eq!(words("<a href=\"x>y</a>z", Markup::Html), "yz");
}

#[test]
fn the_ending_or_the_beginning_tells_the_markup() {
    assert_eq!(Markup::of("a.HTML", "x"), Markup::Html);
    assert_eq!(Markup::of("a.md", "<html>"), Markup::Markdown);
    assert_eq!(Markup::of("-", "\n<!doctype HTML>"), Markup::Html);
    assert_eq!(Markup::of("-", "3 < 4"), Markup::Text);
}

proptest! {
    #[test]
    fn every_stretch_leads_back(text in "(<|>|&|;|nbsp|p|/|!--|sup|b|\"|=| |\n|[0-9]|é|#|\\*|\\||-|`|\\[|\\(|\\))*") {
        for (_, markup) in Markup::NAMES {
            let plain = Plain::of(&text, markup);
            let places: Vec<usize> = plain.text.char_indices().map(|(at, _)| at).chain([plain.text.len()]).collect();
            let mut last = 0;
            for pair in places.windows(2) {
                let range = plain.original(&(pair[0]..pair[1]));
                prop_assert!(text.get(range.clone()).is_some(), "{:?} {:?}", markup, range);
                prop_assert!(range.start >= last || markup == Markup::Markdown);
                last = range.start;
            }
        }
    }
}
