//! `no-quote`: figures for which no quotation stands, so that nobody can check
//! them against the text without searching.

use crate::findings::Finding;

use super::Context;
use super::evidence::{Lack, Standing, note_by_source};

const LACK: Lack = Lack {
    check: "no-quote",
    what: "quotation",
    help: "add `quote` with the phrase that holds the figure; one quotation on a breakdown serves all its parts",
};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let standings = context.standings();
    note_by_source(context, findings, &LACK, |id, _| {
        standings[id.index()] == Standing::NoQuote
    });
}
