//! The working of a joint conflict: numbered steps, each to be redone with a pencil,
//! or the inequalities that add up to a contradiction.

use unicode_width::UnicodeWidthStr;

use crate::findings::{Deduction, Derivation, End, Summand};
use crate::output::escape::{escape, wrap};
use crate::output::figures::number;
use crate::output::table::{Align, aligned};

/// Reasons stand beside their steps where this many columns are left, else below.
const BESIDE: usize = 32;

/// How far a reason below its step stands in.
const BELOW: usize = 5;

/// More inequalities than this are counted instead of shown.
const MOST: usize = 40;

/// A step as shown: a lower and an upper bound at one number make one line.
struct Line<'a> {
    step: &'a Deduction,
    sign: &'static str,
    /// Lines it rests on, 0-based.
    from: Vec<usize>,
}

/// The working on lines of at most `width` columns. Text from files is escaped; no
/// line break at the end.
pub(super) fn working(derivation: &Derivation, width: usize, ascii: bool) -> String {
    let mut out = Vec::new();
    if !derivation.steps.is_empty() {
        let (lines, at) = merged(&derivation.steps);
        out.push("step by step".to_owned());
        out.extend(steps(&lines, width, ascii));
        let mut clash: Vec<usize> = (derivation.clash.iter())
            .filter_map(|step| at.get(*step).copied())
            .collect();
        clash.sort_unstable();
        clash.dedup();
        let how = match clash.len() {
            0 => "but ".to_owned(),
            1 => format!("but {} cannot hold: ", numbers(&clash)),
            2 => format!("but {} exclude each other: ", numbers(&clash)),
            _ => format!("but {} cannot all hold: ", numbers(&clash)),
        };
        let conclusion = format!("{how}{}", escape(&derivation.conclusion));
        out.extend(hanging("", 2, &conclusion, width));
        return out.join("\n");
    }
    let cases = derivation
        .sum
        .iter()
        .any(|summand| !summand.case.is_empty());
    let title = match cases {
        false => "added together, these contradict each other",
        true => "in each of these cases, the lines added together contradict each other",
    };
    out.push(wrap(title, width));
    out.extend(summands(&derivation.sum, width, ascii));
    out.extend(hanging("", 2, &escape(&derivation.conclusion), width));
    out.join("\n")
}

/// The working of a bound, where nothing contradicts: lines of at most `width` columns,
/// two columns in.
pub(super) fn bound(derivation: &Derivation, width: usize, ascii: bool) -> Vec<String> {
    let (lines, _) = merged(&derivation.steps);
    let mut out = steps(&lines, width, ascii);
    out.extend(summands(&derivation.sum, width, ascii));
    if !derivation.conclusion.is_empty() {
        out.extend(hanging("", 2, &escape(&derivation.conclusion), width));
    }
    out
}

/// The lines, and for each step the line it went to.
fn merged(steps: &[Deduction]) -> (Vec<Line<'_>>, Vec<usize>) {
    let mut lines: Vec<Line> = Vec::new();
    let mut first: Vec<usize> = Vec::new();
    let mut at: Vec<usize> = Vec::new();
    for (position, step) in steps.iter().enumerate() {
        let mut from: Vec<usize> = (step.from.iter())
            .filter_map(|step| at.get(*step).copied())
            .collect();
        let twin = lines.iter().zip(&first).position(|(line, &first)| {
            // What the second rests on must stand above the first.
            let known = step.from.iter().all(|&used| used < first);
            known && line.sign != "=" && same(line.step, step)
        });
        let line = match twin {
            Some(line) => {
                lines[line].sign = "=";
                from.append(&mut lines[line].from);
                line
            }
            None => {
                first.push(position);
                lines.push(Line {
                    step,
                    sign: sign(step),
                    from: Vec::new(),
                });
                lines.len() - 1
            }
        };
        from.sort_unstable();
        from.dedup();
        lines[line].from = from;
        at.push(line);
    }
    (lines, at)
}

/// Whether two steps say together that a cell is one number, for one reason.
fn same(a: &Deduction, b: &Deduction) -> bool {
    a.bound != b.bound
        && a.value == b.value
        && !a.value.open
        && a.cell == b.cell
        && a.because == b.because
}

fn sign(step: &Deduction) -> &'static str {
    match (step.bound, step.value.open) {
        (End::Low, false) => ">=",
        (End::Low, true) => ">",
        (End::High, false) => "<=",
        (End::High, true) => "<",
    }
}

fn steps(lines: &[Line], width: usize, ascii: bool) -> Vec<String> {
    let value = |line: &Line| number(&line.step.value.value, ascii);
    let signs = lines.iter().map(|line| line.sign.len()).max().unwrap_or(0);
    let widest = lines.iter().map(|line| value(line).width()).max();
    let widest = widest.unwrap_or(0);
    let rows = lines.iter().enumerate().map(|(at, line)| {
        let (sign, value) = (line.sign, value(line));
        let gap = " ".repeat(widest - value.width());
        vec![
            format!("{}", at + 1),
            escape(&line.step.cell).into_owned(),
            format!("{sign:signs$} {gap}{value}"),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let reasons: Vec<String> = lines.iter().map(reason).collect();
    let columns = [Align::Right, Align::Left, Align::Left];
    beside(&columns, &rows, &reasons, width)
}

/// Why a step holds: its reason, and the steps it rests on.
fn reason(line: &Line) -> String {
    let because = escape(&line.step.because);
    match line.from.as_slice() {
        [] => because.into_owned(),
        from => format!("{because}, from {}", numbers(from)),
    }
}

/// The lines of a sum; of several, each below its case.
fn summands(sum: &[Summand], width: usize, ascii: bool) -> Vec<String> {
    let shown = &sum[..sum.len().min(MOST)];
    let mut out = Vec::new();
    for case in shown.chunk_by(|a, b| a.case == b.case) {
        if !case[0].case.is_empty() {
            let title = format!("if {}", escape(&case[0].case));
            out.extend(hanging("  ", BELOW, &title, width));
        }
        out.extend(one_sum(case, width, ascii));
    }
    if sum.len() > MOST {
        let more = sum.len() - MOST;
        let lines = if more == 1 { "line" } else { "lines" };
        let text = format!("and {more} more {lines}, which `--format json` lists");
        out.extend(hanging("", 2, &text, width));
    }
    out
}

fn one_sum(sum: &[Summand], width: usize, ascii: bool) -> Vec<String> {
    let times = if ascii { "x" } else { "×" };
    let rows = sum.iter().map(|summand| {
        vec![
            format!("{} {times}", number(&summand.multiplier, ascii)),
            escape(&summand.inequality).into_owned(),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let reasons: Vec<String> = (sum.iter())
        .map(|summand| escape(&summand.because).into_owned())
        .collect();
    beside(&[Align::Right, Align::Left], &rows, &reasons, width)
}

/// Aligned rows with a reason each: beside them where there is room, else below them.
fn beside(
    columns: &[Align],
    rows: &[Vec<String>],
    reasons: &[String],
    width: usize,
) -> Vec<String> {
    let lines = aligned(columns, rows);
    let lines: Vec<String> = lines.into_iter().map(|line| format!("  {line}")).collect();
    let used = lines.iter().map(|line| line.width()).max().unwrap_or(0) + 2;
    let longest = reasons.iter().map(|reason| reason.width()).max();
    let room = width.saturating_sub(used);
    if room >= longest.unwrap_or(0).min(BESIDE) {
        let rows = lines.iter().zip(reasons);
        return rows
            .flat_map(|(line, reason)| {
                let gap = " ".repeat(used - line.width());
                hanging(&format!("{line}{gap}"), used, reason, width)
            })
            .collect();
    }
    let mut out = Vec::new();
    for (row, reason) in rows.iter().zip(reasons) {
        let spaced: Vec<String> = row.iter().map(|cell| squeezed(cell)).collect();
        out.extend(hanging("  ", BELOW, &spaced.join("  "), width));
        out.extend(hanging(&" ".repeat(BELOW), BELOW, reason, width));
    }
    out
}

/// Text behind `head`, its further lines `indent` columns in; without a text, the head
/// alone.
pub(super) fn hanging(head: &str, indent: usize, text: &str, width: usize) -> Vec<String> {
    let room = width.saturating_sub(indent).max(1);
    let head = match head {
        "" => " ".repeat(indent),
        head => head.to_owned(),
    };
    let wrapped = wrap(text, room);
    let lines = wrapped.split('\n').enumerate().map(|(at, line)| match at {
        0 => format!("{head}{line}").trim_end().to_owned(),
        _ => format!("{}{}", " ".repeat(indent), line.trim_start()),
    });
    lines.collect()
}

/// One space between words.
fn squeezed(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// `1`, `1 and 3`, `1, 2 and 3`, counted from 1.
fn numbers(lines: &[usize]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| (line + 1).to_string()).collect();
    match lines.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        lines => lines.concat(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::findings::canned;
    use crate::quantity::{Bound, Exact};

    fn step(cell: &str, bound: End, value: i64, because: &str, from: &[usize]) -> Deduction {
        Deduction {
            cell: cell.into(),
            bound,
            value: Bound::closed(Exact::from(value)),
            because: because.into(),
            claims: vec![],
            from: from.to_vec(),
        }
    }

    fn chain(steps: Vec<Deduction>, clash: &[usize]) -> Derivation {
        Derivation {
            steps,
            clash: clash.to_vec(),
            conclusion: "no".into(),
            sum: vec![],
        }
    }

    #[test]
    fn both_bounds_of_one_number_make_one_line() {
        let (low, high) = (End::Low, End::High);
        let steps = vec![
            step("men", low, 698, "A states 698", &[]),
            step("women", high, 285, "A states 285", &[]),
            step("women", low, 285, "A states 285", &[]),
            step("men", high, 698, "A states 698", &[]),
            step("total", low, 983, "total = men + women", &[0, 2]),
            step("total", high, 983, "total = men + women", &[1, 3]),
            step("total", low, 990, "B states 990", &[]),
        ];
        assert_eq!(
            working(&chain(steps, &[5, 6]), 80, false),
            "step by step\n  \
             1  men    =  698  A states 698\n  \
             2  women  =  285  A states 285\n  \
             3  total  =  983  total = men + women, from 1 and 2\n  \
             4  total  >= 990  B states 990\n  \
             but 3 and 4 exclude each other: no"
        );
    }

    #[test]
    fn steps_of_different_reasons_or_numbers_stay_apart() {
        let one = step("men", End::Low, 5, "A states 5", &[]);
        let mut open = step("men", End::High, 5, "A states 5", &[]);
        open.value.open = true;
        for other in [
            step("men", End::High, 5, "B states 5", &[]),
            step("men", End::High, 6, "A states 5", &[]),
            step("women", End::High, 5, "A states 5", &[]),
            step("men", End::Low, 5, "A states 5", &[]),
            // It rests on the first itself.
            step("men", End::High, 5, "A states 5", &[0]),
            open,
        ] {
            let steps = [one.clone(), other];
            let (lines, at) = merged(&steps);
            assert_eq!((lines.len(), at), (2, vec![0, 1]));
        }
    }

    #[test]
    fn the_clash_is_told_by_its_size() {
        let steps: Vec<Deduction> = ["a", "b", "c"]
            .map(|cell| step(cell, End::Low, 1, "S states 1", &[]))
            .to_vec();
        let last = |clash: &[usize]| {
            let text = working(&chain(steps.clone(), clash), 80, false);
            text.lines().last().unwrap().to_owned()
        };
        assert_eq!(last(&[]), "  but no");
        assert_eq!(last(&[2]), "  but 3 cannot hold: no");
        assert_eq!(last(&[2, 0]), "  but 1 and 3 exclude each other: no");
        assert_eq!(last(&[0, 1, 2]), "  but 1, 2 and 3 cannot all hold: no");
    }

    #[test]
    fn everything_keeps_to_its_width() {
        let (_, steps) = canned::with_steps();
        let (_, sum) = canned::with_sum();
        for finding in [steps, sum] {
            let derivation = finding.derivation.unwrap();
            for width in [24, 40, 60, 86, 120] {
                let text = working(&derivation, width, true);
                assert!(text.is_ascii(), "{text}");
                let line = text.lines().find(|line| line.width() > width);
                let one_word = |line: &str| line.split_whitespace().count() == 1;
                assert!(line.is_none_or(one_word), "{width}: {text}");
                let reasons = derivation.steps.iter().map(|step| &step.because);
                let all = reasons.chain(derivation.sum.iter().map(|part| &part.because));
                let words: Vec<&str> = text.split_whitespace().collect();
                let words = words.join(" ");
                for because in all {
                    assert!(words.contains(because.as_str()), "{width}: {text}");
                }
            }
        }
    }

    #[test]
    fn long_sums_are_cut_with_a_word_on_where_the_rest_is() {
        let (_, finding) = canned::with_sum();
        let mut derivation = *finding.derivation.unwrap();
        derivation.sum = vec![derivation.sum.swap_remove(0); MOST + 2];
        let text = working(&derivation, 100, false);
        assert_eq!(text.lines().count(), MOST + 3);
        assert!(text.contains("\n  and 2 more lines, which `--format json` lists\n"));
    }
}
