//! Measured cells with open ends, mixed with counts: brute force cannot try fractions,
//! so each verdict is checked by a witness or a proof that is found another way. The
//! whole system goes to the simplex without propagation or reduction; its solution is
//! put into every claim and edit, its proof is added up.

use num_rational::BigRational;

use super::branch::{MOST_WORK, Proof};
use super::certificate::Certificate;
use super::components::Components;
use super::fraction::Field;
use super::load::{Loaded, load};
use super::local::Local;
use super::solve::{Verdict, solve};
use super::system::{CellIndex, ClaimIndex, EditIndex, System};
use super::testing::{Plan, Random};
use super::{Side, implied_cells};
use crate::quantity::{Bound, Exact};

fn holds(value: &Exact, low: Option<Bound>, high: Option<Bound>) -> bool {
    low.is_none_or(|low| *value > low.value || (*value == low.value && !low.open))
        && high.is_none_or(|high| *value < high.value || (*value == high.value && !high.open))
}

/// Whether the feasible state of a simplex satisfies every claim and edit.
fn is_solution(system: &System, local: &Local, loaded: &Loaded<BigRational>) -> bool {
    let epsilon = Exact::ratio(1, 1_000_000_007);
    let mut values = vec![Exact::ZERO; system.cells()];
    for (at, cell) in loaded.names.iter().enumerate() {
        let value = &loaded.simplex.value[at];
        let moved = &value.value.exact() + &(&value.epsilon.exact() * &epsilon);
        values[local.global_cell(*cell).0 as usize] = local.exact(*cell, &moved);
    }
    let cells = (loaded.names.iter()).all(|cell| {
        let at = local.global_cell(*cell);
        let value = &values[at.0 as usize];
        !(system.cell(at).nonnegative && value.is_negative())
    });
    let claims = local.claim_id.iter().all(|claim| {
        let claim = ClaimIndex(*claim);
        let value = &values[system.claim_cell(claim).0 as usize];
        let [low, high] = [Side::Low, Side::High].map(|side| system.claim_end(claim, side));
        holds(value, low, high)
    });
    let edits = local.edit_id.iter().all(|edit| {
        let edit = system.edit(EditIndex(*edit));
        let parts = edit
            .terms
            .iter()
            .map(|(cell, c)| &values[cell.0 as usize] * &Exact::from(*c));
        let sum = parts.fold(Exact::ZERO, |sum, part| &sum + &part);
        holds(&sum, edit.low, edit.high)
    });
    cells && claims && edits
}

/// The least and greatest value that the simplex on the whole finds.
fn straight_range(loaded: &Loaded<BigRational>, column: usize) -> [Option<(Exact, bool)>; 2] {
    [Side::Low, Side::High].map(|side| {
        let mut simplex = loaded.simplex.clone();
        let end = simplex.optimise(column as u32, side).unwrap()?;
        Some((end.value.exact(), !end.epsilon.is_zero()))
    })
}

#[test]
fn every_verdict_on_measured_cells_has_a_witness_or_a_proof() {
    let mut random = Random(0x1234_5678_9ABC_DEF1);
    let (mut consistent, mut broken, mut ranges) = (0, 0, 0);
    for round in 0..3_000 {
        let mut plan = Plan::random(&mut random);
        let all_measured = round % 2 == 0;
        for cell in &mut plan.measured {
            *cell = all_measured || random.chance(50);
        }
        plan.claim(&mut random, None, false);
        let system = plan.system();
        let components = Components::of(&system);
        let implied = implied_cells(&system, &components, |_| true);
        for outcome in solve(&system, 1) {
            let mut local = Local::default();
            local.load(&system, &components, outcome.component);
            let mut loaded = load::<BigRational>(&local, |_| true, |_| true, MOST_WORK).unwrap();
            let proof: Option<Proof<BigRational>> = loaded.decide().unwrap();
            match (&outcome.verdict, proof) {
                (Verdict::Consistent, None) => {
                    consistent += 1;
                    if !all_measured {
                        continue;
                    }
                    assert!(is_solution(&system, &local, &loaded), "{plan:?}");
                    for (column, cell) in loaded.names.iter().enumerate() {
                        let global: CellIndex = local.global_cell(*cell);
                        let found = implied.iter().find(|one| one.cell == global).unwrap();
                        assert!(found.exact, "{plan:?}");
                        let end = |bound: &Option<Bound>| {
                            let bound = bound.as_ref()?;
                            Some((
                                &bound.value * &Exact::from(local.quanta_of(*cell)),
                                bound.open,
                            ))
                        };
                        let ends = [end(&found.interval.low), end(&found.interval.high)];
                        assert_eq!(ends, straight_range(&loaded, column), "{plan:?} {found:?}");
                        ranges += 1;
                    }
                }
                (Verdict::Inconsistent(conflict), Some(proof)) => {
                    broken += 1;
                    assert!(Certificate::of(&local, &proof).verify(&system), "{plan:?}");
                    let shown = conflict.certificate.as_ref();
                    assert!(shown.is_some_and(|proof| proof.verify(&system)), "{plan:?}");
                    let chain = conflict.derivation.as_ref();
                    assert!(chain.is_none_or(|chain| chain.verify(&system)), "{plan:?}");
                }
                (verdict, _) => panic!("{verdict:?} {plan:?}"),
            }
        }
    }
    assert!(
        consistent > 500 && broken > 500 && ranges > 1_000,
        "{consistent} {broken} {ranges}"
    );
}
