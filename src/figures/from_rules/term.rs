//! A cell of a rule with its names resolved.

use crate::dossier::cellref::CellRef;
use crate::dossier::expression;
use crate::dossier::{CodeId, Codebook, DimensionId, MeasureId, Rule};
use crate::quantity::Window;

/// A cell of a rule.
#[derive(Clone, Debug)]
pub struct RuleTerm {
    /// [`CellRef::key`].
    pub key: String,
    /// What is counted.
    pub measure: MeasureId,
    /// The codes that the rule writes, in the order written, roots included.
    pub codes: Vec<(DimensionId, CodeId)>,
    /// The date that the rule writes.
    pub date: Option<Window>,
}

impl RuleTerm {
    /// The cell with that reference; nothing if the codebook lacks one of its names.
    pub fn of(codebook: &Codebook, cell: &CellRef) -> Option<RuleTerm> {
        let mut codes = Vec::with_capacity(cell.codes.len());
        for (dimension, code) in &cell.codes {
            let dimension = codebook.find_dimension(&dimension.value)?;
            codes.push((dimension, codebook.find_code(dimension, &code.value)?));
        }
        let date = match &cell.date {
            Some(date) => Some(Window::parse(&date.value).ok()?),
            None => None,
        };
        Some(RuleTerm {
            key: cell.key(),
            measure: codebook.find_measure(&cell.measure.value)?,
            codes,
            date,
        })
    }

    /// Its code in a dimension.
    pub(super) fn code_in(&self, dimension: DimensionId) -> CodeId {
        code_in(&self.codes, dimension)
    }
}

/// The distinct cells of a rule in the order written; nothing if a name is unknown.
pub fn rule_terms(codebook: &Codebook, rule: &Rule) -> Option<Vec<RuleTerm>> {
    let mut seen: Vec<&CellRef> = Vec::new();
    for cell in expression::cells(&rule.expression) {
        if !seen.iter().any(|known| known.is_same(cell)) {
            seen.push(cell);
        }
    }
    let terms = seen.into_iter().map(|cell| RuleTerm::of(codebook, cell));
    terms.collect()
}

/// The code for a dimension among sorted or unsorted codes; the root if there is none.
pub(super) fn code_in(codes: &[(DimensionId, CodeId)], dimension: DimensionId) -> CodeId {
    let own = codes.iter().find(|&&(known, _)| known == dimension);
    own.map_or(CodeId(0), |&(_, code)| code)
}
