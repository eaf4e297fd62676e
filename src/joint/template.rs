//! What the code trees say about a set of cells, worked out once for all lots that print
//! the same ones.

use rustc_hash::FxHashSet;

use crate::figures::{CellId, Figures, PointId};
use crate::quantity::{Bound, Exact};

use super::build::Builder;
use super::decide::Question;
use super::layer::{Layer, Words};
use super::trees::prune;

/// What the code trees say about a set of cells.
pub(super) struct Template {
    /// Rows between printed cells; none if a row has a cell that nobody prints.
    pub rows: Option<Vec<Known>>,
    /// Whether the trees name no cell beside the printed ones at all.
    pub closed: bool,
}

/// A row of a code tree over the cells of a lot.
pub(super) struct Known {
    terms: Vec<(CellId, i64)>,
    low: Option<Bound>,
    high: Option<Bound>,
}

impl Known {
    /// Whether a row holds for these values, sorted by cell.
    pub fn holds(&self, values: &[(CellId, &Exact)]) -> bool {
        let mut sum = Exact::ZERO;
        for (cell, c) in &self.terms {
            let Ok(at) = values.binary_search_by_key(cell, |value| value.0) else {
                return false;
            };
            sum = match c {
                1 => &sum + values[at].1,
                -1 => &sum - values[at].1,
                c => &sum + &(values[at].1 * &Exact::from(*c)),
            };
        }
        let low = self.low.as_ref().is_none_or(|low| sum >= low.value);
        low && self.high.as_ref().is_none_or(|high| sum <= high.value)
    }
}

/// A row that the code trees assert between printed cells: their sum, each times its
/// coefficient, lies between two ends.
#[derive(Clone, Debug)]
pub struct TreeRow {
    /// Cells and coefficients.
    pub terms: Vec<(CellId, i64)>,
    /// The lower end.
    pub low: Option<Exact>,
    /// The upper end.
    pub high: Option<Exact>,
}

/// What the code trees say about the cells of some points of one moment, whoever prints
/// them; none where they tie a cell that nobody prints to others.
pub fn tree_rows(figures: &Figures<'_>, members: &[PointId]) -> Option<Vec<TreeRow>> {
    let found = of_points(figures, Layer::All, members);
    let rows = found.rows?.into_iter().map(|row| TreeRow {
        terms: row.terms,
        low: row.low.map(|bound| bound.value),
        high: row.high.map(|bound| bound.value),
    });
    Some(rows.collect())
}

/// The cells of a lot, each once.
pub(super) fn signature(figures: &Figures<'_>, members: &[PointId]) -> Vec<CellId> {
    let mut cells: Vec<CellId> = members
        .iter()
        .map(|&point| figures.point(point).cell)
        .collect();
    cells.dedup();
    cells
}

/// What the trees say about the cells of a lot.
pub(super) fn template(
    question: &Question<'_, '_, '_>,
    layer: Layer,
    members: &[PointId],
) -> Template {
    of_points(question.figures, layer, members)
}

fn of_points(figures: &Figures<'_>, layer: Layer, members: &[PointId]) -> Template {
    let none = FxHashSet::default();
    let mut builder = Builder::new(figures, layer, Words::Hard, members, &none);
    // Kinds that texts give are not looked at: what the tree says more only opens lots.
    builder.add_trees_but(&FxHashSet::default());
    let closed = builder.stated.iter().all(|stated| *stated);
    prune(&mut builder);
    let rows = std::mem::take(&mut builder.rows);
    let rows: Option<Vec<Known>> = (rows.into_iter())
        .map(|row| {
            let terms: Option<Vec<(CellId, i64)>> = (row.terms.into_iter())
                .map(|(var, c)| builder.stated[var as usize].then(|| (builder.key(var).cell, c)))
                .collect();
            Some(Known {
                terms: terms?,
                low: row.low,
                high: row.high,
            })
        })
        .collect();
    Template { rows, closed }
}
