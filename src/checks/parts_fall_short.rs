//! `parts-fall-short`: parts that cover a whole add up to less than it.

use crate::figures::RelationKind;
use crate::findings::{Basis, Finding};
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for relation in arithmetic::relations(context, &Judged::Fails, &[RelationKind::AtLeast]) {
        let mut finding = arithmetic::finding(
            context,
            "parts-fall-short",
            Severity::Error,
            relation,
            Basis::Hard,
            |sheet| {
                format!(
                    "parts that cover the whole add up to less than it ({})",
                    sheet::gap_of(sheet)
                )
            },
        );
        finding.help.push(
            "if some members of the whole are in no part, write the breakdown with `kind: subsets`"
                .to_owned(),
        );
        findings.push(finding);
    }
}
