//! Rows that declared rules assert, at every place where a rule can run, also where
//! some of its cells are printed by nobody.

use std::collections::BTreeSet;

use crate::dossier::cellref::CellRef;
use crate::dossier::expression::{Comparison, Form, lower};
use crate::dossier::{ClaimId, MeasureKind, MissingPolicy, Rule, RuleScope};
use crate::engine::{CellIndex, Edit};
use crate::figures::{Cell, Date, Figures, PointId, RuleInstance, days};
use crate::quantity::{Exact, Window};

use super::build::{Builder, Key, Row, Var};
use super::layer::{Layer, Moment};
use super::products::with_numbers;
use super::rule_edits::{self, RuleCells};
use super::world::{Because, Sort};

/// A term that a rule counts as nothing where nobody states it.
const NOTHING: Var = Var::MAX;

/// In which numbers a rule counts percentages.
pub enum Percent {
    /// `12%` is 12: the rule adds and compares percentages alone. Its constants are
    /// multiplied by this.
    Points(Exact),
    /// `12%` is 12 of a hundred, as in a rule that divides a part by its whole.
    Hundredths,
}

impl Percent {
    /// How a rule counts percentages at a place.
    pub fn of(figures: &Figures<'_>, rule: &Rule, instance: &RuleInstance) -> Percent {
        let mut points = (instance.terms.iter())
            .flat_map(|(_, points)| points)
            .peekable();
        let any = points.peek().is_some();
        let all = points.all(|&point| is_percent(figures, point));
        if !(any && all && matches!(instance.form(rule), Form::Linear(_))) {
            return Percent::Hundredths;
        }
        let text = &*rule.assert.value;
        let end = text.find("within").or_else(|| text.find('±'));
        let written = text[..end.unwrap_or(text.len())].contains('%');
        Percent::Points(Exact::from(if written { 100i64 } else { 1 }))
    }
}

/// Whether every figure of a point is a percentage.
pub fn is_percent(figures: &Figures<'_>, point: PointId) -> bool {
    let mut here = figures.figures_at(figures.point(point)).iter();
    here.all(|figure| {
        let value = &figures.dossier.claim(figure.claim).value;
        value.as_ref().is_some_and(|value| value.is_percent())
    })
}

/// The cells of a rule at one place, in one scope.
struct Place<'b, 'f, 'd> {
    builder: &'b mut Builder<'f, 'd>,
    instance: &'b RuleInstance,
    rule: &'b Rule,
    scope: (u32, u32),
    /// The moment of terms that name none.
    moment: Moment,
    hundredths: bool,
    /// Whether a cell could not be found.
    lost: bool,
}

impl Builder<'_, '_> {
    /// The rows of all rules that this layer takes as holding.
    pub fn add_rules(&mut self, instances: &[(&RuleInstance, bool)]) {
        let rules = &self.figures.dossier.codebook.rules;
        for (instance, _) in instances {
            let rule = &rules[instance.rule];
            let scopes: BTreeSet<(u32, u32)> = (instance.terms.iter())
                .flat_map(|(_, points)| points)
                .filter(|point| self.of_point.contains_key(point))
                .map(|&point| self.layer.scope(self.figures, point))
                .collect();
            for scope in scopes {
                self.add_rule(instance, rule, scope);
            }
        }
    }

    fn add_rule(&mut self, instance: &RuleInstance, rule: &Rule, scope: (u32, u32)) -> Option<()> {
        if instance
            .dated
            .as_ref()
            .is_some_and(|dated| dated.cause.is_some())
        {
            return None;
        }
        if rule.scope == RuleScope::Source && self.layer != Layer::Source {
            // A rule for one source says something to others only where it fixes the
            // one figure that the source leaves out.
            let unstated = instance
                .terms
                .iter()
                .filter(|(_, points)| points.is_empty());
            let equal = rule.expression.comparison == Comparison::Eq;
            if !equal || unstated.count() > 1 {
                return None;
            }
        }
        let first = (instance.terms.iter())
            .flat_map(|(_, points)| points)
            .find(|&&point| {
                self.of_point.contains_key(&point) && self.layer.scope(self.figures, point) == scope
            })?;
        let moment = self.layer.moment(self.figures, *first);
        let (scale, hundredths) = match Percent::of(self.figures, rule, instance) {
            Percent::Points(scale) => (scale, false),
            Percent::Hundredths => (Exact::ONE, true),
        };
        let mut place = Place {
            builder: self,
            instance,
            rule,
            scope,
            moment,
            hundredths,
            lost: false,
        };
        let plain = rule_edits::edits(instance.form(rule), &scale, &mut place);
        let (edits, with) = match plain {
            Some(edits) => (edits, Vec::new()),
            None => place.edits_with_numbers(&scale)?,
        };
        if place.lost {
            return None;
        }
        for edit in edits {
            let terms: Vec<(Var, i64)> = (edit.terms.into_iter())
                .map(|(cell, c)| (cell.0, c))
                .filter(|(var, _)| *var != NOTHING)
                .collect();
            self.rows.push(Row {
                terms,
                low: edit.low,
                high: edit.high,
                because: Because::Rule {
                    rule: instance.rule,
                    with: with.clone(),
                },
            });
        }
        Some(())
    }
}

impl Place<'_, '_, '_> {
    /// The edits once printed factors are put in as numbers, and the claims those are.
    fn edits_with_numbers(&mut self, scale: &Exact) -> Option<(Vec<Edit>, Vec<ClaimId>)> {
        let figures = self.builder.figures;
        let expression = self.instance.expression(self.rule);
        let mut single = |cell: &CellRef| {
            let hard = figures.point(self.point(cell)?).hard()?;
            Some(hard.single()? * &self.factor(cell))
        };
        let (numbers, used) = with_numbers(expression, &mut single)?;
        let with: Vec<ClaimId> = (used.iter())
            .filter_map(|cell| Some(figures.lead(self.point(cell)?)))
            .collect();
        let edits = rule_edits::edits(&lower(&numbers), scale, self)?;
        Some((edits, with))
    }

    /// The point of a term that takes part here.
    fn point(&self, cell: &CellRef) -> Option<PointId> {
        let key = cell.key();
        let (_, points) = self
            .instance
            .terms
            .iter()
            .find(|(known, _)| *known == key)?;
        let builder = &self.builder;
        points.iter().copied().find(|&point| {
            builder.of_point.contains_key(&point)
                && builder.layer.scope(builder.figures, point) == self.scope
        })
    }

    /// The unknown of a term, if it is there or can be made.
    fn var(&mut self, cell: &CellRef) -> Option<Var> {
        if let Some(point) = self.point(cell) {
            return self.builder.of_point.get(&point).copied();
        }
        let (_, points) = (self.instance.terms.iter()).find(|(known, _)| *known == cell.key())?;
        // What another source states is not missing.
        if self.rule.missing == MissingPolicy::Zero && points.is_empty() {
            return Some(NOTHING);
        }
        let codebook = &self.builder.figures.dossier.codebook;
        let mut codes = self.instance.at.clone();
        for (dimension, code) in &cell.codes {
            let dimension = codebook.find_dimension(&dimension.value)?;
            let code = codebook.find_code(dimension, &code.value)?;
            if code.0 != 0 {
                codes.push((dimension, code));
            }
        }
        codes.sort_unstable();
        let measure = codebook.find_measure(&cell.measure.value)?;
        let moment = match &cell.date {
            None => self.moment,
            Some(date) => self.moment_of(&Window::parse(&date.value).ok()?),
        };
        let flow = codebook.measure(measure).over_time == crate::dossier::OverTime::Flow;
        let day = |at: i64| i32::try_from(at).ok().map(crate::quantity::Day);
        let cell = self.builder.cells.id(Cell {
            measure,
            codes: codes.into(),
            share_of: None,
            period: flow.then(|| (day(moment.start), day(moment.end))),
        });
        Some(self.builder.var(Key {
            scope: self.scope,
            cell,
            moment,
            sort: Sort::Level,
        }))
    }

    fn moment_of(&self, window: &Window) -> Moment {
        let (start, end) = days(Some(window));
        let text = match self.moment.date {
            Date::InText(text, ..) => text,
            _ => 0,
        };
        let date = match self.builder.layer {
            Layer::Source => Date::InText(text, start, end),
            _ if start == end => Date::Day(start),
            _ => Date::Period(start, end),
        };
        Moment { start, end, date }
    }
}

impl RuleCells for Place<'_, '_, '_> {
    fn cell(&mut self, cell: &CellRef) -> CellIndex {
        let var = self.var(cell);
        self.lost |= var.is_none();
        CellIndex(var.unwrap_or(NOTHING))
    }

    fn nonnegative(&self, cell: &CellRef) -> bool {
        match self.point(cell) {
            Some(point) => {
                let var = self.builder.of_point.get(&point).copied();
                var.is_some_and(|var| !self.builder.may_be_negative(var))
            }
            None => {
                let codebook = &self.builder.figures.dossier.codebook;
                let measure = codebook.find_measure(&cell.measure.value);
                measure.is_some_and(|measure| {
                    let kind = self.builder.figures.kinds[measure.index()];
                    kind.adds_up() && !self.builder.signed[measure.index()]
                })
            }
        }
    }

    fn positive(&self, cell: &CellRef) -> bool {
        self.point(cell).is_some_and(|point| {
            let hard = self.builder.figures.point(point).hard();
            let low = hard.and_then(|hard| hard.low.as_ref());
            low.is_some_and(|low| low.value > Exact::ZERO)
        })
    }

    fn factor(&self, cell: &CellRef) -> Exact {
        let figures = self.builder.figures;
        let percent = match self.point(cell) {
            Some(point) => is_percent(figures, point),
            None => {
                let codebook = &figures.dossier.codebook;
                let measure = codebook.find_measure(&cell.measure.value);
                measure.is_some_and(|at| figures.kinds[at.index()] == MeasureKind::Share)
            }
        };
        if self.hundredths && percent {
            Exact::ratio(1, 100)
        } else {
            Exact::ONE
        }
    }
}
