//! The report: findings accepted, graded, filtered, sorted and counted, once,
//! before any renderer sees them.

use std::cmp::Reverse;

use crate::dossier::Acceptance;
use crate::findings::{
    BaselineOutcome, Baselining, Capped, Filter, Finding, Further, RelationRecord, ScreenedTable,
    Severities, Severity, Since, Status, Verdict, apply_acceptances, capped,
};
use crate::quantity::Day;
use crate::text::SourceMap;

/// What an audit hands over: everything found, nothing left out yet.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// Claim files that were read.
    pub files: usize,
    /// YAML files of a walked folder that hold none of our keys.
    pub skipped_files: usize,
    /// Sources with at least one claim, or declared.
    pub sources: usize,
    /// Claims, parts counted.
    pub claims: usize,
    /// How many relations had which verdict.
    pub counts: RelationCounts,
    /// Every finding, in any order.
    pub findings: Vec<Finding>,
    /// Every relation in any order, where they are to be listed.
    pub relations: Vec<RelationRecord>,
    /// Findings of a large table that were counted and not described.
    pub further: Vec<Further>,
    /// How a large table was looked at, if one was screened.
    pub screened: Option<ScreenedTable>,
}

/// What a person decided about findings.
#[derive(Clone, Copy, Debug)]
pub struct Judging<'a> {
    /// The `accept:` entries.
    pub acceptances: &'a [Acceptance],
    /// Ids of all claims, to tell a mistyped one.
    pub claim_ids: &'a [&'a str],
    /// Today, for acceptances that end.
    pub today: Day,
    /// The `severity` settings and `--pedantic`.
    pub severities: &'a Severities,
    /// What to show.
    pub filter: &'a Filter,
    /// How many findings of each check to show, if not all.
    pub most: Option<usize>,
}

/// What renderers get.
#[derive(Clone, Debug)]
pub struct Report {
    /// Version of the tool.
    pub version: &'static str,
    /// The counts.
    pub summary: Summary,
    /// The findings to show, sorted: errors, warnings, notes, then accepted ones.
    pub findings: Vec<Finding>,
    /// The relations to list, by place.
    pub relations: Vec<RelationRecord>,
    /// What a baseline did, where one is in use.
    pub baseline: Option<BaselineOutcome>,
}

/// Counts of a run. Files, sources, claims and relations are those of the whole
/// dossier; findings are those that are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Claim files that were read.
    pub files: usize,
    /// YAML files without any of our keys.
    pub skipped_files: usize,
    /// Sources.
    pub sources: usize,
    /// Claims, parts counted.
    pub claims: usize,
    /// Relations by verdict.
    pub relations: RelationCounts,
    /// Findings by severity and status, those that a limit hides included.
    pub findings: FindingCounts,
    /// Checks of which only some findings are shown.
    pub capped: Vec<Capped>,
    /// How large tables were looked at.
    pub screened: Vec<ScreenedTable>,
    /// Since when what is reported was changed, if only that is.
    pub changed_since: Option<Since>,
}

/// How many relations had which verdict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelationCounts {
    /// All of them.
    pub total: usize,
    /// The sides meet.
    pub holds: usize,
    /// Those among `holds` that need rounding or wording to hold.
    pub holds_only_by_rounding: usize,
    /// They cannot meet.
    pub fails: usize,
    /// One term has two values.
    pub blocked: usize,
    /// Something is missing.
    pub not_run: usize,
    /// Not relations, but groups of figures whose joint consistency was given up at a
    /// limit: not shown inconsistent, and not shown consistent either.
    pub undecided: usize,
}

/// How many findings there are of which kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingCounts {
    /// Errors that nobody accepted.
    pub error: usize,
    /// Warnings that nobody accepted.
    pub warning: usize,
    /// Notes that nobody accepted.
    pub note: usize,
    /// Findings of any severity that a person accepted.
    pub accepted: usize,
    /// Findings that an earlier report already held.
    pub baselined: usize,
    /// Findings that a filter hid.
    pub hidden: usize,
    /// Findings left out since they involve nothing that was changed.
    pub unchanged: usize,
}

impl Report {
    /// Judges, filters, sorts and counts what was collected. Acceptances are
    /// applied before filters, so that hiding a finding never makes an
    /// acceptance look unused.
    pub fn new(collected: Collected, judging: &Judging, sources: &SourceMap) -> Report {
        Self::with_baseline(collected, judging, sources, None)
    }

    /// The same with a baseline, in which the dossiers of a run share; what it did to
    /// all of them is not known until the last.
    pub fn with_baseline(
        collected: Collected,
        judging: &Judging,
        sources: &SourceMap,
        mut baseline: Option<&mut Baselining>,
    ) -> Report {
        let Collected {
            mut findings,
            mut relations,
            ..
        } = collected;
        apply_acceptances(
            &mut findings,
            judging.acceptances,
            judging.claim_ids,
            judging.today,
        );
        let asked = &judging.filter.only;
        if let Some(baseline) = &mut baseline {
            let made = |check: &str| judging.severities.wants(check, asked);
            baseline.mark(&mut findings, sources, &made);
        }
        judging
            .severities
            .apply(&mut findings, &judging.filter.only);
        let before = findings.len();
        findings.retain(|finding| judging.filter.admits(finding));
        let hidden = before - findings.len();
        let before_changed = findings.len();
        if let Some(baseline) = baseline {
            baseline.take(&mut findings, sources);
        }
        findings.retain(|finding| judging.filter.is_recent(finding));
        let unchanged = before_changed - findings.len();
        relations.retain(|relation| judging.filter.admits_relation(relation));
        sort_findings(&mut findings, sources);
        sort_relations(&mut relations, sources);
        let mut counts = FindingCounts::of(&findings, hidden);
        counts.unchanged = unchanged;
        let mut further = collected.further;
        further.retain_mut(|(check, severity, count)| {
            let asked = judging.filter.only.iter().any(|name| name == check);
            let Some(graded) = judging.severities.of(check, *severity, asked) else {
                return false;
            };
            *severity = graded;
            let admitted = judging.filter.admits_check(check, graded);
            match admitted {
                true => counts.add_further(graded, *count),
                false => counts.hidden += *count,
            }
            admitted
        });
        let capped = capped::cap(&mut findings, judging.most, &further);
        Report {
            version: env!("CARGO_PKG_VERSION"),
            summary: Summary {
                capped,
                screened: collected.screened.into_iter().collect(),
                changed_since: (judging.filter.changed.as_ref())
                    .map(|changed| changed.since.clone()),
                files: collected.files,
                skipped_files: collected.skipped_files,
                sources: collected.sources,
                claims: collected.claims,
                relations: collected.counts,
                findings: counts,
            },
            findings,
            relations,
            baseline: None,
        }
    }
}

impl Report {
    /// One report of several dossiers, each already judged with its own settings
    /// and acceptances; all spans are of `sources`.
    pub fn merged(mut reports: Vec<Report>, sources: &SourceMap) -> Report {
        if reports.len() == 1
            && let Some(only) = reports.pop()
        {
            return only;
        }
        let mut all = Report {
            version: env!("CARGO_PKG_VERSION"),
            summary: Summary::default(),
            findings: Vec::new(),
            relations: Vec::new(),
            baseline: None,
        };
        for report in reports {
            all.summary.add(&report.summary);
            all.findings.extend(report.findings);
            all.relations.extend(report.relations);
            all.baseline = all.baseline.or(report.baseline);
        }
        sort_findings(&mut all.findings, sources);
        sort_relations(&mut all.relations, sources);
        all
    }
}

impl Summary {
    /// Adds the counts of another dossier.
    fn add(&mut self, other: &Summary) {
        self.files += other.files;
        self.skipped_files += other.skipped_files;
        self.sources += other.sources;
        self.claims += other.claims;
        self.relations.merge(&other.relations);
        let (own, more) = (&mut self.findings, &other.findings);
        own.error += more.error;
        own.warning += more.warning;
        own.note += more.note;
        own.accepted += more.accepted;
        own.baselined += more.baselined;
        own.hidden += more.hidden;
        own.unchanged += more.unchanged;
        self.capped.extend(other.capped.iter().cloned());
        self.screened.extend(other.screened.iter().cloned());
        if self.changed_since.is_none() {
            self.changed_since.clone_from(&other.changed_since);
        }
    }
}

impl RelationCounts {
    /// Adds the counts of other relations.
    pub fn merge(&mut self, other: &RelationCounts) {
        self.total += other.total;
        self.holds += other.holds;
        self.holds_only_by_rounding += other.holds_only_by_rounding;
        self.fails += other.fails;
        self.blocked += other.blocked;
        self.not_run += other.not_run;
        self.undecided += other.undecided;
    }

    /// Counts one relation.
    pub fn add(&mut self, verdict: Verdict, only_by_rounding: bool) {
        self.total += 1;
        self.holds_only_by_rounding += usize::from(only_by_rounding);
        match verdict {
            Verdict::Holds => self.holds += 1,
            Verdict::Fails => self.fails += 1,
            Verdict::Blocked => self.blocked += 1,
            Verdict::NotRun => self.not_run += 1,
        }
    }
}

impl FindingCounts {
    fn of(findings: &[Finding], hidden: usize) -> Self {
        let mut counts = Self {
            hidden,
            ..Self::default()
        };
        for finding in findings {
            match (&finding.status, finding.severity) {
                (Status::Accepted(_), _) => counts.accepted += 1,
                (Status::Baselined, _) => counts.baselined += 1,
                (Status::New, Severity::Error) => counts.error += 1,
                (Status::New, Severity::Warning) => counts.warning += 1,
                (Status::New, Severity::Note) => counts.note += 1,
            }
        }
        counts
    }
}

/// Baselined after new ones and accepted last, then by severity, file name, place, check and wording: total
/// for all that a reader can tell apart, and independent of the order of files.
fn sort_findings(findings: &mut [Finding], sources: &SourceMap) {
    findings.sort_by_cached_key(|finding| {
        let place = finding.locations.first().map(|location| {
            let span = location.span;
            let file = &sources.file(span.file).name;
            (
                file.clone(),
                sources.first_byte(span),
                span.end - span.start,
            )
        });
        (
            match finding.status {
                Status::New => 0,
                Status::Baselined => 1,
                Status::Accepted(_) => 2,
            },
            Reverse(finding.severity),
            place,
            finding.check,
            finding.message.clone(),
            finding.subject.clone(),
            finding.claims.clone(),
        )
    });
}

/// By file name, place, wording and source.
fn sort_relations(relations: &mut [RelationRecord], sources: &SourceMap) {
    relations.sort_by(|a, b| {
        let key = |r: &RelationRecord| (r.span.start, r.span.end, r.verdict);
        let name = |r: &RelationRecord| sources.file(r.span.file).name.as_str();
        (name(a).cmp(name(b)))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.relation.cmp(&b.relation))
            .then_with(|| a.source.cmp(&b.source))
            .then_with(|| a.claims.cmp(&b.claims))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::canned;
    use crate::text::Spanned;

    #[test]
    fn order_does_not_depend_on_the_order_of_findings() {
        let (sources, report) = canned::full_report();
        let order = |findings: &[Finding]| -> Vec<String> {
            findings.iter().map(|f| f.message.clone()).collect()
        };
        let expected = order(&report.findings);
        for turn in 0..report.findings.len() {
            let mut findings = report.findings.clone();
            findings.rotate_left(turn);
            sort_findings(&mut findings, &sources);
            assert_eq!(order(&findings), expected);
            findings.reverse();
            sort_findings(&mut findings, &sources);
            assert_eq!(order(&findings), expected);
        }
        let kinds: Vec<_> = report
            .findings
            .iter()
            .map(|f| (f.status != Status::New, Reverse(f.severity)))
            .collect();
        assert!(kinds.is_sorted(), "{kinds:?}");
    }

    #[test]
    fn counts_what_is_shown_and_what_is_hidden() {
        let (sources, report) = canned::full_report();
        let counts = &report.summary.findings;
        let shown = counts.error + counts.warning + counts.note + counts.accepted;
        assert_eq!(shown, report.findings.len());
        assert_eq!(counts.hidden, 0);
        assert_eq!(counts.accepted, 1);

        let filter = Filter {
            only: vec!["parts-do-not-sum".into()],
            ..Filter::default()
        };
        let collected = Collected {
            claims: 3,
            counts: canned::counts(&report.relations),
            findings: report.findings.clone(),
            relations: report.relations.clone(),
            ..Collected::default()
        };
        let severities = Severities::default();
        let judging = Judging {
            acceptances: &[],
            claim_ids: &[],
            today: Day(0),
            severities: &severities,
            filter: &filter,
            most: None,
        };
        let narrowed = Report::new(collected, &judging, &sources);
        assert_eq!(narrowed.findings.len(), 1);
        assert_eq!(narrowed.summary.findings.hidden, report.findings.len() - 1);
        assert_eq!(narrowed.summary.relations.total, report.relations.len());
    }

    #[test]
    fn merging_adds_up_and_sorts() {
        let (sources, mut report) = canned::full_report();
        report.summary.relations.undecided = 3;
        let one = Report::merged(vec![report.clone()], &sources);
        assert_eq!(one.summary, report.summary);
        let messages = |report: &Report| -> Vec<String> {
            report.findings.iter().map(|f| f.message.clone()).collect()
        };
        assert_eq!(messages(&one), messages(&report));
        let two = Report::merged(vec![report.clone(), report.clone()], &sources);
        assert_eq!(two.findings.len(), 2 * report.findings.len());
        assert_eq!(
            two.summary.relations.total,
            2 * report.summary.relations.total
        );
        assert_eq!(two.summary.relations.undecided, 6);
        let severities: Vec<_> = (two.findings.iter())
            .map(|f| (f.status != Status::New, Reverse(f.severity)))
            .collect();
        assert!(severities.is_sorted());
        assert_eq!(
            Report::merged(Vec::new(), &sources).summary,
            Summary::default()
        );
    }

    #[test]
    fn a_filter_never_makes_an_acceptance_look_unused() {
        let (sources, finding) = canned::divergence();
        let span = finding.locations[0].span;
        let acceptances = [Acceptance {
            check: Some(Spanned::new(finding.check.into(), span)),
            fingerprint: None,
            below: None,
            claims: (finding.claims.iter())
                .map(|id| Spanned::new(id.clone(), span))
                .collect(),
            reason: "asked".into(),
            until: None,
            span,
        }];
        let filter = Filter {
            skip: vec!["sources-disagree".into()],
            ..Filter::default()
        };
        let severities = Severities::default();
        let judging = Judging {
            acceptances: &acceptances,
            claim_ids: &[],
            today: Day(0),
            severities: &severities,
            filter: &filter,
            most: None,
        };
        let collected = Collected {
            findings: vec![finding],
            ..Collected::default()
        };
        let report = Report::new(collected, &judging, &sources);
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        assert_eq!(report.summary.findings.hidden, 1);
    }
}
