//! One row of a triangle: what each edition says, and what changed from one to the next.

use std::collections::BTreeMap;

use super::entries::{Entry, Links};
use super::model::{Difference, Notice, Revision, Standing, Vintage};
use super::order;
use crate::dossier::{Claim, ClaimId, ClaimState, Dossier, SourceId, SourceStatus};
use crate::quantity::{Exact, Interval, Mark};

/// What the vintages of a row are made from.
pub(super) struct Making<'a> {
    /// What people wrote.
    pub dossier: &'a Dossier,
    /// Who says to replace whom.
    pub links: &'a Links,
    /// The texts, in order.
    pub editions: &'a [SourceId],
}

/// A vintage and the claims behind it.
struct Draft {
    vintage: Vintage,
    claims: Vec<ClaimId>,
    source: SourceId,
    unit: Option<String>,
}

impl Making<'_> {
    /// The figures of one reference date in order, and whether that order is known
    /// where it matters.
    pub fn vintages(&self, entries: &[Entry]) -> (Vec<Vintage>, bool) {
        let mut drafts: Vec<Draft> = Vec::new();
        for (at, &source) in self.editions.iter().enumerate() {
            let own = entries.iter().filter(|entry| entry.source == source);
            for generation in self.generations(own.collect()) {
                drafts.push(self.draft(at, source, generation));
            }
        }
        let mut known = true;
        let mut before: Option<usize> = None;
        for at in 0..drafts.len() {
            if drafts[at].vintage.value.is_none() {
                continue;
            }
            if let Some(from) = before.replace(at) {
                let revision = self.revision(&drafts, from, at);
                let (earlier, later) = (&drafts[from], &drafts[at]);
                known &= earlier.vintage.value == later.vintage.value
                    || earlier.source == later.source
                    || order::before(self.dossier, earlier.source, later.source)
                    || (revision.as_ref()).is_some_and(|r| r.notice == Notice::Announced);
                drafts[at].vintage.revision = revision;
            }
        }
        let vintages = drafts.into_iter().map(|draft| draft.vintage);
        (vintages.collect(), known)
    }

    /// The figures of one text by what replaces what in it: replaced ones first.
    fn generations<'e>(&self, entries: Vec<&'e Entry>) -> Vec<Vec<&'e Entry>> {
        let state = |entry: &Entry| self.dossier.claim(entry.claim).state;
        let withdrawn =
            |entry: &Entry| matches!(state(entry), ClaimState::Superseded | ClaimState::Retracted);
        let place = |claim: ClaimId| entries.iter().position(|entry| entry.claim == claim);
        let targets: Vec<Option<usize>> = (entries.iter())
            .map(|entry| self.links.replaced_by(entry.claim).and_then(place))
            .collect();
        let mut depth = vec![0usize; entries.len()];
        // Longest chains first come to rest after as many rounds as there are figures;
        // claims that replace each other in a circle do not go on for ever.
        for _ in 0..entries.len() {
            for (at, target) in targets.iter().enumerate() {
                if let Some(target) = *target {
                    depth[at] = depth[at].max(depth[target] + 1).min(entries.len());
                }
            }
        }
        let replaced = |at: usize| withdrawn(entries[at]) || targets.contains(&Some(at));
        let below = (0..entries.len()).filter(|&at| replaced(at));
        let top = below.map(|at| depth[at] + 1).max().unwrap_or(0);
        let mut generations: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let generation = if replaced(at) { depth[at] } else { top };
            generations.entry(generation).or_default().push(entry);
        }
        generations.into_values().collect()
    }

    /// What one text says, repetitions taken together; the most precise figure stands
    /// for it.
    fn draft(&self, edition: usize, source: SourceId, mut entries: Vec<&Entry>) -> Draft {
        let claim = |entry: &Entry| self.dossier.claim(entry.claim);
        entries.sort_by_cached_key(|entry| {
            let width = entry.value.as_ref().map(Interval::width);
            let unbounded = width.as_ref().map(Option::is_none);
            let missing = width.is_none();
            let value = claim(entry).value.as_ref();
            let round = value.is_some_and(|value| value.is_bare_round());
            let id = claim(entry).id.to_string();
            let width = (unbounded, width.flatten());
            (missing, width, round, entry.number.clone(), id)
        });
        let stated: Vec<&Entry> = (entries.iter().copied())
            .filter(|entry| entry.value.is_some())
            .collect();
        let value = self.together(&stated);
        let lead = entries[0];
        let mut shown = printed(claim(lead)).to_owned();
        let standing = match (&value, stated.is_empty()) {
            (_, true) => Standing::Missing,
            (None, false) => {
                let mut all: Vec<&str> = stated.iter().map(|e| printed(claim(e))).collect();
                all.dedup();
                shown = all.join(" / ");
                Standing::Contradictory
            }
            (Some(_), false) => self.standing(&stated),
        };
        let number = match value.as_ref().and_then(Interval::single) {
            Some(only) => Some(only.clone()),
            None if value == lead.value => lead.number.clone(),
            None => None,
        };
        let unit = claim(lead).value.as_ref().and_then(|v| v.unit.as_ref());
        Draft {
            vintage: Vintage {
                edition,
                claim: claim(lead).id.to_string(),
                printed: shown,
                number: number.filter(|_| value.is_some()),
                value,
                standing,
                revision: None,
            },
            claims: entries.iter().map(|entry| entry.claim).collect(),
            source,
            unit: (unit.filter(|unit| !unit.is_percent())).map(|unit| unit.as_str().to_owned()),
        }
    }

    /// What all figures of a text allow; bare round numbers may have been rounded.
    fn together(&self, stated: &[&Entry]) -> Option<Interval> {
        let value = |entry: &Entry| self.dossier.claim(entry.claim).value.as_ref();
        let is_round = |entry: &&&Entry| value(entry).is_some_and(|value| value.is_bare_round());
        let (round, precise): (Vec<&&Entry>, Vec<&&Entry>) = stated.iter().partition(is_round);
        let (first, rest) = (precise.split_first()).or_else(|| round.split_first())?;
        let mut common = first.value.clone()?;
        for entry in rest {
            let other = entry.value.as_ref()?;
            let rivals = entry.number.is_some() && first.number.is_some();
            if rivals && entry.number != first.number && same_width(other, first.value.as_ref()?) {
                return None;
            }
            common = common.intersect(other)?;
        }
        let others: &[&&Entry] = if precise.is_empty() { &[] } else { &round };
        for entry in others {
            match common.intersect(entry.value.as_ref()?) {
                Some(both) => common = both,
                None => {
                    let rounded = value(entry).and_then(|value| value.rounded_form());
                    rounded.filter(|rounded| rounded.meets(&common))?;
                }
            }
        }
        Some(common)
    }

    fn standing(&self, stated: &[&Entry]) -> Standing {
        let of = |entry: &&Entry| {
            let claim = self.dossier.claim(entry.claim);
            let source = self.dossier.source(claim.source).status;
            match (claim.state, source) {
                (ClaimState::Superseded, _) => Standing::Superseded,
                (ClaimState::Retracted, _) | (_, SourceStatus::Retracted) => Standing::Retracted,
                (ClaimState::Provisional, _) => Standing::Provisional,
                (ClaimState::Current, SourceStatus::Provisional) => Standing::Provisional,
                (ClaimState::Current, _) if marked(claim, Mark::is_provisional) => {
                    Standing::Provisional
                }
                _ => Standing::Stands,
            }
        };
        let all: Vec<Standing> = stated.iter().map(of).collect();
        match all.iter().all(|standing| *standing == all[0]) {
            true => all[0],
            false if all.contains(&Standing::Stands) => Standing::Stands,
            false if all.contains(&Standing::Provisional) => Standing::Provisional,
            false => Standing::Superseded,
        }
    }

    /// The step from one draft to a later one; none between two units.
    fn revision(&self, drafts: &[Draft], from: usize, to: usize) -> Option<Revision> {
        let (earlier, later) = (&drafts[from], &drafts[to]);
        if let (Some(a), Some(b)) = (&earlier.unit, &later.unit)
            && a != b
        {
            return None;
        }
        let difference = difference(&earlier.vintage, &later.vintage)?;
        let changed = match &difference.number {
            Some(number) => !number.is_zero(),
            None => {
                let values = (earlier.vintage.value.as_ref(), later.vintage.value.as_ref());
                matches!(values, (Some(a), Some(b)) if !a.meets(b))
            }
        };
        let known = |claim: &ClaimId| {
            let target = self.links.replaced_by(*claim);
            target.is_some_and(|target| drafts[..to].iter().any(|d| d.claims.contains(&target)))
        };
        let announcing = later.claims.iter().copied().find(known);
        let reason =
            announcing.and_then(|claim| self.dossier.claim(claim).more.as_ref()?.reason.clone());
        // A text that marks a figure as revised says so too.
        let revised = |claim: &ClaimId| marked(self.dossier.claim(*claim), Mark::is_revised);
        let said = announcing.is_some() || later.claims.iter().any(revised);
        let notice = match earlier.vintage.standing {
            _ if said => Notice::Announced,
            Standing::Provisional => Notice::Provisional,
            Standing::Superseded | Standing::Retracted => Notice::Marked,
            _ => Notice::Unannounced,
        };
        Some(Revision {
            from,
            difference,
            changed,
            notice,
            reason,
        })
    }
}

fn marked(claim: &Claim, what: fn(&Mark) -> bool) -> bool {
    let marks = claim.value.as_ref().map(|value| &value.marks);
    marks.is_some_and(|marks| marks.iter().any(what))
}

/// How far the later figure is above the earlier.
pub(super) fn difference(earlier: &Vintage, later: &Vintage) -> Option<Difference> {
    let (a, b) = (earlier.value.as_ref()?, later.value.as_ref()?);
    let number = match (&earlier.number, &later.number) {
        (Some(from), Some(to)) if same_width(a, b) => Some(to - from),
        _ => None,
    };
    let interval = b.sub(a);
    Some(Difference { interval, number })
}

/// Whether two figures are of one precision.
fn same_width(a: &Interval, b: &Interval) -> bool {
    let (a, b): (Option<Exact>, Option<Exact>) = (a.width(), b.width());
    a.is_some() && a == b
}

fn printed(claim: &Claim) -> &str {
    claim.value.as_ref().map_or("", |value| &value.printed)
}
