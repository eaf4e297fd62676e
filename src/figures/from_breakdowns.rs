//! Relations that claims assert by their breakdowns.

use rustc_hash::FxHashSet;

use crate::dossier::{
    Breakdown, BreakdownId, BreakdownKind, ClaimId, CodeBreakdown, CodeId, DimensionId,
    MissingPolicy,
};

use super::relation::{NotRun, Origin, Relation, RelationKind};
use super::values::cell_of_claim;
use super::{Figures, PointId};

/// Adds the relations of every breakdown.
pub(super) fn add_relations(figures: &mut Figures<'_>) {
    let dossier = figures.dossier;
    let mut seen: FxHashSet<(Option<PointId>, RelationKind, Vec<PointId>)> = FxHashSet::default();
    for (at, breakdown) in dossier.breakdowns.iter().enumerate() {
        let id = BreakdownId::from(at);
        for relation in of_breakdown(figures, id, breakdown) {
            match relation {
                Ok(relation) => {
                    let mut parts = relation.parts.clone();
                    parts.sort_unstable();
                    if seen.insert((relation.whole, relation.kind, parts)) {
                        figures.relations.push(relation);
                    }
                }
                Err(not_run) => figures.not_run.push(not_run),
            }
        }
    }
}

fn of_breakdown(
    figures: &Figures<'_>,
    id: BreakdownId,
    breakdown: &Breakdown,
) -> Vec<Result<Relation, NotRun>> {
    let dossier = figures.dossier;
    let whole_claim = dossier.claim(breakdown.whole);
    if !figures.kinds[whole_claim.measure.index()].adds_up() {
        let cause = "averages, ratios and index numbers do not add up".to_owned();
        return vec![Err(not_run(figures, breakdown, cause))];
    }
    let is_percent = |&part: &ClaimId| {
        let value = &dossier.claim(part).value;
        value.as_ref().is_some_and(|value| value.is_percent())
    };
    let whole_is_percent = is_percent(&breakdown.whole);
    let (shares, levels): (Vec<ClaimId>, Vec<ClaimId>) = breakdown
        .parts
        .iter()
        .partition(|part| is_percent(part) && !whole_is_percent);
    let mut relations = Vec::new();
    if !shares.is_empty() {
        relations.extend(of_shares(
            figures,
            id,
            breakdown,
            &shares,
            levels.is_empty(),
        ));
    }
    if !levels.is_empty() || shares.is_empty() {
        relations.extend(of_levels(figures, id, breakdown, &levels));
    }
    relations
}

/// How the parts relate to the whole; `None` where the code tree says it all.
fn kind(figures: &Figures<'_>, breakdown: &Breakdown) -> Option<BreakdownKind> {
    if breakdown.kind.is_some() {
        return breakdown.kind;
    }
    if breakdown.by.is_none() || breakdown.parts.len() < 2 {
        return Some(BreakdownKind::Subsets);
    }
    match declared(figures, breakdown) {
        // The tree knows nothing of a policy for missing parts.
        Some(known) if breakdown.missing != MissingPolicy::Skip => Some(known.kind),
        Some(_) => None,
        None => Some(BreakdownKind::Partition),
    }
}

/// The breakdown of the codebook that all parts belong to.
fn declared<'a>(figures: &Figures<'a>, breakdown: &Breakdown) -> Option<&'a CodeBreakdown> {
    let by = breakdown.by?;
    let dossier = figures.dossier;
    let whole = code_of(figures, by, breakdown.whole);
    let known = &dossier.codebook.code(by, whole).breakdowns;
    known.iter().find(|known| {
        let mut parts = breakdown.parts.iter();
        parts.all(|&part| known.parts.contains(&code_of(figures, by, part)))
    })
}

/// The code of a claim in a dimension.
fn code_of(figures: &Figures<'_>, by: DimensionId, claim: ClaimId) -> CodeId {
    let codes = &figures.dossier.claim(claim).codes;
    let own = codes.iter().find(|(known, _)| *known == by);
    own.map_or(CodeId(0), |&(_, code)| code)
}

/// Codes of a declared breakdown that this one does not give.
fn left_out(figures: &Figures<'_>, breakdown: &Breakdown) -> Vec<String> {
    let (Some(by), Some(known)) = (breakdown.by, declared(figures, breakdown)) else {
        return Vec::new();
    };
    let given: Vec<CodeId> = breakdown
        .parts
        .iter()
        .map(|&part| code_of(figures, by, part))
        .collect();
    let absent = known.parts.iter().filter(|part| !given.contains(part));
    absent
        .map(|&part| figures.dossier.codebook.code(by, part).id.clone())
        .collect()
}

fn of_levels(
    figures: &Figures<'_>,
    id: BreakdownId,
    breakdown: &Breakdown,
    levels: &[ClaimId],
) -> Vec<Result<Relation, NotRun>> {
    let dossier = figures.dossier;
    let kind = match kind(figures, breakdown) {
        Some(kind) => kind,
        // The code tree gives the sum; only what keeps it from running is told here.
        None => {
            let complete = figures.point_of_claim[breakdown.whole.index()].is_some();
            if complete || dossier.claim(breakdown.whole).value.is_none() {
                return Vec::new();
            }
            BreakdownKind::Partition
        }
    };
    let Some(whole) = figures.point_of_claim[breakdown.whole.index()] else {
        let claim = dossier.claim(breakdown.whole);
        let cause = match &claim.value {
            _ if claim.unreadable => "the whole could not be read",
            _ if !claim.is_current() => "the whole is superseded or retracted",
            None => "the whole is not stated",
            Some(_) => "the whole is given as missing, or as a change",
        };
        return vec![Err(not_run(figures, breakdown, cause.to_owned()))];
    };
    let (stated, unstated): (Vec<ClaimId>, Vec<ClaimId>) = levels
        .iter()
        .partition(|part| figures.point_of_claim[part.index()].is_some());
    let parts: Vec<PointId> = stated
        .iter()
        .filter_map(|part| figures.point_of_claim[part.index()])
        .collect();
    let group = figures.point(whole).group;
    let missing = unstated
        .iter()
        .filter_map(|&part| cell_of_claim(figures, dossier.claim(part)))
        .collect();
    if parts.is_empty() {
        let cause = "no part is stated".to_owned();
        return vec![Err(not_run(figures, breakdown, cause))];
    }
    let mut absent: Vec<String> = unstated
        .iter()
        .filter_map(|&part| cell_of_part(figures, breakdown, part))
        .collect();
    absent.extend(left_out(figures, breakdown));
    let known = absent.is_empty() || breakdown.missing == MissingPolicy::Zero;
    // A part that is given as a share is stated, but not as a number to be added.
    let all = levels.len() == breakdown.parts.len();
    let complete = known && all && breakdown.complete;
    let relation = |kind, parts, missing| Relation {
        kind,
        group,
        whole: Some(whole),
        parts,
        missing,
        origin: Origin::Breakdown(id),
    };
    let mut told = Vec::new();
    if breakdown.missing == MissingPolicy::Report && !absent.is_empty() {
        let cause = format!("not stated: {}", absent.join(", "));
        told.push(Err(NotRun {
            report: true,
            ..not_run(figures, breakdown, cause)
        }));
    }
    // What is not a complete sum binds figures below zero only if the text says so.
    let signed = figures.signed[dossier.claim(breakdown.whole).measure.index()];
    if signed && breakdown.kind.is_none() && !(kind == BreakdownKind::Partition && complete) {
        return told;
    }
    told.extend(match kind {
        BreakdownKind::Subsets => parts
            .into_iter()
            .map(|part| Ok(relation(RelationKind::Part, vec![part], Vec::new())))
            .collect(),
        BreakdownKind::Partition if complete => {
            vec![Ok(relation(RelationKind::Sum, parts, missing))]
        }
        BreakdownKind::Partition | BreakdownKind::Disjoint => {
            vec![Ok(relation(RelationKind::AtMost, parts, missing))]
        }
        BreakdownKind::Cover if complete => {
            vec![Ok(relation(RelationKind::AtLeast, parts, missing))]
        }
        BreakdownKind::Cover if told.is_empty() => {
            let cause = match &absent[..] {
                [] if !all => "some parts are given as shares".to_owned(),
                [] => "some parts could not be read".to_owned(),
                _ => format!("not stated: {}", absent.join(", ")),
            };
            vec![Err(not_run(figures, breakdown, cause))]
        }
        BreakdownKind::Cover => Vec::new(),
    });
    told
}

/// A part as people call it.
fn cell_of_part(figures: &Figures<'_>, breakdown: &Breakdown, part: ClaimId) -> Option<String> {
    let whole = &figures.dossier.claim(breakdown.whole).codes;
    let codebook = &figures.dossier.codebook;
    let own: Vec<&str> = figures
        .dossier
        .claim(part)
        .codes
        .iter()
        .filter(|code| !whole.contains(code))
        .map(|&(dimension, code)| codebook.code(dimension, code).id.as_str())
        .collect();
    (!own.is_empty()).then(|| own.join(", "))
}

/// Percentages under a count, or under nothing, are shares of one whole.
fn of_shares(
    figures: &Figures<'_>,
    id: BreakdownId,
    breakdown: &Breakdown,
    shares: &[ClaimId],
    all: bool,
) -> Vec<Result<Relation, NotRun>> {
    let parts: Vec<PointId> = shares
        .iter()
        .filter_map(|part| figures.point_of_claim[part.index()])
        .collect();
    let Some(&first) = parts.first() else {
        return Vec::new();
    };
    let group = figures.point(first).group;
    let known = kind(figures, breakdown);
    let exhaustive = match known {
        Some(BreakdownKind::Partition) => true,
        Some(_) => false,
        None => declared_partition(figures, breakdown),
    };
    let of = known.or_else(|| declared(figures, breakdown).map(|known| known.kind));
    let disjoint = matches!(of, Some(BreakdownKind::Partition | BreakdownKind::Disjoint));
    let disjoint = exhaustive || disjoint;
    let kind = match () {
        () if exhaustive && all && breakdown.complete && parts.len() == shares.len() => {
            RelationKind::Shares
        }
        () if disjoint && parts.len() > 1 => RelationKind::SharesAtMost,
        () => return Vec::new(),
    };
    vec![Ok(Relation {
        kind,
        group,
        whole: None,
        parts,
        missing: Vec::new(),
        origin: Origin::Breakdown(id),
    })]
}

/// Whether the parts given are all parts of a partition of the codebook.
fn declared_partition(figures: &Figures<'_>, breakdown: &Breakdown) -> bool {
    let known = declared(figures, breakdown);
    known.is_some_and(|known| known.kind == BreakdownKind::Partition)
        && left_out(figures, breakdown).is_empty()
}

fn not_run(figures: &Figures<'_>, breakdown: &Breakdown, cause: String) -> NotRun {
    let dossier = figures.dossier;
    let mut claims = vec![breakdown.whole];
    claims.extend(&breakdown.parts);
    let parts: Vec<&str> = breakdown
        .parts
        .iter()
        .map(|&part| &*dossier.claim(part).id)
        .collect();
    NotRun {
        relation: format!(
            "{} : {}",
            dossier.claim(breakdown.whole).id,
            parts.join(", ")
        ),
        cause,
        claims,
        span: breakdown.span,
        report: false,
    }
}
