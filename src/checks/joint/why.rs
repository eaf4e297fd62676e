//! Why a cell is what it can be: its bounds by all other figures, in words.

use rustc_hash::FxHashSet;

use crate::dossier::{ClaimId, SourceId, SpeakerId};
use crate::engine::Side;
use crate::figures::{Cell, Figures, PointId, days};
use crate::findings::{Answer, Outcome, Printed};
use crate::joint::{Around, Asking, Bounds, Layer, Nothing};
use crate::quantity::{Interval, Window};

use super::super::Context;
use super::follows::{Ground, with_context};
use super::names::Names;
use super::reasons::reason;

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
        for bounds in &together.bounds {
            answers.push(answer(context, bounds, Layer::All));
        }
        // A text by itself may hold where all together do not, and some rules are about
        // one text alone.
        let alone = around(Layer::Source, &none, &|_| true);
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
            // That figures were left out is told where nothing else is.
            let silent = |all: &Answer| {
                all.cell == own.1.cell && all.contested.is_empty() && !all.says_something()
            };
            let left_out = !own.1.contested.is_empty() && together.iter().all(silent);
            if (own.1.says_something() && !together.iter().any(less)) || left_out {
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
            low: reason(&names, bounds, implied, Side::Low).map(Box::new),
            high: reason(&names, bounds, implied, Side::High).map(Box::new),
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
