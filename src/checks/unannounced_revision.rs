//! `unannounced-revision`: a later edition of one speaker gives another figure
//! for the same date and does not say so.

use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::across::{self, Dispute, Kind};
use super::{Context, joint};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let figures = context.figures;
    let speaker = |dispute: &Dispute| {
        let later = figures.point(dispute.pairs[0].1);
        figures.group(later.group).speaker
    };
    for disputes in across::together(context, |kind| kind == Kind::Unannounced, speaker) {
        findings.push(describe(context, &disputes));
    }
    add_joint(context, findings);
}

/// What several figures show together.
fn add_joint(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let message = |context: &Context<'_>, found: &joint::Across<'_>| {
        let (speaker, count) = joint::report::speaker_and_count(context, found);
        let what = joint::report::against(context, found)
            .unwrap_or_else(|| format!("{count} figures cannot all hold"));
        format!(
            "texts of {speaker} for one date cannot all hold, and no revision is announced: {what}"
        )
    };
    joint::report::add(context, "unannounced-revision", message, findings);
}

/// So many dates are told in a sentence.
const TOLD: usize = 3;

/// All revisions of one figure by one speaker.
fn describe(context: &Context<'_>, disputes: &[&Dispute]) -> Finding {
    let (earlier, later) = disputes[0].pairs[0];
    let figures = context.figures;
    let cell = figures.cell_name(disputes[0].cell);
    let blocks = across::by_moment(context, disputes);
    let told = |points: &Vec<PointId>| {
        let values: Vec<String> = (points.iter())
            .map(|&point| {
                let source = figures.source_of(point);
                format!("as {} in {source}", across::printed(context, point))
            })
            .collect();
        let shown = values.len().min(4);
        let more = match values.len() - shown {
            0 => String::new(),
            more => format!(", and otherwise in {more} more"),
        };
        let date = across::when(context, points[0]);
        format!("for {date} {}{more}", values[..shown].join(", "))
    };
    let mut dates: Vec<String> = blocks.iter().take(TOLD).map(told).collect();
    match blocks.len().saturating_sub(TOLD) {
        0 => {}
        1 => dates.push("and one more date".to_owned()),
        more => dates.push(format!("and {more} more dates")),
    }
    let what = match disputes.len() {
        1 => "a later text of one speaker gives another figure and announces no revision",
        _ => "later texts of one speaker give other figures and announce no revision",
    };
    let message = format!("{what}: {cell} {}", dates.join("; "));
    let severity = match disputes.iter().all(|dispute| dispute.explained) {
        true => Severity::Note,
        false => Severity::Warning,
    };
    let all: Vec<PointId> = blocks.concat();
    let mut points = vec![later, earlier];
    points.extend(
        all.iter()
            .filter(|&&point| point != later && point != earlier),
    );
    let mut finding = across::finding(context, "unannounced-revision", severity, &points, message);
    let gap = context.hard(later).sub(context.hard(earlier));
    let by = match context.hard(later).entirely_below(context.hard(earlier)) {
        true => format!("lower {}", across::by(&gap)),
        false => format!("higher {}", across::by(&gap)),
    };
    let more = match disputes.len() - 1 {
        0 => String::new(),
        1 => "; and one more".to_owned(),
        more => format!("; and {more} more"),
    };
    finding.concise = format!(
        "{cell} for {} as {} in {}, as {} in {}, {by}{more}",
        across::when(context, later),
        across::printed(context, earlier),
        figures.source_of(earlier),
        across::printed(context, later),
        figures.source_of(later),
    );
    finding.subject = cell;
    for dispute in disputes {
        finding.conflicts.push(across::pair(
            context,
            dispute.pairs[0].0,
            dispute.pairs[0].1,
        ));
        // Of several, only where rounding explains them all.
        let said = disputes.len() == 1 || severity == Severity::Note;
        if let Some(note) = across::rounded_note(context, dispute.pairs[0].0, dispute.pairs[0].1)
            && said
            && !finding.notes.contains(&note)
        {
            finding.notes.push(note);
        }
    }
    across::add_blocks(context, &mut finding, &blocks);
    across::note_inferred(context, &mut finding, &all);
    finding.help.push(
        "look for a note on revisions in the later text; if there is one, write `revises` and `reason`"
            .to_owned(),
    );
    finding
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::{kinds_of, lines};

    #[test]
    fn a_later_text_of_one_speaker_says_otherwise() {
        let rows = ["a present 2025-03-01 6,154", "c present 2025-03-01 6,178"];
        assert_eq!(kinds_of(&rows), ["warning unannounced-revision"]);
        assert_eq!(
            lines(&rows)[0].message,
            "a later text of one speaker gives another figure and announces no revision: present for 2025-03-01 as 6,154 in a, as 6,178 in c"
        );
    }

    #[test]
    fn announced_or_expected_revisions_are_notes_of_another_check() {
        let announced = [
            "a present 2025-03-01 6,154 | id: first",
            "c present 2025-03-01 6,178 | revises: first, reason: late registrations",
        ];
        assert_eq!(kinds_of(&announced), ["note changed-over-time"]);
        assert_eq!(
            lines(&announced)[0].notes,
            ["the change is announced: late registrations"]
        );
        let provisional = [
            "a present 2025-03-01 6,154 | state: provisional",
            "c present 2025-03-01 6,178",
        ];
        assert_eq!(kinds_of(&provisional), ["note changed-over-time"]);
        let draft = [
            "draft present 2025-03-01 6,154",
            "c present 2025-03-01 6,178",
        ];
        assert_eq!(kinds_of(&draft), ["note changed-over-time"]);
    }

    #[test]
    fn marks_on_the_figures_say_it_too() {
        let drafted = ["a present 2025-03-01 6,154p", "c present 2025-03-01 6,178"];
        assert_eq!(kinds_of(&drafted), ["note changed-over-time"]);
        assert_eq!(
            lines(&drafted)[0].notes,
            ["the earlier figure was provisional"]
        );
        let revised = ["a present 2025-03-01 6,154", "c present 2025-03-01 6,178r"];
        assert_eq!(kinds_of(&revised), ["note changed-over-time"]);
        assert_eq!(
            lines(&revised)[0].notes,
            ["the later figure is marked as revised"]
        );
        let star = ["a present 2025-03-01 6,154*", "c present 2025-03-01 6,178*"];
        assert_eq!(kinds_of(&star), ["warning unannounced-revision"]);
    }

    #[test]
    fn a_revises_that_names_another_claim_announces_nothing() {
        let rows = [
            "a present 2025-03-01 6,154",
            "a present 2025-02-01 6,001 | id: other",
            "c present 2025-03-01 6,178 | revises: other",
        ];
        assert!(kinds_of(&rows).contains(&"warning unannounced-revision".to_owned()));
    }

    #[test]
    fn equal_and_compatible_editions_are_silent() {
        assert!(kinds_of(&["a present 2025-03-01 617", "c present 2025-03-01 617"]).is_empty());
        assert!(
            kinds_of(&["a present 2025-03-01 over 600", "c present 2025-03-01 617"]).is_empty()
        );
        let superseded = [
            "a present 2025-03-01 617 | state: superseded",
            "c present 2025-03-01 618",
        ];
        assert!(kinds_of(&superseded).is_empty());
    }
}
