//! What the server knows: the open documents, and for each dossier that one of them
//! belongs to its files, what was read of them last and what was found.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use lsp_types::Diagnostic;

use super::Audit;
use super::diagnostics;
use super::documents::Document;
use super::folders::{Folder, name_of, root_of};
use super::outbox::Outbox;
use super::positions::{Encoding, Lines};
use super::uris;
use crate::dossier::{self, Dossier};
use crate::findings::Report;
use crate::text::{FileId, SourceMap, Span};

/// Documents and dossiers.
pub(super) struct State<'a> {
    audit: &'a Audit<'a>,
    /// In what columns are counted.
    pub encoding: Encoding,
    /// Whether the client shows further places of a finding.
    pub shows_related: bool,
    documents: BTreeMap<String, Document>,
    dossiers: BTreeMap<PathBuf, Held>,
}

/// A dossier of which a document is open.
struct Held {
    folder: Folder,
    /// What was read last.
    loaded: Option<Loaded>,
    /// What was read before that, if a file cannot be read since.
    readable: Option<Loaded>,
    /// Whether something has changed since.
    due: bool,
    /// What was told of each file last.
    told: BTreeMap<String, Vec<Diagnostic>>,
}

/// A dossier as it was read last, and what was found in it.
pub(super) struct Loaded {
    /// What people wrote.
    pub dossier: Dossier,
    /// What was found.
    pub report: Report,
}

impl Loaded {
    /// Whether every file is YAML: half of a line can hide all that follows.
    fn is_readable(&self) -> bool {
        let mut findings = self.report.findings.iter();
        !findings.any(|finding| finding.check == "invalid-yaml")
    }
}

/// A place in a document that somebody asks about.
pub(super) struct Place<'s> {
    /// The dossier.
    pub loaded: &'s Loaded,
    /// The document.
    pub document: &'s Document,
    /// Its file in the dossier.
    pub file: FileId,
    /// The byte, in the text of the file.
    pub at: usize,
}

impl<'a> State<'a> {
    /// Nothing is open yet.
    pub fn new(audit: &'a Audit<'a>, encoding: Encoding, shows_related: bool) -> Self {
        Self {
            audit,
            encoding,
            shows_related,
            documents: BTreeMap::new(),
            dossiers: BTreeMap::new(),
        }
    }

    /// A document was opened, or is sent anew.
    pub fn open(&mut self, uri: String, version: i32, text: String, outbox: &mut Outbox<'_>) {
        let path = uris::path_of(&uri);
        let root = path.as_deref().map(root_of);
        if let Some(root) = &root {
            self.hold(root, outbox);
        }
        let document = Document {
            uri: uri.clone(),
            path,
            root,
            version,
            text,
        };
        self.documents.insert(uri, document);
    }

    fn hold(&mut self, root: &Path, outbox: &mut Outbox<'_>) {
        if let Some(held) = self.dossiers.get_mut(root) {
            held.due = true;
            return;
        }
        let held = Held {
            folder: read(root, outbox),
            loaded: None,
            readable: None,
            due: true,
            told: BTreeMap::new(),
        };
        self.dossiers.insert(root.to_path_buf(), held);
    }

    /// The document of an address, to be changed; its dossier is audited again.
    pub fn changing(&mut self, uri: &str) -> Option<&mut Document> {
        let document = self.documents.get_mut(uri)?;
        if let Some(held) = (document.root.as_ref()).and_then(|root| self.dossiers.get_mut(root)) {
            held.due = true;
        }
        Some(document)
    }

    /// The document of an address.
    pub fn document(&self, uri: &str) -> Option<&Document> {
        self.documents.get(uri)
    }

    /// A document was closed: its file counts again as it is on disk, and a dossier of
    /// which nothing is open any more is forgotten.
    pub fn close(&mut self, uri: &str, outbox: &mut Outbox<'_>) {
        let Some(root) = self.documents.remove(uri).and_then(|closed| closed.root) else {
            return;
        };
        self.reread(Some(&root), outbox);
    }

    /// Reads files again, of one dossier or of all; whoever has saved or moved a
    /// `crossfoot.yaml` may have given documents to another dossier.
    pub fn reread(&mut self, only: Option<&Path>, outbox: &mut Outbox<'_>) {
        for document in self.documents.values_mut() {
            document.root = document.path.as_deref().map(root_of);
        }
        let wanted: BTreeSet<PathBuf> = (self.documents.values())
            .filter_map(|document| document.root.clone())
            .collect();
        let gone: Vec<PathBuf> = (self.dossiers.keys())
            .filter(|root| !wanted.contains(*root))
            .cloned()
            .collect();
        for root in gone {
            if let Some(held) = self.dossiers.remove(&root) {
                for uri in held.told.into_keys() {
                    let version = self.documents.get(&uri).map(|document| document.version);
                    tell(outbox, &uri, &[], version);
                }
            }
        }
        for root in wanted {
            match self.dossiers.get_mut(&root) {
                None => self.hold(&root, outbox),
                Some(held) if only.is_none_or(|only| only == root) => {
                    held.folder = read(&root, outbox);
                    held.due = true;
                }
                Some(_) => {}
            }
        }
    }

    /// Audits what has changed, and tells what has become of the findings.
    pub fn settle(&mut self, outbox: &mut Outbox<'_>) {
        for (root, held) in &mut self.dossiers {
            if !std::mem::take(&mut held.due) {
                continue;
            }
            let own = || {
                (self.documents.values()).filter(|document| document.root.as_ref() == Some(root))
            };
            let inputs = held.folder.inputs(own());
            // A fault of ours in one dossier must not take the editor's findings away.
            let audited = catch_unwind(AssertUnwindSafe(|| {
                let mut dossier =
                    dossier::load_with_tables(SourceMap::default(), inputs, Vec::new());
                dossier::read_texts(&mut dossier, &[held.folder.texts()]);
                let report = (self.audit)(&mut dossier, held.folder.skipped_tables);
                Loaded { dossier, report }
            }));
            let Ok(loaded) = audited else {
                outbox.log("the audit failed; what was found before it stands");
                continue;
            };
            let mut now = diagnostics::by_file(&loaded, self.shows_related, &|spans| {
                places(&self.documents, self.encoding, &loaded.dossier.files, spans)
            });
            let before = std::mem::take(&mut held.told);
            for uri in before.keys() {
                now.entry(uri.clone()).or_default();
            }
            for (uri, found) in now {
                // What was never told is known to be nothing.
                if found != *before.get(&uri).unwrap_or(&Vec::new()) {
                    let version = self.documents.get(&uri).map(|document| document.version);
                    tell(outbox, &uri, &found, version);
                }
                if !found.is_empty() {
                    held.told.insert(uri, found);
                }
            }
            let is_readable = loaded.is_readable();
            let before = held.loaded.replace(loaded);
            if is_readable {
                held.readable = None;
            } else if let Some(before) = before.filter(Loaded::is_readable) {
                held.readable = Some(before);
            }
        }
    }

    /// What was read of the dossier of a document while all of it could be read, where
    /// that is no longer so.
    pub fn readable(&self, document: &Document) -> Option<&Loaded> {
        self.dossiers
            .get(document.root.as_ref()?)?
            .readable
            .as_ref()
    }

    /// Whether every dossier has been read at least once.
    pub fn is_loaded(&self) -> bool {
        self.dossiers.values().all(|held| held.loaded.is_some())
    }

    /// What was read last of the dossier of a document.
    pub fn loaded(&self, document: &Document) -> Option<&Loaded> {
        self.dossiers.get(document.root.as_ref()?)?.loaded.as_ref()
    }

    /// A position in a document as a place in its dossier; nothing where the file is not
    /// part of one.
    pub fn place(&self, uri: &str, position: lsp_types::Position) -> Option<Place<'_>> {
        let document = self.documents.get(uri)?;
        let loaded = self.loaded(document)?;
        let name = name_of(document.path.as_ref()?);
        let files = loaded.dossier.files.files();
        let file = files.iter().position(|file| file.name == name)?;
        let byte = Lines::of(&document.text, self.encoding).byte(position);
        Some(Place {
            loaded,
            document,
            file: FileId(file as u32),
            at: byte.saturating_sub(document.skipped()),
        })
    }

    /// Spans of a dossier as addresses and ranges.
    pub fn places(&self, files: &SourceMap, spans: &[Span]) -> Vec<Option<lsp_types::Location>> {
        places(&self.documents, self.encoding, files, spans)
    }
}

/// Reads the files of a dossier, and says what was wrong with that.
fn read(root: &Path, outbox: &mut Outbox<'_>) -> Folder {
    let folder = Folder::read(root);
    for trouble in &folder.troubles {
        outbox.log(trouble);
    }
    folder
}

fn tell(outbox: &mut Outbox<'_>, uri: &str, found: &[Diagnostic], version: Option<i32>) {
    let mut params = serde_json::json!({"uri": uri, "diagnostics": found});
    if let Some(version) = version {
        params["version"] = version.into();
    }
    outbox.notify("textDocument/publishDiagnostics", params);
}

/// Spans as addresses and ranges, in the order given; nothing for a path that makes no
/// address. The lines of each file are looked for once.
fn places(
    documents: &BTreeMap<String, Document>,
    encoding: Encoding,
    files: &SourceMap,
    spans: &[Span],
) -> Vec<Option<lsp_types::Location>> {
    let mut lines: BTreeMap<FileId, (Option<lsp_types::Uri>, Lines<'_>, usize)> = BTreeMap::new();
    let mut found = Vec::with_capacity(spans.len());
    for span in spans {
        let known = lines.entry(span.file);
        let (uri, lines, skipped) = match known {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(free) => {
                let file = files.file(span.file);
                let path = Path::new(&file.name);
                let open = (documents.values()).find(|open| open.path.as_deref() == Some(path));
                let (uri, text, skipped) = match open {
                    Some(open) => (open.uri.clone(), open.text.as_str(), open.skipped()),
                    None => (uris::uri_of(path), file.text.as_str(), 0),
                };
                free.insert((uri.parse().ok(), Lines::of(text, encoding), skipped))
            }
        };
        let bytes = span.start as usize + *skipped..span.end as usize + *skipped;
        let uri = uri.clone();
        found.push(uri.map(|uri| lsp_types::Location::new(uri, lines.range(bytes))));
    }
    found
}
