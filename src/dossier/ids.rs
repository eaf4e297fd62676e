//! Numbers that stand for the things of a dossier: indexes into its tables.

macro_rules! id {
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

        impl From<usize> for $name {
            fn from(index: usize) -> Self {
                $name(index as u32)
            }
        }
    )*};
}

id! {
    /// A source: one text.
    SourceId,
    /// A person or body that speaks for figures.
    SpeakerId,
    /// A measure: what is counted.
    MeasureId,
    /// A dimension: by what it is broken down.
    DimensionId,
    /// A code of one dimension; index into that dimension's codes, 0 is the root.
    CodeId,
    /// A claim, parts included.
    ClaimId,
    /// A breakdown of one claim.
    BreakdownId,
}
