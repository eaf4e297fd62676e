//! Why a cell is what it can be: its bounds by all other figures, in words.

use rustc_hash::FxHashSet;

use crate::dossier::{ClaimId, SourceId, SpeakerId};
use crate::engine::{CellIndex, Certificate, Origin, Part, Reasoning, Side, Step, Why};
use crate::figures::{Cell, Figures, PointId, days};
use crate::findings::{Answer, Deduction, Derivation, Outcome, Printed};
use crate::joint::{Around, Asking, Bounds, Implied, Layer, Nothing};
use crate::quantity::{Bound, Exact, Interval, Window, group};

use super::super::Context;
use super::follows::{Ground, with_context};
use super::names::Names;
use super::working::{NOT_BELOW_ZERO, deductions, sum};

/// Moments beyond these are only counted.
const MOST_MOMENTS: usize = 12;

/// What is asked of a dossier.
#[derive(Clone, Debug)]
pub struct WhyAsked {
    /// The cell; a flow's period is filled in.
    pub cell: Cell,
    /// Of when; none for every moment at which its measure is printed.
    pub date: Option<Window>,
    /// Ids of the sources to take, each by itself; none for all together.
    pub sources: Vec<String>,
}

/// What follows for a cell.
#[derive(Clone, Debug, Default)]
pub struct WhyFound {
    /// By date; what all sources give together before what one gives alone.
    pub answers: Vec<Answer>,
    /// Earlier dates that were not looked at.
    pub earlier: usize,
}

/// The bounds of a cell and why they hold.
pub fn why(figures: &Figures<'_>, asked: &WhyAsked) -> WhyFound {
    with_context(figures, |context| found(context, asked))
}

fn found(context: &Context<'_>, asked: &WhyAsked) -> WhyFound {
    let ground = Ground::of(context);
    let figures = context.figures;
    let source = |point: PointId| {
        let group = figures.group(figures.point(point).group);
        context.dossier().source(group.source)
    };
    let around = |layer, skip: &FxHashSet<ClaimId>, admits: &dyn Fn(PointId) -> bool| {
        let asking = Asking {
            cell: asked.cell.clone(),
            date: asked.date.clone(),
            layer,
            most: MOST_MOMENTS,
        };
        ground.with_question(|question| Around::of(question, &asking, skip, admits))
    };
    let none = FxHashSet::default();
    let mut answers: Vec<(Order, Answer)> = Vec::new();
    let mut earlier = 0;
    if asked.sources.is_empty() {
        let together = around(Layer::All, &ground.replaced, &|_| true);
        earlier = together.earlier;
        let doubtful: FxHashSet<u32> = (together.bounds.iter())
            .flat_map(|bounds| bounds.contested.iter().chain(&bounds.own))
            .map(|&claim| context.claim(claim).source.0)
            .collect();
        let contested = (together.bounds.iter())
            .any(|bounds| !bounds.contested.is_empty() || bounds.outcome.is_err());
        for bounds in &together.bounds {
            answers.push(answer(context, bounds, Layer::All));
        }
        // A text by itself may hold where all together do not; what no source is named
        // for is compared with nobody.
        let alone = around(Layer::Source, &none, &|point| {
            let group = figures.group(figures.point(point).group);
            !source(point).known || (contested && doubtful.contains(&group.source.0))
        });
        let together: Vec<Answer> = answers.iter().map(|(_, answer)| answer.clone()).collect();
        for bounds in &alone.bounds {
            let own = answer(context, bounds, Layer::Source);
            // It is told where it says more, or other things, than all together do.
            let less = |all: &Answer| {
                all.cell == own.1.cell
                    && match (range(all), range(&own.1)) {
                        (Some(all), Some(own)) => own.contains_interval(all),
                        _ => false,
                    }
            };
            if own.1.says_something() && !together.iter().any(less) {
                answers.push(own);
            }
        }
    } else {
        let alone = around(Layer::Source, &none, &|point| {
            asked.sources.contains(&source(point).id)
        });
        earlier += alone.earlier;
        for bounds in &alone.bounds {
            answers.push(answer(context, bounds, Layer::Source));
        }
    }
    let several = asked.date.is_none();
    answers.retain(|(_, answer)| !several || !answer.printed.is_empty() || answer.says_something());
    answers.sort_by(|a, b| a.0.cmp(&b.0));
    WhyFound {
        answers: answers.into_iter().map(|(_, answer)| answer).collect(),
        earlier,
    }
}

fn range(answer: &Answer) -> Option<&Interval> {
    match &answer.outcome {
        Outcome::Range { interval, .. } => Some(interval),
        Outcome::Contradiction | Outcome::Undecided => None,
    }
}

/// First and last day, then all sources before one alone, then whose.
type Order = (i64, i64, Option<String>);

fn answer(context: &Context<'_>, bounds: &Bounds, layer: Layer) -> (Order, Answer) {
    let names = Names::of(context, &bounds.world);
    let moment = bounds.unknown.moment;
    let as_of = names.as_of(moment);
    let name = context.figures.name_of(&bounds.unknown.cell);
    let alone = (layer == Layer::Source).then(|| {
        let (source, speaker) = bounds.unknown.scope;
        names.voice(SourceId(source), SpeakerId(speaker))
    });
    let mut contested: Vec<Printed> = (bounds.contested.iter())
        .map(|&claim| printed(context, &names, claim))
        .collect();
    contested.sort_by(|a, b| (&a.cell, &a.source).cmp(&(&b.cell, &b.source)));
    let outcome = match &bounds.outcome {
        Err(Nothing::Contradiction) => Outcome::Contradiction,
        Err(Nothing::Undecided) => Outcome::Undecided,
        Ok(implied) => Outcome::Range {
            interval: implied.interval.clone(),
            exact: implied.exact,
            low: reason(&names, bounds, implied, Side::Low),
            high: reason(&names, bounds, implied, Side::High),
        },
    };
    let order = (moment.start, moment.end, alone.clone());
    let answer = Answer {
        cell: match as_of.as_str() {
            "" => name,
            as_of => format!("{name}@{as_of}"),
        },
        as_of,
        printed: printed_here(context, &names, bounds, alone.as_deref()),
        alone,
        contested,
        outcome,
    };
    (order, answer)
}

/// A figure as printed.
fn printed(context: &Context<'_>, names: &Names<'_, '_>, claim: ClaimId) -> Printed {
    let figures = context.figures;
    let point = figures.point_of_claim[claim.index()];
    let cell = point.map_or(String::new(), |point| {
        let window = &figures.group(figures.point(point).group).window;
        let name = figures.cell_name(figures.point(point).cell);
        match window {
            Some(window) => format!("{name}@{}", window.printed),
            None => name,
        }
    });
    let here = point.map(|point| figures.figures_at(figures.point(point)));
    let figure = here.and_then(|here| here.iter().find(|figure| figure.claim == claim));
    Printed {
        claim: names.id(claim),
        cell,
        source: names.source(claim),
        printed: names.printed(claim),
        interval: figure.map_or_else(Interval::all, |figure| figure.hard.clone()),
    }
}

/// What anybody prints of the cell itself; of one voice alone, what it does.
fn printed_here(
    context: &Context<'_>,
    names: &Names<'_, '_>,
    bounds: &Bounds,
    alone: Option<&str>,
) -> Vec<Printed> {
    let figures = context.figures;
    let Some(cell) = figures.cells.find(&bounds.unknown.cell) else {
        return Vec::new();
    };
    let moment = bounds.unknown.moment;
    let here = (figures.points.iter()).filter(|point| {
        let window = figures.group(point.group).window.as_ref();
        point.cell == cell && days(window) == (moment.start, moment.end)
    });
    let mut found: Vec<Printed> = here
        .flat_map(|point| figures.figures_at(point))
        .map(|figure| printed(context, names, figure.claim))
        .filter(|printed| alone.is_none_or(|alone| printed.source == alone))
        .collect();
    found.sort_by(|a, b| (&a.source, &a.claim).cmp(&(&b.source, &b.claim)));
    found
}

/// Why a bound holds; nothing where there is none, or where only a count's being a
/// count says so.
fn reason(
    names: &Names<'_, '_>,
    bounds: &Bounds,
    implied: &Implied,
    side: Side,
) -> Option<Derivation> {
    let (reason, end) = match side {
        Side::Low => (implied.low.as_ref()?, implied.interval.low.as_ref()?),
        Side::High => (implied.high.as_ref()?, implied.interval.high.as_ref()?),
    };
    let system = &bounds.world.system;
    let empty = |conclusion: &str| Derivation {
        steps: Vec::new(),
        clash: Vec::new(),
        conclusion: conclusion.to_owned(),
        sum: Vec::new(),
    };
    match reason {
        Reasoning::Steps(steps)
            if matches!(
                steps.as_slice(),
                [Step {
                    why: Why::NonNegative,
                    ..
                }]
            ) =>
        {
            None
        }
        Reasoning::Steps(steps) => Some(Derivation {
            steps: without_zeros(deductions(names, steps)),
            ..empty("")
        }),
        Reasoning::Sum(proof) => Some(Derivation {
            conclusion: conclusion(names, proof, (implied.at, side), end),
            ..sum(names, system, proof)
        }),
        Reasoning::Unexplained => Some(empty("it follows, but no short reason was found")),
    }
}

/// The chain without the steps that only say that a count is at least zero: those that
/// use them say so instead.
fn without_zeros(all: Vec<Deduction>) -> Vec<Deduction> {
    let mut place: Vec<Option<usize>> = Vec::with_capacity(all.len());
    let mut kept: Vec<Deduction> = Vec::new();
    for mut step in all {
        if step.because == NOT_BELOW_ZERO {
            place.push(None);
            continue;
        }
        let used = step.from.len();
        step.from = step.from.iter().filter_map(|&at| place[at]).collect();
        match used - step.from.len() {
            0 => {}
            1 if used == 1 => step.because.push_str(", which is not below zero"),
            1 => step.because.push_str(", one part not below zero"),
            _ => step.because.push_str(", the other parts not below zero"),
        }
        place.push(Some(kept.len()));
        kept.push(step);
    }
    kept
}

/// What the lines of a sum add up to.
fn conclusion(
    names: &Names<'_, '_>,
    proof: &Certificate,
    (cell, side): (CellIndex, Side),
    end: &Bound,
) -> String {
    let name = names.cell(cell);
    let bound = format!("{name} {} {}", sign(side, end.open), group(&end.value));
    let Certificate::Sum(parts) = proof else {
        return format!("{bound}: these lines leave no other whole number");
    };
    let own = |part: &&Part| part.origin == Origin::Case(cell);
    let Some(times) = parts.iter().find(own).map(|part| part.multiplier.clone()) else {
        return bound;
    };
    // The lower ends count against: `-x <= -5` is `x >= 5`.
    let mut total = Exact::ZERO;
    let mut open = false;
    for part in parts.iter().filter(|part| !own(part)) {
        let amount = &part.multiplier * &part.end.value;
        total = match part.side == side {
            true => &total + &amount,
            false => &total - &amount,
        };
        open |= part.end.open;
    }
    let left = match times == Exact::ONE {
        true => name,
        false => format!("{} x {name}", group(&times)),
    };
    let sum = format!("{left} {} {}", sign(side, open), group(&total));
    let turned = match side {
        Side::High => ">=",
        Side::Low => "<=",
    };
    let so = match sum == bound {
        true => String::new(),
        false => format!(", so {bound}"),
    };
    format!("with the signs of each {turned} line turned, these lines add up to {sum}{so}")
}

fn sign(side: Side, open: bool) -> &'static str {
    match (side, open) {
        (Side::Low, false) => ">=",
        (Side::Low, true) => ">",
        (Side::High, false) => "<=",
        (Side::High, true) => "<",
    }
}
