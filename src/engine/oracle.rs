//! The question that all else asks: can these claims of a component hold together, and
//! if not, which of them and which rows are to blame? Cheap means first: propagation,
//! the test for a forest, then the simplex on what is left.

use num_rational::BigRational;

use super::branch::{Limit, MOST_WORK, Proof};
use super::conclusive::conclusive;
use super::fraction::{Field, Fraction};
use super::load::{Loaded, load};
use super::local::Local;
use super::propagate::{NONE, Outcome, Propagation, Reason, cap};
use super::reduce::reduce;
use super::simplex::{Source, Stop};
use super::small::Small;
use super::trail::used_side;
use super::warm::MOST_WORK_IN_ALL;

/// Claims and rows that cannot hold together; not yet minimal. Sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Core {
    pub claims: Vec<u32>,
    pub rows: Vec<u32>,
}

impl Core {
    /// What a proof over claims and rows uses.
    pub fn of<N>(proof: &Proof<N>) -> Core {
        let mut core = Core::default();
        proof.each(&mut |term| match term.source {
            Source::Claim(claim) => core.claims.push(claim),
            Source::Row(row) => core.rows.push(row),
            Source::NonNegative(_) | Source::Bound(_) | Source::Case(_) => {}
        });
        core.sorted()
    }

    fn sorted(mut self) -> Core {
        for column in [&mut self.claims, &mut self.rows] {
            column.sort_unstable();
            column.dedup();
        }
        self
    }
}

/// What is known after the question was answered with yes.
#[derive(Debug)]
pub(crate) enum State {
    /// The bounds of the propagation are exactly what follows.
    Bounds,
    /// Bounds, and a feasible simplex over the cells they leave undecided.
    Small(Box<Loaded<Small>>),
    /// The same in larger fractions.
    Middle(Box<Loaded<Fraction>>),
    /// The same in big fractions.
    Large(Box<Loaded<BigRational>>),
}

/// The answer to the question.
#[derive(Debug)]
pub(crate) enum Answer {
    Feasible(State),
    Infeasible(Core),
    NotDecided(Limit),
}

/// Buffers of one thread.
#[derive(Debug, Default)]
pub(crate) struct Oracle {
    pub propagation: Propagation,
    sets: Vec<u32>,
    /// Work left to the simplex.
    pub work: u64,
    /// Work left to shrink conflicts quickly.
    pub spare: u64,
}

impl Oracle {
    /// Prepares for the questions about one component.
    pub fn index(&mut self, local: &Local) {
        self.work = MOST_WORK;
        self.spare = MOST_WORK_IN_ALL;
        self.propagation.index(local);
    }

    /// Whether the claims to keep can hold together under the rows.
    pub fn ask(&mut self, local: &Local, keep_claim: impl Fn(u32) -> bool) -> Answer {
        if local.wide.is_some() {
            return self.wide(local, keep_claim);
        }
        match self
            .propagation
            .run(local, &keep_claim, |_| true, cap(local))
        {
            Outcome::Fixpoint => {
                if conclusive(&self.propagation, local, &mut self.sets) {
                    return Answer::Feasible(State::Bounds);
                }
            }
            // Bounds that crept here are no good reasons: start from the claims.
            Outcome::Capped => match self.propagation.run(local, &keep_claim, |_| true, 0) {
                Outcome::Fixpoint | Outcome::Capped => {}
                clash => return Answer::Infeasible(self.blame(local, clash)),
            },
            clash => return Answer::Infeasible(self.blame(local, clash)),
        }
        let small = self.rest::<Small>(local, State::Small);
        let middle = small.or_else(|| self.rest::<Fraction>(local, State::Middle));
        middle
            .or_else(|| self.rest::<BigRational>(local, State::Large))
            .unwrap_or(Answer::NotDecided(Limit::Work))
    }

    /// Decides what the propagation left open, unless the numbers do not fit.
    fn rest<N: Field>(
        &mut self,
        local: &Local,
        state: impl Fn(Box<Loaded<N>>) -> State,
    ) -> Option<Answer> {
        Some(match self.reduced::<N>(local) {
            Ok(Ok(loaded)) => Answer::Feasible(state(Box::new(loaded))),
            Ok(Err(core)) => Answer::Infeasible(core),
            Err(Stop::Limit(limit)) => Answer::NotDecided(limit),
            Err(Stop::Overflow) => return None,
        })
    }

    fn reduced<N: Field>(&mut self, local: &Local) -> Result<Result<Loaded<N>, Core>, Stop> {
        let mut loaded = reduce::<N>(local, &self.propagation, self.work)?;
        let decided = loaded.decide();
        self.work = loaded.simplex.work;
        Ok(match decided? {
            None => Ok(loaded),
            Some(proof) => Err(self.blame_proof(local, &proof)),
        })
    }

    /// The claims and rows behind the end of a run.
    fn blame(&self, local: &Local, outcome: Outcome) -> Core {
        let mut core = Core::default();
        if let Outcome::Broken { row, .. } | Outcome::Empty { row } = outcome {
            core.rows.push(row);
        }
        let roots = self.propagation.roots(local, outcome);
        self.trace(local, &roots, core)
    }

    /// The claims and rows behind a proof over propagated bounds.
    fn blame_proof<N: Field>(&self, local: &Local, proof: &Proof<N>) -> Core {
        let mut core = Core::default();
        let mut roots = Vec::new();
        proof.each(&mut |term| match term.source {
            Source::Bound(cell) => roots.push(self.propagation.last(cell, term.side)),
            Source::Row(row) => {
                core.rows.push(row);
                let fixed = (local.row(row as usize)).filter(|(c, _)| self.propagation.fixed(*c));
                roots.extend(
                    fixed.map(|(cell, c)| self.propagation.last(cell, used_side(term.side, c))),
                );
            }
            Source::Claim(claim) => core.claims.push(claim),
            Source::NonNegative(_) | Source::Case(_) => {}
        });
        roots.retain(|root| *root != NONE);
        roots.sort_unstable();
        roots.dedup();
        self.trace(local, &roots, core)
    }

    fn trace(&self, local: &Local, roots: &[u32], mut core: Core) -> Core {
        for (entry, _) in self.propagation.explain(local, roots) {
            match self.propagation.trail[entry as usize].reason {
                Reason::Claim(claim) => core.claims.push(claim),
                Reason::Row(row) => core.rows.push(row),
                Reason::NonNegative => {}
            }
        }
        core.sorted()
    }

    /// Numbers beyond machine integers: the simplex on the whole in big fractions.
    fn wide(&mut self, local: &Local, keep_claim: impl Fn(u32) -> bool) -> Answer {
        let solved = load::<BigRational>(local, keep_claim, |_| true, self.work);
        let solved = solved.and_then(|mut loaded| {
            let decided = loaded.decide();
            self.work = loaded.simplex.work;
            Ok((decided?, loaded))
        });
        match solved {
            Ok((None, loaded)) => Answer::Feasible(State::Large(Box::new(loaded))),
            Ok((Some(proof), _)) => Answer::Infeasible(Core::of(&proof)),
            Err(Stop::Limit(limit)) => Answer::NotDecided(limit),
            Err(Stop::Overflow) => Answer::NotDecided(Limit::Work),
        }
    }
}
