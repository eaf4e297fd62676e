//! The dossier: sources, claims, codebook, acceptances and settings as people
//! wrote them, read from files into tables. No arithmetic happens here.

mod acceptance;
mod claim;
pub mod claim_file;
mod codebook;
mod decode;
mod discover;
mod exclude;
mod ids;
mod listing;
mod load;
mod peek;
mod settings;
mod source;
mod subset;
pub mod table;
mod texts;

pub mod cellref;
pub mod expression;
mod tables;
pub mod tryline;

pub use acceptance::{Acceptance, NewAcceptance, add_acceptances};
pub use claim::{
    Breakdown, Claim, ClaimBasis, ClaimMore, ClaimPlace, ClaimState, Codes, DateOrigin, Quote,
    QuoteOrigin, When,
};
pub use codebook::{
    BreakdownKind, Code, CodeBreakdown, Codebook, Dimension, Measure, MeasureKind, MissingPolicy,
    OverTime, Rule, RuleScope, TODO,
};
pub use decode::KNOWN_KEYS;
pub(crate) use decode::set_code;
pub use discover::{
    DiscoverError, Found, SETTINGS_FILE, discover, discover_without, enclosing_root,
};
pub use exclude::{Exclude, readable as readable_pattern};
pub use ids::{BreakdownId, ClaimId, CodeId, DimensionId, MeasureId, SourceId, SpeakerId};
pub use listing::{Listing, listing};
pub use load::{Input, id_of_cell, load, load_after, load_with_tables, name_as_in_whole};
pub use peek::{excluded, excluded_by};
pub use settings::{FailsFrom, Settings, SeverityOverride};
pub use source::{Source, SourceStatus, Speakers};
pub use texts::{TextCopy, TextFolder, read_texts};

use crate::text::{Problem, SourceMap};

/// Everything that was read, and what went wrong while reading.
#[derive(Debug, Default)]
pub struct Dossier {
    /// The files.
    pub files: SourceMap,
    /// The texts.
    pub sources: Vec<Source>,
    /// Who speaks.
    pub speakers: Speakers,
    /// Measures, dimensions, rules.
    pub codebook: Codebook,
    /// Every figure, parts included, in the order of the files.
    pub claims: Vec<Claim>,
    /// The breakdowns that claims assert.
    pub breakdowns: Vec<Breakdown>,
    /// Findings that a person has judged.
    pub accepts: Vec<Acceptance>,
    /// Settings of `crossfoot.yaml`.
    pub settings: Settings,
    /// Copies of the texts that sources name, where they were read.
    pub texts: Vec<TextCopy>,
    /// What went wrong while reading.
    pub problems: Vec<Problem>,
    /// YAML files in walked folders that hold none of our keys.
    pub skipped: Vec<String>,
}

impl Dossier {
    /// The claim with that number.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// The quotation that stands for a claim's figure: its own, else its
    /// breakdown's, else that of the nearest whole which has one.
    pub fn quote_of<'a>(&'a self, claim: &'a Claim) -> Option<(&'a Quote, QuoteOrigin)> {
        let mut origin = QuoteOrigin::Own;
        let mut at = claim;
        loop {
            if let Some(quote) = &at.quote {
                return Some((quote, origin));
            }
            let breakdown = &self.breakdowns[at.part_of?.index()];
            if let Some(quote) = &breakdown.quote {
                let origin = if origin == QuoteOrigin::Own {
                    QuoteOrigin::Breakdown
                } else {
                    QuoteOrigin::Whole
                };
                return Some((quote, origin));
            }
            origin = QuoteOrigin::Whole;
            at = self.claim(breakdown.whole);
        }
    }

    /// The source with that number.
    pub fn source(&self, id: SourceId) -> &Source {
        &self.sources[id.index()]
    }
}
