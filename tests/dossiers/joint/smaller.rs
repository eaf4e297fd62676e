//! Makes a dossier smaller as long as a complaint about it stays.

use super::plan::{Plan, Statement};
use super::truth::Kind;

/// The smallest plan found that `complains` too.
pub fn smallest(plan: &Plan, complains: &dyn Fn(&Plan) -> bool) -> Plan {
    let mut plan = plan.clone();
    loop {
        let smaller = candidates(&plan);
        let Some(next) = smaller.into_iter().find(|plan| complains(plan)) else {
            return plan;
        };
        plan = next;
    }
}

/// Plans with one thing less, large things first.
fn candidates(plan: &Plan) -> Vec<Plan> {
    let mut found = Vec::new();
    for source in 0..plan.sources.len() {
        let mut less = plan.clone();
        let figures = &plan.figures;
        (less.statements).retain(|statement| figures[statement.figure].source != source);
        if less.statements.len() < plan.statements.len() {
            found.push(less);
        }
    }
    for at in 0..plan.rules.len() {
        let mut less = plan.clone();
        less.rules.remove(at);
        found.push(less);
    }
    for at in 0..plan.statements.len() {
        let mut less = plan.clone();
        less.statements.remove(at);
        found.push(less);
        for smaller in inside(&plan.statements[at]) {
            let mut less = plan.clone();
            less.statements[at] = smaller;
            found.push(less);
        }
    }
    found
}

fn inside(statement: &Statement) -> Vec<Statement> {
    let mut found = Vec::new();
    for (at, breakdown) in statement.breakdowns.iter().enumerate() {
        let mut less = statement.clone();
        less.breakdowns.remove(at);
        found.push(less);
        for (part, own) in breakdown.parts.iter().enumerate() {
            let loose = matches!(breakdown.kind, Some(Kind::Subsets | Kind::Disjoint));
            if loose && breakdown.parts.len() > 1 {
                let mut less = statement.clone();
                less.breakdowns[at].parts.remove(part);
                found.push(less);
            }
            for smaller in inside(own) {
                let mut less = statement.clone();
                less.breakdowns[at].parts[part] = smaller;
                found.push(less);
            }
        }
    }
    found
}
