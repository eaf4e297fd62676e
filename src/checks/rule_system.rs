//! The codebook as a system of the engine: its rules and code trees, and no figures.
//! Shared by the checks that ask whether rules can hold together and whether one
//! follows from the others.
//!
//! A rule stands at the root of the dimensions that it does not name, and besides at
//! every place where another rule names a cell of one of its measures: there it runs too.

mod build;
mod proof;

use indexmap::IndexSet;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::dossier::expression::{Comparison, Form};
use crate::dossier::{CodeId, Codebook, DimensionId, MeasureId, MeasureKind, Rule};
use crate::engine::{CellIndex, CellVar, Edit};
use crate::quantity::{Bound, Day, Exact};

use super::Context;
pub(super) use proof::Proof;

/// Codes other than the root, sorted by dimension.
type Codes = Vec<(DimensionId, CodeId)>;
/// First and last day of a date that rules name.
type Dates = Option<(Option<Day>, Option<Day>)>;

/// A quantity that rules and trees speak of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Cell {
    measure: MeasureId,
    codes: Codes,
    date: Dates,
}

/// What asserts an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Source {
    /// The rule with that number.
    Rule(usize),
    /// The code tree: a code of a dimension and its parts.
    Tree {
        /// The dimension.
        dimension: DimensionId,
        /// The code that is broken down.
        whole: CodeId,
    },
    /// A share is at most 100 %.
    Share,
}

/// Rules and trees over the cells that rules name and those that the trees connect
/// them to.
pub(super) struct RuleSystem<'a> {
    codebook: &'a Codebook,
    kinds: &'a [MeasureKind],
    cells: IndexSet<Cell, FxBuildHasher>,
    edits: Vec<(Edit, Source)>,
    /// For edits of rules that do not stand at the root: the codes that were put in.
    put_in: FxHashMap<usize, Codes>,
    /// Edits of each rule; empty for a rule of a form that is left out.
    of_rule: Vec<Vec<usize>>,
}

impl<'a> RuleSystem<'a> {
    /// Sets up the rules of a dossier.
    pub(super) fn of(context: &Context<'a>) -> Self {
        let codebook = &context.dossier().codebook;
        let mut system = RuleSystem {
            codebook,
            kinds: &context.figures.kinds,
            cells: IndexSet::default(),
            edits: Vec::new(),
            put_in: FxHashMap::default(),
            of_rule: vec![Vec::new(); codebook.rules.len()],
        };
        system.add_rules();
        system.add_trees();
        system
    }

    /// The numbers of the edits that a rule gives.
    pub(super) fn edits_of(&self, rule: usize) -> &[usize] {
        &self.of_rule[rule]
    }

    /// An edit.
    pub(super) fn edit(&self, at: usize) -> &Edit {
        &self.edits[at].0
    }

    /// What asserts an edit.
    pub(super) fn source(&self, at: usize) -> Source {
        self.edits[at].1
    }

    /// Edits by component, the components in the order of their first edit.
    pub(super) fn components(&self) -> Vec<Vec<usize>> {
        let mut parent: Vec<usize> = (0..self.cells.len()).collect();
        fn find(parent: &mut [usize], mut at: usize) -> usize {
            while parent[at] != at {
                parent[at] = parent[parent[at]];
                at = parent[at];
            }
            at
        }
        for (edit, _) in &self.edits {
            let cells: Vec<usize> = edit.terms.iter().map(|term| term.0.0 as usize).collect();
            for pair in cells.windows(2) {
                let (a, b) = (find(&mut parent, pair[0]), find(&mut parent, pair[1]));
                parent[a.max(b)] = a.min(b);
            }
        }
        let mut place: FxHashMap<usize, usize> = FxHashMap::default();
        let mut components: Vec<Vec<usize>> = Vec::new();
        for (at, (edit, _)) in self.edits.iter().enumerate() {
            match edit.terms.first() {
                None => components.push(vec![at]),
                Some((cell, _)) => {
                    let root = find(&mut parent, cell.0 as usize);
                    let next = components.len();
                    let own = *place.entry(root).or_insert(next);
                    if own == next {
                        components.push(Vec::new());
                    }
                    components[own].push(at);
                }
            }
        }
        components
    }

    /// The distinct rules of some edits, in their order.
    pub(super) fn rules_of(&self, edits: &[usize]) -> Vec<usize> {
        let rules = edits.iter().filter_map(|&at| match self.source(at) {
            Source::Rule(rule) => Some(rule),
            _ => None,
        });
        let mut rules: Vec<usize> = rules.collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// What a cell of the system is to the engine.
    fn variable(&self, cell: CellIndex) -> CellVar {
        let kind = self.kinds[self.cells[cell.0 as usize].measure.index()];
        CellVar {
            integer: kind == MeasureKind::Count,
            nonnegative: is_never_negative(kind),
        }
    }

    /// A cell in the notation of rules.
    fn cell_name(&self, cell: CellIndex) -> String {
        let Cell {
            measure,
            codes,
            date,
        } = &self.cells[cell.0 as usize];
        let mut name = self.codebook.measure(*measure).id.clone();
        if !codes.is_empty() {
            let codes = codes.iter().map(|&(dimension, code)| {
                let code = &self.codebook.code(dimension, code).id;
                format!("{}={code}", self.codebook.dimension(dimension).id)
            });
            name += &format!("[{}]", codes.collect::<Vec<_>>().join(", "));
        }
        match date {
            Some((Some(first), last)) if last.is_none_or(|last| last == *first) => {
                format!("{name}@{first}")
            }
            Some((Some(first), Some(last))) => format!("{name}@{first}/{last}"),
            Some((None, Some(last))) => format!("{name}@../{last}"),
            _ => name,
        }
    }
}

/// Whether figures of this kind cannot be below zero.
fn is_never_negative(kind: MeasureKind) -> bool {
    matches!(kind, MeasureKind::Count | MeasureKind::Share)
}

/// Whether a rule holds where every figure is zero: no set of such rules, with trees
/// or without, is contradictory.
pub(super) fn holds_at_zero(rule: &Rule) -> bool {
    match &rule.form {
        Form::Linear(linear) => {
            let zero = Exact::ZERO;
            match linear.comparison {
                Comparison::Eq => linear.constant.is_zero(),
                other => other.holds(&linear.constant, &zero),
            }
        }
        Form::General(_) => false,
    }
}

/// The opposite of one end of an edit.
pub(super) fn opposites(edit: &Edit) -> Vec<Edit> {
    let turned = |bound: &Bound| Bound {
        value: bound.value.clone(),
        open: !bound.open,
    };
    let of = |low: Option<Bound>, high: Option<Bound>| Edit {
        terms: edit.terms.clone(),
        low,
        high,
    };
    let below = edit.low.as_ref().map(|low| of(None, Some(turned(low))));
    let above = edit.high.as_ref().map(|high| of(Some(turned(high)), None));
    below.into_iter().chain(above).collect()
}

/// Names for people: `a`, `b` and `c`.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
