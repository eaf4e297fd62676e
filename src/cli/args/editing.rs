//! Arguments of the commands for editors: `lsp`.

use clap::Args;

use super::super::values;

/// Arguments of `lsp`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot lsp                            started by an editor, not by hand

It speaks the Language Server Protocol on standard input and output.

Exit status: 0 the editor asked it to shut down, 1 the editor left without that, 2 the tool
could not work")]
pub(in crate::cli) struct LspArgs {
    /// Speak on standard input and output: what it does anyway, and some editors ask for
    #[arg(long)]
    pub stdio: bool,
    /// The process of the editor; not needed, and some editors tell it
    #[arg(long = "clientProcessId", value_name = "ID", hide = true)]
    pub client: Option<u64>,
    /// The date to take for today, as in 2025-03-10 [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = values::day)]
    pub today: Option<crate::quantity::Day>,
}
