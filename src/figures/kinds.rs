//! What sort of number each measure is, and in which unit.

use crate::dossier::{Dossier, MeasureKind};

/// For each measure: its declared kind, or what its values show: all percentages
/// make a share, a currency or decimals an amount, anything else a count.
pub(super) fn kinds(dossier: &Dossier) -> Vec<MeasureKind> {
    #[derive(Clone, Copy, Default)]
    struct Seen {
        level: bool,
        percent: bool,
        amount: bool,
    }
    let mut seen = vec![Seen::default(); dossier.codebook.measures.len()];
    for claim in &dossier.claims {
        let Some(value) = &claim.value else { continue };
        let seen = &mut seen[claim.measure.index()];
        if value.is_percent() {
            seen.percent = true;
        } else if !value.is_missing() {
            seen.level = true;
            seen.amount |= value.looks_like_amount();
        }
    }
    dossier
        .codebook
        .measures
        .iter()
        .zip(seen)
        .map(|(measure, seen)| {
            measure.kind.unwrap_or(match seen {
                Seen { amount: true, .. } => MeasureKind::Amount,
                Seen {
                    level: false,
                    percent: true,
                    ..
                } => MeasureKind::Share,
                _ => MeasureKind::Count,
            })
        })
        .collect()
}
