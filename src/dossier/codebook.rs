//! The codebook: measures, dimensions with their code trees, and rules.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::expression::{Assertion, Form};
use super::ids::{CodeId, DimensionId, MeasureId};
use crate::quantity::Exact;
use crate::text::{Severity, Span, Spanned};

/// What stands for a name that a person has still to put in.
pub const TODO: &str = "TODO";

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Its id, as claims write it.
    pub id: String,
    /// A name for people.
    pub label: Option<String>,
    /// Other names that claims may use.
    pub aliases: Vec<String>,
    /// The unit, when declared.
    pub unit: Option<String>,
    /// What sort of number it is, when declared.
    pub kind: Option<MeasureKind>,
    /// How it may move over time.
    pub over_time: OverTime,
    /// For events: a later difference above this fraction is a warning.
    pub growth_note: Option<Exact>,
    /// Where it is declared; `None` for a measure that only claims name.
    pub declared: Option<Span>,
}

/// What sort of number a measure is; sums run over counts, amounts, and shares of one whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureKind {
    /// Whole and not negative.
    Count,
    /// Money, weight, area: measured.
    Amount,
    /// A part of one whole, in percent.
    Share,
    /// A quotient of two different things.
    Ratio,
    /// An average.
    Mean,
    /// An index number.
    Index,
}

impl MeasureKind {
    /// Whether parts of it add up.
    pub fn adds_up(self) -> bool {
        matches!(
            self,
            MeasureKind::Count | MeasureKind::Amount | MeasureKind::Share
        )
    }
}

/// How a measure may move over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverTime {
    /// May not fall; its growth is silent.
    Cumulative,
    /// May move.
    Stock,
    /// Belongs to a period.
    Flow,
    /// Counts something settled: any later difference is a revision.
    Event,
}

/// By what figures are broken down.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// A name for people.
    pub label: Option<String>,
    /// Other names that claims may use.
    pub aliases: Vec<String>,
    /// Its codes; the first is the root, the whole.
    pub codes: Vec<Code>,
    /// Index of codes by id and alias.
    pub code_index: IndexMap<String, CodeId, FxBuildHasher>,
    /// Where it is declared; `None` for a dimension that only claims name.
    pub declared: Option<Span>,
}

/// One code of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// Its id.
    pub id: String,
    /// A name for people.
    pub label: Option<String>,
    /// Other names that claims may use.
    pub aliases: Vec<String>,
    /// How it divides; a code may have several breakdowns.
    pub breakdowns: Vec<CodeBreakdown>,
    /// The codes that contain it directly, by the breakdowns that name it.
    pub parents: Vec<CodeId>,
    /// Where it is named first.
    pub span: Option<Span>,
}

/// How a code divides into others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeBreakdown {
    /// How the parts relate to the whole.
    pub kind: BreakdownKind,
    /// The parts.
    pub parts: Vec<CodeId>,
}

/// How parts relate to their whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BreakdownKind {
    /// Disjoint and exhaustive: the sum is the whole.
    Partition,
    /// Disjoint: the sum is at most the whole.
    Disjoint,
    /// Exhaustive: the sum is at least the whole.
    Cover,
    /// Each is at most the whole; they may overlap.
    Subsets,
}

impl BreakdownKind {
    /// All kinds with the names that files use.
    pub const NAMES: [(&'static str, BreakdownKind); 4] = [
        ("partition", BreakdownKind::Partition),
        ("disjoint", BreakdownKind::Disjoint),
        ("cover", BreakdownKind::Cover),
        ("subsets", BreakdownKind::Subsets),
    ];
}

/// A declared rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// The expression as written, and where.
    pub assert: Spanned<String>,
    /// The expression, parsed.
    pub expression: Assertion,
    /// The expression as a linear sum, where it is one.
    pub form: Form,
    /// Why it should hold.
    pub why: Option<String>,
    /// How serious a breach is.
    pub severity: Severity,
    /// Whether it runs inside each source or over all sources of a date.
    pub scope: RuleScope,
    /// What to do about parts nobody stated.
    pub missing: MissingPolicy,
}

/// Over which figures a rule runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleScope {
    /// One source (text and speaker), one date.
    Source,
    /// All sources at one date.
    Date,
}

/// What a relation does about terms that nobody stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingPolicy {
    /// Runs only when complete.
    Skip,
    /// Counts missing parts as 0.
    Zero,
    /// Says which are missing.
    Report,
}

impl MissingPolicy {
    /// All policies with the names that files use.
    pub const NAMES: [(&'static str, MissingPolicy); 3] = [
        ("skip", MissingPolicy::Skip),
        ("zero", MissingPolicy::Zero),
        ("report", MissingPolicy::Report),
    ];
}

/// Measures, dimensions and rules of a dossier, declared and implied by claims.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    /// Measures, declared ones first.
    pub measures: Vec<Measure>,
    /// Dimensions, declared ones first.
    pub dimensions: Vec<Dimension>,
    /// Rules.
    pub rules: Vec<Rule>,
    /// Measures by id and alias.
    pub measure_index: IndexMap<String, MeasureId, FxBuildHasher>,
    /// Dimensions by id and alias.
    pub dimension_index: IndexMap<String, DimensionId, FxBuildHasher>,
}

impl Codebook {
    /// The measure with that id.
    pub fn measure(&self, id: MeasureId) -> &Measure {
        &self.measures[id.index()]
    }

    /// The dimension with that id.
    pub fn dimension(&self, id: DimensionId) -> &Dimension {
        &self.dimensions[id.index()]
    }

    /// The code with that id in that dimension.
    pub fn code(&self, dimension: DimensionId, code: CodeId) -> &Code {
        &self.dimensions[dimension.index()].codes[code.index()]
    }

    /// The measure of that id or alias.
    pub fn find_measure(&self, name: &str) -> Option<MeasureId> {
        self.measure_index
            .get(name)
            .or_else(|| self.measure_index.get(&fold(name)))
            .copied()
    }

    /// The dimension of that id or alias.
    pub fn find_dimension(&self, name: &str) -> Option<DimensionId> {
        self.dimension_index
            .get(name)
            .or_else(|| self.dimension_index.get(&fold(name)))
            .copied()
    }

    /// The code of that id or alias in a dimension.
    pub fn find_code(&self, dimension: DimensionId, name: &str) -> Option<CodeId> {
        let index = &self.dimension(dimension).code_index;
        index.get(name).or_else(|| index.get(&fold(name))).copied()
    }

    /// Adds a measure that only claims name.
    pub fn imply_measure(&mut self, name: &str) -> MeasureId {
        let id = MeasureId::from(self.measures.len());
        self.measures.push(Measure::new(name));
        self.measure_index.insert(name.to_owned(), id);
        id
    }

    /// Adds a dimension that only claims name; its root is `all`.
    pub fn imply_dimension(&mut self, name: &str) -> DimensionId {
        let id = DimensionId::from(self.dimensions.len());
        let mut dimension = Dimension::new(name);
        dimension.add_code("all", None);
        self.dimensions.push(dimension);
        self.dimension_index.insert(name.to_owned(), id);
        id
    }

    /// Adds a code that only claims name, directly below the root.
    pub fn imply_code(&mut self, dimension: DimensionId, name: &str) -> CodeId {
        let dimension = &mut self.dimensions[dimension.index()];
        let id = dimension.add_code(name, None);
        dimension.codes[id.index()].parents.push(CodeId(0));
        id
    }
}

impl Measure {
    /// A measure of which only the id is known.
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: None,
            aliases: Vec::new(),
            unit: None,
            kind: None,
            over_time: OverTime::Stock,
            growth_note: None,
            declared: None,
        }
    }

    /// Whether it is still to be named; then it is one of its own, and nothing outside
    /// its claim is compared with it.
    pub fn is_open(&self) -> bool {
        self.declared.is_none() && self.id == TODO
    }
}

impl Dimension {
    /// A dimension without codes.
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: None,
            aliases: Vec::new(),
            codes: Vec::new(),
            code_index: IndexMap::default(),
            declared: None,
        }
    }

    /// The code of that id, added if it is new.
    pub fn add_code(&mut self, id: &str, span: Option<Span>) -> CodeId {
        if let Some(&code) = self.code_index.get(id) {
            return code;
        }
        let code = CodeId::from(self.codes.len());
        self.codes.push(Code {
            id: id.to_owned(),
            label: None,
            aliases: Vec::new(),
            breakdowns: Vec::new(),
            parents: Vec::new(),
            span,
        });
        self.code_index.insert(id.to_owned(), code);
        code
    }

    /// Every code that contains `code`, nearest first, itself not included.
    pub fn ancestors(&self, code: CodeId) -> Vec<CodeId> {
        let mut found: Vec<CodeId> = Vec::new();
        let mut next = 0;
        let mut queue = self.codes[code.index()].parents.clone();
        while next < queue.len() {
            let parent = queue[next];
            next += 1;
            if parent != code && !found.contains(&parent) {
                found.push(parent);
                queue.extend(&self.codes[parent.index()].parents);
            }
        }
        found
    }
}

/// Names are compared without case; spaces and underscores are one.
pub(crate) fn fold(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}
