//! Claims: figures as printed, with what they count, when and by whom.

use super::codebook::{BreakdownKind, MissingPolicy};
use super::ids::{BreakdownId, ClaimId, CodeId, DimensionId, MeasureId, SourceId, SpeakerId};
use crate::quantity::{Mark, Value, Window};
use crate::text::{Span, Spanned};

/// One figure of one text. A part of a breakdown is a claim like any other.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Written or made from source, measure and codes; unique in the dossier.
    pub id: Box<str>,
    /// What is counted.
    pub measure: MeasureId,
    /// Of whom: codes other than the root, sorted by dimension.
    pub codes: Codes,
    /// The figure; none where only parts are given or it could not be read.
    pub value: Option<Value>,
    /// The text it stands in.
    pub source: SourceId,
    /// Who says it.
    pub speaker: SpeakerId,
    /// The date or period it is about.
    pub when: When,
    /// Where it stands in which file.
    pub place: ClaimPlace,
    /// The words that contain the figure.
    pub quote: Option<Quote>,
    /// The breakdown it is a part of.
    pub part_of: Option<BreakdownId>,
    /// How far it still stands.
    pub state: ClaimState,
    /// How the figure came about.
    pub basis: Option<ClaimBasis>,
    /// Whether a value was written that could not be read.
    pub unreadable: bool,
    /// What few claims have.
    pub more: Option<Box<ClaimMore>>,
}

/// Codes of a cell, sorted by dimension, without roots.
pub type Codes = Box<[(DimensionId, CodeId)]>;

/// The rarer fields of a claim.
#[derive(Clone, Debug, Default)]
pub struct ClaimMore {
    /// Id of the claim that this one replaces.
    pub revises: Option<Spanned<String>>,
    /// Why it does.
    pub reason: Option<String>,
    /// Scopes that the wording allows.
    pub readings: Vec<Vec<(DimensionId, CodeId)>>,
    /// The value is a difference since this date.
    pub change_since: Option<Spanned<Window>>,
    /// A remark.
    pub note: Option<String>,
}

/// Where the pieces of a claim stand; all in one file.
#[derive(Clone, Copy, Debug)]
pub struct ClaimPlace {
    /// The whole entry.
    pub entry: Span,
    /// The value, or the entry's first key where there is none.
    pub value: Span,
}

/// The words that contain a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, verbatim.
    pub exact: Box<str>,
    /// Words before, to find the place in the text.
    pub prefix: Option<Box<str>>,
    /// Words after.
    pub suffix: Option<Box<str>>,
    /// Where the quotation is written.
    pub span: Span,
}

/// Whose quotation stands for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteOrigin {
    /// Its own.
    Own,
    /// That of its breakdown.
    Breakdown,
    /// That of the whole it is a part of: counts only if the figure occurs there.
    Whole,
}

/// The time a figure is about.
#[derive(Clone, Debug)]
pub struct When {
    /// The window of days; none where neither claim nor source has a date.
    pub window: Option<Window>,
    /// How it is known.
    pub origin: DateOrigin,
    /// Where the date is written, if on the claim.
    pub span: Option<Span>,
}

/// How the date of a figure is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrigin {
    /// `as_of` on the claim, or on its source.
    Stated,
    /// `period` on the claim.
    Period,
    /// Taken from the date of publication.
    Inferred,
    /// Not at all.
    Unknown,
}

/// How far a claim still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// It does.
    Current,
    /// It does, until better is known.
    Provisional,
    /// It is meant to stay.
    Final,
    /// A later claim has replaced it; not compared.
    Superseded,
    /// Withdrawn; not compared.
    Retracted,
}

impl ClaimState {
    /// All states with the names that files use.
    pub const NAMES: [(&'static str, ClaimState); 5] = [
        ("current", ClaimState::Current),
        ("provisional", ClaimState::Provisional),
        ("final", ClaimState::Final),
        ("superseded", ClaimState::Superseded),
        ("retracted", ClaimState::Retracted),
    ];
}

/// How a figure came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimBasis {
    /// Counted.
    Counted,
    /// Taken from a register.
    Registered,
    /// Estimated.
    Estimated,
    /// Said, no more.
    Stated,
}

impl ClaimBasis {
    /// All bases with the names that files use.
    pub const NAMES: [(&'static str, ClaimBasis); 4] = [
        ("counted", ClaimBasis::Counted),
        ("registered", ClaimBasis::Registered),
        ("estimated", ClaimBasis::Estimated),
        ("stated", ClaimBasis::Stated),
    ];
}

/// A breakdown as a claim asserts it: a whole and its parts.
#[derive(Clone, Debug)]
pub struct Breakdown {
    /// The claim that is broken down; it may be without a value.
    pub whole: ClaimId,
    /// The dimension, where one is named.
    pub by: Option<DimensionId>,
    /// How the parts relate to the whole, where written.
    pub kind: Option<BreakdownKind>,
    /// The parts.
    pub parts: Vec<ClaimId>,
    /// What to do about parts that nobody stated.
    pub missing: MissingPolicy,
    /// Whether every part could be read.
    pub complete: bool,
    /// The words that contain the parts.
    pub quote: Option<Quote>,
    /// Where it is written.
    pub span: Span,
}

impl Claim {
    /// The rarer fields, made on first use.
    pub fn more_mut(&mut self) -> &mut ClaimMore {
        self.more.get_or_insert_default()
    }

    /// Whether it is said to be provisional, by its state or by the mark `p`.
    pub fn is_provisional(&self) -> bool {
        let marked = || self.is_marked(Mark::is_provisional);
        self.state == ClaimState::Provisional || (self.state == ClaimState::Current && marked())
    }

    /// Whether its value has a footnote mark of that kind.
    pub fn is_marked(&self, kind: fn(&Mark) -> bool) -> bool {
        let marks = self.value.as_ref().map(|value| &value.marks);
        marks.is_some_and(|marks| marks.iter().any(kind))
    }

    /// Whether it takes part in comparisons as a current figure.
    pub fn is_current(&self) -> bool {
        !matches!(self.state, ClaimState::Superseded | ClaimState::Retracted)
    }
}
