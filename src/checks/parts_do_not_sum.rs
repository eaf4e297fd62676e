//! `parts-do-not-sum`: a partition's parts and its whole cannot meet.

use crate::figures::RelationKind;
use crate::findings::{Basis, Finding};
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for relation in arithmetic::relations(context, &Judged::Fails, &[RelationKind::Sum]) {
        let mut finding = arithmetic::finding(
            context,
            "parts-do-not-sum",
            Severity::Error,
            relation,
            Basis::Hard,
            |sheet| {
                format!(
                    "parts do not add up to the stated total ({})",
                    sheet::gap_of(sheet)
                )
            },
        );
        finding
            .help
            .extend(arithmetic::balancing(context, relation));
        findings.push(finding);
    }
    for not_run in context
        .figures
        .not_run
        .iter()
        .filter(|not_run| not_run.report)
    {
        let whole = (not_run.claims[0], String::new());
        let message = format!("the parts cannot be added up: {}", not_run.cause);
        let mut finding =
            context.finding_on_claims("parts-do-not-sum", Severity::Note, &[whole], message);
        let id = finding.claims[0].clone();
        finding.conflicts = vec![(id.clone(), id)];
        finding.subject = not_run.relation.clone();
        finding.help.push(
            "`missing: report` asks for this; `skip` stays silent, `zero` counts them as 0"
                .to_owned(),
        );
        findings.push(finding);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::audit;

    fn found(parts: &str) -> Vec<&'static str> {
        let text = format!(
            "source: {{id: s, published: 2025}}\nmeasures: {{m: {{type: count}}}}\nclaims:\n  - measure: m\n    value: 200\n    breakdowns:\n      - {{by: x, parts: {parts}}}\n"
        );
        let found = audit(&[("a.yaml", &text)]).into_iter();
        let aside = ["unknown-dimension", "no-quote"];
        found
            .map(|finding| finding.check)
            .filter(|check| !aside.contains(check))
            .collect()
    }

    #[test]
    fn missing_parts_are_passed_over_counted_as_nothing_or_told() {
        let found = |missing: &str, codebook: &str| {
            let text = format!(
                "source: {{id: s, published: 2025}}\nmeasures: {{m: {{type: count}}}}\ndimensions: {{x: {{codes: {codebook}}}}}\nclaims:\n  - measure: m\n    value: 200\n    breakdowns:\n      - {{by: x, missing: {missing}, parts: {{a: 100, b: 80}}}}\n"
            );
            let found = audit(&[("a.yaml", &text)]).into_iter();
            found
                .filter(|finding| finding.check == "parts-do-not-sum")
                .map(|finding| finding.message)
                .collect::<Vec<_>>()
        };
        let declared = "{all: {partition: [a, b, c]}}";
        assert!(found("skip", declared).is_empty());
        assert_eq!(
            found("zero", declared),
            ["parts do not add up to the stated total (off by 20)"]
        );
        assert_eq!(
            found("report", declared),
            ["the parts cannot be added up: not stated: c"]
        );
    }

    #[test]
    fn a_part_given_as_a_share_is_not_taken_for_nothing() {
        assert!(found("{a: 60%, b: 80}").is_empty());
        assert_eq!(found("{a: 60%, b: 280}"), ["part-exceeds-whole"]);
        assert_eq!(found("{a: 100, b: 80}"), ["parts-do-not-sum"]);
    }
}
