//! Which figure could read otherwise: the smallest repairs of a finding, as a choice that
//! the publisher is asked to make. None is called the error.

use crate::dossier::cellref::CellRef;
use crate::findings::{Change, Finding, Scale};
use crate::quantity::Interval;

use super::desk::{Desk, Figure};
use super::naming::Naming;
use super::words;

/// More than so many are not listed: then the figures alone have to do.
const MOST: usize = 6;

/// Asks for the figure that nobody prints and that would tell the repairs apart.
pub(super) fn settled_by(desk: &Desk<'_>, finding: &Finding) -> Option<String> {
    let text = finding.settled_by.as_deref()?;
    let (measure, scope) = desk.cell(text)?;
    let date = CellRef::parse(text).ok()?.date;
    let date = date.map_or_else(String::new, |date| {
        format!(" {}", super::dates::about(&date.value))
    });
    let whole = if scope.is_empty() { " in all" } else { "" };
    let counts = desk.counts(measure, &scope);
    Some(format!(
        "We found no figure for \"{counts}\"{whole}{date}: what is it?"
    ))
}

/// "They would fit together with 774 instead of 775 for civilian, or ...". Nothing where
/// no single change is known, or where so many are possible that the list says nothing.
pub(super) fn choices(
    desk: &Desk<'_>,
    finding: &Finding,
    figures: &[Figure],
    naming: &Naming,
) -> Option<String> {
    let single = finding
        .repairs
        .iter()
        .filter(|repair| repair.changes.len() == 1);
    let mut single: Vec<_> = single.collect();
    single.sort_by_key(|repair| repair.rank);
    if single.is_empty() || single.len() > MOST {
        return None;
    }
    let scale = finding
        .worksheet
        .as_ref()
        .and_then(|sheet| sheet.scale.as_ref());
    let all: Option<Vec<String>> = (single.iter())
        .map(|repair| {
            let change = repair.changes.first()?;
            let claim = desk.find(&change.claim)?;
            let at = figures.iter().position(|figure| figure.claim == claim)?;
            one(change, &naming.tail(at), scale)
        })
        .collect();
    Some(format!(
        "They would fit together with {}",
        words::choice(&all?)
    ))
}

fn one(change: &Change, tail: &str, scale: Option<&Scale>) -> Option<String> {
    let zero = |interval: &Interval| {
        let low = interval.low.as_ref();
        low.is_some_and(|low| low.value.is_zero() && !low.open)
    };
    let mut implied = change.implied.clone();
    if zero(&implied) && implied.high.is_some() && !implied.is_point() {
        // That a count is not below zero needs no saying.
        implied.low = None;
    }
    let words = implied.words_with(&|number| words::scaled(number, scale));
    (!words.is_empty()).then(|| format!("{words} instead of {}{tail}", change.printed))
}
