//! The relations that a breakdown asserts, each with its worksheet.

use crate::checks::{Worked, worked};
use crate::dossier::{BreakdownId, ClaimId};
use crate::figures::{Figures, Origin, PointId, Relation};
use crate::findings::Verdict;
use crate::lsp::markdown;
use crate::output::worksheet_text;

/// What to show of the breakdowns with these numbers.
pub(super) fn blocks(figures: &Figures<'_>, wanted: &[usize]) -> Vec<String> {
    let dossier = figures.dossier;
    let ids: Vec<BreakdownId> = wanted.iter().map(|&at| BreakdownId::from(at)).collect();
    let point = |claim: &ClaimId| figures.point_of_claim[claim.index()];
    // The code tree may say already what the breakdown would.
    let says = |id: &BreakdownId, relation: &Relation| {
        let breakdown = &dossier.breakdowns[id.index()];
        let ours = |part: &PointId| breakdown.parts.iter().any(|own| point(own) == Some(*part));
        relation.origin == Origin::Breakdown(*id)
            || (relation.whole.is_some()
                && relation.whole == point(&breakdown.whole)
                && relation.parts.iter().all(ours))
    };
    let mut blocks = Vec::new();
    for worked in worked(figures, &|relation| ids.iter().any(|id| says(id, relation))) {
        blocks.push(headline(&worked));
        if let Some(sheet) = &worked.sheet {
            blocks.push(markdown::block(&worksheet_text(sheet, false)));
        }
    }
    let parts: Vec<ClaimId> = (ids.iter())
        .flat_map(|id| &dossier.breakdowns[id.index()].parts)
        .copied()
        .collect();
    // What could not be set up has parts of ours, and no origin.
    for not_run in &figures.not_run {
        if not_run.claims.iter().any(|claim| parts.contains(claim)) {
            let relation = markdown::code(&not_run.relation);
            blocks.push(format!(
                "{relation} is not run: {}",
                markdown::text(&not_run.cause)
            ));
        }
    }
    blocks
}

/// The relation and how it went.
pub(super) fn headline(worked: &Worked) -> String {
    let verdict = match worked.verdict {
        Verdict::Holds => "holds",
        Verdict::Fails => "**fails**",
        Verdict::Blocked => "is blocked",
        Verdict::NotRun => "is not run",
    };
    let relation = markdown::code(&worked.relation);
    match &worked.cause {
        Some(cause) => format!("{relation} {verdict}: {}", markdown::text(cause)),
        None => format!("{relation} {verdict}"),
    }
}
