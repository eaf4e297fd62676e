//! The counts of a run in one line.

use annotate_snippets::renderer::{AnsiColor, Style as Paint};

use crate::findings::{Report, Summary};
use crate::output::{Style, baseline, escape};

/// `1 error, 2 notes; 12 of 15 relations checked: …; 76 claims from 8 sources in
/// 5 files`, without a line break. Counts of findings that are 0 are left out.
pub fn summary_line(report: &Report) -> String {
    format!("{}; {}", found(report), looked_at(report))
}

/// `1 error, 2 notes`.
pub(super) fn found(report: &Report) -> String {
    findings(&report.summary)
}

/// `12 of 15 relations checked: …; 76 claims from 8 sources in 5 files`.
pub(super) fn looked_at(report: &Report) -> String {
    let summary = &report.summary;
    format!(
        "{}{}; {}",
        relations(summary),
        undecided(summary),
        material(summary)
    )
}

/// What the report leaves out of large tables, and what a baseline did; a line each.
pub fn summary_remarks(report: &Report) -> Vec<String> {
    let mut lines = left_out(report);
    lines.extend(about_baseline(report));
    lines
}

/// What a baseline did, a line each.
pub(super) fn about_baseline(report: &Report) -> Vec<String> {
    let outcome = report.baseline.iter();
    outcome.flat_map(baseline::remarks).collect()
}

/// What the report leaves out of large tables, a line each.
pub(super) fn left_out(report: &Report) -> Vec<String> {
    let summary = &report.summary;
    let mut lines = Vec::new();
    for table in &summary.screened {
        let mut line = format!(
            "a large table was screened: {} of {} of figures plainly agree; not made, since they compare different groups: {}",
            table.groups - table.telling,
            plural(table.groups, "group"),
            table.not_made.join(", ")
        );
        if table.counted > 0 {
            line.push_str(&format!(
                "; {} looked at relation by relation only, not for what several figures show together",
                match table.counted {
                    1 => "1 group was".to_owned(),
                    some => format!("{some} groups were"),
                }
            ));
        }
        lines.push(line);
    }
    if !summary.capped.is_empty() {
        let capped = summary.capped.iter();
        let capped: Vec<String> = capped
            .map(|capped| format!("{} {} of {}", capped.check, capped.shown, capped.found))
            .collect();
        lines.push(format!(
            "not all findings are shown (`--max-findings all` shows them): {}",
            capped.join(", ")
        ));
    }
    lines
}

fn findings(summary: &Summary) -> String {
    let counts = &summary.findings;
    let mut parts = Vec::new();
    for (count, noun) in [
        (counts.error, "error"),
        (counts.warning, "warning"),
        (counts.note, "note"),
    ] {
        if count > 0 {
            parts.push(plural(count, noun));
        }
    }
    if parts.is_empty() {
        parts.push("no findings".into());
    }
    for (count, word) in [
        (counts.accepted, "accepted"),
        (counts.baselined, "in the baseline"),
        (counts.hidden, "hidden by filters"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    if let Some(since) = &summary.changed_since {
        let since = escape(&since.revision);
        parts.push(match counts.unchanged {
            0 => format!("none left out as unchanged since {since}"),
            some => format!("{some} left out as unchanged since {since}"),
        });
    }
    parts.join(", ")
}

fn relations(summary: &Summary) -> String {
    let counts = &summary.relations;
    if counts.total == 0 {
        return "no single relation to check".into();
    }
    let checked = counts.holds + counts.fails;
    let of = if checked == counts.total {
        plural(checked, "relation")
    } else {
        format!("{checked} of {}", plural(counts.total, "relation"))
    };
    let hold = if counts.holds == 1 { "holds" } else { "hold" };
    let fail = if counts.fails == 1 { "fails" } else { "fail" };
    let rounding = match counts.holds_only_by_rounding {
        0 => String::new(),
        some => format!(" ({some} only by rounding)"),
    };
    format!(
        "{of} checked: {} {hold}{rounding}, {} {fail}, {} blocked, {} not run",
        counts.holds, counts.fails, counts.blocked, counts.not_run
    )
}

/// What a limit left open, which is no verdict.
fn undecided(summary: &Summary) -> String {
    match summary.relations.undecided {
        0 => String::new(),
        some => format!(
            "; {} of figures not decided: limit reached, not shown inconsistent",
            plural(some, "group")
        ),
    }
}

fn material(summary: &Summary) -> String {
    let skipped = match summary.skipped_files {
        0 => String::new(),
        some => format!(" ({some} without claims skipped)"),
    };
    format!(
        "{} from {} in {}{skipped}",
        plural(summary.claims, "claim"),
        plural(summary.sources, "source"),
        plural(summary.files, "file")
    )
}

fn plural(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// The line in the colour of the worst that it counts.
pub(super) fn paint(line: &str, report: &Report, style: &Style) -> String {
    let counts = &report.summary.findings;
    let color = if counts.error > 0 {
        AnsiColor::BrightRed.on_default()
    } else if counts.warning > 0 {
        AnsiColor::Yellow.on_default()
    } else {
        AnsiColor::Green.on_default()
    };
    colored(line, color.bold(), style)
}

/// Text that stands back.
pub(super) fn dim(text: &str, style: &Style) -> String {
    colored(text, Paint::new().dimmed(), style)
}

/// Text in a colour, if colours are wanted.
pub(super) fn colored(text: &str, paint: Paint, style: &Style) -> String {
    if style.color {
        format!("{paint}{text}{paint:#}")
    } else {
        text.to_string()
    }
}
