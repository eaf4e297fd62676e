//! Quotations and dates: what counts as evidence, and how findings are gathered.

use crossfoot::findings::Finding;

use crate::harness::{assert_none, texts};

/// The findings of one check on a claim file.
fn findings(check: &str, text: &str) -> Vec<Finding> {
    let audit = texts([("a.yaml", text)], true);
    assert_none(&audit.input_errors());
    let findings = audit.report.findings.into_iter();
    findings.filter(|finding| finding.check == check).collect()
}

/// Its messages.
fn messages(check: &str, text: &str) -> Vec<String> {
    findings(check, text)
        .into_iter()
        .map(|finding| finding.message)
        .collect()
}

fn claims(rest: &str) -> String {
    format!(
        "source: {{id: office, published: 2025-03-10}}\nmeasures: {{votes: {{type: count}}}}\n{rest}"
    )
}

#[test]
fn a_figure_that_is_not_quoted_is_named_with_the_nearest_that_are() {
    let text =
        claims("claims:\n  - measure: votes\n    value: 3,983\n    quote: 12 of 3,893 votes\n");
    let found = findings("value-not-in-quote", &text);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "3,983 is not in its quotation, which has 3,893 and 12"
    );
    let places: Vec<&str> = found[0]
        .locations
        .iter()
        .map(|at| &text[at.span.start as usize..at.span.end as usize])
        .collect();
    assert_eq!(places, ["3,983", "12 of 3,893 votes"]);
    assert_eq!(found[0].conflicts.len(), 1);
}

#[test]
fn a_quotation_without_any_figure_says_so() {
    let text = claims("claims:\n  - measure: votes\n    value: 12\n    quote: the votes\n");
    assert_eq!(
        messages("value-not-in-quote", &text),
        ["12 is not in its quotation, which has no figure"]
    );
}

#[test]
fn the_quotation_of_a_breakdown_answers_for_all_its_parts() {
    let text = claims(
        "claims:
  - measure: votes
    value: 3,983
    quote: a total of 3,983
    breakdowns:
      - by: town
        quote: 3,209 here and 774 there
        parts: {here: \"3,209\", there: 775}
",
    );
    assert_eq!(
        messages("value-not-in-quote", &text),
        ["775 is not in its quotation, which has 774 and 3,209"]
    );
    assert!(messages("no-quote", &text).is_empty());
}

#[test]
fn the_quotation_of_a_whole_counts_only_where_the_figure_occurs() {
    let text = claims(
        "claims:
  - measure: votes
    value: 3,983
    quote: 3,983 votes, among them 71 by post
    breakdowns:
      - parts: {way=post: 71, way=abroad: 12}
",
    );
    assert!(messages("value-not-in-quote", &text).is_empty());
    assert_eq!(
        messages("no-quote", &text),
        ["1 of 3 figures in `office` has no quotation"]
    );
}

#[test]
fn missing_figures_need_no_evidence() {
    let text =
        claims("claims:\n  - {measure: votes, value: n/a, quote: no votes were published}\n");
    for check in ["value-not-in-quote", "hedge-dropped", "no-quote"] {
        assert!(messages(check, &text).is_empty(), "{check}");
    }
}

#[test]
fn retracted_figures_are_checked_against_their_quotations_too() {
    let text =
        claims("claims:\n  - {measure: votes, value: 12, quote: 21 votes, state: retracted}\n");
    assert_eq!(messages("value-not-in-quote", &text).len(), 1);
}

#[test]
fn explicit_values_are_looked_for_by_what_they_say() {
    let case = |value: &str, quote: &str| {
        let text = claims(&format!(
            "claims:\n  - measure: votes\n    value: {value}\n    quote: {quote}\n"
        ));
        (
            messages("value-not-in-quote", &text).len(),
            messages("hedge-dropped", &text),
        )
    };
    assert_eq!(case("{at_least: 600}", "at least 600 votes"), (0, vec![]));
    assert_eq!(
        case("{between: [600, 700]}", "between 600 and 700"),
        (0, vec![])
    );
    assert_eq!(case("{between: [600, 700]}", "between 600 and 800").0, 1);
    assert_eq!(
        case("{at_least: 600}", "600 votes").1,
        ["the quotation says \"600\", the value says \"at least 600\""]
    );
}

#[test]
fn a_hedge_may_stand_in_the_words_before_the_quotation() {
    let case = |value: &str| {
        messages(
            "hedge-dropped",
            &claims(&format!(
                "claims:\n  - measure: votes\n    value: {value}\n    quote: {{exact: 600 votes, prefix: more than}}\n"
            )),
        )
    };
    assert!(case("more than 600").is_empty());
    assert_eq!(
        case("600"),
        ["the quotation says \"more than 600\", the value says \"600\""]
    );
}

#[test]
fn what_is_lacking_is_one_note_for_each_text() {
    let text = "
sources:
  one: {title: One}
  two: {title: Two, published: 2024}
measures: {votes: {type: count}}
claims:
  - {measure: votes, source: one, value: 12}
  - {measure: votes, source: one, where: {town: here}, value: 5, quote: five}
  - {measure: votes, source: two, value: 12}
  - {measure: votes, source: two, where: {town: here}, value: 5}
";
    assert_eq!(
        messages("no-quote", text),
        [
            "1 of 2 figures in `one` has no quotation",
            "none of the 2 figures in `two` has a quotation"
        ]
    );
    let undated = findings("no-date", text);
    assert_eq!(undated.len(), 1);
    assert_eq!(
        undated[0].message,
        "none of the 2 figures in `one` has a date"
    );
    assert_eq!(undated[0].claims, ["one/votes", "one/votes[town=here]"]);
}

#[test]
fn each_wrong_date_is_one_finding() {
    let text = "
sources:
  late: {published: 2024-05-02, as_of: 2025-05-01}
  mixed: {published: 2024-05-02}
measures: {votes: {type: count}}
claims:
  - {measure: votes, source: late, value: 12}
  - {measure: votes, source: late, where: {town: here}, value: 5}
  - measure: votes
    source: mixed
    as_of: 2024-06
    value: 12
    breakdowns:
      - {by: town, parts: {here: 5, there: 7}}
  - {measure: votes, source: mixed, as_of: 2024, where: {town: all}, value: 12}
  - {measure: votes, source: mixed, period: 2025, where: {town: north}, value: 12}
";
    let found = findings("date-order", text);
    let messages: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "the figures are as of 2025-05-01, but the text was published 2024-05-02",
            "the figure is as of 2024-06, but the text was published 2024-05-02",
        ]
    );
    assert_eq!(found[0].claims, ["late/votes", "late/votes[town=here]"]);
    assert_eq!(found[1].claims, ["mixed/votes@2024-06"]);
}

#[test]
fn the_future_begins_tomorrow() {
    let on = |date: &str| {
        let text = format!(
            "source: {{id: a, published: {date}}}\nclaims:\n  - {{measure: m, value: 5}}\n"
        );
        messages("date-order", &text)
    };
    assert!(on("2026-11-22").is_empty());
    assert!(on("2026").is_empty());
    assert_eq!(
        on("2026-11-23"),
        ["the text is dated 2026-11-23, a date in the future"]
    );
    let as_of = "claims:\n  - {measure: m, value: 5, as_of: 2027}\n";
    assert_eq!(
        messages("date-order", as_of),
        ["the figure is as of 2027, a date in the future"]
    );
}
