//! Verdicts on a lot of plain numbers: whether it is settled, and what fails in it. The
//! counts are those that the checks would give, finding by finding.

use super::shape::{At, RuleRow, Shape, Sum};
use crate::dossier::expression::Comparison;
use crate::figures::RelationKind;
use crate::text::Severity;

/// A sort of finding that is counted here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sort {
    /// The check.
    pub check: &'static str,
    /// How serious.
    pub severity: Severity,
}

/// Every sort of finding that is counted here.
pub(super) const SORTS: [Sort; 11] = [
    sort("parts-do-not-sum", Severity::Error),
    sort("parts-exceed-whole", Severity::Error),
    sort("parts-fall-short", Severity::Error),
    sort("part-exceeds-whole", Severity::Error),
    sort("rule-broken", Severity::Error),
    sort("rule-broken", Severity::Warning),
    sort("rule-broken", Severity::Note),
    sort("sources-disagree", Severity::Warning),
    sort("sources-disagree", Severity::Note),
    sort("scope-breach", Severity::Warning),
    sort("scope-breach", Severity::Note),
];
const SUM: usize = 0;
const EXCEED: usize = 1;
const SHORT: usize = 2;
const PART: usize = 3;
const RULE: [usize; 3] = [4, 5, 6];
const DISAGREE: [usize; 2] = [7, 8];
const BREACH: [usize; 2] = [9, 10];

const fn sort(check: &'static str, severity: Severity) -> Sort {
    Sort { check, severity }
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Findings by [`SORTS`].
    pub findings: [u32; SORTS.len()],
    /// Relations and rules that hold.
    pub holds: u32,
    /// Those that fail.
    pub fails: u32,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: &Tally) {
        for (own, more) in self.findings.iter_mut().zip(&other.findings) {
            *own += more;
        }
        self.holds += other.holds;
        self.fails += other.fails;
    }
}

impl Shape {
    /// Whether nothing can be found in a lot with these figures.
    pub fn is_settled(&self, values: &[i64], unit: i64) -> bool {
        let value = |at: &At| values[usize::from(*at)];
        let agreed = self.cells.iter().all(|members| {
            let first = value(&members[0]);
            members[1..].iter().all(|member| value(member) == first)
        });
        agreed
            && self.relations.iter().all(|sum| sum.holds(values))
            && self.rules.iter().all(|rule| rule.holds(values, unit))
            && self.tied(values, unit)
    }

    /// Whether the code trees hold between cells on which all agree.
    fn tied(&self, values: &[i64], unit: i64) -> bool {
        let cell = |at: At| i128::from(values[usize::from(self.cells[usize::from(at)][0])]);
        let unit = i128::from(unit);
        self.rows.iter().all(|row| {
            let sum: i128 = row
                .terms
                .iter()
                .map(|&(c, at)| i128::from(c) * cell(at))
                .sum();
            row.low.is_none_or(|low| sum >= i128::from(low) * unit)
                && row.high.is_none_or(|high| sum <= i128::from(high) * unit)
        }) && self
            .nested
            .iter()
            .all(|&(part, whole)| cell(part) <= cell(whole))
    }

    /// How many relations there are.
    pub fn relation_count(&self) -> u32 {
        (self.relations.len() + self.rules.len()) as u32
    }

    /// What the checks find in a lot of whole numbers, figures that contradict each other
    /// only together left out.
    pub fn tally(&self, values: &[i64]) -> Tally {
        let mut tally = Tally::default();
        for sum in &self.relations {
            if sum.holds(values) {
                tally.holds += 1;
                continue;
            }
            tally.fails += 1;
            let at = match sum.kind {
                RelationKind::Sum => SUM,
                RelationKind::AtLeast => SHORT,
                RelationKind::AtMost if !sum.exceeds_alone(values) => EXCEED,
                _ => PART,
            };
            tally.findings[at] += 1;
        }
        for rule in &self.rules {
            if rule.holds(values, 1) {
                tally.holds += 1;
            } else {
                tally.fails += 1;
                let at = match rule.severity {
                    Severity::Error => 0,
                    Severity::Warning => 1,
                    Severity::Note => 2,
                };
                tally.findings[RULE[at]] += 1;
            }
        }
        for members in &self.cells {
            if let Some(rounded) = disputed(members, values) {
                tally.findings[DISAGREE[usize::from(rounded)]] += 1;
            }
        }
        self.breaches(values, &mut tally);
        tally
    }

    /// Parts that are larger than a whole of another text: one for each part and number.
    fn breaches(&self, values: &[i64], tally: &mut Tally) {
        for chunk in self.nested.chunk_by(|a, b| a.0 == b.0) {
            let parts = &self.cells[usize::from(chunk[0].0)];
            let mut found: Vec<(i64, bool)> = Vec::new();
            for &part in parts {
                let own = values[usize::from(part)];
                for &(_, whole) in chunk {
                    for &whole in &self.cells[usize::from(whole)] {
                        let other = values[usize::from(whole)];
                        if other < own && self.elsewhere(values, part, whole, parts, chunk) {
                            found.push((own, reconciled(own, other)));
                        }
                    }
                }
            }
            found.sort_unstable();
            for same in found.chunk_by(|a, b| a.0 == b.0) {
                let rounded = same.iter().all(|(_, rounded)| *rounded);
                tally.findings[BREACH[usize::from(rounded)]] += 1;
            }
        }
    }

    /// Whether part and whole stand in two texts, and their conflict does not follow from
    /// another: the part's text gives a larger whole, or the whole's text a smaller part.
    fn elsewhere(
        &self,
        values: &[i64],
        part: At,
        whole: At,
        parts: &[At],
        around: &[(At, At)],
    ) -> bool {
        let group = |at: At| self.group[usize::from(at)];
        let value = |at: At| values[usize::from(at)];
        if group(part) == group(whole) {
            return false;
        }
        let mut cells = around
            .iter()
            .map(|&(_, cell)| &self.cells[usize::from(cell)]);
        let wholes = cells.find(|members| members.contains(&whole));
        let of = |members: &[At], text: u32| members.iter().copied().find(|&at| group(at) == text);
        let own_whole = wholes.and_then(|members| of(members, group(part)));
        let own_part = of(parts, group(whole));
        own_whole.is_none_or(|own| value(whole) >= value(own))
            && own_part.is_none_or(|own| value(own) >= value(part))
    }
}

/// Whether figures of one cell differ; then, whether all that do agree once a round
/// number is read as rounded.
fn disputed(members: &[At], values: &[i64]) -> Option<bool> {
    let value = |at: &At| values[usize::from(*at)];
    let first = value(&members[0]);
    if members[1..].iter().all(|member| value(member) == first) {
        return None;
    }
    let apart = |a: &At| {
        let (own, rest) = (value(a), members.iter().map(value));
        rest.filter(|other| *other != own)
            .all(|other| reconciled(own, other))
    };
    Some(members.iter().all(apart))
}

/// Whether two whole numbers agree once a round one is read as rounded.
fn reconciled(a: i64, b: i64) -> bool {
    let near = |round: i64, other: i64| {
        let mut place = 1;
        while round != 0 && round % (place * 10) == 0 {
            place *= 10;
        }
        place >= 10 && round / place < 100 && (other - round).abs() <= place / 2
    };
    near(a, b) || near(b, a)
}

impl Sum {
    fn holds(&self, values: &[i64]) -> bool {
        let value = |at: At| i128::from(values[usize::from(at)]);
        let sum: i128 = self.parts.iter().map(|&part| value(part)).sum();
        let whole = value(self.whole);
        match self.kind {
            RelationKind::Sum => sum == whole,
            RelationKind::AtMost | RelationKind::Part => sum <= whole,
            RelationKind::AtLeast => sum >= whole,
            // Shares are not screened.
            RelationKind::Share | RelationKind::Shares | RelationKind::SharesAtMost => false,
        }
    }

    /// Whether one part by itself is larger than the whole.
    fn exceeds_alone(&self, values: &[i64]) -> bool {
        let whole = values[usize::from(self.whole)];
        self.parts
            .iter()
            .any(|&part| values[usize::from(part)] > whole)
    }
}

impl RuleRow {
    fn holds(&self, values: &[i64], unit: i64) -> bool {
        let terms = self.terms.iter();
        let constant = i128::from(self.constant) * i128::from(unit);
        let sum: i128 = terms
            .map(|&(c, at)| i128::from(c) * i128::from(values[usize::from(at)]))
            .sum::<i128>()
            + constant;
        match self.comparison {
            Comparison::Eq => sum == 0,
            Comparison::Le => sum <= 0,
            Comparison::Ge => sum >= 0,
            Comparison::Lt => sum < 0,
            Comparison::Gt => sum > 0,
        }
    }
}
