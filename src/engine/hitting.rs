//! Smallest hitting sets: the fewest claims that meet every conflict, all of them.
//! Branching on the conflict with the fewest claims still allowed; conflicts that
//! share no claim give the lower bound that cuts. Size by size, so that one claim that
//! meets all is found at once, however many conflicts there are.

use super::localise::{MOST_NODES, MOST_REPAIRS};
use super::system::ClaimIndex;

/// The smallest sets of claims that meet every conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HittingSets {
    /// The sets, all of one size, each sorted, in order. Empty if a conflict has no
    /// claims (nothing meets it) or if a limit was reached before a set was found.
    pub sets: Vec<Vec<ClaimIndex>>,
    /// Whether these are all smallest sets; `false` if there are more than 64, or if
    /// the search was given up after 100,000 steps (then smaller ones may exist).
    pub complete: bool,
}

/// All smallest sets of claims that meet every conflict. Without a conflict that is the
/// empty set.
pub fn smallest_hitting(conflicts: &[Vec<ClaimIndex>]) -> HittingSets {
    let numbers = |conflict: &Vec<ClaimIndex>| conflict.iter().map(|claim| claim.0).collect();
    let conflicts: Vec<Vec<u32>> = conflicts.iter().map(numbers).collect();
    let mut nodes = MOST_NODES;
    let found = smallest(&conflicts, MOST_REPAIRS, &mut nodes);
    let claims = |set: Vec<u32>| set.into_iter().map(ClaimIndex).collect();
    HittingSets {
        sets: found.sets.into_iter().map(claims).collect(),
        complete: found.complete,
    }
}

/// The smallest hitting sets.
#[derive(Debug, Default)]
pub(crate) struct Hitting {
    /// The sets, each sorted, in order.
    pub sets: Vec<Vec<u32>>,
    /// Whether these are all.
    pub complete: bool,
}

struct Search<'a> {
    conflicts: &'a [Vec<u32>],
    taken: Vec<u32>,
    /// By claim, whether it is taken.
    is_taken: Vec<bool>,
    banned: Vec<u32>,
    /// By claim, whether it is banned.
    is_banned: Vec<bool>,
    /// By claim, in which count of the bound it was met last.
    met: Vec<u32>,
    /// The number of the last count.
    counts: u32,
    most: usize,
    found: Vec<Vec<u32>>,
    most_sets: usize,
    nodes: &'a mut u32,
    complete: bool,
}

/// All smallest sets that meet every conflict, up to `most_sets`; gives up when `nodes`
/// are used up.
pub(crate) fn smallest(conflicts: &[Vec<u32>], most_sets: usize, nodes: &mut u32) -> Hitting {
    let highest = conflicts.iter().flatten().max();
    let claims = highest.map_or(0, |highest| *highest as usize + 1);
    let mut search = Search {
        conflicts,
        taken: Vec::new(),
        is_taken: vec![false; claims],
        banned: Vec::new(),
        is_banned: vec![false; claims],
        met: vec![0; claims],
        counts: 0,
        most: 0,
        found: Vec::new(),
        most_sets,
        nodes,
        complete: true,
    };
    // One claim of each conflict is enough, if there is one.
    for most in search.bound()..=conflicts.len() {
        search.most = most;
        search.run();
        if !search.found.is_empty() || !search.complete {
            break;
        }
    }
    let mut sets = search.found;
    sets.sort();
    Hitting {
        sets,
        complete: search.complete,
    }
}

impl Search<'_> {
    fn open(&self) -> impl Iterator<Item = &Vec<u32>> {
        let hit = |conflict: &&Vec<u32>| !conflict.iter().any(|at| self.is_taken[*at as usize]);
        self.conflicts.iter().filter(hit)
    }

    /// How many more claims it takes at least.
    fn bound(&mut self) -> usize {
        let Search {
            conflicts,
            is_taken,
            is_banned,
            met,
            ..
        } = self;
        // Two counts for each step at most, and far fewer steps than numbers.
        self.counts += 1;
        let mut count = 0;
        for conflict in *conflicts {
            if conflict.iter().any(|at| is_taken[*at as usize]) {
                continue;
            }
            let free = || conflict.iter().filter(|at| !is_banned[**at as usize]);
            if free().all(|at| met[*at as usize] != self.counts) {
                free().for_each(|at| met[*at as usize] = self.counts);
                count += 1;
            }
        }
        count
    }

    /// Searches below the current choice for sets of size `most`; there are no smaller
    /// ones.
    fn run(&mut self) {
        if *self.nodes == 0 || self.found.len() >= self.most_sets {
            self.complete = false;
            return;
        }
        *self.nodes -= 1;
        if self.taken.len() + self.bound() > self.most {
            return;
        }
        let free = |at: &&u32| !self.is_banned[**at as usize];
        let allowed = |conflict: &&Vec<u32>| conflict.iter().filter(free).count();
        let choice = self.open().min_by_key(allowed).map(|conflict| {
            let free = conflict.iter().filter(free);
            free.copied().collect::<Vec<u32>>()
        });
        let Some(choice) = choice else {
            let mut set = self.taken.clone();
            set.sort_unstable();
            self.found.push(set);
            return;
        };
        let before = self.banned.len();
        for claim in choice {
            self.taken.push(claim);
            self.is_taken[claim as usize] = true;
            self.run();
            self.taken.pop();
            self.is_taken[claim as usize] = false;
            // What follows does without it: so each set appears once.
            self.banned.push(claim);
            self.is_banned[claim as usize] = true;
        }
        for claim in self.banned.drain(before..) {
            self.is_banned[claim as usize] = false;
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn claims(numbers: &[u32]) -> Vec<ClaimIndex> {
        numbers.iter().copied().map(ClaimIndex).collect()
    }

    #[test]
    fn sets_of_claims_say_whether_they_are_all() {
        let two = [claims(&[7, 2]), claims(&[2, 9])];
        let found = smallest_hitting(&two);
        assert_eq!((found.sets, found.complete), (vec![claims(&[2])], true));
        let found = smallest_hitting(&[]);
        assert_eq!((found.sets, found.complete), (vec![Vec::new()], true));
        let found = smallest_hitting(&[claims(&[1]), Vec::new()]);
        assert_eq!((found.sets, found.complete), (Vec::new(), true));
        // Ten claims of each of two conflicts: a hundred pairs.
        let low: Vec<u32> = (0..10).collect();
        let high: Vec<u32> = (10..20).collect();
        let found = smallest_hitting(&[claims(&low), claims(&high)]);
        assert_eq!((found.sets.len(), found.complete), (64, false));
        assert!(found.sets.iter().all(|set| set.len() == 2));
    }

    fn all(conflicts: &[&[u32]]) -> Vec<Vec<u32>> {
        let conflicts: Vec<Vec<u32>> = conflicts.iter().map(|c| c.to_vec()).collect();
        let found = smallest(&conflicts, 64, &mut 10_000);
        assert!(found.complete);
        found.sets
    }

    #[test]
    fn finds_all_smallest_sets() {
        assert_eq!(all(&[]), vec![Vec::<u32>::new()]);
        assert_eq!(all(&[&[3, 1]]), vec![vec![1], vec![3]]);
        assert_eq!(all(&[&[1, 2], &[2, 3]]), vec![vec![2]]);
        assert_eq!(
            all(&[&[1, 2], &[3, 4], &[2, 4]]),
            vec![vec![1, 4], vec![2, 3], vec![2, 4]]
        );
        assert!(all(&[&[]]).is_empty());
    }

    #[test]
    fn agrees_with_trying_everything() {
        let mut seed = 7u64;
        let mut next = |below: u64| {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            (seed >> 33) % below
        };
        for _ in 0..500 {
            let conflicts: Vec<Vec<u32>> = (0..1 + next(6))
                .map(|_| {
                    let mut one: Vec<u32> = (0..1 + next(4)).map(|_| next(8) as u32).collect();
                    one.sort_unstable();
                    one.dedup();
                    one
                })
                .collect();
            let mut best: Vec<Vec<u32>> = Vec::new();
            for bits in 0u32..256 {
                let set: Vec<u32> = (0..8).filter(|at| bits >> at & 1 == 1).collect();
                let hits = conflicts
                    .iter()
                    .all(|c| c.iter().any(|at| set.contains(at)));
                match best.first().map_or(usize::MAX, Vec::len).cmp(&set.len()) {
                    std::cmp::Ordering::Greater if hits => best = vec![set],
                    std::cmp::Ordering::Equal if hits => best.push(set),
                    _ => {}
                }
            }
            best.sort();
            let found = smallest(&conflicts, 1000, &mut 100_000);
            assert!(found.complete);
            assert_eq!(found.sets, best, "{conflicts:?}");
        }
    }
}
