//! Which check reports a contradiction between texts or dates, and what follows from
//! one side where the other is a single figure.

use crate::dossier::{ClaimId, SourceId, SpeakerId};
use crate::engine::{self, CellIndex, ClaimIndex, Conflict};
use crate::findings::FigureRow;
use crate::joint::{Because, Case, Layer, Sums, Words};
use crate::quantity::{Interval, group};

use super::super::Context;
use super::names::Names;

/// A contradiction between texts or dates.
#[derive(Debug)]
pub(in crate::checks) struct Across<'c> {
    /// Where it stands.
    pub case: &'c Case,
    /// The contradiction.
    pub conflict: &'c Conflict,
    /// The check that reports it.
    pub check: &'static str,
    /// The one figure of one text that the others exclude, if there is one.
    pub derived: Option<Derived>,
}

/// What the figures of one text make of a cell that another text prints.
#[derive(Debug)]
pub(in crate::checks) struct Derived {
    /// The printed figure.
    pub stated: ClaimId,
    /// Its cell.
    pub cell: CellIndex,
    /// What the others make of it.
    pub interval: Interval,
    /// How, if it is a little sum: `3,990 - 6`.
    pub sum: Option<String>,
    /// The figures of the other text.
    pub from: Vec<ClaimId>,
}

/// The contradictions between texts or dates that this check reports.
pub(in crate::checks) fn across<'a>(
    context: &'a Context<'_>,
    check: &'static str,
) -> impl Iterator<Item = Across<'a>> {
    let joint = context.joint();
    let cases = joint.cases.iter();
    let cases = cases.filter(|case| case.layer != Layer::Source && case.words == Words::Hard);
    cases
        .flat_map(|case| case.conflicts.iter().map(move |conflict| (case, conflict)))
        .filter(|(_, conflict)| !conflict.claims.is_empty())
        .map(move |(case, conflict)| sort(context, case, conflict))
        .filter(move |found| found.check == check)
}

fn sort<'c>(context: &Context<'_>, case: &'c Case, conflict: &'c Conflict) -> Across<'c> {
    let world = &case.world;
    let falls = (conflict.edits.iter()).any(|&edit| *world.because(edit) == Because::Later);
    let mut moments =
        (conflict.claims.iter()).map(|&claim| world.unknown(world.system.claim_cell(claim)).moment);
    let first = moments.next();
    let one_moment = moments.all(|moment| Some(moment) == first);
    let derived = derived(context, case, conflict);
    let check = match (case.layer, &derived) {
        (Layer::Publisher, _) if falls => "cumulative-decrease",
        (Layer::Publisher, _) if one_moment => "unannounced-revision",
        (Layer::All, Some(_)) if falls => "cumulative-decrease",
        (Layer::All, Some(_)) if one_moment => "sources-disagree",
        _ => "cannot-all-hold-together",
    };
    Across {
        case,
        conflict,
        check,
        derived,
    }
}

/// The side that is a single figure, where the figures come from two texts.
fn derived(context: &Context<'_>, case: &Case, conflict: &Conflict) -> Option<Derived> {
    let world = &case.world;
    let text = |claim: ClaimIndex| -> (SourceId, SpeakerId) {
        let claim = context.claim(world.claim(claim));
        (claim.source, claim.speaker)
    };
    let mut texts: Vec<(SourceId, SpeakerId)> =
        conflict.claims.iter().map(|&at| text(at)).collect();
    texts.sort_unstable();
    texts.dedup();
    let [a, b] = texts.as_slice() else {
        return None;
    };
    let of = |wanted: &(SourceId, SpeakerId)| -> Vec<ClaimIndex> {
        let claims = conflict.claims.iter().copied();
        claims.filter(|&claim| text(claim) == *wanted).collect()
    };
    let (single, others) = match (of(a), of(b)) {
        (a, b) if a.len() == 1 && b.len() > 1 => (a[0], b),
        (a, b) if b.len() == 1 && a.len() > 1 => (b[0], a),
        _ => return None,
    };
    let cell = world.system.claim_cell(single);
    let names = Names::of(context, world);
    if names.is_hidden(cell) {
        return None;
    }
    let without: Vec<ClaimIndex> = (0..world.claims.len() as u32)
        .map(ClaimIndex)
        .filter(|claim| !others.contains(claim))
        .collect();
    let interval = engine::implied_without(&world.system, &without, cell)?;
    Some(Derived {
        stated: world.claim(single),
        cell,
        sum: little_sum(&names, case, conflict, cell, &others).filter(|_| interval.is_point()),
        interval,
        from: others.iter().map(|&claim| world.claim(claim)).collect(),
    })
}

/// `3,990 - 6`: the cell by one sum whose other terms are all printed.
fn little_sum(
    names: &Names<'_, '_>,
    case: &Case,
    conflict: &Conflict,
    cell: CellIndex,
    others: &[ClaimIndex],
) -> Option<String> {
    let world = &case.world;
    let is_sum = |because: &Because| {
        matches!(
            because,
            Because::Parts {
                kind: Sums::Equal,
                ..
            }
        )
    };
    conflict.edits.iter().find_map(|&edit| {
        let terms = world.system.edit(edit).terms;
        let own = terms.iter().find(|term| term.0 == cell)?.1;
        if !is_sum(world.because(edit)) || own.abs() != 1 {
            return None;
        }
        let mut text = String::new();
        let mut rest: Vec<(CellIndex, i64)> =
            terms.into_iter().filter(|term| term.0 != cell).collect();
        // What is added comes first.
        rest.sort_by_key(|(_, c)| c * own);
        for (other, c) in rest {
            let claim = others
                .iter()
                .find(|&&at| world.system.claim_cell(at) == other)?;
            let printed = names.printed(world.claim(*claim));
            match (text.is_empty(), c * own < 0) {
                (true, true) => {}
                (true, false) => text.push('-'),
                (false, true) => text.push_str(" + "),
                (false, false) => text.push_str(" - "),
            }
            text.push_str(&printed);
        }
        Some(text)
    })
}

impl Across<'_> {
    /// Whether figures of one cell are compared.
    pub fn is_comparison(&self) -> bool {
        self.check != "cannot-all-hold-together"
    }
}

impl Derived {
    /// "3,984 by the figures of caliber-2025-09 (3,990 - 6)".
    pub fn words(&self, context: &Context<'_>) -> String {
        let source = &context
            .dossier()
            .source(context.claim(self.from[0]).source)
            .id;
        let value = self.value();
        match &self.sum {
            Some(sum) => format!("{value} by the figures of {source} ({sum})"),
            None => format!("{value} by the figures of {source}"),
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
    pub fn row(&self, context: &Context<'_>) -> FigureRow {
        let first = self.from[0];
        let point = context.figures.point_of_claim[first.index()];
        let figure = point.map(|point| context.lead_figure(point));
        let mut row = figure.map(|figure| context.row(figure)).unwrap_or_else(|| {
            let stated = context.figures.point_of_claim[self.stated.index()];
            let point = stated.expect("a printed figure of a cell has a point");
            context.row(context.lead_figure(point))
        });
        row.claim = String::new();
        row.printed = self.value();
        row.interval = self.interval.clone();
        row.derived = Some(
            self.sum
                .clone()
                .unwrap_or_else(|| "by the steps below".to_owned()),
        );
        row.from = (self.from.iter())
            .map(|&claim| context.claim(claim).id.to_string())
            .collect();
        row.difference = None;
        row
    }
}
