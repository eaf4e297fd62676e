//! Citations: the passage that a figure stands in, so that its publisher recognises it.

use crate::dossier::{Claim, ClaimId, DateOrigin, QuoteOrigin, SpeakerId};
use crate::quantity::{Support, quote_supports};

use super::data::Quoted;
use super::dates;
use super::desk::{Desk, Figure};

/// Cites every claim that these figures rest on, each once, in their order.
pub(super) fn cite(desk: &Desk<'_>, figures: &[Figure], you: SpeakerId) -> Vec<Quoted> {
    let mut claims: Vec<ClaimId> = Vec::new();
    for figure in figures {
        for &claim in [&figure.claim].into_iter().chain(&figure.from) {
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
    }
    let cited = claims.into_iter().map(|claim| one(desk, claim, you));
    cited.collect()
}

fn one(desk: &Desk<'_>, id: ClaimId, you: SpeakerId) -> Quoted {
    let claim = desk.claim(id);
    let source = desk.dossier.source(claim.source);
    let written = claim.when.window.as_ref();
    let published = source.published.as_ref();
    let published = published.map(|window| window.value.printed.to_string());
    let printed = claim.value.as_ref().map(|value| value.printed.to_string());
    Quoted {
        claim: claim.id.to_string(),
        yours: claim.speaker == you,
        publisher: desk.name(claim.speaker),
        counts: desk.counts(claim.measure, &claim.codes),
        printed: printed.unwrap_or_default(),
        as_of: written.map(|window| window.printed.to_string()),
        as_of_inferred: claim.when.origin == DateOrigin::Inferred,
        source: source.id.clone(),
        title: source.title.clone(),
        published_words: published.as_deref().map(dates::words),
        published,
        read_in: read_in(desk, claim),
        url: source.url.clone(),
        quotation: quotation(desk, claim),
    }
}

/// Where a figure was read, if not with its speaker: the outlet, else the text's own
/// publisher where that text cites another.
pub(super) fn read_in(desk: &Desk<'_>, claim: &Claim) -> Option<String> {
    let source = desk.dossier.source(claim.source);
    let citing = (claim.speaker != source.publisher).then(|| desk.name(source.publisher));
    // A newspaper that speaks for a figure of its own text was not read elsewhere.
    let own = |outlet: &String| {
        let speakers = &desk.dossier.speakers;
        speakers.find(outlet) == Some(claim.speaker)
    };
    let via = source.via.clone();
    if via.as_ref().is_some_and(own) {
        return None;
    }
    via.or(citing)
}

/// The words that hold the figure. A quotation of the whole counts only if it does too.
fn quotation(desk: &Desk<'_>, claim: &Claim) -> Option<String> {
    let (quote, origin) = desk.dossier.quote_of(claim)?;
    let value = claim.value.as_ref()?;
    if origin == QuoteOrigin::Whole {
        let format = desk.dossier.source(claim.source).number_format;
        let hedges = &desk.dossier.settings.hedges;
        let support = quote_supports(&quote.exact, value, format, hedges);
        if !matches!(support, Support::Yes) {
            return None;
        }
    }
    let words: Vec<&str> = quote.exact.split_whitespace().collect();
    Some(words.join(" "))
}
