//! `parts-exceed-whole`: disjoint parts add up to more than their whole.

use crate::figures::RelationKind;
use crate::findings::{Basis, Finding};
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for relation in arithmetic::relations(context, &Judged::Fails, &[RelationKind::AtMost]) {
        // One part that is too large by itself is told by `part-exceeds-whole`.
        if super::part_exceeds_whole::alone(context, relation).is_some() {
            continue;
        }
        let mut finding = arithmetic::finding(
            context,
            "parts-exceed-whole",
            Severity::Error,
            relation,
            Basis::Hard,
            |sheet| {
                format!(
                    "parts that do not overlap add up to more than their total ({})",
                    sheet::gap_of(sheet)
                )
            },
        );
        finding
            .help
            .push("if the groups may overlap, write the breakdown with `kind: subsets`".to_owned());
        findings.push(finding);
    }
}
