//! The laws of interval arithmetic.

use super::*;
use proptest::prelude::*;

fn x(value: i64) -> Exact {
    Exact::from(value)
}

fn halves() -> impl Strategy<Value = Exact> {
    (-24..24i128).prop_map(|n| Exact::ratio(n, 2))
}

fn bound() -> impl Strategy<Value = Option<Bound>> {
    prop_oneof![
        1 => Just(None),
        6 => (halves(), any::<bool>()).prop_map(|(value, open)| Some(Bound { value, open })),
    ]
}

fn interval() -> impl Strategy<Value = Interval> {
    prop_oneof![
        1 => halves().prop_map(Interval::point),
        6 => (bound(), bound()).prop_filter_map("empty", |(a, b)| {
            Interval::new(a.clone(), b.clone()).or_else(|| Interval::new(b, a))
        }),
    ]
}

/// Some members: the closed ends, and numbers near and far inside.
fn members(interval: &Interval) -> Vec<Exact> {
    let mut candidates: Vec<Exact> = vec![x(-1000), x(0), x(1000)];
    let near = Exact::ratio(1, 1000);
    for bound in [&interval.low, &interval.high].into_iter().flatten() {
        candidates.extend([
            bound.value.clone(),
            &bound.value - &near,
            &bound.value + &near,
        ]);
    }
    if let (Some(low), Some(high)) = (&interval.low, &interval.high) {
        candidates.push(&(&low.value + &high.value) / &x(2));
    }
    candidates.retain(|candidate| interval.contains(candidate));
    candidates
}

proptest! {
    #[test]
    fn members_exist(a in interval()) {
        prop_assert!(!members(&a).is_empty());
    }

    #[test]
    fn sums_and_differences_hold_their_members(a in interval(), b in interval()) {
        let (sum, difference, product) = (a.add(&b), a.sub(&b), a.mul(&b));
        let quotient = a.div(&b);
        prop_assert_eq!(quotient.is_none(), b.contains(&Exact::ZERO));
        for p in members(&a) {
            for q in members(&b) {
                prop_assert!(sum.contains(&(&p + &q)));
                prop_assert!(difference.contains(&(&p - &q)));
                prop_assert!(product.contains(&(&p * &q)), "{a} * {b} = {product}: {p} * {q}");
                if let Some(quotient) = &quotient {
                    prop_assert!(quotient.contains(&(&p / &q)), "{a} / {b} = {quotient}: {p} / {q}");
                }
            }
        }
        prop_assert_eq!(a.mul(&b), b.mul(&a));
        prop_assert_eq!(a.add(&b), b.add(&a));
    }

    #[test]
    fn an_end_of_a_sum_is_closed_only_if_both_are(a in interval(), b in interval()) {
        let sum = a.add(&b);
        for (end, p, q) in [(&sum.low, &a.low, &b.low), (&sum.high, &a.high, &b.high)] {
            match (p, q) {
                (Some(p), Some(q)) => {
                    let end = end.as_ref().unwrap();
                    prop_assert_eq!(&end.value, &(&p.value + &q.value));
                    prop_assert_eq!(end.open, p.open || q.open);
                }
                _ => prop_assert!(end.is_none()),
            }
        }
    }

    #[test]
    fn products_are_tight(a in interval(), b in interval()) {
        // Every closed end of a product is the product of two members.
        let product = a.mul(&b);
        for end in [&product.low, &product.high].into_iter().flatten() {
            if !end.open {
                let reached = members(&a).iter().any(|p| {
                    members(&b).iter().any(|q| (p * q) == end.value)
                });
                prop_assert!(reached, "{a} * {b} = {product}");
            }
        }
    }

    #[test]
    fn negative_factors_swap_the_ends(a in interval(), n in 1..9i64) {
        let scaled = a.scale(&x(-n));
        let mirrored = |end: &Option<Bound>| end.as_ref().map(|end| Bound {
            value: &end.value * &x(-n),
            open: end.open,
        });
        prop_assert_eq!(&scaled.low, &mirrored(&a.high));
        prop_assert_eq!(&scaled.high, &mirrored(&a.low));
        prop_assert_eq!(a.neg().neg(), a.clone());
        prop_assert_eq!(a.scale(&x(-1)), a.neg());
        prop_assert_eq!(a.scale(&Exact::ZERO), Interval::point(Exact::ZERO));
        prop_assert_eq!(scaled.scale(&Exact::ratio(-1, n.into())), a);
    }

    #[test]
    fn intersection_is_membership_of_both(a in interval(), b in interval(), c in interval()) {
        let both = a.intersect(&b);
        prop_assert_eq!(both.is_some(), a.meets(&b));
        let mut probes = members(&a);
        probes.extend(members(&b));
        probes.extend(members(&c));
        for probe in probes {
            let inside = both.as_ref().is_some_and(|both| both.contains(&probe));
            prop_assert_eq!(inside, a.contains(&probe) && b.contains(&probe));
            if a.contains(&probe) || b.contains(&probe) {
                prop_assert!(a.hull(&b).contains(&probe));
            }
        }
        prop_assert!(a.hull(&b).contains_interval(&a));
        prop_assert_eq!(!a.meets(&b), a.entirely_below(&b) || b.entirely_below(&a));
    }

    #[test]
    fn whole_numbers_inside_are_kept_and_no_others(a in interval()) {
        let whole = a.to_whole();
        for n in -40..40 {
            let inside = whole.as_ref().is_some_and(|whole| whole.contains(&x(n)));
            prop_assert_eq!(inside, a.contains(&x(n)));
        }
        if let Some(whole) = whole {
            for bound in [&whole.low, &whole.high].into_iter().flatten() {
                prop_assert!(bound.value.is_integer() && !bound.open);
            }
        }
    }
}

#[test]
fn prints() {
    for (interval, text, ascii) in [
        (Interval::point(x(3983)), "3,983", "3,983"),
        (
            Interval::closed(x(600), x(1200)),
            "[600, 1,200]",
            "[600, 1,200]",
        ),
        (Interval::at_least(x(600)), "[600, ∞)", "[600, inf)"),
        (Interval::more_than(x(600)), "(600, ∞)", "(600, inf)"),
        (Interval::less_than(x(5)), "(-∞, 5)", "(-inf, 5)"),
        (Interval::at_most(x(5)), "(-∞, 5]", "(-inf, 5]"),
        (Interval::all(), "(-∞, ∞)", "(-inf, inf)"),
    ] {
        assert_eq!(interval.to_string(), text);
        assert_eq!(interval.ascii(), ascii);
    }
}

#[test]
fn touching_ends_meet_only_if_both_are_closed() {
    let five = x(5);
    let up = Interval::at_least(five.clone());
    assert!(up.meets(&Interval::at_most(five.clone())));
    assert!(!up.meets(&Interval::less_than(five.clone())));
    assert!(Interval::less_than(five.clone()).entirely_below(&up));
    assert!(!Interval::at_most(five.clone()).entirely_below(&up));
    assert_eq!(
        up.intersect(&Interval::at_most(five.clone())),
        Some(Interval::point(five))
    );
}

#[test]
fn no_whole_number_inside() {
    let gap = Interval::new(Some(Bound::open(x(4))), Some(Bound::open(x(5))));
    assert_eq!(gap.unwrap().to_whole(), None);
    assert_eq!(Interval::closed(x(1), x(4)).width(), Some(x(3)));
    assert_eq!(Interval::all().width(), None);
}
