//! Which readings make the figures agree. Claims whose readings meet in one
//! contradiction are tried together, in every combination up to a limit.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::trial::{Pair, Trial, Trials};

/// So many combinations of one set of claims are tried at most.
pub(super) const COMBINATIONS: usize = 64;

/// Claims whose readings depend on each other, and how it went.
#[derive(Debug)]
pub(super) struct Cluster {
    /// Numbers of the claims among those with readings, in order.
    pub units: Vec<usize>,
    /// Every combination that was tried, the first being the one listed first.
    pub tried: Vec<Combination>,
    /// How many combinations there are.
    pub possible: usize,
}

/// One reading for each claim with several.
#[derive(Debug)]
pub(super) struct Combination {
    /// The number of the scope, for each claim with readings.
    pub choice: Vec<usize>,
    /// What contradicts itself under it but not under every one.
    pub remains: BTreeSet<Pair>,
    /// All that contradicts itself.
    pub trial: Rc<Trial>,
}

impl Cluster {
    /// The first combination under which all that depends on readings agrees.
    pub fn agreed(&self) -> Option<&Combination> {
        self.tried.iter().find(|tried| tried.remains.is_empty())
    }

    /// What the audit goes on with: the first under which all agrees, else the one with
    /// the fewest pairs of claims that exclude each other; of equal ones the first.
    pub fn taken(&self) -> &Combination {
        let fewest = || self.tried.iter().min_by_key(|tried| tried.remains.len());
        let taken = self.agreed().or_else(fewest);
        taken.expect("a set has combinations that were tried")
    }

    /// The first under which it does not.
    pub fn opposed(&self) -> Option<&Combination> {
        self.tried.iter().find(|tried| !tried.remains.is_empty())
    }
}

/// What is known once the search has ended.
#[derive(Debug, Default)]
pub(super) struct Searched {
    /// The sets of claims that were tried together.
    pub clusters: Vec<Cluster>,
    /// Claims whose readings were not tried, since the limit was reached.
    pub untried: Vec<usize>,
}

/// Tries the readings.
pub(super) fn search(trials: &mut Trials) -> Searched {
    let mut untried = Vec::new();
    let Some(touched) = touched(trials, &mut untried) else {
        return Searched::default();
    };
    let mut sets = sets(trials, &touched);
    // What two sets do to each other shows only when both are read anew.
    for _ in 0..sets.len() {
        let clusters: Vec<Cluster> = (sets.iter())
            .filter_map(|units| combinations(trials, units, &touched))
            .collect();
        match meeting(trials, &clusters) {
            Some((a, b)) => join(&mut sets, a, b),
            None => return Searched { clusters, untried },
        }
    }
    let clusters = sets.iter();
    Searched {
        clusters: clusters
            .filter_map(|units| combinations(trials, units, &touched))
            .collect(),
        untried,
    }
}

/// For each claim the contradictions that its readings make or end, and those that it
/// takes part in.
fn touched(trials: &mut Trials, untried: &mut Vec<usize>) -> Option<Vec<BTreeSet<Pair>>> {
    let first = trials.first();
    let base = trials.run(&first)?;
    let mut touched = Vec::new();
    for unit in 0..trials.units.len() {
        let mut pairs: BTreeSet<Pair> = (base.pairs.iter())
            .filter(|pair| takes_part(trials, unit, pair))
            .cloned()
            .collect();
        for scope in 1..trials.units[unit].scopes.len() {
            let mut choice = first.clone();
            choice[unit] = scope;
            match trials.run(&choice) {
                Some(trial) => pairs.extend(base.pairs.symmetric_difference(&trial.pairs).cloned()),
                None if untried.last() == Some(&unit) => {}
                None => untried.push(unit),
            }
        }
        touched.push(pairs);
    }
    Some(touched)
}

/// Whether a claim or a part of it is one of two.
fn takes_part(trials: &Trials, unit: usize, pair: &Pair) -> bool {
    trials.units[unit].members.iter().any(|&member| {
        let id = &*trials.dossier.claim(member).id;
        id == pair.0 || id == pair.1
    })
}

/// The claims that contradictions touch, those together that share one: each of them
/// makes or ends it, or is one of its two.
fn sets(trials: &Trials, touched: &[BTreeSet<Pair>]) -> Vec<Vec<usize>> {
    let mut of_claim: FxHashMap<&str, usize> = FxHashMap::default();
    for (unit, own) in trials.units.iter().enumerate() {
        let members = own.members.iter();
        of_claim.extend(members.map(|&member| (&*trials.dossier.claim(member).id, unit)));
    }
    let mut set_of: Vec<usize> = (0..touched.len()).collect();
    let mut concerned = vec![false; touched.len()];
    let mut first: FxHashMap<&Pair, usize> = FxHashMap::default();
    for (unit, pairs) in touched.iter().enumerate() {
        for pair in pairs {
            let sharing = *first.entry(pair).or_insert(unit);
            let named = [&pair.0, &pair.1].map(|id| of_claim.get(id.as_str()).copied());
            for other in named.into_iter().flatten().chain([sharing]) {
                concerned[unit] = true;
                concerned[other] = true;
                let (one, other) = (root(&mut set_of, unit), root(&mut set_of, other));
                set_of[one.max(other)] = one.min(other);
            }
        }
    }
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for unit in (0..touched.len()).filter(|&unit| concerned[unit]) {
        let set = root(&mut set_of, unit);
        sets.entry(set).or_default().push(unit);
    }
    sets.into_values().collect()
}

/// The first claim of the set that a claim is in.
fn root(set_of: &mut [usize], unit: usize) -> usize {
    let mut at = unit;
    while set_of[at] != at {
        set_of[at] = set_of[set_of[at]];
        at = set_of[at];
    }
    at
}

/// Puts the second set into the first.
fn join(sets: &mut Vec<Vec<usize>>, first: usize, second: usize) {
    let further = sets.remove(second);
    sets[first].extend(further);
    sets[first].sort_unstable();
}

/// Tries the combinations of a set; none if not even two could be tried.
fn combinations(
    trials: &mut Trials,
    units: &[usize],
    touched: &[BTreeSet<Pair>],
) -> Option<Cluster> {
    let scopes = |unit: usize| trials.units[unit].scopes.len();
    let possible = (units.iter()).fold(1_usize, |all, &unit| all.saturating_mul(scopes(unit)));
    let mut varied = units.to_vec();
    if possible > COMBINATIONS {
        // Those first that most contradictions depend on; ties in the order of files.
        varied.sort_by_key(|&unit| (std::cmp::Reverse(touched[unit].len()), unit));
        let mut product = 1;
        varied.retain(|&unit| {
            let fits = product * scopes(unit) <= COMBINATIONS;
            product *= if fits { scopes(unit) } else { 1 };
            fits
        });
        varied.sort_unstable();
    }
    let mut tried = Vec::new();
    let mut choice = trials.first();
    while let Some(trial) = trials.run(&choice) {
        tried.push(Combination {
            choice: choice.clone(),
            remains: BTreeSet::new(),
            trial,
        });
        // The next combination, the last claim turning fastest.
        let turned = varied.iter().rev().find(|&&unit| {
            choice[unit] += 1;
            let carried = choice[unit] == trials.units[unit].scopes.len();
            choice[unit] = if carried { 0 } else { choice[unit] };
            !carried
        });
        if turned.is_none() {
            break;
        }
    }
    let (first, rest) = tried.split_first()?;
    if rest.is_empty() {
        return None;
    }
    let mut always = first.trial.pairs.clone();
    for other in rest {
        always.retain(|pair| other.trial.pairs.contains(pair));
    }
    for tried in &mut tried {
        tried.remains = tried.trial.pairs.difference(&always).cloned().collect();
    }
    Some(Cluster {
        units: units.to_vec(),
        tried,
        possible,
    })
}

/// Two sets that contradict each other once each is read so that it agrees.
fn meeting(trials: &mut Trials, clusters: &[Cluster]) -> Option<(usize, usize)> {
    let choice = taken(trials, clusters);
    let known: BTreeSet<Pair> = (clusters.iter())
        .flat_map(|cluster| cluster.taken().trial.pairs.clone())
        .collect();
    let trial = trials.run(&choice)?;
    for pair in trial.pairs.difference(&known) {
        let mut concerned = (0..clusters.len()).filter(|&at| {
            let mut units = clusters[at].units.iter();
            units.any(|&unit| takes_part(trials, unit, pair))
        });
        if let (Some(a), Some(b)) = (concerned.next(), concerned.next()) {
            return Some((a, b));
        }
    }
    None
}

/// For every claim the reading that the audit goes on with.
pub(super) fn taken(trials: &Trials, clusters: &[Cluster]) -> Vec<usize> {
    let mut choice = trials.first();
    for cluster in clusters {
        let taken = cluster.taken();
        for &unit in &cluster.units {
            choice[unit] = taken.choice[unit];
        }
    }
    choice
}
