//! What the revisions of a cell amount to, in sentences.

use super::reference;
use super::sums::{how_far, mean_words, rounded};
use crate::compare::revisions::{LEAST_PAIRS, Notice, OneRow, Revision, Row, Triangle, Withdrawal};
use crate::output::escape::escape;
use crate::output::figures::number;
use crate::quantity::Exact;

/// So many changes or withdrawn figures of a kind are named; the rest is counted.
const NAMED: usize = 6;

/// The lines below the tables.
pub(super) fn lines(triangle: &Triangle, ascii: bool) -> Vec<String> {
    let mut lines = Vec::new();
    about_rows(triangle, &mut lines);
    means(triangle, ascii, &mut lines);
    largest(triangle, ascii, &mut lines);
    changes(triangle, ascii, &mut lines);
    withdrawn(triangle, &mut lines);
    direction(triangle, ascii, &mut lines);
    lines
}

fn about_rows(triangle: &Triangle, lines: &mut Vec<String>) {
    let summary = &triangle.summary;
    lines.push(format!(
        "{}, {}, {}",
        count(summary.vintages, "figure"),
        count(triangle.editions.len(), "edition"),
        count(triangle.rows.len(), "reference date"),
    ));
    match triangle.one_row {
        Some(OneRow::Settled) => lines.push(
            "one row for all dates: the measure counts something settled (over_time: event)"
                .to_owned(),
        ),
        Some(OneRow::Undated) => lines.push(
            "no edition states a date: one row, though a difference may also be a change over \
             time; `as_of` would tell"
                .to_owned(),
        ),
        None if triangle.rows.iter().any(|row| row.inferred) => lines.push(
            "some dates are those of publication, since the text states none: figures of \
             different dates are no revisions of each other"
                .to_owned(),
        ),
        None => {}
    }
    if summary.unordered > 0 {
        lines.push(format!(
            "not counted: {} whose figures differ and were published at dates that overlap",
            count(summary.unordered, "reference date")
        ));
    }
}

fn means(triangle: &Triangle, ascii: bool, lines: &mut Vec<String>) {
    let summary = &triangle.summary;
    let (Some(mean), Some(size)) = (&summary.mean, &summary.mean_absolute) else {
        if summary.pairs > 0 && summary.unordered == 0 {
            lines.push(
                "no mean: no first and latest figure are both printed without a hedge, to one \
                 precision"
                    .to_owned(),
            );
        }
        return;
    };
    let mut line = format!(
        "first to latest, {}: mean {}, mean absolute {}",
        count(summary.counted, "reference date"),
        mean_words(mean, true, ascii),
        mean_words(size, false, ascii),
    );
    if let Some(relative) = &summary.relative {
        let percent = rounded(&(relative * &Exact::from(100i64)), 2);
        let percent = number(&percent, ascii);
        line.push_str(&format!(" ({percent}% of the latest figures)"));
    }
    let left = (summary.pairs - summary.counted).saturating_sub(summary.unordered);
    if left > 0 {
        line.push_str(&format!(
            "; not counted: {left} where a figure is hedged or the precision differs"
        ));
    }
    lines.push(line);
}

fn largest(triangle: &Triangle, ascii: bool, lines: &mut Vec<String>) {
    if let Some((row, vintage)) = triangle.summary.largest
        && let Some(revision) = &triangle.rows[row].vintages[vintage].revision
    {
        let step = step(triangle, row, vintage, revision, ascii);
        lines.push(format!("largest single revision: {step}"));
    }
}

/// `2025-02 from 1,117 (bulletin-04) to 1,171 (bulletin-05), +54`.
fn step(
    triangle: &Triangle,
    row: usize,
    vintage: usize,
    revision: &Revision,
    ascii: bool,
) -> String {
    let told = |vintage: usize| {
        let vintage = &triangle.rows[row].vintages[vintage];
        let source = &triangle.editions[vintage.edition].source;
        format!("{} ({})", escape(&vintage.printed), escape(source))
    };
    format!(
        "{} from {} to {}, {}",
        reference(triangle, row),
        told(revision.from),
        told(vintage),
        how_far(&revision.difference, ascii),
    )
}

fn changes(triangle: &Triangle, ascii: bool, lines: &mut Vec<String>) {
    let summary = &triangle.summary;
    let kinds = [
        (summary.announced, "announced"),
        (summary.provisional, "of provisional figures"),
        (summary.marked, "of figures marked as replaced or retracted"),
        (summary.unannounced, "unannounced"),
    ];
    let all: usize = kinds.iter().map(|(count, _)| count).sum();
    if all == 0 {
        return;
    }
    let told: Vec<String> = (kinds.iter().filter(|(count, _)| *count > 0))
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    lines.push(format!("{}: {}", count(all, "change"), told.join(", ")));
    for (notice, name) in [
        (Notice::Unannounced, "unannounced"),
        (Notice::Announced, "announced"),
    ] {
        let found = changed(triangle, notice);
        for &(row, vintage, revision) in found.iter().take(NAMED) {
            let mut line = format!(
                "  {name}: {}",
                step(triangle, row, vintage, revision, ascii)
            );
            if let Some(reason) = &revision.reason {
                line.push_str(&format!("; {}", escape(reason)));
            }
            lines.push(line);
        }
        lines.extend(more(found.len()).map(|more| format!("  {name}: {more}")));
    }
}

fn changed(triangle: &Triangle, notice: Notice) -> Vec<(usize, usize, &Revision)> {
    let rows = triangle.rows.iter().enumerate();
    let steps = rows.flat_map(|(at, row)| {
        let vintages = row.vintages.iter().enumerate();
        vintages.filter_map(move |(v, vintage)| Some((at, v, vintage.revision.as_ref()?)))
    });
    steps
        .filter(|(_, _, revision)| revision.changed && revision.notice == notice)
        .collect()
}

fn withdrawn(triangle: &Triangle, lines: &mut Vec<String>) {
    let rows = triangle.rows.iter().enumerate();
    let told: Vec<String> = rows
        .filter_map(|(at, row)| {
            Some(format!(
                "{}: {}",
                reference(triangle, at),
                gone(triangle, row)?
            ))
        })
        .collect();
    for line in told.iter().take(NAMED) {
        lines.push(format!("withdrawn: {line}"));
    }
    lines.extend(more(told.len()).map(|more| format!("withdrawn: {more}")));
}

/// `1,196 (bulletin-05), left out in bulletin-06`.
fn gone(triangle: &Triangle, row: &Row) -> Option<String> {
    let withdrawn = row.withdrawn?;
    let name = |edition: usize| escape(&triangle.editions[edition].source);
    let last = &row.vintages[row.summary.latest?];
    let figure = format!("{} ({})", escape(&last.printed), name(last.edition));
    Some(match withdrawn.how {
        Withdrawal::LeftOut => format!("{figure}, left out in {}", name(withdrawn.edition)),
        Withdrawal::SaidMissing => {
            format!(
                "{figure}, said to be missing in {}",
                name(withdrawn.edition)
            )
        }
        Withdrawal::Retracted => format!("{figure}, retracted"),
        Withdrawal::Superseded => format!("{figure}, marked as replaced by nothing known"),
    })
}

fn direction(triangle: &Triangle, ascii: bool, lines: &mut Vec<String>) {
    let test = &triangle.summary.test;
    if test.up + test.down == 0 {
        return;
    }
    let division = format!(
        "direction: {} up, {} down",
        count(test.up, "edition"),
        test.down
    );
    lines.push(match &test.p {
        Some(p) => format!(
            "{division}; sign test p {}, if up and down were equally likely and editions \
             independent",
            chance(p, ascii)
        ),
        None => format!("{division}; not tested below {LEAST_PAIRS} editions that change figures"),
    });
}

/// `= 0.25`, `≈ 0.0391`, `< 0.0001`.
fn chance(p: &Exact, ascii: bool) -> String {
    let near = rounded(p, 4);
    if *p < Exact::power_of_ten(-4) {
        return "< 0.0001".to_owned();
    }
    let sign = match near == *p {
        true => "=",
        false if ascii => "~",
        false => "≈",
    };
    format!("{sign} {}", number(&near, ascii))
}

fn count(count: usize, word: &str) -> String {
    match count {
        1 => format!("1 {word}"),
        count => format!("{count} {word}s"),
    }
}

fn more(all: usize) -> Option<String> {
    (all > NAMED).then(|| format!("and {} more", all - NAMED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_never_rounded_to_nothing() {
        let shown = |n, d| chance(&Exact::ratio(n, d), false);
        assert_eq!(shown(1, 1), "= 1");
        assert_eq!(shown(20, 512), "≈ 0.0391");
        assert_eq!(chance(&Exact::ratio(20, 512), true), "~ 0.0391");
        assert_eq!(shown(1, 1 << 40), "< 0.0001");
        assert_eq!(shown(1, 10_000), "= 0.0001");
    }
}
