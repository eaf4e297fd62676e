//! Hovers: what a figure can stand for and its history, the sum of a breakdown.

mod breakdown;
mod figure;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::markdown;
use super::paths;
use super::state::{Place, State};
use crate::dossier::ClaimId;
use crate::figures::Figures;
use crate::text::{self, Span};

/// What to show at a place.
pub(super) fn hover(state: &State<'_>, place: &Place<'_>) -> Option<Hover> {
    let dossier = &place.loaded.dossier;
    let (span, blocks) = about_figure(place).or_else(|| about_breakdown(place))?;
    let location = state.places(&dossier.files, &[span]).pop()??;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: blocks.join("\n\n"),
        }),
        range: Some(location.range),
    })
}

fn holds(span: Span, place: &Place<'_>) -> bool {
    let at = place.at as u32;
    span.file == place.file && span.start <= at && at <= span.end
}

fn about_figure(place: &Place<'_>) -> Option<(Span, Vec<String>)> {
    let dossier = &place.loaded.dossier;
    let at = (dossier.claims.iter())
        .position(|claim| claim.value.is_some() && holds(claim.place.value, place))?;
    let figures = Figures::of(dossier);
    let blocks = figure::blocks(&figures, ClaimId::from(at))?;
    Some((dossier.claims[at].place.value, blocks))
}

fn about_breakdown(place: &Place<'_>) -> Option<(Span, Vec<String>)> {
    let dossier = &place.loaded.dossier;
    let source = &dossier.files.file(place.file).text;
    let tree = text::read(place.file, source, &mut Vec::new());
    let steps = paths::steps(tree.root()?, place.at);
    let at = steps.iter().rposition(|step| step.key_is("breakdowns"))?;
    let items: Vec<_> = match steps.get(at + 1) {
        Some(item) => vec![item.node],
        None => steps[at].node.items().collect(),
    };
    let wanted: Vec<usize> = (dossier.breakdowns.iter().enumerate())
        .filter(|(_, breakdown)| {
            let starts = |item: &text::Node<'_>| item.span().start == breakdown.span.start;
            breakdown.span.file == place.file && items.iter().any(starts)
        })
        .map(|(at, _)| at)
        .collect();
    let figures = Figures::of(dossier);
    let blocks = breakdown::blocks(&figures, &wanted);
    let span = steps.last()?.place();
    (!blocks.is_empty()).then_some((span, blocks))
}

/// `name: text` where there is a text.
fn line(name: &str, text: Option<&str>) -> Option<String> {
    Some(format!("{name}: {}", markdown::text(text?)))
}
