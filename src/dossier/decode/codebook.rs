//! Decoding of measures and of dimensions with their code trees.

use rustc_hash::FxHashSet;

use super::Decoder;
use super::twins::Twins;
use crate::dossier::codebook::{
    BreakdownKind, CodeBreakdown, Dimension, Measure, MeasureKind, OverTime, fold,
};
use crate::dossier::ids::{CodeId, DimensionId, MeasureId};
use crate::text::fields::Fields;
use crate::text::tree::{Kind, Node};
use crate::text::{Problem, Spanned};

pub(super) const MEASURE_KEYS: &[&str] = &[
    "label",
    "aliases",
    "unit",
    "type",
    "over_time",
    "growth_note",
    "note",
];
pub(super) const DIMENSION_KEYS: &[&str] = &["label", "aliases", "codes", "note"];
pub(super) const CODE_KEYS: &[&str] = &[
    "label",
    "aliases",
    "partition",
    "disjoint",
    "cover",
    "subsets",
    "note",
];

const MEASURE_KINDS: [(&str, MeasureKind); 6] = [
    ("count", MeasureKind::Count),
    ("amount", MeasureKind::Amount),
    ("share", MeasureKind::Share),
    ("ratio", MeasureKind::Ratio),
    ("mean", MeasureKind::Mean),
    ("index", MeasureKind::Index),
];

const OVER_TIME: [(&str, OverTime); 4] = [
    ("cumulative", OverTime::Cumulative),
    ("stock", OverTime::Stock),
    ("flow", OverTime::Flow),
    ("event", OverTime::Event),
];

impl<'t> Decoder<'t> {
    /// Reads `measures:`.
    pub(super) fn measures(&mut self, node: Option<Node<'t>>) {
        for (key, value) in self.section(node, "measures") {
            let Some(id) = self.scalar(key, "a measure's id") else {
                continue;
            };
            if !self.define("measure", id.value, key, value) {
                continue;
            }
            let mut measure = Measure::new(id.value);
            measure.declared = Some(key.span());
            if !value.is_null() {
                let Some(fields) =
                    Fields::of(value, "a measure", MEASURE_KEYS, &mut self.dossier.problems)
                else {
                    // Refused, and all the same a measure that claims may name.
                    self.declare_measure(id.value, measure);
                    continue;
                };
                self.string(fields.get("note"), "`note`");
                measure.label = self.string(fields.get("label"), "`label`");
                measure.unit = self.string(fields.get("unit"), "`unit`");
                measure.kind = self.choice(fields.get("type"), "type of measure", &MEASURE_KINDS);
                measure.over_time = self
                    .choice(fields.get("over_time"), "way to move over time", &OVER_TIME)
                    .unwrap_or(OverTime::Stock);
                measure.growth_note = self.fraction(fields.get("growth_note"), "`growth_note`");
                let aliases = self.strings(fields.get("aliases"), "an alias");
                measure.aliases = aliases.iter().map(|alias| alias.value.clone()).collect();
                let number = MeasureId::from(self.dossier.codebook.measures.len());
                for alias in aliases {
                    let index = &mut self.dossier.codebook.measure_index;
                    let known = *index.entry(fold(&alias.value)).or_insert(number);
                    self.taken(known == number, "measure", &alias);
                }
            }
            self.declare_measure(id.value, measure);
        }
    }

    fn declare_measure(&mut self, id: &str, measure: Measure) {
        let codebook = &mut self.dossier.codebook;
        let number = MeasureId::from(codebook.measures.len());
        codebook.measure_index.insert(id.to_owned(), number);
        codebook.measure_index.entry(fold(id)).or_insert(number);
        codebook.measures.push(measure);
    }

    /// Reads `dimensions:`.
    pub(super) fn dimensions(&mut self, node: Option<Node<'t>>) {
        for (key, value) in self.section(node, "dimensions") {
            let Some(id) = self.scalar(key, "a dimension's id") else {
                continue;
            };
            if !self.define("dimension", id.value, key, value) {
                continue;
            }
            let Some(fields) = Fields::of(
                value,
                "a dimension",
                DIMENSION_KEYS,
                &mut self.dossier.problems,
            ) else {
                self.unknown.excuse(id.value);
                continue;
            };
            self.string(fields.get("note"), "`note`");
            if fields.has("codes") && fields.get("codes").is_none() {
                self.unknown.excuse(id.value);
            }
            let mut dimension = Dimension::new(id.value);
            dimension.declared = Some(key.span());
            dimension.label = self.string(fields.get("label"), "`label`");
            let aliases = self.strings(fields.get("aliases"), "an alias");
            dimension.aliases = aliases.iter().map(|alias| alias.value.clone()).collect();
            self.codes(&mut dimension, fields.get("codes"));
            self.refuse_circles(&mut dimension);
            let number = DimensionId::from(self.dossier.codebook.dimensions.len());
            for alias in aliases {
                let index = &mut self.dossier.codebook.dimension_index;
                let known = *index.entry(fold(&alias.value)).or_insert(number);
                self.taken(known == number, "dimension", &alias);
            }
            let codebook = &mut self.dossier.codebook;
            codebook.dimension_index.insert(id.value.to_owned(), number);
            codebook
                .dimension_index
                .entry(fold(id.value))
                .or_insert(number);
            codebook.dimensions.push(dimension);
        }
    }

    fn taken(&mut self, free: bool, what: &str, alias: &Spanned<String>) {
        if !free {
            self.problem(
                Problem::error(
                    "duplicate-id",
                    alias.span,
                    format!("`{}` already names another {what}", alias.value),
                )
                .help(format!("one name can stand for one {what} only")),
            );
        }
    }

    fn codes(&mut self, dimension: &mut Dimension, node: Option<Node<'t>>) {
        let Some(node) = node else {
            dimension.add_code("all", None);
            return;
        };
        if node.kind() == Kind::Sequence {
            // A plain list: a root and its parts, of which nothing more is known.
            dimension.add_code("all", None);
            for code in self.strings(Some(node), "a code") {
                let id = dimension.add_code(&code.value, Some(code.span));
                if id.0 != 0 {
                    dimension.codes[id.index()].parents.push(CodeId(0));
                }
            }
            return;
        }
        let codes = self.section(Some(node), "codes");
        if codes.is_empty() {
            // Refused or empty: its codes are free, below a root.
            self.unknown.excuse(&dimension.id);
            dimension.add_code("all", None);
        }
        for (key, value) in codes {
            let Some(id) = self.scalar(key, "a code") else {
                continue;
            };
            let code = dimension.add_code(id.value, Some(key.span()));
            dimension.codes[code.index()].span = Some(key.span());
            if value.is_null() {
                continue;
            }
            let Some(fields) = Fields::of(value, "a code", CODE_KEYS, &mut self.dossier.problems)
            else {
                continue;
            };
            dimension.codes[code.index()].label = self.string(fields.get("label"), "`label`");
            for alias in self.strings(fields.get("aliases"), "an alias") {
                let known = *dimension
                    .code_index
                    .entry(fold(&alias.value))
                    .or_insert(code);
                self.taken(known == code, "code of this dimension", &alias);
                dimension.codes[code.index()].aliases.push(alias.value);
            }
            for (name, kind) in BreakdownKind::NAMES {
                self.breakdowns_of_code(dimension, code, kind, fields.get(name));
            }
        }
        self.attach_loose_codes(dimension);
    }

    /// `partition: [a, b]`, or a list of such lists.
    fn breakdowns_of_code(
        &mut self,
        dimension: &mut Dimension,
        whole: CodeId,
        kind: BreakdownKind,
        node: Option<Node<'t>>,
    ) {
        let Some(node) = node else { return };
        let nested = node.items().any(|item| item.kind() == Kind::Sequence);
        let lists: Vec<Node<'t>> = if nested {
            node.items().collect()
        } else {
            vec![node]
        };
        for list in lists {
            let mut parts = Vec::new();
            let mut seen = FxHashSet::default();
            for part in self.strings(Some(list), "a code") {
                let code = dimension.add_code(&part.value, Some(part.span));
                if code == whole || !seen.insert(code) {
                    self.problem(
                        Problem::error(
                            "invalid-rule",
                            part.span,
                            format!("`{}` stands in this breakdown already", part.value),
                        )
                        .help("name each part once; a code cannot be a part of itself"),
                    );
                    continue;
                }
                let entry = &mut dimension.codes[code.index()];
                entry.span.get_or_insert(part.span);
                if !entry.parents.contains(&whole) {
                    entry.parents.push(whole);
                }
                parts.push(code);
            }
            if !parts.is_empty() {
                dimension.codes[whole.index()]
                    .breakdowns
                    .push(CodeBreakdown { kind, parts });
            }
        }
    }

    /// Codes that no breakdown names lie directly below the root; one that
    /// nearly equals another is probably a slip of the pen.
    fn attach_loose_codes(&mut self, dimension: &mut Dimension) {
        let mut twins = Twins::default();
        for at in 0..dimension.codes.len() {
            let twin = twins.add(&dimension.codes[at].id);
            if at > 0 && dimension.codes[at].parents.is_empty() {
                dimension.codes[at].parents.push(CodeId(0));
            }
            let this = &dimension.codes[at];
            let twin = twin.map(|twin| &dimension.codes[twin]);
            if let (Some(twin), Some(span)) = (twin, this.span) {
                let problem = Problem::warning(
                    "unknown-code",
                    span,
                    format!("code `{}` is nearly `{}`", this.id, twin.id),
                )
                .help(
                    "if they are one code, write it one way; if not, choose names that differ more",
                );
                self.problem(match twin.span {
                    Some(first) => problem.related(first, "the other one"),
                    None => problem,
                });
            }
        }
    }

    fn refuse_circles(&mut self, dimension: &mut Dimension) {
        for at in 0..dimension.codes.len() {
            let code = CodeId::from(at);
            let circular = dimension.codes[at]
                .parents
                .iter()
                .any(|&parent| parent == code || dimension.ancestors(parent).contains(&code));
            if !circular {
                continue;
            }
            if let Some(span) = dimension.codes[at].span.or(dimension.declared) {
                self.problem(
                    Problem::error(
                        "invalid-rule",
                        span,
                        format!("code `{}` contains itself", dimension.codes[at].id),
                    )
                    .help("a breakdown goes from the whole to its parts, never back"),
                );
            }
            dimension.codes[at].parents = if at == 0 { Vec::new() } else { vec![CodeId(0)] };
            for other in &mut dimension.codes {
                for breakdown in &mut other.breakdowns {
                    breakdown.parts.retain(|&part| part != code);
                }
                other
                    .breakdowns
                    .retain(|breakdown| !breakdown.parts.is_empty());
            }
        }
    }
}
