//! What a baseline did, in JSON.

use serde::Serialize;

use crate::findings::{BaselineOutcome, KnownFinding};

#[derive(Serialize)]
pub(super) struct BaselineOut<'a> {
    file: &'a str,
    known: usize,
    changed: usize,
    fixed: Vec<KnownOut<'a>>,
    unsettled: usize,
}

#[derive(Serialize)]
struct KnownOut<'a> {
    check: &'a str,
    severity: &'static str,
    concise: &'a str,
    fingerprint: &'a str,
    claims: &'a [String],
    file: &'a str,
}

impl<'a> BaselineOut<'a> {
    pub(super) fn of(outcome: &'a BaselineOutcome) -> Self {
        Self {
            file: &outcome.file,
            known: outcome.known,
            changed: outcome.changed,
            fixed: outcome.fixed.iter().map(KnownOut::of).collect(),
            unsettled: outcome.unsettled,
        }
    }
}

impl<'a> KnownOut<'a> {
    fn of(known: &'a KnownFinding) -> Self {
        Self {
            check: &known.check,
            severity: known.severity.name(),
            concise: &known.concise,
            fingerprint: &known.fingerprint,
            claims: &known.claims,
            file: &known.file,
        }
    }
}
