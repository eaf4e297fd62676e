//! Which figures of the two sides belong together. The surest ties come first, and a
//! tie counts only where it leads from one figure to one: nothing is guessed.

use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::Side;
use super::spots::Spot;

/// Pairs of spots, by number.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// For each old spot its new one.
    pub to_new: Vec<Option<usize>>,
    /// For each new spot its old one.
    pub to_old: Vec<Option<usize>>,
}

/// Whether a tie must be the only one among all figures, or among those still open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Among {
    All,
    Open,
}

impl Pairs {
    pub(super) fn of(old: &Side<'_>, new: &Side<'_>) -> Pairs {
        let mut pairs = Pairs {
            to_new: vec![None; old.spots.len()],
            to_old: vec![None; new.spots.len()],
        };
        let (a, b) = (&old.spots, &new.spots);
        // One dossier at two times: the same text of the same date.
        pairs.tie(a, b, Among::Open, |spot| {
            Some((&spot.key, spot.days, &spot.source, &spot.speaker))
        });
        pairs.tie(a, b, Among::Open, |s| Some((&s.key, s.days, &s.source)));
        // A corrected date: by the id of the claim, else if the text has no other figure.
        let ids: [Vec<_>; 2] = [old, new].map(|side| {
            let spots = side.spots.iter();
            spots.map(|spot| written_id(side, spot)).collect()
        });
        pairs.tie_by(a, b, Among::Open, |side, at| {
            let spot = if side == 0 { &a[at] } else { &b[at] };
            Some((&spot.key, &spot.source, ids[side][at].as_ref()?))
        });
        pairs.tie(a, b, Among::All, |spot| {
            Some((&spot.key, &spot.source, &spot.speaker))
        });
        // Two texts about one date.
        pairs.tie(a, b, Among::Open, |s| Some((&s.key, s.days, &s.speaker)));
        pairs.tie(a, b, Among::Open, |spot| Some((&spot.key, spot.days)));
        // Two editions: the same speaker, else each text in its own voice, else the only
        // figure that there is.
        pairs.tie(a, b, Among::All, |spot| Some((&spot.key, &spot.speaker)));
        pairs.tie(a, b, Among::All, |s| s.own_voice.then_some(&s.key));
        pairs.tie(a, b, Among::All, |spot| Some(&spot.key));
        pairs
    }

    /// Pairs the spots of which exactly one on each side has a key.
    fn tie<'s, K: Hash + Eq>(
        &mut self,
        old: &'s [Spot],
        new: &'s [Spot],
        among: Among,
        key: impl Fn(&'s Spot) -> Option<K>,
    ) {
        self.tie_by(old, new, among, |side, at| {
            key(if side == 0 { &old[at] } else { &new[at] })
        });
    }

    /// The same; the key is asked for by side and number.
    fn tie_by<K: Hash + Eq>(
        &mut self,
        old: &[Spot],
        new: &[Spot],
        among: Among,
        key: impl Fn(usize, usize) -> Option<K>,
    ) {
        #[derive(Default)]
        struct Met {
            count: [usize; 2],
            last: [usize; 2],
        }
        let mut met: FxHashMap<K, Met> = FxHashMap::default();
        for (side, spots) in [old, new].into_iter().enumerate() {
            for at in 0..spots.len() {
                if among == Among::Open && !self.open(side, at) {
                    continue;
                }
                if let Some(key) = key(side, at) {
                    let met = met.entry(key).or_default();
                    met.count[side] += 1;
                    met.last[side] = at;
                }
            }
        }
        // Keys lead to disjoint spots, so that the order of the table does not matter.
        for met in met.values().filter(|met| met.count == [1, 1]) {
            let [a, b] = met.last;
            if self.open(0, a) && self.open(1, b) {
                self.to_new[a] = Some(b);
                self.to_old[b] = Some(a);
            }
        }
    }

    fn open(&self, side: usize, at: usize) -> bool {
        if side == 0 {
            self.to_new[at].is_none()
        } else {
            self.to_old[at].is_none()
        }
    }
}

/// The id of the claim that stands for a spot, if a person wrote it: those that are made
/// from source, measure and place in the file may move to another claim.
fn written_id(side: &Side<'_>, spot: &Spot) -> Option<Box<str>> {
    let dossier = side.dossier();
    let claim = spot.lead(dossier);
    let measure = &dossier.codebook.measure(claim.measure).id;
    let made = format!("{}/{measure}", spot.source);
    (!claim.id.starts_with(&made)).then(|| claim.id.clone())
}
