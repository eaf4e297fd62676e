//! A client: starts the server, frames messages, and keeps what it is told.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::place::Place;

/// An editor with a server.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    asked: i32,
    /// The diagnostics told of each address, the latest.
    told: BTreeMap<String, Value>,
    /// How often any were told.
    pub tellings: usize,
    /// Requests and other notifications of the server.
    pub others: Vec<Value>,
}

impl Client {
    /// A server that was started in a folder and knows nothing yet.
    pub fn raw(place: &Place) -> Client {
        let mut start = place.command(&["lsp", "--today", "2026-11-22"]);
        let mut child = (start.command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, messages) = channel();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Client {
            input: child.stdin.take(),
            child,
            messages,
            asked: 0,
            told: BTreeMap::new(),
            tellings: 0,
            others: Vec::new(),
        }
    }

    /// A server that was greeted as editors do.
    pub fn start(place: &Place) -> Client {
        Client::with(
            place,
            json!({"textDocument": {"publishDiagnostics": {"relatedInformation": true}}}),
        )
        .0
    }

    /// The same with other capabilities, and what the server answers.
    pub fn with(place: &Place, capabilities: Value) -> (Client, Value) {
        let mut client = Client::raw(place);
        let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
        let answer = client.ask("initialize", params);
        client.tell("initialized", json!({}));
        (client, answer["result"].clone())
    }

    /// Sends bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends a notification.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and waits for its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        self.answer(&json!(id))
    }

    /// Waits for the answer to a request.
    #[track_caller]
    pub fn answer(&mut self, id: &Value) -> Value {
        loop {
            let message = self.next();
            if message.get("method").is_none() && message["id"] == *id {
                return message;
            }
        }
    }

    /// The next message, taken note of.
    #[track_caller]
    fn next(&mut self) -> Value {
        let message = self.messages.recv_timeout(Duration::from_secs(120));
        let message = message.expect("the server answers");
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let uri = params["uri"].as_str().unwrap().to_owned();
            self.told.insert(uri, params["diagnostics"].clone());
            self.tellings += 1;
        } else if message.get("method").is_some() {
            self.others.push(message.clone());
        }
        message
    }

    /// Waits until everything sent so far was audited.
    pub fn settle(&mut self) {
        let at = json!({"textDocument": {"uri": "file:///nowhere"}, "position": {"line": 0, "character": 0}});
        let answer = self.ask("textDocument/hover", at);
        assert_eq!(answer["result"], Value::Null);
    }

    /// Opens a document.
    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Replaces a document.
    pub fn replace(&mut self, uri: &str, version: i32, text: &str) {
        self.change(uri, version, json!([{"text": text}]));
    }

    /// Changes a document.
    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.tell("textDocument/didChange", params);
    }

    /// Closes a document.
    pub fn close(&mut self, uri: &str) {
        self.tell(
            "textDocument/didClose",
            json!({"textDocument": {"uri": uri}}),
        );
    }

    /// Asks about the first place where a text stands in a document.
    pub fn about(&mut self, method: &str, uri: &str, text: &str, at: &str) -> Value {
        let position = position(text, at);
        let params = json!({
            "textDocument": {"uri": uri}, "position": position,
            "context": {"includeDeclaration": true, "triggerKind": 1},
        });
        let answer = self.ask(method, params);
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    }

    /// What was told of a document last, once all is audited.
    pub fn findings(&mut self, uri: &str) -> Vec<Value> {
        self.settle();
        let told = self.told.get(uri).and_then(Value::as_array);
        told.cloned().unwrap_or_default()
    }

    /// The codes of what was told of a document last.
    pub fn codes(&mut self, uri: &str) -> Vec<String> {
        let code = |finding: &Value| finding["code"].as_str().unwrap().to_owned();
        self.findings(uri).iter().map(code).collect()
    }

    /// Leaves as editors do; the exit status.
    pub fn leave(mut self) -> i32 {
        let answer = self.ask("shutdown", Value::Null);
        assert_eq!(answer["result"], Value::Null);
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Closes the stream and waits; the exit status.
    pub fn end(mut self) -> i32 {
        drop(self.input.take());
        self.child
            .wait()
            .unwrap()
            .code()
            .expect("it was not killed")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // A test that failed must not leave a server behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address of a file.
pub fn uri(place: &Place, name: &str) -> String {
    let path = place.path(name);
    let path = path.to_str().unwrap().replace('\\', "/");
    format!(
        "file://{}{path}",
        if path.starts_with('/') { "" } else { "/" }
    )
}

/// The position in UTF-16 of the first place where `at` stands; `|` in it is the cursor.
pub fn position(text: &str, at: &str) -> Value {
    let cursor = at.find('|').unwrap_or(0);
    let at = at.replace('|', "");
    let byte = text
        .find(&at)
        .unwrap_or_else(|| panic!("{at:?} is in {text:?}"))
        + cursor;
    let before = &text[..byte];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    json!({"line": line, "character": before[start..].encode_utf16().count()})
}

fn read(output: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().strip_prefix("Content-Length: ") {
            Some(number) => length = number.parse().ok(),
            None if line == "\r\n" => break,
            None => panic!("{line:?}"),
        }
    }
    let mut body = vec![0; length?];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}
