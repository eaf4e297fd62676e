//! What a history of figures is made of, ready to be rendered: names and exact numbers.

use crate::quantity::{Exact, Interval};

/// Every history that was asked for.
#[derive(Clone, Debug, Default)]
pub struct Revisions {
    /// One for each cell and speaker, by cell, then speaker.
    pub triangles: Vec<Triangle>,
    /// What takes no part.
    pub apart: Apart,
}

/// What takes no part in any triangle shown, though its cell was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Figures of texts without a date of publication.
    pub unpublished: usize,
    /// Differences such as `+7`: they state no level.
    pub changes: usize,
    /// Cells of one speaker in which no date has a second figure.
    pub single: usize,
}

/// One cell as one speaker gave it: reference dates by editions.
#[derive(Clone, Debug)]
pub struct Triangle {
    /// The cell in the notation of rules; a percentage with the whole it is a share of.
    pub cell: String,
    /// Its measure.
    pub measure: String,
    /// Its codes: dimension and code.
    pub codes: Vec<(String, String)>,
    /// Who speaks; empty where the texts name nobody.
    pub publisher: String,
    /// The series of editions among its texts, sorted.
    pub series: Vec<String>,
    /// Why all figures stand in one row, where they do.
    pub one_row: Option<OneRow>,
    /// The texts, in the order of publication.
    pub editions: Vec<Edition>,
    /// The reference dates, in order.
    pub rows: Vec<Row>,
    /// What the revisions amount to.
    pub summary: Summary,
}

/// Why figures of several dates stand in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneRow {
    /// The measure counts something settled.
    Settled,
    /// Editions of one text, none of which states a date.
    Undated,
}

/// One text of a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Id of the source.
    pub source: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as written.
    pub published: String,
    /// The series it belongs to.
    pub edition_of: Option<String>,
}

/// One reference date or period.
#[derive(Clone, Debug)]
pub struct Row {
    /// The date or period as written; empty where all dates stand in one row.
    pub reference: String,
    /// Whether it was taken from the publication, for want of another.
    pub inferred: bool,
    /// The figures in the order of publication.
    pub vintages: Vec<Vintage>,
    /// Editions, by number, that leave the figure out though the one before them in their
    /// series has it.
    pub left_out: Vec<usize>,
    /// How the figure was withdrawn in the end, if it was.
    pub withdrawn: Option<Withdrawn>,
    /// Whether two figures that differ were published at dates that overlap: which came
    /// first is not known.
    pub order_unknown: bool,
    /// What the revisions of this row amount to.
    pub summary: RowSummary,
}

/// A figure as one edition gives it.
#[derive(Clone, Debug)]
pub struct Vintage {
    /// Number of the edition.
    pub edition: usize,
    /// Id of the claim that stands for it.
    pub claim: String,
    /// The figure as printed.
    pub printed: String,
    /// What the words do not exclude; nothing for a missing figure, or where the edition
    /// contradicts itself.
    pub value: Option<Interval>,
    /// The number, if it is printed without a hedge.
    pub number: Option<Exact>,
    /// How far it stands.
    pub standing: Standing,
    /// What changed since the figure before it in the row.
    pub revision: Option<Revision>,
}

/// How far a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Stands,
    /// It is called provisional.
    Provisional,
    /// It is marked as replaced.
    Superseded,
    /// It is withdrawn, or its text is.
    Retracted,
    /// The edition says that there is no figure.
    Missing,
    /// The edition gives several that cannot meet.
    Contradictory,
}

/// A difference of two figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// All that it can be.
    pub interval: Interval,
    /// The difference of the printed numbers, where both are printed without a hedge
    /// and to the same precision. Statistics are over these.
    pub number: Option<Exact>,
}

/// A single revision: from the figure before to this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Number of the earlier vintage in the row.
    pub from: usize,
    /// How far.
    pub difference: Difference,
    /// Whether it is a change: the printed numbers differ, or the figures cannot meet.
    pub changed: bool,
    /// What was said of it.
    pub notice: Notice,
    /// The reason given.
    pub reason: Option<String>,
}

/// What was said of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The later claim says that it replaces the earlier.
    Announced,
    /// The earlier figure was called provisional.
    Provisional,
    /// The earlier claim is marked as replaced or withdrawn, by no claim in particular.
    Marked,
    /// Nothing.
    Unannounced,
}

/// How a figure was withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawal {
    /// A later edition of the series leaves it out.
    LeftOut,
    /// A later edition says that there is no figure.
    SaidMissing,
    /// It is marked as retracted.
    Retracted,
    /// It is marked as replaced, and nothing replaces it.
    Superseded,
}

/// A withdrawn figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// How.
    pub how: Withdrawal,
    /// Number of the edition that shows it.
    pub edition: usize,
}

/// What the revisions of one reference date amount to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowSummary {
    /// How many figures there are, missing ones not counted.
    pub vintages: usize,
    /// Number of the first vintage with a figure.
    pub first: Option<usize>,
    /// Number of the last one.
    pub latest: Option<usize>,
    /// From the first to the latest, if there are two.
    pub total: Option<Difference>,
    /// Mean of the single revisions that have a number.
    pub mean: Option<Exact>,
    /// Mean of their sizes.
    pub mean_absolute: Option<Exact>,
    /// How many have a number.
    pub counted: usize,
    /// How many have none: a figure is hedged, or the precision differs.
    pub uncounted: usize,
    /// Number of the vintage that the largest single revision leads to; none if all are 0.
    pub largest: Option<usize>,
    /// Least and most days from the first publication to that of the latest value.
    pub days_to_latest: Option<(i64, i64)>,
}

/// What the revisions of a cell amount to, over its reference dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Figures in all.
    pub vintages: usize,
    /// Reference dates with a first and a latest figure.
    pub pairs: usize,
    /// Those whose total revision is a number and whose order is known.
    pub counted: usize,
    /// Mean of these total revisions.
    pub mean: Option<Exact>,
    /// Mean of their sizes.
    pub mean_absolute: Option<Exact>,
    /// Sum of their sizes over the sum of the sizes of the latest figures.
    pub relative: Option<Exact>,
    /// The largest single revision: row, and vintage it leads to.
    pub largest: Option<(usize, usize)>,
    /// Single revisions that change a figure, by what was said of them.
    pub announced: usize,
    /// Of provisional figures.
    pub provisional: usize,
    /// Of figures marked as replaced or withdrawn.
    pub marked: usize,
    /// Of which nothing was said.
    pub unannounced: usize,
    /// Figures that were withdrawn in the end.
    pub withdrawn: usize,
    /// Rows in which the order of figures is not known.
    pub unordered: usize,
    /// Whether editions revise in one direction.
    pub test: Test,
}

/// A sign test: do editions move the figures up as often as down?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Test {
    /// Editions that raise the figures of the cell, all reference dates together.
    pub up: usize,
    /// Editions that lower them.
    pub down: usize,
    /// The chance of a division at least as uneven, if both were equally likely; none
    /// where too few editions move the figures.
    pub p: Option<Exact>,
}
