//! `cannot-all-hold-together`: several sources cannot all be right, though each pair of
//! their figures can.

use crate::findings::Finding;
use crate::joint::{Layer, Words};
use crate::text::Severity;

use super::{Context, joint};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for case in &context.joint().cases {
        if case.layer == Layer::Source || case.words != Words::Hard {
            continue;
        }
        for conflict in &case.conflicts {
            if conflict.claims.is_empty() {
                continue;
            }
            let message = format!(
                "{} figures cannot all hold together, though any two of them can",
                conflict.claims.len()
            );
            findings.push(joint::finding(
                context,
                "cannot-all-hold-together",
                Severity::Warning,
                (case, conflict),
                message,
            ));
        }
    }
}
