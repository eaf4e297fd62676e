//! Arguments of the commands that help to install and embed the program.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::output::SCHEMAS;

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot schema                         the schema of claim files
  crossfoot schema report > report.schema.json
  crossfoot schema --list
  crossfoot schema --write                 for editors, into ./.crossfoot

In VS Code with the extension YAML of Red Hat, and in other editors with
yaml-language-server, a first line in each file makes use of it:

  # yaml-language-server: $schema=.crossfoot/claims.schema.json

`crossfoot init` writes the files and the line.")]
pub(in crate::cli) struct SchemaArgs {
    /// Which one
    #[arg(value_name = "NAME", default_value = "claims", value_parser = names())]
    pub name: String,
    /// List all schemas, a line each
    #[arg(long, conflicts_with_all = ["name", "write"])]
    pub list: bool,
    /// Write those of files that people write into DIR/.crossfoot; older ones are replaced
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = ".", conflicts_with = "name")]
    pub write: Option<PathBuf>,
}

fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(SCHEMAS.iter().map(|schema| schema.name))
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot completions bash > ~/.local/share/bash-completion/completions/crossfoot
  crossfoot completions zsh > ~/.zfunc/_crossfoot      a folder of your fpath
  crossfoot completions fish > ~/.config/fish/completions/crossfoot.fish
  crossfoot completions powershell >> $PROFILE")]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// A shell that completions are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Shell {
    /// GNU Bash.
    #[value(help = None)]
    Bash,
    /// The Z shell.
    #[value(help = None)]
    Zsh,
    /// The friendly interactive shell.
    #[value(help = None)]
    Fish,
    /// PowerShell.
    #[value(help = None, name = "powershell")]
    Power,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot man | man -l -                 read the page of the program
  crossfoot man import csv                 that of a command, as roff
  crossfoot man --out ~/.local/share/man/man1")]
pub(in crate::cli) struct ManArgs {
    /// The command, as in `check` or `import csv` [default: the program as a whole]
    #[arg(value_name = "COMMAND")]
    pub command: Vec<String>,
    /// Write the pages of all commands into this folder, as crossfoot-check.1 and so on; older ones are replaced
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    pub out: Option<PathBuf>,
}
