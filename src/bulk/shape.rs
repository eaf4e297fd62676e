//! Shapes of lots: who prints which cells. What should hold between figures depends on
//! that alone, so the figures and relations of one lot of each shape, worked out as
//! always, serve for all others.

use rustc_hash::FxHashMap;

use super::meaning::{Meaning, Member};
use crate::dossier::expression::{Comparison, Form};
use crate::dossier::{Claim, ClaimPlace, ClaimState, DateOrigin, Dossier, Rule, SpeakerId, When};
use crate::figures::{
    CellId, Figures, PointId, Relation, RelationKind, RuleInstance, rule_instances,
};
use crate::joint::tree_rows;
use crate::quantity::{Exact, NumberFormat, Value};
use crate::text::{FileId, Severity, Span};

/// Number of a member of a lot, or of one of its cells.
pub(super) type At = u16;

/// Lots with more figures are not screened.
pub(super) const MOST_MEMBERS: usize = 4_000;

/// What should hold between the figures of all lots that print the same.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Whether only the checks themselves can say what holds.
    pub open: bool,
    /// Whether what fails can be counted by looking at relations and pairs alone.
    pub countable: bool,
    /// For each cell the figures of it, in the order of the lot.
    pub cells: Vec<Vec<At>>,
    /// Who says each figure: texts of one speaker are compared in their order.
    pub relations: Vec<Sum>,
    /// Declared rules, at each place where they run.
    pub rules: Vec<RuleRow>,
    /// What the trees say about cells, whoever prints them.
    pub rows: Vec<CellRow>,
    /// Cells inside others: part, whole.
    pub nested: Vec<(At, At)>,
    /// For each figure the others of its own text.
    pub group: Vec<u32>,
}

/// A relation inside one text.
#[derive(Debug)]
pub(super) struct Sum {
    pub kind: RelationKind,
    pub whole: At,
    pub parts: Vec<At>,
}

/// A declared rule at one place: a sum that compares with zero.
#[derive(Debug)]
pub(super) struct RuleRow {
    /// Its place in the codebook.
    pub rule: usize,
    pub terms: Vec<(i64, At)>,
    pub constant: i64,
    pub comparison: Comparison,
    pub severity: Severity,
}

/// A sum of cells between two ends.
#[derive(Debug)]
pub(super) struct CellRow {
    pub terms: Vec<(i64, At)>,
    pub low: Option<i64>,
    pub high: Option<i64>,
}

impl Shape {
    /// The shapes of these lots.
    pub fn all(meaning: &Meaning, lots: &[Vec<Member>]) -> Vec<Shape> {
        let dossier = dossier(meaning, lots);
        let figures = Figures::of(&dossier);
        let mut shapes: Vec<Shape> = lots.iter().map(|lot| Shape::empty(meaning, lot)).collect();
        let mut places: Vec<(u32, At)> = Vec::with_capacity(dossier.claims.len());
        for (at, lot) in lots.iter().enumerate() {
            places.extend((0..lot.len()).map(|member| (at as u32, member as At)));
        }
        let place = |point: PointId| places[figures.lead(point).index()];
        for relation in &figures.relations {
            let lead = relation.whole.unwrap_or(relation.parts[0]);
            let shape = &mut shapes[place(lead).0 as usize];
            match Sum::of(relation, &place) {
                Some(sum) => shape.relations.push(sum),
                None => shape.open = true,
            }
        }
        for not_run in &figures.not_run {
            for claim in &not_run.claims {
                shapes[places[claim.index()].0 as usize].open = true;
            }
        }
        for instance in rule_instances(&figures) {
            let Some(point) = instance.any_point() else {
                continue;
            };
            let rule = &dossier.codebook.rules[instance.rule];
            let shape = &mut shapes[place(point).0 as usize];
            match RuleRow::of(rule, &instance, &place) {
                Some(row) => {
                    shape.countable &= rule.expression.tolerance.is_none();
                    shape.countable &= instance.terms.iter().all(|(_, points)| points.len() == 1);
                    shape.rules.push(row);
                }
                None => shape.open = true,
            }
        }
        let mut members: Vec<Vec<PointId>> = vec![Vec::new(); lots.len()];
        for at in 0..figures.points.len() {
            let point = PointId(at as u32);
            members[place(point).0 as usize].push(point);
        }
        for (shape, mut points) in shapes.iter_mut().zip(members) {
            if !shape.open {
                points.sort_by_key(|&point| figures.point(point).cell);
                shape.add_rows(&figures, &points, &place);
            }
        }
        shapes
    }

    fn empty(meaning: &Meaning, lot: &[Member]) -> Shape {
        let speaker = |member: &Member| meaning.groups[member.group as usize].1;
        let mut speakers: Vec<(SpeakerId, u32)> = lot
            .iter()
            .map(|member| (speaker(member), member.group))
            .collect();
        speakers.sort_unstable();
        speakers.dedup();
        let alone = speakers.windows(2).all(|pair| pair[0].0 != pair[1].0);
        Shape {
            countable: alone,
            group: lot.iter().map(|member| member.group).collect(),
            ..Shape::default()
        }
    }

    /// What is said about cells, whoever prints them.
    fn add_rows(
        &mut self,
        figures: &Figures<'_>,
        points: &[PointId],
        place: &impl Fn(PointId) -> (u32, At),
    ) {
        let mut number: FxHashMap<CellId, At> = FxHashMap::default();
        for &point in points {
            let cell = figures.point(point).cell;
            let next = self.cells.len() as At;
            let at = *number.entry(cell).or_insert(next);
            if at == next {
                self.cells.push(Vec::new());
            }
            // A text that repeats itself has one point and several figures.
            let all = figures.figures_at(figures.point(point));
            let first = place(point).1;
            let shift = figures.lead(point).0 - u32::from(first);
            let members = all.iter().map(|figure| (figure.claim.0 - shift) as At);
            self.cells[at as usize].extend(members);
            self.countable &= all.len() == 1;
        }
        self.cells
            .iter_mut()
            .for_each(|members| members.sort_unstable());
        let codebook = &figures.dossier.codebook;
        for (&cell, &part) in &number {
            for whole in figures.cells.containing(cell, codebook) {
                match number.get(&whole) {
                    Some(&whole) => self.nested.push((part, whole)),
                    None => self.open = true,
                }
            }
        }
        self.nested.sort_unstable();
        let whole = |value: &Option<Exact>| match value {
            Some(value) => value.to_i64().map(Some),
            None => Some(None),
        };
        let row = |row: crate::joint::TreeRow| {
            let terms = row
                .terms
                .iter()
                .map(|(cell, c)| Some((*c, *number.get(cell)?)));
            Some(CellRow {
                terms: terms.collect::<Option<_>>()?,
                low: whole(&row.low)?,
                high: whole(&row.high)?,
            })
        };
        let rows = tree_rows(figures, points).and_then(|rows| rows.into_iter().map(row).collect());
        match rows {
            Some(rows) => self.rows = rows,
            None => self.open = true,
        }
    }
}

impl Sum {
    fn of(relation: &Relation, place: &impl Fn(PointId) -> (u32, At)) -> Option<Sum> {
        let share = matches!(
            relation.kind,
            RelationKind::Share | RelationKind::Shares | RelationKind::SharesAtMost
        );
        let whole = relation.whole.filter(|_| !share)?;
        Some(Sum {
            kind: relation.kind,
            whole: place(whole).1,
            parts: relation.parts.iter().map(|&part| place(part).1).collect(),
        })
    }
}

impl RuleRow {
    /// The rule as a sum; none if it is none, or a term is missing.
    fn of(
        rule: &Rule,
        instance: &RuleInstance,
        place: &impl Fn(PointId) -> (u32, At),
    ) -> Option<RuleRow> {
        let Form::Linear(linear) = &rule.form else {
            return None;
        };
        if instance.terms.iter().any(|(_, points)| points.is_empty()) {
            return None;
        }
        let terms = linear.terms.iter().map(|(coefficient, cell)| {
            let key = cell.key();
            let (_, points) = instance.terms.iter().find(|(known, _)| *known == key)?;
            Some((coefficient.to_i64()?, place(points[0]).1))
        });
        Some(RuleRow {
            rule: instance.rule,
            terms: terms.collect::<Option<_>>()?,
            constant: linear.constant.to_i64()?,
            comparison: linear.comparison,
            severity: rule.severity,
        })
    }
}

/// A dossier of these lots alone.
fn dossier(meaning: &Meaning, lots: &[Vec<Member>]) -> Dossier {
    let own = &meaning.dossier;
    let nowhere = Span::new(FileId(0), 0, 0);
    let one = Value::parse("1", NumberFormat::En, &own.settings.hedges).ok();
    let claim = |member: &Member| Claim {
        id: "".into(),
        measure: meaning.keys[member.cell as usize].0,
        codes: meaning.keys[member.cell as usize].1.clone(),
        value: one.clone(),
        source: meaning.groups[member.group as usize].0,
        speaker: meaning.groups[member.group as usize].1,
        when: When {
            window: meaning.windows[member.window as usize].clone(),
            origin: DateOrigin::Stated,
            span: None,
        },
        place: ClaimPlace {
            entry: nowhere,
            value: nowhere,
        },
        quote: None,
        part_of: None,
        state: ClaimState::Current,
        basis: None,
        unreadable: false,
        more: None,
    };
    Dossier {
        sources: own.sources.clone(),
        speakers: own.speakers.clone(),
        codebook: own.codebook.clone(),
        settings: own.settings.clone(),
        claims: lots.iter().flatten().map(claim).collect(),
        ..Dossier::default()
    }
}
