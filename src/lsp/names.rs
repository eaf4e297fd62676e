//! Names that may stand somewhere, from the dossier: measures, dimensions, codes,
//! sources, publishers, ids of claims, checks.

use lsp_types::CompletionItemKind;

use crate::checks::CHECKS;
use crate::dossier::{DimensionId, Dossier, TODO};

/// A name and what to say of it.
#[derive(Debug)]
pub(super) struct Offer {
    /// The name.
    pub name: String,
    /// A few words; text from files.
    pub detail: Option<String>,
    /// How an editor draws it.
    pub kind: CompletionItemKind,
}

impl Offer {
    /// A word of the language.
    pub fn word(word: &str, kind: CompletionItemKind) -> Offer {
        offer(word, None, kind)
    }
}

fn offer(name: &str, detail: Option<String>, kind: CompletionItemKind) -> Offer {
    Offer {
        name: name.to_owned(),
        detail,
        kind,
    }
}

/// Names that may stand at a path. `by` is the dimension of the breakdown around it.
pub(super) fn offers(dossier: &Dossier, path: &[&str], by: Option<&str>) -> Vec<Offer> {
    let codebook = &dossier.codebook;
    let code_of = |dimension: &str| match codebook.find_dimension(dimension) {
        Some(id) => codes(dossier, id),
        None => Vec::new(),
    };
    match path {
        ["accept", "-", "check"] => checks(),
        ["settings", "severity"] => checks(),
        ["accept", "-", "claims"] | ["accept", "-", "claims", "-"] => claims(dossier),
        ["source"] => sources(dossier),
        ["source", "publisher"] | ["sources", _, "publisher"] => publishers(dossier),
        [
            "dimensions",
            dimension,
            "codes",
            _,
            "partition" | "disjoint" | "cover" | "subsets",
            ..,
        ] => code_of(dimension),
        ["claims", "-", below @ ..] => match below {
            ["measure"] => measures(dossier),
            ["source"] => sources(dossier),
            ["attributed_to"] => publishers(dossier),
            ["revises"] => claims(dossier),
            [.., "by"] => dimensions(dossier),
            [.., "where"] | ["readings", "-"] => dimensions(dossier),
            [.., "where", dimension] | ["readings", "-", dimension] => code_of(dimension),
            [.., "parts"] => match by {
                Some(by) => code_of(by),
                None => pairs(dossier),
            },
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn measures(dossier: &Dossier) -> Vec<Offer> {
    let known = dossier.codebook.measures.iter();
    known
        .filter(|measure| measure.id != TODO)
        .map(|measure| {
            offer(
                &measure.id,
                measure.label.clone(),
                CompletionItemKind::FIELD,
            )
        })
        .collect()
}

fn dimensions(dossier: &Dossier) -> Vec<Offer> {
    let known = dossier.codebook.dimensions.iter();
    known
        .filter(|dimension| dimension.id != TODO)
        .map(|dimension| {
            offer(
                &dimension.id,
                dimension.label.clone(),
                CompletionItemKind::ENUM,
            )
        })
        .collect()
}

fn codes(dossier: &Dossier, dimension: DimensionId) -> Vec<Offer> {
    let known = dossier.codebook.dimension(dimension).codes.iter();
    known
        .filter(|code| code.id != TODO)
        .map(|code| {
            offer(
                &code.id,
                code.label.clone(),
                CompletionItemKind::ENUM_MEMBER,
            )
        })
        .collect()
}

/// `dimension=code`, for parts of a breakdown without `by`.
fn pairs(dossier: &Dossier) -> Vec<Offer> {
    let mut pairs = Vec::new();
    for (at, dimension) in dossier.codebook.dimensions.iter().enumerate() {
        for code in codes(dossier, DimensionId::from(at)) {
            let name = format!("{}={}", dimension.id, code.name);
            pairs.push(Offer { name, ..code });
        }
    }
    pairs
}

fn sources(dossier: &Dossier) -> Vec<Offer> {
    let known = dossier.sources.iter().filter(|source| source.known);
    known
        .map(|source| {
            let title = source.title.clone();
            let date = source
                .published
                .as_ref()
                .map(|date| date.value.printed.to_string());
            offer(&source.id, title.or(date), CompletionItemKind::FILE)
        })
        .collect()
}

fn publishers(dossier: &Dossier) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for id in dossier.speakers.named() {
        let name = dossier.speakers.name(id);
        if offers.iter().all(|known| known.name != name) {
            offers.push(offer(name, None, CompletionItemKind::CLASS));
        }
    }
    offers
}

fn claims(dossier: &Dossier) -> Vec<Offer> {
    let known = dossier.claims.iter();
    known
        .map(|claim| {
            let printed = claim.value.as_ref().map(|value| value.printed.to_string());
            offer(&claim.id, printed, CompletionItemKind::REFERENCE)
        })
        .collect()
}

fn checks() -> Vec<Offer> {
    let check = |check: &crate::checks::Check| {
        offer(
            check.id,
            Some(check.severity.to_owned()),
            CompletionItemKind::CONSTANT,
        )
    };
    CHECKS.iter().map(check).collect()
}
