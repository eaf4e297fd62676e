//! What a report on large tables leaves out, in the contract with machines.

use serde::Serialize;

use crate::findings::{Capped, ScreenedTable};

/// A check with more findings than are listed.
#[derive(Serialize)]
pub(super) struct CappedOut {
    check: &'static str,
    shown: usize,
    found: usize,
}

/// How a large table was looked at.
#[derive(Serialize)]
pub(super) struct ScreenedOut {
    groups: usize,
    agreeing: usize,
    relations_only: usize,
    not_made: &'static [&'static str],
}

impl CappedOut {
    pub fn of(capped: &Capped) -> Self {
        Self {
            check: capped.check,
            shown: capped.shown,
            found: capped.found,
        }
    }
}

impl ScreenedOut {
    pub fn of(table: &ScreenedTable) -> Self {
        Self {
            groups: table.groups,
            agreeing: table.groups - table.telling,
            relations_only: table.counted,
            not_made: table.not_made,
        }
    }
}
