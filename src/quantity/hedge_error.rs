//! What is wrong with an entry of `settings.hedges`.

use std::fmt;

/// Why an entry of `settings.hedges` was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HedgeError {
    /// The wording of the entry.
    pub wording: String,
    /// Which part of it: `wording`, `plausible` or `hard`.
    pub which: &'static str,
    /// One sentence without a full stop.
    pub message: String,
}

impl fmt::Display for HedgeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} of hedge `{}`: {}",
            self.which, self.wording, self.message
        )
    }
}

impl std::error::Error for HedgeError {}
