//! The verdicts on all relations as plain values, for those who compare them: two
//! editions, two commits. What is found wrong is described by the checks.

use crate::dossier::ClaimId;
use crate::figures::{Figures, PointId, RelationKind};
use crate::findings::Verdict;
use crate::quantity::Interval;
use crate::text::Span;

use super::judge::{self, Judged};
use super::{Asked, Context, rule_broken};

/// One relation, and how it went.
#[derive(Clone, Debug)]
pub struct RelationVerdict {
    /// The relation as people write it.
    pub relation: String,
    /// What it asserts.
    pub asserts: Asserts,
    /// How it went.
    pub verdict: Verdict,
    /// Why it is no plain holds or fails.
    pub cause: Option<String>,
    /// The stated whole, where there is one.
    pub whole: Option<PointId>,
    /// The other points that take part.
    pub parts: Vec<PointId>,
    /// The claims, where it could not even be set up.
    pub claims: Vec<ClaimId>,
    /// What of the two sides differs, stated minus computed, left minus right.
    pub difference: Option<Interval>,
    /// Where the stated side stands.
    pub span: Span,
}

/// Who asserts a relation, and what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Asserts {
    /// A breakdown or the code tree.
    Relation(RelationKind),
    /// The declared rule of this id.
    Rule(String),
    /// Something that could not be set up.
    Unclear,
}

/// Judges every relation and rule, without looking for findings.
pub fn verdicts(figures: &Figures<'_>) -> Vec<RelationVerdict> {
    let judged = judge::relations(figures);
    let rules = rule_broken::judge(figures);
    let context = Context::new(figures, &judged, &rules, Asked::default());
    let mut verdicts: Vec<RelationVerdict> = (figures.relations.iter().zip(&judged))
        .map(|(relation, judged)| {
            let compared = matches!(
                judged,
                Judged::Holds { .. } | Judged::Strained | Judged::Fails
            );
            let sides = judge::sides(relation, &|point| context.hard(point).clone());
            let lead = relation.whole.unwrap_or(relation.parts[0]);
            RelationVerdict {
                relation: figures.relation_name(relation),
                asserts: Asserts::Relation(relation.kind),
                verdict: judged.verdict().0,
                cause: judged.cause(),
                whole: relation.whole,
                parts: relation.parts.clone(),
                claims: Vec::new(),
                difference: compared.then(|| sides.stated.sub(&sides.computed)),
                span: context.span(lead),
            }
        })
        .collect();
    verdicts.extend(figures.not_run.iter().map(|not_run| RelationVerdict {
        relation: not_run.relation.clone(),
        asserts: Asserts::Unclear,
        verdict: Verdict::NotRun,
        cause: Some(not_run.cause.clone()),
        whole: None,
        parts: Vec::new(),
        claims: not_run.claims.clone(),
        difference: None,
        span: not_run.span,
    }));
    let named = &figures.dossier.codebook.rules;
    let records = rule_broken::records(&context);
    // Rules that never ran come last and have no verdict of their own.
    verdicts.extend(context.rules.iter().zip(records).map(|(judged, record)| {
        let points = judged.instance.terms.iter().flat_map(|(_, points)| points);
        RelationVerdict {
            relation: record.relation,
            asserts: Asserts::Rule(named[judged.instance.rule].id.clone()),
            verdict: record.verdict,
            cause: record.cause,
            whole: None,
            parts: points.copied().collect(),
            claims: Vec::new(),
            difference: (judged.sides.as_ref()).map(|(left, right)| left.sub(right)),
            span: record.span,
        }
    }));
    verdicts
}
