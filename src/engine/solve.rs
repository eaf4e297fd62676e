//! The whole way: split into components, decide each, explain and localise what cannot
//! hold. Components are handed to threads in blocks; the outcome is in order and the
//! same for any number of threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::branch::{EXPLAIN_WORK, Limit};
use super::components::Components;
use super::conflict::{Conflict, explain};
use super::local::Local;
use super::localise::{Localisation, localise};
use super::oracle::{Answer, Oracle};
use super::system::{ClaimIndex, System};

/// What was found of one component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentOutcome {
    /// Its number in [`Components`].
    pub component: u32,
    /// Whether its claims can hold together.
    pub verdict: Verdict,
    /// Which claims could be wrong, if they cannot.
    pub localisation: Option<Box<Localisation>>,
}

/// Whether claims can hold together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// There are values that satisfy every claim and edit.
    Consistent,
    /// There are none.
    Inconsistent(Box<Conflict>),
    /// A limit was reached: not shown inconsistent, which is no pass.
    NotDecided(Limit),
}

/// Buffers of one thread.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    pub local: Local,
    pub oracle: Oracle,
}

/// Components that one thread takes at a time.
const BLOCK: usize = 512;

/// Decides every component of a system, with so many threads (0: as many as there are
/// processors). The outcomes are in the order of [`Components`].
pub fn solve(system: &System, threads: usize) -> Vec<ComponentOutcome> {
    solve_components(system, &Components::of(system), threads)
}

/// What is found of one component if these claims are left out: the conflict that is
/// then left, with its own localisation, or none. Claims of other components may be
/// named; they change nothing. Each call loads the component anew.
pub fn decide_without(
    system: &System,
    components: &Components,
    component: u32,
    without: &[ClaimIndex],
) -> ComponentOutcome {
    Scratch::default().decide(system, components, component, without)
}

/// The conflict that is left of one component if these claims are left out, if any: the
/// same as [`decide_without`], but nobody asks what would repair it. What the simplex does
/// to find out and to explain it is taken from `work`; the verdict on a component may take 100 million.
pub fn conflict_without(
    system: &System,
    components: &Components,
    component: u32,
    without: &[ClaimIndex],
    work: &mut u64,
) -> Verdict {
    let Scratch { local, oracle } = &mut Scratch::default();
    local.load_without(system, components, component, without);
    oracle.index(local);
    oracle.work = *work;
    let answer = oracle.ask(local, |_| true);
    *work = oracle.work.min(*work);
    match answer {
        Answer::Feasible(_) => Verdict::Consistent,
        Answer::NotDecided(limit) => Verdict::NotDecided(limit),
        Answer::Infeasible(core) => {
            // What is left pays for the explanation too, which a small rest keeps coarse.
            let given = (*work).clamp(LEAST_WORK, EXPLAIN_WORK);
            oracle.work = given;
            let conflict = explain(oracle, system, local, core);
            *work = work.saturating_sub(given.saturating_sub(oracle.work));
            Verdict::Inconsistent(Box::new(conflict))
        }
    }
}

/// The least work that an explanation is given.
const LEAST_WORK: u64 = 1_000_000;

/// Whether all claims of a system can hold, without saying why not. Nothing if a limit
/// was reached in some component.
pub(crate) fn holds(system: &System) -> Option<bool> {
    let found = verdicts(system, &Components::of(system), 1);
    let mut holds = true;
    for verdict in found {
        holds &= verdict.ok()?;
    }
    Some(holds)
}

/// For each component whether its claims can hold together, without saying why not: the
/// limit where one was reached. In the order of [`Components`].
pub fn verdicts(
    system: &System,
    components: &Components,
    threads: usize,
) -> Vec<Result<bool, Limit>> {
    each(components, threads, |scratch, component| {
        let Scratch { local, oracle } = scratch;
        local.load(system, components, component);
        oracle.index(local);
        match oracle.ask(local, |_| true) {
            Answer::Feasible(_) => Ok(true),
            Answer::Infeasible(_) => Ok(false),
            Answer::NotDecided(limit) => Err(limit),
        }
    })
}

/// The same as [`solve()`] for a system that was split before.
pub fn solve_components(
    system: &System,
    components: &Components,
    threads: usize,
) -> Vec<ComponentOutcome> {
    each(components, threads, |scratch, component| {
        scratch.decide(system, components, component, &[])
    })
}

/// Asks the same of every component, with so many threads.
fn each<T: Send>(
    components: &Components,
    threads: usize,
    ask: impl Fn(&mut Scratch, u32) -> T + Sync,
) -> Vec<T> {
    let all = components.len();
    let block = |scratch: &mut Scratch, from: usize| -> Vec<T> {
        (from..all.min(from + BLOCK))
            .map(|component| ask(scratch, component as u32))
            .collect()
    };
    let blocks = all.div_ceil(BLOCK);
    let next = AtomicUsize::new(0);
    // Each thread takes the next block until there is none.
    let work = || {
        let mut scratch = Scratch::default();
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= blocks {
                return done;
            }
            done.push((at, block(&mut scratch, at * BLOCK)));
        }
    };
    let pool = (threads != 1 && blocks > 1)
        .then(|| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .ok()
        })
        .flatten();
    let mut done = match pool {
        Some(pool) => pool.broadcast(|_| work()).into_iter().flatten().collect(),
        None => work(),
    };
    done.sort_unstable_by_key(|(at, _)| *at);
    let mut outcomes = Vec::with_capacity(all);
    done.into_iter()
        .for_each(|(_, block)| outcomes.extend(block));
    outcomes
}

impl Scratch {
    fn decide(
        &mut self,
        system: &System,
        components: &Components,
        component: u32,
        without: &[ClaimIndex],
    ) -> ComponentOutcome {
        let Scratch { local, oracle } = self;
        local.load_without(system, components, component, without);
        oracle.index(local);
        let (verdict, localisation) = match oracle.ask(local, |_| true) {
            Answer::Feasible(_) => (Verdict::Consistent, None),
            Answer::NotDecided(limit) => (Verdict::NotDecided(limit), None),
            Answer::Infeasible(core) => {
                oracle.work = EXPLAIN_WORK;
                let localisation = localise(oracle, local, core.clone());
                let conflict = explain(oracle, system, local, core);
                let verdict = Verdict::Inconsistent(Box::new(conflict));
                (verdict, Some(Box::new(localisation)))
            }
        };
        ComponentOutcome {
            component,
            verdict,
            localisation,
        }
    }
}
