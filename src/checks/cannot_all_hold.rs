//! `cannot-all-hold`: no numbers satisfy all figures of one source, though each
//! relation alone can hold.

use crate::findings::Finding;
use crate::joint::{Layer, Words};
use crate::text::Severity;

use super::{Context, joint};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for case in &context.joint().cases {
        if case.layer != Layer::Source || case.words != Words::Hard {
            continue;
        }
        for conflict in &case.conflicts {
            if conflict.claims.is_empty() {
                // The codebook contradicts itself, which is told there.
                continue;
            }
            let claim = context.claim(case.world.claim(conflict.claims[0]));
            let source = &context.dossier().source(claim.source).id;
            let message = format!(
                "{} figures of {source} cannot all hold, though each relation alone can",
                conflict.claims.len()
            );
            let severity = Severity::Error;
            findings.push(joint::finding(
                context,
                "cannot-all-hold",
                severity,
                (case, conflict),
                message,
            ));
        }
    }
}
