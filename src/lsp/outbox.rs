//! What the server sends. Once the client no longer listens, nothing is written.

use std::io::Write;

use lsp_server::{ErrorCode, RequestId};
use serde::Serialize;
use serde_json::{Value, json};

use super::frames;

/// The way to the client.
pub(super) struct Outbox<'o> {
    output: &'o mut dyn Write,
    closed: bool,
    asked: u32,
}

impl<'o> Outbox<'o> {
    /// Writes there.
    pub fn new(output: &'o mut dyn Write) -> Self {
        Self {
            output,
            closed: false,
            asked: 0,
        }
    }

    /// Whether the client has stopped listening.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    fn send(&mut self, message: &Value) {
        if !self.closed {
            self.closed = frames::write(self.output, &message.to_string()).is_err();
        }
    }

    /// Answers a request.
    pub fn answer(&mut self, id: &RequestId, result: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result}));
    }

    /// Refuses a request.
    pub fn refuse(&mut self, id: &RequestId, code: ErrorCode, message: &str) {
        self.reject(&json!(id), code, message);
    }

    /// Refuses what was no proper request; its id may be anything.
    pub fn reject(&mut self, id: &Value, code: ErrorCode, message: &str) {
        let error = json!({"code": code as i32, "message": message});
        self.send(&json!({"jsonrpc": "2.0", "id": id, "error": error}));
    }

    /// Tells the client something.
    pub fn notify(&mut self, method: &str, params: impl Serialize) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks the client for something whose answer is not waited for.
    pub fn ask(&mut self, method: &str, params: &Value) {
        self.asked += 1;
        let id = format!("crossfoot-{}", self.asked);
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
    }

    /// Writes a line to the log that the client keeps.
    pub fn log(&mut self, message: &str) {
        self.notify(
            "window/logMessage",
            json!({"type": 2, "message": crate::output::escape(message)}),
        );
    }
}
