//! Verdicts on relations: holds, fails, blocked or not run, decided on exact
//! intervals, hard ones first and plausible ones after.

use rayon::prelude::*;

use crate::figures::{Figures, PointId, Relation, RelationKind};
use crate::findings::{RelationCounts, RelationRecord, Verdict};
use crate::quantity::{Exact, Interval};

use super::Context;

/// The verdict on one relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// The sides meet. `by_rounding`: the printed numbers themselves do not.
    Holds {
        /// Whether only rounding or wording lets it hold.
        by_rounding: bool,
    },
    /// The sides meet by the letter of the words, not as they are usually read.
    Strained,
    /// The sides cannot meet.
    Fails,
    /// One term has two values.
    Blocked(String),
    /// Something it needs is missing.
    NotRun(String),
}

/// The two sides of a relation, in one layer of reading.
pub(super) struct Sides {
    /// The whole.
    pub stated: Interval,
    /// What the parts make.
    pub computed: Interval,
}

/// Judges every relation.
pub(super) fn relations(figures: &Figures<'_>) -> Vec<Judged> {
    figures
        .relations
        .par_iter()
        .map(|relation| judge(figures, relation))
        .collect()
}

fn judge(figures: &Figures<'_>, relation: &Relation) -> Judged {
    if figures.has_units
        && let Some(cause) = units_differ(figures, relation)
    {
        return Judged::NotRun(cause);
    }
    let conflicting: Vec<PointId> = points(relation)
        .filter(|&point| figures.point(point).hard().is_none())
        .collect();
    if !conflicting.is_empty() {
        return Judged::Blocked(blocked(figures, relation, &conflicting));
    }
    let hard = |point: PointId| {
        figures
            .point(point)
            .hard()
            .cloned()
            .unwrap_or_else(Interval::all)
    };
    let sides = sides(relation, &hard);
    if !meets(relation.kind, &sides) {
        return Judged::Fails;
    }
    let exact = |point: PointId| {
        let point = figures.point(point);
        let single = point.hard().is_some_and(Interval::is_point);
        single && point.plausible() == point.hard()
    };
    if points(relation).all(exact) {
        return Judged::Holds { by_rounding: false };
    }
    if figures.dossier.settings.plausible {
        let usual = |point: PointId| {
            let point = figures.point(point);
            point.plausible().cloned().unwrap_or_else(Interval::all)
        };
        if !meets(relation.kind, &self::sides(relation, &usual)) {
            return Judged::Strained;
        }
    }
    Judged::Holds {
        by_rounding: !printed_meet(figures, relation),
    }
}

/// Whole and parts.
pub(super) fn points(relation: &Relation) -> impl Iterator<Item = PointId> {
    relation
        .whole
        .into_iter()
        .chain(relation.parts.iter().copied())
}

/// Both sides of a relation, given what each point stands for.
pub(super) fn sides(relation: &Relation, value: &dyn Fn(PointId) -> Interval) -> Sides {
    let hundred = || Interval::point(Exact::from(100i64));
    let total = || {
        let zero = Interval::point(Exact::ZERO);
        relation
            .parts
            .iter()
            .fold(zero, |sum, &part| sum.add(&value(part)))
    };
    match (relation.kind, relation.whole) {
        (RelationKind::Share, Some(whole)) => Sides {
            stated: value(relation.parts[0]),
            computed: value(relation.parts[1])
                .mul(&value(whole))
                .scale(&Exact::ratio(1, 100)),
        },
        (_, Some(whole)) => Sides {
            stated: value(whole),
            computed: total(),
        },
        (_, None) => Sides {
            stated: hundred(),
            computed: total(),
        },
    }
}

fn meets(kind: RelationKind, sides: &Sides) -> bool {
    let Sides { stated, computed } = sides;
    match kind {
        RelationKind::Sum | RelationKind::Share | RelationKind::Shares => stated.meets(computed),
        RelationKind::AtMost | RelationKind::Part | RelationKind::SharesAtMost => {
            stated.meets(computed) || computed.entirely_below(stated)
        }
        RelationKind::AtLeast => stated.meets(computed) || stated.entirely_below(computed),
    }
}

/// Whether the relation holds between the printed numbers themselves; where a
/// figure prints none ("dozens"), its interval stands for it.
fn printed_meet(figures: &Figures<'_>, relation: &Relation) -> bool {
    if relation.kind == RelationKind::Share {
        // A share is always rounded: that it meets its count is all one can ask.
        return true;
    }
    let printed = |point: PointId| {
        let claim = figures.dossier.claim(figures.lead(point));
        let number = claim.value.as_ref().and_then(|value| value.number());
        match number {
            Some(number) => Interval::point(number.to_exact()),
            None => figures
                .point(point)
                .hard()
                .cloned()
                .unwrap_or_else(Interval::all),
        }
    };
    meets(relation.kind, &sides(relation, &printed))
}

/// Why a relation is blocked, and whether any of the values given would fit.
fn blocked(figures: &Figures<'_>, relation: &Relation, conflicting: &[PointId]) -> String {
    /// Choices beyond this many are not tried.
    const LIMIT: usize = 64;
    let printed = |at: usize| {
        let claim = figures.dossier.claim(figures.figures[at].claim);
        claim
            .value
            .as_ref()
            .map_or_else(String::new, |value| value.printed.to_string())
    };
    let choices: Vec<Vec<usize>> = conflicting
        .iter()
        .map(|&point| {
            let point = figures.point(point);
            (point.first as usize..point.end as usize).collect()
        })
        .collect();
    let named: Vec<String> = conflicting
        .iter()
        .zip(&choices)
        .map(|(&point, figures_here)| {
            let mut values: Vec<String> = figures_here.iter().map(|&at| printed(at)).collect();
            values.dedup();
            format!(
                "{} is given as {}",
                figures.cell_name(figures.point(point).cell),
                values.join(" and as ")
            )
        })
        .collect();
    let combinations: usize = choices.iter().map(Vec::len).product();
    let cause = named.join("; ");
    if combinations > LIMIT {
        return format!("{cause}; too many combinations to try");
    }
    let mut fitting = Vec::new();
    for number in 0..combinations {
        let mut rest = number;
        let chosen: Vec<usize> = choices
            .iter()
            .map(|options| {
                let at = options[rest % options.len()];
                rest /= options.len();
                at
            })
            .collect();
        let value = |point: PointId| match conflicting.iter().position(|&other| other == point) {
            Some(at) => figures.figures[chosen[at]].hard.clone(),
            None => figures
                .point(point)
                .hard()
                .cloned()
                .unwrap_or_else(Interval::all),
        };
        if meets(relation.kind, &sides(relation, &value)) {
            let with: Vec<String> = chosen.iter().map(|&at| printed(at)).collect();
            fitting.push(with.join(" and "));
        }
    }
    fitting.dedup();
    if fitting.is_empty() {
        format!("{cause}; none of them fits")
    } else {
        format!("{cause}; it would hold with {}", fitting.join(", or with "))
    }
}

/// Figures in different units are never added.
fn units_differ(figures: &Figures<'_>, relation: &Relation) -> Option<String> {
    let mut first: Option<&str> = None;
    let points = points(relation).map(|point| figures.point(point));
    for figure in points.flat_map(|point| figures.figures_at(point)) {
        let claim = figures.dossier.claim(figure.claim);
        let value = claim.value.as_ref()?;
        if value.is_percent() {
            continue;
        }
        let unit = value.unit.as_ref().map_or("", |unit| unit.as_str());
        match first {
            None => first = Some(unit),
            Some(known) if known == unit || known.is_empty() || unit.is_empty() => {}
            Some(known) => return Some(format!("its figures are in {known} and in {unit}")),
        }
    }
    None
}

impl Judged {
    /// The verdict, and whether it rests on rounding or wording alone.
    pub(super) fn verdict(&self) -> (Verdict, bool) {
        match self {
            Judged::Holds { by_rounding } => (Verdict::Holds, *by_rounding),
            Judged::Strained => (Verdict::Holds, false),
            Judged::Fails => (Verdict::Fails, false),
            Judged::Blocked(_) => (Verdict::Blocked, false),
            Judged::NotRun(_) => (Verdict::NotRun, false),
        }
    }

    /// Why it is not a plain holds or fails.
    pub(super) fn cause(&self) -> Option<String> {
        match self {
            Judged::Holds { by_rounding: true } => Some("only by rounding or wording".to_owned()),
            Judged::Strained => Some("only by the letter of the wording".to_owned()),
            Judged::Blocked(cause) | Judged::NotRun(cause) => Some(cause.clone()),
            Judged::Holds { by_rounding: false } | Judged::Fails => None,
        }
    }
}

/// How many relations had which verdict.
pub(super) fn counts(context: &Context<'_>) -> RelationCounts {
    let mut counts = RelationCounts::default();
    for judged in context.judged {
        let (verdict, by_rounding) = judged.verdict();
        counts.add(verdict, by_rounding);
    }
    for _ in &context.figures.not_run {
        counts.add(Verdict::NotRun, false);
    }
    for verdict in super::rule_broken::verdicts(context) {
        counts.add(verdict, false);
    }
    counts
}

/// Every relation that was looked at.
pub(super) fn records(context: &Context<'_>) -> Vec<RelationRecord> {
    let figures = context.figures;
    let mut records = Vec::with_capacity(figures.relations.len());
    for (relation, judged) in figures.relations.iter().zip(context.judged) {
        let lead = relation.whole.unwrap_or(relation.parts[0]);
        records.push(RelationRecord {
            relation: figures.relation_name(relation),
            source: context.group(relation.group),
            verdict: judged.verdict().0,
            cause: judged.cause(),
            claims: points(relation)
                .map(|point| context.lead(point).id.to_string())
                .collect(),
            span: context.span(lead),
        });
    }
    records.extend(figures.not_run.iter().map(|not_run| {
        let claim = context.claim(not_run.claims[0]);
        RelationRecord {
            relation: not_run.relation.clone(),
            source: context.dossier().source(claim.source).id.clone(),
            verdict: Verdict::NotRun,
            cause: Some(not_run.cause.clone()),
            claims: not_run
                .claims
                .iter()
                .map(|&id| context.claim(id).id.to_string())
                .collect(),
            span: not_run.span,
        }
    }));
    records.extend(super::rule_broken::records(context));
    records
}
