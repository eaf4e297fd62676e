//! Where a name is defined, and where it is used.

use lsp_types::Location;

use super::sites::{self, Name, Site};
use super::state::{Place, State};
use crate::dossier::Dossier;
use crate::text::Span;

/// Where the name at a place is defined.
pub(super) fn definition(state: &State<'_>, place: &Place<'_>) -> Option<Vec<Location>> {
    let dossier = &place.loaded.dossier;
    let all = sites::all(dossier);
    let site = sites::among(&all, place)?;
    Some(locations(
        state,
        dossier,
        &defined(dossier, &all, site.name),
    ))
}

/// Every place where the name at a place is used; those where it is defined too, if asked.
pub(super) fn references(
    state: &State<'_>,
    place: &Place<'_>,
    with_definition: bool,
) -> Option<Vec<Location>> {
    let dossier = &place.loaded.dossier;
    let all = sites::all(dossier);
    let site = sites::among(&all, place)?;
    let mut spans = match with_definition {
        true => defined(dossier, &all, site.name),
        false => Vec::new(),
    };
    let uses = all
        .iter()
        .filter(|other| other.name == site.name && !other.defines);
    spans.extend(uses.map(|other| other.span));
    spans.dedup();
    Some(locations(state, dossier, &spans))
}

/// Where a name is defined: what the files say, else where it is named first.
fn defined(dossier: &Dossier, all: &[Site], name: Name) -> Vec<Span> {
    let written: Vec<Span> = (all.iter())
        .filter(|site| site.name == name && site.defines)
        .map(|site| site.span)
        .collect();
    if !written.is_empty() {
        return written;
    }
    let codebook = &dossier.codebook;
    let first = match name {
        Name::Measure(id) => codebook.measure(id).declared,
        Name::Dimension(id) => codebook.dimension(id).declared,
        Name::Code(dimension, code) => codebook.code(dimension, code).span,
        Name::Source(id) => dossier.source(id).span,
        Name::Claim(id) => Some(dossier.claim(id).place.value),
        Name::Publisher(_) | Name::Check(_) => None,
    };
    first.into_iter().collect()
}

fn locations(state: &State<'_>, dossier: &Dossier, spans: &[Span]) -> Vec<Location> {
    let found = state.places(&dossier.files, spans);
    found.into_iter().flatten().collect()
}
