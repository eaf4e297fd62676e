//! What a comparison gives: plain data that every renderer reads and none changes.

use crate::findings::Verdict;
use crate::quantity::{Exact, Interval};
use crate::text::word_diff::Words;

/// The differences between two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// The earlier side.
    pub old: SideOf,
    /// The later side.
    pub new: SideOf,
    /// Every figure of either side, by name and date.
    pub figures: Vec<FigureChange>,
    /// Every relation of either side, by name.
    pub relations: Vec<RelationChange>,
    /// Sums that stand on both sides: whether their parts account for the change.
    pub accounts: Vec<Account>,
    /// Wholes that changed while parts of them did not.
    pub unmoved: Vec<Unmoved>,
    /// Quotations that differ, each pair of texts once.
    pub quotes: Vec<QuoteChange>,
    /// Sources that came, went or are described otherwise.
    pub sources: Vec<SourceChange>,
}

/// One side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SideOf {
    /// As it was asked for: `source:march`, `git:HEAD~3`, `claims`.
    pub operand: String,
    /// The commit, in full, where it is one.
    pub commit: Option<String>,
    /// The sources that its figures stand in.
    pub sources: Vec<SourceOf>,
    /// The date that most of its figures are about, where they are of one source.
    pub usual_date: Option<String>,
    /// How many claims stand behind its figures.
    pub claims: usize,
    /// How many errors there were in reading it.
    pub input_errors: usize,
}

/// A source as described by its dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceOf {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Who speaks.
    pub publisher: String,
    /// When it was published, as written.
    pub published: Option<String>,
}

/// A figure on one side or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// What it is about, in the notation of rules.
    pub cell: String,
    /// What became of it.
    pub change: Kind,
    /// In what it differs; empty unless it changed.
    pub what: Vec<What>,
    /// As it was.
    pub old: Option<FigureSide>,
    /// As it is.
    pub new: Option<FigureSide>,
    /// New minus old, from what both can stand for. 0 where both print the same.
    pub difference: Option<Interval>,
    /// The same between the numbers as printed, where both print one.
    pub printed_difference: Option<Exact>,
    /// The difference in percent of the old figure.
    pub percent: Option<Percent>,
    /// Whether its quotation differs.
    pub quote_differs: bool,
}

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It stands on both sides and differs.
    Changed,
    /// Only the new side has it.
    Added,
    /// Only the old side has it.
    Withdrawn,
    /// It stands on both sides alike.
    Unchanged,
}

/// In what a figure differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// It can stand for other numbers, and the number printed is another.
    Value,
    /// The number printed is the same, but it can stand for other numbers.
    Precision,
    /// It stands for the same numbers, in other words.
    Wording,
    /// Its currency or unit.
    Unit,
    /// The date or period it is about.
    Date,
    /// How far it still stands: current, retracted.
    State,
    /// How it came about: counted, estimated.
    Basis,
    /// Who says it.
    Speaker,
    /// What else the same text prints for it.
    Repetition,
}

/// A difference in percent of the old figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Percent {
    /// Of one number to another.
    Exact(Exact),
    /// Where either figure stands for several numbers.
    Between(Interval),
    /// The old figure is zero, of which nothing is a percentage.
    OfZero,
}

/// A figure as one side has it: what one speaker of one text says of one cell at one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureSide {
    /// As printed; the most precise where the text repeats it.
    pub printed: String,
    /// What else the same text prints for it.
    pub also: Vec<String>,
    /// What it can stand for; none where it is said to be missing.
    pub interval: Option<Interval>,
    /// Whether it is a percentage.
    pub percent: bool,
    /// The id of its claim.
    pub claim: String,
    /// The id of its source.
    pub source: String,
    /// Who says it.
    pub speaker: String,
    /// Whether the text quotes that speaker, and does not speak itself.
    pub attributed: bool,
    /// The date it is about, as written.
    pub as_of: Option<String>,
    /// Whether that date was inferred from the date of publication.
    pub as_of_inferred: bool,
    /// How far it still stands.
    pub state: &'static str,
    /// How it came about.
    pub basis: Option<&'static str>,
    /// Where it is written.
    pub place: Place,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, with its revision in front where it is from one.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// A relation on one side or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationChange {
    /// As people write it.
    pub relation: String,
    /// How its verdict moved.
    pub state: State,
    /// As it was.
    pub old: Option<RelationSide>,
    /// As it is.
    pub new: Option<RelationSide>,
    /// Whether the change of the parts makes that of the whole; none where that is no
    /// question: nothing changed, or it is no sum that stands on both sides.
    pub parts_account: Option<bool>,
}

/// A relation as one side has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationSide {
    /// With the figures put in: `3,983 = 3,209 + 774`.
    pub sum: String,
    /// How it went.
    pub verdict: Verdict,
    /// Why it is no plain holds or fails.
    pub cause: Option<String>,
    /// Stated minus computed.
    pub difference: Option<Interval>,
    /// The source of its stated side.
    pub source: String,
    /// Where its stated side is written.
    pub place: Place,
}

/// How the verdict on a relation moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It fails, and did not.
    NewlyBroken,
    /// It fails, as it did.
    StillBroken,
    /// It holds, and failed.
    NewlyFixed,
    /// It holds, and could not be checked or was not there.
    NewlyHolding,
    /// It holds, as it did.
    StillHolding,
    /// It cannot be checked, or is not there any more.
    NotRun,
}

/// A sum on both sides, and the changes of its terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The relation.
    pub relation: String,
    /// The whole.
    pub whole: String,
    /// Its change.
    pub change: Changed,
    /// The parts, each with its change.
    pub parts: Vec<(String, Changed)>,
    /// What the changes of the parts add up to.
    pub sum: Interval,
    /// Whether that can be the change of the whole.
    pub accounts: bool,
}

/// A figure on both sides, as printed, with its change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// As it was printed.
    pub old: String,
    /// As it is.
    pub new: String,
    /// New minus old.
    pub difference: Interval,
}

/// A whole that changed, with parts of it that did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmoved {
    /// The whole.
    pub whole: String,
    /// Its change.
    pub change: Changed,
    /// The parts as their whole sees them, as printed.
    pub parts: Vec<(String, String)>,
    /// Whether they are all parts of a sum, so that the change is nowhere in them.
    pub all_of_a_sum: bool,
}

/// A quotation that differs, with the figures it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteChange {
    /// The figures.
    pub cells: Vec<String>,
    /// The text, word by word.
    pub words: Vec<(Words, String)>,
    /// The words as they were; none where there was no quotation.
    pub old: Option<String>,
    /// The words as they are.
    pub new: Option<String>,
}

/// A source that is described otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChange {
    /// Its id.
    pub id: String,
    /// Added, withdrawn or changed.
    pub change: Kind,
    /// What is said of it on either side, field by field.
    pub fields: Vec<(&'static str, Option<String>, Option<String>)>,
}

/// How many figures and relations there are of which kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Figures that only the new side has.
    pub added: usize,
    /// Figures that only the old side has.
    pub withdrawn: usize,
    /// Figures that differ.
    pub changed: usize,
    /// Those of them whose number is another.
    pub other_number: usize,
    /// Figures that are alike.
    pub unchanged: usize,
    /// Relations by state, in the order of [`State::ALL`].
    pub relations: [usize; State::ALL.len()],
}
