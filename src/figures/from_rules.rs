//! Instances of declared rules: which points stand for which of a rule's cells.

mod dated;
mod index;
mod inside;
mod previous;
mod term;
mod tiling;

use rustc_hash::FxHashMap;

use crate::dossier::cellref::CellRef;
use crate::dossier::expression::cells;
use crate::dossier::{CodeId, DimensionId, Rule, RuleScope};
use crate::quantity::Day;

use super::{CellId, Figures, GroupId, PointId};
pub use dated::Dated;
use index::PointIndex;
pub use term::{RuleTerm, rule_terms};

/// A rule with the points that its cells stand for at one place.
#[derive(Clone, Debug)]
pub struct RuleInstance {
    /// Index of the rule in the codebook.
    pub rule: usize,
    /// The rule's distinct cells, by [`CellRef::key`] and in the order written, each
    /// with its points: none if nobody states it, several if several sources do.
    ///
    /// [`CellRef::key`]: crate::dossier::cellref::CellRef::key
    pub terms: Vec<(String, Vec<PointId>)>,
    /// Codes of the dimensions that the rule does not name.
    pub at: Vec<(DimensionId, CodeId)>,
    /// For a rule with `@previous`: the rule with dates put in, to which the terms belong.
    pub dated: Option<Box<Dated>>,
}

/// Every place where a rule can run: for `scope: source` each group, for
/// `scope: date` all groups of one day or period, each for every combination of
/// codes in the dimensions that the rule does not name.
pub fn rule_instances(figures: &Figures<'_>) -> Vec<RuleInstance> {
    let codebook = &figures.dossier.codebook;
    if codebook.rules.is_empty() {
        return Vec::new();
    }
    let mut index = PointIndex::of(figures);
    let mut instances = Vec::new();
    for (at, rule) in codebook.rules.iter().enumerate() {
        if cells(&rule.expression)
            .into_iter()
            .any(CellRef::is_previous)
        {
            instances.extend(previous::bind(figures, &mut index, at, rule));
            continue;
        }
        let terms = rule_terms(codebook, rule).filter(|terms| !terms.is_empty());
        if let Some(terms) = terms {
            let named = named_dimensions(&terms);
            bind(&mut index, at, rule, &terms, &named, &mut instances);
            if rule.scope == RuleScope::Source {
                let found = inside::bind(figures, &mut index, at, rule, &terms, &named);
                instances.extend(found);
            }
        }
    }
    instances
}

/// Where a rule runs: a group, or a date that several groups share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    Group(GroupId),
    Date(Option<Day>, Option<Day>),
}

type Key = (Place, Vec<(DimensionId, CodeId)>);

fn bind(
    index: &mut PointIndex<'_, '_>,
    rule: usize,
    declared: &Rule,
    terms: &[RuleTerm],
    named: &[DimensionId],
    instances: &mut Vec<RuleInstance>,
) {
    let across_dates = terms.iter().any(|term| term.date.is_some());
    let mut found: FxHashMap<Key, Vec<Vec<PointId>>> = FxHashMap::default();
    for (at, term) in terms.iter().enumerate() {
        for (id, rest) in index.matching(term, named) {
            let Some(place) = index.place_of(declared.scope, across_dates, id) else {
                continue;
            };
            let slots = found
                .entry((place, rest))
                .or_insert_with(|| vec![Vec::new(); terms.len()]);
            slots[at].push(id);
        }
    }
    let mut found: Vec<(Key, Vec<Vec<PointId>>)> = found.into_iter().collect();
    found.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    instances.extend(found.into_iter().map(|((_, at), slots)| {
        let keys = terms.iter().map(|term| term.key.clone());
        let terms = keys.zip(slots).collect();
        RuleInstance {
            rule,
            terms,
            at,
            dated: None,
        }
    }));
}

fn named_dimensions<'t>(terms: impl IntoIterator<Item = &'t RuleTerm>) -> Vec<DimensionId> {
    let mut named: Vec<DimensionId> = terms
        .into_iter()
        .flat_map(|term| term.codes.iter().map(|&(dimension, _)| dimension))
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// The cell of a rule's term at an instance, for messages about missing terms.
impl RuleInstance {
    /// The first point of any term.
    pub fn any_point(&self) -> Option<PointId> {
        self.terms
            .iter()
            .find_map(|(_, points)| points.first().copied())
    }

    /// Cells of the points, in the order of the terms.
    pub fn cells(&self, figures: &Figures<'_>) -> Vec<CellId> {
        let points = self.terms.iter().flat_map(|(_, points)| points);
        points.map(|&point| figures.point(point).cell).collect()
    }
}
