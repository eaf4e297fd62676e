//! `not-applied`, of figures: a difference since a date of which there is no figure.

use rustc_hash::FxHashMap;

use crate::dossier::{Claim, ClaimId, Codes, MeasureId};
use crate::findings::Finding;
use crate::quantity::Window;
use crate::text::Severity;

use super::Context;

/// The dates of the figures of each cell.
type Dates<'d> = FxHashMap<(MeasureId, &'d Codes), Vec<(i64, i64)>>;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let claims = &context.dossier().claims;
    let is_change = |claim: &Claim| {
        let more = claim.more.as_ref();
        more.is_some_and(|more| more.change_since.is_some())
    };
    if !claims.iter().any(is_change) {
        return;
    }
    let dates = dates(context);
    for (at, claim) in context.dossier().claims.iter().enumerate() {
        let since = (claim.more.as_ref()).and_then(|more| more.change_since.as_ref());
        let Some(since) = since.filter(|_| claim.value.is_some() && claim.is_current()) else {
            continue;
        };
        let from = dated(&dates, claim, &since.value);
        let to = claim
            .when
            .window
            .as_ref()
            .map_or(0, |window| dated(&dates, claim, window));
        let measure = &context.dossier().codebook.measure(claim.measure).id;
        let why = if from == 0 {
            format!(
                "no figure of {measure} for these codes is dated {}",
                since.value.printed
            )
        } else if from > 1 {
            format!("several dates of {measure} lie in {}", since.value.printed)
        } else if to == 0 {
            format!("no figure of {measure} for these codes has the date of the change itself")
        } else {
            continue;
        };
        let place = [(ClaimId::from(at), String::new())];
        let message = format!("a change is compared with nothing: {why}");
        let mut finding = context.finding_on_claims("not-applied", Severity::Note, &place, message);
        finding.first_against_others();
        finding.subject = format!("change since {}", since.value.printed);
        finding.help.push(
            "write the figures that it connects as claims of their own, each with its date"
                .to_owned(),
        );
        findings.push(finding);
    }
}

fn dates<'c>(context: &'c Context<'_>) -> Dates<'c> {
    let figures = context.figures;
    let mut dates: Dates<'c> = FxHashMap::default();
    for point in &figures.points {
        let cell = figures.cells.get(point.cell);
        if cell.share_of.is_none() {
            let days = crate::figures::days(figures.group(point.group).window.as_ref());
            dates
                .entry((cell.measure, &cell.codes))
                .or_default()
                .push(days);
        }
    }
    for own in dates.values_mut() {
        own.sort_unstable();
        own.dedup();
    }
    dates
}

/// At how many dates inside a window the cell of a claim has a figure; 1 where it has one
/// for the very window.
fn dated(dates: &Dates<'_>, claim: &Claim, window: &Window) -> usize {
    let (start, end) = crate::figures::days(Some(window));
    let own = dates.get(&(claim.measure, &claim.codes));
    let own = own.map_or(&[][..], Vec::as_slice);
    if own.contains(&(start, end)) {
        return 1;
    }
    own.iter()
        .filter(|days| start <= days.0 && days.1 <= end)
        .count()
}
