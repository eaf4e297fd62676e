//! `scope-breach`: a part in one place is larger than its whole in another.

use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::across::{self, Breach, Layer};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for breach in across::breaches(context, Layer::Hard) {
        findings.push(describe(context, &breach));
    }
}

fn describe(context: &Context<'_>, breach: &Breach) -> Finding {
    let figures = context.figures;
    let (part, whole) = (breach.parts[0], breach.wholes[0]);
    let name = |point: PointId| figures.cell_name(figures.point(point).cell);
    let by = across::by(&context.hard(part).sub(context.hard(whole)));
    let others = match breach.wholes.len() - 1 {
        0 => String::new(),
        1 => ", and one more figure of a whole is lower too".to_owned(),
        more => format!(", and {more} more figures of a whole are lower too"),
    };
    let message = format!(
        "a part is larger than its whole elsewhere: {} {}, {} {}{others}",
        name(part),
        across::said(context, part),
        name(whole),
        across::said(context, whole),
    );
    let severity = if breach.later || breach.rounded {
        Severity::Note
    } else {
        Severity::Warning
    };
    let points: Vec<PointId> = breach.parts.iter().chain(&breach.wholes).copied().collect();
    let mut finding = across::finding(context, "scope-breach", severity, &points, message);
    finding.concise = format!(
        "{} {} is larger than {} {}, {by}",
        name(part),
        across::said(context, part),
        name(whole),
        across::said(context, whole),
    );
    let mut wholes: Vec<String> = breach.wholes.iter().map(|&whole| name(whole)).collect();
    wholes.dedup();
    finding.subject = format!("{} <= {}", name(part), across::list(&wholes, wholes.len()));
    let pairs = breach.pairs.iter();
    finding.conflicts = pairs.map(|&(a, b)| across::pair(context, a, b)).collect();
    across::add_rows(context, &mut finding, &points);
    if breach.later {
        finding.notes.push(
            "the part may be later than the whole: if the whole has grown since, both can hold"
                .to_owned(),
        );
    }
    if breach.rounded {
        finding
            .notes
            .extend(across::rounded_note(context, part, whole));
    }
    across::note_inferred(context, &mut finding, &points);
    finding.help.push(
        "ask what the whole leaves out: a region, a group, a later registration; if the two count different registers, use two measures"
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
    fn a_part_above_its_whole_of_the_same_day() {
        let rows = [
            "a present[sex=women] 2025-03-01 412",
            "b present 2025-03-01 316",
        ];
        assert_eq!(kinds_of(&rows), ["warning scope-breach"]);
        let found = lines(&rows);
        assert_eq!(
            found[0].message,
            "a part is larger than its whole elsewhere: present[sex=women] 412 (a, 2025-03-01), present 316 (b, 2025-03-01)"
        );
        assert_eq!(found[0].subject, "present[sex=women] <= present");
        assert!(
            kinds_of(&[
                "a present[sex=women] 2025-03-01 316",
                "b present 2025-03-01 316"
            ])
            .is_empty()
        );
    }

    #[test]
    fn an_earlier_part_above_a_later_whole_if_the_figure_cannot_fall() {
        let counted = [
            "a counted[sex=women] 2025-03-01 412",
            "b counted 2025-03-02 316",
        ];
        assert_eq!(kinds_of(&counted), ["warning scope-breach"]);
        let stock = [
            "a present[sex=women] 2025-03-01 412",
            "b present 2025-03-02 316",
        ];
        assert!(kinds_of(&stock).is_empty());
    }

    #[test]
    fn a_later_part_needs_growth_and_is_silent_once_that_is_documented() {
        let rows = [
            "a counted[sex=women] 2025-03-03 412",
            "b counted 2025-03-01 316",
        ];
        assert_eq!(kinds_of(&rows), ["note scope-breach"]);
        let documented = [rows[0], rows[1], "d counted 2025-03-03 520"];
        assert!(kinds_of(&documented).is_empty());
        let later = [rows[0], rows[1], "d counted 2025-03-09 520"];
        assert!(kinds_of(&later).is_empty());
        // Growth that stopped short of the part documents nothing.
        let short = [rows[0], rows[1], "d counted 2025-03-02 320"];
        assert_eq!(kinds_of(&short), ["note scope-breach"]);
    }

    #[test]
    fn dates_that_overlap_give_the_benefit_of_the_doubt() {
        let counted = [
            "a counted[sex=women] 2025-03-03 412",
            "b counted 2025-03 316",
        ];
        assert_eq!(kinds_of(&counted), ["note scope-breach"]);
        let stock = [
            "a present[sex=women] 2025-03 412",
            "b present 2025-03-03 316",
        ];
        assert_eq!(kinds_of(&stock), ["note scope-breach"]);
    }

    #[test]
    fn one_finding_for_a_part_with_all_wholes_and_all_who_repeat_it() {
        let found = lines(&[
            "a settled[sex=women,age=elderly] 2025-03-01 412",
            "b settled[sex=women,age=elderly] 2025-03-01 412",
            "b settled[age=elderly] 2025-03-02 316",
            "d settled[age=elderly] 2025-03-03 316",
            "d settled 2025-03-03 400",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].severity, Severity::Warning);
        assert_eq!(found[0].figures.len(), 5);
        assert_eq!(found[0].conflicts.len(), 6);
    }

    #[test]
    fn a_consequence_of_another_finding_is_not_told_again() {
        // Two gives a smaller whole than One; that the part of One is above it follows.
        let found = kinds_of(&[
            "a present 2025-03-01 500",
            "a present[sex=women] 2025-03-01 450",
            "b present 2025-03-01 400",
        ]);
        assert_eq!(found, ["warning sources-disagree"]);
        let found = kinds_of(&[
            "a counted 2025-03-01 500",
            "a counted[sex=women] 2025-03-01 450",
            "b counted 2025-03-02 400",
        ]);
        assert_eq!(found, ["warning cumulative-decrease"]);
    }

    #[test]
    fn a_round_part_may_be_rounded() {
        let found = lines(&[
            "a settled[sex=women] 2025-03-01 4,000",
            "b settled 2025-03-01 3,890",
        ]);
        assert_eq!(found[0].check, "scope-breach");
        assert_eq!(found[0].severity, Severity::Note);
        assert_eq!(
            found[0].notes,
            ["agrees if 4,000 is rounded to the thousand"]
        );
    }

    #[test]
    fn inside_one_source_it_is_another_check() {
        let found = kinds_of(&[
            "a present 2025-03-01 10",
            "a present[sex=women] 2025-03-01 11",
        ]);
        assert_eq!(found, ["error part-exceeds-whole"]);
    }
}
