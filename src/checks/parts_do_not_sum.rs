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
    fn a_part_given_as_a_share_is_not_taken_for_nothing() {
        assert!(found("{a: 60%, b: 80}").is_empty());
        assert_eq!(found("{a: 60%, b: 280}"), ["part-exceeds-whole"]);
        assert_eq!(found("{a: 100, b: 80}"), ["parts-do-not-sum"]);
    }
}
