//! Large tables: a screening pass over rows as numbers settles all that plainly agrees,
//! and hands only the rest to the checks, so that millions of figures take seconds and
//! what is found is worded by one engine.

mod batch;
mod fields;
mod header;
mod judge;
mod kept;
mod lots;
mod meaning;
mod number;
mod row;
mod run;
mod scan;
mod shape;
mod split;
mod table;

pub use batch::NOT_SCREENED;
pub use run::{How, Large, Screening, screening};

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
