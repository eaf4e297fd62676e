//! Arguments of the commands that compare editions: `diff` and `revisions`.

use std::path::PathBuf;

use clap::Args;

use super::super::values::{self, DiffTo, HistoryFormat};
use super::{Look, Narrow};
use crate::output::comparison::DiffFormat;

/// Arguments of `revisions`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot revisions                      every cell that one speaker gives more than once
  crossfoot revisions --measure births --where region=capital
  crossfoot revisions claims --publisher commission --format csv -o history.csv

Rows are reference dates or periods, columns the editions of one speaker in the order of
publication; (+7) is the change from the figure before it. Below stand the first and the
latest figure of each date, the revisions, and the days until the latest was published.

Exit status: 0, or 2 if the tool could not work")]
pub(in crate::cli) struct RevisionsArgs {
    /// Files and folders; `-` is standard input [default: the dossier around the current folder, else ./claims]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// What to show.
    #[command(flatten)]
    pub narrow: Narrow,
    /// Only cells with this code, as in sex=women; repeat, or separate by commas
    #[arg(long = "where", value_name = "DIMENSION=CODE", value_delimiter = ',', value_parser = values::pair)]
    pub scope: Vec<(String, String)>,
    /// Only what this publisher says: its id, name or alias; may be repeated
    #[arg(long, value_name = "NAME")]
    pub publisher: Vec<String>,
    /// Also cells in which no date has more than one figure
    #[arg(long)]
    pub single: bool,
    /// How to write it: text, csv or json
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = values::history_format)]
    pub format: HistoryFormat,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// In CSV, leave cells as they are that a spreadsheet would run as formulas
    #[arg(long)]
    pub keep_formulas: bool,
    /// Columns to fit into [default: the terminal's, else 100]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<u16>,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot diff old.yaml new.yaml                 two files, or two folders
  crossfoot diff source:march source:june          two sources of the dossier around this folder
  crossfoot diff source:march source:june claims   of another dossier
  crossfoot diff git:HEAD~3 claims                 what became of claims in three commits
  crossfoot diff git:v1 git:v2 claims              between two revisions
  crossfoot diff git:HEAD~3:old.yaml new.yaml      a file as it was, under another name

Figures belong together by what they count, then by date, source and speaker; where
several could, none is chosen, and they are listed as added and withdrawn.
A revision is read with all of its dossier, its crossfoot.yaml too. git must be installed.

Exit status: 0, 1 with --exit-code if anything changed, 2 if the tool could not work")]
pub(in crate::cli) struct DiffArgs {
    /// What was: a file, a folder, `source:ID`, `git:REV` or `git:REV:PATH`; `-` is standard input
    #[arg(value_name = "OLD")]
    pub old: String,
    /// What is, likewise
    #[arg(value_name = "NEW")]
    pub new: String,
    /// The dossier of `source:ID`, or the file or folder of `git:REV` [default: the other operand's path, else the dossier around the current folder, else ./claims]
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// How to write it: text, json, markdown or csv
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = values::diff_format)]
    pub format: DiffFormat,
    /// Write it to a file too, as in json=changes.json; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = values::diff_output)]
    pub output: Vec<DiffTo>,
    /// List unchanged figures and all relations, too (JSON always does)
    #[arg(long)]
    pub all: bool,
    /// Exit with 1 if anything changed
    #[arg(long)]
    pub exit_code: bool,
    /// Columns to fit into [default: the terminal's, else 100]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<u16>,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}
