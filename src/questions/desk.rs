//! The desk: finds the claims that findings name, and the labels of what they count.

use rustc_hash::FxHashMap;

use crate::dossier::cellref::CellRef;
use crate::dossier::{Claim, ClaimId, CodeId, DimensionId, Dossier, MeasureId, SpeakerId};
use crate::findings::{FigureRow, Finding, Term};
use crate::quantity::Interval;

/// Codes of a figure, without roots.
pub(super) type Scope = Vec<(DimensionId, CodeId)>;

/// A dossier with its claims by id.
pub(super) struct Desk<'a> {
    /// What people wrote.
    pub dossier: &'a Dossier,
    ids: FxHashMap<&'a str, ClaimId>,
}

/// A figure that a question speaks of.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Its claim; for a figure that nobody printed, the first that it follows from.
    pub claim: ClaimId,
    /// Further claims that it follows from.
    pub from: Vec<ClaimId>,
    /// What is counted.
    pub measure: MeasureId,
    /// Of whom.
    pub scope: Scope,
    /// As printed, or as it would be.
    pub printed: String,
    /// How it follows, if nobody printed it.
    pub derived: Option<String>,
    /// What it can stand for.
    pub interval: Interval,
}

impl<'a> Desk<'a> {
    pub fn new(dossier: &'a Dossier) -> Desk<'a> {
        let mut ids = FxHashMap::default();
        for (at, claim) in dossier.claims.iter().enumerate() {
            ids.entry(&*claim.id).or_insert(ClaimId::from(at));
        }
        Desk { dossier, ids }
    }

    /// The claim of that id.
    pub fn find(&self, id: &str) -> Option<ClaimId> {
        self.ids.get(id).copied()
    }

    pub fn claim(&self, id: ClaimId) -> &'a Claim {
        self.dossier.claim(id)
    }

    pub fn speaker(&self, figure: &Figure) -> SpeakerId {
        self.claim(figure.claim).speaker
    }

    /// A claim as a figure. Its interval is that of the number it prints.
    pub fn figure(&self, id: &str) -> Option<Figure> {
        let claim = self.find(id)?;
        let written = self.claim(claim);
        let value = written.value.as_ref()?;
        let exact = value.is_exact_number();
        Some(Figure {
            claim,
            from: Vec::new(),
            measure: written.measure,
            scope: written.codes.to_vec(),
            printed: value.printed.to_string(),
            derived: None,
            interval: exact.map_or_else(Interval::all, |number| Interval::point(number.to_exact())),
        })
    }

    /// The claims of a finding as figures.
    pub fn claims(&self, finding: &Finding) -> Vec<Figure> {
        let ids = finding.claims.iter();
        ids.filter_map(|id| self.figure(id)).collect()
    }

    /// The rows of a comparison as figures; without those that only stand beside it.
    pub fn rows(&self, rows: &[FigureRow]) -> Vec<Figure> {
        let rows = rows.iter().filter(|row| !row.aside);
        rows.filter_map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &FigureRow) -> Option<Figure> {
        if row.derived.is_none() {
            let mut figure = self.figure(&row.claim)?;
            figure.interval = row.interval.clone();
            return Some(figure);
        }
        let from: Vec<ClaimId> = row.from.iter().filter_map(|id| self.find(id)).collect();
        let claim = *from.first()?;
        let (measure, scope) = self.cell(&row.cell).unwrap_or_else(|| {
            let claim = self.claim(claim);
            (claim.measure, claim.codes.to_vec())
        });
        Some(Figure {
            claim,
            from,
            measure,
            scope,
            printed: row.printed.clone(),
            derived: row.derived.clone(),
            interval: row.interval.clone(),
        })
    }

    /// A term of a sum as a figure; nothing for a constant.
    pub fn term(&self, term: &Term) -> Option<Figure> {
        let mut figure = self.figure(&term.claim)?;
        figure.interval = term.interval.clone();
        Some(figure)
    }

    /// What a cell in the notation of rules is.
    pub fn cell(&self, text: &str) -> Option<(MeasureId, Scope)> {
        let cell = CellRef::parse(text).ok()?;
        let codes = cell.codes.iter();
        let codes = codes.map(|(dimension, code)| (&*dimension.value, &*code.value));
        let measure = self.dossier.codebook.find_measure(&cell.measure.value)?;
        Some((measure, self.scope(codes)?))
    }

    /// Codes by their names, without roots, sorted by dimension.
    pub fn scope<'n>(&self, names: impl Iterator<Item = (&'n str, &'n str)>) -> Option<Scope> {
        let codebook = &self.dossier.codebook;
        let mut scope = Scope::new();
        for (dimension, code) in names {
            let dimension = codebook.find_dimension(dimension)?;
            let code = codebook.find_code(dimension, code)?;
            if code != CodeId(0) {
                scope.push((dimension, code));
            }
        }
        scope.sort_unstable();
        Some(scope)
    }

    /// What a measure is called: its label, else its id in words.
    pub fn measure(&self, id: MeasureId) -> String {
        let measure = self.dossier.codebook.measure(id);
        let label = measure.label.clone();
        label.unwrap_or_else(|| super::words::capital(&in_words(&measure.id)))
    }

    /// What codes are called: "women, First Karabakh War"; empty for none.
    pub fn codes(&self, scope: &[(DimensionId, CodeId)]) -> String {
        let codebook = &self.dossier.codebook;
        // The dimensions that were declared last usually tell most.
        let names = scope.iter().rev().map(|&(dimension, code)| {
            let code = codebook.code(dimension, code);
            code.label.clone().unwrap_or_else(|| in_words(&code.id))
        });
        names.collect::<Vec<_>>().join(", ")
    }

    /// Measure and codes: "Persons registered as missing: women".
    pub fn counts(&self, measure: MeasureId, scope: &[(DimensionId, CodeId)]) -> String {
        match scope.is_empty() {
            true => self.measure(measure),
            false => format!("{}: {}", self.measure(measure), self.codes(scope)),
        }
    }
}

/// An id as words: `mass_grave` is "mass grave".
fn in_words(id: &str) -> String {
    id.replace('_', " ")
}
