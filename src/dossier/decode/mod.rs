//! Decoding: from spanned YAML trees to the tables of the dossier. Settings
//! first, then the codebook of all files, then sources, then claims, so that
//! the order of files does not matter.

mod accepts;
mod breakdowns;
mod claims;
mod codebook;
mod comments;
mod dates;
mod known;
mod names;
mod not_applied;
mod parts;
mod previous;
mod quotes;
mod rules;
mod scalars;
mod settings;
mod shards;
mod sources;
mod table;
mod todo;
mod twins;
mod values;

pub use known::KNOWN_KEYS;
pub(crate) use names::set_code;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::ids::SourceId;
use super::{Dossier, claim::ClaimPlace};
use crate::text::tree::{Kind, Node, Tree};
use crate::text::{Problem, Span, Spanned};

/// The top-level keys of a claim file.
pub(crate) const TOP_LEVEL: &[&str] = &[
    "crossfoot",
    "settings",
    "publishers",
    "measures",
    "dimensions",
    "rules",
    "source",
    "sources",
    "claims",
    "accept",
];

/// The version of the claim language that this program reads.
const LANGUAGE_VERSION: &str = "1";

/// One parsed file on its way into the dossier.
pub(crate) struct ParsedFile<'t> {
    /// Its tree.
    pub tree: Tree<'t>,
    /// The rest of its claims, where it was long enough to be read in stretches.
    pub further: Vec<Tree<'t>>,
    /// Whether it is the `crossfoot.yaml` at the dossier's root.
    pub is_settings: bool,
    /// Whether it is a table: its claims are rows.
    pub is_table: bool,
    /// Base of the ids of sources that the file leaves unnamed: its stem.
    pub stem: String,
}

/// A dossier while it is being filled.
pub(crate) struct Decoder<'t> {
    dossier: Dossier,
    sources: IndexMap<String, (SourceId, Node<'t>), FxBuildHasher>,
    defined: FxHashMap<(&'static str, String), (Node<'t>, Span)>,
    implied: FxHashMap<(bool, String), SourceId>,
    unknown: names::UnknownNames,
    kept: not_applied::Kept,
    todos: todo::Todos,
    explicit_ids: FxHashMap<&'t str, Span>,
    rows: table::Pending<'t>,
}

/// Fills a dossier from its parsed files.
pub(crate) fn decode<'t>(dossier: Dossier, files: &'t [ParsedFile<'t>]) -> Dossier {
    let mut decoder = Decoder {
        dossier,
        sources: IndexMap::default(),
        defined: FxHashMap::default(),
        implied: FxHashMap::default(),
        unknown: names::UnknownNames::default(),
        kept: not_applied::Kept::default(),
        todos: todo::Todos::default(),
        explicit_ids: FxHashMap::default(),
        rows: table::Pending::default(),
    };
    let tops: Vec<(&'t ParsedFile<'t>, Top<'t>)> =
        files.iter().map(|file| (file, decoder.top(file))).collect();
    for (_, top) in &tops {
        decoder.settings(top);
    }
    for (_, top) in &tops {
        decoder.publishers(top.get("publishers"));
        decoder.measures(top.get("measures"));
        decoder.dimensions(top.get("dimensions"));
    }
    for (_, top) in &tops {
        decoder.rules(top.get("rules"));
    }
    let defaults: Vec<FileSource<'t>> = tops
        .iter()
        .map(|(file, top)| match file.is_table {
            true => decoder.table_sources(file, top),
            false => decoder.file_sources(file, top),
        })
        .collect();
    let mut items = Vec::new();
    for (&(file, ref top), default) in tops.iter().zip(defaults) {
        decoder.claims(file, top.get("claims"), default, &mut items);
    }
    decoder.all_claims(&items);
    for (file, top) in &tops {
        decoder.accepts(top.get("accept"));
        decoder.comments(file);
    }
    decoder.finish()
}

/// The source that the claims of a file have unless they name one.
#[derive(Clone, Copy)]
enum FileSource<'t> {
    /// This one.
    Known(SourceId),
    /// The one with this id, perhaps declared in another file.
    Named(Spanned<&'t str>),
    /// None is declared in the file: made when a claim needs it.
    Implied,
    /// Several are declared: each claim must say which.
    Ambiguous,
}

/// The top-level entries of one file.
struct Top<'t> {
    entries: Vec<(&'t str, Node<'t>, Node<'t>)>,
    is_settings: bool,
}

impl<'t> Top<'t> {
    fn get(&self, key: &str) -> Option<Node<'t>> {
        self.entries
            .iter()
            .find(|(name, _, value)| *name == key && !value.is_null())
            .map(|&(_, _, value)| value)
    }
}

impl<'t> Decoder<'t> {
    fn problem(&mut self, problem: Problem) {
        self.dossier.problems.push(problem);
    }

    /// Reads the top-level keys of a file and checks that it is one of ours.
    fn top(&mut self, file: &'t ParsedFile<'t>) -> Top<'t> {
        let mut top = Top {
            entries: Vec::new(),
            is_settings: file.is_settings,
        };
        let Some(root) = file.tree.root() else {
            return top;
        };
        if root.kind() != Kind::Mapping {
            let broken =
                (self.dossier.problems.iter()).any(|p| p.primary.span.file == root.span().file);
            if !root.is_null() && !broken {
                self.problem(
                    Problem::error(
                        "invalid-yaml",
                        root.span(),
                        "a claim file must be a mapping with keys such as `source` and `claims`",
                    )
                    .help("`crossfoot init` writes a first dossier to learn from"),
                );
            }
            return top;
        }
        for (key, value) in root.entries() {
            let Some(name) = key.text() else { continue };
            if TOP_LEVEL.contains(&name) {
                top.entries.push((name, key, value));
            } else {
                self.problem(scalars::unknown_key(
                    key.span(),
                    name,
                    "a claim file",
                    TOP_LEVEL,
                ));
            }
        }
        if let Some(version) = top.get("crossfoot") {
            self.version(version);
        }
        top
    }

    fn version(&mut self, node: Node<'t>) {
        match node.text() {
            Some(LANGUAGE_VERSION) => {}
            Some(text) if text.parse::<u32>().is_ok_and(|number| number > 1) => {
                let message = format!(
                    "this file is written in version {text} of the claim language; this program reads version {LANGUAGE_VERSION}"
                );
                self.problem(
                    Problem::error("invalid-value", node.span(), message)
                        .help("use a newer crossfoot"),
                );
            }
            _ => self.problem(
                Problem::error(
                    "invalid-value",
                    node.span(),
                    "the version of the claim language must be 1",
                )
                .help("write `crossfoot: 1`, or leave the key out"),
            ),
        }
    }

    /// Whether `id` may be defined here: false when it already is, with a
    /// problem if that definition differs.
    pub(super) fn define(
        &mut self,
        what: &'static str,
        id: &str,
        key: Node<'t>,
        value: Node<'t>,
    ) -> bool {
        match self.defined.entry((what, id.to_owned())) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert((value, key.span()));
                true
            }
            std::collections::hash_map::Entry::Occupied(known) => {
                let (first, span) = *known.get();
                let same = match what {
                    "source" => scalars::same_source(first, value),
                    _ => scalars::same(first, value),
                };
                if !same {
                    let problem = Problem::error(
                        "duplicate-id",
                        key.span(),
                        format!("{what} `{id}` is defined twice, and differently"),
                    )
                    .label("defined again here")
                    .related(span, "first defined here")
                    .help("one namespace holds all files of a dossier: rename one, or make both definitions the same");
                    self.problem(problem);
                }
                false
            }
        }
    }

    fn finish(mut self) -> Dossier {
        self.report_unknown_names();
        self.report_kept();
        self.report_todos();
        let parts = self.rows.parts();
        super::load::assign_ids(&mut self.dossier, &parts);
        self.join_parts();
        self.report_unknown_revised();
        self.dossier.claims_below_comments();
        self.dossier
    }
}

/// A place for a claim whose value is missing: the entry's first line.
fn place(entry: Span, value: Option<Span>) -> ClaimPlace {
    ClaimPlace {
        entry,
        value: value.unwrap_or(entry),
    }
}
