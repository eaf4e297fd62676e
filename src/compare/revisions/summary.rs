//! What revisions amount to: of one reference date, and over all of a cell. Means are
//! over the revisions that have a number; how many have none is said.

use super::model::{Edition, Notice, Revision, Row, RowSummary, Summary, Vintage};
use super::{order, sign, vintages};
use crate::dossier::{Dossier, SourceId};
use crate::quantity::Exact;

/// Sums up one row.
pub(super) fn of_row(dossier: &Dossier, editions: &[SourceId], vintages: &[Vintage]) -> RowSummary {
    let valued: Vec<usize> = (0..vintages.len())
        .filter(|&at| vintages[at].value.is_some())
        .collect();
    let (Some(&first), Some(&latest)) = (valued.first(), valued.last()) else {
        return RowSummary::default();
    };
    let steps: Vec<&Revision> = vintages
        .iter()
        .filter_map(|v| v.revision.as_ref())
        .collect();
    let numbers: Vec<&Exact> = (steps.iter())
        .filter_map(|step| step.difference.number.as_ref())
        .collect();
    // Two units in the row leave nothing to subtract.
    let comparable = valued.len() > 1 && steps.len() + 1 == valued.len();
    let total = comparable
        .then(|| vintages::difference(&vintages[first], &vintages[latest]))
        .flatten();
    let settled = settled(vintages, &valued);
    RowSummary {
        vintages: valued.len(),
        first: Some(first),
        latest: Some(latest),
        total,
        mean: mean(numbers.iter().map(|number| (*number).clone())),
        mean_absolute: mean(numbers.iter().map(|number| number.abs())),
        counted: numbers.len(),
        uncounted: steps.len() - numbers.len(),
        largest: largest(vintages).map(|(at, _)| at),
        days_to_latest: (valued.len() > 1)
            .then(|| {
                let source = |vintage: usize| editions[vintages[vintage].edition];
                days_between(dossier, source(first), source(settled))
            })
            .flatten(),
    }
}

/// The first vintage from which on the figure is what it is now.
fn settled(vintages: &[Vintage], valued: &[usize]) -> usize {
    let mut settled = valued[valued.len() - 1];
    for pair in valued.windows(2).rev() {
        if vintages[pair[0]].value != vintages[pair[1]].value {
            break;
        }
        settled = pair[0];
    }
    settled
}

/// The vintage that the largest single revision leads to, and its size.
fn largest(vintages: &[Vintage]) -> Option<(usize, Exact)> {
    let mut found: Option<(usize, Exact)> = None;
    for (at, vintage) in vintages.iter().enumerate() {
        let number = (vintage.revision.as_ref()).and_then(|r| r.difference.number.as_ref());
        let Some(size) = number.map(Exact::abs).filter(|size| !size.is_zero()) else {
            continue;
        };
        if found.as_ref().is_none_or(|(_, most)| size > *most) {
            found = Some((at, size));
        }
    }
    found
}

fn mean(numbers: impl Iterator<Item = Exact>) -> Option<Exact> {
    let (mut sum, mut count) = (Exact::ZERO, 0i64);
    for number in numbers {
        sum = &sum + &number;
        count += 1;
    }
    sum.checked_div(&Exact::from(count))
}

/// The least and the most days from one publication to another.
fn days_between(dossier: &Dossier, first: SourceId, last: SourceId) -> Option<(i64, i64)> {
    if first == last {
        return Some((0, 0));
    }
    let (a, b) = (
        order::published(dossier, first),
        order::published(dossier, last),
    );
    let finite = |day: i64| day != i64::MIN && day != i64::MAX;
    let all = [a.0, a.1, b.0, b.1].into_iter().all(finite);
    all.then(|| ((b.0 - a.1).max(0), (b.1 - a.0).max(0)))
}

/// Sums up a cell.
pub(super) fn of_cell(editions: &[Edition], rows: &[Row]) -> Summary {
    let mut summary = Summary {
        vintages: rows.iter().map(|row| row.summary.vintages).sum(),
        withdrawn: rows.iter().filter(|row| row.withdrawn.is_some()).count(),
        unordered: rows.iter().filter(|row| row.order_unknown).count(),
        pairs: rows
            .iter()
            .filter(|row| row.summary.total.is_some())
            .count(),
        ..Summary::default()
    };
    let ordered: Vec<(usize, &Row)> = (rows.iter().enumerate())
        .filter(|(_, row)| !row.order_unknown)
        .collect();
    let totals: Vec<(&Exact, &Exact)> = (ordered.iter())
        .filter_map(|(_, row)| {
            let total = row.summary.total.as_ref()?.number.as_ref()?;
            Some((total, row.vintages[row.summary.latest?].number.as_ref()?))
        })
        .collect();
    summary.counted = totals.len();
    summary.mean = mean(totals.iter().map(|(total, _)| (*total).clone()));
    summary.mean_absolute = mean(totals.iter().map(|(total, _)| total.abs()));
    let latest = mean(totals.iter().map(|(_, latest)| latest.abs()));
    summary.relative = (summary.mean_absolute.as_ref())
        .zip(latest)
        .and_then(|(size, latest)| size.checked_div(&latest));
    let mut most: Option<Exact> = None;
    let mut moved = vec![Exact::ZERO; editions.len()];
    for (at, row) in ordered {
        if let Some((vintage, size)) = largest(&row.vintages)
            && most.as_ref().is_none_or(|most| size > *most)
        {
            summary.largest = Some((at, vintage));
            most = Some(size);
        }
        for vintage in &row.vintages {
            let number = (vintage.revision.as_ref()).and_then(|r| r.difference.number.as_ref());
            if let Some(number) = number {
                moved[vintage.edition] = &moved[vintage.edition] + number;
            }
        }
    }
    let up = moved.iter().filter(|sum| **sum > Exact::ZERO).count();
    let down = moved.iter().filter(|sum| sum.is_negative()).count();
    summary.test = sign::test(up, down);
    let steps = rows.iter().flat_map(|row| &row.vintages);
    let changes = (steps.filter_map(|vintage| vintage.revision.as_ref())).filter(|r| r.changed);
    for change in changes {
        *match change.notice {
            Notice::Announced => &mut summary.announced,
            Notice::Provisional => &mut summary.provisional,
            Notice::Marked => &mut summary.marked,
            Notice::Unannounced => &mut summary.unannounced,
        } += 1;
    }
    summary
}
