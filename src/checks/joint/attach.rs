//! Repairs for what other checks found: a sum that fails, or two figures that disagree,
//! often stand in further relations that tell which figure could be wrong.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{ClaimId, SpeakerId};
use crate::findings::{Basis, Finding, Repair};
use crate::joint::{Case, Layer, Words};
use crate::text::Severity;

use super::super::Context;
use super::known;
use super::repairs::told;

/// Checks of figures that cannot meet, with the layers whose cases explain them.
const CHECKS: [(&str, &[Layer]); 12] = [
    ("parts-do-not-sum", INSIDE),
    ("parts-exceed-whole", INSIDE),
    ("parts-fall-short", INSIDE),
    ("part-exceeds-whole", INSIDE),
    ("share-mismatch", INSIDE),
    ("self-contradiction", INSIDE),
    ("rule-broken", EVERYWHERE),
    ("strained-wording", EVERYWHERE),
    ("sources-disagree", ACROSS),
    ("cumulative-decrease", ACROSS),
    ("unannounced-revision", ACROSS),
    ("scope-breach", ACROSS),
];
const INSIDE: &[Layer] = &[Layer::Source];
const ACROSS: &[Layer] = &[Layer::Publisher, Layer::All];
const EVERYWHERE: &[Layer] = &[Layer::Source, Layer::Publisher, Layer::All];

/// Adds repairs, and what would settle it, to findings that have a case.
pub(in crate::checks) fn attach(context: &Context<'_>, findings: &mut [Finding]) {
    if context.joint().cases.is_empty() {
        return;
    }
    let mut ids: FxHashMap<&str, ClaimId> = FxHashMap::default();
    for case in &context.joint().cases {
        for &claim in &case.world.claims {
            ids.insert(&context.claim(claim).id, claim);
        }
    }
    let replaced: FxHashSet<&str> = (known::replaced(context).into_iter())
        .map(|claim| &*context.claim(claim).id)
        .collect();
    let mut speakers: FxHashMap<&str, SpeakerId> = FxHashMap::default();
    for claim in &context.figures.dossier.claims {
        speakers.insert(&claim.id, claim.speaker);
    }
    for finding in findings {
        let layers = CHECKS.iter().find(|(check, _)| *check == finding.check);
        let Some((_, layers)) = layers else { continue };
        // What rounding explains is a note, and needs no repair.
        if !finding.repairs.is_empty() || finding.severity == Severity::Note {
            continue;
        }
        let claims: Vec<ClaimId> = (finding.claims.iter())
            .filter_map(|id| ids.get(id.as_str()).copied())
            .collect();
        let words = match finding.basis {
            Basis::Hard => Words::Hard,
            Basis::Plausible => Words::Plausible,
        };
        let case = layers.iter().find_map(|&layer| {
            let joint = context.joint();
            let of_first = |&claim: &ClaimId| joint.case_of(layer, words, claim);
            let case = claims.first().and_then(of_first)?;
            // A case of one figure alone tells of another contradiction.
            (case.numbers(&claims).len() > 1 || claims.len() == 1).then_some(case)
        });
        // What one speaker says elsewhere does not repair what another contradicts: a rule
        // may be broken by one alone, but two that disagree are two.
        let is_foreign = |id: &str| {
            let case = case.filter(|case| {
                case.layer == Layer::Publisher && finding.check == "sources-disagree"
            });
            let own = case.and_then(|case| case.world.claims.first());
            own.is_some_and(|own| speakers.get(id) != Some(&context.claim(*own).speaker))
        };
        // What repairs one of several contradictions would not repair the finding.
        let within = |(a, b): &(String, String)| {
            let in_case = |id: &String| {
                let claim = ids.get(id.as_str());
                match claim {
                    Some(claim) => case.is_some_and(|case| case.has(*claim)),
                    None => !replaced.contains(id.as_str()) && !is_foreign(id),
                }
            };
            in_case(a) && in_case(b)
        };
        if let Some(case) = case.filter(|_| finding.conflicts.iter().all(within)) {
            add(context, finding, case, &claims);
        }
    }
}

fn add(context: &Context<'_>, finding: &mut Finding, case: &Case, claims: &[ClaimId]) {
    let told = told(context, case, &case.numbers(claims));
    // Where other contradictions are tangled up with it, a cell with two values tells of
    // itself only.
    let own = |repair: &Repair| {
        let mut changes = repair.changes.iter();
        changes.all(|change| finding.claims.contains(&change.claim))
    };
    if finding.check == "self-contradiction" && !told.repairs.iter().all(own) {
        return;
    }
    finding.repairs = told.repairs;
    finding.settled_by = told.settled_by;
    finding.help.splice(0..0, told.help);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::lines;

    #[test]
    fn a_case_of_one_speaker_tells_nothing_of_what_another_says() {
        let found = lines(&[
            "a counted 2025-03-01 3,983",
            "c counted 2025-04-02 3,970",
            "b counted 2025-04-02 4,012",
        ]);
        let of = |check: &str| found.iter().find(|finding| finding.check == check);
        let disagree = of("sources-disagree");
        // 3,983 would be enough for the first speaker, and contradicts the second still.
        assert!(disagree.is_some_and(|finding| finding.repairs.is_empty()));
        let falls = of("cumulative-decrease");
        assert!(falls.is_some_and(|finding| !finding.repairs.is_empty()));
    }
}
