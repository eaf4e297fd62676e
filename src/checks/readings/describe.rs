//! `depends-on-reading`: the reading under which the figures agree, the one under
//! which they do not, and the figures of both.

use std::rc::Rc;

use crate::checks::context::Context;
use crate::checks::{Asked, across, judge, rule_broken};
use crate::dossier::{ClaimId, Dossier};
use crate::figures::Figures;
use crate::findings::{Conflict, Finding, Location, Reading, Role, TakenAs};
use crate::text::Severity;

use super::beside;
use super::search::{Cluster, Combination};
use super::tell::listed;
use super::trial::{Trial, Trials, pairs};

/// So many places a finding points to.
const PLACES: usize = 8;

/// The finding on a set of claims of a dossier; `choice` is how the audit goes on.
pub(super) fn finding(
    trials: &mut Trials,
    cluster: &Cluster,
    agreed: &Combination,
    opposed: &Combination,
    choice: &[usize],
    dossier: &Dossier,
) -> Finding {
    let mut readings: Vec<Reading> = (cluster.tried.iter())
        .map(|tried| reading(trials, cluster, tried, choice))
        .collect();
    // The two that are told stand first.
    let place = |wanted: &Combination| {
        let mut tried = cluster.tried.iter();
        tried.position(|tried| std::ptr::eq(tried, wanted))
    };
    let order = |at: usize| match at {
        at if Some(at) == place(agreed) => 0,
        at if Some(at) == place(opposed) => 1,
        at => at + 2,
    };
    let mut numbered: Vec<(usize, Reading)> = readings.drain(..).enumerate().collect();
    numbered.sort_by_key(|&(at, _)| order(at));
    let mut readings: Vec<Reading> = numbered.into_iter().map(|(_, reading)| reading).collect();

    trials.take(choice);
    let figures = Figures::of(&trials.dossier);
    let (judged, rules) = (judge::relations(&figures), rule_broken::judge(&figures));
    let context = Context::new(&figures, &judged, &rules, Asked::default());
    readings[0].figures = beside::rows(&context, trials, cluster);
    describe(&context, trials, cluster, opposed, readings, dossier)
}

/// A combination, with what contradicts itself under it.
fn reading(
    trials: &mut Trials,
    cluster: &Cluster,
    tried: &Combination,
    choice: &[usize],
) -> Reading {
    let trial = beside_others(trials, cluster, tried, choice);
    trials.take(&tried.choice);
    let figures = &trials.dossier.codebook;
    let taken = cluster.units.iter().map(|&unit| {
        let claim = trials.dossier.claim(trials.units[unit].claim());
        let codes: Vec<(String, String)> = (claim.codes.iter())
            .map(|&(dimension, code)| {
                (
                    figures.dimension(dimension).id.clone(),
                    figures.code(dimension, code).id.clone(),
                )
            })
            .collect();
        TakenAs {
            claim: claim.id.to_string(),
            cell: cell_name(&figures.measure(claim.measure).id, &codes),
            codes,
        }
    });
    let taken = taken.collect();
    let conflicts = (trial.findings.iter())
        .filter(|finding| pairs(finding).any(|pair| tried.remains.contains(&pair)))
        .map(|finding| Conflict {
            check: finding.check,
            // Where there is neither a sum nor a table, the line names the figures.
            message: match finding.worksheet.is_none() && finding.figures.is_empty() {
                true => finding.concise.clone(),
                false => finding.message.clone(),
            },
            worksheet: finding.worksheet.clone(),
            figures: finding.figures.clone(),
        });
    Reading {
        taken,
        agrees: tried.remains.is_empty(),
        conflicts: conflicts.collect(),
        figures: Vec::new(),
    }
}

/// What a combination gives if all other claims are read as the audit goes on with
/// them; where that shows nothing of it, what it gave when it was tried.
fn beside_others(
    trials: &mut Trials,
    cluster: &Cluster,
    tried: &Combination,
    choice: &[usize],
) -> Rc<Trial> {
    let mut choice = choice.to_vec();
    for &unit in &cluster.units {
        choice[unit] = tried.choice[unit];
    }
    let concerns = |trial: &Trial| tried.remains.iter().any(|pair| trial.pairs.contains(pair));
    let again = trials.run(&choice).filter(|trial| concerns(trial));
    again.unwrap_or_else(|| Rc::clone(&tried.trial))
}

/// A cell in the notation of rules.
fn cell_name(measure: &str, codes: &[(String, String)]) -> String {
    if codes.is_empty() {
        return measure.to_owned();
    }
    let pairs: Vec<String> = (codes.iter())
        .map(|(dimension, code)| format!("{dimension}={code}"))
        .collect();
    format!("{measure}[{}]", pairs.join(", "))
}

fn describe(
    context: &Context<'_>,
    trials: &Trials,
    cluster: &Cluster,
    opposed: &Combination,
    readings: Vec<Reading>,
    dossier: &Dossier,
) -> Finding {
    let claims: Vec<ClaimId> = (cluster.units.iter())
        .map(|&unit| trials.units[unit].claim())
        .collect();
    let named: Vec<String> = (claims.iter())
        .map(|&id| {
            let claim = context.claim(id);
            let source = &context.dossier().source(claim.source).id;
            format!("{} ({source})", context.printed(claim))
        })
        .collect();
    let (fit, count) = match named.len() {
        1 => ("fits", "it counts"),
        _ => ("fit", "they count"),
    };
    let good = listed_cells(&readings, true);
    let bad = listed_cells(&readings, false);
    let message = format!(
        "{} {fit} the other figures if {count} {good}, not if {count} {bad}",
        listed(&named)
    );
    let conflicting = readings[1].conflicts.len();
    let labels = claims.iter().zip(&readings[0].taken);
    let labelled: Vec<(ClaimId, String)> = labels
        .map(|(&id, taken)| (id, format!("agrees as {}", taken.cell)))
        .collect();
    let mut finding =
        context.finding_on_claims("depends-on-reading", Severity::Note, &labelled, message);
    finding.concise = format!(
        "{}: {good} agrees, {bad} does not ({conflicting} contradiction{})",
        listed(&named),
        if conflicting == 1 { "" } else { "s" }
    );
    finding.subject = readings[0].cells().join(" and ");
    finding.conflicts = opposed.remains.iter().cloned().collect();
    point_to_conflicts(context, &mut finding, opposed);
    finding
        .notes
        .extend(beside::belonging(context, trials, cluster, opposed));
    finding
        .notes
        .extend(beside::comparison(context, trials, cluster, dossier));
    let points = beside::points(context, trials, cluster);
    across::note_inferred(context, &mut finding, &points);
    if cluster.possible > cluster.tried.len() {
        finding.notes.push(format!(
            "{} of {} combinations of readings were tried, first those of the claims that most depends on",
            cluster.tried.len(),
            cluster.possible
        ));
    }
    finding.help.push(format!(
        "the audit goes on with {}; all other findings rest on that",
        readings[0].cells().join(" and ")
    ));
    finding.help.push(
        "look around the quotation for what is counted, or ask who printed it; then write it as `where` and leave `readings` out"
            .to_owned(),
    );
    finding.readings = readings;
    finding
}

/// The readings that agree, or those that do not: "a", "a or b", "a, b or 3 others".
fn listed_cells(readings: &[Reading], agrees: bool) -> String {
    // Of several claims each reading is long enough by itself.
    let several = readings.iter().any(|reading| reading.taken.len() > 1);
    let named: usize = if several { 1 } else { 3 };
    let cells: Vec<String> = (readings.iter())
        .filter(|reading| reading.agrees == agrees)
        .map(|reading| reading.cells().join(" and "))
        .collect();
    match &cells[..] {
        [] => String::new(),
        [one] => one.clone(),
        cells if cells.len() <= named => {
            let (last, first) = cells.split_last().expect("there are some");
            format!("{} or {last}", first.join(", "))
        }
        [first, _] if several => format!("{first} or in one other way"),
        [first, rest @ ..] if several => format!("{first} or in {} other ways", rest.len()),
        cells => format!(
            "{} or {} other readings",
            cells[..named - 1].join(", "),
            cells.len() + 1 - named
        ),
    }
}

/// Adds the claims that contradict under the other reading, and where they stand.
fn point_to_conflicts(context: &Context<'_>, finding: &mut Finding, opposed: &Combination) {
    let claims = &context.dossier().claims;
    let concerned = claims.iter().enumerate().filter(|(_, claim)| {
        let id = &*claim.id;
        let mut pairs = opposed.remains.iter();
        pairs.any(|(a, b)| a == id || b == id)
    });
    for (at, claim) in concerned {
        let id = claim.id.to_string();
        let point = context.figures.point_of_claim[at];
        if let Some(point) = point {
            let interval = context.hard(point).clone();
            finding.stated.push((id.clone(), interval));
        }
        if finding.claims.contains(&id) {
            continue;
        }
        finding.claims.push(id);
        let source = context.dossier().source(claim.source).id.clone();
        if !finding.sources.contains(&source) {
            finding.sources.push(source);
        }
        if finding.locations.len() < PLACES {
            finding.locations.push(Location {
                role: Role::Related,
                span: claim.place.value,
                label: point.map_or_else(String::new, |point| across::when(context, point)),
            });
        }
    }
}
