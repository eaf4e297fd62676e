//! `sources-disagree`: figures of one cell and one date that cannot meet.

use rustc_hash::FxHashSet;

use crate::figures::PointId;
use crate::findings::Finding;
use crate::text::Severity;

use super::across::{self, Dispute, Kind};
use super::sheet;
use super::{Context, joint};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for disputes in across::together(context, |kind| kind == Kind::Disagree, |_| ()) {
        findings.push(describe(context, &disputes));
    }
    add_joint(context, findings);
}

/// What several figures show together.
fn add_joint(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let message = |context: &Context<'_>, found: &joint::Across<'_>| {
        let against = joint::report::against(context, found).unwrap_or_default();
        format!("sources disagree: {against}")
    };
    joint::report::add(context, "sources-disagree", message, findings);
}

/// So many dates are told in a sentence.
const TOLD: usize = 3;

/// All dates of one cell for which figures cannot meet.
fn describe(context: &Context<'_>, disputes: &[&Dispute]) -> Finding {
    let (a, b) = disputes[0].pairs[0];
    let printed = |point: PointId| across::printed(context, point);
    let cell = context.figures.cell_name(disputes[0].cell);
    let (parties, by) = who(context, disputes);
    let mut dates: Vec<String> = (disputes.iter().take(TOLD))
        .map(|dispute| values(context, dispute, by))
        .collect();
    let more = match disputes.len().saturating_sub(TOLD) {
        0 => None,
        1 => Some("one more date".to_owned()),
        more => Some(format!("{more} more dates")),
    };
    dates.extend(more);
    let message = format!("{parties} give {cell} for {}", dates.join("; for "));
    let severity = match disputes.iter().all(|dispute| dispute.explained) {
        true => Severity::Note,
        false => Severity::Warning,
    };
    let blocks = across::by_moment(context, disputes);
    let all: Vec<PointId> = blocks.concat();
    let mut points = vec![a, b];
    points.extend(all.iter().filter(|&&point| point != a && point != b));
    let mut finding = across::finding(context, "sources-disagree", severity, &points, message);
    let gap = context.hard(b).sub(context.hard(a));
    let others = match disputes.len() - 1 {
        0 => String::new(),
        1 => "; and for one more date".to_owned(),
        more => format!("; and for {more} more dates"),
    };
    finding.concise = format!(
        "{cell} for {}: {} ({}) and {} ({}), {}{others}",
        across::when(context, a),
        printed(a),
        by(context, a),
        printed(b),
        by(context, b),
        sheet::gap(&gap, None)
    );
    finding.subject = cell;
    let pairs: Vec<(PointId, PointId)> = (disputes.iter())
        .flat_map(|dispute| dispute.pairs.iter().copied())
        .collect();
    finding.conflicts = (pairs.iter())
        .map(|&(a, b)| across::pair(context, a, b))
        .collect();
    across::add_blocks(context, &mut finding, &blocks);
    let mut notes: Vec<String> = Vec::new();
    for &(a, b) in &pairs {
        let rounded = across::rounded_note(context, a, b);
        let draft = across::is_provisional(context, a) && !across::is_provisional(context, b);
        let draft = draft.then(|| format!("{} was provisional", across::said(context, a)));
        for note in rounded.into_iter().chain(draft) {
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    finding.notes.extend(notes);
    across::note_inferred(context, &mut finding, &all);
    across::note_withdrawn(context, &mut finding, &pairs);
    finding.help.push(
        "compare the passages: do both count the same thing, at the same place, up to the same day? Put a difference into `where` or `as_of`"
            .to_owned(),
    );
    finding
}

/// The values given for one date: `2025-03-01 as 102 (a) and as 110 (b)`.
fn values(context: &Context<'_>, dispute: &Dispute, by: By) -> String {
    let mut values: Vec<String> = Vec::new();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for point in dispute.pairs.iter().flat_map(|&(a, b)| [a, b]) {
        let value = across::printed(context, point);
        if seen.insert(value.clone()) {
            values.push(format!("as {value} ({})", by(context, point)));
        }
    }
    format!(
        "{} {}",
        across::when(context, dispute.pairs[0].0),
        across::list(&values, 4)
    )
}

/// What tells a figure from another.
type By = fn(&Context<'_>, PointId) -> String;

/// Who is at odds, and what tells them apart: texts, speakers of one text, or
/// texts of one speaker.
fn who(context: &Context<'_>, disputes: &[&Dispute]) -> (String, By) {
    let group = |point: PointId| context.figures.group(context.figures.point(point).group);
    let all = || {
        let pairs = disputes.iter().flat_map(|dispute| &dispute.pairs);
        pairs.flat_map(|&(a, b)| [group(a), group(b)])
    };
    let text: By = |context, point| context.figures.source_of(point).to_owned();
    let speaker: By = |context, point| {
        let group = context.figures.group(context.figures.point(point).group);
        context.dossier().speakers.name(group.speaker).to_owned()
    };
    let point = disputes[0].pairs[0].0;
    let first = group(point);
    if all().all(|other| other.source == first.source) {
        let source = context.figures.source_of(point);
        (format!("speakers in {source}"), speaker)
    } else if all().all(|other| other.speaker == first.speaker) {
        ("texts of one speaker".to_owned(), text)
    } else {
        ("sources".to_owned(), text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::{kinds_of, lines};

    #[test]
    fn two_speakers_of_one_day_who_cannot_both_be_right() {
        let rows = ["a present 2025-03-01 1,204", "b present 2025-03-01 1,240"];
        let found = lines(&rows);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "sources give present for 2025-03-01 as 1,204 (a) and as 1,240 (b)"
        );
        assert_eq!(
            found[0].concise,
            "present for 2025-03-01: 1,204 (a) and 1,240 (b), off by 36"
        );
        assert_eq!(kinds_of(&rows), ["warning sources-disagree"]);
    }

    #[test]
    fn one_finding_for_a_cell_with_every_date_and_source_in_its_table() {
        let found = lines(&[
            "a present 2025-03-01 102",
            "b present 2025-03-01 110",
            "d present 2025-03-01 about 100",
            "a present 2025-03-02 105",
            "b present 2025-03-02 106",
            "a present[sex=women] 2025-03-01 50",
            "b present[sex=women] 2025-03-01 50",
        ]);
        let own = found.iter().filter(|f| f.check == "sources-disagree");
        let own: Vec<_> = own.collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].figures.len(), 5);
        assert_eq!(own[0].conflicts.len(), 2, "about 100 meets both");
        assert_eq!(
            own[0].message,
            "sources give present for 2025-03-01 as 102 (a) and as 110 (b); for 2025-03-02 as 105 (a) and as 106 (b)"
        );
        let gaps: Vec<bool> = own[0]
            .figures
            .iter()
            .map(|row| row.difference.is_some())
            .collect();
        assert_eq!(gaps, [false, true, true, false, true]);
    }

    #[test]
    fn values_that_meet_are_silent() {
        assert!(
            kinds_of(&[
                "a present 2025-03-01 1,204",
                "b present 2025-03-01 about 1,200"
            ])
            .is_empty()
        );
        assert!(
            kinds_of(&[
                "a present 2025-03-01 688",
                "b present 2025-03-01 more than 600"
            ])
            .is_empty()
        );
        assert!(kinds_of(&["a present 2025-03-01 688", "b present 2025-03-01 688"]).is_empty());
    }

    #[test]
    fn a_round_number_that_may_be_rounded_makes_it_a_note() {
        let found = lines(&["a present 2025-03-01 3,983", "b present 2025-03-01 4,000"]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].severity, crate::text::Severity::Note);
        assert_eq!(
            found[0].notes,
            ["agrees if 4,000 is rounded to the thousand"]
        );
        // Two round numbers do not meet half way, and 3,400 rounds to 3,000.
        let halves = ["a present 2025-03-01 600", "b present 2025-03-01 700"];
        assert_eq!(kinds_of(&halves), ["warning sources-disagree"]);
        let far = ["a present 2025-03-01 3,417", "b present 2025-03-01 4,000"];
        assert_eq!(kinds_of(&far), ["warning sources-disagree"]);
    }

    #[test]
    fn speakers_of_one_text_are_compared_whatever_its_window() {
        let rows = [
            "late present - more than 600",
            "late present - 218 | attributed_to: one",
        ];
        assert_eq!(kinds_of(&rows), ["warning sources-disagree"]);
        assert!(lines(&rows)[0].message.starts_with("speakers in "));
    }

    #[test]
    fn texts_of_one_speaker_without_an_order_disagree() {
        let rows = [
            "a present 2025-03-01 102",
            "same-day present 2025-03-01 103",
        ];
        assert_eq!(kinds_of(&rows), ["warning sources-disagree"]);
        assert!(lines(&rows)[0].message.starts_with("texts of one speaker"));
    }

    #[test]
    fn flows_of_one_period_share_a_date_and_other_periods_do_not() {
        let same = [
            "a monthly - 102 | period: 2025-02",
            "b monthly - 103 | period: 2025-02",
        ];
        assert_eq!(kinds_of(&same), ["warning sources-disagree"]);
        let other = [
            "a monthly - 102 | period: 2025-01",
            "b monthly - 103 | period: 2025-02",
        ];
        assert!(kinds_of(&other).is_empty());
    }

    #[test]
    fn only_the_latest_edition_is_compared_with_others() {
        // One revises 102 to 110, Two has 110.
        let found = kinds_of(&[
            "a present 2025-03-01 102",
            "c present 2025-03-01 110",
            "b present 2025-03-01 110",
        ]);
        assert_eq!(found, ["warning unannounced-revision"]);
    }

    #[test]
    fn retracted_and_superseded_claims_are_not_compared() {
        let rows = [
            "a present 2025-03-01 102",
            "b present 2025-03-01 110 | state: retracted",
        ];
        assert!(kinds_of(&rows).is_empty());
    }

    #[test]
    fn many_sources_of_one_day_are_still_one_finding() {
        let mut text = "sources:\n".to_owned();
        for at in 0..60 {
            text.push_str(&format!(
                "  s{at}: {{publisher: p{at}, published: 2025-04-01}}\n"
            ));
        }
        text.push_str("claims:\n");
        for at in 0..60 {
            let value = 100 + at % 2;
            text.push_str(&format!(
                "  - {{source: s{at}, measure: present, as_of: 2025-03-01, value: {value}}}\n"
            ));
        }
        let mut found = crate::checks::testing::audit(&[
            ("crossfoot.yaml", "measures: {present: {type: count}}"),
            ("claims.yaml", &text),
        ]);
        found.retain(|finding| finding.check == "sources-disagree");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].figures.len(), 60);
        // Each source stands in some pair.
        let told: std::collections::BTreeSet<&String> = found[0]
            .conflicts
            .iter()
            .flat_map(|(a, b)| [a, b])
            .collect();
        assert_eq!(told.len(), 60);
    }
}
