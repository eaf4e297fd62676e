//! Comparisons of one cell, and of a part with its whole, between sources and dates.

use super::Context;
use crate::findings::Finding;

/// `strained-wording` between sources.
pub(super) fn strained(_context: &Context<'_>, _findings: &mut Vec<Finding>) {}
