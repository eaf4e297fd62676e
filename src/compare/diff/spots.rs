//! Spots: what one speaker of one text says of one cell at one date, under names that
//! mean the same on both sides. A figure that a text repeats is one spot.

use rustc_hash::FxHashMap;

use crate::dossier::{Claim, ClaimBasis, ClaimId, ClaimState, DateOrigin, Dossier};
use crate::figures::{Cell, Figures};
use crate::quantity::{Day, Exact, Interval, Intervals};

use super::side::Chosen;

/// First and last day of a window.
pub(super) type Days = (Option<Day>, Option<Day>);

/// Dimensions with their codes, by name.
type Named = Vec<(String, String)>;

/// A cell by names instead of numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct CellKey {
    measure: String,
    codes: Named,
    share_of: Option<Named>,
    period: Option<Days>,
    /// For a printed difference: since when, if that is said.
    since: Option<Option<Days>>,
}

/// All claims of one speaker of one text for one cell at one date.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub key: CellKey,
    /// The cell as people write it.
    pub name: String,
    pub source: String,
    pub speaker: String,
    /// Whether the text itself speaks, and quotes nobody.
    pub own_voice: bool,
    pub days: Option<Days>,
    /// Its claims: those that stand first, then the most precise.
    pub claims: Vec<ClaimId>,
    /// What it can stand for; none where it is said to be missing.
    pub intervals: Option<Intervals>,
    /// The number it prints.
    pub number: Option<Exact>,
}

impl Spot {
    /// The claim that stands for it.
    pub fn lead<'d>(&self, dossier: &'d Dossier) -> &'d Claim {
        dossier.claim(self.claims[0])
    }
}

/// The spots of what was chosen, and which spot each claim is in.
pub(super) fn spots(
    figures: &Figures<'_>,
    chosen: &Chosen,
) -> (Vec<Spot>, FxHashMap<ClaimId, usize>) {
    let dossier = figures.dossier;
    let mut index: FxHashMap<(CellKey, &str, &str, Option<Days>), usize> = FxHashMap::default();
    let mut spots: Vec<Spot> = Vec::new();
    let mut of_claim = FxHashMap::default();
    for (at, claim) in dossier.claims.iter().enumerate() {
        let Some((cell, _)) = figures.as_figure(claim) else {
            continue;
        };
        if !chosen.admits(dossier, claim) {
            continue;
        }
        let source = dossier.source(claim.source);
        let speaker = dossier.speakers.name(claim.speaker);
        let days = (claim.when.window.as_ref()).map(|window| (window.start, window.end));
        let key = cell_key(dossier, &cell, since(claim));
        let spot = *index
            .entry((key.clone(), &source.id, speaker, days))
            .or_insert_with(|| {
                spots.push(Spot {
                    name: name(figures, &cell, claim),
                    key,
                    source: source.id.clone(),
                    speaker: speaker.to_owned(),
                    own_voice: claim.speaker == source.publisher,
                    days,
                    claims: Vec::new(),
                    intervals: None,
                    number: None,
                });
                spots.len() - 1
            });
        spots[spot].claims.push(ClaimId::from(at));
        of_claim.insert(ClaimId::from(at), spot);
    }
    for spot in &mut spots {
        settle(figures, spot);
    }
    (spots, of_claim)
}

/// Puts the claim that stands for a spot first, and reads what it can stand for.
fn settle(figures: &Figures<'_>, spot: &mut Spot) {
    let dossier = figures.dossier;
    spot.claims
        .sort_by_cached_key(|&claim| rank(figures, dossier.claim(claim)));
    let lead = dossier.claim(spot.claims[0]);
    let value = lead.value.as_ref();
    spot.number = value.and_then(|value| Some(value.number()?.to_exact()));
    if value.is_some_and(|value| value.is_missing()) {
        return;
    }
    // What all repetitions allow together, if they stand and agree.
    let point = figures.point_of_claim[spot.claims[0].index()].map(|id| figures.point(id));
    let agreed = point.and_then(|point| {
        Some(Intervals {
            hard: point.hard()?.clone(),
            plausible: point.plausible()?.clone(),
        })
    });
    spot.intervals = agreed.or_else(|| Some(figures.as_figure(lead)?.1));
}

/// Claims that stand come first, then values that are given, then narrow ones; the
/// rest of the key makes the order independent of that of the files.
fn rank(figures: &Figures<'_>, claim: &Claim) -> impl Ord + use<> {
    let value = claim.value.as_ref();
    let missing = value.is_none_or(|value| value.is_missing());
    let read = figures.as_figure(claim).map(|(_, read)| read);
    let width = read.as_ref().and_then(|read| read.hard.width());
    let low = read.and_then(|read: Intervals| read.hard.low.map(|low| low.value));
    let printed = value.map(|value| value.printed.clone());
    let quote = (figures.dossier.quote_of(claim)).map(|(quote, _)| quote.exact.clone());
    (
        (!claim.is_current(), missing, width.is_none(), width, low),
        (printed, quote, claim.id.clone()),
    )
}

fn cell_key(dossier: &Dossier, cell: &Cell, since: Option<Option<Days>>) -> CellKey {
    let codebook = &dossier.codebook;
    let named = |codes: &crate::dossier::Codes| {
        let mut named: Named = (codes.iter())
            .map(|&(dimension, code)| {
                (
                    codebook.dimension(dimension).id.clone(),
                    codebook.code(dimension, code).id.clone(),
                )
            })
            .collect();
        named.sort();
        named
    };
    CellKey {
        measure: codebook.measure(cell.measure).id.clone(),
        codes: named(&cell.codes),
        share_of: cell.share_of.as_ref().map(named),
        period: cell.period,
        since,
    }
}

/// For a printed difference: since when, if that is said.
fn since(claim: &Claim) -> Option<Option<Days>> {
    let since = claim.more.as_ref().and_then(|m| m.change_since.as_ref());
    let is_change = claim.value.as_ref().is_some_and(|value| value.is_change());
    match since {
        Some(since) => Some(Some((since.value.start, since.value.end))),
        None => is_change.then_some(None),
    }
}

/// The cell as people write it, and that it is a difference.
fn name(figures: &Figures<'_>, cell: &Cell, claim: &Claim) -> String {
    let name = figures.name_of(cell);
    let since = claim.more.as_ref().and_then(|m| m.change_since.as_ref());
    match (since, since_none(claim)) {
        (Some(since), _) => format!("{name} (change since {})", since.value.printed),
        (None, true) => format!("{name} (change)"),
        (None, false) => name,
    }
}

fn since_none(claim: &Claim) -> bool {
    since(claim) == Some(None)
}

/// The name of a state in files.
pub(super) fn state(state: ClaimState) -> &'static str {
    let mut names = ClaimState::NAMES.iter();
    names
        .find(|known| known.1 == state)
        .map_or("current", |known| known.0)
}

/// The name of a basis in files.
pub(super) fn basis(basis: Option<ClaimBasis>) -> Option<&'static str> {
    let mut names = ClaimBasis::NAMES.iter();
    names
        .find(|known| Some(known.1) == basis)
        .map(|known| known.0)
}

/// Whether a date is only that of publication.
pub(super) fn inferred(claim: &Claim) -> bool {
    claim.when.origin == DateOrigin::Inferred
}

/// The hard interval of a spot.
pub(super) fn hard(spot: &Spot) -> Option<&Interval> {
    spot.intervals.as_ref().map(|intervals| &intervals.hard)
}
