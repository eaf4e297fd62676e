//! Names: hover, completion, definition, references.

use serde_json::{Value, json};

use super::Client;
use super::client::{position, uri};
use crate::place::Place;

const SETTINGS: &str = "\
publishers:
  office:
    name: Office of *Counts*
measures:
  missing: {type: count, over_time: cumulative, label: Persons <missing>, aliases: [lost]}
  found: {type: count}
dimensions:
  role:
    label: By role
    codes:
      all: {partition: [military, civilian]}
      civilian: {label: civilians}
  sex:
    codes:
      all: {partition: [women, men]}
rules:
  less: {assert: \"found <= missing[sex=women]\"}
settings:
  severity: {base-shift: off}
";

const CLAIMS: &str = "\
source: {id: one, publisher: office, published: 2024-05-02, title: First}
claims:
  - id: total
    measure: missing
    value: 3,983
    breakdowns:
      - by: role
        parts:
          military: 3,209
          civilian: 774
  - measure: lost
    where: {sex: women}
    value: 12
    revises: total
    reason: x
accept:
  - check: sources-disagree
    claims: [total, \"one/missing[sex=women]\"]
    reason: asked
";

fn start() -> (Place, Client, String, String) {
    let place = Place::new(&[("crossfoot.yaml", SETTINGS), ("a.yaml", CLAIMS)]);
    let mut client = Client::start(&place);
    let (a, settings) = (uri(&place, "a.yaml"), uri(&place, "crossfoot.yaml"));
    client.open(&a, CLAIMS);
    client.open(&settings, SETTINGS);
    (place, client, a, settings)
}

/// Files and lines of locations, lines from 1.
fn lines(locations: &Value) -> Vec<String> {
    let line = |location: &Value| {
        let file = location["uri"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap();
        let line = location["range"]["start"]["line"].as_u64().unwrap() + 1;
        format!("{file}:{line}")
    };
    locations
        .as_array()
        .into_iter()
        .flatten()
        .map(line)
        .collect()
}

#[test]
fn names_lead_to_their_definitions_and_uses() {
    let (_place, mut client, a, settings) = start();
    for (at, definition, references) in [
        (
            "measure: |missing",
            "crossfoot.yaml:5",
            &["crossfoot.yaml:17", "a.yaml:4", "a.yaml:11"][..],
        ),
        (
            "measure: |lost",
            "crossfoot.yaml:5",
            &["crossfoot.yaml:17", "a.yaml:4", "a.yaml:11"],
        ),
        ("by: |role", "crossfoot.yaml:8", &["a.yaml:7"]),
        (
            "{|sex: women",
            "crossfoot.yaml:13",
            &["crossfoot.yaml:17", "a.yaml:12"],
        ),
        (
            "sex: |women",
            "crossfoot.yaml:15",
            &["crossfoot.yaml:15", "crossfoot.yaml:17", "a.yaml:12"],
        ),
        (
            "|civilian: 774",
            "crossfoot.yaml:12",
            &["crossfoot.yaml:11", "a.yaml:10"],
        ),
        ("publisher: |office", "crossfoot.yaml:2", &["a.yaml:1"]),
        ("revises: |total", "a.yaml:3", &["a.yaml:14", "a.yaml:18"]),
        ("[|total", "a.yaml:3", &["a.yaml:14", "a.yaml:18"]),
        ("|3,983", "a.yaml:3", &["a.yaml:14", "a.yaml:18"]),
        ("|\"one/missing", "a.yaml:13", &["a.yaml:18"]),
    ] {
        let found = client.about("textDocument/definition", &a, CLAIMS, at);
        assert_eq!(lines(&found), [definition], "{at}");
        let found = client.about("textDocument/references", &a, CLAIMS, at);
        let used: Vec<String> = lines(&found);
        let used: Vec<&str> = used.iter().map(String::as_str).collect();
        // The definition comes first, as was asked for.
        let expected = [&[definition], references].concat();
        let expected: Vec<&str> = match expected.get(1) == expected.first() {
            true => expected[1..].to_vec(),
            false => expected,
        };
        assert_eq!(used, expected, "{at}");
    }
    // From the codebook, and without the definition.
    let at = position(SETTINGS, "civilian: {");
    let params = json!({"textDocument": {"uri": settings}, "position": at, "context": {"includeDeclaration": false}});
    let found = client.ask("textDocument/references", params);
    assert_eq!(lines(&found["result"]), ["crossfoot.yaml:11", "a.yaml:10"]);
    let found = client.about(
        "textDocument/definition",
        &settings,
        SETTINGS,
        "assert: \"|found",
    );
    assert_eq!(lines(&found), ["crossfoot.yaml:6"]);
    for at in ["reason", "|x\n"] {
        let found = client.about("textDocument/definition", &a, CLAIMS, at);
        assert_eq!(found, Value::Null, "{at}");
    }
    // Names that somebody has just changed.
    let renamed = CLAIMS
        .replace("by: role", "by: sex")
        .replace("military:", "men:");
    client.replace(&a, 2, &renamed);
    let found = client.about("textDocument/definition", &a, &renamed, "by: |sex");
    assert_eq!(lines(&found), ["crossfoot.yaml:13"]);
}

#[test]
fn hovers_tell_names_and_keys() {
    let (_place, mut client, a, settings) = start();
    for (at, parts) in [
        (
            "measure: |missing",
            &[
                "measure `missing`: Persons &lt;missing&gt;",
                "* a count\n* cumulative: may not fall",
                "also called: `lost`",
                "* 4 figures",
            ][..],
        ),
        (
            "by: |role",
            &[
                "dimension `role`: By role",
                "codes: `all`, `military`, `civilian`",
            ],
        ),
        (
            "|civilian: 774",
            &["code `civilian`: civilians", "inside: `all`", "* 1 figures"],
        ),
        (
            "publisher: |office",
            &["publisher `Office of *Counts*`", "sources: `one`"],
        ),
        (
            "id: |one",
            &["source `one`: First", "published: 2024-05-02"],
        ),
        (
            "|sources-disagree",
            &["`crossfoot explain sources-disagree`"],
        ),
        ("revises: |total", &["**3,983**: exactly 3,983"]),
        ("|measure: missing", &["What is counted"]),
        (
            "|parts:",
            &["`missing = military + civilian` holds", "One part a line"],
        ),
    ] {
        let hover = client.about("textDocument/hover", &a, CLAIMS, at);
        let text = hover["contents"]["value"].as_str().unwrap_or_default();
        for part in parts {
            assert!(text.contains(part), "{at}: {part}\n{text}");
        }
    }
    let hover = client.about("textDocument/hover", &settings, SETTINGS, "|over_time");
    assert!(
        hover["contents"]["value"]
            .as_str()
            .is_some_and(|text| text.len() > 20),
        "{hover}"
    );
    assert_eq!(
        client.about("textDocument/hover", &a, CLAIMS, "|x\n"),
        Value::Null
    );
}

/// The labels offered at the `|` of a text.
fn labels(client: &mut Client, uri: &str, version: i32, text: &str) -> Vec<String> {
    let plain = text.replacen('|', "", 1);
    client.replace(uri, version, &plain);
    // An answer at once is given from what was read before; what is tested is the rest.
    client.settle();
    let before = &text[..text.find('|').unwrap()];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    let position = json!({"line": line, "character": column});
    let params = json!({"textDocument": {"uri": uri}, "position": position});
    let answer = client.ask("textDocument/completion", params);
    let items = answer["result"]["items"]
        .as_array()
        .unwrap_or_else(|| panic!("{answer}"));
    for item in items {
        // What is inserted replaces what was typed.
        let range = &item["textEdit"]["range"];
        assert_eq!(range["start"]["line"], line, "{item}");
        assert!(
            range["end"]["character"].as_u64().unwrap() >= column as u64,
            "{item}"
        );
    }
    items
        .iter()
        .map(|item| item["label"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn completion_offers_what_may_stand_there() {
    let (_place, mut client, a, settings) = start();
    let head =
        "source: {id: one, publisher: office}\nclaims:\n  - measure: missing\n    value: 3\n";
    for (at, (typed, expected)) in [
        ("    where: {|", &["role", "sex"][..]),
        ("    where: {sex: |", &["all", "women", "men"]),
        ("    where: {sex: wo|", &["women"]),
        (
            "    where:\n      sex: |\n  - measure: lost\n    value: 7\n",
            &["all", "women", "men"],
        ),
        ("  - measure: |", &["missing", "found"]),
        ("  - measure: mis|\n    value: 4\n", &["missing"]),
        ("    source: |", &["one"]),
        ("    attributed_to: |", &["Office of *Counts*"]),
        ("    breakdowns:\n      - by: |", &["role", "sex"]),
        (
            "    breakdowns:\n      - by: role\n        parts:\n          |",
            &["all", "military", "civilian"],
        ),
        (
            "    breakdowns:\n      - by: role\n        parts: {mil|",
            &["military"],
        ),
        (
            "    breakdowns:\n      - parts:\n          sex=w|",
            &["sex=women"],
        ),
        ("    breakdowns:\n      - kind: part|", &["partition"]),
        ("    brea|", &["breakdowns"]),
        ("accept:\n  - check: sources-dis|", &["sources-disagree"]),
        ("accept:\n  - claims: [|", &["one/missing"]),
        ("accept:\n  - claims:\n      - one/|", &["one/missing"]),
        ("me|", &["measures", "dimensions"]),
        ("    note: measure: |", &[]),
        ("    # measure: |", &[]),
    ]
    .into_iter()
    .enumerate()
    {
        let text = format!("{head}{typed}");
        let version = at as i32 + 2;
        if typed.contains('#') {
            client.replace(&a, version, &text.replace('|', ""));
            continue;
        }
        let found = labels(&mut client, &a, version, &text);
        assert_eq!(found, expected, "{typed}");
    }
    // In a file that cannot be read at all, from what is known of the others.
    let broken = "claims:\n  - {measure: \"x\n  - [\n  - measure: |";
    assert_eq!(labels(&mut client, &a, 90, broken), ["missing", "found"]);
    let severity = SETTINGS.replace("base-shift: off", "base-shift: |");
    assert_eq!(
        labels(&mut client, &settings, 91, &severity),
        ["error", "warning", "note", "off", "TODO"]
    );
    let check = SETTINGS.replace("base-shift: off", "base-|");
    assert_eq!(labels(&mut client, &settings, 92, &check), ["base-shift"]);
    let part = SETTINGS.replace("[women, men]", "[women, |");
    assert_eq!(
        labels(&mut client, &settings, 93, &part),
        ["all", "women", "men"]
    );
}

#[test]
fn what_is_completed_reads_back() {
    let (_place, mut client, a, _) = start();
    let text = "source: {id: one}\nclaims:\n  - measure: missing\n    where: {sex: women}\n    value: 3\naccept:\n  - claims: [\"one\"]\n    che";
    client.replace(&a, 2, text);
    client.settle();
    let inserted = |client: &mut Client, at: &str| {
        let answer = client.about("textDocument/completion", &a, text, at);
        let item = answer["items"][0].clone();
        (
            item["textEdit"]["newText"].as_str().unwrap().to_owned(),
            item,
        )
    };
    let (new, item) = inserted(&mut client, "\"one|\"");
    assert_eq!(new, "\"one/missing[sex=women]\"");
    assert_eq!(item["filterText"], "\"one/missing[sex=women]");
    // Both quotation marks are replaced.
    assert_eq!(item["textEdit"]["range"]["start"]["character"], 13);
    assert_eq!(item["textEdit"]["range"]["end"]["character"], 18);
    let (new, item) = inserted(&mut client, "    che|");
    assert_eq!(new, "check: ");
    assert!(item["documentation"].as_str().is_some());
}
