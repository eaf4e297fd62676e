//! Relations: what should hold between the points of one group.

use crate::dossier::{BreakdownId, ClaimId, DimensionId};
use crate::text::Span;

use super::{CellId, GroupId, PointId};

/// A relation between a whole and parts, all of one group.
#[derive(Clone, Debug)]
pub struct Relation {
    /// What it asserts.
    pub kind: RelationKind,
    /// Who says it of when.
    pub group: GroupId,
    /// The whole; none for shares of an unstated whole.
    pub whole: Option<PointId>,
    /// The parts that are stated.
    pub parts: Vec<PointId>,
    /// Cells of parts that nobody in the group states.
    pub missing: Vec<CellId>,
    /// Who asserts it.
    pub origin: Origin,
}

/// What a relation asserts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RelationKind {
    /// The parts add up to the whole.
    Sum,
    /// The parts add up to the whole at most.
    AtMost,
    /// The parts add up to the whole at least.
    AtLeast,
    /// One part is at most the whole.
    Part,
    /// The first part, a count, is the second, a share, of the whole.
    Share,
    /// The parts, shares of one whole, add up to 100 %.
    Shares,
    /// The parts, shares of one whole, add up to 100 % at most.
    SharesAtMost,
}

/// Who asserts a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A breakdown that a claim writes.
    Breakdown(BreakdownId),
    /// The code tree of a dimension.
    Tree(DimensionId),
    /// One cell lies inside another.
    Nesting,
}

/// A relation that could not be set up.
#[derive(Clone, Debug)]
pub struct NotRun {
    /// The relation as people write it, as far as it is known.
    pub relation: String,
    /// Why.
    pub cause: String,
    /// The claims that are there.
    pub claims: Vec<ClaimId>,
    /// Where it would stand.
    pub span: Span,
    /// Whether the dossier asks to be told (`missing: report`).
    pub report: bool,
}
