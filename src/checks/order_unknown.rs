//! `order-unknown`: figures of one cell differ, and their dates do not say which
//! is later.

use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::across;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for unordered in across::unordered(context) {
        let (a, b) = unordered.pairs[0];
        let cell = context.figures.cell_name(unordered.cell);
        let undated = |point: PointId| {
            let group = context.figures.point(point).group;
            context.figures.group(group).window.is_none()
        };
        let why = if undated(a) || undated(b) {
            "a date is missing"
        } else if across::when(context, a) == across::when(context, b) {
            "one window of several days says nothing about the order in it"
        } else {
            "their dates overlap"
        };
        let said = |point| across::said(context, point);
        let message = format!(
            "figures differ, and which is later is unknown: {cell} {} and {}, {why}",
            said(a),
            said(b)
        );
        let mut points: Vec<PointId> = unordered.pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
        across::by_date(context, &mut points);
        let mut places = vec![a, b];
        places.extend(points.iter().filter(|&&point| point != a && point != b));
        let severity = Severity::Note;
        let mut finding = across::finding(context, "order-unknown", severity, &places, message);
        finding.concise = format!("{cell}: {} and {}, order unknown", said(a), said(b));
        finding.subject = cell;
        finding.conflicts = unordered
            .pairs
            .iter()
            .map(|&(a, b)| across::pair(context, a, b))
            .collect();
        across::add_rows(context, &mut finding, &points);
        finding.notes.extend(across::rounded_note(context, a, b));
        across::note_inferred(context, &mut finding, &points);
        finding.help.push(
            "look for closer dates: \"at the end of 2025\" is 2025-12-31; figures for one and the same year share a `period`"
                .to_owned(),
        );
        findings.push(finding);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::{kinds_of, lines};

    #[test]
    fn a_day_inside_a_month_has_no_order() {
        let rows = ["a counted 2025-03-09 94", "b counted 2025-03 71"];
        assert_eq!(kinds_of(&rows), ["note order-unknown"]);
        assert_eq!(
            lines(&rows)[0].message,
            "figures differ, and which is later is unknown: counted 71 (b, 2025-03) and 94 (a, 2025-03-09), their dates overlap"
        );
    }

    #[test]
    fn dates_in_order_and_values_that_meet_are_silent() {
        assert!(kinds_of(&["a counted 2025-03-09 94", "b counted 2025-02 71"]).is_empty());
        assert!(kinds_of(&["a counted 2025-03-09 94", "b counted 2025-03 over 90"]).is_empty());
    }

    #[test]
    fn equal_windows_of_several_days_are_one_date_only_as_a_period() {
        let open = ["a present 2024 94", "b present 2024 71"];
        assert_eq!(kinds_of(&open), ["note order-unknown"]);
        let period = [
            "a present - 94 | period: 2024",
            "b present - 71 | period: 2024",
        ];
        assert_eq!(kinds_of(&period), ["warning sources-disagree"]);
    }

    #[test]
    fn a_figure_without_a_date_has_no_order() {
        let found = lines(&["a present 2025-03-01 94", "undated present - 71"]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].check, "order-unknown");
        assert!(found[0].message.ends_with("a date is missing"));
    }

    #[test]
    fn a_long_window_between_days_does_not_hide_their_change() {
        let found = kinds_of(&[
            "b present 2025 100",
            "a present 2025-03-01 100",
            "a present 2025-03-02 120",
        ]);
        assert_eq!(found, ["note changed-over-time", "note order-unknown"]);
    }
}
