//! What a baseline did, in a few lines beside the counts.

use crate::findings::{BaselineOutcome, KnownFinding};
use crate::output::escape::escape;

/// The findings that are gone, a line each, and what could not be told.
pub(super) fn remarks(outcome: &BaselineOutcome) -> Vec<String> {
    let name = escape(&outcome.file);
    let mut lines = Vec::new();
    if !outcome.fixed.is_empty() {
        let gone = count(outcome.fixed.len(), "is gone", "are gone");
        let how = match outcome.written {
            true => String::new(),
            false => format!("; `--write-baseline {name}` beside `--baseline` takes it out"),
        };
        lines.push(format!("{gone} from the baseline {name}{how}:"));
        lines.extend(outcome.fixed.iter().map(line));
    }
    if outcome.changed > 0 {
        let count = count(outcome.changed, "has", "have");
        lines.push(format!(
            "{count} another difference than in the baseline {name}, and counted as new"
        ));
    }
    if outcome.unsettled > 0 {
        let count = count(outcome.unsettled, "was", "were");
        lines.push(format!(
            "{count} not met that the baseline {name} holds, but this run cannot tell that they are gone: the input has errors, or not everything was looked at"
        ));
    }
    lines
}

fn line(known: &KnownFinding) -> String {
    let severity = known.severity.name();
    let (file, check) = (escape(&known.file), escape(&known.check));
    let at = if file.is_empty() {
        String::new()
    } else {
        format!("{file}: ")
    };
    format!("- {at}{severity}[{check}] {}", escape(&known.concise))
}

fn count(number: usize, one: &str, more: &str) -> String {
    match number {
        1 => format!("1 finding {one}"),
        _ => format!("{number} findings {more}"),
    }
}
