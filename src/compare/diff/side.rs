//! One side of a comparison: figures, what of them was chosen, and where they are from.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::checks::{self, RelationVerdict};
use crate::dossier::{Claim, ClaimId, Dossier};
use crate::figures::{Figures, PointId};
use crate::text::{Severity, Span};

use super::model::{Place, SideOf, SourceOf};
use super::spots::{self, Days, Spot};

/// What of a dossier is compared.
#[derive(Clone, Debug)]
pub enum Chosen {
    /// All of it.
    All,
    /// The figures of one source.
    Source(String),
    /// The figures in these files.
    Files(Vec<String>),
}

/// One side of a comparison.
#[derive(Debug)]
pub struct Side<'a> {
    pub(super) figures: &'a Figures<'a>,
    pub(super) spots: Vec<Spot>,
    pub(super) verdicts: Vec<RelationVerdict>,
    chosen: Chosen,
    spot_of_claim: FxHashMap<ClaimId, usize>,
    operand: String,
    revision: Option<Revision>,
}

/// The commit that a side was read from.
#[derive(Clone, Debug)]
pub struct Revision {
    /// As it was asked for: `HEAD~3`.
    pub name: String,
    /// The commit in full.
    pub commit: String,
}

impl<'a> Side<'a> {
    /// A side; `operand` is how it was asked for.
    pub fn of(
        figures: &'a Figures<'a>,
        chosen: Chosen,
        operand: impl Into<String>,
        revision: Option<Revision>,
    ) -> Side<'a> {
        let (spots, spot_of_claim) = spots::spots(figures, &chosen);
        Side {
            figures,
            verdicts: checks::verdicts(figures),
            spots,
            chosen,
            spot_of_claim,
            operand: operand.into(),
            revision,
        }
    }

    pub(super) fn dossier(&self) -> &'a Dossier {
        self.figures.dossier
    }

    /// The spot of a point, if it was chosen.
    pub(super) fn spot_of(&self, point: PointId) -> Option<usize> {
        self.spot_of_claim(self.figures.lead(point))
    }

    /// The spot of a claim, if it was chosen.
    pub(super) fn spot_of_claim(&self, claim: ClaimId) -> Option<usize> {
        self.spot_of_claim.get(&claim).copied()
    }

    /// Where something is written.
    pub(super) fn place(&self, span: Span) -> Place {
        let file = self.dossier().files.file(span.file);
        let file_name = match &self.revision {
            Some(revision) => format!("{}:{}", revision.name, file.name),
            None => file.name.clone(),
        };
        Place {
            file: file_name,
            line: file.position(span.start).0,
        }
    }

    /// The side as data.
    pub(super) fn described(&self) -> SideOf {
        let errors = self.dossier().problems.iter();
        SideOf {
            operand: self.operand.clone(),
            commit: (self.revision.as_ref()).map(|revision| revision.commit.clone()),
            usual_date: self.usual_date(),
            sources: self.sources(),
            claims: self.spots.iter().map(|spot| spot.claims.len()).sum(),
            input_errors: errors.filter(|p| p.severity == Severity::Error).count(),
        }
    }

    /// The date of most figures; the earliest of several such. None for several sources.
    fn usual_date(&self) -> Option<String> {
        let first = self.spots.first()?;
        if self.spots.iter().any(|spot| spot.source != first.source) {
            return None;
        }
        let mut dates: BTreeMap<Option<Days>, (usize, Option<String>)> = BTreeMap::new();
        for spot in &self.spots {
            let window = spot.lead(self.dossier()).when.window.as_ref();
            let known = dates.entry(spot.days).or_default();
            known.0 += 1;
            let printed = window.map(|window| window.printed.to_string());
            // One date may be written in two ways.
            known.1 = known.1.take().min(printed.clone()).or(printed);
        }
        let most = dates.into_values().rev().max_by_key(|date| date.0)?;
        most.1
    }

    /// The sources that its figures stand in, by id.
    fn sources(&self) -> Vec<SourceOf> {
        let dossier = self.dossier();
        let sources = (self.spots.iter()).map(|spot| dossier.source(spot.lead(dossier).source));
        let mut sources: Vec<SourceOf> = sources
            .map(|source| SourceOf {
                id: source.id.clone(),
                title: source.title.clone(),
                publisher: dossier.speakers.name(source.publisher).to_owned(),
                published: (source.published.as_ref()).map(|date| date.value.printed.to_string()),
            })
            .collect();
        sources.sort_by(|a, b| a.id.cmp(&b.id));
        sources.dedup();
        sources
    }

    /// Whether all of the dossier was chosen, or a part of it that names no source.
    pub(super) fn names_a_source(&self) -> bool {
        matches!(self.chosen, Chosen::Source(_))
    }
}

impl Chosen {
    pub(super) fn admits(&self, dossier: &Dossier, claim: &Claim) -> bool {
        match self {
            Chosen::All => true,
            Chosen::Source(id) => dossier.source(claim.source).id == *id,
            Chosen::Files(names) => {
                let file = dossier.files.file(claim.place.entry.file);
                names.contains(&file.name)
            }
        }
    }
}
