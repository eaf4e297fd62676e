//! The engine against brute force on random systems: verdicts, conflicts, repairs,
//! implied intervals, proofs, and independence of order and threads.

use proptest::prelude::*;

use super::testing::{Plan, Random};
use super::*;
use crate::quantity::{Exact, Interval};

/// What the components of a system say together.
struct Whole {
    outcomes: Vec<ComponentOutcome>,
}

impl Whole {
    fn of(system: &System) -> Whole {
        Whole {
            outcomes: solve(system, 1),
        }
    }

    fn consistent(&self) -> bool {
        let verdict = |o: &ComponentOutcome| o.verdict == Verdict::Consistent;
        self.outcomes.iter().all(verdict)
    }

    fn decided(&self) -> bool {
        let open = |o: &ComponentOutcome| matches!(o.verdict, Verdict::NotDecided(_));
        !self.outcomes.iter().any(open)
    }

    fn broken(&self) -> impl Iterator<Item = (&Conflict, &Localisation)> {
        self.outcomes
            .iter()
            .filter_map(|outcome| match &outcome.verdict {
                Verdict::Inconsistent(conflict) => {
                    Some((&**conflict, outcome.localisation.as_deref().unwrap()))
                }
                _ => None,
            })
    }

    /// The repairs of the whole system: one of each broken component.
    fn repairs(&self) -> Vec<u32> {
        let mut whole = vec![0u32];
        for (_, localisation) in self.broken() {
            let bits = |repair: &Repair| repair.claims.iter().fold(0, |b, c| b | 1u32 << c.0);
            whole = (whole.iter())
                .flat_map(|a| localisation.repairs.iter().map(move |r| a | bits(r)))
                .collect();
        }
        whole.sort_unstable();
        whole
    }
}

fn whole_ends(interval: &Interval) -> Option<(i64, i64)> {
    let end = |bound: &Option<crate::quantity::Bound>| {
        let bound = bound.as_ref()?;
        assert!(!bound.open);
        bound.value.to_i64()
    };
    Some((end(&interval.low)?, end(&interval.high)?))
}

/// Compares everything the engine says of a plan with brute force.
fn compare(plan: &Plan) -> bool {
    let system = plan.system();
    let brute = plan.brute();
    let whole = Whole::of(&system);
    assert!(whole.decided(), "{plan:?}");
    let all = (1u32 << plan.claims.len()) - 1;
    assert_eq!(whole.consistent(), brute.feasible(all), "{plan:?}");
    for (conflict, localisation) in whole.broken() {
        let claims = conflict.claims.iter().fold(0, |bits, c| bits | 1u32 << c.0);
        assert!(!brute.feasible(claims), "{plan:?} {conflict:?}");
        assert!(conflict.minimal);
        for claim in &conflict.claims {
            // The edits alone may fail in another component: look at this one only.
            let rest = claims & !(1 << claim.0);
            let other_failure = !brute.feasible(0);
            assert!(
                brute.feasible(rest) || other_failure,
                "{plan:?} {conflict:?}"
            );
        }
        let certificate = conflict.certificate.as_ref();
        let derivation = conflict.derivation.as_ref();
        assert!(certificate.is_some() || derivation.is_some());
        assert!(
            certificate.is_none_or(|proof| proof.verify(&system)),
            "{plan:?}"
        );
        assert!(
            derivation.is_none_or(|chain| chain.verify(&system)),
            "{plan:?}"
        );
        assert!(localisation.complete);
        assert_eq!(localisation.repairs.is_empty(), conflict.claims.is_empty());
    }
    if brute.feasible(0) {
        let mut expected = brute.repairs();
        expected.sort_unstable();
        assert_eq!(whole.repairs(), expected, "{plan:?}");
        compare_ranges(plan, &system, &whole, &brute, all);
        if let (Some(planted), false) = (plan.planted, whole.consistent()) {
            assert!(expected.contains(&(1 << planted)), "{plan:?}");
        }
    }
    whole.consistent()
}

fn compare_ranges(
    plan: &Plan,
    system: &System,
    whole: &Whole,
    brute: &super::testing::Brute,
    all: u32,
) {
    if whole.consistent() {
        let components = Components::of(system);
        let found = implied_cells(system, &components, |_| true);
        assert_eq!(found.len(), system.cells());
        for one in found {
            let range = brute.range(all, one.cell.0 as usize);
            assert_eq!(whole_ends(&one.interval), range, "{plan:?} {one:?}");
        }
        return;
    }
    let broken: Vec<_> = whole.broken().collect();
    let [(_, localisation)] = broken[..] else {
        return;
    };
    for repair in &localisation.repairs {
        let set = repair.claims.iter().fold(0, |bits, c| bits | 1u32 << c.0);
        for (claim, implied) in repair.claims.iter().zip(&repair.implied) {
            let cell = system.claim_cell(*claim).0 as usize;
            let range = brute.range(all & !set, cell);
            assert_eq!(whole_ends(implied), range, "{plan:?} {repair:?}");
        }
    }
}

#[test]
fn agrees_with_brute_force_on_twenty_thousand_systems() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut consistent, mut broken, mut planted) = (0, 0, 0);
    for _ in 0..20_000 {
        let mut plan = Plan::random(&mut random);
        let truth = plan.some_truth(&mut random);
        let from_truth = truth.is_some() && random.chance(60);
        let plant = from_truth && random.chance(70);
        plan.claim(&mut random, truth.filter(|_| from_truth), plant);
        let holds = compare(&plan);
        assert!(
            holds || plan.truth.is_none() || plant,
            "a true world failed: {plan:?}"
        );
        consistent += usize::from(holds);
        broken += usize::from(!holds);
        planted += usize::from(!holds && plant);
    }
    assert!(consistent > 4_000 && broken > 4_000 && planted > 1_000);
}

pub(super) fn shuffled(random: &mut Random, length: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    for at in (1..length).rev() {
        order.swap(at, random.below(at as u64 + 1) as usize);
    }
    order
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_changes_neither_verdict_nor_repairs(seed in 1u64..u64::MAX) {
        let mut random = Random(seed);
        let mut plan = Plan::random(&mut random);
        plan.claim(&mut random, None, false);
        let orders = [plan.top.len(), plan.claims.len(), plan.edits.len()]
            .map(|length| shuffled(&mut random, length));
        let moved = plan.build(&orders[0], &orders[1], &orders[2]);
        let (one, other) = (Whole::of(&plan.system()), Whole::of(&moved));
        prop_assert_eq!(one.consistent(), other.consistent());
        let back = |bits: &u32| {
            let set = (0..plan.claims.len()).filter(|at| bits >> at & 1 == 1);
            set.fold(0u32, |sum, at| sum | 1 << orders[1][at])
        };
        let mut repairs: Vec<u32> = other.repairs().iter().map(back).collect();
        repairs.sort_unstable();
        prop_assert_eq!(one.repairs(), repairs);
    }

    #[test]
    fn any_random_system_agrees_with_brute_force(seed in 1u64..u64::MAX) {
        let mut random = Random(seed);
        let mut plan = Plan::random(&mut random);
        plan.claim(&mut random, None, false);
        compare(&plan);
    }
}

#[test]
fn threads_change_nothing() {
    // Many components side by side.
    let mut random = Random(99);
    let mut system = System::new();
    for _ in 0..1_500 {
        let parts: Vec<CellIndex> = (0..3).map(|_| system.add_cell(CellVar::COUNT)).collect();
        system.add_edit(&Edit::sum(parts[0], &parts[1..]));
        for &cell in &parts {
            system.add_claim(&Assertion {
                cell,
                bounds: Interval::point(Exact::from(random.from(0, 3))),
                weight: 1,
            });
        }
    }
    let one = solve(&system, 1);
    assert_eq!(one.len(), 1_500);
    assert!(
        one.iter()
            .any(|outcome| outcome.verdict == Verdict::Consistent)
    );
    assert!(
        one.iter()
            .any(|outcome| outcome.verdict != Verdict::Consistent)
    );
    for threads in [0, 2, 3] {
        assert_eq!(solve(&system, threads), one);
    }
}

#[test]
fn claims_left_out_uncover_the_next_conflict() {
    // 10 = 4 + 5 and 10 = 3 + 6 fail apart; 7 <= 4 fails besides.
    let mut system = System::new();
    let cell = |system: &mut System, values: &[i64]| {
        let cell = system.add_cell(CellVar::COUNT);
        let claims: Vec<ClaimIndex> = (values.iter())
            .map(|value| {
                system.add_claim(&Assertion {
                    cell,
                    bounds: Interval::point(Exact::from(*value)),
                    weight: 1,
                })
            })
            .collect();
        (cell, claims)
    };
    let (whole, whole_claims) = cell(&mut system, &[10]);
    let parts: Vec<_> = [4, 5, 3, 6].map(|v| cell(&mut system, &[v])).into();
    system.add_edit(&Edit::sum(whole, &[parts[0].0, parts[1].0]));
    system.add_edit(&Edit::sum(whole, &[parts[2].0, parts[3].0]));
    let (other, _) = cell(&mut system, &[7, 4]);
    let components = Components::of(&system);
    let component = components.of_cell(whole);

    let all = decide_without(&system, &components, component, &[]);
    assert_eq!(all, solve(&system, 1)[component as usize]);
    let Verdict::Inconsistent(first) = &all.verdict else {
        panic!("{all:?}");
    };
    assert_eq!(first.claims.len(), 3);
    let repair = &all.localisation.as_ref().unwrap().repairs;
    assert_eq!(repair.len(), 1);
    assert_eq!(repair[0].claims, whole_claims);

    // Without a part of the first sum the second one is left.
    let left = decide_without(&system, &components, component, &parts[0].1);
    let Verdict::Inconsistent(second) = &left.verdict else {
        panic!("{left:?}");
    };
    let expected = [&whole_claims, &parts[2].1, &parts[3].1].map(|claims| claims[0]);
    assert_eq!(second.claims, expected);
    assert!(second.certificate.as_ref().unwrap().verify(&system));
    assert_eq!(left.localisation.unwrap().repairs.len(), 3);

    let none = decide_without(&system, &components, component, &whole_claims);
    assert_eq!(none.verdict, Verdict::Consistent);
    assert_eq!(none.localisation, None);
    // A claim of another component changes nothing.
    let elsewhere = decide_without(
        &system,
        &components,
        components.of_cell(other),
        &whole_claims,
    );
    assert!(matches!(elsewhere.verdict, Verdict::Inconsistent(_)));
}
