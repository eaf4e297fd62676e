//! What follows for a cell, as text: the range, what is printed beside it, and the steps
//! to either end.

use crate::findings::{Answer, Deduction, Derivation, Outcome, Printed};
use crate::quantity::Interval;

use super::Style;
use super::derivation::{bound, hanging};
use super::escape::{escape, wrap};
use super::figures::words;

/// More figures than these are counted instead of named.
const MOST_LEFT_OUT: usize = 8;

/// The answers one below the other, with their steps; ends with a line break unless
/// there are none.
pub fn text(answers: &[Answer], style: &Style) -> String {
    let mut blocks = Vec::new();
    // What is left out is often the same for all dates: it is told once.
    let mut told: Option<&[Printed]> = None;
    for answer in answers {
        let mut lines = head(answer, style);
        if let Outcome::Range {
            interval,
            low,
            high,
            ..
        } = &answer.outcome
        {
            let (low, high) = (low.as_deref(), high.as_deref());
            lines.extend(reasons(interval, low, high, width(style), style.ascii));
        }
        lines.extend(left_out(&answer.contested, told, width(style)));
        if !answer.contested.is_empty() {
            told = Some(&answer.contested);
        }
        blocks.push(lines.join("\n") + "\n");
    }
    blocks.join("\n")
}

/// The answers without their steps.
pub fn overview(answers: &[Answer], style: &Style) -> String {
    let mut out = String::new();
    for answer in answers {
        out.push_str(&head(answer, style).join("\n"));
        out.push('\n');
    }
    let contested = answers.iter().map(|answer| &answer.contested);
    if let Some(most) = contested.max_by_key(|contested| contested.len()) {
        for line in left_out(most, None, width(style)) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

fn width(style: &Style) -> usize {
    style.width.max(40)
}

/// The cell, what follows, and what is printed beside it.
fn head(answer: &Answer, style: &Style) -> Vec<String> {
    let alone = answer.alone.as_deref().map(escape);
    let said = match (&answer.outcome, alone) {
        (
            Outcome::Range {
                low: None,
                high: None,
                ..
            },
            alone,
        ) => match alone {
            Some(source) => format!("nothing follows from other figures of {source}"),
            None => "nothing follows from other figures".to_owned(),
        },
        (Outcome::Range { interval, .. }, None) => words(interval, style.ascii),
        (Outcome::Range { interval, .. }, Some(source)) => {
            format!("{}, from {source} alone", words(interval, style.ascii))
        }
        (Outcome::Contradiction, _) => {
            "the figures around it contradict each other, see `crossfoot check`".to_owned()
        }
        (Outcome::Undecided, _) => "left open, a limit was reached".to_owned(),
    };
    let first = format!("{}: {said}", escape(&answer.cell));
    let mut out = Vec::new();
    for (at, line) in wrap(&first, width(style) - 2).split('\n').enumerate() {
        let margin = if at == 0 { "" } else { "  " };
        out.push(format!("{margin}{}", line.trim_start()));
    }
    for printed in &answer.printed {
        let text = beside(printed, &answer.outcome);
        out.extend(hanging("", 2, &text, width(style)));
    }
    out
}

/// What is printed of the cell, and whether that can be.
fn beside(printed: &Printed, outcome: &Outcome) -> String {
    let fits = match outcome {
        Outcome::Range {
            low: None,
            high: None,
            ..
        } => "",
        Outcome::Range { interval, .. } if interval.meets(&printed.interval) => "; it fits",
        Outcome::Range { interval, .. } if printed.interval.entirely_below(interval) => {
            "; too low for the other figures"
        }
        Outcome::Range { .. } => "; too high for the other figures",
        Outcome::Contradiction | Outcome::Undecided => "",
    };
    let (figure, source) = (escape(&printed.printed), escape(&printed.source));
    format!("printed: {figure}, {source}{fits}")
}

/// Figures that took no part because they contradict others.
fn left_out(contested: &[Printed], told: Option<&[Printed]>, width: usize) -> Vec<String> {
    if contested.is_empty() {
        return Vec::new();
    }
    if told == Some(contested) {
        return hanging("", 2, "left out: the same figures as above", width);
    }
    let what = match contested.len() {
        1 => "left out, since it contradicts other figures (see `crossfoot check`):",
        _ => "left out, since they contradict other figures (see `crossfoot check`):",
    };
    let mut out = hanging("", 2, what, width);
    for figure in contested.iter().take(MOST_LEFT_OUT) {
        let text = format!(
            "{}, {}: {}",
            escape(&figure.printed),
            escape(&figure.source),
            escape(&figure.cell)
        );
        out.extend(hanging("", 4, &text, width));
    }
    if let more @ 1.. = contested.len().saturating_sub(MOST_LEFT_OUT) {
        out.extend(hanging("", 4, &format!("and {more} more"), width));
    }
    out
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
                format!("at least {}", super::number(&end.value, ascii))
            }
            Interval { low: Some(end), .. } => {
                format!("more than {}", super::number(&end.value, ascii))
            }
            Interval {
                high: Some(end), ..
            } if !end.open => format!("at most {}", super::number(&end.value, ascii)),
            Interval {
                high: Some(end), ..
            } => format!("less than {}", super::number(&end.value, ascii)),
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
