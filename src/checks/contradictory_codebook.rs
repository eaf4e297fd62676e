//! `contradictory-codebook`: rules that cannot hold together whatever the figures.

use rustc_hash::FxHashSet;

use crate::findings::Finding;
use crate::text::Severity;

use super::Context;
use super::rule_system::{RuleSystem, Source, holds_at_zero, listed};

/// The most contradictions told of rules that hang together.
const MOST: usize = 20;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let rules = &context.dossier().codebook.rules;
    // Where nothing is counted at all, most rules hold, and every tree does.
    let suspects: FxHashSet<usize> = (0..rules.len())
        .filter(|&at| !holds_at_zero(&rules[at]))
        .collect();
    if suspects.is_empty() {
        return;
    }
    let system = RuleSystem::of(context);
    for mut edits in system.components() {
        let suspect = |&at: &usize| match system.source(at) {
            Source::Rule(rule) => suspects.contains(&rule),
            _ => false,
        };
        // Several contradictions may hang together: each takes its rules away.
        for _ in 0..MOST {
            if !edits.iter().any(suspect) {
                break;
            }
            let Some(proof) = system.contradiction(&edits, None) else {
                break;
            };
            let proof = system.minimal(proof, None);
            let broken = system.rules_of(&proof.edits);
            let (Some(&first), others) = (broken.first(), broken.get(1..).unwrap_or_default())
            else {
                break;
            };
            let names: Vec<&str> = broken.iter().map(|&at| rules[at].id.as_str()).collect();
            let message = match names.as_slice() {
                [one] => format!("rule `{one}` cannot hold, whatever the figures"),
                many => format!(
                    "rules {} cannot hold together, whatever the figures",
                    listed(many)
                ),
            };
            let mut finding = Finding::new(
                "contradictory-codebook",
                Severity::Error,
                rules[first].assert.span,
                message,
            );
            finding.locations[0].label = format!("rule `{}`", rules[first].id);
            finding.subject = names.join(", ");
            let texts: Vec<&str> = broken.iter().map(|&at| &*rules[at].assert.value).collect();
            finding.concise = texts.join("; ");
            finding = system.point_to(&proof, others, finding);
            finding.notes = system.sum_notes(&proof);
            finding.notes.extend(system.elsewhere_notes(&proof));
            finding.help.push(
                match others {
                    [] => "correct the rule, or leave it out",
                    _ => "correct the rule that is not meant so, or leave it out",
                }
                .to_owned(),
            );
            findings.push(finding);
            edits.retain(|&at| match system.source(at) {
                Source::Rule(rule) => !broken.contains(&rule),
                _ => true,
            });
        }
    }
}
