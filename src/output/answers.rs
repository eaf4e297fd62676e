//! What follows for a cell, as text: the range, what is printed beside it, and the steps
//! to either end.

use crate::findings::{Answer, Deduction, Derivation, Outcome, Printed};
use crate::quantity::Interval;

use super::Style;
use super::derivation::{bound, hanging};
use super::escape::escape;
use super::figures::words;

/// More figures than these are counted instead of named.
const MOST_LEFT_OUT: usize = 8;

/// The answers one below the other; ends with a line break unless there are none.
pub fn text(answers: &[Answer], style: &Style) -> String {
    let mut blocks = Vec::new();
    // What is left out is the same for many dates: it is told once.
    let mut told: Option<&[Printed]> = None;
    for answer in answers {
        blocks.push(block(answer, told, style));
        if !answer.contested.is_empty() {
            told = Some(&answer.contested);
        }
    }
    let text = blocks.join("\n\n");
    if text.is_empty() { text } else { text + "\n" }
}

fn block(answer: &Answer, told: Option<&[Printed]>, style: &Style) -> String {
    let width = style.width.max(40);
    let cell = escape(&answer.cell);
    let whose = match &answer.alone {
        Some(source) => format!(", from {} alone", escape(source)),
        None => String::new(),
    };
    let said = match &answer.outcome {
        Outcome::Range {
            low: None,
            high: None,
            ..
        } => "nothing follows from other figures".to_owned(),
        Outcome::Range { interval, .. } => words(interval, style.ascii),
        Outcome::Contradiction => "the figures around it contradict each other".to_owned(),
        Outcome::Undecided => "left open, a limit was reached".to_owned(),
    };
    let mut out = hanging(&format!("{cell}: "), 2, &format!("{said}{whose}"), width);
    for printed in &answer.printed {
        out.extend(hanging("", 2, &beside(printed, &answer.outcome), width));
    }
    if !answer.contested.is_empty() {
        let text = match told {
            Some(told) if told == answer.contested => {
                "the same figures as above are left out".to_owned()
            }
            _ => left_out(&answer.contested),
        };
        out.extend(hanging("", 2, &text, width));
    }
    if let Outcome::Contradiction = answer.outcome {
        out.extend(hanging("", 2, "`crossfoot check` says which", width));
    }
    if let Outcome::Range {
        interval,
        low,
        high,
        ..
    } = &answer.outcome
    {
        out.extend(reasons(
            interval,
            low.as_ref(),
            high.as_ref(),
            width,
            style.ascii,
        ));
    }
    out.join("\n")
}

/// What is printed of the cell, and whether that can be.
fn beside(printed: &Printed, outcome: &Outcome) -> String {
    let fits = match outcome {
        Outcome::Range {
            low: None,
            high: None,
            ..
        } => "",
        Outcome::Range { interval, .. } if interval.meets(&printed.interval) => ", which fits",
        Outcome::Range { interval, .. } if printed.interval.entirely_below(interval) => {
            ", which is too low for the other figures"
        }
        Outcome::Range { .. } => ", which is too high for the other figures",
        Outcome::Contradiction | Outcome::Undecided => "",
    };
    format!(
        "printed: {} ({}){fits}",
        escape(&printed.printed),
        escape(&printed.source)
    )
}

fn left_out(contested: &[Printed]) -> String {
    let shown: Vec<String> = (contested.iter().take(MOST_LEFT_OUT))
        .map(|figure| {
            format!(
                "{} {} ({})",
                escape(&figure.cell),
                escape(&figure.printed),
                escape(&figure.source)
            )
        })
        .collect();
    let more = match contested.len().saturating_sub(MOST_LEFT_OUT) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let what = match contested.len() {
        1 => "left out, since it contradicts other figures (see `crossfoot check`)",
        _ => "left out, since they contradict other figures (see `crossfoot check`)",
    };
    format!("{what}: {}{more}", shown.join("; "))
}

/// The steps to both ends; together where both lead to one number.
fn reasons(
    interval: &Interval,
    low: Option<&Derivation>,
    high: Option<&Derivation>,
    width: usize,
    ascii: bool,
) -> Vec<String> {
    let mut out = Vec::new();
    if let (true, Some(low), Some(high)) = (interval.is_point(), low, high)
        && !low.steps.is_empty()
        && !high.steps.is_empty()
    {
        let both = Derivation {
            steps: together(&low.steps, &high.steps),
            ..low.clone()
        };
        out.extend(bound(&both, width, ascii));
        return out;
    }
    let ends = [
        (
            low,
            Interval {
                low: interval.low.clone(),
                high: None,
            },
        ),
        (
            high,
            Interval {
                low: None,
                high: interval.high.clone(),
            },
        ),
    ];
    for (reason, end) in ends {
        let Some(reason) = reason else { continue };
        let title = match &end {
            Interval { low: Some(end), .. } if !end.open => {
                format!("why at least {}", super::number(&end.value, ascii))
            }
            Interval { low: Some(end), .. } => {
                format!("why more than {}", super::number(&end.value, ascii))
            }
            Interval {
                high: Some(end), ..
            } if !end.open => format!("why at most {}", super::number(&end.value, ascii)),
            Interval {
                high: Some(end), ..
            } => format!("why less than {}", super::number(&end.value, ascii)),
            _ => continue,
        };
        out.push(format!("  {title}"));
        let lines = bound(reason, width.saturating_sub(2), ascii);
        out.extend(lines.into_iter().map(|line| format!("  {line}")));
    }
    out
}

/// Two chains as one, what rests on nothing first, so that a lower and an upper end for
/// the same reason stand side by side.
fn together(low: &[Deduction], high: &[Deduction]) -> Vec<Deduction> {
    let moved = high.iter().map(|step| Deduction {
        from: step.from.iter().map(|at| at + low.len()).collect(),
        ..step.clone()
    });
    let all: Vec<Deduction> = low.iter().cloned().chain(moved).collect();
    let mut depth: Vec<usize> = Vec::with_capacity(all.len());
    for step in &all {
        let below = step.from.iter().filter_map(|at| depth.get(*at));
        depth.push(below.max().map_or(0, |below| below + 1));
    }
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&at| depth[at]);
    let mut place = vec![0; all.len()];
    let mut out: Vec<Deduction> = Vec::new();
    for at in order {
        let step = &all[at];
        let mut from: Vec<usize> = step.from.iter().map(|&at| place[at]).collect();
        from.sort_unstable();
        let step = Deduction {
            from,
            ..step.clone()
        };
        // Both chains may begin alike.
        let known = out.iter().position(|known| *known == step);
        place[at] = known.unwrap_or(out.len());
        if known.is_none() {
            out.push(step);
        }
    }
    out
}
