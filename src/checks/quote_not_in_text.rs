//! `quote-not-in-text`: the copy of the text does not have the words that are quoted.

mod lookup;
mod nearest;

use rustc_hash::FxHashMap;

use crate::dossier::{ClaimId, Quote, SourceId};
use crate::findings::{Finding, Location, Role};
use crate::text::fold::Folded;
use crate::text::plain::{Markup, Plain};
use crate::text::word_diff::marked;
use crate::text::{FileId, Severity, Span};

use super::Context;
use lookup::{Lookup, look_up};
use nearest::Index;

/// Whether a quotation stands in a text.
pub(crate) fn stands(text: &Folded, quote: &Quote) -> bool {
    look_up(text, quote) == Lookup::Stands
}

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let dossier = context.dossier();
    if dossier.texts.is_empty() {
        return;
    }
    let copies: FxHashMap<SourceId, FileId> = dossier
        .texts
        .iter()
        .map(|copy| (copy.source, copy.file))
        .collect();
    let mut texts: FxHashMap<FileId, Vec<(ClaimId, &Quote)>> = FxHashMap::default();
    let own = (dossier.claims.iter().enumerate())
        .filter_map(|(at, claim)| Some((ClaimId::from(at), claim.quote.as_ref()?)));
    let shared = (dossier.breakdowns.iter())
        .filter_map(|breakdown| Some((breakdown.whole, breakdown.quote.as_ref()?)));
    for (claim, quote) in own.chain(shared) {
        if let Some(&file) = copies.get(&context.claim(claim).source) {
            texts.entry(file).or_default().push((claim, quote));
        }
    }
    let mut files: Vec<FileId> = texts.keys().copied().collect();
    files.sort_unstable_by_key(|file| file.0);
    for file in files {
        let copy = dossier.files.file(file);
        let plain = Plain::of(&copy.text, Markup::of(&copy.name, &copy.text));
        let text = Folded::of(&plain.text);
        let mut index = None;
        for &(claim, quote) in &texts[&file] {
            let lookup = look_up(&text, quote);
            if lookup != Lookup::Stands {
                let index = index.get_or_insert_with(|| Index::of(&text));
                findings.push(describe(
                    context,
                    (claim, quote),
                    (file, &plain, &text, index),
                    lookup,
                ));
            }
        }
    }
}

fn describe(
    context: &Context<'_>,
    (claim, quote): (ClaimId, &Quote),
    (file, plain, text, index): (FileId, &Plain, &Folded, &Index<'_>),
    lookup: Lookup,
) -> Finding {
    let name = &context.dossier().files.file(file).name;
    let source = &context.dossier().source(context.claim(claim).source).id;
    let (message, range) = match lookup {
        Lookup::Elsewhere(range) => (
            format!(
                "the quotation stands in the text of {source}, but not between the words that are given for its place"
            ),
            Some(range),
        ),
        _ => (
            format!("the text of {source} does not have this quotation"),
            None,
        ),
    };
    let labelled = [(claim, String::new())];
    let mut finding =
        context.finding_on_claims("quote-not-in-text", Severity::Error, &labelled, message);
    let id = context.claim(claim).id.to_string();
    finding.conflicts = vec![(id.clone(), id)];
    finding.concise = format!("\"{}\" is not in {name}", quote.exact);
    finding.subject = quote.exact.to_string();
    finding.locations = vec![Location {
        role: Role::Primary,
        span: quote.span,
        label: "the quotation".to_owned(),
    }];
    let near = match &range {
        Some(_) => None,
        None => index.nearest(&quote.exact),
    };
    let place = range.or_else(|| near.as_ref().map(|near| near.range.clone()));
    match place {
        Some(place) => {
            let at = plain.original(&text.original(place));
            finding.locations.push(Location {
                role: Role::Related,
                span: Span::new(file, at.start as u32, at.end as u32),
                label: match near {
                    Some(_) => "the nearest words".to_owned(),
                    None => "the same words".to_owned(),
                },
            });
        }
        None => finding
            .notes
            .push(format!("{name} has no words that are like it")),
    }
    if let Some(near) = near {
        finding.notes.push(format!(
            "from the quotation to {name}: {}",
            marked(&near.runs)
        ));
        finding.help.push(
            "copy the words again as they stand there; what is left out in the middle is written `[…]`"
                .to_owned(),
        );
    } else {
        finding.help.push(
            "see whether the copy is of this text, and of the edition that was quoted".to_owned(),
        );
    }
    finding
}
