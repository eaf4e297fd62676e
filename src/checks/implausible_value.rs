//! `implausible-value`: a count that is negative or fractional, a share outside 0–100 %.

use crate::dossier::{Claim, ClaimId, MeasureKind};
use crate::findings::Finding;
use crate::quantity::Exact;
use crate::text::Severity;

use super::Context;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (at, claim) in context.dossier().claims.iter().enumerate() {
        let Some((what, help)) = implausible(context, claim) else {
            continue;
        };
        let printed = context.printed(claim);
        let id = ClaimId::from(at);
        let mut finding = context.finding_on_claims(
            "implausible-value",
            Severity::Error,
            &[(id, String::new())],
            format!("{what}: {printed}"),
        );
        finding.conflicts = vec![(claim.id.to_string(), claim.id.to_string())];
        finding.subject = printed;
        finding.help.push(help.to_owned());
        findings.push(finding);
    }
}

fn implausible(context: &Context<'_>, claim: &Claim) -> Option<(&'static str, &'static str)> {
    let value = claim.value.as_ref()?;
    let change = claim
        .more
        .as_ref()
        .is_some_and(|more| more.change_since.is_some());
    if value.is_change() || change {
        return None;
    }
    let number = value.number()?.to_exact();
    let kind = context.figures.kinds[claim.measure.index()];
    let is_share_of = claim.part_of.is_some() && kind != MeasureKind::Share;
    if value.is_percent() {
        let bounded = kind == MeasureKind::Share || is_share_of;
        let outside = number.is_negative() || number > Exact::from(100i64);
        return (bounded && outside).then_some((
            "a share of a whole lies between 0 and 100 %",
            "if this is a rate or a change rather than a share, declare the measure as a ratio",
        ));
    }
    if kind != MeasureKind::Count {
        return None;
    }
    if number.is_negative() {
        return Some((
            "a count cannot be negative",
            "if this is a difference, say so with `change: {since: …}`; if it is measured, declare the measure as an amount",
        ));
    }
    (!number.is_integer()).then(|| {
        let help = match looks_grouped(&value.printed) {
            true => {
                "if the point groups thousands, set `number_format: eu`; if this is an average or measured, declare the measure as a mean or an amount"
            }
            false => {
                "if this is an average or measured, declare the measure as a mean or an amount"
            }
        };
        ("a count cannot be a fraction", help)
    })
}

/// Whether one to three digits stand before a point and three after it, as in `1.204`.
fn looks_grouped(printed: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    printed.split_once('.').is_some_and(|(first, last)| {
        matches!(first.len(), 1..=3) && last.len() == 3 && digits(first) && digits(last)
    })
}
