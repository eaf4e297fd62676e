//! The history of figures: for each cell and each speaker a triangle of reference dates
//! by editions in the order of publication, and what the revisions amount to. Replaced
//! and withdrawn figures belong to it. All numbers are exact.

mod coverage;
mod entries;
mod left_out;
mod model;
mod order;
mod rows;
mod sign;
mod summary;
mod triangles;
mod vintages;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use model::{
    Apart, Difference, Edition, Notice, OneRow, Revision, Revisions, Row, RowSummary, Standing,
    Summary, Test, Triangle, Vintage, Withdrawal, Withdrawn,
};
pub use sign::LEAST_PAIRS;
pub use triangles::revisions;

use crate::dossier::{CodeId, DimensionId, MeasureId, SourceId, SpeakerId};
use crate::text::FileId;

/// Which histories are asked for; empty lists mean all.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Of these measures.
    pub measures: Vec<MeasureId>,
    /// Of cells with these codes; the root of a dimension means cells that do not name it.
    pub codes: Vec<(DimensionId, CodeId)>,
    /// By these speakers.
    pub publishers: Vec<SpeakerId>,
    /// In which one of these sources has a part.
    pub sources: Vec<SourceId>,
    /// In which a claim of one of these files has a part; `None` means all.
    pub files: Option<Vec<FileId>>,
    /// Also histories in which no date has more than one figure.
    pub single: bool,
}
