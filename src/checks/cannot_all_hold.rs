//! `cannot-all-hold`: no numbers satisfy all figures of one source, though each
//! relation alone can hold.

use crate::dossier::{ClaimId, SourceId};
use crate::engine::Limit;
use crate::figures::PointId;
use crate::findings::Finding;
use crate::joint::{Layer, Words};
use crate::text::Severity;

use super::{Context, across, joint};

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
            let pair = (case, conflict);
            let mut finding = joint::finding(context, "cannot-all-hold", severity, pair, message);
            let claims = conflict.claims.iter().map(|&at| case.world.claim(at));
            let points: Vec<PointId> = claims
                .filter_map(|claim| context.figures.point_of_claim[claim.index()])
                .collect();
            across::soften_inferred(context, &mut finding, &points);
            findings.push(finding);
        }
    }
    left_open(context, "cannot-all-hold", findings, |layer| {
        layer == Layer::Source
    });
}

/// What a limit left open, whether figures can hold: that is no pass. What was left open
/// of one source is not told again of several.
pub(super) fn left_open(
    context: &Context<'_>,
    check: &'static str,
    findings: &mut Vec<Finding>,
    wanted: impl Fn(Layer) -> bool,
) {
    for undecided in &context.joint().undecided {
        if !wanted(undecided.layer) {
            continue;
        }
        let mut claims = undecided.claims.clone();
        claims.sort_by_key(|claim| &context.claim(*claim).id);
        // One place of each text: there may be very many figures.
        let mut texts: Vec<SourceId> = Vec::new();
        let first: Vec<(ClaimId, String)> = (claims.iter())
            .filter(|claim| {
                let source = context.claim(**claim).source;
                let new = !texts.contains(&source);
                texts.extend(new.then_some(source));
                new
            })
            .map(|&claim| (claim, String::new()))
            .collect();
        if first.is_empty() {
            // Rules alone: their check says what it leaves out.
            continue;
        }
        let message = match claims.len() {
            1 => "whether a figure can hold was not decided: not shown inconsistent, which is no pass".to_owned(),
            count => format!(
                "whether {count} figures can all hold was not decided: not shown inconsistent, which is no pass"
            ),
        };
        let mut finding = context.finding_on_claims(check, Severity::Note, &first, message);
        finding.first_against_others();
        for &claim in &claims {
            context.concern(&mut finding, claim);
        }
        finding.subject = "undecided".to_owned();
        finding.notes.push(match undecided.limit {
            Limit::Work => "the calculation took more steps than it is allowed".to_owned(),
            Limit::Cases => "too many cases of whole numbers had to be tried".to_owned(),
        });
        finding.help.push(
            "print or look up a few of the figures between these, or audit a part of the dossier by itself"
                .to_owned(),
        );
        findings.push(finding);
    }
}
