//! Arguments about baselines.

use std::path::PathBuf;

use clap::Args;

/// Which findings are known already.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct BaselineArgs {
    /// Findings in this file are known: they are marked and do not count; those that are gone are named [env: CROSSFOOT_BASELINE]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings to this file, as a baseline; beside --baseline only what is left of that one
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,
}

impl BaselineArgs {
    /// Whether a baseline is read or written.
    pub fn any(&self) -> bool {
        self.baseline.is_some() || self.write_baseline.is_some()
    }
}
