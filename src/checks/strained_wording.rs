//! `strained-wording`: figures meet by the letter of their hedges, but not as
//! such wording is usually read. Inside one source; between sources the
//! comparison of cells reports it.

use crate::figures::{Figure, RelationKind};
use crate::findings::{Basis, Finding};
use crate::joint::Words;
use crate::quantity::Interval;
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic, joint, sheet};

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
                    sheet::gap_of(sheet)
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
    if context.dossier().settings.plausible {
        repetitions(context, findings);
    }
    super::across::strained(context, findings);
    together(context, findings);
}

/// What several relations show, by how words are usually meant.
fn together(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for case in &context.joint().cases {
        if case.words == Words::Hard {
            continue;
        }
        for conflict in case
            .conflicts
            .iter()
            .filter(|conflict| !conflict.claims.is_empty())
        {
            let count = conflict.claims.len();
            let message =
                format!("{count} figures fit together only if their wording is stretched");
            let pair = (case, conflict);
            let severity = Severity::Warning;
            let mut finding = joint::finding(context, "strained-wording", severity, pair, message);
            finding.help.push(
                "the words do not exclude it: ask which numbers stand behind them".to_owned(),
            );
            findings.push(finding);
        }
    }
}

/// Figures that one text gives for one cell and date, such as "more than 600" and 750.
fn repetitions(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for point in &context.figures.points {
        let figures = context.figures.figures_at(point);
        if figures.len() < 2
            || common(figures, |figure| &figure.hard).is_none()
            || common(figures, Figure::plausible).is_some()
        {
            continue;
        }
        let mut printed: Vec<String> = Vec::new();
        let mut claims = Vec::new();
        for figure in figures {
            let text = context.printed(context.claim(figure.claim));
            if !printed.contains(&text) {
                printed.push(text.clone());
                claims.push((figure.claim, text));
            }
        }
        let cell = context.figures.cell_name(point.cell);
        let both = printed.join(" and ");
        let message =
            format!("figures of {cell} in one text fit only if their wording is stretched: {both}");
        let mut finding =
            context.finding_on_claims("strained-wording", Severity::Warning, &claims, message);
        finding.basis = Basis::Plausible;
        finding.concise = format!("{cell}: {both}");
        finding.subject = cell;
        finding.first_against_others();
        finding.figures = context.rows(figures);
        finding.help.push(
            "ask what the hedge covers: an older figure, a smaller scope, a careful author"
                .to_owned(),
        );
        finding
            .help
            .push("`crossfoot explain hedges` shows how each wording is read".to_owned());
        findings.push(finding);
    }
}

/// What all figures allow together.
fn common<'f>(
    figures: &'f [Figure],
    interval: impl Fn(&'f Figure) -> &'f Interval,
) -> Option<Interval> {
    let (first, rest) = figures.split_first()?;
    rest.iter()
        .try_fold(interval(first).clone(), |all, figure| {
            all.intersect(interval(figure))
        })
}
