//! Claim files out: the claims of one file as YAML that loads to the same claims.
//! What a claim file cannot say is told, never left out in silence.

mod describe;
mod sources;

pub use describe::described;

use indexmap::IndexSet;
use rustc_hash::FxHashSet;

use super::claim::{Claim, ClaimBasis, ClaimState, DateOrigin, Quote};
use super::codebook::{BreakdownKind, MissingPolicy};
use super::ids::{BreakdownId, ClaimId, CodeId, DimensionId};
use super::{Breakdown, Dossier};
use crate::text::{FileId, scalar};

/// A claim file that was written.
#[derive(Debug)]
pub struct Written {
    /// The file.
    pub text: String,
    /// The claims in it, in their order there.
    pub claims: Vec<ClaimId>,
    /// What could not be said of which claim.
    pub unsaid: Vec<(ClaimId, &'static str)>,
}

/// Writes the claims of a file. Claims in `with_id` are given their ids; sources
/// that one of `own_files` defines are defined.
pub fn write(
    dossier: &Dossier,
    file: FileId,
    own_files: &[FileId],
    with_id: &FxHashSet<ClaimId>,
) -> Written {
    let mut writer = Writer {
        dossier,
        file,
        with_id,
        name_source: true,
        out: String::new(),
        claims: Vec::new(),
        unsaid: Vec::new(),
    };
    let breakdowns = writer.breakdowns_of();
    writer.sources(own_files);
    writer.out.push_str("claims:\n");
    for at in 0..dossier.claims.len() {
        let id = ClaimId::from(at);
        let claim = dossier.claim(id);
        if claim.place.entry.file == file && writer.whole_here(claim).is_none() {
            if claim.part_of.is_some() {
                writer
                    .unsaid
                    .push((id, "that it is a part of a claim in another file"));
            }
            writer.claim(id, &breakdowns);
        }
    }
    Written {
        text: writer.out,
        claims: writer.claims,
        unsaid: writer.unsaid,
    }
}

struct Writer<'d> {
    dossier: &'d Dossier,
    file: FileId,
    with_id: &'d FxHashSet<ClaimId>,
    /// Whether each claim must name its source.
    name_source: bool,
    out: String,
    claims: Vec<ClaimId>,
    unsaid: Vec<(ClaimId, &'static str)>,
}

/// The breakdowns of each claim.
type BreakdownsOf = rustc_hash::FxHashMap<ClaimId, Vec<BreakdownId>>;

impl<'d> Writer<'d> {
    fn breakdowns_of(&self) -> BreakdownsOf {
        let mut all = BreakdownsOf::default();
        for (at, breakdown) in self.dossier.breakdowns.iter().enumerate() {
            let list = all.entry(breakdown.whole).or_default();
            list.push(BreakdownId::from(at));
        }
        all
    }

    /// The breakdown of this file that a claim is a part of.
    fn whole_here(&self, claim: &Claim) -> Option<&'d Breakdown> {
        let breakdown = &self.dossier.breakdowns[claim.part_of?.index()];
        let whole = self.dossier.claim(breakdown.whole);
        (whole.place.entry.file == self.file).then_some(breakdown)
    }

    fn line(&mut self, indent: usize, key: &str, text: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(key);
        self.out.push_str(": ");
        self.out.push_str(&scalar(text));
        self.out.push('\n');
    }

    fn head(&mut self, indent: usize, key: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(key);
        self.out.push_str(":\n");
    }

    fn claim(&mut self, id: ClaimId, breakdowns: &BreakdownsOf) {
        const INDENT: usize = 4;
        self.claims.push(id);
        let dossier = self.dossier;
        let claim = dossier.claim(id);
        let source = dossier.source(claim.source);
        let start = self.out.len();
        self.line(
            INDENT,
            "measure",
            &dossier.codebook.measure(claim.measure).id,
        );
        self.out.replace_range(start..start + INDENT, "  - ");
        self.scope(INDENT, "where", &claim.codes);
        if let Some(value) = self.value(claim) {
            self.line(INDENT, "value", &value);
        }
        if let (Some(_), Some(window)) = (claim.when.span, &claim.when.window) {
            let key = match claim.when.origin {
                DateOrigin::Period => "period",
                _ => "as_of",
            };
            self.line(INDENT, key, &window.printed);
        }
        if self.name_source {
            self.line(INDENT, "source", &source.id);
        }
        if claim.speaker != source.publisher
            && let Some(name) = dossier.speakers.name_to_write(claim.speaker)
        {
            self.line(INDENT, "attributed_to", name);
        }
        if let Some(basis) = claim.basis {
            self.line(INDENT, "basis", named(&ClaimBasis::NAMES, basis));
        }
        let usual = source.status.of_claims();
        if claim.state != usual {
            self.line(INDENT, "state", named(&ClaimState::NAMES, claim.state));
        }
        if self.with_id.contains(&id) {
            self.line(INDENT, "id", &claim.id);
        }
        self.rarer(INDENT, claim);
        self.quote(INDENT, claim.quote.as_ref());
        self.breakdowns(INDENT, id, breakdowns);
    }

    fn rarer(&mut self, indent: usize, claim: &Claim) {
        let Some(more) = &claim.more else { return };
        if let Some(since) = &more.change_since {
            self.head(indent, "change");
            self.line(indent + 2, "since", &since.value.printed);
        }
        if let Some(revises) = &more.revises {
            self.line(indent, "revises", &revises.value);
        }
        if let Some(reason) = &more.reason {
            self.line(indent, "reason", reason);
        }
        if !more.readings.is_empty() {
            self.head(indent, "readings");
            for reading in &more.readings {
                let pad = " ".repeat(indent);
                if reading.is_empty() {
                    self.out.push_str(&format!("{pad}  - {{}}\n"));
                }
                for (at, &(dimension, code)) in reading.iter().enumerate() {
                    let mark = if at == 0 { "  - " } else { "    " };
                    let (dimension, code) = self.names(dimension, code);
                    let pair = format!("{pad}{mark}{}: {}\n", scalar(dimension), scalar(code));
                    self.out.push_str(&pair);
                }
            }
        }
        if let Some(note) = &more.note {
            self.line(indent, "note", note);
        }
    }

    fn quote(&mut self, indent: usize, quote: Option<&Quote>) {
        let Some(quote) = quote else { return };
        if quote.prefix.is_none() && quote.suffix.is_none() {
            self.line(indent, "quote", &quote.exact);
            return;
        }
        self.head(indent, "quote");
        self.line(indent + 2, "exact", &quote.exact);
        for (key, text) in [("prefix", &quote.prefix), ("suffix", &quote.suffix)] {
            if let Some(text) = text {
                self.line(indent + 2, key, text);
            }
        }
    }

    fn scope(&mut self, indent: usize, key: &str, codes: &[(DimensionId, CodeId)]) {
        if codes.is_empty() {
            return;
        }
        self.head(indent, key);
        for &(dimension, code) in codes {
            let (dimension, code) = self.names(dimension, code);
            self.line(indent + 2, &scalar(dimension), code);
        }
    }

    fn names(&self, dimension: DimensionId, code: CodeId) -> (&'d str, &'d str) {
        let codebook = &self.dossier.codebook;
        let code = &codebook.code(dimension, code).id;
        (&codebook.dimension(dimension).id, code)
    }

    /// The figure as printed; what could not be read as it stands in the file.
    fn value(&self, claim: &Claim) -> Option<String> {
        if let Some(value) = &claim.value {
            return Some(value.printed.to_string());
        }
        let raw = claim.unreadable.then_some(claim.place.value)?;
        Some(self.dossier.files.slice(raw).replace("\"\"", "\""))
    }

    fn breakdowns(&mut self, indent: usize, whole: ClaimId, all: &BreakdownsOf) {
        let Some(list) = all.get(&whole) else { return };
        self.head(indent, "breakdowns");
        for &id in list {
            let breakdown = &self.dossier.breakdowns[id.index()];
            let start = self.out.len();
            let inner = indent + 4;
            if let Some(by) = breakdown.by {
                self.line(inner, "by", &self.dossier.codebook.dimension(by).id);
            }
            if let Some(kind) = breakdown.kind {
                self.line(inner, "kind", named(&BreakdownKind::NAMES, kind));
            }
            if breakdown.missing != MissingPolicy::Skip {
                let missing = named(&MissingPolicy::NAMES, breakdown.missing);
                self.line(inner, "missing", missing);
            }
            self.quote(inner, breakdown.quote.as_ref());
            self.head(inner, "parts");
            let dash = format!("{}- ", " ".repeat(indent + 2));
            self.out.replace_range(start..start + inner, &dash);
            let mut keys = IndexSet::new();
            for &part in &breakdown.parts {
                self.part(inner + 2, part, breakdown, &mut keys, all);
            }
        }
    }

    fn part(
        &mut self,
        indent: usize,
        id: ClaimId,
        breakdown: &Breakdown,
        keys: &mut IndexSet<String>,
        all: &BreakdownsOf,
    ) {
        self.claims.push(id);
        let dossier = self.dossier;
        let claim = dossier.claim(id);
        let whole = dossier.claim(breakdown.whole);
        let (mut key, scope) = self.part_key(claim, whole, breakdown.by);
        // The same pair again says nothing new, but makes another key.
        let pair = key.rsplit(',').next().unwrap_or_default().to_owned();
        let pair = match (pair.contains('='), breakdown.by) {
            (false, Some(by)) => format!("{}={pair}", dossier.codebook.dimension(by).id),
            _ => pair,
        };
        while !keys.insert(key.clone()) {
            let next = match key.contains('=') {
                true => format!("{key},{pair}"),
                false => pair.clone(),
            };
            // A part without a code of its own has nothing else to be told by.
            key = match next == key {
                true => format!("{key}{}", claim.id),
                false => next,
            };
        }
        let more = claim.more.as_deref();
        let untold = [
            ("that parts beside it are left out", !breakdown.complete),
            ("its own `state`", claim.state != whole.state),
            (
                "`change_since`",
                more.is_some_and(|more| more.change_since.is_some()),
            ),
            ("`revises`", more.is_some_and(|more| more.revises.is_some())),
            ("`reason`", more.is_some_and(|more| more.reason.is_some())),
            (
                "`readings`",
                more.is_some_and(|more| !more.readings.is_empty()),
            ),
        ];
        if dossier.codebook.dimensions.is_empty() {
            let what = "that it is a part of the figure it repeats";
            self.unsaid.push((id, what));
        }
        let untold = untold.into_iter().filter(|(_, there)| *there);
        self.unsaid.extend(untold.map(|(what, _)| (id, what)));
        let note = more.and_then(|more| more.note.as_deref());
        let basis = claim.basis.filter(|_| claim.basis != whole.basis);
        let with_id = self.with_id.contains(&id);
        let value = self.value(claim);
        let bare = !with_id
            && scope.is_empty()
            && claim.quote.is_none()
            && note.is_none()
            && basis.is_none()
            && !all.contains_key(&id);
        let key = scalar(&key).into_owned();
        if let (true, Some(value)) = (bare, &value) {
            self.line(indent, &key, value);
            return;
        }
        self.head(indent, &key);
        let inner = indent + 2;
        if let Some(value) = value {
            self.line(inner, "value", &value);
        }
        self.scope(inner, "where", &scope);
        if let Some(basis) = basis {
            self.line(inner, "basis", named(&ClaimBasis::NAMES, basis));
        }
        if with_id {
            self.line(inner, "id", &claim.id);
        }
        if let Some(note) = note {
            self.line(inner, "note", note);
        }
        self.quote(inner, claim.quote.as_ref());
        self.breakdowns(inner, id, all);
    }
}

/// The name of a value in a list of names.
fn named<T: PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    let found = names.iter().find(|(_, known)| *known == value);
    found.map_or("", |(name, _)| name)
}
