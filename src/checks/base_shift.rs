//! `base-shift`: two texts give nearly equal figures for a whole and for a part
//! of it, and neither gives both.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::{MeasureKind, SourceId};
use crate::figures::{CellId, PointId};
use crate::findings::Finding;
use crate::quantity::Exact;
use crate::text::Severity;

use super::Context;
use super::across;

/// A figure of a cell in one text, with the number it prints.
#[derive(Debug)]
pub(super) struct Stated {
    source: SourceId,
    point: PointId,
    number: Exact,
}

/// Of each cell the latest figure of each text, by number.
pub(super) type Latest = BTreeMap<CellId, Vec<Stated>>;

/// A part in one text and a whole in another.
type Pair = (PointId, PointId);

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let told = across::told(findings);
    let stated = context.latest();
    let sources: FxHashMap<CellId, FxHashSet<SourceId>> = stated
        .iter()
        .map(|(&cell, list)| (cell, list.iter().map(|one| one.source).collect()))
        .collect();
    let figures = context.figures;
    let mut found: BTreeMap<(&str, &str), Vec<Pair>> = BTreeMap::new();
    for (&part, parts) in stated {
        for whole in figures.cells.containing(part, &figures.dossier.codebook) {
            let Some(wholes) = stated.get(&whole) else {
                continue;
            };
            let only = |list: &'_ [Stated], other: CellId| -> Vec<usize> {
                let lacks = |at: &usize| !sources[&other].contains(&list[*at].source);
                (0..list.len()).filter(lacks).collect()
            };
            let wholes_only = only(wholes, part);
            for at in only(parts, whole) {
                let part = &parts[at];
                for whole in near(wholes, &wholes_only, &part.number) {
                    let pair = across::pair(context, part.point, whole.point);
                    let apart = across::clash(context, part.point, whole.point);
                    if !apart || told.contains(&pair) {
                        continue;
                    }
                    let (a, b) = (
                        figures.source_of(part.point),
                        figures.source_of(whole.point),
                    );
                    let key = if a < b { (a, b) } else { (b, a) };
                    found
                        .entry(key)
                        .or_default()
                        .push((part.point, whole.point));
                }
            }
        }
    }
    for ((a, b), mut pairs) in found {
        pairs.sort_by_cached_key(|&(part, whole)| {
            let name = |point: PointId| figures.cell_name(figures.point(point).cell);
            (name(whole), name(part))
        });
        findings.push(describe(context, a, b, &pairs));
    }
}

/// Counts and amounts that print a positive number: of each cell, the latest
/// figure of each text, by number. A wording such as "thousands" is none: it does
/// not tell a reader the difference between two cells.
pub(super) fn stated(context: &Context<'_>) -> Latest {
    let figures = context.figures;
    let mut stated = Latest::new();
    for (series, entries) in context.across().timeline.all() {
        let cell = figures.cells.get(series.cell);
        let kind = figures.kinds[cell.measure.index()];
        let counted = matches!(kind, MeasureKind::Count | MeasureKind::Amount);
        if !counted || series.percent {
            continue;
        }
        let mut latest: BTreeMap<SourceId, Stated> = BTreeMap::new();
        for entry in entries {
            let claim = context.claim(across::best(context, entry.point).claim);
            let number = claim.value.as_ref().and_then(|value| value.number());
            let Some(number) = number.map(|number| number.to_exact()) else {
                continue;
            };
            let source = figures.group(figures.point(entry.point).group).source;
            let outdated = context.across().outdated.contains(&entry.point);
            if number > Exact::ZERO && !outdated {
                let point = entry.point;
                latest.insert(
                    source,
                    Stated {
                        source,
                        point,
                        number,
                    },
                );
            }
        }
        let mut list: Vec<Stated> = latest.into_values().collect();
        list.sort_by(|a, b| a.number.cmp(&b.number));
        if !list.is_empty() {
            stated.insert(series.cell, list);
        }
    }
    stated
}

/// Of some places in a list sorted by number, those with another number at most
/// 10 % of the larger one away.
fn near<'a>(
    list: &'a [Stated],
    places: &'a [usize],
    number: &'a Exact,
) -> impl Iterator<Item = &'a Stated> {
    let tenths = |value: &Exact, count: i64| value * &Exact::ratio(i128::from(count), 10);
    let least = tenths(number, 9);
    let first = places.partition_point(|&at| list[at].number < least);
    places[first..]
        .iter()
        .map(|&at| &list[at])
        .take_while(move |other| tenths(&other.number, 9) <= *number)
        .filter(move |other| other.number != *number)
}

fn describe(context: &Context<'_>, a: &str, b: &str, pairs: &[Pair]) -> Finding {
    let name = |point: PointId| context.figures.cell_name(context.figures.point(point).cell);
    let said = |point: PointId| {
        let when = across::when(context, point);
        format!("{} ({when})", across::printed(context, point))
    };
    let one = |&(part, whole): &Pair| {
        format!(
            "{} {} beside {} {}",
            name(part),
            said(part),
            name(whole),
            said(whole)
        )
    };
    let short: Vec<String> = pairs
        .iter()
        .map(|&(part, whole)| {
            let (part, whole) = (
                across::printed(context, part),
                across::printed(context, whole),
            );
            format!("{part} beside {whole}")
        })
        .collect();
    let message = match pairs {
        [only] => format!(
            "{a} and {b} give nearly equal figures for a part and its whole: {}",
            one(only)
        ),
        _ => format!(
            "{a} and {b} give nearly equal figures for parts and their wholes: {}",
            across::list(&short, 4)
        ),
    };
    let points: Vec<PointId> = pairs
        .iter()
        .flat_map(|&(part, whole)| [part, whole])
        .collect();
    let mut finding = across::finding(context, "base-shift", Severity::Note, &points, message);
    finding.concise = format!(
        "{a} and {b}: nearly equal figures for a part and its whole: {}",
        across::list(&short, 4)
    );
    finding.subject = format!("{a} and {b}");
    finding.conflicts = pairs
        .iter()
        .map(|&(part, whole)| across::pair(context, part, whole))
        .collect();
    across::add_rows(context, &mut finding, &points);
    for (at, row) in finding.figures.iter_mut().enumerate() {
        // Each part against its own whole.
        let (part, whole) = pairs[at / 2];
        let gap = context.hard(whole).sub(context.hard(part));
        row.difference = (at % 2 == 1).then_some(gap);
    }
    finding.help.push(
        "when you quote one of these figures, name its scope; if both texts mean the same thing, correct `where`"
            .to_owned(),
    );
    finding
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::{kinds_of, lines};

    #[test]
    fn nearly_equal_part_and_whole_of_two_texts() {
        let rows = [
            "a settled 2025-03-01 3,983",
            "b settled[war=first] 2024-10-02 3,890",
        ];
        assert_eq!(kinds_of(&rows), ["note base-shift"]);
        assert_eq!(
            lines(&rows)[0].message,
            "a and b give nearly equal figures for a part and its whole: settled[war=first] 3,890 (2024-10-02) beside settled 3,983 (2025-03-01)"
        );
    }

    #[test]
    fn the_limit_is_ten_percent_of_the_larger() {
        let rows = |part: &str| {
            let part = format!("b settled[war=first] 2024-10-02 {part}");
            kinds_of(&["a settled 2025-03-01 1,010", &part])
        };
        assert_eq!(rows("909"), ["note base-shift"]);
        assert!(rows("908").is_empty());
        assert!(rows("1,010").is_empty());
    }

    #[test]
    fn a_text_with_both_figures_makes_the_difference_clear() {
        let rows = [
            "a settled 2025-03-01 3,983",
            "b settled[war=first] 2024-10-02 3,890",
        ];
        assert!(kinds_of(&[rows[0], rows[1], "a settled[war=first] 2025-03-01 3,890"]).is_empty());
        // A wording without a number does not.
        let vague = [rows[0], rows[1], "b settled 2024-10-02 thousands"];
        assert_eq!(kinds_of(&vague), ["note base-shift"]);
    }

    #[test]
    fn all_pairs_of_two_texts_are_one_finding() {
        let found = lines(&[
            "a settled[sex=men] 2025-03-01 3,209",
            "a settled[sex=women] 2025-03-01 774",
            "b settled[sex=men,war=first] 2024-10-02 3,171",
            "b settled[sex=women,war=first] 2024-10-02 719",
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].conflicts.len(), 2);
        assert_eq!(found[0].figures.len(), 4);
        assert_eq!(
            found[0].message,
            "a and b give nearly equal figures for parts and their wholes: 3,171 beside 3,209 and 719 beside 774"
        );
    }

    #[test]
    fn a_breach_is_not_told_again() {
        let rows = [
            "a settled[sex=women] 2025-03-01 326",
            "b settled 2025-03-02 316",
        ];
        assert_eq!(kinds_of(&rows), ["warning scope-breach"]);
    }
}
