//! Slips of transcription with one possible repair: the quotation holds one figure that
//! no other claim takes from it, so that one was copied wrongly. A figure as the source
//! prints it is never repaired; only what a person typed beside its quotation is.

use crate::dossier::{Claim, Dossier, Quote};
use crate::findings::Finding;
use crate::quantity::{Support, Value, quote_supports, recognise};
use crate::text::{self, Span};

/// What to write in place of a figure.
#[derive(Debug)]
pub(super) struct Repair {
    /// Where the figure stands.
    pub span: Span,
    /// The figure as the quotation prints it.
    pub printed: String,
    /// The same as YAML.
    pub written: String,
}

/// The one repair of a finding, if there is one.
pub(super) fn repair(dossier: &Dossier, finding: &Finding) -> Option<Repair> {
    if finding.check != "value-not-in-quote" {
        return None;
    }
    let id = finding.claims.first()?;
    let claim = dossier.claims.iter().find(|claim| *claim.id == **id)?;
    let value = claim.value.as_ref()?;
    let (quote, _) = dossier.quote_of(claim)?;
    let others: Vec<&Claim> = (dossier.claims.iter())
        .filter(|other| other.id != claim.id && other.value.is_some())
        .filter(|other| {
            dossier
                .quote_of(other)
                .is_some_and(|(own, _)| own.span == quote.span)
        })
        .collect();
    let mut candidates: Vec<String> = Vec::new();
    let format = dossier.source(claim.source).number_format;
    let hedges = &dossier.settings.hedges;
    let taken = |figure: &str| {
        let states = |other: &&Claim| match &other.value {
            Some(value) => matches!(quote_supports(figure, value, format, hedges), Support::Yes),
            None => false,
        };
        others.iter().any(states)
    };
    for found in recognise(&quote.exact, format, hedges) {
        let Some(printed) = found.value.as_ref().filter(|_| found.is_figure()) else {
            continue;
        };
        let printed = printed.printed.to_string();
        if !taken(&printed) && !candidates.contains(&printed) {
            candidates.push(printed);
        }
    }
    let [printed] = &candidates[..] else {
        return None;
    };
    // Two that are missing cannot both be the one that is left.
    if others.iter().any(|other| !stated(dossier, other, quote)) {
        return None;
    }
    let read = Value::parse(printed, format, hedges).ok()?;
    let same_unit = read.is_percent() == value.is_percent();
    let repairs = matches!(
        quote_supports(&quote.exact, &read, format, hedges),
        Support::Yes
    );
    let span = claim.place.value;
    let written = written(dossier.files.slice(span), &value.printed, printed)?;
    (same_unit && repairs).then(|| Repair {
        span,
        printed: printed.clone(),
        written,
    })
}

fn stated(dossier: &Dossier, claim: &Claim, quote: &Quote) -> bool {
    let Some(value) = &claim.value else {
        return true;
    };
    let format = dossier.source(claim.source).number_format;
    let hedges = &dossier.settings.hedges;
    !matches!(
        quote_supports(&quote.exact, value, format, hedges),
        Support::No(_)
    )
}

/// The new figure in the style of the old one; nothing where the old is not one text.
fn written(old: &str, printed: &str, new: &str) -> Option<String> {
    let quoted = format!("\"{}\"", new.replace('\\', "\\\\").replace('"', "\\\""));
    match old.chars().next()? {
        '"' | '\'' => Some(quoted),
        _ if old != printed => None,
        // Where the old one has no comma it may stand in braces.
        _ if new.contains(',') && !old.contains(',') => Some(quoted),
        _ => Some(text::scalar(new).into_owned()),
    }
}
