//! Readings of open wordings in the contract with machines.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{FigureOut, WorksheetOut};
use crate::findings::{Conflict, Reading, TakenAs};

/// One reading of the claims whose wording leaves their scope open.
#[derive(Serialize)]
pub(super) struct ReadingOut<'a> {
    #[serde(rename = "where")]
    scope: BTreeMap<&'a str, &'a str>,
    agrees: bool,
    taken: Vec<TakenOut<'a>>,
    conflicts: Vec<ConflictOut<'a>>,
    figures: Vec<FigureOut<'a>>,
}

#[derive(Serialize)]
struct TakenOut<'a> {
    claim: &'a str,
    cell: &'a str,
    #[serde(rename = "where")]
    scope: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct ConflictOut<'a> {
    check: &'a str,
    message: &'a str,
    worksheet: Option<WorksheetOut<'a>>,
    figures: Vec<FigureOut<'a>>,
}

impl<'a> ReadingOut<'a> {
    pub(super) fn of(reading: &'a Reading) -> Self {
        Self {
            // Of the first claim; where there are several, `taken` has them all.
            scope: reading.taken.first().map_or_else(BTreeMap::new, scope),
            agrees: reading.agrees,
            taken: (reading.taken.iter())
                .map(|taken| TakenOut {
                    claim: &taken.claim,
                    cell: &taken.cell,
                    scope: scope(taken),
                })
                .collect(),
            conflicts: reading.conflicts.iter().map(ConflictOut::of).collect(),
            figures: reading.figures.iter().map(FigureOut::of).collect(),
        }
    }
}

fn scope(taken: &TakenAs) -> BTreeMap<&str, &str> {
    let codes = taken.codes.iter();
    codes
        .map(|(dimension, code)| (dimension.as_str(), code.as_str()))
        .collect()
}

impl<'a> ConflictOut<'a> {
    fn of(conflict: &'a Conflict) -> Self {
        Self {
            check: conflict.check,
            message: &conflict.message,
            worksheet: conflict.worksheet.as_ref().map(WorksheetOut::of),
            figures: conflict.figures.iter().map(FigureOut::of).collect(),
        }
    }
}
