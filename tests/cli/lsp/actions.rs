//! Code actions: what they write is applied and audited.

use serde_json::{Value, json};

use super::Client;
use super::client::uri;
use crate::place::{CODEBOOK, Place, wrong};

/// The actions at a text, by their titles.
fn actions(client: &mut Client, uri: &str, text: &str, at: &str, only: Value) -> Vec<Value> {
    let start = super::client::position(text, at);
    let found = client.findings(uri);
    let mut context = json!({"diagnostics": found});
    if !only.is_null() {
        context["only"] = only;
    }
    let params = json!({
        "textDocument": {"uri": uri}, "range": {"start": start, "end": start}, "context": context,
    });
    let answer = client.ask("textDocument/codeAction", params);
    answer["result"].as_array().cloned().unwrap_or_default()
}

/// Applies the edit of an action as an editor does.
fn apply(client: &mut Client, uri: &str, version: i32, action: &Value) {
    let edits = action["edit"]["changes"][uri].as_array().unwrap();
    let changes = edits
        .iter()
        .map(|edit| json!({"range": edit["range"], "text": edit["newText"]}));
    client.change(uri, version, changes.collect());
}

const QUOTED: &str = "\
source: {id: a, published: 2024-05-02}
claims:
  - measure: missing
    value: 3,983
    quote: As many as 3,983 people are missing
    breakdowns:
      - by: role
        quote: 3,209 military personnel and 774 civilians
        parts:
          military: 3,209
          civilian: 775
";

#[test]
fn a_slip_of_transcription_is_repaired_as_the_quotation_says() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK)]);
    let uri = uri(&place, "a.yaml");
    let mut client = Client::start(&place);
    for (at, (value, quote, title)) in [
        ("775", "774 civilians", "Write 774, as the quotation says"),
        (
            "\"775\"",
            "774 civilians",
            "Write 774, as the quotation says",
        ),
        (
            "1",
            "more than 700 civilians",
            "Write more than 700, as the quotation says",
        ),
        (
            "775",
            "1,774 civilians",
            "Write 1,774, as the quotation says",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let text = QUOTED.replace("civilian: 775", &format!("civilian: {value}"));
        let text = text.replace("774 civilians", quote);
        client.open(&uri, &text);
        assert!(
            client
                .codes(&uri)
                .contains(&"value-not-in-quote".to_owned()),
            "{value}"
        );
        let found = actions(
            &mut client,
            &uri,
            &text,
            "civilian: |7"
                .get(..if value.starts_with('7') { 12 } else { 11 })
                .unwrap(),
            Value::Null,
        );
        let repair = found.iter().find(|action| action["title"] == title);
        let repair = repair.unwrap_or_else(|| panic!("{found:?}")).clone();
        assert_eq!(repair["kind"], "quickfix");
        assert_eq!(repair["diagnostics"][0]["code"], "value-not-in-quote");
        apply(&mut client, &uri, 2 + at as i32, &repair);
        assert!(
            !client
                .codes(&uri)
                .contains(&"value-not-in-quote".to_owned()),
            "{value}"
        );
    }
    // Without a single candidate there is nothing to offer, nor for a printed figure.
    for text in [
        QUOTED.replace("774 civilians", "774 or 776 civilians of 800"),
        QUOTED.replace("774 civilians", "many civilians"),
        QUOTED.replace("774 civilians", "775 civilians"),
        QUOTED.replace("military: 3,209", "military: 3,208"),
        QUOTED.replace("civilian: 775", "civilian: 775%"),
        QUOTED.replace("civilian: 775", "civilian: {about: 775}"),
    ] {
        client.open(&uri, &text);
        let at = "civilian: |".to_owned() + text.rsplit("civilian: ").next().unwrap().trim();
        let found = actions(&mut client, &uri, &text, &at, Value::Null);
        let repairs = |action: &&Value| action["title"].as_str().unwrap().starts_with("Write");
        assert_eq!(found.iter().find(repairs), None, "{text}");
    }
}

#[test]
fn accepting_writes_an_entry_that_waits_for_its_reason() {
    let place = Place::new(&[("crossfoot.yaml", CODEBOOK)]);
    let uri = uri(&place, "a.yaml");
    let mut client = Client::start(&place);
    let text = wrong() + "# the end\n";
    client.open(&uri, &text);
    let found = actions(&mut client, &uri, &text, "3,98|3", json!(["quickfix"]));
    assert_eq!(found.len(), 1, "{found:?}");
    let title = found[0]["title"].as_str().unwrap();
    assert!(title.starts_with("Accept parts-do-not-sum"), "{title}");
    let new = found[0]["edit"]["changes"][&uri][0]["newText"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        new.starts_with("accept:\n  - check: parts-do-not-sum\n"),
        "{new}"
    );
    apply(&mut client, &uri, 2, &found[0]);
    assert_eq!(
        client.codes(&uri),
        ["parts-do-not-sum", "todo"],
        "not without a reason"
    );
    client.replace(
        &uri,
        3,
        &(text.clone() + &new.replace("TODO", "asked the ministry")),
    );
    let told = client.findings(&uri);
    assert_eq!(
        (told.len(), &told[0]["severity"]),
        (1, &json!(4)),
        "{told:?}"
    );
    assert!(actions(&mut client, &uri, &text, "3,98|3", Value::Null).is_empty());
    // Other kinds, other places, and what cannot be accepted.
    client.replace(&uri, 4, &text);
    assert!(actions(&mut client, &uri, &text, "3,98|3", json!(["refactor"])).is_empty());
    assert!(actions(&mut client, &uri, &text, "published", Value::Null).is_empty());
    let bad = text.replace("3,983", "3,98");
    client.replace(&uri, 5, &bad);
    assert!(actions(&mut client, &uri, &bad, "3,9|8", Value::Null).is_empty());
}
