//! `strained-wording`: figures meet by the letter of their hedges, but not as
//! such wording is usually read. Inside one source; between sources the
//! comparison of cells reports it.

use crate::figures::RelationKind;
use crate::findings::{Basis, Finding};
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    const KINDS: [RelationKind; 7] = [
        RelationKind::Sum,
        RelationKind::AtMost,
        RelationKind::AtLeast,
        RelationKind::Part,
        RelationKind::Share,
        RelationKind::Shares,
        RelationKind::SharesAtMost,
    ];
    for relation in arithmetic::relations(context, &Judged::Strained, &KINDS) {
        let mut finding = arithmetic::finding(
            context,
            "strained-wording",
            Severity::Warning,
            relation,
            Basis::Plausible,
            |sheet| {
                format!(
                    "figures fit only if their wording is stretched ({})",
                    sheet::gap(&sheet.difference)
                )
            },
        );
        finding
            .help
            .push("the words do not exclude it: ask which number stands behind them".to_owned());
        finding
            .help
            .push("`crossfoot explain hedges` shows how each wording is read".to_owned());
        findings.push(finding);
    }
    super::across::strained(context, findings);
}
