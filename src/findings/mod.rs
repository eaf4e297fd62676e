//! Findings: what the checks found, with its working, and the report that
//! accepts, grades, filters, sorts and counts them. Knows no output format.

mod accept;
mod answer;
mod baseline;
#[cfg(test)]
pub(crate) mod canned;
mod capped;
mod changed;
mod derivation;
mod exit;
mod filter;
mod finding;
mod fingerprint;
mod hint;
mod reading;
mod repair_help;
mod report;
mod severity;

pub use crate::text::Severity;
pub use accept::apply as apply_acceptances;
pub use answer::{Answer, Outcome, Printed};
pub use baseline::{Baseline, BaselineError, BaselineOutcome, Baselining, KnownFinding};
pub use capped::{Capped, Further, ScreenedTable};
pub use changed::{Changed, Since};
pub use derivation::{Change, Deduction, Derivation, End, Repair, Summand};
pub use exit::{FailOn, combined_status, exit_status};
pub use filter::Filter;
pub use finding::{
    Basis, FigureRow, Finding, Location, RelationRecord, Role, Scale, Status, Term, Verdict,
    Worksheet,
};
pub use fingerprint::fingerprint;
pub use hint::{Hint, Score};
pub use reading::{Conflict, Reading, TakenAs};
pub use repair_help::repair_help;
pub use report::{Collected, FindingCounts, Judging, RelationCounts, Report, Summary};
pub use severity::{INPUT_CHECKS, PEDANTIC_CHECKS, Severities};
