//! Which claims to export.

use crate::dossier::{Claim, CodeId, DimensionId, Dossier};

/// Filters; an empty one lets everything pass.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Ids of measures.
    pub measures: Vec<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Codes; a claim stands at each of them or below.
    pub codes: Vec<(DimensionId, CodeId)>,
    /// Names of the files that claims stand in.
    pub files: Option<Vec<String>>,
}

impl Wanted {
    /// Whether a claim is to be exported.
    pub fn admits(&self, dossier: &Dossier, claim: &Claim) -> bool {
        let measure = &dossier.codebook.measure(claim.measure).id;
        let source = &dossier.source(claim.source).id;
        let file = || &dossier.files.file(claim.place.entry.file).name;
        (self.measures.is_empty() || self.measures.contains(measure))
            && (self.sources.is_empty() || self.sources.contains(source))
            && (self.codes.iter()).all(|&(dimension, code)| within(dossier, claim, dimension, code))
            && (self.files.as_ref()).is_none_or(|files| files.contains(file()))
    }
}

/// Whether a claim stands at a code or below it.
fn within(dossier: &Dossier, claim: &Claim, dimension: DimensionId, code: CodeId) -> bool {
    let own = claim.codes.iter().find(|(known, _)| *known == dimension);
    let own = own.map_or(CodeId(0), |&(_, own)| own);
    let tree = dossier.codebook.dimension(dimension);
    own == code || code.0 == 0 || tree.ancestors(own).contains(&code)
}
