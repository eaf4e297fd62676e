//! Relations with their working, for those who ask about one: a person in an editor.

use crate::figures::{Figures, Origin, PointId, Relation};
use crate::findings::{Verdict, Worksheet};

use super::judge::{self, Judged};
use super::{Asked, Context, rule_broken, sheet};

/// A relation, how it went, and its sum.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The relation as people write it.
    pub relation: String,
    /// How it went.
    pub verdict: Verdict,
    /// Why it is no plain holds or fails.
    pub cause: Option<String>,
    /// Who asserts it.
    pub origin: Origin,
    /// The points that take part, the whole first.
    pub points: Vec<PointId>,
    /// The sum, where its sides could be compared.
    pub sheet: Option<Worksheet>,
}

/// The relations that are wanted, in their order.
pub fn worked(figures: &Figures<'_>, wanted: &dyn Fn(&Relation) -> bool) -> Vec<Worked> {
    if !figures.relations.iter().any(wanted) {
        return Vec::new();
    }
    let judged = judge::relations(figures);
    let rules = rule_broken::judge(figures);
    let context = Context::new(figures, &judged, &rules, Asked::default());
    (figures.relations.iter().zip(&judged))
        .filter(|(relation, _)| wanted(relation))
        .map(|(relation, judged)| {
            let plausible = *judged == Judged::Strained;
            let compared = matches!(judged, Judged::Holds { .. } | Judged::Fails) || plausible;
            Worked {
                relation: figures.relation_name(relation),
                verdict: judged.verdict().0,
                cause: judged.cause(),
                origin: relation.origin,
                points: judge::points(relation).collect(),
                sheet: compared.then(|| sheet::worksheet(&context, relation, plausible)),
            }
        })
        .collect()
}
