//! `date-order`: a figure about a day after its text appeared, or a date in the
//! future. Periods are left alone: plans and budgets are about periods to come.

use crate::dossier::{Claim, ClaimId, DateOrigin, Source, SourceId};
use crate::findings::{Finding, Location, Role};
use crate::quantity::Window;
use crate::text::{Severity, Span, Spanned};

use super::Context;
use super::evidence::name_claims;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for (at, source) in context.dossier().sources.iter().enumerate() {
        of_source(context, SourceId::from(at), source, findings);
    }
    for (at, claim) in context.dossier().claims.iter().enumerate() {
        let (DateOrigin::Stated, Some(as_of), Some(span)) =
            (claim.when.origin, &claim.when.window, claim.when.span)
        else {
            continue;
        };
        if date_is_of_whole(context, claim) {
            continue;
        }
        let source = context.dossier().source(claim.source);
        if let Some(slip) = slip(context, source, as_of) {
            let id = ClaimId::from(at);
            findings.push(describe(context, source, &slip, as_of, span, &[id]));
        }
    }
}

/// The dates of a source itself: one finding, however many claims take them.
fn of_source(context: &Context<'_>, id: SourceId, source: &Source, findings: &mut Vec<Finding>) {
    if let Some(published) = &source.published
        && in_future(context, &published.value)
    {
        let message = format!(
            "the text is dated {}, a date in the future",
            published.value.printed
        );
        let all = claims_of(context, id, |_| true);
        let mut finding = finding(context, published.span, message, source, &all);
        finding.locations[0].label = "published".to_owned();
        findings.push(finding);
    }
    if let Some(as_of) = &source.as_of
        && let Some(slip) = slip(context, source, &as_of.value)
    {
        let inheriting = claims_of(context, id, |claim| {
            claim.when.span.is_none() && claim.when.origin == DateOrigin::Stated
        });
        findings.push(describe(
            context,
            source,
            &slip,
            &as_of.value,
            as_of.span,
            &inheriting,
        ));
    }
}

/// What is wrong with the date of a figure.
enum Slip<'a> {
    /// It comes after the publication.
    AfterPublication(&'a Spanned<Window>),
    /// It comes after today.
    Future,
}

fn slip<'a>(context: &Context<'_>, source: &'a Source, as_of: &Window) -> Option<Slip<'a>> {
    match &source.published {
        Some(published) if published.value.before(as_of) => Some(Slip::AfterPublication(published)),
        // A text of the future has a finding of its own.
        Some(published) if in_future(context, &published.value) => None,
        _ => in_future(context, as_of).then_some(Slip::Future),
    }
}

fn in_future(context: &Context<'_>, window: &Window) -> bool {
    matches!((window.start, context.today), (Some(start), Some(today)) if start > today)
}

/// Whether a part only takes over the date of its whole.
fn date_is_of_whole(context: &Context<'_>, claim: &Claim) -> bool {
    claim.part_of.is_some_and(|breakdown| {
        let whole = context.dossier().breakdowns[breakdown.index()].whole;
        // A row of a table repeats the date of its whole.
        context.claim(whole).when.window == claim.when.window
    })
}

fn claims_of(
    context: &Context<'_>,
    source: SourceId,
    wanted: impl Fn(&Claim) -> bool,
) -> Vec<ClaimId> {
    let claims = context.dossier().claims.iter().enumerate();
    claims
        .filter(|(_, claim)| claim.source == source && wanted(claim))
        .map(|(at, _)| ClaimId::from(at))
        .collect()
}

fn describe(
    context: &Context<'_>,
    source: &Source,
    slip: &Slip<'_>,
    as_of: &Window,
    span: Span,
    claims: &[ClaimId],
) -> Finding {
    let as_of = &as_of.printed;
    let figures = match claims {
        [_] => "the figure is",
        _ => "the figures are",
    };
    let message = match slip {
        Slip::AfterPublication(published) => format!(
            "{figures} as of {as_of}, but the text was published {}",
            published.value.printed
        ),
        Slip::Future => format!("{figures} as of {as_of}, a date in the future"),
    };
    let mut finding = finding(context, span, message, source, claims);
    finding.locations[0].label = "as of".to_owned();
    if let Slip::AfterPublication(published) = slip {
        finding.locations.push(Location {
            role: Role::Related,
            span: published.span,
            label: "published".to_owned(),
        });
    }
    finding
}

fn finding(
    context: &Context<'_>,
    span: Span,
    message: String,
    source: &Source,
    claims: &[ClaimId],
) -> Finding {
    let mut finding = Finding::new("date-order", Severity::Warning, span, message);
    name_claims(context, &mut finding, claims);
    finding.sources = vec![source.id.clone()];
    finding.subject = source.id.clone();
    finding.help.push(
        "check the year first; `published` is the day the text appeared, `as_of` the day the figure is about"
            .to_owned(),
    );
    finding
}
