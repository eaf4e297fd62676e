//! Decoding of breakdowns: a whole, its parts, and parts of parts.

use super::todo::What;
use super::{Decoder, place};
use crate::dossier::claim::{Breakdown, Claim, ClaimBasis};
use crate::dossier::codebook::{BreakdownKind, MissingPolicy};
use crate::dossier::ids::{BreakdownId, ClaimId, CodeId, DimensionId};
use crate::text::fields::{Fields, first_line};
use crate::text::tree::{Kind, Node};
use crate::text::{Problem, Spanned};

pub(super) const KEYS: &[&str] = &["by", "kind", "quote", "missing", "note", "parts"];
pub(super) const PART_KEYS: &[&str] = &[
    "value",
    "id",
    "where",
    "quote",
    "note",
    "basis",
    "breakdowns",
];

impl<'t> Decoder<'t> {
    /// Reads the breakdowns of a claim.
    pub(super) fn breakdowns(&mut self, whole: ClaimId, node: Node<'t>) {
        if node.kind() != Kind::Sequence {
            self.problem(
                Problem::error("invalid-yaml", node.span(), "`breakdowns` must be a list")
                    .help("start each breakdown with `- by:` or `- parts:`"),
            );
            return;
        }
        for item in node.items() {
            self.breakdown(whole, item);
        }
    }

    fn breakdown(&mut self, whole: ClaimId, node: Node<'t>) -> Option<()> {
        let problems = &mut self.dossier.problems;
        let fields = Fields::of(node, "a breakdown", KEYS, problems)?;
        let parts = fields.require("parts", problems)?;
        self.string(fields.get("note"), "`note`");
        let by = match fields.get("by") {
            Some(node) if self.todo(node, What::Dimension) => Some(self.open_dimension()),
            Some(node) => {
                let name = self.scalar(node, "`by`")?;
                Some(self.dimension_named(name))
            }
            None => None,
        };
        let breakdown = Breakdown {
            whole,
            by,
            kind: self.choice(
                fields.get("kind"),
                "kind of breakdown",
                &BreakdownKind::NAMES,
            ),
            parts: Vec::new(),
            complete: parts.is_complete(),
            missing: self
                .choice(fields.get("missing"), "policy", &MissingPolicy::NAMES)
                .unwrap_or(MissingPolicy::Skip),
            quote: self.quote(fields.get("quote")),
            span: first_line(node),
        };
        let id = BreakdownId::from(self.dossier.breakdowns.len());
        self.dossier.breakdowns.push(breakdown);
        if parts.kind() != Kind::Mapping {
            self.problem(
                Problem::error(
                    "invalid-yaml",
                    parts.span(),
                    "`parts` must be a mapping of codes to figures",
                )
                .help("write one part a line, as in `military: 3,209`"),
            );
            return None;
        }
        for (key, value) in parts.entries() {
            let name = self.scalar(key, "a part");
            let own = name.and_then(|name| self.part_scope(by, name));
            let part = own.and_then(|own| self.part(id, key, value, &own));
            let breakdown = &mut self.dossier.breakdowns[id.index()];
            match part {
                Some(part) => breakdown.parts.push(part),
                None => breakdown.complete = false,
            }
        }
        Some(())
    }

    /// What a part's key says: a code of the breakdown's dimension, or
    /// `dimension=code` pairs separated by commas.
    fn part_scope(
        &mut self,
        by: Option<DimensionId>,
        name: Spanned<&'t str>,
    ) -> Option<Vec<(DimensionId, CodeId)>> {
        if name.value.contains('=') {
            let mut codes = Vec::new();
            for pair in name.value.split(',') {
                let (dimension, code) = pair.split_once('=').unwrap_or((pair, ""));
                let (dimension, code) = (dimension.trim(), code.trim());
                if dimension.is_empty() || code.is_empty() {
                    self.problem(
                        Problem::error(
                            "unknown-dimension",
                            name.span,
                            format!("`{}` is not of the form dimension=code", name.value),
                        )
                        .help("write it as in `sex=women`, or several with commas between"),
                    );
                    return None;
                }
                let dimension = self.dimension_named(Spanned::new(dimension, name.span));
                codes.push((
                    dimension,
                    self.code_named(dimension, Spanned::new(code, name.span)),
                ));
            }
            return Some(codes);
        }
        let dimension = match by {
            Some(dimension) => dimension,
            None => self.only_dimension_with(name)?,
        };
        Some(vec![(dimension, self.code_named(dimension, name))])
    }

    /// The one declared dimension that has this code.
    fn only_dimension_with(&mut self, name: Spanned<&'t str>) -> Option<DimensionId> {
        let codebook = &self.dossier.codebook;
        let found: Vec<DimensionId> = (0..codebook.dimensions.len())
            .map(DimensionId::from)
            .filter(|&dimension| codebook.find_code(dimension, name.value).is_some())
            .collect();
        if let [one] = found[..] {
            return Some(one);
        }
        let message = match found.len() {
            0 => format!(
                "it is not clear by which dimension `{}` is a part",
                name.value
            ),
            _ => format!("several dimensions have a code `{}`", name.value),
        };
        self.problem(
            Problem::error("unknown-dimension", name.span, message).help(format!(
                "say `by: DIMENSION` in the breakdown, or write the part as `DIMENSION={}`",
                name.value
            )),
        );
        None
    }

    fn part(
        &mut self,
        breakdown: BreakdownId,
        key: Node<'t>,
        node: Node<'t>,
        own: &[(DimensionId, CodeId)],
    ) -> Option<ClaimId> {
        let whole = self.dossier.breakdowns[breakdown.index()].whole;
        let codes = self.narrowed(whole, own);
        let whole = self.dossier.claim(whole);
        let mut claim = Claim {
            id: Box::default(),
            measure: whole.measure,
            codes: codes.into(),
            value: None,
            source: whole.source,
            speaker: whole.speaker,
            when: whole.when.clone(),
            place: place(key.span(), Some(node.span())),
            quote: None,
            part_of: Some(breakdown),
            state: whole.state,
            basis: whole.basis,
            unreadable: false,
            more: None,
        };
        if node.kind() != Kind::Mapping || is_explicit_value(node) {
            let id = self.push_claim(claim, Some(node));
            self.note_loose_change(id);
            return Some(id);
        }
        let fields = Fields::of(node, "a part", PART_KEYS, &mut self.dossier.problems)?;
        let further = self.scope(fields.get("where"), "`where`");
        let mut codes = claim.codes.to_vec();
        for (dimension, code) in further {
            super::names::set_code(&mut codes, dimension, code);
        }
        claim.codes = codes.into();
        claim.id = self.explicit_id(fields.get("id"));
        claim.quote = self.quote(fields.get("quote"));
        let basis = self.choice(fields.get("basis"), "basis", &ClaimBasis::NAMES);
        claim.basis = basis.or(claim.basis);
        let value = fields.get("value");
        claim.place = place(key.span(), value.map(Node::span));
        if value.is_none() && fields.get("breakdowns").is_none() && !fields.has("value") {
            self.problem(
                Problem::error("missing-field", key.span(), "this part has no `value`").help(
                    "write the figure as it is printed, or `n/a` if the source does not give it",
                ),
            );
        }
        let id = self.push_claim(claim, value);
        self.note_loose_change(id);
        if let Some(note) = self.string(fields.get("note"), "`note`") {
            self.dossier.claims[id.index()].more_mut().note = Some(note);
        }
        if let Some(nested) = fields.get("breakdowns") {
            self.breakdowns(id, nested);
        }
        Some(id)
    }
}

/// Whether a mapping is a value in explicit form rather than a part with fields.
fn is_explicit_value(node: Node<'_>) -> bool {
    node.entries()
        .next()
        .and_then(|(key, _)| key.text())
        .is_some_and(|key| !PART_KEYS.contains(&key) && super::values::FORMS.contains(&key))
}
