//! Deciding layer after layer: what a lower layer localised is left out above it.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::ClaimId;
use crate::engine::{ClaimIndex, Components, verdicts};
use crate::figures::{Figures, PointId, RuleInstance};

use super::build::Builder;
use super::case::{Case, Undecided};
use super::layer::{Layer, Words};
use super::settled::Lots;
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
    /// Every place where a rule can run, and whether the rule holds there.
    pub rules: &'q [(&'q RuleInstance, bool)],
    /// For each relation of the figures whether it holds with the printed numbers.
    pub relations_hold: &'q [bool],
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
        joint.across(question, Words::Hard, &question.hard.across, &mut across);
        // What words usually mean adds something only where it is narrower.
        let narrower = |figure: &crate::figures::Figure| figure.usual.is_some();
        let plausible = question.plausible;
        if let Some(known) = plausible.filter(|_| question.figures.figures.iter().any(narrower)) {
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
        // What one source leaves open, all sources together leave open too.
        let inside = |layer: &Layer| *layer == Layer::Source;
        let own: FxHashSet<ClaimId> = (joint.undecided.iter())
            .filter(|undecided| inside(&undecided.layer))
            .flat_map(|undecided| undecided.claims.iter().copied())
            .collect();
        joint.undecided.retain(|undecided| {
            inside(&undecided.layer) || !undecided.claims.iter().any(|claim| own.contains(claim))
        });
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
    ) {
        let groups = &question.figures.groups;
        if groups.len() < 2 {
            return;
        }
        let mut speakers: Vec<u32> = groups.iter().map(|group| group.speaker.0).collect();
        speakers.sort_unstable();
        if speakers.windows(2).any(|pair| pair[0] == pair[1]) {
            let points = Lots::of(question, Layer::All, skip).with_border(question, Layer::All);
            let world = world(question, Layer::All, words, &points, skip);
            let components = Components::of(&world.system);
            let (failed, undecided) = failing(Layer::All, &world, &components);
            if failed.is_empty() {
                if words == Words::Hard {
                    self.undecided.extend(undecided);
                }
                return;
            }
            drop(world);
            self.decide(question, Layer::Publisher, words, known, skip);
        }
        self.decide(question, Layer::All, words, known, skip);
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
        let mut lots = Lots::of(question, layer, skip);
        loop {
            let points = lots.with_border(question, layer);
            let world = world(question, layer, words, &points, skip);
            let (cases, undecided) = judge(question.figures, (layer, words), &world, known);
            // A repair that changes a figure of the border could break what lies beyond.
            let figures = question.figures;
            let suspects = cases.iter().flat_map(Case::suspects);
            let points = suspects.filter_map(|claim| figures.point_of_claim[claim.index()]);
            if lots.open_more(points) {
                continue;
            }
            skip.extend(cases.iter().flat_map(Case::suspects));
            self.cases.extend(cases);
            if words == Words::Hard {
                self.undecided.extend(undecided);
            }
            return;
        }
    }
}

/// The components of a world that cannot hold, and what was not decided.
fn failing(layer: Layer, world: &World, components: &Components) -> (Vec<u32>, Vec<Undecided>) {
    let mut undecided = Vec::new();
    let mut failed: Vec<u32> = Vec::new();
    for (verdict, component) in verdicts(&world.system, components, 0).into_iter().zip(0..) {
        match verdict {
            Ok(true) => {}
            Ok(false) => failed.push(component),
            Err(limit) => {
                let claims = components.claims(component).iter();
                undecided.push(Undecided {
                    layer,
                    claims: claims.map(|&at| world.claims[at as usize]).collect(),
                    limit,
                });
            }
        }
    }
    (failed, undecided)
}

/// Decides a world: what cannot hold, and what was not decided.
fn judge(
    figures: &Figures<'_>,
    (layer, words): (Layer, Words),
    world: &World,
    known: &[Vec<ClaimId>],
) -> (Vec<Case>, Vec<Undecided>) {
    let components = Components::of(&world.system);
    let mut by_component: FxHashMap<u32, Vec<&Vec<ClaimId>>> = FxHashMap::default();
    let mut places: FxHashMap<ClaimId, u32> = FxHashMap::default();
    if !known.is_empty() {
        for (&claim, at) in world.claims.iter().zip(0..) {
            let cell = world.system.claim_cell(ClaimIndex(at));
            places.insert(claim, components.of_cell(cell));
        }
    }
    for set in known {
        if let Some(&component) = set.first().and_then(|claim| places.get(claim)) {
            by_component.entry(component).or_default().push(set);
        }
    }
    let (failed, mut undecided) = failing(layer, world, &components);
    let case = |component: u32| {
        let part = world.part(figures, &components, component);
        let known = by_component.get(&component);
        let known = known.map_or(&[][..], Vec::as_slice);
        Case::of(figures, (layer, words), part, known)
    };
    let cases: Vec<Case> = failed.into_par_iter().map(case).collect();
    // Where no finding can say that more was not looked for, it is left open.
    for case in cases.iter().filter(|case| case.conflicts.is_empty()) {
        undecided.extend(case.cut.map(|limit| Undecided {
            layer,
            claims: case.world.claims.clone(),
            limit,
        }));
    }
    (cases, undecided)
}

/// All that is known of the figures of a layer.
pub(super) fn world(
    question: &Question<'_, '_, '_>,
    layer: Layer,
    words: Words,
    points: &[PointId],
    skip: &FxHashSet<ClaimId>,
) -> World {
    let builder = Builder::new(question.figures, layer, words, points, skip);
    finished(question, builder, words, skip)
}

/// The world of a builder that holds its figures, and what is asked.
pub(super) fn finished(
    question: &Question<'_, '_, '_>,
    mut builder: Builder<'_, '_>,
    words: Words,
    skip: &FxHashSet<ClaimId>,
) -> World {
    builder.add_printed();
    builder.add_rules(question.rules);
    builder.add_percentages();
    builder.add_trees();
    builder.add_changes(words, skip);
    // How words are usually meant is compared at one moment only, as between two figures.
    if builder.layer != Layer::Source && words == Words::Hard {
        builder.add_chains();
    }
    builder.finish()
}
