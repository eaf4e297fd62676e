//! `cannot-all-hold`: no numbers satisfy all figures of one source, though each
//! relation alone can hold.

use crate::dossier::ClaimId;
use crate::engine::Limit;
use crate::findings::Finding;
use crate::joint::{Layer, Undecided, Words};
use crate::text::Severity;

use super::{Context, joint};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for case in &context.joint().cases {
        if case.layer != Layer::Source || case.words != Words::Hard {
            continue;
        }
        for conflict in &case.conflicts {
            if conflict.claims.is_empty() {
                // The codebook contradicts itself, which is told there.
                continue;
            }
            let claim = context.claim(case.world.claim(conflict.claims[0]));
            let source = &context.dossier().source(claim.source).id;
            let message = match conflict.claims.len() {
                1 => format!("a figure of {source} cannot hold, by what its relations say"),
                2 => format!(
                    "2 figures of {source} cannot both hold, though each relation alone can"
                ),
                count => format!(
                    "{count} figures of {source} cannot all hold, though each relation alone can"
                ),
            };
            let severity = Severity::Error;
            findings.push(joint::finding(
                context,
                "cannot-all-hold",
                severity,
                (case, conflict),
                message,
            ));
        }
    }
    for undecided in &context.joint().undecided {
        if undecided.layer == Layer::Source {
            findings.push(left_open(context, "cannot-all-hold", undecided));
        }
    }
}

/// A limit left it open whether figures can hold: that is no pass.
pub(super) fn left_open(
    context: &Context<'_>,
    check: &'static str,
    undecided: &Undecided,
) -> Finding {
    let count = undecided.claims.len();
    let first = undecided
        .claims
        .iter()
        .min_by_key(|claim| &context.claim(**claim).id);
    let claims: Vec<(ClaimId, String)> = first
        .map(|&claim| (claim, String::new()))
        .into_iter()
        .collect();
    let message = format!(
        "whether {count} figures can all hold was not decided: not shown inconsistent, which is no pass"
    );
    let mut finding = context.finding_on_claims(check, Severity::Note, &claims, message);
    finding.first_against_others();
    finding.subject = format!("undecided {count}");
    finding.notes.push(match undecided.limit {
        Limit::Work => "the calculation took more steps than it is allowed".to_owned(),
        Limit::Cases => "too many cases of whole numbers had to be tried".to_owned(),
    });
    finding.help.push(
        "print or look up a few of the figures between these, or audit a part of the dossier by itself"
            .to_owned(),
    );
    finding
}
