//! What must hold in every generated world: tables, shares, editions, overlaps, stocks
//! and flows, larger than brute force can take. Seeded, so that a failure comes back.

use num_rational::BigRational;

use super::branch::MOST_WORK;
use super::conclusive::conclusive;
use super::load::load;
use super::local::Local;
use super::oracle::Oracle;
use super::propagate::{Outcome, cap};
use super::testing::{Plan, Random};
use super::tests::shuffled;
use super::*;

/// Calls for so many worlds, all shapes in turn, each with so many figures moved.
fn worlds(count: usize, seed: u64, moved: i64, mut call: impl FnMut(&Plan, &mut Random)) {
    let mut random = Random(seed);
    for at in 0..count {
        let plan = Plan::larger(&mut random, at % 6, moved);
        call(&plan, &mut random);
    }
}

/// The conflicts that were found, each with what could be wrong.
fn broken(outcomes: &[ComponentOutcome]) -> Vec<(u32, &Conflict, &Localisation)> {
    (outcomes.iter())
        .filter_map(|outcome| match &outcome.verdict {
            Verdict::Inconsistent(conflict) => {
                let localisation = outcome.localisation.as_deref().unwrap();
                Some((outcome.component, &**conflict, localisation))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn a_true_world_never_yields_a_conflict() {
    worlds(1_500, 11, 0, |plan, _| {
        for outcome in solve(&plan.system(), 1) {
            assert_eq!(outcome.verdict, Verdict::Consistent, "{plan:?}");
        }
    });
}

#[test]
fn every_proof_adds_up_and_every_conflict_is_minimal() {
    let (mut seen, mut open) = (0, 0);
    worlds(900, 12, 2, |plan, _| {
        let system = plan.system();
        let components = Components::of(&system);
        for (component, conflict, _) in broken(&solve(&system, 1)) {
            seen += 1;
            let proof = conflict.certificate.as_ref();
            let chain = conflict.derivation.as_ref();
            assert!(proof.is_some() || chain.is_some(), "{plan:?}");
            assert!(proof.is_none_or(|proof| proof.verify(&system)), "{plan:?}");
            assert!(chain.is_none_or(|chain| chain.verify(&system)), "{plan:?}");
            if !conflict.minimal {
                // Counts without an upper end beside measured cells: too many cases.
                let counts = plan.measured.contains(&false);
                assert!(counts && plan.measured.contains(&true), "{plan:?}");
                open += 1;
                continue;
            }
            // The claims of the conflict fail alone, and no longer without any of them.
            let others: Vec<ClaimIndex> = (0..system.claims() as u32)
                .map(ClaimIndex)
                .filter(|claim| !conflict.claims.contains(claim))
                .collect();
            let alone = decide_without(&system, &components, component, &others);
            assert!(
                matches!(alone.verdict, Verdict::Inconsistent(_)),
                "{plan:?}"
            );
            for claim in &conflict.claims {
                let without = [&others[..], &[*claim]].concat();
                let rest = decide_without(&system, &components, component, &without);
                assert_eq!(rest.verdict, Verdict::Consistent, "{plan:?}");
            }
        }
    });
    assert!(seen > 400 && open < 5, "{seen} {open}");
}

#[test]
fn every_repair_restores_and_no_part_of_it_does() {
    let (mut repairs, mut pairs) = (0, 0);
    worlds(450, 13, 2, |plan, _| {
        let system = plan.system();
        let components = Components::of(&system);
        for (component, _, localisation) in broken(&solve(&system, 1)) {
            assert!(localisation.complete, "{plan:?}");
            assert!(!localisation.repairs.is_empty(), "{plan:?}");
            for repair in &localisation.repairs {
                repairs += 1;
                pairs += usize::from(repair.claims.len() > 1);
                let after = decide_without(&system, &components, component, &repair.claims);
                assert_eq!(after.verdict, Verdict::Consistent, "{plan:?} {repair:?}");
                for kept in 0..repair.claims.len() {
                    let mut part = repair.claims.clone();
                    part.remove(kept);
                    let rest = decide_without(&system, &components, component, &part);
                    let fails = matches!(rest.verdict, Verdict::Inconsistent(_));
                    assert!(fails, "{plan:?} {repair:?}");
                }
            }
        }
    });
    assert!(repairs > 400 && pairs > 50, "{repairs} {pairs}");
}

#[test]
fn a_planted_slip_is_among_the_repairs() {
    let mut visible = 0;
    worlds(1_500, 14, 1, |plan, _| {
        let outcomes = solve(&plan.system(), 1);
        let found = broken(&outcomes);
        let Some(planted) = plan.planted else {
            assert!(found.is_empty());
            return;
        };
        let planted = ClaimIndex(planted as u32);
        assert!(found.len() <= 1, "{plan:?}");
        for (_, conflict, localisation) in found {
            visible += 1;
            assert!(conflict.claims.contains(&planted), "{plan:?}");
            let listed = |repair: &Repair| repair.claims == [planted];
            assert!(localisation.repairs.iter().any(listed), "{plan:?}");
        }
    });
    assert!(visible > 400, "{visible}");
}

/// The smallest repairs of each component that fails, named by claims as the plan
/// numbers them; `order[i]` is the plan's number of claim i.
fn named(outcomes: &[ComponentOutcome], order: &[usize]) -> Vec<Vec<Vec<usize>>> {
    let mut all: Vec<Vec<Vec<usize>>> = broken(outcomes)
        .iter()
        .map(|(_, _, localisation)| {
            let mut sets: Vec<Vec<usize>> = (localisation.repairs.iter())
                .map(|repair| {
                    let claims = repair.claims.iter();
                    let mut set: Vec<usize> = claims.map(|c| order[c.0 as usize]).collect();
                    set.sort_unstable();
                    set
                })
                .collect();
            sets.sort();
            sets
        })
        .collect();
    all.sort();
    all
}

#[test]
fn order_changes_nothing_in_larger_worlds() {
    worlds(600, 15, 2, |plan, random| {
        let orders = [plan.top.len(), plan.claims.len(), plan.edits.len()];
        let orders = orders.map(|length| shuffled(random, length));
        let straight: Vec<usize> = (0..plan.claims.len()).collect();
        let one = solve(&plan.system(), 1);
        let other = solve(&plan.build(&orders[0], &orders[1], &orders[2]), 1);
        assert_eq!(
            named(&one, &straight),
            named(&other, &orders[1]),
            "{plan:?}"
        );
    });
}

#[test]
fn threads_change_nothing_among_many_worlds() {
    // All worlds side by side in one system.
    let mut all = Plan::default();
    worlds(600, 16, 2, |plan, _| {
        let first = all.top.len();
        all.top.extend(&plan.top);
        all.negative.extend(&plan.negative);
        all.measured.extend(&plan.measured);
        let claims = plan.claims.iter().copied();
        all.claims
            .extend(claims.map(|(cell, low, high, weight)| (first + cell, low, high, weight)));
        for (terms, low, high) in &plan.edits {
            let terms = terms.iter().map(|(cell, c)| (first + cell, *c)).collect();
            all.edits.push((terms, *low, *high));
        }
    });
    let system = all.system();
    let one = solve(&system, 1);
    assert!(one.len() > 550 && broken(&one).len() > 180);
    for threads in [2, 3] {
        assert_eq!(solve(&system, threads), one);
    }
    let components = Components::of(&system);
    for component in (0..components.len() as u32).step_by(7) {
        let alone = decide_without(&system, &components, component, &[]);
        assert_eq!(alone, one[component as usize]);
    }
}

#[test]
fn the_quick_ways_say_what_the_simplex_says() {
    let (mut settled, mut clashed, mut open) = (0, 0, 0);
    worlds(1_500, 17, 1, |plan, _| {
        let system = plan.system();
        let components = Components::of(&system);
        let (mut local, mut oracle, mut sets) = (Local::default(), Oracle::default(), Vec::new());
        for component in 0..components.len() as u32 {
            local.load(&system, &components, component);
            oracle.index(&local);
            let keep = |_: u32| true;
            let ended = oracle.propagation.run(&local, keep, keep, cap(&local));
            let quick = match ended {
                Outcome::Capped => None,
                Outcome::Fixpoint => {
                    conclusive(&oracle.propagation, &local, &mut sets).then_some(true)
                }
                _ => Some(false),
            };
            let Some(quick) = quick else {
                open += 1;
                continue;
            };
            let mut loaded = load::<BigRational>(&local, keep, keep, MOST_WORK).unwrap();
            let proof = loaded.decide().unwrap();
            assert_eq!(quick, proof.is_none(), "{plan:?}");
            settled += usize::from(quick);
            clashed += usize::from(!quick);
        }
    });
    assert!(
        settled > 200 && clashed > 200 && open > 40,
        "{settled} {clashed} {open}"
    );
}
