//! How a figure follows from others on one line: `3,990 - 6`.

use crate::engine::{CellIndex, ClaimIndex, EditIndex, Origin, Reasoning, Step, System, Why};
use crate::joint::{Implied, World};
use crate::quantity::group;

use super::names::Names;

/// Of more figures than these the last are counted.
const MOST: usize = 6;

/// Sums of more figures than these are not written out at all.
const TOO_MANY: usize = 1000;

/// How a figure follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// As a sum of printed figures.
    Sum(String),
    /// By so many deductions.
    Steps(usize),
    /// Only by adding up several inequalities, so many.
    Lines(usize),
    /// No short reason was found.
    Unexplained,
}

/// How an implied figure follows.
pub(super) fn how(names: &Names<'_, '_>, world: &World, implied: &Implied) -> How {
    of_reasons(names, world, [&implied.low, &implied.high])
}

/// How a figure follows that has these reasons for its lower and its upper end.
pub(super) fn of_reasons(
    names: &Names<'_, '_>,
    world: &World,
    reasons: [&Option<Reasoning>; 2],
) -> How {
    let mut made: Vec<(CellIndex, EditIndex)> = Vec::new();
    let mut lines = 0;
    let mut terms: Vec<Option<Terms>> = Vec::new();
    for reason in reasons.into_iter().flatten() {
        match reason {
            Reasoning::Steps(steps) => {
                made.extend(steps.iter().filter_map(|step| match step.why {
                    Why::Edit(edit) if !names.is_hidden(step.cell) => Some((step.cell, edit)),
                    _ => None,
                }));
                terms.push(sum(&world.system, steps));
            }
            Reasoning::Sum(proof) => {
                let mut own = 0;
                proof.each_part(&mut |part| {
                    own += usize::from(!matches!(part.origin, Origin::Case(_)));
                });
                lines = lines.max(own);
            }
            Reasoning::Unexplained => return How::Unexplained,
        }
    }
    if lines > 0 {
        return How::Lines(lines);
    }
    if let [Some(low), Some(high)] = terms.as_slice()
        && same(&world.system, low, high)
    {
        return How::Sum(words(names, world, low));
    }
    made.sort_unstable();
    made.dedup();
    How::Steps(made.len())
}

/// Printed figures with their signs.
type Terms = Vec<(i64, ClaimIndex)>;

/// The last step as a sum of printed figures, if it is only that.
fn sum(system: &System, steps: &[Step]) -> Option<Terms> {
    let mut sums: Vec<Option<Terms>> = Vec::with_capacity(steps.len());
    for step in steps {
        let terms = match step.why {
            Why::Claim(claim) => Some(vec![(1, claim)]),
            Why::NonNegative => None,
            Why::Edit(edit) => turned(system, steps, &sums, step, edit),
        };
        sums.push(terms.filter(|terms| terms.len() <= TOO_MANY));
    }
    sums.pop()?
}

/// An equation without a number of its own, solved for the cell of a step.
fn turned(
    system: &System,
    steps: &[Step],
    sums: &[Option<Terms>],
    step: &Step,
    edit: EditIndex,
) -> Option<Terms> {
    let edit = system.edit(edit);
    let zero = |end: &Option<crate::quantity::Bound>| {
        (end.as_ref()).is_some_and(|end| end.value.is_zero() && !end.open)
    };
    if !zero(&edit.low) || !zero(&edit.high) {
        return None;
    }
    let own = edit.terms.iter().find(|term| term.0 == step.cell)?.1;
    if own.unsigned_abs() != 1 {
        return None;
    }
    let mut out: Terms = Vec::new();
    for &(cell, c) in edit.terms.iter().filter(|term| term.0 != step.cell) {
        let mut used = step.from.iter().copied();
        let at = used.find(|&at| steps.get(at).is_some_and(|from| from.cell == cell))?;
        for &(times, claim) in sums.get(at)?.as_ref()? {
            out.push((times.checked_mul(c)?.checked_mul(-own)?, claim));
        }
    }
    Some(out)
}

/// Whether two sums are of the same cells.
fn same(system: &System, a: &Terms, b: &Terms) -> bool {
    let cells = |terms: &Terms| {
        let terms = terms.iter();
        let mut cells: Vec<(CellIndex, i64)> = terms
            .map(|&(c, claim)| (system.claim_cell(claim), c))
            .collect();
        cells.sort_unstable();
        cells
    };
    cells(a) == cells(b)
}

/// What is added first, then what is taken away.
fn words(names: &Names<'_, '_>, world: &World, terms: &Terms) -> String {
    let (added, taken): (Vec<_>, Vec<_>) = terms.iter().partition(|(c, _)| *c > 0);
    let mut text = String::new();
    for (at, &(c, claim)) in added.iter().copied().chain(taken).enumerate() {
        if terms.len() > MOST && at == MOST - 2 {
            let rest = terms.len() - at;
            text.push_str(match added.len() {
                // All that follow have the same sign.
                0 | 1 => " - ",
                added if added == terms.len() => " + ",
                _ => " and ",
            });
            text.push_str(&format!("{rest} more figures"));
            break;
        }
        text.push_str(match (text.is_empty(), c < 0) {
            (true, false) => "",
            (true, true) => "-",
            (false, false) => " + ",
            (false, true) => " - ",
        });
        if c.unsigned_abs() != 1 {
            text.push_str(&format!("{} x ", c.unsigned_abs()));
        }
        text.push_str(&figure(names, world, claim));
    }
    text
}

/// The number of a figure; its words in quotation marks where they are no number.
fn figure(names: &Names<'_, '_>, world: &World, claim: ClaimIndex) -> String {
    use crate::engine::Side;
    let system = &world.system;
    let ends = [Side::Low, Side::High].map(|side| system.claim_end(claim, side));
    match ends {
        [Some(low), Some(high)] if low.value == high.value => group(&low.value),
        _ => format!("\"{}\"", names.printed(world.claim(claim))),
    }
}
