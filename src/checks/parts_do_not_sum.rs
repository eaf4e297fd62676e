//! `parts-do-not-sum`: a partition's parts and its whole cannot meet.

use crate::figures::RelationKind;
use crate::findings::{Basis, Finding};
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for relation in arithmetic::relations(context, &Judged::Fails, &[RelationKind::Sum]) {
        let mut finding = arithmetic::finding(
            context,
            "parts-do-not-sum",
            Severity::Error,
            relation,
            Basis::Hard,
            |sheet| {
                format!(
                    "parts do not add up to the stated total ({})",
                    sheet::gap_of(sheet)
                )
            },
        );
        finding
            .help
            .extend(arithmetic::balancing(context, relation));
        findings.push(finding);
    }
}
