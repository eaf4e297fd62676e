//! `cumulative-decrease`: a figure that can only grow is smaller at a later date.

use crate::dossier::OverTime;
use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::across::{self, Fall, Folding};
use super::{Context, joint, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let falls = &context.across().falls;
    if falls.is_empty() {
        return add_joint(context, findings);
    }
    let steps: Vec<(PointId, PointId)> = falls
        .iter()
        .flat_map(|fall| fall.fallen.iter().map(|&later| (fall.peak, later)))
        .collect();
    let folding = Folding::of(context, &steps);
    for fall in falls {
        let fallen: Vec<PointId> = fall
            .fallen
            .iter()
            .copied()
            .filter(|&later| !folding.is_folded(fall.peak, later))
            .collect();
        if !fallen.is_empty() {
            findings.push(describe(context, fall, &fallen, &folding));
        }
    }
    add_joint(context, findings);
}

/// What several figures show together.
fn add_joint(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let message = |context: &Context<'_>, found: &joint::Across<'_>| {
        let (_, count) = joint::report::speaker_and_count(context, found);
        joint::report::fall(context, found).unwrap_or_else(|| match count {
            1 => "a fall is stated of a figure that cannot fall".to_owned(),
            _ => format!("{count} figures cannot all hold unless one falls that cannot"),
        })
    };
    joint::report::add(context, "cumulative-decrease", message, findings);
}

fn describe(context: &Context<'_>, fall: &Fall, fallen: &[PointId], folding: &Folding) -> Finding {
    let figures = context.figures;
    let cell = figures.cell_name(fall.cell);
    let gap = |later: PointId| context.hard(fall.peak).sub(context.hard(later));
    let mut lowest = fallen[0];
    for &later in fallen {
        if sheet::least(&gap(later)) > sheet::least(&gap(lowest)) {
            lowest = later;
        }
    }
    let measure = figures.cells.get(fall.cell).measure;
    let nature = match context.dossier().codebook.measure(measure).over_time {
        OverTime::Event => "settled",
        _ => "cumulative",
    };
    let by = across::by(&gap(lowest));
    let (before, after) = (
        across::said(context, fall.peak),
        across::said(context, lowest),
    );
    let message = format!("a {nature} figure falls: {cell} {before}, then {after}, lower {by}");
    let provisional = across::is_provisional(context, fall.peak);
    let severity = if fall.rounded || provisional {
        Severity::Note
    } else {
        Severity::Warning
    };
    let mut points = vec![lowest, fall.peak];
    points.extend(fallen.iter().filter(|&&point| point != lowest));
    let mut finding = across::finding(context, "cumulative-decrease", severity, &points, message);
    finding.concise = format!("{cell} {before}, then {after}, lower {by}");
    finding.subject = cell;
    finding.conflicts = fallen
        .iter()
        .map(|&later| across::pair(context, fall.peak, later))
        .collect();
    let mut rows = vec![fall.peak];
    rows.extend(fallen);
    across::add_rows(context, &mut finding, &rows);
    if let Some(parts) = folding.parts(fall.peak, lowest) {
        finding
            .notes
            .push(format!("the parts account for it: {parts}"));
    }
    if provisional {
        finding
            .notes
            .push("the earlier figure was provisional".to_owned());
    }
    if fall.rounded {
        finding
            .notes
            .extend(across::rounded_note(context, fall.peak, lowest));
    }
    across::note_inferred(context, &mut finding, &rows);
    let pairs: Vec<(PointId, PointId)> =
        rows[1..].iter().map(|&later| (fall.peak, later)).collect();
    across::note_withdrawn(context, &mut finding, &pairs);
    finding.help.push(
        "ask what the later figure counts: a part belongs in `where`; if the earlier one was corrected, use `revises` with a `reason`"
            .to_owned(),
    );
    finding
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::{kinds_of, lines};
    use crate::text::Severity;

    #[test]
    fn a_fall_by_one_fires_and_growth_is_silent() {
        let rows = ["a counted 2025-03-01 688", "b counted 2025-03-02 687"];
        assert_eq!(kinds_of(&rows), ["warning cumulative-decrease"]);
        assert_eq!(
            lines(&rows)[0].message,
            "a cumulative figure falls: counted 688 (a, 2025-03-01), then 687 (b, 2025-03-02), lower by 1"
        );
        assert!(kinds_of(&["a counted 2025-03-01 688", "b counted 2025-03-02 688"]).is_empty());
        assert!(kinds_of(&["a counted 2025-03-01 688", "b counted 2025-03-02 702"]).is_empty());
    }

    #[test]
    fn settled_figures_are_tested_likewise_and_stocks_are_not() {
        let settled = ["a settled 2025-03-01 285", "b settled 2025-03-02 284"];
        assert_eq!(kinds_of(&settled), ["warning cumulative-decrease"]);
        let stock = ["a present 2025-03-01 285", "b present 2025-03-02 284"];
        assert_eq!(kinds_of(&stock), ["note changed-over-time"]);
    }

    #[test]
    fn hedged_figures_fall_only_if_they_cannot_meet() {
        assert!(
            kinds_of(&[
                "a counted 2025-03-01 688",
                "b counted 2025-03-02 more than 600"
            ])
            .is_empty()
        );
        let found = lines(&[
            "a counted 2025-03-01 more than 600",
            "b counted 2025-03-02 218",
        ]);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.ends_with("lower by at least 383"),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn figures_below_one_peak_are_one_finding_and_a_new_peak_is_another() {
        let found = lines(&[
            "a counted 2025-03-01 100",
            "a counted 2025-03-02 90",
            "a counted 2025-03-03 95",
            "a counted 2025-03-04 120",
            "a counted 2025-03-05 110",
        ]);
        assert_eq!(found.len(), 2);
        assert!(
            found[0]
                .message
                .contains("100 (a, 2025-03-01), then 90 (a, 2025-03-02)")
        );
        assert_eq!(found[0].figures.len(), 3);
        assert_eq!(found[0].conflicts.len(), 2);
        assert!(
            found[1]
                .message
                .contains("120 (a, 2025-03-04), then 110 (a, 2025-03-05)")
        );
    }

    #[test]
    fn a_figure_that_is_marked_as_revised_announces_its_fall() {
        let found = lines(&["a counted 2025-03-01 412", "a counted 2025-06-01 409r"]);
        assert_eq!(
            crate::checks::testing::kinds(&found),
            ["note changed-over-time"]
        );
        assert!(
            (found[0].notes.iter()).any(|note| note == "the later figure is marked as revised"),
            "{:?}",
            found[0].notes
        );
        // Not that of somebody else, nor growth, which is silent.
        assert_eq!(
            kinds_of(&["a counted 2025-03-01 412", "b counted 2025-06-01 409r"]),
            ["warning cumulative-decrease"]
        );
        assert!(kinds_of(&["a counted 2025-03-01 412", "a counted 2025-06-01 421r"]).is_empty());
    }

    #[test]
    fn a_fall_is_not_told_again_through_a_part_of_the_earlier_whole() {
        let rows = [
            "a counted 2025-06-12 1,412",
            "a counted[sex=women] 2025-06-12 395",
            "a counted[sex=men] 2025-06-12 1,017",
            "b counted 2025-09-20 341",
            "b counted[sex=women] 2025-09-20 302",
            "b counted[sex=men] 2025-09-20 39",
        ];
        let found = lines(&rows);
        let totals = found.iter().filter(|f| f.message.contains("counted 1,"));
        assert_eq!(totals.count(), 1, "{found:?}");
    }

    #[test]
    fn provisional_rounded_and_revised_figures_are_notes() {
        let provisional = [
            "a counted 2025-03-01 100 | state: provisional",
            "a counted 2025-03-02 91",
        ];
        // By its own speaker it is a correction that was to be expected.
        assert_eq!(kinds_of(&provisional), ["note changed-over-time"]);
        let another = [provisional[0], "b counted 2025-03-02 91"];
        assert_eq!(kinds_of(&another), ["note cumulative-decrease"]);
        let rounded = ["a counted 2025-03-01 4,000", "a counted 2025-03-02 3,983"];
        let found = lines(&rounded);
        assert_eq!(found[0].severity, Severity::Note);
        assert_eq!(
            found[0].notes,
            ["agrees if 4,000 is rounded to the thousand"]
        );
        let revised = [
            "a counted 2025-03-01 100 | id: first",
            "a counted 2025-03-02 91 | revises: first, reason: counted twice",
            "a counted 2025-03-03 92",
        ];
        assert_eq!(kinds_of(&revised), ["note changed-over-time"]);
    }

    #[test]
    fn a_date_that_stands_in_is_said() {
        let found = lines(&["a counted - 102", "b counted - 91"]);
        assert_eq!(found[0].check, "cumulative-decrease");
        assert_eq!(
            found[0].notes,
            ["no date is stated for the figures of a and b: the date of publication stands in"]
        );
    }

    #[test]
    fn parts_that_account_for_the_fall_are_told_with_it() {
        let found = lines(&[
            "a counted 2025-03-01 101",
            "a counted[sex=men] 2025-03-01 61",
            "a counted[sex=women] 2025-03-01 40",
            "b counted 2025-03-02 97",
            "b counted[sex=men] 2025-03-02 58",
            "b counted[sex=women] 2025-03-02 39",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].subject, "counted");
        assert_eq!(
            found[0].notes,
            ["the parts account for it: men -3, women -1"]
        );
    }

    #[test]
    fn the_order_of_the_dates_counts_and_not_that_of_publication() {
        assert!(kinds_of(&["b counted 2025-03-01 100", "a counted 2025-03-02 110"]).is_empty());
    }
}
