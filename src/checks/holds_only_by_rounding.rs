//! `holds-only-by-rounding`: the printed figures differ, but what they stand for
//! can meet. Always counted; a finding under `--pedantic` only.

use crate::figures::RelationKind;
use crate::findings::{Basis, Finding};
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic};

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
    let verdict = Judged::Holds { by_rounding: true };
    for relation in arithmetic::relations(context, &verdict, &KINDS) {
        let mut finding = arithmetic::finding(
            context,
            "holds-only-by-rounding",
            Severity::Note,
            relation,
            Basis::Hard,
            |_| "the printed figures do not meet, but rounding or wording allows it".to_owned(),
        );
        if let Some(sheet) = &finding.worksheet {
            finding.concise = format!("{} holds only by rounding or wording", sheet.relation);
        }
        findings.push(finding);
    }
}
