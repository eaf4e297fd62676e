//! What follows for one cell, and why: plain values that `why` shows.

use crate::quantity::Interval;

use super::derivation::Derivation;

/// What follows for one cell at one moment from all other figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The cell in the notation of rules, with its date.
    pub cell: String,
    /// The date as a text has it; empty where no text says.
    pub as_of: String,
    /// Whose figures alone it follows from; none for all sources together.
    pub alone: Option<String>,
    /// What is printed of the cell itself. It takes no part.
    pub printed: Vec<Printed>,
    /// Figures left out because they contradict others.
    pub contested: Vec<Printed>,
    /// What follows.
    pub outcome: Outcome,
}

/// A printed figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Id of its claim.
    pub claim: String,
    /// What it is about, in the notation of rules.
    pub cell: String,
    /// Who prints it.
    pub source: String,
    /// As printed.
    pub printed: String,
    /// What it can stand for.
    pub interval: Interval,
}

/// What follows for a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It lies in a range.
    Range {
        /// What it can be.
        interval: Interval,
        /// Whether that is as narrow as can be; it holds in any case.
        exact: bool,
        /// Why it is not lower: steps or a sum without a clash.
        low: Option<Box<Derivation>>,
        /// Why it is not higher, likewise.
        high: Option<Box<Derivation>>,
    },
    /// The figures around it contradict each other, whatever is left out.
    Contradiction,
    /// A limit was reached first.
    Undecided,
}

impl Answer {
    /// Whether anything is said beside what every cell of its kind is.
    pub fn says_something(&self) -> bool {
        match &self.outcome {
            Outcome::Range { low, high, .. } => low.is_some() || high.is_some(),
            Outcome::Contradiction | Outcome::Undecided => true,
        }
    }
}
