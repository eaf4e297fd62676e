//! Rows that the code trees assert between all cells of one moment, printed or not:
//! from every cell upwards, each whole with all its parts.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{BreakdownKind, CodeId, DimensionId};
use crate::figures::{Origin, RelationKind};

use super::build::{Builder, Var};
use super::world::{Because, Sort, Sums};

/// Unknowns with their coefficients.
type Terms = Vec<(Var, i64)>;

/// A whole, the dimension it is broken down by, and which of its breakdowns.
type Division = (Var, DimensionId, usize);

impl Builder<'_, '_> {
    /// Every whole that contains a known cell, with the parts that the trees give it.
    pub fn add_trees(&mut self) {
        let replaced = self.replaced();
        self.add_trees_but(&replaced);
    }

    /// The same but for wholes and parts of which a text gives its own kind.
    pub fn add_trees_but(&mut self, replaced: &FxHashSet<(Var, Vec<Var>)>) {
        if !self.any_tree() {
            return;
        }
        let mut seen: FxHashSet<Division> = FxHashSet::default();
        let mut at = 0;
        // Wholes are added at the end and looked at in turn.
        while at < self.vars.len() {
            let var = at as Var;
            at += 1;
            for division in self.divisions_of(var) {
                if seen.insert(division) {
                    self.divide(division, replaced);
                }
            }
        }
    }

    /// Whether any code has a place in a tree.
    fn any_tree(&self) -> bool {
        let dimensions = &self.figures.dossier.codebook.dimensions;
        dimensions.iter().any(|dimension| {
            let mut codes = dimension.codes.iter();
            codes.any(|code| !code.breakdowns.is_empty())
        })
    }

    /// Wholes and parts for which a text gives its own kind: it replaces the tree's.
    fn replaced(&self) -> FxHashSet<(Var, Vec<Var>)> {
        let figures = self.figures;
        let mut found = FxHashSet::default();
        for relation in &figures.relations {
            let Origin::Breakdown(id) = relation.origin else {
                continue;
            };
            if figures.dossier.breakdowns[id.index()].kind.is_none()
                || relation.kind == RelationKind::Part
            {
                continue;
            }
            let var = |point: &crate::figures::PointId| self.of_point.get(point).copied();
            let parts: Option<Vec<Var>> = relation.parts.iter().map(var).collect();
            if let (Some(mut parts), Some(Some(whole))) = (parts, relation.whole.as_ref().map(var))
            {
                parts.sort_unstable();
                found.insert((whole, parts));
            }
        }
        found
    }

    /// The divisions of wholes in which a cell is a part.
    fn divisions_of(&mut self, var: Var) -> Vec<Division> {
        let codebook = &self.figures.dossier.codebook;
        let cell = self.cell(var).clone();
        let adds_up = self.figures.kinds[cell.measure.index()].adds_up();
        if self.key(var).sort != Sort::Level || cell.share_of.is_some() || !adds_up {
            return Vec::new();
        }
        let mut found = Vec::new();
        for &(dimension, code) in cell.codes.iter() {
            let tree = codebook.dimension(dimension);
            for &parent in &tree.codes[code.index()].parents {
                let whole = self.beside(var, cell.with_code(dimension, parent));
                let breakdowns = tree.codes[parent.index()].breakdowns.iter().enumerate();
                let mut bounded = false;
                for (at, known) in breakdowns.filter(|(_, known)| known.parts.contains(&code)) {
                    found.push((whole, dimension, at));
                    bounded |= matches!(
                        known.kind,
                        BreakdownKind::Partition | BreakdownKind::Disjoint
                    );
                }
                if !bounded && !self.signed[cell.measure.index()] {
                    self.add_sum(whole, &[var], Sums::AtMost, Because::Inside);
                }
            }
        }
        found
    }

    fn divide(&mut self, division: Division, replaced: &FxHashSet<(Var, Vec<Var>)>) {
        let (whole, dimension, at) = division;
        let codebook = &self.figures.dossier.codebook;
        let cell = self.cell(whole).clone();
        let code: CodeId = cell.code_in(dimension);
        let breakdown = &codebook.code(dimension, code).breakdowns[at];
        let kind = match breakdown.kind {
            BreakdownKind::Partition => Sums::Equal,
            // Only a complete sum binds figures that may be below zero.
            _ if self.signed[cell.measure.index()] => return,
            BreakdownKind::Disjoint => Sums::AtMost,
            BreakdownKind::Cover => Sums::AtLeast,
            BreakdownKind::Subsets => return,
        };
        let parts: Vec<Var> = (breakdown.parts.iter())
            .map(|&part| self.beside(whole, cell.with_code(dimension, part)))
            .collect();
        if !replaced.is_empty() {
            let mut stated: Vec<Var> = (parts.iter().copied())
                .filter(|part| self.stated[*part as usize])
                .collect();
            stated.sort_unstable();
            if replaced.contains(&(whole, stated)) {
                return;
            }
        }
        let tree = Some(dimension);
        self.add_sum(whole, &parts, kind, Because::Parts { kind, tree });
    }
}

/// Leaves out what can say nothing: a row with an unknown that nobody prints and that
/// stands in no other row can always be made to hold by it, or holds without it.
pub(super) fn prune(builder: &mut Builder<'_, '_>) {
    let mut rows: Vec<Option<super::build::Row>> = std::mem::take(&mut builder.rows)
        .into_iter()
        .map(Some)
        .collect();
    let mut uses: Vec<u32> = vec![0; builder.vars.len()];
    let mut in_rows: FxHashMap<Var, Vec<usize>> = FxHashMap::default();
    for (at, row) in rows.iter().enumerate() {
        for &(var, _) in &row
            .iter()
            .flat_map(|row| &row.terms)
            .copied()
            .collect::<Vec<_>>()
        {
            uses[var as usize] += 1;
            if !builder.stated[var as usize] {
                in_rows.entry(var).or_default().push(at);
            }
        }
    }
    let mut queue: Vec<usize> = (0..rows.len()).collect();
    while let Some(at) = queue.pop() {
        let Some(row) = &rows[at] else { continue };
        let loose = |var: Var| !builder.stated[var as usize] && uses[var as usize] == 1;
        let Some(kept) = without_loose(builder, row, &loose) else {
            continue;
        };
        let gone: Vec<Var> = match &kept {
            Some(kept) => (row.terms.iter())
                .filter(|term| !kept.terms.contains(term))
                .map(|term| term.0)
                .collect(),
            None => row.terms.iter().map(|term| term.0).collect(),
        };
        rows[at] = kept;
        for var in gone {
            uses[var as usize] -= 1;
            if uses[var as usize] == 1 {
                queue.extend(in_rows.get(&var).into_iter().flatten().copied());
            }
        }
    }
    builder.rows = rows.into_iter().flatten().collect();
}

/// What is left of a row: nothing if it stays as it is, an empty inside if it goes.
#[allow(clippy::option_option)]
fn without_loose(
    builder: &Builder<'_, '_>,
    row: &super::build::Row,
    loose: &dyn Fn(Var) -> bool,
) -> Option<Option<super::build::Row>> {
    let any = row.terms.iter().any(|&(var, _)| loose(var));
    if !any {
        return None;
    }
    let (kind, tree) = match row.because {
        Because::Parts { kind, tree } => (kind, tree),
        Because::Inside | Because::Later => return Some(None),
        Because::Rule { .. } | Because::Printed(_) => return None,
    };
    let Some((&(whole, -1), parts)) = row.terms.split_last() else {
        // Shares of one whole have no whole of their own, and are all printed.
        return None;
    };
    let (gone, rest): (Terms, Terms) = parts.iter().copied().partition(|(part, _)| loose(*part));
    let signed = gone.iter().any(|(part, _)| builder.may_be_negative(*part));
    if loose(whole) || kind == Sums::AtLeast || rest.is_empty() || signed {
        return Some(None);
    }
    // A part that can be anything from zero on: the others are at most the whole.
    let mut terms: Vec<(Var, i64)> = rest;
    terms.push((whole, -1));
    Some(Some(super::build::Row {
        terms,
        low: None,
        high: row.high.clone(),
        because: Because::Parts {
            kind: Sums::AtMost,
            tree,
        },
    }))
}
