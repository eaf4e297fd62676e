//! Arguments of `export` and `import`.

use std::path::PathBuf;

use clap::Args;

use clap::Subcommand;

use super::super::values;
use super::{Look, Narrow};
use crate::export::TableFormat;

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot export csv                     the dossier around this folder, one figure a row
  crossfoot export csv claims -o figures.csv
  crossfoot export json --measure missing --where sex=women

Every row says all of its figure, sorted or not; what others follow from it stands in the
last columns: its cell, and the interval that its wording allows. Read again beside the
same codebook, the table gives the same claims.

A cell that a spreadsheet would run as a formula, such as =1+1 or +7, gets an apostrophe
in front; crossfoot takes it away when it reads the table.

Exit status: 0, or 2 if the tool could not work")]
pub(in crate::cli) struct ExportArgs {
    /// What to write: csv or json
    #[arg(value_name = "FORMAT", value_parser = values::table_format)]
    pub format: TableFormat,
    /// Files and folders; `-` is standard input [default: the dossier around the current folder, else ./claims]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Leave cells as they are that a spreadsheet would run as formulas
    #[arg(long)]
    pub keep_formulas: bool,
    /// Begin with a byte order mark: some spreadsheets take a CSV file for UTF-8 only then
    #[arg(long)]
    pub bom: bool,
    /// What to export.
    #[command(flatten)]
    pub narrow: Narrow,
    /// Only figures at this code or below it, as in sex=women; may be repeated
    #[arg(long = "where", value_name = "DIMENSION=CODE", value_parser = values::pair)]
    pub scope: Vec<(String, String)>,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ImportCommand {
    /// Write the claims of a table as a claim file
    Csv(ImportArgs),
}

/// Arguments of `import csv`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot import csv figures.csv                      onto standard output
  crossfoot import csv figures.csv -o claims/figures.yaml
  crossfoot import csv table.csv --map table.map.yaml   other headers, or several figures a row

The claim file loads to the same claims as the table, ids, breakdowns and intervals
included. Nothing is ever overwritten.

Exit status: 0 everything was written, 1 rows were left out, 2 the tool could not work,
3 no claims found")]
pub(in crate::cli) struct ImportArgs {
    /// The table: CSV, or JSON rows
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What is what in the table [default: FILE.map.yaml beside it]
    #[arg(long, value_name = "MAP")]
    pub map: Option<PathBuf>,
    /// Where to write the claim file [default: standard output]
    #[arg(short, long, value_name = "OUT.yaml")]
    pub output: Option<PathBuf>,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}
