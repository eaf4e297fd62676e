//! A world: unknown quantities, what is claimed of them and what ties them together,
//! as an engine system with the names that messages need.

use crate::dossier::{ClaimId, DimensionId};
use crate::engine::{CellIndex, ClaimIndex, EditIndex, System};
use crate::figures::{Cell, RelationKind};

use super::layer::Moment;

/// A system with names. Unknowns, claims and edits are numbered as in the system.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// The numbers.
    pub system: System,
    /// What each cell of the system is.
    pub unknowns: Vec<Unknown>,
    /// Which printed figure each claim of the system is.
    pub claims: Vec<ClaimId>,
    /// Why each edit holds.
    pub edits: Vec<Because>,
}

/// An unknown quantity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unknown {
    /// What it is a quantity of.
    pub cell: Cell,
    /// Of when.
    pub moment: Moment,
    /// Whose text or words it is confined to, by the layer.
    pub scope: (u32, u32),
    /// What sort of quantity.
    pub sort: Sort,
}

/// What sort of quantity an unknown is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// The quantity itself.
    Level,
    /// A percentage of something counted otherwise.
    Percent,
    /// How far a printed percentage or difference is off: the claim says not at all.
    Off(ClaimId),
}

/// Why an edit holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// Parts and whole of a breakdown, the whole last (none for shares of 100 %).
    Parts {
        /// What it asserts.
        kind: Sums,
        /// The dimension of the code tree that says so; none for a breakdown of a text.
        tree: Option<DimensionId>,
    },
    /// The first cell lies inside the second.
    Inside,
    /// This rule of the codebook, with these figures put in as numbers.
    Rule {
        /// Its index.
        rule: usize,
        /// The figures, which are not doubted here.
        with: Vec<ClaimId>,
    },
    /// The first comes before the second, and the measure cannot fall.
    Later,
    /// What a printed percentage or difference says, as long as it is not off.
    Printed(ClaimId),
}

/// What a breakdown asserts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sums {
    /// The parts add up to the whole.
    Equal,
    /// To the whole at most.
    AtMost,
    /// To the whole at least.
    AtLeast,
}

impl Sums {
    /// What a relation of the figures asserts of its sum; none for other kinds.
    pub(super) fn of(kind: RelationKind) -> Option<Sums> {
        match kind {
            RelationKind::Sum | RelationKind::Shares => Some(Sums::Equal),
            RelationKind::AtMost | RelationKind::SharesAtMost => Some(Sums::AtMost),
            RelationKind::AtLeast => Some(Sums::AtLeast),
            RelationKind::Part | RelationKind::Share => None,
        }
    }
}

impl World {
    /// What a cell of the system is.
    pub fn unknown(&self, cell: CellIndex) -> &Unknown {
        &self.unknowns[cell.0 as usize]
    }

    /// The printed figure that a claim of the system is.
    pub fn claim(&self, claim: ClaimIndex) -> ClaimId {
        self.claims[claim.0 as usize]
    }

    /// Why an edit holds.
    pub fn because(&self, edit: EditIndex) -> &Because {
        &self.edits[edit.0 as usize]
    }
}
