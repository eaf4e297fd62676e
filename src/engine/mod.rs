//! The mathematics of joint consistency: whether a set of claims can hold together
//! under a set of edits, why not, and which claims could be wrong. Knows numbers
//! only: no wording for people, no files, no dossier.
//!
//! A [`System`] has cells (unknown quantities), claims (a cell lies in an interval)
//! and edits (a weighted sum of cells lies between two ends). [`solve()`] splits it
//! into components that share no edit and decides each one exactly, in three steps
//! of rising cost: bounds propagation, a test whether what is left is a forest (then
//! the bounds are a proof), and an exact simplex with branching over the counts.

mod branch;
mod certificate;
mod chain_sum;
mod components;
mod conclusive;
mod conflict;
mod derive;
mod ends;
mod fraction;
mod hitting;
mod implied;
mod load;
mod local;
mod localise;
mod optimise;
mod oracle;
mod propagate;
mod range;
mod reduce;
mod simplex;
pub mod slips;
mod small;
mod solve;
mod sweep;
mod system;
mod trail;
mod warm;
mod what_if;

pub use branch::Limit;
pub use certificate::{Certificate, Origin, Part};
pub use components::Components;
pub use conflict::Conflict;
pub use derive::{Clash, Derivation, MOST_STEPS, Step, Why};
pub use ends::Side;
pub use hitting::{HittingSets, smallest_hitting};
pub use implied::{Implied, Reasoning, implied, implied_but, implied_cells, implied_each};
pub use localise::{Localisation, Repair};
pub use solve::{
    ComponentOutcome, Verdict, conflict_without, decide_without, solve, solve_components, verdicts,
};
pub use system::{Assertion, CellIndex, CellVar, ClaimIndex, Edit, EditIndex, System};
pub use what_if::{implied_without, possible};

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod founding_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod larger;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod measured_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod outside_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod property_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod testing;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
