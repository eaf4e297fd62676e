//! Acceptances: findings that a person has judged, with the reason.

mod write;

pub use write::{NewAcceptance, add_acceptances};

use super::Dossier;
use crate::quantity::Window;
use crate::text::{Span, Spanned};

/// An entry of `accept:`, or a comment above an entry. What it says has to fit a
/// finding: its check, its fingerprint, and its claims, each where it is given.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// The check it is about; need not be given with a fingerprint.
    pub check: Option<Spanned<String>>,
    /// Ids of the claims it is about. Those of a comment are the claims of the entry
    /// below it.
    pub claims: Vec<Spanned<String>>,
    /// The fingerprint of the one finding it is about.
    pub fingerprint: Option<Spanned<String>>,
    /// Why the finding is accepted.
    pub reason: String,
    /// The last day it applies.
    pub until: Option<Spanned<Window>>,
    /// The entry of `accept:`, or the comment.
    pub span: Span,
    /// Of a comment, the entry below it.
    pub below: Option<Span>,
}

impl Acceptance {
    /// The check, if one is named.
    pub fn check_name(&self) -> Option<&str> {
        self.check.as_ref().map(|check| check.value.as_str())
    }
}

impl Dossier {
    /// Gives acceptances that stand above an entry the claims in it; after ids are
    /// assigned.
    pub(super) fn claims_below_comments(&mut self) {
        for acceptance in &mut self.accepts {
            let Some(below) = acceptance.below else {
                continue;
            };
            let inside = self.claims.iter().filter(|claim| {
                let value = claim.place.value;
                value.file == below.file && below.start <= value.start && value.end <= below.end
            });
            let ids = inside.map(|claim| Spanned::new(claim.id.to_string(), claim.place.value));
            acceptance.claims = ids.collect();
        }
    }
}
