//! Decoding of tables: rows are claims like any other, and describe their sources.
//! What makes one row a part of another is kept until all have been read.

use rustc_hash::FxHashSet;

use super::{Decoder, FileSource, ParsedFile, Top};
use crate::dossier::claim::Quote;
use crate::dossier::codebook::{BreakdownKind, MissingPolicy};
use crate::dossier::ids::{ClaimId, DimensionId};
use crate::text::suggest::nearest;
use crate::text::tree::Node;
use crate::text::{Problem, Span, Spanned};

/// What rows leave to be settled when all have been read.
#[derive(Default)]
pub(super) struct Pending<'t> {
    /// Rows that are parts.
    pub parts: Vec<PendingPart<'t>>,
    /// Claims of rows whose figure is empty, and where it would stand.
    pub blanks: Vec<(ClaimId, Span)>,
}

/// A row that is a part of another.
pub(super) struct PendingPart<'t> {
    /// Its claim; none if it could not be read.
    pub claim: Option<ClaimId>,
    /// Of which.
    pub whole: Whole<'t>,
    /// `by`, and where it is written.
    pub by: Option<(DimensionId, Span)>,
    /// `kind`, and where.
    pub kind: Option<(BreakdownKind, Span)>,
    /// `missing`, and where.
    pub missing: Option<(MissingPolicy, Span)>,
    /// The name of its breakdown.
    pub breakdown: Option<&'t str>,
    /// The words that hold the parts.
    pub quote: Option<Quote>,
    /// Whether parts of the breakdown are not in the table.
    pub partial: bool,
    /// The row.
    pub row: Span,
    /// Which of date, speaker, state and basis the row says itself.
    pub says: Says,
}

/// What a flag can say.
const ANSWERS: [(&str, bool); 4] = [
    ("true", true),
    ("false", false),
    ("yes", true),
    ("no", false),
];

/// The whole of a part.
#[derive(Clone, Copy)]
pub(super) enum Whole<'t> {
    /// The claim with this id.
    Id(Spanned<&'t str>),
    /// This claim, of the same row.
    Claim(ClaimId, Span),
    /// The figure in another column of the row, which could not be read.
    Unread,
    /// The claim with this id, if there is one: a row that was left out may be its part.
    Perhaps(&'t str),
}

/// What a row says itself rather than taking it from its whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Says {
    pub when: bool,
    pub speaker: bool,
    pub state: bool,
    pub basis: bool,
}

impl<'t> Pending<'t> {
    /// The claims that are parts.
    pub fn parts(&self) -> FxHashSet<ClaimId> {
        self.parts.iter().filter_map(|part| part.claim).collect()
    }

    /// Takes over what a fork has left, whose claims begin at `first`.
    pub fn absorb(&mut self, other: Pending<'t>, first: usize) {
        let moved = |id: ClaimId| ClaimId::from(first + id.index());
        self.parts
            .extend(other.parts.into_iter().map(|part| PendingPart {
                claim: part.claim.map(moved),
                whole: match part.whole {
                    Whole::Claim(id, span) => Whole::Claim(moved(id), span),
                    other => other,
                },
                ..part
            }));
        let blanks = other.blanks.into_iter();
        self.blanks
            .extend(blanks.map(|(id, span)| (moved(id), span)));
    }
}

impl<'t> Decoder<'t> {
    /// Reads the sources that the rows of a table describe.
    pub(super) fn table_sources(&mut self, file: &ParsedFile<'t>, top: &Top<'t>) -> FileSource<'t> {
        let elsewhere = !self.sources.is_empty();
        let mut default = FileSource::Implied;
        for (key, value) in self.section(top.get("sources"), "sources") {
            let Some(id) = self.scalar(key, "a source's id") else {
                continue;
            };
            let describes = value.entries().next().is_some();
            let known = self.sources.get(id.value).copied();
            let number = match known {
                Some((known, first)) => {
                    self.compare_source(id.value, first, value);
                    Some(known)
                }
                None if describes || !elsewhere => {
                    self.define("source", id.value, key, value);
                    self.new_source(id.value, value, key)
                }
                None => {
                    self.undeclared(id);
                    let stand_in = self.unknown_source(id.value);
                    // Told once, not for each of its rows.
                    self.sources.insert(id.value.to_owned(), (stand_in, value));
                    None
                }
            };
            if let Some(number) = number.filter(|_| id.value == file.stem) {
                default = FileSource::Known(number);
            }
        }
        default
    }

    /// Reports what a table says of a source that its definition does not.
    fn compare_source(&mut self, id: &str, first: Node<'t>, again: Node<'t>) {
        for (key, value) in again.entries() {
            let Some(field) = key.text() else { continue };
            let known = first.get(field).filter(|known| !known.is_null());
            if known.is_some_and(|known| known.text() == value.text()) {
                continue;
            }
            let problem = match known {
                Some(known) => Problem::error(
                    "duplicate-id",
                    value.span(),
                    format!("source `{id}` is given a second, different `{field}`"),
                )
                .label("this says otherwise")
                .related(known.span(), "first said here")
                .help("a text has one of each: give the other text an id of its own"),
                None => Problem::error(
                    "duplicate-id",
                    value.span(),
                    format!("source `{id}` is defined elsewhere, without `{field}`"),
                )
                .label("this is not taken over")
                .related(crate::text::fields::first_line(first), "defined here")
                .help(format!("write `{field}` there, or leave it out here")),
            };
            self.problem(problem);
        }
    }

    fn undeclared(&mut self, id: Spanned<&str>) {
        let message = format!("source `{}` is neither declared nor described", id.value);
        let problem = Problem::error("unknown-source", id.span, message);
        let near = nearest(id.value, self.sources.keys().map(String::as_str));
        let problem = match near {
            Some(close) => problem.help(format!("did you mean `{close}`?")),
            None => problem,
        };
        self.problem(problem.help(
            "declare it under `sources:`, or describe it in columns such as `publisher` and `published`",
        ));
    }

    /// Reads one row: its claims, and how they are parts.
    pub(super) fn row(&mut self, file: &ParsedFile<'t>, row: Node<'t>, default: FileSource<'t>) {
        let mut read: Vec<(Option<&'t str>, Option<ClaimId>)> = Vec::new();
        let mut parts = Vec::new();
        for entry in row.items() {
            let Some(node) = entry.get("claim") else {
                self.left_out(entry);
                continue;
            };
            let claim = self.claim(file, node, default);
            if let Some(blank) = entry.get("blank").map(Node::span)
                && let Some(id) = claim
            {
                self.dossier.claims[id.index()].place.value = blank;
                self.rows.blanks.push((id, blank));
            }
            let column = entry.get("column").and_then(Node::text);
            read.push((column, claim));
            parts.push((node, entry.get("part"), claim));
        }
        for (node, part, claim) in parts {
            if let Some(part) = part {
                self.pending_part(node, part, claim, &read);
            }
        }
    }

    /// A row that could not be read may be a part of a claim that it names.
    fn left_out(&mut self, entry: Node<'t>) {
        let Some(name) = entry.get("perhaps").and_then(Node::text) else {
            return;
        };
        self.rows.parts.push(PendingPart {
            claim: None,
            whole: Whole::Perhaps(name),
            by: None,
            kind: None,
            missing: None,
            breakdown: None,
            quote: None,
            partial: true,
            row: entry.span(),
            says: Says {
                when: false,
                speaker: false,
                state: false,
                basis: false,
            },
        });
    }

    fn pending_part(
        &mut self,
        claim_node: Node<'t>,
        node: Node<'t>,
        claim: Option<ClaimId>,
        siblings: &[(Option<&'t str>, Option<ClaimId>)],
    ) -> Option<()> {
        let whole = match (node.get("part_of"), node.get("whole_column")) {
            (Some(id), _) => Whole::Id(self.scalar(id, "`part_of`")?),
            (None, Some(column)) => {
                let name = column.text();
                let known = siblings.iter().find(|(known, _)| *known == name);
                match known.and_then(|(_, claim)| *claim) {
                    Some(claim) => Whole::Claim(claim, column.span()),
                    None => Whole::Unread,
                }
            }
            (None, None) => {
                let (key, _) = node.entries().next()?;
                let value = node.entries().next().map_or(key.span(), |(_, v)| v.span());
                let name = key.text().unwrap_or_default();
                self.problem(
                    Problem::error(
                        "missing-field",
                        value,
                        format!("`{name}` is given without `part_of`"),
                    )
                    .help("say in `part_of` of which row this figure is a part: the `id` of that row, or the id it gets"),
                );
                return None;
            }
        };
        let by = match node.get("by") {
            Some(by) => {
                let name = self.scalar(by, "`by`")?;
                Some((self.dimension_named(name), name.span))
            }
            None => None,
        };
        let kind = self.choice(node.get("kind"), "kind of breakdown", &BreakdownKind::NAMES);
        let missing = self.choice(node.get("missing"), "policy", &MissingPolicy::NAMES);
        let span = |key: &str| node.get(key).map_or(node.span(), Node::span);
        let mut quote = self.quote(node.get("breakdown_quote"));
        if let Some(quote) = &mut quote {
            let mut side = |key: &str| self.string(node.get(key), key).map(Into::into);
            quote.prefix = side("breakdown_quote_prefix");
            quote.suffix = side("breakdown_quote_suffix");
        }
        let partial = self.choice(node.get("partial"), "answer", &ANSWERS);
        let says = |keys: &[&str]| keys.iter().any(|key| claim_node.get(key).is_some());
        self.rows.parts.push(PendingPart {
            claim,
            whole,
            by,
            kind: kind.map(|kind| (kind, span("kind"))),
            missing: missing.map(|missing| (missing, span("missing"))),
            breakdown: node.get("breakdown").and_then(Node::text),
            quote,
            partial: partial.unwrap_or(false),
            row: crate::text::fields::first_line(node),
            says: Says {
                when: says(&["as_of", "period"]),
                speaker: says(&["attributed_to"]),
                state: says(&["state"]),
                basis: says(&["basis"]),
            },
        });
        Some(())
    }
}
