//! Comparisons that are asked for by name: editions side by side. They describe and
//! judge nothing; the checks do.

pub mod revisions;
