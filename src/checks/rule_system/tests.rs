//! Verdicts on rules against all figures of a small box, and what stands beside them.

use proptest::prelude::*;

use crate::checks::testing::dossier;
use crate::checks::{Asked, run};
use crate::dossier::Dossier;
use crate::dossier::cellref::CellRef;
use crate::figures::Figures;
use crate::findings::Finding;
use crate::quantity::Exact;

fn audit(dossier: &Dossier) -> Vec<Finding> {
    let asked = Asked {
        redundant: true,
        ..Asked::default()
    };
    run(&Figures::of(dossier), asked).findings
}

fn of(texts: &[String]) -> Dossier {
    let mut codebook =
        "measures: {x: {type: count}, y: {type: count}, z: {type: count}}\n".to_owned();
    codebook += "dimensions: {sex: {codes: {all: {partition: [women, men]}}}}\nrules:\n";
    for (at, text) in texts.iter().enumerate() {
        codebook += &format!("  r{at}:\n    assert: \"{text}\"\n");
    }
    dossier(&[("crossfoot.yaml", &codebook)])
}

fn messages(texts: &[&str], check: &str) -> Vec<String> {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let found = audit(&of(&texts)).into_iter();
    found
        .filter(|finding| finding.check == check)
        .map(|finding| finding.message)
        .collect()
}

fn contradictory(texts: &[&str]) -> Vec<String> {
    messages(texts, "contradictory-codebook")
}

fn redundant(texts: &[&str]) -> Vec<String> {
    messages(texts, "redundant-rule")
}

#[test]
fn what_cannot_hold_alone_or_together() {
    let alone = ["rule `r0` cannot hold, whatever the figures"];
    assert_eq!(contradictory(&["x < x[sex=all]"]), alone);
    assert_eq!(contradictory(&["x + 1 == x[sex=all]"]), alone);
    assert_eq!(contradictory(&["x < 0"]), alone);
    assert_eq!(contradictory(&["x[sex=women] > x"]), alone);
    assert_eq!(contradictory(&["2 * x == 2 * y + 1"]), alone);
    let both = ["rules `r0` and `r1` cannot hold together, whatever the figures"];
    assert_eq!(contradictory(&["x > y", "y > x"]), both);
    assert_eq!(contradictory(&["x@2025 >= 3", "x <= 2"]), both);
    // Two that hang together by `x`, each told once.
    assert_eq!(contradictory(&["x < 0", "x > y", "y > x"]).len(), 2);
}

#[test]
fn what_can_hold() {
    for texts in [
        ["x >= 2 * y", "y >= 2 * x"],
        ["x > y", "y >= z"],
        ["x@2025 >= 3", "x@2026 <= 2"],
        ["x[sex=women] >= 3", "x[sex=men] <= 2"],
        ["x / y > 1", "x / y < 1"],
    ] {
        assert_eq!(contradictory(&texts), Vec::<String>::new(), "{texts:?}");
    }
}

#[test]
fn what_follows() {
    assert_eq!(
        redundant(&["x <= y", "x <= y"]),
        ["rule `r1` follows from rule `r0`"]
    );
    assert_eq!(
        redundant(&["x <= y", "y <= z", "z <= x", "x == z"]),
        ["rule `r3` follows from rules `r0`, `r1` and `r2`"]
    );
    assert_eq!(
        redundant(&["x <= 5", "x < 6"]),
        ["rule `r1` follows from rule `r0`"]
    );
    assert_eq!(
        redundant(&["x[sex=women] <= x"]),
        ["rule `r0` follows from the codes alone"]
    );
    assert_eq!(
        redundant(&["x >= 0"]),
        ["rule `r0` follows from what its figures are: it holds whatever they say"]
    );
    assert_eq!(
        redundant(&["x <= y", "x < y + 0.5 * z"]),
        Vec::<String>::new()
    );
    // From a contradiction everything would follow.
    assert_eq!(
        redundant(&["x > y", "y > x", "x >= y"]),
        Vec::<String>::new()
    );
}

/// Whether a rule holds for these figures.
fn holds(dossier: &Dossier, rule: usize, values: [i64; 3]) -> bool {
    let rule = &dossier.codebook.rules[rule].expression;
    let value = |cell: &CellRef| {
        let at = usize::from(cell.measure.value.as_bytes()[0] - b'x');
        Some(Exact::from(values[at]))
    };
    let left = rule.left.value.evaluate(&value).unwrap();
    let right = rule.right.value.evaluate(&value).unwrap();
    rule.comparison.holds(&left, &right)
}

fn rule() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(vec!["x", "y", "z"]);
    let term = (prop::sample::select(vec!["", "", "2 * "]), cell)
        .prop_map(|(factor, cell)| format!("{factor}{cell}"));
    let comparison = prop::sample::select(vec!["==", "<=", ">=", "<", ">"]);
    let side = prop_oneof![
        term.clone(),
        (term.clone(), prop::sample::select(vec![" + ", " - "]), term)
            .prop_map(|(a, sign, b)| a + sign + &b),
        prop::sample::select(vec!["1", "2.5", "4"]).prop_map(str::to_owned),
    ];
    (side.clone(), comparison, side).prop_map(|(left, cmp, right)| format!("{left} {cmp} {right}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_figures_of_a_box_say_otherwise(texts in prop::collection::vec(rule(), 1..6)) {
        let dossier = of(&texts);
        // Rules that are refused as they are read have other numbers.
        let number = |id: &str| dossier.codebook.rules.iter().position(|rule| rule.id == id);
        let all: Vec<usize> = (0..dossier.codebook.rules.len()).collect();
        let mut left_out: Vec<usize> = Vec::new();
        let box_of = || (0..216i64).map(|at| [at % 6, at / 6 % 6, at / 36]);
        let findings = audit(&dossier);
        for finding in &findings {
            if finding.check == "contradictory-codebook" {
                let rules: Vec<usize> = finding.subject.split(", ").filter_map(number).collect();
                prop_assert!(!rules.is_empty());
                for out in &rules {
                    let stay = rules.iter().filter(|rule| *rule != out);
                    let stay: Vec<String> = stay
                        .map(|&rule| dossier.codebook.rules[rule].assert.value.clone())
                        .collect();
                    let found = audit(&of(&stay));
                    let again = found.iter().any(|f| f.check == "contradictory-codebook");
                    prop_assert!(!again, "{texts:?}: {} is not minimal", finding.message);
                }
                for values in box_of() {
                    let together = rules.iter().all(|&rule| holds(&dossier, rule, values));
                    prop_assert!(!together, "{texts:?} at {values:?}: {}", finding.message);
                }
            }
            if finding.check == "redundant-rule" {
                let id = finding.subject.split(' ').next().unwrap();
                left_out.push(number(id).unwrap());
            }
        }
        // The rules that stay say as much as all of them.
        for values in box_of() {
            let stay = all.iter().filter(|rule| !left_out.contains(rule));
            if stay.into_iter().all(|&rule| holds(&dossier, rule, values)) {
                let every = all.iter().all(|&rule| holds(&dossier, rule, values));
                prop_assert!(every, "{texts:?} at {values:?} without {left_out:?}");
            }
        }
    }
}
