//! The contract with machines, `"schema": 1`: `docs/report.schema.json` says
//! what each field means. Its structs stand here and nowhere else, so that no
//! change inside the program changes the contract.

mod answers;
mod baseline;
mod document;
mod expressions;
mod hints;
mod joint;
mod large;
mod lines;
mod readings;
mod relations;
mod revisions;
mod since;

use serde::Serialize;

use crate::findings::{
    Basis, FigureRow, Finding, Location, Report, Role, Status, Summary, Term, Worksheet,
    fingerprint,
};
use crate::output::Style;
use crate::quantity::{Bound, Exact, Interval};
use crate::text::SourceMap;

pub use answers::render as answers;
use baseline::BaselineOut;
pub use document::document;
pub(super) use document::escaped;
pub use expressions::render as expressions;
use hints::HintOut;
use joint::{ConclusionOut, DeductionOut, RepairOut, SummandOut};
use large::{CappedOut, ScreenedOut};
pub(super) use lines::render as lines;
use readings::ReadingOut;
use relations::RelationOut;
pub use revisions::render as revisions;
use since::SinceOut;

/// The whole report as one indented document.
pub(super) fn render(report: &Report, sources: &SourceMap, style: &Style) -> String {
    let document = Document {
        schema: 1,
        tool: ToolOut {
            name: "crossfoot",
            version: report.version,
        },
        summary: SummaryOut::of(&report.summary),
        relations: style.show_passed.then(|| {
            let relations = report.relations.iter();
            relations.map(|r| RelationOut::of(r, sources)).collect()
        }),
        findings: (report.findings.iter())
            .map(|finding| FindingOut::of(finding, sources))
            .collect(),
        baseline: report.baseline.as_ref().map(BaselineOut::of),
    };
    document::document(&document)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: ToolOut,
    summary: SummaryOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    relations: Option<Vec<RelationOut<'a>>>,
    findings: Vec<FindingOut<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<BaselineOut<'a>>,
}

#[derive(Serialize)]
pub(super) struct ToolOut {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct SummaryOut {
    files: usize,
    #[serde(skip_serializing_if = "is_zero")]
    skipped_files: usize,
    sources: usize,
    claims: usize,
    relations: RelationCountsOut,
    undecided: usize,
    findings: FindingCountsOut,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    capped: Vec<CappedOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    screened: Vec<ScreenedOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_since: Option<SinceOut>,
}

#[derive(Serialize)]
struct RelationCountsOut {
    total: usize,
    holds: usize,
    #[serde(skip_serializing_if = "is_zero")]
    holds_only_by_rounding: usize,
    fails: usize,
    blocked: usize,
    not_run: usize,
}

#[derive(Serialize)]
struct FindingCountsOut {
    error: usize,
    warning: usize,
    note: usize,
    accepted: usize,
    baselined: usize,
    #[serde(skip_serializing_if = "is_zero")]
    hidden: usize,
    #[serde(skip_serializing_if = "is_zero")]
    unchanged: usize,
}

#[derive(Serialize)]
struct FindingOut<'a> {
    check: &'a str,
    severity: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    message: &'a str,
    concise: &'a str,
    fingerprint: String,
    basis: &'static str,
    claims: &'a [String],
    sources: &'a [String],
    locations: Vec<LocationOut<'a>>,
    worksheet: Option<WorksheetOut<'a>>,
    figures: Vec<FigureOut<'a>>,
    readings: Vec<ReadingOut<'a>>,
    derivation: Vec<DeductionOut<'a>>,
    certificate: Vec<SummandOut<'a>>,
    conclusion: Option<ConclusionOut<'a>>,
    repairs: Vec<RepairOut<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
    help: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hints: Vec<HintOut<'a>>,
}

#[derive(Serialize)]
struct LocationOut<'a> {
    role: &'static str,
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    start_byte: u64,
    end_byte: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column_name: Option<&'a str>,
    label: &'a str,
}

#[derive(Serialize)]
struct WorksheetOut<'a> {
    relation: &'a str,
    terms: Vec<TermOut<'a>>,
    computed: IntervalOut,
    stated: IntervalOut,
    difference: IntervalOut,
    allowed: String,
}

#[derive(Serialize)]
struct TermOut<'a> {
    claim: Option<&'a str>,
    coefficient: String,
    printed: &'a str,
    #[serde(flatten)]
    interval: IntervalOut,
}

#[derive(Serialize)]
struct FigureOut<'a> {
    claim: Option<&'a str>,
    source: &'a str,
    publisher: &'a str,
    as_of: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    as_of_inferred: bool,
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    printed: &'a str,
    derived: Option<&'a str>,
    from: &'a [String],
    #[serde(flatten)]
    interval: IntervalOut,
}

#[derive(Serialize)]
pub(super) struct IntervalOut {
    low: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    low_open: bool,
    high: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    high_open: bool,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl ToolOut {
    /// This program.
    pub(super) fn this() -> Self {
        Self {
            name: "crossfoot",
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

impl SummaryOut {
    fn of(summary: &Summary) -> Self {
        let (relations, findings) = (&summary.relations, &summary.findings);
        Self {
            files: summary.files,
            skipped_files: summary.skipped_files,
            sources: summary.sources,
            claims: summary.claims,
            relations: RelationCountsOut {
                total: relations.total,
                holds: relations.holds,
                holds_only_by_rounding: relations.holds_only_by_rounding,
                fails: relations.fails,
                blocked: relations.blocked,
                not_run: relations.not_run,
            },
            undecided: relations.undecided,
            findings: FindingCountsOut {
                error: findings.error,
                warning: findings.warning,
                note: findings.note,
                accepted: findings.accepted,
                baselined: findings.baselined,
                hidden: findings.hidden,
                unchanged: findings.unchanged,
            },
            capped: summary.capped.iter().map(CappedOut::of).collect(),
            screened: summary.screened.iter().map(ScreenedOut::of).collect(),
            changed_since: summary.changed_since.as_ref().map(SinceOut::of),
        }
    }
}

impl<'a> FindingOut<'a> {
    fn of(finding: &'a Finding, sources: &'a SourceMap) -> Self {
        let (status, reason) = match &finding.status {
            Status::New => ("new", None),
            Status::Baselined => ("baselined", None),
            Status::Accepted(reason) => ("accepted", Some(reason.as_str())),
        };
        let working = finding.derivation.as_deref();
        Self {
            check: finding.check,
            severity: finding.severity.name(),
            status,
            reason,
            message: &finding.message,
            concise: &finding.concise,
            fingerprint: fingerprint(finding),
            basis: match finding.basis {
                Basis::Hard => "hard",
                Basis::Plausible => "plausible",
            },
            claims: &finding.claims,
            sources: &finding.sources,
            locations: (finding.locations.iter())
                .map(|location| LocationOut::of(location, sources))
                .collect(),
            worksheet: finding.worksheet.as_ref().map(WorksheetOut::of),
            figures: finding.figures.iter().map(FigureOut::of).collect(),
            readings: finding.readings.iter().map(ReadingOut::of).collect(),
            derivation: DeductionOut::all(working),
            certificate: SummandOut::all(working),
            conclusion: working.map(ConclusionOut::of),
            repairs: finding.repairs.iter().map(RepairOut::of).collect(),
            notes: &finding.notes,
            help: &finding.help,
            hints: HintOut::all(finding),
        }
    }
}

impl<'a> LocationOut<'a> {
    fn of(location: &'a Location, sources: &'a SourceMap) -> Self {
        let place = sources.place(location.span);
        let cell = sources.cell(location.span);
        Self {
            role: match location.role {
                Role::Primary => "primary",
                Role::Related => "related",
            },
            file: &sources.file(location.span.file).name,
            line: place.line,
            column: place.column,
            end_line: place.end_line,
            end_column: place.end_column,
            start_byte: place.start_byte,
            end_byte: place.end_byte,
            row: cell.and_then(|cell| cell.row),
            column_name: cell.and_then(|cell| cell.column),
            label: &location.label,
        }
    }
}

impl<'a> WorksheetOut<'a> {
    fn of(sheet: &'a Worksheet) -> Self {
        Self {
            relation: &sheet.relation,
            terms: sheet.terms.iter().map(TermOut::of).collect(),
            computed: IntervalOut::of(&sheet.computed),
            stated: IntervalOut::of(&sheet.stated.interval),
            difference: IntervalOut::of(&sheet.difference),
            allowed: plain(&sheet.allowed),
        }
    }
}

impl<'a> TermOut<'a> {
    fn of(term: &'a Term) -> Self {
        Self {
            claim: (!term.claim.is_empty()).then_some(&term.claim),
            coefficient: plain(&term.coefficient),
            printed: &term.printed,
            interval: IntervalOut::of(&term.interval),
        }
    }
}

impl<'a> FigureOut<'a> {
    fn of(row: &'a FigureRow) -> Self {
        Self {
            claim: (!row.claim.is_empty()).then_some(&row.claim),
            source: &row.source,
            publisher: &row.publisher,
            as_of: row.as_of.as_deref(),
            as_of_inferred: row.as_of_inferred,
            published: row.published.as_deref(),
            status: row.status,
            printed: &row.printed,
            derived: row.derived.as_deref(),
            from: &row.from,
            interval: IntervalOut::of(&row.interval),
        }
    }
}

impl IntervalOut {
    pub(super) fn of(interval: &Interval) -> Self {
        let value = |end: &Option<Bound>| end.as_ref().map(|bound| plain(&bound.value));
        let open = |end: &Option<Bound>| end.as_ref().is_some_and(|bound| bound.open);
        Self {
            low: value(&interval.low),
            low_open: open(&interval.low),
            high: value(&interval.high),
            high_open: open(&interval.high),
        }
    }
}

/// A number without grouping: a decimal, or a fraction where there is none.
fn plain(value: &Exact) -> String {
    value.to_string()
}
