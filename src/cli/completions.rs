//! `crossfoot completions`: scripts that complete commands, options and values.

use clap::CommandFactory;
use clap_complete::{generate, shells};

use super::args::{Cli, CompletionsArgs, Shell};
use super::choices::with_choices;
use super::stream::{self, Failure};
use crate::output::Style;

/// Prints the script of a shell.
pub(super) fn run(args: &CompletionsArgs) -> Result<u8, Failure> {
    let mut command = with_choices(Cli::command());
    let mut script = Vec::new();
    let out = &mut script;
    match args.shell {
        Shell::Bash => generate(shells::Bash, &mut command, "crossfoot", out),
        Shell::Zsh => generate(shells::Zsh, &mut command, "crossfoot", out),
        Shell::Fish => generate(shells::Fish, &mut command, "crossfoot", out),
        Shell::PowerShell => generate(shells::PowerShell, &mut command, "crossfoot", out),
    }
    stream::print(&String::from_utf8_lossy(&script), &Style::default())?;
    Ok(0)
}
