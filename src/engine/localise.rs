//! Error localisation after Fellegi and Holt (1976): the fewest claims whose change
//! restores consistency, edits taken as certain. Found as the smallest hitting sets of
//! conflicts, which are added as long as a set that meets all known ones still fails.

use rustc_hash::FxHashMap;

use crate::quantity::Interval;

use super::conflict::{allowed_questions, mask, minimise, quickly};
use super::ends::Side;
use super::hitting::smallest;
use super::local::Local;
use super::oracle::{Answer, Core, Oracle, State};
use super::system::ClaimIndex;

/// The most repairs that are listed.
pub(crate) const MOST_REPAIRS: usize = 64;
/// The most questions to the oracle for one component; fewer if it is large.
const MOST_QUESTIONS: u32 = 300;
/// The most steps of the search for hitting sets for one component.
pub(crate) const MOST_NODES: u32 = 100_000;
/// Supports beyond this are not counted.
const MOST_SUPPORTS: u32 = 3;

/// Which claims could be wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Localisation {
    /// The smallest sets of claims whose change restores consistency, all of one size;
    /// least trusted first. Empty if the edits alone are contradictory, or if a limit
    /// was reached.
    pub repairs: Vec<Repair>,
    /// Whether these are all.
    pub complete: bool,
    /// For a single repair of a single claim: how many conflicts accuse it that share
    /// no other claim, counted up to 3. Otherwise 0.
    pub supports: u32,
    /// The conflicts that were met, in order of discovery; not all minimal.
    pub conflicts: Vec<Vec<ClaimIndex>>,
}

/// One smallest set of claims whose change restores consistency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The claims.
    pub claims: Vec<ClaimIndex>,
    /// The sum of their weights.
    pub weight: u32,
    /// For each: what its cell can be, given everything outside the repair.
    pub implied: Vec<Interval>,
    /// For each: whether that is as narrow as can be. It holds in any case.
    pub exact: Vec<bool>,
}

/// Finds all smallest repairs, from a first core.
pub(crate) fn localise(oracle: &mut Oracle, local: &Local, first: Core) -> Localisation {
    let mut result = Localisation {
        complete: true,
        ..Localisation::default()
    };
    if first.claims.is_empty() {
        return result;
    }
    let mut questions = MOST_QUESTIONS.min((allowed_questions(local) / 4).max(32));
    let first = quickly(oracle, local, &first).unwrap_or(first);
    let mut conflicts = disjoint(oracle, local, first, &mut questions);
    let mut nodes = MOST_NODES;
    // What became of each set tried: its repair, or none if it was not decided.
    let mut tried: FxHashMap<Vec<u32>, Option<Repair>> = FxHashMap::default();
    let sets = 'search: loop {
        let hitting = smallest(&conflicts, MOST_REPAIRS, &mut nodes);
        result.complete &= hitting.complete || nodes > 0;
        for set in &hitting.sets {
            if tried.contains_key(set) {
                continue;
            }
            if questions == 0 || nodes == 0 {
                result.complete = false;
                break 'search Vec::new();
            }
            questions -= 1;
            let skip = mask(local.claims(), set);
            match oracle.ask(local, |at| !skip[at as usize]) {
                Answer::Feasible(state) => {
                    tried.insert(set.clone(), Some(repair(oracle, local, set, &state)));
                }
                Answer::Infeasible(core) => {
                    // Smaller conflicts leave fewer sets to try.
                    let core = quickly(oracle, local, &core).unwrap_or(core);
                    conflicts.push(core.claims);
                    continue 'search;
                }
                Answer::NotDecided(_) => {
                    result.complete = false;
                    tried.insert(set.clone(), None);
                }
            }
        }
        result.complete &= hitting.complete;
        break hitting.sets;
    };
    let repairs = sets.iter().filter_map(|set| tried.remove(set).flatten());
    result.repairs = repairs.collect();
    result
        .repairs
        .sort_by(|a, b| (a.weight, &a.claims).cmp(&(b.weight, &b.claims)));
    let single = |set: &[u32]| (set.len() == 1).then(|| set[0]);
    if let ([set], true) = (&sets[..], result.complete)
        && let Some(claim) = single(set)
    {
        result.supports = supports(oracle, local, claim);
    }
    let global = |claims: &Vec<u32>| claims.iter().map(|at| local.global_claim(*at)).collect();
    result.conflicts = conflicts.iter().map(global).collect();
    result
}

/// Conflicts that share no claim, as many as come up one after the other.
fn disjoint(oracle: &mut Oracle, local: &Local, first: Core, questions: &mut u32) -> Vec<Vec<u32>> {
    let mut skip = mask(local.claims(), &first.claims);
    let mut conflicts = vec![first.claims];
    while *questions > 0 {
        *questions -= 1;
        match oracle.ask(local, |at| !skip[at as usize]) {
            Answer::Infeasible(core) if !core.claims.is_empty() => {
                let core = quickly(oracle, local, &core).unwrap_or(core);
                core.claims.iter().for_each(|at| skip[*at as usize] = true);
                conflicts.push(core.claims);
            }
            _ => break,
        }
    }
    conflicts
}

/// The repair that a feasible set of left-out claims is.
fn repair(oracle: &Oracle, local: &Local, set: &[u32], state: &State) -> Repair {
    let (implied, exact) = (set.iter())
        .map(|claim| {
            let cell = local.claim_cell[*claim as usize];
            let low = oracle.reach(local, state, cell, Side::Low);
            let high = oracle.reach(local, state, cell, Side::High);
            let implied = Interval::new(low.bound, high.bound);
            let implied = implied.expect("a cell of a feasible system has a value");
            (implied, low.exact && high.exact)
        })
        .unzip();
    Repair {
        claims: set.iter().map(|at| local.global_claim(*at)).collect(),
        weight: set
            .iter()
            .map(|at| u32::from(local.claim_weight[*at as usize]))
            .sum(),
        implied,
        exact,
    }
}

/// How many conflicts accuse a claim that share no other claim with each other.
fn supports(oracle: &mut Oracle, local: &Local, claim: u32) -> u32 {
    let mut skip = vec![false; local.claims()];
    let mut count = 0;
    while count < MOST_SUPPORTS {
        let Answer::Infeasible(core) = oracle.ask(local, |at| !skip[at as usize]) else {
            break;
        };
        let (core, _) = minimise_without(oracle, local, core, &skip);
        count += 1;
        let others = core.claims.iter().filter(|at| **at != claim);
        let mut any = false;
        for other in others {
            skip[*other as usize] = true;
            any = true;
        }
        if !any {
            break;
        }
    }
    count
}

/// Shrinks a core that avoids the claims to skip; so does the result.
fn minimise_without(oracle: &mut Oracle, local: &Local, core: Core, skip: &[bool]) -> (Core, bool) {
    debug_assert!(core.claims.iter().all(|at| !skip[*at as usize]));
    minimise(oracle, local, core)
}
