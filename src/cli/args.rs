//! Arguments: what can be asked of the program, with the help that teaches it.

mod asking;
mod baselines;
mod configuring;
mod drafting;
mod editing;
mod editions;
mod packaging;
mod questions;
mod tables;

pub(super) use asking::{ShowArgs, TryArgs, WhyArgs};
pub(super) use baselines::BaselineArgs;
pub(super) use configuring::{ConfigArgs, SettingsArgs};
pub(super) use drafting::DraftArgs;
pub(super) use editing::LspArgs;
pub(super) use editions::{DiffArgs, RevisionsArgs};
pub(super) use packaging::{CompletionsArgs, ManArgs, SchemaArgs, Shell};
pub(super) use questions::AskArgs;
pub(super) use tables::{ExportArgs, ImportArgs, ImportCommand};

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
  crossfoot check figures.csv              a table, one figure a row
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
    /// Draft claims from an article, or mark its figures
    Draft(DraftArgs),
    /// Write the figures as a table that other programs read, and crossfoot too
    Export(ExportArgs),
    /// Turn a table into a claim file
    #[command(subcommand)]
    Import(ImportCommand),
    /// Show how figures changed from edition to edition, and by how much
    Revisions(RevisionsArgs),
    /// Compare two editions, two dossiers or two commits
    Diff(DiffArgs),
    /// Write the questions to put to each publisher, as letters in Markdown
    Ask(AskArgs),
    /// Serve an editor: findings while typing, hover, completion (language server)
    Lsp(LspArgs),
    /// Describe a check, the hedges or the exit codes
    Explain(ExplainArgs),
    /// Write a first dossier, with comments to learn from
    Init(InitArgs),
    /// List the settings that hold, and where each comes from
    Settings(Box<SettingsArgs>),
    /// Print the JSON Schema of claim files, of crossfoot.yaml or of a format, for editors and programs
    Schema(SchemaArgs),
    /// Print a script that completes commands, options and their values in a shell
    Completions(CompletionsArgs),
    /// Print a manual page
    Man(ManArgs),
}

/// Arguments of `check`.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct CheckArgs {
    /// Files and folders; `-` is standard input [default: the dossier around the current folder, else ./claims]
    ///
    /// A path inside a dossier loads the whole dossier and reports what touches the path.
    #[arg(value_name = "PATHS")]
    pub paths: Vec<PathBuf>,
    /// What is what in the tables among PATHS [default: TABLE.map.yaml beside the table]
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// A folder with copies of the texts that sources name with `text:` [default: `texts` of crossfoot.yaml] [env: CROSSFOOT_TEXTS]
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// How to write the report: text, concise (one line a finding), json, jsonl, sarif, github, gitlab, junit or markdown [default: `format` of crossfoot.yaml, else text] [env: CROSSFOOT_FORMAT]
    #[arg(long, value_name = "FORMAT", value_parser = values::format)]
    pub format: Option<Format>,
    /// Write the report to a file too, as in json=audit.json; may be repeated
    #[arg(long, value_name = "FORMAT=FILE", value_parser = values::output)]
    pub output: Vec<OutputTo>,
    /// The least severity that makes the exit status 1: error, warning, note, never [default: `fail_on` of crossfoot.yaml, else error] [env: CROSSFOOT_FAIL_ON]
    #[arg(long, value_name = "SEVERITY", value_parser = values::fail_on, hide_possible_values = true)]
    pub fail_on: Option<FailOn>,
    /// Exit with 0 whatever the findings
    #[arg(long)]
    pub exit_zero: bool,
    /// List every relation with its verdict, those that hold too
    #[arg(long)]
    pub show_passed: bool,
    /// Report what is counted only: sums that hold by rounding, claims without quotation or date [env: CROSSFOOT_PEDANTIC]
    #[arg(long, value_name = "on|off", num_args = 0..=1, require_equals = true, default_missing_value = "on", value_parser = values::switch)]
    pub pedantic: Option<bool>,
    /// Report these checks only; repeat, or separate by commas
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = values::check)]
    pub only: Vec<String>,
    /// Do not report these checks; repeat, or separate by commas
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = values::check)]
    pub skip: Vec<String>,
    /// How many findings of each check to show: a number, or all; all are counted [default: all, but 100 of a large table] [env: CROSSFOOT_MAX_FINDINGS]
    #[arg(long, value_name = "N", value_parser = values::most)]
    pub max_findings: Option<values::Most>,
    /// What is known already.
    #[command(flatten)]
    pub known: BaselineArgs,
    /// What to report of.
    #[command(flatten)]
    pub narrow: Narrow,
    /// The date to take for today, as in 2025-03-10 [default: the system's date] [env: CROSSFOOT_TODAY]
    #[arg(long, value_name = "DATE", value_parser = values::day)]
    pub today: Option<crate::quantity::Day>,
    /// Settings for this run.
    #[command(flatten)]
    pub config: ConfigArgs,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

impl CheckArgs {
    /// Whether the report is wanted in that format: on standard output, where it is
    /// written as `shown`, or in a file.
    pub fn wants(&self, format: Format, shown: Format) -> bool {
        shown == format || self.output.iter().any(|to| to.format == format)
    }
}

/// Which measures and sources to report of.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct Narrow {
    /// Only what is about this measure; may be repeated
    #[arg(long, value_name = "ID")]
    pub measure: Vec<String>,
    /// Only what involves this source; may be repeated
    #[arg(long, value_name = "ID")]
    pub source: Vec<String>,
}

/// How to draw on a terminal.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Look {
    /// Colours; auto heeds NO_COLOR and CLICOLOR_FORCE [default: auto] [env: CROSSFOOT_COLOR]
    #[arg(long, value_name = "WHEN")]
    pub color: Option<When>,
    /// Draw with ASCII characters only [env: CROSSFOOT_ASCII]
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

Nothing is ever overwritten: if one of the files exists, none is written. The schemas in
.crossfoot are for editors, which complete and explain keys with them; `crossfoot schema
--write` renews them after an update, and they may be deleted.")]
pub(super) struct InitArgs {
    /// The folder to write into; made if it does not exist
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}

/// The names of all commands, in the order of `--help`.
pub(super) fn command_names() -> Vec<String> {
    use clap::CommandFactory;
    let commands = Cli::command();
    let names = commands.get_subcommands();
    names.map(|command| command.get_name().to_owned()).collect()
}
