//! `unit-mismatch`: figures of two units in one relation or one cell.

use crate::dossier::ClaimId;
use crate::figures::CellId;
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::judge::{self, Judged};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let figures = context.figures;
    if !figures.has_units {
        return;
    }
    for (relation, judged) in figures.relations.iter().zip(context.judged) {
        if matches!(judged, Judged::NotRun(_)) {
            let points = judge::points(relation).map(|point| figures.point(point));
            let claims = points.flat_map(|point| figures.figures_at(point));
            if let Some((a, b)) = differing(context, claims.map(|figure| figure.claim)) {
                let mut finding = describe(context, a, b);
                finding.subject = figures.relation_name(relation);
                findings.push(finding);
            }
        }
    }
    // Figures of one cell, from whatever source, also several of one text.
    let mut by_cell: Vec<(CellId, ClaimId)> = figures
        .figures
        .iter()
        .map(|figure| (figure.cell, figure.claim))
        .collect();
    by_cell.sort_unstable();
    for run in by_cell.chunk_by(|a, b| a.0 == b.0) {
        if let Some((a, b)) = differing(context, run.iter().map(|&(_, claim)| claim)) {
            let mut finding = describe(context, a, b);
            finding.subject = figures.cell_name(run[0].0);
            findings.push(finding);
        }
    }
}

/// Two claims whose figures name different units.
fn differing(
    context: &Context<'_>,
    claims: impl Iterator<Item = ClaimId>,
) -> Option<(ClaimId, ClaimId)> {
    let mut first: Option<(ClaimId, &str)> = None;
    for claim in claims {
        let Some(unit) = unit(context, claim) else {
            continue;
        };
        match first {
            None => first = Some((claim, unit)),
            Some((known, other)) if other != unit => return Some((known, claim)),
            Some(_) => {}
        }
    }
    None
}

fn unit<'a>(context: &Context<'a>, claim: ClaimId) -> Option<&'a str> {
    let value = context.claim(claim).value.as_ref()?;
    if value.is_percent() {
        return None;
    }
    value.unit.as_ref().map(|unit| unit.as_str())
}

fn describe(context: &Context<'_>, a: ClaimId, b: ClaimId) -> Finding {
    let places = [a, b].map(|claim| (claim, unit(context, claim).unwrap_or_default().to_owned()));
    let [first, second] = [a, b].map(|claim| context.claim(claim));
    let message = format!(
        "figures in two units cannot be added or compared: {} and {}",
        context.printed(first),
        context.printed(second)
    );
    let mut finding = context.finding_on_claims("unit-mismatch", Severity::Error, &places, message);
    finding.conflicts = vec![(first.id.to_string(), second.id.to_string())];
    finding.help.push(
        "units are never converted: use one measure for each unit, or only figures in one of them"
            .to_owned(),
    );
    finding
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::audit;

    fn found(first: &str, second: &str) -> usize {
        let text = format!(
            "measures: {{m: {{type: amount}}}}\nsource: {{id: s, published: 2025}}\nclaims:\n  - {{measure: m, value: {first}}}\n  - {{measure: m, value: {second}}}\n"
        );
        let found = audit(&[("a.yaml", &text)]);
        let of_units = |finding: &&crate::findings::Finding| finding.check == "unit-mismatch";
        found.iter().filter(of_units).count()
    }

    #[test]
    fn two_units_of_one_cell_in_one_text() {
        assert_eq!(found("€1.2 million", "$1.2 million"), 1);
        assert_eq!(found("5 km", "6 kg"), 1);
        assert_eq!(found("$1.2 million", "USD 1.2 million"), 0);
        assert_eq!(found("$1.2 million", "1.2 million"), 0);
    }
}
