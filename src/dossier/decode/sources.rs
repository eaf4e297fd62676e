//! Decoding of publishers and sources.

use super::todo::What;
use super::{Decoder, FileSource, ParsedFile, Top};
use crate::dossier::ids::{SourceId, SpeakerId};
use crate::dossier::source::{Source, SourceStatus};
use crate::quantity::value::Rounding;
use crate::text::fields::Fields;
use crate::text::suggest::nearest;
use crate::text::tree::{Kind, Node};
use crate::text::{Problem, Spanned};

pub(super) const PUBLISHER_KEYS: &[&str] = &["name", "aliases", "note", "url"];

pub(super) const SOURCE_KEYS: &[&str] = &[
    "id",
    "title",
    "publisher",
    "via",
    "published",
    "as_of",
    "url",
    "archived",
    "text",
    "edition_of",
    "status",
    "trust",
    "rounding",
    "number_format",
    "rounded_to",
    "note",
];

impl<'t> Decoder<'t> {
    /// Reads `publishers:`; each gets one number under its id, name and aliases.
    pub(super) fn publishers(&mut self, node: Option<Node<'t>>) {
        for (key, value) in self.section(node, "publishers") {
            let Some(id) = self.scalar(key, "a publisher's id") else {
                continue;
            };
            if !self.define("publisher", id.value, key, value) {
                continue;
            }
            let Some(fields) = Fields::of(
                value,
                "a publisher",
                PUBLISHER_KEYS,
                &mut self.dossier.problems,
            ) else {
                continue;
            };
            for kept in ["note", "url"] {
                self.string(fields.get(kept), &format!("`{kept}`"));
            }
            let name = self.string(fields.get("name"), "a publisher's name");
            let aliases = self.strings(fields.get("aliases"), "an alias");
            let speaker = self.dossier.speakers.intern(id.value);
            let mut others: Vec<(&str, crate::text::Span)> = aliases
                .iter()
                .map(|alias| (alias.value.as_str(), alias.span))
                .collect();
            if let Some(name) = &name {
                self.dossier.speakers.rename(speaker, name);
                others.push((name, key.span()));
            }
            for (other, span) in others {
                if let Some(taken) = self.dossier.speakers.alias(speaker, other) {
                    let message = format!(
                        "`{other}` already names the publisher `{}`",
                        self.dossier.speakers.name(taken)
                    );
                    self.problem(
                        Problem::error("duplicate-id", span, message)
                            .help("one name can stand for one publisher only"),
                    );
                }
            }
        }
    }

    /// Reads `source:` and `sources:` of one file.
    pub(super) fn file_sources(&mut self, file: &ParsedFile<'t>, top: &Top<'t>) -> FileSource<'t> {
        let mut declared = Vec::new();
        for (key, value) in self.section(top.get("sources"), "sources") {
            let Some(id) = self.scalar(key, "a source's id") else {
                continue;
            };
            declared.extend(self.source(id, value, key));
        }
        match top.get("source") {
            Some(node) if node.kind() == Kind::Mapping => {
                let id = node.get("id").filter(|id| !id.is_null());
                let name = match id {
                    Some(id) => self.scalar(id, "a source's id"),
                    None => None,
                };
                let known = match name {
                    Some(name) => self.source(name, node, id.unwrap_or(node)),
                    None => {
                        let stem = file.stem.clone();
                        self.new_source(&stem, node, node)
                    }
                };
                known.map_or(FileSource::Implied, FileSource::Known)
            }
            Some(node) => {
                // A bare id: the file's claims belong to a source declared elsewhere.
                match node.text() {
                    Some(id) => FileSource::Named(Spanned::new(id, node.span())),
                    None => {
                        self.problem(Problem::error(
                            "invalid-yaml",
                            node.span(),
                            "`source` must be a mapping that describes one source, or the id of one",
                        ));
                        FileSource::Implied
                    }
                }
            }
            None => match declared[..] {
                [] => FileSource::Implied,
                [one] => FileSource::Known(one),
                _ => FileSource::Ambiguous,
            },
        }
    }

    /// The entries of a section that must be a mapping.
    pub(super) fn section(
        &mut self,
        node: Option<Node<'t>>,
        what: &str,
    ) -> Vec<(Node<'t>, Node<'t>)> {
        let Some(node) = node else { return Vec::new() };
        if node.kind() != Kind::Mapping {
            self.problem(Problem::error(
                "invalid-yaml",
                node.span(),
                format!("`{what}` must be a mapping of ids to their descriptions"),
            ));
        }
        node.entries().collect()
    }

    fn source(&mut self, id: Spanned<&'t str>, node: Node<'t>, key: Node<'t>) -> Option<SourceId> {
        if let Some(&(known, _)) = self.sources.get(id.value) {
            self.define("source", id.value, key, node);
            return Some(known);
        }
        self.define("source", id.value, key, node);
        self.new_source(id.value, node, key)
    }

    pub(super) fn new_source(
        &mut self,
        id: &str,
        node: Node<'t>,
        key: Node<'t>,
    ) -> Option<SourceId> {
        let fields = Fields::of(node, "a source", SOURCE_KEYS, &mut self.dossier.problems)?;
        self.string(fields.get("note"), "`note`");
        let publisher = match fields.get("publisher") {
            Some(node) => self.speaker(node),
            None => None,
        };
        let publisher = publisher.unwrap_or_else(|| self.dossier.speakers.anonymous(id));
        let roundings = [
            ("nearest", Rounding::Nearest),
            ("truncate", Rounding::Truncate),
        ];
        let trusts = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5)];
        let text = match fields.get("text") {
            Some(node) if !self.todo(node, What::Other) => self.scalar(node, "`text`"),
            _ => None,
        };
        let source = Source {
            id: id.to_owned(),
            span: Some(key.span()),
            known: true,
            title: self.string(fields.get("title"), "`title`"),
            publisher,
            via: self.string(fields.get("via"), "`via`"),
            published: self.window(fields.get("published"), "`published`"),
            as_of: self.window(fields.get("as_of"), "`as_of`"),
            url: self.string(fields.get("url"), "`url`"),
            archived: self.string(fields.get("archived"), "`archived`"),
            text: text.map(|text| Spanned::new(text.value.to_owned(), text.span)),
            edition_of: self.string(fields.get("edition_of"), "`edition_of`"),
            status: self
                .choice(fields.get("status"), "status", &SourceStatus::NAMES)
                .unwrap_or(SourceStatus::Current),
            trust: self.choice(fields.get("trust"), "trust", &trusts),
            rounding: self
                .choice(fields.get("rounding"), "rounding", &roundings)
                .unwrap_or(Rounding::Nearest),
            number_format: self
                .choice(
                    fields.get("number_format"),
                    "number format",
                    &super::settings::FORMATS,
                )
                .unwrap_or(self.dossier.settings.number_format),
            rounded_to: self
                .number(fields.get("rounded_to"), "`rounded_to`")
                .or_else(|| self.dossier.settings.rounded_to.clone()),
        };
        let number = SourceId::from(self.dossier.sources.len());
        self.dossier.sources.push(source);
        self.sources.insert(id.to_owned(), (number, node));
        Some(number)
    }

    /// A source for claims of a file that declares none.
    pub(super) fn implied_source(&mut self, stem: &str) -> SourceId {
        self.made_source(stem, true)
    }

    /// A stand-in for a source that claims name and nothing declares, so that their
    /// figures are audited all the same. It has been reported and is not counted.
    pub(super) fn unknown_source(&mut self, id: &str) -> SourceId {
        self.made_source(id, false)
    }

    fn made_source(&mut self, stem: &str, known: bool) -> SourceId {
        let made = (known, stem.to_owned());
        if let Some(&number) = self.implied.get(&made) {
            return number;
        }
        let publisher = self.dossier.speakers.anonymous(stem);
        let number = SourceId::from(self.dossier.sources.len());
        self.dossier.sources.push(Source {
            id: stem.to_owned(),
            span: None,
            known,
            title: None,
            publisher,
            via: None,
            published: None,
            as_of: None,
            url: None,
            archived: None,
            text: None,
            edition_of: None,
            status: SourceStatus::Current,
            trust: None,
            rounding: Rounding::Nearest,
            number_format: self.dossier.settings.number_format,
            rounded_to: self.dossier.settings.rounded_to.clone(),
        });
        self.implied.insert(made, number);
        number
    }

    /// Who a name stands for.
    pub(super) fn speaker(&mut self, node: Node<'t>) -> Option<SpeakerId> {
        if self.todo(node, What::Other) {
            return None;
        }
        let name = self.scalar(node, "a speaker")?;
        Some(self.dossier.speakers.intern(name.value))
    }

    /// The source with that id.
    pub(super) fn source_named(&mut self, id: Spanned<&str>) -> Option<SourceId> {
        if let Some(&(known, _)) = self.sources.get(id.value) {
            return Some(known);
        }
        let problem = Problem::error(
            "unknown-source",
            id.span,
            format!("source `{}` is not declared", id.value),
        );
        let problem = match nearest(id.value, self.sources.keys().map(String::as_str)) {
            Some(close) => problem.help(format!("did you mean `{close}`?")),
            None => problem.help("declare it under `sources:`, or as the `source:` of its file"),
        };
        self.problem(problem);
        None
    }
}
