//! From claims to figures, groups and points.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{
    Claim, ClaimId, CodeId, Codes, DateOrigin, DimensionId, Dossier, MeasureId, MeasureKind,
    SourceId, SpeakerId,
};
use crate::quantity::{Day, Interval};

use super::point::{Figure, Group, GroupId, Point, PointId, Value};
use super::values::{Read, read};
use super::{Cell, CellId, Cells, Figures, kinds};

/// First and last day of a window.
pub(super) type Days = (Option<Day>, Option<Day>);

pub(super) fn figures(dossier: &Dossier) -> Figures<'_> {
    let kinds = kinds::kinds(dossier);
    let read: Vec<Option<Read>> = dossier
        .claims
        .par_iter()
        .map(|claim| read(dossier, &kinds, claim).filter(|_| claim.is_current()))
        .collect();
    let mut cells = CellInterner::default();
    let mut groups = Groups::default();
    let mut has_units = false;
    let mut all = Vec::with_capacity(dossier.claims.len());
    for (at, (claim, read)) in dossier.claims.iter().zip(read).enumerate() {
        let Some(Read {
            hard,
            usual,
            share_of,
            period,
        }) = read
        else {
            continue;
        };
        let unit = claim.value.as_ref().and_then(|value| value.unit.as_ref());
        has_units |= unit.is_some_and(|unit| !unit.is_percent());
        all.push(Figure {
            claim: ClaimId::from(at),
            cell: cells.intern(claim, share_of, period),
            group: groups.of(claim),
            hard,
            usual,
        });
    }
    let cells = cells.cells;
    leave_out_replaced(dossier, &mut all);
    all.sort_by_key(|figure| (figure.group, figure.cell, figure.claim));
    let mut points: Vec<Point> = Vec::new();
    let mut point_of_claim = vec![None; dossier.claims.len()];
    let mut start = 0;
    while start < all.len() {
        let (group, cell) = (all[start].group, all[start].cell);
        let mut end = start + 1;
        while end < all.len() && all[end].group == group && all[end].cell == cell {
            end += 1;
        }
        if end > start + 1 {
            all[start..end].sort_by_cached_key(|figure| precision(dossier, figure));
        }
        let id = PointId(points.len() as u32);
        for figure in &all[start..end] {
            point_of_claim[figure.claim.index()] = Some(id);
        }
        points.push(Point {
            group,
            cell,
            first: start as u32,
            end: end as u32,
            value: agree(dossier, &all[start..end]),
        });
        start = end;
    }
    let mut first_point = vec![0; groups.all.len() + 1];
    for point in &points {
        first_point[point.group.index() + 1] += 1;
    }
    for at in 1..first_point.len() {
        first_point[at] += first_point[at - 1];
    }
    Figures {
        dossier,
        signed: signed(&kinds, &cells, &all),
        kinds,
        cells,
        figures: all,
        groups: groups.all,
        points,
        has_units,
        first_point,
        point_of_claim,
        relations: Vec::new(),
        not_run: Vec::new(),
    }
}

/// Leaves out figures that their own text replaces for the same cell and date: a claim
/// names them in `revises`, or they are provisional and stand beside one that is not.
fn leave_out_replaced(dossier: &Dossier, all: &mut Vec<Figure>) {
    let claim = |figure: &Figure| dossier.claim(figure.claim);
    let revises = |figure: &Figure| Some(&*claim(figure).more.as_ref()?.revises.as_ref()?.value);
    let provisional = |figure: &Figure| claim(figure).is_provisional();
    let named: FxHashSet<(GroupId, CellId, &str)> = (all.iter())
        .filter_map(|figure| Some((figure.group, figure.cell, revises(figure)?)))
        .collect();
    let settled: FxHashSet<(GroupId, CellId)> = match all.iter().any(provisional) {
        true => (all.iter().filter(|figure| !provisional(figure)))
            .map(|figure| (figure.group, figure.cell))
            .collect(),
        false => FxHashSet::default(),
    };
    if named.is_empty() && settled.is_empty() {
        return;
    }
    all.retain(|figure| {
        let own = &*claim(figure).id;
        let replaced = named.contains(&(figure.group, figure.cell, own))
            && revises(figure).is_none_or(|other| other != own);
        let draft = provisional(figure) && settled.contains(&(figure.group, figure.cell));
        !replaced && !draft
    });
}

/// For each measure whether a figure of it allows negative numbers only.
fn signed(kinds: &[MeasureKind], cells: &Cells, figures: &[Figure]) -> Vec<bool> {
    let mut signed = vec![false; kinds.len()];
    for figure in figures {
        let high = figure.hard.high.as_ref();
        if high.is_some_and(|high| high.value.is_negative()) {
            signed[cells.get(figure.cell).measure.index()] = true;
        }
    }
    signed
}

#[derive(Default)]
struct Groups {
    all: Vec<Group>,
    index: FxHashMap<(SourceId, SpeakerId, Option<Days>), GroupId>,
}

impl Groups {
    fn of(&mut self, claim: &Claim) -> GroupId {
        let days = claim.when.window.as_ref().map(|w| (w.start, w.end));
        let key = (claim.source, claim.speaker, days);
        let inferred = claim.when.origin == DateOrigin::Inferred;
        let all = &mut self.all;
        let id = *self.index.entry(key).or_insert_with(|| {
            all.push(Group {
                source: claim.source,
                speaker: claim.speaker,
                window: claim.when.window.clone(),
                inferred,
            });
            GroupId(all.len() as u32 - 1)
        });
        self.all[id.index()].inferred &= inferred;
        id
    }
}

/// Numbers the cells that claims are about; only new ones are copied.
#[derive(Default)]
struct CellInterner<'d> {
    cells: Cells,
    seen: FxHashMap<CellKey<'d>, CellId>,
}

/// Measure, codes, base of a share, and period of a cell.
type CellKey<'d> = (
    MeasureId,
    &'d [(DimensionId, CodeId)],
    Option<Codes>,
    Option<Days>,
);

impl<'d> CellInterner<'d> {
    fn intern(
        &mut self,
        claim: &'d Claim,
        share_of: Option<Codes>,
        period: Option<Days>,
    ) -> CellId {
        let key = (claim.measure, &*claim.codes, share_of, period);
        if let Some(&known) = self.seen.get(&key) {
            return known;
        }
        let id = self.cells.intern(Cell {
            measure: claim.measure,
            codes: claim.codes.clone(),
            share_of: key.2.clone(),
            period,
        });
        self.seen.insert(key, id);
        id
    }
}

/// The most precise figure of a point comes first and stands for it, wherever it
/// is written: the order of claims changes no verdict.
fn precision(dossier: &Dossier, figure: &Figure) -> impl Ord + use<> {
    let width = figure.hard.width();
    let value = dossier.claim(figure.claim).value.as_ref();
    let number = value.and_then(|value| value.number());
    let number = number.map(|number| number.to_exact());
    (width.is_none(), width, number, figure.claim)
}

/// What all figures of a point allow together. Figures without a common number
/// contradict each other, and so do two of equal precision with different numbers.
/// A bare round number that meets the others once it is read as rounded does not.
fn agree(dossier: &Dossier, figures: &[Figure]) -> Value {
    if let [only] = figures {
        return Value::Agreed {
            hard: only.hard.clone(),
            usual: only.usual.clone(),
        };
    }
    let value = |figure: &Figure| dossier.claim(figure.claim).value.as_ref();
    let is_round = |figure: &&Figure| value(figure).is_some_and(|value| value.is_bare_round());
    let (round, precise): (Vec<&Figure>, Vec<&Figure>) = figures.iter().partition(is_round);
    let Some((first, rest)) = precise.split_first().or_else(|| round.split_first()) else {
        return Value::Contradictory;
    };
    let mut hard: Interval = first.hard.clone();
    let mut usual: Option<Interval> = Some(first.plausible().clone());
    for figure in rest {
        let common = hard.intersect(&figure.hard);
        match common.filter(|_| !same_precision(value(first), value(figure), first, figure)) {
            Some(common) => hard = common,
            None => return Value::Contradictory,
        }
        usual = usual.and_then(|usual| usual.intersect(figure.plausible()));
    }
    if !precise.is_empty() {
        for figure in round {
            if let Some(common) = hard.intersect(&figure.hard) {
                hard = common;
                continue;
            }
            let rounded = value(figure).and_then(|value| value.rounded_form());
            if !rounded.is_some_and(|rounded| rounded.meets(&hard)) {
                return Value::Contradictory;
            }
        }
    }
    let usual = usual
        .and_then(|usual| usual.intersect(&hard))
        .filter(|usual| *usual != hard)
        .map(Box::new);
    Value::Agreed { hard, usual }
}

/// Whether two unhedged figures print different numbers to the same precision.
fn same_precision(
    a: Option<&crate::quantity::Value>,
    b: Option<&crate::quantity::Value>,
    first: &Figure,
    second: &Figure,
) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return false;
    };
    let (Some(number), Some(other)) = (a.number(), b.number()) else {
        return false;
    };
    a.hedge.is_none()
        && b.hedge.is_none()
        && first.hard.width().is_some()
        && first.hard.width() == second.hard.width()
        && number.to_exact() != other.to_exact()
}
