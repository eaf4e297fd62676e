//! `crossfoot completions`: scripts that complete commands, options and values.

use clap::{Command, CommandFactory};
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
        Shell::Fish => {
            generate(shells::Fish, &mut command, "crossfoot", out);
            out.extend(fish_arguments(&command).into_bytes());
        }
        Shell::Power => generate(shells::PowerShell, &mut command, "crossfoot", out),
    }
    stream::print(&String::from_utf8_lossy(&script), &Style::default())?;
    Ok(0)
}

/// The values of arguments that are no options, which the script for fish leaves out.
fn fish_arguments(root: &Command) -> String {
    let mut lines = String::new();
    for command in root.get_subcommands() {
        for argument in command.get_positionals() {
            let values = argument.get_possible_values();
            if values.is_empty() {
                continue;
            }
            let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
            lines.push_str(&format!(
                "complete -c crossfoot -n \"__fish_crossfoot_using_subcommand {}\" -f -a \"{}\"\n",
                command.get_name(),
                names.join(" ")
            ));
        }
    }
    lines
}
