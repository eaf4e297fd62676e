//! Whole reports of canned findings.

use super::*;

/// One relation of each verdict.
pub(crate) fn relations(sources: &SourceMap) -> Vec<RelationRecord> {
    let record = |relation: &str, verdict, cause: Option<&str>, span| RelationRecord {
        relation: relation.into(),
        source: "ministry".into(),
        verdict,
        cause: cause.map(String::from),
        claims: vec!["ministry/killed".into()],
        span,
    };
    let total = at(sources, 0, "3,983\n");
    vec![
        record("killed = military + civilian", Verdict::Fails, None, total),
        record(
            "killed[status=military] <= killed",
            Verdict::Holds,
            None,
            total,
        ),
        record(
            "killed = women + men",
            Verdict::NotRun,
            Some("no figure for men"),
            total,
        ),
        record(
            "registered_missing = first + second",
            Verdict::Blocked,
            Some("registered_missing has two values, 3,983 and 3,890; 3,983 fits"),
            at(sources, 1, "3,983"),
        ),
    ]
}

/// Counts of relations, the first that holds taken to hold only by rounding.
pub(crate) fn counts(relations: &[RelationRecord]) -> RelationCounts {
    let mut counts = RelationCounts::default();
    for relation in relations {
        let first = counts.holds == 0 && relation.verdict == Verdict::Holds;
        counts.add(relation.verdict, first);
    }
    counts
}

/// A report of the given findings, all from the canned files.
pub(crate) fn report_of(findings: Vec<(SourceMap, Finding)>) -> (SourceMap, Report) {
    let sources = sources();
    let collected = Collected {
        files: 3,
        skipped_files: 0,
        sources: 3,
        claims: 6,
        counts: counts(&relations(&sources)),
        findings: findings.into_iter().map(|(_, finding)| finding).collect(),
        relations: relations(&sources),
        ..Collected::default()
    };
    let judging = Judging {
        acceptances: &[],
        claim_ids: &[],
        today: Day(0),
        severities: &Severities::default(),
        filter: &Filter::default(),
        most: None,
    };
    let report = Report::new(collected, &judging, &sources);
    (sources, report)
}

/// A report with one finding of every shape.
pub(crate) fn full_report() -> (SourceMap, Report) {
    report_of(vec![
        accepted(),
        with_steps(),
        with_sum(),
        with_derived_figure(),
        depends_on_reading(),
        note_without_text(),
        hostile(),
        divergence(),
        rule_broken(),
        parts_do_not_sum(),
        input_problem(),
    ])
}

/// A report of one finding that a baseline holds and one that it does not; another one
/// that it holds is gone.
pub(crate) fn baselined_report() -> (SourceMap, Report) {
    let (_, gone) = rule_broken();
    let (sources, mut report) = report_of(vec![divergence(), parts_do_not_sum()]);
    let mut known = Baselining::against(Baseline {
        findings: vec![
            KnownFinding::of(&report.findings[1], &sources),
            KnownFinding::of(&gone, &sources),
        ],
    });
    known.mark(&mut report.findings, &sources, &|_| true);
    report.summary.findings.warning -= 1;
    report.summary.findings.baselined += 1;
    report.baseline = Some(known.outcome("audit/base.json", &|_| true));
    (sources, report)
}
