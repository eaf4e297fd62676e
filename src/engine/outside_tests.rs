//! The engine against a solver of somebody else: `microlp`, a mixed-integer solver in
//! floating point. The systems are larger than brute force can take: tables with
//! margins, shares of a base, editions, hedged figures, overlaps, stocks and flows.
//! Numbers stay small and coefficients below 201, so that rounding cannot blur a
//! verdict; and where the solver names a solution of whole numbers, it is put in.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions};

use super::testing::{Plan, Random};
use super::{Verdict, solve};

/// What the other solver says: whether it is feasible, and its solution. None if it
/// gave up.
fn other_opinion(plan: &Plan) -> Option<Option<Vec<f64>>> {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let variables: Vec<microlp::Variable> = (0..plan.top.len())
        .map(|cell| {
            let least = if plan.negative[cell] { i32::MIN } else { 0 };
            if plan.measured[cell] {
                let least = if plan.negative[cell] {
                    f64::NEG_INFINITY
                } else {
                    0.0
                };
                problem.add_var(0.0, (least, f64::INFINITY))
            } else {
                problem.add_integer_var(0.0, (least, i32::MAX))
            }
        })
        .collect();
    let claims = plan.claims.iter();
    let claims = claims.map(|(cell, low, high, _)| (vec![(*cell, 1)], *low, *high));
    for (terms, low, high) in claims.chain(plan.edits.iter().cloned()) {
        let row: Vec<_> = (terms.iter())
            .map(|(cell, c)| (variables[*cell], *c as f64))
            .collect();
        for (half, operation) in [(low, ComparisonOp::Ge), (high, ComparisonOp::Le)] {
            if let Some((end, open)) = half {
                assert!(!open, "an open end needs exact arithmetic");
                problem.add_constraint(row.clone(), operation, end as f64 / 2.0);
            }
        }
    }
    // Counts without an upper end can keep it branching for ever.
    let mut options = SolveOptions::default();
    options.node_limit = Some(500);
    match problem.solve_with(options) {
        Ok(outcome) => {
            let solution = outcome.into_solution().ok()?;
            let values = variables.iter().map(|v| solution.var_value(*v)).collect();
            Some(Some(values))
        }
        Err(Error::Infeasible) => Some(None),
        Err(_) => None,
    }
}

/// Whether whole numbers near a solution satisfy everything, for counts only.
fn holds_exactly(plan: &Plan, solution: &[f64]) -> bool {
    let values: Vec<i64> = solution.iter().map(|value| value.round() as i64).collect();
    let claims = plan.claims.iter();
    let claims = claims.map(|(cell, low, high, _)| (vec![(*cell, 1)], *low, *high));
    let rows_hold = (claims.chain(plan.edits.iter().cloned())).all(|(terms, low, high)| {
        let sum: i64 = terms.iter().map(|(cell, c)| values[*cell] * c).sum();
        low.is_none_or(|(low, _)| 2 * sum >= low) && high.is_none_or(|(high, _)| 2 * sum <= high)
    });
    rows_hold && (0..values.len()).all(|cell| plan.negative[cell] || values[cell] >= 0)
}

#[derive(Debug, Default)]
struct Count {
    consistent: u32,
    broken: u32,
    undecided: u32,
    silent: u32,
    confirmed: u32,
    shapes: [[u32; 2]; 6],
}

fn compare(systems: u32, seed: u64) -> Count {
    let mut random = Random(seed);
    let mut count = Count::default();
    for at in 0..systems {
        let shape = at as usize % 6;
        let moved = if random.chance(65) {
            random.from(1, 3)
        } else {
            0
        };
        let plan = Plan::larger(&mut random, shape, moved);
        let outcomes = solve(&plan.system(), 1);
        let any = |wanted: fn(&Verdict) -> bool| outcomes.iter().any(|o| wanted(&o.verdict));
        let broken = any(|verdict| matches!(verdict, Verdict::Inconsistent(_)));
        if !broken && any(|verdict| matches!(verdict, Verdict::NotDecided(_))) {
            count.undecided += 1;
            continue;
        }
        let Some(opinion) = other_opinion(&plan) else {
            count.silent += 1;
            continue;
        };
        assert_eq!(broken, opinion.is_none(), "system {at}: {plan:?}");
        if let Some(solution) = opinion
            && !plan.measured.contains(&true)
        {
            assert!(holds_exactly(&plan, &solution), "system {at}: {plan:?}");
            count.confirmed += 1;
        }
        count.consistent += u32::from(!broken);
        count.broken += u32::from(broken);
        count.shapes[shape][usize::from(broken)] += 1;
    }
    count
}

fn judge(count: &Count, systems: u32) {
    // Both verdicts, in every shape; hardly ever none.
    assert!(
        count.shapes.iter().flatten().all(|n| *n > systems / 60),
        "{count:?}"
    );
    assert!(count.undecided + count.silent <= systems / 100, "{count:?}");
    assert!(count.confirmed > systems / 6, "{count:?}");
}

#[test]
fn agrees_with_another_solver() {
    let count = compare(2_040, 0x5DEE_CE66_D123_4567);
    judge(&count, 2_040);
}

#[test]
#[ignore = "takes half a minute"]
fn agrees_with_another_solver_on_twenty_thousand_systems() {
    let count = compare(20_400, 0x0BAD_5EED_0BAD_5EED);
    judge(&count, 20_400);
}
