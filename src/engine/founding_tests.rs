//! The founding figures: what follows from them, where they contradict each other, and
//! which claims could be wrong.

use super::slips::{SlipKind, one_slip, telling};
use super::*;
use crate::quantity::{Bound, Decimal, Exact, Interval};

/// A system with names.
#[derive(Default)]
struct Book {
    system: System,
    names: Vec<String>,
}

impl Book {
    fn cell(&mut self, name: &str) -> CellIndex {
        if let Some(at) = self.names.iter().position(|other| other == name) {
            return CellIndex(at as u32);
        }
        self.names.push(name.to_owned());
        self.system.add_cell(CellVar::COUNT)
    }

    fn claim(&mut self, name: &str, bounds: Interval) -> ClaimIndex {
        let cell = self.cell(name);
        self.system.add_claim(&Assertion {
            cell,
            bounds,
            weight: 1,
        })
    }

    fn print(&mut self, name: &str, value: i64) -> ClaimIndex {
        self.claim(name, Interval::point(Exact::from(value)))
    }

    fn sum(&mut self, whole: &str, parts: &[&str]) -> EditIndex {
        let whole = self.cell(whole);
        let parts: Vec<CellIndex> = parts.iter().map(|part| self.cell(part)).collect();
        self.system.add_edit(&Edit::sum(whole, &parts))
    }

    fn at_most(&mut self, part: &str, whole: &str) -> EditIndex {
        let edit = Edit::at_most(self.cell(part), self.cell(whole));
        self.system.add_edit(&edit)
    }

    fn implied(&mut self, name: &str) -> Implied {
        let cell = self.cell(name);
        implied(&self.system, &Components::of(&self.system), cell).unwrap()
    }

    /// The one conflict of the system and its localisation.
    fn broken(&self) -> (Conflict, Localisation) {
        let found = solve(&self.system, 1);
        let mut broken = found
            .into_iter()
            .filter(|o| o.verdict != Verdict::Consistent);
        let only = broken.next().unwrap();
        assert!(broken.next().is_none());
        let Verdict::Inconsistent(conflict) = only.verdict else {
            panic!("not decided");
        };
        assert!(conflict.certificate.as_ref().unwrap().verify(&self.system));
        (*conflict, *only.localisation.unwrap())
    }
}

fn between(low: i64, high: i64) -> Interval {
    Interval::closed(Exact::from(low), Exact::from(high))
}

/// The State Commission in February 2025; `civilian` as printed or planted.
fn commission(civilian: i64) -> Book {
    let mut book = Book::default();
    for (name, value) in [
        ("total", 3983),
        ("military", 3209),
        ("civilian", civilian),
        ("first war", 3977),
        ("second war", 6),
        ("men", 3698),
        ("women", 285),
        ("freed", 1702),
        ("freed military", 419),
        ("remains", 688),
        ("in mass graves", 187),
        ("identified", 165),
    ] {
        book.print(name, value);
    }
    book.sum("total", &["military", "civilian"]);
    book.sum("total", &["first war", "second war"]);
    book.sum("total", &["men", "women"]);
    book.sum("freed", &["freed military", "freed civilian"]);
    book.sum("remains", &["in mass graves", "elsewhere"]);
    book.sum("remains", &["identified", "not identified"]);
    book
}

#[test]
fn what_nobody_printed_follows() {
    let mut book = commission(774);
    let found = solve(&book.system, 1);
    assert!(
        found
            .iter()
            .all(|outcome| outcome.verdict == Verdict::Consistent)
    );
    for (name, value) in [
        ("freed civilian", 1283),
        ("elsewhere", 501),
        ("not identified", 523),
    ] {
        let found = book.implied(name);
        assert_eq!(found.interval, between(value, value), "{name}");
        let Some(Reasoning::Steps(steps)) = &found.high else {
            panic!("{name} has no chain");
        };
        // Whole at most, part at least, so the rest at most.
        assert_eq!(steps.len(), 3);
        assert_eq!(steps[2].from, [0, 1]);
        assert_eq!(steps[2].end, Bound::closed(Exact::from(value)));
    }
}

#[test]
fn classes_that_do_not_overlap_leave_a_rest() {
    let mut book = Book::default();
    for (name, value) in [
        ("first war", 3890),
        ("military", 3171),
        ("civilian", 719),
        ("children", 71),
        ("women", 267),
        ("elderly", 326),
    ] {
        book.print(name, value);
    }
    book.sum("first war", &["military", "civilian"]);
    book.sum("civilian", &["children", "women", "elderly", "others"]);
    assert_eq!(book.implied("others").interval, between(55, 55));
    let mut hostages = Book::default();
    for (name, value) in [
        ("hostages", 267),
        ("children", 29),
        ("women", 98),
        ("elderly", 112),
    ] {
        hostages.print(name, value);
    }
    hostages.sum("hostages", &["children", "women", "elderly", "men"]);
    assert_eq!(hostages.implied("men").interval, between(28, 28));
}

#[test]
fn a_planted_swap_is_found_and_explained() {
    let book = commission(747);
    let (conflict, localisation) = book.broken();
    let names = |claims: &[ClaimIndex]| -> Vec<&str> {
        let name = |claim: &ClaimIndex| &book.names[book.system.claim_cell(*claim).0 as usize];
        claims.iter().map(|claim| name(claim).as_str()).collect()
    };
    assert_eq!(names(&conflict.claims), ["total", "military", "civilian"]);
    let chain = conflict.derivation.unwrap();
    assert!(chain.verify(&book.system));
    assert_eq!((chain.steps.len(), chain.deductions()), (4, 1));
    let Clash::Ends { low, high } = chain.clash else {
        panic!("two ends clash");
    };
    let gap = &chain.steps[low].end.value - &chain.steps[high].end.value;
    assert_eq!(gap, Exact::from(27i64));
    // The total is held by two other sums: one of its two parts is wrong.
    let repairs: Vec<(Vec<&str>, Interval)> = (localisation.repairs.iter())
        .map(|repair| (names(&repair.claims), repair.implied[0].clone()))
        .collect();
    assert_eq!(
        repairs,
        [
            (vec!["military"], between(3236, 3236)),
            (vec!["civilian"], between(774, 774)),
        ]
    );
    assert_eq!(localisation.supports, 0);
    let slips = |printed: i128, implied: &Interval| {
        let printed = Decimal {
            coefficient: printed,
            scale: 0,
        };
        telling(&one_slip(printed, implied, true)).map(|slip| slip.kind)
    };
    assert_eq!(slips(3209, &repairs[0].1), None);
    assert_eq!(slips(747, &repairs[1].1), Some(SlipKind::SwappedDigits));
}

#[test]
fn a_count_that_fell_localises_to_the_figure_with_two_against_it() {
    let mut book = Book::default();
    book.print("women civil 2023", 267);
    let first = book.print("women 2025-02", 285);
    let later = book.print("women 2025-09", 284);
    let total = book.print("total 2025-02", 3983);
    book.print("total 2025-09", 3990);
    let men = book.print("men 2025-02", 3698);
    book.at_most("women civil 2023", "women 2025-02");
    let rise = book.at_most("women 2025-02", "women 2025-09");
    book.sum("total 2025-02", &["men 2025-02", "women 2025-02"]);
    book.sum("total 2025-09", &["men 2025-09", "women 2025-09"]);
    book.at_most("men 2025-02", "men 2025-09");
    let (conflict, localisation) = book.broken();
    // Either support makes a minimal conflict.
    assert!(conflict.claims == [first, later] || conflict.claims == [later, total, men]);
    assert!(conflict.edits.contains(&rise));
    assert_eq!(localisation.repairs.len(), 1);
    let repair = &localisation.repairs[0];
    assert_eq!(repair.claims, [later]);
    assert_eq!(repair.implied, [between(285, 292)]);
    assert_eq!((&repair.exact[..], localisation.supports), (&[true][..], 2));
}

#[test]
fn two_readings_of_one_count_have_no_culprit() {
    let mut book = Book::default();
    let (appeal, article) = (book.print("hostages", 872), book.print("hostages", 267));
    let (conflict, localisation) = book.broken();
    assert_eq!(conflict.claims, [appeal, article]);
    assert_eq!(conflict.edits, []);
    let repairs: Vec<&[ClaimIndex]> = localisation
        .repairs
        .iter()
        .map(|repair| &repair.claims[..])
        .collect();
    assert_eq!(repairs, [&[appeal][..], &[article][..]]);
    assert_eq!(localisation.supports, 0);
    // A part that exceeds its whole: elderly civilians 326 among all elderly 316.
    let mut book = Book::default();
    book.print("elderly civilians", 326);
    book.print("elderly", 316);
    book.at_most("elderly civilians", "elderly");
    let (_, localisation) = book.broken();
    let implied: Vec<String> = localisation
        .repairs
        .iter()
        .map(|repair| repair.implied[0].to_string())
        .collect();
    assert_eq!(implied, ["[0, 316]", "[326, ∞)"]);
}

#[test]
fn a_repair_can_be_tried_out() {
    let book = commission(747);
    let components = Components::of(&book.system);
    let claim = |name: &str| {
        let at = book.names.iter().position(|other| other == name).unwrap();
        let all = (0..book.system.claims() as u32).map(ClaimIndex);
        let of = |c: &ClaimIndex| book.system.claim_cell(*c) == CellIndex(at as u32);
        all.into_iter().find(of).unwrap()
    };
    let (military, civilian) = (claim("military"), claim("civilian"));
    let at = |claim: ClaimIndex, value: i64| (book.system.claim_cell(claim), between(value, value));
    let try_out = |without: &[ClaimIndex], with: &[(CellIndex, Interval)]| {
        possible(&book.system, &components, without, with)
    };
    assert_eq!(try_out(&[], &[]), Some(true), "nothing is touched");
    assert_eq!(try_out(&[], &[at(civilian, 747)]), Some(false));
    assert_eq!(try_out(&[civilian], &[at(civilian, 774)]), Some(true));
    assert_eq!(try_out(&[civilian], &[at(civilian, 775)]), Some(false));
    // Not exchanged: that would add up no better.
    let swap = [at(civilian, 3209), at(military, 747)];
    assert_eq!(try_out(&[civilian, military], &swap), Some(false));
    // An independent figure for the soldiers would settle it.
    assert_eq!(try_out(&[civilian], &[at(military, 3236)]), Some(false));
}

#[test]
fn whole_numbers_matter() {
    // a + b = b + c = a + c = 1 has only the solution one half each.
    let mut book = Book::default();
    for (name, pair) in [("ab", ["a", "b"]), ("bc", ["b", "c"]), ("ac", ["a", "c"])] {
        book.print(name, 1);
        book.sum(name, &pair);
    }
    let (conflict, localisation) = book.broken();
    assert_eq!(conflict.claims.len(), 3);
    assert!(matches!(
        conflict.certificate,
        Some(Certificate::Split { .. })
    ));
    assert_eq!(localisation.repairs.len(), 3);
    let mut measured = System::new();
    let cells: Vec<CellIndex> = (0..3)
        .map(|_| measured.add_cell(CellVar::MEASURED))
        .collect();
    for (a, b) in [(0, 1), (1, 2), (0, 2)] {
        let terms = vec![(cells[a], 1), (cells[b], 1)];
        measured.add_edit(&Edit::equal(terms, Exact::ONE));
    }
    assert_eq!(solve(&measured, 1)[0].verdict, Verdict::Consistent);
    let half = implied(&measured, &Components::of(&measured), cells[1]).unwrap();
    assert_eq!(half.interval, Interval::point(Exact::ratio(1, 2)));
    assert!(matches!(half.low, Some(Reasoning::Sum(_))));
}

#[test]
fn bounds_that_creep_are_handed_to_the_simplex() {
    // Two totals of the same two unprinted parts.
    let mut book = Book::default();
    let (a, b) = (book.print("total", 3983), book.print("other total", 3990));
    book.sum("total", &["left", "right"]);
    book.sum("other total", &["left", "right"]);
    let (conflict, _) = book.broken();
    assert_eq!(conflict.claims, [a, b]);
    assert_eq!(conflict.derivation, None);
    let Some(Certificate::Sum(parts)) = conflict.certificate else {
        panic!("a plain sum");
    };
    assert_eq!(parts.len(), 4);
    // Never ends, or only after ten million steps, by bounds alone.
    let mut book = Book::default();
    book.claim("x", between(0, 100_000_000));
    book.claim("y", between(0, 100_000_000));
    let (x, y) = (book.cell("x"), book.cell("y"));
    book.at_most("y", "x");
    book.system.add_edit(&Edit {
        terms: vec![(x, 1), (y, -1)],
        low: None,
        high: Some(Bound::closed(Exact::from(-1i64))),
    });
    let (conflict, localisation) = book.broken();
    assert_eq!(conflict.claims, []);
    assert_eq!(conflict.edits.len(), 2);
    assert_eq!(localisation.repairs, []);
}

#[test]
fn open_ends_of_measured_figures_are_exact() {
    let parts_below = |open: bool| {
        let mut system = System::new();
        let cells: Vec<CellIndex> = (0..3).map(|_| system.add_cell(CellVar::MEASURED)).collect();
        system.add_edit(&Edit::sum(cells[0], &cells[1..]));
        let end = |text: &str, open| Bound {
            value: Decimal::parse(text).unwrap().to_exact(),
            open,
        };
        for (cell, low, high) in [
            (0, Some(end("12.5", false)), None),
            (1, None, Some(end("6.1", open))),
            (2, None, Some(end("6.4", false))),
        ] {
            let bounds = Interval { low, high };
            let cell = cells[cell];
            system.add_claim(&Assertion {
                cell,
                bounds,
                weight: 1,
            });
        }
        system
    };
    assert_eq!(
        solve(&parts_below(false), 1)[0].verdict,
        Verdict::Consistent
    );
    let system = parts_below(true);
    let found = solve(&system, 1);
    let Verdict::Inconsistent(conflict) = &found[0].verdict else {
        panic!("12.5 is not below 12.5");
    };
    assert_eq!(conflict.claims.len(), 3);
    assert!(conflict.certificate.as_ref().unwrap().verify(&system));
    assert!(conflict.derivation.as_ref().unwrap().verify(&system));
    let repairs = &found[0].localisation.as_ref().unwrap().repairs;
    let implied: Vec<String> = repairs
        .iter()
        .map(|repair| repair.implied[0].to_string())
        .collect();
    assert_eq!(implied, ["[0, 12.5)", "[6.1, ∞)", "(6.4, ∞)"]);
}

#[test]
fn numbers_of_any_size_are_decided() {
    let huge = |power: i32, plus: i64| &Exact::power_of_ten(power) + &Exact::from(plus);
    for (power, off) in [(17, 0), (17, 1), (19, 0), (19, 1), (40, 0), (40, 1)] {
        let mut book = Book::default();
        book.claim("whole", Interval::point(huge(power, off)));
        let half = &huge(power, 0) / &Exact::from(2i64);
        book.claim("a", Interval::point(half.clone()));
        book.claim("b", Interval::point(half.clone()));
        book.sum("whole", &["a", "b"]);
        if off == 0 {
            assert_eq!(solve(&book.system, 1)[0].verdict, Verdict::Consistent);
            continue;
        }
        let (conflict, localisation) = book.broken();
        assert_eq!(conflict.claims.len(), 3);
        assert_eq!(localisation.repairs.len(), 3);
        let implied = &localisation.repairs[0].implied[0];
        assert_eq!(*implied, Interval::point(huge(power, 0)));
    }
}

#[test]
fn edits_that_contradict_each_other_are_named_without_claims() {
    let mut book = Book::default();
    book.print("a", 3);
    let cell = book.cell("a");
    let at_least = Edit {
        terms: vec![(cell, 1)],
        low: Some(Bound::open(Exact::from(4i64))),
        high: None,
    };
    let lower = book.system.add_edit(&at_least);
    book.at_most("a", "b");
    let cell = book.cell("b");
    let upper = book.system.add_edit(&Edit {
        terms: vec![(cell, 2)],
        low: None,
        high: Some(Bound::closed(Exact::from(9i64))),
    });
    let (conflict, localisation) = book.broken();
    assert_eq!(conflict.claims, []);
    assert_eq!(conflict.edits, [lower, EditIndex(1), upper]);
    assert_eq!(
        (localisation.repairs.len(), localisation.complete),
        (0, true)
    );
    // An edit without cells is true or false by itself.
    let mut empty = System::new();
    empty.add_edit(&Edit::equal(Vec::new(), Exact::ONE));
    empty.add_edit(&Edit::equal(Vec::new(), Exact::ZERO));
    let verdicts = solve(&empty, 1);
    assert!(matches!(verdicts[0].verdict, Verdict::Inconsistent(_)));
    assert_eq!(verdicts[1].verdict, Verdict::Consistent);
}
