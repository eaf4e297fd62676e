//! What a cell can be, from an answer of the oracle: the bounds of the propagation
//! where they are exact, else the least and greatest value of the simplex.

use crate::quantity::{Bound, Exact};

use super::branch::decide;
use super::ends::{Side, decode};
use super::fraction::{Field, Strict};
use super::load::Loaded;
use super::local::Local;
use super::oracle::{Oracle, State};
use super::simplex::{Source, Stop, fits};

/// One end of what a cell can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The end; none if there is no limit.
    pub bound: Option<Bound>,
    /// Whether the end is as tight as can be. If not, it holds all the same.
    pub exact: bool,
    /// Whether it follows from propagation alone.
    pub propagated: bool,
}

/// Attempts to find a whole number that can be reached at an end.
const MOST_TRIES: usize = 8;

impl Oracle {
    /// One end of a cell, after a question was answered with this state.
    pub fn reach(&self, local: &Local, state: &State, cell: u32, side: Side) -> Reach {
        let solved = match state {
            State::Bounds => None,
            State::Small(loaded) => extreme(local, loaded, cell, side),
            State::Middle(loaded) => extreme(local, loaded, cell, side),
            State::Large(loaded) => extreme(local, loaded, cell, side),
        };
        let outer = self.propagated(local, cell, side);
        match solved {
            None => outer,
            Some(Ok(reach)) if reach.bound == outer.bound => Reach {
                propagated: true,
                ..reach
            },
            Some(Ok(reach)) => reach,
            Some(Err(_)) => Reach {
                exact: false,
                ..outer
            },
        }
    }

    fn propagated(&self, local: &Local, cell: u32, side: Side) -> Reach {
        let bound = if local.wide.is_some() {
            let zero = local.cell[cell as usize].nonnegative && side == Side::Low;
            zero.then(|| Bound::closed(Exact::ZERO))
        } else {
            let key = match side {
                Side::Low => self.propagation.low[cell as usize],
                Side::High => self.propagation.high[cell as usize],
            };
            decode(side, key).map(|(value, open)| Bound {
                value: local.exact(cell, &value.into()),
                open,
            })
        };
        Reach {
            bound,
            exact: true,
            propagated: true,
        }
    }
}

/// The end of a cell in a simplex; nothing if it is not in there.
fn extreme<N: Field>(
    local: &Local,
    loaded: &Loaded<N>,
    cell: u32,
    side: Side,
) -> Option<Result<Reach, Stop>> {
    let column = loaded.names.binary_search(&cell).ok()?;
    Some(optimum(local, loaded, column, cell, side))
}

fn optimum<N: Field>(
    local: &Local,
    loaded: &Loaded<N>,
    column: usize,
    cell: u32,
    side: Side,
) -> Result<Reach, Stop> {
    let mut simplex = loaded.simplex.clone();
    let Some(end) = simplex.optimise(column as u32, side)? else {
        return Ok(Reach {
            bound: None,
            exact: true,
            propagated: false,
        });
    };
    let whole = |at: usize| !loaded.integer[at] || simplex.value[at].is_whole();
    let reached = (0..loaded.names.len()).all(whole);
    if reached || !loaded.integer[column] {
        return Ok(Reach {
            bound: Some(Bound {
                value: local.exact(cell, &end.value.exact()),
                open: !end.epsilon.is_zero(),
            }),
            exact: reached,
            propagated: false,
        });
    }
    // The next whole number inward may need cells that are not whole: try.
    let inward = match side {
        Side::High => N::one().neg(),
        Side::Low => N::one(),
    };
    let mut value = match side {
        Side::High => fits(end.floor())?,
        Side::Low => {
            let minus = Strict {
                value: end.value.neg(),
                epsilon: end.epsilon.neg(),
            };
            fits(minus.floor())?.neg()
        }
    };
    let mut exact = false;
    let other = match side {
        Side::High => Side::Low,
        Side::Low => Side::High,
    };
    for _ in 0..MOST_TRIES {
        let mut tried = loaded.clone();
        let at = Some(Strict::plain(value.clone()));
        tried.assert(column as u32, other, at, Source::Case(cell))?;
        if tried.clash.is_some() {
            break;
        }
        match decide(&mut tried.simplex, &tried.integer, &tried.names) {
            Ok(None) => {
                exact = true;
                break;
            }
            Ok(Some(_)) => value = fits(value.add(&inward))?,
            Err(_) => break,
        }
    }
    Ok(Reach {
        bound: Some(Bound::closed(local.exact(cell, &value.exact()))),
        exact,
        propagated: false,
    })
}
