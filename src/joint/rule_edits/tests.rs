//! The edits of a rule hold for exactly the figures for which the rule holds.

use proptest::prelude::*;

use super::*;
use crate::dossier::expression::{Assertion, lower, parse};

/// The cells `x`, `y` and `z`.
struct Small {
    nonnegative: bool,
    positive: bool,
    hundredths: bool,
}

const SMALL: Small = Small {
    nonnegative: true,
    positive: true,
    hundredths: false,
};

fn number(cell: &CellRef) -> usize {
    usize::from(cell.measure.value.as_bytes()[0] - b'x')
}

impl RuleCells for Small {
    fn cell(&mut self, cell: &CellRef) -> CellIndex {
        CellIndex(number(cell) as u32)
    }
    fn nonnegative(&self, _: &CellRef) -> bool {
        self.nonnegative
    }
    fn positive(&self, _: &CellRef) -> bool {
        self.positive
    }
    fn factor(&self, _: &CellRef) -> Exact {
        match self.hundredths {
            true => Exact::ratio(1, 100),
            false => Exact::ONE,
        }
    }
}

fn translated(text: &str, mut cells: Small) -> Option<Vec<Edit>> {
    edits(&lower(&parse(text).unwrap()), &Exact::ONE, &mut cells)
}

/// Whether the rule holds for these figures; nothing where it divides by zero.
fn rule_holds(rule: &Assertion, values: [i64; 3], unit: &Exact) -> Option<bool> {
    let value = |cell: &CellRef| Some(&Exact::from(values[number(cell)]) * unit);
    let left = rule.left.value.evaluate(&value)?;
    let right = rule.right.value.evaluate(&value)?;
    let slack = match &rule.tolerance {
        Some(tolerance) => tolerance.allowance(&right),
        None => Exact::ZERO,
    };
    let (low, high) = (&right - &slack, &right + &slack);
    Some(match rule.comparison {
        Comparison::Eq => low <= left && left <= high,
        Comparison::Le => left <= high,
        Comparison::Lt => left < high,
        Comparison::Ge => left >= low,
        Comparison::Gt => left > low,
    })
}

fn edits_hold(edits: &[Edit], values: [i64; 3]) -> bool {
    edits.iter().all(|edit| {
        let sum = edit.terms.iter().fold(Exact::ZERO, |sum, (cell, factor)| {
            &sum + &Exact::from(factor * values[cell.0 as usize])
        });
        let above = |end: &Bound| match end.open {
            true => sum > end.value,
            false => sum >= end.value,
        };
        let below = |end: &Bound| match end.open {
            true => sum < end.value,
            false => sum <= end.value,
        };
        edit.low.as_ref().is_none_or(above) && edit.high.as_ref().is_none_or(below)
    })
}

/// Compares both over a box; gives how many times the rule held and did not.
fn compare(
    text: &str,
    edits: &[Edit],
    range: std::ops::RangeInclusive<i64>,
    unit: &Exact,
) -> [u32; 2] {
    let rule = parse(text).unwrap();
    let mut seen = [0, 0];
    for x in range.clone() {
        for y in range.clone() {
            for z in range.clone() {
                let values = [x, y, z];
                if let Some(holds) = rule_holds(&rule, values, unit) {
                    assert_eq!(
                        edits_hold(edits, values),
                        holds,
                        "{text} at {values:?}: {edits:?}"
                    );
                    seen[usize::from(holds)] += 1;
                }
            }
        }
    }
    seen
}

#[test]
fn every_form_says_what_the_rule_says() {
    let any_sign = || Small {
        nonnegative: false,
        positive: false,
        hundredths: false,
    };
    for text in [
        "x == y + z",
        "x <= y",
        "x >= 2 * y - z + 1",
        "x < y + 0.5",
        "x > 1.5",
        "x + y == y + z",
        "x == y + z ± 1",
        "x <= y - z ± 1",
        "x > y ± 0.5",
        "0.5 * x == y / 3 + 25% * z",
        "-(x - y) <= z",
        "x == 2 within 50%",
        "x <= -2 within 50%",
    ] {
        let edits = translated(text, any_sign()).unwrap();
        let [broken, held] = compare(text, &edits, -3..=3, &Exact::ONE);
        assert!(broken > 0 && held > 0, "{text} tells nothing apart");
    }
}

#[test]
fn quotients_and_percentages_need_to_know_a_sign() {
    for text in [
        "x / y <= 50%",
        "x / (y + 2 * z) == 0.5",
        "2 * (x - z) / y > 1 ± 0.5",
        "x / y + 1 >= 2",
        "x / y - z / y < 1",
        "1 <= -x / y + 2",
        "1 / y * x == 2",
        "2 == x / y within 25%",
        "x / y == 2 within 25%",
        "(x + y) / z == (y + 1) / z",
        "3 / (x + y) == 1",
        "x == y + z within 50%",
        "x >= y + z + 1 within 20%",
        "x - z < -y within 50%",
    ] {
        let edits = translated(text, SMALL).unwrap();
        let [broken, held] = compare(text, &edits, 0..=4, &Exact::ONE);
        assert!(broken > 0 && held > 0, "{text} tells nothing apart");
        let signs = Small {
            nonnegative: false,
            positive: false,
            hundredths: false,
        };
        assert_eq!(translated(text, signs), None, "{text}");
    }
    let may_be_zero = || Small {
        positive: false,
        ..SMALL
    };
    assert_eq!(translated("x / y <= 1", may_be_zero()), None);
    assert!(translated("x / (y + 1) <= 1", may_be_zero()).is_some());
}

#[test]
fn products_and_mixed_divisors_are_left_out() {
    for text in [
        "x * y == z",
        "x == y / z",
        "x / y / z == 1",
        "x / y == y / z",
        "x / (y / z) == 1",
        "x / (y - z) == 1",
        "x + y / z == 1",
        "x / y * z == 1",
        "x == y - z within 2%",
        "x * 0.0000000001 + y * 9999999999 == z",
    ] {
        assert_eq!(translated(text, SMALL), None, "{text}");
    }
}

#[test]
fn constants_are_scaled_and_cells_in_percent_are_not() {
    let of = |text: &str, scale: i64| {
        let form = lower(&parse(text).unwrap());
        let mut cells = Small { ..SMALL };
        edits(&form, &Exact::from(scale), &mut cells).unwrap()
    };
    let edit = &of("x + y == 50% ± 1", 100)[0];
    assert_eq!(edit.terms, [(CellIndex(0), 1), (CellIndex(1), 1)]);
    assert_eq!(edit.low, Some(Bound::closed(Exact::from(49i64))));
    assert_eq!(edit.high, Some(Bound::closed(Exact::from(51i64))));
    // The quotient of two percentages is the same in points and in hundredths.
    assert_eq!(of("x / y <= 2", 100), of("x / y <= 2", 1));
    let hundredths = Small {
        hundredths: true,
        ..SMALL
    };
    for text in ["x + y <= 3%", "x / (y + 1) <= 1%", "x == 2% within 50%"] {
        let hundredths = Small { ..hundredths };
        let edits = translated(text, hundredths).unwrap();
        compare(text, &edits, 0..=4, &Exact::ratio(1, 100));
    }
}

#[test]
fn one_cell_under_two_names_is_put_together() {
    let edit = &translated("x - x[all=all] == 0", SMALL).unwrap()[0];
    assert!(edit.terms.is_empty());
    let edit = &translated("x + 1 == x[all=all]", SMALL).unwrap()[0];
    assert_eq!(edit.low, Some(Bound::closed(Exact::from(-1i64))));
}

fn term() -> impl Strategy<Value = String> {
    let cell = prop_oneof![Just("x"), Just("y"), Just("z")];
    let factor = prop_oneof![
        Just(""),
        Just("2 * "),
        Just("0.5 * "),
        Just("25% * "),
        Just("-")
    ];
    prop_oneof![
        6 => (factor, cell).prop_map(|(factor, cell)| format!("{factor}{cell}")),
        2 => prop_oneof![Just("1"), Just("0.5"), Just("3")].prop_map(str::to_owned),
    ]
}

fn side() -> impl Strategy<Value = String> {
    let sign = prop_oneof![Just(" + "), Just(" - ")];
    (term(), prop::collection::vec((sign, term()), 0..3)).prop_map(|(first, rest)| {
        let rest = rest.into_iter().map(|(sign, term)| format!("{sign}{term}"));
        first + &rest.collect::<String>()
    })
}

fn rule() -> impl Strategy<Value = String> {
    let comparison = prop::sample::select(vec!["==", "<=", ">=", "<", ">"]);
    let tolerance = prop::sample::select(vec!["", "", " ± 1", " ± 0.5", " within 50%"]);
    let divisor = prop::sample::select(vec!["y", "y + z", "x + 0.5"]);
    let number = prop::sample::select(vec!["0", "1", "0.5", "-1", "200%"]);
    prop_oneof![
        (side(), comparison.clone(), side(), tolerance.clone())
            .prop_map(|(left, cmp, right, by)| format!("{left} {cmp} {right}{by}")),
        (
            side(),
            divisor,
            comparison,
            number,
            tolerance,
            any::<bool>()
        )
            .prop_map(|(above, below, cmp, number, by, left)| match left {
                true => format!("({above}) / ({below}) {cmp} {number}{by}"),
                false => format!("{number} {cmp} ({above}) / ({below}){by}"),
            }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn an_assignment_satisfies_the_rule_if_and_only_if_it_satisfies_the_edits(text in rule()) {
        if parse(&text).is_ok() {
            if let Some(edits) = translated(&text, SMALL) {
                compare(&text, &edits, 0..=3, &Exact::ONE);
            }
            let any_sign = Small { nonnegative: false, positive: false, ..SMALL };
            if let Some(edits) = translated(&text, any_sign) {
                compare(&text, &edits, -2..=2, &Exact::ONE);
            }
        }
    }
}
