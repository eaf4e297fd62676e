//! `cannot-all-hold-together`: several texts cannot all be right, though each pair of
//! their figures can.

use crate::findings::Finding;
use crate::joint::Layer;

use super::joint::{self, report};
use super::{Context, cannot_all_hold};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let message = |context: &Context<'_>, found: &joint::Across<'_>| {
        let (speaker, count) = report::speaker_and_count(context, found);
        let whose = match found.case.layer {
            Layer::Publisher => format!("figures of {speaker}"),
            _ => "figures".to_owned(),
        };
        match count {
            1 => "a figure cannot hold, by what its relations say".to_owned(),
            2 => format!("2 {whose} cannot hold together"),
            _ => format!("{count} {whose} cannot all hold together, though any two of them can"),
        }
    };
    report::add(context, "cannot-all-hold-together", message, findings);
    cannot_all_hold::left_open(context, "cannot-all-hold-together", findings, |layer| {
        layer != Layer::Source
    });
}
