//! Points: what one speaker of one text says of one cell at one date.

use crate::dossier::{ClaimId, SourceId, SpeakerId};
use crate::quantity::{Interval, Window};

use super::CellId;

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into its table.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// Index of a figure.
    FigureId,
    /// Index of a group.
    GroupId,
    /// Index of a point.
    PointId,
}

/// A claim with a value that takes part in arithmetic and comparisons.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The claim.
    pub claim: ClaimId,
    /// What it is about.
    pub cell: CellId,
    /// Who says it of when.
    pub group: GroupId,
    /// What the words exclude.
    pub hard: Interval,
    /// How the words are usually read, where that is narrower.
    pub usual: Option<Box<Interval>>,
}

impl Figure {
    /// How the words are usually read.
    pub fn plausible(&self) -> &Interval {
        self.usual.as_deref().unwrap_or(&self.hard)
    }
}

/// One text, one speaker in it, one date: the figures that must fit together.
#[derive(Clone, Debug)]
pub struct Group {
    /// The text.
    pub source: SourceId,
    /// Who speaks.
    pub speaker: SpeakerId,
    /// The date or period its figures are about.
    pub window: Option<Window>,
    /// Whether that date was inferred from the date of publication.
    pub inferred: bool,
}

/// All figures of one group for one cell; usually one.
#[derive(Clone, Debug)]
pub struct Point {
    /// Who says it of when.
    pub group: GroupId,
    /// What it is about.
    pub cell: CellId,
    /// First index into the figures.
    pub first: u32,
    /// One past the last.
    pub end: u32,
    /// What all figures here allow together.
    pub value: Value,
}

/// What the figures of a point allow.
#[derive(Clone, Debug)]
pub enum Value {
    /// The intervals they have in common.
    Agreed {
        /// Of the hard ones.
        hard: Interval,
        /// Of the plausible ones, where narrower and not empty.
        usual: Option<Box<Interval>>,
    },
    /// Nothing: the figures contradict each other.
    Contradictory,
}

impl Point {
    /// The hard interval, if the figures agree on one.
    pub fn hard(&self) -> Option<&Interval> {
        match &self.value {
            Value::Agreed { hard, .. } => Some(hard),
            Value::Contradictory => None,
        }
    }

    /// The plausible interval, if the figures agree on a hard one.
    pub fn plausible(&self) -> Option<&Interval> {
        match &self.value {
            Value::Agreed { hard, usual } => Some(usual.as_deref().unwrap_or(hard)),
            Value::Contradictory => None,
        }
    }
}
