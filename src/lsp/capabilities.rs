//! What the server can do, and what the client said of itself.

use lsp_types::PositionEncodingKind;
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
    /// Reads what a client says of itself: only what matters, so that nothing else in it
    /// can be wrong. What it does not say it cannot do.
    pub fn of(capabilities: &Value) -> Client {
        let offered = &capabilities["general"]["positionEncodings"];
        let text = &capabilities["textDocument"]["publishDiagnostics"];
        let watching = &capabilities["workspace"]["didChangeWatchedFiles"];
        let offered: Vec<PositionEncodingKind> = (offered.as_array().into_iter().flatten())
            .filter_map(|kind| Some(PositionEncodingKind::from(kind.as_str()?.to_owned())))
            .collect();
        Client {
            encoding: Encoding::agreed(&offered),
            shows_related: text["relatedInformation"] == true,
            watches_files: watching["dynamicRegistration"] == true,
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
