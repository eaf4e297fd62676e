//! Figures gathered by cell and by who speaks. Texts that name no publisher but are
//! editions of one series have one voice.

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::dossier::{Claim, ClaimId, DateOrigin, Dossier, SourceId, SpeakerId};
use crate::figures::{Cell, Figures, days};
use crate::quantity::value::{Number, ValueKind};
use crate::quantity::{Exact, Interval};

/// First and last day of a window.
pub(super) type Days = (i64, i64);

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Voice {
    /// A speaker.
    Speaker(SpeakerId),
    /// Whoever is behind editions that name no publisher.
    Series(String),
}

/// A claim that says what a cell is, or that there is no figure for it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The claim.
    pub claim: ClaimId,
    /// Its text, which has a date of publication.
    pub source: SourceId,
    /// The date or period that it is about.
    pub days: Days,
    /// How that is known.
    pub origin: DateOrigin,
    /// What the words do not exclude; nothing where the figure is said to be missing.
    pub value: Option<Interval>,
    /// The number, if printed without a hedge.
    pub number: Option<Exact>,
}

/// All that one voice says of one cell.
#[derive(Clone, Debug)]
pub(super) struct History {
    /// The cell, without a period.
    pub cell: Cell,
    /// The voice.
    pub voice: Voice,
    /// Whether it has a name; a text without a publisher has a voice all the same.
    pub named: bool,
    /// The figures.
    pub entries: Vec<Entry>,
    /// Figures of texts without a date of publication.
    pub unpublished: usize,
    /// Differences, which state no level.
    pub changes: usize,
}

/// Every history, in the order of the claims.
pub(super) fn histories(figures: &Figures<'_>) -> Vec<History> {
    let dossier = figures.dossier;
    let named: FxHashSet<SpeakerId> = dossier.speakers.named().collect();
    let mut found: IndexMap<(Cell, Voice), History, FxBuildHasher> = IndexMap::default();
    for (at, claim) in dossier.claims.iter().enumerate() {
        let source = dossier.source(claim.source);
        let Some(value) = claim.value.as_ref().filter(|_| source.known) else {
            continue;
        };
        let Some((cell, intervals)) = figures.as_figure(claim) else {
            continue;
        };
        let cell = Cell {
            period: None,
            ..cell
        };
        let since = (claim.more.as_ref()).and_then(|more| more.change_since.as_ref());
        let is_level = !value.is_change() && since.is_none();
        let interval = (!value.is_missing()).then_some(intervals.hard);
        let voice = voice(dossier, claim, &named);
        let key = (cell, voice);
        let history = found.entry(key.clone()).or_insert_with(|| History {
            named: named.contains(&claim.speaker),
            cell: key.0,
            voice: key.1,
            entries: Vec::new(),
            unpublished: 0,
            changes: 0,
        });
        let window = claim.when.window.as_ref();
        match (&source.published, window) {
            _ if !is_level => history.changes += 1,
            (Some(_), Some(window)) => history.entries.push(Entry {
                claim: ClaimId::from(at),
                source: claim.source,
                days: days(Some(window)),
                origin: claim.when.origin,
                number: number(claim, interval.as_ref()),
                value: interval,
            }),
            _ => history.unpublished += 1,
        }
    }
    found.into_values().collect()
}

fn voice(dossier: &Dossier, claim: &Claim, named: &FxHashSet<SpeakerId>) -> Voice {
    let source = dossier.source(claim.source);
    match &source.edition_of {
        Some(series) if claim.speaker == source.publisher && !named.contains(&claim.speaker) => {
            Voice::Series(series.clone())
        }
        _ => Voice::Speaker(claim.speaker),
    }
}

/// The number of a claim: where it can stand for nothing else, or is printed without a
/// hedge and only rounded.
fn number(claim: &Claim, interval: Option<&Interval>) -> Option<Exact> {
    if let Some(only) = interval?.single() {
        return Some(only.clone());
    }
    let value = claim.value.as_ref()?;
    if value.hedge.is_some() {
        return None;
    }
    match &value.kind {
        ValueKind::Whole(number) => Some(Exact::from(*number)),
        ValueKind::Number(number) => match &**number {
            Number::Share { .. } => None,
            number => Some(number.to_exact()),
        },
        _ => None,
    }
}

/// Which claim replaces which, by `revises`.
#[derive(Debug, Default)]
pub(super) struct Links {
    target: FxHashMap<ClaimId, ClaimId>,
}

impl Links {
    /// Every link whose two ends are claims.
    pub fn of(dossier: &Dossier) -> Links {
        let wanted = |claim: &Claim| Some(claim.more.as_ref()?.revises.as_ref()?.value.clone());
        let links: Vec<(ClaimId, String)> = (dossier.claims.iter().enumerate())
            .filter_map(|(at, claim)| Some((ClaimId::from(at), wanted(claim)?)))
            .collect();
        let names: FxHashSet<&str> = links.iter().map(|(_, name)| name.as_str()).collect();
        let mut by_id: FxHashMap<&str, ClaimId> = FxHashMap::default();
        if !names.is_empty() {
            let claims = dossier.claims.iter().enumerate();
            for (at, claim) in claims.filter(|(_, claim)| names.contains(&*claim.id)) {
                by_id.insert(&claim.id, ClaimId::from(at));
            }
        }
        let target = (links.iter())
            .filter_map(|(later, name)| Some((*later, *by_id.get(name.as_str())?)))
            .filter(|(later, earlier)| later != earlier)
            .collect();
        Links { target }
    }

    /// The claim that this one says it replaces.
    pub fn replaced_by(&self, later: ClaimId) -> Option<ClaimId> {
        self.target.get(&later).copied()
    }
}
