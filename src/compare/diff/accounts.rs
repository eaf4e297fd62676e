//! Whether the parts account for the change of their whole, and which parts stayed as
//! they were under a whole that changed.

use std::collections::BTreeMap;

use crate::checks::Asserts;
use crate::figures::{PointId, RelationKind};
use crate::quantity::{Exact, Interval};

use super::Side;
use super::model::{Account, Changed, RelationChange, Unmoved};
use super::pairs::Pairs;
use super::relations::Matched;
use super::spots::{self, Spot};

/// A part of a sum, as its whole sees it, with its change.
type Part = (String, Changed);

/// The sums and the unmoved parts; marks each sum among the relations.
pub(super) fn accounts(
    old: &Side<'_>,
    new: &Side<'_>,
    pairs: &Pairs,
    matched: &[Matched],
    relations: &mut [RelationChange],
) -> (Vec<Account>, Vec<Unmoved>) {
    let mut accounts = Vec::new();
    let mut unmoved: Vec<Unmoved> = Vec::new();
    // Single parts are gathered under their whole.
    let mut single: BTreeMap<usize, Unmoved> = BTreeMap::new();
    for relation in matched {
        let verdict = &new.verdicts[relation.new];
        let Asserts::Relation(kind) = &verdict.asserts else {
            continue;
        };
        let Some(at) = verdict.whole.and_then(|whole| new.spot_of(whole)) else {
            continue;
        };
        let Some(change) = changed(old, new, pairs, at) else {
            continue;
        };
        let before = old.verdicts[relation.old].parts.iter();
        let before: Vec<usize> = before.filter_map(|&part| old.spot_of(part)).collect();
        let mut parts = verdict.parts.clone();
        // A part that belongs to one of another relation is none of this change.
        parts.retain(|&part| {
            let partner = new.spot_of(part).and_then(|spot| pairs.to_old[spot]);
            partner.is_some_and(|partner| before.contains(&partner))
        });
        let parts = self::parts(old, new, pairs, verdict.whole, &parts);
        let all = parts.len() == verdict.parts.len() && *kind == RelationKind::Sum;
        if all && (change.moved() || parts.iter().any(|part| part.1.moved())) {
            let account = account(new, relation.new, at, change.clone(), parts.clone());
            relations[relation.change].parts_account = Some(account.accounts);
            accounts.push(account);
        }
        if !change.moved() || *kind == RelationKind::Share {
            continue;
        }
        let whole = new.spots[at].name.clone();
        let all_of_a_sum = all && parts.len() > 1 && parts.iter().all(|part| !part.1.moved());
        let still = parts.into_iter().filter(|part| !part.1.moved());
        let still = still.map(|(name, change)| (name, change.new));
        if all_of_a_sum {
            unmoved.push(Unmoved {
                whole,
                change,
                parts: still.collect(),
                all_of_a_sum,
            });
        } else if *kind != RelationKind::Sum {
            let gathered = single.entry(at).or_insert_with(|| Unmoved {
                whole,
                change,
                parts: Vec::new(),
                all_of_a_sum: false,
            });
            gathered.parts.extend(still);
        }
    }
    unmoved.extend(single.into_values().filter(|found| !found.parts.is_empty()));
    for found in &mut unmoved {
        if !found.all_of_a_sum {
            found.parts.sort();
            found.parts.dedup();
        }
    }
    accounts.sort_by_cached_key(key);
    accounts.dedup();
    unmoved.sort_by(|a, b| {
        let key = |u: &Unmoved| (u.whole.clone(), u.change.new.clone(), u.parts.clone());
        key(a).cmp(&key(b))
    });
    unmoved.dedup();
    (accounts, unmoved)
}

fn key(account: &Account) -> impl Ord + use<> {
    let change = &account.change;
    let printed = (change.old.clone(), change.new.clone());
    (account.whole.clone(), account.relation.clone(), printed)
}

/// The parts that stand on both sides.
fn parts(
    old: &Side<'_>,
    new: &Side<'_>,
    pairs: &Pairs,
    whole: Option<PointId>,
    parts: &[PointId],
) -> Vec<Part> {
    let figures = new.figures;
    let whole = whole.map(|whole| figures.point(whole).cell);
    let part = |&part: &PointId| {
        let change = changed(old, new, pairs, new.spot_of(part)?)?;
        let name = figures.part_name(whole, figures.point(part).cell);
        Some((name, change))
    };
    parts.iter().filter_map(part).collect()
}

/// The change of a new spot from its partner. A figure that is printed as it was did
/// not move, whatever its words allow.
fn changed(old: &Side<'_>, new: &Side<'_>, pairs: &Pairs, at: usize) -> Option<Changed> {
    let (was, is) = (&old.spots[pairs.to_old[at]?], &new.spots[at]);
    let printed = |side: &Side<'_>, spot: &Spot| {
        let value = spot.lead(side.dossier()).value.as_ref();
        value.map_or_else(String::new, |value| value.printed.to_string())
    };
    let difference = if was.intervals == is.intervals {
        Interval::point(Exact::ZERO)
    } else {
        spots::hard(is)?.sub(spots::hard(was)?)
    };
    Some(Changed {
        old: printed(old, was),
        new: printed(new, is),
        difference,
    })
}

fn account(new: &Side<'_>, at: usize, whole: usize, change: Changed, parts: Vec<Part>) -> Account {
    let zero = Interval::point(Exact::ZERO);
    let differences = parts.iter().map(|part| &part.1.difference);
    let sum = differences.fold(zero, |sum, difference| sum.add(difference));
    Account {
        relation: new.verdicts[at].relation.clone(),
        whole: new.spots[whole].name.clone(),
        accounts: change.difference.meets(&sum),
        change,
        parts,
        sum,
    }
}

impl Changed {
    /// Whether it is not the figure it was.
    pub fn moved(&self) -> bool {
        !self.difference.single().is_some_and(Exact::is_zero)
    }
}
