//! Whole numbers: where the simplex finds a fraction for a count, both cases (at most
//! its floor, at least the next number) are tried. Tables with margins never need it,
//! shares and overlaps do. The search is limited, and a limit is never a pass.

use super::ends::Side;
use super::fraction::{Field, Strict};
use super::simplex::{Simplex, Source, Stop, Term, fits};

/// A limit that was reached before an answer was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Cases of whole numbers.
    Cases,
    /// Arithmetic in the simplex.
    Work,
}

/// The most case distinctions for one question.
pub(crate) const MOST_CASES: u32 = 400;
/// The deepest nesting of cases.
const MOST_DEPTH: u32 = 40;
/// The most operations on coefficients for the verdict on one component: seconds, not
/// minutes.
pub(crate) const MOST_WORK: u64 = 100_000_000;
/// The same for its explanation and localisation together.
pub(crate) const EXPLAIN_WORK: u64 = 40_000_000;
/// The same for one question beside those.
pub(crate) const SIDE_WORK: u64 = 4_000_000;

/// Why no solution exists.
#[derive(Clone, Debug)]
pub(crate) enum Proof<N> {
    /// A weighted sum of bounds is contradictory.
    Sum(Vec<Term<N>>),
    /// Neither `cell <= at` nor `cell >= at + 1` is possible.
    Split {
        cell: u32,
        at: N,
        low: Box<Proof<N>>,
        high: Box<Proof<N>>,
    },
}

impl<N> Proof<N> {
    /// Calls for every bound used, assumptions of cases left out.
    pub fn each(&self, call: &mut impl FnMut(&Term<N>)) {
        match self {
            Proof::Sum(terms) => terms
                .iter()
                .filter(|term| !matches!(term.source, Source::Case(_)))
                .for_each(call),
            Proof::Split { low, high, .. } => {
                low.each(call);
                high.each(call);
            }
        }
    }
}

/// Whether a solution exists in which the first columns, as far as `integer` says so,
/// are whole. `names` are the cells of those columns. Leaves the simplex in a feasible
/// state without case bounds if fractions are allowed to it.
pub(crate) fn decide<N: Field>(
    simplex: &mut Simplex<N>,
    integer: &[bool],
    names: &[u32],
) -> Result<Option<Proof<N>>, Stop> {
    if let Some(terms) = simplex.check()? {
        return Ok(Some(Proof::Sum(terms)));
    }
    let mut cases = MOST_CASES;
    split(simplex, integer, names, MOST_DEPTH, &mut cases)
}

/// Like [`decide`] for a simplex that is feasible if fractions are allowed.
fn split<N: Field>(
    simplex: &mut Simplex<N>,
    integer: &[bool],
    names: &[u32],
    depth: u32,
    cases: &mut u32,
) -> Result<Option<Proof<N>>, Stop> {
    let broken = |column: &usize| integer[*column] && !simplex.value[*column].is_whole();
    let Some(column) = (0..integer.len()).find(broken) else {
        return Ok(None);
    };
    if depth == 0 || *cases == 0 {
        return Err(Stop::Limit(Limit::Cases));
    }
    *cases -= 1;
    let cell = names[column];
    let at = fits(simplex.value[column].floor())?;
    let next = fits(at.add(&N::one()))?;
    let mut undecided = None;
    let mut proofs = Vec::with_capacity(2);
    for (side, end) in [(Side::High, &at), (Side::Low, &next)] {
        let mut case = simplex.clone();
        let end = Strict::plain(end.clone());
        let found = match case.assert(column as u32, side, end, Source::Case(cell))? {
            Some(terms) => Ok(Some(Proof::Sum(terms))),
            None => match case.check() {
                Ok(Some(terms)) => Ok(Some(Proof::Sum(terms))),
                Ok(None) => split(&mut case, integer, names, depth - 1, cases),
                Err(stop) => Err(stop),
            },
        };
        simplex.work = case.work;
        match found {
            Ok(None) => return Ok(None),
            Ok(Some(proof)) => proofs.push(Box::new(proof)),
            Err(Stop::Overflow) => return Err(Stop::Overflow),
            Err(limit) => undecided = Some(limit),
        }
    }
    match (undecided, proofs.pop(), proofs.pop()) {
        (None, Some(high), Some(low)) => Ok(Some(Proof::Split {
            cell,
            at,
            low,
            high,
        })),
        (limit, ..) => Err(limit.unwrap_or(Stop::Limit(Limit::Cases))),
    }
}
