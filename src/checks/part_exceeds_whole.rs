//! `part-exceeds-whole`: one part is larger than what contains it.

use crate::figures::{PointId, Relation, RelationKind};
use crate::findings::{Basis, Finding};
use crate::text::Severity;

use super::judge::Judged;
use super::{Context, arithmetic, sheet};

pub(super) fn run(context: &Context<'_>, findings: &mut Vec<Finding>) {
    const KINDS: [RelationKind; 2] = [RelationKind::Part, RelationKind::AtMost];
    for relation in arithmetic::relations(context, &Judged::Fails, &KINDS) {
        let Some(part) = alone(context, relation) else {
            continue;
        };
        let single = Relation {
            kind: RelationKind::Part,
            parts: vec![part],
            missing: Vec::new(),
            ..relation.clone()
        };
        findings.push(describe(context, &single));
    }
}

fn describe(context: &Context<'_>, relation: &Relation) -> Finding {
    let figures = context.figures;
    let named = |point: PointId| {
        let cell = figures.cell_name(figures.point(point).cell);
        format!("{cell} {}", context.printed_at(point))
    };
    let whole = relation.whole.map_or(String::new(), named);
    let pair = format!("{} in {whole}", named(relation.parts[0]));
    let mut finding = arithmetic::finding(
        context,
        "part-exceeds-whole",
        Severity::Error,
        relation,
        Basis::Hard,
        |sheet| {
            format!(
                "a part is larger than the whole it belongs to: {pair} ({})",
                sheet::gap_of(sheet)
            )
        },
    );
    if let Some(sheet) = &finding.worksheet {
        finding.concise = format!("{pair} ({})", sheet::gap_of(sheet));
    }
    finding.help.push(
        "check both figures against the text; if the part counts others too, it is no part of this whole"
            .to_owned(),
    );
    finding
}

/// The part that by itself is larger than the whole.
pub(super) fn alone(context: &Context<'_>, relation: &Relation) -> Option<PointId> {
    let whole = context.hard(relation.whole?);
    relation
        .parts
        .iter()
        .copied()
        .find(|&part| whole.entirely_below(context.hard(part)))
}
