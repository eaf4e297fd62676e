//! Which date a printed difference starts from: "since March" is since the figure of
//! March that its speaker gave.

use rustc_hash::FxHashMap;

use crate::dossier::{Claim, ClaimId, MeasureId, OverTime, SpeakerId};

use super::{Figures, days};

/// First and last day.
pub type Days = (i64, i64);

/// What a printed difference is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// Figures of this date and of that of the difference itself.
    From(Days, Days),
    /// Nothing: no figure of the measure lies in the time it starts from.
    NoStart,
    /// Nothing: figures of so many dates lie in it.
    Several(usize),
    /// Nothing: no figure of the measure has the date of the difference itself.
    NoEnd,
    /// Nothing: flows are per period, and not compared.
    Flow,
}

/// The claims that are differences since some date, with what each is compared with.
pub fn changes<'d>(figures: &Figures<'d>) -> Vec<(ClaimId, &'d Claim, Since)> {
    let claims = figures.dossier.claims.iter().enumerate();
    let changes: Vec<(ClaimId, &Claim)> = claims
        .filter(|(_, claim)| {
            let more = claim.more.as_ref();
            let value = claim.value.as_ref();
            more.is_some_and(|more| more.change_since.is_some())
                && value.is_some_and(|value| !value.is_missing())
                && claim.is_current()
        })
        .map(|(at, claim)| (ClaimId::from(at), claim))
        .collect();
    if changes.is_empty() {
        return Vec::new();
    }
    let mut dates: FxHashMap<MeasureId, Vec<(Days, SpeakerId)>> = FxHashMap::default();
    for point in &figures.points {
        let group = figures.group(point.group);
        let measure = figures.cells.get(point.cell).measure;
        let own = dates.entry(measure).or_default();
        own.push((days(group.window.as_ref()), group.speaker));
    }
    for own in dates.values_mut() {
        own.sort_unstable();
        own.dedup();
    }
    let of = |claim: &Claim| dates.get(&claim.measure).map_or(&[][..], Vec::as_slice);
    (changes.into_iter())
        .map(|(id, claim)| (id, claim, since(figures, claim, of(claim))))
        .collect()
}

fn since(figures: &Figures<'_>, claim: &Claim, dates: &[(Days, SpeakerId)]) -> Since {
    let codebook = &figures.dossier.codebook;
    if codebook.measure(claim.measure).over_time == OverTime::Flow {
        return Since::Flow;
    }
    let more = claim
        .more
        .as_ref()
        .and_then(|more| more.change_since.as_ref());
    let start = days(more.map(|window| &window.value));
    let end = days(claim.when.window.as_ref());
    if claim.when.window.is_none() || !dates.iter().any(|(own, _)| *own == end) {
        return Since::NoEnd;
    }
    // The very date, else the only one inside it, of the same speaker before others.
    let inside = |own: &Days| start.0 <= own.0 && own.1 <= start.1;
    for same in [true, false] {
        let ours = |speaker: &SpeakerId| !same || *speaker == claim.speaker;
        let mut found: Vec<Days> = (dates.iter())
            .filter(|(own, speaker)| inside(own) && ours(speaker))
            .map(|(own, _)| *own)
            .collect();
        found.dedup();
        if found.contains(&start) {
            return Since::From(start, end);
        }
        match found.as_slice() {
            [] => {}
            [only] => return Since::From(*only, end),
            several => return Since::Several(several.len()),
        }
    }
    Since::NoStart
}
