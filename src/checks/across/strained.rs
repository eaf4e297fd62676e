//! `strained-wording` between sources: figures of one cell and date, or a part
//! and its whole, that fit by the letter of their words only.

use crate::figures::PointId;
use crate::findings::{Basis, Finding};
use crate::text::Severity;

use super::super::{Context, sheet};
use super::words::{add_rows, finding, note_inferred, pair, printed, said, when};
use super::{Dispute, Kind, Layer, breaches, list, together};

/// Adds what is strained between sources.
pub(in crate::checks) fn strained(context: &Context<'_>, findings: &mut Vec<Finding>) {
    if !context.dossier().settings.plausible {
        return;
    }
    for disputes in together(context, |kind| kind == Kind::Strained, |_| ()) {
        findings.push(of_cell(context, &disputes));
    }
    for breach in breaches(context, Layer::Plausible) {
        let (part, whole) = (breach.parts[0], breach.wholes[0]);
        let name = |point: PointId| context.figures.cell_name(context.figures.point(point).cell);
        let gap = context.plausible(part).sub(context.plausible(whole));
        let message = format!(
            "a part fits its whole elsewhere only if the wording is stretched: {} {}, {} {}",
            name(part),
            said(context, part),
            name(whole),
            said(context, whole),
        );
        let concise = format!(
            "{} {} within {} {}, {}",
            name(part),
            said(context, part),
            name(whole),
            said(context, whole),
            sheet::gap(&gap, None)
        );
        let points: Vec<PointId> = breach.parts.iter().chain(&breach.wholes).copied().collect();
        let pairs = breach.pairs.iter().map(|&(a, b)| pair(context, a, b));
        let pairs = pairs.collect();
        let mut wholes: Vec<String> = breach.wholes.iter().map(|&whole| name(whole)).collect();
        wholes.dedup();
        let subject = format!("{} <= {}", name(part), list(&wholes, usize::MAX - 1));
        findings.push(complete(context, &points, message, concise, subject, pairs));
    }
}

/// All dates of one cell whose figures are strained.
fn of_cell(context: &Context<'_>, disputes: &[&Dispute]) -> Finding {
    let (a, b) = disputes[0].pairs[0];
    let cell = context.figures.cell_name(disputes[0].cell);
    let one = |dispute: &&Dispute| {
        let (a, b) = dispute.pairs[0];
        format!(
            "{} ({}) and {} ({})",
            printed(context, a),
            context.figures.source_of(a),
            printed(context, b),
            context.figures.source_of(b),
        )
    };
    let more = match disputes.len() - 1 {
        0 => String::new(),
        1 => ", and likewise for one more date".to_owned(),
        more => format!(", and likewise for {more} more dates"),
    };
    let message = format!(
        "figures of {cell} for {} fit only if their wording is stretched: {}{more}",
        when(context, a),
        one(&disputes[0]),
    );
    let concise = format!(
        "{cell}: {} and {}{more}",
        said(context, a),
        said(context, b)
    );
    let mut points = vec![a, b];
    let others = disputes.iter().flat_map(|dispute| &dispute.points);
    points.extend(others.filter(|&&other| other != a && other != b));
    let pairs = disputes.iter().flat_map(|dispute| &dispute.pairs);
    let pairs: Vec<_> = pairs.map(|&(a, b)| pair(context, a, b)).collect();
    let mut found = complete(context, &points, message, concise, cell, pairs);
    // Figures of other dates are not compared with the first.
    let date = found.figures[0].as_of.clone();
    for row in &mut found.figures {
        if row.as_of != date {
            row.difference = None;
        }
    }
    found
}

fn complete(
    context: &Context<'_>,
    points: &[PointId],
    message: String,
    concise: String,
    subject: String,
    conflicts: Vec<(String, String)>,
) -> Finding {
    let mut found = finding(
        context,
        "strained-wording",
        Severity::Warning,
        points,
        message,
    );
    found.basis = Basis::Plausible;
    found.concise = concise;
    found.subject = subject;
    found.conflicts = conflicts;
    add_rows(context, &mut found, points);
    // The verdict rests on how the words are usually read, and so does the table.
    let first = context.plausible(points[0]);
    for (row, &point) in found.figures.iter_mut().zip(points) {
        row.interval = context.plausible(point).clone();
        row.difference = (point != points[0]).then(|| row.interval.sub(first));
    }
    note_inferred(context, &mut found, points);
    found
        .help
        .push("the words do not exclude it: ask which numbers stand behind them".to_owned());
    found
        .help
        .push("`crossfoot explain hedges` shows how each wording is read".to_owned());
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::{kinds_of, lines};

    #[test]
    fn figures_of_one_cell_that_meet_only_by_the_letter() {
        let rows = [
            "a present 2025-03-01 more than 600",
            "b present 2025-03-01 750",
        ];
        assert_eq!(kinds_of(&rows), ["warning strained-wording"]);
        assert_eq!(
            lines(&rows)[0].message,
            "figures of present for 2025-03-01 fit only if their wording is stretched: more than 600 (a) and 750 (b)"
        );
        assert!(
            kinds_of(&[
                "a present 2025-03-01 more than 600",
                "b present 2025-03-01 700"
            ])
            .is_empty()
        );
        let other_day = [
            "a present 2025-03-01 more than 600",
            "b present 2025-03-02 750",
        ];
        assert!(kinds_of(&other_day).is_empty());
    }

    #[test]
    fn a_part_and_its_whole_that_fit_only_by_the_letter() {
        let rows = [
            "a counted[sex=women] 2025-03-01 over 20,000",
            "b counted 2025-03-01 over 19,000",
        ];
        assert_eq!(kinds_of(&rows), ["warning strained-wording"]);
        let later = [rows[0], "b counted 2025-03-09 over 19,000"];
        assert_eq!(kinds_of(&later), ["warning strained-wording"]);
        let earlier = [rows[0], "b counted 2025-02-09 over 19,000"];
        assert!(kinds_of(&earlier).is_empty());
        let fits = [rows[0], "b counted 2025-03-01 over 20,000"];
        assert!(kinds_of(&fits).is_empty());
    }
}
