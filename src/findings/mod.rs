//! Findings: what the checks found, with its working, and the report that
//! filters, accepts, sorts and counts them.

mod finding;

pub use crate::text::Severity;
pub use finding::{
    Basis, FigureRow, Finding, Location, RelationRecord, Role, Status, Term, Verdict, Worksheet,
};
