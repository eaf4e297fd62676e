//! `share-mismatch`: a printed share and its counts cannot meet, or shares of one
//! whole cannot add up to 100 %.

use crate::figures::RelationKind;
use crate::findings::{Basis, Finding};
use crate::quantity::group;
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    const KINDS: [RelationKind; 3] = [
        RelationKind::Share,
        RelationKind::Shares,
        RelationKind::SharesAtMost,
    ];
    for relation in arithmetic::relations(context, &Judged::Fails, &KINDS) {
        let share = relation.kind == RelationKind::Share;
        let mut finding = arithmetic::finding(
            context,
            "share-mismatch",
            Severity::Error,
            relation,
            Basis::Hard,
            |sheet| {
                if share {
                    format!(
                        "a count and its share do not fit together ({} of {} is {}, stated {})",
                        sheet.terms[0].printed,
                        sheet.terms[0].of.as_deref().unwrap_or("the whole"),
                        sheet.computed.words(),
                        sheet.stated.printed
                    )
                } else {
                    format!(
                        "shares of one whole do not add up to 100 % ({})",
                        sheet::gap_of(sheet)
                    )
                }
            },
        );
        if share {
            let whole = relation.whole.and_then(|whole| context.number(whole));
            let part = context.number(relation.parts[0]);
            if let (Some(whole), Some(part)) = (whole, part)
                && let Some(ratio) = part.checked_div(&whole)
            {
                finding.help.push(format!(
                    "{} of {} is {} %",
                    group(&part),
                    group(&whole),
                    percent(&ratio)
                ));
            }
        } else if let Some(sheet) = &finding.worksheet {
            finding.help.push(format!(
                "rounding allows the shares to add up to anything from {}",
                arithmetic::computed(sheet)
            ));
        }
        findings.push(finding);
    }
}

/// A fraction as a percentage with two decimals, cut off.
fn percent(ratio: &crate::quantity::Exact) -> String {
    use crate::quantity::Exact;
    let hundredths = (ratio * &Exact::from(10_000i64)).floor();
    let text = group(&(&hundredths / &Exact::from(100i64)));
    match hundredths == ratio * &Exact::from(10_000i64) {
        true => text,
        false => format!("about {text}"),
    }
}
