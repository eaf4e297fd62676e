//! `cannot-all-hold-together`: several texts cannot all be right, though each pair of
//! their figures can.

use crate::findings::Finding;
use crate::joint::Layer;

use super::joint::{self, report};
use super::{Context, cannot_all_hold};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let message = |context: &Context<'_>, found: &joint::Across<'_>| {
        let (speaker, count) = report::speaker_and_count(context, found);
        let pairs = if count > 2 {
            ", though any two of them can"
        } else {
            ""
        };
        match found.case.layer {
            Layer::Publisher => {
                format!("{count} figures of {speaker} cannot all hold together{pairs}")
            }
            _ => format!("{count} figures cannot all hold together{pairs}"),
        }
    };
    report::add(context, "cannot-all-hold-together", message, findings);
    for undecided in &context.joint().undecided {
        if undecided.layer != Layer::Source {
            let finding =
                cannot_all_hold::left_open(context, "cannot-all-hold-together", undecided);
            findings.push(finding);
        }
    }
}
