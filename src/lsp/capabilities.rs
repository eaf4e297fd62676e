//! What the server can do, and what the client said of itself.

use lsp_types::{ClientCapabilities, InitializeParams};
use serde_json::{Value, json};

use super::positions::Encoding;

/// What matters of a client.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// In what columns are counted.
    pub encoding: Encoding,
    /// Whether it shows further places of a finding.
    pub shows_related: bool,
    /// Whether it can be asked to watch files.
    pub watches_files: bool,
}

impl Client {
    /// Reads what a client says; what it does not say it cannot do.
    pub fn of(params: &InitializeParams) -> Client {
        let ClientCapabilities {
            workspace,
            text_document,
            general,
            ..
        } = &params.capabilities;
        let offered = general
            .as_ref()
            .and_then(|general| general.position_encodings.as_deref());
        let publishes = text_document
            .as_ref()
            .and_then(|text| text.publish_diagnostics.as_ref());
        let watching = workspace
            .as_ref()
            .and_then(|space| space.did_change_watched_files.as_ref());
        Client {
            encoding: Encoding::agreed(offered),
            shows_related: publishes.and_then(|publishes| publishes.related_information)
                == Some(true),
            watches_files: watching.and_then(|watching| watching.dynamic_registration)
                == Some(true),
        }
    }
}

/// The answer to `initialize`.
pub(super) fn answer(client: Client) -> Value {
    json!({
        "serverInfo": {"name": "crossfoot", "version": env!("CARGO_PKG_VERSION")},
        "capabilities": {
            "positionEncoding": client.encoding.kind(),
            "textDocumentSync": {"openClose": true, "change": 2, "save": {"includeText": false}},
            "hoverProvider": true,
            "completionProvider": {"triggerCharacters": [":", " ", "{", "[", ",", "=", "/", "\""]},
            "definitionProvider": true,
            "referencesProvider": true,
            "codeActionProvider": {"codeActionKinds": ["quickfix"]},
        },
    })
}

/// What to ask a client to watch: files that an audit may read.
pub(super) fn watch() -> Value {
    let globs = ["**/*.{yaml,yml,csv,tsv,tab,json,txt,md,html}"];
    let watchers: Vec<Value> = globs
        .iter()
        .map(|glob| json!({"globPattern": glob}))
        .collect();
    json!({"registrations": [{
        "id": "crossfoot-files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": {"watchers": watchers},
    }]})
}
