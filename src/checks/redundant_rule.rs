//! `redundant-rule`: a rule that follows from the other rules and the code trees.

use rustc_hash::FxHashSet;

use crate::dossier::{MissingPolicy, Rule};
use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::rule_system::{Proof, RuleSystem, Source, listed, opposites};

/// Rules that hang together are looked at up to so many of them, and up to so many
/// edits: each rule is a question about all of them.
const MOST_RULES: usize = 200;
const MOST_EDITS: usize = 2_000;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rules = &context.dossier().codebook.rules;
    if !context.redundant || rules.is_empty() {
        return;
    }
    let system = RuleSystem::of(context);
    for component in system.components() {
        let here = system.rules_of(&component);
        if here.len() > MOST_RULES || component.len() > MOST_EDITS {
            continue;
        }
        // From a contradiction everything follows.
        if system.contradiction(&component, None).is_some() {
            continue;
        }
        // Later rules first: of two that say the same, the earlier stays.
        let mut left_out: FxHashSet<usize> = FxHashSet::default();
        for &at in here.iter().rev() {
            let whole = system
                .edits_of(at)
                .iter()
                .all(|edit| component.contains(edit));
            if rules[at].missing != MissingPolicy::Skip || !whole {
                continue;
            }
            let others: Vec<usize> = component
                .iter()
                .copied()
                .filter(|&edit| match system.source(edit) {
                    Source::Rule(other) => {
                        other != at
                            && !left_out.contains(&other)
                            && rules[other].scope == rules[at].scope
                    }
                    _ => true,
                })
                .collect();
            if let Some(proofs) = follows(&system, at, &others) {
                left_out.insert(at);
                findings.push(describe(&system, rules, at, &proofs));
            }
        }
    }
}

/// Why every end of every edit of a rule follows from the others, if it does.
fn follows(system: &RuleSystem<'_>, rule: usize, others: &[usize]) -> Option<Vec<Proof>> {
    let mut proofs = Vec::new();
    for &edit in system.edits_of(rule) {
        for opposite in opposites(system.edit(edit)) {
            let proof = system.contradiction(others, Some(&opposite))?;
            proofs.push(system.minimal(proof, Some(&opposite)));
        }
    }
    (!proofs.is_empty()).then_some(proofs)
}

fn describe(system: &RuleSystem<'_>, rules: &[Rule], at: usize, proofs: &[Proof]) -> Finding {
    let rule = &rules[at];
    let edits: Vec<usize> = proofs
        .iter()
        .flat_map(|proof| proof.edits.clone())
        .collect();
    let from = system.rules_of(&edits);
    let names: Vec<&str> = from.iter().map(|&at| rules[at].id.as_str()).collect();
    let by_tree = edits
        .iter()
        .any(|&edit| matches!(system.source(edit), Source::Tree { .. }));
    let reason = match (names.as_slice(), by_tree) {
        ([], true) => "from the codes alone".to_owned(),
        ([], false) => "from what its figures are: it holds whatever they say".to_owned(),
        ([one], false) => format!("from rule `{one}`"),
        ([one], true) => format!("from rule `{one}` and the codes"),
        (many, false) => format!("from rules {}", listed(many)),
        (many, true) => format!("from rules {} and the codes", listed(many)),
    };
    let message = format!("rule `{}` follows {reason}", rule.id);
    let mut finding = Finding::new("redundant-rule", Severity::Note, rule.assert.span, message);
    finding.locations[0].label = "says nothing new".to_owned();
    finding.subject = format!("{} [{}]", rule.id, rule.assert.value);
    finding.concise = format!("{}: follows {reason}", rule.assert.value);
    let mut told: Vec<usize> = Vec::new();
    for proof in proofs {
        let new = system.rules_of(&proof.edits);
        let new: Vec<usize> = new
            .into_iter()
            .filter(|rule| !told.contains(rule))
            .collect();
        finding = system.point_to(proof, &new, finding);
        told.extend(new);
    }
    // The first end at the root; the others are of the same kind.
    finding.notes = system.sum_notes(&proofs[0]);
    finding.help.push(
        "leave it out, unless it is there for sources that state only its figures".to_owned(),
    );
    finding
}
