//! What the checks of sums have in common: a finding about one relation, with
//! its places, its worksheet, and the figures that would balance it.

use crate::figures::{PointId, Relation, RelationKind};
use crate::findings::{Basis, Finding, Worksheet};
use crate::joint::{Layer, Words};
use crate::quantity::{Exact, Interval, group};
use crate::text::Severity;

use super::Context;
use super::judge::{self, Judged};
use super::sheet;

/// The relations of some kinds with some verdict.
pub(super) fn relations<'a>(
    context: &'a Context<'_>,
    verdict: &'a Judged,
    kinds: &'a [RelationKind],
) -> impl Iterator<Item = &'a Relation> {
    context
        .figures
        .relations
        .iter()
        .zip(context.judged)
        .filter(move |(relation, judged)| *judged == verdict && kinds.contains(&relation.kind))
        .map(|(relation, _)| relation)
}

/// A finding about a relation: `message` is given the gap in words.
pub(super) fn finding(
    context: &Context<'_>,
    check: &'static str,
    severity: Severity,
    relation: &Relation,
    basis: Basis,
    message: impl FnOnce(&Worksheet) -> String,
) -> Finding {
    let figures = context.figures;
    let sheet = sheet::worksheet(context, relation, basis == Basis::Plausible);
    let mut places: Vec<(PointId, String)> = Vec::new();
    let whole_cell = relation.whole.map(|whole| figures.point(whole).cell);
    let share = relation.kind == RelationKind::Share;
    if let Some(whole) = relation.whole {
        let label = if share { "the whole" } else { "stated total" };
        places.push((whole, label.to_owned()));
    }
    for (at, &part) in relation.parts.iter().enumerate() {
        let name = figures.part_name(whole_cell, figures.point(part).cell);
        let label = match relation.kind {
            RelationKind::Part => format!("part: {name}"),
            RelationKind::Share if at == 0 => format!("{name}, the count"),
            RelationKind::Share => format!("{name}, the share"),
            _ => format!("+ {name}"),
        };
        places.push((part, label));
    }
    let mut finding = context.finding(check, severity, &places, message(&sheet));
    finding.basis = basis;
    finding.subject = figures.relation_name(relation);
    finding.concise = concise(&sheet);
    let ids: Vec<String> = judge::points(relation)
        .map(|point| context.lead(point).id.to_string())
        .collect();
    finding.conflicts = match relation.whole {
        Some(_) => ids[1..]
            .iter()
            .map(|part| (ids[0].clone(), part.clone()))
            .collect(),
        None => ids
            .windows(2)
            .map(|pair| (pair[0].clone(), pair[1].clone()))
            .collect(),
    };
    if !relation.missing.is_empty() {
        let names: Vec<String> = relation
            .missing
            .iter()
            .map(|&cell| figures.part_name(whole_cell, cell))
            .collect();
        finding
            .notes
            .push(format!("not stated here: {}", names.join(", ")));
    }
    finding.worksheet = Some(sheet);
    finding
}

/// `3,209 + 775 = 3,984, stated 3,983 (off by 1)`.
fn concise(sheet: &Worksheet) -> String {
    let terms: Vec<String> = sheet
        .terms
        .iter()
        .map(|term| match &term.of {
            Some(whole) => format!("{} of {whole}", term.printed),
            None => term.printed.clone(),
        })
        .collect();
    let sum = match sheet.terms.as_slice() {
        [only] if only.of.is_none() => terms.join(""),
        _ => {
            let printed = sheet.printed_computed.clone().map(Interval::point);
            let computed = in_scale(printed.as_ref().unwrap_or(&sheet.computed), sheet);
            format!("{} = {computed}", terms.join(" + "))
        }
    };
    format!(
        "{sum}, stated {} ({})",
        sheet.stated.printed,
        sheet::gap_of(sheet)
    )
}

/// What the terms add up to, in words.
pub(super) fn computed(sheet: &Worksheet) -> String {
    in_scale(&sheet.computed, sheet)
}

/// An interval in words, in the scale of a worksheet: `9.35 to 9.65 billion`.
fn in_scale(interval: &Interval, sheet: &Worksheet) -> String {
    let Some(scale) = &sheet.scale else {
        return interval.words();
    };
    let number = |value: &Exact| group(&value.checked_div(&scale.size).unwrap_or(Exact::ZERO));
    let space = if scale.is_percent() { "" } else { " " };
    format!("{}{space}{}", interval.words_with(&number), scale.word)
}

/// For a sum of exact figures: what each one would have to be if the others stand.
pub(super) fn balancing(context: &Context<'_>, relation: &Relation) -> Option<String> {
    let figures = context.figures;
    let whole = relation.whole?;
    let case = context
        .joint()
        .case_of(Layer::Source, Words::Hard, figures.lead(whole));
    if case.is_some_and(|case| !case.repairs.is_empty()) {
        // The repairs say it, and which of them other relations admit.
        return None;
    }
    let exact = |point: PointId| context.hard(point).single().cloned();
    let total = exact(whole)?;
    let parts: Option<Vec<Exact>> = relation.parts.iter().map(|&part| exact(part)).collect();
    let parts = parts?;
    let sum = parts.iter().fold(Exact::ZERO, |sum, part| &sum + part);
    let difference = &total - &sum;
    let mut options: Vec<String> = Vec::new();
    for (&point, value) in relation.parts.iter().zip(&parts).rev() {
        let needed = value + &difference;
        if needed.is_negative() {
            continue;
        }
        let name = figures.part_name(Some(figures.point(whole).cell), figures.point(point).cell);
        options.push(format!("{name} {}", group(&needed)));
    }
    options.push(format!("total {}", group(&sum)));
    /// More alternatives than this are no help.
    const LIMIT: usize = 6;
    (options.len() <= LIMIT)
        .then(|| format!("any one of these would balance: {}", options.join(", ")))
}
