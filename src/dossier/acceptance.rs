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
        if self.accepts.iter().all(|entry| entry.below.is_none()) {
            return;
        }
        let place = |at: usize| self.claims[at].place.value;
        let mut by_place: Vec<usize> = (0..self.claims.len()).collect();
        by_place.sort_by_key(|&at| (place(at).file, place(at).start));
        for acceptance in &mut self.accepts {
            let Some(below) = acceptance.below else {
                continue;
            };
            let from = by_place.partition_point(|&at| {
                (place(at).file, place(at).start) < (below.file, below.start)
            });
            let inside = by_place[from..].iter().copied();
            let mut inside: Vec<usize> = inside
                .take_while(|&at| place(at).file == below.file && place(at).start <= below.end)
                .filter(|&at| place(at).end <= below.end)
                .collect();
            inside.sort_unstable();
            let claims = inside.iter().map(|&at| &self.claims[at]);
            let ids = claims.map(|claim| Spanned::new(claim.id.to_string(), claim.place.value));
            acceptance.claims = ids.collect();
        }
    }
}
