//! What a claim may count: the figures under one reading of open wordings.

use crate::findings::{FigureRow, Worksheet};

/// One way to read the claims whose wording leaves their scope open.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What each of those claims counts then.
    pub taken: Vec<TakenAs>,
    /// Whether all figures agree then.
    pub agrees: bool,
    /// What contradicts itself then; empty where all agree.
    pub conflicts: Vec<Conflict>,
    /// The figures that stand beside them then, where all agree.
    pub figures: Vec<FigureRow>,
}

/// A claim, and what it is taken to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenAs {
    /// The claim's id.
    pub claim: String,
    /// The cell, in the notation of rules.
    pub cell: String,
    /// Its codes beside the measure, as dimension and code.
    pub codes: Vec<(String, String)>,
}

/// A finding that would stand under a reading.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The check that would tell it.
    pub check: &'static str,
    /// What it would say.
    pub message: String,
    /// Its sum, where there is one.
    pub worksheet: Option<Worksheet>,
    /// Its figures, where it compares some.
    pub figures: Vec<FigureRow>,
}

impl Reading {
    /// What the claims are taken to count, joined: `remains[site=grave]`.
    pub fn cells(&self) -> Vec<&str> {
        self.taken.iter().map(|taken| taken.cell.as_str()).collect()
    }
}
