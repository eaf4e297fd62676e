//! Laws: any bytes leave the server able to answer, and any edits lead where opening the
//! result leads.

use std::sync::{Mutex, OnceLock};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::Client;
use super::client::uri;
use crate::place::{CODEBOOK, Place, wrong};

/// A message that is nearly right.
fn message() -> impl Strategy<Value = Vec<u8>> {
    let json = prop_oneof![
        Just("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"textDocument/hover\",\"params\":{}}"),
        Just(
            "{\"method\":\"textDocument/didChange\",\"params\":{\"contentChanges\":[{\"text\":1}]}}"
        ),
        Just("{\"method\":\"textDocument/didOpen\"}"),
        Just("{\"id\":[],\"method\":\"initialize\"}"),
        Just("{\"id\":\"x\",\"method\":\"textDocument/completion\",\"params\":[[]]}"),
        Just("[[[["),
        Just("null"),
    ];
    let framed = (json, -3i64..4).prop_map(|(json, off)| {
        let length = json.len() as i64 + off;
        format!("Content-Length: {length}\r\n\r\n{json}").into_bytes()
    });
    prop_oneof![
        framed,
        proptest::collection::vec(any::<u8>(), 0..60),
        "(Content-Length: [0-9a-z]{0,22}\r?\n|\r\n|[a-zA-Z]: x\r\n){0,4}"
            .prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_leave_it_able_to_answer(noise in proptest::collection::vec(message(), 1..8)) {
        let place = Place::new(&[]);
        let mut client = Client::start(&place);
        for bytes in noise {
            client.bytes(&bytes);
        }
        // What was too long by its header swallows what follows it: so much is sent.
        for id in 1000..1020 {
            client.send(&json!({"jsonrpc": "2.0", "id": id, "method": "no/such/method", "params": {"fill": " ".repeat(200)}}));
        }
        let answer = client.answer(&json!(1019));
        prop_assert_eq!(&answer["error"]["code"], &json!(-32601));
    }

    #[test]
    fn edits_lead_where_opening_the_result_leads(edits in proptest::collection::vec(edit(), 1..12)) {
        static CLIENT: OnceLock<(Place, Mutex<Client>)> = OnceLock::new();
        let (place, client) = CLIENT.get_or_init(|| {
            let place = Place::new(&[("crossfoot.yaml", CODEBOOK)]);
            let client = Client::start(&place);
            (place, Mutex::new(client))
        });
        let client = &mut *client.lock().unwrap_or_else(|broken| broken.into_inner());
        let (typed, fresh) = (uri(place, "a.yaml"), uri(place, "b.yaml"));
        let mut text = wrong();
        client.open(&typed, &text);
        for (version, (from, length, new)) in edits.into_iter().enumerate() {
            let from = floor(&text, from % (text.len() + 1));
            let to = floor(&text, (from + length).min(text.len())).max(from);
            let range = json!({"start": place_of(&text, from), "end": place_of(&text, to)});
            let whole = [from, to].iter().any(|at| splits_a_break(&text, *at));
            text.replace_range(from..to, &new);
            // A place inside a line break has no position of its own.
            match whole {
                true => client.replace(&typed, version as i32, &text),
                false => client.change(&typed, version as i32, json!([{"range": range, "text": new}])),
            }
        }
        let found = client.findings(&typed);
        let at = json!({"textDocument": {"uri": typed}, "position": place_of(&text, text.len() / 2)});
        let hover = client.ask("textDocument/hover", at.clone());
        prop_assert!(hover.get("error").is_none());
        let completion = client.ask("textDocument/completion", at);
        prop_assert!(completion.get("error").is_none());
        client.close(&typed);
        client.open(&fresh, &text);
        let anew = client.findings(&fresh);
        client.close(&fresh);
        let told = |found: Vec<Value>, uri: &str| serde_json::to_string(&found).unwrap().replace(uri, "");
        // Findings name the source by its file where the text no longer does.
        let same = |told: String| told.replace("`a`", "`_`").replace("`b`", "`_`").replace("a/", "_/").replace("b/", "_/");
        prop_assert_eq!(same(told(found, &typed)), same(told(anew, &fresh)), "{}", text);
    }
}

fn edit() -> impl Strategy<Value = (usize, usize, String)> {
    let pieces = prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n  - measure: missing\r\n    value: 5\r\n".to_owned()),
        Just("😀б".to_owned()),
        Just("\"".to_owned()),
        Just(": {".to_owned()),
        Just("\r".to_owned()),
        Just(String::new()),
        "[0-9,a-z \n]{0,9}",
    ];
    (any::<usize>(), 0usize..12, pieces)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn splits_a_break(text: &str, at: usize) -> bool {
    text[..at].ends_with('\r') && text[at..].starts_with('\n')
}

/// The position of a byte: lines end at `\n`, `\r\n` or `\r`, columns are UTF-16.
fn place_of(text: &str, at: usize) -> Value {
    let before = text[..floor(text, at)]
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .encode_utf16()
        .count();
    json!({"line": before.matches('\n').count(), "character": column})
}
