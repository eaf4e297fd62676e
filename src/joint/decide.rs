//! Deciding layer after layer: what a lower layer localised is left out above it.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::ClaimId;
use crate::engine::{Components, Verdict, solve_components};
use crate::figures::{Figures, PointId, RuleInstance};

use super::build::Builder;
use super::case::{Case, Undecided};
use super::layer::{Layer, Words};
use super::world::World;

/// Sets of claims that cannot hold together and that other checks report.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Inside one source.
    pub inside: Vec<Vec<ClaimId>>,
    /// Between sources or dates.
    pub across: Vec<Vec<ClaimId>>,
}

/// What was found of all layers.
#[derive(Debug, Default)]
pub struct Joint {
    /// What cannot hold.
    pub cases: Vec<Case>,
    /// What was not decided.
    pub undecided: Vec<Undecided>,
    /// The case of each claim, by layer and reading.
    index: FxHashMap<(Layer, Words, ClaimId), usize>,
}

/// What is asked of the figures.
pub struct Question<'q, 'f, 'd> {
    /// The figures.
    pub figures: &'f Figures<'d>,
    /// Every place where a rule can run.
    pub rules: &'q [&'q RuleInstance],
    /// What other checks report, by what words exclude.
    pub hard: &'q Known,
    /// The same by how words are usually meant; none if nobody wants to know.
    pub plausible: Option<&'q Known>,
    /// Claims that an announced or expected revision has replaced.
    pub replaced: &'q FxHashSet<ClaimId>,
}

impl Joint {
    /// Decides all layers, the innermost first.
    pub fn of(question: &Question<'_, '_, '_>) -> Joint {
        let mut joint = Joint::default();
        let mut skip: FxHashSet<ClaimId> = FxHashSet::default();
        joint.decide(
            question,
            Layer::Source,
            Words::Hard,
            &question.hard.inside,
            &mut skip,
        );
        let mut across = skip.clone();
        across.extend(question.replaced);
        if joint.across(question, Words::Hard, &question.hard.across, &mut across) {
            // Some words of a broken component are not read any closer.
        }
        if let Some(known) = question.plausible {
            let broken = |layer: Layer, joint: &Joint| -> FxHashSet<ClaimId> {
                let cases = joint.cases.iter().filter(|case| case.layer == layer);
                cases.flat_map(|case| case.world.claims.clone()).collect()
            };
            let mut skip = broken(Layer::Source, &joint);
            joint.decide(
                question,
                Layer::Source,
                Words::Plausible,
                &known.inside,
                &mut skip,
            );
            let mut skip: FxHashSet<ClaimId> = skip.into_iter().chain(across).collect();
            skip.extend(broken(Layer::Publisher, &joint));
            skip.extend(broken(Layer::All, &joint));
            joint.across(question, Words::Plausible, &known.across, &mut skip);
        }
        for (at, case) in joint.cases.iter().enumerate() {
            for &claim in &case.world.claims {
                joint
                    .index
                    .entry((case.layer, case.words, claim))
                    .or_insert(at);
            }
        }
        joint
    }

    /// The case that a claim takes part in.
    pub fn case_of(&self, layer: Layer, words: Words, claim: ClaimId) -> Option<&Case> {
        let at = self.index.get(&(layer, words, claim))?;
        Some(&self.cases[*at])
    }

    /// Publishers by themselves, then all: the former only where the latter fails,
    /// since all that ties one publisher's figures ties everybody's.
    fn across(
        &mut self,
        question: &Question<'_, '_, '_>,
        words: Words,
        known: &[Vec<ClaimId>],
        skip: &mut FxHashSet<ClaimId>,
    ) -> bool {
        let groups = &question.figures.groups;
        if groups.len() < 2 {
            return false;
        }
        let mut trial = Joint::default();
        let mut trial_skip = skip.clone();
        trial.decide(question, Layer::All, words, known, &mut trial_skip);
        let mut speakers: Vec<u32> = groups.iter().map(|group| group.speaker.0).collect();
        speakers.sort_unstable();
        let repeated = speakers.windows(2).any(|pair| pair[0] == pair[1]);
        if trial.cases.is_empty() || !repeated {
            self.cases.append(&mut trial.cases);
            self.undecided.append(&mut trial.undecided);
            *skip = trial_skip;
            return !self.cases.is_empty();
        }
        self.decide(question, Layer::Publisher, words, known, skip);
        self.decide(question, Layer::All, words, known, skip);
        true
    }

    /// Decides one layer in one reading; what is localised is added to `skip`.
    fn decide(
        &mut self,
        question: &Question<'_, '_, '_>,
        layer: Layer,
        words: Words,
        known: &[Vec<ClaimId>],
        skip: &mut FxHashSet<ClaimId>,
    ) {
        let figures = question.figures;
        let declared = |point: PointId| {
            let source = figures.group(figures.point(point).group).source;
            figures.dossier.source(source).known
        };
        let takes_part = |point: PointId| layer == Layer::Source || declared(point);
        let world = world(question, layer, words, &takes_part, skip);
        let components = Components::of(&world.system);
        let mut by_component: FxHashMap<u32, Vec<&Vec<ClaimId>>> = FxHashMap::default();
        let mut places: FxHashMap<ClaimId, u32> = FxHashMap::default();
        if !known.is_empty() {
            for (&claim, at) in world.claims.iter().zip(0..) {
                let cell = world.system.claim_cell(crate::engine::ClaimIndex(at));
                places.insert(claim, components.of_cell(cell));
            }
        }
        for set in known {
            if let Some(&component) = set.first().and_then(|claim| places.get(claim)) {
                by_component.entry(component).or_default().push(set);
            }
        }
        for outcome in solve_components(&world.system, &components, 0) {
            match outcome.verdict {
                Verdict::Consistent => {}
                Verdict::NotDecided(limit) => {
                    let claims = components.claims(outcome.component).iter();
                    self.undecided.push(Undecided {
                        layer,
                        claims: claims.map(|&at| world.claims[at as usize]).collect(),
                        limit,
                    });
                }
                Verdict::Inconsistent(_) => {
                    let part = world.part(figures, &components, outcome.component);
                    let known = by_component.get(&outcome.component);
                    let known = known.map_or(&[][..], Vec::as_slice);
                    let case = Case::of((layer, words), part, known);
                    skip.extend(case.suspects());
                    self.cases.push(case);
                }
            }
        }
    }
}

/// All that is known of the figures of a layer.
pub(super) fn world(
    question: &Question<'_, '_, '_>,
    layer: Layer,
    words: Words,
    takes_part: &dyn Fn(PointId) -> bool,
    skip: &FxHashSet<ClaimId>,
) -> World {
    let builder = Builder::new(question.figures, layer, words, takes_part, skip);
    finished(question, builder)
}

/// The world of a builder that holds its figures, and what is asked.
pub(super) fn finished(question: &Question<'_, '_, '_>, mut builder: Builder<'_, '_>) -> World {
    builder.add_printed();
    builder.add_rules(question.rules);
    builder.add_percentages();
    builder.add_trees();
    if builder.layer != Layer::Source {
        builder.add_chains();
    }
    builder.finish()
}
