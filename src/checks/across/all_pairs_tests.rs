//! Each pass along the dates finds what a comparison of all pairs finds.

use proptest::prelude::*;

use super::super::rule_broken::JudgedRules;
use super::super::{Asked, Context};
use super::tests::{CODEBOOK, Row, claim};
use super::timeline::Entry;
use super::wholes::Wholes;
use super::{Layer, clash, unordered};
use crate::dossier::OverTime;
use crate::figures::PointId;
use crate::quantity::{Exact, Interval};

/// Looks at the comparisons of random claims.
fn over(rows: &std::collections::BTreeSet<Row>, look: impl FnOnce(&Context<'_>)) {
    let mut seen = std::collections::BTreeSet::new();
    let claims: String = rows
        .iter()
        .filter(|(source, kind, day, _)| seen.insert((*source, *kind, *day)))
        .map(claim)
        .collect();
    let dossier = super::super::testing::dossier(&[
        ("crossfoot.yaml", CODEBOOK),
        ("claims.yaml", &format!("claims:\n{claims}")),
    ]);
    let figures = crate::figures::Figures::of(&dossier);
    look(&Context::new(
        &figures,
        &[],
        &JudgedRules::default(),
        Asked::default(),
    ));
}

/// Whether no later text has replaced either of two figures: of the random texts, `c` is
/// the later edition of `a`.
fn stand(context: &Context<'_>, both: [&Entry; 2]) -> bool {
    let source = |point: PointId| context.figures.source_of(point);
    let cell = |entry: &Entry| context.figures.point(entry.point).cell;
    both.into_iter().all(|entry| {
        let series = context.across().timeline.find(cell(entry), entry.percent);
        let entries = series.map_or(&[][..], |series| context.across().timeline.points(series));
        let replaces = |other: &Entry| {
            source(entry.point) == "a"
                && source(other.point) == "c"
                && other.date == entry.date
                && clash(context, entry.point, other.point)
        };
        !entries.iter().any(replaces)
    })
}

pub(super) fn rows() -> impl Strategy<Value = std::collections::BTreeSet<Row>> {
    prop::collection::btree_set((0usize..3, 0usize..9, 0u32..5, 95u32..105), 2..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn falls_are_those_that_comparing_all_pairs_finds(rows in rows()) {
        over(&rows, |context| {
            let across = context.across();
            let mut expected = std::collections::BTreeSet::new();
            for (series, entries) in across.timeline.all() {
                let measure = context.figures.cells.get(series.cell).measure;
                if context.dossier().codebook.measure(measure).over_time == OverTime::Stock {
                    continue;
                }
                for a in entries {
                    for b in entries {
                        let lower = context.hard(b.point).entirely_below(context.hard(a.point));
                        if a.end < b.start && lower && stand(context, [a, b]) {
                            expected.insert(b.point);
                        }
                    }
                }
            }
            let found: Vec<PointId> =
                across.falls.iter().flat_map(|fall| fall.fallen.clone()).collect();
            assert_eq!(found.len(), expected.len(), "each once");
            assert!(found.iter().all(|point| expected.contains(point)));
        });
    }

    #[test]
    fn windows_without_order_are_those_that_comparing_all_pairs_finds(rows in rows()) {
        over(&rows, |context| {
            let mut expected = std::collections::BTreeSet::new();
            for (series, entries) in context.across().timeline.all() {
                for a in entries {
                    for b in entries {
                        let open = a.start <= b.end && b.start <= a.end && a.date != b.date;
                        if open && clash(context, a.point, b.point) && stand(context, [a, b]) {
                            expected.insert(series.cell);
                        }
                    }
                }
            }
            let found: std::collections::BTreeSet<_> =
                unordered(context).iter().map(|found| found.cell).collect();
            assert_eq!(found, expected);
        });
    }

    #[test]
    fn wholes_answer_as_a_look_at_each_would(rows in rows(), limit in 94u32..106) {
        over(&rows, |context| {
            let limit = Interval::point(Exact::from(i64::from(limit)));
            let below = |entry: &Entry| context.hard(entry.point).entirely_below(&limit);
            let points = |entries: Vec<&Entry>| -> Vec<PointId> {
                entries.into_iter().map(|entry| entry.point).collect()
            };
            for (_, entries) in context.across().timeline.all() {
                let wholes = Wholes::of(context, entries, Layer::Hard);
                assert_eq!(wholes.any(&below), entries.iter().any(below));
                for part in entries {
                    let same = points(entries.iter().filter(|e| e.date == part.date && below(e)).collect());
                    assert_eq!(points(wholes.among(wholes.same_date(part), &below)), same);
                    let later = points(entries.iter().filter(|e| part.end < e.start && below(e)).collect());
                    let after = wholes.after(part)..entries.len();
                    assert_eq!(points(wholes.among(after, &below)), later);
                    let open = |e: &&Entry| e.start <= part.end && part.start <= e.end;
                    let open = points(entries.iter().filter(open).collect());
                    assert_eq!(points(wholes.overlapping(part).collect()), open);
                    let high = |e: &Entry| context.hard(e.point).high.clone().unwrap().value;
                    let highest = entries.iter().filter(|e| e.end >= part.start).map(high).max();
                    assert_eq!(wholes.highest_not_before(part).map(high), highest);
                }
            }
        });
    }
}
