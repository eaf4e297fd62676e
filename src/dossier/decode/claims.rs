//! Decoding of claims.

use rustc_hash::FxHashMap;

use super::not_applied::Key;
use super::shards::Item;
use super::todo::What;
use super::{Decoder, FileSource, ParsedFile, names, place};
use crate::dossier::claim::{Claim, ClaimBasis, ClaimState, DateOrigin, When};
use crate::dossier::ids::{ClaimId, CodeId, DimensionId, SourceId};
use crate::quantity::Window;
use crate::text::fields::{Fields, first_line};
use crate::text::suggest::nearest;
use crate::text::tree::{Kind, Node, Tree};
use crate::text::{Problem, Span, Spanned};

pub(super) const KEYS: &[&str] = &[
    "measure",
    "value",
    "where",
    "as_of",
    "quote",
    "id",
    "period",
    "source",
    "attributed_to",
    "basis",
    "state",
    "revises",
    "reason",
    "breakdowns",
    "readings",
    "change",
    "note",
];

pub(super) const CHANGE_KEYS: &[&str] = &["since"];

/// So many unknown ids of a dossier get a did-you-mean.
const SUGGESTED: usize = 20;

impl<'t> Decoder<'t> {
    /// Gathers the claims of one file.
    pub(super) fn claims(
        &mut self,
        file: &'t ParsedFile<'t>,
        node: Option<Node<'t>>,
        default: FileSource<'t>,
        items: &mut Vec<Item<'t>>,
    ) {
        let default = match default {
            FileSource::Named(id) => match self.source_named(id) {
                Some(known) => FileSource::Known(known),
                None => FileSource::Known(self.unknown_source(id.value)),
            },
            other => other,
        };
        let Some(node) = node else { return };
        if node.kind() != Kind::Sequence {
            if node.is_cut() {
                return;
            }
            self.problem(
                Problem::error("invalid-yaml", node.span(), "`claims` must be a list")
                    .help("start each claim with `- measure:`"),
            );
            return;
        }
        let further = file.further.iter().filter_map(Tree::root);
        let lists = std::iter::once(node).chain(further);
        items.extend(
            lists
                .flat_map(Node::items)
                .map(|item| (file, default, item)),
        );
    }

    /// Reads one claim.
    pub(super) fn claim(
        &mut self,
        file: &ParsedFile<'t>,
        node: Node<'t>,
        default: FileSource<'t>,
    ) -> Option<ClaimId> {
        let fields = Fields::of(node, "a claim", KEYS, &mut self.dossier.problems)?;
        let source = self.source_of(file, &fields, default)?;
        let measure = fields.require("measure", &mut self.dossier.problems)?;
        let measure = match self.todo(measure, What::Measure) {
            true => self.open_measure(),
            false => {
                let measure = self.scalar(measure, "`measure`")?;
                self.measure_named(measure)
            }
        };
        let codes = self.scope(fields.get("where"), "`where`");
        let speaker = match fields.get("attributed_to") {
            Some(node) => self.speaker(node),
            None => None,
        };
        let when = self.when(&fields, source);
        let value = fields.get("value");
        let breakdowns = fields.get("breakdowns");
        // An empty list says as little as no list.
        let says_nothing = breakdowns.is_none_or(|list| {
            list.kind() == Kind::Sequence && list.is_complete() && list.items().next().is_none()
        });
        // Whether a row has parts is known only when all rows have been read.
        if !file.is_table && fields.lacks("value") && says_nothing {
            self.problem(
                Problem::error(
                    "missing-field",
                    first_line(node),
                    "this claim has no `value`",
                )
                .help("write the figure as it is printed, or `n/a` if the source does not give it"),
            );
        }
        let claim = Claim {
            id: self.explicit_id(fields.get("id")),
            measure,
            codes: codes.into(),
            value: None,
            source,
            speaker: speaker.unwrap_or(self.dossier.source(source).publisher),
            when,
            place: place(first_line(node), value.map(Node::span)),
            quote: self.quote(fields.get("quote")),
            part_of: None,
            state: self.state(&fields, source),
            basis: self.choice(fields.get("basis"), "basis", &ClaimBasis::NAMES),
            unreadable: false,
            more: None,
        };
        let id = self.push_claim(claim, value);
        self.rarer_fields(id, &fields);
        self.note_loose_change(id);
        if let Some(node) = fields.get("breakdowns") {
            self.breakdowns(id, node);
        }
        Some(id)
    }

    /// A difference that does not say since when is connected with nothing.
    pub(super) fn note_loose_change(&mut self, id: ClaimId) {
        let claim = &self.dossier.claims[id.index()];
        let since = (claim.more.as_ref()).and_then(|more| more.change_since.as_ref());
        let is_change = claim.value.as_ref().is_some_and(|value| value.is_change());
        let span = claim.place.value;
        if is_change && since.is_none() {
            self.kept.note(Key::Change, span);
        }
    }

    /// Takes a claim in, with its value if that can be read.
    pub(super) fn push_claim(&mut self, mut claim: Claim, value: Option<Node<'t>>) -> ClaimId {
        if let Some(node) = value
            && !self.todo(node, What::Value)
        {
            let format = self.dossier.source(claim.source).number_format;
            claim.value = self.value(node, format);
            claim.unreadable = claim.value.is_none();
        }
        let id = ClaimId::from(self.dossier.claims.len());
        self.dossier.claims.push(claim);
        id
    }

    fn source_of(
        &mut self,
        file: &ParsedFile<'t>,
        fields: &Fields<'t>,
        default: FileSource<'t>,
    ) -> Option<SourceId> {
        if let Some(node) = fields.get("source") {
            let id = self.scalar(node, "`source`")?;
            return Some(match self.source_named(id) {
                Some(known) => known,
                None => self.unknown_source(id.value),
            });
        }
        match default {
            FileSource::Known(id) => Some(id),
            FileSource::Implied | FileSource::Named(_) => Some(self.implied_source(&file.stem)),
            FileSource::Ambiguous => {
                self.problem(
                    Problem::error(
                        "missing-field",
                        first_line(fields.node()),
                        "this claim does not say its `source`, and the file has several",
                    )
                    .help("add `source: ID` to the claim"),
                );
                Some(self.unknown_source(&file.stem))
            }
        }
    }

    fn when(&mut self, fields: &Fields<'t>, source: SourceId) -> When {
        if let (Some(as_of), Some(period)) = (fields.get("as_of"), fields.get("period")) {
            self.problem(
                Problem::error(
                    "invalid-date",
                    period.span(),
                    "a claim has either `as_of` or `period`, not both",
                )
                .related(as_of.span(), "the other one")
                .help("`period` is for flows, which happen during it; `as_of` for everything else"),
            );
        }
        let stated = |window: Spanned<Window>, origin| When {
            window: Some(window.value),
            origin,
            span: Some(window.span),
        };
        if let Some(period) = self.window(fields.get("period"), "`period`") {
            return stated(period, DateOrigin::Period);
        }
        if let Some(as_of) = self.window(fields.get("as_of"), "`as_of`") {
            return stated(as_of, DateOrigin::Stated);
        }
        let source = self.dossier.source(source);
        let (window, origin) = match (&source.as_of, &source.published) {
            (Some(as_of), _) => (Some(as_of.value.clone()), DateOrigin::Stated),
            (None, Some(published)) => (Some(published.value.clone()), DateOrigin::Inferred),
            (None, None) => (None, DateOrigin::Unknown),
        };
        When {
            window,
            origin,
            span: None,
        }
    }

    fn state(&mut self, fields: &Fields<'t>, source: SourceId) -> ClaimState {
        let written = self.choice(fields.get("state"), "state", &ClaimState::NAMES);
        written.unwrap_or(self.dossier.source(source).status.of_claims())
    }

    fn rarer_fields(&mut self, id: ClaimId, fields: &Fields<'t>) {
        const RARE: [&str; 5] = ["revises", "reason", "readings", "change", "note"];
        if RARE.iter().all(|key| fields.get(key).is_none()) {
            return;
        }
        let revises = match fields.get("revises") {
            Some(node) => self.scalar(node, "`revises`"),
            None => None,
        };
        let reason = self.string(fields.get("reason"), "`reason`");
        let note = self.string(fields.get("note"), "`note`");
        let readings = self.readings(fields.get("readings"));
        let change_since = self.change(fields.get("change"));
        let more = self.dossier.claims[id.index()].more_mut();
        more.revises = revises.map(|id| Spanned::new(id.value.to_owned(), id.span));
        more.reason = reason;
        more.note = note;
        more.readings = readings;
        more.change_since = change_since;
    }

    /// Reports every `revises` that names no claim; ids are known only at the end.
    pub(super) fn report_unknown_revised(&mut self) {
        let revising = |claim: &Claim| claim.more.as_ref()?.revises.clone();
        let revised: Vec<(usize, Spanned<String>)> = (self.dossier.claims.iter().enumerate())
            .filter_map(|(at, claim)| Some((at, revising(claim)?)))
            .collect();
        if revised.is_empty() {
            return;
        }
        let mut problems = Vec::new();
        let ids: FxHashMap<&str, usize> = (self.dossier.claims.iter().enumerate())
            .map(|(at, claim)| (&*claim.id, at))
            .collect();
        for (at, name) in revised {
            let message = match ids.get(name.value.as_str()) {
                None => format!("`revises` names no claim: `{}`", name.value),
                Some(&other) if other == at => "a claim cannot revise itself".to_owned(),
                Some(_) => continue,
            };
            let problem = Problem::error("invalid-value", name.span, message);
            // Looking for the nearest goes through all ids: not for a flood of them.
            let close = match problems.len() {
                0..SUGGESTED => {
                    let mut others: Vec<&str> = ids.keys().copied().collect();
                    // Sorted, so that a tie does not depend on the order of a hash.
                    others.retain(|id| ids[id] != at);
                    others.sort_unstable();
                    nearest(&name.value, others)
                }
                _ => None,
            };
            problems.push(match close {
                Some(close) => problem.help(format!("did you mean `{close}`?")),
                None => problem.help("give the id of the older claim: its `id`, or as in `source/measure[dimension=code]`"),
            });
        }
        self.dossier.problems.extend(problems);
    }

    /// `readings:` as scopes in the order they are listed, roots included.
    fn readings(&mut self, node: Option<Node<'t>>) -> Vec<Vec<(DimensionId, CodeId)>> {
        let Some(node) = node else { return Vec::new() };
        if node.kind() != Kind::Sequence {
            self.problem(
                Problem::error("invalid-yaml", node.span(), "`readings` must be a list")
                    .help("list the scopes that the wording allows, as in `[{site: all}, {site: mass_grave}]`"),
            );
            return Vec::new();
        }
        let listed = node.items();
        listed
            .map(|item| self.written_scope(Some(item), "a reading"))
            .collect()
    }

    /// `change: {since: DATE}`: the value is a difference and not compared as a level.
    fn change(&mut self, node: Option<Node<'t>>) -> Option<Spanned<Window>> {
        let node = node?;
        let fields = Fields::of(node, "a change", CHANGE_KEYS, &mut self.dossier.problems)?;
        let since = fields.require("since", &mut self.dossier.problems);
        self.window(since, "`since`")
    }

    /// The id that a claim is given, or an empty one; no two may be the same.
    pub(super) fn explicit_id(&mut self, node: Option<Node<'t>>) -> Box<str> {
        let Some(node) = node else {
            return Box::default();
        };
        if self.todo(node, What::Other) {
            return Box::default();
        }
        let Some(id) = self.scalar(node, "`id`") else {
            return Box::default();
        };
        if self.take_id(id.value, id.span) {
            id.value.into()
        } else {
            Box::default()
        }
    }

    /// Whether an id is free; if not, that is a problem.
    pub(super) fn take_id(&mut self, id: &'t str, span: Span) -> bool {
        if let Some(&first) = self.explicit_ids.get(id) {
            self.problem(
                Problem::error(
                    "duplicate-id",
                    span,
                    format!("two claims have the id `{id}`"),
                )
                .label("used again here")
                .related(first, "first used here")
                .help("rename one; or leave `id` out and take the id made from source, measure and codes"),
            );
            return false;
        }
        self.explicit_ids.insert(id, span);
        true
    }

    /// Codes of a part: those of its whole with its own put over them.
    pub(super) fn narrowed(
        &self,
        whole: ClaimId,
        own: &[(DimensionId, CodeId)],
    ) -> Vec<(DimensionId, CodeId)> {
        let mut codes = self.dossier.claim(whole).codes.to_vec();
        for &(dimension, code) in own {
            names::set_code(&mut codes, dimension, code);
        }
        codes
    }
}
