//! What is said where readings do not help: that none of them reconciles the figures,
//! or that a limit kept them from being tried.

use std::collections::BTreeSet;

use crate::findings::{Finding, Location, Role};
use crate::text::Severity;

use super::search::Cluster;
use super::trial::{Pair, Trials, pairs};

/// A contradiction that stands under every reading of a claim.
#[derive(Debug)]
pub(super) struct Standing {
    pairs: BTreeSet<Pair>,
    note: String,
}

/// What contradicts the claims of a set under each of their readings.
pub(super) fn standing(trials: &Trials, cluster: &Cluster) -> Option<Standing> {
    let reconciled = cluster.agreed().filter(|_| cluster.opposed().is_some());
    let at = reconciled.unwrap_or(cluster.taken());
    let mut remains: BTreeSet<Pair> = at.trial.pairs.clone();
    remains.retain(|pair| concerns(trials, cluster, pair));
    if remains.is_empty() {
        return None;
    }
    let names: Vec<String> = (cluster.units.iter())
        .map(|&unit| {
            let claim = trials.dossier.claim(trials.units[unit].claim());
            let printed = claim.value.as_ref().map(|value| value.printed.to_string());
            format!("{} ({})", printed.unwrap_or_default(), claim.id)
        })
        .collect();
    let tried = match (cluster.tried.len(), cluster.possible) {
        (tried, possible) if tried == possible => format!("none of the {tried}"),
        (tried, possible) => format!("none of the {tried} tried of {possible}"),
    };
    let kind = match names.len() {
        1 => "readings",
        _ => "combinations of readings",
    };
    let mut note = format!(
        "{tried} {kind} that the wording of {} allows makes these figures agree",
        listed(&names)
    );
    let others = cluster.tried.iter().map(|tried| tried.remains.len());
    if reconciled.is_none() && others.max() > Some(at.remains.len()) {
        note.push_str("; they are read as leaves the fewest contradictions");
    }
    Some(Standing {
        pairs: remains,
        note,
    })
}

/// Whether one of the two claims is in a set, or a part of one that is.
fn concerns(trials: &Trials, cluster: &Cluster, pair: &Pair) -> bool {
    cluster.units.iter().any(|&unit| {
        let mut members = trials.units[unit].members.iter();
        members.any(|&member| {
            let id = &*trials.dossier.claim(member).id;
            id == pair.0 || id == pair.1
        })
    })
}

/// Says on a finding that readings do not help.
pub(super) fn note_standing(standing: &[Standing], finding: &mut Finding) {
    if finding.severity == Severity::Note {
        return;
    }
    let notes = standing.iter().filter(|standing| {
        let mut pairs = pairs(finding);
        pairs.any(|pair| standing.pairs.contains(&pair))
    });
    let notes: Vec<String> = notes.map(|standing| standing.note.clone()).collect();
    finding.notes.extend(notes);
}

/// That the readings of some claims were not tried.
pub(super) fn untried(trials: &Trials, units: &[usize]) -> Finding {
    let claims = units
        .iter()
        .map(|&unit| trials.dossier.claim(trials.units[unit].claim()));
    let mut spans = claims.map(|claim| claim.place.value);
    let first = spans.next().expect("only called for some claims");
    let count = units.len();
    let mut finding = Finding::new(
        "not-applied",
        Severity::Note,
        first,
        match count {
            1 => "not all readings of a claim were tried: the limit was reached".to_owned(),
            count => {
                format!("not all readings of {count} claims were tried: the limit was reached")
            }
        },
    );
    finding.locations.extend(spans.map(|span| Location {
        role: Role::Related,
        span,
        label: "and here".to_owned(),
    }));
    finding.help.push(
        "they are taken as the first reading says; settle some of them with `where`".to_owned(),
    );
    finding
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
