//! Readings: what is tried, what is taken, and what is said.

use std::fmt::Write;

use crate::checks::testing::{audit, dossier, kinds, kinds_of, lines};
use crate::findings::Finding;

fn the_one(rows: &[&str]) -> Finding {
    let mut findings = lines(rows);
    assert_eq!(kinds(&findings), ["note depends-on-reading"]);
    findings.remove(0)
}

#[test]
fn the_reading_that_agrees_is_taken_and_named() {
    let finding = the_one(&[
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "c counted 2025-09-01 218 | readings: [{sex: all}, {sex: women}]",
    ]);
    assert_eq!(
        finding.message,
        "218 (c) fits the other figures if it counts counted[sex=women], not if it counts counted"
    );
    let [good, bad] = &finding.readings[..] else {
        panic!("{:?}", finding.readings);
    };
    assert!(good.agrees && good.conflicts.is_empty());
    let series: Vec<&str> = good.figures.iter().map(|row| &*row.printed).collect();
    assert_eq!(series, ["688", "187", "218"]);
    assert!(!bad.agrees);
    assert_eq!(bad.conflicts[0].check, "cumulative-decrease");
    assert_eq!(
        finding.conflicts,
        [("a/counted".to_owned(), "c/counted".to_owned())]
    );
}

#[test]
fn an_off_by_one_decides() {
    let rows = |autumn: &str| {
        let autumn = format!("c counted 2025-09-01 {autumn} | readings: [{{}}, {{sex: women}}]");
        kinds_of(&[
            "a counted 2025-03-01 688",
            "a counted[sex=women] 2025-03-01 187",
            &autumn,
        ])
    };
    assert_eq!(rows("688"), [""; 0]);
    assert_eq!(rows("687"), ["note depends-on-reading"]);
    assert_eq!(rows("187"), ["note depends-on-reading"]);
    assert_eq!(rows("186"), ["warning cumulative-decrease"]);
}

#[test]
fn where_none_agrees_the_conflict_stands_and_says_so() {
    let findings = lines(&[
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "c counted 2025-09-01 18 | readings: [{}, {sex: women}]",
    ]);
    assert_eq!(kinds(&findings), ["warning cumulative-decrease"]);
    assert!(
        findings[0].notes.contains(
            &"none of the 2 readings that the wording of 18 (c/counted) allows makes these figures agree"
                .to_owned()
        ),
        "{:?}",
        findings[0].notes
    );
}

#[test]
fn where_none_agrees_the_reading_with_the_fewest_contradictions_is_taken() {
    let open = "readings: [{sex: all}, {sex: women}]";
    let findings = lines(&[
        "a counted 2025-03-01 1,412",
        "a counted[sex=women] 2025-03-01 395",
        &format!("b counted 2025-09-10 441 | {open}"),
        &format!("c counted 2025-09-11 444 | {open}"),
        &format!("d counted 2025-09-12 347 | {open}"),
    ]);
    assert_eq!(kinds(&findings), ["warning cumulative-decrease"]);
    let printed = findings[0].figures.iter().map(|row| &*row.printed);
    let printed: Vec<&str> = printed.collect();
    assert_eq!(printed, ["444", "347"], "441 and 444 are not blamed");
    let mut notes = findings[0].notes.iter();
    assert!(notes.any(|note| note.ends_with("they are read as leaves the fewest contradictions")));
}

#[test]
fn a_contradiction_that_no_reading_touches_keeps_its_own_check() {
    let kinds = kinds_of(&[
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "c counted 2025-09-01 218 | readings: [{}, {sex: women}]",
        "a freed 2025-03-01 50",
        "c freed 2025-09-01 40",
    ]);
    assert_eq!(
        kinds,
        ["note depends-on-reading", "warning cumulative-decrease"]
    );
}

#[test]
fn parts_go_with_their_whole_and_keep_their_own_codes() {
    let text = "
sources:
  march: {publisher: One, published: 2025-03-10}
  autumn: {publisher: One, published: 2025-09-27}
measures: {found: {type: count, over_time: cumulative}}
dimensions:
  site: {codes: {all: {partition: [grave, other]}}}
  name: {codes: {all: {partition: [known, unknown]}}}
claims:
  - measure: found
    source: march
    value: 688
    breakdowns:
      - parts: {site=grave: 187}
      - parts: {name=known: 165}
  - measure: found
    source: autumn
    value: 218
    readings: [{site: all}, {site: grave}]
    breakdowns:
      - parts: {name=known: 60}
";
    let mut findings = audit(&[("crossfoot.yaml", text)]);
    findings.retain(|finding| finding.check != "no-quote");
    assert_eq!(kinds(&findings), ["note depends-on-reading"]);
    assert_eq!(findings[0].readings[1].conflicts.len(), 2);
    assert!(
        findings[0].notes.contains(
            &"then 60 (autumn) belongs to the 218, and 165 (march) to the 688".to_owned()
        )
    );
}

#[test]
fn one_reading_alone_is_an_alternative_to_the_own_scope() {
    the_one(&[
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "c counted 2025-09-01 218 | readings: [{sex: women}]",
    ]);
}

#[test]
fn a_root_in_a_reading_widens_a_narrow_claim() {
    let finding = the_one(&[
        "a counted 2025-03-01 272",
        "a counted[sex=women] 2025-03-01 187",
        "c counted[sex=women] 2025-09-01 90 | readings: [{sex: women}, {sex: men}, {sex: all}]",
        "a counted[sex=men] 2025-03-01 85",
    ]);
    assert!(
        finding
            .message
            .contains("if it counts counted[sex=men], not")
    );
    assert!(finding.message.ends_with("counted[sex=women] or counted"));
}

#[test]
fn two_open_wordings_are_tried_together() {
    // Only if one is women and the other men do they add up with the total.
    let finding = the_one(&[
        "a settled 2025-03-01 100",
        "a settled[sex=women] 2025-03-01 60",
        "b settled 2025-03-01 60 | readings: [{sex: women}, {sex: men}], id: first",
        "d settled 2025-03-01 40 | readings: [{sex: women}, {sex: men}], id: second",
    ]);
    assert_eq!(finding.readings.len(), 4);
    assert_eq!(
        finding.readings[0].cells(),
        ["settled[sex=women]", "settled[sex=men]"]
    );
    assert!(finding.message.starts_with("60 (b) and 40 (d) fit"));
}

#[test]
fn beyond_the_limit_those_come_first_that_most_depends_on() {
    // All eight are women, or all are men: together with the total 100 there is no other way.
    let mut rows = vec!["b settled 2025-03-01 100".to_owned()];
    for at in 0..8 {
        rows.push(format!(
            "b settled 2025-03-01 60 | readings: [{{sex: women}}, {{sex: men}}], id: n{at}"
        ));
    }
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let findings = lines(&rows);
    let said: String = findings.iter().fold(String::new(), |mut said, finding| {
        let _ = write!(said, "{:?}", finding.notes);
        said
    });
    assert!(
        said.contains("64 of 256") || said.contains("64 tried of 256"),
        "{said}"
    );
}

#[test]
fn the_order_of_claims_changes_nothing() {
    let mut rows = [
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "c counted 2025-09-01 218 | readings: [{}, {sex: women}]",
        "d counted 2025-10-01 230 | readings: [{}, {sex: women}]",
    ];
    let told = |rows: &[&str]| {
        let mut told: Vec<String> = lines(rows).into_iter().map(|f| f.message).collect();
        told.sort();
        told
    };
    let forward = told(&rows);
    rows.reverse();
    let backward = told(&rows);
    assert_eq!(forward.len(), backward.len());
    assert_eq!(forward[0].len(), backward[0].len());
}

#[test]
fn readings_must_be_a_list_of_scopes() {
    let loaded = dossier(&[(
        "a.yaml",
        "claims:\n  - {measure: m, value: 1, readings: {sex: women}}\n",
    )]);
    let messages: Vec<&str> = loaded.problems.iter().map(|p| &*p.message).collect();
    assert!(
        messages.contains(&"`readings` must be a list"),
        "{messages:?}"
    );
}

#[test]
fn a_scope_that_another_source_prints_is_a_hint_only() {
    let findings = lines(&[
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "c counted 2025-09-01 218",
    ]);
    assert_eq!(kinds(&findings), ["warning cumulative-decrease"]);
    let [hint] = &findings[0].hints[..] else {
        panic!("{:?}", findings[0].hints);
    };
    assert_eq!(hint.pattern, "scope-swap");
    assert!(hint.message.starts_with(
        "218 (c) would agree with all figures as counted[sex=women], of which a prints 187"
    ));
}

#[test]
fn no_scope_is_offered_that_breaks_something_else() {
    // As women, 218 would contradict the 300 of another text.
    let findings = lines(&[
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "d counted[sex=women] 2025-04-01 300",
        "c counted 2025-09-01 218",
    ]);
    let hints = |findings: &[Finding]| -> Vec<String> {
        let hints = findings.iter().flat_map(|finding| &finding.hints);
        hints.map(|hint| hint.message.clone()).collect()
    };
    assert_eq!(hints(&findings), [""; 0]);
    // A text that prints both scopes means what it says.
    let findings = lines(&[
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "c counted 2025-09-01 218",
        "c counted[sex=women] 2025-09-01 190",
    ]);
    assert_eq!(hints(&findings), [""; 0]);
}

/// Texts about one consistent world; some leave open what a figure covers, the truth
/// being among the readings.
fn consistent_world(seed: u64) -> Vec<String> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % n
    };
    let mut rows = Vec::new();
    let (mut women, mut men) = (20 + below(50), 20 + below(200));
    for month in 1..5 {
        women += below(20);
        men += below(20);
        let total = women + men;
        for source in ["a", "b", "c"] {
            let date = format!("2025-0{month}-01");
            for (code, number) in [("", total), ("women", women), ("men", men)] {
                match below(6) {
                    0..=2 => {}
                    3 | 4 if code.is_empty() => {
                        rows.push(format!("{source} counted {date} {number}"));
                    }
                    3 | 4 => rows.push(format!("{source} counted[sex={code}] {date} {number}")),
                    _ => {
                        let truth = if code.is_empty() { "all" } else { code };
                        let mut scopes = ["all", "women", "men"];
                        scopes.rotate_left(below(3) as usize);
                        assert!(scopes.contains(&truth));
                        let listed: Vec<String> = scopes
                            .iter()
                            .map(|scope| format!("{{sex: {scope}}}"))
                            .collect();
                        let at = rows.len();
                        rows.push(format!(
                            "{source} counted {date} {number} | readings: [{}], id: r{at}",
                            listed.join(", ")
                        ));
                    }
                }
            }
        }
    }
    rows
}

#[test]
fn where_the_truth_is_among_the_readings_nothing_is_contradicted() {
    let mut told = 0;
    for seed in 1..30 {
        let rows = consistent_world(seed);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let findings = lines(&rows);
        let limited = |finding: &Finding| {
            let mut notes = finding.notes.iter();
            notes.any(|note| note.contains("readings were tried") || note.contains(" tried of "))
        };
        if findings.iter().any(limited) {
            continue;
        }
        let alarms: Vec<String> = kinds(&findings)
            .into_iter()
            .filter(|kind| !kind.starts_with("note"))
            .collect();
        assert_eq!(alarms, [""; 0], "seed {seed}: {rows:#?}");
        told += findings
            .iter()
            .filter(|f| f.check == "depends-on-reading")
            .count();
    }
    assert!(told > 5, "only {told} told");
}

#[test]
fn a_reading_with_a_name_that_is_not_declared_reconciles_nothing() {
    for (reading, check) in [
        ("{sex: womne}", "error unknown-code"),
        ("{seks: women}", "error unknown-dimension"),
    ] {
        let text = format!(
            "measures: {{counted: {{type: count, over_time: cumulative}}}}
dimensions: {{sex: {{codes: {{all: {{partition: [men, women]}}}}}}}}
sources:
  a: {{publisher: one, published: 2025-03-01}}
  c: {{publisher: one, published: 2025-09-01}}
claims:
  - {{measure: counted, source: a, value: 688}}
  - {{measure: counted, source: c, value: 218, readings: [{{sex: all}}, {reading}]}}
"
        );
        let found = kinds(&audit(&[("crossfoot.yaml", &text)]));
        assert!(found.contains(&check.to_owned()), "{found:?}");
        assert!(
            found.contains(&"warning cumulative-decrease".to_owned())
                && !found.contains(&"note depends-on-reading".to_owned()),
            "{found:?}"
        );
    }
}

#[test]
fn beside_a_claim_others_are_shown_as_the_audit_goes_on_with_them() {
    let findings = lines(&[
        "a counted 2025-03-01 688",
        "a counted[sex=women] 2025-03-01 187",
        "b counted 2025-08-01 211 | readings: [{sex: all}, {sex: women}]",
        "c counted 2025-09-01 218 | readings: [{sex: all}, {sex: women}]",
    ]);
    assert_eq!(kinds(&findings), ["note depends-on-reading"; 2]);
    for (finding, own) in findings.iter().zip(["211", "218"]) {
        let [good, bad] = &finding.readings[..] else {
            panic!("{:?}", finding.readings);
        };
        // Nothing stands there that contradicts the 688.
        let shown: Vec<&str> = good.figures.iter().map(|row| &*row.printed).collect();
        assert_eq!(shown, ["688", "187", "211", "218"]);
        let [conflict] = &bad.conflicts[..] else {
            panic!("{:?}", bad.conflicts);
        };
        let told: Vec<&str> = conflict.figures.iter().map(|row| &*row.printed).collect();
        assert_eq!(told, ["688", own]);
    }
}

#[test]
fn a_wording_that_another_one_meets_only_under_its_further_readings_is_tried_with_it() {
    // Under the first readings the one text contradicts itself, which hides that the
    // other figure meets it: only both together show what agrees.
    let rows = |second: &str| {
        let open = format!("a counted 2021-11-04 4 | {second}");
        kinds_of(&[
            "a counted 2021-11-04 14",
            &open,
            "b counted 2021-11-04 more than 9 | readings: [{sex: all}, {sex: women}]",
        ])
    };
    let all = rows("readings: [{sex: all}, {sex: women}, {sex: men}]");
    assert_eq!(all, ["note depends-on-reading"]);
    let none = rows("readings: [{sex: all}, {sex: women}]");
    assert_eq!(none, ["error self-contradiction"]);
}
