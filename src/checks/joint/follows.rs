//! The figures that nobody printed but that follow, as a list in words.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{ClaimId, MeasureId};
use crate::figures::{Figures, RuleInstance, rule_instances};
use crate::joint::{
    Follows, Implied, Joint, Known, Layer, Moment, Question, Unknown, Unprinted, is_narrow,
};
use crate::quantity::Interval;

use super::super::{Context, judge, rule_broken};
use super::known;
use super::little_sum::{How, how};
use super::names::Names;

/// A figure that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpliedRow {
    /// The cell in the notation of rules.
    pub cell: String,
    /// Its measure.
    pub measure: MeasureId,
    /// Of when, as a text has it; empty where no text says.
    pub as_of: String,
    /// What it can be.
    pub interval: Interval,
    /// How it follows.
    pub how: How,
    /// Whose figures it follows from, each with the speaker where it is not the
    /// publisher.
    pub from: Vec<String>,
    /// The printed figures it rests on.
    pub claims: Vec<ClaimId>,
}

/// All figures that follow.
#[derive(Clone, Debug, Default)]
pub struct ImpliedList {
    /// By cell, date and source.
    pub rows: Vec<ImpliedRow>,
    /// Figures left out because they contradict each other inside one source.
    pub contradictory: usize,
    /// Figures of sources that contradict each other: nothing follows from them
    /// together.
    pub apart: usize,
    /// Figures of which a limit left open what follows.
    pub undecided: usize,
}

/// What is known of a dossier before anything is derived from it.
pub(super) struct Ground<'a> {
    pub context: &'a Context<'a>,
    rules: Vec<RuleInstance>,
    pub joint: Joint,
    pub replaced: FxHashSet<ClaimId>,
}

impl<'a> Ground<'a> {
    pub fn of(context: &'a Context<'a>) -> Ground<'a> {
        let mut ground = Ground {
            context,
            // Also those of which one side is stated by nobody: that is what may follow.
            rules: rule_instances(context.figures),
            joint: Joint::default(),
            replaced: known::replaced(context),
        };
        ground.joint = ground.with_question(Joint::of);
        ground
    }

    /// Asks something of the figures.
    pub fn with_question<T>(&self, ask: impl FnOnce(&Question<'_, '_, '_>) -> T) -> T {
        let rules: Vec<&RuleInstance> = self.rules.iter().collect();
        ask(&Question {
            figures: self.context.figures,
            rules: &rules,
            hard: &Known::default(),
            plausible: None,
            replaced: &self.replaced,
        })
    }

    /// Claims that take no part in a layer: what was replaced, and what contradicts
    /// its own source and could be wrong.
    pub fn skip(&self, layer: Layer) -> FxHashSet<ClaimId> {
        if layer == Layer::Source {
            return FxHashSet::default();
        }
        let cases = self.joint.cases.iter();
        let inside = cases.filter(|case| case.layer == Layer::Source);
        let suspects = inside.flat_map(|case| case.suspects());
        suspects.chain(self.replaced.iter().copied()).collect()
    }
}

/// Calls with the context of figures that nothing else is asked of.
pub(super) fn with_context<T>(figures: &Figures<'_>, call: impl FnOnce(&Context<'_>) -> T) -> T {
    let judged = judge::relations(figures);
    let rules = rule_broken::judge(figures);
    call(&Context::new(figures, &judged, &rules, None))
}

/// Every cell that nobody prints and whose number, or narrow range, follows: from one
/// source alone or, where none gives it, from all together.
pub fn implied(figures: &Figures<'_>) -> ImpliedList {
    with_context(figures, |context| list(&Ground::of(context)))
}

fn list(ground: &Ground<'_>) -> ImpliedList {
    let context = ground.context;
    let unprinted = Unprinted::of(context.figures);
    let wanted = |unknown: &Unknown| unprinted.admits(unknown);
    let follows = |layer| {
        let skip = ground.skip(layer);
        ground.with_question(|question| Follows::of(question, layer, &skip, &wanted, &is_narrow))
    };
    let (alone, mut together) = (follows(Layer::Source), follows(Layer::All));
    // The narrowest that a source gives by itself, for each cell and moment.
    let mut known: FxHashMap<String, bool> = FxHashMap::default();
    for implied in &alone.implied {
        let single = known.entry(place(context, &alone, implied)).or_default();
        *single |= implied.interval.is_point();
    }
    let given: Vec<bool> = (together.implied.iter())
        .map(
            |implied| match known.get(&place(context, &together, implied)) {
                Some(single) => *single || !implied.interval.is_point(),
                None => false,
            },
        )
        .collect();
    let mut given = given.into_iter();
    together.implied.retain(|_| !given.next().unwrap_or(false));
    let mut rows: Vec<(Key, ImpliedRow)> = Vec::new();
    for found in [&alone, &together] {
        rows.extend(rows_of(context, found));
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let inside: FxHashSet<ClaimId> = of_cases(&ground.joint, |layer| layer == Layer::Source);
    let across: FxHashSet<ClaimId> = of_cases(&ground.joint, |layer| layer != Layer::Source);
    let in_both = |own: &[ClaimId], cases: &FxHashSet<ClaimId>| {
        own.iter().filter(|claim| cases.contains(claim)).count()
    };
    let contradictory = in_both(&alone.left_out, &inside);
    let apart = together.left_out.len();
    ImpliedList {
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        contradictory,
        apart: if in_both(&together.left_out, &across) > 0 {
            apart
        } else {
            0
        },
        undecided: alone.left_out.len() - contradictory,
    }
}

fn of_cases(joint: &Joint, layer: impl Fn(Layer) -> bool) -> FxHashSet<ClaimId> {
    let cases = joint.cases.iter().filter(|case| layer(case.layer));
    cases.flat_map(|case| case.world.claims.clone()).collect()
}

/// What orders rows: cell, first and last day, whether all sources give it, who.
type Key = (String, i64, i64, bool, Vec<String>);

fn place(context: &Context<'_>, follows: &Follows, implied: &Implied) -> String {
    let unknown = follows.world.unknown(implied.at);
    let moment = unknown.moment;
    let name = context.figures.name_of(&unknown.cell);
    format!("{name} {} {}", moment.start, moment.end)
}

fn rows_of(context: &Context<'_>, follows: &Follows) -> Vec<(Key, ImpliedRow)> {
    let world = &follows.world;
    let names = Names::of(context, world);
    let mut dates: FxHashMap<Moment, String> = FxHashMap::default();
    let row = |implied: &Implied| {
        let unknown = world.unknown(implied.at);
        let moment = unknown.moment;
        let as_of = dates.entry(moment).or_insert_with(|| names.as_of(moment));
        let cell = context.figures.name_of(&unknown.cell);
        let mut from: Vec<String> = (implied.claims.iter())
            .map(|&claim| names.source(claim))
            .collect();
        from.sort();
        from.dedup();
        let row = ImpliedRow {
            cell: cell.clone(),
            measure: unknown.cell.measure,
            as_of: as_of.clone(),
            interval: implied.interval.clone(),
            how: how(&names, world, implied),
            from: from.clone(),
            claims: implied.claims.clone(),
        };
        let together = follows.layer != Layer::Source;
        ((cell, moment.start, moment.end, together, from), row)
    };
    follows.implied.iter().map(row).collect()
}
