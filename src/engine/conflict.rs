//! Minimal conflicts: claims that cannot hold together, none of which can be left out.
//!
//! The core that the oracle names is shrunk inside itself by a deletion filter
//! (Chinneck and Dravnieks 1991): leave out one claim after the other and keep it out
//! if the rest still fails. Trusted claims are tried first, so they stay out of the
//! conflict where they can.

use num_rational::BigRational;

use super::branch::{MOST_WORK, SIDE_WORK};
use super::certificate::{Certificate, Origin};
use super::derive::{Derivation, MOST_STEPS};
use super::fraction::{Field, Fraction};
use super::load::load;
use super::local::Local;
use super::oracle::{Answer, Core, Oracle};
use super::simplex::Stop;
use super::system::{ClaimIndex, EditIndex, System};
use super::warm::{shrink, worth};

/// Why a component cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Claims that cannot hold together; none can be left out. Empty if the edits
    /// contradict each other on their own.
    pub claims: Vec<ClaimIndex>,
    /// The edits that it takes.
    pub edits: Vec<EditIndex>,
    /// The sum that adds up to a contradiction, checked. None only where a limit of
    /// whole-number cases stopped it; then the derivation is there.
    pub certificate: Option<Certificate>,
    /// The same as a chain of steps, checked, if it takes at most [`MOST_STEPS`]
    /// deductions (or there is no certificate).
    pub derivation: Option<Derivation>,
    /// Whether it was shown that no claim can be left out.
    pub minimal: bool,
}

/// Which of `0..length` are in a sorted list.
pub(crate) fn mask(length: usize, members: &[u32]) -> Vec<bool> {
    let mut mask = vec![false; length];
    members.iter().for_each(|at| mask[*at as usize] = true);
    mask
}

/// How many questions to the oracle one explanation may take: enough for any table
/// that people print, and linear time beyond.
pub(crate) fn allowed_questions(local: &Local) -> u32 {
    let size = 1 + local.cells() + local.claims() + local.row_cell.len();
    (MOST_TOUCHED / size).clamp(32, 10_000) as u32
}

/// Cells, claims and terms that the questions of one explanation may touch.
const MOST_TOUCHED: usize = 4_000_000;

/// Shrinks a core to a minimal one. Says whether it is.
pub(crate) fn minimise(oracle: &mut Oracle, local: &Local, mut core: Core) -> (Core, bool) {
    if local.rows() > 16 + 3 * core.rows.len() {
        core = filter_inside(local, core);
    }
    let mut minimal = true;
    let mut questions = allowed_questions(local);
    let mut order = trusted_first(local, &core);
    if let Some(smallest) = quickly(oracle, local, &core) {
        core = smallest;
        order.clear();
    }
    for claim in order {
        if core.claims.binary_search(&claim).is_err() {
            continue;
        }
        if questions == 0 {
            minimal = false;
            break;
        }
        questions -= 1;
        let mut keep = mask(local.claims(), &core.claims);
        keep[claim as usize] = false;
        match oracle.ask(local, |at| keep[at as usize]) {
            Answer::Infeasible(smaller) => core = smaller,
            Answer::Feasible(_) => {}
            Answer::NotDecided(_) => minimal = false,
        }
    }
    if core.claims.is_empty() {
        core = filter_rows(local, core);
    }
    (core, minimal)
}

fn trusted_first(local: &Local, core: &Core) -> Vec<u32> {
    let trust = |claim: u32| local.claim_weight[claim as usize];
    let mut order = core.claims.clone();
    order.sort_by_key(|claim| (std::cmp::Reverse(trust(*claim)), *claim));
    order
}

/// The minimal core within a core of a large component, if one simplex settles it.
pub(crate) fn quickly(oracle: &mut Oracle, local: &Local, core: &Core) -> Option<Core> {
    worth(local, core)
        .then(|| shrink(local, core, &trusted_first(local, core), &mut oracle.spare))
        .flatten()
}

/// A first, cheap round on the rows of the core only.
fn filter_inside(local: &Local, mut core: Core) -> Core {
    for claim in core.claims.clone() {
        if core.claims.contains(&claim) {
            let claims: Vec<u32> = core
                .claims
                .iter()
                .copied()
                .filter(|c| *c != claim)
                .collect();
            if let Some(smaller) = small_core(local, &claims, &core.rows) {
                core = smaller;
            }
        }
    }
    core
}

/// A minimal set of rows, where rows alone are contradictory.
fn filter_rows(local: &Local, mut core: Core) -> Core {
    for row in core.rows.clone() {
        if core.rows.contains(&row) {
            let rows: Vec<u32> = core.rows.iter().copied().filter(|r| *r != row).collect();
            if let Some(smaller) = small_core(local, &[], &rows) {
                core = smaller;
            }
        }
    }
    core
}

/// The claims and rows of a proof from these alone, if they are contradictory.
fn small_core(local: &Local, claims: &[u32], rows: &[u32]) -> Option<Core> {
    let claims = mask(local.claims(), claims);
    let rows = mask(local.rows(), rows);
    let keep_claim = |at: u32| claims[at as usize];
    let keep_row = |at: u32| rows[at as usize];
    let mut loaded = load::<Fraction>(local, keep_claim, keep_row, SIDE_WORK).ok()?;
    Some(Core::of(&loaded.decide().ok()??))
}

/// A proof from these claims and rows.
fn prove<N: Field>(local: &Local, core: &Core) -> Result<Option<Certificate>, Stop> {
    let claims = mask(local.claims(), &core.claims);
    let rows = mask(local.rows(), &core.rows);
    let keep_claim = |at: u32| claims[at as usize];
    let mut loaded = load::<N>(local, keep_claim, |at| rows[at as usize], MOST_WORK / 4)?;
    let proof = loaded.decide()?;
    Ok(proof.map(|proof| Certificate::of(local, &proof)))
}

fn certificate(local: &Local, core: &Core) -> Option<Certificate> {
    match prove::<Fraction>(local, core) {
        Err(Stop::Overflow) => prove::<BigRational>(local, core).ok()?,
        other => other.ok()?,
    }
}

/// Shrinks a core and proves it: by the chain of the propagation, which also gives the
/// sum unless it needs whole numbers, else by the simplex.
pub(crate) fn explain(oracle: &mut Oracle, system: &System, local: &Local, core: Core) -> Conflict {
    let (core, minimal) = minimise(oracle, local, core);
    let claims = mask(local.claims(), &core.claims);
    let rows = mask(local.rows(), &core.rows);
    let keep_claim = |at: u32| claims[at as usize];
    let chain = (oracle.derive(local, keep_claim, |at| rows[at as usize]))
        .or_else(|| oracle.derive(local, keep_claim, |_| true))
        .filter(|chain| chain.verify(system));
    let checked = |proof: Certificate| proof.verify(system).then_some(proof);
    let summed = chain.as_ref().and_then(|chain| chain.sum(system));
    let certificate =
        (summed.and_then(checked)).or_else(|| certificate(local, &core).and_then(checked));
    let derivation =
        chain.filter(|chain| certificate.is_none() || chain.deductions() <= MOST_STEPS);
    let mut edits = Vec::new();
    match &certificate {
        Some(certificate) => certificate.each_part(&mut |part| {
            if let Origin::Edit(edit) = part.origin {
                edits.push(edit);
            }
        }),
        None => edits.extend(core.rows.iter().map(|row| local.global_edit(*row))),
    }
    edits.sort_unstable();
    edits.dedup();
    Conflict {
        claims: core
            .claims
            .iter()
            .map(|claim| local.global_claim(*claim))
            .collect(),
        edits,
        certificate,
        derivation,
        minimal,
    }
}
