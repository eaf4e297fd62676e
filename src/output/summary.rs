//! The counts of a run in one line.

use annotate_snippets::renderer::{AnsiColor, Style as Paint};

use crate::findings::{Report, Summary};
use crate::output::Style;

/// `1 error, 2 notes; 12 of 15 relations checked: …; 76 claims from 8 sources in
/// 5 files`, without a line break. Counts of findings that are 0 are left out.
pub fn summary_line(report: &Report) -> String {
    let summary = &report.summary;
    format!(
        "{}; {}{}; {}",
        findings(summary),
        relations(summary),
        undecided(summary),
        material(summary)
    )
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
