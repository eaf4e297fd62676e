//! What the client sends, sorted into requests, notifications and the rest. A thread
//! reads, so that what waits can be seen: cancelled requests are not worked on, and
//! changes that came together are audited together.

use std::io::{BufReader, Read};
use std::sync::mpsc::{Receiver, channel};

use lsp_server::{ErrorCode, Notification, Request, RequestId};
use serde_json::Value;

use super::frames::{Frame, Frames};

/// One message.
#[derive(Debug)]
pub(super) enum Incoming {
    /// Asks for an answer.
    Request(Request),
    /// Asks for none.
    Notification(Notification),
    /// Answers something that we asked.
    Response,
    /// Cannot be taken: what to answer to whom.
    Malformed {
        /// The id as it was written, null where there is none.
        id: Value,
        /// What is wrong.
        code: ErrorCode,
        /// The same in words.
        message: String,
    },
}

/// The messages that have come in.
pub(super) struct Inbox {
    messages: Receiver<Incoming>,
}

impl Inbox {
    /// Reads messages in a thread of its own.
    pub fn of(input: impl Read + Send + 'static) -> std::io::Result<Inbox> {
        let (sender, messages) = channel();
        let read = move || {
            let mut frames = Frames::new(BufReader::new(input));
            while let Some(next) = frames.next() {
                for frame in next {
                    if sender.send(sort(frame)).is_err() {
                        return;
                    }
                }
            }
        };
        std::thread::Builder::new()
            .name("reader".to_owned())
            .spawn(read)?;
        Ok(Inbox { messages })
    }

    /// Waits for a message and takes all that have come by then; nothing once the
    /// client has gone.
    pub fn wait(&self) -> Option<Vec<Incoming>> {
        let mut batch = vec![self.messages.recv().ok()?];
        batch.extend(self.messages.try_iter());
        Some(batch)
    }
}

fn sort(frame: Frame) -> Incoming {
    let malformed =
        |id: Value, code: ErrorCode, message: String| Incoming::Malformed { id, code, message };
    let body = match frame {
        Frame::Body(body) => body,
        Frame::Noise(what) => {
            return malformed(Value::Null, ErrorCode::ParseError, what.to_owned());
        }
    };
    let mut message: Value = match serde_json::from_slice(&body) {
        Ok(message) => message,
        Err(error) => {
            let message = format!("the message is not JSON: {error}");
            return malformed(Value::Null, ErrorCode::ParseError, message);
        }
    };
    let invalid = ErrorCode::InvalidRequest;
    let Some(fields) = message.as_object_mut() else {
        return malformed(Value::Null, invalid, "a message is an object".to_owned());
    };
    let id = fields.remove("id");
    let params = fields.remove("params").unwrap_or_default();
    let method = match fields.remove("method") {
        Some(Value::String(method)) => method,
        None if id.is_some() && (fields.contains_key("result") || fields.contains_key("error")) => {
            return Incoming::Response;
        }
        _ => {
            let id = id.unwrap_or_default();
            return malformed(id, invalid, "a message names its `method`".to_owned());
        }
    };
    let Some(id) = id else {
        return Incoming::Notification(Notification { method, params });
    };
    match serde_json::from_value::<RequestId>(id.clone()) {
        Ok(id) => Incoming::Request(Request { id, method, params }),
        Err(_) => {
            let message = "an `id` is a string or a whole number of 32 bits".to_owned();
            malformed(id, invalid, message)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(text: &str) -> Incoming {
        sort(Frame::Body(text.as_bytes().to_vec()))
    }

    #[test]
    fn messages_are_told_apart() {
        let request = sorted(r#"{"jsonrpc": "2.0", "id": "a", "method": "m", "params": {"x": 1}}"#);
        assert!(matches!(request, Incoming::Request(request) if request.params["x"] == 1));
        let notification = sorted(r#"{"method": "exit"}"#);
        assert!(matches!(notification, Incoming::Notification(_)));
        assert!(matches!(
            sorted(r#"{"id": 1, "result": null}"#),
            Incoming::Response
        ));
    }

    #[test]
    fn what_cannot_be_taken_is_answered_with_its_own_id() {
        for (text, expected, wanted) in [
            ("{", Value::Null, ErrorCode::ParseError),
            ("\u{0}", Value::Null, ErrorCode::ParseError),
            ("[]", Value::Null, ErrorCode::InvalidRequest),
            ("7", Value::Null, ErrorCode::InvalidRequest),
            (r#"{"id": 7}"#, 7.into(), ErrorCode::InvalidRequest),
            (
                r#"{"id": 7, "method": 8}"#,
                7.into(),
                ErrorCode::InvalidRequest,
            ),
            (
                r#"{"id": 1.5, "method": "m"}"#,
                1.5.into(),
                ErrorCode::InvalidRequest,
            ),
            (
                r#"{"id": 9999999999, "method": "m"}"#,
                9_999_999_999_i64.into(),
                ErrorCode::InvalidRequest,
            ),
        ] {
            match sorted(text) {
                Incoming::Malformed { id, code, .. } => {
                    assert_eq!((id, code as i32), (expected, wanted as i32), "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
        let deep = "[".repeat(100_000);
        assert!(matches!(sorted(&deep), Incoming::Malformed { .. }));
    }
}
