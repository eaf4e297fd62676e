//! Why a text is not a figure, and where.

use std::fmt;
use std::ops::Range;

/// A text that is not a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError {
    /// The offending bytes of the text.
    pub range: Range<usize>,
    /// One sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl ValueError {
    /// An error at some bytes of the text.
    pub fn new(range: Range<usize>, message: impl Into<String>) -> ValueError {
        ValueError {
            range,
            message: message.into(),
            help: None,
        }
    }

    /// Adds what to write instead.
    pub fn help(mut self, help: impl Into<String>) -> ValueError {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ValueError {}
