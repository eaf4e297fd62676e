//! Which relations of the two sides belong together, and how their verdicts moved.
//! Two relations are one if they assert the same of the same whole and parts, by name,
//! and their wholes are a pair.

use std::collections::BTreeMap;

use crate::checks::{Asserts, RelationVerdict};
use crate::figures::{PointId, RelationKind};

use super::Side;
use super::model::{RelationChange, RelationSide, State};
use super::pairs::Pairs;
use super::spots::CellKey;

/// A relation that stands on both sides.
pub(super) struct Matched {
    /// The number of its old verdict.
    pub old: usize,
    /// The number of its new verdict.
    pub new: usize,
    /// Its place among the changes.
    pub change: usize,
}

/// What makes two relations one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    asserts: String,
    /// The number of the pair, or of the spot, that it is anchored at.
    anchor: Anchor,
    cells: Vec<CellKey>,
}

/// A spot that has a partner, or one without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Anchor {
    /// The new spot of a pair.
    Pair(usize),
    Old(usize),
    New(usize),
}

/// Every relation of either side, and those that stand on both.
pub(super) fn relations(
    old: &Side<'_>,
    new: &Side<'_>,
    pairs: &Pairs,
) -> (Vec<RelationChange>, Vec<Matched>) {
    let before = keyed(old, |spot| match pairs.to_new[spot] {
        Some(partner) => Anchor::Pair(partner),
        None => Anchor::Old(spot),
    });
    let after = keyed(new, |spot| match pairs.to_old[spot] {
        Some(_) => Anchor::Pair(spot),
        None => Anchor::New(spot),
    });
    let mut changes = Vec::new();
    let mut matched = Vec::new();
    let mut waiting = before;
    for (key, now) in after {
        let mut then = waiting.remove(&key).unwrap_or_default().into_iter();
        for new_at in now {
            let old_at = then.next();
            if let Some(old_at) = old_at {
                matched.push(Matched {
                    old: old_at,
                    new: new_at,
                    change: changes.len(),
                });
            }
            changes.push(change(old, old_at, new, Some(new_at)));
        }
        changes.extend(then.map(|old_at| change(old, Some(old_at), new, None)));
    }
    for old_at in waiting.into_values().flatten() {
        changes.push(change(old, Some(old_at), new, None));
    }
    (changes, matched)
}

/// The relations of a side by what they assert of what; several under one key where a
/// text says a thing twice.
fn keyed(side: &Side<'_>, anchor: impl Fn(usize) -> Anchor) -> BTreeMap<Key, Vec<usize>> {
    let mut keyed: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, verdict) in side.verdicts.iter().enumerate() {
        let Some(lead) = lead(side, verdict) else {
            continue;
        };
        let asserts = match &verdict.asserts {
            Asserts::Relation(kind) => format!("{kind:?} {}", verdict.whole.is_some()),
            // The places of a rule stand in its text.
            Asserts::Rule(id) => format!("rule {id}: {}", verdict.relation),
            Asserts::Unclear => format!("unclear: {}", verdict.relation),
        };
        let cells = verdict.parts.iter().filter_map(|&part| {
            let spot = side.spot_of(part)?;
            Some(side.spots[spot].key.clone())
        });
        let mut cells: Vec<CellKey> = cells.collect();
        cells.sort();
        let key = Key {
            asserts,
            anchor: anchor(lead),
            cells,
        };
        keyed.entry(key).or_default().push(at);
    }
    for found in keyed.values_mut() {
        found.sort_by_cached_key(|&at| {
            let verdict = &side.verdicts[at];
            (
                verdict.verdict,
                verdict.cause.clone(),
                side.place(verdict.span).line,
            )
        });
    }
    keyed
}

/// The spot that a relation is anchored at: its whole, else its first part; none if it
/// was not chosen.
fn lead(side: &Side<'_>, verdict: &RelationVerdict) -> Option<usize> {
    if let Some(&claim) = verdict.claims.first() {
        return side.spot_of_claim(claim);
    }
    let mut parts = verdict.parts.iter();
    match verdict.whole {
        Some(whole) => side.spot_of(whole),
        None => parts.find_map(|&part| side.spot_of(part)),
    }
}

fn change(
    old: &Side<'_>,
    old_at: Option<usize>,
    new: &Side<'_>,
    new_at: Option<usize>,
) -> RelationChange {
    let then = old_at.map(|at| &old.verdicts[at]);
    let now = new_at.map(|at| &new.verdicts[at]);
    let name = now.or(then).map(|verdict| verdict.relation.clone());
    RelationChange {
        relation: name.unwrap_or_default(),
        state: State::of(then.map(|v| v.verdict), now.map(|v| v.verdict)),
        old: then.map(|verdict| told(old, verdict)),
        new: now.map(|verdict| told(new, verdict)),
        parts_account: None,
    }
}

fn told(side: &Side<'_>, verdict: &RelationVerdict) -> RelationSide {
    let lead = lead(side, verdict).map(|spot| &side.spots[spot]);
    RelationSide {
        sum: sum(side, verdict),
        verdict: verdict.verdict,
        cause: verdict.cause.clone(),
        difference: verdict.difference.clone(),
        source: lead.map(|spot| spot.source.clone()).unwrap_or_default(),
        place: side.place(verdict.span),
    }
}

/// A relation with the figures put in, as printed.
fn sum(side: &Side<'_>, verdict: &RelationVerdict) -> String {
    let printed = |point: PointId| {
        let claim = side.dossier().claim(side.figures.lead(point));
        let value = claim.value.as_ref();
        value.map_or_else(String::new, |value| value.printed.to_string())
    };
    let parts: Vec<String> = verdict.parts.iter().map(|&part| printed(part)).collect();
    let whole = (verdict.whole).map_or_else(|| "100%".to_owned(), printed);
    match &verdict.asserts {
        Asserts::Relation(kind) => match kind {
            RelationKind::Sum | RelationKind::Shares => format!("{whole} = {}", parts.join(" + ")),
            RelationKind::AtMost | RelationKind::Part | RelationKind::SharesAtMost => {
                format!("{} <= {whole}", parts.join(" + "))
            }
            RelationKind::AtLeast => format!("{} >= {whole}", parts.join(" + ")),
            RelationKind::Share => match parts.as_slice() {
                [count, share] => format!("{count} = {share} of {whole}"),
                _ => parts.join(", "),
            },
        },
        Asserts::Rule(_) => parts.join(", "),
        Asserts::Unclear => String::new(),
    }
}
