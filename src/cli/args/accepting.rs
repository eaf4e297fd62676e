//! Arguments of `accept`.

use std::path::PathBuf;

use clap::Args;

use super::super::values;
use super::Look;

/// Arguments of `accept`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot check --fingerprints           shows the fingerprints
  crossfoot accept 4f1c --reason \"218 is the mass-grave count; asked on 2 October 2025\"
  crossfoot accept 4f1c 90ab --reason \"the ministry promised a correction\" --until 2026-12-31

The entry goes to the end of the `accept:` list of the claim file that the finding points
to; if that has none, of the first file of the dossier that has one, crossfoot.yaml before
all others; if there is none, one is begun in the claim file. Nothing else of the file
changes, and nothing is written unless the finding would then be accepted.

Exit status: 0, or 2 if it could not be done")]
pub(in crate::cli) struct AcceptArgs {
    /// Fingerprints of findings, or how they begin: at least four digits, and no other begins so
    #[arg(value_name = "FINGERPRINT", required = true, value_parser = values::fingerprint)]
    pub fingerprints: Vec<String>,
    /// Why: what was found out, when, from whom
    #[arg(long, value_name = "TEXT", value_parser = values::reason)]
    pub reason: String,
    /// The last day on which it applies, as in 2026-12-31
    #[arg(long, value_name = "DATE", value_parser = values::until)]
    pub until: Option<String>,
    /// The file to write to; one of the dossier
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Where the findings are: files and folders, as for `check`; may be repeated
    #[arg(long = "in", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A folder with copies of the texts that sources name with `text:`
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The date to take for today, as in 2025-03-10 [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = values::day)]
    pub today: Option<crate::quantity::Day>,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}
