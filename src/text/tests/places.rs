//! Where texts stand in the file, for every way to write a scalar.

use super::super::{Kind, SourceMap};
use super::{at, tree};

/// What `needle`, found in the decoded text at `path`, is in the file.
fn inner(text: &str, path: &str, needle: &str) -> String {
    let (tree, problems) = tree(text);
    assert!(problems.is_empty(), "{problems:?}");
    let node = at(&tree, path);
    let start = node.text().unwrap().find(needle).unwrap();
    let span = node.inner(start..start + needle.len());
    text[span.start as usize..span.end as usize].to_owned()
}

/// Decoded text and source text of the node at `path`.
fn both(text: &str, path: &str) -> (String, String) {
    let (tree, problems) = tree(text);
    assert!(problems.is_empty(), "{problems:?}");
    let node = at(&tree, path);
    let span = node.span();
    let source = &text[span.start as usize..span.end as usize];
    (node.text().unwrap().to_owned(), source.to_owned())
}

fn pair(decoded: &str, source: &str) -> (String, String) {
    (decoded.to_owned(), source.to_owned())
}

#[test]
fn plain_scalars_stay_as_written() {
    for value in [
        "3,983",
        "0.10",
        "012",
        "NO",
        "1:30",
        "~3900",
        "-5",
        "−5",
        "1e400",
        "0x1F",
        "<5",
        "..",
        "3'983",
        "10 %",
        "a#b",
        "https://example.org/x?y=1",
    ] {
        let text = format!("value: {value}\n");
        assert_eq!(both(&text, "value"), pair(value, value));
    }
}

#[test]
fn quotes_are_in_the_span_and_not_in_the_text() {
    assert_eq!(both("a: \"x y\"", "a"), pair("x y", "\"x y\""));
    assert_eq!(both("a: 'it''s'", "a"), pair("it's", "'it''s'"));
    assert_eq!(both("a: \"\"", "a"), pair("", "\"\""));
    assert_eq!(
        both("a: \"\\u0431\\n\"", "a"),
        pair("б\n", "\"\\u0431\\n\"")
    );
}

#[test]
fn inner_of_plain_and_borrowed_text() {
    assert_eq!(inner("a: Близько 3,983 осіб", "a", "3,983"), "3,983");
    assert_eq!(inner("a: \"Близько 3,983\"", "a", "3,983"), "3,983");
    let text = "a: one\n  two 3,983\n\n  three\n";
    assert_eq!(inner(text, "a", "3,983"), "3,983");
    assert_eq!(inner(text, "a", "one two"), "one\n  two");
    assert_eq!(inner(text, "a", "\nthree"), "\n\n  three");
}

#[test]
fn inner_of_escapes_and_doubled_quotes() {
    let text = r#"a: "\u0431\U0001F601\x41 3,983 \"six\" \ud83d\ude00 7""#;
    assert_eq!(inner(text, "a", "3,983"), "3,983");
    assert_eq!(inner(text, "a", "б"), r"\u0431");
    assert_eq!(inner(text, "a", "A"), r"\x41");
    assert_eq!(inner(text, "a", "\"six\""), r#"\"six\""#);
    assert_eq!(inner(text, "a", "😀 7"), r"\ud83d\ude00 7");
    assert_eq!(inner("a: 'it''s 3,983'", "a", "3,983"), "3,983");
    assert_eq!(inner("a: 'it''s 3,983'", "a", "'s"), "''s");
}

#[test]
fn inner_of_escaped_line_ends() {
    let text = "a: \"one \\\n   two\n\n   3,983\"\n";
    assert_eq!(inner(text, "a", "one two"), "one \\\n   two");
    assert_eq!(inner(text, "a", "3,983"), "3,983");
}

#[test]
fn inner_of_blocks() {
    let text = "a: |\n  one\n\n   3,983\n  end\nb: 1\n";
    assert_eq!(inner(text, "a", "3,983"), "3,983");
    assert_eq!(inner(text, "a", "end"), "end");
    let text = "a: >-\n  As many\n  as 3,983\n\n  people\n    listed\n  end\nb: 1\n";
    assert_eq!(inner(text, "a", "many as"), "many\n  as");
    assert_eq!(inner(text, "a", "3,983"), "3,983");
    assert_eq!(inner(text, "a", "listed"), "listed");
    assert_eq!(inner(text, "a", "end"), "end");
    let text = "a: |2\n\n    deep\n  3,983\n";
    assert_eq!(inner(text, "a", "3,983"), "3,983");
    let text = "a: |\n\n\n  3,983\n";
    assert_eq!(inner(text, "a", "3,983"), "3,983");
}

#[test]
fn blocks_end_with_their_last_line() {
    let text = "a: |\n  one\n  two\n\nb: 1\n";
    assert_eq!(both(text, "a"), pair("one\ntwo\n", "one\n  two"));
}

#[test]
fn windows_line_ends() {
    let text = "a: one\r\n  3,983\r\nb: \"x\r\n  7\"\r\nc: |\r\n  y\r\n  8\r\nd: 5\r\n";
    assert_eq!(inner(text, "a", "3,983"), "3,983");
    assert_eq!(inner(text, "b", "7"), "7");
    assert_eq!(inner(text, "c", "8"), "8");
    assert_eq!(both(text, "d"), pair("5", "5"));
}

#[test]
fn collections_end_with_their_last_child() {
    let text = "claims:\n  - a: 1\n    b: [2, 3]\n\n  # comment\n  - c\nd: 1\n";
    let (tree, _) = tree(text);
    let slice = |path| {
        let span = at(&tree, path).span();
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(slice("claims.0"), "a: 1\n    b: [2, 3]");
    assert_eq!(slice("claims.0.b"), "[2, 3]");
    assert_eq!(
        slice("claims"),
        "- a: 1\n    b: [2, 3]\n\n  # comment\n  - c"
    );
}

#[test]
fn null_is_told_from_text() {
    let (tree, problems) = tree("a:\nb: ~\nc: null\nd: \"~\"\ne: ''\n");
    assert_eq!(problems, []);
    let null: Vec<bool> = ["d", "e"].map(|key| at(&tree, key).is_null()).to_vec();
    assert_eq!(null, [false, false]);
    for key in ["a", "b", "c"] {
        assert!(at(&tree, key).is_null(), "{key}");
    }
    assert!(!at(&tree, "d").is_plain());
}

#[test]
fn columns_count_characters_and_bytes_count_the_mark() {
    let mut map = SourceMap::default();
    let (text, skipped) = super::super::decode("\u{feff}осіб: 3,983\r\n".into()).unwrap();
    let file = map.add("f".to_owned(), text.clone(), skipped);
    let mut problems = Vec::new();
    let tree = super::super::read(file, &text, &mut problems);
    let node = at(&tree, "осіб");
    assert_eq!(node.kind(), Kind::Scalar);
    let place = map.place(node.span());
    assert_eq!((place.line, place.column, place.end_column), (1, 7, 12));
    assert_eq!((place.start_byte, place.end_byte), (13, 18));
}
