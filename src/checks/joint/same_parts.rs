//! Two readings of equal parts under two wholes: both wholes are one figure, and one of
//! them is wrong; or the smaller lies inside the larger, and the parts are its own.

use rustc_hash::FxHashSet;

use crate::dossier::{ClaimId, CodeId, DimensionId, MeasureKind};
use crate::engine::{
    Assertion, CellIndex, CellVar, ClaimIndex, Components, Edit, Localisation, System, Verdict,
    decide_without, implied,
};
use crate::figures::{Cell, PointId, Relation, RelationKind, RuleInstance};
use crate::findings::{Change, Finding, Repair, repair_help};
use crate::joint::{Asked, Follows, Known, Layer, Question, Sort, Unknown};
use crate::quantity::{Bound, Exact, Interval};

use super::super::Context;
use super::super::across::{list, origin, printed};
use super::slip_words::{SlipRank, of_pen};
use super::{known, relations_hold, rule_places};

/// How much a source is trusted where it does not say.
const USUAL_TRUST: u8 = 3;

/// What one text says beside the parts is looked at for so many findings.
const MOST_LOOKED_AT: usize = 50;

/// Equal parts, the one under the first whole and the one under the second.
type Shared = [(PointId, PointId)];

/// Tells both readings of findings.
pub(in crate::checks) struct Readings<'a> {
    context: &'a Context<'a>,
    ground: Option<Ground<'a>>,
    looked_at: usize,
}

/// What is asked of single texts, made when first needed.
struct Ground<'a> {
    rules: Vec<(&'a RuleInstance, bool)>,
    relations_hold: Vec<bool>,
    replaced: FxHashSet<ClaimId>,
}

/// Figures as a system: the wholes, and the parts as both texts break them down.
struct Sketch<'c> {
    context: &'c Context<'c>,
    var: CellVar,
    system: System,
    claims: Vec<PointId>,
    /// The cell of each point.
    cells: Vec<(PointId, CellIndex)>,
}

impl<'a> Readings<'a> {
    /// Nothing is worked out yet.
    pub fn of(context: &'a Context<'a>) -> Readings<'a> {
        Readings {
            context,
            ground: None,
            looked_at: 0,
        }
    }

    /// Adds the readings to a finding on two wholes with equal parts.
    pub fn tell(&mut self, finding: &mut Finding, wholes: (PointId, PointId), shared: &Shared) {
        let mut help = Vec::new();
        if let Some((repairs, supports)) = one_figure(self.context, wholes, shared) {
            let told = repair_help(&repairs, supports).into_iter();
            help.extend(told.map(|text| format!("if both totals stand for one figure, {text}")));
            finding.repairs = repairs;
        }
        help.extend(self.one_inside(wholes, shared));
        finding.help.splice(0..0, help);
    }

    /// What is left if the smaller whole lies inside the larger; nothing if it cannot.
    fn one_inside(&mut self, (a, b): (PointId, PointId), shared: &Shared) -> Option<String> {
        let context = self.context;
        let figures = context.figures;
        let (small, large, own): (_, _, Vec<PointId>) =
            match context.hard(a).entirely_below(context.hard(b)) {
                true => (a, b, shared.iter().map(|pair| pair.0).collect()),
                false => (b, a, shared.iter().map(|pair| pair.1).collect()),
            };
        let common = common(context, small, large)?;
        let mut sketch = Sketch::of(context, small);
        let (inner, outer) = (sketch.add_cell(), sketch.add_cell());
        let rest = sketch.add_cell();
        sketch.add_claim(inner, small);
        sketch.add_claim(outer, large);
        sketch.system.add_edit(&Edit::sum(outer, &[inner, rest]));
        for &(x, y) in shared {
            let part = sketch.add_cell();
            sketch.add_claim(part, x);
            sketch.cells.extend([(x, part), (y, part)]);
        }
        // The shared parts belong to the smaller whole; what else stands under the
        // larger stays there.
        sketch.cells.extend([(small, inner), (large, outer)]);
        let taken: Vec<PointId> = shared.iter().flat_map(|pair| [pair.0, pair.1]).collect();
        for relation in relations_of(context, small) {
            sketch.add_relation(relation, &[]);
        }
        for relation in relations_of(context, large) {
            sketch.add_relation(relation, &taken);
        }
        // What each text says of the people that both wholes name.
        for whole in [small, large] {
            let skip: &[PointId] = if whole == large { &taken } else { &[] };
            let bounds = self.bounds(&common, whole, skip)?;
            sketch.system.add_claim(&Assertion {
                cell: inner,
                bounds,
                weight: 1,
            });
        }
        let components = Components::of(&sketch.system);
        let left = implied(&sketch.system, &components, rest)?.interval;
        let whole = figures.point(small).cell;
        let parts: Vec<String> = (own.iter())
            .map(|&part| {
                let name = figures.part_name(Some(whole), figures.point(part).cell);
                format!("{name} {}", printed(context, part))
            })
            .collect();
        let name = |point: PointId| figures.cell_name(figures.point(point).cell);
        let (inner, outer) = (printed(context, small), printed(context, large));
        Some(format!(
            "if {} {inner} is part of {} {outer}, all these figures can hold: {} are left, and {} belong to the {inner}, not to all of the {outer}",
            name(small),
            name(large),
            left.words(),
            list(&parts, 6),
        ))
    }

    /// What the figures of one text make of a cell, some of its points left out;
    /// everything is possible where nothing follows. Nothing if it cannot be told.
    fn bounds(&mut self, cell: &Cell, beside: PointId, skip: &[PointId]) -> Option<Interval> {
        self.looked_at += 1;
        if self.looked_at > 2 * MOST_LOOKED_AT {
            return None;
        }
        let context = self.context;
        let figures = context.figures;
        let ground = self.ground.get_or_insert_with(|| Ground {
            rules: rule_places(context),
            relations_hold: relations_hold(context),
            replaced: known::replaced(context),
        });
        let question = Question {
            figures,
            rules: &ground.rules,
            relations_hold: &ground.relations_hold,
            hard: &Known::default(),
            plausible: None,
            replaced: &ground.replaced,
        };
        let group = figures.point(beside).group;
        let asked = Asked {
            cell: cell.clone(),
            moment: Layer::Source.moment(figures, beside),
            scope: Layer::Source.scope(figures, beside),
        };
        let wanted = Unknown {
            cell: asked.cell.clone(),
            moment: asked.moment,
            scope: asked.scope,
            sort: Sort::Level,
        };
        let measure = figures.cells.get(figures.point(beside).cell).measure;
        let here = |point: PointId| {
            let own = figures.point(point);
            let same = figures.cells.get(own.cell).measure == measure;
            own.group == group && same && !skip.contains(&point)
        };
        let follows = Follows::among(
            &question,
            Layer::Source,
            &FxHashSet::default(),
            (&here, &[asked]),
            &|unknown| *unknown == wanted,
            &|_| true,
        );
        let mut found = follows.implied.into_iter();
        found.next().map(|found| found.interval)
    }
}

/// Both wholes as one figure: which of the printed figures could be wrong, and how many
/// conflicts accuse the only one.
fn one_figure(
    context: &Context<'_>,
    (a, b): (PointId, PointId),
    shared: &Shared,
) -> Option<(Vec<Repair>, u32)> {
    let mut sketch = Sketch::of(context, a);
    let whole = sketch.add_cell();
    sketch.add_claim(whole, a);
    sketch.add_claim(whole, b);
    sketch.cells.extend([(a, whole), (b, whole)]);
    for &(x, y) in shared {
        let part = sketch.add_cell();
        sketch.add_claim(part, x);
        sketch.add_claim(part, y);
        sketch.cells.extend([(x, part), (y, part)]);
    }
    for relation in relations_of(context, a).chain(relations_of(context, b)) {
        sketch.add_relation(relation, &[]);
    }
    let components = Components::of(&sketch.system);
    let component = components.of_cell(whole);
    let outcome = decide_without(&sketch.system, &components, component, &[]);
    let Verdict::Inconsistent(_) = outcome.verdict else {
        return None;
    };
    let found = *outcome.localisation?;
    let repairs = sketch.repairs(&found);
    (found.complete && !repairs.is_empty()).then_some((repairs, found.supports))
}

/// The sums that stand over the parts of a whole.
fn relations_of<'c>(
    context: &'c Context<'_>,
    whole: PointId,
) -> impl Iterator<Item = &'c Relation> {
    let relations = context.figures.relations.iter();
    relations.filter(move |relation| relation.whole == Some(whole))
}

/// The cell of those whom both wholes name; nothing where their codes exclude each
/// other, or where they are not two scopes of one quantity.
fn common(context: &Context<'_>, a: PointId, b: PointId) -> Option<Cell> {
    let figures = context.figures;
    let (a, b) = (figures.point(a).cell, figures.point(b).cell);
    let (x, y) = (figures.cells.get(a), figures.cells.get(b));
    let same = x.measure == y.measure && x.period == y.period && x.share_of == y.share_of;
    if a == b || !same || x.share_of.is_some() {
        return None;
    }
    let codebook = &figures.dossier.codebook;
    let mut codes: Vec<(DimensionId, CodeId)> = x.codes.to_vec();
    for &(dimension, code) in y.codes.iter() {
        let tree = codebook.dimension(dimension);
        match codes.iter_mut().find(|(known, _)| *known == dimension) {
            None => codes.push((dimension, code)),
            Some((_, own)) if *own == code || tree.ancestors(*own).contains(&code) => {}
            Some((_, own)) if tree.ancestors(code).contains(own) => *own = code,
            Some(_) => return None,
        }
    }
    codes.sort_unstable();
    Some(Cell {
        codes: codes.into(),
        ..x.clone()
    })
}

impl<'c> Sketch<'c> {
    /// Nothing but the sort of quantity that this point is.
    fn of(context: &'c Context<'c>, point: PointId) -> Sketch<'c> {
        let figures = context.figures;
        let measure = figures.cells.get(figures.point(point).cell).measure;
        let kind = figures.kinds[measure.index()];
        Sketch {
            context,
            var: CellVar {
                integer: kind == MeasureKind::Count,
                nonnegative: kind.adds_up() && !figures.signed[measure.index()],
            },
            system: System::new(),
            claims: Vec::new(),
            cells: Vec::new(),
        }
    }

    fn add_cell(&mut self) -> CellIndex {
        self.system.add_cell(self.var)
    }

    fn add_claim(&mut self, cell: CellIndex, point: PointId) {
        let dossier = self.context.dossier();
        let source = self.context.lead(point).source;
        self.system.add_claim(&Assertion {
            cell,
            bounds: self.context.hard(point).clone(),
            weight: dossier.source(source).trust.unwrap_or(USUAL_TRUST),
        });
        self.claims.push(point);
    }

    /// The cell of a point, a new one with its claim if it is new.
    fn cell(&mut self, point: PointId) -> CellIndex {
        if let Some((_, cell)) = self.cells.iter().find(|(known, _)| *known == point) {
            return *cell;
        }
        let cell = self.add_cell();
        self.add_claim(cell, point);
        self.cells.push((point, cell));
        cell
    }

    /// A sum over the parts of a whole, those left out not counted.
    fn add_relation(&mut self, relation: &Relation, without: &[PointId]) {
        let Some(whole) = relation.whole else { return };
        let parts = relation.parts.iter().copied();
        let parts: Vec<PointId> = parts.filter(|part| !without.contains(part)).collect();
        let complete = relation.missing.is_empty() && parts.len() == relation.parts.len();
        let (low, high) = match relation.kind {
            RelationKind::Sum if complete => (true, true),
            RelationKind::Sum | RelationKind::AtMost | RelationKind::Part => (false, true),
            RelationKind::AtLeast if complete => (true, false),
            _ => return,
        };
        // What may be below zero can make up for anything that is not counted.
        let counted = complete || relation.kind == RelationKind::Part || self.var.nonnegative;
        if parts.is_empty() || !counted {
            return;
        }
        let mut terms: Vec<(CellIndex, i64)> =
            parts.into_iter().map(|part| (self.cell(part), 1)).collect();
        terms.push((self.cell(whole), -1));
        let zero = |wanted: bool| wanted.then(|| Bound::closed(Exact::ZERO));
        self.system.add_edit(&Edit {
            terms,
            low: zero(low),
            high: zero(high),
        });
    }

    /// The repairs in words, likeliest first: trust comes before slips.
    fn repairs(&self, found: &Localisation) -> Vec<Repair> {
        let mut ranked: Vec<(u32, SlipRank, Repair)> = Vec::new();
        for repair in &found.repairs {
            let mut rank = SlipRank::None;
            let implied = repair.implied.iter().zip(&repair.exact);
            let changes = repair.claims.iter().zip(implied);
            let changes = changes.map(|(&claim, (implied, &exact))| {
                let (change, slip) = self.change(claim, implied, exact);
                rank = rank.min(slip);
                change
            });
            let changes = changes.collect();
            ranked.push((repair.weight, rank, Repair { changes, rank: 0 }));
        }
        ranked.sort_by_key(|(weight, slip, _)| (*weight, *slip));
        let order: Vec<(u32, SlipRank)> = (ranked.iter())
            .map(|(weight, slip, _)| (*weight, *slip))
            .collect();
        let mut places = order.clone();
        places.dedup();
        let mut repairs = Vec::with_capacity(ranked.len());
        for ((_, _, mut repair), own) in ranked.into_iter().zip(order) {
            let at = places.iter().position(|place| *place == own);
            repair.rank = at.map_or(1, |at| at + 1);
            repairs.push(repair);
        }
        repairs
    }

    fn change(&self, claim: ClaimIndex, implied: &Interval, exact: bool) -> (Change, SlipRank) {
        let context = self.context;
        let point = self.claims[claim.0 as usize];
        let value = context.lead(point).value.as_ref();
        let slip = value.and_then(|value| of_pen(value, implied, self.var.integer));
        let name = context.figures.cell_name(context.figures.point(point).cell);
        let change = Change {
            claim: context.lead(point).id.to_string(),
            name: format!("{name} ({})", origin(context, point)),
            printed: printed(context, point),
            implied: implied.clone(),
            exact,
            slip: slip.as_ref().map(|(_, words)| words.clone()),
        };
        (change, slip.map_or(SlipRank::None, |(rank, _)| rank))
    }
}
