//! The cumulation slip along the dates: a running total where the figure of a period
//! belongs, or the increase where the running total belongs.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{Codes, MeasureId, OverTime};
use crate::figures::{CellId, PointId, changes, days};
use crate::findings::{Finding, Hint};
use crate::quantity::{Exact, Interval, group};

use super::super::Context;
use super::evidence::Tenths;
use super::pairs;
use super::said::{Known, Said};

/// So many earlier periods are added up.
const MOST_PERIODS: usize = 60;

/// Two figures that conflict, and all that each may stand for.
struct Pair {
    small: Said,
    large: Said,
    may_be: Interval,
}

pub(super) fn attach(known: &Known<'_, '_>, findings: &mut [Finding]) {
    let pairs: Vec<Vec<Pair>> = findings.iter().map(|finding| of(known, finding)).collect();
    if pairs.iter().all(Vec::is_empty) {
        return;
    }
    let ground = Ground::of(known, pairs.iter().flatten());
    for (finding, pairs) in findings.iter_mut().zip(&pairs) {
        let hint = pairs.iter().find_map(|pair| ground.hint(known, pair));
        finding.hints.extend(hint);
    }
}

/// The conflicts of one cell: the smaller figure exact, the larger perhaps rounded.
fn of(known: &Known<'_, '_>, finding: &Finding) -> Vec<Pair> {
    let mut found = Vec::new();
    for (a, b) in pairs::conflicts(finding) {
        let (Some((a, wide_a)), Some((b, wide_b))) = (known.roughly(a), known.roughly(b)) else {
            continue;
        };
        let cell = |said: &Said| known.context.figures.point(said.point).cell;
        if cell(&a) != cell(&b) || a.number == b.number {
            continue;
        }
        let (small, large, may_be) = match a.number < b.number {
            true => (a, b, wide_b),
            false => (b, a, wide_a),
        };
        let exact = known.said(&known.id(&small)).is_some();
        if exact && !small.number.is_negative() {
            found.push(Pair {
                small,
                large,
                may_be,
            });
        }
    }
    found
}

/// What is counted of whom, in whatever period.
type Subject = (MeasureId, Codes);

/// The periods of flows, and the printed increases, of what the findings are about.
struct Ground {
    /// First and last day of each period, with its cell, by last day.
    periods: FxHashMap<Subject, Vec<(i64, i64, CellId)>>,
    /// Flows of the same group of people, whatever the measure, by number.
    flows: FxHashMap<(Codes, Exact), Vec<PointId>>,
    /// Printed differences, by what they are about.
    increases: FxHashMap<(Subject, Exact), String>,
}

impl Ground {
    fn of<'p>(known: &Known<'_, '_>, pairs: impl Iterator<Item = &'p Pair>) -> Ground {
        let context = known.context;
        let figures = context.figures;
        let mut subjects: FxHashSet<Subject> = FxHashSet::default();
        let mut flows: FxHashMap<(Codes, Exact), Vec<PointId>> = FxHashMap::default();
        let mut measures: FxHashSet<MeasureId> = FxHashSet::default();
        let mut numbers: FxHashSet<&Exact> = FxHashSet::default();
        for said in pairs.flat_map(|pair| [&pair.small, &pair.large]) {
            numbers.insert(&said.number);
            let cell = figures.cells.get(figures.point(said.point).cell);
            measures.insert(cell.measure);
            subjects.insert((cell.measure, cell.codes.clone()));
            flows.insert((cell.codes.clone(), said.number.clone()), Vec::new());
        }
        let mut periods: FxHashMap<Subject, Vec<(i64, i64, CellId)>> = FxHashMap::default();
        for id in figures.cells.ids() {
            let cell = figures.cells.get(id);
            if let Some((Some(start), Some(end))) = cell.period
                && cell.share_of.is_none()
                && measures.contains(&cell.measure)
            {
                let subject = (cell.measure, cell.codes.clone());
                if subjects.contains(&subject) {
                    let period = (i64::from(start.0), i64::from(end.0), id);
                    periods.entry(subject).or_default().push(period);
                }
            }
        }
        for own in periods.values_mut() {
            own.sort_unstable_by_key(|&(start, end, cell)| (end, start, cell));
        }
        for (at, point) in figures.points.iter().enumerate() {
            let cell = figures.cells.get(point.cell);
            if over_time(context, cell.measure) == OverTime::Flow
                && let Some(number) = point.hard().and_then(|hard| hard.single())
                && numbers.contains(number)
                && let Some(points) = flows.get_mut(&(cell.codes.clone(), number.clone()))
            {
                points.push(PointId(at as u32));
            }
        }
        let mut increases = FxHashMap::default();
        for (_, claim, _) in changes(figures) {
            let subject = (claim.measure, claim.codes.clone());
            let number = claim.value.as_ref().and_then(|value| value.number());
            if let Some(number) = number.filter(|_| subjects.contains(&subject)) {
                let percent = claim.value.as_ref().is_some_and(|value| value.is_percent());
                let key = (subject, number.to_exact());
                if !percent {
                    increases.entry(key).or_insert_with(|| claim.id.to_string());
                }
            }
        }
        Ground {
            periods,
            flows,
            increases,
        }
    }

    fn hint(&self, known: &Known<'_, '_>, pair: &Pair) -> Option<Hint> {
        let figures = known.context.figures;
        let measure = figures
            .cells
            .get(figures.point(pair.small.point).cell)
            .measure;
        match over_time(known.context, measure) {
            OverTime::Flow => self.periods_before(known, pair),
            OverTime::Cumulative | OverTime::Event => {
                self.increase(known, &pair.small, &pair.large)
            }
            OverTime::Stock => None,
        }
    }

    /// Whether the larger figure of a period is the smaller one and the periods before.
    fn periods_before(&self, known: &Known<'_, '_>, pair: &Pair) -> Option<Hint> {
        let (small, large) = (&pair.small, &pair.large);
        let figures = known.context.figures;
        let cell = figures.cells.get(figures.point(small.point).cell);
        let periods = self.periods.get(&(cell.measure, cell.codes.clone()))?;
        let (start, _) = cell.period?;
        let mut next = i64::from(start?.0);
        let mut sum = Exact::ZERO;
        let mut claims = vec![known.id(large), known.id(small)];
        for count in 1..=MOST_PERIODS as i64 {
            // Of the periods that end just before, the shortest.
            let after = periods.partition_point(|&(_, end, _)| end < next);
            let before = (periods[..after].last()).filter(|&&(_, end, _)| end + 1 == next)?;
            let said = self.figure(known, before.2, [large, small])?;
            sum = &sum + &said.number;
            claims.push(known.id(&said));
            next = before.0;
            let total = &sum + &small.number;
            if !pair.may_be.contains(&total) {
                if Interval::point(total).entirely_below(&pair.may_be) {
                    continue;
                }
                return None;
            }
            let width = &pair.may_be.width()? + &Exact::ONE;
            let evidence = Tenths::once_in(&(&sum / &(&width * &Exact::from(count))));
            let which = match count {
                1 => "the figure of the period before".to_owned(),
                count => format!("the sum of the {count} periods before"),
            };
            let message = format!(
                "{} may be a running total: {} and {}, {which}, make {}",
                known.words(large),
                known.words(small),
                group(&sum),
                group(&total)
            );
            let hint = Hint::new("running-total", message).on(claims);
            return evidence.is_telling().then(|| evidence.on(hint));
        }
        None
    }

    /// The exact figure of a period: of the speaker of one of the two, else of anybody
    /// if all say the same.
    fn figure(&self, known: &Known<'_, '_>, cell: CellId, like: [&Said; 2]) -> Option<Said> {
        let figures = known.context.figures;
        let timeline = &known.context.across().timeline;
        let points = timeline.points(timeline.find(cell, false)?);
        let speaker = |point: PointId| figures.group(figures.point(point).group).speaker;
        for said in like {
            let mut own = points.iter().map(|entry| entry.point);
            if let Some(point) = own.find(|&point| speaker(point) == speaker(said.point)) {
                return known.at(point);
            }
        }
        let first = known.at(points.first()?.point)?;
        let same = |said: &Said| said.number == first.number;
        let mut others = points[1..].iter().map(|entry| known.at(entry.point));
        let agreed = others.all(|other| other.as_ref().is_some_and(same));
        agreed.then_some(first)
    }

    /// Whether the smaller figure is what the running total grew by.
    fn increase(&self, known: &Known<'_, '_>, small: &Said, large: &Said) -> Option<Hint> {
        let context = known.context;
        let figures = context.figures;
        let cell = figures.point(small.point).cell;
        let said = known.words(small);
        let found = |claims: Vec<String>, why: String| {
            let evidence = Tenths::once_in(&small.number);
            let message = format!("{said} may be an increase and no running total: {why}");
            let hint = Hint::new("running-total", message).on(claims);
            evidence.is_telling().then(|| evidence.on(hint))
        };
        let own = figures.cells.get(cell);
        // The same number is printed as that of a period.
        let key = (own.codes.clone(), small.number.clone());
        let same = |&&flow: &&PointId| same_time(context, flow, small.point);
        if let Some(&flow) = self
            .flows
            .get(&key)
            .and_then(|flows| flows.iter().find(same))
        {
            let flow = known.at(flow)?;
            let name = figures.cell_name(figures.point(flow.point).cell);
            let why = format!("{name} is {} too", known.words(&flow));
            return found(vec![known.id(small), known.id(&flow)], why);
        }
        // It is printed as a difference.
        let key = ((own.measure, own.codes.clone()), small.number.clone());
        if let Some(id) = self.increases.get(&key) {
            let why = format!("{id} prints it as a difference");
            return found(vec![known.id(small), id.clone()], why);
        }
        let timeline = &context.across().timeline;
        let points = timeline.points(timeline.find(cell, false)?);
        let date = |point: PointId| days(figures.group(figures.point(point).group).window.as_ref());
        let (small_date, large_date) = (date(small.point), date(large.point));
        known.at(large.point)?;
        if large_date.1 < small_date.0 {
            // The figure fell: is there one, not earlier, that is the sum of both?
            let sum = &large.number + &small.number;
            let mut later = points.iter().filter(|entry| entry.start >= small_date.0);
            let entry = later.find(|entry| {
                let hard = figures.point(entry.point).hard();
                hard.and_then(|hard| hard.single()) == Some(&sum)
            })?;
            let total = known.at(entry.point)?;
            let why = format!(
                "{} is {} more than {}",
                known.words(&total),
                group(&small.number),
                known.words(large)
            );
            let claims = [small, &total, large].map(|said| known.id(said));
            return found(claims.to_vec(), why);
        }
        // One date: is the difference the figure before?
        let gap = &large.number - &small.number;
        let before = points.iter().rev().find(|entry| entry.end < small_date.0)?;
        let before = known.at(before.point).filter(|said| said.number == gap)?;
        let why = format!(
            "with {} before it, it makes {}",
            known.words(&before),
            known.words(large)
        );
        let claims = [small, &before, large].map(|said| known.id(said));
        found(claims.to_vec(), why)
    }
}

/// Whether a flow is printed in the same text, or its period ends on the same day.
fn same_time(context: &Context<'_>, flow: PointId, total: PointId) -> bool {
    let figures = context.figures;
    let group = |point: PointId| figures.group(figures.point(point).group);
    let (flow, total) = (group(flow), group(total));
    let end = |window| days(window).1;
    flow.source == total.source || end(flow.window.as_ref()) == end(total.window.as_ref())
}

fn over_time(context: &Context<'_>, measure: MeasureId) -> OverTime {
    context.dossier().codebook.measure(measure).over_time
}
