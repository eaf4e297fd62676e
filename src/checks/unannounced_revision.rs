//! `unannounced-revision`: a later edition of one speaker gives another figure
//! for the same date and does not say so.

use crate::findings::Finding;
use crate::text::Severity;

use super::across::{self, Dispute, Kind};
use super::{Context, joint};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for dispute in &context.across().disputes {
        if dispute.kind == Kind::Unannounced {
            findings.push(describe(context, dispute));
        }
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

fn describe(context: &Context<'_>, dispute: &Dispute) -> Finding {
    let (earlier, later) = dispute.pairs[0];
    let figures = context.figures;
    let printed = |point| context.printed(context.claim(across::best(context, point).claim));
    let cell = figures.cell_name(dispute.cell);
    let date = across::when(context, later);
    let gap = context.hard(later).sub(context.hard(earlier));
    let message = format!(
        "a later text of one speaker gives another figure and announces no revision: {cell} for {date} as {} in {}, as {} in {}",
        printed(earlier),
        figures.source_of(earlier),
        printed(later),
        figures.source_of(later),
    );
    let severity = if dispute.rounded {
        Severity::Note
    } else {
        Severity::Warning
    };
    let points = [later, earlier];
    let mut finding = across::finding(context, "unannounced-revision", severity, &points, message);
    finding.concise = format!(
        "{cell} for {date} as {} in {}, as {} in {}, {}",
        printed(earlier),
        figures.source_of(earlier),
        printed(later),
        figures.source_of(later),
        match context.hard(later).entirely_below(context.hard(earlier)) {
            true => format!("lower {}", across::by(&gap)),
            false => format!("higher {}", across::by(&gap)),
        }
    );
    finding.subject = cell;
    finding.conflicts = vec![across::pair(context, earlier, later)];
    across::add_rows(context, &mut finding, &dispute.points);
    finding
        .notes
        .extend(across::rounded_note(context, earlier, later));
    across::note_inferred(context, &mut finding, &points);
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
