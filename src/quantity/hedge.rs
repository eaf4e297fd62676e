//! Hedges: which wordings change what a figure excludes and how it is usually
//! read. A table that a dossier may override; it does no arithmetic of its own.

use super::Exact;
use super::decimal::Decimal;
pub use super::hedge_error::HedgeError;
use super::hedge_rows::{ROWS, RowData, UNHEDGED};
use super::interval::Interval;
use super::lex::match_phrase;
use super::neighbours::Neighbours;
use super::template::{Template, Widths};
use super::value::Intervals;

/// A row of a [`HedgeTable`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HedgeId(u16);

impl HedgeId {
    /// `about 600`.
    pub const ABOUT: HedgeId = HedgeId(0);
    /// `at least 600`.
    pub const AT_LEAST: HedgeId = HedgeId(1);
    /// `at most 600`.
    pub const AT_MOST: HedgeId = HedgeId(2);
    /// `more than 600`.
    pub const MORE_THAN: HedgeId = HedgeId(3);
    /// `less than 600`.
    pub const LESS_THAN: HedgeId = HedgeId(4);
}

/// To which numbers a row applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applies {
    /// To every number.
    Always,
    /// To round numbers (`as many as 4,000`); others read as the bare number.
    RoundOnly,
    /// To none: the words add nothing (`a total of`).
    AsBare,
}

/// Wordings that mean the same, and what they allow.
#[derive(Clone, Debug)]
pub struct HedgeRow {
    wordings: Vec<Box<str>>,
    applies: Applies,
    plausible: Template,
    hard: Template,
}

impl HedgeRow {
    /// The wordings; `n` stands first in those that follow their number.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        self.wordings.iter().map(|wording| &**wording)
    }

    /// To which numbers it applies.
    pub fn applies(&self) -> Applies {
        self.applies
    }

    /// How the words are usually read, as a template.
    pub fn plausible(&self) -> &str {
        self.plausible.text()
    }

    /// What the words do not exclude, as a template.
    pub fn hard(&self) -> &str {
        self.hard.text()
    }

    /// Whether the wording is a figure by itself, such as `dozens`.
    pub fn stands_alone(&self) -> bool {
        !self.plausible.needs_number() && !self.hard.needs_number()
    }
}

/// Where a wording stands relative to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Before,
    After,
    Alone,
}

/// A wording ready to be matched.
#[derive(Clone, Debug)]
struct Wording {
    text: Box<str>,
    position: Position,
    row: HedgeId,
}

impl Wording {
    /// A quick test on its second byte, which tells most wordings apart.
    fn may_go_on_with(&self, second: u8) -> bool {
        match self.text.as_bytes().get(1) {
            Some(own) if own.is_ascii_alphanumeric() => *own == second,
            _ => true,
        }
    }
}

/// All hedges that a dossier knows.
#[derive(Clone, Debug)]
pub struct HedgeTable {
    rows: Vec<HedgeRow>,
    /// Sorted by first character, then longest first.
    index: Vec<Wording>,
    /// Start of each ASCII first character in `index`, and past the last.
    starts: Box<[u16; 129]>,
    pub(crate) neighbours: Neighbours,
}

impl HedgeTable {
    /// The standard table.
    pub fn standard() -> HedgeTable {
        let rows = ROWS.iter().map(standard_row).collect();
        HedgeTable::from_rows(rows)
    }

    /// The standard table with entries `(wording, plausible, hard)` replaced or
    /// added. An entry concerns its own wording only: the others of its row keep
    /// their meaning. A wording with `n` first follows its number (`n or more`);
    /// templates without letters make a figure of their own (`umpteen`).
    pub fn with_overrides<'a>(
        entries: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
    ) -> Result<HedgeTable, HedgeError> {
        let mut rows: Vec<HedgeRow> = ROWS.iter().map(standard_row).collect();
        for (wording, plausible, hard) in entries {
            let row = override_row(wording, plausible, hard)?;
            replace(&mut rows, row);
        }
        Ok(HedgeTable::from_rows(rows))
    }

    fn from_rows(rows: Vec<HedgeRow>) -> HedgeTable {
        let mut index = Vec::new();
        for (id, row) in (0u16..).zip(&rows) {
            for wording in &row.wordings {
                let after = wording
                    .strip_prefix('n')
                    .filter(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()));
                let (text, position) = match after {
                    Some(rest) => (rest.trim_start(), Position::After),
                    None if row.stands_alone() => (&**wording, Position::Alone),
                    None => (&**wording, Position::Before),
                };
                index.push(Wording {
                    text: text.into(),
                    position,
                    row: HedgeId(id),
                });
            }
        }
        index.sort_by_key(|wording| {
            (
                wording.text.chars().next(),
                std::cmp::Reverse(wording.text.len()),
                wording.text.clone(),
            )
        });
        let mut starts = Box::new([0u16; 129]);
        for (code, start) in starts.iter_mut().enumerate() {
            let below = index.partition_point(|wording| {
                wording
                    .text
                    .chars()
                    .next()
                    .is_some_and(|c| (c as usize) < code)
            });
            *start = u16::try_from(below).unwrap_or(u16::MAX);
        }
        let first = index
            .iter()
            .filter(|wording| wording.position != Position::After);
        let neighbours = Neighbours::new(
            index.iter().map(|wording| &*wording.text),
            first.map(|wording| &*wording.text),
        );
        HedgeTable {
            rows,
            index,
            starts,
            neighbours,
        }
    }

    /// The rows with their ids, in order.
    pub fn rows(&self) -> impl Iterator<Item = (HedgeId, &HedgeRow)> {
        (0u16..).map(HedgeId).zip(&self.rows)
    }

    /// One row. Ids come from this table or are the constants of [`HedgeId`].
    pub fn row(&self, id: HedgeId) -> &HedgeRow {
        &self.rows[usize::from(id.0)]
    }

    /// The readings that need no hedge, for `explain hedges`: what is printed,
    /// how it is usually read, what it does not exclude.
    pub fn unhedged(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        UNHEDGED.iter().copied()
    }

    /// The longest wording of this position at `at`, and where it ends.
    pub(crate) fn find(
        &self,
        text: &str,
        at: usize,
        position: Position,
    ) -> Option<(HedgeId, usize)> {
        let first = super::lex::char_at(text, at)?;
        let candidates = if first.is_ascii() {
            let code = first.to_ascii_lowercase() as usize;
            &self.index[usize::from(self.starts[code])..usize::from(self.starts[code + 1])]
        } else {
            &self.index[usize::from(self.starts[128])..]
        };
        let second = text
            .as_bytes()
            .get(at + 1)
            .map_or(0, u8::to_ascii_lowercase);
        candidates
            .iter()
            .filter(|wording| wording.position == position && wording.may_go_on_with(second))
            .find_map(|wording| Some((wording.row, match_phrase(text, at, &wording.text)?)))
    }

    /// Whether it says no more than `about`: the number lies inside what is usual.
    pub(crate) fn is_loose(&self, id: HedgeId) -> bool {
        let number = Decimal::whole(600);
        let stated = number.to_exact();
        self.apply(id, &number, true).is_some_and(|found| {
            let inside = |end: &Option<super::Bound>| {
                end.as_ref().is_some_and(|bound| bound.value != stated)
            };
            found.plausible.contains(&stated)
                && inside(&found.plausible.low)
                && inside(&found.plausible.high)
        })
    }

    /// What a hedged number allows; nothing if the hedge leaves it bare.
    pub(crate) fn apply(&self, id: HedgeId, number: &Decimal, count: bool) -> Option<Intervals> {
        let row = self.row(id);
        match row.applies {
            Applies::AsBare => return None,
            Applies::RoundOnly if !is_round(number) => return None,
            _ => {}
        }
        let widths = Widths::of(number, count);
        Some(Intervals {
            hard: row.hard.at(&widths),
            plausible: row.plausible.at(&widths),
        })
    }

    /// What a hedged share such as `1 in 3` allows: its percentage is taken to be
    /// printed to its first digit.
    pub(crate) fn apply_to_share(&self, id: HedgeId, percent: &Exact) -> Option<Intervals> {
        let row = self.row(id);
        if row.applies != Applies::Always {
            return None;
        }
        let widths = Widths::of_share(percent);
        Some(Intervals {
            hard: row.hard.at(&widths),
            plausible: row.plausible.at(&widths),
        })
    }

    /// The whole number that a wording stands for exactly, such as 2 for `both`.
    pub(crate) fn one_number(&self, id: HedgeId) -> Option<i64> {
        let Intervals { hard, plausible } = self.alone(id);
        let number = hard.single()?.to_i64()?;
        (hard == plausible).then_some(number)
    }

    /// What a wording that stands alone allows.
    pub(crate) fn alone(&self, id: HedgeId) -> Intervals {
        let row = self.row(id);
        Intervals {
            hard: row.hard.constant(),
            plausible: row.plausible.constant(),
        }
    }
}

/// Ends in 0 and has at most two significant digits.
pub(crate) fn is_round(number: &Decimal) -> bool {
    number.coefficient != 0
        && number.last_place() >= Exact::from(10i64)
        && number.significant_digits() <= 2
}

/// What a bare number allows: itself.
pub(crate) fn bare(number: &Decimal) -> Intervals {
    let point = Interval::point(number.to_exact());
    Intervals {
        hard: point.clone(),
        plausible: point,
    }
}

fn standard_row((wordings, applies, plausible, hard): &RowData) -> HedgeRow {
    let template = |text| Template::parse(text).expect("the standard templates are well formed");
    HedgeRow {
        wordings: wordings.iter().map(|wording| (*wording).into()).collect(),
        applies: *applies,
        plausible: template(plausible),
        hard: template(hard),
    }
}

fn override_row(wording: &str, plausible: &str, hard: &str) -> Result<HedgeRow, HedgeError> {
    let error = |which, message: String| HedgeError {
        wording: wording.to_owned(),
        which,
        message,
    };
    let words: Vec<String> = wording
        .split_whitespace()
        .map(|word| word.to_lowercase().replace('’', "'"))
        .collect();
    let normal = words.join(" ");
    if normal.is_empty() || normal == "n" {
        return Err(error("wording", "a hedge needs words".to_owned()));
    }
    if normal.contains(|c: char| c.is_numeric()) {
        return Err(error(
            "wording",
            "a hedge has no digits; write n for the number".to_owned(),
        ));
    }
    let template = |which, text| Template::parse(text).map_err(|message| error(which, message));
    let row = HedgeRow {
        wordings: vec![normal.into()],
        applies: Applies::Always,
        plausible: template("plausible", plausible)?,
        hard: template("hard", hard)?,
    };
    if row.plausible.needs_number() != row.hard.needs_number() && !row.plausible.needs_number() {
        let message = "the plausible interval has no n although the hard one does";
        return Err(error("plausible", message.to_owned()));
    }
    if !row.plausible.lies_within(&row.hard) {
        let message = format!(
            "{} reaches outside the hard interval {}",
            row.plausible(),
            row.hard()
        );
        return Err(error("plausible", message));
    }
    Ok(row)
}

/// Puts a row of one wording in place of what the table said of it.
fn replace(rows: &mut Vec<HedgeRow>, new: HedgeRow) {
    let wording = new.wordings[0].clone();
    let owner = rows.iter().position(|row| row.wordings.contains(&wording));
    let Some(owner) = owner else {
        rows.push(new);
        return;
    };
    if rows[owner].wordings.len() == 1 {
        rows[owner] = new;
    } else if rows[owner].wordings[0] == wording {
        // The explicit forms name rows by place, so the new row takes this one.
        let mut others = std::mem::replace(&mut rows[owner], new);
        others.wordings.remove(0);
        rows.push(others);
    } else {
        rows[owner].wordings.retain(|other| *other != wording);
        rows.push(new);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
