//! Rule expressions, `registered_missing == military + civilian ± 2`: from text to
//! a syntax tree and, where no two figures are multiplied, to a linear sum.
//!
//! ```text
//! assertion = side ("==" | "<=" | ">=" | "<" | ">") side [tolerance]
//! side      = product (("+" | "-") product)*
//! product   = factor (("*" | "/") factor)*
//! factor    = "-" factor | number | cell | "(" side ")"
//! number    = 3983 | 3,983 | 3_983 | 0.25 | 50%
//! tolerance = ("±" | "+-" | "+/-" | "within") number
//! ```
//!
//! Numbers are exact and always in English notation. `≤ ≥ − × ÷` are read as their
//! plain signs. Ranges are bytes of the text given to [`parse`]. Whether measures
//! and codes exist is asked by whoever knows the codebook.

mod ast;
mod error;
mod linear;
mod number;
mod parser;
#[cfg(test)]
mod tests;
mod token;

pub use ast::{Addend, Assertion, Comparison, Expr, Factor, Side, Tolerance};
pub use error::ExpressionError;
pub use linear::{Form, Linear, SideSum, linear_sum, lower};
pub use parser::{MAX_DEPTH, MAX_LENGTH, cells, parse, parse_and_lower};
