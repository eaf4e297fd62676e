//! Names that earlier versions of the changed files had in their codebook and that no
//! changed file has now: what was taken away is on no line of today, yet bears on figures.

use std::collections::BTreeSet;

use crate::dossier::Dossier;
use crate::text::tree::{Kind, Node};
use crate::text::{self, FileId, Span};

/// A name, and the section of the codebook that it stood in.
pub(super) type Name = (&'static str, String);

/// Where definitions stand in a file.
const SECTIONS: &[&str] = &["measures", "dimensions", "publishers", "sources", "source"];

/// Checks that say that a name is not known.
const UNKNOWN: &[&str] = &[
    "unknown-measure",
    "unknown-dimension",
    "unknown-code",
    "unknown-source",
    "invalid-rule",
];

/// The names in the earlier texts that are not in those of now.
pub(super) fn names<'t>(
    before: impl Iterator<Item = &'t str>,
    now: impl Iterator<Item = &'t str>,
) -> BTreeSet<Name> {
    let mut gone = BTreeSet::new();
    before.for_each(|text| collect(text, &mut gone));
    if !gone.is_empty() {
        let mut present = BTreeSet::new();
        now.for_each(|text| collect(text, &mut present));
        gone.retain(|name| !present.contains(name));
    }
    gone
}

/// Where a dossier now says that it does not know one of these names.
pub(super) fn missed(dossier: &Dossier, gone: &BTreeSet<Name>) -> Vec<Span> {
    let unknown = dossier.problems.iter().filter(|problem| {
        let at = problem.primary.span;
        let text = &dossier.files.file(at.file).text;
        let said = text.get(at.start as usize..at.end as usize).unwrap_or("");
        let said = said.trim_matches(|mark| mark == '"' || mark == '\'');
        UNKNOWN.contains(&problem.check) && gone.iter().any(|(_, name)| name == said)
    });
    unknown.map(|problem| problem.primary.span).collect()
}

fn collect(text: &str, names: &mut BTreeSet<Name>) {
    let tree = text::read(FileId(0), text, &mut Vec::new());
    let Some(root) = tree.root() else { return };
    for (key, value) in root.entries() {
        let section = SECTIONS.iter().find(|name| key.text() == Some(name));
        if let Some(section) = section {
            words(value, section, names);
        }
    }
}

/// Every key and every text below a node. That these are more than names does no harm:
/// they are only compared with names.
fn words(node: Node<'_>, section: &'static str, names: &mut BTreeSet<Name>) {
    let mut add = |text: Option<&str>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            names.insert((section, text.to_owned()));
        }
    };
    match node.kind() {
        Kind::Mapping => {
            let entries: Vec<_> = node.entries().collect();
            entries.iter().for_each(|(key, _)| add(key.text()));
            for (_, value) in entries {
                words(value, section, names);
            }
        }
        _ if node.text().is_some() => add(node.text()),
        _ => node.items().for_each(|item| words(item, section, names)),
    }
}
