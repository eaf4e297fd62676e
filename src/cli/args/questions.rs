//! Arguments of `ask`.

use std::path::PathBuf;

use clap::Args;

use super::super::values;
use super::{Look, Narrow};
use crate::output::questions::QuestionFormat;
use crate::text::Severity;

/// Arguments of `ask`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot ask                            what to ask about the dossier around this folder
  crossfoot ask claims --publisher \"Statistics Office\" -o letter.md
  crossfoot ask --min-severity warning     without what is only noted
  crossfoot ask --only cumulative-decrease,sources-disagree --format json

A letter for each publisher whose figures are concerned: who speaks for a figure is its
`attributed_to`, else the `publisher` of its source. Findings on the input, quotations and
acceptances are not asked, nor are accepted ones; they are counted beside the letters.

Exit status: 0, or 2 if the tool could not work")]
pub(in crate::cli) struct AskArgs {
    /// Files and folders; `-` is standard input [default: the dossier around the current folder, else ./claims]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Only the letter to this publisher: its id, name or alias; may be repeated
    #[arg(long, value_name = "NAME")]
    pub publisher: Vec<String>,
    /// Ask about findings of these checks only; repeat, or separate by commas
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = values::check)]
    pub only: Vec<String>,
    /// Do not ask about these checks; repeat, or separate by commas
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = values::check)]
    pub skip: Vec<String>,
    /// Ask about findings at least this serious: error, warning, note
    #[arg(long, value_name = "SEVERITY", default_value = "note", value_parser = values::severity, hide_possible_values = true)]
    pub min_severity: Severity,
    /// What to ask about.
    #[command(flatten)]
    pub narrow: Narrow,
    /// Also ask about findings that are accepted
    #[arg(long)]
    pub all: bool,
    /// How to write it: markdown or json
    #[arg(long, value_name = "FORMAT", default_value = "markdown", value_parser = values::question_format)]
    pub format: QuestionFormat,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// A folder with copies of the texts that sources name with `text:`
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// The date to take for today, as in 2025-03-10 [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = values::day)]
    pub today: Option<crate::quantity::Day>,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}
