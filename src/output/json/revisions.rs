//! The contract of `revisions` with machines, `"schema": 1`:
//! `docs/revisions.schema.json` says what each field means.

use serde::Serialize;

use super::{IntervalOut, ToolOut, escaped, plain};
use crate::compare::revisions::{
    Difference, OneRow, Revision, Revisions, Row, Triangle, Vintage, Withdrawal,
};
use crate::output::revisions::{notice, standing};
use crate::quantity::Exact;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: ToolOut,
    triangles: Vec<TriangleOut<'a>>,
    not_shown: ApartOut,
}

#[derive(Serialize)]
struct ApartOut {
    unpublished: usize,
    changes: usize,
    single: usize,
}

#[derive(Serialize)]
struct TriangleOut<'a> {
    cell: &'a str,
    measure: &'a str,
    #[serde(rename = "where")]
    codes: std::collections::BTreeMap<&'a str, &'a str>,
    publisher: Option<&'a str>,
    series: &'a [String],
    one_row: Option<&'static str>,
    editions: Vec<EditionOut<'a>>,
    rows: Vec<RowOut<'a>>,
    summary: SummaryOut<'a>,
}

#[derive(Serialize)]
struct EditionOut<'a> {
    source: &'a str,
    title: Option<&'a str>,
    published: &'a str,
    edition_of: Option<&'a str>,
}

#[derive(Serialize)]
struct RowOut<'a> {
    reference: Option<&'a str>,
    inferred: bool,
    order_unknown: bool,
    vintages: Vec<VintageOut<'a>>,
    left_out: Vec<&'a str>,
    withdrawn: Option<WithdrawnOut<'a>>,
    summary: RowSummaryOut<'a>,
}

#[derive(Serialize)]
struct VintageOut<'a> {
    edition: &'a str,
    claim: &'a str,
    printed: &'a str,
    number: Option<String>,
    interval: Option<IntervalOut>,
    standing: &'static str,
    revision: Option<RevisionOut<'a>>,
}

#[derive(Serialize)]
struct RevisionOut<'a> {
    from: &'a str,
    number: Option<String>,
    interval: IntervalOut,
    changed: bool,
    notice: &'static str,
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct WithdrawnOut<'a> {
    how: &'static str,
    edition: &'a str,
}

#[derive(Serialize)]
struct DifferenceOut {
    number: Option<String>,
    interval: IntervalOut,
}

#[derive(Serialize)]
struct RowSummaryOut<'a> {
    vintages: usize,
    first: Option<&'a str>,
    latest: Option<&'a str>,
    total: Option<DifferenceOut>,
    mean: Option<String>,
    mean_absolute: Option<String>,
    counted: usize,
    not_counted: usize,
    largest: Option<LargestOut<'a>>,
    days_to_latest: Option<DaysOut>,
}

#[derive(Serialize)]
struct DaysOut {
    low: i64,
    high: i64,
}

#[derive(Serialize)]
struct LargestOut<'a> {
    reference: Option<&'a str>,
    from: &'a str,
    to: &'a str,
    number: Option<String>,
}

#[derive(Serialize)]
struct SummaryOut<'a> {
    vintages: usize,
    pairs: usize,
    counted: usize,
    mean: Option<String>,
    mean_absolute: Option<String>,
    relative_mean_absolute: Option<String>,
    largest: Option<LargestOut<'a>>,
    changes: ChangesOut,
    withdrawn: usize,
    order_unknown: usize,
    sign_test: TestOut,
}

#[derive(Serialize)]
struct ChangesOut {
    announced: usize,
    provisional: usize,
    marked: usize,
    unannounced: usize,
}

#[derive(Serialize)]
struct TestOut {
    up: usize,
    down: usize,
    p: Option<String>,
}

/// The histories as one indented document; ends with a line break.
pub fn render(revisions: &Revisions) -> String {
    let document = Document {
        schema: 1,
        tool: ToolOut {
            name: "crossfoot",
            version: env!("CARGO_PKG_VERSION"),
        },
        triangles: revisions.triangles.iter().map(TriangleOut::of).collect(),
        not_shown: ApartOut {
            unpublished: revisions.apart.unpublished,
            changes: revisions.apart.changes,
            single: revisions.apart.single,
        },
    };
    let text = serde_json::to_string_pretty(&document)
        .expect("strings, numbers and lists of them always serialize");
    escaped(text) + "\n"
}

impl<'a> TriangleOut<'a> {
    fn of(triangle: &'a Triangle) -> Self {
        let codes = triangle.codes.iter();
        Self {
            cell: &triangle.cell,
            measure: &triangle.measure,
            codes: codes.map(|(d, code)| (d.as_str(), code.as_str())).collect(),
            publisher: said(&triangle.publisher),
            series: &triangle.series,
            one_row: triangle.one_row.map(|why| match why {
                OneRow::Settled => "settled",
                OneRow::Undated => "undated",
            }),
            editions: (triangle.editions.iter())
                .map(|edition| EditionOut {
                    source: &edition.source,
                    title: edition.title.as_deref(),
                    published: &edition.published,
                    edition_of: edition.edition_of.as_deref(),
                })
                .collect(),
            rows: (triangle.rows.iter())
                .map(|row| RowOut::of(triangle, row))
                .collect(),
            summary: SummaryOut::of(triangle),
        }
    }

    fn name(triangle: &'a Triangle, edition: usize) -> &'a str {
        &triangle.editions[edition].source
    }
}

impl<'a> RowOut<'a> {
    fn of(triangle: &'a Triangle, row: &'a Row) -> Self {
        let name = |edition: usize| TriangleOut::name(triangle, edition);
        Self {
            reference: said(&row.reference),
            inferred: row.inferred,
            order_unknown: row.order_unknown,
            vintages: (row.vintages.iter())
                .map(|vintage| VintageOut::of(triangle, row, vintage))
                .collect(),
            left_out: row.left_out.iter().map(|&edition| name(edition)).collect(),
            withdrawn: row.withdrawn.map(|withdrawn| WithdrawnOut {
                how: match withdrawn.how {
                    Withdrawal::LeftOut => "left_out",
                    Withdrawal::SaidMissing => "said_missing",
                    Withdrawal::Retracted => "retracted",
                    Withdrawal::Superseded => "superseded",
                },
                edition: name(withdrawn.edition),
            }),
            summary: RowSummaryOut::of(triangle, row),
        }
    }
}

impl<'a> VintageOut<'a> {
    fn of(triangle: &'a Triangle, row: &'a Row, vintage: &'a Vintage) -> Self {
        let revision = vintage.revision.as_ref();
        Self {
            edition: TriangleOut::name(triangle, vintage.edition),
            claim: &vintage.claim,
            printed: &vintage.printed,
            number: vintage.number.as_ref().map(plain),
            interval: vintage.value.as_ref().map(IntervalOut::of),
            standing: standing(vintage.standing),
            revision: revision.map(|revision| RevisionOut::of(triangle, row, revision)),
        }
    }
}

impl<'a> RevisionOut<'a> {
    fn of(triangle: &'a Triangle, row: &'a Row, revision: &'a Revision) -> Self {
        Self {
            from: TriangleOut::name(triangle, row.vintages[revision.from].edition),
            number: revision.difference.number.as_ref().map(plain),
            interval: IntervalOut::of(&revision.difference.interval),
            changed: revision.changed,
            notice: notice(revision),
            reason: revision.reason.as_deref(),
        }
    }
}

impl DifferenceOut {
    fn of(difference: &Difference) -> Self {
        Self {
            number: difference.number.as_ref().map(plain),
            interval: IntervalOut::of(&difference.interval),
        }
    }
}

impl<'a> LargestOut<'a> {
    fn of(triangle: &'a Triangle, row: &'a Row, vintage: usize) -> Option<Self> {
        let vintage = &row.vintages[vintage];
        let revision = vintage.revision.as_ref()?;
        Some(Self {
            reference: said(&row.reference),
            from: TriangleOut::name(triangle, row.vintages[revision.from].edition),
            to: TriangleOut::name(triangle, vintage.edition),
            number: revision.difference.number.as_ref().map(plain),
        })
    }
}

impl<'a> RowSummaryOut<'a> {
    fn of(triangle: &'a Triangle, row: &'a Row) -> Self {
        let summary = &row.summary;
        let printed = |vintage: Option<usize>| Some(row.vintages[vintage?].printed.as_str());
        let days = summary.days_to_latest;
        Self {
            vintages: summary.vintages,
            first: printed(summary.first),
            latest: printed(summary.latest),
            total: summary.total.as_ref().map(DifferenceOut::of),
            mean: exact(&summary.mean),
            mean_absolute: exact(&summary.mean_absolute),
            counted: summary.counted,
            not_counted: summary.uncounted,
            largest: (summary.largest).and_then(|vintage| LargestOut::of(triangle, row, vintage)),
            days_to_latest: days.map(|(low, high)| DaysOut { low, high }),
        }
    }
}

impl<'a> SummaryOut<'a> {
    fn of(triangle: &'a Triangle) -> Self {
        let summary = &triangle.summary;
        Self {
            vintages: summary.vintages,
            pairs: summary.pairs,
            counted: summary.counted,
            mean: exact(&summary.mean),
            mean_absolute: exact(&summary.mean_absolute),
            relative_mean_absolute: exact(&summary.relative),
            largest: (summary.largest)
                .and_then(|(row, to)| LargestOut::of(triangle, &triangle.rows[row], to)),
            changes: ChangesOut {
                announced: summary.announced,
                provisional: summary.provisional,
                marked: summary.marked,
                unannounced: summary.unannounced,
            },
            withdrawn: summary.withdrawn,
            order_unknown: summary.unordered,
            sign_test: TestOut {
                up: summary.test.up,
                down: summary.test.down,
                p: exact(&summary.test.p),
            },
        }
    }
}

fn exact(value: &Option<Exact>) -> Option<String> {
    value.as_ref().map(plain)
}

/// Nothing for an empty text.
fn said(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
