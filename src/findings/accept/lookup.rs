//! Acceptances by what they name, so that each finding meets only those that could
//! cover it: a file may hold as many acceptances as claims.

use rustc_hash::FxHashMap;

use crate::dossier::Acceptance;
use crate::findings::Finding;
use crate::text::{FileId, Span};

/// The acceptances of a dossier, to be looked up.
pub(super) struct Lookup<'a> {
    /// Those that name a claim, in order.
    by_claim: FxHashMap<&'a str, Vec<usize>>,
    /// Those that name nothing but a fingerprint.
    by_fingerprint: FxHashMap<&'a str, Vec<usize>>,
    /// Those above an entry, by where the entry begins.
    by_place: Vec<Placed>,
}

/// An acceptance above an entry. Entries lie beside each other or in each other.
struct Placed {
    below: Span,
    entry: usize,
    /// The nearest before it that is around it.
    around: Option<usize>,
}

impl<'a> Lookup<'a> {
    pub fn of(acceptances: &'a [Acceptance]) -> Self {
        let mut by_claim: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_fingerprint: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut places: Vec<(Span, usize)> = Vec::new();
        for (at, entry) in acceptances.iter().enumerate() {
            for claim in &entry.claims {
                let naming = by_claim.entry(&claim.value).or_default();
                if naming.last() != Some(&at) {
                    naming.push(at);
                }
            }
            if let Some(print) = &entry.fingerprint
                && entry.claims.is_empty()
            {
                by_fingerprint.entry(&print.value).or_default().push(at);
            }
            places.extend(entry.below.map(|below| (below, at)));
        }
        Self {
            by_claim,
            by_fingerprint,
            by_place: placed(places),
        }
    }

    /// Whether an acceptance names a claim.
    pub fn names(&self, entry: usize, claim: &str) -> bool {
        let naming = self.by_claim.get(claim);
        naming.is_some_and(|naming| naming.binary_search(&entry).is_ok())
    }

    /// All that could cover some of a finding, in order.
    pub fn candidates(&self, finding: &Finding, fingerprint: &dyn Fn() -> String) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let pairs = finding.conflicts.iter().flat_map(|(a, b)| [a, b]);
        for claim in finding.claims.iter().chain(pairs) {
            found.extend(self.by_claim.get(claim.as_str()).into_iter().flatten());
        }
        if !self.by_fingerprint.is_empty() {
            let same = self.by_fingerprint.get(fingerprint().as_str());
            found.extend(same.into_iter().flatten());
        }
        for place in finding.locations.iter().map(|at| at.span) {
            let before = |placed: &Placed| start(placed.below) <= start(place);
            let mut next = self.by_place.partition_point(before).checked_sub(1);
            while let Some(at) = next {
                let placed = &self.by_place[at];
                if placed.below.file == place.file && place.end <= placed.below.end {
                    found.push(placed.entry);
                }
                next = placed.around;
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn start(span: Span) -> (FileId, u32) {
    (span.file, span.start)
}

fn placed(mut places: Vec<(Span, usize)>) -> Vec<Placed> {
    places.sort_by_key(|(span, entry)| (start(*span), std::cmp::Reverse(span.end), *entry));
    let mut placed: Vec<Placed> = Vec::with_capacity(places.len());
    let mut open: Vec<usize> = Vec::new();
    for (below, entry) in places {
        let over = |at: &mut usize| {
            let other = placed[*at].below;
            other.file != below.file || other.end < below.end
        };
        while open.pop_if(over).is_some() {}
        let around = open.last().copied();
        open.push(placed.len());
        placed.push(Placed {
            below,
            entry,
            around,
        });
    }
    placed
}
