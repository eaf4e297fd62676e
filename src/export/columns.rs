//! The columns of a table of claims, in the order in which they are written.

use crate::dossier::{DimensionId, Dossier};

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $name:literal),* $(,)?) => {
        /// A column other than a dimension.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Field {$($(#[$doc])* $variant),*}

        impl Field {
            /// All of them, in order.
            pub const ALL: &'static [Field] = &[$(Field::$variant),*];

            /// The name in the header.
            pub fn name(self) -> &'static str {
                match self {$(Field::$variant => $name),*}
            }
        }
    };
}

fields! {
    /// The claim's id.
    Id "id",
    /// What is counted.
    Measure "measure",
    /// The figure as printed.
    Value "value",
    /// The date, where the claim says one.
    AsOf "as_of",
    /// The period, where the claim says one.
    Period "period",
    /// The id of its source.
    Source "source",
    /// Who speaks, if not the publisher.
    AttributedTo "attributed_to",
    /// How the figure came about.
    Basis "basis",
    /// How far it stands, where the source's status does not say it.
    State "state",
    /// For a difference: since when.
    ChangeSince "change_since",
    /// The id of the whole.
    PartOf "part_of",
    /// The dimension of the breakdown.
    By "by",
    /// How the parts relate to the whole.
    Kind "kind",
    /// What to do about parts that nobody stated.
    Missing "missing",
    /// Which of several breakdowns of one whole.
    Breakdown "breakdown",
    /// Whether parts of the breakdown are not in the table.
    Partial "partial",
    /// The words that contain the parts.
    BreakdownQuote "breakdown_quote",
    /// Words before them.
    BreakdownQuotePrefix "breakdown_quote_prefix",
    /// Words after them.
    BreakdownQuoteSuffix "breakdown_quote_suffix",
    /// The words that contain the figure.
    Quote "quote",
    /// Words before them.
    QuotePrefix "quote_prefix",
    /// Words after them.
    QuoteSuffix "quote_suffix",
    /// Scopes that the wording allows.
    Readings "readings",
    /// The id of the claim that this one corrects.
    Revises "revises",
    /// Why.
    Reason "reason",
    /// A remark.
    Note "note",
    /// Who speaks in the source.
    Publisher "publisher",
    /// When it appeared.
    Published "published",
    /// The date of its figures.
    SourceAsOf "source_as_of",
    /// Its title.
    Title "title",
    /// Where it was read.
    Via "via",
    /// Its address.
    Url "url",
    /// The address of a copy.
    Archived "archived",
    /// The name of a plain-text copy.
    Text "text",
    /// The series it belongs to.
    EditionOf "edition_of",
    /// How final it is.
    Status "status",
    /// 1 to 5.
    Trust "trust",
    /// How its rounded figures were cut.
    Rounding "rounding",
    /// The unit its amounts are rounded to.
    RoundedTo "rounded_to",
    /// How it writes numbers.
    NumberFormat "number_format",
    /// The cell, as in rules. From here on columns are for reading only.
    Cell "cell",
    /// The least that the figure can be.
    Low "low",
    /// Whether that end is excluded.
    LowOpen "low_open",
    /// The most that it can be.
    High "high",
    /// Whether that end is excluded.
    HighOpen "high_open",
    /// The least as usually read.
    PlausibleLow "plausible_low",
    /// Whether that end is excluded.
    PlausibleLowOpen "plausible_low_open",
    /// The most as usually read.
    PlausibleHigh "plausible_high",
    /// Whether that end is excluded.
    PlausibleHighOpen "plausible_high_open",
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = Field::ALL.len();

    /// Its place in [`Field::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }

    /// Columns that every table has.
    pub fn always(self) -> bool {
        use Field::{AsOf, Id, Measure, Source, Value};
        matches!(self, Id | Measure | Value | AsOf | Source)
    }

    /// Whether it describes the source; JSON writes these once a source.
    pub fn of_source(self) -> bool {
        (Field::Publisher.index()..=Field::NumberFormat.index()).contains(&self.index())
    }

    /// Whether it follows from the others and is not read again.
    pub fn for_reading_only(self) -> bool {
        self.index() >= Field::Cell.index()
    }
}

/// A column of one table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// One that every dossier knows.
    Field(Field),
    /// The codes of a dimension.
    Dimension(DimensionId),
}

/// The header of a dimension: its id, or `where.ID` if that could be mistaken for
/// something else.
pub(super) fn dimension_header(dossier: &Dossier, dimension: DimensionId) -> String {
    let codebook = &dossier.codebook;
    let found = codebook.dimension(dimension);
    let any_declared = codebook
        .dimensions
        .iter()
        .any(|other| other.declared.is_some());
    let taken = Field::ALL
        .iter()
        .any(|field| field.name() == found.id.trim().to_lowercase());
    let plain = found.id.trim() == found.id && !found.id.is_empty() && !found.id.contains('.');
    if !taken && plain && (found.declared.is_some() || !any_declared) {
        found.id.clone()
    } else {
        format!("where.{}", found.id)
    }
}
