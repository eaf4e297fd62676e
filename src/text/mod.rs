//! Text with positions: files, spans, the spanned YAML tree, and problems found
//! while reading. The only place that knows the YAML parser.

mod problem;
mod source_map;
mod span;
pub mod suggest;
pub mod tree;

pub use problem::{Label, Problem, Severity};
pub use source_map::{Place, SourceFile, SourceMap};
pub use span::{FileId, Span, Spanned};
