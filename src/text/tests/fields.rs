//! Known keys: found, unknown, empty, missing, refused.

use super::super::{Fields, Problem};
use super::tree;

const CLAIM: &[&str] = &["id", "measure", "value", "quote", "parts"];

/// Takes the fields of the whole text, requires `value` and `measure`, and shows
/// what was found, with every problem.
fn decode(text: &str) -> (Option<String>, Vec<String>) {
    let (tree, mut problems) = tree(text);
    let mut more = Vec::new();
    let shown = tree.root().and_then(|root| {
        let fields = Fields::of(root, "a claim", CLAIM, &mut more)?;
        let value = fields.require("value", &mut more);
        fields.require("measure", &mut more);
        let quote = fields.text("quote", &mut more);
        let value = value.and_then(|value| value.text()).unwrap_or("-");
        Some(format!(
            "{value} {}",
            quote.map_or("-", |quote| quote.value)
        ))
    });
    problems.append(&mut more);
    (
        shown,
        problems.iter().map(|problem| line(problem, text)).collect(),
    )
}

fn line(problem: &Problem, text: &str) -> String {
    let span = problem.primary.span;
    let caret = &text[span.start as usize..span.end as usize];
    let help: String = problem
        .help
        .iter()
        .map(|help| format!(" | {help}"))
        .collect();
    format!("{} `{caret}` {}{help}", problem.check, problem.message)
}

fn says(text: &str, shown: &str, wanted: &[&str]) {
    let (found, problems) = decode(text);
    assert_eq!(problems, wanted, "for {text:?}");
    assert_eq!(found.as_deref().unwrap_or("nothing"), shown, "for {text:?}");
}

#[test]
fn what_is_there_is_found() {
    says(
        "measure: m\nvalue: 3,983\nquote: \"it's 3,983\"\n",
        "3,983 it's 3,983",
        &[],
    );
    says("{value: x, measure: m}", "x -", &[]);
}

#[test]
fn unknown_keys_get_a_suggestion() {
    says(
        "measure: m\nvalue: 1\nqoute: x\n",
        "1 -",
        &["unknown-field `qoute` a claim has no field `qoute` | did you mean `quote`?"],
    );
    says(
        "measure: m\nvalue: 1\nsomething: x\n",
        "1 -",
        &[
            "unknown-field `something` a claim has no field `something` | \
           it can have `id`, `measure`, `value`, `quote`, `parts`",
        ],
    );
    says(
        "-measure: m\nmeasure: m\nvalue: 1\n",
        "1 -",
        &[
            "unknown-field `-measure` a claim has no field `-measure` | \
           put a space after the dash: `- measure`",
        ],
    );
}

#[test]
fn empty_and_missing_are_told_apart() {
    let help = "remove the line, or write n/a for a figure that was not given";
    says(
        "measure: m\nvalue:\n",
        "- -",
        &[&format!("missing-field `value` `value` is empty | {help}")],
    );
    says(
        "measure: m\nvalue: ~\n",
        "- -",
        &[&format!(
            "missing-field `value: ~` `value` is empty | {help}"
        )],
    );
    says("measure: m\nvalue: \"~\"\n", "~ -", &[]);
    says(
        "measure: m\nquote: x\n",
        "- x",
        &["missing-field `measure: m` a claim needs `value`"],
    );
}

#[test]
fn wrong_kinds() {
    says(
        "just text",
        "nothing",
        &["invalid-yaml `just text` a claim must be a mapping of keys to values, not one text"],
    );
    says(
        "[a, b]",
        "nothing",
        &["invalid-yaml `[a, b]` a claim must be a mapping of keys to values, not a list"],
    );
    says(
        "value:3",
        "nothing",
        &[
            "invalid-yaml `value:3` a claim must be a mapping of keys to values, not one text | \
           put a space after the colon: `value: 3`",
        ],
    );
    says(
        "measure: m\nvalue: 1\nquote:\n  - a\n  - b\n",
        "1 -",
        &["invalid-yaml `- a` `quote` is one text, not a list"],
    );
}

#[test]
fn what_was_refused_is_not_called_missing() {
    let (shown, problems) = decode("measure: m\nvalue: *x\n");
    assert_eq!(shown.as_deref(), Some("- -"));
    assert_eq!(problems.len(), 1, "{problems:?}");
    let (_, problems) = decode("measure: m\nvalue: >3\nquote: x\n");
    assert_eq!(problems.len(), 1, "{problems:?}");
    let (_, problems) = decode("value: 1\nmeasure x\nquote: y\n");
    assert_eq!(problems.len(), 1, "{problems:?}");
    let (_, problems) = decode("measure: m\nvalue: 1\nvalue: 2\n<<: {x: 1}\n[a]: b\n");
    assert_eq!(problems.len(), 3, "{problems:?}");
}

#[test]
fn places_of_keys() {
    let text = "measure: m\nvalue: 1\n";
    let (tree, _) = tree(text);
    let fields = Fields::of(tree.root().unwrap(), "a claim", CLAIM, &mut Vec::new()).unwrap();
    let span = fields.key_span("value").unwrap();
    assert_eq!(&text[span.start as usize..span.end as usize], "value");
    assert_eq!(fields.key_span("quote"), None);
    assert!(fields.has("measure") && !fields.has("id"));
    assert_eq!(fields.span(), fields.node().span());
}
