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
    note_by_source(context, findings, &LACK, |_, claim| {
        claim.when.origin == DateOrigin::Unknown
    });
}
