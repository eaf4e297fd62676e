//! Tests of the expression language: exact ranges, and laws on random expressions.
#![allow(clippy::unwrap_used)]

use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::dossier::cellref::{CellRef, Ranged};
use crate::quantity::exact::Exact;

fn int(value: i64) -> Exact {
    Exact::from(value)
}

fn linear(text: &str) -> Linear {
    match lower(&parse(text).unwrap()) {
        Form::Linear(linear) => linear,
        Form::General(_) => panic!("{text} is not linear"),
    }
}

/// Terms as text, to compare them at a glance.
fn written(terms: &[(Exact, CellRef)]) -> String {
    let term = |(coefficient, cell): &(Exact, CellRef)| format!("{coefficient} {cell}");
    terms.iter().map(term).collect::<Vec<_>>().join("; ")
}

/// The message, and the text it points at.
fn error(text: &str) -> (String, Range<usize>) {
    let error = parse(text).unwrap_err();
    (error.message, error.range)
}

#[test]
fn a_rule_is_read_with_ranges() {
    let rule = parse("total == military + civilian[age=65+] ± 2").unwrap();
    assert_eq!(rule.comparison, Comparison::Eq);
    assert_eq!(rule.tolerance, Some(Tolerance::Absolute(int(2))));
    assert_eq!(rule.left.range, 0..5);
    assert_eq!(rule.right.range, 9..37);
    let Expr::Sum(terms) = &rule.right.value else {
        panic!("not a sum")
    };
    assert_eq!(terms[0].term.range, 9..17);
    assert_eq!(terms[1].term.range, 20..37);
    let names: Vec<_> = cells(&rule).iter().map(|cell| cell.to_string()).collect();
    assert_eq!(names, ["total", "military", "civilian[age=65+]"]);
}

#[test]
fn other_ways_of_writing_mean_the_same() {
    let pairs = [
        ("a − b ≤ 2 × c ÷ 4", "a - b <= 2 * c / 4"),
        ("a == b +- 2", "a == b ± 2"),
        ("a == b +/- 2", "a == b ± 2"),
        ("a == b within 2", "a == b ± 2"),
        ("a == b ± 2 %", "a == b within 2%"),
        ("a == 3,983 + 1_000", "a == 3983 + 1000"),
        ("a == 50% * b", "a == 0.5 * b"),
        ("(a) >= ((b))", "a >= b"),
        ("a\n  < b", "a < b"),
        ("a--b > -(c)", "a - -b > -c"),
        ("within_x == b", "within_x == b"),
    ];
    for (written, canonical) in pairs {
        assert_eq!(parse(written).unwrap().to_string(), canonical, "{written}");
    }
}

#[test]
fn a_hyphen_joins_a_name_and_spaces_make_a_minus() {
    assert_eq!(
        written(&linear("mass-grave == b").left.terms),
        "1 mass-grave"
    );
    assert_eq!(
        written(&linear("mass - grave == b").left.terms),
        "1 mass; -1 grave"
    );
    assert_eq!(
        written(&linear("mass -grave == b").left.terms),
        "1 mass; -1 grave"
    );
    assert_eq!(
        written(&linear("a@2025-03-10 - b == c").left.terms),
        "1 a@2025-03-10; -1 b"
    );
}

#[test]
fn mistakes_are_pointed_at() {
    let cases: &[(&str, Range<usize>, &str)] = &[
        ("", 0..0, "the rule is empty"),
        ("  ", 0..2, "the rule is empty"),
        ("a", 0..1, "a comparison is missing"),
        ("a + b ", 0..5, "a comparison is missing"),
        ("a = b", 2..3, "this is not a comparison"),
        ("a === b", 2..5, "this is not a comparison"),
        ("a =< b", 2..4, "this is not a comparison"),
        ("a != b", 2..4, "a rule cannot say that two sides differ"),
        ("a ≠ b", 2..5, "a rule cannot say that two sides differ"),
        ("a ≈ b", 2..5, "`≈` does not say how near"),
        ("a < b < c", 6..7, "a rule holds one comparison"),
        ("a < b and b < c", 6..9, "a rule holds one comparison"),
        ("a == b +", 7..8, "a term is missing after `+`"),
        ("a == ", 2..4, "a term is missing after `==`"),
        ("== b", 0..2, "a term is missing before `==`"),
        ("a + == b", 4..6, "a term is missing before `==`"),
        ("a == within 2", 5..11, "a term is missing before `within`"),
        ("a == + b", 5..6, "a term is missing before `+`"),
        ("a == (b + c", 5..6, "this `(` is not closed"),
        ("(a == b", 0..1, "this `(` is not closed"),
        ("a == b)", 6..7, "this `)` has no `(` before it"),
        (") == b", 0..1, "this `)` has no `(` before it"),
        ("a == ()", 5..7, "there is nothing in the parentheses"),
        ("a == (b + )", 8..9, "a term is missing after `+`"),
        ("a[x=1 == b", 1..2, "this `[` is not closed"),
        ("a] == b", 1..2, "this `]` has no `[` before it"),
        (
            "a == [b]",
            5..6,
            "a bracket stands only after the name of a measure",
        ),
        ("a == b $ c", 7..8, "`$` means nothing in a rule"),
        ("a == b – c", 7..10, "a dash is not a minus"),
        ("a == b c", 7..8, "an operator is missing before `c`"),
        ("a == 2 (b)", 7..8, "an operator is missing before `(`"),
        (
            "a == 3 983",
            7..10,
            "an operator is missing between two numbers",
        ),
        (
            "a == 1.2 million",
            9..16,
            "a number is written in digits in a rule",
        ),
        ("a == 3m", 5..7, "`3m` is neither a number nor a name"),
        ("a == 3,98", 5..9, "the grouping of `3,98` does not fit"),
        (
            "a == 3983,000",
            5..13,
            "the grouping of `3983,000` does not fit",
        ),
        (
            "a == 1_000,000",
            5..14,
            "the grouping of `1_000,000` does not fit",
        ),
        ("a == 3.983,5", 5..12, "`3.983,5` is not a number"),
        ("a == 1.2.3", 5..10, "`1.2.3` is not a number"),
        (
            "a == 5.",
            5..7,
            "decimals are missing after the point of `5.`",
        ),
        ("a == .5", 5..6, "a number begins with a digit"),
        ("a % b == c", 2..3, "`%` stands only after a number"),
        ("a == b / 0", 9..10, "this divides by zero"),
        ("a == b / (2 - 2)", 9..16, "this divides by zero"),
        ("a * b == c / 0.0", 13..16, "this divides by zero"),
        ("a == b ± c", 10..11, "a tolerance is a number"),
        ("a == b ± -1", 10..11, "a tolerance is not negative"),
        ("a == b within", 7..13, "a number is missing after `within`"),
        ("a == b ± 1 ± 2", 12..14, "a rule has one tolerance"),
        ("a == b ± 1 + c", 12..13, "nothing may follow the tolerance"),
        (
            "a ± 1 == b",
            2..4,
            "a tolerance stands at the end, after the right side",
        ),
        ("1 == 1", 0..6, "the rule names no figure"),
        (
            "a + b == b + a",
            0..14,
            "every figure of this rule cancels out, so it says nothing",
        ),
        ("a @ == b", 2..3, "a date is missing after `@`"),
    ];
    for (text, range, message) in cases {
        assert_eq!(
            error(text),
            ((*message).to_owned(), range.clone()),
            "{text}"
        );
    }
}

#[test]
fn help_says_what_to_write() {
    let help = |text: &str| parse(text).unwrap_err().help.unwrap();
    assert_eq!(help("a = b"), "write `==`");
    assert_eq!(help("a => b"), "write `>=`");
    assert_eq!(help("a < b < c"), "write a rule for each comparison");
    assert_eq!(help("a == 5."), "write `5`");
}

#[test]
fn limits_hold() {
    let long = "9".repeat(31);
    assert_eq!(
        error(&format!("a == {long}")),
        ("a number has at most 30 digits".into(), 5..36)
    );
    assert!(parse(&format!("a == {}", "9".repeat(30))).is_ok());
    let deep = |n: usize| format!("a == {}b{}", "(".repeat(n), ")".repeat(n));
    assert!(parse(&deep(MAX_DEPTH)).is_ok());
    assert_eq!(error(&deep(MAX_DEPTH + 1)).1, 69..70);
    assert_eq!(error(&format!("a == {}b", "-".repeat(9_000))).1, 69..70);
    let wide = format!("a == b{}", " + b".repeat(2_400));
    assert_eq!(written(&linear(&wide).terms), "1 a; -2401 b");
    assert!(
        error(&"a".repeat(MAX_LENGTH + 1))
            .0
            .contains("at most 10000")
    );
    let cut_in_a_letter = format!("a{}", "é".repeat(MAX_LENGTH / 2));
    assert_eq!(error(&cut_in_a_letter).1, MAX_LENGTH - 1..MAX_LENGTH + 1);
}

#[test]
fn hostile_constants_are_refused_quickly() {
    let too_long = "the constants here make a number that is too long";
    let product = format!("a == b{}", " * 999999999999999999999999999983".repeat(290));
    assert_eq!(error(&product).0, too_long);
    let fractions: String = (0..300)
        .map(|i| format!(" + 1/{}", 10_000_000_019_u64 + 2 * i))
        .collect();
    assert_eq!(error(&format!("a == b{fractions}")).0, too_long);
    assert!(parse("a == b * 1000000 / 3 + 1/7 + 1/11").is_ok());
}

#[test]
fn constants_fold_and_distribute() {
    let form = linear("2 * (a - 3 * (b + 1)) / 4 == c - b + 5%");
    assert_eq!(written(&form.left.terms), "0.5 a; -1.5 b");
    assert_eq!(form.left.constant, Exact::ratio(-3, 2));
    assert_eq!(written(&form.right.terms), "1 c; -1 b");
    assert_eq!(written(&form.terms), "0.5 a; -0.5 b; -1 c");
    assert_eq!(form.constant, Exact::ratio(-31, 20));
}

#[test]
fn equal_cells_merge_and_cancelled_ones_go() {
    let form = linear("a[x=1, y=2] + b == a[y=2,x=1] + c");
    assert_eq!(written(&form.terms), "1 b; -1 c");
    assert_eq!(written(&linear("a + a - 0 * z <= c").terms), "2 a; -1 c");
    assert_eq!(
        written(&linear("a@2024 <= a@2025").terms),
        "1 a@2024; -1 a@2025"
    );
}

#[test]
fn a_single_cell_is_the_stated_side() {
    let stated = |text| {
        let form = linear(text);
        form.stated().map(|(side, cell)| (side, cell.to_string()))
    };
    assert_eq!(stated("total == a + b"), Some((Side::Left, "total".into())));
    assert_eq!(
        stated("a + b == total"),
        Some((Side::Right, "total".into()))
    );
    assert_eq!(stated("a == b"), Some((Side::Left, "a".into())));
    assert_eq!(stated("2 * a == b + c"), None);
    assert_eq!(stated("a + 1 == b + c"), None);
}

#[test]
fn products_and_quotients_of_figures_stay_trees() {
    for text in [
        "a * b == c",
        "a / b == 12%",
        "families * members >= persons within 2%",
        "1 / a <= b",
        "-(a * b) == c - 1",
    ] {
        let rule = parse(text).unwrap();
        assert_eq!(lower(&rule), Form::General(rule.clone()), "{text}");
    }
    assert_eq!(written(&linear("(a - a) * b + c == d").terms), "1 c; -1 d");
}

#[test]
fn a_percentage_is_taken_of_the_reference() {
    let tolerance = parse("a == b within 2.5%").unwrap().tolerance.unwrap();
    assert_eq!(tolerance, Tolerance::Percent(Exact::ratio(5, 2)));
    assert_eq!(tolerance.allowance(&int(-1000)), int(25));
    assert_eq!(Tolerance::Absolute(int(3)).allowance(&int(-1000)), int(3));
}

fn at_nowhere<T>(value: T) -> Ranged<T> {
    Ranged::new(value, 0..0)
}

fn arb_cell() -> impl Strategy<Value = CellRef> {
    let date = prop::option::of(prop::sample::select(vec![
        "2025",
        "2025-03-10",
        "1991/1994",
    ]));
    let code = prop::sample::select(vec!["all", "65+", "mass grave", "1991-1994"]);
    let codes = prop::collection::btree_map(prop::sample::select(vec!["age", "role"]), code, 0..3);
    let measure = prop::sample::select(vec!["a", "b", "mass-grave", "v1.2"]);
    (measure, codes, date).prop_map(|(measure, codes, date)| CellRef {
        measure: at_nowhere(measure.to_owned()),
        codes: codes
            .into_iter()
            .map(|(d, c)| (at_nowhere(d.to_owned()), at_nowhere(c.to_owned())))
            .collect(),
        date: date.map(|date| at_nowhere(date.to_owned())),
        range: 0..0,
    })
}

fn arb_expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        (0i128..1_000_000, 0u32..4).prop_map(|(n, scale)| Expr::Number(Exact::decimal(n, scale))),
        arb_cell().prop_map(Expr::Cell),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let many = prop::collection::vec((any::<bool>(), inner.clone()), 2..4);
        prop_oneof![
            inner.prop_map(|inner| Expr::Neg(Box::new(at_nowhere(inner)))),
            many.clone().prop_map(|terms| {
                let addend = |(i, (minus, term))| Addend {
                    minus: i > 0 && minus,
                    term: at_nowhere(term),
                };
                Expr::Sum(terms.into_iter().enumerate().map(addend).collect())
            }),
            many.prop_map(|factors| {
                let factor = |(i, (divides, term))| Factor {
                    divides: i > 0 && divides,
                    term: at_nowhere(term),
                };
                Expr::Product(factors.into_iter().enumerate().map(factor).collect())
            }),
        ]
    })
}

fn arb_assertion() -> impl Strategy<Value = Assertion> {
    use Comparison::{Eq, Ge, Gt, Le, Lt};
    let by = (0i128..100_000, 0u32..3).prop_map(|(n, scale)| Exact::decimal(n, scale));
    let tolerance = prop_oneof![
        by.clone().prop_map(Tolerance::Absolute),
        by.prop_map(Tolerance::Percent)
    ];
    let comparison = prop::sample::select(vec![Eq, Le, Ge, Lt, Gt]);
    (
        arb_expr(),
        comparison,
        arb_expr(),
        prop::option::of(tolerance),
    )
        .prop_map(|(left, comparison, right, tolerance)| Assertion {
            left: at_nowhere(left),
            comparison,
            right: at_nowhere(right),
            tolerance,
        })
}

/// The tree with every range forgotten.
fn without_ranges(expr: &Expr) -> Expr {
    let bare = |term: &Ranged<Expr>| at_nowhere(without_ranges(&term.value));
    match expr {
        Expr::Number(number) => Expr::Number(number.clone()),
        Expr::Cell(cell) => Expr::Cell(CellRef {
            measure: at_nowhere(cell.measure.value.clone()),
            codes: cell
                .codes
                .iter()
                .map(|(d, c)| (at_nowhere(d.value.clone()), at_nowhere(c.value.clone())))
                .collect(),
            date: cell
                .date
                .as_ref()
                .map(|date| at_nowhere(date.value.clone())),
            range: 0..0,
        }),
        Expr::Neg(inner) => Expr::Neg(Box::new(bare(inner))),
        Expr::Sum(terms) => Expr::Sum(
            terms
                .iter()
                .map(|Addend { minus, term }| Addend {
                    minus: *minus,
                    term: bare(term),
                })
                .collect(),
        ),
        Expr::Product(factors) => Expr::Product(
            factors
                .iter()
                .map(|Factor { divides, term }| Factor {
                    divides: *divides,
                    term: bare(term),
                })
                .collect(),
        ),
    }
}

proptest! {
    #[test]
    fn a_printed_rule_parses_to_the_same_tree(rule in arb_assertion()) {
        match parse(&rule.to_string()) {
            Ok(parsed) => {
                prop_assert_eq!(without_ranges(&parsed.left.value), rule.left.value);
                prop_assert_eq!(without_ranges(&parsed.right.value), rule.right.value);
                prop_assert_eq!(parsed.comparison, rule.comparison);
                prop_assert_eq!(parsed.tolerance, rule.tolerance);
            }
            // What is well-formed is refused only for what it says.
            Err(error) => prop_assert!(
                ["this divides by zero", "the rule names no figure"].contains(&&*error.message)
                    || error.message.starts_with("every figure of this rule")
                    || error.message.starts_with("the constants here"),
                "{}: {error:?}", rule
            ),
        }
    }

    #[test]
    fn the_linear_form_has_the_value_of_the_tree(
        rule in arb_assertion(),
        seed in 0i64..1000,
    ) {
        let value_of = |cell: &CellRef| {
            let sum: i64 = cell.key().bytes().map(i64::from).sum();
            Some(int(sum * 7 - seed))
        };
        let value = |terms: &[(Exact, CellRef)], constant: &Exact| {
            terms.iter().fold(constant.clone(), |sum, (coefficient, cell)| {
                &sum + &(coefficient * &value_of(cell).unwrap())
            })
        };
        if let Form::Linear(form) = lower(&rule) {
            let left = rule.left.value.evaluate(&value_of).unwrap();
            let right = rule.right.value.evaluate(&value_of).unwrap();
            prop_assert_eq!(&value(&form.left.terms, &form.left.constant), &left);
            prop_assert_eq!(&value(&form.right.terms, &form.right.constant), &right);
            prop_assert_eq!(value(&form.terms, &form.constant), &left - &right);
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,40}") {
        if let Err(error) = parse(&text) {
            prop_assert!(text.get(error.range.clone()).is_some(), "{:?}", error);
        }
    }

    #[test]
    fn no_mixture_of_signs_panics(parts in prop::collection::vec(prop::sample::select(vec![
        "a", "b[x=1]", "c@2025", "3,983", "0", "12%", "(", ")", "[", "]", "+", "-", "*", "/",
        "==", "<=", "=", "!=", "±", "within", "−", " ", " ", ",", ".", "é",
    ]), 0..24)) {
        let text = parts.concat();
        match parse(&text) {
            Ok(rule) => prop_assert_eq!(parse(&rule.to_string()).unwrap().to_string(), rule.to_string()),
            Err(error) => prop_assert!(text.get(error.range.clone()).is_some(), "{:?}", error),
        }
    }
}
