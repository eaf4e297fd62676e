//! Arguments of the commands that help to install and embed the program.

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

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
