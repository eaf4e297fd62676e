//! Patterns in a sum that does not close: digits of one figure exchanged, a figure that
//! was to be subtracted, running totals among the parts, groups that must overlap.

use crate::findings::{Finding, Hint, Term, Worksheet};
use crate::quantity::{Decimal, Exact, group};

use super::evidence::{Tenths, says_slip};
use super::said::Known;
use super::{slip, times};

pub(super) fn attach(known: &Known<'_, '_>, findings: &mut [Finding]) {
    for finding in findings {
        let Some(sheet) = &finding.worksheet else {
            continue;
        };
        let mut hints: Vec<Hint> = Vec::new();
        hints.extend(overlap(finding, sheet));
        if is_balance(sheet)
            && let Some(difference) = sheet.difference.single()
            && !difference.is_zero()
            && sheet.terms.len() > 1
            && sheet.terms.iter().all(|term| term.of.is_none())
        {
            hints.extend(transposed(known, finding, sheet, difference));
            hints.extend(subtracted(finding, sheet, difference));
            hints.extend(running_total(known, sheet, difference));
        }
        finding.hints.extend(hints);
    }
}

/// Whether both sides should be equal, in a breakdown or a rule.
pub(super) fn is_balance(sheet: &Worksheet) -> bool {
    matches!(sheet.comparison, "=" | "==")
}

/// Disjoint parts above their whole: how much they would have to overlap.
fn overlap(finding: &Finding, sheet: &Worksheet) -> Option<Hint> {
    if finding.check != "parts-exceed-whole" {
        return None;
    }
    let (sum, whole) = (
        sheet.computed.low.as_ref()?,
        sheet.stated.interval.high.as_ref()?,
    );
    let excess = &sum.value - &whole.value;
    if excess.is_negative() || excess.is_zero() || sheet.scale.is_some() {
        return None;
    }
    let least = match sum.open || whole.open {
        true => "more than",
        false => "at least",
    };
    let in_all = if sheet.terms.len() > 2 { " in all" } else { "" };
    let message = format!(
        "the groups fit into the total only if they overlap, by {least} {}{in_all}",
        group(&excess)
    );
    let claims = sheet.terms.iter().map(|term| term.claim.clone());
    Some(
        Hint::new("overlap-forced", message)
            .on(claims)
            .scored(&excess, "double counts"),
    )
}

/// A figure with two digits in each other's place, neighbours or not, that would close
/// the sum.
fn transposed(
    known: &Known<'_, '_>,
    finding: &Finding,
    sheet: &Worksheet,
    difference: &Exact,
) -> Option<Hint> {
    if says_slip(finding, "swapped") {
        return None;
    }
    let minus_one = Exact::from(-1_i64);
    let sides = (sheet
        .terms
        .iter()
        .map(|term| (term, term.coefficient.clone())))
    .chain([(&sheet.stated, minus_one)]);
    let mut found = Vec::new();
    for (term, coefficient) in sides {
        let Some(said) = known.said(&term.claim) else {
            continue;
        };
        let Some(printed) = slip::plain(known.context.claim(said.claim)) else {
            continue;
        };
        let Some(change) = difference.checked_div(&coefficient) else {
            continue;
        };
        if let Some((meant, swaps)) = swapped(printed, &change) {
            found.push((term, meant, swaps));
        }
    }
    let [(term, meant, swaps)] = found.as_slice() else {
        // Where several figures would do, the pattern says little.
        return None;
    };
    let tries = Exact::from((*swaps * (sheet.terms.len() + 1)) as i64);
    let evidence = Tenths::once_in(&(&meant.abs() / &tries));
    let message = format!(
        "two digits in each other's place would explain it: {} {} for {}; such a slip misses by a multiple of 9, here {}",
        term.name,
        term.printed,
        group(meant),
        group(&difference.abs())
    );
    let hint = Hint::new("transposition", message).on([term.claim.clone()]);
    evidence.is_telling().then(|| evidence.on(hint))
}

/// The number that the printed one becomes by this change, if two of its digits are
/// exchanged in it; and how many different exchanges there are.
fn swapped(printed: Decimal, change: &Exact) -> Option<(Exact, usize)> {
    let unit = Exact::power_of_ten(i32::from(printed.scale));
    // The quick test: exchanging digits changes a number by a multiple of nine.
    if !(&(change * &unit) / &Exact::from(9_i64)).is_integer() {
        return None;
    }
    let meant = &printed.to_exact() + change;
    let wanted = (&meant * &unit).to_i64()?;
    let (own, other) = (
        printed.coefficient.to_string().into_bytes(),
        wanted.to_string().into_bytes(),
    );
    if own.len() != other.len() {
        return None;
    }
    let differ: Vec<usize> = (0..own.len()).filter(|&at| own[at] != other[at]).collect();
    let [a, b] = differ[..] else { return None };
    let exchanged = own[a] == other[b] && own[b] == other[a];
    let mut swaps = 0;
    for (at, digit) in own.iter().enumerate() {
        swaps += own[at + 1..].iter().filter(|other| *other != digit).count();
    }
    exchanged.then_some((meant, swaps))
}

/// A term that closes the sum if it is taken off instead of added, or the reverse.
fn subtracted(finding: &Finding, sheet: &Worksheet, difference: &Exact) -> Option<Hint> {
    if says_slip(finding, "sign") {
        return None;
    }
    let minus_two = Exact::from(-2_i64);
    let turned = |term: &&Term| {
        let value = term.interval.single();
        value.is_some_and(|value| &(&term.coefficient * value) * &minus_two == *difference)
    };
    let found: Vec<&Term> = sheet.terms.iter().filter(turned).collect();
    let [term] = found[..] else { return None };
    let value = term.interval.single()?;
    let evidence = Tenths::once_in(&(&value.abs() / &Exact::from(sheet.terms.len() as i64)));
    let (now, then) = match term.coefficient.is_negative() {
        false => ("subtracted", "added"),
        true => ("added", "subtracted"),
    };
    let message = format!(
        "it would close if {} {} were {now} instead of {then}: the difference, {}, is twice that figure",
        term.name,
        term.printed,
        group(&difference.abs())
    );
    let hint = Hint::new("sign-reversed", message).on(claims([term]));
    evidence.is_telling().then(|| evidence.on(hint))
}

/// Parts that are months, quarters or years, of which one or all are running totals.
fn running_total(known: &Known<'_, '_>, sheet: &Worksheet, difference: &Exact) -> Option<Hint> {
    let mut parts: Vec<(i64, &Term, Exact)> = Vec::new();
    for term in &sheet.terms {
        let value = term.interval.single()?.clone();
        let point = known.point(&term.claim)?;
        if term.coefficient != Exact::ONE || value.is_negative() {
            return None;
        }
        parts.push((times::rank(known.context, point)?, term, value));
    }
    parts.sort_by_key(|part| part.0);
    let apart = parts.windows(2).all(|pair| pair[0].0 < pair[1].0);
    if parts.len() < 3 || !apart || times::forms(&parts) > 1 {
        return None;
    }
    let (_, last, final_value) = &parts[parts.len() - 1];
    if sheet.stated.interval.single() == Some(final_value) {
        let rising = parts.windows(2).all(|pair| pair[0].2 <= pair[1].2);
        let message = match rising {
            true => format!(
                "the total is the figure of {} alone and no part is below the one before: the parts may be running totals",
                last.name
            ),
            false => format!(
                "the total is the figure of {} alone: the figure of one period may stand where the sum belongs",
                last.name
            ),
        };
        let evidence = Tenths::once_in(final_value);
        let hint = Hint::new("running-total", message).on(claims([last, &sheet.stated]));
        return evidence.is_telling().then(|| evidence.on(hint));
    }
    let mut before = Exact::ZERO;
    for (at, (_, term, value)) in parts.iter().enumerate() {
        if at > 0 && -difference == before && *value >= before {
            let own = value - &before;
            let tries = Exact::from((parts.len() - 1) as i64);
            let evidence = Tenths::once_in(&(&before / &tries));
            let message = format!(
                "{} {} may be a running total: less the {} before it, it is {}, and the sum closes",
                term.name,
                term.printed,
                group(&before),
                group(&own)
            );
            let hint = Hint::new("running-total", message).on(claims([*term]));
            return evidence.is_telling().then(|| evidence.on(hint));
        }
        before = &before + value;
    }
    None
}

fn claims<'t>(terms: impl IntoIterator<Item = &'t Term>) -> Vec<String> {
    let ids = terms.into_iter().map(|term| term.claim.clone());
    ids.filter(|id| !id.is_empty()).collect()
}
