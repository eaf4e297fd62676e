//! Arguments: what can be asked of the program, with the help that teaches it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::values::{self, OutputTo};
use crate::findings::FailOn;
use crate::output::Format;

const MAIN_HELP: &str = "\
Examples:
  crossfoot                                the dossier around this folder, or ./claims
  crossfoot claims/2025-03-10.yaml         what touches one file
  crossfoot try \"3,983 = 3,209 + 774\"      one line, without a file
  crossfoot init                           a first dossier to learn from
  crossfoot explain parts-do-not-sum       what a check means

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the tool could not work,
3 no claims found (`crossfoot explain exit-codes`)";

const CHECK_HELP: &str = "\
Examples:
  crossfoot check                          the dossier around this folder, or ./claims
  crossfoot check claims --format concise  one line a finding
  crossfoot check --output json=audit.json the report for people, and JSON in a file
  crossfoot check --only parts-do-not-sum,share-mismatch --show-passed
  crossfoot check - < release.yaml         standard input, a dossier of its own

Exit status: 0 nothing at or above --fail-on, 1 findings, 2 the tool could not work,
3 no claims found (`crossfoot explain exit-codes`)";

/// Audits published statistics: do the figures of a report add up, and where do
/// reports diverge from each other and over time?
///
/// Figures are written down in YAML, as they were printed: `crossfoot init` writes
/// a first dossier. Without a command, crossfoot checks.
#[derive(Debug, Parser)]
#[command(
    name = "crossfoot",
    version,
    args_conflicts_with_subcommands = true,
    max_term_width = 100,
    after_help = MAIN_HELP
)]
pub(super) struct Cli {
    /// What to do instead of checking.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Checking.
    #[command(flatten)]
    pub check: CheckArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Audit dossiers (the default)
    #[command(after_help = CHECK_HELP)]
    Check(Box<CheckArgs>),
    /// Check one line, without a file
    Try(TryArgs),
    /// Show the figures as tables: what was said of what, by whom, when
    Show(ShowArgs),
    /// Derive what a cell can be from all other figures, step by step
    Why(WhyArgs),
    /// List the figures of an article, and what of its numbers is none
    Draft(DraftArgs),
    /// Describe a check, the hedges or the exit codes
    Explain(ExplainArgs),
    /// Write a first dossier, with comments to learn from
    Init(InitArgs),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Files and folders; `-` is standard input [default: the dossier around the current folder, else ./claims]
    ///
    /// A path inside a dossier loads the whole dossier and reports what touches the path.
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// How to write the report: text, concise (one line a finding) or json
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = values::format)]
    pub format: Format,
    /// Write the report to a file too, as in json=audit.json; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = values::output)]
    pub output: Vec<OutputTo>,
    /// The least severity that makes the exit status 1: error, warning, note, never [default: `fail_on` of crossfoot.yaml, else error]
    #[arg(long, value_name = "SEVERITY", value_parser = values::fail_on, hide_possible_values = true)]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 whatever the findings
    #[arg(long)]
    pub exit_zero: bool,
    /// List every relation with its verdict, those that hold too
    #[arg(long)]
    pub show_passed: bool,
    /// Report what is counted only: sums that hold by rounding, claims without quotation or date
    #[arg(long)]
    pub pedantic: bool,
    /// Report these checks only; repeat, or separate by commas
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = values::check)]
    pub only: Vec<String>,
    /// Do not report these checks; repeat, or separate by commas
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = values::check)]
    pub skip: Vec<String>,
    /// What to report of.
    #[command(flatten)]
    pub narrow: Narrow,
    /// The date to take for today, as in 2025-03-10 [default: the system's date]
    #[arg(long, value_name = "DATE", value_parser = values::day)]
    pub today: Option<crate::quantity::Day>,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

/// Which measures and sources to report of.
#[derive(Debug, Default, Args)]
pub(super) struct Narrow {
    /// Only what is about this measure; may be repeated
    #[arg(long, value_name = "ID")]
    pub measure: Vec<String>,
    /// Only what involves this source; may be repeated
    #[arg(long, value_name = "ID")]
    pub source: Vec<String>,
}

/// How to draw on a terminal.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Look {
    /// Colours; auto heeds NO_COLOR and CLICOLOR_FORCE
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: When,
    /// Draw with ASCII characters only
    #[arg(long)]
    pub ascii: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    /// On a terminal.
    #[value(help = None)]
    Auto,
    /// Also into files and pipes.
    #[value(help = None)]
    Always,
    /// Not at all.
    #[value(help = None)]
    Never,
}

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
pub(super) struct TryArgs {
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
pub(super) struct ShowArgs {
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
pub(super) struct WhyArgs {
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

/// Arguments of `draft`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot draft --format json article.txt
  curl -s https://example.org/article.txt | crossfoot draft --format json -

Every numeric expression is listed in its order, with where it stands, its hedge, what it
counts and what it allows; those that are no statistics (dates, years, ordinals, durations,
numbers of documents …) with the reason. Articles are read as plain text, HTML and Markdown
too: their tags and marks are text to it.

Exit status: 0, or 2 if the tool could not work")]
pub(super) struct DraftArgs {
    /// The article, UTF-8; `-` is standard input
    #[arg(value_name = "ARTICLE")]
    pub article: PathBuf,
    /// How to write it: json
    #[arg(long, value_name = "FORMAT", required = true, value_parser = values::draft_format)]
    pub format: Format,
    /// How numbers are written: en (3,983.5) or eu (3.983,5)
    #[arg(long, value_name = "FORMAT", default_value = "en", value_parser = values::number_format)]
    pub number_format: crate::quantity::NumberFormat,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot explain --list
  crossfoot explain sources-disagree
  crossfoot explain hedges")]
pub(super) struct ExplainArgs {
    /// A check, or one of: hedges, exit-codes
    #[arg(value_name = "TOPIC", required_unless_present = "list")]
    pub topic: Option<String>,
    /// List all topics, a line each
    #[arg(long, conflicts_with = "topic")]
    pub list: bool,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot init                           into the current folder
  crossfoot init floods && crossfoot floods

Nothing is ever overwritten: if one of the files exists, none is written.")]
pub(super) struct InitArgs {
    /// The folder to write into; made if it does not exist
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}
