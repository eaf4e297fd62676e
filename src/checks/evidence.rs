//! What the checks of quotations and dates share: how each figure stands to its
//! quotation, worked out once, and notes that gather the claims of one text.

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::dossier::{Claim, ClaimId, Dossier, Quote, QuoteOrigin, SourceId};
use crate::findings::{Finding, Location, Role};
use crate::quantity::{HedgeTable, NumberFormat, Support, Value, quote_supports};
use crate::text::{FileId, Severity};

use super::Context;

/// How a figure stands to its quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// There is nothing to look for: no figure, or one that is said to be missing.
    NoFigure,
    /// No quotation stands for it.
    NoQuote,
    /// The quotation says the same.
    Supported,
    /// The quotation has the number, but hedges it otherwise.
    HedgedOtherwise,
    /// The quotation does not have the number.
    Absent,
}

/// How every claim stands to its quotation, by claim. Superseded and retracted
/// claims too: they are evidence of what was once said.
pub(super) fn standings(dossier: &Dossier) -> Vec<Standing> {
    dossier
        .claims
        .par_iter()
        .with_min_len(512)
        .map(|claim| standing(dossier, claim))
        .collect()
}

fn standing(dossier: &Dossier, claim: &Claim) -> Standing {
    let Some(value) = figure(claim) else {
        return Standing::NoFigure;
    };
    let Some((quote, origin)) = dossier.quote_of(claim) else {
        return Standing::NoQuote;
    };
    match (support(dossier, claim, value, quote), origin) {
        (Support::Yes, _) => Standing::Supported,
        (Support::OtherHedge(_), _) => Standing::HedgedOtherwise,
        // A whole's quotation stands for a part only where it names its figure.
        (Support::No(_), QuoteOrigin::Whole) => Standing::NoQuote,
        (Support::No(_), _) => Standing::Absent,
    }
}

/// The figure of a claim, unless it is said to be missing.
pub(super) fn figure(claim: &Claim) -> Option<&Value> {
    claim.value.as_ref().filter(|value| !value.is_missing())
}

/// What a quotation says of a value. The figure must stand in the quoted words;
/// a hedge may stand in those before or after them.
pub(super) fn support(dossier: &Dossier, claim: &Claim, value: &Value, quote: &Quote) -> Support {
    let format = dossier.source(claim.source).number_format;
    quoted(quote, value, format, &dossier.settings.hedges)
}

/// The same for a quotation that stands in no dossier yet.
pub(crate) fn quoted(
    quote: &Quote,
    value: &Value,
    format: NumberFormat,
    hedges: &HedgeTable,
) -> Support {
    let exact = quote_supports(&quote.exact, value, format, hedges);
    if (quote.prefix.is_none() && quote.suffix.is_none()) || matches!(exact, Support::No(_)) {
        return exact;
    }
    let words = [&quote.prefix, &Some(quote.exact.clone()), &quote.suffix]
        .map(|words| words.as_deref().map(str::trim).unwrap_or_default())
        .join(" ");
    match quote_supports(&words, value, format, hedges) {
        Support::No(_) => exact,
        wider => wider,
    }
}

/// A finding about one claim and its quotation.
pub(super) fn against_quote(
    context: &Context<'_>,
    check: &'static str,
    severity: Severity,
    id: ClaimId,
    quote: &Quote,
    message: String,
) -> Finding {
    let claim = context.claim(id);
    let mut finding =
        context.finding_on_claims(check, severity, &[(id, "the value".to_owned())], message);
    finding.conflicts = vec![(claim.id.to_string(), claim.id.to_string())];
    finding.subject = context.printed(claim);
    finding.related(quote.span, "the quotation")
}

/// Something that figures should have and lack.
pub(super) struct Lack {
    /// The check.
    pub check: &'static str,
    /// What is lacking, in the singular.
    pub what: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// One note for each text and file, with every figure that lacks something.
pub(super) fn note_by_source(
    context: &Context<'_>,
    findings: &mut Vec<Finding>,
    lack: &Lack,
    lacks: impl Fn(ClaimId, &Claim) -> bool,
) {
    let mut texts: IndexMap<(FileId, SourceId), (usize, Vec<ClaimId>)> = IndexMap::new();
    for (at, claim) in context.dossier().claims.iter().enumerate() {
        if figure(claim).is_none() {
            continue;
        }
        let text = (claim.place.value.file, claim.source);
        let (all, lacking) = texts.entry(text).or_default();
        *all += 1;
        let id = ClaimId::from(at);
        if lacks(id, claim) {
            lacking.push(id);
        }
    }
    for ((_, source), (all, lacking)) in texts {
        let Some(&first) = lacking.first() else {
            continue;
        };
        let source = &context.dossier().source(source).id;
        let message = match (lacking.len(), all) {
            (1, 1) => format!("the figure in `{source}` has no {}", lack.what),
            (1, _) => format!("1 of {all} figures in `{source}` has no {}", lack.what),
            (some, _) if some == all => {
                format!(
                    "none of the {all} figures in `{source}` has a {}",
                    lack.what
                )
            }
            (some, _) => format!(
                "{some} of {all} figures in `{source}` have no {}",
                lack.what
            ),
        };
        let place = context.claim(first).place.value;
        let mut finding = Finding::new(lack.check, Severity::Note, place, message);
        finding.locations = lacking
            .iter()
            .enumerate()
            .map(|(at, &id)| Location {
                role: if at == 0 {
                    Role::Primary
                } else {
                    Role::Related
                },
                span: context.claim(id).place.value,
                label: String::new(),
            })
            .collect();
        name_claims(context, &mut finding, &lacking);
        finding.sources = vec![source.clone()];
        finding.subject = source.clone();
        finding.help.push(lack.help.to_owned());
        findings.push(finding);
    }
}

/// Names the claims that a finding is about; each can be accepted by itself.
pub(super) fn name_claims(context: &Context<'_>, finding: &mut Finding, claims: &[ClaimId]) {
    let mut measures = vec![false; context.dossier().codebook.measures.len()];
    for &id in claims {
        let claim = context.claim(id);
        let name = claim.id.to_string();
        finding.conflicts.push((name.clone(), name.clone()));
        finding.claims.push(name);
        let known = &mut measures[claim.measure.index()];
        if !*known {
            *known = true;
            let measure = context.dossier().codebook.measure(claim.measure);
            finding.measures.push(measure.id.clone());
        }
    }
}
