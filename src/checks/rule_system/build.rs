//! Sets up the system: rules at every place where they run, then the trees around them.

use super::*;
use crate::dossier::BreakdownKind;
use crate::dossier::cellref::CellRef;
use crate::figures::{RuleTerm, rule_terms};
use crate::joint::rule_edits::{self, RuleCells};

/// The most cells; beyond, no further trees are taken in, which can hide something but
/// not make it up.
const MOST_CELLS: usize = 20_000;
/// The most places at which rules are set up; beyond, rules stand at the root only.
const MOST_PLACES: usize = 20_000;

/// Where a rule runs, apart from what it names itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Place {
    codes: Codes,
    date: Dates,
}

/// The cells of one rule at one place.
struct AtPlace<'s, 'a> {
    system: &'s mut RuleSystem<'a>,
    place: &'s Place,
}

impl RuleCells for AtPlace<'_, '_> {
    fn cell(&mut self, cell: &CellRef) -> CellIndex {
        let term = RuleTerm::of(self.system.codebook, cell);
        let term = term.expect("the rule was resolved before");
        self.system.intern(cell_of(&term, self.place))
    }

    fn nonnegative(&self, cell: &CellRef) -> bool {
        let measure = self.system.codebook.find_measure(&cell.measure.value);
        measure.is_some_and(|measure| is_never_negative(self.system.kinds[measure.index()]))
    }

    fn positive(&self, _: &CellRef) -> bool {
        false
    }
}

fn cell_of(term: &RuleTerm, place: &Place) -> Cell {
    let mut codes: Codes = term.codes.iter().chain(&place.codes).copied().collect();
    codes.retain(|(_, code)| code.0 != 0);
    codes.sort_unstable();
    Cell {
        measure: term.measure,
        codes,
        date: (term.date.as_ref().map(|date| (date.start, date.end))).or(place.date),
    }
}

impl RuleSystem<'_> {
    fn intern(&mut self, cell: Cell) -> CellIndex {
        CellIndex(self.cells.insert_full(cell).0 as u32)
    }

    pub(super) fn add_rules(&mut self) {
        let codebook = self.codebook;
        let terms: Vec<Option<Vec<RuleTerm>>> = codebook
            .rules
            .iter()
            .map(|rule| rule_terms(codebook, rule))
            .collect();
        let places = places(&terms);
        for (at, rule) in codebook.rules.iter().enumerate() {
            let Some(terms) = &terms[at] else { continue };
            let Some(scale) = self.scale(rule, terms) else {
                continue;
            };
            for place in &places[at] {
                let mut cells = AtPlace {
                    system: self,
                    place,
                };
                let Some(edits) = rule_edits::edits(&rule.form, &scale, &mut cells) else {
                    break;
                };
                for edit in edits {
                    self.of_rule[at].push(self.edits.len());
                    if !place.codes.is_empty() {
                        self.put_in.insert(self.edits.len(), place.codes.clone());
                    }
                    self.edits.push((edit, Source::Rule(at)));
                }
            }
        }
    }

    /// What the constants of a rule are multiplied by, as when it is judged on figures;
    /// nothing for a rule that mixes percentages and other numbers.
    fn scale(&self, rule: &Rule, terms: &[RuleTerm]) -> Option<Exact> {
        let kinds = terms.iter().map(|term| self.kinds[term.measure.index()]);
        let mut levels = kinds.clone();
        if levels.all(|kind| matches!(kind, MeasureKind::Count | MeasureKind::Amount)) {
            return Some(Exact::ONE);
        }
        let text = &*rule.assert.value;
        let end = text.find("within").or_else(|| text.find('±'));
        let percent = text[..end.unwrap_or(text.len())].contains('%');
        let linear = matches!(rule.form, Form::Linear(_));
        let mut shares = kinds.clone();
        match shares.all(|kind| kind == MeasureKind::Share) {
            true if linear => Some(Exact::from(if percent { 100i64 } else { 1 })),
            // Ratios, averages and index numbers: printed as percentages or not.
            false if linear && !percent => {
                let first = kinds.clone().next()?;
                let mut kinds = kinds;
                kinds.all(|kind| kind == first).then_some(Exact::ONE)
            }
            _ => None,
        }
    }

    /// Adds what the trees say of every cell and the wholes above it.
    pub(super) fn add_trees(&mut self) {
        let codebook = self.codebook;
        let mut seen: FxHashSet<(CellIndex, DimensionId, usize)> = FxHashSet::default();
        let mut at = 0;
        while at < self.cells.len() && self.cells.len() < MOST_CELLS {
            let cell = self.cells[at].clone();
            let number = CellIndex(at as u32);
            let kind = self.kinds[cell.measure.index()];
            at += 1;
            if kind == MeasureKind::Share {
                let high = Some(Bound::closed(Exact::from(100i64)));
                let terms = vec![(number, 1)];
                let low = None;
                self.edits.push((Edit { terms, low, high }, Source::Share));
            }
            if !kind.adds_up() {
                continue;
            }
            for &(dimension, code) in &cell.codes {
                let tree = codebook.dimension(dimension);
                for &parent in &tree.codes[code.index()].parents {
                    let whole = self.intern(with_code(&cell, dimension, parent));
                    let source = Source::Tree {
                        dimension,
                        whole: parent,
                    };
                    let breakdowns = tree.codes[parent.index()].breakdowns.iter().enumerate();
                    let mut named = false;
                    for (which, breakdown) in breakdowns {
                        if !breakdown.parts.contains(&code) {
                            continue;
                        }
                        named = true;
                        if seen.insert((whole, dimension, which)) {
                            let parts = breakdown.parts.iter();
                            let parts: Vec<CellIndex> = parts
                                .map(|&part| self.intern(with_code(&cell, dimension, part)))
                                .collect();
                            let edits = breakdown_edits(breakdown.kind, whole, &parts);
                            let edits = edits.into_iter().map(|edit| (edit, source));
                            self.edits.extend(edits);
                        }
                    }
                    if !named {
                        self.edits.push((Edit::at_most(number, whole), source));
                    }
                }
            }
        }
    }
}

/// What a breakdown says of its whole and parts.
fn breakdown_edits(kind: BreakdownKind, whole: CellIndex, parts: &[CellIndex]) -> Vec<Edit> {
    let sum = Edit::sum(whole, parts);
    let each = || parts.iter().map(|&part| Edit::at_most(part, whole));
    match kind {
        BreakdownKind::Partition => vec![sum],
        BreakdownKind::Disjoint => vec![Edit { low: None, ..sum }],
        BreakdownKind::Cover => {
            let cover = Edit { high: None, ..sum };
            std::iter::once(cover).chain(each()).collect()
        }
        BreakdownKind::Subsets => each().collect(),
    }
}

fn with_code(cell: &Cell, dimension: DimensionId, code: CodeId) -> Cell {
    let mut codes = cell.codes.clone();
    codes.retain(|&(known, _)| known != dimension);
    if code.0 != 0 {
        codes.push((dimension, code));
        codes.sort_unstable();
    }
    Cell {
        codes,
        ..cell.clone()
    }
}

/// For each rule the root, and the places at which other rules name cells of its
/// measures.
fn places(rules: &[Option<Vec<RuleTerm>>]) -> Vec<Vec<Place>> {
    let mut by_measure: FxHashMap<MeasureId, IndexSet<Place, FxBuildHasher>> = FxHashMap::default();
    for term in rules.iter().flatten().flatten() {
        let Cell { codes, date, .. } = cell_of(term, &Place::default());
        if !codes.is_empty() || date.is_some() {
            let places = by_measure.entry(term.measure).or_default();
            places.insert(Place { codes, date });
        }
    }
    type Key = (Vec<MeasureId>, Vec<DimensionId>, bool);
    let mut known: FxHashMap<Key, Vec<Place>> = FxHashMap::default();
    let mut total = 0;
    let mut of_rule = Vec::with_capacity(rules.len());
    for terms in rules {
        let terms = terms.as_deref().unwrap_or_default();
        let mut measures: Vec<MeasureId> = terms.iter().map(|term| term.measure).collect();
        let named = terms.iter().flat_map(|term| term.codes.iter());
        let mut named: Vec<DimensionId> = named.map(|&(dimension, _)| dimension).collect();
        measures.sort_unstable();
        measures.dedup();
        named.sort_unstable();
        named.dedup();
        let dated = terms.iter().any(|term| term.date.is_some());
        let found =
            known
                .entry((measures, named, dated))
                .or_insert_with_key(|(measures, named, dated)| {
                    let all = measures
                        .iter()
                        .filter_map(|measure| by_measure.get(measure));
                    let mut found: Vec<Place> = all
                        .flatten()
                        .map(|place| {
                            let codes = place.codes.iter().copied();
                            Place {
                                codes: codes.filter(|(d, _)| !named.contains(d)).collect(),
                                date: if *dated { None } else { place.date },
                            }
                        })
                        .collect();
                    found.push(Place::default());
                    found.sort_unstable();
                    found.dedup();
                    found
                });
        total += found.len();
        of_rule.push(found.clone());
    }
    if total > MOST_PLACES.max(2 * rules.len()) {
        return vec![vec![Place::default()]; rules.len()];
    }
    of_rule
}
