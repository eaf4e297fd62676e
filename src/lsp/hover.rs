//! Hovers: what a figure can stand for and its history, the sum of a breakdown, what a
//! name stands for, what a key is for.

mod breakdown;
mod figure;
mod names;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::paths::{self, Step};
use super::sites::{self, Name};
use super::state::{Place, State};
use super::{keys, markdown};
use crate::dossier::ClaimId;
use crate::figures::Figures;
use crate::text::{self, Node, Span};

/// What to show at a place.
pub(super) fn hover(state: &State<'_>, place: &Place<'_>) -> Option<Hover> {
    let dossier = &place.loaded.dossier;
    let (span, blocks) = about_name(place).or_else(|| about_structure(place))?;
    let location = state.places(&dossier.files, &[span]).pop()??;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: blocks.join("\n\n"),
        }),
        range: Some(location.range),
    })
}

/// A figure, or a name wherever it stands.
fn about_name(place: &Place<'_>) -> Option<(Span, Vec<String>)> {
    let dossier = &place.loaded.dossier;
    let site = sites::at(place)?;
    let blocks = match site.name {
        Name::Claim(id) => about_claim(place, id),
        name => names::blocks(dossier, name),
    }?;
    Some((site.span, blocks))
}

fn about_claim(place: &Place<'_>, id: ClaimId) -> Option<Vec<String>> {
    let dossier = &place.loaded.dossier;
    dossier.claim(id).value.as_ref()?;
    figure::blocks(&Figures::of(dossier), id)
}

/// The sums around a place, and what its key is for.
fn about_structure(place: &Place<'_>) -> Option<(Span, Vec<String>)> {
    let source = &place.loaded.dossier.files.file(place.file).text;
    let tree = text::read(place.file, source, &mut Vec::new());
    let steps = paths::steps(tree.root()?, place.at);
    let last = steps.last()?;
    let mut blocks = match steps.iter().rposition(|step| step.key_is("breakdowns")) {
        Some(at) => sums(place, &steps[at..]),
        None => Vec::new(),
    };
    if last.on_key {
        let path: Vec<&str> = steps.iter().map(Step::name).collect();
        blocks.extend(keys::about_key(&path).map(str::to_owned));
    }
    (!blocks.is_empty()).then(|| (last.place(), blocks))
}

/// The sums of the breakdown that the steps lead into, or of all of them.
fn sums(place: &Place<'_>, steps: &[Step<'_>]) -> Vec<String> {
    let dossier = &place.loaded.dossier;
    let items: Vec<Node<'_>> = match steps {
        [_, item, ..] => vec![item.node],
        [all] => all.node.items().collect(),
        [] => Vec::new(),
    };
    let starts = |at: u32| items.iter().any(|item| item.span().start == at);
    let wanted: Vec<usize> = (dossier.breakdowns.iter().enumerate())
        .filter(|(_, breakdown)| breakdown.span.file == place.file && starts(breakdown.span.start))
        .map(|(at, _)| at)
        .collect();
    match wanted.is_empty() {
        true => Vec::new(),
        false => breakdown::blocks(&Figures::of(dossier), &wanted),
    }
}

/// `name: text` where there is a text.
fn line(name: &str, text: Option<&str>) -> Option<String> {
    Some(format!("{name}: {}", markdown::text(text?)))
}
