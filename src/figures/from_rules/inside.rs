//! Rules of the form `a <= b` where a narrower or an earlier `a` stands against `b`.

use rustc_hash::FxHashMap;

use crate::dossier::cellref::CellRef;
use crate::dossier::expression::{Comparison, Expr};
use crate::dossier::{CodeId, Codebook, DimensionId, OverTime, Rule};

use super::index::PointIndex;
use super::{RuleInstance, RuleTerm};
use crate::figures::{Figures, PointId};

/// `a <= b` between two single cells also runs where the cell of `a` lies inside
/// the cell of `b`, and for a cumulative `b` against its later dates in the text.
pub(super) fn bind(
    figures: &Figures<'_>,
    index: &mut PointIndex<'_, '_>,
    rule: usize,
    declared: &Rule,
    terms: &[RuleTerm],
    named: &[DimensionId],
) -> Vec<RuleInstance> {
    let mut instances = Vec::new();
    let expression = &declared.expression;
    let (smaller, larger) = match expression.comparison {
        Comparison::Le | Comparison::Lt => (&expression.left.value, &expression.right.value),
        Comparison::Ge | Comparison::Gt => (&expression.right.value, &expression.left.value),
        Comparison::Eq => return instances,
    };
    let (Expr::Cell(smaller), Expr::Cell(larger)) = (smaller, larger) else {
        return instances;
    };
    let find = |cell: &CellRef| terms.iter().find(|term| term.key == cell.key());
    let (Some(part), Some(whole)) = (find(smaller), find(larger)) else {
        return instances;
    };
    let codebook = &figures.dossier.codebook;
    let cumulative = codebook.measure(whole.measure).over_time == OverTime::Cumulative;
    // Source, speaker and the codes that the rule does not name.
    type Scope = (u32, u32, Vec<(DimensionId, CodeId)>);
    let mut wholes: FxHashMap<Scope, Vec<PointId>> = FxHashMap::default();
    let speaker = |id: PointId| {
        let group = figures.group(figures.point(id).group);
        (group.source.0, group.speaker.0)
    };
    for (id, rest) in index.matching(whole, named) {
        let (source, speaker) = speaker(id);
        wholes.entry((source, speaker, rest)).or_default().push(id);
    }
    for (id, rest) in index.matching(part, named) {
        let (source, by) = speaker(id);
        for (distance, wider) in widened(codebook, &rest).into_iter().enumerate() {
            for &other in wholes.get(&(source, by, wider)).into_iter().flatten() {
                let (own, its) = (figures.point(id).group, figures.point(other).group);
                let same = own == its;
                let later = cumulative
                    && match (&figures.group(own).window, &figures.group(its).window) {
                        (Some(own), Some(its)) => own.before(its),
                        _ => false,
                    };
                if (same && distance > 0) || later {
                    instances.push(RuleInstance {
                        rule,
                        terms: terms
                            .iter()
                            .map(|term| {
                                let point = if term.key == part.key { id } else { other };
                                (term.key.clone(), vec![point])
                            })
                            .collect(),
                        at: rest.clone(),
                        dated: None,
                    });
                }
            }
        }
    }
    instances
}

/// The codes themselves, then every wider combination by the code trees.
fn widened(
    codebook: &Codebook,
    codes: &[(DimensionId, CodeId)],
) -> Vec<Vec<(DimensionId, CodeId)>> {
    let mut all = vec![Vec::new()];
    for &(dimension, code) in codes {
        let mut chain = vec![code];
        chain.extend(codebook.dimension(dimension).ancestors(code));
        let mut next = Vec::with_capacity(all.len() * chain.len());
        for prefix in &all {
            for &step in &chain {
                let mut codes: Vec<(DimensionId, CodeId)> = prefix.clone();
                if step.0 != 0 {
                    codes.push((dimension, step));
                }
                next.push(codes);
            }
        }
        all = next;
    }
    all
}
