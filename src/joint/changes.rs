//! Rows of printed differences: "up 7 since March" ties the figure of its date to that
//! of March; "up 12%" and "doubled" do so in proportion.

use rustc_hash::FxHashSet;

use crate::dossier::{Claim, ClaimId, MeasureKind};
use crate::figures::{Cell, Date, Days, Figures, Since, changes};
use crate::quantity::value::Reading;
use crate::quantity::{Bound, Exact, Interval, Value};

use super::build::{Builder, Key, Var};
use super::layer::{Layer, Moment, Scope, Words};
use super::printed::whole_numbers;
use super::world::Sort;

/// The scope of a claim that is no figure of its own, and the moment of some days in its
/// text.
pub(super) fn place(
    figures: &Figures<'_>,
    layer: Layer,
    claim: &Claim,
    (start, end): Days,
) -> (Scope, Moment) {
    let source = claim.source.0;
    let scope = match layer {
        Layer::Source => (source, claim.speaker.0),
        _ if !figures.dossier.source(claim.source).known => (source + 1, claim.speaker.0),
        Layer::Publisher => (0, claim.speaker.0),
        Layer::All => (0, 0),
    };
    let date = match layer {
        Layer::Publisher | Layer::All if start == end => Date::Day(start),
        _ => Date::InText(source, start, end),
    };
    (scope, Moment { start, end, date })
}

impl Builder<'_, '_> {
    /// Ties the figures that printed differences connect, where both are known.
    pub fn add_changes(&mut self, words: Words, skip: &FxHashSet<ClaimId>) {
        let figures = self.figures;
        for (id, claim, since) in changes(figures) {
            let Since::From(start, end) = since else {
                continue;
            };
            if skip.contains(&id) {
                continue;
            }
            let cell = self.cells.id(Cell {
                measure: claim.measure,
                codes: claim.codes.clone(),
                share_of: None,
                period: None,
            });
            let at = |days: Days| {
                let (scope, moment) = place(figures, self.layer, claim, days);
                let sort = Sort::Level;
                let key = Key {
                    scope,
                    cell,
                    moment,
                    sort,
                };
                self.vars.get_index_of(&key).map(|at| at as Var)
            };
            if let (Some(later), Some(earlier)) = (at(end), at(start)) {
                self.add_change(id, claim, (earlier, later), words);
            }
        }
    }

    fn add_change(
        &mut self,
        id: ClaimId,
        claim: &Claim,
        (earlier, later): (Var, Var),
        words: Words,
    ) -> Option<()> {
        let dossier = self.figures.dossier;
        let value = claim.value.as_ref()?;
        let count = self.figures.kinds[claim.measure.index()] == MeasureKind::Count;
        let intervals = value.intervals(&Reading {
            count: count && !value.is_percent(),
            rounding: dossier.source(claim.source).rounding,
            rounded_to: None,
            hedges: &dossier.settings.hedges,
        });
        let exact = match words {
            Words::Hard => intervals.hard,
            Words::Plausible => intervals.plausible,
        };
        let in_words = !value.printed.chars().any(|c| c.is_ascii_digit());
        let size = if in_words && value.is_percent() {
            about(&exact, value, words)
        } else {
            exact
        };
        let off = self.off(later, id);
        for (end, sign) in [(&size.low, 1), (&size.high, -1)] {
            let Some(end) = end else { continue };
            let row = if value.is_percent() {
                // 100 later >= (100 + low) earlier, as long as it is not off
                let whole = &Exact::from(100_i64) + &end.value;
                whole_numbers(&whole).map(|(times, hundred)| {
                    let terms = vec![(later, hundred), (earlier, -times), (off, sign)];
                    (terms, Bound::closed(Exact::ZERO))
                })
            } else {
                let terms = vec![(later, 1), (earlier, -1), (off, sign)];
                Some((terms, end.clone()))
            };
            if let Some((terms, end)) = row {
                self.add_side(terms, sign, end, id);
            }
        }
        self.claims.push((off, Interval::point(Exact::ZERO), id));
        self.stated[off as usize] = true;
        Some(())
    }
}

/// "Doubled" and "halved" are said of what comes near it: read like "about", a tenth of
/// the change to each side, and twice that by what the words exclude. "More than doubled"
/// is no less than that.
fn about(size: &Interval, value: &Value, words: Words) -> Interval {
    let limit = value.hedge.and_then(|_| value.number());
    let limit = limit.map(|number| number.to_exact());
    let part = match words {
        Words::Hard => Exact::ratio(1, 5),
        Words::Plausible => Exact::ratio(1, 10),
    };
    let moved = |end: &Bound, sign: i64| {
        if limit.as_ref() == Some(&end.value) {
            return end.clone();
        }
        let by = &(&end.value.abs() * &part) * &Exact::from(sign);
        Bound::closed(&end.value + &by)
    };
    let low = size.low.as_ref().map(|low| moved(low, -1));
    let high = size.high.as_ref().map(|high| moved(high, 1));
    Interval::new(low, high).unwrap_or_else(|| size.clone())
}
