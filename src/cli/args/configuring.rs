//! Arguments that change settings for one run, for `check` and `settings`.

use clap::Args;

use super::super::settings::Environment;
use super::super::values;

/// Settings of a run that stand beside those of the report.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct ConfigArgs {
    /// Leave these files and folders out, too: a pattern as in .gitignore; may be repeated
    ///
    /// It is relative to the current folder and adds to `exclude` of crossfoot.yaml, whose
    /// patterns are relative to it.
    #[arg(long, value_name = "PATTERN", value_parser = values::pattern)]
    pub exclude: Vec<String>,
    /// Leave out what is excluded even if PATHS names it, as tools do that pass file names [env: CROSSFOOT_FORCE_EXCLUDE]
    #[arg(long, value_name = "on|off", num_args = 0..=1, require_equals = true, default_missing_value = "on", value_parser = values::switch)]
    pub force_exclude: Option<bool>,
    /// Warnings about the configuration are errors [env: CROSSFOOT_STRICT]
    #[arg(long, value_name = "on|off", num_args = 0..=1, require_equals = true, default_missing_value = "on", value_parser = values::switch)]
    pub strict: Option<bool>,
    /// Report only what involves lines changed since REV, uncommitted and new files included; REV is HEAD if left out
    ///
    /// The whole dossier is audited all the same. Of another branch, the commit counts where
    /// the two parted.
    #[arg(long, value_name = "REV", num_args = 0..=1, require_equals = true, default_missing_value = "HEAD")]
    pub changed: Option<String>,
    /// What the environment says; read before the work begins.
    #[arg(skip)]
    pub environment: Environment,
}

/// Arguments of `settings`: those of `check`.
#[derive(Debug, Args)]
#[command(
    mut_arg("format", |format| format
        .help("How to list the settings: text or json; not a setting here")
        .long_help(None)),
    mut_arg("paths", |paths| paths
        .help("Files and folders whose settings to list [default: the dossier around the current folder]")
        .long_help(None)),
    after_help = "\
Examples:
  crossfoot settings                       those of the dossier around this folder
  crossfoot settings claims --format json
  crossfoot settings --fail-on warning --exclude drafts/   what arguments of check change

What an argument says holds, else what the environment says, else crossfoot.yaml, else the
default. Patterns in `exclude` add up. An empty variable counts as none.

Exit status: 0, or 2 if the settings cannot be used"
)]
pub(in crate::cli) struct SettingsArgs {
    /// What `check` takes.
    #[command(flatten)]
    pub check: super::CheckArgs,
}
