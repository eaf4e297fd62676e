//! How much equal numbers say, where a check is about just that: equal parts under two
//! wholes, and one number for two things.

use std::collections::BTreeMap;

use crate::findings::{Finding, Hint};
use crate::quantity::{Exact, group};

use super::super::{Context, one_number_two_roles};
use super::evidence::Tenths;

pub(super) fn attach(context: &Context<'_>, findings: &mut [Finding]) {
    let mut equal_pairs: Option<BTreeMap<u32, Exact>> = None;
    for finding in findings {
        let hint = match finding.check {
            "same-parts-different-whole" => identical_parts(finding),
            "one-number-two-roles" => {
                let by_digits = equal_pairs
                    .get_or_insert_with(|| one_number_two_roles::by_chance_alone(context));
                one_number(finding, by_digits)
            }
            _ => None,
        };
        finding.hints.extend(hint);
    }
}

/// The rows of a finding on equal parts are a whole and its parts, twice.
fn identical_parts(finding: &Finding) -> Option<Hint> {
    let half = finding.figures.len() / 2;
    let parts = finding.figures.get(1..half)?;
    let mut product = Exact::ONE;
    for part in parts {
        product = &product * &part.interval.single()?.abs();
    }
    let message = format!(
        "it is hardly chance: {} numbers of this size agree by chance about once in {} cases",
        parts.len(),
        group(&product)
    );
    let claims = parts.iter().map(|part| part.claim.clone());
    let hint = Hint::new("identical-parts", message).on(claims);
    let evidence = Tenths::once_in(&product);
    evidence.is_telling().then(|| evidence.on(hint))
}

/// How many pairs of equal numbers of so many digits chance alone would bring about.
fn one_number(finding: &Finding, by_digits: &BTreeMap<u32, Exact>) -> Option<Hint> {
    let number = finding.figures.first()?.interval.single()?;
    let digits = crate::quantity::Decimal::from_exact(number)?.significant_digits();
    let pairs = by_digits.get(&digits)?;
    let hundredths = (pairs * &Exact::from(100_i64)).ceil();
    let pairs = group(&(&hundredths / &Exact::from(100_i64)));
    let message = format!(
        "chance alone would make about {pairs} pairs of equal numbers among the figures of {digits} digits here"
    );
    let hint = Hint::new("one-number", message).on(finding.claims.iter().cloned());
    Some(hint.scored(digits, "digits"))
}
