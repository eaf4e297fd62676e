//! What is a case of a test report, and how it went.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::findings::{Finding, RelationRecord, Report, Severity, Status, Verdict};
use crate::output::escape;
use crate::output::working;
use crate::text::{SourceMap, Span};

/// Columns of a table.
const WIDTH: usize = 100;

/// The cases of one file.
pub(super) struct Suite {
    /// The file, or what else it is about.
    pub name: String,
    pub cases: Vec<Case>,
}

pub(super) struct Case {
    /// What viewers group by: the source of a relation, the check of a finding.
    pub group: String,
    pub name: String,
    /// File and line.
    pub place: Option<(String, u32)>,
    pub result: Result,
    /// Further text; may be empty.
    pub output: String,
}

pub(super) enum Result {
    Passed,
    /// With the reason.
    Skipped(String),
    Failed {
        check: &'static str,
        message: String,
        body: String,
    },
}

/// The relations of each file, then the findings that are about none of them.
pub(super) fn suites(report: &Report, sources: &SourceMap, ascii: bool) -> Vec<Suite> {
    let mut suites: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    let mut add = |span: Option<Span>, mut case: Case| {
        let place = span.map(|span| {
            let line = sources.place(span).line;
            (sources.repository_path(span.file), line)
        });
        let file = place
            .as_ref()
            .map_or(String::new(), |place| place.0.clone());
        case.place = place;
        suites.entry(file).or_default().push(case);
    };
    let mut told = vec![false; report.findings.len()];
    let tellers = Tellers::of(&report.findings);
    let limited = !report.summary.capped.is_empty();
    for relation in &report.relations {
        let at = match relation.verdict {
            Verdict::Fails => tellers.find(relation, &report.findings),
            _ => None,
        };
        if let Some(at) = at {
            told[at] = true;
        }
        let finding = at.map(|at| &report.findings[at]);
        let mut case = of_relation(relation, finding, sources, ascii);
        if limited && relation.verdict == Verdict::Fails && finding.is_none() {
            case.result = beyond_limit();
        }
        add(Some(relation.span), case);
    }
    let alone = report.findings.iter().zip(told).filter(|(_, told)| !told);
    for (finding, _) in alone {
        let (result, output) = judged(finding, sources, ascii);
        let case = Case {
            group: finding.check.to_owned(),
            name: finding.message.clone(),
            place: None,
            result,
            output,
        };
        add(finding.locations.first().map(|at| at.span), case);
    }
    (suites.into_iter())
        .map(|(name, mut cases)| {
            number_repeated(&mut cases);
            Suite { name, cases }
        })
        .collect()
}

/// A relation that fails while findings are left out: most likely its own is one of them.
fn beyond_limit() -> Result {
    let message = "fails; its finding is not among those shown (see `--max-findings`)";
    Result::Failed {
        check: "findings-left-out",
        message: message.to_owned(),
        body: message.to_owned(),
    }
}

/// Viewers know a case by its group and name: what has both in common with one before
/// it gets a number.
fn number_repeated(cases: &mut [Case]) {
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for case in cases {
        let key = (case.group.clone(), case.name.clone());
        let count = seen.entry(key).or_default();
        *count += 1;
        if *count > 1 {
            case.name.push_str(&format!(" #{count}"));
        }
    }
}

/// Which findings are about which relation, by what it says.
struct Tellers<'a>(FxHashMap<&'a str, Vec<usize>>);

impl<'a> Tellers<'a> {
    fn of(findings: &'a [Finding]) -> Self {
        let mut tellers: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, finding) in findings.iter().enumerate() {
            let sheet = finding.worksheet.as_ref().map(|sheet| &*sheet.relation);
            let subject = Some(&*finding.subject).filter(|subject| Some(*subject) != sheet);
            for relation in sheet.into_iter().chain(subject) {
                tellers.entry(relation).or_default().push(at);
            }
        }
        Self(tellers)
    }

    /// The first finding that says that this relation fails.
    fn find(&self, relation: &RelationRecord, findings: &[Finding]) -> Option<usize> {
        // The name of a rule's relation ends with where it was applied.
        let rule = relation.relation.split_once(" at ").map(|(rule, _)| rule);
        let names = std::iter::once(relation.relation.as_str()).chain(rule);
        let mut known = names.filter_map(|name| self.0.get(name)).flatten().copied();
        known.find(|&at| {
            let claims = &findings[at].claims;
            relation.claims.iter().all(|claim| claims.contains(claim))
        })
    }
}

fn of_relation(
    relation: &RelationRecord,
    finding: Option<&Finding>,
    sources: &SourceMap,
    ascii: bool,
) -> Case {
    let cause = relation.cause.clone().unwrap_or_default();
    let (result, output) = match (relation.verdict, finding) {
        (Verdict::Holds, _) => (Result::Passed, cause),
        (Verdict::Blocked, _) => (Result::Skipped(format!("blocked: {cause}")), String::new()),
        (Verdict::NotRun, _) => (Result::Skipped(format!("not run: {cause}")), String::new()),
        (Verdict::Fails, Some(finding)) => judged(finding, sources, ascii),
        (Verdict::Fails, None) => {
            let why = "fails; not reported by itself: another finding covers it, or settings or filters hide it";
            (Result::Skipped(why.to_owned()), String::new())
        }
    };
    Case {
        group: match relation.source.as_str() {
            "" => "rules".to_owned(),
            source => source.to_owned(),
        },
        name: relation.relation.clone(),
        place: None,
        result,
        output,
    }
}

/// How a finding is seen: errors and warnings fail unless a person or a baseline knows
/// them; notes fail nothing.
fn judged(finding: &Finding, sources: &SourceMap, ascii: bool) -> (Result, String) {
    let body = body(finding, sources, ascii);
    let skipped = |why: String| (Result::Skipped(why), body.clone());
    match (&finding.status, finding.severity) {
        (Status::Accepted(reason), _) => skipped(format!("accepted: {reason}")),
        (Status::Baselined, _) => skipped(format!("in the baseline: {}", finding.message)),
        (Status::New, Severity::Note) => skipped(format!("note: {}", finding.message)),
        (Status::New, Severity::Error | Severity::Warning) => {
            let failed = Result::Failed {
                check: finding.check,
                message: finding.message.clone(),
                body,
            };
            (failed, String::new())
        }
    }
}

/// The working of a finding, with its places.
fn body(finding: &Finding, sources: &SourceMap, ascii: bool) -> String {
    let mut out = format!("{}[{}]", finding.severity.name(), finding.check);
    for location in &finding.locations {
        let place = sources.place(location.span);
        let file = escape(&sources.repository_path(location.span.file)).into_owned();
        let label = match location.label.as_str() {
            "" => String::new(),
            label => format!(": {}", escape(label)),
        };
        out.push_str(&format!("\n{file}:{}:{}{label}", place.line, place.column));
    }
    let working = working::text(finding, WIDTH, ascii);
    if !working.is_empty() {
        out.push_str("\n\n");
        out.push_str(&working);
    }
    out
}
