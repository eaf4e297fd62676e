//! Intervals with open and closed ends: what a printed figure can stand for.

use std::fmt;

use super::Exact;

/// One end of an interval.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The number.
    pub value: Exact,
    /// Whether the number itself is excluded.
    pub open: bool,
}

/// All numbers between two ends; a missing end is infinite. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lower end, or unbounded.
    pub low: Option<Bound>,
    /// The upper end, or unbounded.
    pub high: Option<Bound>,
}
impl fmt::Display for Interval {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        unimplemented!()
    }
}
