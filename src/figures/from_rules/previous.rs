//! Rules with `@previous`: where a figure follows an earlier one, and which flows lie
//! between. Each place gives the rule with its dates put in.

use std::collections::BTreeMap;

use crate::dossier::cellref::{CellRef, Ranged};
use crate::dossier::expression::{self, Addend, Assertion, Expr};
use crate::dossier::{CodeId, DimensionId, OverTime, Rule, RuleScope, SourceId, SpeakerId};
use crate::quantity::Window;

use super::dated::Dated;
use super::index::PointIndex;
use super::tiling::Periods;
use super::{RuleInstance, RuleTerm, named_dimensions};
use crate::figures::{Days, Figures, PointId, days};

/// So many earlier figures are tried where flows do not lead back to the one before.
const MOST_BACK: usize = 400;

/// What a cell of the rule stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The figure before.
    Before,
    /// The figure itself, or another of its date.
    Now,
    /// What came and went between.
    Flow,
}

/// A distinct cell of the rule.
struct Written<'r> {
    cell: &'r CellRef,
    part: Part,
    term: RuleTerm,
}

/// The figures of a term, by date.
type Dates = BTreeMap<Days, (Box<str>, Vec<PointId>)>;

/// One text and speaker in it, or everybody; and codes that the rule does not name.
type Key = (Option<(SourceId, SpeakerId)>, Vec<(DimensionId, CodeId)>);

/// Every place where the rule can run.
pub(super) fn bind(
    figures: &Figures<'_>,
    index: &mut PointIndex<'_, '_>,
    at: usize,
    rule: &Rule,
) -> Vec<RuleInstance> {
    let Some(written) = written(figures, rule) else {
        return Vec::new();
    };
    let named = named_dimensions(written.iter().map(|written| &written.term));
    let mut series: BTreeMap<Key, Vec<Dates>> = BTreeMap::new();
    for (slot, own) in written.iter().enumerate() {
        for (id, rest) in index.matching(&own.term, &named) {
            let group = figures.group(figures.point(id).group);
            let Some(window) = &group.window else {
                continue;
            };
            let whose = match rule.scope {
                RuleScope::Source => Some((group.source, group.speaker)),
                // Between texts only days are one date, as everywhere.
                RuleScope::Date if window.is_day() || own.part == Part::Flow => None,
                RuleScope::Date => continue,
            };
            let slots = series
                .entry((whose, rest))
                .or_insert_with(|| written.iter().map(|_| Dates::new()).collect());
            let entry = slots[slot].entry(days(Some(window)));
            let (_, points) = entry.or_insert_with(|| (window.printed.clone(), Vec::new()));
            points.push(id);
        }
    }
    let mut found = Vec::new();
    for ((_, codes), slots) in series {
        let place = Place {
            rule,
            at,
            written: &written,
            periods: periods(&written, &slots),
            slots,
            codes,
        };
        place.instances(&mut found);
    }
    found
}

fn written<'r>(figures: &Figures<'_>, rule: &'r Rule) -> Option<Vec<Written<'r>>> {
    let codebook = &figures.dossier.codebook;
    let mut found: Vec<Written<'r>> = Vec::new();
    for cell in expression::cells(&rule.expression) {
        if found.iter().any(|known| known.cell.is_same(cell)) {
            continue;
        }
        let term = RuleTerm::of(codebook, &cell.at(None))?;
        let flow = codebook.measure(term.measure).over_time == OverTime::Flow;
        let part = match cell.is_previous() {
            true => Part::Before,
            false if flow => Part::Flow,
            false => Part::Now,
        };
        found.push(Written { cell, part, term });
    }
    Some(found)
}

fn periods(written: &[Written<'_>], slots: &[Dates]) -> Vec<Periods> {
    let both = written.iter().zip(slots);
    both.map(|(own, dates)| match own.part {
        Part::Flow => Periods::of(dates.keys().copied()),
        _ => Periods::default(),
    })
    .collect()
}

/// One series of figures of the rule's cells.
struct Place<'p, 'r> {
    rule: &'p Rule,
    at: usize,
    written: &'p [Written<'r>],
    slots: Vec<Dates>,
    periods: Vec<Periods>,
    codes: Vec<(DimensionId, CodeId)>,
}

/// What stands for a flow between two dates.
enum Between {
    /// These periods.
    Filled(Vec<Days>),
    /// No period lies there at all.
    Nothing,
    /// Periods that do not fill it.
    Misfit(String),
}

impl Place<'_, '_> {
    fn of_part(&self, part: Part) -> impl Iterator<Item = (&Written<'_>, &Dates)> {
        let both = self.written.iter().zip(&self.slots);
        both.filter(move |(own, _)| own.part == part)
    }

    fn flows(&self) -> impl Iterator<Item = usize> {
        let flow = |at: &usize| self.written[*at].part == Part::Flow;
        (0..self.written.len()).filter(flow)
    }

    fn instances(&self, found: &mut Vec<RuleInstance>) {
        // The dates of the figures that have one before.
        let mut dates: Vec<Days> = (self.of_part(Part::Before))
            .flat_map(|(_, dates)| dates.keys().copied())
            .collect();
        dates.sort_unstable();
        dates.dedup();
        let first = found.len();
        for (at, &now) in dates.iter().enumerate() {
            let earlier = dates[..at].iter().rev().copied();
            let mut earlier = earlier
                .filter(|date| date.1 < now.0)
                .take(MOST_BACK)
                .peekable();
            if let Some(&before) = earlier.peek() {
                let before = self.leads_to(now, earlier).unwrap_or(before);
                found.push(self.instance(before, now));
            }
        }
        let flows = self.flows().any(|flow| !self.slots[flow].is_empty());
        if found.len() == first
            && flows
            && let [only] = dates[..]
        {
            found.push(self.alone(only));
        }
    }

    /// The latest of some earlier dates, the last first, from which flows lead to a date.
    fn leads_to(&self, now: Days, mut earlier: impl Iterator<Item = Days>) -> Option<Days> {
        self.flows().next()?;
        let stated = |before: &Days| {
            let mut figures = self.of_part(Part::Before);
            figures.all(|(_, dates)| dates.contains_key(before))
        };
        let leads = |before: &Days| {
            is_day(*before)
                && is_day(now)
                && stated(before)
                && (self.flows()).all(|flow| self.periods[flow].between(before.0, now.0).is_some())
        };
        earlier.find(leads)
    }

    fn between(&self, flow: usize, before: Days, now: Days) -> Between {
        if let Some(filled) = self.periods[flow].between(before.0, now.0) {
            return Between::Filled(filled);
        }
        let inside = |period: &&Days| period.1 > before.1 && period.0 < now.0;
        let near: Vec<Days> = self.slots[flow].keys().filter(inside).copied().collect();
        if near.is_empty() {
            return Between::Nothing;
        }
        let mut names: Vec<String> = (near.iter().take(3))
            .map(|period| self.slots[flow][period].0.to_string())
            .collect();
        if near.len() > names.len() {
            names.push(format!("{} more", near.len() - names.len()));
        }
        let cell = &self.written[flow].cell;
        Between::Misfit(format!(
            "periods of {cell} ({}) do not fill the time from {} to {}",
            names.join(", "),
            self.name(before),
            self.name(now)
        ))
    }

    /// A date as it is written.
    fn name(&self, date: Days) -> String {
        let mut slots = self.slots.iter();
        let printed = slots.find_map(|dates| dates.get(&date));
        printed.map_or_else(String::new, |(printed, _)| printed.to_string())
    }

    /// The rule between two dates.
    fn instance(&self, before: Days, now: Days) -> RuleInstance {
        let mut cause = None;
        let vague = [now, before].into_iter().find(|date| !is_day(*date));
        if let (Some(vague), Some(_)) = (vague, self.flows().next()) {
            let figure = self.of_part(Part::Before).next();
            let cell = figure.map_or_else(String::new, |(own, _)| own.cell.at(None).to_string());
            cause = Some(format!(
                "{cell} is given for {}, which is not one day",
                self.name(vague)
            ));
        }
        let mut terms: Vec<(String, Vec<PointId>)> = Vec::new();
        let mut put = |cell: CellRef, points: Option<&(Box<str>, Vec<PointId>)>| {
            let key = cell.key();
            if !terms.iter().any(|(known, _)| *known == key) {
                let points = points.map_or_else(Vec::new, |(_, points)| points.clone());
                terms.push((key, points));
            }
            Expr::Cell(cell)
        };
        let mut replace = |cell: &CellRef| {
            let slot = self.written.iter().position(|own| own.cell.is_same(cell));
            let Some(slot) = slot else {
                return Expr::Cell(cell.clone());
            };
            let dates = &self.slots[slot];
            let date = match self.written[slot].part {
                Part::Before => before,
                Part::Now => now,
                Part::Flow => {
                    let gap = || gap(before, now);
                    return match self.between(slot, before, now) {
                        Between::Filled(periods) => sum(periods.iter().map(|period| {
                            let stated = &dates[period];
                            put(cell.at(Some(&stated.0)), Some(stated))
                        })),
                        Between::Nothing => put(cell.at(Some(&gap())), None),
                        Between::Misfit(why) => {
                            cause.get_or_insert(why);
                            put(cell.at(Some(&gap())), None)
                        }
                    };
                }
            };
            put(cell.at(Some(&self.name(date))), dates.get(&date))
        };
        let assertion = with_cells(&self.rule.expression, &mut replace);
        self.finish(assertion, terms, cause)
    }

    /// The rule at the only date there is.
    fn alone(&self, now: Days) -> RuleInstance {
        let mut terms: Vec<(String, Vec<PointId>)> = Vec::new();
        for (own, dates) in self.written.iter().zip(&self.slots) {
            let points = match own.part {
                Part::Before => None,
                Part::Now => dates.get(&now),
                Part::Flow => dates.values().next(),
            };
            let points = points.map_or_else(Vec::new, |(_, points)| points.clone());
            terms.push((own.cell.key(), points));
        }
        let cell = self.of_part(Part::Before).next();
        let cell = cell.map_or_else(String::new, |(own, _)| own.cell.at(None).to_string());
        let whose = match self.rule.scope {
            RuleScope::Source => " in its text",
            RuleScope::Date => "",
        };
        let cause = format!(
            "no figure of {cell} stands before {}{whose}",
            self.name(now)
        );
        self.finish(self.rule.expression.clone(), terms, Some(cause))
    }

    fn finish(
        &self,
        assertion: Assertion,
        terms: Vec<(String, Vec<PointId>)>,
        cause: Option<String>,
    ) -> RuleInstance {
        let form = expression::lower(&assertion);
        RuleInstance {
            rule: self.at,
            terms,
            at: self.codes.clone(),
            dated: Some(Box::new(Dated {
                assertion,
                form,
                cause,
            })),
        }
    }
}

fn is_day(date: Days) -> bool {
    date.0 == date.1
}

/// The days after one date up to another, as a period is written.
fn gap(before: Days, now: Days) -> String {
    let day = |at: i64| {
        let day = i32::try_from(at).ok().map(crate::quantity::Day);
        day.map_or_else(|| "..".to_owned(), |day| day.to_string())
    };
    let written = format!("{}/{}", day(before.1.saturating_add(1)), day(now.1));
    match Window::parse(&written) {
        Ok(window) if window.is_day() => day(now.1),
        _ => written,
    }
}

fn sum(mut terms: impl ExactSizeIterator<Item = Expr>) -> Expr {
    if terms.len() == 1
        && let Some(only) = terms.next()
    {
        return only;
    }
    let addend = |term: Expr| Addend {
        minus: false,
        term: Ranged::new(term, 0..0),
    };
    Expr::Sum(terms.map(addend).collect())
}

fn with_cells(assertion: &Assertion, replace: &mut dyn FnMut(&CellRef) -> Expr) -> Assertion {
    let mut side = |side: &Ranged<Expr>| Ranged {
        value: side.value.with_cells(replace),
        range: side.range.clone(),
    };
    Assertion {
        left: side(&assertion.left),
        right: side(&assertion.right),
        ..assertion.clone()
    }
}
