//! Text with positions: files, spans, the spanned YAML tree, and problems found
//! while reading. The only place that knows the YAML parser.

mod accents;
pub mod comments;
pub mod decode;
pub mod fields;
pub mod fold;
mod grid;
mod grow;
mod home;
mod hostile;
mod keys;
mod line_changes;
mod lines;
mod neutral;
pub mod plain;
mod problem;
mod reader;
mod recover;
mod refuse;
mod scalar;
mod source_map;
mod span;
mod stretches;
pub mod suggest;
mod traps;
pub mod tree;
pub mod word_diff;
mod writing;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use decode::{DecodeError, decode, decode_rows};
pub use fields::Fields;
pub use grid::{Cell, Grid, Piece};
pub use grow::Growing;
pub use home::Home;
pub(crate) use hostile::is_hostile;
pub use line_changes::LineChanges;
pub use neutral::{neutralise, restore};
pub use problem::{Label, Problem, Severity};
pub use source_map::{Place, SourceFile, SourceMap};
pub use span::{FileId, Span, Spanned};
pub use stretches::read_long;
pub use tree::{Kind, Node, Tree, read};
pub use writing::{comment, scalar};
