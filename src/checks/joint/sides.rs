//! Two texts that say different things of one cell: what each prints of it, or what its
//! figures make of it.

use crate::dossier::{ClaimId, SourceId, SpeakerId};
use crate::engine::{CellIndex, ClaimIndex, Components, Conflict, Implied, Reasoning, implied_but};
use crate::figures::PointId;
use crate::findings::{Deduction, Derivation, FigureRow};
use crate::joint::{Because, Case, Sort};
use crate::quantity::{Interval, group};

use super::super::{Context, across};
use super::little_sum::{How, of_reasons};
use super::names::Names;
use super::working::deductions;

/// What one text says of the cell.
#[derive(Debug)]
pub(in crate::checks) struct TextSide {
    /// Its place in the world, at the moment the text speaks of.
    pub cell: CellIndex,
    /// What it can be by this text alone.
    pub interval: Interval,
    /// The figures of the conflict that this text prints.
    pub claims: Vec<ClaimId>,
    /// The figure, where the text prints the cell itself.
    pub stated: Option<PointId>,
    /// How it follows, where that is a sum of printed figures.
    pub sum: Option<String>,
    /// Why it follows.
    implied: Implied,
}

/// The two sides of a contradiction: the earlier first, where one comes before the other.
#[derive(Debug)]
pub(in crate::checks) struct TwoSides {
    /// The first text.
    pub first: TextSide,
    /// The second.
    pub second: TextSide,
}

impl TwoSides {
    /// The cell of which two texts say different things, if the conflict is between two.
    pub fn of(context: &Context<'_>, case: &Case, conflict: &Conflict) -> Option<TwoSides> {
        let world = &case.world;
        let text = |claim: ClaimIndex| -> (SourceId, SpeakerId) {
            let claim = context.claim(world.claim(claim));
            (claim.source, claim.speaker)
        };
        let mut texts: Vec<(SourceId, SpeakerId)> =
            conflict.claims.iter().map(|&claim| text(claim)).collect();
        // By publication, then by name: numbers depend on the order of files.
        texts.sort_by_cached_key(|&(source, speaker)| {
            let dossier = context.dossier();
            let source = dossier.source(source);
            let published = source.published.as_ref().map(|window| &window.value);
            let speaker = dossier.speakers.name(speaker).to_owned();
            (crate::figures::days(published), source.id.clone(), speaker)
        });
        texts.dedup();
        let [a, b] = texts.as_slice() else {
            return None;
        };
        let of = |wanted: &(SourceId, SpeakerId)| -> Vec<ClaimIndex> {
            let claims = conflict.claims.iter().copied();
            claims.filter(|&claim| text(claim) == *wanted).collect()
        };
        let (a, b) = (of(a), of(b));
        let later = |low: CellIndex, high: CellIndex| {
            let (low, high) = (world.unknown(low).moment, world.unknown(high).moment);
            low.end < high.start
        };
        for (x, y) in places(case, conflict) {
            for (one, other) in [(&a, &b), (&b, &a)] {
                let first = TextSide::of(context, case, one, x);
                let second = TextSide::of(context, case, other, y);
                let (Some(first), Some(second)) = (first, second) else {
                    continue;
                };
                let apart = if later(x, y) {
                    second.interval.entirely_below(&first.interval)
                } else {
                    !first.interval.meets(&second.interval)
                };
                if apart {
                    return Some(TwoSides { first, second });
                }
            }
        }
        None
    }

    /// The steps of both sides, up to where they exclude each other.
    pub fn working(&self, names: &Names<'_, '_>) -> Option<Derivation> {
        let falls = self.first.cell != self.second.cell;
        let low_first = falls || self.second.interval.entirely_below(&self.first.interval);
        let (above, below) = match low_first {
            true => (&self.first, &self.second),
            false => (&self.second, &self.first),
        };
        let (Some(Reasoning::Steps(low)), Some(Reasoning::Steps(high))) =
            (&above.implied.low, &below.implied.high)
        else {
            return None;
        };
        let mut steps: Vec<Deduction> = deductions(names, low);
        let from = steps.len();
        steps.extend(deductions(names, high).into_iter().map(|mut step| {
            step.from.iter_mut().for_each(|at| *at += from);
            step
        }));
        if falls {
            // What is at least so much before is so later too.
            let bound = steps.get(from.checked_sub(1)?)?.clone();
            steps.push(Deduction {
                cell: names.cell(below.cell),
                because: names.rising(below.cell),
                claims: Vec::new(),
                from: vec![from - 1],
                ..bound
            });
        }
        Derivation::of_steps(steps)
    }
}

/// The cells, at one moment or at an earlier and a later one, that a conflict is about:
/// those that are printed first, then the widest.
fn places(case: &Case, conflict: &Conflict) -> Vec<(CellIndex, CellIndex)> {
    let world = &case.world;
    let mut found: Vec<(CellIndex, CellIndex)> = Vec::new();
    for &edit in &conflict.edits {
        let terms = world.system.edit(edit).terms;
        if *world.because(edit) == Because::Later {
            if let [(x, _), (y, _)] = terms.as_slice() {
                let earlier = world.unknown(*x).moment.end < world.unknown(*y).moment.start;
                found.push(if earlier { (*x, *y) } else { (*y, *x) });
            }
        } else {
            found.extend(terms.iter().map(|&(cell, _)| (cell, cell)));
        }
    }
    found.retain(|(x, _)| world.unknown(*x).sort == Sort::Level);
    let printed = |cell: CellIndex| {
        let claims = conflict.claims.iter();
        claims
            .filter(|&&claim| world.system.claim_cell(claim) == cell)
            .count()
    };
    found.sort_by_key(|&(x, y)| {
        let own = printed(x) + if x == y { 0 } else { printed(y) };
        // Each at its own date first.
        (
            x == y,
            std::cmp::Reverse(own),
            world.unknown(x).cell.codes.len(),
            x,
            y,
        )
    });
    found.dedup();
    found
}

impl TextSide {
    fn of(
        context: &Context<'_>,
        case: &Case,
        claims: &[ClaimIndex],
        cell: CellIndex,
    ) -> Option<TextSide> {
        let world = &case.world;
        let all = (0..world.claims.len() as u32).map(ClaimIndex);
        let without: Vec<ClaimIndex> = all.filter(|claim| !claims.contains(claim)).collect();
        let components = Components::of(&world.system);
        let implied = implied_but(&world.system, &components, cell, &without)?;
        let own = claims
            .iter()
            .find(|&&at| world.system.claim_cell(at) == cell);
        let stated = own.and_then(|&at| context.figures.point_of_claim[world.claim(at).index()]);
        let names = Names::of(context, world);
        let how = of_reasons(&names, world, [&implied.low, &implied.high]);
        let sum = match how {
            How::Sum(sum) if stated.is_none() && implied.interval.is_point() => Some(sum),
            _ => None,
        };
        Some(TextSide {
            cell,
            interval: implied.interval.clone(),
            claims: claims.iter().map(|&claim| world.claim(claim)).collect(),
            stated,
            sum,
            implied,
        })
    }

    /// "412 (agency-march, 2026-03-12)", or "405 by 231 + 174 (agency-june, 2026-06-15)".
    pub fn words(&self, context: &Context<'_>, names: &Names<'_, '_>) -> String {
        let (source, speaker) = names.source_and_speaker(self.claims[0]);
        let source = match speaker {
            Some(speaker) => format!("{source}, {speaker}"),
            None => source,
        };
        if let Some(point) = self.stated {
            let (printed, when) = (context.printed_at(point), across::when(context, point));
            return format!("{printed} ({source}, {when})");
        }
        let moment = names.moment_of(self.cell);
        let value = self.value();
        match &self.sum {
            Some(sum) => format!("{value} by {sum} ({source}, {moment})"),
            None => format!("{value} by other figures ({source}, {moment})"),
        }
    }

    /// The number or range.
    pub fn value(&self) -> String {
        match self.interval.single() {
            Some(number) => group(number),
            None => self.interval.words(),
        }
    }

    /// The row of a comparison.
    pub fn row(&self, context: &Context<'_>, names: &Names<'_, '_>) -> Option<FigureRow> {
        if let Some(point) = self.stated {
            return Some(context.row(context.lead_figure(point)));
        }
        // Who speaks, and when it was published, are those of the figures it follows from.
        let from = context.figures.point_of_claim[self.claims[0].index()]?;
        let mut row = context.row(context.lead_figure(from));
        row.claim = String::new();
        row.cell = names.cell_alone(self.cell);
        row.printed = self.value();
        row.interval = self.interval.clone();
        let printed = || -> Vec<String> {
            let claims = self.claims.iter();
            claims.map(|&claim| names.printed(claim)).collect()
        };
        row.derived = Some(self.sum.clone().unwrap_or_else(|| printed().join(", ")));
        row.from = self.claims.iter().map(|&claim| names.id(claim)).collect();
        Some(row)
    }

    /// The figure of the cell, if it is a bare round number that could be rounded.
    pub fn rounded(&self, context: &Context<'_>) -> Option<Interval> {
        let claim = context.lead(self.stated?);
        claim.value.as_ref()?.rounded_form()
    }
}
