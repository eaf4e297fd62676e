//! What of a dossier was changed since an earlier version: which claims, definitions and
//! acceptances stand on changed lines, and so which findings involve any of them.

mod gone;

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::{Finding, RelationRecord};
use crate::dossier::table::{MAP_SUFFIX, is_map, is_table};
use crate::dossier::{Claim, Dossier};
use crate::text::tree::Node;
use crate::text::{self, FileId, LineChanges, Span};

/// The version that a dossier is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// As it was asked for.
    pub revision: String,
    /// The commit, its whole hash.
    pub commit: String,
}

/// What was changed.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Since when.
    pub since: Since,
    /// Whether something was that bears on everything: the settings.
    everything: bool,
    lines: Vec<(FileId, LineChanges)>,
    /// Definitions and acceptances that were changed.
    entries: Vec<Span>,
    /// Entries of claim lists that were, in order and apart from each other.
    wholes: Vec<Span>,
    claims: FxHashSet<String>,
    sources: FxHashSet<String>,
    measures: FxHashSet<String>,
}

impl Changed {
    /// What these changes in its files mean for a dossier. `before` are the earlier texts
    /// of its changed files and of those that are gone.
    pub fn of(
        dossier: &Dossier,
        since: Since,
        lines: Vec<(FileId, LineChanges)>,
        before: &[String],
    ) -> Changed {
        let mut changed = Changed {
            since,
            everything: false,
            lines,
            entries: Vec::new(),
            wholes: Vec::new(),
            claims: FxHashSet::default(),
            sources: FxHashSet::default(),
            measures: FxHashSet::default(),
        };
        let files: Vec<FileId> = changed.lines.iter().map(|(file, _)| *file).collect();
        for file in files {
            let name = &dossier.files.file(file).name;
            if is_map(name) {
                changed.table_of(dossier, name);
            } else if !is_table(name) && !dossier.texts.iter().any(|copy| copy.file == file) {
                changed.definitions(dossier, file);
            }
        }
        changed.taken_away(dossier, before);
        changed
            .wholes
            .sort_unstable_by_key(|span| (span.file.0, span.start, span.end));
        let claims = dossier.claims.iter();
        let touched = claims.filter(|claim| changed.touches_claim(dossier, claim));
        let touched: Vec<String> = touched.map(|claim| claim.id.to_string()).collect();
        changed.claims.extend(touched);
        changed
    }

    /// Whether a finding involves anything that was changed.
    pub fn involves(&self, finding: &Finding) -> bool {
        let mut places = finding.locations.iter().map(|place| place.span);
        self.everything
            || finding.claims.iter().any(|id| self.claims.contains(id))
            || finding.sources.iter().any(|id| self.sources.contains(id))
            || finding.measures.iter().any(|id| self.measures.contains(id))
            || places.any(|span| {
                let mut entries = self.entries.iter().chain(self.whole_around(span));
                self.meet(span) || entries.any(|entry| is_within(span, *entry))
            })
    }

    /// Whether a relation does.
    pub fn involves_relation(&self, relation: &RelationRecord) -> bool {
        self.everything
            || relation.claims.iter().any(|id| self.claims.contains(id))
            || self.meet(relation.span)
    }

    fn changes(&self, file: FileId) -> Option<&LineChanges> {
        let found = self.lines.iter().find(|(known, _)| *known == file);
        found.map(|(_, changes)| changes)
    }

    fn meet(&self, span: Span) -> bool {
        let changes = self.changes(span.file);
        changes.is_some_and(|changes| changes.meet(span.start..span.end))
    }

    /// The changed entry of a claim list that a place may be in.
    fn whole_around(&self, span: Span) -> Option<&Span> {
        let place = (span.file.0, span.start);
        let next = (self.wholes).partition_point(|whole| (whole.file.0, whole.start) <= place);
        self.wholes.get(next.checked_sub(1)?)
    }

    /// Whether the entry that a claim stands in was changed, be it in its own lines, its
    /// whole's or those of another part. In a table that is its row.
    fn touches_claim(&self, dossier: &Dossier, claim: &Claim) -> bool {
        let first = claim.place.entry;
        if self
            .whole_around(first)
            .is_some_and(|whole| is_within(first, *whole))
        {
            return true;
        }
        let file = dossier.files.file(first.file);
        is_table(&file.name)
            && self.changes(first.file).is_some_and(|changes| {
                let (before, after) = file.text.split_at(first.start as usize);
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let end = after
                    .find('\n')
                    .map_or(file.text.len(), |at| before.len() + at);
                changes.meet(start as u32..(end as u32).max(claim.place.value.end))
            })
    }

    fn touches(&self, dossier: &Dossier, entry: Span) -> bool {
        let Some(changes) = self.changes(entry.file) else {
            return false;
        };
        changes.touch(&dossier.files.file(entry.file).text, entry.start..entry.end)
    }

    /// Under another map the columns of a table mean something else.
    fn table_of(&mut self, dossier: &Dossier, map: &str) {
        let table = map.strip_suffix(MAP_SUFFIX).unwrap_or(map);
        let rows = dossier.claims.iter().filter(|claim| {
            let file = dossier.files.file(claim.place.entry.file);
            file.name == table
        });
        let rows: Vec<String> = rows.map(|claim| claim.id.to_string()).collect();
        self.claims.extend(rows);
    }

    /// Definitions that are there no more, and where they are missed.
    fn taken_away(&mut self, dossier: &Dossier, before: &[String]) {
        let is_read = |name: &str| !is_table(name) && !is_map(name);
        let now = self.lines.iter().map(|(file, _)| dossier.files.file(*file));
        let now = now.filter(|file| is_read(&file.name));
        let gone: BTreeSet<gone::Name> = gone::names(
            before.iter().map(String::as_str),
            now.map(|file| file.text.as_str()),
        );
        self.entries.extend(gone::missed(dossier, &gone));
        for (section, name) in &gone {
            self.defined(dossier, section, name);
        }
    }

    /// Definitions on changed lines of a file, and what they define.
    fn definitions(&mut self, dossier: &Dossier, file: FileId) {
        let text = dossier.files.file(file).text.as_str();
        let tree = text::read(file, text, &mut Vec::new());
        let Some(root) = tree.root() else { return };
        for (key, value) in root.entries() {
            match key.text() {
                Some("settings") => self.everything |= self.touches(dossier, joined(key, value)),
                Some("source") if self.touches(dossier, joined(key, value)) => {
                    let own = dossier.sources.iter().filter(|source| {
                        (source.span).is_some_and(|span| is_within(span, joined(key, value)))
                    });
                    self.sources.extend(own.map(|source| source.id.clone()));
                }
                Some(
                    section @ ("sources" | "measures" | "dimensions" | "publishers" | "rules"),
                ) => {
                    for (id, value) in value.entries() {
                        let entry = joined(id, value);
                        if self.touches(dossier, entry) {
                            self.entries.push(entry);
                            self.defined(dossier, section, id.text().unwrap_or(""));
                        }
                    }
                }
                Some(list @ ("accept" | "claims")) => {
                    let items = value.items().map(Node::span);
                    let touched = items.filter(|entry| self.touches(dossier, *entry));
                    let touched: Vec<Span> = touched.collect();
                    match list {
                        "claims" => self.wholes.extend(touched),
                        _ => self.entries.extend(touched),
                    }
                }
                _ => {}
            }
        }
    }

    /// What a changed definition bears on. Rules are in the places of their findings.
    fn defined(&mut self, dossier: &Dossier, section: &str, id: &str) {
        let mut claims_that = |wanted: &dyn Fn(&Claim) -> bool| {
            let claims = dossier.claims.iter().filter(|claim| wanted(claim));
            let ids: Vec<String> = claims.map(|claim| claim.id.to_string()).collect();
            self.claims.extend(ids);
        };
        match section {
            "sources" => drop(self.sources.insert(id.to_owned())),
            "measures" => drop(self.measures.insert(id.to_owned())),
            "dimensions" => {
                if let Some(dimension) = dossier.codebook.find_dimension(id) {
                    claims_that(&|claim| claim.codes.iter().any(|(own, _)| *own == dimension));
                }
            }
            "publishers" => {
                if let Some(speaker) = dossier.speakers.find(id) {
                    claims_that(&|claim| claim.speaker == speaker);
                }
            }
            _ => {}
        }
    }
}

fn is_within(span: Span, entry: Span) -> bool {
    span.file == entry.file && span.start >= entry.start && span.end <= entry.end
}

/// A key and its value.
fn joined(key: Node<'_>, value: Node<'_>) -> Span {
    let (key, value) = (key.span(), value.span());
    Span::new(key.file, key.start, value.end.max(key.end))
}
