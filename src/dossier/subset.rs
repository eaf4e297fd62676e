//! A part of a dossier that stands for itself: some claims, and all that
//! their figures need. For trying what would be so if they counted something else.

use super::{Breakdown, BreakdownId, Claim, ClaimId, Dossier};

impl Dossier {
    /// The claims of this dossier that `keep` wants, with the same codebook, sources
    /// and settings. A breakdown stays if its whole does, and takes its parts along
    /// only where `keep` wants them too. There are no files: spans point into those of
    /// the whole dossier.
    pub fn subset(&self, keep: impl Fn(&Claim) -> bool) -> Dossier {
        let mut new_claim: Vec<Option<ClaimId>> = vec![None; self.claims.len()];
        let mut claims = Vec::new();
        for (at, claim) in self.claims.iter().enumerate() {
            if keep(claim) {
                new_claim[at] = Some(ClaimId::from(claims.len()));
                claims.push(claim.clone());
            }
        }
        let mut new_breakdown: Vec<Option<BreakdownId>> = vec![None; self.breakdowns.len()];
        let mut breakdowns = Vec::new();
        for (at, breakdown) in self.breakdowns.iter().enumerate() {
            let Some(whole) = new_claim[breakdown.whole.index()] else {
                continue;
            };
            let parts = breakdown.parts.iter();
            new_breakdown[at] = Some(BreakdownId::from(breakdowns.len()));
            breakdowns.push(Breakdown {
                whole,
                parts: parts.filter_map(|part| new_claim[part.index()]).collect(),
                ..breakdown.clone()
            });
        }
        for claim in &mut claims {
            claim.part_of = claim.part_of.and_then(|id| new_breakdown[id.index()]);
        }
        Dossier {
            sources: self.sources.clone(),
            speakers: self.speakers.clone(),
            codebook: self.codebook.clone(),
            claims,
            breakdowns,
            settings: self.settings.clone(),
            ..Dossier::default()
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::dossier::{Input, load};

    #[test]
    fn breakdowns_keep_their_parts_under_new_numbers() {
        let text = "claims:\n  - {measure: births, value: 9}\n  - measure: deaths\n    value: 5\n    breakdowns:\n      - by: sex\n        parts: {men: 2, women: 3}\n";
        let whole = load(vec![Input {
            name: "a.yaml".to_owned(),
            bytes: text.as_bytes().to_vec(),
            is_settings: false,
            named: true,
            unreadable: None,
        }]);
        let deaths = whole.codebook.find_measure("deaths").unwrap();
        let part = whole.subset(|claim| claim.measure == deaths);
        assert_eq!(part.claims.len(), 3);
        assert_eq!(part.breakdowns.len(), 1);
        let breakdown = &part.breakdowns[0];
        assert_eq!(&*part.claim(breakdown.whole).id, "a/deaths");
        let parts = breakdown.parts.iter();
        let ids: Vec<&str> = parts.map(|&id| &*part.claim(id).id).collect();
        assert_eq!(ids, ["a/deaths[sex=men]", "a/deaths[sex=women]"]);
        assert!(part.claim(breakdown.parts[0]).part_of.is_some());
    }
}
