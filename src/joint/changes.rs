//! Rows of printed differences: "up 7 since March" ties the figure of its date to that
//! of March; "up 12%" and "doubled" do so in proportion.

use crate::dossier::{Claim, ClaimId, MeasureKind, OverTime};
use rustc_hash::FxHashMap;

use crate::figures::{Cell, CellId, Date, Figures, days};
use crate::quantity::value::Reading;
use crate::quantity::{Bound, Exact, Interval, Window};

use super::build::{Builder, Var};
use super::layer::{Layer, Moment, Scope, Words};
use super::printed::whole_numbers;
use super::world::Sort;

/// The claims that are differences since some date, with that date.
pub(super) fn changes<'d>(
    figures: &Figures<'d>,
) -> impl Iterator<Item = (ClaimId, &'d Claim, &'d Window)> {
    let claims = figures.dossier.claims.iter().enumerate();
    claims.filter_map(|(at, claim)| {
        let since = &claim.more.as_ref()?.change_since.as_ref()?.value;
        let value = claim.value.as_ref()?;
        let usable = claim.is_current() && !value.is_missing() && claim.when.window.is_some();
        usable.then_some((ClaimId::from(at), claim, since))
    })
}

/// The scope of a claim that is no figure of its own, and the moment of a window in its
/// text.
pub(super) fn place(
    figures: &Figures<'_>,
    layer: Layer,
    claim: &Claim,
    window: &Window,
) -> ((u32, u32), Moment) {
    let (start, end) = days(Some(window));
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
    pub fn add_changes(&mut self, words: Words, skip: &rustc_hash::FxHashSet<ClaimId>) {
        let figures = self.figures;
        let mut levels: FxHashMap<(Scope, CellId), Vec<(Moment, Var)>> = FxHashMap::default();
        if changes(figures).next().is_some() {
            for (at, key) in self.vars.keys().enumerate() {
                if key.sort == Sort::Level {
                    let own = levels.entry((key.scope, key.cell)).or_default();
                    own.push((key.moment, at as Var));
                }
            }
        }
        for (id, claim, since) in changes(figures) {
            let over_time = self.over_time(claim.measure);
            let Some(window) = &claim.when.window else {
                continue;
            };
            if over_time == OverTime::Flow || skip.contains(&id) {
                continue;
            }
            let cell = self.cells.id(Cell {
                measure: claim.measure,
                codes: claim.codes.clone(),
                share_of: None,
                period: None,
            });
            let at = |window: &Window| {
                let (scope, moment) = place(figures, self.layer, claim, window);
                let of_cell = levels.get(&(scope, cell)).into_iter().flatten();
                let mut inside: Vec<(bool, Moment, Var)> = of_cell
                    .filter(|(own, _)| moment.covers(own))
                    .map(|&(own, var)| (own != moment, own, var))
                    .collect();
                inside.sort_unstable();
                // The very date, or the only one inside it: "since March" is since the 12th.
                let exact = inside.first().filter(|(other, ..)| !other);
                let only = inside.first().filter(|_| inside.len() == 1);
                exact.or(only).map(|&(_, _, var)| var)
            };
            if let (Some(later), Some(earlier)) = (at(window), at(since)) {
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
        let size = match words {
            Words::Hard => intervals.hard,
            Words::Plausible => intervals.plausible,
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
