//! Quantities: exact numbers, intervals, numerals as printed, hedges and dates.
//! Knows nothing of claims or files.

mod date_help;
pub mod day;
pub mod decimal;
pub mod digits;
mod english;
pub mod error;
pub mod exact;
mod explain;
mod explicit;
mod fractions;
pub mod hedge;
mod hedge_error;
mod hedge_rows;
pub mod interval;
mod language;
mod lex;
mod neighbours;
mod notations;
mod numeral;
mod parse;
mod phrase;
mod ranges;
mod reading;
pub mod recognise;
mod scales;
pub mod support;
mod template;
pub mod value;
pub mod window;
mod wording;
mod words;

pub use day::{DateError, Day};
pub use decimal::{Decimal, group};
pub use digits::NumberFormat;
pub use error::ValueError;
pub use exact::Exact;
pub use hedge::{HedgeError, HedgeId, HedgeTable};
pub use interval::{Bound, Interval};
pub use recognise::{Expression, Skip, recognise};
pub use support::{Found, Support, quote_supports};
pub use value::{Intervals, Mark, Number, Reading, Rounding, Unit, Value, ValueKind};
pub use window::Window;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod value_more_tests;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod value_tests;
