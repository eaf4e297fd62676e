//! Instances of declared rules: which points stand for which of a rule's cells.

use rustc_hash::FxHashMap;

use crate::dossier::cellref::CellRef;
use crate::dossier::expression;
use crate::dossier::{CodeId, Codebook, DimensionId, MeasureId, OverTime, Rule, RuleScope};
use crate::quantity::{Day, Window};

use super::{CellId, Figures, GroupId, PointId};

/// A rule with the points that its cells stand for at one place.
#[derive(Clone, Debug)]
pub struct RuleInstance {
    /// Index of the rule in the codebook.
    pub rule: usize,
    /// The rule's distinct cells, by [`CellRef::key`], each with its points:
    /// none if nobody states it, several if several sources do.
    pub terms: Vec<(String, Vec<PointId>)>,
    /// Codes of the dimensions that the rule does not name.
    pub at: Vec<(DimensionId, CodeId)>,
}

/// A cell of a rule, its names resolved.
struct Term {
    key: String,
    measure: MeasureId,
    codes: Vec<(DimensionId, CodeId)>,
    date: Option<Window>,
}

/// Every place where a rule can run: for `scope: source` each group, for
/// `scope: date` all groups of one day or period, each for every combination of
/// codes in the dimensions that the rule does not name.
pub fn rule_instances(figures: &Figures<'_>) -> Vec<RuleInstance> {
    let codebook = &figures.dossier.codebook;
    let mut by_measure: FxHashMap<MeasureId, Vec<PointId>> = FxHashMap::default();
    for (at, point) in figures.points.iter().enumerate() {
        let cell = figures.cells.get(point.cell);
        if cell.share_of.is_none() {
            by_measure
                .entry(cell.measure)
                .or_default()
                .push(PointId(at as u32));
        }
    }
    let mut instances = Vec::new();
    for (at, rule) in codebook.rules.iter().enumerate() {
        if let Some(terms) = terms_of(codebook, rule) {
            bind(figures, &by_measure, at, rule, &terms, &mut instances);
            if rule.scope == RuleScope::Source {
                bind_inside(figures, &by_measure, at, rule, &terms, &mut instances);
            }
        }
    }
    instances
}

fn terms_of(codebook: &Codebook, rule: &Rule) -> Option<Vec<Term>> {
    let mut terms: Vec<Term> = Vec::new();
    for cell in expression::cells(&rule.expression) {
        let key = cell.key();
        if terms.iter().all(|term| term.key != key) {
            terms.push(term_of(codebook, cell, key)?);
        }
    }
    (!terms.is_empty()).then_some(terms)
}

fn term_of(codebook: &Codebook, cell: &CellRef, key: String) -> Option<Term> {
    let mut codes = Vec::new();
    for (dimension, code) in &cell.codes {
        let dimension = codebook.find_dimension(&dimension.value)?;
        codes.push((dimension, codebook.find_code(dimension, &code.value)?));
    }
    let date = match &cell.date {
        Some(date) => Some(Window::parse(&date.value).ok()?),
        None => None,
    };
    Some(Term {
        key,
        measure: codebook.find_measure(&cell.measure.value)?,
        codes,
        date,
    })
}

/// Where a rule runs: a group, or a date that several groups share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    Group(GroupId),
    Date(Option<Day>, Option<Day>),
}

type Key = (Place, Vec<(DimensionId, CodeId)>);

fn bind(
    figures: &Figures<'_>,
    by_measure: &FxHashMap<MeasureId, Vec<PointId>>,
    rule: usize,
    declared: &Rule,
    terms: &[Term],
    instances: &mut Vec<RuleInstance>,
) {
    let named = named_dimensions(terms);
    let mut found: FxHashMap<Key, Vec<Vec<PointId>>> = FxHashMap::default();
    for (at, term) in terms.iter().enumerate() {
        for &id in by_measure.get(&term.measure).into_iter().flatten() {
            let Some(rest) = matches(figures, term, &named, id) else {
                continue;
            };
            let Some(place) = place_of(figures, declared.scope, terms, id) else {
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
        RuleInstance {
            rule,
            terms: terms
                .iter()
                .map(|term| term.key.clone())
                .zip(slots)
                .collect(),
            at,
        }
    }));
}

/// Where a point takes part; none if its date is unknown to a rule over dates.
fn place_of(figures: &Figures<'_>, scope: RuleScope, terms: &[Term], id: PointId) -> Option<Place> {
    let group = figures.point(id).group;
    let across_dates = terms.iter().any(|term| term.date.is_some());
    let of_group = figures.group(group);
    match scope {
        // A rule that names dates joins the groups of one speaker of one text.
        RuleScope::Source if across_dates => {
            let first = figures.groups.iter().position(|other| {
                other.source == of_group.source && other.speaker == of_group.speaker
            })?;
            Some(Place::Group(GroupId(first as u32)))
        }
        RuleScope::Source => Some(Place::Group(group)),
        RuleScope::Date if across_dates => Some(Place::Date(None, None)),
        RuleScope::Date => {
            let window = of_group.window.as_ref()?;
            let cell = figures.cells.get(figures.point(id).cell);
            let comparable = window.is_day() || cell.period.is_some();
            comparable.then_some(Place::Date(window.start, window.end))
        }
    }
}

fn named_dimensions(terms: &[Term]) -> Vec<DimensionId> {
    let mut named: Vec<DimensionId> = terms
        .iter()
        .flat_map(|term| term.codes.iter().map(|&(dimension, _)| dimension))
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// The codes of a point in the dimensions that the rule does not name, if in
/// the others it is what the term asks for.
fn matches(
    figures: &Figures<'_>,
    term: &Term,
    named: &[DimensionId],
    id: PointId,
) -> Option<Vec<(DimensionId, CodeId)>> {
    let point = figures.point(id);
    if let Some(date) = &term.date {
        let window = figures.group(point.group).window.as_ref()?;
        if !window.same_window(date) {
            return None;
        }
    }
    let cell = figures.cells.get(point.cell);
    let code_in = |codes: &[(DimensionId, CodeId)], dimension| {
        let own = codes.iter().find(|&&(known, _)| known == dimension);
        own.map_or(CodeId(0), |&(_, code)| code)
    };
    let fits = named
        .iter()
        .all(|&dimension| code_in(&cell.codes, dimension) == code_in(&term.codes, dimension));
    fits.then(|| {
        cell.codes
            .iter()
            .copied()
            .filter(|(dimension, _)| !named.contains(dimension))
            .collect()
    })
}

/// `a <= b` between two single cells also runs where the cell of `a` lies inside
/// the cell of `b`, and for a cumulative `b` against its later dates in the text.
fn bind_inside(
    figures: &Figures<'_>,
    by_measure: &FxHashMap<MeasureId, Vec<PointId>>,
    rule: usize,
    declared: &Rule,
    terms: &[Term],
    instances: &mut Vec<RuleInstance>,
) {
    use expression::{Comparison, Expr};
    let expression = &declared.expression;
    let (smaller, larger) = match expression.comparison {
        Comparison::Le | Comparison::Lt => (&expression.left.value, &expression.right.value),
        Comparison::Ge | Comparison::Gt => (&expression.right.value, &expression.left.value),
        Comparison::Eq => return,
    };
    let (Expr::Cell(smaller), Expr::Cell(larger)) = (smaller, larger) else {
        return;
    };
    let find = |cell: &CellRef| terms.iter().find(|term| term.key == cell.key());
    let (Some(part), Some(whole)) = (find(smaller), find(larger)) else {
        return;
    };
    let named = named_dimensions(terms);
    let codebook = &figures.dossier.codebook;
    let cumulative = codebook.measure(whole.measure).over_time == OverTime::Cumulative;
    // Source, speaker and the codes that the rule does not name.
    type Scope = (u32, u32, Vec<(DimensionId, CodeId)>);
    let mut wholes: FxHashMap<Scope, Vec<PointId>> = FxHashMap::default();
    let speaker = |id: PointId| {
        let group = figures.group(figures.point(id).group);
        (group.source.0, group.speaker.0)
    };
    for &id in by_measure.get(&whole.measure).into_iter().flatten() {
        if let Some(rest) = matches(figures, whole, &named, id) {
            let (source, speaker) = speaker(id);
            wholes.entry((source, speaker, rest)).or_default().push(id);
        }
    }
    for &id in by_measure.get(&part.measure).into_iter().flatten() {
        let Some(rest) = matches(figures, part, &named, id) else {
            continue;
        };
        let (source, by) = speaker(id);
        for (distance, wider) in widened(codebook, &rest).into_iter().enumerate() {
            for &other in wholes.get(&(source, by, wider)).into_iter().flatten() {
                let (own, its) = (figures.point(id).group, figures.point(other).group);
                let same = own == its;
                let later = cumulative
                    && match (&figures.group(own).window, &figures.group(its).window) {
                        (Some(own), Some(its)) => own.before(its),
                        _ => false,
                    };
                if (same && distance > 0) || later {
                    instances.push(RuleInstance {
                        rule,
                        terms: terms
                            .iter()
                            .map(|term| {
                                let point = if term.key == part.key { id } else { other };
                                (term.key.clone(), vec![point])
                            })
                            .collect(),
                        at: rest.clone(),
                    });
                }
            }
        }
    }
}

/// The codes themselves, then every wider combination by the code trees.
fn widened(
    codebook: &Codebook,
    codes: &[(DimensionId, CodeId)],
) -> Vec<Vec<(DimensionId, CodeId)>> {
    let mut all = vec![Vec::new()];
    for &(dimension, code) in codes {
        let mut chain = vec![code];
        chain.extend(codebook.dimension(dimension).ancestors(code));
        let mut next = Vec::with_capacity(all.len() * chain.len());
        for prefix in &all {
            for &step in &chain {
                let mut codes: Vec<(DimensionId, CodeId)> = prefix.clone();
                if step.0 != 0 {
                    codes.push((dimension, step));
                }
                next.push(codes);
            }
        }
        all = next;
    }
    all
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
