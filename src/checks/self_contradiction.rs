//! `self-contradiction`: one speaker in one text gives one cell at one date two
//! values that cannot both be meant.

use crate::figures::{Figure, Point, PointId};
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (at, point) in context.figures.points.iter().enumerate() {
        let figures = context.figures.figures_at(point);
        if figures.len() < 2 {
            continue;
        }
        if point.hard().is_none() {
            findings.push(describe(context, point, figures, Severity::Error));
        } else if let Some(rounded) = rounded(context, PointId(at as u32), figures) {
            let mut finding = describe(context, point, figures, Severity::Note);
            finding.notes.push(rounded);
            findings.push(finding);
        }
    }
}

fn describe(
    context: &Context<'_>,
    point: &Point,
    figures: &[Figure],
    severity: Severity,
) -> Finding {
    let mut claims = Vec::new();
    let mut printed: Vec<String> = Vec::new();
    for figure in figures {
        let text = context.printed(context.claim(figure.claim));
        if !printed.contains(&text) {
            printed.push(text.clone());
            claims.push((figure.claim, text));
        }
    }
    let cell = context.figures.cell_name(point.cell);
    let message = format!(
        "one text gives {cell} two values for one date: {}",
        printed.join(" and ")
    );
    let mut finding = context.finding_on_claims("self-contradiction", severity, &claims, message);
    finding.concise = format!("{cell}: {}", printed.join(" and "));
    finding.subject = cell;
    finding.first_against_others();
    finding.figures = context.rows(figures);
    finding.help.push(
        "check both figures against the text; if they count different things, give each its own `where` or measure; if one is another speaker's, say so with `attributed_to`; if one replaces the other, with `revises`"
            .to_owned(),
    );
    finding
}

/// What reconciles them, if it is that a round number was rounded.
fn rounded(context: &Context<'_>, id: PointId, figures: &[Figure]) -> Option<String> {
    let agreed = context.figures.point(id).hard()?;
    let round = figures.iter().find(|figure| {
        let contains = figure.hard.contains_interval(agreed);
        let value = context.claim(figure.claim).value.as_ref();
        !contains && value.is_some_and(|value| value.is_bare_round())
    })?;
    let value = context.claim(round.claim).value.as_ref()?;
    let place = value.number()?.last_place();
    Some(format!(
        "they agree if {} is rounded to {}",
        value.printed,
        crate::quantity::group(&place)
    ))
}
