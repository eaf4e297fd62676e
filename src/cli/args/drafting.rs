//! Arguments of `draft`.

use std::path::PathBuf;

use clap::Args;

use super::super::values::{self, DraftFormat};
use super::Look;
use crate::text::plain::Markup;

/// Arguments of `draft`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  crossfoot draft article.txt                       a claim file on standard output
  crossfoot draft page.html -o claims/article.yaml  nothing is ever overwritten
  crossfoot draft article.txt --codebook claims     measures and codes of a dossier
  crossfoot draft article.txt --update claims/article.yaml
  crossfoot draft article.txt --annotate            the article with its figures marked
  curl -s https://example.org/article | crossfoot draft --format json -

The draft is a beginning: every figure with its quotation, what it counts, and the parts
that the wording suggests; TODO stands where the article does not say what has to be known,
and `crossfoot check` warns of it. --update adds what is new in the article and leaves all
else as it is, byte for byte.

Exit status: 0, 3 no figures found, or 2 if the tool could not work")]
pub(in crate::cli) struct DraftArgs {
    /// The article, UTF-8: plain text, Markdown or HTML; `-` is standard input
    #[arg(value_name = "ARTICLE")]
    pub article: PathBuf,
    /// Where to write the claim file [default: standard output]
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["update", "annotate", "format"])]
    pub output: Option<PathBuf>,
    /// Add what is new to this claim file, an earlier draft
    #[arg(long, value_name = "FILE", conflicts_with_all = ["annotate", "format"])]
    pub update: Option<PathBuf>,
    /// A dossier whose measures and codes are looked for in the words
    #[arg(long, value_name = "DIR|FILE", conflicts_with_all = ["annotate", "format"])]
    pub codebook: Option<PathBuf>,
    /// The id of the source [default: made of the name of the file]
    #[arg(long, value_name = "ID")]
    pub source: Option<String>,
    /// List what was skipped, with the reasons, at the end
    #[arg(long)]
    pub skipped: bool,
    /// Print the article with its figures marked instead
    #[arg(long, conflicts_with = "format")]
    pub annotate: bool,
    /// How to write it: yaml (a claim file) or json (every numeric expression, with offsets)
    #[arg(long, value_name = "FORMAT", default_value = "yaml", value_parser = values::draft_format)]
    pub format: DraftFormat,
    /// How the article is written: text, markdown or html [default: by the name, or the first characters]
    #[arg(long, value_name = "MARKUP", value_parser = values::markup)]
    pub from: Option<Markup>,
    /// How numbers are written: en (3,983.5) or eu (3.983,5)
    #[arg(long, value_name = "FORMAT", default_value = "en", value_parser = values::number_format)]
    pub number_format: crate::quantity::NumberFormat,
    /// How to draw.
    #[command(flatten)]
    pub look: Look,
}
