//! The claims that findings name, with the points and the exact numbers that they state.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::dossier::ClaimId;
use crate::figures::PointId;
use crate::findings::Finding;
use crate::quantity::{Exact, Interval};

use super::super::{Context, across};

/// What the findings name.
pub(super) struct Known<'c, 'a> {
    /// Where all figures are.
    pub context: &'c Context<'a>,
    claims: FxHashMap<&'a str, ClaimId>,
}

/// A claim that states one exact number.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// The claim.
    pub claim: ClaimId,
    /// What it is about, by whom and when.
    pub point: PointId,
    /// The number.
    pub number: Exact,
}

impl<'c, 'a> Known<'c, 'a> {
    /// Finds the claims by their ids.
    pub fn of(context: &'c Context<'a>, findings: &[Finding]) -> Self {
        let named: FxHashSet<&str> = (findings.iter())
            .flat_map(|finding| &finding.claims)
            .map(String::as_str)
            .collect();
        let all = context.dossier().claims.par_iter().enumerate();
        let claims: Vec<(&str, ClaimId)> = all
            .filter(|(_, claim)| named.contains(&*claim.id))
            .map(|(at, claim)| (&*claim.id, ClaimId::from(at)))
            .collect();
        let claims = claims.into_iter().collect();
        Known { context, claims }
    }

    /// The point of a claim.
    pub fn point(&self, id: &str) -> Option<PointId> {
        let claim = self.claims.get(id)?;
        self.context.figures.point_of_claim[claim.index()]
    }

    /// What a claim states, if that is one exact number and no percentage.
    pub fn said(&self, id: &str) -> Option<Said> {
        let claim = *self.claims.get(id)?;
        let point = self.context.figures.point_of_claim[claim.index()]?;
        let figures = self.context.figures;
        let mut here = figures.figures_at(figures.point(point)).iter();
        let figure = here.find(|figure| figure.claim == claim)?;
        let value = self.context.claim(claim).value.as_ref()?;
        let number = figure.hard.single()?.clone();
        (!value.is_percent()).then_some(Said {
            claim,
            point,
            number,
        })
    }

    /// What a claim states roughly: its number, with all that it may stand for if it is
    /// rounded. Nothing without both ends.
    pub fn roughly(&self, id: &str) -> Option<(Said, Interval)> {
        let claim = *self.claims.get(id)?;
        let figures = self.context.figures;
        let point = figures.point_of_claim[claim.index()]?;
        let mut here = figures.figures_at(figures.point(point)).iter();
        let figure = here.find(|figure| figure.claim == claim)?;
        let value = self.context.claim(claim).value.as_ref()?;
        let number = value.number()?.to_exact();
        let wide = value.rounded_form().unwrap_or_else(|| figure.hard.clone());
        (!value.is_percent() && wide.width().is_some()).then_some((
            Said {
                claim,
                point,
                number,
            },
            wide,
        ))
    }

    /// What a point states, likewise.
    pub fn at(&self, point: PointId) -> Option<Said> {
        let number = self.context.figures.point(point).hard()?.single()?.clone();
        let claim = across::best(self.context, point).claim;
        let value = self.context.claim(claim).value.as_ref()?;
        (!value.is_percent()).then_some(Said {
            claim,
            point,
            number,
        })
    }

    /// The id of what is said.
    pub fn id(&self, said: &Said) -> String {
        self.context.claim(said.claim).id.to_string()
    }

    /// `74 (b, 2025-03)`.
    pub fn words(&self, said: &Said) -> String {
        let origin = across::origin(self.context, said.point);
        let printed = self.context.printed(self.context.claim(said.claim));
        format!("{printed} ({origin})")
    }
}
