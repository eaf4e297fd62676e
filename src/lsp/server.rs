//! The loop: takes what has come in, applies it in order, answers, and audits once when
//! nothing more waits. A question about places is answered after the changes before it
//! were audited; completion is answered at once, from what is known.

use std::io::{Read, Write};

use lsp_server::{ErrorCode, Notification, Request, RequestId};
use lsp_types::{
    CancelParams, CodeActionParams, CompletionParams, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    GotoDefinitionParams, HoverParams, ReferenceParams,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Audit;
use super::capabilities::{self, Client};
use super::inbox::{Inbox, Incoming};
use super::outbox::Outbox;
use super::state::State;
use super::{actions, complete, definition, hover};

/// Serves a client until it leaves; gives the exit status of the protocol: 0 if it asked
/// to shut down before, else 1.
///
/// # Errors
/// When no thread can be started to read.
pub fn serve(
    input: impl Read + Send + 'static,
    output: &mut dyn Write,
    audit: &Audit<'_>,
) -> std::io::Result<u8> {
    let inbox = Inbox::of(input)?;
    let mut server = Server {
        stage: Stage::Waiting,
        state: State::new(audit, super::positions::Encoding::Utf16, false),
        outbox: Outbox::new(output),
        client: None,
    };
    while let Some(batch) = inbox.wait() {
        let cancelled = cancelled(&batch);
        for message in batch {
            if server.take(message, &cancelled) {
                return Ok(server.status());
            }
        }
        server.state.settle(&mut server.outbox);
        if server.outbox.is_closed() {
            break;
        }
    }
    Ok(server.status())
}

/// Requests whose cancelling waits behind them.
fn cancelled(batch: &[Incoming]) -> Vec<RequestId> {
    let mut ids = Vec::new();
    for message in batch {
        if let Incoming::Notification(notification) = message
            && notification.method == "$/cancelRequest"
            && let Ok(params) = CancelParams::deserialize_from(&notification.params)
        {
            ids.push(match params.id {
                lsp_types::NumberOrString::Number(id) => id.into(),
                lsp_types::NumberOrString::String(id) => id.into(),
            });
        }
    }
    ids
}

/// Reading parameters without taking them.
trait Parameters: DeserializeOwned {
    fn deserialize_from(params: &Value) -> Result<Self, serde_json::Error> {
        serde_json::from_value(params.clone())
    }
}

impl<T: DeserializeOwned> Parameters for T {}

/// How far the conversation is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waiting,
    Working,
    ShutDown,
}

struct Server<'a, 'o> {
    stage: Stage,
    state: State<'a>,
    outbox: Outbox<'o>,
    client: Option<Client>,
}

impl Server<'_, '_> {
    fn status(&self) -> u8 {
        match self.stage {
            Stage::ShutDown => 0,
            Stage::Waiting | Stage::Working => 1,
        }
    }

    /// Takes a message; true if it was the last.
    fn take(&mut self, message: Incoming, cancelled: &[RequestId]) -> bool {
        match message {
            Incoming::Notification(told) if told.method == "exit" => return true,
            Incoming::Notification(told) if self.stage == Stage::Working => {
                if let Err(error) = self.told(told) {
                    self.outbox
                        .log(&format!("a notification cannot be taken: {error}"));
                }
            }
            Incoming::Notification(_) | Incoming::Response => {}
            Incoming::Malformed { id, code, message } => self.outbox.reject(&id, code, &message),
            Incoming::Request(asked) => match self.stage {
                Stage::Waiting if asked.method != "initialize" => {
                    let code = ErrorCode::ServerNotInitialized;
                    self.outbox
                        .refuse(&asked.id, code, "`initialize` comes first");
                }
                Stage::ShutDown => {
                    let code = ErrorCode::InvalidRequest;
                    self.outbox
                        .refuse(&asked.id, code, "the server has shut down");
                }
                _ if cancelled.contains(&asked.id) => {
                    let code = ErrorCode::RequestCanceled;
                    self.outbox.refuse(&asked.id, code, "cancelled");
                }
                _ => self.asked(asked),
            },
        }
        false
    }

    fn asked(&mut self, asked: Request) {
        let Request { id, method, params } = asked;
        let result = match method.as_str() {
            "initialize" => self.initialize(&params),
            "shutdown" => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null)
            }
            "textDocument/hover" => self.after_audit(params, |state, params: HoverParams| {
                let about = params.text_document_position_params;
                let place = state.place(about.text_document.uri.as_str(), about.position)?;
                hover::hover(state, &place)
            }),
            "textDocument/completion" => {
                if !self.state.is_loaded() {
                    self.state.settle(&mut self.outbox);
                }
                self.at_once(params, |state, params: CompletionParams| {
                    let about = params.text_document_position;
                    complete::complete(state, about.text_document.uri.as_str(), about.position)
                })
            }
            "textDocument/codeAction" => {
                self.after_audit(params, |state, params: CodeActionParams| {
                    let uri = params.text_document.uri.as_str();
                    let place = state.place(uri, params.range.start)?;
                    actions::actions(state, &place, &params)
                })
            }
            "textDocument/definition" => {
                self.after_audit(params, |state, params: GotoDefinitionParams| {
                    let about = params.text_document_position_params;
                    let place = state.place(about.text_document.uri.as_str(), about.position)?;
                    definition::definition(state, &place)
                })
            }
            "textDocument/references" => {
                self.after_audit(params, |state, params: ReferenceParams| {
                    let about = params.text_document_position;
                    let place = state.place(about.text_document.uri.as_str(), about.position)?;
                    definition::references(state, &place, params.context.include_declaration)
                })
            }
            _ => {
                let message = format!("`{}` is not served", crate::output::escape(&method));
                self.outbox.refuse(&id, ErrorCode::MethodNotFound, &message);
                return;
            }
        };
        match result {
            Ok(result) => self.outbox.answer(&id, result),
            Err((code, message)) => self.outbox.refuse(&id, code, &message),
        }
    }

    /// Answers from what is known of the dossier once all changes are audited.
    fn after_audit<P: DeserializeOwned, R: serde::Serialize>(
        &mut self,
        params: Value,
        answer: impl FnOnce(&State<'_>, P) -> Option<R>,
    ) -> Result<Value, (ErrorCode, String)> {
        self.state.settle(&mut self.outbox);
        self.at_once(params, answer)
    }

    /// Answers from what is known.
    fn at_once<P: DeserializeOwned, R: serde::Serialize>(
        &mut self,
        params: Value,
        answer: impl FnOnce(&State<'_>, P) -> Option<R>,
    ) -> Result<Value, (ErrorCode, String)> {
        let params = serde_json::from_value(params)
            .map_err(|error| (ErrorCode::InvalidParams, error.to_string()))?;
        serde_json::to_value(answer(&self.state, params))
            .map_err(|error| (ErrorCode::InternalError, error.to_string()))
    }

    fn watches_files(&self) -> bool {
        self.client.is_some_and(|client| client.watches_files)
    }

    fn initialize(&mut self, params: &Value) -> Result<Value, (ErrorCode, String)> {
        if self.stage != Stage::Waiting {
            let message = "`initialize` comes once".to_owned();
            return Err((ErrorCode::InvalidRequest, message));
        }
        if !params["capabilities"].is_object() {
            let message = "`capabilities` are missing".to_owned();
            return Err((ErrorCode::InvalidParams, message));
        }
        let client = Client::of(&params["capabilities"]);
        self.stage = Stage::Working;
        self.state.encoding = client.encoding;
        self.state.shows_related = client.shows_related;
        self.client = Some(client);
        Ok(capabilities::answer(client))
    }

    /// Takes a notification. Those that the protocol allows to ignore are ignored.
    fn told(&mut self, told: Notification) -> Result<(), serde_json::Error> {
        let Notification { method, params } = told;
        match method.as_str() {
            "initialized" if self.watches_files() => {
                let watch = capabilities::watch();
                self.outbox.ask("client/registerCapability", &watch);
            }
            "textDocument/didOpen" => {
                let opened = DidOpenTextDocumentParams::deserialize_from(&params)?.text_document;
                let uri = opened.uri.as_str().to_owned();
                self.state
                    .open(uri, opened.version, opened.text, &mut self.outbox);
            }
            "textDocument/didChange" => {
                let params: DidChangeTextDocumentParams = serde_json::from_value(params)?;
                let encoding = self.state.encoding;
                let about = params.text_document;
                if let Some(document) = self.state.changing(about.uri.as_str()) {
                    document.version = about.version;
                    document.change(params.content_changes, encoding);
                }
            }
            "textDocument/didClose" => {
                let closed = DidCloseTextDocumentParams::deserialize_from(&params)?.text_document;
                self.state.close(closed.uri.as_str(), &mut self.outbox);
            }
            "textDocument/didSave" => {
                DidSaveTextDocumentParams::deserialize_from(&params)?;
                self.state.reread(None, &mut self.outbox);
            }
            "workspace/didChangeWatchedFiles" => self.state.reread(None, &mut self.outbox),
            _ => {}
        }
        Ok(())
    }
}
