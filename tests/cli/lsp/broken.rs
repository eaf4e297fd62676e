//! Broken files, and messages that are none.

use serde_json::{Value, json};

use super::Client;
use super::client::uri;
use crate::place::{CODEBOOK, Place, RIGHT, wrong};

fn place() -> Place {
    Place::new(&[("crossfoot.yaml", CODEBOOK), ("a.yaml", RIGHT)])
}

#[test]
fn malformed_messages_are_answered_or_passed_over() {
    let place = place();
    let uri = uri(&place, "a.yaml");
    let mut client = Client::start(&place);
    let null = Value::Null;
    for (bytes, code) in [
        (&b"Content-Length: 3\r\n\r\n{{{"[..], -32700),
        (b"Content-Length: 4\r\n\r\n\xff\xfe\x00\x01", -32700),
        (b"Content-Length: 99999999999999999999\r\n\r\n", -32700),
        (b"Content-Length: 9223372036854775807\r\n\r\n{}", -32700),
        (b"Content-Length: nine\r\n\r\n", -32700),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", -32700),
        (b"Content-Length: 2\r\n\r\n[]", -32600),
        (b"Content-Length: 2\r\n\r\n{}", -32600),
    ] {
        client.bytes(bytes);
        // What is no header is told when the next one is there.
        client.send(&json!({"jsonrpc": "2.0", "id": 7.5, "method": "x"}));
        let answer = client.answer(&null);
        assert_eq!(
            answer["error"]["code"],
            code,
            "{:?}",
            String::from_utf8_lossy(bytes)
        );
        assert_eq!(client.answer(&json!(7.5))["error"]["code"], -32600);
    }
    for (method, params, code) in [
        ("no/such/method", json!({}), -32601),
        ("textDocument/hover", json!({}), -32602),
        ("textDocument/hover", json!([1, 2]), -32602),
        (
            "textDocument/hover",
            json!({"textDocument": {"uri": "file:///a b%"}, "position": {"line": -1, "character": 0}}),
            -32602,
        ),
        ("initialize", json!({"capabilities": {}}), -32600),
    ] {
        assert_eq!(
            client.ask(method, params)["error"]["code"],
            code,
            "{method}"
        );
    }
    // Ids may be texts.
    client.send(&json!({"jsonrpc": "2.0", "id": "an \"id\"", "method": "shutdwn"}));
    assert_eq!(client.answer(&json!("an \"id\""))["error"]["code"], -32601);
    // Notifications that cannot be taken change nothing.
    client.tell(
        "textDocument/didChange",
        json!({"textDocument": {"uri": uri, "version": 2}}),
    );
    client.tell(
        "textDocument/didClose",
        json!({"textDocument": {"uri": "file:///never/opened"}}),
    );
    client.change("file:///never/opened", 3, json!([{"text": "x"}]));
    client.tell("no/such/notification", json!(7));
    client.open(&uri, &wrong());
    let far = json!({"start": {"line": 4000000000u32, "character": 9}, "end": {"line": 0, "character": 4000000000u32}});
    client.change(&uri, 2, json!([{"range": far, "text": "# the end\n"}]));
    assert_eq!(client.codes(&uri), ["parts-do-not-sum"]);
    assert_eq!(client.leave(), 0);
}

#[test]
fn the_conversation_has_an_order() {
    let place = place();
    let mut client = Client::raw(&place);
    client.open(&uri(&place, "a.yaml"), &wrong());
    assert_eq!(
        client.ask("textDocument/hover", json!({}))["error"]["code"],
        -32002
    );
    assert_eq!(client.ask("shutdown", json!(null))["error"]["code"], -32002);
    assert!(
        client
            .ask("initialize", json!({"capabilities": {}}))
            .get("result")
            .is_some()
    );
    assert_eq!(client.ask("shutdown", json!(null))["result"], Value::Null);
    assert_eq!(
        client.ask("textDocument/hover", json!({}))["error"]["code"],
        -32600
    );
    client.tell("exit", Value::Null);
    assert_eq!(client.end(), 0);
    // Without `shutdown` the exit status tells so.
    let mut client = Client::start(&place);
    client.tell("exit", Value::Null);
    assert_eq!(client.end(), 1);
    assert_eq!(Client::start(&place).end(), 1);
    let mut client = Client::raw(&place);
    client.tell("exit", Value::Null);
    assert_eq!(client.end(), 1);
    place
        .command(&["lsp", "--stdio"])
        .run()
        .code(1)
        .no_results()
        .quiet();
    place.command(&["lsp", "a.yaml"]).run().code(2);
}

#[test]
fn cancelled_requests_are_answered_as_such_or_done() {
    let place = place();
    let mut client = Client::start(&place);
    let at = json!({"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}});
    client.send(&json!({"id": 70, "method": "textDocument/hover", "params": at}));
    client.tell("$/cancelRequest", json!({"id": 70}));
    client.tell("$/cancelRequest", json!({"id": "never"}));
    client.tell("$/cancelRequest", json!({}));
    let answer = client.answer(&json!(70));
    assert!(
        answer["error"]["code"] == -32800 || answer.get("result").is_some(),
        "{answer}"
    );
    assert_eq!(client.leave(), 0);
}

#[test]
fn a_broken_file_takes_nothing_from_the_others() {
    let place = place();
    place.write("wrong.yaml", wrong());
    let (a, b) = (uri(&place, "a.yaml"), uri(&place, "wrong.yaml"));
    let mut client = Client::start(&place);
    client.open(&a, RIGHT);
    assert_eq!(client.codes(&b), ["parts-do-not-sum"]);
    for broken in [
        "claims:\n  - measure: \"missing\n",
        "claims: {",
        "\u{0}",
        "claims:\n- - - :\n\t*x",
        "claims:\n  - measure: missing\n    value: 3,98\n  - mea",
    ] {
        client.replace(&a, 2, broken);
        assert!(!client.codes(&a).is_empty(), "{broken:?}");
        assert_eq!(client.codes(&b), ["parts-do-not-sum"], "{broken:?}");
    }
    client.replace(&a, 3, RIGHT);
    assert_eq!(client.codes(&a), ["sources-disagree"]);
}
