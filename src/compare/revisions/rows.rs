//! Reference dates: which figures of a cell are about the same thing, so that a
//! difference between them is a revision and no change over time.

use std::collections::BTreeMap;

use super::entries::{Days, Entry, History, Links};
use super::model::OneRow;
use crate::dossier::{ClaimId, DateOrigin, Dossier, OverTime};

/// The figures of one reference date.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// First and last day; of several dates, of the earliest.
    pub days: Days,
    /// As written; empty where all dates stand in one row.
    pub printed: String,
    /// Whether every date was taken from the publication.
    pub inferred: bool,
    /// The figures.
    pub entries: Vec<Entry>,
}

/// What makes figures one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// All dates are one.
    All,
    /// The same day, period or window.
    Days(Days),
}

/// The reference dates of a history, in order, and why they are one if they are.
pub(super) fn references(
    dossier: &Dossier,
    history: &History,
    links: &Links,
) -> (Vec<Reference>, Option<OneRow>) {
    let one_row = one_row(dossier, history);
    let mut rows: BTreeMap<Key, Vec<Entry>> = BTreeMap::new();
    for entry in &history.entries {
        let key = match one_row {
            Some(OneRow::Settled) if entry.origin == DateOrigin::Period => Key::Days(entry.days),
            Some(_) => Key::All,
            None => Key::Days(entry.days),
        };
        rows.entry(key).or_default().push(entry.clone());
    }
    let keys: Vec<Key> = rows.keys().copied().collect();
    let leaders = leaders(&rows, &keys, links);
    let mut merged: BTreeMap<usize, Vec<(Key, Vec<Entry>)>> = BTreeMap::new();
    for (at, row) in rows.into_iter().enumerate() {
        merged.entry(leaders[at]).or_default().push(row);
    }
    let references = merged.into_values().map(|rows| reference(dossier, rows));
    (references.collect(), one_row)
}

fn one_row(dossier: &Dossier, history: &History) -> Option<OneRow> {
    if dossier.codebook.measure(history.cell.measure).over_time == OverTime::Event {
        return Some(OneRow::Settled);
    }
    let series = |entry: &Entry| dossier.source(entry.source).edition_of.as_deref();
    let first = history.entries.first()?;
    let undated = series(first).is_some()
        && (history.entries.iter())
            .all(|e| e.origin == DateOrigin::Inferred && series(e) == series(first));
    undated.then_some(OneRow::Undated)
}

/// For each row the first of those that `revises` ties together.
fn leaders(rows: &BTreeMap<Key, Vec<Entry>>, keys: &[Key], links: &Links) -> Vec<usize> {
    let mut leaders: Vec<usize> = (0..keys.len()).collect();
    let mut row_of: BTreeMap<ClaimId, usize> = BTreeMap::new();
    for (at, key) in keys.iter().enumerate() {
        row_of.extend(rows[key].iter().map(|entry| (entry.claim, at)));
    }
    for (&claim, &row) in &row_of {
        let earlier = links.replaced_by(claim).and_then(|to| row_of.get(&to));
        if let Some(&other) = earlier {
            let (a, b) = (leaders[row], leaders[other]);
            let (first, second) = (a.min(b), a.max(b));
            for leader in leaders.iter_mut().filter(|leader| **leader == second) {
                *leader = first;
            }
        }
    }
    leaders
}

fn reference(dossier: &Dossier, rows: Vec<(Key, Vec<Entry>)>) -> Reference {
    let everything = rows.iter().any(|(key, _)| *key == Key::All);
    let mut entries: Vec<Entry> = rows.into_iter().flat_map(|(_, entries)| entries).collect();
    entries.sort_by_key(|entry| entry.claim);
    let inferred = (entries.iter()).all(|entry| entry.origin == DateOrigin::Inferred);
    // A stated date names the row rather than one that was inferred.
    let shown = entries
        .iter()
        .filter(|entry| inferred || entry.origin != DateOrigin::Inferred);
    let printed = |entry: &Entry| {
        let window = dossier.claim(entry.claim).when.window.as_ref();
        window.map_or("", |window| &window.printed).to_owned()
    };
    let first = shown
        .map(|entry| (entry.days, printed(entry)))
        .min_by_key(|(days, printed)| (*days, printed.len(), printed.clone()));
    let (days, printed) = first.unwrap_or_default();
    Reference {
        days,
        printed: if everything { String::new() } else { printed },
        inferred,
        entries,
    }
}
