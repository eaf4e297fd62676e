//! Tests of hints: each pattern where it must show, and where it must not.

use crate::checks::testing::{CODEBOOK, audit, lines};
use crate::findings::{Finding, Hint, fingerprint};

fn hints(findings: &[Finding]) -> Vec<(&'static str, &Hint)> {
    let mut all: Vec<(&'static str, &Hint)> = (findings.iter())
        .flat_map(|finding| finding.hints.iter().map(|hint| (finding.check, hint)))
        .collect();
    all.sort();
    all
}

/// Check and pattern of every hint that claims lead to.
fn patterns(rows: &[&str]) -> Vec<String> {
    let found = lines(rows);
    let all = hints(&found);
    all.iter()
        .map(|(check, hint)| format!("{check}: {}", hint.pattern))
        .collect()
}

fn messages(findings: &[Finding], pattern: &str) -> Vec<String> {
    let all = hints(findings).into_iter();
    all.filter(|(_, hint)| hint.pattern == pattern)
        .map(|(_, hint)| hint.message.clone())
        .collect()
}

/// The findings of one claim with a breakdown by a dimension that no codebook knows.
fn sum(total: &str, parts: &[(&str, &str)]) -> Vec<Finding> {
    let parts: Vec<String> = parts
        .iter()
        .map(|(name, value)| format!("\"{name}\": \"{value}\""))
        .collect();
    let text = format!(
        "claims:\n  - {{source: a, measure: counted, value: \"{total}\", breakdowns: [{{by: part, parts: {{{}}}}}]}}\n",
        parts.join(", ")
    );
    let mut found = audit(&[("crossfoot.yaml", CODEBOOK), ("claims.yaml", &text)]);
    found.retain(|finding| finding.check == "parts-do-not-sum");
    assert_eq!(found.len(), 1, "{found:#?}");
    found
}

fn sum_patterns(total: &str, parts: &[(&str, &str)]) -> Vec<&'static str> {
    hints(&sum(total, parts))
        .into_iter()
        .map(|(_, hint)| hint.pattern)
        .collect()
}

#[test]
fn a_digit_slip_beside_a_fall_and_none_beside_growth() {
    let rows = ["a counted 2025-03-01 3,285", "b counted 2025-03-02 3,284"];
    assert_eq!(patterns(&rows), ["cumulative-decrease: digit-slip"]);
    let found = lines(&rows);
    assert_eq!(
        found[0].hints[0].message,
        "3,285 (a, 2025-03-01) and 3,284 (b, 2025-03-02) are one slip of the pen apart (one digit changed): compare both with the print"
    );
    // 9,000 numbers of four digits, 36 of them one digit away: 1 in 250.
    let score = (found[0].hints[0].score.as_ref()).map(|score| (score.value.as_str(), score.unit));
    assert_eq!(score, Some(("7.9", "bits")));
    // Here the repair names the slip.
    let rows = ["a counted 2025-03-01 3,285", "b counted 2025-03-02 3,185"];
    assert!(lines(&rows)[0].help[0].contains("one digit changed"));
    assert!(patterns(&rows).is_empty());
    assert!(patterns(&["a settled 2025-03-01 3,890", "b settled 2025-03-02 3,990"]).is_empty());
    assert!(patterns(&["a counted 2025-03-01 3,890", "b counted 2025-03-02 3,990"]).is_empty());
    assert!(patterns(&["a counted 2025-03-01 3,285", "b counted 2025-03-02 3,074"]).is_empty());
    // Any two numbers of one digit are one slip apart.
    assert!(patterns(&["a counted 2025-03-01 7", "b counted 2025-03-02 6"]).is_empty());
    assert!(patterns(&["a counted 2025-03-01 seven", "b counted 2025-03-02 six"]).is_empty());
}

#[test]
fn a_slip_that_a_repair_names_is_not_said_again() {
    let found = sum("3,983", &[("x", "3,209"), ("y", "747")]);
    assert!(found[0].help.iter().any(|help| help.contains("swapped")));
    assert!(hints(&found).is_empty(), "{:?}", hints(&found));
}

#[test]
fn digits_exchanged_that_are_no_neighbours() {
    // 9,203 for 3,209.
    let found = sum("3,983", &[("x", "9,203"), ("y", "774")]);
    assert_eq!(
        messages(&found, "transposition"),
        [
            "two digits in each other's place would explain it: x 9,203 for 3,209; such a slip misses by a multiple of 9, here 5,994"
        ]
    );
    // Off by as much, but no exchange.
    assert!(sum_patterns("3,983", &[("x", "9,214"), ("y", "763")]).is_empty());
    assert!(sum_patterns("3,983", &[("x", "3,309"), ("y", "774")]).is_empty());
}

#[test]
fn a_figure_that_was_to_be_taken_off() {
    let found = sum("2,435", &[("x", "3,209"), ("y", "774")]);
    assert_eq!(
        messages(&found, "sign-reversed"),
        [
            "it would close if y 774 were subtracted instead of added: the difference, 1,548, is twice that figure"
        ]
    );
    assert!(sum_patterns("2,436", &[("x", "3,209"), ("y", "774")]).is_empty());
}

#[test]
fn running_totals_among_the_parts_of_a_year() {
    let quarters = |figures: [&'static str; 4]| {
        ["q1", "q2", "q3", "q4"]
            .into_iter()
            .zip(figures)
            .collect::<Vec<_>>()
    };
    // 211, 198, 240, 305 make 954.
    let found = sum("954", &quarters(["211", "198", "649", "305"]));
    assert_eq!(
        messages(&found, "running-total"),
        ["q3 649 may be a running total: less the 409 before it, it is 240, and the sum closes"]
    );
    let found = sum("954", &quarters(["211", "409", "649", "954"]));
    assert_eq!(messages(&found, "running-total").len(), 1);
    assert!(messages(&found, "running-total")[0].contains("the parts may be running totals"));
    let found = sum("305", &quarters(["211", "198", "240", "305"]));
    assert!(messages(&found, "running-total")[0].contains("the figure of one period"));
    assert!(
        messages(
            &sum("954", &quarters(["211", "198", "648", "305"])),
            "running-total"
        )
        .is_empty()
    );
    // The same figures of regions are no running totals.
    let regions = [
        ("north", "211"),
        ("east", "198"),
        ("south", "649"),
        ("west", "305"),
    ];
    assert!(messages(&sum("954", &regions), "running-total").is_empty());
}

#[test]
fn a_running_total_in_a_declared_rule() {
    let text = |third: &str| {
        let mut text = "dimensions:
  part: {codes: {all: {partition: [q1, q2, q3]}}}
rules:
  year:
    assert: freed == counted[part=q1] + counted[part=q2] + counted[part=q3]
claims:
  - {source: a, measure: freed, value: 649, as_of: 2025-01-01}
"
        .to_owned();
        for (code, value) in [("q1", "211"), ("q2", "198"), ("q3", third)] {
            text += &format!(
                "  - {{source: a, measure: counted, where: {{part: {code}}}, value: {value}, as_of: 2025-01-01}}\n"
            );
        }
        let mut found = audit(&[("crossfoot.yaml", CODEBOOK), ("claims.yaml", &text)]);
        found.retain(|finding| finding.check == "rule-broken");
        found
    };
    assert_eq!(messages(&text("649"), "running-total").len(), 1);
    assert!(text("240").is_empty());
    assert!(messages(&text("241"), "running-total").is_empty());
}

#[test]
fn groups_that_must_overlap() {
    let text = "claims:
  - measure: counted
    source: a
    value: 300
    breakdowns:
      - {kind: disjoint, parts: {age=children: 171, sex=women: 156}}
";
    let found = audit(&[("crossfoot.yaml", CODEBOOK), ("claims.yaml", text)]);
    assert_eq!(
        messages(&found, "overlap-forced"),
        ["the groups fit into the total only if they overlap, by at least 27"]
    );
    let fits = text.replace("value: 300", "value: 327");
    let found = audit(&[("crossfoot.yaml", CODEBOOK), ("claims.yaml", &fits)]);
    assert!(hints(&found).is_empty());
}

#[test]
fn figures_exchanged_between_two_texts() {
    let rows = [
        "a counted[sex=men] 2025-03-01 713",
        "a counted[sex=women] 2025-03-01 486",
        "b counted[sex=men] 2025-03-01 486",
        "b counted[sex=women] 2025-03-01 713",
    ];
    let found = lines(&rows);
    let found = messages(&found, "exchanged");
    assert_eq!(
        found.len(),
        2,
        "each of the two conflicts shows it: {found:?}"
    );
    assert!(found.iter().any(|message| message.contains(
        "for counted[sex=women] the same two numbers stand the other way round, 486 (a, 2025-03-01) and 713 (b, 2025-03-01)"
    )), "{found:?}");
    let mut other = rows;
    other[3] = "b counted[sex=women] 2025-03-01 714";
    assert!(messages(&lines(&other), "exchanged").is_empty());
}

#[test]
fn figures_exchanged_between_two_sums() {
    let text = |a: &str, b: &str| {
        format!("claims:
  - {{source: a, measure: counted, value: 1200, breakdowns: [{{by: part, kind: partition, parts: {{x: 713, y: {a}}}}}]}}
  - {{source: a, measure: freed, value: 900, breakdowns: [{{by: part, kind: partition, parts: {{x: 512, y: {b}}}}}]}}
")
    };
    let audited =
        |a: &str, b: &str| audit(&[("crossfoot.yaml", CODEBOOK), ("claims.yaml", &text(a, b))]);
    // Right: 713 + 487 and 512 + 388.
    let found = audited("388", "487");
    assert_eq!(
        messages(&found, "exchanged"),
        [
            "counted[part=y] 388 and freed[part=y] 487 may stand in each other's place: exchanged, they close this sum and another one",
            "freed[part=y] 487 and counted[part=y] 388 may stand in each other's place: exchanged, they close this sum and another one",
        ]
    );
    assert!(messages(&audited("388", "488"), "exchanged").is_empty());
    assert!(hints(&audited("487", "388")).is_empty());
}

#[test]
fn a_running_total_in_the_place_of_a_month() {
    let rows = [
        "a monthly 2025-01 157",
        "a monthly 2025-02 203",
        "a monthly 2025-03 174",
        "b monthly 2025-03 534",
    ];
    let found = lines(&rows);
    assert_eq!(
        messages(&found, "running-total"),
        [
            "534 (b, 2025-03) may be a running total: 174 (a, 2025-03) and 360, the sum of the 2 periods before, make 534"
        ]
    );
    let mut off = rows;
    off[3] = "b monthly 2025-03 535";
    assert!(messages(&lines(&off), "running-total").is_empty());
    // Rounded to ten it is the same slip, and to a hundred it says too little.
    let mut round = rows;
    round[3] = "b monthly 2025-03 530";
    assert_eq!(
        messages(&lines(&round), "running-total"),
        [
            "530 (b, 2025-03) may be a running total: 174 (a, 2025-03) and 360, the sum of the 2 periods before, make 534"
        ]
    );
    round[3] = "b monthly 2025-03 500";
    assert!(messages(&lines(&round), "running-total").is_empty());
    // A month is missing: nothing to add up.
    assert!(messages(&lines(&[rows[0], rows[2], rows[3]]), "running-total").is_empty());
    // Without a finding there is no hint.
    assert!(patterns(&rows[..3]).is_empty());
}

#[test]
fn an_increase_in_the_place_of_the_running_total() {
    let rows = [
        "a counted 2025-03-01 512",
        "a counted 2025-03-08 147",
        "a counted 2025-03-15 659",
    ];
    let found = lines(&rows);
    assert_eq!(
        messages(&found, "running-total"),
        [
            "147 (a, 2025-03-08) may be an increase and no running total: 659 (a, 2025-03-15) is 147 more than 512 (a, 2025-03-01)"
        ]
    );
    let mut off = rows;
    off[2] = "a counted 2025-03-15 660";
    assert!(messages(&lines(&off), "running-total").is_empty());

    // Another source prints it as the figure of the week.
    let by_flow = [
        "a counted 2025-03-01 512",
        "a counted 2025-03-08 147",
        "b monthly 2025-03-02/2025-03-08 147",
    ];
    assert!(messages(&lines(&by_flow), "running-total")[0].contains("monthly is 147"));
    // Or as a difference.
    let by_change = [
        "a counted 2025-03-01 512",
        "a counted 2025-03-08 147",
        "b counted 2025-03-08 +147 | id: more, change: {since: 2025-03-01}",
    ];
    let found = lines(&by_change);
    assert!(
        messages(&found, "running-total")[0].ends_with("more prints it as a difference"),
        "{found:#?}"
    );
    // At one date: the figure before and the increase make the other.
    let one_date = [
        "a counted 2025-03-01 512",
        "b counted 2025-03-08 659",
        "d counted 2025-03-08 147",
    ];
    let found = messages(&lines(&one_date), "running-total");
    assert!(
        found
            .iter()
            .any(|message| message.contains("with 512 (a, 2025-03-01) before it, it makes 659")),
        "{found:?}"
    );
}

#[test]
fn a_state_and_a_register_of_one_number() {
    let rows = [
        "a settled 2025-03-01 3,890 | quote: '3,890 are still missing'",
        "b settled[war=first] 2025-03-02 3,890 | quote: '3,890 were registered as missing'",
        "d settled 2025-03-03 3,983",
    ];
    let found = lines(&rows);
    assert_eq!(
        messages(&found, "mixed-kinds"),
        [
            "3,890 is a state in one text (a, 2025-03-01: \"still\") and a register in another (b, 2025-03-02: \"registered\"): both are right only if nothing has left the register"
        ]
    );
    let changed = found
        .iter()
        .find(|finding| finding.check == "changed-over-time")
        .unwrap();
    assert_eq!(changed.hints.len(), 1);

    let mut same = rows;
    same[0] = "a settled 2025-03-01 3,890 | quote: '3,890 were registered'";
    assert!(messages(&lines(&same), "mixed-kinds").is_empty());
    let mut other = rows;
    other[1] = "b settled[war=first] 2025-03-02 3,891 | quote: '3,891 were registered as missing'";
    assert!(messages(&lines(&other), "mixed-kinds").is_empty());
    // Without any finding there is no hint.
    assert!(patterns(&rows[..2]).is_empty());
}

#[test]
fn remains_are_no_state() {
    assert!(super::kinds::has("they remain missing", "remain"));
    assert!(!super::kinds::has("remains of 187 people", "remain"));
}

#[test]
fn equal_parts_and_equal_numbers_have_a_score() {
    let rows = [
        "a counted 2025-03-01 267",
        "a counted[age=children] 2025-03-01 29",
        "a counted[age=elderly] 2025-03-01 112",
        "b counted 2025-03-05 872",
        "b counted[age=children] 2025-03-05 29",
        "b counted[age=elderly] 2025-03-05 112",
    ];
    let found = lines(&rows);
    assert_eq!(
        messages(&found, "identical-parts"),
        ["it is hardly chance: 2 numbers of this size agree by chance about once in 3,248 cases"]
    );
    assert_eq!(found[0].hints[0].score.as_ref().unwrap().value, "11.6");

    let found = lines(&[
        "a settled 2025-03-01 267",
        "b freed[sex=women] 2025-03-02 267",
    ]);
    assert_eq!(
        messages(&found, "one-number"),
        [
            "chance alone would make about 0.01 pairs of equal numbers among the figures of 3 digits here"
        ]
    );
    assert_eq!(found[0].hints[0].score.as_ref().unwrap().value, "3");
}

#[test]
fn hints_change_nothing_else() {
    let found = lines(&["a counted 2025-03-01 3,285", "b counted 2025-03-02 3,185"]);
    let mut bare = found[0].clone();
    bare.hints.clear();
    assert_eq!(fingerprint(&bare), fingerprint(&found[0]));
    assert_eq!(bare.severity, crate::text::Severity::Warning);
}
