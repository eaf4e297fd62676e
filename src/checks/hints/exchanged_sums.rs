//! Two sums of one text that miss by the same amount in opposite directions, because a
//! figure of each stands in the other's place.

use rustc_hash::FxHashMap;

use crate::findings::{Finding, Hint};
use crate::quantity::{Exact, group};

use super::evidence::{Tenths, says_slip};
use super::said::Known;
use super::sums::is_balance;

/// A figure of a broken sum.
struct Place {
    finding: usize,
    claim: String,
    name: String,
    source: String,
    /// What it is.
    value: Exact,
    /// What would close the sum.
    needed: Exact,
}

pub(super) fn attach(known: &Known<'_, '_>, findings: &mut [Finding]) {
    let places = places(known, findings);
    let mut by_value: FxHashMap<(&str, &Exact, &Exact), Vec<usize>> = FxHashMap::default();
    for (at, place) in places.iter().enumerate() {
        let key = (place.source.as_str(), &place.value, &place.needed);
        by_value.entry(key).or_default().push(at);
    }
    for place in &places {
        let key = (place.source.as_str(), &place.needed, &place.value);
        let Some([other]) = by_value.get(&key).map(Vec::as_slice) else {
            continue;
        };
        let other = &places[*other];
        let alone = by_value[&(place.source.as_str(), &place.value, &place.needed)].len() == 1;
        if other.finding == place.finding || other.claim == place.claim || !alone {
            continue;
        }
        let evidence = Tenths::once_in(&(&place.value - &place.needed).abs());
        if !evidence.is_telling() || says_slip(&findings[place.finding], "exchanged") {
            continue;
        }
        let message = format!(
            "{} {} and {} {} may stand in each other's place: exchanged, they close this sum and another one",
            place.name,
            group(&place.value),
            other.name,
            group(&other.value)
        );
        let claims = [place.claim.clone(), other.claim.clone()];
        let hint = evidence.on(Hint::new("exchanged", message).on(claims));
        findings[place.finding].hints.push(hint);
    }
}

/// Every exact figure of a sum that does not close.
fn places(known: &Known<'_, '_>, findings: &[Finding]) -> Vec<Place> {
    let figures = known.context.figures;
    let mut places = Vec::new();
    for (finding, found) in findings.iter().enumerate() {
        let (Some(sheet), [source]) = (&found.worksheet, found.sources.as_slice()) else {
            continue;
        };
        let Some(difference) = sheet.difference.single() else {
            continue;
        };
        if !is_balance(sheet) || difference.is_zero() {
            continue;
        }
        let stated = [(&sheet.stated, Exact::from(-1_i64))];
        let terms = sheet
            .terms
            .iter()
            .map(|term| (term, term.coefficient.clone()));
        for (term, coefficient) in terms.chain(stated) {
            let change = difference.checked_div(&coefficient);
            if let (Some(said), Some(change)) = (known.said(&term.claim), change) {
                places.push(Place {
                    finding,
                    claim: term.claim.clone(),
                    name: figures.cell_name(figures.point(said.point).cell),
                    source: source.clone(),
                    needed: &said.number + &change,
                    value: said.number,
                });
            }
        }
    }
    places
}
