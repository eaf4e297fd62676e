//! The part of the contract that is about hints.

use serde::Serialize;

use crate::findings::{Finding, Hint};

#[derive(Serialize)]
pub(super) struct HintOut<'a> {
    pattern: &'a str,
    message: &'a str,
    claims: &'a [String],
    score: Option<ScoreOut<'a>>,
}

#[derive(Serialize)]
struct ScoreOut<'a> {
    value: &'a str,
    unit: &'a str,
}

impl<'a> HintOut<'a> {
    pub(super) fn all(finding: &'a Finding) -> Vec<Self> {
        finding.hints.iter().map(Self::of).collect()
    }

    fn of(hint: &'a Hint) -> Self {
        let score = hint.score.as_ref().map(|score| ScoreOut {
            value: &score.value,
            unit: score.unit,
        });
        Self {
            pattern: hint.pattern,
            message: &hint.message,
            claims: &hint.claims,
            score,
        }
    }
}
