//! Arguments of the commands that look at figures: `try`, `show`, `why`.

use std::path::PathBuf;

use clap::Args;

use super::super::values;
use super::{Look, Narrow};
use crate::output::Format;

/// Arguments of `try`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot try \"3,983 = 3,209 + 774\"
  crossfoot try \"total 1.2 million = men 700,000 + women 480,000\"
  crossfoot try \"more than 600 <= 719\"
  crossfoot try \"478 = 12% of 3,983\"
  crossfoot try --number-format eu \"3.983 = 3.209 + 774\"

The line is one comparison (=, <=, >=, <, >) of figures as printed, with their hedges
and, if wished, their names. Figures are counts unless they show otherwise.

Exit status: 0 the line can hold, 1 it cannot, 2 it cannot be read")]
pub(in crate::cli) struct TryArgs {
    /// The line to check, best in quotation marks
    #[arg(value_name = "LINE", required = true)]
    pub line: Vec<String>,
    /// How rounded figures were cut: nearest, truncate
    #[arg(long, value_name = "HOW", default_value = "nearest", value_parser = values::rounding)]
    pub rounding: crate::quantity::Rounding,
    /// How numbers are written: en (3,983.5) or eu (3.983,5)
    #[arg(long, value_name = "FORMAT", default_value = "en", value_parser = values::number_format)]
    pub number_format: crate::quantity::NumberFormat,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

/// Arguments of `show`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot show                           every figure of the dossier around this folder
  crossfoot show claims --measure registered_missing
  crossfoot show --implied                 what follows though nobody printed it

Rows are what was counted, columns who said it of when, in the order of dates. A hedged
figure has its interval below it; (+7) is the change from the figure before it in the row.

With --implied: what sums, code trees and rules leave no choice about, as 3,984 is what
3,990 in all and 6 of the second war leave for the first. Listed are single numbers, and
ranges that are at most a twentieth of their upper end wide; from one source alone or,
where none gives it, from all together. `crossfoot why CELL` shows every step.

Exit status: 0, or 2 if the tool could not work")]
pub(in crate::cli) struct ShowArgs {
    /// Files and folders; `-` is standard input [default: the dossier around the current folder, else ./claims]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// List instead the figures that nobody printed but that follow from printed ones
    #[arg(long)]
    pub implied: bool,
    /// What to show.
    #[command(flatten)]
    pub narrow: Narrow,
    /// Columns to fit into [default: the terminal's, else 100]
    #[arg(long, value_name = "COLUMNS")]
    pub width: Option<u16>,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

/// Arguments of `why`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot why missing                    a measure as a whole, at every date
  crossfoot why 'missing[war=first]@2025-09-27'
  crossfoot why 'missing[sex=women, age=65+]' claims --source commission-2025-03

A cell is written as in rules: measure[dimension=code, dimension=code]@date. Put it in
quotation marks: brackets mean something else to most shells. Nobody needs to have
printed it. What is printed of the cell itself takes no part, so that it can be compared
with what all other figures leave for it; nor do figures that contradict each other.

Exit status: 0, or 2 if the tool could not work")]
pub(in crate::cli) struct WhyArgs {
    /// The cell, as in 'missing[war=first]@2025-09-27'; without a date, at every date
    #[arg(value_name = "CELL")]
    pub cell: String,
    /// Files and folders; `-` is standard input [default: the dossier around the current folder, else ./claims]
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// Only from what this source says; may be repeated, each then stands alone
    #[arg(long, value_name = "ID")]
    pub source: Vec<String>,
    /// How to write it: text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = values::answer_format)]
    pub format: Format,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}
