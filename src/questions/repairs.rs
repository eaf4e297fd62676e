//! Which figure could read otherwise: the smallest repairs of a finding, as a choice that
//! the publisher is asked to make. None is called the error.

use crate::findings::{Change, Finding};
use crate::quantity::Interval;

use super::desk::{Desk, Figure};
use super::naming::Naming;
use super::words;

/// More than so many are not listed: then the figures alone have to do.
const MOST: usize = 6;

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
    let all: Option<Vec<String>> = (single.iter())
        .map(|repair| {
            let change = repair.changes.first()?;
            let claim = desk.find(&change.claim)?;
            let at = figures.iter().position(|figure| figure.claim == claim)?;
            one(change, &naming.tail(at))
        })
        .collect();
    Some(format!(
        "They would fit together with {}",
        words::choice(&all?)
    ))
}

fn one(change: &Change, tail: &str) -> Option<String> {
    let zero = |interval: &Interval| {
        let low = interval.low.as_ref();
        low.is_some_and(|low| low.value.is_zero() && !low.open)
    };
    let mut implied = change.implied.clone();
    if zero(&implied) && implied.high.is_some() && !implied.is_point() {
        // That a count is not below zero needs no saying.
        implied.low = None;
    }
    let words = implied.words();
    (!words.is_empty()).then(|| format!("{words} instead of {}{tail}", change.printed))
}
