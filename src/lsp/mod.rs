//! The language server: findings while a person types, and what they point at for the
//! asking. Synchronous: what came in is applied, then the dossier is audited once, by the
//! same audit as `check`, which the program lends. Owns the protocol and the documents
//! that are open; decides nothing about figures.

mod accepting;
mod actions;
mod capabilities;
mod complete;
mod context;
mod definition;
mod diagnostics;
mod documents;
mod folders;
mod frames;
mod hover;
mod inbox;
mod keys;
mod markdown;
mod names;
mod outbox;
mod paths;
mod positions;
mod server;
mod sites;
mod state;
mod transcription;
mod uris;

pub use server::serve;

use crate::dossier::Dossier;
use crate::findings::Report;

/// The audit that the program lends: what `check` makes of a dossier whose files are the
/// first in its source map. The number says how many tables beside them were not read.
pub type Audit<'a> = dyn Fn(&mut Dossier, usize) -> Report + 'a;
