//! Laws: no input panics, every place is in the text, every lost claim is told,
//! the same texts as another YAML reader, and hostile input is read fast.

use std::ops::Range;

use proptest::prelude::*;

use super::super::{Kind, Node, Problem, decode};
use super::{report, tree};

/// Fragments that make syntax errors likely.
const PIECES: &[&str] = &[
    "claims:\n",
    "  - id: a\n",
    "    value: 3,983\n",
    "    quote: \"As many as 3,983\"\n",
    "- ",
    "  ",
    "\n",
    ": ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "3,983",
    "\"",
    "'",
    "''",
    "\\",
    "\\u0431",
    "|\n",
    ">-\n",
    ">5",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "? ",
    "# c\n",
    "\t",
    "\r\n",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "@",
    "`",
    "~",
    "осіб",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{1b}",
    "😀",
    "a: ",
    "b",
    "\\\n",
    "x y",
];

fn messy() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|list| list.concat())
}

fn check_places(node: Node<'_>, source: &str) {
    let span = node.span();
    assert!(span.start <= span.end);
    assert!(source.get(span.start as usize..span.end as usize).is_some());
    match node.kind() {
        Kind::Scalar => {
            let text = node.text().unwrap();
            for (start, c) in text.char_indices() {
                let inner = node.inner(start..start + c.len_utf8());
                let found = source.get(inner.start as usize..inner.end as usize);
                let found = found.expect("an inner span is in the text");
                assert!(span.start <= inner.start);
                if c.is_alphanumeric() && !found.starts_with('\\') {
                    assert!(found.contains(c), "{text:?} at {start} is {found:?}");
                }
            }
            let whole = node.inner(0..text.len());
            assert!(whole.end <= span.end);
            node.inner(text.len()..text.len() + 5);
        }
        Kind::Sequence => node.items().for_each(|item| check_places(item, source)),
        Kind::Mapping => node.entries().for_each(|(key, value)| {
            check_places(key, source);
            check_places(value, source);
        }),
    }
}

fn check_problems(problems: &[Problem], source: &str) {
    for problem in problems {
        let labels = std::iter::once(&problem.primary).chain(&problem.related);
        for span in labels.map(|label| label.span) {
            assert!(
                source.get(span.start as usize..span.end as usize).is_some(),
                "{problem:?}"
            );
        }
        assert!(!problem.message.ends_with('.'), "{}", problem.message);
    }
}

fn check(source: &str) {
    let (tree, problems) = tree(source);
    check_problems(&problems, source);
    if let Some(root) = tree.root() {
        check_places(root, source);
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok((text, _)) = decode(bytes) {
            check(&text);
        }
    }

    #[test]
    fn no_text_panics(text in messy()) {
        check(&text);
    }

    #[test]
    fn decode_keeps_the_text(text in "\\PC*") {
        prop_assume!(!text.starts_with('\u{feff}'));
        let with_mark = format!("\u{feff}{text}");
        prop_assert_eq!(decode(with_mark.into_bytes()), Ok((text, 3)));
    }

    #[test]
    fn every_lost_claim_is_told(
        claims in 1usize..8,
        style in 0usize..3,
        at in any::<prop::sample::Index>(),
        piece in prop::sample::select(PIECES),
        second in any::<prop::sample::Index>(),
        other in prop::sample::select(PIECES),
    ) {
        let mut text = ledger(claims, style);
        for (at, piece) in [(at, piece), (second, other)] {
            let mut at = at.index(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, piece);
        }
        check(&text);
        lost_claims_are_told(&text, claims)?;
    }

    #[test]
    fn the_same_texts_as_another_reader(value in document()) {
        let text = serde_yaml::to_string(&value).unwrap();
        let (tree, problems) = tree(&text);
        prop_assert!(problems.is_empty(), "{problems:?} in {text}");
        let root = tree.root().unwrap();
        prop_assert!(same(root, &value), "{root:?} and {value:?} in {text}");
        check_places(root, &text);
    }
}

/// A file of claims whose texts name them: `c0`, `c1`.
fn ledger(claims: usize, style: usize) -> String {
    let mut text = String::from("source:\n  id: s\n  title: t\nclaims:\n");
    let indent = if style == 0 { "" } else { "  " };
    for claim in 0..claims {
        if style == 2 {
            text += &format!("  - {{id: c{claim}, parts: {{a: 1, b: 2}}}}\n");
        } else {
            text += &format!(
                "{indent}- id: c{claim}\n{indent}  quote: \"as many as 3,983\"\n\
                 {indent}  parts:\n{indent}    - a: 1\n{indent}    - b: 2\n"
            );
        }
    }
    text + "accept:\n  - check: x\n"
}

/// A claim's name is in the tree, or in lines said not to be read, or the text of a
/// problem points to its line.
fn lost_claims_are_told(text: &str, claims: usize) -> Result<(), TestCaseError> {
    let (tree, problems) = tree(text);
    let shown = tree
        .root()
        .map_or(String::new(), |root| format!("{root:?}"));
    for claim in 0..claims {
        let name = format!("c{claim}");
        if shown.contains(&name) {
            continue;
        }
        let Some(byte) = text.find(&format!("id: {name}")) else {
            continue;
        };
        let line = text[..byte].matches('\n').count() + 1;
        let told = problems.iter().any(|problem| {
            let (start, end) = (problem.primary.span.start, problem.primary.span.end);
            let first = text[..start as usize].matches('\n').count() + 1;
            let last = text[..end as usize].matches('\n').count() + 1;
            problem.check == "duplicate-key"
                || problem.message.ends_with("the entry is not read")
                || (first..=last).contains(&line)
                || problem
                    .help
                    .iter()
                    .any(|help| unread(help, text).contains(&line))
        });
        prop_assert!(
            told,
            "{name} of line {line} is lost\n{text}\n{:#?}",
            report(text)
        );
    }
    Ok(())
}

/// The lines that a help line says are not read.
fn unread(help: &str, text: &str) -> Range<usize> {
    let numbers: Vec<usize> = help
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|word| word.parse().ok())
        .collect();
    match numbers[..] {
        _ if !help.contains("not read") => 0..0,
        [first, last, _] if help.starts_with("lines") => first..last + 1,
        [line, ..] if help.starts_with("line ") => line..line + 1,
        [_, first] => first..text.matches('\n').count() + 2,
        _ => 0..0,
    }
}

/// Documents of texts, lists and mappings, as another YAML writer writes them.
fn document() -> impl Strategy<Value = serde_yaml::Value> {
    use serde_yaml::Value;
    let text = prop_oneof![
        "[a-z]{1,8}",
        "[0-9]{1,3},[0-9]{3}",
        "[ -~]{0,30}",
        "[a-zб-я0-9 :#,'\"\\\\\n\t-]{0,60}",
        "(as many as [0-9]{1,4} people ){1,12}",
    ];
    let text = text.prop_map(Value::String);
    let key = prop_oneof!["[a-z_]{1,8}", "[a-zб-я:# ]{1,12}"];
    text.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Sequence),
            prop::collection::btree_map(key.clone(), inner, 0..6).prop_map(|map| {
                let entries = map.into_iter().map(|(k, v)| (Value::String(k), v));
                Value::Mapping(entries.collect())
            }),
        ]
    })
}

fn same(node: Node<'_>, value: &serde_yaml::Value) -> bool {
    use serde_yaml::Value;
    match value {
        Value::String(text) => node.text() == Some(text),
        Value::Sequence(list) => {
            node.kind() == Kind::Sequence
                && node.items().count() == list.len()
                && node
                    .items()
                    .zip(list)
                    .all(|(node, value)| same(node, value))
        }
        Value::Mapping(map) => {
            node.kind() == Kind::Mapping
                && node.entries().count() == map.len()
                && node
                    .entries()
                    .zip(map)
                    .all(|(node, value)| same(node.0, value.0) && same(node.1, value.1))
        }
        _ => false,
    }
}

#[test]
fn hostile_input_is_read_fast() {
    let many = 100_000;
    let inputs = [
        "[".repeat(many),
        "{a: ".repeat(many),
        "- ".repeat(many),
        "? ".repeat(many),
        format!("a: {}", "x ".repeat(many)),
        format!("a: \"{}", "\\u0431".repeat(many)),
        "a: *x\n".repeat(many),
        "- @\n".repeat(many),
        "- {a: 1\n".repeat(many / 10),
        "\t\n".repeat(many),
        "---\n".repeat(many),
        format!("a: {{b: 1{}}}", ",234".repeat(many)),
        format!("a: [1{}]", ",000".repeat(many)),
        (0..many).map(|n| format!("k{n}: 1\n")).collect(),
        "k: 1\n".repeat(many),
    ];
    for input in &inputs {
        let start: String = input.chars().take(20).collect();
        let (tree, problems) = tree(input);
        check_problems(&problems, input);
        assert!(
            problems.len() <= 110,
            "{} problems for {start}",
            problems.len()
        );
        drop(tree);
    }
    let (tree, problems) = tree(&inputs[13]);
    assert_eq!(problems, []);
    assert_eq!(tree.root().unwrap().entries().count(), many);
}
