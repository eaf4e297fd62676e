//! `rule-broken`: a declared rule fails.

mod judge;
mod plan;
mod worksheet;

pub use judge::{JudgedRule, JudgedRules};
pub(super) use judge::{can_hold, judge};
pub(super) use worksheet::flipped;

use crate::dossier::expression::Tolerance;
use crate::dossier::{MissingPolicy, Rule, RuleScope};
use crate::figures::PointId;
use crate::findings::{Finding, RelationRecord, Verdict};
use crate::text::Severity;

use super::Context;
use super::{across, sheet};
use worksheet::worksheet;

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    // With `scope: date`, one finding for a rule and place; sources that differ
    // on a term stand in it together.
    for judged in context.rules {
        let rule = &context.dossier().codebook.rules[judged.instance.rule];
        if judged.verdict == Verdict::Fails {
            findings.push(describe(context, rule, judged));
        } else if rule.missing == MissingPolicy::Report && judged.verdict == Verdict::NotRun {
            findings.extend(incomplete(context, rule, judged));
        }
    }
}

/// A rule that asks to be told when terms are missing.
fn incomplete(context: &Context<'_>, rule: &Rule, judged: &JudgedRule) -> Option<Finding> {
    let point = judged.instance.any_point()?;
    let cause = judged.cause.as_deref()?;
    let message = format!("rule `{}` cannot be checked: {cause}", rule.id);
    let place = [(point, String::new())];
    let mut finding = context.finding("rule-broken", Severity::Note, &place, message);
    finding = finding.related(rule.assert.span, "the rule");
    let id = finding.claims[0].clone();
    finding.conflicts = vec![(id.clone(), id)];
    finding.subject = format!(
        "{} [{}]",
        judged.instance.relation(rule),
        places_of(context, judged).join(", ")
    );
    finding.help.push(
        "`missing: report` asks for this; `skip` stays silent, `zero` counts missing terms as 0"
            .to_owned(),
    );
    Some(finding)
}

fn describe(context: &Context<'_>, rule: &Rule, judged: &JudgedRule) -> Finding {
    let figures = context.figures;
    let mut places: Vec<(PointId, String)> = Vec::new();
    for (key, points) in &judged.instance.terms {
        places.extend(points.iter().map(|&point| (point, key.clone())));
    }
    let sheet = worksheet(context, rule, judged);
    let gap = sheet
        .as_ref()
        .map(|sheet| format!(" ({})", sheet::gap_of(sheet)))
        .unwrap_or_default();
    let message = format!("rule `{}` does not hold{gap}", rule.id);
    let mut finding = context.finding("rule-broken", rule.severity, &places, message);
    finding = finding.related(rule.assert.span, "the rule");
    let values: Vec<String> = places
        .iter()
        .map(|(point, key)| format!("{key} {}", context.printed_at(*point)))
        .collect();
    finding.concise = format!("{}: {}", rule.assert.value, values.join(", "));
    let at = places_of(context, judged);
    finding.subject = format!("{} [{}]", judged.instance.relation(rule), at.join(", "));
    if !at.is_empty() {
        finding.notes.push(format!("at {}", at.join(", ")));
    }
    if let Some(why) = &rule.why {
        finding.notes.push(format!("the rule's reason: {why}"));
    }
    if let Some(tolerance) = &rule.expression.tolerance {
        finding.notes.push(match tolerance {
            Tolerance::Absolute(number) => format!("the rule allows a difference of {number}"),
            Tolerance::Percent(number) => format!("the rule allows a difference of {number} %"),
        });
    }
    finding.first_against_others();
    let sources: Vec<&str> = places
        .iter()
        .map(|&(point, _)| figures.source_of(point))
        .collect();
    if rule.scope == RuleScope::Date && sources.iter().any(|source| *source != sources[0]) {
        finding.figures = context.rows(places.iter().map(|&(point, _)| context.lead_figure(point)));
    }
    finding.worksheet = sheet;
    let points: Vec<PointId> = places.iter().map(|place| place.0).collect();
    across::soften_inferred(context, &mut finding, &points);
    finding.help.push(
        "check the figures against their texts; if the rule does not apply here, change the rule or accept the finding"
            .to_owned(),
    );
    finding
}

/// Where a rule ran: `region=north`.
fn places_of(context: &Context<'_>, judged: &JudgedRule) -> Vec<String> {
    let codebook = &context.dossier().codebook;
    let place = |&(dimension, code)| {
        let dimension_id = &codebook.dimension(dimension).id;
        format!("{dimension_id}={}", codebook.code(dimension, code).id)
    };
    judged.instance.at.iter().map(place).collect()
}

/// Rules that never found a term stated on each side.
/// The rules that ran nowhere.
pub(super) fn idle(context: &Context<'_>) -> impl Iterator<Item = usize> + use<> {
    let mut used = vec![false; context.dossier().codebook.rules.len()];
    for judged in context.rules {
        used[judged.instance.rule] = true;
    }
    let all = used.into_iter().enumerate();
    all.filter(|(_, used)| !used).map(|(rule, _)| rule)
}

/// The verdicts of all rules.
pub(super) fn verdicts(context: &Context<'_>) -> Vec<Verdict> {
    let judged = context.rules.iter().map(|judged| judged.verdict);
    judged
        .chain(idle(context).map(|_| Verdict::NotRun))
        .collect()
}

/// Every instance of a rule as a record, and every rule that never ran.
pub(super) fn records(context: &Context<'_>) -> Vec<RelationRecord> {
    let rules = &context.dossier().codebook.rules;
    let idle = idle(context).map(|rule| &rules[rule]);
    let idle = idle.map(|rule| RelationRecord {
        relation: rule.assert.value.clone(),
        source: String::new(),
        verdict: Verdict::NotRun,
        cause: Some("no figures are stated on both sides".to_owned()),
        claims: Vec::new(),
        span: rule.assert.span,
    });
    let judged = context.rules.iter().map(|judged| {
        let rule = &rules[judged.instance.rule];
        let points: Vec<PointId> = judged
            .instance
            .terms
            .iter()
            .flat_map(|(_, points)| points.iter().copied())
            .collect();
        let at = places_of(context, judged);
        let relation = judged.instance.relation(rule);
        let relation = match at.is_empty() {
            true => relation,
            false => format!("{relation} at {}", at.join(", ")),
        };
        RelationRecord {
            relation,
            source: points
                .first()
                .map(|&point| context.group(context.figures.point(point).group))
                .unwrap_or_default(),
            verdict: judged.verdict,
            cause: judged.cause.clone(),
            claims: points
                .iter()
                .map(|&point| context.lead(point).id.to_string())
                .collect(),
            span: points
                .first()
                .map_or(rule.assert.span, |&point| context.span(point)),
        }
    });
    judged.chain(idle).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::checks::testing::audit;

    /// Whether a rule about a share `p`, a share `q`, and counts `x` and `y` fails.
    fn broken(assert: &str, claims: &[(&str, &str)]) -> bool {
        let codebook = format!(
            "measures: {{x: {{type: count}}, y: {{type: count}}, p: {{type: share}}, q: {{type: share}}}}\nrules: {{r: {{assert: \"{assert}\"}}}}\n"
        );
        let mut text = "source: {id: s, published: 2025-03-10}\nclaims:\n".to_owned();
        for (measure, value) in claims {
            text.push_str(&format!("  - {{measure: {measure}, value: \"{value}\"}}\n"));
        }
        let found = audit(&[("crossfoot.yaml", &codebook), ("a.yaml", &text)]);
        let errors: Vec<&str> = found.iter().map(|finding| finding.check).collect();
        assert!(
            errors
                .iter()
                .all(|check| ["rule-broken", "no-quote"].contains(check)),
            "{errors:?}"
        );
        errors.contains(&"rule-broken")
    }

    #[test]
    fn a_share_is_a_part_of_its_whole() {
        let counts = |p| [("x", "10"), ("y", "12"), ("p", p)];
        assert!(!broken("x / y == p", &counts("83%")));
        assert!(broken("x / y == p", &counts("80%")));
        assert!(!broken("x == p * y", &counts("83%")));
        assert!(!broken("p * y <= x + 1", &counts("83%")));
    }

    #[test]
    fn percentages_alone_count_in_points() {
        assert!(!broken("p <= 100%", &[("p", "12%")]));
        assert!(!broken("p <= 100", &[("p", "12%")]));
        assert!(broken("p >= 50%", &[("p", "12%")]));
        assert!(broken("p >= 50", &[("p", "12%")]));
        let two = [("p", "61%"), ("q", "39%")];
        assert!(!broken("p + q == 100%", &two));
        assert!(!broken("p + q == 100", &two));
        assert!(broken("p + q == 90% within 2%", &two));
        assert!(!broken("p == q + 25 ± 4", &two));
    }
}
