//! Quantities: exact numbers, intervals, numerals as printed, hedges and dates.
//! Knows nothing of claims or files.

pub mod decimal;
pub mod exact;
pub mod interval;

pub use decimal::{Decimal, group};
pub use exact::Exact;
pub use interval::{Bound, Interval};
