//! Comparisons that are asked for by name: two sides figure by figure, and the history of
//! figures over editions. They describe and judge nothing; the checks do.

pub mod diff;
pub mod revisions;
