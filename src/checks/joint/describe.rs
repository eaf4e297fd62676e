//! A joint contradiction as a finding: which figures, why they cannot all hold, what
//! would repair it and what would settle it.

use crate::dossier::ClaimId;
use crate::engine::Conflict;
use crate::findings::{Basis, Finding, Location, Role};
use crate::joint::{Because, Case, Words};
use crate::text::Severity;

use super::super::Context;
use super::names::Names;
use super::repairs::told;
use super::working::working;

/// The finding on one contradiction of a case. `message` is given the number of figures
/// in words.
pub(in crate::checks) fn finding(
    context: &Context<'_>,
    check: &'static str,
    severity: Severity,
    (case, conflict): (&Case, &Conflict),
    message: String,
) -> Finding {
    let names = Names::of(context, &case.world).reading(case.words);
    // By text, then by cell, which is the order of the case.
    let mut ordered = conflict.claims.clone();
    ordered.sort_by_key(|&at| {
        let claim = context.claim(case.world.claim(at));
        let source = &context.dossier().source(claim.source).id;
        (
            source.clone(),
            case.world.system.claim_cell(at),
            claim.id.clone(),
        )
    });
    let claims: Vec<ClaimId> = ordered.iter().map(|&at| case.world.claim(at)).collect();
    let labelled: Vec<(ClaimId, String)> = (claims.iter())
        .map(|&claim| (claim, label(context, &names, case, claim)))
        .collect();
    let mut finding = context.finding_on_claims(check, severity, &labelled, message);
    put_in(context, &names, case, conflict, &mut finding);
    finding.basis = match case.words {
        Words::Hard => Basis::Hard,
        Words::Plausible => Basis::Plausible,
    };
    finding.subject = subject(&names, conflict);
    let stated = |&claim: &ClaimId| Some((names.id(claim), names.interval(claim)?.clone()));
    finding.stated = claims.iter().filter_map(stated).collect();
    finding.first_against_others();
    finding.derivation = working(&names, &case.world.system, conflict).map(Box::new);
    finding.concise = concise(
        context,
        &names,
        case,
        &claims,
        finding.derivation.as_deref(),
    );
    let told = told(context, case, &conflict.claims);
    finding.repairs = told.repairs;
    finding.settled_by = told.settled_by;
    // A list of single repairs that names every figure says so already.
    let single = finding
        .repairs
        .iter()
        .filter(|repair| repair.changes.len() == 1);
    if conflict.minimal && claims.len() > 1 && single.count() < claims.len() {
        finding.notes.push(format!(
            "without any one of these {} figures there is no contradiction",
            claims.len()
        ));
    }
    let last = case.conflicts.last();
    if case.cut.is_some() && last.is_some_and(|last| std::ptr::eq(last, conflict)) {
        finding.notes.push(format!(
            "whether the {} figures that hang together here hold further contradictions was not found out: limit reached",
            case.world.claims.len()
        ));
    }
    finding.help.extend(told.help);
    finding
}

/// Figures that a rule multiplies by: shown too, though they are not doubted here.
fn put_in(
    context: &Context<'_>,
    names: &Names<'_, '_>,
    case: &Case,
    conflict: &Conflict,
    finding: &mut Finding,
) {
    let mut with: Vec<ClaimId> = (conflict.edits.iter())
        .flat_map(|&edit| match case.world.because(edit) {
            Because::Rule { with, .. } => with.as_slice(),
            _ => &[],
        })
        .copied()
        .collect();
    with.sort_unstable();
    with.dedup();
    with.sort_by_key(|&claim| names.id(claim));
    if with.is_empty() {
        return;
    }
    let mut told: Vec<String> = Vec::new();
    for claim in with {
        let own = context.claim(claim);
        told.push(format!("{} ({})", names.printed(claim), names.id(claim)));
        finding.locations.push(Location {
            role: Role::Related,
            span: own.place.value,
            label: "a factor, taken as printed".to_owned(),
        });
    }
    finding.notes.push(format!(
        "the rule multiplies by {}: if that is wrong, nothing of this follows",
        told.join(" and ")
    ));
}

/// What stands beside a figure: its codes and, between sources, who says it of when.
fn label(context: &Context<'_>, names: &Names<'_, '_>, case: &Case, claim: ClaimId) -> String {
    let world = &case.world;
    let at = world.claims.iter().position(|&own| own == claim);
    let Some(at) = at else { return String::new() };
    let cell = world
        .system
        .claim_cell(crate::engine::ClaimIndex(at as u32));
    let name = names.part_alone(None, cell);
    let more = context.claim(claim).more.as_ref();
    if let Some(since) = more.and_then(|more| more.change_since.as_ref()) {
        return format!("{name}, change since {}", since.value.printed);
    }
    let point = context.figures.point_of_claim[claim.index()];
    match point.filter(|_| names.is_dated()) {
        Some(point) => format!("{name}, {}", super::super::across::when(context, point)),
        None => name,
    }
}

/// The relations that take part: what the contradiction is about, whatever the figures.
fn subject(names: &Names<'_, '_>, conflict: &Conflict) -> String {
    let mut edits: Vec<String> = conflict
        .edits
        .iter()
        .map(|&edit| names.edit(edit))
        .collect();
    edits.sort();
    edits.dedup();
    edits.join("; ")
}

fn concise(
    context: &Context<'_>,
    names: &Names<'_, '_>,
    case: &Case,
    claims: &[ClaimId],
    derivation: Option<&crate::findings::Derivation>,
) -> String {
    const MOST: usize = 6;
    let world = &case.world;
    let figure = |&claim: &ClaimId| {
        let at = world
            .claims
            .iter()
            .position(|&own| own == claim)
            .unwrap_or_default();
        let cell = world
            .system
            .claim_cell(crate::engine::ClaimIndex(at as u32));
        format!(
            "{} {}",
            names.part_alone(None, cell),
            context.printed(context.claim(claim))
        )
    };
    let shown: Vec<String> = claims.iter().take(MOST).map(figure).collect();
    let more = match claims.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let why = match derivation {
        Some(derivation) if derivation.sum.is_empty() => format!(": {}", derivation.conclusion),
        _ => String::new(),
    };
    format!("{}{more} cannot all hold{why}", shown.join(", "))
}
