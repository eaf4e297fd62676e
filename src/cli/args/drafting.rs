//! Arguments of `draft`.

use std::path::PathBuf;

use clap::Args;

use super::super::values;
use super::Look;
use crate::output::Format;

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
pub(in crate::cli) struct DraftArgs {
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
