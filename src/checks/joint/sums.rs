//! The weighted sum that contradicts itself, in words; one for each case where a count
//! has to be a whole number.

use crate::engine::{self, Certificate, Origin, Part, Side, System, Why};
use crate::findings::{Derivation, Summand};
use crate::quantity::{Bound, Exact, Interval, group};

use super::names::Names;
use super::working::{because, claims};

/// The weighted sum of a certificate.
pub(in crate::checks) fn sum(
    names: &Names<'_, '_>,
    system: &System,
    proof: &Certificate,
) -> Derivation {
    let mut sum = Vec::new();
    let conclusion = match proof {
        Certificate::Sum(parts) => {
            let said = parts.iter().filter(|part| !is_case(part));
            sum.extend(said.map(|part| summand(names, system, part)));
            format!(
                "these lines, each as often as it says, add up to {}, which is impossible",
                total(parts)
            )
        }
        Certificate::Split { cell, at, .. } => {
            cases(names, system, proof, &mut Vec::new(), &mut sum);
            format!(
                "{} is a whole number: neither {} or less nor more than that is possible",
                names.cell(*cell),
                group(at)
            )
        }
    };
    Derivation {
        steps: Vec::new(),
        clash: Vec::new(),
        conclusion,
        sum,
    }
}

fn is_case(part: &&Part) -> bool {
    matches!(part.origin, Origin::Case(_))
}

/// A bound that a case grants.
type Granted = (engine::CellIndex, Side, Exact);

/// The sums of all cases, each with the case that it belongs to.
fn cases(
    names: &Names<'_, '_>,
    system: &System,
    proof: &Certificate,
    granted: &mut Vec<Granted>,
    out: &mut Vec<Summand>,
) {
    match proof {
        Certificate::Sum(parts) => {
            let case = format!("{}: {}", told(names, granted), total(parts));
            for part in parts {
                let mut summand = summand(names, system, part);
                if is_case(&part) {
                    let own = (granted.iter()).any(|(cell, side, end)| {
                        part.origin == Origin::Case(*cell)
                            && part.side == *side
                            && part.end.value == *end
                    });
                    summand.because = match own {
                        true => "in this case".to_owned(),
                        false => "the opposite of what follows".to_owned(),
                    };
                }
                summand.case = case.clone();
                out.push(summand);
            }
        }
        Certificate::Split {
            cell,
            at,
            low,
            high,
        } => {
            let more = at + &Exact::ONE;
            for (side, end, proof) in [(Side::High, at.clone(), low), (Side::Low, more, high)] {
                granted.push((*cell, side, end));
                cases(names, system, proof, granted, out);
                granted.pop();
            }
        }
    }
}

/// "beds is 1 or less, rooms is 2 to 4"; later bounds are closer than earlier ones.
fn told(names: &Names<'_, '_>, granted: &[Granted]) -> String {
    let mut cells: Vec<(engine::CellIndex, Interval)> = Vec::new();
    for (cell, side, end) in granted {
        let at = cells.iter().position(|known| known.0 == *cell);
        let at = at.unwrap_or_else(|| {
            cells.push((*cell, Interval::all()));
            cells.len() - 1
        });
        let end = Some(Bound::closed(end.clone()));
        match side {
            Side::Low => cells[at].1.low = end,
            Side::High => cells[at].1.high = end,
        }
    }
    cells.sort_by_key(|(cell, _)| *cell);
    let words =
        (cells.iter()).map(|(cell, range)| format!("{} is {}", names.cell(*cell), range.words()));
    words.collect::<Vec<String>>().join(", ")
}

fn summand(names: &Names<'_, '_>, system: &System, part: &Part) -> Summand {
    // All lines point one way, so that they add up: x >= 5 is told as -x <= -5.
    let sign = if part.end.open { "<" } else { "<=" };
    let turn = match part.side {
        Side::High => 1,
        Side::Low => -1,
    };
    let end = &part.end.value * &Exact::from(turn);
    let mut terms = match part.origin {
        Origin::Claim(claim) => vec![(system.claim_cell(claim), 1)],
        Origin::Edit(edit) => system.edit(edit).terms,
        Origin::NonNegative(cell) | Origin::Case(cell) => vec![(cell, 1)],
    };
    terms.iter_mut().for_each(|term| term.1 *= turn);
    let left = left_side(names, &terms);
    let why = match part.origin {
        Origin::Claim(claim) => Why::Claim(claim),
        Origin::Edit(edit) => Why::Edit(edit),
        Origin::NonNegative(_) | Origin::Case(_) => Why::NonNegative,
    };
    Summand {
        multiplier: part.multiplier.clone(),
        inequality: format!("{left} {sign} {}", group(&end)),
        because: because(names, why),
        claims: match part.origin {
            Origin::Case(_) => Vec::new(),
            _ => claims(names, why),
        },
        case: String::new(),
    }
}

/// `men + women - total`.
fn left_side(names: &Names<'_, '_>, terms: &[(engine::CellIndex, i64)]) -> String {
    let mut text = String::new();
    for &(cell, c) in terms {
        let name = if names.is_hidden(cell) {
            "(how far it is off)".to_owned()
        } else {
            names.cell(cell)
        };
        let size = c.unsigned_abs();
        text.push_str(match (text.is_empty(), c < 0) {
            (true, false) => "",
            (true, true) => "-",
            (false, false) => " + ",
            (false, true) => " - ",
        });
        if size != 1 {
            text.push_str(&format!("{size} x "));
        }
        text.push_str(&name);
    }
    text
}

/// What the parts add up to: `0 <= -27`.
fn total(parts: &[Part]) -> String {
    let mut right = Exact::ZERO;
    let mut open = false;
    for part in parts {
        let times = &part.multiplier * &part.end.value;
        right = match part.side {
            Side::High => &right + &times,
            Side::Low => &right - &times,
        };
        open |= part.end.open;
    }
    let sign = if open { "<" } else { "<=" };
    format!("0 {sign} {}", Interval::point(right).words())
}
