//! Claims whose wording leaves their scope open, and the scopes it allows.

use rustc_hash::FxHashSet;

use crate::dossier::{Claim, ClaimId, CodeId, Codes, DimensionId, Dossier, set_code};

/// Codes that a reading adds.
pub(super) type Scope = Vec<(DimensionId, CodeId)>;

/// A claim with readings; its parts go with it.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The claim and, after it, all its parts and parts of parts.
    pub members: Vec<ClaimId>,
    /// The scopes, as they are listed: the first is what the audit takes unless
    /// another one makes the figures agree.
    pub scopes: Vec<Scope>,
    /// The codes that every member was written with.
    written: Vec<Codes>,
}

impl Unit {
    /// The claim itself.
    pub fn claim(&self) -> ClaimId {
        self.members[0]
    }

    /// A unit that may be read under each of these scopes.
    pub fn new(dossier: &Dossier, claim: ClaimId, scopes: Vec<Scope>) -> Self {
        let members = family(dossier, claim);
        let written = members.iter();
        Self {
            written: written.map(|&id| dossier.claim(id).codes.clone()).collect(),
            members,
            scopes,
        }
    }

    /// Makes the members count what the scope with that number says.
    pub fn take(&self, scope: usize, claims: &mut [Claim]) {
        let scope = &self.scopes[scope];
        let whole = &self.written[0];
        for (&member, written) in self.members.iter().zip(&self.written) {
            let mut codes = written.to_vec();
            for &(dimension, code) in scope {
                // What a part says of itself is narrower, and stays.
                let own = code_in(written, dimension);
                if own == code_in(whole, dimension) {
                    set_code(&mut codes, dimension, code);
                }
            }
            claims[member.index()].codes = codes.into();
        }
    }
}

/// Every claim with several readings, by id: which combination is tried first must not
/// hang on the order of files. Where only one is listed, the claim's own `where` is the
/// other.
pub(super) fn units(dossier: &Dossier) -> Vec<Unit> {
    let mut units = Vec::new();
    for (at, claim) in dossier.claims.iter().enumerate() {
        let Some(more) = &claim.more else { continue };
        if more.readings.is_empty() || !claim.is_current() {
            continue;
        }
        let mut scopes: Vec<Scope> = Vec::new();
        if more.readings.len() == 1 {
            scopes.push(Vec::new());
        }
        for reading in &more.readings {
            // A name that nobody declared is an error, and reconciles nothing.
            if is_known(dossier, reading) && !scopes.contains(reading) {
                scopes.push(reading.clone());
            }
        }
        if scopes.len() > 1 || (more.readings.len() > 1 && !scopes.is_empty()) {
            units.push(Unit::new(dossier, ClaimId::from(at), scopes));
        }
    }
    units.sort_by(|a, b| {
        dossier
            .claim(a.claim())
            .id
            .cmp(&dossier.claim(b.claim()).id)
    });
    units
}

/// Whether the names of a reading are declared, as far as the dossier declares any.
fn is_known(dossier: &Dossier, reading: &Scope) -> bool {
    let codebook = &dossier.codebook;
    let any = codebook.dimensions.iter().any(|d| d.declared.is_some());
    reading.iter().all(|&(dimension, code)| {
        let declared = codebook.dimension(dimension).declared.is_some();
        let known = code == CodeId(0) || codebook.code(dimension, code).span.is_some();
        if declared { known } else { !any }
    })
}

/// A claim, its parts, and theirs.
fn family(dossier: &Dossier, claim: ClaimId) -> Vec<ClaimId> {
    let mut members = vec![claim];
    let mut known = FxHashSet::default();
    known.insert(claim);
    // Parts come after their whole, so one pass finds all generations.
    for (at, other) in dossier.claims.iter().enumerate().skip(claim.index() + 1) {
        let Some(breakdown) = other.part_of else {
            // Claims are read one after the other, each with all its parts.
            break;
        };
        if known.contains(&dossier.breakdowns[breakdown.index()].whole) {
            known.insert(ClaimId::from(at));
            members.push(ClaimId::from(at));
        }
    }
    members
}

/// The code in a dimension, its root where none is named.
fn code_in(codes: &[(DimensionId, CodeId)], dimension: DimensionId) -> CodeId {
    let own = codes.iter().find(|&&(known, _)| known == dimension);
    own.map_or(CodeId(0), |&(_, code)| code)
}
