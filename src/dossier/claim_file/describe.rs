//! What a claim says, as a text: two claims that say the same have the same one,
//! whatever sort of file they stand in.

use crate::dossier::{ClaimId, CodeId, DimensionId, Dossier, Quote};

/// Everything a claim says, apart from where it stands.
pub fn described(dossier: &Dossier, id: ClaimId) -> String {
    let claim = dossier.claim(id);
    let codebook = &dossier.codebook;
    let codes = |codes: &[(DimensionId, CodeId)]| {
        let names = codes.iter().map(|&(dimension, code)| {
            let code = &codebook.code(dimension, code).id;
            format!("{}={code}", codebook.dimension(dimension).id)
        });
        let mut names: Vec<String> = names.collect();
        names.sort();
        names.join(",")
    };
    let quote = |quote: Option<&Quote>| {
        let all = quote.map(|quote| (&quote.exact, &quote.prefix, &quote.suffix));
        format!("{all:?}")
    };
    let part_of = claim.part_of.map(|breakdown| {
        let breakdown = &dossier.breakdowns[breakdown.index()];
        let by = breakdown.by.map(|by| &codebook.dimension(by).id);
        let whole = &dossier.claim(breakdown.whole).id;
        let quote = quote(breakdown.quote.as_ref());
        format!(
            "{whole} by {by:?} {:?} {:?} {} {quote}",
            breakdown.kind, breakdown.missing, breakdown.complete
        )
    });
    let more = claim.more.as_deref();
    let more = more.map(|more| {
        let readings: Vec<String> = more.readings.iter().map(|reading| codes(reading)).collect();
        let since = more.change_since.as_ref().map(|since| &since.value.printed);
        let revises = more.revises.as_ref().map(|id| &id.value);
        format!(
            "{revises:?} {:?} {readings:?} {since:?} {:?}",
            more.reason, more.note
        )
    });
    let window = claim.when.window.as_ref();
    let window = window.map(|window| (window.start, window.end));
    format!(
        "{} {}[{}] {:?} {} {} {window:?} {:?} {:?} {} {} {part_of:?} {more:?}",
        claim.id,
        codebook.measure(claim.measure).id,
        codes(&claim.codes),
        claim.value,
        dossier.source(claim.source).id,
        dossier.speakers.name(claim.speaker),
        claim.state,
        claim.basis,
        quote(claim.quote.as_ref()),
        claim.unreadable,
    )
}
