//! `crossfoot lsp`: serves an editor on standard input and output, with the audit of
//! `check`.

use clap::Parser;

use super::args::{Cli, LspArgs};
use super::audit;
use super::settings;
use super::stream::Failure;
use super::today;
use crate::dossier::Dossier;
use crate::lsp;

/// Serves until the editor leaves.
pub(super) fn run(args: &LspArgs) -> Result<u8, Failure> {
    // What `check` does when it is asked for nothing else.
    let check = Cli::try_parse_from(["crossfoot"])
        .map_err(|error| Failure::new(error.to_string()))?
        .check;
    let check = settings::with_environment(&check)?;
    let audit = |dossier: &mut Dossier, unread: usize| {
        let today = args.today.unwrap_or_else(today::today);
        let filter = audit::filter(dossier, 0, None, &check);
        audit::one(dossier, (0, unread), &filter, &check, (today, None))
    };
    let mut output = std::io::stdout().lock();
    lsp::serve(std::io::stdin(), &mut output, &audit)
        .map_err(|error| Failure::new(format!("no thread can be started: {error}")))
}
