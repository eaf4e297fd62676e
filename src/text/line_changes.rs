//! Which lines of a text are not those of an earlier version of it, and whether a
//! stretch of the text, such as an entry of a list, was changed by that.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What was changed in a text. Line ends do not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineChanges {
    /// Bytes of the lines that are new, in order and apart from each other.
    lines: Vec<Range<u32>>,
    /// Where lines were taken away.
    gaps: Vec<Gap>,
}

/// A place between two lines, at the first byte of the second, and the indentation of
/// the first line that stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gap {
    at: u32,
    indent: u32,
}

/// Lines differing in so many pairs are not compared one with the other: all that is
/// between the first and the last difference then counts as new.
const MOST_PAIRS: usize = 2_000_000_000;

impl LineChanges {
    /// Of a text that there was no earlier version of.
    pub fn all(text: &str) -> Self {
        let whole = 0..text.len() as u32;
        LineChanges {
            lines: vec![whole],
            gaps: Vec::new(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.gaps.is_empty()
    }

    /// Of a text whose order of lines means something.
    pub fn of(old: &str, new: &str) -> Self {
        let (old, new) = (lines(old), Lines::of(new));
        let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| {
            pairs.take_while(|(a, b)| a == b).count()
        };
        let head = same(&mut old.iter().zip(&new.lines));
        let (left, right) = (&old[head..], &new.lines[head..]);
        let tail = same(&mut left.iter().rev().zip(right.iter().rev()));
        let left = &left[..left.len() - tail];
        let right = &right[..right.len() - tail];
        let mut changes = LineChanges::default();
        if unlike(left, right).saturating_mul(left.len() + right.len()) > MOST_PAIRS {
            changes.add(&new, head..head + right.len());
            return changes;
        }
        for op in capture_diff_slices(Algorithm::Myers, left, right) {
            let (_, was, is) = op.as_tag_tuple();
            let (mut was, mut is) = (
                was.start + head..was.end + head,
                is.start + head..is.end + head,
            );
            match op {
                DiffOp::Equal { .. } => continue,
                DiffOp::Insert { .. } => is = slid(&new.lines, is),
                DiffOp::Delete { .. } => {
                    let from = was.start;
                    was = slid(&old, was);
                    is = (is.start + was.start - from)..(is.start + was.start - from);
                }
                DiffOp::Replace { .. } => {}
            }
            if let Some(line) = old[was].iter().find(|line| !is_aside(line)) {
                changes.gaps.push(Gap {
                    at: new.start(is.start),
                    indent: indent(line) as u32,
                });
            }
            changes.add(&new, is);
        }
        changes
    }

    /// Of a table, whose rows may stand in any order: the rows that it did not have. Under
    /// another header every row is another one.
    pub fn of_rows(old: &str, new: &str) -> Self {
        let text = new;
        let (old, new) = (lines(old), Lines::of(new));
        if old.first() != new.lines.first() {
            return Self::all(text);
        }
        let mut left: HashMap<&str, usize> = HashMap::new();
        for line in old {
            *left.entry(line).or_default() += 1;
        }
        let mut changes = LineChanges::default();
        for (at, line) in new.lines.iter().enumerate() {
            match left.get_mut(line) {
                Some(count) if *count > 0 => *count -= 1,
                _ => changes.add(&new, at..at + 1),
            }
        }
        changes
    }

    /// How many of a hundred lines two texts have in common, wherever they stand.
    pub fn share(old: &str, new: &str) -> usize {
        let (old, new) = (lines(old), lines(new));
        let all = old.len() + new.len();
        match all {
            0 => 100,
            _ => 100 * (all - unlike(&old, &new)) / all,
        }
    }

    fn add(&mut self, text: &Lines<'_>, lines: Range<usize>) {
        let (start, end) = (text.start(lines.start), text.start(lines.end));
        match self.lines.last_mut() {
            _ if start == end => {}
            Some(last) if last.end == start => last.end = end,
            _ => self.lines.push(start..end),
        }
    }

    /// Whether a stretch of the text stands on a new line, at least in part.
    pub fn meet(&self, range: Range<u32>) -> bool {
        let end = range.end.max(range.start + 1);
        let next = self.lines.partition_point(|lines| lines.end <= range.start);
        self.lines.get(next).is_some_and(|lines| lines.start < end)
    }

    /// Whether an entry of a list or a mapping was changed: one of its lines is new, or
    /// lines are missing between them or at its end that were indented like its own.
    pub fn touch(&self, text: &str, range: Range<u32>) -> bool {
        let within = text.get(range.start as usize..range.end as usize);
        let range = range.start..range.start + within.unwrap_or("").trim_end().len() as u32;
        if self.meet(range.clone()) {
            return true;
        }
        let line = text[..range.start as usize]
            .rfind('\n')
            .map_or(0, |at| at + 1) as u32;
        // The keys of an item of a list stand below its first one, those of a key behind it.
        let is_item = text[line as usize..range.start as usize].contains('-');
        let column = range.start - line + u32::from(!is_item);
        self.gaps.iter().any(|gap| {
            let inside = range.start < gap.at && gap.at < range.end;
            let behind = || {
                let between = text.get(range.end as usize..gap.at as usize);
                gap.indent >= column && between.is_some_and(|text| text.lines().all(is_aside))
            };
            inside || behind()
        })
    }
}

/// The lines of a text and where they begin.
struct Lines<'t> {
    lines: Vec<&'t str>,
    starts: Vec<u32>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let mut starts = vec![0];
        for line in text.split_inclusive('\n') {
            starts.push(starts[starts.len() - 1] + line.len() as u32);
        }
        Lines {
            lines: lines(text),
            starts,
        }
    }

    /// The first byte of a line, or the end of the text.
    fn start(&self, line: usize) -> u32 {
        self.starts[line.min(self.starts.len() - 1)]
    }
}

/// Lines without their ends.
fn lines(text: &str) -> Vec<&str> {
    let lines = text.split_inclusive('\n');
    lines
        .map(|line| line.trim_end_matches(['\n', '\r']))
        .collect()
}

/// How many lines of either side the other does not have.
fn unlike(old: &[&str], new: &[&str]) -> usize {
    let mut counts: HashMap<&str, i64> = HashMap::new();
    for line in old {
        *counts.entry(line).or_default() += 1;
    }
    for line in new {
        *counts.entry(line).or_default() -= 1;
    }
    counts
        .values()
        .map(|count| count.unsigned_abs() as usize)
        .sum()
}

/// The same lines, where several stretches would do: the one that begins with the line
/// that is indented least, as entries do, and the last of those.
fn slid(lines: &[&str], range: Range<usize>) -> Range<usize> {
    let length = range.len();
    let mut first = range.start;
    while first > 0 && lines[first - 1] == lines[first + length - 1] {
        first -= 1;
    }
    let mut best = first;
    let mut at = first;
    loop {
        let weight = |at: usize| (is_aside(lines[at]), indent(lines[at]));
        if weight(at) <= weight(best) {
            best = at;
        }
        if at + length >= lines.len() || lines[at] != lines[at + length] {
            return best..best + length;
        }
        at += 1;
    }
}

/// Whether a line is empty or a comment.
fn is_aside(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#')
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const OLD: &str = "\
claims:
  - measure: a
    value: 1
    note: x
  - measure: a
    value: 2
";

    /// Whether the entries that begin with these words are touched.
    fn touched(old: &str, new: &str) -> Vec<bool> {
        let changes = LineChanges::of(old, new);
        let starts: Vec<usize> = (new.match_indices("- ")).map(|(at, _)| at + 2).collect();
        let ends = starts.iter().skip(1).map(|next| next - 4);
        let ends: Vec<usize> = ends.chain([new.len()]).collect();
        let entries = starts.iter().zip(ends);
        entries
            .map(|(&start, end)| changes.touch(new, start as u32..end as u32))
            .collect()
    }

    #[test]
    fn a_changed_line_touches_its_entry() {
        assert_eq!(touched(OLD, OLD), [false, false]);
        assert_eq!(
            touched(OLD, &OLD.replace("value: 2", "value: 3")),
            [false, true]
        );
        assert_eq!(
            touched(OLD, &OLD.replace("note: x", "note: y")),
            [true, false]
        );
        assert_eq!(touched(OLD, &OLD.replace('\n', "\r\n")), [false, false]);
        assert_eq!(touched("", OLD), [true, true]);
    }

    #[test]
    fn lines_taken_away_touch_the_entry_they_belonged_to() {
        assert_eq!(
            touched(OLD, &OLD.replace("    note: x\n", "")),
            [true, false]
        );
        assert_eq!(
            touched(OLD, &OLD.replace("    value: 1\n", "")),
            [true, false]
        );
        assert_eq!(
            touched(OLD, &OLD.replace("    value: 2\n", "")),
            [false, true]
        );
        let second = "  - measure: a\n    value: 2\n";
        assert_eq!(touched(OLD, &OLD.replace(second, "")), [false]);
        let first = "  - measure: a\n    value: 1\n    note: x\n";
        assert_eq!(touched(OLD, &OLD.replace(first, "")), [false]);
    }

    #[test]
    fn a_new_entry_touches_no_other() {
        let more = "  - measure: a\n    value: 9\n";
        let between = OLD.replace("    note: x\n", &format!("    note: x\n{more}"));
        assert_eq!(touched(OLD, &between), [false, true, false]);
        assert_eq!(touched(OLD, &format!("{OLD}{more}")), [false, false, true]);
        let comment = OLD.replace("claims:\n", "# all\nclaims:\n\n");
        assert_eq!(touched(OLD, &comment), [false, false]);
    }

    #[test]
    fn rows_are_compared_whatever_their_order() {
        let (old, new) = ("id,n\na,1\nb,2\n", "id,n\nb,2\na,1\nb,2\n");
        let changes = LineChanges::of_rows(old, new);
        assert!(!changes.meet(5..8) && !changes.meet(9..12));
        assert!(changes.meet(13..16));
        assert!(LineChanges::of_rows(old, old).is_empty());
        assert!(LineChanges::of_rows(old, "id,m\na,1\n").meet(5..8));
    }

    #[test]
    fn what_differs_too_much_is_new_as_a_whole() {
        let many = |word: &str| -> String {
            let lines = (0..40_000).map(|number| format!("{word} {number}\n"));
            format!("first\n{}last\n", lines.collect::<String>())
        };
        let new = many("new");
        let changes = LineChanges::of(&many("old"), &new);
        assert!(!changes.meet(0..5));
        assert!(changes.meet(6..9));
        assert!(!changes.meet(new.len() as u32 - 5..new.len() as u32));
    }
}
