//! Where entries go, and that nothing else of a file changes.

use proptest::prelude::*;

use super::*;

fn entry() -> NewAcceptance {
    NewAcceptance {
        check: "parts-do-not-sum".into(),
        claims: vec!["a/x".into(), "a/x[b=c]".into()],
        reason: "asked: no answer".into(),
        ..NewAcceptance::default()
    }
}

const ADDED: &str = "- check: parts-do-not-sum
  claims: [a/x, \"a/x[b=c]\"]
  reason: \"asked: no answer\"
";

fn added(text: &str) -> String {
    add_acceptances(text, &[entry()]).unwrap()
}

fn indented(by: usize) -> String {
    let lines = ADDED.lines();
    lines
        .map(|line| format!("{}{line}\n", " ".repeat(by)))
        .collect()
}

#[test]
fn a_list_is_made_at_the_end() {
    let text = "# head\nclaims:\n  - a: 1 # one\n\n# tail\n";
    assert_eq!(added(text), format!("{text}accept:\n{}", indented(2)));
    assert_eq!(added(""), format!("accept:\n{}", indented(2)));
    let open = "claims: []";
    assert_eq!(
        added(open) + "\n",
        format!("{open}\naccept:\n{}", indented(2))
    );
    let deep = "  claims: []\n";
    assert_eq!(added(deep), format!("{deep}  accept:\n{}", indented(4)));
}

#[test]
fn a_list_is_made_longer() {
    let head = "accept: # judged\n";
    let last = "- check: x # one\n  reason: y # two\n";
    for by in [0, 1, 2, 4] {
        let lines = last.lines();
        let list: String = lines
            .map(|line| format!("{}{line}\n", " ".repeat(by)))
            .collect();
        let tail = "\n# after\nclaims:\n  - a: 1\n";
        assert_eq!(
            added(&format!("{head}{list}{tail}")),
            format!("{head}{list}{}{tail}", indented(by))
        );
    }
    let empty = "accept: # none yet\nclaims: []\n";
    assert_eq!(
        added(empty),
        format!("accept: # none yet\n{}claims: []\n", indented(2))
    );
}

#[test]
fn line_ends_are_kept() {
    let text = "claims: []\r\naccept:\r\n- {check: a, reason: b}";
    let expected = format!("{text}\r\n{}", ADDED.replace('\n', "\r\n"));
    assert_eq!(added(text) + "\r\n", expected);
}

#[test]
fn what_cannot_be_done_is_refused() {
    let refused = |text: &str| add_acceptances(text, &[entry()]).unwrap_err();
    assert!(refused("{claims: []}").contains("braces"));
    assert!(refused("- a\n").contains("braces"));
    assert!(refused("accept: [{check: a}]\n").contains("list of lines"));
    assert!(refused("accept: ~\n").contains("list of lines"));
    assert!(refused("accept: []\n").contains("list of lines"));
    assert!(refused("a: \"b\n").contains("mend it first"));
    assert!(refused("accept:\n  - reason: |+\n      x\n\n\nclaims: []\n").contains("by hand"));
    assert!(refused("claims: []\n...\n").contains("by hand"));
}

#[test]
fn long_lists_of_claims_take_lines() {
    let mut long = entry();
    long.claims = (0..9).map(|n| format!("ministry/missing#{n}")).collect();
    long.until = Some("2026-12-31".into());
    long.fingerprint = Some("0123456789012345".into());
    let lines = long.lines();
    assert_eq!(lines[1], "  claims:");
    assert_eq!(lines[2], "    - \"ministry/missing#0\"");
    assert_eq!(lines[11], "  fingerprint: 0123456789012345");
    assert_eq!(lines[13], "  until: 2026-12-31");
    assert_eq!(in_list("a, b"), "\"a, b\"");
}

/// Lines that a claim file may have, in any order that happens to be YAML.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("# a comment".to_owned()),
        Just("  # an indented one".to_owned()),
        "[a-z]{1,3}: [a-z]{1,3}( # x)?",
        Just("claims:\n  - m: 1\n    q: |\n      text\n\n      more".to_owned()),
        Just("rules:\n  r:\n    assert: \"a\n      b\"".to_owned()),
    ]
}

fn list() -> impl Strategy<Value = String> {
    let item = prop_oneof![
        Just("- check: a\n  reason: b"),
        Just("-   check: a # c\n    reason: |\n      long\n\n      text"),
        Just("- {check: a,\n   reason: b}"),
        Just("- reason: 'x\n\n    y'\n# between\n"),
    ];
    let items = prop::collection::vec(item, 0..3);
    (items, 0..5usize, any::<bool>()).prop_map(|(items, by, note)| {
        let mut out = "accept:".to_owned();
        if note {
            out.push_str("   # a note");
        }
        for line in items.iter().flat_map(|item| item.split('\n')) {
            out.push_str(&format!("\n{}{line}", " ".repeat(by)));
        }
        out
    })
}

proptest! {
    #[test]
    fn every_other_byte_stays(
        before in prop::collection::vec(line(), 0..4),
        list in prop::option::of(list()),
        after in prop::collection::vec(line(), 0..4),
        windows in any::<bool>(),
        end in any::<bool>(),
        reason in any::<String>(),
    ) {
        let mut pieces = before;
        pieces.extend(list);
        pieces.extend(after);
        let mut text = pieces.join("\n");
        if end {
            text.push('\n');
        }
        if windows {
            text = text.replace('\n', "\r\n");
        }
        let entry = NewAcceptance { reason: reason.replace('\0', " "), ..entry() };
        let mut problems = Vec::new();
        read(FileId(0), &text, &mut problems);
        let Ok(new) = add_acceptances(&text, &[entry.clone(), entry.clone()]) else {
            // Keys may repeat; nothing else stands in the way.
            prop_assert!(!problems.is_empty(), "{}", text);
            return Ok(());
        };
        // What was added is one stretch.
        let same = text.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
        let tail = text.len() - same.min(text.len());
        let added = new.len() - text.len();
        let stretch = (0..=same).rev().find(|&at| text[at..] == new[at + added..]);
        prop_assert!(stretch.is_some() && tail <= text.len());
        let mut problems = Vec::new();
        let tree = read(FileId(0), &new, &mut problems);
        let list = tree.root().unwrap().get("accept").unwrap();
        let last = list.items().last().unwrap();
        prop_assert_eq!(last.get("reason").unwrap().text(), Some(&*entry.reason));
        prop_assert_eq!(last.get("check").unwrap().text(), Some(&*entry.check));
    }
}
