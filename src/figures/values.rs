//! What the value of a claim can stand for, and what it is about, whether or not it
//! takes part in comparisons.

use crate::dossier::{Claim, ClaimId, Codes, Dossier, MeasureKind, OverTime};
use crate::quantity::value::Reading;
use crate::quantity::{Interval, Intervals};

use super::build::Days;
use super::{Cell, CellId, Figures};

/// A claim's value read as intervals.
pub(super) struct Read {
    pub hard: Interval,
    pub usual: Option<Box<Interval>>,
    pub share_of: Option<Codes>,
    pub period: Option<Days>,
}

/// A claim's value; none if it has none that can be compared.
pub(super) fn read(dossier: &Dossier, kinds: &[MeasureKind], claim: &Claim) -> Option<Read> {
    let value = claim.value.as_ref()?;
    let is_change = value.is_change()
        || claim
            .more
            .as_ref()
            .is_some_and(|more| more.change_since.is_some());
    if value.is_missing() || is_change {
        return None;
    }
    read_any(dossier, kinds, claim)
}

/// The same for every value: of claims that no longer stand, of changes and of values
/// said to be missing too.
fn read_any(dossier: &Dossier, kinds: &[MeasureKind], claim: &Claim) -> Option<Read> {
    let value = claim.value.as_ref()?;
    let intervals = intervals(dossier, kinds, claim, value);
    let is_flow = dossier.codebook.measure(claim.measure).over_time == OverTime::Flow;
    let usual = (intervals.plausible != intervals.hard).then(|| Box::new(intervals.plausible));
    Some(Read {
        hard: intervals.hard,
        usual,
        share_of: share_base(dossier, kinds, claim),
        period: claim
            .when
            .window
            .as_ref()
            .filter(|_| is_flow)
            .map(|window| (window.start, window.end)),
    })
}

/// What a claim is about and what its value can stand for, whether or not it is a
/// current figure; none without a value.
pub(super) fn as_figure(figures: &Figures<'_>, claim: &Claim) -> Option<(Cell, Intervals)> {
    let read = read_any(figures.dossier, &figures.kinds, claim)?;
    let cell = Cell {
        measure: claim.measure,
        codes: claim.codes.clone(),
        share_of: read.share_of,
        period: read.period,
    };
    let plausible = match read.usual {
        Some(usual) => *usual,
        None => read.hard.clone(),
    };
    Some((
        cell,
        Intervals {
            hard: read.hard,
            plausible,
        },
    ))
}

/// What the value of a claim can stand for.
fn intervals(
    dossier: &Dossier,
    kinds: &[MeasureKind],
    claim: &Claim,
    value: &crate::quantity::Value,
) -> Intervals {
    let kind = kinds[claim.measure.index()];
    let source = dossier.source(claim.source);
    let percent = value.is_percent();
    value.intervals(&Reading {
        count: kind == MeasureKind::Count && !percent,
        rounding: source.rounding,
        rounded_to: match kind {
            MeasureKind::Amount if !percent => source.rounded_to.clone(),
            _ => None,
        },
        hedges: &dossier.settings.hedges,
    })
}

impl Figures<'_> {
    /// What the value of a claim can stand for, whether or not the claim still stands;
    /// nothing where it has no value or says that it is missing.
    pub fn intervals_of(&self, claim: &Claim) -> Option<Intervals> {
        let value = claim.value.as_ref().filter(|value| !value.is_missing())?;
        Some(intervals(self.dossier, &self.kinds, claim, value))
    }

    /// The cell of a claim, whether or not it is a figure that is compared.
    pub fn cell_of(&self, claim: &Claim) -> Cell {
        Cell {
            measure: claim.measure,
            codes: claim.codes.clone(),
            share_of: share_base(self.dossier, &self.kinds, claim),
            period: None,
        }
    }
}

/// For a percentage that is a part of something counted: the codes of that whole.
fn share_base(dossier: &Dossier, kinds: &[MeasureKind], claim: &Claim) -> Option<Codes> {
    if !claim.value.as_ref()?.is_percent() || kinds[claim.measure.index()] == MeasureKind::Share {
        return None;
    }
    let mut at = claim;
    loop {
        let whole = dossier.claim(dossier.breakdowns[at.part_of?.index()].whole);
        match &whole.value {
            Some(value) if value.is_percent() => at = whole,
            _ => return Some(whole.codes.clone()),
        }
    }
}

/// What claims say that no longer stand, by the cell they are about.
pub(super) fn withdrawn(figures: &Figures<'_>) -> Vec<(Cell, ClaimId, Interval)> {
    let dossier = figures.dossier;
    let claims = dossier.claims.iter().enumerate();
    let gone = claims.filter(|(_, claim)| !claim.is_current());
    gone.filter_map(|(at, claim)| {
        let read = read(dossier, &figures.kinds, claim)?;
        let cell = Cell {
            measure: claim.measure,
            codes: claim.codes.clone(),
            share_of: read.share_of,
            period: read.period,
        };
        Some((cell, ClaimId::from(at), read.hard))
    })
    .collect()
}

/// The cell of a claim even where it has no figure.
pub(super) fn cell_of_claim(figures: &Figures<'_>, claim: &Claim) -> Option<CellId> {
    let percent = claim.value.as_ref().is_some_and(|value| value.is_percent());
    let share_of = if percent {
        share_base(figures.dossier, &figures.kinds, claim)
    } else {
        None
    };
    figures.cells.find(&Cell {
        measure: claim.measure,
        codes: claim.codes.clone(),
        share_of,
        period: None,
    })
}
