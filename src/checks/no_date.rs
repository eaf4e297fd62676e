//! `no-date`: figures without a date, neither of their own nor of their source.

use crate::dossier::DateOrigin;
use crate::findings::Finding;

use super::Context;
use super::quotation;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    quotation::one_note_a_source(
        context,
        findings,
        &quotation::Lack {
            check: "no-date",
            what: "date",
            help: "give the source `published`, or the claim `as_of`: the best date you can defend, such as 2023~ or 1991/1994",
        },
        |_, claim| claim.when.origin == DateOrigin::Unknown,
    );
}
