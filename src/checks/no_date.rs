//! `no-date`: figures without a date, neither of their own nor of their source.

use crate::dossier::DateOrigin;
use crate::findings::Finding;

use super::Context;
use super::evidence::{Lack, note_by_source};

const LACK: Lack = Lack {
    check: "no-date",
    what: "date",
    help: "give the source `published`, or the claim `as_of`: the best date you can defend, such as 2023~ or 1991/1994",
};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dossier = context.dossier();
    note_by_source(context, findings, &LACK, |_, claim| {
        // Of a text that is not declared, that is the finding.
        claim.when.origin == DateOrigin::Unknown && dossier.source(claim.source).known
    });
}
