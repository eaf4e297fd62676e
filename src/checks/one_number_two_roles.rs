//! `one-number-two-roles`: the same number for two different things. Silent for
//! numbers of as many digits as the dossier holds so many of that some would
//! meet by chance.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::figures::{CellId, PointId};
use crate::findings::Finding;
use crate::quantity::{Decimal, Exact};
use crate::text::Severity;

use super::Context;
use super::across;

/// Numbers with the cells they stand for, each with its first figure.
pub(super) type Numbers = BTreeMap<Exact, BTreeMap<CellId, PointId>>;

/// A number in more cells than this is a usual one.
const USUAL: usize = 50;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let figures = context.figures;
    let codebook = &figures.dossier.codebook;
    let same_parts: Vec<Vec<String>> = findings
        .iter()
        .filter(|finding| finding.check == "same-parts-different-whole")
        .map(|finding| finding.claims.clone())
        .collect();
    for (number, cells) in context.telling_numbers() {
        if cells.len() < 2 || cells.len() > USUAL {
            continue;
        }
        let mut first_of: Vec<PointId> = cells.values().copied().collect();
        across::by_date(context, &mut first_of);
        let cells: Vec<(CellId, PointId)> = first_of
            .into_iter()
            .map(|point| (figures.point(point).cell, point))
            .collect();
        let id = |point: PointId| {
            context
                .claim(across::best(context, point).claim)
                .id
                .to_string()
        };
        let mut taking_part: Vec<PointId> = Vec::new();
        let mut pairs = Vec::new();
        for (at, &(a, first)) in cells.iter().enumerate() {
            for &(b, second) in &cells[at + 1..] {
                let nested = figures.cells.contains(a, b, codebook)
                    || figures.cells.contains(b, a, codebook);
                let (x, y) = (figures.cells.get(a), figures.cells.get(b));
                let other_period = x.measure == y.measure && x.codes == y.codes;
                let together = same_parts
                    .iter()
                    .any(|claims| claims.contains(&id(first)) && claims.contains(&id(second)));
                if nested || other_period || together {
                    continue;
                }
                pairs.push((first, second));
                for point in [first, second] {
                    if !taking_part.contains(&point) {
                        taking_part.push(point);
                    }
                }
            }
        }
        if !pairs.is_empty() {
            across::by_date(context, &mut taking_part);
            findings.push(describe(context, number, &taking_part, &pairs));
        }
    }
}

/// Telling numbers with the cells they stand for, each with its first figure;
/// only those of few enough digits' worth that chance does not explain them.
pub(super) fn numbers(context: &Context<'_>) -> Numbers {
    let mut digits: FxHashMap<Exact, u32> = FxHashMap::default();
    for (_, _, telling, number) in telling(context) {
        digits.insert(number, telling);
    }
    let mut distinct: FxHashMap<u32, u128> = FxHashMap::default();
    for count in digits.into_values() {
        *distinct.entry(count).or_insert(0) += 1;
    }
    let mut numbers = Numbers::new();
    if distinct
        .iter()
        .all(|(&digits, &count)| by_chance(digits, count))
    {
        return numbers;
    }
    for (cell, point, digits, number) in telling(context) {
        if !by_chance(digits, distinct[&digits]) {
            let cells = numbers.entry(number).or_default();
            cells.entry(cell).or_insert(point);
        }
    }
    numbers
}

/// For each number of digits, how many pairs of equal numbers chance alone would bring
/// about among the figures of that many digits: of n figures, n (n - 1) / 2 pairs, each
/// equal once in 9 * 10^(digits - 1) cases.
pub(super) fn by_chance_alone(context: &Context<'_>) -> BTreeMap<u32, Exact> {
    let mut figures: BTreeMap<u32, i128> = BTreeMap::new();
    for (number, cells) in context.telling_numbers() {
        let digits = Decimal::from_exact(number).map_or(0, |number| number.significant_digits());
        *figures.entry(digits).or_insert(0) += cells.len() as i128;
    }
    let expected = |(digits, count): (u32, i128)| {
        let possible = 10i128
            .checked_pow(digits.checked_sub(1)?)?
            .checked_mul(18)?;
        let pairs = count.checked_mul(count - 1)?;
        Some((digits, Exact::ratio(pairs, possible)))
    };
    figures.into_iter().filter_map(expected).collect()
}

/// Figures that print an exact number of three significant digits or more, not
/// round: cell, point, digits and number, by cell and date.
fn telling(context: &Context<'_>) -> impl Iterator<Item = (CellId, PointId, u32, Exact)> {
    let series = context.across().timeline.all();
    let counts = series.filter(|(series, _)| {
        let measure = context.figures.cells.get(series.cell).measure;
        let open = context.dossier().codebook.measure(measure).is_open();
        !series.percent && !open
    });
    counts.flat_map(move |(series, entries)| {
        entries.iter().filter_map(move |entry| {
            let claim = context.claim(across::best(context, entry.point).claim);
            let value = claim.value.as_ref().filter(|value| !value.is_percent());
            let number = value?.is_exact_number()?;
            let digits = number.significant_digits();
            let round = number.last_place() != number.printed_unit();
            (digits >= 3 && !round).then(|| (series.cell, entry.point, digits, number.to_exact()))
        })
    })
}

/// Whether so many numbers of so many digits would meet by chance: more than
/// twice the square root of how many there can be, 9 * 10^(digits - 1).
fn by_chance(digits: u32, count: u128) -> bool {
    let Some(possible) = 10u128.checked_pow(digits - 1) else {
        return false;
    };
    count.saturating_mul(count) > possible.saturating_mul(36)
}

fn describe(
    context: &Context<'_>,
    number: &Exact,
    points: &[PointId],
    pairs: &[(PointId, PointId)],
) -> Finding {
    let name = |point: PointId| context.figures.cell_name(context.figures.point(point).cell);
    let number = crate::quantity::group(number);
    let roles: Vec<String> = points
        .iter()
        .map(|&point| format!("{} ({})", name(point), across::origin(context, point)))
        .collect();
    let message = format!(
        "{number} stands for different things: {}",
        across::list(&roles, 4)
    );
    let mut finding = across::finding(
        context,
        "one-number-two-roles",
        Severity::Note,
        points,
        message.clone(),
    );
    finding.concise = message;
    finding.subject = number;
    finding.conflicts = pairs
        .iter()
        .map(|&(a, b)| across::pair(context, a, b))
        .collect();
    across::add_rows(context, &mut finding, points);
    for row in &mut finding.figures {
        row.difference = None;
    }
    finding.help.push(
        "it can be chance: read the passages, and see whether one text took the figure from the other"
            .to_owned(),
    );
    finding
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::by_chance;
    use crate::checks::testing::{kinds_of, lines};

    #[test]
    fn one_telling_number_for_two_things() {
        let found = lines(&[
            "a settled 2025-03-01 267",
            "b freed[sex=women] 2025-03-02 267",
        ]);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "267 stands for different things: settled (a, 2025-03-01) and freed[sex=women] (b, 2025-03-02)"
        );
    }

    #[test]
    fn short_round_hedged_and_nested_figures_are_silent() {
        let quiet = |a: &str, b: &str| {
            let rows = [
                format!("a settled 2025-03-01 {a}"),
                format!("b freed 2025-03-02 {b}"),
            ];
            kinds_of(&[&rows[0], &rows[1]]).is_empty()
        };
        assert!(!quiet("267", "267"));
        assert!(quiet("26", "26"));
        assert!(quiet("260", "260"));
        assert!(quiet("267", "over 267"));
        assert!(quiet("267", "268"));
        assert!(
            kinds_of(&[
                "a settled 2025-03-01 267",
                "b settled[sex=women] 2025-03-02 267"
            ])
            .is_empty()
        );
        // Siblings are two things.
        let siblings = [
            "a settled[sex=men] 2025-03-01 267",
            "b settled[sex=women] 2025-03-02 267",
        ];
        assert_eq!(kinds_of(&siblings), ["note one-number-two-roles"]);
    }

    #[test]
    fn another_period_of_the_same_flow_is_no_other_role() {
        assert!(kinds_of(&["a monthly 2025-01 267", "a monthly 2025-02 267"]).is_empty());
    }

    #[test]
    fn many_numbers_of_three_digits_meet_by_chance() {
        let mut rows = vec![
            "a settled 2025-03-01 267".to_owned(),
            "b freed 2025-03-02 267".to_owned(),
        ];
        for at in 0..60 {
            rows.push(format!(
                "a counted 2025-01-01 {} | attributed_to: s{at}",
                301 + at * 10
            ));
        }
        let told = |rows: &[String]| {
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            kinds_of(&rows).contains(&"note one-number-two-roles".to_owned())
        };
        assert!(!told(&rows));
        rows.pop();
        assert!(told(&rows));
    }

    #[test]
    fn chance_begins_at_twice_the_square_root() {
        // 900 numbers of three digits: beyond 60 of them, two are often equal.
        assert!(!by_chance(3, 60));
        assert!(by_chance(3, 61));
        // 9,000 of four digits, twice the root is 189.7.
        assert!(!by_chance(4, 189));
        assert!(by_chance(4, 190));
    }
}
